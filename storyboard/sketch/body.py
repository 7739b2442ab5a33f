"""The body below the chin as lofted solids: trunk, limbs, and the clothes that change its silhouette."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storyboard.sketch.joints import Array, Skeleton, chance, unit
from storyboard.sketch.lofts import Mark, Solid, circle, loft, stations, tube
from storyboard.stage.geometry import Figure, Look

SHOE_TONE = 0.16
SHIRT_TONE = 0.93
EASE = {
    "shirt": 0.006, "sweater": 0.014, "coat": 0.026, "jacket": 0.017, "dress": 0.002, "tshirt": 0.006,
    "uniform": 0.012, "apron": 0.008, "hoodie": 0.022,
}  # fmt: skip
"""Metres that a garment stands off the body."""
HEMS = {"shirt": -0.02, "tshirt": -0.03, "sweater": -0.035, "hoodie": -0.04, "uniform": -0.07, "apron": -0.02}
"""How far below the hip joint a top ends, metres; jackets, coats and dresses are skirts of their own."""

NECKLINES = {
    "shirt": 1.075, "sweater": 1.085, "coat": 1.075, "jacket": 1.075, "dress": 1.035, "tshirt": 1.07, "uniform": 1.075,
    "apron": 1.07, "hoodie": 1.07,
}  # fmt: skip
"""Where a top ends at the neck, on the scale of the trunk."""

# place along the trunk (0 hip joint, 1 shoulder joint), half-width, half-depth, forward shift, for a man of 1.75 m
MALE = (
    (-0.22, 0.070, 0.070, 0.0), (-0.16, 0.128, 0.098, -0.005), (0.0, 0.163, 0.112, -0.008), (0.16, 0.158, 0.105, 0.0),
    (0.34, 0.142, 0.094, 0.004), (0.52, 0.152, 0.105, 0.004), (0.70, 0.172, 0.118, 0.0), (0.86, 0.188, 0.112, -0.006),
    (0.930, 0.200, 0.098, -0.010), (0.975, 0.193, 0.084, -0.014), (1.012, 0.160, 0.074, -0.018),
    (1.055, 0.112, 0.066, -0.020), (1.095, 0.080, 0.060, -0.018), (1.135, 0.058, 0.056, -0.012),
)  # fmt: skip
FEMALE = (
    (-0.22, 0.070, 0.070, 0.0), (-0.16, 0.140, 0.105, -0.008), (0.0, 0.174, 0.114, -0.012), (0.16, 0.158, 0.100, -0.004),
    (0.36, 0.120, 0.082, 0.004), (0.52, 0.134, 0.095, 0.006), (0.68, 0.150, 0.122, 0.016), (0.86, 0.162, 0.102, 0.0),
    (0.930, 0.172, 0.086, -0.008), (0.975, 0.166, 0.074, -0.012), (1.012, 0.135, 0.064, -0.016),
    (1.055, 0.092, 0.056, -0.018), (1.095, 0.064, 0.050, -0.016), (1.135, 0.048, 0.047, -0.010),
)  # fmt: skip
GIRTH = {"slim": (0.93, 0.88), "average": (1.0, 1.0), "heavy": (1.13, 1.32)}
"""Width and depth of the trunk by build."""
LIMB = {"slim": 0.89, "average": 1.0, "heavy": 1.17}

# place along the limb, half-thickness sideways, half-thickness fore and aft
ARM = ((-0.06, 0.020, 0.024), (-0.03, 0.042, 0.046), (0.03, 0.052, 0.056), (0.12, 0.053, 0.058), (0.30, 0.046, 0.050), (0.50, 0.039, 0.043), (0.545, 0.039, 0.044),
       (0.66, 0.042, 0.043), (0.85, 0.031, 0.029), (1.0, 0.026, 0.021))  # fmt: skip
LEG = ((0.0, 0.088, 0.095), (0.15, 0.085, 0.092), (0.35, 0.073, 0.078), (0.50, 0.056, 0.060), (0.54, 0.055, 0.060),
       (0.68, 0.054, 0.060), (0.86, 0.037, 0.040), (1.0, 0.033, 0.038))  # fmt: skip
SLEEVE = ((-0.06, 0.020, 0.026), (-0.03, 0.044, 0.050), (0.03, 0.055, 0.061), (0.12, 0.056, 0.062), (0.30, 0.051, 0.055), (0.50, 0.046, 0.049), (0.56, 0.046, 0.049),
          (0.70, 0.045, 0.046), (0.90, 0.038, 0.037), (1.0, 0.036, 0.034))  # fmt: skip
TROUSER = ((0.0, 0.094, 0.100), (0.15, 0.092, 0.098), (0.35, 0.080, 0.085), (0.50, 0.067, 0.071), (0.55, 0.066, 0.070),
           (0.75, 0.062, 0.067), (0.93, 0.058, 0.066), (1.0, 0.060, 0.070))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Build:
    """What the solids of one body need to know."""

    figure: Figure
    bones: Skeleton
    size: float
    fine: bool
    """Drawn large enough for many-sided rings."""
    fingers: bool = True
    """Drawn large enough for each finger."""

    @property
    def look(self) -> Look:
        return self.figure.look

    @property
    def columns(self) -> int:
        return 12 if self.fine else 9


def body_solids(build: Build) -> tuple[list[Solid], list[Mark]]:
    """Trunk, neck, arms and legs in their clothes, without the hands and the head."""
    solids, marks = _trunk(build)
    for side, sign in (("l", 1.0), ("r", -1.0)):
        solids += _leg(build, side, sign) + _shoe(build, side) + _arm(build, side, sign)
        marks += _folds(build, side, sign)
    skirts, edges = _skirts(build)
    return solids + skirts + _neck(build), marks + edges


def trunk_ring(build: Build, at: Array, *, ease: float = 0.0, columns: int = 0) -> Array:
    """Rings round the trunk at places ``at`` (0 hip joint, 1 shoulder joint), [n, columns, 3]; first point in front."""
    look, bones, size = build.look, build.bones, build.size
    table = FEMALE if look.gender == "f" and look.age != "child" else MALE
    profile = stations(*table, at=at)
    wide, deep = GIRTH[look.build]
    if look.age == "child":
        # children are tubes: little waist, belly forward
        wide, deep = wide * 0.96, deep * 1.12
        profile[:, 0] = profile[:, 0] * 0.6 + np.interp(at, (-0.2, 0.0, 0.9, 1.1), (0.07, 0.15, 0.16, 0.06)) * 0.4
    belly = np.exp(-(((at - 0.3) / 0.25) ** 2))
    forward = profile[:, 2] + (0.03 * belly if look.build == "heavy" else 0.0)
    if look.age == "old":
        forward = forward + 0.014 * belly - 0.015 * np.exp(-(((at - 0.9) / 0.2) ** 2))
    slope = np.clip((1.10 - at) / 0.15, 0.25, 1.0)
    half = (
        profile[:, :2] * (wide, deep) * np.where(at > 1.0, 1 - (wide - 1) * 0.6, 1)[:, None] + ease * slope[:, None]
    ) * size

    pelvis, waist, chest = bones["pelvis"], bones["waist"], bones["chest"]
    share = np.clip((at - 0.1) / 0.75, 0, 1)[:, None, None]
    frames = bones.frames["pelvis"] * (1 - share) + bones.frames["chest"] * share
    frames = frames / np.maximum(np.linalg.norm(frames, axis=2, keepdims=True), 1e-9)
    knots = np.array([-0.42, 0.0, 0.42, 1.0, 1.4])
    down, up = pelvis - (waist - pelvis), chest + (chest - waist) * (0.4 / 0.58)
    path = np.stack([np.interp(at, knots, values) for values in np.stack([down, pelvis, waist, chest, up]).T], axis=1)
    # round the corner at the waist, so that a bent trunk has no crease
    round_ = np.exp(-(((at - 0.42) / 0.22) ** 2))[:, None] * 0.22
    path = path * (1 - round_) + ((pelvis + chest) / 2 * 0.5 + waist * 0.5) * round_
    path = path + frames[:, 0] * (forward * size)[:, None]
    c = circle(columns or (20 if build.fine else 14))
    # the root of the neck slopes: low at its pit, high at the nape
    slope_ = (np.clip((at - 0.96) / 0.14, 0, 1) * 0.026 * size)[:, None] * c[:, 0]
    # squarer than an ellipse: the exponent below 1 fills the corners
    front = np.sign(c[:, 0]) * np.abs(c[:, 0]) ** 0.80
    side = np.sign(c[:, 1]) * np.abs(c[:, 1]) ** 0.88
    rings: Array = (
        path[:, None]
        + frames[:, 0][:, None] * (half[:, 1:] * front)[:, :, None]
        + frames[:, 1][:, None] * (half[:, :1] * side)[:, :, None]
        - frames[:, 2][:, None] * slope_[:, :, None]
    )
    return rings


def _trunk(build: Build) -> tuple[list[Solid], list[Mark]]:
    look = build.look
    top = look.top
    hem = HEMS.get(top, 0.0) / 0.516
    if build.figure.posture in ("sit", "drive", "crouch", "lie"):
        # cloth gathers on the lap
        hem = max(hem, 0.10)
    solids: list[Solid] = []
    if top != "dress":
        waist = trunk_ring(build, np.array([-0.22, -0.16, -0.10, -0.05, 0.0, 0.05]), ease=min(0.006, EASE[top] - 0.003))
        solids.append(loft("pelvis", waist, look.bottom_tone, "bottom"))
    start = 0.05 if top in ("jacket", "coat", "dress") else hem
    shoulders = np.array([0.91, 0.95, 0.98, 1.01, 1.04, 1.07, 1.10, 1.135])
    neckline = NECKLINES[top]
    at = np.concatenate([np.linspace(start, 0.86, 8 if build.fine else 5), shoulders[shoulders < neckline], [neckline]])
    rings = trunk_ring(build, at, ease=EASE[top])
    solids.append(loft("trunk", rings, look.top_tone, "top", ends=False, lift=0.02))
    bare = np.linspace(neckline - 0.02, 1.14, 6)
    skin = trunk_ring(build, bare, ease=min(0.0, EASE[top] - 0.006))
    solids.append(loft("shoulders", skin, look.skin_tone, "skin"))
    return solids, on_trunk(build, _seams(build))


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


def _neck(build: Build) -> list[Solid]:
    look, bones, size = build.look, build.bones, build.size
    base, skull = bones["neck"], bones["skull"]
    chest, head = bones.frames["chest"], bones.frames["head"]
    high = bones.head
    wide = (
        {"f": 0.200, "m": 0.245, None: 0.222}[look.gender]
        * high
        * {"slim": 0.96, "average": 1.0, "heavy": 1.14}[look.build]
    )
    if look.age == "child":
        wide = 0.185 * high
    path = np.stack(
        [
            base - chest[2] * 0.045 * size,
            base + chest[2] * 0.005,
            base * 0.5 + skull * 0.5,
            skull + head[2] * 0.06 * high,
        ]
    )
    path[2:] += head[0] * 0.01 * high
    sizes = np.array([[1.28, 1.12], [1.08, 1.05], [0.95, 0.98], [0.93, 1.0]]) * wide
    rings = tube(path, chest[0], sizes[:, ::-1], build.columns)
    solids = [loft("neck", rings, look.skin_tone, "skin", ends=False)]
    ring = trunk_ring(build, np.array([1.06, 1.10]), ease=0.004, columns=16)
    middle = ring[0].mean(axis=0)
    up, ahead = chest[2], chest[0]
    round_ = ring[0] - middle
    if look.accessory == "scarf":
        levels = [(-0.03, 1.22), (0.0, 1.5), (0.04, 1.5), (0.075, 1.30), (0.085, 1.0)]
        rows = np.stack([middle + round_ * grow + up * (rise * size) + ahead * 0.012 * size for rise, grow in levels])
        solids.append(
            loft("scarf", rows, 0.42 if look.top_tone > 0.6 else 0.86, "scarf", ends=False, lift=0.03, crease=0.02)
        )
        start = middle + ahead * 0.085 * size + chest[1] * 0.04 * size
        fall = np.stack(
            [
                start + up * 0.03 * size,
                start - up * 0.05 * size + ahead * 0.03 * size,
                start - up * 0.28 * size + ahead * 0.035 * size,
            ]
        )
        tail = tube(fall, chest[1], np.array([[0.035, 0.016], [0.045, 0.02], [0.05, 0.012]]) * size, 8)
        solids.append(loft("scarf tail", tail, 0.42 if look.top_tone > 0.6 else 0.86, "scarf", lift=0.04, crease=0.01))
    else:
        solids += _collars(build)
    if look.top == "hoodie":
        back = middle - ahead * 0.075 * size + up * 0.01 * size
        arc = np.linspace(-1.9, 1.9, 9)
        path = (
            back
            + np.outer(np.sin(arc), chest[1]) * 0.105 * size
            + np.outer(1 - np.cos(arc), ahead) * 0.085 * size
            - np.outer(np.abs(arc), up) * 0.008 * size
        )
        thick = np.interp(np.abs(arc), (0, 1.9), (1.0, 0.35))[:, None] * np.array([0.042, 0.055]) * size
        solids.append(loft("hood", tube(path, up, thick, 9), look.top_tone, "top", lift=0.01, crease=0.02))
    return solids


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


def limb_path(root: Array, joint: Array, end: Array, at: Array, split: float = 0.52) -> Array:
    """Points along a bent limb, 0 at its root, ``split`` at its joint, 1 at its end; the bend is rounded."""
    t = at[:, None]
    path = np.where(t < split, root + (joint - root) * (t / split), joint + (end - joint) * ((t - split) / (1 - split)))
    near = np.exp(-(((t - split) / 0.06) ** 2)) * 0.10
    rounded: Array = path * (1 - near) + (root + end) / 2 * near
    return rounded


Piece = tuple[float, float, float, str]
"""From, to (shares of a limb), tone, cloth."""


def _limb(build: Build, name: str, bones: tuple[Array, Array, Array], across: Array, profile: tuple[tuple[float, ...], ...],
          pieces: Sequence[Piece], *, ease: float = 0.0, lift: float = 0.0) -> list[Solid]:  # fmt: skip
    """A limb cut into ``pieces``; each piece is cut again at the joint."""
    thick = LIMB[build.look.build] * build.size * (0.92 if build.look.gender == "f" else 1.0)
    cuts = [cut for start, stop, _, _ in pieces for cut in (start, stop)]
    at = np.unique(np.concatenate([np.linspace(0, 1, 15 if build.fine else 8), [-0.04, 0.46, 0.52, 0.58, 1.03], cuts]))
    at = at[at >= min(cuts)]
    rings = tube(limb_path(*bones, at), across, stations(*profile, at=at) * thick + ease * build.size, build.columns)
    solids = []
    for start, stop, tone, cloth in pieces:
        ends = [start, 0.52, stop] if start < 0.46 and stop > 0.58 else [start, stop]
        for index, (low, high) in enumerate(zip(ends[:-1], ends[1:], strict=True)):
            part = rings[(at >= low - 1e-9) & (at <= high + 1e-9)]
            solids.append(loft(f"{name} {cloth} {index}", part, tone, cloth, lift=lift, crease=0.028))
    return solids


def _arm(build: Build, side: str, sign: float) -> list[Solid]:
    look, bones = build.look, build.bones
    joints = bones[f"shoulder_{side}"], bones[f"elbow_{side}"], bones[f"wrist_{side}"]
    root = (
        joints[0] - bones.frames["chest"][1] * sign * 0.020 * build.size - bones.frames["chest"][2] * 0.053 * build.size
    )
    across = bones.frames["chest"][1]
    skin, top = look.skin_tone, look.top_tone
    bare = {"tshirt": 0.36, "apron": 0.44, "dress": 0.16}.get(look.top)
    if bare is None:
        ease = EASE[look.top] * 0.55
        solids = _limb(
            build, f"arm {side}", (root, *joints[1:]), across, SLEEVE, [(-0.06, 0.98, top, "top")], ease=ease
        )
        return [*solids, *_limb(build, f"arm {side}", (root, *joints[1:]), across, ARM, [(0.93, 1.03, skin, "skin")])]
    sleeve = _limb(
        build, f"arm {side}", (root, *joints[1:]), across, SLEEVE, [(-0.06, bare, top, "top")], ease=0.008, lift=0.012
    )
    return sleeve + _limb(
        build, f"arm {side}", (root, *joints[1:]), across, ARM, [(max(bare - 0.03, 0.06), 1.03, skin, "skin")]
    )


def _leg(build: Build, side: str, sign: float) -> list[Solid]:
    look, bones = build.look, build.bones
    pelvis = bones.frames["pelvis"]
    root = bones[f"hip_{side}"] + pelvis[2] * 0.03 * build.size + pelvis[1] * sign * -0.006 * build.size
    joints = root, bones[f"knee_{side}"], bones[f"ankle_{side}"]
    across = pelvis[1]
    bottom = look.bottom if look.top != "dress" else "skirt"
    if bottom == "trousers":
        return _limb(build, f"leg {side}", joints, across, TROUSER, [(0.0, 1.03, look.bottom_tone, "bottom")])
    skin = look.skin_tone
    if bottom == "shorts":
        short = _limb(
            build, f"leg {side}", joints, across, TROUSER, [(0.0, 0.44, look.bottom_tone, "bottom")], ease=0.012
        )
        return short + _limb(build, f"leg {side}", joints, across, LEG, [(0.36, 1.0, skin, "skin")])
    return _limb(build, f"leg {side}", joints, across, LEG, [(0.0, 1.0, skin, "skin")])


def _shoe(build: Build, side: str) -> list[Solid]:
    bones, size = build.bones, build.size * (0.9 if build.look.gender == "f" else 1.0)
    frame, ankle = bones.frames[f"foot_{side}"], bones[f"ankle_{side}"]
    # forward, half-width, bottom, top (metres, from the ankle)
    table = np.array([(-0.062, 0.018, -0.072, -0.020), (-0.052, 0.032, -0.075, 0.020), (-0.01, 0.036, -0.075, 0.030),
                      (0.05, 0.039, -0.075, 0.004), (0.11, 0.045, -0.075, -0.022), (0.165, 0.041, -0.075, -0.038),
                      (0.195, 0.022, -0.072, -0.052)]) * size  # fmt: skip
    round_ = circle(10)
    up = table[:, 2:3] * (1 - round_[:, 1]) / 2 + table[:, 3:4] * (1 + round_[:, 1]) / 2
    local = np.stack([np.broadcast_to(table[:, :1], up.shape), -table[:, 1:2] * round_[:, 0], up], axis=2)
    # a shoe has a flat sole
    local[..., 2] = np.maximum(local[..., 2], table[:, 2:3] * 0.98)
    return [loft(f"shoe {side}", ankle + local @ frame, SHOE_TONE, "shoe", crease=0.02)]


def _skirts(build: Build) -> tuple[list[Solid], list[Mark]]:
    """What hangs round both legs: skirts, the lower part of a dress, the tails of a jacket or coat."""
    look = build.look
    top, tone = look.top, look.top_tone
    solids: list[Solid] = []
    marks: list[Mark] = []
    if top == "dress":
        solids.append(_skirt(build, "dress", 0.52, tone, "top", flare=0.085, ease=0.012, start=0.30))
    elif look.bottom == "skirt":
        solids.append(_skirt(build, "skirt", 0.46, look.bottom_tone, "bottom", flare=0.040, ease=0.012, start=0.22))
    if top == "coat":
        solids.append(
            _skirt(build, "coat", 0.50, tone, "top", flare=0.050, ease=0.034, start=0.40, gap=26.0, lift=0.03)
        )
    elif top == "jacket":
        solids.append(
            _skirt(build, "jacket", 0.13, tone, "top", flare=0.012, ease=0.022, start=0.40, gap=14.0, lift=0.02)
        )
    elif top == "apron":
        solids.append(_skirt(build, "apron", 0.40, 0.95 if tone < 0.7 else 0.4, "apron", flare=0.02, ease=0.02, start=0.18,
                             gap=236.0, lift=0.03))  # fmt: skip
    return solids, marks


def _skirt(build: Build, name: str, length: float, tone: float, cloth: str, *, flare: float, ease: float, start: float,
           gap: float = 0.0, lift: float = 0.015) -> Solid:  # fmt: skip
    """A cone from the trunk at ``start`` down the legs to ``length`` of them, open in front by ``gap`` degrees.

    An apron's gap is more than half a turn: it is open behind.
    """
    bones, size, look = build.bones, build.size, build.look
    columns = 36 if build.fine else 24
    upper = trunk_ring(build, np.linspace(start, 0.0, 5), ease=ease, columns=columns)
    share = np.linspace(0.05, length, 6)
    legs = [limb_path(bones[f"hip_{s}"], bones[f"knee_{s}"], bones[f"ankle_{s}"], share) for s in ("l", "r")]
    middle = (legs[0] + legs[1]) / 2
    apart = (legs[0] - legs[1]) / 2
    along = np.gradient(middle, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    side = bones.frames["pelvis"][1] - along * (along @ bones.frames["pelvis"][1])[:, None]
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    front = np.cross(along, side) * -1.0
    front *= np.where(np.sum(front * np.cross(side, -along), axis=1) < 0, -1.0, 1.0)[:, None]
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
    return loft(
        name,
        rings[::-1][:, ::1],
        tone,
        cloth,
        ends=False,
        double=True,
        lift=lift,
        skip=None if skip is None else skip[::-1],
    )


def _folds(build: Build, side: str, sign: float) -> list[Mark]:
    """A few short lines where cloth gathers: inside the elbow, behind the knee, under the arm."""
    bones, size, look = build.bones, build.size, build.look
    marks: list[Mark] = []

    def gather(root: Array, joint: Array, end: Array, thick: float, key: str) -> None:
        inward = unit((root + end) / 2 - joint)
        straight = float(np.dot(unit(joint - root), unit(end - joint)))
        if straight > 0.93:
            inward = bones.frames["chest"][0]
        flank = np.cross(unit(end - root), inward)
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
