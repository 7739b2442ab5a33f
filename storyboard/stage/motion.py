"""Where a camera move begins and ends, within the speeds that a crew can do."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from storyboard.shots import MoveKind
from storyboard.stage.camera import aim, depth, moved, wrap
from storyboard.stage.geometry import Camera, Point
from storyboard.stage.lens import basis, project

Array = NDArray[np.float64]

SLOWEST, FASTEST = 0.2, 1.0
"""Metres a second of a travelling."""
PAN_SPEED = 30.0
"""Degrees a second at most."""
CLOSER = 0.74
"""Picture height at the end of a push in, over that at its start: about one size."""


def ends(
    camera: Camera, move: MoveKind, anchor: Point, seconds: float, *, way: tuple[float, float] | None = None
) -> tuple[Camera, Camera]:
    """The cameras at the two ends of a move around the framing ``camera`` of ``anchor``, over ``seconds``.

    ``way`` is the subject's direction on the floor (unit), for pans and tracks.
    """
    seconds = max(seconds, 0.5)
    if move in ("dolly_in", "dolly_out"):
        return _dolly(camera, anchor, seconds, inward=move == "dolly_in")
    if move in ("zoom_in", "zoom_out"):
        ratio = 1 / CLOSER if move == "zoom_in" else CLOSER
        seen = project(camera, [anchor])[0]
        return camera, aim(
            camera.at, camera.focal * ratio, anchor, u=_safe(seen[0]), v=_safe(seen[1]), roll=camera.roll
        )
    right = basis(camera)[0]
    toward = 1.0 if way is None else math.copysign(1.0, way[0] * float(right[0]) + way[1] * float(right[1]) or 1.0)
    if move == "pan":
        swing = min(0.5 * PAN_SPEED * seconds, 0.22 * _field(camera))
        return replace(camera, yaw=wrap(camera.yaw + toward * swing)), camera
    if move == "tilt":
        swing = min(0.5 * PAN_SPEED * seconds, 0.09 * _field(camera))
        return replace(camera, pitch=camera.pitch - swing), camera
    if move in ("truck", "track"):
        reach = min(FASTEST * seconds * 0.6, 0.18 * depth(camera, anchor) * 36.0 / camera.focal, 2.5)
        shift = np.array([*way, 0.0]) * reach if way is not None and move == "track" else right * toward * reach
        return moved(camera, -shift), camera
    if move == "crane":
        rise = min(0.5 * seconds, 1.6)
        x, y, z = camera.at
        seen = project(camera, [anchor])[0]
        return camera, aim((x, y, z + rise), camera.focal, anchor, u=_safe(seen[0]), v=_safe(seen[1]), roll=camera.roll)
    return camera, camera


def between(start: Camera, end: Camera, share: float) -> Camera:
    """The camera a ``share`` of the way from one end of a move to the other."""
    if share <= 0:
        return start
    if share >= 1:
        return end
    x, y, z = (a + (b - a) * share for a, b in zip(start.at, end.at, strict=True))
    return Camera(
        at=(x, y, z),
        yaw=wrap(start.yaw + wrap(end.yaw - start.yaw) * share),
        pitch=start.pitch + (end.pitch - start.pitch) * share,
        roll=start.roll + (end.roll - start.roll) * share,
        focal=start.focal * (end.focal / start.focal) ** share,
    )


def _dolly(camera: Camera, anchor: Point, seconds: float, *, inward: bool) -> tuple[Camera, Camera]:
    reach = depth(camera, anchor)
    step = reach * (1 - CLOSER) if inward else reach * (1 / CLOSER - 1)
    step = min(max(step, SLOWEST * seconds * 0.5), FASTEST * seconds * 0.8, 0.45 * reach)
    way = (np.asarray(anchor) - np.asarray(camera.at)) / max(
        float(np.linalg.norm(np.asarray(anchor) - np.asarray(camera.at))), 1e-6
    )
    there = np.asarray(camera.at) + way * (step if inward else -step)
    seen = project(camera, [anchor])[0] * (0.62 if inward else 1.0)  # what comes near goes to the middle, or is cropped
    at = (float(there[0]), float(there[1]), max(float(there[2]), 0.15))
    return camera, aim(at, camera.focal, anchor, u=_safe(seen[0]), v=_safe(seen[1]), roll=camera.roll)


def _field(camera: Camera) -> float:
    """Horizontal field of view, degrees."""
    return math.degrees(2 * math.atan(18.0 / camera.focal))


def _safe(value: float) -> float:
    return float(min(max(value, -0.85), 0.85))
