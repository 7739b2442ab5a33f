"""Clothes on the body: collars, skirts and tails, and what is drawn on a chest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storyboard.sketch.body import EASE, HEMS, LEG, LIMB, SHIRT_TONE, Build, limb_path, trunk_ring
from storyboard.sketch.joints import Array, chance, cross, unit
from storyboard.sketch.lofts import Mark, Solid, circle, loft, stations, tube

Spot = tuple[float, float]
"""A place of the trunk: its height (0 hip joint, 1 shoulder joint) and degrees from the front, left positive."""


@dataclass(frozen=True, slots=True)
class Seam:
    """A line or patch on the trunk, through spots."""

    spots: tuple[Spot, ...]
    weight: float = 0.8
    area: bool = False
    tone: float = 0.1
    width: float = 0.0
    slack: float = 0.05


def clothes(build: Build) -> tuple[list[Solid], list[Mark]]:
    """Collars, skirts and tails, and the lines and patches on the cloth."""
    marks = on_trunk(build, _seams(build))
    for side in "lr":
        marks += _folds(build, side)
    neck = _scarf(build) if build.look.accessory == "scarf" else _collars(build)
    return neck + _hood(build) + _skirts(build), marks


def _scarf(build: Build) -> list[Solid]:
    look, size, chest = build.look, build.size, build.bones.frames["chest"]
    ring = trunk_ring(build, np.array([1.06]), ease=0.004, columns=16)[0]
    middle, up, ahead = ring.mean(axis=0), chest[2], chest[0]
    tone = 0.42 if look.top_tone > 0.6 else 0.86
    levels = [(-0.03, 1.22), (0.0, 1.5), (0.04, 1.5), (0.075, 1.30), (0.085, 1.0)]
    rows = [middle + (ring - middle) * grow + (up * rise + ahead * 0.012) * size for rise, grow in levels]
    start = middle + (ahead * 0.085 + chest[1] * 0.04) * size
    fall = start + np.outer([0.03, -0.05, -0.28], up) * size + np.outer([0.0, 0.03, 0.035], ahead) * size
    tail = tube(fall, chest[1], np.array([[0.035, 0.016], [0.045, 0.02], [0.05, 0.012]]) * size, 8)
    return [
        loft("scarf", np.stack(rows), tone, "scarf", ends=False, lift=0.03, crease=0.02),
        loft("scarf tail", tail, tone, "scarf", lift=0.04, crease=0.01),
    ]


def _hood(build: Build) -> list[Solid]:
    """A hood lying on the back."""
    look, size, chest = build.look, build.size, build.bones.frames["chest"]
    if look.top != "hoodie":
        return []
    middle = trunk_ring(build, np.array([1.06]), ease=0.004, columns=16)[0].mean(axis=0)
    arc = np.linspace(-1.9, 1.9, 9)
    sweep = np.outer(np.sin(arc), chest[1]) * 0.105 + np.outer(1 - np.cos(arc), chest[0]) * 0.085
    path = middle + (sweep - np.outer(np.abs(arc), chest[2]) * 0.008 + chest[2] * 0.01 - chest[0] * 0.075) * size
    thick = np.interp(np.abs(arc), (0, 1.9), (1.0, 0.35))[:, None] * np.array([0.042, 0.055]) * size
    return [loft("hood", tube(path, chest[2], thick, 9), look.top_tone, "top", lift=0.01, crease=0.02)]


def on_trunk(build: Build, seams: Sequence[Seam]) -> list[Mark]:
    """The seams as marks on the trunk's surface, joined smoothly."""
    if not seams:
        return []
    heights, turns, counts = [], [], []
    for seam in seams:
        knots = np.array(seam.spots, dtype=np.float64)
        index = np.linspace(0, len(knots) - 1, (len(knots) - 1) * 4 + 1)
        heights.append(np.interp(index, np.arange(len(knots)), knots[:, 0]))
        turns.append(np.interp(index, np.arange(len(knots)), knots[:, 1]))
        counts.append(len(index))
    at = np.concatenate(heights)
    table = np.linspace(-0.25, 1.15, 57)
    rings = trunk_ring(build, table, ease=EASE[build.look.top] + 0.005, columns=72)
    row, column = (at + 0.25) * 40, np.mod(np.concatenate(turns) / 5.0, 72.0)
    low, left = np.clip(row.astype(int), 0, 55), column.astype(int) % 72
    up, side = (row - low)[:, None], (column - np.floor(column))[:, None]
    right = (left + 1) % 72
    points = (rings[low, left] * (1 - side) + rings[low, right] * side) * (1 - up)
    points += (rings[low + 1, left] * (1 - side) + rings[low + 1, right] * side) * up
    marks = []
    for seam, line in zip(seams, np.split(points, np.cumsum(counts)[:-1]), strict=True):
        marks.append(Mark(line, seam.tone, seam.weight, seam.area, slack=seam.slack, width=seam.width * build.size))
    return marks


def _seams(build: Build) -> list[Seam]:
    """What a top shows on the chest: lapels, buttons, pockets, an apron's bib, a tie, a strap, folds."""
    look = build.look
    seams: list[Seam] = []
    tone = look.top_tone
    lighter = min(tone + 0.14, 0.97) if tone < 0.75 else tone - 0.10

    def line(*spots: Spot, weight: float = 0.8) -> None:
        seams.append(Seam(spots, weight))

    def patch(tone: float, *spots: Spot, weight: float = 0.7) -> None:
        seams.append(Seam(spots, weight, True, tone))

    if look.top in ("jacket", "coat"):
        low = 0.48 if look.top == "jacket" else 0.60
        patch(SHIRT_TONE, (1.08, 36), (0.98, 20), (0.8, 12), (low, 0), (0.8, -12), (0.98, -20), (1.08, -36), weight=0)
        for sign in (1, -1):
            patch(lighter, (1.09, 60 * sign), (1.0, 40 * sign), (0.88, 36 * sign), (0.86, 27 * sign), (low, 0),
                  (0.84, 11 * sign), (1.07, 36 * sign))  # fmt: skip
            line((0.22, 28 * sign), (0.215, 52 * sign), weight=0.7)
        line((low, 0), (0.3, -1), (0.0, -2))
    elif look.top in ("shirt", "uniform"):
        if look.top == "shirt" and look.accessory != "tie":
            patch(look.skin_tone, (1.12, 26), (1.06, 12), (0.965, 0), (1.06, -12), (1.12, -26), weight=0)
        for sign in (1, -1):
            patch(min(tone + 0.05, 0.98), (1.075, 12 * sign), (0.970, 13 * sign), (1.050, 40 * sign), (1.09, 40 * sign))
        line((0.97, 0), (0.7, 0), (0.3, -1), (HEMS[look.top] / 0.5, 0), weight=0.6)
        if look.top == "uniform":
            for sign in (1, -1):
                patch(lighter, (0.80, 16 * sign), (0.80, 34 * sign), (0.68, 34 * sign), (0.68, 16 * sign), weight=0.6)
            line((0.14, 80), (0.13, 0), (0.14, -80), weight=1.4)
    elif look.top == "apron":
        patch(0.95 if tone < 0.7 else 0.4, (0.86, 16), (0.86, -16), (0.5, -24), (0.2, -52), (0.0, -60), (-0.05, 0),
              (0.0, 60), (0.2, 52), (0.5, 24), weight=0.9)  # fmt: skip
        for sign in (1, -1):
            line((0.86, 16 * sign), (1.0, 34 * sign), (1.07, 70 * sign))
    elif look.top == "hoodie":
        patch(tone, (0.34, 20), (0.34, -20), (0.14, -38), (0.06, -38), (0.06, 38), (0.14, 38))
        line((1.02, 12), (0.82, 9))
        line((1.02, -12), (0.80, -9))
    elif look.top == "sweater":
        line((0.02, 85), (0.0, 0), (0.02, -85), weight=0.6)
    elif look.top == "dress":
        line((0.40, 85), (0.385, 0), (0.40, -85))
    if look.accessory == "tie" and look.top in ("shirt", "jacket", "coat", "uniform"):
        patch(0.2, (1.05, 9), (1.03, 3), (0.5, 9), (0.44, 0), (0.5, -9), (1.03, -3), (1.05, -9))
    if look.accessory == "bag":
        for turns in ((-38, -22, 0, 30, 62, 88), (-142, -158, -180, -210, -242, -272)):
            strap = tuple(zip((0.98, 0.8, 0.6, 0.4, 0.2, 0.0), map(float, turns), strict=True))
            seams.append(Seam(strap, tone=0.18, width=0.028))
    if look.top != "dress":
        for sign, side in ((1, "l"), (-1, "r")):
            low = 0.24 + 0.08 * chance(build.figure.character, "waist", side)
            seams.append(Seam(((0.84, 64 * sign), (0.74, 50 * sign)), 0.65, slack=0.04))
            seams.append(Seam(((low, 78 * sign), (low - 0.05, 50 * sign)), 0.65, slack=0.04))
            seams.append(Seam(((low + 0.10, 118 * sign), (low + 0.05, 142 * sign)), 0.6, slack=0.04))
    return seams


# height, flare, rings it stands between, half the angle left open in front
COLLARS = {
    "shirt": (0.024, 0.98, 1.068, 1.118, 30.0), "coat": (0.050, 1.25, 1.066, 1.112, 38.0),
    "uniform": (0.026, 1.0, 1.068, 1.118, 12.0), "hoodie": (0.030, 1.25, 1.066, 1.110, 0.0),
    "sweater": (0.016, 0.98, 1.068, 1.118, 0.0), "jacket": (0.020, 1.10, 1.060, 1.100, 46.0),
}  # fmt: skip


def _collars(build: Build) -> list[Solid]:
    """What stands round the neck: high at the nape, lower or open in front."""
    look, size, up = build.look, build.size, build.bones.frames["chest"][2]
    if look.top not in COLLARS:
        return []
    front = (circle(24)[:, 0] + 1) / 2
    angle = np.rad2deg(np.arctan2(circle(24)[:, 1], circle(24)[:, 0]) + np.pi / 24)
    solids = []

    def stand(
        name: str, shape: tuple[float, float, float, float, float], tone: float, ease: float, lift: float
    ) -> None:
        tall, flare, below, above, opened = shape
        low, edge = trunk_ring(build, np.array([below, above]), ease=ease, columns=24)
        rise = (tall * (1.0 - 0.75 * front**2))[:, None] * size * up
        high = edge.mean(axis=0) + (edge - edge.mean(axis=0)) * flare + rise
        rows = np.stack([low, low * 0.5 + high * 0.5, high])
        skip = np.broadcast_to(np.abs(angle) < opened, (2, 24)) if opened else None
        solids.append(loft(name, rows, tone, name, ends=False, double=True, lift=lift, crease=0.012, skip=skip))

    if look.top in ("jacket", "coat"):
        stand("shirt collar", (0.024, 0.96, 1.09, 1.122, 16.0), SHIRT_TONE, 0.004, 0.03)
    tone = min(look.top_tone + 0.05, 0.98) if look.top == "shirt" else look.top_tone
    stand("collar", COLLARS[look.top], tone, EASE[look.top] + 0.006, 0.04)
    return solids


# garment: how far down the legs, flare, ease, where it starts on the trunk, degrees left open, lift
SKIRTS = {
    "dress": (0.52, 0.085, 0.012, 0.30, 0.0, 0.015), "skirt": (0.46, 0.040, 0.012, 0.22, 0.0, 0.015),
    "coat": (0.50, 0.050, 0.034, 0.40, 26.0, 0.03), "jacket": (0.13, 0.012, 0.022, 0.40, 14.0, 0.02),
    "apron": (0.40, 0.020, 0.020, 0.18, 236.0, 0.03),
}  # fmt: skip


def _skirts(build: Build) -> list[Solid]:
    """What hangs round both legs: skirts, the lower part of a dress, the tails of a jacket or coat."""
    look = build.look
    solids = []
    if look.bottom == "skirt" and look.top != "dress":
        solids.append(_skirt(build, "skirt", look.bottom_tone, "bottom"))
    if look.top in ("dress", "coat", "jacket"):
        solids.append(_skirt(build, look.top, look.top_tone, "top"))
    elif look.top == "apron":
        solids.append(_skirt(build, "apron", 0.95 if look.top_tone < 0.7 else 0.4, "apron"))
    return solids


def _skirt(build: Build, name: str, tone: float, cloth: str) -> Solid:
    """A cone from the trunk down the legs, open in front by some degrees.

    An apron's gap is more than half a turn: it is open behind.
    """
    length, flare, ease, start, gap, lift = SKIRTS[name]
    bones, size, look = build.bones, build.size, build.look
    columns = (20, 28, 40)[build.grade]
    upper = trunk_ring(build, np.linspace(start, 0.0, 5), ease=ease, columns=columns)
    share = np.linspace(0.05, length, 6)
    legs = [limb_path(bones[f"hip_{s}"], bones[f"knee_{s}"], bones[f"ankle_{s}"], share) for s in ("l", "r")]
    middle = (legs[0] + legs[1]) / 2
    apart = (legs[0] - legs[1]) / 2
    along = np.gradient(middle, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    side = bones.frames["pelvis"][1] - along * (along @ bones.frames["pelvis"][1])[:, None]
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    front = cross(along, side) * -1.0
    front *= np.where(np.sum(front * cross(side, -along), axis=1) < 0, -1.0, 1.0)[:, None]
    thick = stations(*LEG, at=share) * LIMB[look.build] * size
    fall = (share / max(length, 1e-6) * flare + ease) * size
    wide = np.abs(np.sum(apart * side, axis=1)) + thick[:, 0] + fall
    deep = np.abs(np.sum(apart * front, axis=1)) + thick[:, 1] + fall
    c = circle(columns)
    swing = 1 + 0.03 * np.sin(np.arange(columns) * 2 * np.pi / columns * 5 + 6 * chance(build.figure.character, name))
    lower = (
        middle[:, None]
        + front[:, None] * (deep[:, None] * c[:, 0] * swing)[:, :, None]
        + side[:, None] * (wide[:, None] * np.sign(c[:, 1]) * np.abs(c[:, 1]) ** 0.9 * swing)[:, :, None]
    )
    # the seat keeps its depth where the thighs leave it
    lower[0] = lower[0] * 0.4 + upper[-1] * 0.6
    rings = np.concatenate([upper, lower])
    skip = None
    if gap:
        angle = np.abs((np.arange(columns) + 0.5) * 360 / columns)
        angle = np.minimum(angle, 360 - angle)
        opened = angle < gap / 2 if gap < 180 else angle > 180 - gap / 2
        skip = np.broadcast_to(opened, (len(rings) - 1, columns)).copy()
        if gap < 180:
            skip[:4] = False
    faces = None if skip is None else skip[::-1]
    return loft(name, rings[::-1], tone, cloth, ends=False, double=True, lift=lift, skip=faces)


def _folds(build: Build, side: str) -> list[Mark]:
    """A few short lines where cloth gathers: inside the elbow, behind the knee, under the arm."""
    bones, size, look = build.bones, build.size, build.look
    marks: list[Mark] = []

    def gather(root: Array, joint: Array, end: Array, thick: float, key: str) -> None:
        inward = unit((root + end) / 2 - joint)
        straight = float(np.dot(unit(joint - root), unit(end - joint)))
        if straight > 0.93:
            inward = bones.frames["chest"][0]
        flank = cross(unit(end - root), inward)
        for index, spread in enumerate((-0.7, 0.15, 0.8)):
            if straight > 0.93 and index == 2:
                continue
            away = unit((end if spread > 0 else root) - joint)
            slip = 0.022 + 0.02 * chance(build.figure.character, key, index)
            for hand in (1.0, -1.0):
                start = joint + inward * thick * 0.62 + away * slip * size + flank * hand * thick * 0.72
                stop = (
                    joint
                    - inward * thick * 0.10
                    + away * (slip + 0.035) * size * abs(spread)
                    + flank * hand * thick * 0.98
                )
                marks.append(Mark(np.linspace(start, stop, 4), weight=0.62, slack=0.035))

    if look.top not in ("tshirt", "apron", "dress"):
        gather(bones[f"shoulder_{side}"], bones[f"elbow_{side}"], bones[f"wrist_{side}"], 0.047 * size, f"elbow{side}")
    if look.bottom == "trousers" and look.top != "dress":
        gather(bones[f"hip_{side}"], bones[f"knee_{side}"], bones[f"ankle_{side}"], 0.068 * size, f"knee{side}")
    return marks
