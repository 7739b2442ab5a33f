"""From solids to drawn lines: what is seen of a figure, where its contours run, and how deep each of them steps.

Faces are painted, far ones first, into a small buffer of face numbers. The contours of each visible part are then
followed back into lines: against the background they are the silhouette; over a step in depth they are lines inside the
figure; where two parts touch at one depth there is a seam, or nothing when both are of one cloth. So a sleeve runs into
its shoulder without a line, and the same arm stands out when it crosses the chest, at every angle.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Outline
from storyboard.sketch.joints import Array, cross
from storyboard.sketch.lofts import Solid
from storyboard.stage.geometry import Camera
from storyboard.stage.lens import basis, sensor, view

NEAR = 0.06
"""Metres: faces nearer the lens than this are left out."""
MARGIN = 14.0
"""Points drawn past the frame, so that no line runs along its border."""
PIXELS = 120_000
"""Largest buffer; finer ones do not change the drawing."""
SHIFT = 4


@dataclass(frozen=True, slots=True, eq=False)
class Contours:
    """Closed lines round what is seen of each part, one after the other in the same arrays."""

    solid: NDArray[np.int64]
    """Number of the part, for each line."""
    start: NDArray[np.int64]
    """First point of each line."""
    length: NDArray[np.int64]
    """Points of each line."""
    line: Outline
    """Paper points, smooth, [n, 2]."""
    normal: Outline
    """Unit, outwards, [n, 2]."""
    mine: NDArray[np.int64]
    """Number of the part, for each point."""
    other: NDArray[np.int64]
    """Number of the part outside each point, -1 for the background."""
    step: Array
    """Metres from this part back to the one outside; infinite over the background."""

    padded: NDArray[np.int64]
    """Indices of each line's points with ``PAD`` more of them at both ends, so that neighbours need no wrapping."""
    place: NDArray[np.int64]
    """Where each point stands in ``padded``."""

    def around(self, offset: int) -> NDArray[np.int64]:
        """Index of the point ``offset`` (at most ``PAD``) further along each point's own line."""
        return self.padded[self.place + offset]

    def total(self, values: Array, reach: int) -> Array:
        """Sum of ``values`` [n] over the points up to ``reach`` (less than ``PAD``) before and after each."""
        sums = np.cumsum(values[self.padded])
        result: Array = sums[self.place + reach] - sums[self.place - reach - 1]
        return result


PAD = 9
_NONE, _NOWHERE = np.zeros(0, np.int64), np.zeros((0, 2))
_EMPTY = Contours(_NONE, _NONE, _NONE, _NOWHERE, _NOWHERE, _NONE, _NONE, np.zeros(0), _NONE, _NONE)


@dataclass(slots=True)
class Tracing:
    """What is seen of some solids through a camera."""

    solids: Sequence[Solid]
    camera: Camera
    sheet: tuple[float, float]
    aspect: float
    scale: float
    """Buffer pixels for one paper point."""
    corner: tuple[float, float]
    """Paper point of the buffer's corner."""
    faces: NDArray[np.int32]
    """Number of the face seen at each buffer pixel, -1 for none."""
    part: NDArray[np.int64]
    """Solid of each face; the last entry, -1, is the background."""
    shade: NDArray[np.float32]
    """Light on each face, -1 to 1."""
    plane: Array
    """Inverse depth of each face's plane: times (ray right, ray up, 1), [n, 3]."""
    middle: Array
    """Depth of each face's middle."""
    seen: list[int]
    """Solids with faces on the sheet."""
    bounds: NDArray[np.int32]
    """Buffer pixels round each of those: left, top, right, bottom."""
    contours: Contours
    """Set by ``trace`` last, from all the rest."""

    def to_paper(self, points: Array) -> tuple[Outline, Array]:
        """Paper points [n, 2] and depths [n] of stage points."""
        seen = view(self.camera, points)
        return _paper(seen, self.camera, self.aspect, self.sheet), seen[:, 2]

    def pixels(self, paper: Outline) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows and columns of the buffer at paper points, kept inside it."""
        height, width = self.faces.shape
        columns = np.clip((paper[:, 0] - self.corner[0]) * self.scale, 0, width - 1).astype(np.int64)
        rows = np.clip((paper[:, 1] - self.corner[1]) * self.scale, 0, height - 1).astype(np.int64)
        return rows, columns

    def depth(self, face: NDArray[np.int32], paper: Outline) -> Array:
        """Metres to the given faces at paper points; infinite for face -1."""
        width, height = sensor(self.aspect)
        right = (paper[:, 0] / self.sheet[0] * 2 - 1) * width / (2 * self.camera.focal)
        up = (1 - paper[:, 1] / self.sheet[1] * 2) * height / (2 * self.camera.focal)
        plane = self.plane[face]
        inverse = plane[:, 0] * right + plane[:, 1] * up + plane[:, 2]
        middle = self.middle[face]
        flat = np.where(inverse > 1e-6, 1 / np.maximum(inverse, 1e-6), middle)
        # a face seen from its edge has a wild plane: keep near its middle
        return np.where(face < 0, np.inf, np.clip(flat, middle - 0.12, middle + 0.12))

    def hides(self, points: Array, slack: Array, free: NDArray[np.bool_]) -> tuple[Outline, NDArray[np.bool_], Array]:
        """Paper points of stage points, and which of them are hidden, off the figure (unless ``free``) or too near, and
        their depths."""
        paper, depth = self.to_paper(points)
        rows, columns = self.pixels(paper)
        face = self.faces[rows, columns]
        inside = (
            (paper[:, 0] >= self.corner[0]) & (paper[:, 1] >= self.corner[1])
            & (paper[:, 0] <= self.corner[0] + self.faces.shape[1] / self.scale)
            & (paper[:, 1] <= self.corner[1] + self.faces.shape[0] / self.scale)
        )  # fmt: skip
        gone = ~inside | (depth < NEAR) | ((face < 0) & ~free) | (self.depth(face, paper) < depth - slack)
        return paper, gone, depth


def _paper(seen: Array, camera: Camera, aspect: float, sheet: tuple[float, float]) -> Outline:
    width, height = sensor(aspect)
    depth = np.maximum(seen[:, 2], NEAR / 2)
    x = (seen[:, 0] / depth * (2 * camera.focal / width) + 1) * (sheet[0] / 2)
    y = (1 - seen[:, 1] / depth * (2 * camera.focal / height)) * (sheet[1] / 2)
    return np.stack([x, y], axis=1)


def trace(
    solids: Sequence[Solid], camera: Camera, sheet: tuple[float, float], aspect: float, light: Array
) -> Tracing | None:
    """What is seen of the ``solids`` on a sheet (width, height in points); None for nothing.

    ``light`` is a unit vector towards it.
    """
    if not solids:
        return None
    offsets = np.cumsum([0] + [len(solid.points) for solid in solids])
    seen = view(camera, np.concatenate([solid.points for solid in solids]))
    paper = _paper(seen, camera, aspect, sheet)
    counts = [len(solid.faces) for solid in solids]
    faces = np.concatenate([solid.faces + offset for solid, offset in zip(solids, offsets[:-1], strict=True)])
    part = np.repeat(np.arange(len(solids)), counts)
    lift = np.repeat([solid.lift for solid in solids], counts)
    double = np.repeat([solid.double for solid in solids], counts)

    corners = paper[faces]
    a, b = corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]
    area = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    kept = (seen[:, 2][faces] > NEAR).all(axis=1) & ((area < 0) | double) & (np.abs(area) > 1e-9)
    low, high = corners.min(axis=1), corners.max(axis=1)
    kept &= (high[:, 0] > -MARGIN) & (high[:, 1] > -MARGIN) & (low[:, 0] < sheet[0] + MARGIN)
    kept &= low[:, 1] < sheet[1] + MARGIN
    if not kept.any():
        return None
    faces, part, area = faces[kept], part[kept], area[kept]
    corners, lift = corners[kept], lift[kept]
    deep = seen[faces]
    middle = deep.mean(axis=1)
    normal = cross(deep[:, 2] - deep[:, 0], deep[:, 3] - deep[:, 1])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    # camera axes (right, up, forward) are left-handed, and inside faces of open cloth show their back
    normal *= np.where(np.sum(normal * middle, axis=1) > 0, -1.0, 1.0)[:, None]
    distance = np.sum(normal * middle, axis=1)
    plane = normal / np.where(np.abs(distance) < 1e-6, -1e-6, distance)[:, None]

    left = max(corners[..., 0].min() - 3, -MARGIN)
    top = max(corners[..., 1].min() - 3, -MARGIN)
    right = min(corners[..., 0].max() + 3, sheet[0] + MARGIN)
    bottom = min(corners[..., 1].max() + 3, sheet[1] + MARGIN)
    area = max((right - left) * (bottom - top), 1.0)
    scale = float(np.clip(np.sqrt(PIXELS / area), 0.3, 3.0 if area < 4000 else 2.0))
    size = int(np.ceil((bottom - top) * scale)) + 2, int(np.ceil((right - left) * scale)) + 2
    fixed = np.clip((corners - (left, top)) * (scale * (1 << SHIFT)), -(1 << 22), 1 << 22).astype(np.int32)
    # faces stand in the order of their solids, so each solid's extent is one reduction over a slice
    seen_, starts = np.unique(part, return_index=True)
    low = np.minimum.reduceat(fixed.min(axis=1), starts) >> SHIFT
    high = (np.maximum.reduceat(fixed.max(axis=1), starts) >> SHIFT) + 2
    bounds = np.clip(np.concatenate([low - 1, high], axis=1), 0, (size[1], size[0], size[1], size[0]))
    buffer = np.full(size, -1, np.int32)
    order = np.argsort(-(middle[:, 2] - lift), kind="stable")
    fill, numbers = cv2.fillConvexPoly, order.tolist()
    for number, shape in zip(numbers, list(fixed[order]), strict=True):
        fill(buffer, shape, number, 8, SHIFT)
    shade = normal @ (basis(camera) @ light)
    tracing = Tracing(
        solids, camera, sheet, aspect, scale, (left, top), buffer, np.append(part, -1),
        np.append(shade, 1.0).astype(np.float32), np.concatenate([plane, np.zeros((1, 3))]),
        np.append(middle[:, 2], np.inf), seen_.tolist(), bounds, _EMPTY,
    )  # fmt: skip
    tracing.contours = _contours(tracing)
    return tracing


KERNEL = np.exp(-0.5 * (np.arange(-4, 5) / 1.7) ** 2)
KERNEL /= KERNEL.sum()
REACH = 1.6
"""Buffer pixels out of a contour at which the neighbour is looked up."""


def smooth(line: Outline) -> Outline:
    """A closed line with its pixel stairs smoothed away."""
    count = len(line)
    reach = min(4, (count - 1) // 2)
    kernel = KERNEL[4 - reach : 5 + reach] / KERNEL[4 - reach : 5 + reach].sum()
    around = np.concatenate([line[count - reach :], line, line[:reach]])
    return np.stack([np.convolve(around[:, axis], kernel, "valid") for axis in (0, 1)], axis=1)


def _contours(tracing: Tracing) -> Contours:
    parts = tracing.part.astype(np.int16)[tracing.faces]
    seen: list[int] = []
    lines: list[NDArray[np.int32]] = []
    for solid, (left, top, right, bottom) in zip(tracing.seen, tracing.bounds.tolist(), strict=True):
        mask = (parts[top:bottom, left:right] == solid).view(np.uint8)
        found, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE, offset=(left, top))
        kept = [line[:, 0] for line in found if len(line) >= 6]
        lines += kept
        seen += [solid] * len(kept)
    if not lines:
        return _EMPTY
    length = np.array([len(line) for line in lines])
    start = np.cumsum(length) - length
    stairs = np.concatenate(lines).astype(np.float64)
    mine = np.repeat(np.array(seen), length)
    # every line with its own ends wrapped round, one after the other
    wide = length + 2 * PAD
    base = np.repeat(np.cumsum(wide) - wide, wide)
    padded = np.repeat(start, wide) + (np.arange(len(base)) - base - PAD) % np.repeat(length, wide)
    place = np.arange(len(mine)) + np.repeat((2 * np.arange(len(lines)) + 1) * PAD, length)
    around = stairs[padded]
    line = np.stack([np.convolve(around[:, axis], KERNEL, "same")[place] for axis in (0, 1)], axis=1)
    order = Contours(np.array(seen), start, length, stairs, stairs, mine, mine, mine, padded, place)
    along = line[order.around(2)] - line[order.around(-2)]
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)[:, None]
    # OpenCV runs round outer borders and holes with the outside on the same hand
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    height, width = parts.shape
    outside = np.clip((line + normal * REACH + 0.5).astype(np.int64), 0, (width - 1, height - 1))
    other = parts[outside[:, 1], outside[:, 0]].astype(np.int64)
    inner = stairs.astype(np.int64)
    paper = (line + 0.5) / tracing.scale + tracing.corner
    own = tracing.depth(tracing.faces[inner[:, 1], inner[:, 0]], paper)
    step = tracing.depth(tracing.faces[outside[:, 1], outside[:, 0]], paper + normal * (REACH / tracing.scale)) - own
    step[other == mine] = 0.0
    line = paper + normal * (0.5 / tracing.scale)
    return Contours(order.solid, start, length, line, normal, mine, other, step, padded, place)
