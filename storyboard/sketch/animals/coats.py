"""The bodies of animals as solids: trunk, legs, neck, wings and tail, and the marks on their coats."""

import numpy as np

from storyboard.sketch.animals.breeds import ALIKE, BREEDS, HEADS, HOOFED, TRUNKS, Breed, breed
from storyboard.sketch.animals.heads import ears, face_marks
from storyboard.sketch.animals.limbless import LIMBLESS, limbless_parts
from storyboard.sketch.joints import Array, Skeleton, chance, cross, unit
from storyboard.sketch.lofts import Mark, Solid, circle, loft, stations, tube
from storyboard.stage.geometry import Figure


def animal_parts(figure: Figure, bones: Skeleton, points: float) -> tuple[list[Solid], list[Mark], list[Mark]]:
    """Solids of an animal, the marks on its body, and those on its face; ``points`` is its head's size on the sheet."""
    if figure.look.animal in LIMBLESS:
        return limbless_parts(figure, bones, points)
    kind, tall, look = breed(figure.look.animal), breed(figure.look.animal).tall, figure.look
    tone, frame, head, size = look.hair_tone, bones.frames["chest"], bones.frames["head"], bones.head
    columns = 16 if points > 60 else 10
    name = ALIKE.get(look.animal, look.animal)
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
    slim = {"horse": 0.75, "cow": 0.85, "sheep": 0.62, "goat": 0.68, "cat": 0.95, "bird": 0.35, "bear": 1.55}.get(
        name, 1.0
    )
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
    solids += ears(name, bones, size, head, face)
    if name == "cow":
        bag = tube(pelvis + (chest - pelvis) * 0.14 + np.outer([-0.30, -0.40, -0.46], [0.0, 0.0, tall]), side,
                   np.array([[0.10, 0.10], [0.09, 0.09], [0.03, 0.03]]) * tall, 10)  # fmt: skip
        solids.append(loft("udder", bag, min(tone + 0.1, 0.95), "udder", crease=0.02))
    return solids, _patches(figure, trunk) if name == "cow" else [], face_marks(name, bones, kind, points)


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
