"""How far the lines of a frame stray from those of its layout."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.renderers.diffusion.guides import Guide

ACROSS = 512
"""Pixels of width at which both are compared: finer lines are texture."""
FAR = 0.06
"""Distance, as a share of the width, from which on a line counts as missed however far it is."""
FAINT = 64
"""Of 255: a line of the layout that shrinks to less is none."""
WAYS = 4
"""Directions in which lines run; a line is looked for among the edges that run as it does, or nearly."""


def strays(frame: NDArray[np.uint8], layout: Guide) -> float:
    """0 when every line of the layout has an edge of ``frame`` on it, 1 when edges lie no nearer than by chance.

    ``frame`` is RGB [height, width, 3]. It is the mean distance from the layout's lines to the frame's nearest edge of
    their direction over the same mean from everywhere (a one-sided chamfer distance, Barrow et al. 1977, by direction
    as in Shotton et al. 2008, against its own chance level), so that a frame full of texture scores no better for it.
    Lines that the layout's own sketch shows no edge at, between two like tones, are asked of nobody. 0 for a layout
    without lines; 1 for a frame without edges.
    """
    grey, edges = _grey(frame), edged(frame)
    lines = cv2.resize(layout.lines, edges.shape[::-1], interpolation=cv2.INTER_AREA)
    shown = cv2.dilate(edged(layout.sketch).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    asked = (lines > FAINT) & shown
    if not asked.any():
        return 0.0
    if not edges.any():
        return 1.0
    missed = chance = 0.0
    across, along = _across(grey), _across(np.asarray(cv2.GaussianBlur(lines, (0, 0), 1.5), np.uint8))
    for here, there in zip(_ways(along, 1), _ways(across, 2), strict=True):
        seen = np.where(edges & there, 0, 255).astype(np.uint8)
        if not seen.all():
            away = np.minimum(cv2.distanceTransform(seen, cv2.DIST_L2, cv2.DIST_MASK_PRECISE), FAR * ACROSS)
        else:
            away = np.full(seen.shape, FAR * ACROSS, np.float32)
        missed += float(away[asked & here].sum())
        chance += float(away.mean()) * int((asked & here).sum())
    return 0.0 if chance < 1e-6 else round(min(missed / chance, 2.0), 3)


def edged(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """The edges of a picture, [height, ACROSS]: Canny's, with thresholds from its own gradients."""
    grey = _grey(picture)
    steep = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    high = max(float(np.quantile(steep, 0.93)), 8.0)
    return cv2.Canny(grey, 0.4 * high, high, L2gradient=True) > 0


def _grey(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height = max(round(picture.shape[0] * ACROSS / picture.shape[1]), 1)
    grey = cv2.resize(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (ACROSS, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.2), np.uint8)


def _across(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The direction across the line or edge at each point, 0 to pi: of the structure tensor (Förstner & Gülch 1987)."""
    x, y = (cv2.Sobel(grey, cv2.CV_32F, *way) for way in ((1, 0), (0, 1)))
    xx, xy, yy = (cv2.GaussianBlur(one, (0, 0), 2) for one in (x * x, x * y, y * y))
    return np.asarray(np.mod(0.5 * np.arctan2(2 * xy, xx - yy), np.pi), np.float32)


def _ways(angles: NDArray[np.float32], broad: int) -> Iterator[NDArray[np.bool_]]:
    """Where a line runs each of the ways, within ``broad`` times the share of one."""
    for way in range(WAYS):
        off = np.mod(angles - (way + 0.5) * np.pi / WAYS + np.pi / 2, np.pi) - np.pi / 2
        yield np.abs(off) <= broad * np.pi / WAYS / 2
