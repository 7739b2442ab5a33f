"""The postures: where hips, legs and feet are when somebody stands, sits, lies, walks, runs or kneels."""

from collections.abc import Callable

import numpy as np

from storyboard.sketch.joints import aim, chance, turn
from storyboard.sketch.posing.body import HIP, Body, lead_side, leg_lengths, legs
from storyboard.sketch.posing.moving import climb, ride, swim


def _stand(body: Body) -> None:
    side, yaw = lead_side(body), body.figure.yaw
    slack = 0.6 + 0.4 * chance(body.figure.character, "slack")
    if body.figure.gesture in ("hit", "hands_up", "carry"):
        slack = 0.2
    hip = HIP[body.figure.look.age] * 1.75
    body.pelvis = body.ground(0.0, 0.025 * side * slack, hip - 0.012)
    body.hips = turn(yaw - 6 * side * slack, 0, 4 * side * slack)
    body.chest = turn(yaw + 3 * side * slack, -1.5, -3.5 * side * slack)
    near, far = body.ground(0.0, 0.075, 0.075), body.ground(0.0, -0.075, 0.075)
    loose = body.ground(0.05 * slack, -side * (0.10 + 0.05 * slack), 0.075)
    legs(
        body, near if side > 0 else loose, loose if side > 0 else far, (12 if side > 0 else 24, 24 if side > 0 else 12)
    )


def _lean(body: Body) -> None:
    side, yaw = lead_side(body), body.figure.yaw
    body.pelvis = body.ground(0.03, 0.03 * side, HIP[body.figure.look.age] * 1.75 - 0.03)
    body.hips = turn(yaw, 6, 5 * side)
    body.chest = turn(yaw, 9, -2 * side)
    first, second = body.ground(0.12, 0.05 * side, 0.075), body.ground(0.20, 0.06 * side, 0.08)
    legs(body, first if side > 0 else second, second if side > 0 else first, (10, 10))


def _walk(body: Body) -> None:
    side, yaw = lead_side(body), body.figure.yaw
    body.pelvis = body.ground(0.0, 0.0, HIP[body.figure.look.age] * 1.75 - 0.035)
    body.hips = turn(yaw + 8 * side, 0, 3 * side)
    body.chest = turn(yaw - 9 * side, -4, -2 * side)
    front, back = body.ground(0.30, -0.05 * side, 0.095), body.ground(-0.30, 0.05 * side, 0.15)
    lift = (14.0, -38.0) if side < 0 else (-38.0, 14.0)
    legs(body, front if side < 0 else back, back if side < 0 else front, (6, 6), pitch=lift)


def _run(body: Body) -> None:
    side, yaw = lead_side(body), body.figure.yaw
    body.pelvis = body.ground(0.0, 0.0, HIP[body.figure.look.age] * 1.75 + 0.02)
    body.hips = turn(yaw + 12 * side, -8, 4 * side)
    body.chest = turn(yaw - 16 * side, -17, -3 * side)
    front, back = body.ground(0.30, -0.05 * side, 0.36), body.ground(-0.52, 0.04 * side, 0.42)
    lift = (12.0, -70.0) if side < 0 else (-70.0, 12.0)
    legs(body, front if side < 0 else back, back if side < 0 else front, (3, 3), pitch=lift)


def _sit(body: Body) -> None:
    figure, look = body.figure, body.figure.look
    seat, yaw, side = figure.seat, figure.yaw, lead_side(body)
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
    legs(body, feet[0], feet[1], (8, 8), (poles[0], poles[1]), (0 if floor < 0.1 else -20, 0 if floor < 0.1 else -20))


def _drive(body: Body) -> None:
    figure = body.figure
    body.pelvis = np.array(figure.at) + np.array([0.0, 0.0, figure.seat + 0.085 * body.size])
    body.hips, body.chest = turn(figure.yaw, 20), turn(figure.yaw, 14)
    base = max(figure.seat - 0.22, 0.06)
    feet = [np.array(figure.at) + np.array([0.72 * body.size, y, base]) @ turn(figure.yaw) for y in (0.1, -0.1)]
    up = np.array([0.0, 0.0, 1.0])
    legs(body, feet[0], feet[1], (4, 4), (body.hips[0] + up, body.hips[0] + up), (30, 30))


def _lie(body: Body) -> None:
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
    legs(body, feet[0], feet[1], (0, 0), (supine[0], supine[0]))
    for side, sign in (("l", 1.0), ("r", -1.0)):
        foot = aim(supine[0] + supine[1] * sign * 0.5, -supine[2])
        foot = np.stack([foot[0], foot[1], foot[2]])
        body.frames[f"foot_{side}"] = foot
        body.joints[f"toe_{side}"] = body.joints[f"ankle_{side}"] + foot[0] * 0.105 * body.high


def _kneel(body: Body) -> None:
    figure = body.figure
    thigh, _ = leg_lengths(figure.look)
    body.pelvis = np.array(figure.at) + np.array([0.0, 0.0, thigh * 0.94 + 0.09 * body.size])
    body.hips, body.chest = turn(figure.yaw, -3), turn(figure.yaw, -5)
    feet = [body.ground(-0.36, y, 0.09) for y in (0.10, -0.10)]
    poles = [body.hips[0] * 1.0 + np.array([0, 0, -0.75])] * 2
    legs(body, feet[0], feet[1], (2, 2), (poles[0], poles[1]), (-75, -75))


def _crouch(body: Body) -> None:
    figure, side = body.figure, lead_side(body)
    body.pelvis = body.ground(-0.10, 0.0, 0.36)
    body.hips, body.chest = turn(figure.yaw, -28), turn(figure.yaw, -30)
    feet = (body.ground(0.10 + 0.09 * side, 0.12, 0.09), body.ground(0.10 - 0.09 * side, -0.12, 0.09))
    flat = turn(figure.yaw)
    poles = tuple(flat[0] + flat[2] * 0.6 + flat[1] * sign * 0.35 for sign in (1.0, -1.0))
    legs(body, feet[0], feet[1], (12, 12), (poles[0], poles[1]), (-14 if side > 0 else -30, -30 if side > 0 else -14))


def _crawl(body: Body) -> None:
    """On hands and knees."""
    figure, side = body.figure, lead_side(body)
    thigh, _ = leg_lengths(figure.look)
    body.pelvis = body.ground(-0.32, 0.0, 0.0) + np.array([0.0, 0.0, thigh * 0.96 + 0.08 * body.size])
    body.hips, body.chest = turn(figure.yaw, -72), turn(figure.yaw, -82)
    feet = [body.ground(-0.74 + 0.08 * side * sign, sign * 0.10, 0.07) for sign in (1.0, -1.0)]
    poles = [np.array([0.0, 0.0, -1.0]) + turn(figure.yaw)[0] * 0.7] * 2
    legs(body, feet[0], feet[1], (2, 2), (poles[0], poles[1]), (-78, -78))


def _jump(body: Body) -> None:
    """Off the ground, knees drawn up."""
    yaw, side = body.figure.yaw, lead_side(body)
    body.pelvis = body.ground(0.0, 0.0, HIP[body.figure.look.age] * 1.75 + 0.34)
    body.hips, body.chest = turn(yaw, -10), turn(yaw, -4)
    feet = (body.ground(-0.16 + 0.10 * side, 0.12, 0.62), body.ground(-0.16 - 0.10 * side, -0.12, 0.62))
    legs(body, feet[0], feet[1], (6, 6), pitch=(-40, -40))


POSTURES: dict[str, Callable[[Body], None]] = {
    "stand": _stand, "sit": _sit, "lie": _lie, "kneel": _kneel, "crouch": _crouch, "lean": _lean, "walk": _walk,
    "run": _run, "drive": _drive, "crawl": _crawl, "jump": _jump,
    "ride": ride, "swim": swim, "climb": climb,
}  # fmt: skip
