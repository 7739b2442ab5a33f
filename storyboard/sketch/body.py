"""The body below the chin as lofted solids: trunk, limbs, and the clothes that change its silhouette."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from storyboard.sketch.joints import Array, Skeleton
from storyboard.sketch.lofts import Solid, circle, loft, stations, tube
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
    (-0.22, 0.070, 0.070, 0.0), (-0.16, 0.140, 0.105, -0.008), (0.0, 0.174, 0.114, -0.012),
    (0.16, 0.158, 0.100, -0.004),
    (0.36, 0.120, 0.082, 0.004), (0.52, 0.134, 0.095, 0.006), (0.68, 0.150, 0.122, 0.016), (0.86, 0.162, 0.102, 0.0),
    (0.930, 0.172, 0.086, -0.008), (0.975, 0.166, 0.074, -0.012), (1.012, 0.135, 0.064, -0.016),
    (1.055, 0.092, 0.056, -0.018), (1.095, 0.064, 0.050, -0.016), (1.135, 0.048, 0.047, -0.010),
)  # fmt: skip
GIRTH = {"slim": (0.93, 0.88), "average": (1.0, 1.0), "heavy": (1.13, 1.32)}
"""Width and depth of the trunk by build."""
LIMB = {"slim": 0.89, "average": 1.0, "heavy": 1.17}

# place along the limb, half-thickness sideways, half-thickness fore and aft
ARM = ((-0.06, 0.020, 0.024), (-0.03, 0.042, 0.046), (0.03, 0.052, 0.056), (0.12, 0.053, 0.058),
       (0.30, 0.046, 0.050), (0.50, 0.039, 0.043), (0.545, 0.039, 0.044),
       (0.66, 0.042, 0.043), (0.85, 0.031, 0.029), (1.0, 0.026, 0.021))  # fmt: skip
LEG = ((0.0, 0.082, 0.093), (0.15, 0.085, 0.092), (0.35, 0.073, 0.078), (0.50, 0.056, 0.060), (0.54, 0.055, 0.060),
       (0.68, 0.054, 0.060), (0.86, 0.037, 0.040), (1.0, 0.033, 0.038))  # fmt: skip
SLEEVE = ((-0.06, 0.020, 0.026), (-0.03, 0.044, 0.050), (0.03, 0.055, 0.061), (0.12, 0.056, 0.062),
          (0.30, 0.051, 0.055), (0.50, 0.046, 0.049), (0.56, 0.046, 0.049),
          (0.70, 0.045, 0.046), (0.90, 0.038, 0.037), (1.0, 0.036, 0.034))  # fmt: skip
TROUSER = ((0.0, 0.086, 0.098), (0.15, 0.092, 0.098), (0.35, 0.080, 0.085), (0.50, 0.067, 0.071), (0.55, 0.066, 0.070),
           (0.75, 0.062, 0.067), (0.93, 0.058, 0.066), (1.0, 0.060, 0.070))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Build:
    """What the solids of one body need to know."""

    figure: Figure
    bones: Skeleton
    size: float
    grade: int
    """How finely it is built, 0 to 2."""
    fingers: bool = False
    """Whether hands have fingers."""

    @property
    def look(self) -> Look:
        return self.figure.look

    @property
    def columns(self) -> int:
        return (8, 10, 16)[self.grade]


def body_solids(build: Build) -> list[Solid]:
    """Trunk, neck, arms, legs and shoes, without the head, the hands, and what ``clothes`` adds."""
    solids = _trunk(build) + _neck(build)
    for side, sign in (("l", 1.0), ("r", -1.0)):
        solids += _leg(build, side, sign) + _shoe(build, side) + _arm(build, side, sign)
    return solids


def trunk_ring(build: Build, at: Array, *, ease: float = 0.0, columns: int = 0, floor: float = -1.0) -> Array:
    """Rings round the trunk at places ``at`` (0 hip joint, 1 shoulder joint), [n, columns, 3]; first point in front.

    Cloth hangs straight below ``floor`` where the body narrows.
    """
    look, bones, size = build.look, build.bones, build.size
    table = FEMALE if look.gender == "f" and look.age != "child" else MALE
    profile = stations(*table, at=np.maximum(at, floor))
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
    c = circle(columns or (14, 18, 26)[build.grade])
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


def _trunk(build: Build) -> list[Solid]:
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
    if look.bottom == "skirt" and top not in ("jacket", "coat", "dress"):
        start = 0.18
    shoulders = np.array([0.91, 0.95, 0.98, 1.01, 1.04, 1.07, 1.10, 1.135])
    neckline = NECKLINES[top]
    at = np.concatenate(
        [np.linspace(start, 0.86, (5, 8, 12)[build.grade]), shoulders[shoulders < neckline], [neckline]]
    )
    rings = trunk_ring(build, at, ease=EASE[top], floor=0.0)
    solids.append(loft("trunk", rings, look.top_tone, "top", ends=False, lift=0.02))
    bare = np.linspace(neckline - 0.02, 1.14, 6)
    skin = trunk_ring(build, bare, ease=min(0.0, EASE[top] - 0.006))
    solids.append(loft("shoulders", skin, look.skin_tone, "skin"))
    return solids


def _neck(build: Build) -> list[Solid]:
    look, bones, size = build.look, build.bones, build.size
    base, skull = bones["neck"], bones["skull"]
    chest, head = bones.frames["chest"], bones.frames["head"]
    high = bones.head
    stout = {"slim": 0.96, "average": 1.0, "heavy": 1.14}[look.build]
    wide = {"f": 0.200, "m": 0.245, None: 0.222}[look.gender] * high * stout
    if look.age == "child":
        wide = 0.185 * high
    foot, top = base - chest[2] * 0.045 * size, skull + head[2] * 0.06 * high
    path = np.stack([foot, base + chest[2] * 0.005, (base + skull) / 2, top])
    path[2:] += head[0] * 0.01 * high
    sizes = np.array([[1.28, 1.12], [1.08, 1.05], [0.95, 0.98], [0.93, 1.0]]) * wide
    rings = tube(path, chest[0], sizes[:, ::-1], build.columns)
    return [loft("neck", rings, look.skin_tone, "skin", ends=False)]


def limb_path(root: Array, joint: Array, end: Array, at: Array, split: float = 0.52) -> Array:
    """Points along a bent limb, 0 at its root, ``split`` at its joint, 1 at its end; the bend is rounded."""
    t = at[:, None]
    path = np.where(t < split, root + (joint - root) * (t / split), joint + (end - joint) * ((t - split) / (1 - split)))
    near = np.exp(-(((t - split) / 0.06) ** 2)) * 0.10
    rounded: Array = path * (1 - near) + (root + end) / 2 * near
    return rounded


Piece = tuple[float, float, float, str]
"""From, to (shares of a limb), tone, cloth."""


def _limb(build: Build, name: str, bones: tuple[Array, Array, Array], across: Array,
          profile: Sequence[tuple[float, ...]], pieces: Sequence[Piece], *, ease: float = 0.0,
          lift: float = 0.0) -> list[Solid]:  # fmt: skip
    """A limb cut into ``pieces``; each piece is cut again at the joint."""
    slender = 0.90 if build.look.age == "child" else 0.92 if build.look.gender == "f" else 1.0
    thick = LIMB[build.look.build] * build.size * slender
    cuts = [cut for start, stop, _, _ in pieces for cut in (start, stop)]
    at = np.unique(np.concatenate([np.linspace(0, 1, (8, 13, 17)[build.grade]), [-0.04, 0.46, 0.52, 0.58, 1.03], cuts]))
    at = at[at >= min(cuts)]
    rings = tube(limb_path(*bones, at), across, stations(*profile, at=at) * thick + ease * build.size, build.columns)
    solids = []
    for start, stop, tone, cloth in pieces:
        ends = [start, 0.52, stop] if start < 0.46 and stop > 0.58 else [start, stop]
        for index, (low, high) in enumerate(pairwise(ends)):
            part = rings[(at >= low - 1e-9) & (at <= high + 1e-9)]
            solids.append(loft(f"{name} {cloth} {index}", part, tone, cloth, lift=lift, crease=0.028))
    return solids


def _arm(build: Build, side: str, sign: float) -> list[Solid]:
    look, bones, chest = build.look, build.bones, build.bones.frames["chest"]
    # the arm hangs under the shoulder's cap, not from its edge
    root = bones[f"shoulder_{side}"] - (chest[1] * sign * 0.020 + chest[2] * 0.053) * build.size
    joints = root, bones[f"elbow_{side}"], bones[f"wrist_{side}"]
    skin, top, name = look.skin_tone, look.top_tone, f"arm {side}"
    bare = {"tshirt": 0.36, "apron": 0.44, "dress": 0.16}.get(look.top)
    if bare is None:
        sleeve = _limb(build, name, joints, chest[1], SLEEVE, [(-0.06, 0.98, top, "top")], ease=EASE[look.top] * 0.55)
        return sleeve + _limb(build, name, joints, chest[1], ARM, [(0.97, 1.03, skin, "skin")])
    sleeve = _limb(build, name, joints, chest[1], SLEEVE, [(-0.06, bare, top, "top")], ease=0.008, lift=0.012)
    return sleeve + _limb(build, name, joints, chest[1], ARM, [(bare - 0.005, 1.03, skin, "skin")])


def _leg(build: Build, side: str, sign: float) -> list[Solid]:
    look, bones, pelvis = build.look, build.bones, build.bones.frames["pelvis"]
    root = bones[f"hip_{side}"] + (pelvis[2] * 0.03 - pelvis[1] * sign * 0.006) * build.size
    joints = root, bones[f"knee_{side}"], bones[f"ankle_{side}"]
    name, skin, cloth = f"leg {side}", look.skin_tone, look.bottom_tone
    if look.top == "dress" or look.bottom == "skirt":
        return _limb(build, name, joints, pelvis[1], LEG, [(0.0, 1.0, skin, "skin")])
    if look.bottom == "shorts":
        short = _limb(build, name, joints, pelvis[1], TROUSER, [(0.0, 0.44, cloth, "bottom")], ease=0.008)
        return short + _limb(build, name, joints, pelvis[1], LEG, [(0.43, 1.0, skin, "skin")])
    return _limb(build, name, joints, pelvis[1], TROUSER, [(0.0, 1.03, cloth, "bottom")])


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
