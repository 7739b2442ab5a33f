"""How tones lie on the paper: as they are, in a few flat values, or as a wash that bleeds and pools.

Everything is drawn in one channel of tone. Values are chosen while drawing; a wash is laid at the end, over the whole
sheet, without touching the lines.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Paint:
    """Parameters of the tones of a hand."""

    lift: float = 1.0
    """How much darkness is left of each tone: below 1 the sheet is lighter."""
    levels: tuple[float, ...] = ()
    """The flat values that there are, dark first; none: all of them, with gradients."""
    bleed: float = 0.0
    """Points that a wash strays from its drawing."""
    pool: float = 0.0
    """How much darker it dries along its border, 0 to 1."""
    grain: float = 0.0
    """How unevenly it dries, 0 to 1."""

    @property
    def plain(self) -> bool:
        """Whether tones are laid as they are asked for."""
        return self == PLAIN

    @property
    def flat(self) -> bool:
        """Whether there are gradients."""
        return bool(self.levels)

    @property
    def washed(self) -> bool:
        """Whether the sheet is washed at the end."""
        return max(self.bleed, self.pool, self.grain) > 0


PLAIN = Paint()


@lru_cache(maxsize=8)
def values(paint: Paint) -> Pixels:
    """The value, 0 to 255, that each tone in 255ths is laid with; shape [256]."""
    tone = 1.0 - (1.0 - np.linspace(0.0, 1.0, 256)) * paint.lift
    if paint.levels:
        known = np.array(paint.levels)
        tone = known[np.abs(tone[:, None] - known[None, :]).argmin(axis=1)]
    return np.rint(tone * 255).astype(np.uint8)


_LINE = 9
"""Points: what is thinner and dark is a line, which a wash leaves alone."""


def washed(pixels: Pixels, paint: Paint, scale: float) -> Pixels:
    """The sheet with its tones as washes of ink; ``scale`` is pixels for one point."""
    wide = 2 * max(1, round(_LINE * scale / 2)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (wide, wide))
    tones = cv2.morphologyEx(pixels, cv2.MORPH_CLOSE, kernel)  # thin dark lines close up
    lines = cv2.divide(pixels, tones, scale=255)
    height, width = pixels.shape
    across, down, streaks = _chance(width, height, round(paint.bleed * scale * 100), round(paint.grain * 100))
    tones = cv2.remap(tones, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    # pigment gathers at the border of a wash: where the tone is darker than its surroundings
    reach = max(1, round(3.5 * scale))
    around = cv2.blur(cv2.blur(tones, (2 * reach + 1, 2 * reach + 1)), (2 * reach + 1, 2 * reach + 1))
    border = cv2.subtract(around, tones)
    # and leaves the strokes of a broad brush lighter, most of all in the middle greys
    light = cv2.add(tones, cv2.multiply(cv2.LUT(tones, _SPARED), streaks, scale=1 / 255))
    tones = cv2.addWeighted(light, 1.0, border, -paint.pool, 0)
    return np.asarray(cv2.multiply(tones, lines, scale=1 / 255), np.uint8)


_SPARED = np.array([round(4 * value * (255 - value) / 255) for value in range(256)], np.uint8)
"""How much of a brush's unevenness shows in each value: none in white and in black."""


_SLANT = -17.0
"""Degrees at which a right hand pulls a broad brush."""


@lru_cache(maxsize=2)
def _chance(width: int, height: int, bleed: int, grain: int) -> tuple[NDArray[np.float32], NDArray[np.float32], Pixels]:
    """Where each pixel's wash comes from (x and y), and how much lighter it dries, in 255ths: the same every time.

    ``bleed`` in hundredths of a pixel, ``grain`` in hundredths; sizes below are points of a 720-point sheet.
    """
    random = np.random.default_rng(720)

    def clouds(wide: float, tall: float, slant: float = 0.0) -> NDArray[np.float32]:
        coarse = random.standard_normal((max(4, round(1440 / tall)), max(4, round(2880 / wide)))).astype(np.float32)
        cos, sin, point = math.cos(math.radians(slant)), math.sin(math.radians(slant)), 720 / height
        matrix = np.array([[cos / wide, sin / wide, 0.0], [-sin / tall, cos / tall, 0.0]]) * point
        flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        return np.asarray(
            cv2.warpAffine(coarse, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REFLECT), np.float32
        )

    stray = [(0.8 + clouds(80, 80) + 0.35 * clouds(16, 16)) * np.float32(bleed / 100) for _ in range(2)]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    uneven = 0.8 + 0.7 * clouds(420, 46, _SLANT) + 0.35 * clouds(160, 14, _SLANT) + 0.12 * clouds(2.2, 2.2)
    return x + stray[0], y + stray[1], np.clip(uneven * (grain * 2.55), 0, 255).astype(np.uint8)


def spared(size: tuple[int, int], paint: Paint) -> Pixels:
    """How much lighter the strokes of a broad brush leave each pixel of a sheet of this size, [height, width]."""
    return _chance(size[0], size[1], 0, round(paint.grain * 100))[2]
