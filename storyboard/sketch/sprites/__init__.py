"""Soft things drawn on the picture: foliage, flames, water, crowds, and what a window looks out on."""

import math
from collections.abc import Callable

import numpy as np

from storyboard.sketch.canvas import Canvas, Pen
from storyboard.sketch.seen import View
from storyboard.sketch.solid import Sprite
from storyboard.sketch.sprites import elements, panes, plants, throngs
from storyboard.sketch.style import Style
from storyboard.sketch.tones import Lighting
from storyboard.stage.geometry import Piece


def draw_sprite(
    canvas: Canvas,
    view: View,
    sprite: Sprite,
    piece: Piece,
    light: Lighting,
    style: Style,
    *,
    weight: float,
    tone: float,
    fine: bool,
) -> None:
    """Draw a sprite in its place; ``tone`` is that of its lines."""
    if sprite.kind == "view":
        panes.outlook(canvas, view, sprite, piece, light, fine=fine)
    elif sprite.kind == "word":
        panes.word(canvas, view, sprite, piece)
    else:
        draw_soft(canvas, view, sprite, light, style, weight=weight, tone=tone, fine=fine)


def draw_soft(
    canvas: Pen, view: View, sprite: Sprite, light: Lighting, style: Style, *, weight: float, tone: float, fine: bool
) -> None:
    """Draw a sprite that stands up by itself: all kinds but ``view`` and ``word``, which lie on a face."""
    seen = view.camera_points(np.array([sprite.at, (sprite.at[0], sprite.at[1], sprite.at[2] + sprite.size[1])]))
    if seen[:, 2].min() < 0.15:
        return
    low, high = view.flat(seen)
    scale = view.points_per_unit / float(seen[:, 2].mean())
    wide, tall = sprite.size[0] * scale / 2, float(np.hypot(*(high - low))) / 2
    if wide < 1.0 or tall < 1.0 or wide > 30000:
        return
    middle = (float((low[0] + high[0]) / 2), float((low[1] + high[1]) / 2))
    if (
        middle[0] + wide < -50
        or middle[0] - wide > canvas.width + 50
        or middle[1] + tall < -50
        or middle[1] - tall > canvas.height + 50
    ):
        return
    gain = float(light.gain(np.array([sprite.at]))[0])
    body = (1 - (1 - sprite.tone) * light.paper) * gain
    if math.isfinite(light.haze):
        veil = 1 - math.exp(-0.7 * float(seen[0, 2]) / light.haze)
        body = body + (light.sky[1] - body) * veil
        tone = tone + (light.sky[1] - tone) * veil
    _SHAPES[sprite.kind](canvas, middle, (wide, tall), body, tone, weight, sprite.seed, style, fine)


_SHAPES: dict[str, Callable[..., None]] = {
    "foliage": plants.foliage, "needles": plants.needles, "canopy": plants.canopy, "leaves": plants.leaves,
    "blossom": plants.blossom, "fire": elements.fire, "flame": elements.flame, "jet": elements.jet,
    "ball": elements.ball, "gull": elements.gull, "throng": throngs.throng, "marchers": throngs.marchers,
    "audience": throngs.audience,
}  # fmt: skip
