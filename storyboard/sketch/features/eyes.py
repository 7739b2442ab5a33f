"""Eyes with lids and gaze, and brows."""

import numpy as np

from storyboard.sketch.features.faces import Face, out
from storyboard.sketch.joints import Array
from storyboard.sketch.lofts import Mark, circle
from storyboard.sketch.skull import EYE_R, EYE_X, EYE_Y, EYE_Z, face


def lids(f: Face, h: Array) -> tuple[Array, Array]:
    """Heights of the upper and lower lid over ``h`` (-1 inner corner, 1 outer), from the eye's middle."""
    big = {"f": 1.12, "m": 0.94, None: 1.02}[f.look.gender] * {"child": 1.85, "teen": 1.08, "adult": 1.0, "old": 0.88}[
        f.look.age
    ]
    slant = 0.008 if f.look.age != "old" else -0.002
    corner = slant * h
    arc = np.clip(1 - np.abs(h + 0.10 * (1 - np.abs(h))) ** 2.3, 0, 1)
    # wide eyes stop under the brow's bone
    upper = min(0.038 * big * f.mood.lid, 0.076 if f.look.age == "child" else 0.066)
    down = np.clip(-f.gaze[2] * 0.5, 0, 0.5) if f.mood.lid < 1.3 else 0.0
    upper = upper * (1 - down)
    lower = -0.020 * big * f.mood.under
    if f.mood.lid < 0.2:
        # shut: the upper lid comes down on the lower
        upper = lower * 0.9 + 0.004 * f.mood.lid
    return corner + upper * arc, corner + lower * np.clip(1 - np.abs(h) ** 2.2, 0, 1)


def on_eye(f: Face, sign: float, h: Array, v: Array, lift: float = 0.0) -> Array:
    wide = 0.068 * {"child": 1.34, "teen": 1.04, "adult": 1.0, "old": 0.96}[f.look.age]
    y = h * wide
    deep = np.sqrt(np.maximum((EYE_R + lift) ** 2 - y**2 - v**2, 0.0))
    points: Array = np.stack([EYE_X + deep, sign * (EYE_Y + y), EYE_Z + v], axis=1)
    return points


def eye(f: Face, sign: float) -> list[Mark]:
    marks: list[Mark] = []
    h = np.linspace(-1, 1, 13)
    upper, lower = lids(f, h)
    shut = f.mood.lid < 0.2
    slack = 0.016
    close = f.size > 150
    if not shut:
        ball = np.concatenate([on_eye(f, sign, h, upper), on_eye(f, sign, h[::-1], lower[::-1])])
        marks.append(Mark(ball, min(0.98, f.look.skin_tone + 0.10), 0, area=True, slack=slack))
        c = circle(18)
        iris = 0.034 * ((1.5 if close else 1.2) if f.look.age == "child" else 1.0)
        wide = 0.068
        at_h = np.clip(f.gaze[1] * sign * 0.80, -0.52, 0.52)
        at_v = float(np.clip(f.gaze[2] * 0.055, -0.022, 0.020)) + 0.003

        def disc(radius: float, dh: float = 0.0, dv: float = 0.0) -> Array:
            hh = np.clip(at_h + dh + c[:, 0] * radius / wide, -0.96, 0.96)
            up, low = lids(f, hh)
            return on_eye(f, sign, hh, np.clip(at_v + dv + c[:, 1] * radius, low, up), 0.001)

        marks.append(Mark(disc(iris), 0.30 if close else 0.10, 0, area=True, slack=slack))
        if close:
            ring = disc(iris)
            marks.append(Mark(np.concatenate([ring, ring[:2]]), 0.1, 0.5, slack=slack, taper=False))
            marks.append(Mark(disc(iris * 0.50), 0.04, 0, area=True, slack=slack))
            # the lid's shadow on the eye
            under = np.concatenate(
                [on_eye(f, sign, h, upper), on_eye(f, sign, h[::-1], np.maximum(upper - 0.012, lower)[::-1])]
            )
            marks.append(Mark(under, 0.0, 0, area=True, alpha=0.22, slack=slack))
        if f.size > 70:
            marks.append(
                Mark(disc(0.0105 if close else 0.012, 0.16 * f.light * sign, 0.012), 1.0, 0, area=True, slack=slack)
            )
    ends = np.concatenate([h, [1.12]]) if f.look.gender == "f" or shut else h
    line_up, _ = lids(f, np.clip(ends, -1, 1))
    if len(ends) > 13:
        line_up[-1] += 0.010 if not shut else -0.006
    heavy = (0.017 if f.look.gender == "f" else 0.013) * (1.0 if close else 1.25)
    marks.append(Mark(on_eye(f, sign, ends, line_up, 0.003), 0.06, slack=slack, width=heavy))
    if f.size > 64:
        marks.append(Mark(on_eye(f, sign, h[4:], lower[4:], 0.002), 0.25, slack=slack, width=0.0055))
    if not shut and f.size > 64 and f.mood.lid < (1.5 if f.look.age != "child" else 1.2):
        fold = upper[1:] + 0.016 + 0.006 * (1 - h[1:] ** 2)
        marks.append(Mark(on_eye(f, sign, h[1:], fold, 0.006), 0.25, slack=slack, width=0.0055))
    if close and f.look.age != "child":
        lashes = h[7:12:1] if f.look.gender == "f" else h[9:12:2]
        for k in lashes.tolist():
            base, _ = lids(f, np.array([k]))
            reach = 0.020 if f.look.gender == "f" else 0.011
            v = np.array([base[0], base[0] + reach * (0.75 if not shut else -0.7)])
            marks.append(Mark(on_eye(f, sign, np.array([k, k + 0.16]), v, 0.010), 0.08, slack=slack, width=0.0055))
        inner = on_eye(f, sign, np.array([-1.0, -1.08]), np.array([0.0, -0.006]), 0.002)
        marks.append(Mark(inner, 0.15, slack=slack, width=0.008))
    if f.mood.bags or f.look.age == "old":
        bag = lower[2:11] - 0.022 - 0.006 * (1 - h[2:11] ** 2)
        marks.append(Mark(on_eye(f, sign, h[2:11], bag, 0.010), 0.3, slack=0.02, width=0.005))
    if f.mood.tears and f.size > 60:
        y = sign * (EYE_Y + np.array([0.02, 0.026, 0.024, 0.03]))
        tear = out(face(f.look, y, np.array([0.455, 0.42, 0.38, 0.33])), 0.012)
        marks.append(Mark(tear, 0.3, slack=0.02, width=0.006))
    return marks


def brow(f: Face, sign: float) -> list[Mark]:
    mood, look = f.mood, f.look
    t = np.linspace(0, 1, 9)
    y = 0.050 - mood.pinch + t * (0.180 + mood.pinch * 0.5)
    arch = {"f": 0.030, "m": 0.016, None: 0.022}[look.gender]
    z = 0.572 + mood.brow_in * (1 - t) ** 1.3 + mood.brow_out * t + arch * np.sin(np.pi * t**1.25) - 0.010 * t
    if look.age == "child":
        z = z + 0.034
    thick = (
        np.interp(t, (0, 0.12, 0.55, 1), (0.55, 1.0, 0.85, 0.12)) * {"f": 0.017, "m": 0.028, None: 0.022}[look.gender]
    )
    if look.age == "child":
        thick = thick * 0.6
    ring_y = np.concatenate([y, y[::-1]])
    ring_z = np.concatenate([z + thick / 2, (z - thick / 2)[::-1]])
    tone = min(look.hair_tone, 0.45) if look.age != "old" else min(max(look.hair_tone, 0.35), 0.6)
    return [Mark(out(face(look, sign * ring_y, ring_z), 0.012), tone * 0.8, 0, area=True, slack=0.014)]
