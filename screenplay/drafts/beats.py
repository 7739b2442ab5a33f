"""Which atom is which: what stands once on either side, then in order within its scene, then wherever it went."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from screenplay.drafts.plain import Words, likeness
from screenplay.drafts.sequences import Pair, common, once, rising
from screenplay.drafts.sides import Atom, Side

ALIKE = 0.5
"""Likeness from which on two texts are one text, rewritten, where both stand at the same place."""

SLOT = 0.36
"""The same, where there is only one candidate on either side."""

FAR, NEAR = 0.72, 0.6
"""The same, for texts that stand in other scenes, and in the same one but elsewhere."""

LONG = 4
"""Words of a text that is followed into another scene though it is not the only one that says so."""

CELLS = 1600
"""Pairs between two anchors that are all compared; beyond, rare words lead."""

RARE = 5
"""A word in more texts than that leads nowhere."""


@dataclass(slots=True)
class Matching:
    """The atoms matched so far, by index: old to new and back, and how sure each is."""

    old: Side
    new: Side
    there: dict[int, int] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)
    sure: dict[int, float] = field(default_factory=dict)

    def match(self, i: int, j: int, sure: float) -> None:
        self.there[i], self.back[j], self.sure[i] = j, i, round(sure, 2)

    def match_unique(self) -> None:
        """What stands exactly once on either side is itself, wherever it went."""
        before, now = ([atom.key for atom in side.atoms] for side in (self.old, self.new))
        for i, j in once(before, now):
            self.match(i, j, 1.0)

    def match_within(self, scene: int, other: int) -> None:
        """Align what is left of an old scene with what is left of a new one, in order."""
        mine = [i for i in self.old.of_scene[scene] if self._stays(self.there.get(i), self.new, other)]
        theirs = [j for j in self.new.of_scene[other] if self._stays(self.back.get(j), self.old, scene)]
        before: list[Hashable] = [self.there[i] if i in self.there else self.old.atoms[i].key for i in mine]
        now: list[Hashable] = [j if j in self.back else self.new.atoms[j].key for j in theirs]
        anchors = common(before, now)
        for a, b in anchors:
            if mine[a] not in self.there:
                self.match(mine[a], theirs[b], 0.9)
        edges = [(-1, -1), *anchors, (len(mine), len(theirs))]
        for (a, b), (c, d) in pairwise(edges):
            self._gap(
                [i for i in mine[a + 1 : c] if i not in self.there],
                [j for j in theirs[b + 1 : d] if j not in self.back],
            )
        self._pair_equals([i for i in mine if i not in self.there], [j for j in theirs if j not in self.back], 0.8)

    @staticmethod
    def _stays(match: int | None, side: Side, scene: int) -> bool:
        return match is None or side.atoms[match].scene == scene

    def _gap(self, mine: Sequence[int], theirs: Sequence[int]) -> None:
        """The rewritten texts between two anchors: the alignment in order that keeps most."""
        if not mine or not theirs or len(mine) * len(theirs) > CELLS:
            return
        alike = {
            (a, b): value
            for a, i in enumerate(mine)
            for b, j in enumerate(theirs)
            if (value := affinity(self.old.atoms[i], self.new.atoms[j])) >= SLOT
        }
        if not alike:
            return
        for a, b in _best(alike, len(mine), len(theirs)):
            self.match(mine[a], theirs[b], alike[a, b])
        # what is the only one of its kind on either side, with nothing crossing it, was rewritten more freely
        kinds: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for a, i in enumerate(mine):
            if i not in self.there:
                kinds[self.old.atoms[i].group, self.old.atoms[i].who][0].append(a)
        for b, j in enumerate(theirs):
            if j not in self.back:
                kinds[self.new.atoms[j].group, self.new.atoms[j].who][1].append(b)
        for lost, found in kinds.values():
            if len(lost) == len(found) == 1 and (lost[0], found[0]) in alike:
                i, j = mine[lost[0]], theirs[found[0]]
                if all((i < k) == (j < self.there[k]) for k in mine if k in self.there):
                    self.match(i, j, alike[lost[0], found[0]])

    def _pair_equals(self, mine: Iterable[int], theirs: Iterable[int], sure: float) -> None:
        """Equals that are left, in order."""
        places: dict[Hashable, list[int]] = defaultdict(list)
        for j in theirs:
            places[self.new.atoms[j].key].append(j)
        for queue in places.values():
            queue.reverse()
        for i in mine:
            if places.get(self.old.atoms[i].key):
                self.match(i, places[self.old.atoms[i].key].pop(), sure)

    def match_anywhere(self, scenes: dict[int, int]) -> None:
        """What went to another scene: long texts as they were, then rewritten ones that a rare word betrays."""

        def left(side: Side, taken: dict[int, int], least: int) -> list[int]:
            return [
                index
                for index, atom in enumerate(side.atoms)
                if index not in taken and atom.words.counted.total() >= least
            ]

        self._pair_equals(left(self.old, self.there, LONG), left(self.new, self.back, LONG), 0.7)
        mine, theirs = left(self.old, self.there, 2), left(self.new, self.back, 2)
        for i, j in once([self.old.atoms[i].key for i in mine], [self.new.atoms[j].key for j in theirs]):
            self.match(mine[i], theirs[j], 0.6)
        mine, theirs = left(self.old, self.there, LONG), left(self.new, self.back, LONG)
        index: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
        for side, inside, words in ((self.old, mine, index[0]), (self.new, theirs, index[1])):
            for place in inside:
                for word in side.atoms[place].words.counted:
                    if len(word) > LONG:
                        words[word].append(place)
        seen: dict[Pair, None] = {}
        for word, places in index[0].items():
            others = index[1].get(word, ())
            if len(places) <= RARE and len(others) <= RARE:
                seen.update(dict.fromkeys((i, j) for i in places for j in others))
        scored = []
        for i, j in seen:
            near = scenes.get(self.old.atoms[i].scene) == self.new.atoms[j].scene
            value = affinity(self.old.atoms[i], self.new.atoms[j])
            if value >= (NEAR if near else FAR):
                scored.append((-value, i, j))
        for value, i, j in sorted(scored):
            if i not in self.there and j not in self.back:
                self.match(i, j, -value)

    def moved(self, together: Collection[Pair]) -> set[int]:
        """Old atoms that stand elsewhere: in a scene that does not go on with theirs, or in another order within it.
        ``together`` are the scenes that do."""
        order: dict[Pair, list[Pair]] = defaultdict(list)
        gone = set()
        for i, j in sorted(self.there.items()):
            scenes = self.old.atoms[i].scene, self.new.atoms[j].scene
            if scenes in together:
                order[scenes].append((i, j))
            else:
                gone.add(i)
        for pairs in order.values():
            gone |= {i for i, _ in pairs} - {i for i, _ in rising(pairs)}
        return gone


def affinity(one: Atom, other: Atom) -> float:
    """How much speaks for two atoms being one: their words, less where they are of another kind or speaker."""
    if one.group != other.group and not {one.group, other.group} <= {"speech", "action"}:
        return 0.0
    value = likeness(one.words, other.words)
    if one.group != other.group:
        return 0.7 * value
    return 0.85 * value if one.who != other.who and one.group == "speech" else value


def _best(alike: dict[Pair, float], rows: int, columns: int) -> list[Pair]:
    """The pairs in order whose likeness adds up to most (Needleman and Wunsch, gaps are free)."""
    total = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for a in range(rows):
        line, above = total[a + 1], total[a]
        for b in range(columns):
            value = alike.get((a, b), 0.0)
            line[b + 1] = max(above[b + 1], line[b], above[b] + value if value >= ALIKE else 0.0)
    pairs = []
    a, b = rows, columns
    while a and b:
        value = alike.get((a - 1, b - 1), 0.0)
        if total[a][b] == total[a - 1][b]:
            a -= 1
        elif total[a][b] == total[a][b - 1]:
            b -= 1
        else:
            assert value >= ALIKE
            a, b = a - 1, b - 1
            pairs.append((a, b))
    return pairs[::-1]


def parts(matching: Matching) -> tuple[dict[int, int], dict[int, int]]:
    """New atoms cut off from an old one that went on beside them, and old ones taken up in a new one beside them:
    ``{new: old}`` and ``{old: new}``."""
    cut = _inside(matching.new, matching.old, matching.back)
    joined = _inside(matching.old, matching.new, matching.there)
    return cut, joined


def _inside(side: Side, other: Side, matched: dict[int, int]) -> dict[int, int]:
    """For each unmatched atom whose words stand in what its neighbour is matched with: that atom."""
    found = {}
    for atoms in side.of_scene.values():
        for index in atoms:
            words = side.atoms[index].words
            if index in matched or not words.letters:
                continue
            for neighbour in _neighbours(atoms, index, matched):
                whole = other.atoms[matched[neighbour]]
                mine = side.atoms[neighbour].words
                rest = Counter(whole.words.counted)
                rest.subtract(mine.counted)
                if whole.group == side.atoms[index].group and _held(words, rest) >= 0.8:
                    found[index] = matched[neighbour]
                    break
    return found


def _held(words: Words, rest: Counter[str]) -> float:
    """The share of a text's letters that are among some words."""
    kept = (len(word) * min(count, max(rest[word], 0)) for word, count in words.counted.items())
    return sum(kept) / words.letters


def _neighbours(atoms: Sequence[int], index: int, matched: dict[int, int]) -> list[int]:
    """The nearest matched atoms before and after one."""
    at = bisect_right(atoms, index)
    before = next((i for i in reversed(atoms[max(at - 5, 0) : at - 1]) if i in matched), None)
    after = next((i for i in atoms[at : at + 4] if i in matched), None)
    return [i for i in (before, after) if i is not None]
