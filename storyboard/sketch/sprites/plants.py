"""Trees and leaves."""

import math

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Pen
from storyboard.sketch.sprites.shapes import Half, Middle, cloud, noise
from storyboard.sketch.style import Style

Array = NDArray[np.float64]


def foliage(
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


def needles(
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


def canopy(
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


def leaves(
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


def blossom(
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
