"""More things in hand: food, tools, cloth, round and long things, and what both arms carry."""

import numpy as np

from storyboard.sketch.body import Build
from storyboard.sketch.grasp import Drawn, between, hanging, held_at, round_thing, upright
from storyboard.sketch.joints import Array, aim, cross, unit
from storyboard.sketch.lofts import Mark, Solid, box, circle, loft, tube

_UP = np.array([0.0, 0.0, 1.0])


def _level(build: Build) -> Array:
    """A frame that faces as the chest does, and stands upright."""
    return aim(build.bones.frames["chest"][0] * np.array([1.0, 1.0, 0.0]), _UP)


def _where(build: Build) -> tuple[Array, Array]:
    """The middle of what both arms or one hand carries, and an upright frame."""
    frame = _level(build)
    if build.figure.gesture == "carry":
        return between(build)[0] + frame[0] * 0.05, frame
    return held_at(build)[0], frame


def _rod(name: str, path: Array, thick: float, tone: float, across: Array, *, end: float = 0.0) -> Solid:
    sizes = np.linspace(thick, end or thick, len(path))
    rings = tube(path, across, np.stack([sizes, sizes], axis=1), 8)
    return loft(name, rings, tone, name, crease=0.005, lift=0.01)


def reel(build: Build) -> Drawn:
    """A flat round can, its lid turned away from the chest."""
    middle, frame = _where(build)
    out = unit(frame[0] + frame[2] * 0.35)
    face = aim(cross(frame[1], out), out)
    big = 0.145 if build.figure.gesture == "carry" else 0.13
    middle = middle + (frame[0] * 0.02 + frame[2] * 0.07)
    profile = [(-0.022, big * 0.96), (-0.018, big), (0.006, big), (0.007, big * 1.03), (0.022, big * 1.03)]
    marks = []
    for share in (0.9, 0.8):
        ring = np.column_stack([circle(28) * big * share, np.full(28, 0.024)])
        marks.append(Mark(middle + np.concatenate([ring, ring[:1]]) @ face, 0.25, 0.7, slack=0.01, taper=False))
    label = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (0.45, 0.22) @ np.array([[0.0, 1.0], [1.0, 0.0]]) * big
    marks.append(Mark(middle + np.column_stack([label, np.full(4, 0.025)]) @ face, 0.97, 0.6, area=True, slack=0.01))
    return [round_thing("can", middle, face, profile, 0.72, columns=28)], marks


def bread(build: Build) -> Drawn:
    """A long loaf with its cuts."""
    middle, frame = _where(build)
    way = unit(frame[2] * 0.75 - frame[1] * 0.6 + frame[0] * 0.25)
    t = np.linspace(-1, 1, 11)
    path = middle + np.outer(t * 0.27 + 0.1, way)
    thick = 0.036 * np.sqrt(np.clip(1.02 - t**6, 0.03, 1))
    loaf = loft("bread", tube(path, frame[0], np.stack([thick, thick * 0.85], axis=1), 10), 0.78, "bread", crease=0.006)
    side = unit(cross(way, frame[0]))
    marks = []
    for share in (-0.6, -0.25, 0.1, 0.45, 0.75):
        spot = middle + way * (share * 0.27 + 0.1)
        cut = np.stack([spot - way * 0.022 - side * 0.02, spot + frame[0] * 0.012, spot + way * 0.022 + side * 0.02])
        marks += [Mark(cut + face * 0.04, 0.3, 0.9, slack=0.012) for face in (frame[0], -frame[0])]
        round_ = np.stack([spot - way * 0.022 - frame[0] * 0.02, spot, spot + way * 0.022 + frame[0] * 0.02])
        marks += [Mark(round_ + face * 0.04, 0.3, 0.9, slack=0.012) for face in (side, -side)]
    return [loaf], marks


def _ball(build: Build, name: str, size: float, tone: float, *, seams: bool) -> Drawn:
    middle, frame = _where(build)
    middle = middle + build.bones.frames["hand_r"][0] * size * 0.35 - build.bones.frames["hand_r"][2] * size * 0.9
    rise = np.linspace(-0.98, 0.98, 9)
    profile = list(zip((rise * size).tolist(), (np.sqrt(1 - rise**2) * size).tolist(), strict=True))
    marks = []
    if seams:
        t = np.linspace(0, 2 * np.pi, 25)
        for tilt in (0.0, 1.1, 2.2):
            ring = np.stack([np.cos(t), np.sin(t) * np.cos(tilt), np.sin(t) * np.sin(tilt)], axis=1) * size
            marks.append(Mark(middle + ring @ frame, 0.3, 0.7, slack=0.01, taper=False))
    return [round_thing(name, middle, frame, profile, tone, columns=16)], marks


def ball(build: Build) -> Drawn:
    return _ball(build, "ball", 0.11, 0.86, seams=True)


def fruit(build: Build) -> Drawn:
    return _ball(build, "fruit", 0.042, 0.5, seams=False)


def bowl(build: Build) -> Drawn:
    frame = upright(build, 0.6 if build.figure.gesture == "drink" else 0.0)
    base = held_at(build)[0] - frame[2] * 0.03 + build.bones.frames["hand_r"][0] * 0.03
    profile = [(0, 0.034), (0.012, 0.036), (0.03, 0.062), (0.065, 0.078), (0.07, 0.080)]
    return [round_thing("bowl", base, frame, profile, 0.95, columns=18)], []


def plate(build: Build) -> Drawn:
    middle, frame = _where(build)
    middle = middle + frame[0] * 0.07 + _UP * 0.03
    disc = round_thing("plate", middle, frame, [(0, 0.07), (0.012, 0.13), (0.016, 0.135)], 0.96, columns=24)
    food = round_thing("food", middle, frame, [(0.012, 0.07), (0.04, 0.05), (0.055, 0.02)], 0.55, columns=12)
    return [disc, food], []


def tray(build: Build) -> Drawn:
    """A tray with a cup and a glass."""
    middle, frame = _where(build)
    middle = middle + frame[0] * 0.10 + _UP * 0.02
    wide = 0.44 if build.figure.gesture == "carry" else 0.32
    solids = [box("tray", middle, frame, (0.28, wide, 0.014), 0.35, "tray", crease=0.008)]
    cup = [(0.007, 0.026), (0.02, 0.034), (0.085, 0.040)]
    for number, (x, y) in enumerate(((0.03, -0.09), (-0.03, 0.02), (0.05, 0.11))):
        at = middle + np.array([x, y * wide / 0.44, 0.0]) @ frame
        solids.append(round_thing(f"cup {number}", at, frame, cup, 0.95, columns=12))
    return solids, []


def cards(build: Build) -> Drawn:
    """A fan of cards, their faces to the player."""
    middle, _ = held_at(build)
    towards = unit(_UP * 0.45 - build.bones.frames["chest"][0])
    frame = aim(towards, _UP)
    solids: list[Solid] = []
    marks: list[Mark] = []
    root = middle - frame[2] * 0.02
    for number, degrees in enumerate((-34, -17, 0, 17, 34)):
        turn = np.radians(degrees)
        up = frame[2] * np.cos(turn) + frame[1] * np.sin(turn)
        leaf = np.stack([frame[0], cross(up, frame[0]), up])
        centre = root + up * 0.085 - frame[0] * 0.003 * number
        solids.append(box(f"card {number}", centre, leaf, (0.002, 0.064, 0.098), 0.97, f"card {number}", crease=0.002))
        pip = (
            centre + np.array([[0.0, 0.018, 0.03], [0.0, 0.010, 0.042], [0.0, 0.002, 0.03], [0.0, 0.010, 0.018]]) @ leaf
        )
        marks.append(Mark(pip + frame[0] * 0.002, 0.15, 0.0, area=True, slack=0.003))
        back = np.array(
            [[0, -0.02, -0.035], [0, 0.02, -0.035], [0, 0.02, 0.035], [0, -0.02, 0.035], [0, -0.02, -0.035]]
        )
        marks.append(Mark(centre + back @ leaf - frame[0] * 0.002, 0.4, 0.5, slack=0.003, taper=False))
    return solids, marks


def cloth(build: Build) -> Drawn:
    """A towel or a garment that hangs from the hand in folds."""
    middle, _ = held_at(build)
    frame = _level(build)
    t = np.linspace(0, 1, 8)[:, None]
    angle = circle(14)
    folds = 1 + 0.22 * np.sin(np.arange(14) * 2 * np.pi * 4 / 14)
    wave = 1 + (folds - 1) * t
    deep, wide = angle[:, 0] * (0.022 + 0.03 * t) * wave, angle[:, 1] * (0.03 + 0.10 * t**0.7) * wave
    rings = middle + np.stack([deep, wide, np.broadcast_to(0.05 - 0.42 * t, deep.shape)], axis=2) @ frame
    marks = [Mark(rings[1:, k], 0.35, 0.6, slack=0.012) for k in (1, 4, 8, 11)]
    return [loft("cloth", rings[::-1], 0.86, "linen", double=True, crease=0.012)], marks


def rope(build: Build) -> Drawn:
    """A coil that hangs from the hand."""
    middle, _ = held_at(build)
    frame = _level(build)
    solids = []
    t = np.linspace(0, 2 * np.pi, 17)
    for number, (wide, drop) in enumerate(((0.085, 0.34), (0.10, 0.38), (0.075, 0.36))):
        loop = np.stack([np.sin(t) * wide, np.full(17, (number - 1) * 0.022), (np.cos(t) - 0.9) * drop / 2], axis=1)
        solids.append(_rod(f"rope {number}", middle + loop @ frame, 0.012, 0.68, frame[1]))
    return solids, []


def _down_to(build: Build, length: float) -> Array:
    """From the grip to the floor beside the foot, when it is within ``length``; else down the thigh."""
    middle, _ = held_at(build)
    frame = _level(build)
    foot = middle + frame[0] * 0.12
    foot = np.array([foot[0], foot[1], max(build.figure.at[2] + 0.01, middle[2] - length)])
    return unit(foot - middle)


def stick(build: Build) -> Drawn:
    middle, hand = held_at(build)
    way = _down_to(build, 0.95)
    low = max(float(middle[2]) - build.figure.at[2], 0.3) / max(-float(way[2]), 0.3)
    path = np.stack([middle - way * 0.09, middle, middle + way * min(low, 0.95)])
    return [_rod("stick", path, 0.014, 0.35, hand[1], end=0.010)], []


def broom(build: Build) -> Drawn:
    """A long handle with a head: broom, mop, shovel, rake."""
    middle, hand = held_at(build)
    way, frame = _down_to(build, 1.2), _level(build)
    low = min(max(float(middle[2]) - build.figure.at[2], 0.4) / max(-float(way[2]), 0.3), 1.25)
    foot = middle + way * (low - 0.12)
    handle = _rod("handle", np.stack([middle - way * 0.38, middle, foot]), 0.013, 0.5, hand[1])
    rings = tube(np.stack([foot, foot + way * 0.03, foot + way * 0.13]), frame[1],
                 np.array([[0.05, 0.02], [0.13, 0.03], [0.17, 0.04]]), 10)  # fmt: skip
    return [handle, loft("brush", rings, 0.62, "brush", crease=0.01)], []


def fishing_rod(build: Build) -> Drawn:
    middle, hand = held_at(build)
    frame = _level(build)
    way = unit(frame[0] + frame[2] * 0.75)
    t = np.linspace(-0.25, 2.2, 8)
    path = middle + np.outer(t, way) - np.outer(np.maximum(t - 1.0, 0) ** 2 * 0.12, _UP)
    line = np.stack([path[-1], path[-1] * 0.7 + (path[-1] - _UP * 1.2) * 0.3, path[-1] - _UP * 1.2 + frame[0] * 0.1])
    return [_rod("rod", path, 0.009, 0.25, hand[1], end=0.002)], [Mark(line, 0.35, 0.4, slack=9.0, free=True)]


def hammer(build: Build) -> Drawn:
    """A tool: handle and head."""
    middle, hand = held_at(build)
    way = unit(_UP + hand[0] * 0.5)
    frame = aim(hand[0], way) if abs(float(hand[0] @ way)) < 0.9 else _level(build)
    handle = _rod("handle", np.stack([middle - way * 0.09, middle, middle + way * 0.20]), 0.013, 0.6, hand[1])
    return [handle, box("head", middle + way * 0.21, frame, (0.13, 0.034, 0.036), 0.22, "steel", crease=0.006)], []


def money(build: Build) -> Drawn:
    """Some notes, fanned."""
    middle, _ = held_at(build)
    towards = unit(_UP * 0.45 - build.bones.frames["chest"][0])
    solids, marks = [], []
    for number, degrees in enumerate((-14, 0, 14)):
        frame = aim(towards, _UP + np.sin(np.radians(degrees)) * aim(towards, _UP)[1])
        centre = middle + frame[2] * 0.05 - towards * 0.003 * number
        solids.append(box(f"note {number}", centre, frame, (0.002, 0.15, 0.072), 0.9, f"note {number}", crease=0.002))
        ring = np.column_stack([np.full(13, 0.0), circle(13) * 0.02])
        marks += [Mark(centre + ring @ frame + towards * side, 0.35, 0.5, slack=0.003) for side in (0.002, -0.002)]
    return solids, marks


def ring(build: Build) -> Drawn:
    """A small jewel between finger and thumb, larger than life so that it shows."""
    frame, wrist = build.bones.frames["hand_r"], build.bones["wrist_r"]
    spot = wrist + np.array([0.125, 0.012, -0.03]) * build.size @ frame
    t = np.linspace(0, 2 * np.pi, 13)
    loop = np.stack([np.zeros(13), np.cos(t), np.sin(t) + 1], axis=1) * 0.016
    level = _level(build)
    return [
        _rod("ring", spot + loop @ level, 0.0035, 0.8, level[0]),
        box("stone", spot + level[2] * 0.036, level, (0.012, 0.012, 0.012), 0.97, "stone", crease=0.003),
    ], []


def glasses(build: Build) -> Drawn:
    middle, _ = held_at(build)
    level = _level(build)
    t = np.linspace(0, 2 * np.pi, 13)
    solids = []
    for number, y in enumerate((-0.033, 0.033)):
        loop = np.stack([np.zeros(13), y + np.cos(t) * 0.027, np.sin(t) * 0.022 + 0.03], axis=1)
        solids.append(_rod(f"rim {number}", middle + loop @ level, 0.004, 0.12, level[0]))
    return solids, []


def baby(build: Build) -> Drawn:
    """A child wrapped in a blanket, its head in the crook of the arm."""
    middle, frame = _where(build)
    middle = middle + _UP * 0.10 - frame[0] * 0.10
    t = np.linspace(-1, 1, 9)
    path = middle + np.outer(t * 0.21, -frame[1]) + np.outer(t * 0.05, _UP)
    thick = 0.095 * np.sqrt(np.clip(1.03 - t**4 * 0.96, 0.03, 1)) * (1 - 0.12 * t)
    wrap = loft("wrap", tube(path, frame[0], np.stack([thick, thick], axis=1), 12), 0.93, "blanket", crease=0.015)
    rise = np.linspace(-0.98, 0.98, 8)
    profile = list(zip((rise * 0.072).tolist(), (np.sqrt(1 - rise**2) * 0.066).tolist(), strict=True))
    head = round_thing("small head", path[-1] + _UP * 0.055 - frame[1] * 0.01, frame, profile, 0.92, columns=12)
    folds = [
        Mark(path[k] + np.array([[0.09, 0, -0.02], [0.07, 0.02, 0.06]]) @ frame, 0.4, 0.7, slack=0.03)
        for k in (2, 4, 5)
    ]
    return [wrap, head], folds


def guitar(build: Build) -> Drawn:
    """Across the body, its neck to the left."""
    frame = _level(build)
    middle = build.bones["waist"] + frame[0] * 0.20 * build.size - frame[1] * 0.06
    way = unit(frame[1] * 0.9 + _UP * 0.4)
    up = unit(cross(frame[0], way))
    flat = np.stack([way, up, frame[0]])
    t = np.linspace(-1, 1, 13)
    half = 0.17 * np.sqrt(np.clip(1 - t**6, 0.02, 1)) * (1 - 0.24 * np.exp(-(((t - 0.2) / 0.25) ** 2))) * (1 - 0.12 * t)
    rings = tube(middle + np.outer(t * 0.23, way), up, np.stack([half, np.full(13, 0.045)], axis=1), 12)
    body = loft("body", rings, 0.58, "guitar", crease=0.02)
    neck = box("neck", middle + way * 0.48, flat, (0.54, 0.045, 0.022), 0.2, "neck", crease=0.008)
    hole = middle + way * 0.06 + frame[0] * 0.047 + np.column_stack([circle(14) * 0.045, np.zeros(14)]) @ flat
    marks = [Mark(hole, 0.1, 0.6, area=True, slack=0.03)]
    strings = [middle + frame[0] * 0.05 + up * side + np.outer([-0.14, 0.7], way) for side in (-0.01, 0.0, 0.01)]
    marks += [Mark(string, 0.85, 0.4, slack=0.03) for string in strings]
    return [body, neck], marks


def basket(build: Build) -> Drawn:
    """An open basket on its handle."""
    centre, frame, drop = hanging(build, 0.20)
    profile = [(-0.10, 0.13), (0.08, 0.17), (0.10, 0.175)]
    body = round_thing("basket", centre, frame, profile, 0.66, columns=18)
    t = np.linspace(0, np.pi, 11)
    arch = np.stack([np.cos(t) * 0.165, np.zeros(11), 0.09 + np.sin(t) * (drop - 0.09)], axis=1)
    weave = []
    for level, wide in ((-0.04, 0.145), (0.02, 0.158)):
        turn = np.linspace(0, 2 * np.pi, 37)
        wave = level + 0.012 * np.sign(np.sin(turn * 18))
        weave.append(
            Mark(
                centre + np.column_stack([np.cos(turn) * wide, np.sin(turn) * wide, wave]) @ frame, 0.3, 0.6, slack=0.01
            )
        )
    return [body, _rod("handle", centre + arch @ frame, 0.011, 0.4, frame[1])], weave


def oars(build: Build) -> Drawn:
    """One in each hand, out over the boat's sides and down to the water."""
    solids: list[Solid] = []
    out = _level(build)
    for side, sign in (("l", 1.0), ("r", -1.0)):
        frame, wrist = build.bones.frames[f"hand_{side}"], build.bones[f"wrist_{side}"]
        grip = wrist + frame[0] * 0.08 * build.size
        way = unit(out[1] * sign * 0.93 - _UP * 0.30 + out[0] * 0.25)
        shaft = grip + np.outer([-0.15, 0.0, 1.5], way)
        solids.append(_rod(f"oar {side}", shaft, 0.022, 0.5, out[0]))
        blade = tube(
            grip + np.outer([1.45, 1.6, 1.95], way), out[0], np.array([[0.02, 0.02], [0.09, 0.015], [0.08, 0.012]]), 8
        )
        solids.append(loft(f"blade {side}", blade, 0.62, "blade", crease=0.01))
    return solids, []


MORE = {
    "reel": reel, "bread": bread, "ball": ball, "fruit": fruit, "bowl": bowl, "plate": plate, "tray": tray,
    "cards": cards, "cloth": cloth, "rope": rope, "stick": stick, "broom": broom, "rod": fishing_rod, "tool": hammer,
    "money": money, "ring": ring, "glasses": glasses, "baby": baby, "guitar": guitar, "basket": basket, "oars": oars,
}  # fmt: skip
"""Name of a held thing, and what draws it."""
