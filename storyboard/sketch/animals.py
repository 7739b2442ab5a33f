"""Animals: where their joints are, and their bodies. An unknown one is a four-legged creature."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from storyboard.sketch.joints import Array, Skeleton, aim, angles, chance, cross, turn, unit
from storyboard.sketch.lofts import Mark, Solid, circle, loft, stations, tube
from storyboard.stage.geometry import Figure


@dataclass(frozen=True, slots=True)
class Breed:
    """Proportions of an animal, in heights at the withers; ``tall`` is that height in metres."""

    tall: float
    length: float
    """From breast to rump."""
    trunk: float
    """Depth of the chest."""
    neck: float
    lift: float
    """Degrees that the neck rises."""
    head: float
    muzzle: float
    """Share of the head that is muzzle."""
    tail: float
    tail_lift: float


BREEDS = {
    "dog": Breed(0.55, 0.98, 0.46, 0.30, 50, 0.46, 0.50, 0.48, 42),
    "cat": Breed(0.25, 1.15, 0.46, 0.22, 42, 0.50, 0.30, 0.80, 50),
    "horse": Breed(1.55, 1.02, 0.40, 0.56, 46, 0.42, 0.66, 0.50, -58),
    "bird": Breed(0.22, 0.80, 0.50, 0.20, 55, 0.38, 0.45, 0.60, -12),
    "cow": Breed(1.40, 1.24, 0.50, 0.34, 16, 0.43, 0.62, 0.60, -76),
    "sheep": Breed(0.68, 1.20, 0.56, 0.26, 42, 0.36, 0.55, 0.24, -60),
    "goat": Breed(0.72, 1.06, 0.46, 0.38, 56, 0.36, 0.58, 0.18, 40),
    "creature": Breed(0.75, 1.20, 0.48, 0.30, 35, 0.46, 0.45, 0.60, -20),
}

HOOFED = frozenset({"horse", "cow", "sheep", "goat"})
_ALIKE = {"donkey": "horse", "wolf": "dog", "rabbit": "cat", "rat": "cat"}
"""Animals that are drawn as another is."""

TRUNKS = {
    "cow": (
        (-0.24, 0.07, 0.10, 0.03), (-0.18, 0.15, 0.21, 0.0), (0.0, 0.20, 0.29, -0.07), (0.22, 0.22, 0.34, -0.12),
        (0.5, 0.23, 0.36, -0.15), (0.82, 0.20, 0.33, -0.12), (1.0, 0.16, 0.29, -0.06), (1.12, 0.10, 0.18, -0.01),
        (1.18, 0.03, 0.05, 0.0),
    ),
    "sheep": (
        (-0.28, 0.08, 0.12, 0.0), (-0.2, 0.2, 0.24, -0.02), (0.0, 0.28, 0.31, -0.04), (0.3, 0.30, 0.33, -0.06),
        (0.6, 0.30, 0.33, -0.06), (0.9, 0.27, 0.31, -0.04), (1.08, 0.2, 0.24, 0.0), (1.2, 0.06, 0.09, 0.03),
    ),
    "horse": (
        (-0.24, 0.04, 0.06, 0.0), (-0.17, 0.11, 0.14, 0.0), (0.0, 0.18, 0.22, -0.01), (0.22, 0.18, 0.22, -0.02),
        (0.5, 0.18, 0.22, -0.04), (0.85, 0.16, 0.24, -0.04), (1.02, 0.13, 0.22, -0.01), (1.12, 0.09, 0.16, 0.0),
        (1.18, 0.03, 0.05, 0.02),
    ),
    "bird": (
        (-0.9, 0.1, 0.02, 0.02), (-0.35, 0.1, 0.06, 0.0), (0.0, 0.2, 0.2, -0.02), (0.5, 0.26, 0.28, -0.06),
        (1.0, 0.22, 0.24, -0.04), (1.35, 0.1, 0.12, 0.06),
    ),
    "creature": (
        (-0.24, 0.04, 0.06, -0.02), (-0.17, 0.11, 0.14, -0.03), (0.0, 0.155, 0.2, -0.05), (0.2, 0.15, 0.19, -0.04),
        (0.48, 0.145, 0.18, -0.02), (0.8, 0.17, 0.25, -0.09), (1.0, 0.16, 0.24, -0.08), (1.12, 0.11, 0.17, -0.05),
        (1.19, 0.03, 0.05, -0.02),
    ),
}  # fmt: skip
"""Sections from rump to breast: place from pelvis (0) to chest (1), half-width, half-height, sag (withers' heights)."""
HEADS = {
    "cow": (
        (-0.22, 0.12, 0.15, 0.02), (0.0, 0.22, 0.24, 0.02), (0.3, 0.18, 0.21, -0.01), (0.58, 0.145, 0.16, -0.03),
        (0.84, 0.175, 0.16, -0.05), (0.97, 0.11, 0.10, -0.05),
    ),
    "horse": (
        (-0.22, 0.1, 0.14, 0.02), (0.0, 0.18, 0.26, 0.0), (0.3, 0.16, 0.24, 0.0), (0.62, 0.115, 0.15, -0.02),
        (0.88, 0.12, 0.13, -0.04), (0.97, 0.07, 0.08, -0.05),
    ),
    "cat": (
        (-0.26, 0.14, 0.16, 0.0), (-0.05, 0.3, 0.3, 0.02), (0.18, 0.29, 0.28, 0.0), (0.34, 0.18, 0.18, -0.08),
        (0.48, 0.11, 0.1, -0.1), (0.54, 0.05, 0.05, -0.08),
    ),
    "bird": (
        (-0.32, 0.14, 0.16, 0.0), (-0.05, 0.32, 0.32, 0.02), (0.22, 0.24, 0.24, 0.0), (0.36, 0.09, 0.09, -0.02),
        (0.55, 0.05, 0.05, -0.06), (0.78, 0.01, 0.012, -0.12),
    ),
    "creature": (
        (-0.26, 0.12, 0.15, 0.02), (-0.05, 0.26, 0.27, 0.02), (0.22, 0.23, 0.23, 0.0), (0.4, 0.135, 0.15, -0.06),
        (0.68, 0.115, 0.115, -0.07), (0.8, 0.06, 0.06, -0.05),
    ),
}  # fmt: skip
"""Sections of the head: forward, half-width, half-height, up (heads)."""


def breed(animal: str) -> Breed:
    """The proportions of a named animal; an unknown one is a four-legged creature."""
    return BREEDS.get(_ALIKE.get(animal, animal), BREEDS["creature"])


def animal_skeleton(figure: Figure) -> Skeleton:
    """Joints under the names people have: shoulders and wrists are the fore legs, hips and ankles the hind legs."""
    name = _ALIKE.get(figure.look.animal, figure.look.animal)
    kind = breed(name)
    tall, yaw = kind.tall, figure.yaw
    posture = "run" if figure.posture == "jump" else figure.posture
    raised = figure.seat if posture in ("lie", "sit") and name in ("cat", "bird") else 0.0
    base = np.array(figure.at) + np.array([0.0, 0.0, raised])
    frame = turn(yaw)

    def place(forward: float, left: float, up: float) -> Array:
        spot: Array = base + np.array([forward, left, up]) * tall @ frame
        return spot

    if name == "bird":
        return _bird(figure, kind, place)
    lying = posture == "lie"
    sitting = posture in ("sit", "drive")
    low = {"lie": 0.20, "crouch": 0.55, "kneel": 0.6}.get(posture, 1.0)
    half, thick = kind.length / 2, kind.trunk * 0.20
    fore, hind = 0.86 * low, (0.30 if sitting else 0.86 * low)
    front, rear = (half * 0.45, -half * 0.62) if sitting else (half * 0.80, -half * 0.82)
    joints = {"chest": place(front, 0, fore), "pelvis": place(rear, 0, hind),
              "waist": place((front + rear) / 2, 0, (fore + hind) / 2 + 0.02)}  # fmt: skip
    stride = {"walk": 0.20, "run": 0.46}.get(posture, 0.03)
    air = 0.14 if posture == "run" else 0.0
    for side, sign in (("l", 1.0), ("r", -1.0)):
        step = stride * sign
        out = sign * thick
        top = fore - kind.trunk * 0.30
        if lying:
            fore_leg = [(front, out, 0.16), (front - 0.05, out * 1.2, 0.07), (front + 0.34, out * 1.1, 0.06)]
            hind_leg = [(rear, out, 0.16), (rear + 0.26, out * 2.2, 0.14), (rear + 0.10, out * 2.3, 0.05)]
        else:
            fore_leg = [
                (front, out, top),
                (front - 0.03 + step * 0.45, out, top * 0.52 + air * 0.5),
                (front + step, out, 0.05 + air),
            ]
            hind_leg = [(rear, out, hind - 0.10), (rear + 0.12 - step * 0.25, out * 1.1, hind * 0.55 + air * 0.4),
                        (rear - 0.10 - step * 0.9, out, 0.24 * low + air)]  # fmt: skip
            if sitting:
                hind_leg = [(rear, out * 1.5, 0.26), (rear + 0.30, out * 2.0, 0.26), (rear + 0.02, out * 2.0, 0.06)]
        paw = 0.08 if name not in HOOFED else 0.05
        toe = (hind_leg[2][0] + 0.10, hind_leg[2][1], 0.03 + air)
        if lying or sitting:
            toe = (hind_leg[2][0] + 0.22, hind_leg[2][1], 0.03)
        for joint, spot in zip((f"shoulder_{side}", f"elbow_{side}", f"wrist_{side}"), fore_leg, strict=True):
            joints[joint] = place(*spot)
        joints[f"hand_{side}"] = place(fore_leg[2][0] + paw, fore_leg[2][1], 0.025 + air)
        for joint, spot in zip(
            (f"hip_{side}", f"knee_{side}", f"ankle_{side}", f"toe_{side}"), (*hind_leg, toe), strict=True
        ):
            joints[joint] = place(*spot)
    rise = np.deg2rad(kind.lift if posture != "run" else kind.lift * 0.55)
    neck = joints["chest"] + np.array([0.04, 0, 0.04]) * tall @ frame
    skull = neck + np.array([np.cos(rise), 0, np.sin(rise)]) * kind.neck * tall @ frame
    return _head(figure, kind, joints, frame, neck, skull)


def _head(figure: Figure, kind: Breed, joints: dict[str, Array], frame: Array, neck: Array, skull: Array) -> Skeleton:
    head = turn(figure.yaw, {"horse": -40.0, "cow": -34.0, "bird": 0.0}.get(figure.look.animal, -10.0))
    gaze = frame[0]
    if figure.gaze is not None:
        wanted = unit(np.array(figure.gaze) - skull)
        yaw, pitch = angles(frame @ wanted)
        head = turn(float(np.clip(yaw, -70, 70)), float(np.clip(pitch - 8, -50, 35))) @ frame
        gaze = wanted
    elif figure.expression == "asleep":
        head = turn(figure.yaw, -40)
    size = kind.head * kind.tall
    spots = {
        "head": (0.0, 0.0, 0.0), "crown": (-0.05, 0.0, 0.34), "chin": (0.35, 0.0, -0.28), "root": (0.0, 0.0, 0.0),
        "nose": (0.28 + kind.muzzle, 0.0, -0.04), "mouth": (0.2 + kind.muzzle * 0.8, 0.0, -0.18),
        "eye_l": (0.24, 0.19, 0.12), "eye_r": (0.24, -0.19, 0.12), "ear_l": (-0.12, 0.2, 0.28),
        "ear_r": (-0.12, -0.2, 0.28),
    }  # fmt: skip
    joints |= {name: skull + np.array(spot) * size @ head for name, spot in spots.items()}
    joints |= {"neck": neck, "skull": skull}
    wag = (chance(figure.character, "tail") - 0.5) * 0.5
    lift = kind.tail_lift if figure.posture not in ("lie", "sit") else -8.0
    way = aim(-frame[0] + frame[1] * wag + frame[2] * np.tan(np.deg2rad(lift)), frame[2])[0]
    joints["tail"] = joints["pelvis"] + way * kind.tail * kind.tall
    return Skeleton(joints, {"head": head, "chest": frame, "pelvis": frame}, size, gaze)


def _bird(figure: Figure, kind: Breed, place: Callable[[float, float, float], Array]) -> Skeleton:
    frame = turn(figure.yaw)
    joints = {"chest": place(0.22, 0, 0.62), "pelvis": place(-0.30, 0, 0.46), "waist": place(0, 0, 0.55)}
    for side, sign in (("l", 1.0), ("r", -1.0)):
        flying = figure.posture in ("run", "walk") or figure.gesture in ("wave", "hands_up")
        wing = (-0.1, 1.2, 0.95) if flying else (-0.55, 0.16, 0.45)
        half = (0.0, 0.6, 0.85) if flying else (-0.1, 0.24, 0.58)
        joints |= {
            f"shoulder_{side}": place(0.15, sign * 0.18, 0.66),
            f"elbow_{side}": place(half[0], sign * half[1], half[2]),
            f"wrist_{side}": place(wing[0], sign * wing[1], wing[2]),
            f"hand_{side}": place(wing[0], sign * wing[1], wing[2]),
            f"hip_{side}": place(-0.05, sign * 0.10, 0.36), f"knee_{side}": place(0.02, sign * 0.10, 0.2),
            f"ankle_{side}": place(-0.03, sign * 0.10, 0.05), f"toe_{side}": place(0.12, sign * 0.10, 0.0),
        }  # fmt: skip
    neck = place(0.30, 0, 0.74)
    return _head(figure, kind, joints, frame, neck, neck + np.array([0.08, 0, 0.16]) * kind.tall @ frame)


def animal_parts(figure: Figure, bones: Skeleton, points: float) -> tuple[list[Solid], list[Mark], list[Mark]]:
    """Solids of an animal, the marks on its body, and those on its face; ``points`` is its head's size on the sheet."""
    kind, tall, look = breed(figure.look.animal), breed(figure.look.animal).tall, figure.look
    tone, frame, head, size = look.hair_tone, bones.frames["chest"], bones.frames["head"], bones.head
    columns = 16 if points > 60 else 10
    name = _ALIKE.get(look.animal, look.animal)
    name = name if name in BREEDS else "creature"
    side = frame[1]
    chest, pelvis = bones["chest"], bones["pelvis"]
    along = unit(chest - pelvis)
    table = np.array(TRUNKS.get(name, TRUNKS["creature"]))
    places = np.linspace(table[0, 0], table[-1, 0], 15)
    table = np.column_stack([places, stations(*map(tuple, table.tolist()), at=places)])
    path = pelvis + np.outer(table[:, 0], chest - pelvis) + np.outer(table[:, 3] * tall, cross(along, side))
    trunk = tube(path, side, table[:, 1:3] * tall, columns)
    if name == "sheep":  # curls of wool
        bumps = 1 + 0.05 * np.sin(np.arange(columns) * 2.6)[None, :, None] * np.cos(np.arange(15) * 2.2)[:, None, None]
        trunk = path[:, None] + (trunk - path[:, None]) * bumps
    solids = [loft("trunk", trunk, tone, "fur", crease=0.04 * tall)]
    slim = {"horse": 0.75, "cow": 0.85, "sheep": 0.62, "goat": 0.68, "cat": 0.95, "bird": 0.35}.get(name, 1.0)
    for leg, joints, sizes in (
        ("fore", ("shoulder", "elbow", "wrist", "hand"), (0.085, 0.048, 0.034, 0.030)),
        ("hind", ("hip", "knee", "ankle", "toe"), (0.125, 0.075, 0.036, 0.028)),
    ):
        if name == "bird" and leg == "fore":
            continue
        for s in "lr":
            spots = np.stack([bones[f"{joint}_{s}"] for joint in joints])
            t = np.linspace(0, 3, 11)
            line = np.stack([np.interp(t, range(4), spots[:, axis]) for axis in range(3)], axis=1)
            thick = np.interp(t, range(4), sizes) * tall * slim
            rings = tube(line, side, np.stack([thick, thick * 1.15], axis=1), columns // 2 + 3)
            solids.append(
                loft(f"{leg} {s}", rings, {"bird": 0.5, "sheep": 0.3}.get(name, tone), "fur", crease=0.04 * tall)
            )
            if name in HOOFED:
                hoof = tube(
                    np.stack([line[-2], line[-1] - np.array([0, 0, 0.02 * tall])]),
                    side,
                    np.array([[0.026, 0.026], [0.036, 0.036]]) * tall,
                    8,
                )
                solids.append(loft(f"hoof {leg} {s}", hoof, 0.12, "hoof", lift=0.01))
    solids += _wings(bones, tall, tone) if name == "bird" else []
    neck = np.stack([chest - along * 0.06 * tall, bones["neck"], (bones["neck"] + bones["skull"]) / 2, bones["skull"]])
    width = {"horse": (0.14, 0.11, 0.085, 0.07), "bird": (0.16, 0.15, 0.12, 0.09)}.get(name, (0.13, 0.12, 0.10, 0.085))
    depth = {"horse": (0.20, 0.18, 0.13, 0.10)}.get(name, width)
    rings = tube(neck, side, np.stack([width, depth], axis=1) * tall, columns)
    solids.append(loft("neck", rings, tone, "fur", crease=0.04 * tall))
    if name != "bird":
        solids.append(_tail(figure, bones, kind, name, tone))
    shape = np.array(HEADS.get(name, HEADS["creature"]))
    local = np.stack([shape[:, 0], np.zeros(len(shape)), shape[:, 3]], axis=1)
    rings = tube(bones["skull"] + local * size @ head, head[1], shape[:, 1:3] * size, columns)
    face = 0.3 if name == "sheep" else tone
    solids.append(loft("head", rings, face, "fur", crease=0.03 * tall))
    solids += _ears(name, bones, size, head, face)
    if name == "cow":
        bag = tube(pelvis + (chest - pelvis) * 0.14 + np.outer([-0.30, -0.40, -0.46], [0.0, 0.0, tall]), side,
                   np.array([[0.10, 0.10], [0.09, 0.09], [0.03, 0.03]]) * tall, 10)  # fmt: skip
        solids.append(loft("udder", bag, min(tone + 0.1, 0.95), "udder", crease=0.02))
    return solids, _patches(figure, trunk) if name == "cow" else [], _face(name, bones, kind, points)


def _patches(figure: Figure, trunk: Array) -> list[Mark]:
    """The patches of a cow's coat, on both flanks; no two cows alike."""
    tone = 0.22 if figure.look.hair_tone > 0.5 else 0.9
    rows, columns = trunk.shape[:2]
    marks = []
    around = circle(20) * (1 + 0.2 * np.sin(np.arange(20) * 0.94))[:, None]
    for number in range(5):
        row, column, big = (chance(figure.character, "patch", number, part) for part in range(3))
        at = row * 8 + 3 + around[:, 0] * (1.2 + 1.3 * big)
        round_ = (number % 2) * columns / 2 + (column - 0.5) * 4 + around[:, 1] * (1.0 + 1.2 * big) * columns / 16
        low = np.clip(at.astype(int), 0, rows - 2)
        share = (np.clip(at, 0, rows - 1) - low)[:, None]
        first = np.floor(round_).astype(int)
        part_ = (round_ - first)[:, None]
        ring = [trunk[low + k, first % columns] * (1 - part_) + trunk[low + k, (first + 1) % columns] * part_
                for k in (0, 1)]  # fmt: skip
        marks.append(Mark(ring[0] * (1 - share) + ring[1] * share, tone, 0.0, area=True, slack=0.08))
    return marks


def _wings(bones: Skeleton, tall: float, tone: float) -> list[Solid]:
    solids = []
    for s in "lr":
        root, elbow, tip = bones[f"shoulder_{s}"], bones[f"elbow_{s}"], bones[f"wrist_{s}"]
        back = -bones.frames["chest"][0] * 0.34 * tall - np.array([0.0, 0.0, 0.10 * tall])
        rings = (
            np.stack([root, elbow, tip])[:, None]
            + np.array([0.0, 0.5, 1.0])[None, :, None] * back * np.array([1.0, 1.1, 0.35])[:, None, None]
        )
        solids.append(
            loft(f"wing {s}", rings, tone * 0.8, "wing", ends=False, closed=False, double=True, lift=0.02, crease=0.02)
        )
    return solids


def _tail(figure: Figure, bones: Skeleton, kind: Breed, name: str, tone: float) -> Solid:
    root, tip, tall = bones["pelvis"], bones["tail"], kind.tall
    back = -bones.frames["chest"][0]
    t = np.linspace(0, 1, 9)[:, None]
    up = np.array([0.0, 0.0, 1.0])
    curl = {"cat": 0.45, "dog": 0.22, "horse": -0.05}.get(name, 0.1)
    path = (
        root + back * 0.14 * tall + (tip - root) * t + up * (np.sin(t * np.pi) * -0.10 + t**2 * curl) * kind.tail * tall
    )
    thick = {"horse": (0.03, 0.05, 0.075, 0.06, 0.01), "cat": (0.045, 0.042, 0.042, 0.04, 0.015)}.get(
        name, (0.05, 0.045, 0.035, 0.025, 0.01)
    )
    sizes = np.interp(t[:, 0], np.linspace(0, 1, 5), thick) * tall
    dark = tone * 0.5 if name == "horse" else tone
    return loft(
        "tail",
        tube(path, bones.frames["chest"][1], np.stack([sizes, sizes], axis=1), 8),
        dark,
        "fur" if name != "horse" else "mane",
    )


def _ears(name: str, bones: Skeleton, size: float, head: Array, tone: float) -> list[Solid]:
    solids: list[Solid] = []
    if name == "bird":
        return solids
    for s, sign in (("l", 1.0), ("r", -1.0)):
        high, wide, lean, out = {"cat": (0.34, 0.13, 0.0, 0.06), "horse": (0.28, 0.065, 0.02, 0.03),
                                 "cow": (-0.02, 0.11, -0.05, 0.34), "sheep": (-0.08, 0.09, -0.05, 0.30),
                                 "goat": (-0.16, 0.08, -0.05, 0.24),
                                 "dog": (-0.40, 0.12, 0.06, 0.16)}.get(name, (0.34, 0.10, -0.12, 0.10))  # fmt: skip
        base = np.array([-0.08, sign * (0.17 if name != "dog" else 0.22), 0.22])
        steps = [
            base,
            base + np.array([lean * 0.5, sign * out * 0.7, high * 0.5]),
            base + np.array([lean, sign * out, high]),
        ]
        sizes = np.array([[wide, wide * 0.5], [wide * (0.75 if high > 0 else 1.1), wide * 0.4], [0.015, 0.012]]) * size
        rings = tube(bones["skull"] + np.stack(steps) * size @ head, head[0], sizes, 8)
        solids.append(loft(f"ear {s}", rings, tone * 0.8, "ear", crease=0.01, lift=0.01))
    for sign in (1.0, -1.0) if name in ("cow", "goat") else ():
        bend = ((0, 0, 0), (0.02, 0.14, 0.10), (0.06, 0.18, 0.24)) if name == "cow" else (
            (0, 0, 0), (-0.10, 0.02, 0.26), (-0.30, 0.05, 0.40))  # fmt: skip
        curve = np.array([-0.04, sign * 0.10, 0.24]) + np.array(bend) * (1.0, sign, 1.0)
        sizes = np.array([[0.055, 0.055], [0.04, 0.04], [0.01, 0.01]]) * size
        solids.append(loft(f"horn {sign}", tube(bones["skull"] + curve * size @ head, head[0], sizes, 7), 0.55, "horn"))
    if name == "horse":
        crest = bones["skull"] + np.array([[0.1, 0.0, 0.27], [-0.2, 0.0, 0.2]]) * size @ head
        chest = bones.frames["chest"]
        nape = (bones["skull"] + bones["neck"]) / 2 + (chest[2] * 0.22 - chest[0] * 0.18) * size
        path = np.stack([*crest, nape, bones["neck"] + (chest[2] * 0.25 - chest[0] * 0.30) * size])
        mane = tube(path, head[1], np.array([[0.05, 0.08], [0.06, 0.12], [0.06, 0.14], [0.04, 0.06]]) * size, 8)
        solids.append(loft("mane", mane, tone * 0.5, "mane", crease=0.02, lift=0.02))
    return solids


def _face(name: str, bones: Skeleton, kind: Breed, points: float) -> list[Mark]:
    if points < 9:
        return []
    head, size, skull = bones.frames["head"], bones.head, bones["skull"]
    c = circle(9)
    marks = []
    for sign in (1.0, -1.0):
        # an animal's eyes look forward and out
        x, y, z, big = {
            "horse": (0.30, 0.155, 0.10, 0.035),
            "cow": (0.22, 0.20, 0.10, 0.04),
            "bird": (0.12, 0.27, 0.06, 0.055),
            "cat": (0.27, 0.15, 0.06, 0.055),
        }.get(name, (0.30, 0.13, 0.10, 0.040))
        outward = np.array([0.75 if name in ("cat", "dog", "creature") else 0.3, sign, 0.1])
        plane = aim(outward, np.array([0.0, 0.0, 1.0]))
        ring = (
            np.array([x, sign * y, z])
            + (np.outer(c[:, 0] * big, plane[1]) + np.outer(c[:, 1] * big, plane[2]))
            + plane[0] * 0.06
        )
        marks.append(Mark(skull + ring * size @ head, 0.06, 0, area=True, slack=0.05 * size))
        if points > 40:
            glint = (
                np.array([x, sign * y, z])
                + (np.outer(c[:, 0] * big * 0.3, plane[1]) + np.outer(c[:, 1] * big * 0.3 + big * 0.35, plane[2]))
                + plane[0] * 0.07
            )
            marks.append(Mark(skull + glint * size @ head, 0.98, 0, area=True, slack=0.05 * size))
    tip = {"horse": 0.97, "cow": 0.97, "cat": 0.54, "bird": 0.0}.get(name, 0.80)
    if tip:
        z = {"horse": -0.05, "cat": -0.06}.get(name, -0.02)
        nose = np.stack([np.full(9, tip + 0.02), c[:, 0] * 0.055, z + c[:, 1] * 0.04], axis=1)
        marks.append(Mark(skull + nose * size @ head, 0.1, 0, area=True, slack=0.06 * size))
        for sign in (1.0, -1.0):
            mouth = np.array(
                [[tip, 0.0, z - 0.07], [tip - 0.10, sign * 0.09, z - 0.12], [tip - 0.26, sign * 0.13, z - 0.08]]
            )
            marks.append(Mark(skull + mouth * size @ head, 0.12, 0.8, slack=0.05 * size))
            if name == "cat" and points > 25:
                for k in (-0.02, 0.0, 0.02):
                    whisker = np.array(
                        [[tip - 0.06, sign * 0.08, z - 0.03], [tip - 0.04, sign * 0.42, z - 0.03 + k * 3]]
                    )
                    marks.append(Mark(skull + whisker * size @ head, 0.4, 0.4, slack=0.05, free=True))
    return marks
