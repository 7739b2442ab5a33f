"""Where a body's joints are, as data, and the small geometry that bends a limb.

A frame is a rotation whose rows are forward, left and up: ``local @ frame`` takes local coordinates to the stage.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.stage.geometry import Point

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Skeleton:
    """One body at one moment, in stage metres.

    ``joints`` has crown, chin, head, nose, neck, chest, pelvis, and, with ``_l`` or ``_r``: eye, ear, shoulder, elbow,
    wrist, hand, hip, knee, ankle, toe. ``frames`` has head, chest, pelvis, hand_l, hand_r (forward along the fingers,
    up out of the back of the hand), foot_l, foot_r.
    """

    joints: Mapping[str, Array]
    frames: Mapping[str, Array]
    head: float
    """Height of the head from chin to crown."""
    gaze: Array
    """Unit direction of the eyes."""

    def __getitem__(self, joint: str) -> Array:
        return self.joints[joint]


def chance(*identity: object) -> float:
    """A number in 0..1 that belongs to an identity for ever."""
    digest = hashlib.blake2b(repr(identity).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def cross(first: Array, second: Array) -> Array:
    """Cross product of [..., 3] arrays: numpy's own takes ten times as long on single vectors."""
    a, b = np.asarray(first), np.asarray(second)
    result: Array = np.empty(np.broadcast_shapes(a.shape, b.shape))
    result[..., 0] = a[..., 1] * b[..., 2] - a[..., 2] * b[..., 1]
    result[..., 1] = a[..., 2] * b[..., 0] - a[..., 0] * b[..., 2]
    result[..., 2] = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return result


def unit(vector: Array) -> Array:
    """The vector with length 1 (any direction when it has none)."""
    length = float(np.linalg.norm(vector))
    return vector / length if length > 1e-9 else np.array([1.0, 0.0, 0.0])


def turn(yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0) -> Array:
    """A frame turned left by ``yaw``, nose up by ``pitch``, tilted to its own right by ``roll`` degrees."""
    y, p, r = math.radians(yaw), math.radians(pitch), math.radians(roll)
    forward = np.array([math.cos(y) * math.cos(p), math.sin(y) * math.cos(p), math.sin(p)])
    flat = np.array([-math.sin(y), math.cos(y), 0.0])
    up = cross(forward, flat)
    return np.stack([forward, flat * math.cos(r) + up * math.sin(r), up * math.cos(r) - flat * math.sin(r)])


def aim(forward: Array, up: Array) -> Array:
    """The frame that looks along ``forward`` and keeps its top towards ``up``."""
    ahead = unit(forward)
    side = cross(up, ahead)
    if float(np.linalg.norm(side)) < 1e-6:
        side = cross(np.array([0.3, 0.8, 0.5]), ahead)
    left = unit(side)
    return np.stack([ahead, left, cross(ahead, left)])


def angles(direction: Array) -> tuple[float, float]:
    """Yaw and pitch of a direction, degrees."""
    return (
        math.degrees(math.atan2(direction[1], direction[0])),
        math.degrees(math.atan2(direction[2], math.hypot(direction[0], direction[1]))),
    )


def bend(root: Array, goal: Array, upper: float, lower: float, pole: Array) -> tuple[Array, Array]:
    """Two-bone inverse kinematics: the middle joint, bent towards ``pole``, and the end, near ``goal``."""
    reach = goal - root
    span = float(np.linalg.norm(reach))
    along = unit(reach) if span > 1e-6 else unit(pole)
    span = min(max(span, abs(upper - lower) * 1.05 + 1e-3), (upper + lower) * 0.995)
    # the law of cosines gives how far along the way the joint stands
    place = (upper**2 - lower**2 + span**2) / (2 * span)
    out = pole - along * float(pole @ along)
    if float(np.linalg.norm(out)) < 1e-6:
        out = cross(along, np.array([0.31, 0.59, 0.74]))
    lift = math.sqrt(max(upper**2 - place**2, 0.0))
    return root + along * place + unit(out) * lift, root + along * span


def point(values: Array) -> Point:
    """An array of three as a stage point."""
    return float(values[0]), float(values[1]), float(values[2])
