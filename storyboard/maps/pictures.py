"""Depth as pictures: inverse, near white, as depth estimators give it and as ControlNet models were trained."""

import numpy as np
from numpy.typing import NDArray

Depth = NDArray[np.float32]


def far_and_near(depth: Depth) -> tuple[float, float]:
    """Inverse depths, 1/metres, that become black and white: of the farthest and of the nearest that is seen."""
    near = _nearness(depth)
    return float(near.min()), float(near.max())


def depth_picture(depth: Depth) -> NDArray[np.uint8]:
    """A depth map [h, w] in metres as RGB [h, w, 3]: its inverse, stretched from black (far) to white (near)."""
    grey = np.rint(_stretched(depth) * 255).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def depth_16(depth: Depth) -> NDArray[np.uint16]:
    """The same in 16 bits, [h, w]: inverse depth = black + (white - black) * value / 65535, by ``far_and_near``."""
    return np.rint(_stretched(depth) * 65535).astype(np.uint16)


def _nearness(depth: Depth) -> Depth:
    return (1.0 / np.maximum(depth, 1e-3)).astype(np.float32)


def _stretched(depth: Depth) -> Depth:
    near = _nearness(depth)
    low, high = float(near.min()), float(near.max())
    if high - low < 1e-9:  # nothing stands anywhere, or all of it equally far
        return np.zeros_like(near)
    near -= np.float32(low)
    near *= np.float32(1 / (high - low))
    return near
