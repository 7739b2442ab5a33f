"""Paper made even: the shadow of a hand, the lamp's fall-off and the colour of the sheet are taken off it.

The paper's own tone is estimated all over, as what remains when ink is closed over and smoothed, and every pixel is
divided by it. What is hardly paper any more, a painting, is left as it was painted.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.hand.opening import Scan

PAPER = (250, 247, 240)
"""What paper becomes: the paper of the panels that are drawn here."""

_ACROSS = 320
"""Pixels of the longer side on which the paper is estimated: shadows are soft."""
_PAPERY = 0.45
"""Share of a drawing that is bare paper, at least."""
_BARE = 0.88
"""What is as light as this against the paper round it is bare."""
_PALE = 0.22
"""Most by which a colour's share of the paper's light may exceed another's: lamplight on white paper."""
_ONE = 0.035
"""Most by which that share may vary over the sheet: beyond, it is painted."""
_EVEN = 5.0
"""Levels by which a clean file's white may differ and is left alone."""


def even(scan: Scan) -> Scan:
    """A drawing on paper, its paper all of one tone; anything else as it is. RGB."""
    ground = paper_of(scan)
    if ground is None:
        return scan
    low, high = ground.reshape(-1, 3).min(axis=0), ground.reshape(-1, 3).max(axis=0)
    if float((high - low).max()) < _EVEN and float(low.min()) > 255 - _EVEN:
        return scan  # a tablet's white: nothing to even
    height, width = scan.shape[:2]
    full = cv2.resize(ground, (width, height), interpolation=cv2.INTER_CUBIC)
    share = np.minimum(scan.astype(np.float32) / np.maximum(full, 16), 1.0)
    share = np.interp(share, (0.0, 0.06, 0.94, 1.0), (0.0, 0.0, 1.0, 1.0)).astype(np.float32)  # grain and grey ink
    return np.asarray((share * np.array(PAPER, np.float32)).round(), np.uint8)


def bare(scan: Scan) -> NDArray[np.bool_] | None:
    """Where there is only paper, shape [height, width]; None for what is no drawing on paper."""
    ground = paper_of(scan)
    if ground is None:
        return None
    height, width = scan.shape[:2]
    full = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray((scan >= full * _BARE).all(axis=2))


def paper_of(scan: Scan) -> NDArray[np.float32] | None:
    """The paper's own colour all over, small, shape [rows, columns, 3]; None for what is no drawing on paper."""
    scale = min(_ACROSS / max(scan.shape[:2]), 1.0)
    small = cv2.resize(scan, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    size = max(round(max(small.shape[:2]) / 14), 3) | 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    ground = cv2.GaussianBlur(closed, (0, 0), size / 3).astype(np.float32)
    # dark fills wider than the closing would count as paper: what is far below the sheet's light is not
    light = float(np.percentile(ground.mean(axis=2), 90))
    filled = ground.mean(axis=2) < 0.62 * light
    if light < 90 or float(filled.mean()) > 1 - _PAPERY:
        return None
    if filled.any():  # and what was smoothed into their surroundings
        filled = cv2.dilate(filled.astype(np.uint8), np.ones((2 * size + 1, 2 * size + 1), np.uint8)) > 0
        if filled.all():
            return None
        mask = (~filled).astype(np.float32)
        wide = (0, 0), size * 1.5
        weight = cv2.GaussianBlur(mask, *wide)
        spread = cv2.GaussianBlur(ground * mask[..., None], *wide) / np.maximum(weight, 1e-3)[..., None]
        whole = ground[~filled].mean(axis=0)
        spread = np.where(weight[..., None] > 0.02, spread, whole)
        ground = np.where(filled[..., None], spread, ground).astype(np.float32)
    if not _one_colour(ground):
        return None
    papery = (small >= ground * _BARE).all(axis=2).mean()
    return np.asarray(ground, np.float32) if float(papery) >= _PAPERY else None


def _one_colour(ground: NDArray[np.float32]) -> bool:
    """Whether a ground is a pale sheet under one light: a shadow darkens it, and hardly changes its colour."""
    total = np.maximum(ground.sum(axis=2, keepdims=True), 1)
    shares = (ground / total).reshape(-1, 3)
    spread = np.abs(shares - np.median(shares, axis=0)).max(axis=1)
    pale = float(np.median(shares.max(axis=1) - shares.min(axis=1)))
    return pale < _PALE and float(np.percentile(spread, 95)) < _ONE
