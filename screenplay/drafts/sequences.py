"""Two sequences held side by side: what both have, in the same order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

Pair = tuple[int, int]

LARGEST = 4_000_000
"""Cells of a longest common subsequence that is worked out whole; beyond, equals are paired in order."""


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Indices of equal items, rising on both sides: what stands once on either side decides first (patience), and
    between that the longest common subsequence."""
    found: list[Pair] = []
    todo = [(0, len(old), 0, len(new))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and old[a] == new[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d:
            continue
        anchors = rising(once(old[a:b], new[c:d]))
        if not anchors:
            found += [(a + i, c + j) for i, j in _longest(old[a:b], new[c:d])]
            continue
        found += [(a + i, c + j) for i, j in anchors]
        edges = [(-1, -1), *anchors, (b - a, d - c)]
        todo += [(a + i + 1, a + k, c + j + 1, c + n) for (i, j), (k, n) in pairwise(edges) if i + 1 < k and j + 1 < n]
    return sorted(found)


def once(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Indices of what stands exactly once on either side, in the old order."""
    counts, theirs = Counter(old), Counter(new)
    places = {item: index for index, item in enumerate(new) if theirs[item] == 1}
    return [(index, places[item]) for index, item in enumerate(old) if counts[item] == 1 and item in places]


def rising(pairs: Iterable[Pair]) -> list[Pair]:
    """The longest run of pairs that rises on both sides; the pairs come in the order of the first."""
    ends: list[int] = []
    chosen: list[int] = []
    given = list(pairs)
    back = [-1] * len(given)
    for index, (_, place) in enumerate(given):
        at = bisect_left(ends, place)
        back[index] = chosen[at - 1] if at else -1
        if at == len(ends):
            ends.append(place)
            chosen.append(index)
        else:
            ends[at], chosen[at] = place, index
    run: list[Pair] = []
    index = chosen[-1] if chosen else -1
    while index >= 0:
        run.append(given[index])
        index = back[index]
    return run[::-1]


def _longest(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """The longest common subsequence, or what comes near it where that would cost too much."""
    numbers = {item: number for number, item in enumerate(dict.fromkeys(old))}
    if len(old) * len(new) <= LARGEST:
        coded = [numbers[item] for item in old], [numbers.get(item, len(numbers)) for item in new]
        return [
            (block.src_start + step, block.dest_start + step)
            for block in LCSseq.opcodes(*coded)
            if block.tag == "equal"
            for step in range(block.src_end - block.src_start)
        ]
    places: dict[Hashable, list[int]] = {}
    for index in range(len(new) - 1, -1, -1):
        places.setdefault(new[index], []).append(index)
    return rising([(index, places[item].pop()) for index, item in enumerate(old) if places.get(item)])
