"""The sky over an exterior: its light from top to horizon, clouds, stars, moon and sun."""

import math

import numpy as np

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.seen import View
from storyboard.sketch.skies.directions import toward
from storyboard.sketch.skies.grounds import FAR
from storyboard.sketch.sprites.shapes import cloud, noise
from storyboard.sketch.style import Style
from storyboard.sketch.tones import Lighting
from storyboard.stage.geometry import Light


def draw_sky(canvas: Canvas, view: View, hour: Light, light: Lighting, style: Style, key: int, line: float) -> None:
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
