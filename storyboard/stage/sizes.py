"""Shot sizes and angles as numbers: the table that a shot's words stand on, and how a picture is measured by it."""

import math
from dataclasses import dataclass

from storyboard.shots import Angle, Size
from storyboard.stage.anatomy import body
from storyboard.stage.geometry import Figure


@dataclass(frozen=True, slots=True)
class Value:
    """One shot size (valeur de plan), for a standing adult of 1.75 m."""

    height: float
    """Metres of picture height at the subject."""
    focal: float
    """Usual lens, millimetres."""
    headroom: float
    """Share of the frame above the head; negative crops it."""
    tightness: float
    """1: measured by the head, 0: by the whole body."""


SIZES: dict[Size, Value] = {
    "ECU": Value(0.10, 100, -0.50, 1.0),
    "BCU": Value(0.22, 85, -0.13, 1.0),
    "CU": Value(0.37, 85, 0.03, 1.0),
    "MCU": Value(0.57, 65, 0.07, 0.7),
    "MS": Value(0.83, 50, 0.08, 0.5),
    "MLS": Value(1.19, 40, 0.08, 0.3),
    "FS": Value(2.0, 35, 0.07, 0.0),
    "LS": Value(3.5, 28, 0.30, 0.0),
    "ELS": Value(12.0, 24, 0.46, 0.0),
}
"""The usual table of sizes, tight to wide. Headroom: CU 0-6 %, MCU and MS 6-10 %, FS 5-8 % of the frame."""
TIGHT_TO_WIDE: tuple[Size, ...] = tuple(SIZES)
OPEN = {"LS": (2.6, 7.5), "ELS": (6.5, 40.0)}
"""Long shots are ranges: from the room to the half of a square, and the landscape."""
RISE: dict[Angle, float] = {"eye": 0.0, "high": 24.0, "low": -20.0, "overhead": 80.0, "dutch": -4.0}
"""Degrees by which the lens stands above the subject's eyes."""
DUTCH_ROLL = 14.0


def nominal(shot_size: Size, figure: Figure | None = None) -> float:
    """Metres of picture height for a size, scaled to who is seen."""
    value = SIZES[shot_size]
    return value.height * (body(figure).scale(value.tightness) if figure is not None else 1.0)


def size_error(size: Size, height: float, scale: float = 1.0) -> float:
    """ln of a measured picture height over the nominal one; 0 within the range of the open sizes."""
    if size in OPEN:
        low, high = OPEN[size]
        return min(0.0, math.log(height / (low * scale))) + max(0.0, math.log(height / (high * scale)))
    return math.log(height / (SIZES[size].height * scale))


def nearest_size(height: float) -> Size:
    """The size whose nominal picture height is nearest."""
    return min(
        TIGHT_TO_WIDE, key=lambda size: (abs(size_error(size, height)), abs(math.log(height / SIZES[size].height)))
    )
