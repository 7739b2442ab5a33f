"""Who is before whom: a painter's order of boxes by the planes that separate them, as the eye settles it."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_TOUCH = 0.012
"""Metres by which boxes may enter each other and still count as separate."""


def before(boxes: Array, eye: Array, extents: Array) -> NDArray[np.bool_]:
    """Whether box i must be drawn after box j, shape [n, n], for an ``eye`` [3].

    ``boxes`` rows are middle x, y, z, half width, half depth, half height, cosine and sine of the yaw of the front;
    ``extents`` rows are left, top, right, bottom on paper: boxes that do not meet there need no order.
    A plane between two boxes with the eye on the side of one: that one cannot be hidden by the other.
    """
    count = len(boxes)
    result = np.zeros((count, count), np.bool_)
    if count < 2:
        return result
    middle, half, cos, sin = boxes[:, :2], boxes[:, 3:6], boxes[:, 6], boxes[:, 7]
    front, right = np.stack([cos, sin], axis=1), np.stack([sin, -cos], axis=1)
    free = np.zeros((count, count), np.bool_)  # i cannot be hidden by j

    low, high = boxes[:, 2] - half[:, 2], boxes[:, 2] + half[:, 2]
    free |= (low[:, None] >= high[None, :] - _TOUCH) & (eye[2] >= high[None, :] - _TOUCH)
    free |= (high[:, None] <= low[None, :] + _TOUCH) & (eye[2] <= low[None, :] + _TOUCH)
    across, into = right * half[:, :1], front * half[:, 1:2]
    corners = np.stack(
        [middle + across + into, middle + across - into, middle - across + into, middle - across - into], axis=1
    )
    for axes, reach in ((front, half[:, 1]), (right, half[:, 0])):
        along = np.einsum("jkc,ic->ijk", corners, axes) - np.einsum("ic,ic->i", middle, axes)[:, None, None]
        least, most = along.min(axis=2), along.max(axis=2)  # of box j along the axis of box i
        place = ((eye[:2] - middle) * axes).sum(axis=1)[:, None]
        span = reach[:, None]
        above, below = least >= span - _TOUCH, most <= -span + _TOUCH  # where j lies along i's axis
        free |= (above & (place <= least)) | (below & (place >= most))
        hidden = (above & (place >= span)) | (below & (place <= -span))
        free |= hidden.T  # the eye is on j's side: j cannot be hidden by i
    meet = (
        (extents[:, None, 0] < extents[None, :, 2])
        & (extents[None, :, 0] < extents[:, None, 2])
        & (extents[:, None, 1] < extents[None, :, 3])
        & (extents[None, :, 1] < extents[:, None, 3])
    )
    result = free & ~free.T & meet
    np.fill_diagonal(result, False)
    return result


def paint(after: NDArray[np.bool_], distance: Array) -> list[int]:
    """An order that respects ``after`` [i after j], the farthest first where it leaves a choice."""
    count = len(distance)
    waiting = after.sum(axis=1).astype(np.float64)
    key = -np.asarray(distance, dtype=np.float64)
    done: list[int] = []
    for _ in range(count):
        chosen = int(np.argmin(waiting * 1e6 + key))
        done.append(chosen)
        waiting -= after[:, chosen]
        waiting[chosen] = np.inf
    return done
