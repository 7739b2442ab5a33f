"""A file of the artist made ready for one frame: upright, straight, even, cropped, at the frame's size."""

from dataclasses import dataclass, field

import cv2
import numpy as np

from storyboard.errors import HandError
from storyboard.hand.fitting import fitted, framed
from storyboard.hand.opening import Scan, opened, photographed
from storyboard.hand.paper import sheet, straightened
from storyboard.hand.tone import bare, even


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A drawing ready to be laid into a frame, and what was done to it."""

    picture: Scan
    done: tuple[str, ...] = field(default=())
    """Of ``paper`` (a sheet was found and straightened), ``frame`` (cropped to the frame drawn on it), ``tone`` (its
    paper was evened), ``photo`` (a camera took it, and no paper was found: it may be of no drawing), ``cut`` (cut out
    of its paper), ``mask`` (cut out by a mask)."""


def ready(
    data: bytes, size: tuple[int, int], *, mask: bytes | None = None, as_is: bool = False, cut: bool = False,
    loose: bool = False, painted: bool = False,
) -> Ready:  # fmt: skip
    """The drawing in a file's bytes, at ``size`` (width, height) in pixels. A picture of the frame's ratio that no
    camera took is a finished one: only its size changes.

    ``mask`` is a picture of the same size that is white where the drawing counts. ``as_is`` leaves paper alone: no
    sheet is looked for, nothing is evened; ``painted`` does not even it. ``cut`` takes the paper round what is drawn
    away. ``loose`` keeps the picture's own size, cropped to what is drawn, when its ratio is not the frame's: it is
    placed later.

    Raises HandError for what is no picture, or a mask of another size.
    """
    scan, done = opened(data), []
    if mask is not None:
        scan = _masked(scan, opened(mask))
        done.append("mask")
    wanted = size[0] / size[1]
    photo = photographed(data)
    finished = abs(scan.shape[1] / scan.shape[0] / wanted - 1) < 0.01 and not photo
    if scan.shape[2] == 3 and not (as_is or finished):
        if (corners := sheet(scan)) is not None:
            scan = straightened(scan, corners)
            done.append("paper")
        level = scan if painted else even(scan)
        if level is not scan:
            scan = level
            done.append("tone")
        if not (loose or painted) and (inside := framed(scan, wanted)).shape != scan.shape:
            scan = inside
            done.append("frame")
    if photo and "paper" not in done:
        done.append("photo")
    if cut and scan.shape[2] == 3:
        scan = cut_out(scan)
        done.append("cut")
    if loose and abs(scan.shape[1] / scan.shape[0] / wanted - 1) > 0.02:
        return Ready(_trimmed(scan), tuple(done))
    return Ready(np.ascontiguousarray(fitted(scan, size)), tuple(done))


def cut_out(scan: Scan) -> Scan:
    """A drawing without the paper round it: RGBA, what the border's paper reaches is transparent.

    Raises HandError when the drawing has no paper round it to be cut from.
    """
    paper = bare(scan)
    if paper is None or paper.all():
        raise HandError("whole")
    height, width = paper.shape
    field = np.zeros((height + 2, width + 2), np.uint8)
    field[1:-1, 1:-1] = paper
    field[0] = field[-1] = field[:, 0] = field[:, -1] = 1
    # small gaps in an outline must not let the paper in
    gap = max(round(min(height, width) / 240), 1)
    closed = cv2.erode(field, np.ones((2 * gap + 1, 2 * gap + 1), np.uint8), borderValue=1)
    closed[0] = closed[-1] = closed[:, 0] = closed[:, -1] = 1
    cv2.floodFill(closed, None, (0, 0), 2)
    outside = cv2.dilate((closed == 2).astype(np.uint8), np.ones((2 * gap + 1, 2 * gap + 1), np.uint8)) & field
    alpha = cv2.GaussianBlur(np.where(outside[1:-1, 1:-1] > 0, 0, 255).astype(np.uint8), (3, 3), 0)
    return np.dstack([scan, alpha])


def _masked(scan: Scan, mask: Scan) -> Scan:
    if mask.shape[:2] != scan.shape[:2]:
        raise HandError("mask", mask.shape[1], mask.shape[0], scan.shape[1], scan.shape[0])
    share = cv2.cvtColor(np.ascontiguousarray(mask[..., :3]), cv2.COLOR_RGB2GRAY)
    if mask.shape[2] == 4:
        share = np.minimum(share, mask[..., 3]) if int(share.max()) else mask[..., 3]
    own = scan[..., 3] if scan.shape[2] == 4 else np.full(scan.shape[:2], 255, np.uint8)
    return np.dstack([scan[..., :3], np.minimum(share, own)])


def _trimmed(scan: Scan) -> Scan:
    """Cropped to what is drawn."""
    alpha = scan[..., 3] > 8 if scan.shape[2] == 4 else np.ones(scan.shape[:2], np.bool_)
    if not alpha.any():
        raise HandError("empty")
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    return np.ascontiguousarray(scan[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
