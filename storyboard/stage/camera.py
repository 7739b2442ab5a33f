"""Where a camera must be for a picture that is wanted: pure geometry, no taste.

Bearings are plan angles in degrees, counter-clockwise from +x.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from storyboard.stage.geometry import Camera, Point
from storyboard.stage.lens import basis, distance, sensor

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
    yaw, pitch = math.radians(camera.yaw), math.radians(camera.pitch)
    x, y, z = (float(anchor[i]) - camera.at[i] for i in range(3))
    return max(math.cos(pitch) * (x * math.cos(yaw) + y * math.sin(yaw)) + z * math.sin(pitch), 1e-3)


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
    ax, ay, az = left
    bx, by, bz = right
    gap = max(math.hypot(bx - ax, by - ay), 1e-3)
    beta = place * (math.pi - alpha)
    reach = max(gap * math.sin(alpha + beta) / math.sin(alpha), 0.05)
    # the camera stands to the right hand of the way from left to right: turn clockwise from it
    way = math.atan2(by - ay, bx - ax) - beta
    mx, my, mz = (ax + bx) / 2, (ay + by) / 2, (az + bz) / 2
    out_x, out_y = ax + reach * math.cos(way) - mx, ay + reach * math.sin(way) - my
    span = max(math.hypot(out_x, out_y), 0.05)
    out_x, out_y = out_x / span, out_y / span
    half_width, half_height = (size / (2 * focal) for size in sensor(16 / 9))

    def camera_of(yaw: float, pitch: float, log_span: float) -> Camera:
        away_by = math.exp(log_span)
        at = (mx + away_by * out_x, my + away_by * out_y, lens_height)
        return Camera(at=at, yaw=math.degrees(yaw), pitch=math.degrees(pitch), focal=focal)

    def seen(yaw: float, pitch: float, log_span: float, point: Point) -> tuple[float, float]:
        away_by = math.exp(log_span)
        x, y, z = point[0] - mx - away_by * out_x, point[1] - my - away_by * out_y, point[2] - lens_height
        ahead = x * math.cos(yaw) + y * math.sin(yaw)
        forward = max(ahead * math.cos(pitch) + z * math.sin(pitch), 1e-3)
        up = z * math.cos(pitch) - ahead * math.sin(pitch)
        return (x * math.sin(yaw) - y * math.cos(yaw)) / forward / half_width, up / forward / half_height

    def miss(state: Sequence[float]) -> tuple[float, float, float]:
        (ua, va), (ub, vb) = (seen(state[0], state[1], state[2], point) for point in (left, right))
        return ua - u[0], ub - u[1], va * (1 - share) + vb * share - v

    guess = aim((mx + span * out_x, my + span * out_y, lens_height), focal, (mx, my, mz), u=(u[0] + u[1]) / 2, v=v)
    state = [math.radians(guess.yaw), math.radians(guess.pitch), math.log(span)]
    for _ in range(6):
        now = miss(state)
        if max(abs(value) for value in now) < 1e-4:
            break
        columns = []
        for index in range(3):
            nudged = list(state)
            nudged[index] += 1e-5
            columns.append([(after - before) / 1e-5 for after, before in zip(miss(nudged), now, strict=True)])
        step = _cramer(columns, now)
        if step is None:
            break
        state = [value - min(max(move, -0.4), 0.4) for value, move in zip(state, step, strict=True)]
    found = camera_of(state[0], state[1], state[2])
    return replace(found, yaw=wrap(found.yaw))


def _cramer(columns: Sequence[Sequence[float]], wanted: Sequence[float]) -> tuple[float, float, float] | None:
    """Solve three equations given by their matrix's columns; None when they depend on each other."""

    def determinant(a: Sequence[float], b: Sequence[float], c: Sequence[float]) -> float:
        return (
            a[0] * (b[1] * c[2] - b[2] * c[1]) - b[0] * (a[1] * c[2] - a[2] * c[1]) + c[0] * (a[1] * b[2] - a[2] * b[1])
        )

    a, b, c = columns
    whole = determinant(a, b, c)
    if abs(whole) < 1e-12:
        return None
    return determinant(wanted, b, c) / whole, determinant(a, wanted, c) / whole, determinant(a, b, wanted) / whole


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
