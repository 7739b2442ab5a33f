"""Two drafts aligned: scenes first, then what they hold, then what moved from one to the other."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from screenplay.drafts.beats import Matching, parts
from screenplay.drafts.draft import Draft, ElementText, SceneText
from screenplay.drafts.matches import Alignment, How, Match
from screenplay.drafts.pairing import Votes, pair_scenes, same_scenes, vote, weights
from screenplay.drafts.people import People, follow_people
from screenplay.drafts.plain import cased, typed
from screenplay.drafts.sequences import Pair, rising
from screenplay.drafts.sides import Side, heading_key, spoken_groups

HALF = 0.5
"""The share of a scene's text that must come from another for it to be cut off from that one, or taken up in it."""

KIN = 0.2
"""The share from which on what is left of two scenes is compared, though they are not one."""


@dataclass(slots=True)
class _Found:
    """What is known while two drafts are compared. Pairs are (scene, element) or (scene, element, beat) indices."""

    people: People
    scenes: dict[int, int]
    """Old to new."""
    sure: dict[int, float]
    beats: dict[tuple[int, int, int], tuple[int, int, int]] = field(default_factory=dict)
    beats_sure: dict[tuple[int, int, int], float] = field(default_factory=dict)
    moved: set[tuple[int, int, int]] = field(default_factory=set)
    cut: dict[tuple[int, int, int], tuple[int, int, int]] = field(default_factory=dict)
    joined: dict[tuple[int, int, int], tuple[int, int, int]] = field(default_factory=dict)
    elements: dict[Pair, Pair] = field(default_factory=dict)
    came: dict[int, tuple[int, float]] = field(default_factory=dict)
    """For a new scene, the old one that most of it comes from, and the share of it."""
    went: dict[int, tuple[int, float]] = field(default_factory=dict)
    """For an old scene, the new one that most of it went to, and the share of it."""

    @property
    def together(self) -> set[Pair]:
        """Old and new scenes that go on with each other, whole or in part."""
        parts = {(i, j) for j, (i, _) in self.came.items()} | {(i, j) for i, (j, _) in self.went.items()}
        return parts | set(self.scenes.items())


def align(old: Draft, new: Draft) -> Alignment:
    """Which piece of the old draft is which of the new one. The same drafts give the same answer."""
    people = follow_people(old, new)
    whole = same_scenes([scene.content for scene in old.scenes], [scene.content for scene in new.scenes])
    found = _Found(people, dict(whole), dict.fromkeys((i for i, _ in whole), 1.0))
    _rewritten(old, new, whole, found)
    for i, j in whole:
        for place, element in enumerate(old.scenes[i].elements):
            found.elements[i, place] = (j, place)
            for number in range(max(len(element.beats), 1)):
                at = number if element.beats else -1
                found.beats[i, place, at] = (j, place, at)
    _elements(old, new, found)
    return Alignment(
        scenes=tuple(_scene_matches(old, new, found)),
        elements=tuple(_element_matches(old, new, found)),
        beats=tuple(_beat_matches(old, new, found)),
        people=people.matches,
        renames=people.renames,
    )


def _rewritten(old: Draft, new: Draft, whole: Sequence[Pair], found: _Found) -> None:
    """Match the scenes that are not word for word the same, and their atoms."""
    before, now = Side(old.scenes), Side(new.scenes)
    people, placed = found.people, {j for _, j in whole}
    for index in range(len(old.scenes)):
        if index not in found.scenes:
            before.add(index, name=lambda who: people.before.get(who, who), renamed=people.renamed)
    for index in range(len(new.scenes)):
        if index not in placed:
            now.add(index)
    matching = Matching(before, now)
    matching.match_unique()
    votes = vote(before, now, matching.there)
    headings = [people.renamed(scene.heading) for scene in old.scenes]
    pairs = pair_scenes(before, now, votes, whole, headings)
    for (i, j), sure in pairs.items():
        found.scenes[i], found.sure[i] = j, sure
        matching.match_within(i, j)
    mine, theirs = weights(before), weights(now)
    for (i, j), shared in sorted(votes.items(), key=lambda one: (-one[1], one[0])):
        if (i, j) not in pairs and shared >= KIN * min(mine[i], theirs[j]):
            matching.match_within(i, j)
    matching.match_anywhere(found.scenes)

    def place(side: Side, index: int) -> tuple[int, int, int]:
        atom = side.atoms[index]
        return atom.scene, atom.element, atom.beat

    for i, j in matching.there.items():
        found.beats[place(before, i)] = place(now, j)
        found.beats_sure[place(before, i)] = matching.sure[i]
    sizes = [[_size(scene) for scene in draft.scenes] for draft in (old, new)]
    found.came, found.went = _shares(vote(before, now, matching.there), sizes)
    found.moved = {place(before, i) for i in matching.moved(found.together)}
    cut, joined = parts(matching)
    found.cut = {place(now, j): place(before, i) for j, i in cut.items()}
    found.joined = {place(before, i): place(now, j) for i, j in joined.items()}


def _elements(old: Draft, new: Draft, found: _Found) -> None:
    """Elements follow their beats, by most letters; headings their scenes, and cues what is said under them."""
    shares: Counter[tuple[Pair, Pair]] = Counter()
    done, taken = set(found.elements), set(found.elements.values())
    for (scene, place, number), (other, at, _) in found.beats.items():
        if (scene, place) not in done:
            element = old.scenes[scene].elements[place]
            text = element.beats[number].text if number >= 0 else element.text
            shares[(scene, place), (other, at)] += len(text) + 1
    for (mine, theirs), _share in sorted(shares.items(), key=lambda one: (-one[1], one[0])):
        if mine not in found.elements and theirs not in taken:
            found.elements[mine] = theirs
            taken.add(theirs)
    for i, j in found.scenes.items():
        top, head = _heading(old.scenes[i]), _heading(new.scenes[j])
        if top is not None and head is not None and (i, top) not in found.elements:
            found.elements[i, top] = (j, head)
    _cues(old, new, found)


def _heading(scene: SceneText) -> int | None:
    return next((place for place, element in enumerate(scene.elements) if element.kind == "scene_heading"), None)


def _cues(old: Draft, new: Draft, found: _Found) -> None:
    """Cues and parentheticals go with their speeches."""
    owners = {
        (index, place): (index, cue)
        for index, scene in enumerate(new.scenes)
        for cue, inside in spoken_groups(scene.elements)
        for place in inside
    }
    asides: dict[Pair, list[int]] = defaultdict(list)
    for index, scene in enumerate(new.scenes):
        for cue, inside in spoken_groups(scene.elements):
            asides[index, cue] = [k for k in inside if scene.elements[k].kind == "parenthetical"]
    taken = set(found.elements.values())
    for index, scene in enumerate(old.scenes):
        for cue, inside in spoken_groups(scene.elements):
            if (index, cue) in found.elements:
                continue
            speech = next((found.elements[index, k] for k in inside if (index, k) in found.elements), None)
            theirs = owners.get(speech) if speech else None
            if theirs is None or theirs in taken:
                continue
            found.elements[index, cue] = theirs
            taken.add(theirs)
            left = [k for k in inside if scene.elements[k].kind == "parenthetical" and (index, k) not in found.elements]
            free = [k for k in asides[theirs] if (theirs[0], k) not in taken]
            for one, other in _asides(scene, left, new.scenes[theirs[0]], free):
                found.elements[index, one] = (theirs[0], other)
                taken.add((theirs[0], other))


def _asides(old: SceneText, left: list[int], new: SceneText, free: list[int]) -> Iterator[Pair]:
    """Parentheticals under one cue: by their words, then one for one when only one is left on either side."""
    for one in list(left):
        text = cased(old.elements[one].text)
        other = next((k for k in free if cased(new.elements[k].text) == text), None)
        if other is not None:
            yield one, other
            left.remove(one)
            free.remove(other)
    if len(left) == len(free) == 1:
        yield left[0], free[0]


def _beat_matches(old: Draft, new: Draft, found: _Found) -> Iterator[Match]:
    back = {theirs: mine for mine, theirs in found.beats.items()}
    for index, scene in enumerate(new.scenes):
        for place, element in enumerate(scene.elements):
            for number, beat in enumerate(element.beats):
                at = (index, place, number)
                mine = back.get(at)
                if mine is not None and mine[2] >= 0:
                    before = old.scenes[mine[0]].elements[mine[1]]
                    same = _says(found, before.beats[mine[2]].text, beat.text) and _speaks(found, before, element)
                    how: How = "same" if same else "changed"
                    sure = found.beats_sure.get(mine, 1.0)
                    yield Match(before.beats[mine[2]].id, beat.id, how, sure, mine in found.moved)
                elif (source := found.cut.get(at)) is not None and source[2] >= 0:
                    yield Match(_beat(old, source), beat.id, "split", 0.8)
                else:
                    yield Match(None, beat.id, "new")
    for index, scene in enumerate(old.scenes):
        for place, element in enumerate(scene.elements):
            for number, beat in enumerate(element.beats):
                at = (index, place, number)
                there = found.beats.get(at)
                if there is not None and there[2] >= 0:
                    continue
                into = found.joined.get(at)
                if into is not None and into[2] >= 0:
                    yield Match(beat.id, _beat(new, into), "merged", 0.8)
                else:
                    yield Match(beat.id, None, "removed")


def _beat(draft: Draft, at: tuple[int, int, int]) -> str:
    return draft.scenes[at[0]].elements[at[1]].beats[at[2]].id


def _says(found: _Found, before: str, now: str) -> bool:
    return before == now or typed(found.people.renamed(before)) == typed(now)


def _speaks(found: _Found, before: ElementText, now: ElementText) -> bool:
    return found.people.before.get(before.who, before.who) == now.who


def _element_matches(old: Draft, new: Draft, found: _Found) -> Iterator[Match]:
    back = {theirs: mine for mine, theirs in found.elements.items()}
    came = {theirs[:2]: mine[:2] for mine, theirs in found.beats.items()}
    came |= {theirs[:2]: mine[:2] for theirs, mine in found.cut.items() if theirs[:2] not in came}
    went = {mine[:2]: theirs[:2] for mine, theirs in found.beats.items()}
    went |= {mine[:2]: theirs[:2] for mine, theirs in found.joined.items() if mine[:2] not in went}
    together = found.together
    for index, scene in enumerate(new.scenes):
        for place, element in enumerate(scene.elements):
            at = (index, place)
            if (mine := back.get(at)) is not None:
                before = old.scenes[mine[0]].elements[mine[1]]
                how: How = "same" if _same_element(found, before, element) else "changed"
                yield Match(before.id, element.id, how, moved=(mine[0], index) not in together)
            elif at in came:
                yield Match(old.scenes[came[at][0]].elements[came[at][1]].id, element.id, "split", 0.8)
            else:
                yield Match(None, element.id, "new")
    for index, scene in enumerate(old.scenes):
        for place, element in enumerate(scene.elements):
            at = (index, place)
            if at in found.elements:
                continue
            if at in went:
                yield Match(element.id, new.scenes[went[at][0]].elements[went[at][1]].id, "merged", 0.8)
            else:
                yield Match(element.id, None, "removed")


def _same_element(found: _Found, before: ElementText, now: ElementText) -> bool:
    if before.written == now.written:
        return True
    if before.kind == now.kind == "scene_heading":
        return heading_key(found.people.renamed(before.text)) == heading_key(now.text)
    if before.kind == now.kind == "character":
        return _speaks(found, before, now) and extensions(before.text) == extensions(now.text)
    texts = ["".join(typed(b.text) for b in one.beats) or typed(one.text) for one in (before, now)]
    return _speaks(found, before, now) and texts[1] in (
        texts[0],
        "".join(typed(found.people.renamed(b.text)) for b in before.beats) or typed(found.people.renamed(before.text)),
    )


def extensions(cue: str) -> list[str]:
    """A cue's extensions as they are compared: what only says that someone goes on speaking is left to the program."""
    groups = [part.partition(")")[0] for part in heading_key(cue).split("(")[1:]]
    return sorted(one.strip() for one in groups if one.strip() not in ("cont'd", "contd", "cont", "suite", "suite."))


def _scene_matches(old: Draft, new: Draft, found: _Found) -> Iterator[Match]:
    back = {j: i for i, j in found.scenes.items()}
    stayed = {i for i, _ in rising(sorted(found.scenes.items()))}
    came, went = found.came, found.went
    for index, scene in enumerate(new.scenes):
        if (mine := back.get(index)) is not None:
            how: How = "same" if _same_scene(old, new, found, mine, index) else "changed"
            yield Match(old.scenes[mine].id, scene.id, how, found.sure[mine], mine not in stayed)
        elif index in came and came[index][0] in found.scenes:
            yield Match(old.scenes[came[index][0]].id, scene.id, "split", round(came[index][1], 2))
        else:
            yield Match(None, scene.id, "new")
    for index, scene in enumerate(old.scenes):
        if index not in found.scenes:
            if index in went:
                yield Match(scene.id, new.scenes[went[index][0]].id, "merged", round(went[index][1], 2))
            else:
                yield Match(scene.id, None, "removed")


def _size(scene: SceneText) -> int:
    return sum(len(b.text) + 4 for e in scene.elements for b in e.beats) or 1


def _shares(
    votes: Votes, sizes: Sequence[Sequence[int]]
) -> tuple[dict[int, tuple[int, float]], dict[int, tuple[int, float]]]:
    """Where new scenes came from and old ones went, by at least half of their text."""
    came: dict[int, tuple[int, float]] = {}
    went: dict[int, tuple[int, float]] = {}
    for (i, j), shared in sorted(votes.items()):
        for mine, other, table, size in ((j, i, came, sizes[1][j]), (i, j, went, sizes[0][i])):
            share = min(shared / size, 1.0)
            if share >= HALF and share > table.get(mine, (0, 0.0))[1]:
                table[mine] = (other, share)
    return came, went


def _same_scene(old: Draft, new: Draft, found: _Found, i: int, j: int) -> bool:
    one, other = old.scenes[i], new.scenes[j]
    if one.content == other.content:
        return True
    if len(one.elements) != len(other.elements):
        return False
    if heading_key(found.people.renamed(one.heading)) != heading_key(other.heading):
        return False
    return all(
        found.elements.get((i, place)) == (j, place) and _same_element(found, before, now)
        for place, (before, now) in enumerate(zip(one.elements, other.elements, strict=True))
    )
