"""The sheet of paper in a photo: found by its four corners, and seen from straight above.

A sheet is what is lighter than round it, has four straight sides and nearly right angles, and fills a good part of the
photo. Its true ratio follows from the perspective (Zhang & He, 2007, "Whiteboard scanning and image enhancement", 3.2:
square pixels, the optical axis through the middle of the picture).
"""

import math
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.hand.opening import Scan

Corners = NDArray[np.float64]
"""Top left, top right, bottom right, bottom left: pixels, shape [4, 2]."""

_ACROSS = 720
"""Pixels of the longer side on which sheets are looked for."""
_LEAST, _MOST = 0.25, 0.985
"""Share of the photo that a sheet fills: more, and it has no border to be found by."""
_RIM = 0.004
"""Share of the photo's sides round a sheet: a corner at the very border is a corner that is not in the photo."""
_SQUARE = 28.0
"""Degrees by which a corner may differ from a right angle: a photo taken from 45 degrees aside."""
_LIGHTER = 18.0
"""Levels by which paper is lighter than what it lies on."""
_LENS = 0.75
"""Focal length of a telephone's main camera, by the longer side of its picture (27 mm on a film of 36)."""
_EDGE = 0.012
"""Share of a sheet, from its middle to a corner, that is left out all round."""


def sheet(scan: Scan) -> Corners | None:
    """The corners of the sheet of paper in a photo; None when there is none to be seen."""
    scale = min(_ACROSS / max(scan.shape[:2]), 1.0)
    small = np.asarray(cv2.resize(scan[..., :3], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    grey = np.asarray(cv2.GaussianBlur(_lightness(small), (5, 5), 0), np.uint8)
    best: tuple[float, Corners] | None = None
    for corners in _candidates(grey):
        score = _score(corners, grey)
        if score is not None and (best is None or score > best[0]):
            best = (score, corners)
    return None if best is None else best[1] / scale


def straightened(scan: Scan, corners: Corners) -> Scan:
    """What lies between four corners, seen from straight above, as large as it is in the photo; the very edge, where
    the table shows, is left out."""
    corners = corners + (corners.mean(axis=0) - corners) * _EDGE
    top, right, bottom, left = (math.dist(corners[i], corners[(i + 1) % 4]) for i in range(4))
    ratio = _ratio(corners, scan.shape[1] / 2, scan.shape[0] / 2)
    width = max(top, bottom)
    height = width / ratio
    if height < max(left, right):
        height = max(left, right)
        width = height * ratio
    size = (max(round(width), 2), max(round(height), 2))
    target = np.array([(0, 0), (size[0], 0), (size[0], size[1]), (0, size[1])], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return np.asarray(cv2.warpPerspective(scan, matrix, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE))


def _lightness(scan: Scan) -> NDArray[np.uint8]:
    """How much like paper: light, and without colour."""
    hsv = cv2.cvtColor(np.ascontiguousarray(scan[..., :3]), cv2.COLOR_RGB2HSV).astype(np.float32)
    return np.asarray(hsv[..., 2] * (1 - 0.5 * hsv[..., 1] / 255), np.uint8)


def _candidates(grey: NDArray[np.uint8]) -> Iterator[Corners]:
    """Every large convex quadrangle, by its tone and by its edges."""
    level, by_tone = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    brighter = cv2.threshold(grey, min((level + 255) / 2, 250), 255, cv2.THRESH_BINARY)[1]
    closed = np.ones((9, 9), np.uint8)
    edges = cv2.dilate(cv2.Canny(grey, 30, 90), np.ones((3, 3), np.uint8))
    for picture in (*(cv2.morphologyEx(one, cv2.MORPH_CLOSE, closed) for one in (by_tone, brighter)), edges):
        framed = cv2.copyMakeBorder(picture, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
        outlines, _ = cv2.findContours(framed, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        for outline in outlines:
            hull = cv2.convexHull(outline)
            if cv2.contourArea(hull) < _LEAST * grey.size:
                continue
            for slack in (0.01, 0.02, 0.04):
                shape = cv2.approxPolyDP(hull, slack * cv2.arcLength(hull, True), True).reshape(-1, 2)
                if len(shape) == 4:
                    if cv2.contourArea(hull) > 0.93 * cv2.contourArea(shape):
                        points = np.asarray(outline.reshape(-1, 2), np.int32)
                        yield _sharpened(_ordered(shape.astype(np.float64)), points) - 1
                    break


def _ordered(corners: NDArray[np.float64]) -> Corners:
    """Clockwise from the corner that is nearest to the top left."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))]
    return np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0)


def _sharpened(corners: Corners, outline: NDArray[np.int32]) -> Corners:
    """Corners where the straight sides of an outline meet: its own points there may be bent tips, or cut off."""
    sides = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        length = math.dist(start, end)
        way = (end - start) / length
        from_start = outline - start
        along, beside = from_start @ way / length, np.abs(from_start @ np.array([-way[1], way[0]]))
        points = outline[(along > 0.08) & (along < 0.92) & (beside < 0.05 * length)]
        if len(points) < 0.5 * length:
            return corners
        x, y, x0, y0 = cv2.fitLine(points.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        sides.append(np.array([-y, x, y * x0 - x * y0], np.float64))
    met = np.array([np.cross(sides[number - 1], sides[number]) for number in range(4)])
    if np.abs(met[:, 2]).min() < 1e-6:
        return corners
    return np.asarray(met[:, :2] / met[:, 2:], np.float64)


def _score(corners: Corners, grey: NDArray[np.uint8]) -> float | None:
    """The share of the photo that a sheet would fill; None for what is no sheet."""
    share = cv2.contourArea(corners.astype(np.float32)) / grey.size
    height, width = grey.shape
    margin = np.array([width, height]) * _RIM
    inner = (corners > margin).all() and (corners < (width, height) - margin).all()
    if not _LEAST < share < _MOST or not inner or not _upright(corners):
        return None
    inside = np.zeros(grey.shape, np.uint8)
    cv2.fillConvexPoly(inside, corners.round().astype(np.int32), 255)
    wide = np.ones((15, 15), np.uint8)
    rim = (cv2.dilate(inside, wide) > 0) & (inside == 0)
    border = (inside > 0) & (cv2.erode(inside, wide) == 0)
    if not rim.any():
        return None
    lighter = float(np.median(grey[border])) - float(np.median(grey[rim]))
    return share if lighter > _LIGHTER else None


def _upright(corners: Corners) -> bool:
    for number in range(4):
        before, here, after = corners[number - 1], corners[number], corners[(number + 1) % 4]
        one, other = before - here, after - here
        lengths = float(np.hypot(*one) * np.hypot(*other))
        if lengths < 1 or abs(math.degrees(math.acos(np.clip(one @ other / lengths, -1, 1))) - 90) > _SQUARE:
            return False
    return True


def _ratio(corners: Corners, x: float, y: float) -> float:
    """Width by height of the rectangle that is seen as ``corners`` by a camera whose axis meets (x, y).

    The perspective tells the lens, too, where it is strong both ways; a sheet that is only tilted tells none, and is
    taken for seen through the usual one."""
    m1, m2, m4, m3 = (np.array([corner[0] - x, corner[1] - y, 1.0]) for corner in corners)
    k2 = np.cross(m1, m4) @ m3 / (np.cross(m2, m4) @ m3)
    k3 = np.cross(m1, m4) @ m2 / (np.cross(m3, m4) @ m2)
    n2, n3 = k2 * m2 - m1, k3 * m3 - m1
    longer = 2 * max(x, y)
    squared = 0.0
    if abs(n2[2]) > 0.02 and abs(n3[2]) > 0.02:
        squared = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2])
    if not (0.4 * longer) ** 2 < squared < (6 * longer) ** 2:  # no lens that anybody photographs paper with
        squared = (_LENS * longer) ** 2
    lens = np.array([1 / squared, 1 / squared, 1.0])
    return float(np.sqrt((n2 * lens @ n2) / (n3 * lens @ n3)))
