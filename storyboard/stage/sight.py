"""What stands between the lens and what it should see: furniture and other people, tried with sample rays."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from storyboard.stage.anatomy import Body
from storyboard.stage.geometry import Camera, Piece, Point
from storyboard.stage.lens import project

Array = NDArray[np.float64]

CLEAR = frozenset({"cabin", "bars", "railing", "window", "train_window", "shop_window", "porthole", "bicycle", "drip"})
"""Kinds that one sees through, or past, as they are drawn."""
_HEADED, _HEAD = frozenset({"bed", "single_bed", "hospital_bed"}), 1.05
"""Beds whose head end stands up, and how high, in metres."""
LOW = 0.05
"""Metres: what is flatter lies on the floor and hides nothing."""


@lru_cache(maxsize=64)
def solids(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], Array]:
    """The pieces that can hide something, and their boxes: rows of centre x, y, z, cos yaw, sin yaw, half sizes [m, 8].

    The box's width runs across the front: along the piece's y axis when yaw is 0.
    """
    kept = tuple(piece for piece in pieces if piece.size[2] > LOW and piece.kind not in CLEAR)
    kept += tuple(_head(piece) for piece in kept if piece.kind in _HEADED)
    rows = [
        (
            piece.at[0], piece.at[1], piece.at[2] + piece.size[2] / 2,
            np.cos(np.radians(piece.yaw)), np.sin(np.radians(piece.yaw)),
            piece.size[1] / 2, piece.size[0] / 2, piece.size[2] / 2,
        )
        for piece in kept
    ]  # fmt: skip
    return kept, np.array(rows, dtype=np.float64).reshape(-1, 8)


def _head(bed: Piece) -> Piece:
    """The upright end of a bed, which stands higher than what one lies on; under the bed's own id."""
    turn, back = np.radians(bed.yaw), bed.size[1] / 2
    at = (bed.at[0] - back * float(np.cos(turn)), bed.at[1] - back * float(np.sin(turn)), bed.at[2])
    return replace(bed, at=at, size=(bed.size[0], 0.12, _HEAD))


def hiding(at: Point, targets: Array, pieces: tuple[Piece, ...]) -> list[tuple[Piece, float]]:
    """Pieces crossed by rays from the lens to ``targets`` [n, 3], each with the share of the rays that it stops.

    A piece that holds the target itself (the chair under a sitter, the bed) hides nothing.
    """
    kept, rows = solids(pieces)
    if not len(kept):
        return []
    start, ends = np.asarray(at), np.asarray(targets, dtype=np.float64).reshape(-1, 3)
    local_start = _into(rows, start[None])[:, 0]
    local_ends = _into(rows, ends)
    way = local_ends - local_start[:, None]
    half = rows[:, None, 5:8]
    safe = np.where(np.abs(way) < 1e-9, 1e-9, way)
    first = (-half - local_start[:, None]) / safe
    second = (half - local_start[:, None]) / safe
    enter = np.minimum(first, second).max(axis=2)
    leave = np.maximum(first, second).min(axis=2)
    inside = (np.abs(local_ends) <= half + 0.02).all(axis=2)
    stopped = (enter < leave) & (leave > 0.0) & (enter < 0.98) & ~inside
    share = stopped.mean(axis=1)
    return [(kept[index], float(share[index])) for index in np.flatnonzero(share > 0)]


def crowding(at: Point, pieces: tuple[Piece, ...], room: float = 0.15) -> list[str]:
    """Ids of pieces that hold the lens, or leave it less than ``room`` metres."""
    kept, rows = solids(pieces)
    if not len(kept):
        return []
    local = np.abs(_into(rows, np.asarray(at)[None])[:, 0])
    return [kept[index].id for index in np.flatnonzero((local <= rows[:, 5:8] + room).all(axis=1))]


def looming(camera: Camera, pieces: tuple[Piece, ...], reach: float, share: float = 0.09) -> list[str]:
    """Ids of pieces nearer than the subject (``reach`` metres) that fill more than ``share`` of the picture.

    The lowest third is not counted: a table or a counter may well be there.
    """
    kept, rows = solids(pieces)
    if not len(kept) or reach <= 0:
        return []
    signs = np.array([[x, y, z] for x in (-1.0, 1.0) for y in (-1.0, 1.0) for z in (-1.0, 1.0)])
    local = signs[None] * rows[:, None, 5:8]
    cos, sin = rows[:, None, 3], rows[:, None, 4]
    corners = np.stack(
        [local[..., 0] * cos - local[..., 1] * sin, local[..., 0] * sin + local[..., 1] * cos, local[..., 2]], axis=2
    )
    seen = project(camera, (corners + rows[:, None, 0:3]).reshape(-1, 3)).reshape(len(kept), 8, 3)
    before = (seen[..., 2].min(axis=1) < 0.8 * reach) & (seen[..., 2].max(axis=1) > 0.05)
    valid = seen[..., 2:3] > 0.05
    low = np.where(valid, seen[..., :2], 9.0).min(axis=1)
    high = np.where(valid, seen[..., :2], -9.0).max(axis=1)
    wide = np.clip(np.minimum(high[:, 0], 1.0) - np.maximum(low[:, 0], -1.0), 0.0, 2.0)
    tall = np.clip(np.minimum(high[:, 1], 1.0) - np.maximum(low[:, 1], -0.35), 0.0, 2.0)
    return [kept[index].id for index in np.flatnonzero(before & (wide * tall / 4 > share))]


def visible(at: Point, targets: Array, others: Sequence[Body]) -> float:
    """The share of ``targets`` [n, 3] that no other body hides: heads as balls, trunks as upright capsules."""
    if not others:
        return 1.0
    start, ends = np.asarray(at), np.asarray(targets, dtype=np.float64).reshape(-1, 3)
    balls = np.concatenate([other.balls for other in others])
    radii = np.concatenate([other.radii for other in others])
    way = ends - start
    length = (way * way).sum(axis=1)
    along = ((balls[None] - start) * way[:, None]).sum(axis=2) / np.maximum(length, 1e-9)[:, None]
    nearest = start + way[:, None] * np.clip(along, 0.0, 0.97)[:, :, None]
    hit = (((nearest - balls[None]) ** 2).sum(axis=2) < radii[None] ** 2) & (along > 0.0) & (along < 0.97)
    return float(1.0 - hit.any(axis=1).mean())


def _into(rows: Array, points: Array) -> Array:
    """Points [n, 3] in each box's own axes: shape [m, n, 3]."""
    offset = points[None] - rows[:, None, 0:3]
    cos, sin = rows[:, None, 3], rows[:, None, 4]
    result: Array = np.stack(
        [offset[..., 0] * cos + offset[..., 1] * sin, offset[..., 1] * cos - offset[..., 0] * sin, offset[..., 2]],
        axis=2,
    )
    return result
