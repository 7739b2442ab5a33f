"""Hands: a palm, a thumb and four fingers that hang, hold, point or lie flat."""

import numpy as np

from storyboard.sketch.body import Build
from storyboard.sketch.joints import Array
from storyboard.sketch.lofts import Solid, loft, tube

# how far the fingers curl at their two bends, degrees; the thumb's spread; whether the forefinger stays straight
CURLS = {
    "loose": (24.0, 34.0, 0.45, False), "flat": (6.0, 8.0, 0.75, False), "grip": (62.0, 78.0, 0.30, False),
    "fist": (82.0, 96.0, 0.15, False), "point": (80.0, 95.0, 0.20, True), "cup": (42.0, 46.0, 0.70, False),
}  # fmt: skip
_FLAT = {
    "wave", "hands_up", "hide_face", "embrace", "kiss", "type", "play", "cross_arms", "push", "clap", "pray", "shrug",
    "cover_ears", "sing", "dance",
}  # fmt: skip


def grip(build: Build, side: str) -> str:
    """How this hand is held."""
    figure = build.figure
    acting = side == "r"
    if figure.gesture in ("hit", "fight", "knock", "pull", "sweep", "aim"):
        return "fist"
    if figure.gesture == "point" and acting:
        return "point"
    if figure.gesture in _FLAT and (acting or figure.gesture != "wave"):
        return "flat"
    if figure.gesture in ("phone", "drink", "hold", "smoke", "write", "eat", "cook", "open") and acting:
        return "grip"
    if figure.gesture in ("read", "carry"):
        return "cup"
    if figure.posture == "run":
        return "fist"
    if figure.posture == "drive":
        return "grip"
    if figure.held and acting:
        return "grip"
    return "loose" if figure.posture in ("stand", "walk", "lean") else "flat"


def hand_solids(build: Build, side: str) -> list[Solid]:
    """A hand at the wrist, in its frame (fingers forward, back of the hand up)."""
    bones, look = build.bones, build.look
    size = build.size * {"f": 0.90, "m": 1.04, None: 0.97}[look.gender] * (1.05 if look.age == "child" else 1.0)
    frame, wrist = bones.frames[f"hand_{side}"], bones[f"wrist_{side}"]
    mirror = np.array([1.0, 1.0 if side == "r" else -1.0, 1.0])
    first, second, spread, straight = CURLS[grip(build, side)]
    skin = look.skin_tone

    def place(local: Array) -> Array:
        spot: Array = wrist + (local * mirror * size) @ frame
        return spot

    def part(name: str, path: Array, sizes: Array, columns: int) -> Solid:
        rings = tube(place(path), frame[1], sizes * size, columns if build.grade == 2 else columns - 2)
        return loft(f"{name} {side}", rings, skin, "skin", crease=0.0045, lift=0.006, line=0.8)

    # the thumb is on the left of a right hand seen from its back
    palm = np.array([[-0.012, 0, 0], [0.03, 0.002, 0.0], [0.07, 0.0, 0.0], [0.092, -0.002, -0.003]])
    solids = [part("palm", palm, np.array([[0.026, 0.018], [0.036, 0.017], [0.042, 0.014], [0.040, 0.011]]), 10)]
    thumb = np.array([[0.012, 0.022, -0.006], [0.038, 0.034 + 0.012 * spread, -0.016],
                      [0.066, 0.036 + 0.030 * spread, -0.022],
                      [0.088, 0.032 + 0.036 * spread, -0.026]])  # fmt: skip
    if not straight and first > 55:
        thumb[2:] += np.array([[0.0, -0.014, -0.014], [-0.006, -0.034, -0.026]])
    solids.append(part("thumb", thumb, np.array([[0.014, 0.013], [0.0125, 0.012], [0.010, 0.010], [0.006, 0.007]]), 8))
    if build.fingers:
        lengths, sides = (0.072, 0.080, 0.074, 0.058), (0.030, 0.010, -0.010, -0.029)
        fingers = [(f"finger {n}", length, y, 0.0098 if n < 3 else 0.0085, n == 0) for n, (length, y) in
                   enumerate(zip(lengths, sides, strict=True))]  # fmt: skip
    else:
        fingers = [("fingers", 0.074, -0.006, 0.034, False)]
        if straight:
            fingers = [("finger", 0.076, 0.028, 0.011, True), ("fingers", 0.070, -0.012, 0.028, False)]
    for name, length, y, thick, fore in fingers:
        a, b = (4.0, 6.0) if straight and fore else (first, second)
        turns = np.deg2rad(np.cumsum([a * 0.8, b, b * 0.75]))
        legs = (
            np.stack([np.cos(turns), np.zeros(3), -np.sin(turns)], axis=1)
            * (length * np.array([0.46, 0.30, 0.24]))[:, None]
        )
        fan = 0.10 * y if first < 50 else 0.0
        root = np.array([0.086, y, -0.002])
        path = root + np.concatenate([np.zeros((1, 3)), np.cumsum(legs, axis=0)])
        path[1:, 1] += fan * np.array([1.0, 2.0, 3.0])
        sizes = np.stack([np.full(4, thick), np.minimum(np.full(4, thick), 0.0105)], axis=1) * np.array(
            [[1.0], [1.0], [0.92], [0.70]]
        )
        solids.append(part(name, path, sizes, 8))
    return solids
