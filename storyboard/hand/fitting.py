"""A drawing cropped to the film's ratio: to the frame drawn on it, else where least is lost."""

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.hand.opening import Scan
from storyboard.hand.tone import PAPER, bare

_SAME = 0.01
"""By how much two ratios may differ and be the same."""
_FRAME = 0.06
"""By how much a drawn frame may miss the film's ratio."""
_BROAD = 0.03
"""Of a drawn frame's side: the broadest line that it is drawn with, or the lean of a thinner one."""
_FRAMED = 0.3
"""Share of the sheet that a drawn frame encloses, at least."""
_KEPT = 0.985
"""Share of the ink that a crop must keep; where it cannot, paper is added instead."""


def fitted(scan: Scan, size: tuple[int, int]) -> Scan:
    """A picture of ``size`` (width, height) in pixels. RGB or RGBA, as it came."""
    wanted = size[0] / size[1]
    scan = _window(scan, wanted)
    height, width = scan.shape[:2]
    if (width, height) == size:
        return scan
    shrunk = width > size[0]
    return np.asarray(cv2.resize(scan, size, interpolation=cv2.INTER_AREA if shrunk else cv2.INTER_CUBIC), np.uint8)


def framed(scan: Scan, wanted: float) -> Scan:
    """What a frame drawn on the sheet encloses, when there is one of the film's ratio (width by height)."""
    scale = min(900 / max(scan.shape[:2]), 1.0)
    grey = cv2.cvtColor(np.ascontiguousarray(scan[..., :3]), cv2.COLOR_RGB2GRAY)
    grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    ink = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    outlines, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    best: tuple[int, int, int, int] | None = None
    for outline in outlines:
        left, top, width, height = cv2.boundingRect(outline)
        if width * height < _FRAMED * ink.size or abs(width / height / wanted - 1) > _FRAME:
            continue
        # a frame's line fills its box exactly; a crowd of strokes that happens to reach as far does not
        if cv2.contourArea(outline) < 0.93 * width * height:
            continue
        if best is None or width * height < best[2] * best[3]:
            best = (left, top, width, height)
    if best is None:
        return scan
    left, top, width, height = best
    box = ink[top : top + height, left : left + width]
    (above, below), (before, after) = (_line(box.mean(axis=axis) / 255) for axis in (1, 0))
    low = (round((left + before) / scale), round((top + above) / scale))
    high = (round((left + width - after) / scale), round((top + height - below) / scale))
    return scan[low[1] : high[1], low[0] : high[0]]


def _line(inked: NDArray[np.float64]) -> tuple[int, int]:
    """How far the line of a frame reaches into it from either end, with what a crooked one may leave, by the share of
    ink across each row."""
    most = max(round(len(inked) * _BROAD), 2)
    return tuple(  # type: ignore[return-value]
        1 + max((at + 1 for at, share in enumerate(end[:most]) if share > 0.3), default=1)
        for end in (inked, inked[::-1])
    )


def _window(scan: Scan, wanted: float) -> Scan:
    height, width = scan.shape[:2]
    if abs(width / height / wanted - 1) <= _SAME:
        return scan
    ink = _ink(scan)
    wide = width / height > wanted
    along = ink.sum(axis=0 if wide else 1) if ink is not None else None
    keep = min(round(height * wanted), width) if wide else min(round(width / wanted), height)
    spare = (width if wide else height) - keep
    start = spare // 2
    if along is not None and along.sum() > 0:
        kept = np.convolve(along, np.ones(keep), "valid")
        best = np.flatnonzero(kept >= kept.max() * 0.9999)
        start = int(best[np.argmin(np.abs(best - spare / 2))])
        if kept.max() < _KEPT * along.sum():
            return _padded(scan, wanted)
    return scan[:, start : start + keep] if wide else scan[start : start + keep]


def _ink(scan: Scan) -> NDArray[np.float64] | None:
    """How much is drawn at each pixel; None for a picture that is drawn all over, which any crop cuts."""
    if scan.shape[2] == 4:
        return scan[..., 3] / 255
    paper = bare(scan)
    return None if paper is None else np.where(paper, 0.0, 1.0)


def _padded(scan: Scan, wanted: float) -> Scan:
    """The whole sheet, with paper (or nothing, where it is transparent) beside it up to the wanted ratio."""
    height, width = scan.shape[:2]
    across, down = max(round(height * wanted), width), max(round(width / wanted), height)
    if scan.shape[2] == 4:
        blank: NDArray[np.uint8] = np.zeros((down, across, 4), np.uint8)
    else:
        edge = np.concatenate([scan[0], scan[-1], scan[:, 0], scan[:, -1]])
        light = np.median(edge, axis=0) if len(edge) else np.array(PAPER)
        blank = np.broadcast_to(light.astype(np.uint8), (down, across, 3)).copy()
    top, left = (down - height) // 2, (across - width) // 2
    blank[top : top + height, left : left + width] = scan
    return blank
