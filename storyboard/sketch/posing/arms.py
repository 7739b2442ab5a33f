"""Where hands go in each gesture and posture, how elbows bend, and how hands turn."""

import numpy as np

from storyboard.sketch.joints import Array, aim, angles, bend, chance, turn, unit
from storyboard.sketch.posing.body import Body, lead_side
from storyboard.sketch.posing.moving import SADDLES, saddle
from storyboard.sketch.reaches import AT_TABLE, BLOWN, FACES, HANGING, IDLE, PLAYED, REACHES, TABLE, Reach


def arms(body: Body) -> None:
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


def _goals(body: Body, side: str, sign: float, acting: bool) -> tuple[Array, Array]:
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
    if gesture == "play" and figure.held in BLOWN:
        right, left, elbows = BLOWN[figure.held]
        return face(*(right if acting else left)), local(elbows)
    if gesture == "play" and figure.held in PLAYED:
        right, left, elbows = PLAYED[figure.held]
        return shoulder + local(right if acting else left) * size, local(elbows)
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
        swing = lead_side(body) * sign
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
    if posture == "ride" and (not acting or gesture in ("rest", "hold")):
        x, y, z = SADDLES[figure.mount or "bicycle"][3]
        return saddle(figure, (x, y * sign, z)), local((-0.4, 0.6, -0.7))
    if posture == "swim":  # one arm ahead out of the water, the other back along the body
        ahead = turn(figure.yaw)
        if acting:
            return shoulder + (ahead[0] * 0.44 + ahead[2] * 0.16) * size, ahead[2] + ahead[1] * sign * 0.4
        return shoulder + (ahead[1] * sign * 0.2 - ahead[0] * 0.3 - ahead[2] * 0.3) * size, -ahead[2]
    if posture == "climb":
        ahead = turn(figure.yaw)
        rise = 0.42 if lead_side(body) * sign < 0 else 0.20
        reach = ahead[0] * 0.24 + ahead[2] * rise + ahead[1] * sign * 0.04
        return shoulder + reach * size, ahead[1] * sign - ahead[2] * 0.5
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


def _hand(body: Body, side: str, sign: float, along: Array, wrist: Array) -> Array:
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
    if body.figure.posture in ("drive", "ride"):
        return aim(up * 0.6 - outward * 0.3 + along * 0.4, outward)
    if body.figure.posture in ("sit", "crouch") or (gesture in ("point", "reach", "open", "aim", "knock") and acting):
        return aim(along, up)
    if body.figure.posture == "lie":
        return aim(along, chest[0])
    # hanging: the thumb forward, the back of the hand outwards
    return aim(along + chest[0] * 0.15, outward + chest[0] * 0.35)
