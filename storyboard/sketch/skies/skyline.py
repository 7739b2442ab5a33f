"""What closes the view of an exterior at the horizon: hills, woods, houses."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.seen import View
from storyboard.sketch.skies.directions import toward
from storyboard.sketch.skies.grounds import BANKS
from storyboard.sketch.sprites.shapes import noise
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tones import Lighting
from storyboard.stage.geometry import Light, SetPlan

Array = NDArray[np.float64]


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
    kind, key = BANKS.get(plan.template) or plan.horizon or "flat", seed(plan.location, "sky")
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


def draw_skyline(
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
