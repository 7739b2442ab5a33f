"""Fire, water, balls of foliage, and gulls aloft."""

import math

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Pen
from storyboard.sketch.sprites.shapes import Half, Middle, noise
from storyboard.sketch.style import Style

Array = NDArray[np.float64]


def fire(
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


def flame(
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


def jet(
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


def ball(
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


def gull(
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
