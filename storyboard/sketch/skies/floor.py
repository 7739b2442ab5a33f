"""The ground of an exterior drawn: its tones, its waves, its grass and stones, and the light on it at night."""

from collections.abc import Sequence

import numpy as np

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.rooms import Ends, strokes
from storyboard.sketch.seen import View
from storyboard.sketch.skies.grounds import BANKS, Ground, ground_outline
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tones import Lighting
from storyboard.stage.geometry import Light, SetPlan

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


def draw_plain(canvas: Canvas, view: View, plan: SetPlan, ground: Ground, hour: Light, light: Lighting) -> None:
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


def draw_ground(
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
        strokes(canvas, view, ends, style, 1.4, 0.95 if not light.dark else 0.5, 3)
    elif fine and not _snowy(plan, hour):
        _texture(canvas, view, plan, style, min(line + 0.18, 0.8) * (0.4 if light.dark else 1.0))


def light_at_night(canvas: Canvas, view: View, light: Lighting, level: float) -> None:
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


def _lay(canvas: Canvas, view: View, ground: Ground, tone: float) -> None:
    outline = ground_outline(view, ground)
    if len(outline) >= 3:
        canvas.fill(outline, tone)


def _snowy(plan: SetPlan, hour: Light) -> bool:
    return hour.weather == "snow" and plan.ground in ("asphalt", "grass", "dirt", "sand", "tiles")


def _water(light: Lighting) -> float:
    return 0.9 if not light.dark else 0.24


def _waves(canvas: Canvas, view: View, plan: SetPlan, light: Lighting, style: Style, z: float, start: float) -> None:
    """Lines of swell, wider apart as they come near, and foam at the shore."""
    chance = np.random.default_rng(seed(plan.location, "waves"))
    ends: list[Ends] = []
    distance = 1.0
    reach = 36.0 if plan.template in BANKS else 260.0
    while distance < min(reach, light.haze * 1.5):
        y = start + distance
        for _ in range(9):
            x = view.at[0] + chance.uniform(-1, 1) * (12 + distance * 1.3)
            half = 0.5 + distance * 0.05 * chance.uniform(0.5, 1.5)
            ends.append(((x - half, y, z), (x + half, y + 0.1, z)))
        distance *= 1.22
    strokes(canvas, view, ends, style, style.background, 0.5 if not light.dark else 0.42, 11)
    if z == 0.0 and plan.template != "quay":
        xs = np.arange(-30.0, 30.0, 0.6)
        foam = start + 0.25 * np.sin(xs * 1.1) + 0.12 * np.sin(xs * 2.9)
        edge = [
            ((float(a), float(b), 0.0), (float(c), float(d), 0.0))
            for a, b, c, d in zip(xs, foam, xs[1:], foam[1:], strict=False)
        ]
        strokes(canvas, view, edge, style, style.middle, 0.98, 5)
        strokes(
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
    strokes(canvas, view, ends, style, style.background * 0.8, tone, 21)
