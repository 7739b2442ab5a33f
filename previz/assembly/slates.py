"""The slate: a card before the film that says which film it is, in which draft, and what its file is like."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from previz.assembly.lettering import INK, PAPER, fitting, plain, wrapped, written

Row = tuple[str, str]
"""What is said, and its name."""

_STRIPES = 11
"""Of the clapper."""


def slate(title: str, rows: Sequence[Row], size: tuple[int, int]) -> NDArray[np.uint8]:
    """The slate, RGB: a clapper's stripes, the title, then ``rows`` of a name and what it is, two beside each other."""
    wide, high = size
    tone = np.zeros((high, wide), np.uint8)
    _stripes(tone[: round(high * 0.13)])
    edge = round(wide * 0.07)

    def line(text: str, left: int, baseline: float, share: float, weight: int, strength: float) -> None:
        letters = written(text, max(round(high * share), 6), weight)
        top = max(round(high * baseline) - letters.shape[0], 0)
        area = tone[top : top + letters.shape[0], left : left + letters.shape[1]]
        np.maximum(area, (letters[: area.shape[0], : area.shape[1]] * strength).astype(np.uint8), out=area)

    heading = round(high * 0.085)
    lines = wrapped(title, heading, wide - 2 * edge, 500)
    for index, text in enumerate(lines[:2]):
        line(text, edge, 0.335 + 0.1 * index - 0.045 * (len(lines[:2]) - 1), 0.085, 500, 1.0)
    column, pitch = (wide - 2 * edge) // 2, 0.115
    tops = 0.44
    for index, (name, text) in enumerate(rows):
        left, at = edge + column * (index % 2), tops + pitch * (index // 2)
        if index % 2 == 0:
            rule = round(high * (at - 0.015))
            tone[rule : rule + max(high // 540, 1), edge : wide - edge] = 90
        room = column - round(wide * 0.02)
        line(fitting(plain(name), round(high * 0.026), room), left, at + 0.035, 0.026, 400, 0.6)
        line(fitting(plain(text), round(high * 0.042), room, 500), left, at + 0.088, 0.042, 500, 0.95)
    share = tone[..., None].astype(np.float32) / 255
    paper, ink = np.array(PAPER, np.float32), np.array(INK, np.float32)
    return np.asarray((paper + (ink - paper) * share).round(), np.uint8)


def _stripes(tone: NDArray[np.uint8]) -> None:
    """The stripes of a clapper, over all of a band."""
    high, wide = tone.shape
    step = wide / _STRIPES
    for index in range(-1, _STRIPES + 1):
        left = index * step
        corners = [(left + high, 0), (left + high + step / 2, 0), (left + step / 2, high), (left, high)]
        cv2.fillPoly(tone, [np.asarray(np.round(np.array(corners) * 16), np.int32)], 255, cv2.LINE_AA, 4)
