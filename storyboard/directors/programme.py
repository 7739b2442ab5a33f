"""The semi-Markov dynamic programme that cuts a scene: where to cut, and to which camera, at the least cost.

``best(e, j) = min over s of [ sum of beat costs of j on s..e + rho(D) + min over i of (best(s, i) + cut(i, j)) ]``
(after Galvane et al. 2015), over beats rather than seconds: a cut falls only between beats.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FORBIDDEN = 1e6


@dataclass(frozen=True, slots=True)
class Run:
    """One shot of the answer: beats ``first`` to ``last`` (exclusive) under one camera."""

    first: int
    last: int
    camera: int


def solve(
    beats: Array,
    cuts: Array,
    seconds: Sequence[float],
    *,
    start: Array,
    boundary: Array,
    length_cost: Callable[[float], float],
    most: int = 6,
    held: float = 0.0,
) -> tuple[Run, ...]:
    """The cheapest way to cut.

    ``beats`` [n, m] is what each beat costs under each camera, ``cuts`` [m, m] what a cut from row to column costs,
    ``start`` [m] what it costs to begin with a camera, ``boundary`` [n] what it costs to cut before each beat.
    A shot has at most ``most`` beats; each after the third costs ``held`` more than the one before.
    """
    count, cameras = beats.shape
    if not count:
        return ()
    sums = np.concatenate([np.zeros((1, cameras)), np.cumsum(beats, axis=0)])
    clock = np.concatenate([[0.0], np.cumsum(seconds)])
    best = np.full((count + 1, cameras), np.inf)
    since = np.zeros((count + 1, cameras), dtype=np.int64)
    entry = np.full((count + 1, cameras), np.inf)
    came = np.zeros((count + 1, cameras), dtype=np.int64)
    entry[0] = start
    for end in range(1, count + 1):
        begins = np.arange(max(0, end - most), end)
        lengths = np.array([length_cost(float(clock[end] - clock[begin])) for begin in begins])
        beyond = np.maximum(end - begins - 3, 0)
        lengths += held * beyond * (beyond + 1) / 2
        options = entry[begins] + sums[end] - sums[begins] + lengths[:, None]
        pick = np.argmin(options, axis=0)
        best[end] = options[pick, np.arange(cameras)]
        since[end] = begins[pick]
        if end < count:
            # a camera that sees nothing of this beat is no way to the next: in a crowd that is nearly all of them
            from_here = np.flatnonzero(best[end] < FORBIDDEN) if best[end].min() < FORBIDDEN else np.arange(cameras)
            ways = best[end][from_here, None] + cuts[from_here]
            pick = np.argmin(ways, axis=0)
            came[end] = from_here[pick]
            entry[end] = ways[pick, np.arange(cameras)] + boundary[end]
    runs: list[Run] = []
    end, camera = count, int(np.argmin(best[count]))
    while end > 0:
        begin = int(since[end, camera])
        runs.append(Run(begin, end, camera))
        camera = int(came[begin, camera])
        end = begin
    return tuple(reversed(runs))
