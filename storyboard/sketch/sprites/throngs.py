"""Rows of people too many to be drawn one by one: silhouettes side by side, as an artist dots them in."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Pen
from storyboard.sketch.sprites.shapes import Half, Middle, noise
from storyboard.sketch.style import Style

Array = NDArray[np.float64]
_APART = 0.36
"""Heights of a person between two neighbours of a row."""
_MOST = 130
"""People of one row; a longer one is left out at its ends, which no picture holds."""
_TURN = np.linspace(0, 2 * np.pi, 9)[:-1]
_HEAD = np.stack([np.cos(_TURN) * 0.050, np.sin(_TURN) * 0.066 - 0.93], axis=1)
_BODY = np.array([
    (-0.04, -0.87), (-0.12, -0.82), (-0.145, -0.70), (-0.13, -0.42), (-0.10, -0.40), (-0.09, 0.0), (-0.015, 0.0),
    (0.0, -0.35), (0.015, 0.0), (0.09, 0.0), (0.10, -0.40), (0.13, -0.42), (0.145, -0.70), (0.12, -0.82), (0.04, -0.87),
])  # fmt: skip
_BUST = np.array([(-0.04, -0.87), (-0.13, -0.81), (-0.165, -0.62), (-0.165, 0.0), (0.165, 0.0), (0.165, -0.62),
                  (0.13, -0.81), (0.04, -0.87)])  # fmt: skip
_ARM = np.array([(0.10, -0.80), (0.20, -1.10), (0.235, -1.08), (0.155, -0.70)])
_SIGN = np.array([(-0.24, -1.62), (0.24, -1.66), (0.25, -1.32), (-0.23, -1.28)])
_POLE = np.array([(-0.012, -1.32), (0.012, -1.32), (0.012, -0.7), (-0.012, -0.7)])
"""Outlines of one person, in heights, from the feet up (-)."""


def throng(
    canvas: Pen, middle: Middle, half: Half, body: float, tone: float, weight: float, key: int, style: Style, fine: bool
) -> None:
    """A row of people who stand."""
    _row(canvas, middle, half, body, tone, weight, key, _BODY)


def marchers(
    canvas: Pen, middle: Middle, half: Half, body: float, tone: float, weight: float, key: int, style: Style, fine: bool
) -> None:
    """A row of people who demonstrate: fists and signs over the heads."""
    _row(canvas, middle, half, body, tone, weight, key, _BODY, arms=0.24, signs=0.12)


def audience(
    canvas: Pen, middle: Middle, half: Half, body: float, tone: float, weight: float, key: int, style: Style, fine: bool
) -> None:
    """A row of people who look on: heads and shoulders, some arms in the air."""
    _row(canvas, middle, half, body, tone, weight, key, _BUST, arms=0.08)


def _row(canvas: Pen, middle: Middle, half: Half, body: float, tone: float, weight: float, key: int, shape: Array,
         *, arms: float = 0.0, signs: float = 0.0) -> None:  # fmt: skip
    tall = 2 * half[1]
    step = tall * _APART
    count = min(int(2 * half[0] / max(step, 1e-6)), _MOST)
    if count < 1:
        return
    places = (np.arange(count) - (count - 1) / 2) * step + middle[0]
    chance = noise(key, 5 * count).reshape(5, count)
    places = places + (chance[0] - 0.5) * step * 0.7
    shown = (places > -tall) & (places < canvas.width + tall)
    if not shown.any():
        return
    size = tall * (0.86 + 0.2 * chance[1])
    foot = middle[1] + half[1] + (chance[2] - 0.5) * tall * 0.05

    def put(outline: Array, who: NDArray[np.bool_]) -> list[Array]:
        """An outline for each of some people."""
        spots = np.stack([places[who], foot[who]], axis=1)[:, None]
        return list(outline[None] * size[who][:, None, None] + spots)

    clothes = np.clip(body * (0.5 + 0.75 * chance[3]), 0.03, 0.97)
    raised, signed = shown & (chance[4] < arms), shown & (chance[4] > 1 - signs)
    if tall < 9:  # dots at the end of the street
        canvas.plates(put(shape[[0, 2, 3, -4, -3, -1]], shown), clothes[shown].tolist())
        return
    if raised.any():
        canvas.plates(put(_ARM, raised), clothes[raised].tolist())
    if signed.any():
        canvas.plates(put(_POLE, signed), [0.3] * int(signed.sum()))
    bodies = put(shape, shown)
    canvas.plates(bodies, clothes[shown].tolist())
    heads = put(_HEAD, shown)
    light = np.clip(body + 0.16 + 0.2 * (chance[1] - 0.5), 0.1, 0.97)
    canvas.plates(heads, light[shown].tolist())
    hair = put(_HEAD[4:] * (1.0, 1.0) + (0.0, -0.006), shown)
    canvas.plates(hair, np.clip(body * (0.15 + 0.6 * chance[0]), 0.03, 0.9)[shown].tolist())
    if tall > 24:
        lines: Sequence[Array] = [np.concatenate([one, one[:1]]) for one in (*bodies, *heads)]
        for line in lines:
            canvas.stroke(line, max(weight * 0.7, 0.6), tone)
    boards = put(_SIGN, signed)
    if boards:
        canvas.plates(boards, [min(body + 0.35, 0.97)] * len(boards))
    for board in boards:
        canvas.stroke(np.concatenate([board, board[:1]]), max(weight * 0.8, 0.7), tone)
