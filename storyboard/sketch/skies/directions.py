"""Where far directions lie on paper."""

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.seen import View

Array = NDArray[np.float64]


def toward(view: View, azimuth: Array, rise: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Paper points of far directions (degrees from +x, degrees above the horizon), and which lie before the lens."""
    a, e = np.radians(azimuth), np.radians(rise)
    ways = np.stack([np.cos(a) * np.cos(e), np.sin(a) * np.cos(e), np.sin(e)], axis=-1) @ view.axes.T
    flat: Array = view.flat(ways)
    return flat, ways[..., 2] > 0.05
