"""How far the lines of a frame stray from those of its layout."""

import cv2
import numpy as np
from numpy.typing import NDArray

ACROSS = 512
"""Pixels of width at which both are compared: finer lines are texture."""
FAR = 0.06
"""Distance, as a share of the width, from which on a line counts as missed however far it is."""
FAINT = 64
"""Of 255: a line of the layout that shrinks to less is none."""


def strays(frame: NDArray[np.uint8], lines: NDArray[np.uint8]) -> float:
    """0 when every line of the layout has an edge of ``frame`` on it, 1 when edges lie no nearer than by chance.

    ``frame`` is RGB [height, width, 3]; ``lines`` are the layout's, white on black [height, width]. It is the mean
    distance from the layout's lines to the frame's nearest edge over the same mean from everywhere (a one-sided
    chamfer distance, Barrow et al. 1977, against its own chance level), so that a frame full of texture scores no
    better for it. 0 for a layout without lines; 1 for a frame without edges.
    """
    edges = edged(frame)
    drawn = cv2.resize(lines, edges.shape[::-1], interpolation=cv2.INTER_AREA) > FAINT
    if not drawn.any():
        return 0.0
    if not edges.any():
        return 1.0
    away = cv2.distanceTransform(np.where(edges, 0, 255).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    away = np.minimum(away, FAR * ACROSS)
    chance = float(away.mean())
    return 0.0 if chance < 1e-6 else round(min(float(away[drawn].mean()) / chance, 2.0), 3)


def edged(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """The edges of a picture, [height, ACROSS]: Canny's, with thresholds from its own gradients."""
    height = max(round(picture.shape[0] * ACROSS / picture.shape[1]), 1)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    grey = cv2.GaussianBlur(cv2.resize(grey, (ACROSS, height), interpolation=cv2.INTER_AREA), (0, 0), 1.2)
    steep = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    high = max(float(np.quantile(steep, 0.93)), 8.0)
    return cv2.Canny(grey, 0.4 * high, high, L2gradient=True) > 0
