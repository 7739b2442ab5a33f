"""What is drawn on a face: eyes with lids and gaze, brows, nose, mouth, lines of age and mood; by how large it is."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from storyboard.sketch.joints import Array
from storyboard.sketch.lofts import Mark, circle
from storyboard.sketch.skull import EYE_R, EYE_X, EYE_Y, EYE_Z, MOUTH_Z, face, nose
from storyboard.stage.geometry import Expression, Look


@dataclass(frozen=True, slots=True)
class Mood:
    """How an expression moves a face. Heights in heads, openings as shares of the calm face's."""

    brow_in: float = 0.0
    brow_out: float = 0.0
    pinch: float = 0.0
    lid: float = 1.0
    under: float = 1.0
    corner: float = 0.0
    width: float = 1.0
    open: float = 0.0
    teeth: bool = False
    frown: bool = False
    cheeks: float = 0.0
    """Strength of the fold from nose to mouth."""
    tears: bool = False
    bags: bool = False
    sneer: float = 0.0


MOODS: dict[Expression, Mood] = {
    "neutral": Mood(),
    "joy": Mood(0.008, 0.016, 0, 0.78, 0.45, 0.036, 1.22, 0.026, teeth=True, cheeks=0.9),
    "sadness": Mood(0.036, -0.026, 0.010, 0.70, 1.0, -0.026, 0.94, tears=True, cheeks=0.3),
    "anger": Mood(-0.036, 0.020, 0.018, 0.86, 0.75, -0.018, 0.94, 0.006, teeth=True, frown=True, cheeks=0.6),
    "fear": Mood(0.042, 0.006, 0.010, 1.45, 1.15, -0.016, 1.02, 0.024, teeth=True, frown=False),
    "surprise": Mood(0.044, 0.046, -0.004, 1.55, 1.2, 0.0, 0.72, 0.050),
    "disgust": Mood(-0.022, 0.004, 0.012, 0.58, 0.45, -0.024, 0.92, frown=True, cheeks=1.0, sneer=0.022),
    "tired": Mood(0.004, -0.016, 0, 0.38, 1.1, -0.010, 0.96, bags=True, cheeks=0.4),
    "tender": Mood(0.018, -0.004, 0, 0.70, 0.62, 0.018, 1.06, cheeks=0.3),
    "determined": Mood(-0.024, -0.004, 0.012, 0.74, 0.70, -0.006, 0.98, frown=True),
    "pain": Mood(-0.012, -0.020, 0.020, 0.06, 0.25, -0.014, 1.14, 0.026, teeth=True, frown=True, cheeks=1.0),
    "asleep": Mood(0.0, -0.006, 0, 0.0, 0.9, -0.004, 0.94),
}


@dataclass(frozen=True, slots=True)
class Face:
    """One face at one moment, in the head's own measure."""

    look: Look
    mood: Mood
    gaze: tuple[float, float, float]
    """Direction of the eyes in the head's frame."""
    speaking: bool
    size: float
    """Height of the head in points."""
    light: float
    """+1 when the light comes from the face's left."""

    @property
    def opening(self) -> float:
        """How far the lips are apart."""
        return max(self.mood.open, 0.042 if self.speaking else 0.0) if self.speaking else self.mood.open


@lru_cache(maxsize=512)
def face_marks(face_: Face) -> tuple[Mark, ...]:
    """Marks on the head in its own measure, in the order to draw."""
    if face_.size < 13:
        return ()
    if face_.size < 44:
        return tuple(_small(face_))
    marks = _planes(face_) if face_.size > 80 else []
    for sign in (1.0, -1.0):
        marks += _eye(face_, sign)
    marks += _nose(face_) + _mouth(face_)
    for sign in (1.0, -1.0):
        marks += _brow(face_, sign)
    return (*marks, *_age(face_), *_worn(face_))


def _small(f: Face) -> list[Mark]:
    look, mood, marks = f.look, f.mood, []
    open_ = mood.lid > 0.2
    for sign in (1.0, -1.0):
        y = EYE_Y + np.array([-0.035, 0.0, 0.035])
        shift = f.gaze[1] * 0.02
        if f.size > 22 or not open_:
            line = face(look, sign * y, EYE_Z + np.array([0.0, 0.012 if open_ else -0.012, 0.0]))
            marks.append(Mark(_out(line, 0.055), weight=0.75, slack=0.012))
        if open_:
            c = circle(7) * (0.024 if f.size > 22 else 0.030) * (1.25 if look.age == "child" else 1.0)
            dot = face(look, sign * EYE_Y + shift + c[:, 0], EYE_Z - 0.006 + c[:, 1])
            marks.append(Mark(_out(dot, 0.055), 0.08, 0, area=True, slack=0.012))
        if f.size > 20:
            brow = face(look, sign * np.array([0.055 - mood.pinch, 0.20]),
                        np.array([0.575 + mood.brow_in * 1.2, 0.585 + mood.brow_out * 1.2]))  # fmt: skip
            marks.append(Mark(_out(brow, 0.02), min(look.hair_tone, 0.35), 0.9, slack=0.012))
    if f.opening > 0.01:
        c = circle(9)
        ring = face(look, c[:, 0] * 0.06 * mood.width, MOUTH_Z - 0.012 + c[:, 1] * (0.012 + f.opening * 0.7))
        marks.append(Mark(_out(ring, 0.012), 0.12, 0, area=True, slack=0.012))
    elif f.size > 18:
        y = np.array([-0.075, 0.0, 0.075]) * mood.width
        line = face(look, y, MOUTH_Z + np.array([mood.corner, 0.0, mood.corner]))
        marks.append(Mark(_out(line, 0.012), weight=0.75, slack=0.012))
    if f.size > 26:
        tick = nose(look, np.array([-0.4, -0.15, 0.3]) * f.light, np.array([0.36, 0.30, 0.292]))
        marks.append(Mark(_out(tick, 0.012), weight=0.6, slack=0.012))
    if look.accessory == "glasses":
        marks += _glasses(f)
    if look.accessory == "moustache":
        marks += _moustache(f)
    return marks


def _out(points: Array, by: float) -> Array:
    """Points lifted off the surface, so that it does not hide them."""
    moved: Array = points + np.array([by, 0.0, 0.0])
    return moved


def _lids(f: Face, h: Array) -> tuple[Array, Array]:
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


def _on_eye(f: Face, sign: float, h: Array, v: Array, lift: float = 0.0) -> Array:
    wide = 0.068 * {"child": 1.34, "teen": 1.04, "adult": 1.0, "old": 0.96}[f.look.age]
    y = h * wide
    deep = np.sqrt(np.maximum((EYE_R + lift) ** 2 - y**2 - v**2, 0.0))
    points: Array = np.stack([EYE_X + deep, sign * (EYE_Y + y), EYE_Z + v], axis=1)
    return points


def _eye(f: Face, sign: float) -> list[Mark]:
    marks: list[Mark] = []
    h = np.linspace(-1, 1, 13)
    upper, lower = _lids(f, h)
    shut = f.mood.lid < 0.2
    slack = 0.016
    close = f.size > 150
    if not shut:
        ball = np.concatenate([_on_eye(f, sign, h, upper), _on_eye(f, sign, h[::-1], lower[::-1])])
        marks.append(Mark(ball, min(0.98, f.look.skin_tone + 0.10), 0, area=True, slack=slack))
        c = circle(18)
        iris = 0.034 * ((1.5 if close else 1.2) if f.look.age == "child" else 1.0)
        wide = 0.068
        at_h = np.clip(f.gaze[1] * sign * 0.80, -0.52, 0.52)
        at_v = float(np.clip(f.gaze[2] * 0.055, -0.022, 0.020)) + 0.003

        def disc(radius: float, dh: float = 0.0, dv: float = 0.0) -> Array:
            hh = np.clip(at_h + dh + c[:, 0] * radius / wide, -0.96, 0.96)
            up, low = _lids(f, hh)
            return _on_eye(f, sign, hh, np.clip(at_v + dv + c[:, 1] * radius, low, up), 0.001)

        marks.append(Mark(disc(iris), 0.30 if close else 0.10, 0, area=True, slack=slack))
        if close:
            ring = disc(iris)
            marks.append(Mark(np.concatenate([ring, ring[:2]]), 0.1, 0.5, slack=slack, taper=False))
            marks.append(Mark(disc(iris * 0.50), 0.04, 0, area=True, slack=slack))
            # the lid's shadow on the eye
            under = np.concatenate(
                [_on_eye(f, sign, h, upper), _on_eye(f, sign, h[::-1], np.maximum(upper - 0.012, lower)[::-1])]
            )
            marks.append(Mark(under, 0.0, 0, area=True, alpha=0.22, slack=slack))
        if f.size > 70:
            marks.append(
                Mark(disc(0.0105 if close else 0.012, 0.16 * f.light * sign, 0.012), 1.0, 0, area=True, slack=slack)
            )
    ends = np.concatenate([h, [1.12]]) if f.look.gender == "f" or shut else h
    line_up, _ = _lids(f, np.clip(ends, -1, 1))
    if len(ends) > 13:
        line_up[-1] += 0.010 if not shut else -0.006
    heavy = (0.017 if f.look.gender == "f" else 0.013) * (1.0 if close else 1.25)
    marks.append(Mark(_on_eye(f, sign, ends, line_up, 0.003), 0.06, slack=slack, width=heavy))
    if f.size > 64:
        marks.append(Mark(_on_eye(f, sign, h[4:], lower[4:], 0.002), 0.25, slack=slack, width=0.0055))
    if not shut and f.size > 64 and f.mood.lid < (1.5 if f.look.age != "child" else 1.2):
        fold = upper[1:] + 0.016 + 0.006 * (1 - h[1:] ** 2)
        marks.append(Mark(_on_eye(f, sign, h[1:], fold, 0.006), 0.25, slack=slack, width=0.0055))
    if close and f.look.age != "child":
        lashes = h[7:12:1] if f.look.gender == "f" else h[9:12:2]
        for k in lashes.tolist():
            base, _ = _lids(f, np.array([k]))
            reach = 0.020 if f.look.gender == "f" else 0.011
            v = np.array([base[0], base[0] + reach * (0.75 if not shut else -0.7)])
            marks.append(Mark(_on_eye(f, sign, np.array([k, k + 0.16]), v, 0.010), 0.08, slack=slack, width=0.0055))
        inner = _on_eye(f, sign, np.array([-1.0, -1.08]), np.array([0.0, -0.006]), 0.002)
        marks.append(Mark(inner, 0.15, slack=slack, width=0.008))
    if f.mood.bags or f.look.age == "old":
        bag = lower[2:11] - 0.022 - 0.006 * (1 - h[2:11] ** 2)
        marks.append(Mark(_on_eye(f, sign, h[2:11], bag, 0.010), 0.3, slack=0.02, width=0.005))
    if f.mood.tears and f.size > 60:
        y = sign * (EYE_Y + np.array([0.02, 0.026, 0.024, 0.03]))
        tear = _out(face(f.look, y, np.array([0.455, 0.42, 0.38, 0.33])), 0.012)
        marks.append(Mark(tear, 0.3, slack=0.02, width=0.006))
    return marks


def _brow(f: Face, sign: float) -> list[Mark]:
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
    return [Mark(_out(face(look, sign * ring_y, ring_z), 0.012), tone * 0.8, 0, area=True, slack=0.014)]


def _nose(f: Face) -> list[Mark]:
    look, marks = f.look, []
    slack = 0.012
    far = -f.light
    if f.size > 80:
        s = np.array([-0.78, -0.45, 0.0, 0.45, 0.78, 0.55, 0.2, 0.0, -0.2, -0.55])
        z = np.array([0.290, 0.300, 0.318, 0.300, 0.290, 0.276, 0.276, 0.274, 0.276, 0.276])
        marks.append(Mark(_out(nose(look, s, z), 0.006), 0.0, 0, area=True, alpha=0.16, slack=slack))
    if f.size > 55:
        for sign in (1.0, -1.0):
            c = circle(9)
            hole = nose(look, sign * (0.40 + 0.15 * c[:, 0]), 0.2835 + 0.0065 * c[:, 1] - 0.003 * c[:, 0])
            marks.append(Mark(_out(hole, 0.008), 0.08, 0, area=True, slack=slack))
            wing = nose(
                look, sign * np.array([0.74, 0.90, 0.97, 0.93, 0.80]), np.array([0.325, 0.322, 0.305, 0.289, 0.282])
            )
            marks.append(Mark(_out(wing, 0.010), 0.15, slack=0.016, width=0.0075))
    tip = nose(look, np.array([-0.46, -0.3, 0.0, 0.3, 0.46]), np.array([0.291, 0.285, 0.281, 0.285, 0.291]))
    marks.append(Mark(_out(tip, 0.008), 0.12, slack=slack, width=0.008))
    side = nose(look, far * np.array([0.62, 0.55, 0.50, 0.48]), np.array([0.50, 0.46, 0.41, 0.37]))
    marks.append(Mark(_out(side, 0.006), 0.35, slack=slack, width=0.0055))
    if f.mood.sneer:
        for sign in (1.0, -1.0):
            for rise in (0.43, 0.455):
                wrinkle = nose(look, sign * np.array([0.2, 0.6, 0.95]), rise + np.array([0.0, -0.006, 0.006]))
                marks.append(Mark(_out(wrinkle, 0.008), 0.2, slack=slack, width=0.006))
    return marks


def _mouth(f: Face) -> list[Mark]:
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

    def on(z: Array, out: float = 0.012, yy: Array = y) -> Array:
        return _out(face(look, yy, z), out)

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
            marks.append(Mark(_out(face(look, yy, z), 0.008), 0.3, slack=slack, width=0.008 * strength))
    return marks


def _planes(f: Face) -> list[Mark]:
    """Soft shade where a face turns away: the sockets, the temple and the cheek on the dark side."""
    look, marks = f.look, []
    for sign in (1.0, -1.0):
        y = sign * np.array([0.050, 0.085, 0.14, 0.20, 0.215, 0.19, 0.14, 0.085, 0.052])
        z = np.array([0.555, 0.565, 0.568, 0.560, 0.535, 0.528, 0.535, 0.520, 0.490])
        alpha = 0.15 if sign != f.light else 0.08
        marks.append(Mark(_out(face(look, y, z), 0.020), 0.0, 0, area=True, alpha=alpha, slack=0.02))
    return marks


def _age(f: Face) -> list[Mark]:
    look, mood, marks = f.look, f.mood, []
    slack = 0.016

    def line(y: list[float], z: list[float], width: float = 0.0055, tone: float = 0.32) -> None:
        marks.append(Mark(_out(face(look, np.array(y), np.array(z)), 0.010), tone, slack=slack, width=width))

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


def _glasses(f: Face) -> list[Mark]:
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


def _moustache(f: Face) -> list[Mark]:
    t = np.linspace(-1, 1, 15)
    top = 0.262 - 0.062 * np.abs(t) ** 2.0 - 0.008 * np.exp(-((t / 0.12) ** 2))
    low = 0.202 - 0.030 * np.abs(t) ** 1.3 + 0.006 * np.exp(-((t / 0.12) ** 2))
    y = t * 0.135
    ring = np.concatenate([
        _out(face(f.look, y, top), 0.020), _out(face(f.look, y[::-1], np.minimum(low, top)[::-1]), 0.020),
    ])  # fmt: skip
    return [Mark(ring, min(f.look.hair_tone, 0.6), 0.5, area=True, slack=0.02)]


def _worn(f: Face) -> list[Mark]:
    marks: list[Mark] = []
    if f.look.accessory in ("moustache", "beard"):
        marks += _moustache(f)
    if f.look.accessory == "glasses":
        marks += _glasses(f)
    return marks
