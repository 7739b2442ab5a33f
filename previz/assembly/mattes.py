"""What is laid around the picture: a mask for another ratio than the frame's, and the safe areas.

The safe areas are those of EBU R 95 and SMPTE ST 2046-1: 93 % of the picture for action, 90 % for titles.
"""

from dataclasses import dataclass

import cv2

from previz.assembly.sheets import BLACK, Sheet, planes

ACTION, TITLES = 0.93, 0.90

LINE = 190
"""Luma of the lines of the safe areas."""


@dataclass(frozen=True, slots=True)
class Matte:
    """``ratio`` of the picture within the frame, width to height; 0 for the frame's own. ``safe`` draws the areas."""

    ratio: float = 0.0
    safe: bool = False


def window(size: tuple[int, int], ratio: float) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what a mask leaves of a frame: even pixels, in its middle."""
    width, height = size
    if not ratio:
        return 0, 0, width, height
    wide = min(width, round(height * ratio / 4) * 4)
    high = min(height, round(width / ratio / 4) * 4)
    left, top = (width - wide) // 4 * 2, (height - high) // 4 * 2
    return left, top, width - left, height - top


def matted(sheet: Sheet, matte: Matte) -> Sheet:
    """The sheet under its matte, in place."""
    luma = planes(sheet)[0]
    size = luma.shape[1], luma.shape[0]
    left, top, right, bottom = window(size, matte.ratio)
    for plane, black, step in zip(planes(sheet), BLACK, (1, 2, 2), strict=True):
        plane[: top // step] = plane[bottom // step :] = black
        plane[:, : left // step] = plane[:, right // step :] = black
    if matte.safe:
        thick = max(size[1] // 540, 1)
        for share in (ACTION, TITLES):
            aside, above = round((right - left) * (1 - share) / 2), round((bottom - top) * (1 - share) / 2)
            corners = (left + aside, top + above), (right - aside - 1, bottom - above - 1)
            cv2.rectangle(luma, *corners, LINE, thick)
    return sheet
