"""What an edit means for the text: lines that it cuts or moves, as a proposed draft that a person accepts by scene.

The words stay the writer's: whole speeches, sentences and scenes go, or go elsewhere, and nothing else changes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from previz.conform.matching import Matched, Part
from previz.direction.decisions import Identities
from previz.handoff.manifest import Said
from previz.script.story import Story
from screenplay.elements import Element
from screenplay.scenes import Scene

SPOKEN = ("parenthetical", "dialogue", "lyric")
"""Kinds of elements that belong to the name before them."""


@dataclass(frozen=True, slots=True)
class SceneDraft:
    """One scene as an edit would have it."""

    scene: str
    """Its number."""
    heading: str
    before: str
    """Its text now."""
    after: str
    """Its text then; empty when nothing of it is left."""
    follows: str | None = None
    """The number of the scene that it comes after then, empty for the film's beginning; None where it stays."""

    @property
    def diff(self) -> tuple[str, ...]:
        """What goes and what comes, line by line, with a little of what stays."""
        old, new = self.before.strip().splitlines(), self.after.strip().splitlines()
        return tuple(unified_diff(old, new, lineterm="", n=1))[2:]


def proposed(
    story: Story, identities: Identities, matched: Matched, words: Mapping[str, str]
) -> tuple[SceneDraft, ...]:
    """The scenes that an edit changes the text of, in the order of the script; ``words`` by beat are said instead."""
    seen, gone = _played(identities, matched)
    order = {beat: index for index, beat in enumerate(seen)}
    texts = dict(_texts(story))
    moves = _moves([scene for scene in story.scenes if any(beat.id in order for beat in scene.beats)], order)
    found = []
    for scene in story.scenes:
        before = texts[scene.id]
        after = _edited(story.script.text, scene, before, order, gone, words)
        if after != before or scene.id in moves:
            found.append(SceneDraft(scene.number, scene.heading.text, before, after, moves.get(scene.id)))
    return tuple(found)


def drafted(story: Story, scenes: Sequence[SceneDraft], accepted: Collection[str] | None = None) -> str:
    """The script with the proposed scenes of those numbers (None: all of them) as they would be."""
    mine = {one.scene: one for one in scenes if accepted is None or one.scene in accepted}
    text = story.script.text
    first = story.scenes[0].elements[0].offset if story.scenes else len(text)
    blocks = {
        scene.number: mine[scene.number].after if scene.number in mine else before
        for scene, (_id, before) in zip(story.scenes, _texts(story), strict=True)
    }
    order = list(blocks)
    for one in mine.values():
        if one.follows is not None:
            order.remove(one.scene)
            order.insert(order.index(one.follows) + 1 if one.follows in order else 0, one.scene)
    if order != list(blocks):  # the last one had no need of a line between it and another
        blocks = {number: block.rstrip("\n") + "\n\n" if block else "" for number, block in blocks.items()}
    return text[:first] + "".join(blocks[number] for number in order).rstrip("\n") + "\n"


def _played(identities: Identities, matched: Matched) -> tuple[list[str], set[str]]:
    """Beats of this draft in the order in which the edit plays them, and those that it does not play any more."""
    known = {said.beat: said for clip in matched.manifest.clips for said in clip.said}
    shown = {part.clip.shot for part in matched.picture}
    seen: dict[str, None] = {}
    for part in matched.picture:
        seen |= dict.fromkeys(said.beat for said in part.clip.said if _plays(said, [part]))
    for said in (said for clip in matched.manifest.clips for said in clip.said):
        if said.spoken and said.beat not in seen:
            heard = [part for part in matched.sound if any(one.beat == said.beat for one in part.clip.said)]
            if _plays(said, heard):
                seen[said.beat] = None
    unseen = {
        said.beat
        for clip in matched.manifest.clips
        for said in clip.said
        if said.spoken or clip.shot not in shown
    } & {*known} - {*seen}  # fmt: skip
    place = identities.place
    return [now for beat in seen if (now := place(beat))], {now for beat in unseen if (now := place(beat))}


def elsewhere(matched: Matched) -> Iterator[str]:
    """The words that the edit plays over another picture than their own."""
    for clip in matched.manifest.clips:
        for said in clip.said:
            shown = [part for part in matched.picture if any(one.beat == said.beat for one in part.clip.said)]
            heard = [part for part in matched.sound if part.clip is clip]
            if said.spoken and _plays(said, heard) and not _plays(said, shown):
                yield said.text


def _plays(said: Said, parts: Sequence[Part]) -> bool:
    """Whether at least half of what is said is within some parts of its clip; of what is seen, anything."""
    inside = sum(max(min(part.end, said.start + said.frames) - max(part.start, said.start), 0) for part in parts)
    return 2 * inside >= said.frames if said.spoken else inside > 0


def _texts(story: Story) -> Iterator[tuple[str, str]]:
    """The text of each scene, from its heading to the next one's; what stands before the first is nobody's."""
    text = story.script.text
    starts = [scene.elements[0].offset for scene in story.scenes]
    for scene, start, end in zip(story.scenes, starts, [*starts[1:], len(text)], strict=True):
        yield scene.id, text[start:end]


def _moves(scenes: Sequence[Scene], order: Mapping[str, int]) -> dict[str, str]:
    """Scenes that come elsewhere, and the number of the one that they come after. A scene comes where it begins."""
    begins = {scene.id: min(order[beat.id] for beat in scene.beats if beat.id in order) for scene in scenes}
    there = sorted(scenes, key=lambda scene: begins[scene.id])
    rank = {scene.id: index for index, scene in enumerate(scenes)}
    stays = _longest([rank[scene.id] for scene in there])
    return {
        scene.id: there[index - 1].number if index else ""
        for index, scene in enumerate(there)
        if rank[scene.id] not in stays
    }


def _longest(ranks: Sequence[int]) -> set[int]:
    """The longest ascending part of some ranks."""
    chains: list[list[int]] = [[]]
    for rank in ranks:
        chains.append([*_most([chain for chain in chains if not chain or chain[-1] < rank]), rank])
    return set(_most(chains))


def _most(chains: Sequence[list[int]]) -> list[int]:
    return max(chains, key=lambda chain: len(chain))


@dataclass(frozen=True, slots=True)
class _Unit:
    """What moves as one: a paragraph, or a name with all that it says. Offsets are of the whole text."""

    start: int
    end: int
    elements: tuple[Element, ...]


def _units(scene: Scene, end: int) -> Iterator[_Unit]:
    """The scene after its heading, in units that tile it; the blank lines after one are its own."""
    groups: list[list[Element]] = []
    for element in scene.elements[1:] if scene.element else scene.elements:
        if element.kind in SPOKEN and groups and groups[-1][0].kind == "character":
            groups[-1].append(element)
        else:
            groups.append([element])
    starts = [group[0].offset for group in groups]
    for group, start, until in zip(groups, starts, [*starts[1:], end], strict=True):
        yield _Unit(start, until, tuple(group))


def _edited(
    text: str, scene: Scene, before: str, order: Mapping[str, int], gone: Collection[str], words: Mapping[str, str]
) -> str:
    """The scene's text without what is gone, its units in the order in which they are played."""
    start = scene.elements[0].offset
    units = list(_units(scene, start + len(before)))
    if not units or not any(beat.id in order or beat.id in gone for beat in scene.beats):
        return before
    if not any(beat.id in order for beat in scene.beats) and all(beat.id in gone for beat in scene.beats):
        return ""
    inside: dict[int, list[str]] = {index: [] for index in range(len(units))}
    of = {element.id: index for index, unit in enumerate(units) for element in unit.elements}
    for beat in scene.beats:
        if beat.element in of:
            inside[of[beat.element]].append(beat.id)
    placed: list[tuple[int, int]] = []
    last = -1
    for index in inside:
        last = min((order[beat] for beat in inside[index] if beat in order), default=last)
        placed.append((last, index))
    head = text[start : units[0].start]
    spans = {
        beat.id: (beat.offset, beat.offset + beat.length, "" if beat.id in gone else words[beat.id])
        for beat in scene.beats
        if beat.id in gone or beat.id in words
    }
    kept = [index for _at, index in sorted(placed) if not inside[index] or {*inside[index]} - {*gone}]
    written = [_without(text, units[index], [spans[beat] for beat in inside[index] if beat in spans]) for index in kept]
    if kept != sorted(kept):
        written = [one.rstrip("\n") + "\n\n" for one in written]
    return head + "".join(written)


def _without(text: str, unit: _Unit, spans: Sequence[tuple[int, int, str]]) -> str:
    """A unit's text with other words for some of it, or without it, and without the lines that this leaves empty."""
    result = text[unit.start : unit.end]
    for low, high, words in sorted(spans, reverse=True):
        left, right = result[: low - unit.start], result[high - unit.start :]
        if words:
            left += words
        elif left.endswith("\n") or not left:
            right = right.lstrip(" ").removeprefix("\n") if right.lstrip(" ").startswith("\n") else right.lstrip(" ")
        else:
            left = left.rstrip(" ") if not right.strip(" ") or right.startswith((" ", "\n")) else left
        result = left + right
    return result
