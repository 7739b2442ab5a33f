"""Shapes that sprites share: numbers from a key, clouds; and what every painter of one is given."""

import math

import numpy as np
from numpy.typing import NDArray

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


Middle = tuple[float, float]
Half = tuple[float, float]
