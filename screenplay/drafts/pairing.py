"""Which scene is which: by what is written in both, then by their words, their heading and their neighbours."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from screenplay.drafts.plain import Words, likeness
from screenplay.drafts.sequences import Pair, common, once, rising
from screenplay.drafts.sides import Side, heading_key

Votes = dict[Pair, float]

OFTEN = 16
"""Pairs of equal atoms (occurrences multiplied) beyond which they say nothing of their scenes."""

ENOUGH = 0.3
"""Of two scenes' text, what must be in both. A like heading counts for half as much as all of the text, if half of the
smaller scene is in the larger: of two scenes made one, or one made two, the heading says which it is."""

ALIKE = 0.55
"""The same, for words only. A heading that stands once in either draft is enough: that scene was written anew."""

RARE = 6
"""A word in more scenes than that leads nowhere."""

AROUND = 900
"""Pairs of scenes between the same neighbours that are all looked at."""


@dataclass(frozen=True, slots=True)
class Paired:
    """Scenes that belong together, by index."""

    whole: tuple[Pair, ...]
    """Word for word the same."""
    others: dict[Pair, float]
    """Rewritten ones, and how sure that is."""


def same_scenes(old: Sequence[object], new: Sequence[object]) -> list[Pair]:
    """Scenes whose ``content`` is the same: in order, and those that stand once on either side wherever they went."""
    before, now = [hash(one) for one in old], [hash(one) for one in new]
    found = common(before, now)
    kept, placed = {i for i, _ in found}, {j for _, j in found}
    left = [i for i in range(len(old)) if i not in kept]
    arrived = [j for j in range(len(new)) if j not in placed]
    found += [(left[i], arrived[j]) for i, j in once([before[i] for i in left], [now[j] for j in arrived])]
    return sorted((i, j) for i, j in found if old[i] == new[j])


def vote(old: Side, new: Side, sure: Mapping[int, int]) -> Votes:
    """How much text of each old scene stands in each new one. ``sure`` are atoms that are matched already."""
    votes: Votes = defaultdict(float)
    for i, j in sure.items():
        votes[old.atoms[i].scene, new.atoms[j].scene] += old.atoms[i].weight
    places: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    taken = set(sure.values())
    for index, atom in enumerate(old.atoms):
        if index not in sure:
            places[atom.key][0].append(index)
    for index, atom in enumerate(new.atoms):
        if index not in taken:
            places[atom.key][1].append(index)
    for mine, theirs in places.values():
        if 0 < (size := len(mine) * len(theirs)) <= OFTEN:
            for i in mine:
                for j in theirs:
                    votes[old.atoms[i].scene, new.atoms[j].scene] += old.atoms[i].weight / size
    return votes


def pair_scenes(
    old: Side, new: Side, votes: Votes, whole: Sequence[Pair], headings: Sequence[str]
) -> dict[Pair, float]:
    """The rewritten scenes that belong together. ``headings`` are all the old ones, with people's new names."""
    mine, theirs = weights(old), weights(new)
    heads = [
        {index: Words(heading_key(headings[index])) for index in old.of_scene},
        {index: Words(heading_key(new.scenes[index].heading)) for index in new.of_scene},
    ]
    found: dict[Pair, float] = {}
    scored = []
    near = _Gaps(whole)
    for (i, j), shared in votes.items():
        both = 2 * shared / (mine[i] + theirs[j])
        held = min(2 * shared / min(mine[i], theirs[j]), 1.0)
        scored.append((both + 0.5 * held * _headed(heads, i, j) + 0.1 * near.same(i, j), i, j))
    _take(scored, ENOUGH, found)
    left = [index for index in old.of_scene if all(index != i for i, _ in found)]
    arrived = [index for index in new.of_scene if all(index != j for _, j in found)]
    if left and arrived:
        near = _Gaps([*whole, *found])
        bags = [{n: _bag(side, n) for n in wanted} for side, wanted in ((old, left), (new, arrived))]
        alone = _alone(headings, new)
        scored = []
        for i, j in _candidates(left, arrived, heads, bags, near):
            headed = _headed(heads, i, j) + (heads[0][i].text == heads[1][j].text in alone)
            scored.append((0.7 * _overlap(bags[0][i], bags[1][j]) + 0.3 * headed + 0.1 * near.same(i, j), i, j))
        _take(scored, ALIKE, found)
    return found


def weights(side: Side) -> dict[int, int]:
    """How much is written in each scene."""
    return {scene: sum(side.atoms[i].weight for i in inside) or 1 for scene, inside in side.of_scene.items()}


def _alone(headings: Sequence[str], new: Side) -> set[str]:
    """Headings that stand exactly once in either draft."""
    before = Counter(map(heading_key, headings))
    now = Counter(heading_key(scene.heading) for scene in new.scenes)
    return {key for key, count in before.items() if key and count == now[key] == 1}


def _take(scored: list[tuple[float, int, int]], least: float, found: dict[Pair, float]) -> None:
    """The best pairs first; of equals those that stand nearest to each other; no scene twice."""
    gone, come = {i for i, _ in found}, {j for _, j in found}
    for score, i, j in sorted(scored, key=lambda one: (-round(one[0], 4), abs(one[1] - one[2]), one[1], one[2])):
        if score >= least and i not in gone and j not in come:
            gone.add(i)
            come.add(j)
            found[i, j] = round(min(score, 1.0), 2)


def _headed(heads: Sequence[Mapping[int, Words]], i: int, j: int) -> float:
    """How alike two headings are; what is less than nearly the same is nothing."""
    one, other = heads[0][i], heads[1][j]
    if one.text == other.text:
        return 1.0
    alike = likeness(one, other)
    return alike if alike > 0.6 else 0.0


def _bag(side: Side, scene: int) -> Counter[str]:
    """The words of a scene that say something: of four letters and more, each by its letters."""
    bag: Counter[str] = Counter()
    for index in side.of_scene[scene]:
        for word, count in side.atoms[index].words.counted.items():
            if len(word) > 3:
                bag[word] += count * len(word)
    return bag


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _candidates(
    left: Sequence[int], arrived: Sequence[int], heads: Sequence[Mapping[int, Words]],
    bags: Sequence[Mapping[int, Counter[str]]], near: "_Gaps",
) -> list[Pair]:  # fmt: skip
    """Pairs worth a look: under one heading, between the same neighbours, or with a rare word in common."""
    found: dict[Pair, None] = {}

    def meet(mine: Mapping[object, list[int]], theirs: Mapping[object, list[int]], most: int) -> None:
        for key, inside in mine.items():
            if len(inside) * len(theirs.get(key, ())) <= most:
                found.update(dict.fromkeys((i, j) for i in inside for j in theirs.get(key, ())))

    for before, now, most in (
        ([(heads[0][i].text, i) for i in left], [(heads[1][j].text, j) for j in arrived], AROUND),
        ([(near.old(i), i) for i in left], [(near.new(j), j) for j in arrived], AROUND),
        ([(w, i) for i in left for w in bags[0][i]], [(w, j) for j in arrived for w in bags[1][j]], RARE**2),
    ):
        meet(_grouped(before), _grouped(now), most)
    return list(found)


def _grouped(pairs: Sequence[tuple[object, int]]) -> dict[object, list[int]]:
    groups: dict[object, list[int]] = defaultdict(list)
    for key, index in pairs:
        groups[key].append(index)
    return groups


class _Gaps:
    """Between which scenes that stayed in order a scene stands."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        kept = rising(sorted(pairs))
        self._old, self._new = [i for i, _ in kept], [j for _, j in kept]

    def old(self, index: int) -> int:
        return bisect_left(self._old, index)

    def new(self, index: int) -> int:
        return bisect_left(self._new, index)

    def same(self, i: int, j: int) -> bool:
        return self.old(i) == self.new(j)
