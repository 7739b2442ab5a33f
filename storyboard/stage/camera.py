"""Where a camera must be for a picture that is wanted: pure geometry, no taste.

Bearings are plan angles in degrees, counter-clockwise from +x.
"""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from storyboard.stage.geometry import Camera, Point
from storyboard.stage.lens import basis, distance, project, sensor

Array = NDArray[np.float64]


def aim(at: Point, focal: float, anchor: Point, *, u: float = 0.0, v: float = 0.0, roll: float = 0.0) -> Camera:
    """The camera at ``at`` that shows ``anchor`` at picture place (u, v).

    The ray through (u, v) is (a, b, 1) in the axes before the roll; pitch follows from its height, yaw from the rest.
    """
    width, height = sensor(16 / 9)
    turned_a, turned_b = u * width / (2 * focal), v * height / (2 * focal)
    tilt = math.radians(roll)
    a = turned_a * math.cos(tilt) - turned_b * math.sin(tilt)
    b = turned_a * math.sin(tilt) + turned_b * math.cos(tilt)
    length = math.sqrt(a * a + b * b + 1)
    dx, dy, dz = (anchor[i] - at[i] for i in range(3))
    span = math.sqrt(dx * dx + dy * dy + dz * dz)
    if span < 1e-6:
        return Camera(at=at, yaw=0.0, roll=roll, focal=focal)
    rise = max(-1.0, min(1.0, dz / span * length / math.hypot(b, 1.0)))
    pitch = math.asin(rise) - math.atan2(b, 1.0)
    forward = math.cos(pitch) - b * math.sin(pitch)
    yaw = math.atan2(dy, dx) + math.atan2(a, forward)
    return Camera(at=at, yaw=wrap(math.degrees(yaw)), pitch=math.degrees(pitch), roll=roll, focal=focal)


def one(anchor: Point, *, height: float, focal: float, bearing: float, elevation: float, u: float, v: float,
        roll: float = 0.0) -> Camera:  # fmt: skip
    """The camera that sees ``anchor`` at (u, v) in a picture ``height`` metres high there.

    ``bearing`` is where the camera stands as seen from the anchor, ``elevation`` how far above it, in degrees.
    """
    turn, lift = math.radians(bearing), math.radians(elevation)
    way = (math.cos(turn) * math.cos(lift), math.sin(turn) * math.cos(lift), math.sin(lift))
    reach = wanted = distance(height, focal)
    camera = Camera(at=anchor, yaw=0.0, focal=focal)
    for _ in range(3):  # the anchor is off the lens's axis, so its depth is a little less than its distance
        at = (anchor[0] + way[0] * reach, anchor[1] + way[1] * reach, anchor[2] + way[2] * reach)
        camera = aim(at, focal, anchor, u=u, v=v, roll=roll)
        reach *= wanted / depth(camera, anchor)
    return camera


def depth(camera: Camera, anchor: Point | Array) -> float:
    """Metres from the lens to ``anchor`` along the optical axis, at least a millimetre."""
    return max(float((np.asarray(anchor) - np.asarray(camera.at)) @ basis(camera)[2]), 1e-3)


def picture_height(camera: Camera, anchor: Point | Array) -> float:
    """Metres that the frame is high where ``anchor`` is."""
    return depth(camera, anchor) * sensor(16 / 9)[1] / camera.focal


def pair(
    left: Point,
    right: Point,
    *,
    u: tuple[float, float],
    v: float,
    focal: float,
    place: float,
    lens_height: float,
    share: float = 0.5,
) -> Camera:
    """The camera that shows ``left`` and ``right`` at ``u`` across, and at ``v`` the point ``share`` of the way.

    ``place`` in 0..1 goes along the arc of plan points that see the two under the wanted angle, from the side of
    ``right`` (0) to the side of ``left`` (1). Zero-roll variant of the toric space (Lino & Christie 2015): the arc
    starts it, and Newton steps on heading, tilt and log distance finish it for the given lens height.
    """
    half = sensor(16 / 9)[0] / (2 * focal)
    alpha = math.atan(u[1] * half) - math.atan(u[0] * half)
    alpha = max(alpha, math.radians(0.5))
    a, b = np.asarray(left), np.asarray(right)
    flat = b[:2] - a[:2]
    gap = max(float(np.hypot(flat[0], flat[1])), 1e-3)
    beta = place * (math.pi - alpha)
    reach = gap * math.sin(alpha + beta) / math.sin(alpha)
    # the camera stands to the right hand of the way from left to right: turn clockwise from it
    heading = math.atan2(flat[1], flat[0]) - beta
    start = a[:2] + max(reach, 0.05) * np.array([math.cos(heading), math.sin(heading)])
    middle = (a[:2] + b[:2]) / 2
    out = start - middle
    bearing, log_reach = math.atan2(out[1], out[0]), math.log(max(float(np.hypot(out[0], out[1])), 0.05))
    centre = (a + b) / 2
    guess = aim((float(start[0]), float(start[1]), lens_height), focal, _point(centre), u=(u[0] + u[1]) / 2, v=v)
    state = np.array([math.radians(guess.yaw), math.radians(guess.pitch), log_reach])

    def camera_of(values: Array) -> Camera:
        span = math.exp(values[2])
        at = (float(middle[0] + span * math.cos(bearing)), float(middle[1] + span * math.sin(bearing)), lens_height)
        return Camera(at=at, yaw=math.degrees(values[0]), pitch=math.degrees(values[1]), focal=focal)

    def error(values: Array) -> Array:
        seen = project(camera_of(values), np.stack([a, b]))
        return np.array([seen[0, 0] - u[0], seen[1, 0] - u[1], seen[0, 1] * (1 - share) + seen[1, 1] * share - v])

    for _ in range(6):
        miss = error(state)
        if float(np.abs(miss).max()) < 1e-4:
            break
        slope = np.stack([(error(state + step) - miss) / 1e-5 for step in np.eye(3) * 1e-5], axis=1)
        try:
            move = np.linalg.solve(slope, miss)
        except np.linalg.LinAlgError:
            break
        state = state - np.clip(move, -0.4, 0.4)
    found = camera_of(state)
    return replace(found, yaw=wrap(found.yaw))


def fit(
    points: Array, *, yaw: float, pitch: float, focal: float, across: float = 0.86, top: float = 0.86, low: float = 0.9
) -> Camera:
    """The nearest camera of that heading that holds all ``points`` [n, 3] within the given shares of the half-frame.

    Closed form: along one heading each point bounds the distance and the shift from four sides, linearly.
    """
    width, height = sensor(16 / 9)
    axes = basis(Camera(at=(0.0, 0.0, 0.0), yaw=yaw, pitch=pitch, focal=focal))
    seen = np.asarray(points, dtype=np.float64).reshape(-1, 3) @ axes.T
    side, up, ahead = seen[:, 0], seen[:, 1], seen[:, 2]
    kx = across * width / (2 * focal)
    kt, kl = top * height / (2 * focal), low * height / (2 * focal)
    right, left = float((side / kx - ahead).max()), float((-side / kx - ahead).max())
    high, deep = float((up / kt - ahead).max()), float((-up / kl - ahead).max())
    across_back = (right + left) / 2
    tall_back = (kt * high + kl * deep) / (kt + kl)
    back = max(across_back, tall_back, 0.3 - float(ahead.min()))
    shift = kx * (right - left) / 2
    # between the height that just holds the tops and the one that just holds the bottoms
    floor, ceiling = float((up - kt * (ahead + back)).max()), float((up + kl * (ahead + back)).min())
    at = axes.T @ np.array([shift, (floor + ceiling) / 2, -back])
    return Camera(at=_point(at), yaw=wrap(yaw), pitch=pitch, focal=focal)


def away(camera: Camera, metres: float) -> Camera:
    """The same camera, moved along its optical axis (positive: towards what it sees)."""
    return moved(camera, basis(camera)[2] * metres)


def moved(camera: Camera, shift: Array) -> Camera:
    """The same camera, carried by ``shift`` metres."""
    return replace(camera, at=_point(np.asarray(camera.at) + shift))


def wrap(degrees: float) -> float:
    """An angle in -180..180."""
    return (degrees + 180.0) % 360.0 - 180.0


def _point(values: Array) -> Point:
    return float(values[0]), float(values[1]), float(values[2])
