"""What lies round an exterior: sky, clouds, stars, a skyline at the horizon, and the ground in perspective."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.seen import View
from storyboard.sketch.sprites import cloud, noise
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tones import Lighting
from storyboard.stage.geometry import Light, SetPlan

Array = NDArray[np.float64]
Ends = tuple[tuple[float, ...], tuple[float, ...]]
"""A stage segment."""
_GROUNDS = {
    "asphalt": 0.83,
    "grass": 0.87,
    "sand": 0.94,
    "dirt": 0.86,
    "tiles": 0.93,
    "floor": 0.88,
    "snow": 0.97,
    "water": 0.82,
    "carpet": 0.5,
}
FAR = 700.0
"""Metres to the border of the plain."""
_BANKS = {"waterside": "forest", "quay": "hills"}
"""Templates by water that has a far side, and what stands there."""
_DECKS = ("boat", "roof")
"""Templates whose floor ends at its border."""


def toward(view: View, azimuth: Array, rise: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Paper points of far directions (degrees from +x, degrees above the horizon), and which lie before the lens."""
    a, e = np.radians(azimuth), np.radians(rise)
    ways = np.stack([np.cos(a) * np.cos(e), np.sin(a) * np.cos(e), np.sin(e)], axis=-1) @ view.axes.T
    flat: Array = view.flat(ways)
    return flat, ways[..., 2] > 0.05


def draw_outside(
    canvas: Canvas, view: View, plan: SetPlan, hour: Light, light: Lighting, style: Style, *, line: float, fine: bool
) -> None:
    """Draw everything that is farther than the set's own pieces. ``line``: tone of lines; ``fine``: with textures."""
    key = seed(plan.location, "sky")
    if view.axes[2][2] > 0.35:
        sheet = np.array(
            [(0, 0), (canvas.width, 0), (canvas.width, canvas.height), (0, canvas.height)], dtype=np.float64
        )
        canvas.fill(sheet, light.sky[0])
    plain, *laid = grounds(view, plan)
    _plain(canvas, view, plan, plain, hour, light)
    if light.dark and plan.template not in _DECKS:
        _night_ground(canvas, view, light, plain.z)
    _sky(canvas, view, hour, light, style, key, line)
    _skyline(canvas, view, plan, hour, light, style, key, line)
    _ground(canvas, view, plan, laid, hour, light, style, line=line, fine=fine)


def _sky(canvas: Canvas, view: View, hour: Light, light: Lighting, style: Style, key: int, line: float) -> None:
    forward = view.axes[2]
    flat = forward[:2] / max(float(np.hypot(*forward[:2])), 1e-6)
    ahead_of, aside = view.at + np.array([*flat, 0.0]) * FAR, np.array([-flat[1], flat[0], 0.0]) * FAR * 6
    rise = np.array([0.0, 0.0, FAR * 8])
    foot_of = np.array([0.0, 0.0, -2.5])  # laps over the far ground, so that no paper shows between
    sheet = view.polygon(
        np.array(
            [ahead_of - aside + foot_of, ahead_of + aside + foot_of, ahead_of + aside + rise, ahead_of - aside + rise]
        )
    )
    azimuth = math.degrees(math.atan2(forward[1], forward[0]))
    marks, front = toward(view, np.array([azimuth, azimuth]), np.array([0.0, 38.0]))
    horizon = float(marks[0, 1]) if front[0] else (canvas.height * 2 if forward[2] > 0 else -canvas.height)
    top = float(marks[1, 1]) if front[1] else horizon - canvas.height
    if len(sheet) >= 3:
        canvas.shade(sheet, (0.0, min(top, horizon - 60)), (0.0, horizon), (light.sky[0], light.sky[1]))
    chance = noise(key, 60)
    if hour.hour == "night" and hour.weather in ("clear", "wind"):
        spots, ahead = toward(view, chance[:40] * 360, 6 + noise(key + 3, 40) ** 1.5 * 60)
        for (x, y), size in zip(spots[ahead], noise(key + 4, 40)[ahead], strict=True):
            if 0 <= x <= canvas.width and 0 <= y <= canvas.height:
                r = 0.9 + 1.2 * size
                canvas.fill(np.array([(x - r, y), (x, y - r), (x + r, y), (x, y + r)]), 0.92)
        moon, ahead = toward(view, np.array([55 + 80 * chance[41]]), np.array([17.0]))
        if ahead[0]:
            angle = np.linspace(0, 2 * math.pi, 28)
            r = view.points_per_unit * 0.022
            canvas.fill(moon[0] + np.stack([np.cos(angle), np.sin(angle)], axis=1) * r * 1.7, 0.5, 0.25)
            canvas.fill(moon[0] + np.stack([np.cos(angle), np.sin(angle)], axis=1) * r, 0.96)
    if hour.hour in ("dawn", "dusk") and hour.weather == "clear":
        sun, ahead = toward(view, np.array([70.0 if hour.hour == "dawn" else 110.0]), np.array([3.5]))
        if ahead[0]:
            angle = np.linspace(0, 2 * math.pi, 36)
            ring = np.stack([np.cos(angle), np.sin(angle)], axis=1) * view.points_per_unit * 0.05
            canvas.fill(sun[0] + ring * 1.8, 1.0, 0.4)
            canvas.fill(sun[0] + ring, 1.0)
            canvas.stroke(sun[0] + ring, style.background, 0.6)
    gloomy = hour.weather in ("rain", "storm", "overcast")
    if hour.weather in ("fog", "snow") or (gloomy and light.dark):
        return
    many = {"clear": 5, "wind": 8}.get(hour.weather, 14)
    tint = light.sky[0] * 0.9 if gloomy else min(light.sky[1] + 0.06, 1.0)
    if hour.hour == "night":
        tint = light.sky[0] + 0.07
    places, ahead = toward(view, np.arange(many) * 360 / many + chance[:many] * 40, 9 + 22 * chance[10 : 10 + many])
    for number in np.nonzero(ahead)[0].tolist():
        x, y = places[number]
        wide = view.points_per_unit * (0.11 + 0.16 * chance[30 + number % 20])
        if -wide < x < canvas.width + wide and -wide < y < canvas.height + wide:
            outline = cloud((float(x), float(y)), (wide, wide * 0.3), key + number, 9, 0.2)
            base = float(y) + wide * 0.14
            outline[:, 1] = np.minimum(outline[:, 1], base)
            canvas.fill(outline, tint, 0.5 if gloomy else 0.85)
            if gloomy:
                continue
            upper = outline[outline[:, 1] < base - 0.5]
            if len(upper) > 3:
                upper = upper[np.argsort(np.arctan2(upper[:, 1] - base, upper[:, 0] - x))]
                canvas.stroke(upper, style.background * 0.9, min(line + 0.25, 0.8) if not light.dark else 0.05)


def _profile(kind: str, key: int, azimuth: Array, layer: int) -> Array:
    """Degrees above the horizon of a skyline at each azimuth (degrees)."""
    a = np.radians(azimuth)
    rise: Array
    p = noise(key + layer * 17, 8) * 6.28
    if kind == "hills":
        rise = (
            (3.2 - 1.2 * layer)
            + (1.9 - 0.5 * layer) * np.sin(a * 3 + p[0])
            + 0.9 * np.sin(a * 7 + p[1])
            + 0.3 * np.sin(a * 17 + p[2])
        )
    elif kind == "forest":
        wave = 4.4 - 1.3 * layer + 0.9 * np.sin(a * 5 + p[0])
        rise = wave + 0.55 * np.abs(np.sin(a * 61 + p[1])) + 0.5 * np.abs(np.sin(a * 97 + p[2]))
    elif kind == "city":
        block = np.floor(azimuth / (4.5 - layer) + p[0])
        rise = 2.5 - 0.9 * layer + (5.5 - 2 * layer) * ((np.sin(block * 12.9898 + p[1]) * 43758.5453) % 1.0)
    else:
        rise = np.full_like(azimuth, 0.25) + 0.2 * np.sin(a * 9 + p[0])
    return rise


@dataclass(frozen=True, slots=True, eq=False)
class Crest:
    """One layer of the skyline, 1 the farther one and 0 the nearer. Directions, not places: it stands nowhere."""

    kind: str
    layer: int
    line: Array
    """Its upper border on paper [n, 2]."""
    foot: Array
    """Its lower border."""
    azimuth: Array
    """Degrees from +x."""
    rise: Array
    """Degrees above the horizon, at each azimuth."""


def crests(view: View, plan: SetPlan, hour: Light) -> Iterator[Crest]:
    """The skyline of an exterior, the farther layer first; none over the sea or in fog."""
    kind, key = _BANKS.get(plan.template) or plan.horizon or "flat", seed(plan.location, "sky")
    if kind == "sea" or hour.weather == "fog":
        return
    forward = view.axes[2]
    middle = math.degrees(math.atan2(forward[1], forward[0]))
    half = math.degrees(math.atan(view.width / 2 / view.points_per_unit)) + 12
    half = min(half * (1.0 + 2.0 * abs(float(forward[2]))), 178.0)
    fine = 0.75 if kind in ("city", "forest") else 1.5
    azimuth = np.arange(math.floor((middle - half) / fine) * fine, middle + half + fine, fine)
    for layer in (1, 0):
        rise = _profile(kind, key, azimuth, layer)
        if plan.template == "forest" and layer == 1:
            rise = rise + 19.0
        if kind == "city":  # upright house walls
            azimuths, rises = np.repeat(azimuth, 2)[1:], np.repeat(rise, 2)[:-1]
        else:
            azimuths, rises = azimuth, rise
        crest, ahead = toward(view, azimuths, rises)
        foot, foot_ahead = toward(view, azimuths, np.full_like(azimuths, -14.0 if plan.template == "roof" else -0.4))
        good = ahead & foot_ahead
        if good.sum() >= 3:
            yield Crest(kind, layer, crest[good], foot[good], azimuth, rise)


def _skyline(
    canvas: Canvas, view: View, plan: SetPlan, hour: Light, light: Lighting, style: Style, key: int, line: float
) -> None:
    for crest in crests(view, plan, hour):
        layer = crest.layer
        tone = light.sky[1] + ((0.76 - 0.06 * (1 - layer)) - light.sky[1]) * (0.45 if layer else 0.8)
        if light.dark:
            tone = 0.16 - 0.06 * (1 - layer)
        if hour.weather in ("rain", "snow", "storm"):
            tone = tone + (light.sky[1] - tone) * 0.5
        canvas.fill(np.concatenate([crest.line, crest.foot[::-1]]), tone)
        if not light.dark:
            canvas.stroke(crest.line, style.background * 0.9, min(line + 0.16 + 0.14 * layer, 0.85))
        if plan.template == "forest" and layer == 1:
            _trunks(canvas, view, light, style, key, line)
        if crest.kind == "city" and layer == 0:
            _city_windows(canvas, view, light, crest.azimuth, crest.rise, key, tone)


def _trunks(canvas: Canvas, view: View, light: Lighting, style: Style, key: int, line: float) -> None:
    """The wood behind the wood: thin trunks all round."""
    chance = noise(key + 31, 180)
    azimuth = np.arange(180) * 2.0 + chance
    wide = 0.12 + 0.3 * noise(key + 32, 180)
    low, ahead = toward(view, azimuth, np.full(180, -0.3))
    high, above = toward(view, azimuth + 0.15, np.full(180, 17.0))
    for number in np.nonzero(ahead & above)[0].tolist():
        half = view.points_per_unit * math.radians(float(wide[number]))
        if -40 < low[number, 0] < canvas.width + 40:
            side = np.array([half, 0.0])
            outline = np.array(
                [low[number] - side, high[number] - side * 0.6, high[number] + side * 0.6, low[number] + side]
            )
            tone = 0.1 if light.dark else 0.56 + 0.22 * float(chance[number])
            canvas.fill(outline, tone)
            if not light.dark and half > 2.5:
                canvas.strokes(np.stack([outline[[0, 1]], outline[[3, 2]]]), style.background, min(line + 0.1, 0.8))


def _city_windows(
    canvas: Canvas, view: View, light: Lighting, azimuth: Array, rise: Array, key: int, tone: float
) -> None:
    chance = noise(key + 77, len(azimuth) * 4).reshape(-1, 4)
    marks = []
    for column in range(0, len(azimuth), 2):
        for row in range(4):
            height = 0.6 + row * 1.3
            if height < rise[column] - 0.8 and chance[column, row] < (0.5 if light.dark else 0.75):
                marks.append((azimuth[column] + 0.25, height))
    if marks:
        table = np.array(marks)
        places, ahead = toward(view, table[:, 0], table[:, 1])
        r = view.points_per_unit * 0.004
        shape = np.array([(-r, -r * 1.6), (r, -r * 1.6), (r, r * 1.6), (-r, r * 1.6)])
        seen = (
            ahead & (places > -9).all(axis=1) & (places[:, 0] < canvas.width + 9) & (places[:, 1] < canvas.height + 9)
        )
        if seen.any():
            canvas.fills([place + shape for place in places[seen]], 0.88 if light.dark else max(tone - 0.12, 0.1))


@dataclass(frozen=True, slots=True)
class Ground:
    """A level polygon of the ground."""

    name: str
    """As ``SetPlan.ground``, or ``sea``, ``road``."""
    corners: tuple[tuple[float, float], ...]
    z: float
    """Metres."""


def grounds(view: View, plan: SetPlan) -> tuple[Ground, ...]:
    """The ground of an exterior: the plain as far as one sees, then the deck, the water or the road that lies on it."""
    x, y = float(view.at[0]), float(view.at[1])
    w, d = plan.width / 2, plan.depth

    def plate(name: str, left: float, right: float, near: float, far: float, z: float) -> Ground:
        return Ground(name, ((left, near), (right, near), (right, far), (left, far)), z)

    def plain(name: str, z: float) -> Ground:
        return plate(name, x - FAR, x + FAR, y - FAR, y + FAR, z)

    if plan.template == "boat":
        return plain("water", -1.5), plate("floor", -w, w, min(-3.0, y - 2), d, 0.0)
    if plan.template == "roof":
        wide = max(w, abs(x) + 1)
        return plain("below", -14.0), plate("asphalt", -wide, wide, min(0.0, y - 2), d, 0.0)
    result = [plain("grass", -0.42) if plan.template == "car" else plain(plan.ground, 0.0)]
    if plan.horizon == "sea":
        shore = d * 0.97
        far = shore + 40.0 if plan.template in _BANKS else y + FAR
        name = "water" if plan.template in _BANKS else "sea"
        result.append(plate(name, x - FAR, x + FAR, shore, far, 0.002))
    if plan.template == "car":
        result.append(plate("road", -1.3, 4.2, y - FAR, y + FAR, -0.42))
    return tuple(result)


def ground_outline(view: View, ground: Ground) -> Array:
    """A ground on paper; empty when out of sight."""
    return view.polygon(np.array([(x, y, ground.z) for x, y in ground.corners]))


def _lay(canvas: Canvas, view: View, ground: Ground, tone: float) -> None:
    outline = ground_outline(view, ground)
    if len(outline) >= 3:
        canvas.fill(outline, tone)


def _snowy(plan: SetPlan, hour: Light) -> bool:
    return hour.weather == "snow" and plan.ground in ("asphalt", "grass", "dirt", "sand", "tiles")


def _plain(canvas: Canvas, view: View, plan: SetPlan, ground: Ground, hour: Light, light: Lighting) -> None:
    """The ground as far as one sees, lighter towards the horizon."""
    if plan.template == "boat":
        _lay(canvas, view, ground, _water(light))
        return
    if plan.template == "roof":
        _lay(canvas, view, ground, 0.72 if not light.dark else 0.1)
        return
    tone = 0.96 if _snowy(plan, hour) else _GROUNDS[ground.name]
    outline = ground_outline(view, ground)
    if len(outline) >= 3:
        top, low = float(outline[:, 1].min()), float(outline[:, 1].max())
        if light.dark or low - top < 20:
            canvas.fill(outline, tone)
        else:
            far = light.sky[1] if hour.weather == "fog" else min(tone + 0.07, 0.98)
            canvas.shade(outline, (0.0, top), (0.0, min(low, canvas.height)), (far, tone - 0.04))


def _water(light: Lighting) -> float:
    return 0.9 if not light.dark else 0.24


def _ground(
    canvas: Canvas,
    view: View,
    plan: SetPlan,
    laid: Sequence[Ground],
    hour: Light,
    light: Lighting,
    style: Style,
    *,
    line: float,
    fine: bool,
) -> None:
    """Decks, shores and roads on the plain, and its texture."""
    gain = light.ambient if light.dark else 1.0
    if plan.template == "boat":
        _waves(canvas, view, plan, light, style, -1.5, -60.0)
    for ground in laid:
        if ground.name in ("sea", "water"):
            _lay(canvas, view, ground, _water(light))
            _waves(canvas, view, plan, light, style, 0.0, ground.corners[0][1])
        else:
            _lay(canvas, view, ground, (0.7 if ground.name == "road" else _GROUNDS[ground.name]) * gain)
    if plan.template == "car":
        y, level = float(view.at[1]), laid[-1].z
        ends = [((1.5, s, level), (1.5, s + 3.0, level)) for s in np.arange(y - 60, y + 60, 6.0)]
        ends += [((side, y - 90, level), (side, y + 90, level)) for side in (-1.3, 4.2)]
        _strokes(canvas, view, ends, style, 1.4, 0.95 if not light.dark else 0.5, 3)
    elif fine and not _snowy(plan, hour):
        _texture(canvas, view, plan, style, min(line + 0.18, 0.8) * (0.4 if light.dark else 1.0))


def _night_ground(canvas: Canvas, view: View, light: Lighting, level: float) -> None:
    """Pools of light on the dark ground; the sky and the skyline keep their tone."""
    rows, columns = 36, 64
    x = (np.arange(columns) + 0.5) / columns * view.width - view.width / 2
    y = view.height / 2 - (np.arange(rows) + 0.5) / rows * view.height
    right, up, forward = view.axes
    ways = forward + (x[None, :, None] * right + y[:, None, None] * up) / view.points_per_unit
    fall = ways[..., 2]
    below = fall < -1e-3
    reach = np.where(below, (level - view.at[2]) / np.where(below, fall, -1.0), 0.0)
    gain = np.ones((rows, columns))
    places = view.at + ways * reach[..., None]
    lit = below & (reach > 0)
    if lit.any():
        gain[lit] = light.gain(places[lit])
    canvas.dim(gain)


def _strokes(
    canvas: Canvas,
    view: View,
    ends: Sequence[Ends],
    style: Style,
    weight: float,
    tone: float,
    salt: int,
) -> None:
    if ends:
        lines, _ = view.segments(np.array(ends, dtype=np.float64), style.wobble, salt)
        canvas.strokes(lines, weight, tone)


def _waves(canvas: Canvas, view: View, plan: SetPlan, light: Lighting, style: Style, z: float, start: float) -> None:
    """Lines of swell, wider apart as they come near, and foam at the shore."""
    chance = np.random.default_rng(seed(plan.location, "waves"))
    ends: list[Ends] = []
    distance = 1.0
    reach = 36.0 if plan.template in _BANKS else 260.0
    while distance < min(reach, light.haze * 1.5):
        y = start + distance
        for _ in range(9):
            x = view.at[0] + chance.uniform(-1, 1) * (12 + distance * 1.3)
            half = 0.5 + distance * 0.05 * chance.uniform(0.5, 1.5)
            ends.append(((x - half, y, z), (x + half, y + 0.1, z)))
        distance *= 1.22
    _strokes(canvas, view, ends, style, style.background, 0.5 if not light.dark else 0.42, 11)
    if z == 0.0 and plan.template != "quay":
        xs = np.arange(-30.0, 30.0, 0.6)
        foam = start + 0.25 * np.sin(xs * 1.1) + 0.12 * np.sin(xs * 2.9)
        edge = [
            ((float(a), float(b), 0.0), (float(c), float(d), 0.0))
            for a, b, c, d in zip(xs, foam, xs[1:], foam[1:], strict=False)
        ]
        _strokes(canvas, view, edge, style, style.middle, 0.98, 5)
        _strokes(
            canvas,
            view,
            [((a[0], a[1] - 0.12, 0), (b[0], b[1] - 0.12, 0)) for a, b in edge],
            style,
            style.background,
            0.5,
            6,
        )


def _texture(canvas: Canvas, view: View, plan: SetPlan, style: Style, tone: float) -> None:
    """Tufts, pebbles, joints of paving: enough to lie the ground down."""
    chance = np.random.default_rng(seed(plan.location, "texture"))
    w, d = plan.width / 2, plan.depth
    ends: list[Ends] = []
    low = (min(-w, -6.0) * 1.3, min(0.0, float(view.at[1])) - 1.0)
    high = (max(w, 6.0) * 1.3, min(d, 22.0))
    if plan.ground == "grass":
        for x, y in chance.uniform(low, high, (170, 2)):
            tall = chance.uniform(0.05, 0.13)
            ends += [((x, y, 0), (x - 0.04, y, tall)), ((x + 0.05, y, 0), (x + 0.1, y, tall * 0.8))]
    elif plan.ground in ("sand", "dirt", "asphalt"):
        count = 150 if plan.ground != "asphalt" else 40
        for x, y in chance.uniform(low, high, (count, 2)):
            length = chance.uniform(0.04, 0.22)
            ends.append(((x, y, 0), (x + length, y + length * 0.1, 0)))
    elif plan.ground == "tiles":
        ends += [((x, low[1], 0), (x, d, 0)) for x in np.arange(-w, w + 0.1, 1.2)]
        ends += [((-w, y, 0), (w, y, 0)) for y in np.arange(0.0, d, 1.2)]
    elif plan.ground == "floor":
        ends += [((x, low[1], 0), (x, d, 0)) for x in np.arange(-w, w + 0.01, 0.3)]
    _strokes(canvas, view, ends, style, style.background * 0.8, tone, 21)


def draw_weather(canvas: Canvas, plan: SetPlan, hour: Light, style: Style, key: int) -> None:
    """Rain, snowflakes, or gusts with leaves over the whole picture of an exterior."""
    if plan.interior and plan.template != "car":
        return
    if hour.weather in ("rain", "storm"):
        count = 150 if hour.weather == "rain" else 260
        chance = noise(key, count * 3).reshape(-1, 3)
        x, y = chance[:, 0] * canvas.width * 1.2, chance[:, 1] * canvas.height
        length = 16 + 34 * chance[:, 2]
        slant = 0.18 if hour.weather == "rain" else 0.5
        lines = np.stack([np.stack([x, y], axis=1), np.stack([x - length * slant, y + length], axis=1)], axis=1)
        canvas.strokes(lines[::2], 1.0, 0.5)
        canvas.strokes(lines[1::2], 1.0, 0.95)
    elif hour.weather == "wind":
        chance = noise(key, 22 * 4).reshape(-1, 4)
        for number, (x, y, length, turn) in enumerate(chance):
            share = np.linspace(0, 1, 14)
            along = (70 + 150 * length) * share
            curl = np.where(share > 0.75, (share - 0.75) ** 2 * 420 * (turn - 0.3), 0.0)
            streak = np.stack(
                [x * canvas.width + along, y * canvas.height + 5 * np.sin(share * 5 + turn * 6) - curl], axis=1
            )
            if number % 2:
                canvas.stroke(streak, np.sin(share * math.pi) * 1.5, 0.5)
            else:
                leaf = np.array([(-7, 0), (-2, -3), (7, 0), (-2, 3)]) @ np.array(
                    [[math.cos(turn * 6), math.sin(turn * 6)], [-math.sin(turn * 6), math.cos(turn * 6)]]
                )
                canvas.fill(streak[0] + leaf, 0.35)
    elif hour.weather == "snow":
        chance = noise(key, 130 * 3).reshape(-1, 3)
        for x, y, size in chance:
            r = 1.2 + 3.2 * size**2
            angle = np.linspace(0, 2 * math.pi, 8, endpoint=False)
            ring = np.stack([x * canvas.width + np.cos(angle) * r, y * canvas.height + np.sin(angle) * r], axis=1)
            canvas.fill(ring * 1.0 + 0.7, 0.55)
            canvas.fill(ring, 1.0)
