"""Hair as masses on the skull, beards, and what people wear on their heads."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from storyboard.sketch.joints import Array, chance
from storyboard.sketch.lofts import Mark, Solid, circle, loft, tube
from storyboard.sketch.skull import around
from storyboard.stage.geometry import Look

# angle from the front in degrees, height of the hairline
LINES = {
    "m": ((0, 0.835), (22, 0.825), (40, 0.850), (58, 0.770), (70, 0.640), (80, 0.500), (92, 0.520), (104, 0.500),
          (116, 0.380), (140, 0.235), (180, 0.205)),
    "f": ((0, 0.850), (20, 0.835), (40, 0.790), (58, 0.700), (70, 0.600), (82, 0.500), (94, 0.500), (106, 0.450),
          (118, 0.330), (140, 0.200), (180, 0.170)),
    "open": ((0, 0.845), (14, 0.815), (30, 0.720), (46, 0.610), (60, 0.500), (74, 0.420), (90, 0.360), (106, 0.320),
             (120, 0.270), (140, 0.200), (180, 0.170)),
    "fringe": ((0, 0.640), (20, 0.640), (40, 0.630), (50, 0.560), (62, 0.460), (76, 0.380), (90, 0.330), (106, 0.300),
               (120, 0.260), (140, 0.200), (180, 0.170)),
    "bald": ((0, 2.0), (60, 2.0), (82, 0.500), (95, 0.500), (106, 0.470), (118, 0.360), (140, 0.250), (180, 0.220)),
}  # fmt: skip
# thickness at the hairline, at the sides, on top
THICK = {
    "crop": (0.008, 0.016, 0.026), "short": (0.018, 0.042, 0.070), "long": (0.022, 0.052, 0.060),
    "bob": (0.024, 0.066, 0.066), "bun": (0.010, 0.028, 0.036), "curly": (0.045, 0.105, 0.120),
    "ponytail": (0.010, 0.026, 0.036), "braid": (0.012, 0.032, 0.040),
}  # fmt: skip


def hairline(look: Look) -> str:
    """Which line the hair starts from."""
    if look.hair in ("bob", "long"):
        fringed = chance(look.hair, look.hair_tone, look.height, look.head) < (0.5 if look.hair == "bob" else 0.15)
        return "fringe" if fringed else "open"
    return "f" if look.gender == "f" or look.age == "child" else "m"


@lru_cache(maxsize=256)
def hair_solids(look: Look, grade: int) -> tuple[Solid, ...]:
    """Masses of hair, beard and headgear in the head's own measure; what falls to the shoulders is in ``falling``."""
    solids: list[Solid] = []
    tone = look.hair_tone
    covered = look.accessory in ("hat", "cap")
    if look.hair != "bald":
        solids.append(_cap(look, grade, covered))
    if look.hair == "bun":
        height, back = (0.83, -0.50) if chance(look.height, look.hair_tone, "bun") < 0.6 else (0.55, -0.60)
        solids.append(_ball("bun", np.array([back, 0.0, height]), (0.135, 0.165, 0.145), tone, grade))
    if look.accessory == "beard":
        solids.append(_beard(look, grade))
    if look.accessory in ("hat", "cap"):
        solids += _headgear(look, grade)
    if look.accessory == "headphones":
        solids += _headphones(look, grade)
    return tuple(solids)


def _cap(look: Look, grade: int, covered: bool) -> Solid:
    rows, columns = ((6, 18), (9, 28), (13, 40))[grade]
    angle = np.linspace(-np.pi, np.pi, columns, endpoint=False)
    line = np.array(LINES[hairline(look)])
    # a side parting: the hairline's peak stands off the middle
    parting = 1.0 if chance(look.height, look.hair_tone, "parting") < 0.5 else -1.0
    off = 13.0 * parting if look.hair in ("short", "bob", "long", "ponytail") else 0.0
    degrees = np.rad2deg(angle)
    low = np.interp(np.abs(degrees - off * np.clip(1 - np.abs(degrees) / 80, 0, 1)), line[:, 0], line[:, 1])
    if look.age == "old" and look.gender == "m":
        low = low + 0.05 * np.exp(-((angle / 0.7) ** 2))
    edge, sides, top = THICK[look.hair]
    if covered:
        top, sides = min(top, 0.02), min(sides, 0.04)
    share = np.linspace(0, 1, rows)
    z = low[None, :] + (0.996 - low[None, :]) * (1 - (1 - share[:, None]) ** 1.25)
    points = around(look, angle[None, :], z)
    way = points - np.array([-0.07, 0.0, 0.55])
    way[..., 2] *= np.where(way[..., 2] > 0, 1.0, 0.2)
    way /= np.maximum(np.linalg.norm(way, axis=2, keepdims=True), 1e-9)
    rise = np.clip((z - 0.55) / 0.45, 0, 1)
    body = sides + (top - sides) * rise * rise * (3 - 2 * rise)
    near = np.full(columns, edge)
    if look.hair in ("bob", "long"):
        # full where it falls, so that it runs into the curtain
        near = np.interp(np.abs(degrees), (30, 70), (edge, sides))
    thick = near + (body - near) * np.clip(share[:, None] / 0.22, 0, 1) ** 0.7
    sway = np.sin(angle * 3 + 7 * chance(look.hair_tone, look.height)) * 0.10 + np.sin(angle * 7 + 1.3) * 0.05
    apex = np.clip((1 - share[:, None]) / 0.35, 0, 1)
    thick = thick * (1 + sway[None, :] * apex)
    if look.hair == "curly":
        lumps = (
            np.sin(angle * 7)[None, :] * np.cos(share * 11)[:, None]
            + np.sin(angle * 5 + 2)[None, :] * np.sin(share * 17)[:, None]
        )
        thick = thick * (1 + 0.20 * lumps * apex)
    if look.hair in ("short", "bob", "long") and not covered:
        # and the hair is fuller on the other side of it
        thick = thick * (1 - 0.20 * parting * np.sin(angle)[None, :] * np.clip((z - 0.7) / 0.2, 0, 1) * apex)
    if look.hair == "short" and look.gender != "f" and not covered:
        quiff = np.exp(-((angle / 0.75) ** 2))[None, :] * np.exp(-(((share[:, None] - 0.25) / 0.25) ** 2))
        thick = thick + 0.030 * quiff
    rings = points + way * thick[..., None]
    rings = np.concatenate([points[:1] - way[:1] * 0.012, rings])
    return loft("hair", rings, look.hair_tone, "hair", ends=True, lift=0.012, crease=0.012, line=0.75)


@lru_cache(maxsize=256)
def strands(look: Look, grade: int) -> tuple[Mark, ...]:
    """Lines along the combed hair: a few dark or light ones, a shine, and loose ends over the forehead."""
    if look.hair == "bald" or look.accessory in ("hat", "cap") or not grade:
        return ()
    rows, columns = ((6, 18), (9, 28), (13, 40))[grade]
    grid = _cap(look, grade, False).points[: (rows + 1) * columns].reshape(rows + 1, columns, 3)[1:]
    middle = np.array([-0.07, 0.0, 0.5])
    tone = look.hair_tone
    shine = min(tone + 0.30, 0.95) if tone < 0.75 else tone - 0.22
    dark = max(tone * 0.45, 0.04)
    curl = look.hair == "curly"
    marks: list[Mark] = []

    def comb(angle: float, low: float, high: float, drift: float, colour: float, width: float) -> None:
        share = np.linspace(low, high, 11 if curl else 7)
        turn = (
            angle + drift * (share - low) + (0.16 if curl else 0.05) * np.sin(share * (55 if curl else 9) + angle * 5)
        )
        row, column = share * (rows - 1), np.mod((turn + np.pi) / (2 * np.pi) * columns, columns)
        r, c = np.clip(row.astype(int), 0, rows - 2), column.astype(int) % columns
        up, side = (row - r)[:, None], (column - np.floor(column))[:, None]
        after = (c + 1) % columns
        line = (grid[r, c] * (1 - side) + grid[r, after] * side) * (1 - up)
        line = line + (grid[r + 1, c] * (1 - side) + grid[r + 1, after] * side) * up
        way = line - middle
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        marks.append(Mark(line + way * 0.006, colour, slack=0.016, width=width))

    parted = -1.0 if chance(look.height, look.hair_tone, "parting") < 0.5 else 1.0
    count = (0, 12, 26)[grade] * (2 if curl else 1)
    for k in range(count):
        seat = chance(look.hair, look.hair_tone, look.height, "strand", k)
        angle = (k + 0.7 * seat) / count * 2 * np.pi - np.pi
        low = 0.03 + 0.45 * chance(k, "low", look.height)
        length = (0.20 if curl else 0.42) * (0.6 + 0.6 * seat)
        drift = (0.5 if curl else 0.55) * parted * np.cos(angle / 2)
        comb(angle, low, min(low + length, 0.93), drift, dark if k % 3 else shine, 0.0075 if grade == 2 else 0.009)
    for k in range((0, 4, 9)[grade]):
        angle = parted * (0.5 + 0.09 * k)
        comb(angle, 0.46 + 0.04 * (k % 3), 0.70 + 0.04 * (k % 2), 0.2 * parted, shine, 0.008 + 0.003 * (k % 2))
    if look.hair != "crop":
        tips = (0, 7, 15)[grade] if hairline(look) == "fringe" else (0, 4, 9)[grade]
        for k in range(tips):
            angle = np.linspace(-0.85, 0.85, tips)[k] + 0.08 * chance(k, look.height, "tip")
            place = (angle + np.pi) / (2 * np.pi) * columns
            c = int(place) % columns
            root = grid[1, c] * (1 - place % 1) + grid[1, (c + 1) % columns] * (place % 1)
            edge = grid[0, c] * (1 - place % 1) + grid[0, (c + 1) % columns] * (place % 1)
            fall = (edge - root) / max(float(np.linalg.norm(edge - root)), 1e-6)
            reach = (0.035 + 0.035 * chance(k, "reach")) * (1.0 if hairline(look) == "fringe" else 0.6)
            sway = np.array([0.0, 0.012 * parted, 0.0])
            line = np.stack(
                [root + fall * 0.02, edge, edge + fall * reach * 0.6 + sway, edge + fall * reach + sway * 2.4]
            )
            marks.append(Mark(line + np.array([0.012, 0.0, 0.0]), tone, slack=0.03, width=0.020))
    return tuple(marks)


def _ball(name: str, middle: Array, half: tuple[float, float, float], tone: float, grade: int) -> Solid:
    rise = np.linspace(-0.95, 0.95, (5, 6, 8)[grade])
    c = circle((8, 10, 14)[grade])
    round_ = np.sqrt(1 - rise**2)
    rings = np.stack(
        [np.outer(round_, c[:, 0]), np.outer(round_, c[:, 1]), np.broadcast_to(rise[:, None], (len(rise), len(c)))],
        axis=2,
    )
    return loft(name, middle + rings * np.array(half), tone, "hair", crease=0.01, lift=0.005)


def _beard(look: Look, grade: int) -> Solid:
    columns, rows = ((11, 5), (17, 7), (28, 12))[grade]
    angle = np.linspace(-1.45, 1.45, columns)
    far = np.abs(angle)
    high = np.interp(far, (0.0, 0.18, 0.34, 0.5, 0.9, 1.2, 1.45), (0.150, 0.150, 0.215, 0.255, 0.265, 0.350, 0.520))
    low = np.interp(far, (0.0, 0.5, 1.0, 1.3, 1.45), (-0.035, -0.025, 0.02, 0.10, 0.24))
    share = np.linspace(0, 1, rows)
    z = low + (high - low) * share[:, None]
    points = around(look, angle[None, :], np.maximum(z, 0.0))
    points[..., 2] = z
    way = points - np.array([0.05, 0.0, 0.25])
    way /= np.maximum(np.linalg.norm(way, axis=2, keepdims=True), 1e-9)
    thick = (
        0.042
        * np.sin(np.pi * np.clip(0.25 + 0.65 * (1 - share), 0, 1))[:, None]
        * np.interp(far, (0, 1.0, 1.45), (1.15, 0.7, 0.25))
    )
    rings = points + way * thick[..., None]
    rings[-1] = points[-1] - way[-1] * 0.01
    return loft("beard", rings, look.hair_tone, "beard", ends=False, closed=False, lift=0.008, crease=0.01, double=True)


def _headgear(look: Look, grade: int) -> list[Solid]:
    columns = (14, 22, 32)[grade]
    angle = np.linspace(-np.pi, np.pi, columns, endpoint=False)
    tone = 0.25 if look.hair_tone > 0.4 or look.top_tone > 0.5 else 0.72
    base = around(look, angle, np.full(columns, 0.74))
    middle = np.array([-0.05, 0.0, 0.0])

    def ring(grow: float, z: float, tilt: float = 0.0, source: Array = base) -> Array:
        points: Array = middle + (source - middle) * np.array([grow, grow, 0.0])
        points[:, 2] = z + points[:, 0] * tilt
        return points

    if look.accessory == "hat":
        brim = np.stack(
            [ring(1.10, 0.735, 0.06), ring(1.62, 0.715, 0.10), ring(1.64, 0.730, 0.10), ring(1.12, 0.770, 0.06)]
        )
        crown = np.stack(
            [
                ring(1.11, 0.74, 0.06),
                ring(1.12, 0.85, 0.06),
                ring(1.06, 1.02, 0.05),
                ring(0.92, 1.09, 0.04),
                ring(0.5, 1.06, 0.04),
            ]
        )
        band = np.stack([ring(1.14, 0.755, 0.06), ring(1.145, 0.835, 0.06)])
        return [
            loft("brim", brim, tone, "hat", ends=False, lift=0.02, crease=0.01, double=True),
            loft("crown", crown, tone, "hat", lift=0.022, crease=0.012),
            loft("band", band, 0.12 if tone > 0.5 else 0.6, "band", ends=False, lift=0.03),
        ]
    dome = np.stack(
        [
            ring(1.09, 0.70, 0.10),
            ring(1.10, 0.80, 0.08),
            ring(1.02, 0.93, 0.03),
            ring(0.78, 1.02, 0.0),
            ring(0.38, 1.065, 0.0),
        ]
    )
    peak_angle = np.linspace(-1.15, 1.15, 13)
    front = around(look, peak_angle, np.full(13, 0.72))
    inner = front * np.array([1.08, 1.08, 1.0]) + np.array([0.0, 0.0, 0.035])
    outer = inner + np.stack([0.26 * np.cos(peak_angle) ** 0.6, 0.0 * peak_angle, -0.05 - 0.0 * peak_angle], axis=1)
    peak = np.stack([inner, (inner + outer) / 2 + np.array([0, 0, 0.012]), outer])
    return [
        loft("dome", dome, tone, "cap", lift=0.02, crease=0.012),
        loft(
            "peak", peak, max(tone - 0.08, 0.05), "peak", ends=False, closed=False, double=True, lift=0.02, crease=0.006
        ),
    ]


def _headphones(look: Look, grade: int) -> list[Solid]:
    arc = np.linspace(-1.75, 1.75, (7, 11, 15)[grade])
    path = np.stack([np.full(len(arc), -0.05), np.sin(arc) * 0.385, 0.60 + np.cos(arc) * 0.48], axis=1)
    band = loft(
        "band",
        tube(path, np.array([1.0, 0, 0]), np.tile([0.045, 0.016], (len(arc), 1)), 8),
        0.15,
        "band",
        lift=0.02,
        crease=0.01,
    )
    solids = [band]
    for name, sign in (("l", 1.0), ("r", -1.0)):
        way = np.array(
            [
                [-0.05, sign * 0.30, 0.45],
                [-0.05, sign * 0.33, 0.45],
                [-0.05, sign * 0.40, 0.45],
                [-0.05, sign * 0.42, 0.45],
            ]
        )
        cup = tube(
            way, np.array([0, 0, 1.0]), np.array([[0.10, 0.085], [0.125, 0.105], [0.12, 0.10], [0.085, 0.07]]), 14
        )
        solids.append(loft(f"cup {name}", cup, 0.2, "cup", lift=0.02, crease=0.01))
    return solids


def falling(look: Look, grade: int, *, root: Array, frame: Array, size: float, neck: Array,
            chest: Array) -> tuple[list[Solid], list[Mark]]:  # fmt: skip
    """Hair that falls by its weight: curtains, ponytails, braids; on the stage, in metres."""
    down = np.array([0.0, 0.0, -1.0])
    # lying down, hair spreads rather than falls
    if frame[2][2] < 0.35:
        down = -frame[2] * 0.8 - frame[0] * 0.25

    def stage(local: Array) -> Array:
        spot: Array = root + local * size @ frame
        return spot

    if look.hair in ("bob", "long"):
        return _curtain(look, grade, stage, down, size, neck, chest)
    if look.hair in ("ponytail", "braid"):
        start = stage(np.array([-0.50, 0.0, 0.72])) if look.hair == "ponytail" else stage(np.array([-0.46, 0.0, 0.36]))
        back = -frame[0]
        t = np.linspace(0, 1, 12)
        length = (1.35 if look.hair == "ponytail" else 1.75) * size
        path = start + np.outer(np.sin(t * 1.9) * 0.42 * size * (1.0 if look.hair == "ponytail" else 0.25), back)
        path = path + np.outer((t**1.25) * length, down) * (1.0 if look.hair == "ponytail" else 0.85)
        # it lies on the back, not in it
        behind = (path - neck) @ chest[0]
        floor = -np.interp((path - neck) @ chest[2], (-0.6, -0.15, 0.0, 0.2), (0.165, 0.150, 0.085, 0.0)) * size / 0.233
        path = path + np.outer(np.minimum(floor - behind, 0.0), chest[0])
        if look.hair == "ponytail":
            thick = np.interp(t, (0, 0.06, 0.12, 0.4, 0.8, 1.0), (0.045, 0.050, 0.095, 0.12, 0.085, 0.012))
        else:
            thick = (0.075 + 0.016 * np.sin(t * 36)) * np.interp(t, (0, 0.85, 1.0), (1.0, 0.75, 0.25))
        rings = tube(path, frame[1], np.stack([thick, thick * 0.8], axis=1) * size, 10)
        return [loft(look.hair, rings, look.hair_tone, "hair", crease=0.012, line=0.75)], _locks(look, rings[:, ::3])
    return [], []


def _locks(look: Look, grid: Array) -> list[Mark]:
    """Lines down falling hair; ``grid`` [rows, columns, 3] has one line in each column."""
    tone = look.hair_tone
    shine, dark = (min(tone + 0.28, 0.95) if tone < 0.75 else tone - 0.22), max(tone * 0.45, 0.04)
    marks = []
    for k in range(grid.shape[1]):
        low = int(chance(look.height, "lock", k) * 3)
        high = len(grid) - int(chance(look.height, "end", k) * 3)
        marks.append(Mark(grid[low:high, k], shine if k % 3 == 1 else dark, slack=0.025, width=0.0018))
    return marks


def _curtain(look: Look, grade: int, stage: Callable[[Array], Array], down: Array, size: float, neck: Array,
             chest: Array) -> tuple[list[Solid], list[Mark]]:  # fmt: skip
    columns, rows = ((14, 5), (22, 7), (34, 9))[grade]
    line = np.array(LINES[hairline(look)])
    first = 62.0
    angle = np.deg2rad(np.linspace(first, 360 - first, columns))
    low = np.interp(np.minimum(np.rad2deg(angle), 360 - np.rad2deg(angle)), line[:, 0], line[:, 1])
    top = np.maximum(low + 0.02, 0.62)
    points = around(look, angle, top)
    outward = points - np.array([-0.07, 0.0, 0.0])
    outward[:, 2] = 0
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-9)
    thick = THICK[look.hair][1]
    start = stage(points + outward * thick)
    out = stage(outward) - stage(np.zeros(3))
    length = 0.40 if look.hair == "bob" else 0.95
    share = np.linspace(0, 1, rows)
    ragged = 1 + 0.05 * np.sin(angle * 7 + 9 * chance(look.height, "ends"))
    swell = np.sin(share * np.pi * (0.75 if look.hair == "bob" else 0.9)) * (0.055 if look.hair == "bob" else 0.06)
    if look.hair == "bob":
        swell = swell - 0.05 * share**3
    grid = (
        start[None]
        + down * (share[:, None, None] * length * size * ragged[None, :, None])
        + out[None] * swell[:, None, None]
    )
    # over the shoulders and the back
    height = (grid - neck) @ chest[2]
    apart = np.abs((grid - neck) @ chest[1])
    behind = (grid - neck) @ chest[0]
    floor = np.interp(height, (-0.35, -0.12, -0.02, 0.06), (0.135, 0.120, 0.090, 0.0)) * size / 0.233
    side = np.sign((grid - neck) @ chest[0] + 0.02)
    push = np.where((height < 0.05) & (apart < 0.20), np.maximum(floor - np.abs(behind), 0.0), 0.0)
    grid = grid + (push * side)[..., None] * chest[0]
    solid = loft("curtain", grid[::-1], look.hair_tone, "hair", ends=False, closed=False, double=True, lift=0.004,
                 crease=0.02, line=0.75)  # fmt: skip
    return [solid], _locks(look, grid[:, :: (7, 3, 2)[grade]]) if grade else []
