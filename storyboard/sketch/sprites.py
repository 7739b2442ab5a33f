"""Soft things drawn on the picture: foliage, leaves, flames, water, and what a window looks out on."""

import math

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Canvas, Pen
from storyboard.sketch.seen import View
from storyboard.sketch.solid import Sprite
from storyboard.sketch.style import Style
from storyboard.sketch.tones import Lighting
from storyboard.stage.geometry import Piece

Array = NDArray[np.float64]


def noise(key: int, count: int) -> Array:
    """``count`` numbers in 0..1 from a key."""
    result: Array = (np.sin((np.arange(count) + 1) * 78.233 + (key % 9973) * 12.9898) * 43758.5453) % 1.0
    return result


def cloud(
    middle: tuple[float, float], size: tuple[float, float], key: int, bumps: int = 11, depth: float = 0.16
) -> Array:
    """A bumpy closed outline round a paper point [n, 2], as foliage or a cloud is drawn."""
    angle = np.linspace(0, 2 * math.pi, bumps * 6, endpoint=False)
    chance = noise(key, 4) * 6.28
    scallop = np.abs(np.sin(angle * bumps / 2 + chance[0])) ** 0.7
    radius = (1 - depth) + depth * scallop + 0.09 * np.sin(angle * 2 + chance[1]) + 0.07 * np.sin(angle * 3 + chance[2])
    return np.stack(
        [middle[0] + np.cos(angle) * radius * size[0], middle[1] + np.sin(angle) * radius * size[1]], axis=1
    )


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
        _outlook(canvas, view, sprite, piece, light, fine=fine)
    elif sprite.kind == "word":
        _word(canvas, view, sprite, piece)
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


Middle = tuple[float, float]
Half = tuple[float, float]


def _foliage(
    canvas: Pen,
    middle: Middle,
    half: Half,
    body: float,
    tone: float,
    weight: float,
    key: int,
    style: Style,
    fine: bool,
) -> None:
    chance = noise(key, 12)
    outline = cloud(middle, half, key, 13)
    canvas.fill(outline, min(body + 0.1, 1.0))
    shade = cloud(
        (middle[0] + half[0] * 0.12, middle[1] + half[1] * 0.3), (half[0] * 0.82, half[1] * 0.62), key + 1, 11
    )
    canvas.fill(shade, body * 0.93)
    canvas.fill(
        cloud((middle[0] - half[0] * 0.2, middle[1] - half[1] * 0.3), (half[0] * 0.55, half[1] * 0.45), key + 2, 8),
        min(body + 0.14, 1.0),
    )
    canvas.stroke(np.concatenate([outline, outline[:2]]), weight, tone)
    if fine and half[0] > 14:
        for number in range(7):
            x = middle[0] + (chance[number] * 1.3 - 0.65) * half[0]
            y = middle[1] + (chance[(number + 5) % 12] * 1.2 - 0.5) * half[1]
            angle = np.linspace(0.2 + chance[number], 2.4 + chance[number], 9)
            r = half[0] * (0.09 + 0.1 * chance[(number + 3) % 12])
            scallop = r * (0.85 + 0.15 * np.abs(np.sin(angle * 3)))
            canvas.stroke(
                np.stack([x + np.cos(angle) * scallop, y + np.sin(angle) * scallop * 0.7], axis=1), weight * 0.7, tone
            )


def _needles(
    canvas: Pen,
    middle: Middle,
    half: Half,
    body: float,
    tone: float,
    weight: float,
    key: int,
    style: Style,
    fine: bool,
) -> None:
    x, top, bottom = middle[0], middle[1] - half[1], middle[1] + half[1]
    tiers = 5
    for tier in range(tiers):
        y0 = bottom + (top - bottom) * (tier / (tiers + 0.5))
        y1 = bottom + (top - bottom) * ((tier + 1.8) / (tiers + 0.8))
        wide = half[0] * (1 - tier / (tiers + 0.4))
        share = np.linspace(-1, 1, 11)
        teeth = y0 + np.where(np.arange(11) % 2 == 0, 0.0, -0.12 * (y0 - y1))
        line = np.concatenate([[[x, max(y1, top)]], np.stack([x + share * wide, teeth], axis=1)[::-1]])
        canvas.fill(line, body * (0.92 + 0.03 * tier))
        canvas.stroke(np.concatenate([line, line[:1]]), weight * 0.8, tone)


def _canopy(
    canvas: Pen,
    middle: Middle,
    half: Half,
    body: float,
    tone: float,
    weight: float,
    key: int,
    style: Style,
    fine: bool,
) -> None:
    for number, chance in enumerate(noise(key, 4)):
        at = (middle[0] + (chance - 0.5) * half[0] * 1.2, middle[1] - half[1] * (0.1 + 0.5 * noise(key + 9, 4)[number]))
        outline = cloud(at, (half[0] * 0.6, half[1] * 0.4), key + number, 12)
        canvas.fill(outline, min(body + 0.06 * number, 1.0))
        canvas.stroke(np.concatenate([outline, outline[:2]]), weight * 0.6, tone)


def _leaves(
    canvas: Pen,
    middle: Middle,
    half: Half,
    body: float,
    tone: float,
    weight: float,
    key: int,
    style: Style,
    fine: bool,
) -> None:
    base = np.array([middle[0], middle[1] + half[1]])
    for number, chance in enumerate(noise(key, 9)):
        lean = (number - 4) / 4 + (chance - 0.5) * 0.3
        tip = np.array([middle[0] + lean * half[0] * 1.15, middle[1] - half[1] * (1.0 - 0.75 * abs(lean) ** 1.5)])
        bend = np.array([base[0] + (tip[0] - base[0]) * 0.45, tip[1] + (base[1] - tip[1]) * 0.25])
        share = np.linspace(0, 1, 9)[:, None]
        spine = (1 - share) ** 2 * base + 2 * share * (1 - share) * bend + share**2 * tip
        wide = np.sin(share * math.pi) * half[0] * 0.13
        across = np.stack([-(np.gradient(spine[:, 1])), np.gradient(spine[:, 0])], axis=1)
        across /= np.maximum(np.hypot(across[:, 0], across[:, 1]), 1e-6)[:, None]
        outline = np.concatenate([spine + across * wide, (spine - across * wide)[::-1]])
        canvas.fill(outline, min(body * (0.9 + 0.25 * chance), 1.0))
        canvas.stroke(np.concatenate([outline, outline[:1]]), weight * 0.7, tone)


def _blossom(
    canvas: Pen,
    middle: Middle,
    half: Half,
    body: float,
    tone: float,
    weight: float,
    key: int,
    style: Style,
    fine: bool,
) -> None:
    base = np.array([middle[0], middle[1] + half[1]])
    chance = noise(key, 12)
    for number in range(6):
        tip = np.array(
            [
                middle[0] + (chance[number] * 2 - 1) * half[0] * 0.8,
                middle[1] - half[1] * (0.2 + 0.7 * chance[number + 6]),
            ]
        )
        canvas.stroke(np.stack([base, (base + tip) / 2 + np.array([0, -2.0]), tip]), weight * 0.7, tone)
        r = half[0] * 0.3
        flower = cloud((float(tip[0]), float(tip[1])), (r, r), key + number, 6, 0.3)
        canvas.fill(flower, min(body + 0.2, 1.0))
        canvas.stroke(np.concatenate([flower, flower[:2]]), weight * 0.7, tone)


def _fire(
    canvas: Pen,
    middle: Middle,
    half: Half,
    body: float,
    tone: float,
    weight: float,
    key: int,
    style: Style,
    fine: bool,
) -> None:
    for size, light in ((1.0, 0.8), (0.62, 0.97)):
        points = []
        tongues = 5
        for number, chance in enumerate(noise(key, tongues)):
            x = -1 + 2 * (number + 0.5) / tongues
            points += [
                (x - 0.18, 0.55 - 0.5 * (1 - abs(x))),
                (x + 0.05, -(0.35 + 0.65 * (1 - abs(x)) * (0.6 + 0.4 * chance))),
            ]
        outline = np.array([(-0.9, 1.0), *points, (0.9, 1.0)]) * np.array(half) * size
        outline += np.array([middle[0], middle[1] + half[1] * (1 - size)])
        canvas.fill(outline, light)
        canvas.stroke(np.concatenate([outline, outline[:1]]), weight * 0.8, tone)


def _flame(
    canvas: Pen,
    middle: Middle,
    half: Half,
    body: float,
    tone: float,
    weight: float,
    key: int,
    style: Style,
    fine: bool,
) -> None:
    angle = np.linspace(0, 2 * math.pi, 16, endpoint=False)
    pinch = np.where(np.sin(angle) < 0, 1 - np.abs(np.sin(angle)) ** 3, 1.0)
    outline = np.stack([middle[0] + np.cos(angle) * half[0] * pinch, middle[1] + np.sin(angle) * half[1]], axis=1)
    canvas.fill(outline, 1.0)
    canvas.stroke(np.concatenate([outline, outline[:1]]), weight * 0.8, tone)


def _jet(
    canvas: Pen,
    middle: Middle,
    half: Half,
    body: float,
    tone: float,
    weight: float,
    key: int,
    style: Style,
    fine: bool,
) -> None:
    share = np.linspace(0, 1, 9)
    for side in (-1.0, -0.6, -0.25, 0.25, 0.6, 1.0):
        x = middle[0] + side * half[0] * share
        y = middle[1] + half[1] * (1 - 4 * share * (1 - share) * 1.2 + 1.1 * share**2)
        canvas.stroke(np.stack([x, y], axis=1), weight * 0.9, max(tone, 0.5))


def _ball(
    canvas: Pen,
    middle: Middle,
    half: Half,
    body: float,
    tone: float,
    weight: float,
    key: int,
    style: Style,
    fine: bool,
) -> None:
    angle = np.linspace(0, 2 * math.pi, 20)
    outline = np.stack([middle[0] + np.cos(angle) * half[0], middle[1] + np.sin(angle) * half[1]], axis=1)
    canvas.fill(outline, min(body + 0.1, 1.0))
    canvas.stroke(outline, weight, tone)
    canvas.stroke(
        np.stack([middle[0] + np.cos(angle) * half[0] * 0.4, middle[1] + np.sin(angle) * half[1]], axis=1)[5:16],
        weight * 0.6,
        tone,
    )


def _gull(
    canvas: Pen,
    middle: Middle,
    half: Half,
    body: float,
    tone: float,
    weight: float,
    key: int,
    style: Style,
    fine: bool,
) -> None:
    """A gull on the wing: two bent wings, a short body between them."""
    beat = 0.5 + 0.9 * float(noise(key, 1)[0])
    t = np.linspace(0, 1, 9)
    rise = np.sin(t * math.pi * 0.75) * beat
    for side in (-1.0, 1.0):
        x, y = middle[0] + side * half[0] * t, middle[1] - half[1] * rise
        thick = half[0] * 0.13 * (1 - t) ** 0.6
        wing = np.concatenate([np.stack([x, y], axis=1), np.stack([x, y + thick], axis=1)[::-1]])
        canvas.fill(wing, min(body, 0.98))
        canvas.stroke(np.stack([x, y], axis=1), max(weight, 1.2) * (1.2 - t), tone)
    angle = np.linspace(0, 2 * math.pi, 14)
    trunk = np.stack(
        [middle[0] + np.cos(angle) * half[0] * 0.17, middle[1] + half[0] * 0.05 * (1 + np.sin(angle))], axis=1
    )
    canvas.fill(trunk, min(body, 0.98))
    canvas.stroke(trunk, max(weight, 1.0), tone)


_SHAPES = {
    "foliage": _foliage, "needles": _needles, "canopy": _canopy, "leaves": _leaves, "blossom": _blossom, "fire": _fire,
    "flame": _flame, "jet": _jet, "ball": _ball, "gull": _gull,
}  # fmt: skip


def _word(canvas: Canvas, view: View, sprite: Sprite, piece: Piece) -> None:
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


def _outlook(canvas: Canvas, view: View, sprite: Sprite, piece: Piece, light: Lighting, *, fine: bool) -> None:
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
