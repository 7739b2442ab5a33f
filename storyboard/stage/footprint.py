"""Footprints of pieces on the floor: which overlap, and where one can walk."""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from storyboard.stage.geometry import Piece, Point
from storyboard.stage.kinds import kinds

CLEARANCE = 0.24
"""Half the width of a person who passes between pieces, metres."""
_THIN = 0.085
"""Railings and fences meet at corners."""
_HEADROOM = 1.2
"""What hangs higher than this does not stop one who stands against it."""


def base(piece: Piece) -> tuple[float, float]:
    """Width and depth of what touches the floor: of a tree, its trunk."""
    kind = kinds().get(piece.kind)
    return (kind.trunk, kind.trunk) if kind is not None and kind.trunk else (piece.size[0], piece.size[1])


def corners(piece: Piece) -> NDArray[np.float64]:
    """The four corners of the footprint on the floor, counter-clockwise, shape [4, 2]."""
    across, into = base(piece)
    turn = math.radians(piece.yaw)
    front, right = np.array([math.cos(turn), math.sin(turn)]), np.array([math.sin(turn), -math.cos(turn)])
    middle = np.array(piece.at[:2])
    signs = ((-1, 1), (-1, -1), (1, -1), (1, 1))
    return np.array([middle + front * (into / 2 * f) + right * (across / 2 * r) for f, r in signs])


def holds(piece: Piece, at: Point) -> bool:
    """Whether a point of the floor lies under a piece."""
    turn = math.radians(piece.yaw)
    dx, dy = at[0] - piece.at[0], at[1] - piece.at[1]
    across, into = base(piece)
    aside, along = dx * math.sin(turn) - dy * math.cos(turn), dx * math.cos(turn) + dy * math.sin(turn)
    return abs(aside) <= across / 2 and abs(along) <= into / 2


def overlap(one: Piece, other: Piece, slack: float = 0.02) -> bool:
    """Whether two pieces stand in each other, by the separating axes of their boxes."""
    if min(*one.size[:2]) < _THIN and min(*other.size[:2]) < _THIN:
        return False
    if one.at[2] + one.size[2] <= other.at[2] + slack or other.at[2] + other.size[2] <= one.at[2] + slack:
        return False
    first, second = corners(one), corners(other)
    for shape in (first, second):
        for edge in (shape[1] - shape[0], shape[2] - shape[1]):
            axis = np.array([-edge[1], edge[0]]) / max(float(np.hypot(*edge)), 1e-9)
            a, b = first @ axis, second @ axis
            if a.max() <= b.min() + slack or b.max() <= a.min() + slack:
                return False
    return True


def fits(piece: Piece, others: Iterable[Piece], room: Point | None) -> bool:
    """Whether a piece stands free of the others, and within the room (width, depth, height) when one is given."""
    table = kinds()
    kind = table.get(piece.kind)
    if kind is not None and (kind.flat or kind.small or kind.hangs or kind.hollow):
        return True
    if room is not None:
        shape = corners(piece)
        if (
            abs(shape[:, 0]).max() > room[0] / 2 + 0.03
            or shape[:, 1].min() < -0.03
            or shape[:, 1].max() > room[1] + 0.03
        ):
            return False
    solid = (
        other for other in others
        if (k := table.get(other.kind)) is None or not (k.flat or k.small or k.hangs or k.hollow)
    )  # fmt: skip
    return not any(overlap(piece, other) for other in solid) and not _bars_a_door(piece, others)


def _bars_a_door(piece: Piece, others: Iterable[Piece]) -> bool:
    """Whether a piece that is added would stand in the way of a door."""
    if piece.at[2] >= _HEADROOM or "door" in piece.kind:
        return False
    for door in others:
        if "door" in door.kind:
            turn = math.radians(door.yaw)
            way = Piece("", "", (door.at[0] + 0.45 * math.cos(turn), door.at[1] + 0.45 * math.sin(turn), 0.0), door.yaw,
                        (door.size[0], 0.8, 2.0))  # fmt: skip
            if overlap(piece, way):
                return True
    return False


class Floor:
    """Where people can stand and walk: a grid over the floor, with what stands on it cut out."""

    def __init__(self, pieces: Iterable[Piece], room: Point, clearance: float = CLEARANCE) -> None:
        width, depth, _ = room
        step = max(0.1, max(width, depth) / 100)
        margin = min(0.3, width / 4, depth / 4)
        self.xs = np.arange(-width / 2 + margin, width / 2 - margin + 1e-9, step)
        self.ys = np.arange(margin, depth - margin + 1e-9, step)
        self.free: NDArray[np.bool_] = np.ones((len(self.xs), len(self.ys)), np.bool_)
        table = kinds()
        grid_x, grid_y = self.xs[:, None], self.ys[None, :]
        for piece in pieces:
            kind = table.get(piece.kind)
            if piece.at[2] >= _HEADROOM or (
                kind is not None and (kind.flat or kind.small or kind.hangs or kind.hollow)
            ):
                continue
            turn = math.radians(piece.yaw)
            across, into = base(piece)
            dx, dy = grid_x - piece.at[0], grid_y - piece.at[1]
            along = dx * math.cos(turn) + dy * math.sin(turn)
            aside = dx * math.sin(turn) - dy * math.cos(turn)
            self.free &= ~((np.abs(aside) < across / 2 + clearance) & (np.abs(along) < into / 2 + clearance))

    def keep_reachable(self, start: Point) -> None:
        """Keep only the part of the floor that one can walk to from the free place nearest to ``start``."""
        found = self.nearest(start)
        if found is None:
            return
        reached = np.zeros_like(self.free)
        reached[np.abs(self.xs - found[0]).argmin(), np.abs(self.ys - found[1]).argmin()] = True
        size = 0
        while size != (now := int(reached.sum())):
            size = now
            for _ in range(6):
                grown = reached.copy()
                grown[1:] |= reached[:-1]
                grown[:-1] |= reached[1:]
                grown[:, 1:] |= reached[:, :-1]
                grown[:, :-1] |= reached[:, 1:]
                reached = grown & self.free
        self.free = reached

    def nearest(self, point: Point) -> Point | None:
        """The free place nearest to a point; None when the floor is full."""
        if not self.free.any():
            return None
        far = np.where(self.free, np.hypot(self.xs[:, None] - point[0], self.ys[None, :] - point[1]), np.inf)
        column, row = np.unravel_index(int(far.argmin()), far.shape)
        return (round(float(self.xs[column]), 3), round(float(self.ys[row]), 3), 0.0)

    def take(self, point: Point, radius: float) -> None:
        """Occupy a place, so that the next one asked for lies elsewhere."""
        self.free &= np.hypot(self.xs[:, None] - point[0], self.ys[None, :] - point[1]) >= radius
