"""The one small canvas that everything is drawn through, in tones from 0 (black) to 1 (white).

Coordinates are paper points, x right and y down, on a sheet 720 points high whatever the size in pixels, so that line
weights are those of a 1280 x 720 panel. A recording canvas with the same methods lets tests look at the drawing.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.paint import PLAIN, Paint, values, washed

Outline = NDArray[np.float64]
"""Paper points, shape [n, 2]."""

SHEET = 720.0
"""Height of the paper in points."""
_PLAIN, _BOLD = 400, 700
_HAIR = 1.6
"""Pixels; thinner strokes are drawn as hairlines."""


class Pen(Protocol):
    """What draws shapes: fill, stroke, hatch."""

    width: float
    height: float

    def fill(self, outline: Outline, tone: float, alpha: float = 1.0) -> None:
        """Fill a closed outline (even-odd) with a flat tone."""

    def fills(self, outlines: Sequence[Outline], tone: float, alpha: float = 1.0) -> None:
        """Fill several outlines as one shape (even-odd): a shape with holes, or many small marks at once."""

    def plates(self, outlines: Sequence[Outline], tones: Sequence[float]) -> None:
        """Fill closed outlines one after the other, each with its tone."""

    def stroke(self, line: Outline, weight: float | NDArray[np.float64], tone: float = 0.1, alpha: float = 1.0) -> None:
        """Draw a line; ``weight`` in points, one or one for each point (tapered strokes)."""

    def hatch(self, outline: Outline, angle: float, gap: float, weight: float, tone: float, alpha: float = 1.0) -> None:
        """Fill with parallel strokes ``gap`` points apart, at ``angle`` degrees."""


class Canvas(Pen, Protocol):
    """What artists may do besides: shade from one tone to another, print, soften."""

    def shade(self, outline: Outline, start: tuple[float, float], end: tuple[float, float], tones: tuple[float, float],
              alpha: float = 1.0) -> None:  # fmt: skip
        """Fill with a linear gradient of tone from paper point ``start`` to ``end``."""

    def strokes(self, lines: NDArray[np.float64], weight: float, tone: float) -> None:
        """Draw many nearly straight lines of one weight at once: shape [lines, points, 2]."""

    def faded(self, draw: Callable[[], None], strength: float) -> None:
        """Let ``draw`` draw, at ``strength`` 0..1 only."""

    def letter(self, text: str, at: tuple[float, float], size: float, tone: float, *, bold: bool = False) -> None:
        """Print one line of ``text`` with its middle at a paper point, ``size`` points high."""

    def dim(self, gain: NDArray[np.float64]) -> None:
        """Multiply what is drawn so far by a coarse map of factors 0..1 [rows, columns], stretched over the sheet."""

    def soften(self, amount: float) -> None:
        """Blur what is drawn so far, as with a stump; ``amount`` in points."""

    def layer(self, name: str) -> AbstractContextManager[None]:
        """What is drawn inside belongs together: the set, a piece, a person."""

    def inset(self, left: float, top: float, width: float, height: float) -> AbstractContextManager["Canvas"]:
        """A sheet of its own, 720 points high, that is laid into a box of this one when it is drawn."""


def ribbon(line: Outline, weight: float | NDArray[np.float64]) -> Outline:
    """The closed outline of a stroke with the given weight at each of its points."""
    line = np.clip(np.nan_to_num(np.asarray(line, dtype=np.float64)), -1e7, 1e7)
    if len(line) < 2:
        return np.empty((0, 2))
    along = np.gradient(line, axis=0)
    length = np.hypot(along[:, 0], along[:, 1])
    along /= np.where(length < 1e-9, 1.0, length)[:, None]
    across = np.stack([-along[:, 1], along[:, 0]], axis=1) * (np.broadcast_to(weight, len(line))[:, None] / 2)
    return np.concatenate([line + across, (line - across)[::-1]])


class Raster:
    """A canvas of pixels, kept in one 8-bit channel; ``picture`` gives it the colours of paper and ink."""

    def __init__(self, size: tuple[int, int], paper: float = 1.0, *, paint: Paint = PLAIN) -> None:
        self.paint = paint
        self._values = None if paint.plain else values(paint)
        self.pixels = np.full((size[1], size[0]), round(paper * 255), np.uint8)
        self.scale = size[1] / SHEET
        self.width = size[0] / self.scale
        self.height = SHEET

    _SHIFT = 4  # sub-pixel bits that OpenCV keeps

    def _fixed(self, outline: Outline) -> NDArray[np.int32]:
        limit = 1 << 26  # far outside any panel, still safe in 32 bits with the sub-pixel shift
        points = np.multiply(outline, self.scale * (1 << self._SHIFT), dtype=np.float64)
        points -= 0.5 * (1 << self._SHIFT)
        # fmax and fmin drop NaN, where clip would keep it
        np.fmin(points, limit, out=points)
        np.fmax(points, -limit, out=points)
        return np.rint(points, out=points).astype(np.int32)

    def _value(self, tone: float) -> int:
        """What a tone is laid with, 0 to 255."""
        value = min(max(round(tone * 255), 0), 255)
        return value if self._values is None else int(self._values[value])

    def _region(self, points: NDArray[np.int32]) -> tuple[slice, slice] | None:
        low = points.min(axis=0) >> self._SHIFT
        high = (points.max(axis=0) >> self._SHIFT) + 2
        height, width = self.pixels.shape
        left, top, right, bottom = max(low[0] - 1, 0), max(low[1] - 1, 0), min(high[0], width), min(high[1], height)
        return (slice(top, bottom), slice(left, right)) if left < right and top < bottom else None

    def fill(self, outline: Outline, tone: float, alpha: float = 1.0) -> None:
        self.fills([outline], tone, alpha)

    def fills(self, outlines: Sequence[Outline], tone: float, alpha: float = 1.0) -> None:
        drawn = [outline for outline in outlines if len(outline) >= 3]
        if not drawn:
            return
        fixed = self._fixed(np.concatenate(drawn) if len(drawn) > 1 else drawn[0])
        starts = accumulate((len(outline) for outline in drawn), initial=0)
        spans = [slice(start, end) for start, end in pairwise(starts)]
        value = self._value(tone)
        if alpha >= 1.0:
            cv2.fillPoly(self.pixels, [fixed[span] for span in spans], value, cv2.LINE_AA, self._SHIFT)
            return
        if (region := self._region(fixed)) is None:
            return
        under = self.pixels[region]
        over = under.copy()
        fixed -= np.array([region[1].start, region[0].start], np.int32) << self._SHIFT
        cv2.fillPoly(over, [fixed[span] for span in spans], value, cv2.LINE_AA, self._SHIFT)
        cv2.addWeighted(over, alpha, under, 1 - alpha, 0, dst=under)

    def plates(self, outlines: Sequence[Outline], tones: Sequence[float]) -> None:
        fixed = self._fixed(np.concatenate(outlines))
        start = 0
        for outline, tone in zip(outlines, tones, strict=True):
            end = start + len(outline)
            cv2.fillPoly(self.pixels, [fixed[start:end]], self._value(tone), cv2.LINE_AA, self._SHIFT)
            start = end

    def shade(self, outline: Outline, start: tuple[float, float], end: tuple[float, float], tones: tuple[float, float],
              alpha: float = 1.0) -> None:  # fmt: skip
        if self.paint.flat:
            self.fill(outline, (tones[0] + tones[1]) / 2, alpha)
            return
        shape = self._fixed(outline)
        if len(outline) < 3 or (region := self._region(shape)) is None:
            return
        under = self.pixels[region]
        mask = np.zeros_like(under)
        corner = np.array([region[1].start, region[0].start], np.int32)
        cv2.fillPoly(
            mask,
            [shape - (corner << self._SHIFT)],
            round(alpha * 255),
            cv2.LINE_AA if alpha < 1.0 else cv2.LINE_8,
            self._SHIFT,
        )
        (ax, ay), (bx, by) = start, end
        span = max((bx - ax) ** 2 + (by - ay) ** 2, 1e-9)
        height, width = under.shape
        rows, columns = min(height, 48), min(width, 48)  # a gradient is smooth: a coarse one, stretched, is the same
        xs = ((np.arange(columns) + 0.5) * width / columns + corner[0]) / self.scale
        ys = ((np.arange(rows) + 0.5) * height / rows + corner[1]) / self.scale
        place = (xs[None, :] - ax) * ((bx - ax) / span) + (ys[:, None] - ay) * ((by - ay) / span)
        colour = ((tones[0] + (tones[1] - tones[0]) * np.clip(place, 0, 1)) * 255).round().astype(np.uint8)
        if self._values is not None:
            colour = self._values[colour]
        full = cv2.resize(colour, (width, height), interpolation=cv2.INTER_LINEAR)
        if alpha >= 1.0:
            cv2.copyTo(full, mask, under)
            return
        mixed = cv2.multiply(full, mask, scale=1 / 255)
        under[...] = cv2.add(mixed, cv2.multiply(under, 255 - mask, scale=1 / 255))

    def stroke(self, line: Outline, weight: float | NDArray[np.float64], tone: float = 0.1, alpha: float = 1.0) -> None:
        self.fill(ribbon(line, weight), tone, alpha)

    def strokes(self, lines: NDArray[np.float64], weight: float, tone: float) -> None:
        if not len(lines):
            return
        if weight * self.scale <= _HAIR:  # OpenCV's own thin lines are four times as fast as filled ribbons
            fixed = self._fixed(lines.reshape(-1, 2)).reshape(lines.shape)
            cv2.polylines(self.pixels, list(fixed), False, self._value(tone), 1, cv2.LINE_AA, self._SHIFT)
            return
        along = lines[:, -1:] - lines[:, :1]  # nearly straight: one direction each
        along = along / np.maximum(np.hypot(along[..., 0], along[..., 1]), 1e-9)[..., None]
        taper = np.sin(np.linspace(0.5, math.pi - 0.5, lines.shape[1])) ** 0.6
        across = np.stack([-along[..., 1], along[..., 0]], axis=-1) * (taper[None, :, None] * weight / 2)
        ribbons = self._fixed(np.concatenate([lines + across, (lines - across)[:, ::-1]], axis=1).reshape(-1, 2))
        for shape in ribbons.reshape(len(lines), -1, 2):  # one by one: together, crossings would cancel
            cv2.fillPoly(self.pixels, [shape], self._value(tone), cv2.LINE_AA, self._SHIFT)

    def dim(self, gain: NDArray[np.float64]) -> None:
        small = np.clip(gain * 255, 0, 255).astype(np.uint8)
        height, width = self.pixels.shape
        full = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
        if self.paint.flat:  # pools of light end at a border
            full = cv2.LUT(full, POOLS)
        cv2.multiply(self.pixels, full, dst=self.pixels, scale=1 / 255)

    def soften(self, amount: float) -> None:
        size = round(amount * self.scale)
        if size >= 1:
            for _ in range(2):  # two boxes come close to a bell, and cost far less
                cv2.blur(self.pixels, (2 * size + 1, 2 * size + 1), dst=self.pixels)

    def faded(self, draw: Callable[[], None], strength: float) -> None:
        under = self.pixels.copy()
        draw()
        cv2.addWeighted(self.pixels, strength, under, 1 - strength, 0, dst=self.pixels)

    def layer(self, name: str) -> AbstractContextManager[None]:
        return nullcontext()

    @contextmanager
    def inset(self, left: float, top: float, width: float, height: float) -> Iterator[Canvas]:
        x, y, w, h = (round(value * self.scale) for value in (left, top, width, height))
        sheet = Raster((w, h), paint=self.paint)
        yield sheet
        self.pixels[y : y + h, x : x + w] = sheet.pixels[: self.pixels.shape[0] - y, : self.pixels.shape[1] - x]

    def letter(self, text: str, at: tuple[float, float], size: float, tone: float, *, bold: bool = False) -> None:
        pixels = max(round(size * self.scale), 4)
        width = text_width(text, pixels, bold=bold)
        start = (round(at[0] * self.scale - width / 2), round(at[1] * self.scale + pixels * 0.36))
        end = (max(self.pixels.shape[1], start[0] + width) + pixels, 0)
        cv2.putText(
            self.pixels,
            text,
            start,
            (self._value(tone),),
            _face(),
            pixels,
            _BOLD if bold else _PLAIN,
            wrap=(start[0], end[0]),
        )

    def hatch(self, outline: Outline, angle: float, gap: float, weight: float, tone: float, alpha: float = 1.0) -> None:
        strokes = hatching(outline, angle, gap)
        if strokes:
            pairs = np.stack(strokes)
            way = pairs[:, 1] - pairs[:, 0]
            way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
            across = np.stack([-way[:, 1], way[:, 0]], axis=1) * (weight / 2)
            corners = (pairs[:, 0] + across, pairs[:, 1] + across, pairs[:, 1] - across, pairs[:, 0] - across)
            self.fills(list(np.stack(corners, axis=1)), tone, alpha)

    def picture(
        self, ink: tuple[int, int, int] = (28, 28, 34), paper: tuple[int, int, int] = (250, 247, 240)
    ) -> NDArray[np.uint8]:
        """The sheet in RGB, shape [height, width, 3]: tone 0 becomes ``ink``, tone 1 ``paper``."""
        return self.coloured(ramp((ink, paper)))

    def coloured(self, colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The sheet in RGB, by a table [256, 3] of the colour of each tone."""
        sheet = washed(self.pixels, self.paint, self.scale) if self.paint.washed else self.pixels
        return np.asarray(cv2.applyColorMap(sheet, colours[:, None]), np.uint8)


POOLS: NDArray[np.uint8] = np.array([round(round(value / 255 * 5) / 5 * 255) for value in range(256)], np.uint8)


def ramp(colours: Sequence[tuple[int, int, int]], at: Sequence[float] = (0.0, 1.0)) -> NDArray[np.uint8]:
    """The colour of each tone, [256, 3]: from one of the ``colours`` to the next, which stand ``at`` these tones."""
    tone = np.linspace(0, 1, 256)
    table = np.stack([np.interp(tone, at, [colour[channel] for colour in colours]) for channel in range(3)], axis=1)
    return table.round().astype(np.uint8)


@cache
def _face() -> Any:
    return cv2.FontFace("sans")  # embedded in OpenCV; covers French


def text_width(text: str, size: int, *, bold: bool = False) -> int:
    """Pixels that a line of text takes at a size in pixels."""
    box = cv2.getTextSize((1 << 15, 1 << 10), text, (0, 0), _face(), size, _BOLD if bold else _PLAIN, wrap=(0, 1 << 15))
    return int(box[2])


def hatching(outline: Outline, angle: float, gap: float) -> list[Outline]:
    """Parallel segments inside an outline (even-odd), each [2, 2]; at most 2,000, by widening ``gap``."""
    outline = np.asarray(outline, dtype=np.float64)
    if len(outline) < 3:
        return []
    turn = math.radians(angle)
    rotate = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    turned = outline @ rotate
    gap = max(gap, float(np.ptp(turned[:, 1])) / 2000)
    # every crossing of every edge with every level at once: edge k crosses levels first[k] to last[k]
    after = np.roll(turned, -1, axis=0)
    bottom, top = np.minimum(turned[:, 1], after[:, 1]), np.maximum(turned[:, 1], after[:, 1])
    first, last = np.ceil(bottom / gap).astype(np.int64), np.ceil(top / gap).astype(np.int64)
    counts = last - first
    edge = np.repeat(np.arange(len(turned)), counts)
    level = (np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts) + first[edge]) * gap
    a, b = turned[edge], after[edge]
    xs = a[:, 0] + (level - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    order = np.lexsort((xs, level))
    ends = np.stack([xs[order], level[order]], axis=1) @ rotate.T
    return list(ends[: len(ends) // 2 * 2].reshape(-1, 2, 2))
