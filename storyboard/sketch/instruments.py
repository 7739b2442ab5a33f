"""Musical instruments, each where its player holds it, and a placard."""

from collections.abc import Callable

import numpy as np

from storyboard.sketch.body import Build
from storyboard.sketch.grasp import Drawn, held_at
from storyboard.sketch.joints import Array, aim, cross, unit
from storyboard.sketch.lofts import Mark, Solid, box, loft, tube

_UP = np.array([0.0, 0.0, 1.0])


def _level(build: Build) -> Array:
    return aim(build.bones.frames["chest"][0] * np.array([1.0, 1.0, 0.0]), _UP)


def _rod(name: str, path: Array, thick: float, tone: float, across: Array, *, end: float = 0.0) -> Solid:
    sizes = np.linspace(thick, end or thick, len(path))
    rings = tube(path, across, np.stack([sizes, sizes], axis=1), 8)
    return loft(name, rings, tone, name, crease=0.005, lift=0.01)


def _fiddle(middle: Array, way: Array, front: Array, long: float, tone: float) -> Drawn:
    """A waisted body of length ``long`` round ``middle``, its neck along ``way``, its strings on the ``front``."""
    up = unit(cross(front, way))
    t = np.linspace(-1, 1, 15)
    waist = 1 - 0.36 * np.exp(-((t / 0.24) ** 2)) - 0.10 * (t > 0) * t
    half = 0.30 * long * np.sqrt(np.clip(1 - t**8, 0.02, 1)) * waist
    rings = tube(middle + np.outer(t * long / 2, way), up, np.stack([half, np.full(15, 0.055 * long)], axis=1), 14)
    flat = np.stack([way, up, front])
    solids = [loft("body", rings, tone, "fiddle", crease=0.012, lift=0.01)]
    for name, along, out, size, dark in (
        ("neck", 0.72, 0.03, (0.56, 0.075, 0.05), 0.15),
        ("scroll", 1.02, 0.0, (0.07, 0.11, 0.08), 0.3),
    ):
        centre = middle + (way * along + front * out) * long
        solids.append(box(name, centre, flat, [value * long for value in size], dark, "neck", crease=0.006))

    def line(side: float, out: float, low: float, high: float, tone: float, weight: float) -> Mark:
        spot = middle + (front * out + up * side) * long
        return Mark(spot + np.outer([low * long, high * long], way), tone, weight, slack=0.03)

    marks = [line(side, 0.075, -0.28, 0.95, 0.9, 0.3) for side in (-0.02, 0.0, 0.02)]
    marks += [line(side, 0.07, -0.13, 0.07, 0.08, 0.9) for side in (-0.15, 0.15)]  # the f-holes
    return solids, marks


def _bow(build: Build, over: Array, across: Array, length: float) -> Solid:
    """A bow from the right hand over the strings at ``over``."""
    hand, _ = held_at(build)
    way = unit(over - hand)
    path = np.stack([hand - way * 0.05, hand + way * length * 0.5 + across * 0.015, hand + way * length])
    return _rod("bow", path, 0.008, 0.2, across)


def violin(build: Build) -> Drawn:
    """Under the chin, towards the left hand."""
    bones, frame = build.bones, _level(build)
    chin = bones["chin"] - _UP * 0.045 + frame[1] * 0.055
    left = bones["wrist_l"] + bones.frames["hand_l"][0] * 0.06
    way = unit(left - chin)
    front = unit(_UP - way * float(_UP @ way))
    middle = chin + way * 0.17
    solids, marks = _fiddle(middle, way, front, 0.36, 0.45)
    return [*solids, _bow(build, middle + way * 0.05 + front * 0.05, front, 0.68)], marks


def cello(build: Build) -> Drawn:
    """Between the knees, on its spike, its neck past the left ear."""
    bones, frame = build.bones, _level(build)
    foot = bones["pelvis"] * np.array([1.0, 1.0, 0.0]) + frame[0] * 0.46 + _UP * (build.figure.at[2] + 0.12)
    top = bones["shoulder_l"] + frame[0] * 0.16 + _UP * 0.10 - frame[1] * 0.06
    way = unit(top - foot)
    front = unit(frame[0] - way * float(frame[0] @ way))
    middle = foot + way * 0.46
    solids, marks = _fiddle(middle, way, front, 0.74, 0.4)
    spike = _rod("spike", np.stack([foot - way * 0.14, foot + way * 0.1]), 0.01, 0.2, front)
    return [*solids, spike, _bow(build, middle + way * 0.06 + front * 0.09, front, 0.7)], marks


def accordion(build: Build) -> Drawn:
    """Before the chest: keys on the right, bellows, buttons on the left."""
    bones, frame = build.bones, _level(build)
    middle = bones["waist"] + frame[0] * 0.26 + _UP * 0.12
    right, left = middle - frame[1] * 0.21, middle + frame[1] * 0.21
    solids = [
        box("keys", right, frame, (0.19, 0.09, 0.40), 0.15, "case", crease=0.01),
        box("buttons", left, frame, (0.19, 0.09, 0.40), 0.15, "case", crease=0.01),
        box("board", right + frame[0] * 0.10 - frame[1] * 0.02, frame, (0.02, 0.06, 0.37), 0.95, "board", crease=0.006),
    ]
    t = np.linspace(-1, 1, 13)
    pleat = 0.155 + 0.03 * np.abs((np.arange(13) % 2) - 0.5) * 2
    square = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    rings = np.stack([
        middle + frame[1] * k * 0.165 + square[:, :1] * frame[0] * (p * 0.55) + square[:, 1:] * frame[2] * (p * 1.15)
        for k, p in zip(t[::-1].tolist(), pleat.tolist(), strict=True)
    ])  # fmt: skip
    solids.append(loft("bellows", rings, 0.62, "bellows", crease=0.006))
    pleats = [middle + frame[1] * k * 0.165 + frame[0] * 0.105 for k in t[1:-1:2].tolist()]
    marks = [Mark(spot + np.outer([-0.17, 0.17], frame[2]), 0.15, 0.7, slack=0.04) for spot in pleats]
    keys = [right + frame[0] * 0.112 + frame[2] * k for k in np.linspace(-0.16, 0.16, 9).tolist()]
    marks += [Mark(spot + np.outer([-0.05, 0.01], frame[1]), 0.2, 0.5, slack=0.02) for spot in keys]
    return solids, marks


def drums(build: Build) -> Drawn:
    """A bass drum, a snare, a tom and a cymbal before the player, a stick in each hand."""
    bones, frame = build.bones, _level(build)
    floor = np.array([*bones["pelvis"][:2], build.figure.at[2]])

    def at(forward: float, left: float, up: float) -> Array:
        spot: Array = floor + frame[0] * forward + frame[1] * left + _UP * up
        return spot

    def drum(name: str, middle: Array, axis: Array, radius: float, deep: float, tone: float) -> Solid:
        path = middle + np.outer([-deep / 2, -deep / 2 + 0.001, deep / 2 - 0.001, deep / 2], axis)
        sizes = np.array([[radius * 0.96] * 2, [radius] * 2, [radius] * 2, [radius * 0.96] * 2])
        return loft(name, tube(path, frame[1], sizes, 20), tone, name, crease=0.02)

    tilted = unit(_UP - frame[0] * 0.3)
    solids = [
        drum("bass drum", at(0.95, 0.0, 0.29), frame[0], 0.28, 0.42, 0.75),
        drum("snare", at(0.55, 0.26, 0.62), _UP, 0.18, 0.14, 0.8),
        drum("tom", at(0.85, -0.10, 0.74), tilted, 0.16, 0.2, 0.6),
        drum("cymbal", at(0.78, -0.52, 1.06), tilted, 0.24, 0.015, 0.9),
        _rod("stand", at(0.80, -0.52, 0.0) + np.outer([0.0, 1.05], _UP), 0.012, 0.3, frame[0]),
        _rod("leg", at(0.55, 0.26, 0.0) + np.outer([0.0, 0.56], _UP), 0.014, 0.3, frame[0]),
    ]
    way = unit(frame[0] - _UP * 0.25)
    for side in "rl":
        grip = bones[f"wrist_{side}"] + bones.frames[f"hand_{side}"][0] * 0.07
        solids.append(_rod(f"stick {side}", np.stack([grip - way * 0.08, grip + way * 0.30]), 0.009, 0.75, frame[1]))
    return solids, []


def trumpet(build: Build) -> Drawn:
    """From the lips straight ahead, its bell to the front."""
    head = build.bones.frames["head"]
    way = unit(head[0] - _UP * 0.06)
    start = build.bones["mouth"] + way * 0.02
    t = np.array([0.0, 0.03, 0.05, 0.38, 0.44, 0.49])
    radius = np.array([0.014, 0.010, 0.009, 0.012, 0.030, 0.062])
    rings = tube(start + np.outer(t, way), head[1], np.stack([radius, radius], axis=1), 12)
    loop = start + np.array([(0.12, -0.005), (0.12, -0.085), (0.34, -0.085), (0.34, -0.005)]) @ np.stack([way, _UP])
    valves = [start + way * k + np.outer([-0.10, 0.05], _UP) for k in (0.19, 0.225, 0.26)]
    return [
        loft("trumpet", rings, 0.82, "brass", crease=0.008, lift=0.01),
        _rod("loop", loop, 0.009, 0.8, head[1]),
        *(_rod(f"valve {number}", path, 0.014, 0.75, way) for number, path in enumerate(valves)),
    ], []


def flute(build: Build) -> Drawn:
    """Across the lips, to the player's right."""
    bones = build.bones
    head, mouth = bones.frames["head"], bones["mouth"]
    start = mouth + head[0] * 0.025 + head[1] * 0.05
    way = unit(-head[1] - _UP * 0.12 + head[0] * 0.15)
    return [_rod("flute", start + np.outer([0.0, 0.3, 0.62], way), 0.011, 0.85, head[0])], []


def clarinet(build: Build) -> Drawn:
    """From the lips down before the chest: clarinet, saxophone, recorder."""
    bones, frame = build.bones, _level(build)
    mouth = bones["mouth"] + bones.frames["head"][0] * 0.02
    way = unit(frame[0] * 0.62 - _UP)
    sizes = np.array([[0.008] * 2, [0.015] * 2, [0.016] * 2, [0.016] * 2, [0.034] * 2])
    path = mouth + np.outer([0.0, 0.1, 0.3, 0.50, 0.58], way)
    return [loft("pipe", tube(path, frame[1], sizes, 10), 0.15, "pipe", crease=0.006, lift=0.01)], []


def placard(build: Build) -> Drawn:
    """A board on a pole over the head."""
    middle, _ = held_at(build)
    frame = _level(build)
    pole = _rod("pole", middle + np.outer([-0.25, 0.75], _UP), 0.014, 0.55, frame[1])
    board = box("board", middle + _UP * 0.95 - frame[0] * 0.02, frame, (0.012, 0.62, 0.42), 0.96, "board", crease=0.01)
    written = [(middle + _UP * (0.95 + z) - frame[0] * side, 0.22 - 0.1 * (z < 0))
               for z in (0.10, 0.0, -0.10) for side in (0.03, 0.01)]  # fmt: skip
    return [pole, board], [Mark(spot + np.outer([-0.22, end], frame[1]), 0.2, 1.4, slack=0.02) for spot, end in written]


def _hanging(build: Build) -> Drawn:
    """One that nobody plays just now, down from the hand."""
    middle, hand = held_at(build)
    frame = _level(build)
    way = unit(frame[0] * 0.25 - _UP)
    if build.figure.held == "violin":
        return _fiddle(middle + way * 0.34, -way, frame[0], 0.36, 0.45)
    return [_rod("instrument", middle + np.outer([-0.12, 0.1, 0.42], way), 0.014, 0.6, hand[1], end=0.03)], []


def _played(maker: Callable[[Build], Drawn]) -> Callable[[Build], Drawn]:
    return lambda build: maker(build) if build.figure.gesture == "play" else _hanging(build)


INSTRUMENTS: dict[str, Callable[[Build], Drawn]] = {
    "violin": _played(violin), "cello": cello, "accordion": accordion, "drums": drums, "trumpet": _played(trumpet),
    "flute": _played(flute), "clarinet": _played(clarinet), "placard": placard,
}  # fmt: skip
"""Name of what is held, and what draws it."""
