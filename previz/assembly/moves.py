"""Camera moves on a drawn panel: a crop that travels over it, chosen after the camera's own start and end.

The panel is drawn from the start of the move and at the frame's own size, so a crop can only be smaller than it:
at most ``REACH`` smaller, beyond which pencil lines grow soft. Directions are the camera's; lengths yield to that.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from previz.assembly.sheets import Plane, Sheet, planes
from storyboard.stage.geometry import Camera, Point, Setup
from storyboard.stage.lens import basis, project, view

REACH = 0.16
"""The share of the panel's sides that a move may crop away."""

LEAST = 0.05
"""The share that a move must travel to be read as one."""

EASE = 0.2
"""The share of a move in which it gathers speed, and in which it slows down (film grammar, section 1)."""

TREMOR = 0.006
"""How far a shoulder shakes, as a share of the width."""


@dataclass(frozen=True, slots=True)
class View:
    """A crop of a panel with the panel's own ratio: its centre and its size as shares, x right and y down."""

    x: float = 0.5
    y: float = 0.5
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Move:
    """From one view to another in ``frames`` frames, eased; ``tremor`` shakes it (a share of the width)."""

    begin: View
    end: View
    frames: int
    tremor: float = 0.0
    seed: int = 0


def eased(time: float) -> float:
    """The way made at ``time`` (both 0..1): speed grows over the first fifth and dies over the last."""
    time = min(max(time, 0.0), 1.0)
    if time < EASE:
        return time * time / (2 * EASE * (1 - EASE))
    if time > 1 - EASE:
        return 1 - eased(1 - time)
    return (time - EASE / 2) / (1 - EASE)


def view_at(move: Move, frame: float, rate: float) -> View:
    """The view at a frame of the move; before and after it, its first and its last."""
    way = eased(frame / max(move.frames - 1, 1))
    size = move.begin.size * (move.end.size / move.begin.size) ** way  # an even zoom grows by the same factor
    if math.isclose(move.begin.size, move.end.size):
        share = way
    else:  # the point that stays in place must stay there all the way
        share = (size - move.begin.size) / (move.end.size - move.begin.size)
    x = move.begin.x + (move.end.x - move.begin.x) * share
    y = move.begin.y + (move.end.y - move.begin.y) * share
    if move.tremor:
        shake = _shake(move.seed, frame / rate)
        x, y = x + move.tremor * shake[0], y + move.tremor * shake[1]
    return View(x, y, size)


def _shake(seed: int, seconds: float) -> tuple[float, float]:
    """A hand's drift, each axis within -1..1: three slow waves whose phases come from the seed."""
    random = np.random.default_rng(seed)
    phases = random.uniform(0, 2 * math.pi, (2, 3))
    waves = np.sin(2 * math.pi * np.array([0.31, 0.73, 1.57]) * seconds + phases) @ np.array([0.55, 0.3, 0.15])
    return float(waves[0]), float(waves[1])


def looked(sheet: Sheet, view: View) -> Sheet:
    """What a view shows of a sheet, at the sheet's own size, to a fraction of a pixel."""
    result = np.empty_like(sheet)
    kinds = (cv2.INTER_CUBIC, cv2.INTER_LINEAR, cv2.INTER_LINEAR)  # the eye sees no sharpness in colour
    for plane, out, kind in zip(planes(sheet), planes(result), kinds, strict=True):
        _look(plane, out, view, kind)
    return result


def _look(plane: Plane, out: Plane, view: View, kind: int) -> None:
    """Scale the whole pixels that hold the crop by an interpolation, then shift by the fraction that is left.

    In cubic, four times as fast as warping each pixel, and sharper than a linear warp.
    """
    height, width = plane.shape
    side = min(max(view.size, 2 / min(width, height)), 1.0)
    left = min(max(view.x - side / 2, 0.0), 1 - side) * width
    top = min(max(view.y - side / 2, 0.0), 1 - side) * height
    margin = 3
    x0, y0 = max(math.floor(left) - margin, 0), max(math.floor(top) - margin, 0)
    x1 = min(math.ceil(left + side * width) + margin, width)
    y1 = min(math.ceil(top + side * height) + margin, height)
    grown = cv2.resize(plane[y0:y1, x0:x1], None, fx=1 / side, fy=1 / side, interpolation=kind)
    centre = ((left - x0) / side + (width - 1) / 2, (top - y0) / side + (height - 1) / 2)
    cv2.getRectSubPix(grown, (width, height), centre, patch=out)


def move_of(setup: Setup, frames: int, *, aspect: float) -> Move | None:
    """The move on a setup's panel over ``frames`` frames, None when its camera rests or the time is too short."""
    if setup.move == "static" or frames < 8:
        return None
    seed = int.from_bytes(hashlib.sha256(setup.shot.encode()).digest()[:4], "big")
    if setup.move == "handheld":
        still = View(size=1 - 4 * TREMOR)
        return Move(still, still, frames, TREMOR, seed)
    subject = _subject(setup)
    if setup.move in {"dolly_in", "zoom_in", "dolly_out", "zoom_out"}:
        u, v, depth = project(setup.camera, [subject], aspect)[0]
        inside = depth > 0 and abs(u) < 1 and abs(v) < 1
        close = 1 - min(max(1 - _growth(setup, subject), LEAST), REACH)
        x, y = ((u + 1) / 2, (1 - v) / 2) if inside else (0.5, 0.5)
        # The subject keeps its place in the frame while all around it grows.
        near = View(close / 2 + (1 - close) * float(x), close / 2 + (1 - close) * float(y), close)
        far = View()
        return Move(far, near, frames) if setup.move.endswith("_in") else Move(near, far, frames)
    right, up = _way(setup, subject, aspect)
    half = min(max(math.hypot(right, up) / 2, LEAST), REACH) / 2
    angle = math.atan2(-up, right)
    x, y = half * math.cos(angle), half * math.sin(angle)
    size = 1 - 2 * max(abs(x), abs(y), LEAST / 2)
    tremor = TREMOR / 3 if setup.move == "track" else 0.0
    size -= 2 * tremor
    return Move(View(0.5 - x, 0.5 - y, size), View(0.5 + x, 0.5 + y, size), frames, tremor, seed)


def _growth(setup: Setup, subject: Point) -> float:
    """Size of the crop that shows what the end camera sees of the subject's plane, or of the reverse move."""
    if setup.camera_end is None:
        return 1 - REACH * 0.75
    near, far = (setup.camera_end, setup.camera) if setup.move.endswith("_in") else (setup.camera, setup.camera_end)
    depths = [float(view(camera, [subject])[0, 2]) for camera in (near, far)]
    if min(depths) <= 0.1:
        return 1 - REACH
    return (depths[0] / near.focal) / (depths[1] / far.focal)


_NATURAL = {"pan": (1.0, 0.0), "truck": (1.0, 0.0), "track": (1.0, 0.0), "tilt": (0.0, 1.0), "crane": (0.0, 1.0)}
"""Where a move goes when no end camera says it: right and up, in half-frames."""


def _way(setup: Setup, subject: Point, aspect: float) -> tuple[float, float]:
    """How far the picture's centre travels, right and up, in half-frames, as seen by the start camera."""
    end = setup.camera_end
    if end is None:
        right, up = _NATURAL[setup.move]
        return right * REACH, up * REACH
    depth = max(float(view(end, [subject])[0, 2]), 0.5)
    aimed: Point = tuple(np.asarray(end.at) + basis(end)[2] * depth)
    seen = view(setup.camera, [aimed])[0]
    if seen[2] < 0.1:  # beyond a right angle: only the direction is left
        length = math.hypot(seen[0], seen[1]) or 1.0
        return float(seen[0] / length), float(seen[1] / length)
    u, v, _ = project(setup.camera, [aimed], aspect)[0]
    return float(u), float(v)


def _subject(setup: Setup) -> Point:
    """The point that the shot is about: the middle of its subjects, or four metres along the lens."""
    heads: list[Sequence[float]] = [
        (*figure.at[:2], figure.at[2] + 0.85 * figure.look.height)
        for figure in setup.figures
        if figure.character in setup.subjects[:1]
    ]
    heads += [
        (*piece.at[:2], piece.at[2] + piece.size[2] / 2)
        for piece in setup.plan.pieces
        if piece.id in {*setup.subjects[:1], setup.thing}
    ]
    if not heads:
        return _ahead(setup.camera, 4.0)
    x, y, z = np.mean(np.asarray(heads, dtype=np.float64), axis=0)
    return float(x), float(y), float(z)


def _ahead(camera: Camera, metres: float) -> Point:
    x, y, z = np.asarray(camera.at) + basis(camera)[2] * metres
    return float(x), float(y), float(z)
