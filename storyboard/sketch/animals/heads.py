"""Ears, horns and manes of animals, and what is drawn on their faces."""

import numpy as np

from storyboard.sketch.animals.breeds import Breed
from storyboard.sketch.joints import Array, Skeleton, aim
from storyboard.sketch.lofts import Mark, Solid, circle, loft, tube


def ears(name: str, bones: Skeleton, size: float, head: Array, tone: float) -> list[Solid]:
    solids: list[Solid] = []
    if name == "bird":
        return solids
    for s, sign in (("l", 1.0), ("r", -1.0)):
        high, wide, lean, out = {"cat": (0.34, 0.13, 0.0, 0.06), "horse": (0.28, 0.065, 0.02, 0.03),
                                 "cow": (-0.02, 0.11, -0.05, 0.34), "sheep": (-0.08, 0.09, -0.05, 0.30),
                                 "goat": (-0.16, 0.08, -0.05, 0.24),
                                 "bear": (0.16, 0.12, 0.0, 0.10),
                                 "dog": (-0.40, 0.12, 0.06, 0.16)}.get(name, (0.34, 0.10, -0.12, 0.10))  # fmt: skip
        base = np.array([-0.08, sign * (0.17 if name != "dog" else 0.22), 0.22])
        steps = [
            base,
            base + np.array([lean * 0.5, sign * out * 0.7, high * 0.5]),
            base + np.array([lean, sign * out, high]),
        ]
        sizes = np.array([[wide, wide * 0.5], [wide * (0.75 if high > 0 else 1.1), wide * 0.4], [0.015, 0.012]]) * size
        rings = tube(bones["skull"] + np.stack(steps) * size @ head, head[0], sizes, 8)
        solids.append(loft(f"ear {s}", rings, tone * 0.8, "ear", crease=0.01, lift=0.01))
    for sign in (1.0, -1.0) if name in ("cow", "goat") else ():
        bend = ((0, 0, 0), (0.02, 0.14, 0.10), (0.06, 0.18, 0.24)) if name == "cow" else (
            (0, 0, 0), (-0.10, 0.02, 0.26), (-0.30, 0.05, 0.40))  # fmt: skip
        curve = np.array([-0.04, sign * 0.10, 0.24]) + np.array(bend) * (1.0, sign, 1.0)
        sizes = np.array([[0.055, 0.055], [0.04, 0.04], [0.01, 0.01]]) * size
        solids.append(loft(f"horn {sign}", tube(bones["skull"] + curve * size @ head, head[0], sizes, 7), 0.55, "horn"))
    if name == "horse":
        crest = bones["skull"] + np.array([[0.1, 0.0, 0.27], [-0.2, 0.0, 0.2]]) * size @ head
        chest = bones.frames["chest"]
        nape = (bones["skull"] + bones["neck"]) / 2 + (chest[2] * 0.22 - chest[0] * 0.18) * size
        path = np.stack([*crest, nape, bones["neck"] + (chest[2] * 0.25 - chest[0] * 0.30) * size])
        mane = tube(path, head[1], np.array([[0.05, 0.08], [0.06, 0.12], [0.06, 0.14], [0.04, 0.06]]) * size, 8)
        solids.append(loft("mane", mane, tone * 0.5, "mane", crease=0.02, lift=0.02))
    return solids


def face_marks(name: str, bones: Skeleton, kind: Breed, points: float) -> list[Mark]:
    if points < 9:
        return []
    head, size, skull = bones.frames["head"], bones.head, bones["skull"]
    c = circle(9)
    marks = []
    for sign in (1.0, -1.0):
        # an animal's eyes look forward and out
        x, y, z, big = {
            "horse": (0.30, 0.155, 0.10, 0.035),
            "cow": (0.22, 0.20, 0.10, 0.04),
            "bird": (0.12, 0.27, 0.06, 0.055),
            "cat": (0.27, 0.15, 0.06, 0.055),
        }.get(name, (0.30, 0.13, 0.10, 0.040))
        outward = np.array([0.75 if name in ("cat", "dog", "creature") else 0.3, sign, 0.1])
        plane = aim(outward, np.array([0.0, 0.0, 1.0]))
        ring = (
            np.array([x, sign * y, z])
            + (np.outer(c[:, 0] * big, plane[1]) + np.outer(c[:, 1] * big, plane[2]))
            + plane[0] * 0.06
        )
        marks.append(Mark(skull + ring * size @ head, 0.06, 0, area=True, slack=0.05 * size))
        if points > 40:
            glint = (
                np.array([x, sign * y, z])
                + (np.outer(c[:, 0] * big * 0.3, plane[1]) + np.outer(c[:, 1] * big * 0.3 + big * 0.35, plane[2]))
                + plane[0] * 0.07
            )
            marks.append(Mark(skull + glint * size @ head, 0.98, 0, area=True, slack=0.05 * size))
    tip = {"horse": 0.97, "cow": 0.97, "cat": 0.54, "bird": 0.0}.get(name, 0.80)
    if tip:
        z = {"horse": -0.05, "cat": -0.06}.get(name, -0.02)
        nose = np.stack([np.full(9, tip + 0.02), c[:, 0] * 0.055, z + c[:, 1] * 0.04], axis=1)
        marks.append(Mark(skull + nose * size @ head, 0.1, 0, area=True, slack=0.06 * size))
        for sign in (1.0, -1.0):
            mouth = np.array(
                [[tip, 0.0, z - 0.07], [tip - 0.10, sign * 0.09, z - 0.12], [tip - 0.26, sign * 0.13, z - 0.08]]
            )
            marks.append(Mark(skull + mouth * size @ head, 0.12, 0.8, slack=0.05 * size))
            if name == "cat" and points > 25:
                for k in (-0.02, 0.0, 0.02):
                    whisker = np.array(
                        [[tip - 0.06, sign * 0.08, z - 0.03], [tip - 0.04, sign * 0.42, z - 0.03 + k * 3]]
                    )
                    marks.append(Mark(skull + whisker * size @ head, 0.4, 0.4, slack=0.05, free=True))
    return marks
