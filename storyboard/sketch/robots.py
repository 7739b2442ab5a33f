"""A robot: it stands, goes and handles as people do, in plates and tubes."""

from itertools import pairwise

import numpy as np

from storyboard.sketch.body import Build
from storyboard.sketch.joints import Array, aim, unit
from storyboard.sketch.lofts import Mark, Solid, box, circle, loft, tube

_LIMBS = (
    ("arm", ("shoulder", "elbow", "wrist"), (0.052, 0.046, 0.040)),
    ("leg", ("hip", "knee", "ankle"), (0.070, 0.060, 0.052)),
)


def robot_parts(build: Build) -> tuple[list[Solid], list[Mark], list[Mark]]:
    """Solids of a robot, the marks on its body, and those on its face."""
    bones, size, tone = build.bones, build.size, max(build.look.top_tone, 0.45)
    solids, marks = _trunk(build, tone)
    for name, joints, thick in _LIMBS:
        for side in "lr":
            spots = [bones[f"{joint}_{side}"] for joint in joints]
            for number, (start, end) in enumerate(pairwise(spots)):
                solids.append(_segment(f"{name} {number} {side}", start, end, thick[number] * size, tone))
            for number, spot in enumerate(spots):
                solids.append(_ball(f"{name} joint {number} {side}", spot, thick[number] * size * 1.12))
    for side in "lr":
        hand, foot = bones.frames[f"hand_{side}"], bones.frames[f"foot_{side}"]
        palm = bones[f"wrist_{side}"] + hand[0] * 0.055 * size
        solids.append(box(f"hand {side}", palm, hand, (0.10 * size, 0.085 * size, 0.04 * size), tone, "plate"))
        for across in (-0.03, 0.0, 0.03):
            root = palm + hand[0] * 0.05 * size + hand[1] * across * size
            solids.append(_segment(f"finger {side} {across}", root, root + hand[0] * 0.07 * size, 0.012 * size, 0.4))
        sole = bones[f"ankle_{side}"] + foot[0] * 0.06 * size - foot[2] * 0.03 * size
        solids.append(box(f"foot {side}", sole, foot, (0.27 * size, 0.12 * size, 0.075 * size), tone, "plate"))
    head, face = _head(build, tone)
    return [*solids, *head], marks, face


def _segment(name: str, start: Array, end: Array, thick: float, tone: float) -> Solid:
    across = unit(np.cross(end - start, np.array([0.31, 0.52, 0.79])))
    path = start + np.outer([0.05, 0.12, 0.88, 0.95], end - start)
    sizes = np.array([[0.7, 0.7], [1.0, 1.0], [0.94, 0.94], [0.7, 0.7]]) * thick
    return loft(name, tube(path, across, sizes, 10), tone, name, crease=0.012)


def _ball(name: str, middle: Array, radius: float) -> Solid:
    rise = np.linspace(-0.96, 0.96, 7)
    path = middle + np.outer(rise * radius, np.array([0.0, 0.0, 1.0]))
    wide = np.sqrt(1 - rise**2) * radius
    return loft(name, tube(path, np.array([1.0, 0.0, 0.0]), np.stack([wide, wide], axis=1), 10), 0.3, name, crease=0.01)


def _trunk(build: Build, tone: float) -> tuple[list[Solid], list[Mark]]:
    bones, size = build.bones, build.size
    chest, hips = bones.frames["chest"], bones.frames["pelvis"]
    wide = float(np.linalg.norm(bones["shoulder_l"] - bones["shoulder_r"])) * 0.92
    middle = bones["chest"] - chest[2] * 0.13 * size
    belly = (bones["waist"] + bones["pelvis"]) / 2
    solids = [
        box("chest", middle, chest, (0.25 * size, wide, 0.34 * size), tone, "plate", crease=0.015),
        _segment("spine", bones["waist"] + chest[2] * 0.05 * size, bones["pelvis"], 0.085 * size, 0.3),
        box("hips", belly - hips[2] * 0.09 * size, hips, (0.2 * size, 0.30 * size, 0.14 * size), tone, "plate"),
        _segment(
            "neck", bones["neck"] - chest[2] * 0.05 * size, bones["skull"] + chest[2] * 0.02 * size, 0.05 * size, 0.3
        ),
    ]
    front = middle + chest[0] * 0.127 * size
    ring = circle(14) * 0.05 * size
    marks = [Mark(front + chest[2] * 0.05 * size + ring @ chest[1:], 0.97, 0.9, area=True, slack=0.03)]
    slots = [front + (chest[2] * z + np.outer([-0.09, 0.09], chest[1])) * size for z in (-0.07, -0.10, -0.13)]
    marks += [Mark(slot, 0.15, 0.9, slack=0.03) for slot in slots]
    return solids, marks


def _head(build: Build, tone: float) -> tuple[list[Solid], list[Mark]]:
    bones = build.bones
    head, size = bones.frames["head"], bones.head
    middle = bones["root"] + (head[2] * 0.52 + head[0] * 0.02) * size
    solids = [
        box("skull", middle, head, (0.74 * size, 0.72 * size, 0.82 * size), tone, "plate", crease=0.012),
        box("jaw", middle - head[2] * 0.40 * size + head[0] * 0.05 * size, head, (0.6 * size, 0.5 * size, 0.16 * size),
            tone * 0.85, "jaw", crease=0.01),
        _segment("aerial", middle + head[2] * 0.4 * size, middle + head[2] * 0.78 * size, 0.012, 0.2),
        _ball("tip", middle + head[2] * 0.80 * size, 0.025),
    ]  # fmt: skip
    for sign in (1.0, -1.0):
        ear = middle + head[1] * sign * 0.36 * size
        frame = aim(head[1] * sign, head[2])
        solids.append(box(f"ear {sign}", ear, frame, (0.10 * size, 0.22 * size, 0.22 * size), 0.35, "ear", crease=0.01))
    front = middle + head[0] * 0.375 * size
    marks = []
    for sign in (1.0, -1.0):
        spot = front + (head[1] * sign * 0.17 + head[2] * 0.10) * size
        for radius, shade in ((0.115, 0.1), (0.085, 0.97), (0.035, 0.1)):
            marks.append(Mark(spot + circle(16) * radius * size @ head[1:], shade, 0.6, area=True, slack=0.03))
    mouth = np.array([(-0.2, -0.30), (0.2, -0.30), (0.2, -0.18), (-0.2, -0.18)]) * size
    marks.append(Mark(front + mouth @ head[1:], 0.15, 0.6, area=True, slack=0.03))
    teeth = [front + np.array([(y, -0.29), (y, -0.19)]) * size @ head[1:] for y in np.linspace(-0.14, 0.14, 5).tolist()]
    marks += [Mark(tooth, 0.85, 0.7, slack=0.035) for tooth in teeth]
    return solids, marks
