"""A person or an animal on the sheet: what is seen of it, how far it is, and the lines that an artist draws of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.maps.classes import classes
from storyboard.maps.sheet import Sheet
from storyboard.sketch import ink
from storyboard.sketch.canvas import Outline
from storyboard.sketch.figures import Sight
from storyboard.sketch.seen import View
from storyboard.sketch.tracing import Tracing
from storyboard.stage.geometry import Figure

_OUTER, _INNER = 2.4, 1.3
"""Points that the silhouette and the lines inside it are thick, on a figure that fills the picture."""
_DARK = 0.5
"""Lighter strokes are glints and rims of light, no lines; lighter patches are colour."""
_SPECK = 5.0
"""Points: a patch smaller than this is filled."""
_THICK = 0.12
"""Metres that a face may reach before or behind its middle: one seen from its edge has a wild plane."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A figure that was painted on the sheet."""

    figure: Figure
    sight: Sight
    number: int
    """Its surface."""
    rows: slice
    columns: slice
    """Pixels round it."""
    nearness: NDArray[np.float32]
    """Inverse depth inside of that, 1/metres."""


def paint_body(sheet: Sheet, figure: Figure, sight: Sight) -> Body | None:
    """Cover what lies behind a figure, and draw its lines; None when it covers no pixel."""
    tracing = sight.tracing
    box = _box(sheet, tracing)
    if box is None:
        return None
    rows, columns = box
    kind = classes().number("animal" if figure.look.animal else "person")
    number = sheet.add(np.zeros((1, 3)), [kind])
    covered = _enlarged(sheet, tracing, (tracing.faces >= 0).astype(np.float32), box) >= 0.5
    sheet.ids[rows, columns][covered] = number
    sheet.lines[rows, columns][covered] = 0
    # spread by a pixel, so that no border mixes with the void
    near = np.asarray(cv2.dilate(_nearness(tracing), np.ones((3, 3), np.uint8)), np.float32)
    _draw_lines(sheet, sight)
    return Body(figure, sight, number, rows, columns, _enlarged(sheet, tracing, near, box))


def _box(sheet: Sheet, tracing: Tracing) -> tuple[slice, slice] | None:
    """Pixels that the tracing's buffer covers."""
    height, width = tracing.faces.shape
    left, top = (math.floor(value * sheet.scale) for value in tracing.corner)
    right = math.ceil((tracing.corner[0] + width / tracing.scale) * sheet.scale)
    bottom = math.ceil((tracing.corner[1] + height / tracing.scale) * sheet.scale)
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, sheet.size[0]), min(bottom, sheet.size[1])
    return (slice(top, bottom), slice(left, right)) if left < right and top < bottom else None


def _enlarged(
    sheet: Sheet, tracing: Tracing, buffer: NDArray[np.float32], box: tuple[slice, slice]
) -> NDArray[np.float32]:
    """The tracing's buffer at the sheet's pixels, between its own pixels linearly."""
    rows, columns = box
    ratio = tracing.scale / sheet.scale
    shift = [
        ((start + 0.5) / sheet.scale - corner) * tracing.scale - 0.5
        for start, corner in zip((columns.start, rows.start), tracing.corner, strict=True)
    ]
    matrix = np.array([[ratio, 0.0, shift[0]], [0.0, ratio, shift[1]]])
    size = (columns.stop - columns.start, rows.stop - rows.start)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(buffer, matrix, size, flags=flags), np.float32)


def _nearness(tracing: Tracing) -> NDArray[np.float32]:
    """Inverse depth at each pixel of the buffer, 0 off the figure."""
    height, width = tracing.faces.shape
    sheet = tracing.sheet
    per = View(tracing.camera, *sheet).points_per_unit
    right = ((np.arange(width) + 0.5) / tracing.scale + tracing.corner[0] - sheet[0] / 2) / per
    up = (sheet[1] / 2 - (np.arange(height) + 0.5) / tracing.scale - tracing.corner[1]) / per
    planes = tracing.plane.astype(np.float32)
    near = np.take(planes[:, 0], tracing.faces) * right.astype(np.float32)
    near += np.take(planes[:, 1], tracing.faces) * up.astype(np.float32)[:, None]
    near += np.take(planes[:, 2], tracing.faces)
    middle = tracing.middle
    low, high = 1 / (middle + _THICK), 1 / np.maximum(middle - _THICK, 0.02)
    low[-1] = high[-1] = 0.0  # the background
    return np.clip(
        near, np.take(low.astype(np.float32), tracing.faces), np.take(high.astype(np.float32), tracing.faces)
    )


class _Patches:
    """A pen for the marks' patches: of the dark ones it draws the outline, and fills the smallest."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.width, self.height = sheet.view.width, sheet.view.height

    def fill(self, outline: Outline, tone: float, alpha: float = 1.0) -> None:
        if tone >= _DARK or alpha < 0.6 or len(outline) < 3:
            return
        if np.ptp(outline, axis=0).max() < _SPECK:
            self.sheet.blot(outline)
        else:
            self.sheet.draw([outline], _INNER, closed=True)

    def fills(self, outlines: Sequence[Outline], tone: float, alpha: float = 1.0) -> None:
        for outline in outlines:
            self.fill(outline, tone, alpha)

    def plates(self, outlines: Sequence[Outline], tones: Sequence[float]) -> None:
        for outline, tone in zip(outlines, tones, strict=True):
            self.fill(outline, tone)

    def stroke(self, line: Outline, weight: float | NDArray[np.float64], tone: float = 0.1, alpha: float = 1.0) -> None:
        self.sheet.draw([line], float(np.mean(weight)))

    def hatch(self, outline: Outline, angle: float, gap: float, weight: float, tone: float, alpha: float = 1.0) -> None:
        """Shade is no line."""


def _draw_lines(sheet: Sheet, sight: Sight) -> None:
    tracing = sight.tracing
    tall = sight.points * 7.5
    share = min(max((tall / 480) ** 0.5, 0.35), 1.0)
    inner = _INNER * share if tall > 50 else 0.0
    pen = _Patches(sheet)
    runs = ink.contour_runs(tracing, outer=_OUTER * share, inner=inner, tone=0.1)
    runs += ink.mark_runs(pen, tracing, [*sight.marks, *sight.features], inner=inner, tone=0.1)
    thick: dict[int, list[Outline]] = {}
    for run in runs:
        if run.tone < _DARK:
            thick.setdefault(max(1, round(float(run.press.mean()) * sheet.scale)), []).append(run.line)
    for weight, lines in thick.items():
        sheet.draw(lines, weight / sheet.scale)
