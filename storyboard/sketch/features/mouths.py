"""Noses and mouths."""

import numpy as np

from storyboard.sketch.features.faces import Face, out
from storyboard.sketch.joints import Array
from storyboard.sketch.lofts import Mark, circle
from storyboard.sketch.skull import MOUTH_Z, face, nose


def nose_marks(f: Face) -> list[Mark]:
    look, marks = f.look, []
    slack = 0.012
    far = -f.light
    if f.size > 80:
        s = np.array([-0.78, -0.45, 0.0, 0.45, 0.78, 0.55, 0.2, 0.0, -0.2, -0.55])
        z = np.array([0.290, 0.300, 0.318, 0.300, 0.290, 0.276, 0.276, 0.274, 0.276, 0.276])
        marks.append(Mark(out(nose(look, s, z), 0.006), 0.0, 0, area=True, alpha=0.16, slack=slack))
    if f.size > 55:
        for sign in (1.0, -1.0):
            c = circle(9)
            hole = nose(look, sign * (0.40 + 0.15 * c[:, 0]), 0.2835 + 0.0065 * c[:, 1] - 0.003 * c[:, 0])
            marks.append(Mark(out(hole, 0.008), 0.08, 0, area=True, slack=slack))
            wing = nose(
                look, sign * np.array([0.74, 0.90, 0.97, 0.93, 0.80]), np.array([0.325, 0.322, 0.305, 0.289, 0.282])
            )
            marks.append(Mark(out(wing, 0.010), 0.15, slack=0.016, width=0.0075))
    tip = nose(look, np.array([-0.46, -0.3, 0.0, 0.3, 0.46]), np.array([0.291, 0.285, 0.281, 0.285, 0.291]))
    marks.append(Mark(out(tip, 0.008), 0.12, slack=slack, width=0.008))
    side = nose(look, far * np.array([0.62, 0.55, 0.50, 0.48]), np.array([0.50, 0.46, 0.41, 0.37]))
    marks.append(Mark(out(side, 0.006), 0.35, slack=slack, width=0.0055))
    if f.mood.sneer:
        for sign in (1.0, -1.0):
            for rise in (0.43, 0.455):
                wrinkle = nose(look, sign * np.array([0.2, 0.6, 0.95]), rise + np.array([0.0, -0.006, 0.006]))
                marks.append(Mark(out(wrinkle, 0.008), 0.2, slack=slack, width=0.006))
    return marks


def mouth(f: Face) -> list[Mark]:
    look, mood, marks = f.look, f.mood, []
    slack = 0.014
    full = {"f": 1.25, "m": 0.85, None: 1.0}[look.gender] * (0.6 if look.age == "old" else 1.0)
    half = (0.098 if look.age != "child" else 0.082) * mood.width
    if f.speaking and mood.width >= 0.9:
        half *= 0.92
    t = np.linspace(-1, 1, 17)
    y = t * half
    bow = (
        mood.corner * np.abs(t) ** 2.1
        - 0.004 * np.exp(-((t / 0.16) ** 2))
        + 0.003 * np.exp(-(((np.abs(t) - 0.35) / 0.2) ** 2))
    )
    sneer = mood.sneer * np.exp(-(((t - 0.45) / 0.35) ** 2))
    middle = MOUTH_Z + bow
    arc = np.clip(1 - np.abs(t) ** 2.2, 0, 1)
    gap = f.opening
    upper, lower = middle + gap * 0.32 * arc + sneer, middle - gap * 1.15 * arc
    lip = 0.020 * full * np.clip(1 - np.abs(t) ** 1.6, 0, 1) * (1 - 0.22 * np.exp(-((t / 0.14) ** 2)))
    base = 0.026 * full * np.clip(1 - np.abs(t) ** 1.9, 0, 1)

    def on(z: Array, by: float = 0.012, yy: Array = y) -> Array:
        return out(face(look, yy, z), by)

    if f.size > 80:
        top = np.concatenate([on(upper), on((upper + lip)[::-1], yy=y[::-1])])
        marks.append(Mark(top, 0.0, 0, area=True, alpha=0.26 if look.gender == "f" else 0.18, slack=slack))
        under = np.concatenate([on(lower), on((lower - base)[::-1], yy=y[::-1])])
        marks.append(Mark(under, 0.0, 0, area=True, alpha=0.11 if look.gender == "f" else 0.06, slack=slack))
    if gap > 0.012 and f.size > 30:
        # seen from the side an open mouth is a notch in the profile
        lips = float(face(look, np.zeros(1), np.array([MOUTH_Z]))[0, 0])
        x = np.array([lips + 0.03, lips + 0.03, lips - 0.03, lips - 0.055, lips - 0.03])
        z = MOUTH_Z + np.array([0.30, -0.95, -0.75, 0.0, 0.25]) * gap
        marks.append(Mark(np.stack([x, np.zeros(5), z], axis=1), 0.10, 0, area=True, slack=0.026))
    if gap > 0.003:
        hole = np.concatenate([on(upper), on(lower[::-1], yy=y[::-1])])
        marks.append(Mark(hole, 0.10, 0.5, area=True, slack=slack))
        if gap > 0.008 and (mood.teeth or f.speaking) and f.size > 60:
            share = 0.34 if mood.open < 0.03 and mood.teeth else 0.26
            if mood.teeth and gap <= 0.03:
                share = 0.62
            k = slice(2, 15)
            teeth = np.concatenate(
                [on(upper[k] - 0.001, 0.010, y[k]), on((upper + (lower - upper) * share)[k][::-1], 0.010, y[k][::-1])]
            )
            marks.append(Mark(teeth, 0.96, 0, area=True, slack=slack))
        if gap > 0.025 and f.size > 90:
            k = slice(5, 12)
            tongue = np.concatenate(
                [on((lower + (upper - lower) * 0.25)[k], 0.010, y[k]), on((lower + 0.002)[k][::-1], 0.010, y[k][::-1])]
            )
            marks.append(Mark(tongue, 0.42, 0, area=True, slack=slack))
        marks.append(Mark(on(upper), 0.08, slack=slack, width=0.009))
        marks.append(Mark(on(lower), 0.12, slack=slack, width=0.007))
    else:
        marks.append(Mark(on(middle + sneer), 0.06, slack=slack, width=0.012))
    if f.size > 60:
        for sign in (1.0, -1.0):
            yy = sign * (half + np.array([-0.004, 0.006]))
            z = MOUTH_Z + mood.corner + np.array([0.0, 0.010 if mood.corner > 0.01 else -0.010])
            marks.append(Mark(on(z, yy=yy), 0.1, slack=slack, width=0.009))
        k = slice(5, 12)
        shadow = (lower - base)[k] - 0.010 * 1.0
        marks.append(Mark(on(shadow, yy=y[k] * 0.9), 0.3, slack=slack, width=0.007))
    strength = 0.0 if look.age == "child" else max(mood.cheeks, 0.55 if look.age == "old" else 0.0)
    if strength and f.size > 50:
        for sign in (1.0, -1.0):
            s = np.linspace(0, 1, 7)
            yy = sign * (0.090 + s * (half + 0.034 - 0.090))
            z = 0.300 + s * (MOUTH_Z + mood.corner * 0.6 - 0.012 - 0.300)
            yy = yy + sign * 0.018 * np.sin(np.pi * s) * (1 if mood.corner > 0 else 0.4)
            marks.append(Mark(out(face(look, yy, z), 0.008), 0.3, slack=slack, width=0.008 * strength))
    return marks
