"""How people stand, sit and gesture: joints from posture, gesture, gaze and look.

Lengths are fractions of the height [ours, after the usual drawing canons: an adult of 7.5 heads, a child of 6].
Postures, arms and what one rides are in their own rooms; what hands do is a table in ``reaches``.
"""

import numpy as np

from storyboard.sketch.joints import Array, Skeleton, aim, angles, chance, turn, unit
from storyboard.sketch.posing.arms import arms
from storyboard.sketch.posing.body import HIP, Body, heads, shoulder_width
from storyboard.sketch.posing.postures import POSTURES
from storyboard.sketch.reaches import BOWED, MOODS
from storyboard.stage.geometry import Figure

NECK_TURN = 62.0
"""Degrees that the head turns from the body; the eyes do the rest."""


def pose(figure: Figure) -> Skeleton:
    """The skeleton of a person; hips at the seat's height, feet on the floor, hands where the gesture wants them."""
    look = figure.look
    body = Body(figure, look.height / 1.75, look.height / heads(look))
    POSTURES[figure.posture](body)
    _spine(body)
    gaze = _head(body)
    arms(body)
    return Skeleton(body.joints, body.frames, body.head, gaze)


def _spine(body: Body) -> None:
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


def _head(body: Body) -> Array:
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
