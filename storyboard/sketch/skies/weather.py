"""Rain, snow and wind over the whole picture."""

import math

import numpy as np

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.sprites.shapes import noise
from storyboard.sketch.style import Style
from storyboard.stage.geometry import Light, SetPlan


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
