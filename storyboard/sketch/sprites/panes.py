"""What is painted on a face: the view from a window, the word on a sign."""

import math

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.seen import View
from storyboard.sketch.solid import Sprite
from storyboard.sketch.sprites.shapes import noise
from storyboard.sketch.tones import Lighting
from storyboard.stage.geometry import Piece

Array = NDArray[np.float64]


def word(canvas: Canvas, view: View, sprite: Sprite, piece: Piece) -> None:
    """The lettering of a sign, when one faces it."""
    turn = math.radians(piece.yaw)
    front = np.array([math.cos(turn), math.sin(turn), 0.0])
    way = view.at - np.array(sprite.at)
    if float(way @ front) < 0.6 * float(np.linalg.norm(way)):
        return
    seen = view.camera_points(np.array([sprite.at, (sprite.at[0], sprite.at[1], sprite.at[2] + sprite.size[1])]))
    if seen[:, 2].min() < 0.3:
        return
    low, high = view.flat(seen)
    size = float(abs(low[1] - high[1])) * 0.62
    room = sprite.size[0] * 0.86 * view.points_per_unit / float(seen[:, 2].mean())
    size = min(size, room / max(len(piece.drawn) * 0.62, 1.0))
    if size > 7 and -200 < low[0] < canvas.width + 200 and -50 < low[1] < canvas.height + 50:
        canvas.letter(
            piece.drawn,
            (float((low[0] + high[0]) / 2), float((low[1] + high[1]) / 2)),
            min(size, 120.0),
            sprite.tone,
            bold=True,
        )


def outlook(canvas: Canvas, view: View, sprite: Sprite, piece: Piece, light: Lighting, *, fine: bool) -> None:
    """The sky and a skyline on the glass of a window; at night a dark pane with a few lit windows far away."""
    wide, tall = sprite.size
    turn = math.radians(piece.yaw)
    right = np.array([math.sin(turn), -math.cos(turn), 0.0])
    base = np.array(sprite.at)

    def on(points: list[tuple[float, float]]) -> Array:
        return view.polygon(np.array([base + right * x + np.array([0.0, 0.0, z]) for x, z in points]))

    pane = on([(-wide / 2, 0), (wide / 2, 0), (wide / 2, tall), (-wide / 2, tall)])
    if len(pane) < 3:
        return
    sky = 0.97 if not light.dark else 0.16
    if not light.dark and light.sky[0] < 0.8:
        sky = 0.9
    canvas.fill(pane, sky)
    chance = noise(sprite.seed, 16)
    if piece.kind == "train_window":
        heights = 0.3 + 0.16 * np.sin(np.linspace(0, 5, 9) + chance[0] * 6)
    else:
        heights = np.repeat(0.22 + 0.34 * chance[:5], 2)[:9]
    xs = (
        np.linspace(-wide / 2, wide / 2, 9)
        if piece.kind == "train_window"
        else np.repeat(np.linspace(-wide / 2, wide / 2, 6), 2)[1:-1][:9]
    )
    if piece.kind != "train_window":
        xs[-1] = wide / 2
    far = on(
        [
            (-wide / 2, 0),
            *((float(x), float(h) * tall) for x, h in zip(xs, heights, strict=True)),
            (wide / 2, float(heights[-1]) * tall),
            (wide / 2, 0),
        ]
    )
    if len(far) >= 3:
        canvas.fill(far, 0.84 if not light.dark else 0.09)
        if not light.dark:
            canvas.stroke(np.concatenate([far, far[:1]]), 0.9, 0.62)
        else:
            for number in range(5):
                x, z = (chance[number] - 0.5) * wide * 0.9, tall * (0.06 + 0.14 * chance[number + 5])
                spot = on([(x, z), (x + 0.05, z), (x + 0.05, z + 0.07), (x, z + 0.07)])
                if len(spot) >= 3:
                    canvas.fill(spot, 0.85)
    if fine and not light.dark:
        glint = np.array([[(-0.3, 0.35), (-0.05, 0.7)], [(-0.22, 0.32), (0.02, 0.64)]]) * np.array([wide, tall])
        ends = base + glint[..., :1] * right + glint[..., 1:] * np.array([0, 0, 1.0])
        lines, _ = view.segments(ends, 0.5)
        canvas.strokes(lines, 1.0, 0.75)
    if light.wet:
        drops = noise(sprite.seed + 5, 36).reshape(-1, 2) * np.array([wide, tall]) - np.array([wide / 2, 0])
        ends = (
            base
            + np.stack([drops, drops - np.array([0.015, tall * 0.07])], axis=1)[..., :1] * right
            + np.stack([drops, drops - np.array([0.015, tall * 0.07])], axis=1)[..., 1:] * np.array([0, 0, 1.0])
        )
        lines, _ = view.segments(ends, 0.2)
        canvas.strokes(lines, 0.9, 0.55)
