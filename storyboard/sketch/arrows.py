"""Arrows of a storyboard: what the camera does on the border of the picture, what people do on its ground."""

import math

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.seen import View
from storyboard.stage.geometry import Camera, Path, Setup
from storyboard.stage.lens import sensor

Array = NDArray[np.float64]
_INK, _RIM = 0.12, 1.0
_EDGE = 34.0
"""Points from the border to the middle of a camera's arrow."""


def draw_camera_move(canvas: Canvas, setup: Setup) -> None:
    """Corner arrows for a dolly or a zoom, with the other frame; one arrow at a border for a turn."""
    width, height, move = canvas.width, canvas.height, setup.move
    start, end = setup.camera, setup.camera_end
    if move == "static":
        return
    if move in ("dolly_in", "zoom_in", "dolly_out", "zoom_out"):
        inward = move.endswith("_in")
        _frames(canvas, start, end, move)
        for x in (0.0, width):
            for y in (0.0, height):
                corner, toward = np.array([x, y]), np.array([width / 2 - x, height / 2 - y])
                way = toward / np.hypot(*toward)
                near, far = corner + way * 26, corner + way * 104
                _arrow(canvas, near if inward else far, far if inward else near)
        return
    across, up = _turn(start, end, move)
    if move in ("pan", "truck", "track"):
        sign = 1.0 if across >= 0 else -1.0
        y = height * 0.86 if move == "pan" else height - _EDGE  # at the side, below the faces
        middle = width - _EDGE * 2.2 if sign > 0 else _EDGE * 2.2
        if move != "pan":
            middle = width / 2
        half = 46.0 if move == "pan" else 92.0
        _arrow(canvas, np.array([middle - sign * half, y]), np.array([middle + sign * half, y]))
        if move == "pan" and end is not None:
            _turned(canvas, start, across, upright=False)
    elif move in ("tilt", "crane"):
        sign = 1.0 if up >= 0 else -1.0
        x = width / 2 if move == "tilt" else width - _EDGE
        middle = (_EDGE * 1.7 if sign > 0 else height - _EDGE * 1.7) if move == "tilt" else height / 2
        half = 38.0 if move == "tilt" else 92.0
        _arrow(canvas, np.array([x, middle + sign * half]), np.array([x, middle - sign * half]))
        if move == "tilt" and end is not None:
            _turned(canvas, start, up, upright=True)
    elif move == "handheld":
        for x, y in ((58.0, 30.0), (width - 58.0, height - 30.0)):
            share = np.linspace(-1, 1, 25)
            wave = np.stack([x + share * 38, y + np.sin(share * 9.4) * 9 * (1 - 0.3 * np.abs(share))], axis=1)
            canvas.stroke(wave, 8.0, _RIM)
            canvas.stroke(wave, 3.4, _INK)


def _turn(start: Camera, end: Camera | None, move: str) -> tuple[float, float]:
    """How far the camera goes to its right and up: degrees for a turn, metres for a travel."""
    if end is None:
        return 1.0, 1.0
    if move in ("pan", "tilt"):
        return -((end.yaw - start.yaw + 180) % 360 - 180), end.pitch - start.pitch
    yaw = math.radians(start.yaw)
    dx, dy = end.at[0] - start.at[0], end.at[1] - start.at[1]
    return dx * math.sin(yaw) - dy * math.cos(yaw), end.at[2] - start.at[2]


def _frames(canvas: Canvas, start: Camera, end: Camera | None, move: str) -> None:
    """The tighter frame of a zoom or dolly as a dashed border, lettered A where the move starts and B where it ends."""
    share = 0.72
    if end is not None:
        if abs(end.focal - start.focal) > 1e-6:
            share = min(start.focal, end.focal) / max(start.focal, end.focal)
        else:
            share = float(np.clip(1 - math.dist(start.at, end.at) / 4.0, 0.55, 0.85))
    share = float(np.clip(share, 0.3, 0.9))
    w, h = canvas.width * share / 2, canvas.height * share / 2
    x, y = canvas.width / 2, canvas.height / 2
    corners = np.array([(x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h)])
    for first, last in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        _dashes(canvas, first, last)
    inward = move.endswith("_in")
    canvas.letter("B" if inward else "A", (x - w + 16, y - h + 18), 22, 0.2, bold=True)
    canvas.letter("A" if inward else "B", (canvas.width - 18, 20), 22, 0.2, bold=True)


def _turned(canvas: Canvas, start: Camera, angle: float, *, upright: bool) -> None:
    """Of a pan or a tilt by ``angle`` degrees, right and up: the border of frame B where it lies in frame A."""
    width, height = canvas.width, canvas.height
    whole, long = (height, width) if upright else (width, height)
    unit = start.focal / sensor(width / height)[0] * width
    shift = min(unit * math.tan(math.radians(min(abs(angle), 80.0))), whole - 30.0)
    if shift < 12.0:
        return
    ahead = (angle < 0) if upright else (angle > 0)  # paper runs right and down
    line, first, second = (shift, 20.0, shift + 18.0) if ahead else (whole - shift, whole - 20.0, whole - shift - 18.0)
    ends = [(line, 0.0), (line, long)]
    marks = [(first, 20.0), (second, 20.0)]
    if upright:
        ends, marks = [(y, x) for x, y in ends], [(y, x) for x, y in marks]
    _dashes(canvas, np.array(ends[0]), np.array(ends[1]))
    canvas.letter("A", marks[0], 22, 0.2, bold=True)
    canvas.letter("B", marks[1], 22, 0.2, bold=True)


def _dashes(canvas: Canvas, first: Array, last: Array) -> None:
    count = max(int(np.hypot(*(last - first)) / 26), 2)
    steps = np.linspace(0, 1, count * 2)
    ends = first + (last - first) * steps[:, None]
    canvas.strokes(ends.reshape(-1, 2, 2), 1.0, 0.35)


def _arrow(canvas: Canvas, start: Array, end: Array, *, half: float = 9.0) -> None:
    """A solid arrow with a light rim, so that it reads on any ground."""
    way = (end - start) / max(float(np.hypot(*(end - start))), 1e-6)
    across = np.array([-way[1], way[0]])
    neck = end - way * half * 2.4
    shape = np.array([
        start + across * half * 0.55, neck + across * half, neck + across * half * 2.1, end,
        neck - across * half * 2.1, neck - across * half, start - across * half * 0.55,
    ])  # fmt: skip
    canvas.stroke(np.concatenate([shape, shape[:2]]), 5.0, _RIM)
    canvas.fill(shape, _INK)


def draw_path(canvas: Canvas, view: View, path: Path) -> None:
    """A solid arrow on the floor along someone's way, in perspective."""
    line = np.array(path.points, dtype=np.float64)
    line = line[np.isfinite(line).all(axis=1)] if len(line) else line
    if len(line) < 2:
        return
    legs = np.hypot(*np.diff(line[:, :2], axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(legs)])
    if not 0.25 < along[-1] < 1e4:
        return
    head = min(0.55, along[-1] * 0.4)
    places = np.linspace(0.0, along[-1] - head, 24)
    spine = np.stack([np.interp(places, along, line[:, 0]), np.interp(places, along, line[:, 1])], axis=1)
    tip = line[-1, :2]
    way = (tip - spine[-1]) / max(float(np.hypot(*(tip - spine[-1]))), 1e-6)
    tangent = np.gradient(spine, axis=0)
    tangent /= np.maximum(np.hypot(tangent[:, 0], tangent[:, 1]), 1e-9)[:, None]
    across = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1) * np.linspace(0.045, 0.085, 24)[:, None]
    side = np.array([-way[1], way[0]])
    flat = np.concatenate(
        [spine + across, [spine[-1] + side * 0.24, tip, spine[-1] - side * 0.24], (spine - across)[::-1]]
    )
    outline = view.polygon(np.column_stack([flat, np.full(len(flat), 0.02 + line[:, 2].min())]))
    if len(outline) >= 3:
        canvas.stroke(np.concatenate([outline, outline[:2]]), 4.0, _RIM, 0.8)
        canvas.fill(outline, 0.22, 0.9)
