"""Animals without legs: a fish that leaps, a snake that winds over the ground with its head up."""

import numpy as np

from storyboard.sketch.joints import Array, Skeleton, chance, turn, unit
from storyboard.sketch.lofts import Mark, Solid, circle, loft, stations, tube
from storyboard.stage.geometry import Figure

LIMBLESS = frozenset({"fish", "snake"})
_JOINTS = (
    "waist", "shoulder_l", "shoulder_r", "elbow_l", "elbow_r", "wrist_l", "wrist_r", "hand_l", "hand_r", "hip_l",
    "hip_r", "knee_l", "knee_r", "ankle_l", "ankle_r", "toe_l", "toe_r",
)  # fmt: skip
_FISH = (
    (0.0, 0.01, 0.02),
    (0.08, 0.05, 0.09),
    (0.3, 0.09, 0.17),
    (0.5, 0.09, 0.16),
    (0.78, 0.04, 0.07),
    (0.9, 0.02, 0.035),
)
"""Sections from the nose to the tail: share of the length, half-width and half-height as shares of it."""
_LENGTH = {"fish": 0.85, "snake": 2.1}


def spine(figure: Figure) -> Array:
    """Points from the head to the tail, stage metres, [17, 3]."""
    frame, at, t = turn(figure.yaw), np.array(figure.at), np.linspace(0, 1, 17)
    long = _LENGTH[figure.look.animal]
    if figure.look.animal == "fish":  # an arc out of the water
        along, up = 0.5 - t, 0.75 - 1.6 * (t - 0.35) ** 2
        local = np.stack([along * long, np.zeros(17), up], axis=1)
    else:
        side = 0.16 * np.sin(t * 11.0 + 6.28 * chance(figure.character, "wave")) * np.minimum(t * 4, 1)
        up = 0.05 + 0.34 * np.clip(1 - t / 0.22, 0, 1) ** 1.4
        local = np.stack([(0.40 - t) * long * 0.8, side, up], axis=1)
    places: Array = at + local @ frame
    return places


def limbless_skeleton(figure: Figure) -> Skeleton:
    """The joints that all bodies have, along the spine; limbs lie on it."""
    line, frame = spine(figure), turn(figure.yaw)
    fish = figure.look.animal == "fish"
    size = 0.16 if fish else 0.12
    way = unit(line[0] - line[1])
    head = np.stack([way, frame[1], unit(np.cross(way, frame[1]))])
    nose, back = line[0], line[2] if fish else line[1]
    joints = dict.fromkeys(_JOINTS, line[8])
    up = head[2] * size * 0.5
    joints |= {
        "head": (nose + back) / 2, "crown": back + up, "chin": (nose + back) / 2 - up, "root": back, "skull": back,
        "nose": nose, "mouth": nose - head[2] * size * 0.1, "neck": line[3], "chest": line[4], "pelvis": line[11],
        "eye_l": (nose + back) / 2 + head[1] * size * 0.3, "eye_r": (nose + back) / 2 - head[1] * size * 0.3,
        "ear_l": back + head[1] * size * 0.3, "ear_r": back - head[1] * size * 0.3, "tail": line[-1],
        "shoulder_l": line[4], "shoulder_r": line[4], "hand_l": line[6], "hand_r": line[6], "toe_l": line[-1],
        "toe_r": line[-1], "ankle_l": line[14], "ankle_r": line[14],
    }  # fmt: skip
    return Skeleton(joints, {"head": head, "chest": frame, "pelvis": frame}, size, way)


def limbless_parts(figure: Figure, bones: Skeleton, points: float) -> tuple[list[Solid], list[Mark], list[Mark]]:
    """Solids, marks of the body, marks of the face."""
    line, head = spine(figure), bones.frames["head"]
    tone = figure.look.hair_tone * 0.7 + 0.15
    if figure.look.animal == "fish":
        long, t = _LENGTH["fish"], np.linspace(0, 0.92, 15)
        sizes = stations(*_FISH, at=t) * long
        path = np.stack([np.interp(t, np.linspace(0, 1, 17), line[:, axis]) for axis in range(3)], axis=1)
        solids = [loft("body", tube(path, head[1], sizes, 14), tone, "fish", crease=0.02)]
        for name, root, tips in (
            ("tail", line[14], (line[16] + head[2] * 0.17, line[15], line[16] - head[2] * 0.15)),
            ("fin", line[6] + head[2] * 0.11, (line[8] + head[2] * 0.22, line[10] + head[2] * 0.10, line[10])),
        ):
            rings = np.stack([np.stack([root, root]), np.stack([tips[0], tips[1]]), np.stack([tips[2], tips[1]])])
            solids.append(loft(name, rings, tone * 0.8, "fin", ends=False, closed=False, double=True, crease=0.01))
        gill, eyes = [], []
        curve = np.outer([-0.07, 0.0, 0.07], head[2]) + np.outer([0, -0.02, 0], head[0])
        for sign in (1.0, -1.0):
            gill.append(Mark(line[4] + head[1] * sign * 0.075 + curve, 0.15, 0.8, slack=0.05))
            eyes.append(_eye(line[2] + head[1] * sign * 0.05 + head[2] * 0.02, head, 0.016))
        return solids, gill, eyes
    sizes = np.interp(np.linspace(0, 1, 17), (0, 0.04, 0.10, 0.2, 0.6, 1.0), (0.018, 0.042, 0.028, 0.036, 0.036, 0.006))
    body = loft("body", tube(line, head[1], np.stack([sizes, sizes], axis=1), 10), tone, "snake", crease=0.02)
    bands = []
    for k in range(4, 15, 2):
        across = unit(np.cross(line[k + 1] - line[k], np.array([0.0, 0.0, 1.0]))) * sizes[k]
        over = np.array([0.0, 0.0, sizes[k] * 0.95])
        bands.append(Mark(np.stack([line[k] - across, line[k] + over, line[k] + across]), 0.2, 0.8, slack=0.05))
    front = line[0] - head[0] * 0.05 + head[2] * 0.015
    eyes = [_eye(front + head[1] * sign * 0.032, head, 0.008) for sign in (1.0, -1.0)]
    fork = line[0] + np.outer([0.0, 0.06, 0.09], head[0]) + np.outer([0, 0, 0.012], head[2])
    return [body], [*bands, Mark(fork, 0.15, 0.9, free=True)], eyes


def _eye(middle: Array, head: Array, radius: float) -> Mark:
    ring = circle(9) * radius
    return Mark(middle + np.outer(ring[:, 0], head[0]) + np.outer(ring[:, 1], head[2]), 0.05, 0, area=True, slack=0.06)
