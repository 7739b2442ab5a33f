"""The free floor of a set: where one more person can stand, alone or in a group."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from storyboard.stage.footprint import base
from storyboard.stage.geometry import Point, SetPlan
from storyboard.stage.kinds import kinds

Array = NDArray[np.float64]

APART = 0.62
"""Metres between two people who do not touch [ours: two shoulders' half widths and a hand]."""
CLEARANCE = 0.23
"""Metres from a standing person's middle to a piece."""
_HEADROOM = 1.2


def _rings() -> Array:
    """Offsets to try round a wanted place, nearest first; a circle starts towards the audience."""
    rows = [(0.0, 0.0)]
    radius = 0.12
    while radius < 9.0:
        count = max(8, min(28, round(2 * math.pi * radius / 0.2)))
        for step in range(count):
            turn = -math.pi / 2 + (step + 1) // 2 * (1 if step % 2 else -1) * 2 * math.pi / count
            rows.append((radius * math.cos(turn), radius * math.sin(turn)))
        radius *= 1.18
    return np.array(rows)


_RINGS = _rings()


class Ground:
    """The floor of one set with what stands on it."""

    def __init__(self, plan: SetPlan) -> None:
        self.plan = plan
        self._margin = 0.3 if plan.interior else 0.1
        table = kinds()
        rows = []
        for piece in plan.pieces:
            kind = table.get(piece.kind)
            vehicle = kind is not None and kind.hollow
            if piece.at[2] >= _HEADROOM or (kind is not None and (kind.flat or kind.small or kind.hangs)):
                continue
            across, into = base(piece)
            turn = math.radians(piece.yaw)
            slack = 0.15 if vehicle else CLEARANCE
            rows.append((*piece.at[:2], math.cos(turn), math.sin(turn), across / 2 + slack, into / 2 + slack))
        self._boxes = np.array(rows).reshape(-1, 6)

    def clear(self, points: Array) -> NDArray[np.bool_]:
        """Whether each of ``points`` [n, 2] is on the set and outside its furniture, shape [n]."""
        half, margin = self.plan.width / 2, self._margin
        inside: NDArray[np.bool_] = (
            (np.abs(points[:, 0]) <= half - margin)
            & (points[:, 1] >= margin)
            & (points[:, 1] <= self.plan.depth - margin)
        )
        if len(self._boxes):
            x, y, cos, sin, across, into = self._boxes.T
            dx, dy = points[:, 0:1] - x, points[:, 1:2] - y
            hit = (np.abs(dx * sin - dy * cos) < across) & (np.abs(dx * cos + dy * sin) < into)
            inside &= ~hit.any(axis=1)
        return inside

    def spot(self, wanted: Sequence[float], taken: Iterable[Sequence[float]], apart: float = APART) -> Point:
        """The free place nearest to ``wanted`` that keeps ``apart`` from everybody in ``taken``.

        On a set too full for that people come closer, and in the end stand where they can.
        """
        near = self._inside(wanted)
        points = _RINGS + near
        free = self.clear(points)
        people = np.array([spot[:2] for spot in taken], dtype=np.float64).reshape(-1, 2)
        if not len(people):
            return _point(points[int(free.argmax())]) if free.any() else _point(near)
        gaps = np.hypot(points[:, None, 0] - people[:, 0], points[:, None, 1] - people[:, 1]).min(axis=1)
        for distance in (apart, 0.45, 0.3):
            good = free & (gaps >= distance - 1e-9)
            if good.any():
                return _point(points[int(good.argmax())])
        bounds = np.abs(points[:, 0]) <= self.plan.width / 2
        bounds &= (points[:, 1] >= 0) & (points[:, 1] <= self.plan.depth)
        return _point(points[int(np.where(bounds, gaps, -1.0).argmax())])

    def group(
        self, offsets: Sequence[tuple[float, float]], middle: Sequence[float], taken: Iterable[Sequence[float]]
    ) -> tuple[Point, ...] | None:
        """Places at ``offsets`` round the free middle nearest to ``middle``; None when the group fits nowhere."""
        shape = np.array(offsets, dtype=np.float64).reshape(-1, 2)
        middles = _RINGS[np.hypot(_RINGS[:, 0], _RINGS[:, 1]) < 3.2] + self._inside(middle)
        points = (middles[:, None, :] + shape[None, :, :]).reshape(-1, 2)
        free = self.clear(points)
        people = np.array([spot[:2] for spot in taken], dtype=np.float64).reshape(-1, 2)
        if len(people):
            gaps = np.hypot(points[:, None, 0] - people[:, 0], points[:, None, 1] - people[:, 1]).min(axis=1)
            free &= gaps >= APART
        good = free.reshape(len(middles), -1).all(axis=1)
        if not good.any():
            return None
        return tuple(_point(row) for row in middles[int(good.argmax())] + shape)

    def _inside(self, point: Sequence[float]) -> Array:
        half = max(self.plan.width / 2 - self._margin, 0.0)
        deep = max(self.plan.depth - self._margin, self._margin)
        return np.array([min(max(point[0], -half), half), min(max(point[1], self._margin), deep)])


def _point(row: Array) -> Point:
    return (round(float(row[0]), 3), round(float(row[1]), 3), 0.0)


def heading(start: Sequence[float], end: Sequence[float]) -> float:
    """The yaw that looks from one point to another, degrees in -180..180."""
    return round(math.degrees(math.atan2(end[1] - start[1], end[0] - start[0])), 1)


def turned(yaw: float) -> float:
    """The same yaw in -180..180."""
    return round((yaw + 180) % 360 - 180, 1)


def ahead(start: Sequence[float], yaw: float, reach: float) -> Point:
    """The point of the floor ``reach`` metres along a yaw."""
    turn = math.radians(yaw)
    return (round(start[0] + reach * math.cos(turn), 3), round(start[1] + reach * math.sin(turn), 3), 0.0)


def gap(one: Sequence[float], other: Sequence[float]) -> float:
    """Metres between two points of the floor."""
    return math.hypot(one[0] - other[0], one[1] - other[1])
