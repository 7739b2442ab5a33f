"""Where a run of beats is cut, and to what: framings weighed by idioms, the programme solved to a wanted rhythm."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from storyboard import idioms, rhythm
from storyboard.directors.programme import FORBIDDEN, Array, Run, solve
from storyboard.idioms import INDEX, WIDE_KINDS, Framing
from storyboard.moments import Moment, peak
from storyboard.stage.geometry import SetPlan

CLOSE_FOR = 20.0
"""Seconds of close shots after which everyone should be seen again."""


def cut_to_rhythm(
    part: Sequence[Moment], plan: SetPlan, weights: Mapping[str, float], average: float, *, continuous: bool
) -> list[tuple[Run, Framing]]:
    """A run of beats cut into shots whose average length comes near ``average`` seconds, each with its framing.

    ``continuous``: the part goes on from what came before it, and need not open wide. Weights: ``idioms.toml``.
    """
    framings = idioms.candidates(part, plan)
    climax = peak(part)
    beats = np.array(
        [
            [
                min(idioms.beat_cost(moment, index, framing, weights, climax=index == climax), FORBIDDEN)
                for framing in framings
            ]
            for index, moment in enumerate(part)
        ]
    )
    # a beat that no framing takes (nobody there, nothing to see) is left to the place
    place = next(index for index, framing in enumerate(framings) if framing.kind == "estab")
    beats[(beats >= FORBIDDEN).all(axis=1), place] = 1.0
    cuts = _cuts(framings, beats < FORBIDDEN, weights)
    start = np.array([idioms.start_cost(framing, part[0], weights, continuous=continuous) for framing in framings])
    boundary = np.array([0.0] + [idioms.boundary_cost(one, other, weights) for one, other in pairwise(part)])
    seconds = [moment.seconds for moment in part]
    for index, moment in enumerate(part):  # someone new: show where everyone is
        if moment.entering and index:
            beats[index] -= weights["reestablish"] * 0.4 * _wide(framings)
    held = weights["monotony"]
    runs, per_shot = _to_rhythm(beats, cuts, start, boundary, seconds, average, held)
    together = len({name for moment in part for name in moment.people}) > 1
    for _turn in range(4):
        gaps = _too_close(runs, framings, seconds) if together else []
        if not gaps:
            break
        for index in gaps:
            beats[index] -= weights["reestablish"] * _wide(framings)
        runs = _cut(beats, cuts, start, boundary, seconds, average, per_shot, held)
    return [(run, framings[run.camera]) for run in runs]


def _cuts(framings: Sequence[Framing], seen: NDArray[np.bool_], weights: Mapping[str, float]) -> Array:
    """What each cut costs, from row to column, as far as one framing ever sees a beat and the other the next one."""
    meet = seen[:-1].T.astype(np.float32) @ seen[1:].astype(np.float32)
    cuts = np.full((len(framings), len(framings)), FORBIDDEN)
    for one, other in np.argwhere(meet > 0).tolist():
        cuts[one, other] = min(idioms.cut_cost(framings[one], framings[other], weights), FORBIDDEN)
    return cuts


def _wide(framings: Sequence[Framing]) -> Array:
    return np.array(
        [1.0 if f.kind in ("master", "three", "group") else 0.5 if f.kind == "two" else 0.0 for f in framings]
    )


def _cut(
    beats: Array,
    cuts: Array,
    start: Array,
    boundary: Array,
    seconds: Sequence[float],
    average: float,
    per_shot: float,
    held: float,
) -> tuple[Run, ...]:
    def length_cost(length: float) -> float:
        return rhythm.cost(length, average) + per_shot

    return solve(beats, cuts, seconds, start=start, boundary=boundary, length_cost=length_cost, held=held)


def _to_rhythm(
    beats: Array, cuts: Array, start: Array, boundary: Array, seconds: Sequence[float], average: float, held: float
) -> tuple[tuple[Run, ...], float]:
    """Cut, then cut again with more or less to pay for each shot until the average length is near the target."""
    low, high, price = -2.0, 2.0, 0.0
    total = sum(seconds)
    runs = _cut(beats, cuts, start, boundary, seconds, average, price, held)
    best, best_price, miss = runs, price, abs(math.log(max(total, 0.1) / len(runs) / average))
    for _turn in range(5):
        if miss < 0.15 or (len(runs) <= 2 and total / len(runs) < average):
            break
        if total / len(runs) < average:
            low = price
        else:
            high = price
        price = (low + high) / 2
        runs = _cut(beats, cuts, start, boundary, seconds, average, price, held)
        if abs(math.log(total / len(runs) / average)) < miss:
            best, best_price, miss = runs, price, abs(math.log(total / len(runs) / average))
    return best, best_price


def _too_close(runs: Sequence[Run], framings: Sequence[Framing], seconds: Sequence[float]) -> list[int]:
    """Beats at which a long stretch of close shots should open up again."""
    found, since = [], 0.0
    for run in runs:
        framing = framings[run.camera]
        if (
            framing.kind in WIDE_KINDS
            or framing.kind in ("three", "group", "two")
            or INDEX[framing.size] >= INDEX["FS"]
        ):
            since = 0.0
            continue
        for index in range(run.first, run.last):
            since += seconds[index]
            if since > CLOSE_FOR:
                found.append(index)
                since = 0.0
    return found
