"""Planes of a face, lines of age and mood, and what is worn on it."""

import numpy as np

from storyboard.sketch.features.faces import Face, out
from storyboard.sketch.lofts import Mark, circle
from storyboard.sketch.skull import EYE_Y, EYE_Z, face


def planes(f: Face) -> list[Mark]:
    """Soft shade where a face turns away: the sockets, the temple and the cheek on the dark side."""
    look, marks = f.look, []
    for sign in (1.0, -1.0):
        y = sign * np.array([0.050, 0.085, 0.14, 0.20, 0.215, 0.19, 0.14, 0.085, 0.052])
        z = np.array([0.555, 0.565, 0.568, 0.560, 0.535, 0.528, 0.535, 0.520, 0.490])
        alpha = 0.15 if sign != f.light else 0.08
        marks.append(Mark(out(face(look, y, z), 0.020), 0.0, 0, area=True, alpha=alpha, slack=0.02))
    return marks


def age(f: Face) -> list[Mark]:
    look, mood, marks = f.look, f.mood, []
    slack = 0.016

    def line(y: list[float], z: list[float], width: float = 0.0055, tone: float = 0.32) -> None:
        marks.append(Mark(out(face(look, np.array(y), np.array(z)), 0.010), tone, slack=slack, width=width))

    if f.size < 60:
        return marks
    if mood.frown:
        line([0.022, 0.026, 0.022], [0.555, 0.585, 0.61], 0.008, 0.15)
        line([-0.022, -0.026, -0.022], [0.555, 0.585, 0.61], 0.008, 0.15)
    raised = mood.brow_in > 0.03 and look.age != "child"
    if look.age == "old" or raised:
        for height in (0.66, 0.70, 0.74) if look.age == "old" else (0.67, 0.71):
            line([-0.13, -0.05, 0.05, 0.13], [height - 0.006, height + 0.004, height + 0.004, height - 0.006])
    if look.age == "old":
        for sign in (1.0, -1.0):
            for rise in (0.022, 0.0, -0.022):
                line([sign * 0.225, sign * 0.262], [0.50 + rise * 0.4, 0.50 + rise * 1.4])
            line([sign * 0.135, sign * 0.150, sign * 0.145], [0.17, 0.12, 0.08])
    return marks


def glasses(f: Face) -> list[Mark]:
    marks: list[Mark] = []
    c = circle(24)
    square = np.sign(c) * np.abs(c) ** 0.72
    weight = 0.9 if f.size < 60 else 1.15
    for sign in (1.0, -1.0):
        y, z = sign * EYE_Y + square[:, 0] * 0.105, EYE_Z - 0.010 + square[:, 1] * 0.078
        ring = np.stack([0.425 - 0.30 * np.abs(y) ** 2 * 1.4, y, z], axis=1)
        if f.size > 40:
            marks.append(Mark(ring, 1.0, 0, area=True, alpha=0.16, slack=0.02))
        marks.append(Mark(np.concatenate([ring, ring[:2]]), 0.08, weight, slack=0.012, taper=False, free=True))
        arm = np.array(
            [
                [0.405, sign * 0.24, 0.51],
                [0.30, sign * 0.312, 0.512],
                [0.10, sign * 0.335, 0.505],
                [-0.05, sign * 0.345, 0.49],
            ]
        )
        marks.append(Mark(arm, 0.08, weight, slack=0.006, taper=False))
    bridge = np.stack(
        [np.full(5, 0.43), np.linspace(-0.032, 0.032, 5), 0.505 + np.array([0, 0.010, 0.013, 0.010, 0])], axis=1
    )
    marks.append(Mark(bridge, 0.08, weight, slack=0.02, taper=False, free=True))
    return marks


def moustache(f: Face) -> list[Mark]:
    t = np.linspace(-1, 1, 15)
    top = 0.262 - 0.062 * np.abs(t) ** 2.0 - 0.008 * np.exp(-((t / 0.12) ** 2))
    low = 0.202 - 0.030 * np.abs(t) ** 1.3 + 0.006 * np.exp(-((t / 0.12) ** 2))
    y = t * 0.135
    ring = np.concatenate([
        out(face(f.look, y, top), 0.020), out(face(f.look, y[::-1], np.minimum(low, top)[::-1]), 0.020),
    ])  # fmt: skip
    return [Mark(ring, min(f.look.hair_tone, 0.6), 0.5, area=True, slack=0.02)]


def worn(f: Face) -> list[Mark]:
    marks: list[Mark] = []
    if f.look.accessory in ("moustache", "beard"):
        marks += moustache(f)
    if f.look.accessory == "glasses":
        marks += glasses(f)
    return marks
