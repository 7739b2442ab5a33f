"""The shell of a room: floor, walls and ceiling in perspective, without the wall that the camera looks through."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.seen import View
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tones import Lighting
from storyboard.stage.geometry import SetPlan

Array = NDArray[np.float64]
Ends = tuple[tuple[float, ...], tuple[float, ...]]
_FLOORS = {"floor": 0.85, "tiles": 0.92, "carpet": 0.78, "asphalt": 0.76, "dirt": 0.72}
_WALLS = {
    "bathroom": "tiles", "metro": "tiles", "kitchen": "splash", "cellar": "stones", "church": "stones",
        "attic": "planks",
    "cabin": "planks", "bar": "dado", "cafe": "dado", "restaurant": "dado", "corridor": "dado", "hospital": "dado",
    "stairs": "dado", "theatre": "dado", "warehouse": "stones", "vault": "tiles", "train": "dado", "classroom": "dado",
}  # fmt: skip
"""What covers the walls of a template."""
_GRID = (36, 64)
"""Rows and columns at which the light on the shell is reckoned."""


def shell_box(view: View, plan: SetPlan) -> tuple[Array, Array]:
    """Low and high corner of the room, drawn out to enclose the lens where it stands outside."""
    low = np.array([-plan.width / 2, 0.0, 0.0])
    high = np.array([plan.width / 2, plan.depth, max(plan.height, 2.2)])
    return np.minimum(low, view.at - 0.4), np.maximum(high, view.at + 0.4)


def shell_faces(low: Array, high: Array) -> dict[str, list[tuple[float, float, float]]]:
    """The six faces of the room between two corners, in the order they are painted."""
    (a, c, _), (b, d, f) = low.tolist(), high.tolist()
    return {
        "floor": [(a, c, 0), (b, c, 0), (b, d, 0), (a, d, 0)],
        "ceiling": [(a, c, f), (b, c, f), (b, d, f), (a, d, f)],
        "back": [(a, d, 0), (b, d, 0), (b, d, f), (a, d, f)],
        "front": [(a, c, 0), (b, c, 0), (b, c, f), (a, c, f)],
        "left": [(a, c, 0), (a, d, 0), (a, d, f), (a, c, f)],
        "right": [(b, c, 0), (b, d, 0), (b, d, f), (b, c, f)],
    }


def draw_room(
    canvas: Canvas, view: View, plan: SetPlan, light: Lighting, style: Style, *, line: float, fine: bool
) -> None:
    """Draw the shell. ``line`` is the tone of its lines; ``fine``: with boards and tiles."""
    low, high = shell_box(view, plan)
    wall = 0.95 if plan.template not in ("cellar", "bar", "theatre", "warehouse", "vault") else 0.8
    tones = (_FLOORS.get(plan.ground, 0.8), 0.97, wall, wall, wall - 0.05, wall - 0.08)
    for tone, corners in zip(tones, shell_faces(low, high).values(), strict=True):
        outline = view.polygon(np.array(corners))
        if len(outline) >= 3:
            canvas.fill(outline, tone)
    _lower_walls(canvas, view, plan, low, high, wall)
    canvas.dim(_gain(view, light, low, high))
    dim = 1.0 if not light.dark else 0.45
    if fine:
        _ground_lines(canvas, view, plan, low, high, style, min(line + 0.2, 0.85) * dim)
        _wall_lines(canvas, view, plan, low, high, style, min(line + 0.3, 0.86) * dim)
    salt = seed(plan.location, "joints") % 1000
    strokes(canvas, view, joints(plan, low, high), style, style.background * 1.3, line * dim, salt)


def _gain(view: View, light: Lighting, low: Array, high: Array) -> Array:
    """The light where each sight line meets the shell, shape [rows, columns]."""
    rows, columns = _GRID
    x = (np.arange(columns) + 0.5) / columns * view.width - view.width / 2
    y = view.height / 2 - (np.arange(rows) + 0.5) / rows * view.height
    right, up, forward = view.axes
    ways = forward + (x[None, :, None] * right + y[:, None, None] * up) / view.points_per_unit
    ways = np.where(np.abs(ways) < 1e-9, 1e-9, ways).reshape(-1, 3)
    reach = np.where(ways > 0, (high - view.at) / ways, (low - view.at) / ways).min(axis=1)
    result: Array = light.gain(view.at + ways * reach[:, None]).reshape(rows, columns)
    return result


def _lower_walls(canvas: Canvas, view: View, plan: SetPlan, low: Array, high: Array, wall: float) -> None:
    """The darker lower part of walls: wainscot, tiles, a splash-back."""
    cover = _WALLS.get(plan.template, "")
    if cover not in ("dado", "tiles", "splash"):
        return
    (a, c, _), (b, d, _) = low, high
    top = {"dado": 1.0, "tiles": 2.0, "splash": 1.5}[cover]
    tone = wall - (0.14 if cover == "dado" else -0.03)
    sides: tuple[list[tuple[float, float]], ...] = ([(a, d), (b, d)], [(a, c), (a, d)], [(b, c), (b, d)])
    for (x, y), (x2, y2) in sides:
        outline = view.polygon(np.array([(x, y, 0), (x2, y2, 0), (x2, y2, top), (x, y, top)]))
        if len(outline) >= 3:
            canvas.fill(outline, tone)


def strokes(
    canvas: Canvas,
    view: View,
    ends: Sequence[Ends],
    style: Style,
    weight: float,
    tone: float,
    salt: int,
) -> None:
    """Draw stage segments as lines of the hand."""
    if ends:
        lines, _ = view.segments(np.array(ends, dtype=np.float64), style.wobble, salt)
        canvas.strokes(lines, weight, tone)


def joints(plan: SetPlan, low: Array, high: Array, *, skirting: bool = True) -> list[Ends]:
    """Where walls meet floor, ceiling and each other, and the skirting: stage segments."""
    (a, c, _), (b, d, f) = low, high
    ends: list[Ends] = []
    heights = (0.0, 0.1, f) if skirting and plan.ground not in ("dirt",) else (0.0, f)
    for z in heights:
        ends += [((a, d, z), (b, d, z)), ((a, c, z), (a, d, z)), ((b, c, z), (b, d, z))]
    ends += [((a, d, 0.0), (a, d, f)), ((b, d, 0.0), (b, d, f))]
    if c >= -1e-6:  # the front wall stands: seen in reverse shots
        ends += [
            ((a, c, 0.0), (a, c, f)),
            ((b, c, 0.0), (b, c, f)),
            *(((a, c, z), (b, c, z)) for z in heights),
        ]
    return ends


def _ground_lines(
    canvas: Canvas, view: View, plan: SetPlan, low: Array, high: Array, style: Style, tone: float
) -> None:
    (a, c, _), (b, d, _) = low, high
    ends: list[Ends] = []
    if plan.ground == "floor":
        step = 0.28 if plan.width < 8 else 0.5
        xs = np.arange(np.ceil(a / step) * step, b, step)
        ends += [((x, c, 0), (x, d, 0)) for x in xs]
        for number, x in enumerate(xs[:-1]):
            for y in np.arange(c + (number * 0.73) % 1.9, d, 1.9):
                ends.append(((x, y, 0), (x + step, y, 0)))
    elif plan.ground == "tiles":
        step = 0.45 if plan.width < 8 else 0.9
        ends += [((x, c, 0), (x, d, 0)) for x in np.arange(np.ceil(a / step) * step, b, step)]
        ends += [((a, y, 0), (b, y, 0)) for y in np.arange(np.ceil(c / step) * step, d, step)]
    elif plan.ground == "dirt":
        spots = np.random.default_rng(seed(plan.location)).uniform((a, c), (b, d), (60, 2))
        ends += [((x, y, 0), (x + 0.12, y + 0.03, 0)) for x, y in spots]
    strokes(canvas, view, ends, style, style.background * 0.8, tone, seed(plan.location, "ground") % 1000)


def _wall_lines(canvas: Canvas, view: View, plan: SetPlan, low: Array, high: Array, style: Style, tone: float) -> None:
    cover = _WALLS.get(plan.template, "")
    (a, c, _), (b, d, f) = low, high
    walls = (((a, d), (b, d)), ((a, c), (a, d)), ((b, c), (b, d)))
    ends: list[Ends] = []
    for number, ((x, y), (x2, y2)) in enumerate(walls):
        length = float(np.hypot(x2 - x, y2 - y))

        def at(
            share: float, z: float, x: float = x, y: float = y, x2: float = x2, y2: float = y2
        ) -> tuple[float, float, float]:
            return (x + (x2 - x) * share, y + (y2 - y) * share, z)

        if cover == "dado":
            ends += [(at(0, 1.0), at(1, 1.0)), (at(0, 1.06), at(1, 1.06))]
            ends += [(at(s, 0.16), at(s, 0.94)) for s in np.arange(0.5, length, 0.9) / length]
        elif cover in ("tiles", "splash"):
            top, first, step = (2.0, 0.0, 0.2) if cover == "tiles" else (1.5, 0.9, 0.15)
            if plan.width > 6:
                step = 0.34
            ends += [(at(0, z), at(1, z)) for z in np.arange(first, top + 0.01, step)]
            ends += [(at(s, first), at(s, top)) for s in np.arange(step, length, step) / length]
        elif cover == "stones":
            rows = np.arange(0.0, f, 0.42)
            chance = np.random.default_rng(seed(plan.location, number))
            for z in rows:
                for s in np.sort(chance.uniform(0, 1, int(length / 1.1))):
                    ends.append((at(s, z), at(s, z + 0.42)))
                    if s > 0.3:
                        ends.append((at(s - 0.35 / length, z), at(s + 0.4 / length, z)))
        elif cover == "planks":
            ends += [(at(0, z), at(1, z)) for z in np.arange(0.22, f, 0.22)]
    strokes(canvas, view, ends, style, style.background * 0.7, tone, seed(plan.location, "walls") % 1000)
