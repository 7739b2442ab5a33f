"""What lies round an exterior: sky, skyline and ground, and the weather before it all."""

import numpy as np

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.seen import View
from storyboard.sketch.skies.floor import draw_ground, draw_plain, light_at_night
from storyboard.sketch.skies.grounds import grounds
from storyboard.sketch.skies.sky import draw_sky
from storyboard.sketch.skies.skyline import draw_skyline
from storyboard.sketch.skies.weather import draw_weather
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tones import Lighting
from storyboard.stage.geometry import Light, SetPlan

__all__ = ["draw_outside", "draw_weather"]

_DECKS = ("boat", "roof")
"""Templates whose floor ends at its border."""


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
    draw_plain(canvas, view, plan, plain, hour, light)
    if light.dark and plan.template not in _DECKS:
        light_at_night(canvas, view, light, plain.z)
    draw_sky(canvas, view, hour, light, style, key, line)
    draw_skyline(canvas, view, plan, hour, light, style, key, line)
    draw_ground(canvas, view, plan, laid, hour, light, style, line=line, fine=fine)
