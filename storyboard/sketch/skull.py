"""The shape of a head: skull, jaw, nose, ears and neck's root as surfaces in the head's own measure.

One unit is the head's height; x out of the face, y to the left, z up from the chin (0) to the crown (1). The canon is
the usual one: eyes half-way, nose's base at 0.29, mouth at 0.19, a head five eyes wide.
"""

from functools import lru_cache

import numpy as np

from storyboard.sketch.joints import Array
from storyboard.sketch.lofts import Solid, circle, loft, stations
from storyboard.stage.geometry import Look

EYE_Z, EYE_Y, EYE_X, EYE_R = 0.50, 0.135, 0.288, 0.078
MOUTH_Z = 0.19

# height, front, back, half-width, where it is widest, squareness
SLICES = (
    (0.000, 0.345, 0.215, 0.080, 0.270, 2.0), (0.022, 0.370, 0.150, 0.122, 0.230, 2.1),
    (0.060, 0.380, 0.075, 0.168, 0.170, 2.2), (0.110, 0.366, 0.005, 0.205, 0.090, 2.3),
    (0.160, 0.368, -0.060, 0.232, 0.020, 2.3), (0.210, 0.372, -0.110, 0.252, -0.030, 2.3),
    (0.270, 0.374, -0.270, 0.268, -0.060, 2.3), (0.340, 0.374, -0.360, 0.282, -0.070, 2.35),
    (0.410, 0.376, -0.415, 0.296, -0.080, 2.4), (0.480, 0.376, -0.450, 0.302, -0.085, 2.4),
    (0.560, 0.386, -0.474, 0.312, -0.090, 2.45), (0.640, 0.388, -0.482, 0.326, -0.095, 2.4),
    (0.730, 0.376, -0.468, 0.330, -0.095, 2.3), (0.810, 0.340, -0.428, 0.314, -0.090, 2.2),
    (0.880, 0.274, -0.360, 0.270, -0.080, 2.1), (0.935, 0.188, -0.270, 0.204, -0.070, 2.0),
    (0.975, 0.092, -0.172, 0.124, -0.060, 2.0), (0.995, 0.005, -0.090, 0.050, -0.050, 2.0),
)  # fmt: skip


def slices(look: Look, z: Array) -> Array:
    """The head's section at heights ``z``: rows of front, back, half-width, widest place, squareness."""
    table = np.array(SLICES)
    cut = np.stack([np.interp(z, table[:, 0], table[:, k]) for k in range(1, 6)], axis=1)
    jaw = np.clip((0.34 - z) / 0.2, 0, 1)
    wide = {"oval": 1.0, "round": 1.07, "square": 1.04, "long": 0.93}[look.head]
    jaws = {"oval": 1.0, "round": 1.05, "square": 1.12, "long": 1.0}[look.head]
    if look.gender == "f":
        jaws *= 0.92
    elif look.gender == "m":
        jaws *= 1.04
    if look.age == "child":
        wide, jaws = wide * 1.14, jaws * 0.93
    if look.build == "heavy":
        jaws *= 1.12
    elif look.build == "slim":
        jaws *= 0.95
    cut[:, 2] *= wide * (1 + (jaws - 1) * jaw)
    return cut


def relief(look: Look, y: Array, z: Array) -> Array:
    """What stands out of the face, or sinks into it, along x."""
    far = np.abs(y)
    male = {"m": 1.0, "f": 0.35, None: 0.65}[look.gender] if look.age != "child" else 0.1

    def bump(at_y: float, at_z: float, wide: float, high: float) -> Array:
        hill: Array = np.exp(-(((far - at_y) / wide) ** 2) - ((z - at_z) / high) ** 2)
        return hill

    fat = {"slim": -0.008, "average": 0.0, "heavy": 0.014}[look.build] + (0.026 if look.age == "child" else 0.0)
    return (
        -0.040 * bump(0.130, 0.505, 0.070, 0.045)
        + (0.008 + 0.014 * male) * bump(0.100, 0.575, 0.11, 0.028)
        + 0.014 * bump(0.190, 0.400, 0.070, 0.050)
        + (fat - 0.010) * bump(0.170, 0.270, 0.080, 0.080)
        + 0.030 * bump(0.0, 0.195, 0.095, 0.060)
        + (0.012 + 0.008 * male) * bump(0.0, 0.050, 0.080, 0.040)
        - 0.016 * bump(0.0, 0.112, 0.080, 0.022)
    )


def face(look: Look, y: Array, z: Array) -> Array:
    """Points [n, 3] of the face's surface at (y, z)."""
    y, z = np.asarray(y, dtype=np.float64), np.asarray(z, dtype=np.float64)
    cut = slices(look, z)
    front, half, widest, square = cut[:, 0], cut[:, 2], cut[:, 3], cut[:, 4]
    share = np.clip(1 - (np.abs(y) / half) ** square, 0, 1) ** (1 / square)
    return np.stack([widest + (front - widest) * share + relief(look, y, z) * share, y, z], axis=1)


def around(look: Look, angle: Array, z: Array) -> Array:
    """Points of the head's surface at angles from the front (radians, left positive) and heights, [..., 3]."""
    shape = np.broadcast_shapes(np.shape(angle), np.shape(z))
    a, height = np.broadcast_to(angle, shape).ravel(), np.broadcast_to(z, shape).ravel()
    cut = slices(look, height)
    power = 2 / cut[:, 4]
    c, s = np.cos(a), np.sin(a)
    y = cut[:, 2] * np.sign(s) * np.abs(s) ** power
    ahead = np.abs(c) ** power
    x = np.where(c >= 0, cut[:, 3] + (cut[:, 0] - cut[:, 3]) * ahead, cut[:, 3] + (cut[:, 1] - cut[:, 3]) * np.abs(c))
    x = x + np.where(c > 0, relief(look, y, height) * ahead, 0.0)
    points: Array = np.stack([x, y, height], axis=1).reshape(*shape, 3)
    return points


def settle(look: Look, points: Array, drop: float = 0.0) -> Array:
    """Bends the canon to an age, and lowers the jaw by ``drop``: applied to everything on the head."""
    moved = points.copy()
    z = points[..., 2]
    if drop:
        low = np.clip((0.22 - z) / 0.16, 0, 1) * np.clip((points[..., 0] + 0.1) / 0.25, 0, 1)
        moved[..., 2] -= drop * low
    if look.age == "child":
        # a high forehead over a small face
        moved[..., 2] = np.interp(
            moved[..., 2], (-1.0, 0.0, 0.19, 0.5, 1.0, 1.4), (-1.0, 0.075, 0.215, 0.405, 1.0, 1.4)
        )
    elif look.head == "round":
        moved[..., 2] = np.interp(moved[..., 2], (-1.0, 0.0, 1.0, 1.4), (-0.975, 0.025, 1.0, 1.4))
    return moved


NOSE = (
    (0.262, -0.030, 0.030), (0.280, 0.030, 0.062), (0.300, 0.105, 0.082), (0.330, 0.148, 0.074), (0.355, 0.140, 0.058),
    (0.400, 0.100, 0.046), (0.450, 0.064, 0.040), (0.500, 0.040, 0.038), (0.540, 0.022, 0.042), (0.575, -0.010, 0.05),
)  # fmt: skip
"""Height, how far the ridge stands out, half-width."""


def nose_size(look: Look) -> tuple[float, float]:
    """Length out of the face and width, relative."""
    if look.age == "child":
        return 0.54, 0.80
    out, wide = {"f": (0.86, 0.90), "m": (1.06, 1.06), None: (0.95, 0.98)}[look.gender]
    return (out * 1.06, wide * 1.12) if look.age == "old" else (out, wide)


def nose(look: Look, side: Array, z: Array) -> Array:
    """Points of the nose at ``side`` (-1 right wing, 0 ridge, 1 left wing) and heights."""
    out, wide = nose_size(look)
    profile = stations(*NOSE, at=np.asarray(z, dtype=np.float64))
    y = side * profile[:, 1] * wide
    base = face(look, y * 1.15, z)
    ridge = face(look, np.zeros_like(y), z)[:, 0] + profile[:, 0] * out
    rise = np.maximum(1 - np.abs(side) ** 1.7, 0.0)
    wing = np.exp(-(((np.abs(side) - 0.72) / 0.22) ** 2) - ((z - 0.302) / 0.020) ** 2) * 0.032
    return np.stack([base[:, 0] - 0.012 + (ridge - base[:, 0] + 0.012) * rise + wing, y * 1.15, z], axis=1)


@lru_cache(maxsize=256)
def head_solids(look: Look, grade: int) -> tuple[Solid, ...]:
    """Skull, nose and ears, before ``settle``; ``grade`` 0 to 2 is how finely."""
    rows, columns = ((12, 16), (21, 28), (34, 44))[grade]
    table = np.array(SLICES)[:, 0]
    z = np.interp(np.linspace(0, len(table) - 1, rows), np.arange(len(table)), table)
    turn = np.linspace(-np.pi, np.pi, columns, endpoint=False)
    angle = turn - (0.0, 0.15, 0.22)[grade] * np.sin(turn)
    rings = around(look, angle[None, :], z[:, None])
    skin = look.skin_tone
    solids = [loft("skull", rings, skin, "skin", crease=0.02)]
    z = np.array([0.264, 0.274, 0.285, 0.298, 0.314, 0.332, 0.352, 0.385, 0.42, 0.46, 0.50, 0.54, 0.57])
    side = np.linspace(-1, 1, (5, 9, 13)[grade])
    if grade < 2:
        z = z[::2]
    grid = nose(look, np.tile(side, len(z)), np.repeat(z, len(side))).reshape(len(z), len(side), 3)
    solids.append(loft("nose", grid, skin, "skin", ends=False, closed=False, crease=0.0045, lift=0.004))
    for name, sign in (("l", 1.0), ("r", -1.0)):
        solids.append(_ear(look, name, sign, grade))
    return tuple(solids)


def _ear(look: Look, name: str, sign: float, grade: int) -> Solid:
    c = circle((8, 12, 16)[grade])
    half = float(slices(look, np.array([0.44]))[0, 2])
    out = np.array([sign * 0.86, -0.50]) if sign > 0 else np.array([-0.86, -0.50])
    rings = []
    for depth, wide, high in (
        (-0.02, 0.030, 0.080),
        (0.020, 0.046, 0.100),
        (0.052, 0.058, 0.115),
        (0.058, 0.040, 0.095),
    ):
        # fuller above, narrow at the lobe
        shape = wide * c[:, 0] * (1 + 0.30 * c[:, 1] * sign * sign)
        up = high * c[:, 1] * sign
        x = -0.045 - shape - 0.10 * up + depth * out[1] * 0.8
        y = sign * (half * 0.985 + depth * 0.80) - sign * 0.45 * np.minimum(-shape, 0.0) * (depth > 0)
        rings.append(np.stack([x, np.broadcast_to(y, x.shape), 0.435 + up], axis=1))
    return loft(f"ear {name}", np.stack(rings)[:, ::1], look.skin_tone, "skin", crease=0.008, lift=0.004)
