"""How people stand, sit and gesture: joints from posture, gesture, gaze and look.

Lengths are fractions of the height [ours, after the usual drawing canons: an adult of 7.5 heads, a child of 6]. What
hands do is in ``reaches``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from storyboard.sketch.joints import Array, Skeleton, aim, angles, bend, chance, turn, unit
from storyboard.sketch.reaches import AT_TABLE, BOWED, FACES, HANGING, IDLE, MOODS, REACHES, TABLE, Reach
from storyboard.stage.geometry import Figure, Look

HEADS = {"child": 5.8, "teen": 7.0, "adult": 7.5, "old": 7.3}
HIP = {"child": 0.485, "teen": 0.515, "adult": 0.52, "old": 0.515}
NECK_TURN = 62.0
"""Degrees that the head turns from the body; the eyes do the rest."""


@dataclass(slots=True)
class _Body:
    """The body while it is being posed; made and finished inside ``pose``."""

    figure: Figure
    size: float
    """Height over 1.75 m."""
    head: float
    pelvis: Array = field(default_factory=lambda: np.zeros(3))
    hips: Array = field(default_factory=lambda: np.eye(3))
    chest: Array = field(default_factory=lambda: np.eye(3))
    joints: dict[str, Array] = field(default_factory=dict)
    frames: dict[str, Array] = field(default_factory=dict)

    @property
    def high(self) -> float:
        return self.figure.look.height

    def ground(self, forward: float, left: float, up: float) -> Array:
        """A point of the floor frame: metres for 1.75 m, from where the figure is."""
        offset = np.array([forward, left, up]) * self.size
        place: Array = np.array(self.figure.at) + offset @ turn(self.figure.yaw)
        return place


def shoulder_width(look: Look) -> float:
    """Half the distance between the shoulder joints, metres."""
    base = {"child": 0.098, "teen": 0.104, "adult": 0.112, "old": 0.107}[look.age]
    gender = {"f": 0.92, "m": 1.06, None: 1.0}[look.gender] if look.age != "child" else 1.0
    return look.height * base * gender * {"slim": 0.95, "average": 1.0, "heavy": 1.06}[look.build]


def leg_lengths(look: Look) -> tuple[float, float]:
    """Thigh and shin, metres: standing straight they reach from the hip joint to the ankle, with a little to spare."""
    leg = (HIP[look.age] - 0.0629) * look.height * 1.005
    return leg * 0.52, leg * 0.48


def pose(figure: Figure) -> Skeleton:
    """The skeleton of a person; hips at the seat's height, feet on the floor, hands where the gesture wants them."""
    look = figure.look
    body = _Body(figure, look.height / 1.75, look.height / HEADS[look.age])
    POSTURES[figure.posture](body)
    _spine(body)
    gaze = _head(body)
    _arms(body)
    return Skeleton(body.joints, body.frames, body.head, gaze)


def _side(body: _Body) -> float:
    """+1 when the left leg carries the weight."""
    return 1.0 if chance(body.figure.character, "side") < 0.5 else -1.0


def _legs(body: _Body, left: Array, right: Array, toes: tuple[float, float], poles: tuple[Array, Array] | None = None,
          pitch: tuple[float, float] = (0.0, 0.0)) -> None:  # fmt: skip
    """Legs to the given ankles; ``toes`` turn outwards and ``pitch`` lifts them, degrees."""
    look, high = body.figure.look, body.high
    thigh, shin = leg_lengths(look)
    for index, (side, goal) in enumerate((("l", left), ("r", right))):
        sign = 1.0 if side == "l" else -1.0
        hip = body.pelvis + np.array([0.0, sign * 0.049 * high, -0.02 * high]) @ body.hips
        pole = poles[index] if poles else body.hips[0] + body.hips[1] * sign * 0.12
        knee, ankle = bend(hip, goal, thigh, shin, pole)
        foot = turn(body.figure.yaw + sign * toes[index], pitch[index])
        body.joints |= {f"hip_{side}": hip, f"knee_{side}": knee, f"ankle_{side}": ankle}
        body.joints[f"toe_{side}"] = ankle + np.array([0.105 * high, 0.0, -0.03 * high]) @ foot
        body.frames[f"foot_{side}"] = foot


def _stand(body: _Body) -> None:
    side, yaw = _side(body), body.figure.yaw
    slack = 0.6 + 0.4 * chance(body.figure.character, "slack")
    if body.figure.gesture in ("hit", "hands_up", "carry"):
        slack = 0.2
    hip = HIP[body.figure.look.age] * 1.75
    body.pelvis = body.ground(0.0, 0.025 * side * slack, hip - 0.012)
    body.hips = turn(yaw - 6 * side * slack, 0, 4 * side * slack)
    body.chest = turn(yaw + 3 * side * slack, -1.5, -3.5 * side * slack)
    near, far = body.ground(0.0, 0.075, 0.075), body.ground(0.0, -0.075, 0.075)
    loose = body.ground(0.05 * slack, -side * (0.10 + 0.05 * slack), 0.075)
    _legs(
        body, near if side > 0 else loose, loose if side > 0 else far, (12 if side > 0 else 24, 24 if side > 0 else 12)
    )


def _lean(body: _Body) -> None:
    side, yaw = _side(body), body.figure.yaw
    body.pelvis = body.ground(0.03, 0.03 * side, HIP[body.figure.look.age] * 1.75 - 0.03)
    body.hips = turn(yaw, 6, 5 * side)
    body.chest = turn(yaw, 9, -2 * side)
    first, second = body.ground(0.12, 0.05 * side, 0.075), body.ground(0.20, 0.06 * side, 0.08)
    _legs(body, first if side > 0 else second, second if side > 0 else first, (10, 10))


def _walk(body: _Body) -> None:
    side, yaw = _side(body), body.figure.yaw
    body.pelvis = body.ground(0.0, 0.0, HIP[body.figure.look.age] * 1.75 - 0.035)
    body.hips = turn(yaw + 8 * side, 0, 3 * side)
    body.chest = turn(yaw - 9 * side, -4, -2 * side)
    front, back = body.ground(0.30, -0.05 * side, 0.095), body.ground(-0.30, 0.05 * side, 0.15)
    lift = (14.0, -38.0) if side < 0 else (-38.0, 14.0)
    _legs(body, front if side < 0 else back, back if side < 0 else front, (6, 6), pitch=lift)


def _run(body: _Body) -> None:
    side, yaw = _side(body), body.figure.yaw
    body.pelvis = body.ground(0.0, 0.0, HIP[body.figure.look.age] * 1.75 + 0.02)
    body.hips = turn(yaw + 12 * side, -8, 4 * side)
    body.chest = turn(yaw - 16 * side, -17, -3 * side)
    front, back = body.ground(0.30, -0.05 * side, 0.36), body.ground(-0.52, 0.04 * side, 0.42)
    lift = (12.0, -70.0) if side < 0 else (-70.0, 12.0)
    _legs(body, front if side < 0 else back, back if side < 0 else front, (3, 3), pitch=lift)


def _sit(body: _Body) -> None:
    figure, look = body.figure, body.figure.look
    seat, yaw, side = figure.seat, figure.yaw, _side(body)
    body.pelvis = np.array(figure.at) + np.array([0.0, 0.0, seat + 0.085 * body.size])
    eager = figure.gesture in ("write", "type", "eat", "play", "embrace", "kiss", "hide_face", "point", "reach")
    slump = -7.0 if eager else 5.0 - 7.0 * chance(figure.character, "slump")
    if look.age == "old":
        slump -= 5.0
    body.hips = turn(yaw, slump * 0.6)
    body.chest = turn(yaw, slump)
    # a high stool leaves the feet in the air; a low seat sends them forward
    drop = leg_lengths(look)[1] + 0.075 * body.size
    floor = max(0.075 * body.size, seat + 0.06 * body.size - drop * 1.02)
    tuck = 0.40 + 0.06 * chance(figure.character, "tuck") + max(0.0, 0.36 - seat) * 0.8
    feet = [np.array(figure.at) + np.array([x * body.size, y * body.size, floor]) @ turn(yaw)
            for x, y in ((tuck + 0.07 * side, 0.10), (tuck - 0.07 * side, -0.10))]  # fmt: skip
    up = np.array([0.0, 0.0, 1.0])
    poles = tuple(body.hips[0] + up * 1.4 + body.hips[1] * sign * 0.25 for sign in (1.0, -1.0))
    _legs(body, feet[0], feet[1], (8, 8), (poles[0], poles[1]), (0 if floor < 0.1 else -20, 0 if floor < 0.1 else -20))


def _drive(body: _Body) -> None:
    figure = body.figure
    body.pelvis = np.array(figure.at) + np.array([0.0, 0.0, figure.seat + 0.085 * body.size])
    body.hips, body.chest = turn(figure.yaw, 20), turn(figure.yaw, 14)
    base = max(figure.seat - 0.22, 0.06)
    feet = [np.array(figure.at) + np.array([0.72 * body.size, y, base]) @ turn(figure.yaw) for y in (0.1, -0.1)]
    up = np.array([0.0, 0.0, 1.0])
    _legs(body, feet[0], feet[1], (4, 4), (body.hips[0] + up, body.hips[0] + up), (30, 30))


def _lie(body: _Body) -> None:
    figure = body.figure
    along = turn(figure.yaw)
    base = np.array(figure.at) + np.array([0.0, 0.0, figure.seat + 0.10 * body.size])
    # on the back: up is towards the head, forward is towards the ceiling
    supine = np.stack([along[2], -along[1], along[0]])
    body.pelvis, body.hips = base, supine
    body.chest = aim(supine[0] - supine[2] * 0.10, supine[2] + supine[0] * 0.10)
    length = HIP[figure.look.age] * body.high * 0.93
    knee_up = 0.16 * chance(figure.character, "lie")
    feet = [base + along[0] * -length * (1 - bent) + along[1] * -sign * 0.09 - along[2] * 0.02
            for sign, bent in ((1.0, 0.0), (-1.0, knee_up))]  # fmt: skip
    _legs(body, feet[0], feet[1], (0, 0), (supine[0], supine[0]))
    for side, sign in (("l", 1.0), ("r", -1.0)):
        foot = aim(supine[0] + supine[1] * sign * 0.5, -supine[2])
        foot = np.stack([foot[0], foot[1], foot[2]])
        body.frames[f"foot_{side}"] = foot
        body.joints[f"toe_{side}"] = body.joints[f"ankle_{side}"] + foot[0] * 0.105 * body.high


def _kneel(body: _Body) -> None:
    figure = body.figure
    thigh, _ = leg_lengths(figure.look)
    body.pelvis = np.array(figure.at) + np.array([0.0, 0.0, thigh * 0.94 + 0.09 * body.size])
    body.hips, body.chest = turn(figure.yaw, -3), turn(figure.yaw, -5)
    feet = [body.ground(-0.36, y, 0.09) for y in (0.10, -0.10)]
    poles = [body.hips[0] * 1.0 + np.array([0, 0, -0.75])] * 2
    _legs(body, feet[0], feet[1], (2, 2), (poles[0], poles[1]), (-75, -75))


def _crouch(body: _Body) -> None:
    figure, side = body.figure, _side(body)
    body.pelvis = body.ground(-0.10, 0.0, 0.36)
    body.hips, body.chest = turn(figure.yaw, -28), turn(figure.yaw, -30)
    feet = (body.ground(0.10 + 0.09 * side, 0.12, 0.09), body.ground(0.10 - 0.09 * side, -0.12, 0.09))
    flat = turn(figure.yaw)
    poles = tuple(flat[0] + flat[2] * 0.6 + flat[1] * sign * 0.35 for sign in (1.0, -1.0))
    _legs(body, feet[0], feet[1], (12, 12), (poles[0], poles[1]), (-14 if side > 0 else -30, -30 if side > 0 else -14))


def _crawl(body: _Body) -> None:
    """On hands and knees."""
    figure, side = body.figure, _side(body)
    thigh, _ = leg_lengths(figure.look)
    body.pelvis = body.ground(-0.32, 0.0, 0.0) + np.array([0.0, 0.0, thigh * 0.96 + 0.08 * body.size])
    body.hips, body.chest = turn(figure.yaw, -72), turn(figure.yaw, -82)
    feet = [body.ground(-0.74 + 0.08 * side * sign, sign * 0.10, 0.07) for sign in (1.0, -1.0)]
    poles = [np.array([0.0, 0.0, -1.0]) + turn(figure.yaw)[0] * 0.7] * 2
    _legs(body, feet[0], feet[1], (2, 2), (poles[0], poles[1]), (-78, -78))


def _jump(body: _Body) -> None:
    """Off the ground, knees drawn up."""
    yaw, side = body.figure.yaw, _side(body)
    body.pelvis = body.ground(0.0, 0.0, HIP[body.figure.look.age] * 1.75 + 0.34)
    body.hips, body.chest = turn(yaw, -10), turn(yaw, -4)
    feet = (body.ground(-0.16 + 0.10 * side, 0.12, 0.62), body.ground(-0.16 - 0.10 * side, -0.12, 0.62))
    _legs(body, feet[0], feet[1], (6, 6), pitch=(-40, -40))


POSTURES: dict[str, Callable[[_Body], None]] = {
    "stand": _stand, "sit": _sit, "lie": _lie, "kneel": _kneel, "crouch": _crouch, "lean": _lean, "walk": _walk,
    "run": _run, "drive": _drive, "crawl": _crawl, "jump": _jump,
}  # fmt: skip


def _spine(body: _Body) -> None:
    look, high = body.figure.look, body.high
    if look.age == "old" and body.figure.posture != "lie":
        body.chest = aim(body.chest[0] - body.chest[2] * 0.14, body.chest[2])
    if body.figure.gesture == "hit":
        body.chest = aim(body.chest[0] + body.chest[1] * 0.45 - body.chest[2] * 0.15, body.chest[2])
    trunk = high * (0.821 - HIP[look.age]) * (0.965 if look.age == "child" else 1.0)
    waist = body.pelvis + body.hips[2] * trunk * 0.42
    chest = waist + body.chest[2] * trunk * 0.58
    width = shoulder_width(look)
    shrug = {"fear": 0.02, "pain": 0.012, "anger": 0.008, "tired": -0.014, "sadness": -0.012}
    rise = (shrug.get(body.figure.expression, 0.0) + 0.022 * (body.figure.gesture == "shrug")) * high
    body.joints |= {"pelvis": body.pelvis, "waist": waist, "chest": chest}
    for side, sign in (("l", 1.0), ("r", -1.0)):
        body.joints[f"shoulder_{side}"] = chest + np.array([-0.004 * high, sign * width, rise]) @ body.chest
    body.joints["neck"] = chest + np.array([-0.012, 0.0, 0.018]) * high @ body.chest
    body.frames |= {"pelvis": body.hips, "chest": body.chest}


def _head(body: _Body) -> Array:
    """Turns the head towards the gaze, within the neck's limits, and returns the direction of the eyes."""
    figure, size, chest = body.figure, body.head, body.chest
    stoop = 0.030 if figure.look.age == "old" else 0.016
    length = 0.062 if figure.look.age != "child" else 0.048
    pivot = body.joints["neck"] + np.array([stoop, 0.0, length]) * body.high @ chest
    upright = figure.posture != "lie"
    base = turn(*angles(chest[0])[:1]) if upright else aim(chest[0] - chest[2] * 0.15, chest[2])
    quirk = chance(figure.character, "tilt") - 0.5
    yaw, pitch, roll = 0.0, MOODS.get(figure.expression, 0.0), 5.0 * quirk
    eyes = base[0]
    if figure.gaze is not None:
        wanted = base @ unit(np.array(figure.gaze) - (pivot + base[2] * size * 0.3 + base[0] * size * 0.3))
        look_yaw, look_pitch = angles(wanted)
        yaw = float(np.clip(look_yaw * 0.9, -NECK_TURN, NECK_TURN))
        pitch = float(np.clip(look_pitch * 0.75, -38, 32)) + pitch * 0.4
        # eyes go some 35 degrees further than the nose, no more
        eye_yaw = yaw + float(np.clip(look_yaw - yaw, -35, 35))
        eye_pitch = pitch + float(np.clip(look_pitch - pitch, -25, 22))
        eyes = turn(eye_yaw, eye_pitch)[0] @ base
    else:
        pitch += BOWED.get(figure.gesture, 0.0)
        yaw = 8.0 * quirk
        eyes = turn(yaw, pitch + (-14.0 if figure.gesture in BOWED else 0.0))[0] @ base
    if figure.gesture == "kiss":
        roll += 14.0
    if figure.gesture == "phone":
        roll += 7.0
    if figure.gesture == "drink":
        pitch += 8.0
    head = turn(yaw, pitch, roll) @ base
    # the skull rests on the neck a little behind and under its middle (units of the head's height, from the chin)
    root = pivot - np.array([-0.07, 0.0, 0.26]) * size @ head
    places = {
        "crown": (-0.03, 0.0, 1.0), "chin": (0.32, 0.0, 0.02), "head": (0.0, 0.0, 0.55), "nose": (0.50, 0.0, 0.33),
        "mouth": (0.42, 0.0, 0.19), "eye_l": (0.36, 0.135, 0.50), "eye_r": (0.36, -0.135, 0.50),
        "ear_l": (-0.04, 0.33, 0.42), "ear_r": (-0.04, -0.33, 0.42), "root": (0.0, 0.0, 0.0),
    }  # fmt: skip
    for name, place in places.items():
        body.joints[name] = root + np.array(place) * size @ head
    body.joints["skull"] = pivot
    body.frames["head"] = head
    return unit(eyes)


def _goals(body: _Body, side: str, sign: float, acting: bool) -> tuple[Array, Array]:
    """Where a wrist goes, and where its elbow points, for the gesture."""
    figure, size, joints = body.figure, body.size, body.joints
    gesture, posture = figure.gesture, figure.posture
    if figure.held in HANGING and gesture in ("hold", "carry"):
        gesture = "rest"
    elif acting and figure.held and figure.held not in HANGING and gesture == "rest" and posture != "run":
        gesture = "hold"
    shoulder, head = joints[f"shoulder_{side}"], body.frames["head"]
    frame = body.chest if posture == "lie" else 0.5 * body.chest + 0.5 * turn(angles(body.chest[0])[0])

    def local(reach: Reach) -> Array:
        way: Array = np.array([reach[0], reach[1] * sign, reach[2]]) @ frame
        return way

    def face(forward: float, outward: float, up: float) -> Array:
        spot: Array = joints["root"] + np.array([forward, sign * outward, up]) * body.head @ head
        return spot

    if acting:
        low = local((0.15, 0.3, -1.0))
        if gesture in ("point", "reach", "open"):
            fallback = {"point": (0.6, -0.05, 0.02), "reach": (0.5, -0.05, -0.12), "open": (0.42, 0.0, -0.36)}[gesture]
            goal = np.array(figure.target) if figure.target is not None else shoulder + local(fallback) * size
            away = goal - shoulder
            span = float(np.linalg.norm(away))
            limit = 0.565 * size
            hand = 0.15 * size if gesture != "point" else 0.0
            length = limit if gesture == "point" else min(max(span - hand, 0.2 * size), limit)
            return shoulder + unit(away) * length, local((-0.2, 0.5, -0.8))
        if gesture == "phone":
            return face(0.24, 0.50, -0.16), local((0.1, 0.35, -1.0))
        if gesture == "drink":
            return face(0.74, 0.30, 0.0), low
        if gesture == "smoke":  # before the shoulder, so that the face stays free wherever it turns
            return shoulder + local((0.26, -0.02, -0.03)) * size, low
        if gesture == "eat":
            return face(0.85, 0.25, -0.45), low
    if gesture in FACES:
        first, second, elbow = FACES[gesture]
        place = first if acting else second
        if place is not None:
            return face(*place), local(elbow)
    if gesture in REACHES:
        first, second, elbow = REACHES[gesture]
        reach = first if acting else second
        if reach is not None:
            goal = shoulder + local(reach) * size
            if gesture in AT_TABLE and posture == "sit" and figure.seat < 0.6:
                goal[2] = max(goal[2], figure.at[2] + TABLE)  # on the table, not under it
            return goal, local(elbow)
    if posture in ("walk", "run"):
        swing = _side(body) * sign
        if posture == "walk":
            return shoulder + local((0.05 - 0.20 * swing, 0.05, -0.50)) * size, local((-0.9, 0.25, -0.1))
        # a runner's elbows stay bent and low: one fist before the chest, the other at the hip
        reach = (0.13 - 0.19 * swing, -0.04, -0.25 - 0.13 * swing)
        return shoulder + local(reach) * size, local((-0.8, 0.3, -0.9))
    if posture == "crawl":  # the hands carry the chest
        ahead = turn(figure.yaw)[0] * 0.10 * (1.0 if side == "r" else -0.6) * size
        floor = np.array([shoulder[0], shoulder[1], figure.at[2] + 0.05 * size]) + ahead
        return floor, np.array([0.0, 0.0, -1.0]) - turn(figure.yaw)[0] * 0.6
    if posture == "jump":
        return shoulder + local((0.16, 0.22, 0.30)) * size, local((-0.2, 1.0, -0.3))
    if posture == "drive":
        return shoulder + local((0.46, -0.03, -0.16)) * size, local((0.0, 0.6, -0.8))
    if posture in ("sit", "kneel", "crouch"):
        hip, knee = joints[f"hip_{side}"], joints[f"knee_{side}"]
        share = {"sit": 0.62, "kneel": 0.25, "crouch": 0.98}[posture] + 0.16 * (chance(figure.character, side) - 0.5)
        up = turn(figure.yaw)[2] if posture != "kneel" else turn(figure.yaw)[0]
        inward = -turn(figure.yaw)[1] * sign * (0.02 if posture == "sit" else 0.0)
        rest = hip + (knee - hip) * share + up * 0.115 * size + inward * size
        return rest, local((-0.5, 0.7, -0.4))
    if posture == "lie":
        belly = chance(figure.character, "belly") < 0.5 and side == "r"
        return (joints["waist"] + body.chest[0] * 0.13 * size - body.chest[1] * sign * 0.02 if belly
                else shoulder + local((-0.04, 0.12, -0.50)) * size), local((0.1, 1.0, 0.0))  # fmt: skip
    if posture == "lean":
        return shoulder + local(IDLE[1][0] if sign < 0 else IDLE[3][1]) * size, local(IDLE[1][2])
    idle = IDLE[int(chance(figure.character, "idle") * len(IDLE))] if gesture == "rest" and not figure.held else IDLE[0]
    return shoulder + local(idle[0 if side == "r" else 1]) * size, local(idle[2])


def _arms(body: _Body) -> None:
    high = body.high
    upper, fore = high * 0.178, high * 0.148
    for side, sign in (("l", 1.0), ("r", -1.0)):
        shoulder = body.joints[f"shoulder_{side}"]
        goal, pole = _goals(body, side, sign, side == "r")
        elbow, wrist = bend(shoulder, goal, upper, fore, pole)
        along = unit(wrist - elbow)
        frame = _hand(body, side, sign, along, wrist)
        body.joints |= {f"elbow_{side}": elbow, f"wrist_{side}": wrist, f"hand_{side}": wrist + frame[0] * high * 0.05}
        body.frames[f"hand_{side}"] = frame


def _hand(body: _Body, side: str, sign: float, along: Array, wrist: Array) -> Array:
    """The hand's frame: fingers along its first row, the back of the hand out of its third."""
    gesture, chest, head = body.figure.gesture, body.chest, body.frames["head"]
    outward = chest[1] * sign
    up = np.array([0.0, 0.0, 1.0])
    acting = side == "r"
    if acting and gesture == "rest" and body.figure.held and body.figure.held not in HANGING:
        gesture = "hold"
    if gesture in ("clap", "pray"):
        return aim(along * 0.5 + up * 0.9, outward)
    if gesture == "shrug":
        return aim(outward + chest[0] * 0.4, -up)
    if gesture == "cover_ears":
        return aim(head[2] * 0.9 - head[0] * 0.3, outward)
    if gesture == "think" and acting:
        return aim(head[2] * 0.7 - outward * 0.5, head[0] + outward * 0.5)
    if gesture == "push":
        return aim(up * 0.9 + along * 0.3, -chest[0])
    if gesture in ("sing", "dance"):
        return aim(along + up * 0.3, -up * 0.4 - outward * 0.2 + chest[0] * 0.4)
    if gesture == "hide_face":
        return aim(head[2] - outward * 0.35 + head[0] * 0.1, head[0])
    if gesture == "hands_up" or (gesture == "wave" and acting):
        return aim(up + outward * 0.15, -chest[0])
    if gesture == "phone" and acting:
        return aim(head[2] * 0.8 - head[0] * 0.45 - outward * 0.1, outward)
    if gesture in ("drink", "smoke") and acting:
        return aim(-outward * 0.8 + along * 0.5 - head[0] * 0.2, outward * 0.6 + head[0] * 0.8)
    if gesture in ("write", "type", "cook", "play", "eat", "sew", "paint"):
        return aim(along * 0.7 + chest[0] * 0.5 - up * 0.25, up)
    if gesture in ("read", "carry"):
        return aim(along * 0.6 - outward * 0.4 + up * 0.15, -up * 0.3 + outward)
    if gesture == "hold" and acting:
        return aim(along * 0.7 - outward * 0.35 + chest[0] * 0.2, outward)
    if gesture == "hands_on_hips":
        return aim(chest[0] * 0.8 - outward * 0.5 - up * 0.5, outward)
    if gesture == "cross_arms":
        return aim(along, chest[0])
    if gesture in ("embrace", "kiss"):
        return aim(along - outward * 0.6, outward + chest[0] * 0.3)
    if body.figure.posture == "drive":
        return aim(up * 0.6 - outward * 0.3 + along * 0.4, outward)
    if body.figure.posture in ("sit", "crouch") or (gesture in ("point", "reach", "open", "aim", "knock") and acting):
        return aim(along, up)
    if body.figure.posture == "lie":
        return aim(along, chest[0])
    # hanging: the thumb forward, the back of the hand outwards
    return aim(along + chest[0] * 0.15, outward + chest[0] * 0.35)
