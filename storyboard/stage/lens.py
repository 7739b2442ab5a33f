"""The pinhole camera: from stage metres to the picture, and back to shot sizes.

Picture coordinates: u in -1..1 from left to right, v in -1..1 from bottom to top, of the sensor's width and height.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from storyboard.stage.geometry import Camera, Point

SENSOR_WIDTH = 36.0
"""Millimetres. Full frame cropped to 16:9 is 36 x 20.25 mm."""

Array = NDArray[np.float64]


def sensor(aspect: float) -> tuple[float, float]:
    """Width and height in millimetres of the part of the sensor that a delivery ``aspect`` (width / height) uses.

    Wider than 16:9 keeps the width; narrower keeps the 20.25 mm height.
    """
    if aspect >= 16 / 9:
        return SENSOR_WIDTH, SENSOR_WIDTH / aspect
    height = SENSOR_WIDTH * 9 / 16
    return height * aspect, height


def basis(camera: Camera) -> Array:
    """Rows: the camera's right, up and forward unit vectors on the stage, shape [3, 3]; not to be written to."""
    return _basis(camera.yaw, camera.pitch, camera.roll)


@lru_cache(maxsize=1024)
def _basis(yaw: float, pitch: float, roll: float) -> Array:
    # written out: this runs thousands of times a scene, and cross products of small arrays are slow
    sy, cy = math.sin(math.radians(yaw)), math.cos(math.radians(yaw))
    sp, cp = math.sin(math.radians(pitch)), math.cos(math.radians(pitch))
    sr, cr = math.sin(math.radians(roll)), math.cos(math.radians(roll))
    right, up, forward = (sy, -cy, 0.0), (-cy * sp, -sy * sp, cp), (cy * cp, sy * cp, sp)
    rows = np.array(
        [
            [r * cr + u * sr for r, u in zip(right, up, strict=True)],
            [u * cr - r * sr for r, u in zip(right, up, strict=True)],
            forward,
        ]
    )
    rows.setflags(write=False)
    return rows


def project(camera: Camera, points: Sequence[Point] | Array, aspect: float = 16 / 9) -> Array:
    """Project stage ``points`` [n, 3] to rows (u, v, depth in metres along the axis), shape [n, 3].

    Points behind the lens have a depth of 0 or less, and their u, v mean nothing: clip before (see ``view``).
    """
    seen = view(camera, points)
    return flatten(camera, seen, aspect)


def view(camera: Camera, points: Sequence[Point] | Array) -> Array:
    """Stage ``points`` [n, 3] in the camera's own axes: rows (right, up, forward), metres."""
    result: Array = (np.asarray(points, dtype=np.float64).reshape(-1, 3) - np.asarray(camera.at)) @ basis(camera).T
    return result


def flatten(camera: Camera, seen: Array, aspect: float = 16 / 9) -> Array:
    """Camera-axes points [n, 3] to rows (u, v, depth), shape [n, 3]."""
    width, height = sensor(aspect)
    depth = seen[:, 2]
    safe = np.where(np.abs(depth) < 1e-6, 1e-6, depth)
    flat = np.empty((len(seen), 3))
    flat[:, 0] = seen[:, 0] * (2 * camera.focal / width) / safe
    flat[:, 1] = seen[:, 1] * (2 * camera.focal / height) / safe
    flat[:, 2] = depth
    return flat


def distance(picture_height: float, focal: float, aspect: float = 16 / 9) -> float:
    """Metres from the lens at which the frame is ``picture_height`` metres high: d = H f / sensor height."""
    return picture_height * focal / sensor(aspect)[1]
