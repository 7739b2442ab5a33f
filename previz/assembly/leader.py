"""The leader: a countdown from 8 to 2, by which picture and sound are started together.

As on film (SMPTE ST 55): each number stands for a second while a hand goes round; of the 2 there is one frame, with a
tone, two seconds before the first picture; what is left of them is black.
"""

import math
from fractions import Fraction
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from previz.assembly.lettering import written
from previz.assembly.sheets import BLACK, Sheet, planes

LEADER = "leader"
"""What the leader is called among the panels of a segment: it has no file."""

FIRST, LAST = 8, 2
"""The number that it begins with, and the one of which there is a single frame."""

_GROUND, _SWEPT, _INK, _LIGHT = 132, 96, 28, 225
"""Luma of the field, of what the hand has passed, of numbers, of circles."""

_FINE = 4
"""Bits of a fraction of a pixel, as OpenCV counts them."""


class Leader:
    """The frames of the leader, drawn as they are asked for."""

    def __init__(self, size: tuple[int, int], rate: Fraction) -> None:
        self._size, self._counted = size, round(rate)

    def at(self, number: int) -> Sheet:
        """The sheet of a frame, counted from the 8; before it the first one, after the 2 black."""
        second, frame = divmod(max(number, 0), self._counted)
        sheet = np.empty((self._size[1] * 3 // 2, self._size[0]), np.uint8)
        for plane, tone in zip(planes(sheet), BLACK, strict=True):
            plane[:] = tone
        digit = FIRST - second
        if digit > LAST:
            _field(planes(sheet)[0], digit, frame / self._counted)
        elif digit == LAST and frame == 0:
            _field(planes(sheet)[0], digit, 0.0)
        return sheet


def _field(luma: NDArray[np.uint8], digit: int, swept: float) -> None:
    """A number, on a field that a hand has gone round for a share of the turn."""
    height, width = luma.shape
    luma[:] = _GROUND
    middle = width / 2, height / 2
    if swept:
        reach = math.hypot(*middle)
        angles = np.linspace(-math.pi / 2, -math.pi / 2 + 2 * math.pi * swept, 2 + round(90 * swept))
        rim = [(middle[0] + reach * math.cos(a), middle[1] + reach * math.sin(a)) for a in angles]
        cv2.fillPoly(luma, [_fixed([middle, *rim])], _SWEPT, cv2.LINE_AA, _FINE)
        hand = _fixed([middle, rim[-1]])
        cv2.polylines(luma, [hand], False, _INK, max(height // 240, 1), cv2.LINE_AA, _FINE)
    thin = max(height // 360, 1)
    cv2.line(luma, (0, height // 2), (width, height // 2), _INK, thin)
    cv2.line(luma, (width // 2, 0), (width // 2, height), _INK, thin)
    centre = tuple(_fixed([middle])[0].tolist())
    for share in (0.40, 0.355):
        radius = round(height * share * (1 << _FINE))
        cv2.circle(luma, centre, radius, _LIGHT, max(height // 120, 1), cv2.LINE_AA, _FINE)
    letter = _digit(str(digit), round(height * 0.56))
    high, wide = letter.shape
    top, left = (height - high) // 2, (width - wide) // 2
    area = luma[top : top + high, left : left + wide]
    ink = letter.astype(np.uint16)
    area[...] = (_INK * ink + area * (255 - ink) + 127) // 255


def _fixed(points: list[tuple[float, float]]) -> NDArray[np.int32]:
    return np.asarray(np.round(np.array(points) * (1 << _FINE)), np.int32)


@lru_cache(16)
def _digit(text: str, size: int) -> NDArray[np.uint8]:
    """The opacity of a number, cropped to its ink."""
    mask = written(text, size, 500)
    rows = np.flatnonzero(mask.any(axis=1))
    return mask[rows[0] : rows[-1] + 1]
