"""Light as tone: what the hour, the weather, the lamps and the windows do to the lightness of a surface."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.stage.geometry import Figure, Light, SetPlan

Array = NDArray[np.float64]
_DARK_HOURS = ("night", "evening")
_LOW_HOURS = ("dawn", "dusk", "evening")
_LAMPS = ("lamp", "pendant", "chandelier", "neon", "lamppost", "desk_lamp", "candle", "fireplace", "easy_fire", "sign")
_WINDOWS = ("window", "shop_window", "train_window", "skylight", "stained_glass", "porthole")


@dataclass(frozen=True, slots=True)
class Lighting:
    """The light on a set. Tones 0..1; positions in stage metres."""

    ambient: float
    """What everything gets."""
    key: tuple[float, float, float]
    """Unit vector towards the main light."""
    contrast: float
    """How much a face that turns from it darkens."""
    pools: Array
    """Lamps and windows: x, y, z, radius, strength [n, 5]."""
    paper: float
    """How far tones are lifted towards paper, so that people stay the darkest of the picture by day."""
    sky: tuple[float, float]
    """Lightness at the top and at the horizon."""
    dark: bool
    haze: float
    """Metres at which fog hides half; infinite when clear."""
    wet: bool
    """Whether rain runs down the windows."""
    shadow: tuple[float, float]
    """Length of cast shadows per metre of height, along x and y."""

    def gain(self, places: Array) -> Array:
        """The light that reaches ``places`` [n, 3], 0..1."""
        total = np.full(len(places), self.ambient)
        for x, y, z, radius, strength in self.pools:
            far = (places[:, 0] - x) ** 2 + (places[:, 1] - y) ** 2 + ((places[:, 2] - z) * 0.7) ** 2
            total += strength / (1.0 + far / radius**2)
        result: Array = np.minimum(total, 1.0)
        return result

    def lit(self, tones: Array, normals: Array, places: Array) -> Array:
        """Tones of faces with these normals [n, 3] at these places [n, 3]."""
        lifted = 1 - (1 - tones) * self.paper
        turned = np.abs(normals @ np.array(self.key)) * 0.25 + np.maximum(normals @ np.array(self.key), 0) * 0.75
        result: Array = lifted * (1 - self.contrast * (1 - turned)) * self.gain(places)
        return np.clip(result, 0.02, 1.0)


def lighting(plan: SetPlan, light: Light, figures: Sequence[Figure] = ()) -> Lighting:
    """The light on a set at an hour, with a pool round its people in the dark so that they stay readable."""
    hour, weather = light.hour, light.weather
    dark = hour in _DARK_HOURS
    gloomy = weather in ("rain", "storm", "fog", "overcast")
    pools: list[tuple[float, float, float, float, float]] = []
    inside = plan.interior and plan.template != "car"
    if light.lamps:
        for piece in plan.pieces:
            if piece.kind in _LAMPS:
                x, y, z = piece.at
                high = z + (piece.size[2] if piece.kind != "pendant" else 0.1)
                pools.append((x, y, high, 1.5 if inside else 2.6, 0.7 if dark else 0.25))
        if inside and not pools:
            pools.append((0.0, plan.depth * 0.5, plan.height, max(plan.width, plan.depth) * 0.36, 0.62))
    for piece in plan.pieces:
        if inside and piece.kind in _WINDOWS:
            turn = math.radians(piece.yaw)
            x, y = piece.at[0] + 0.7 * math.cos(turn), piece.at[1] + 0.7 * math.sin(turn)
            pools.append((x, y, piece.at[2] + piece.size[2] * 0.4, 1.5, 0.04 if dark and light.lamps else 0.22))
    screens = [piece.at for piece in plan.pieces if dark and piece.kind == "cinema_screen"]
    pools += [(x, y - 2.0, 1.8, 3.2, 0.4) for x, y, _ in screens]  # lights the faces before it
    if plan.template == "car" and dark:
        pools.append((0.3, 0.5, 0.8, 0.9, 0.35))  # the dials light whoever drives
    if dark and figures:
        middle = np.mean([figure.at for figure in figures[:6]], axis=0)
        pools.append((float(middle[0]), float(middle[1]), 1.3, 1.7, 0.3))
    table = np.array(pools, dtype=np.float64).reshape(-1, 5)
    side = -1.0 if hour in ("dawn", "morning") else 1.0
    if dark:
        ambient = (0.20 if light.lamps else 0.15) if inside else 0.20
        key, contrast, paper = (0.35 * side, -0.5, 0.8), 0.36, 0.85
        sky = (0.06, 0.22) if hour == "night" else (0.22, 0.58)
        if hour == "evening":
            ambient += 0.09
    elif hour in _LOW_HOURS:
        ambient, key, contrast, paper = (0.94 if not inside else 0.84), (0.85 * side, -0.35, 0.3), 0.36, 0.5
        sky = (0.72, 0.98)
    else:
        ambient, key, contrast, paper = (1.0 if not inside else 0.96), (-0.45, -0.45, 0.8), 0.28, 0.44
        sky = (0.88, 0.99)
    if gloomy and not dark:
        ambient, contrast, sky = ambient * 0.92, contrast * 0.6, (0.72, 0.86)
    if weather == "fog":
        sky = (sky[1], sky[1])
    if weather == "snow" and not dark:
        sky = (0.8, 0.9)
    unit = np.array(key) / np.linalg.norm(key)
    low = hour in ("dawn", "dusk", "morning", "afternoon")
    reach = {"dawn": 2.6, "dusk": 2.6, "evening": 0.0, "night": 0.0, "morning": 1.1, "afternoon": 0.9}.get(hour, 0.45)
    if gloomy or inside or weather == "snow":
        reach = 0.0
    shadow = (-side * reach if low else reach, reach * 0.35)
    haze = {"fog": 9.0, "snow": 45.0, "storm": 60.0, "rain": 70.0}.get(weather, math.inf) if not inside else math.inf
    return Lighting(
        ambient, (float(unit[0]), float(unit[1]), float(unit[2])), contrast, table, paper, sky, dark, haze,
        weather in ("rain", "storm"), shadow,
    )  # fmt: skip
