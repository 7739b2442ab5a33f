"""The line between people, and which side of it the camera keeps to.

Whoever is screen-left of a pair stays screen-left: that choice is the side of the axis, so the 180-degree rule holds by
construction. The audience's side (y < 0) is taken, or the side that both people face; an order once taken is kept until
people have clearly changed places.
"""

import math
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from storyboard.reading.walkons import extra
from storyboard.stage.anatomy import Body, body
from storyboard.stage.geometry import Figure, Staging

__all__ = ["Order", "extra", "heading", "leftward", "orders", "partner"]

Order = Mapping[tuple[str, str], int]
"""For a pair of characters, in alphabetical order: +1 when the first is screen-left of the second, else -1."""

CLEAR_ORDER = 0.45
"""How far apart across the picture a pair must be, per metre in depth, before its order is taken anew (24 degrees)."""


def orders(stagings: Iterable[Staging]) -> tuple[Order, ...]:
    """The screen order of all pairs at each beat, with memory from beat to beat."""
    kept: dict[tuple[str, str], int] = {}
    found = []
    for staging in stagings:
        people = sorted((f for f in staging.figures if not extra(f.character)), key=lambda f: f.character)
        for index, first in enumerate(people):
            for second in people[index + 1 :]:
                pair = (first.character, second.character)
                fresh, sure = _order(first, second)
                if sure or pair not in kept:
                    kept[pair] = fresh
        found.append(dict(kept))
    return tuple(found)


def leftward(order: Order, one: str, other: str) -> bool:
    """Whether ``one`` is screen-left of ``other``."""
    if one < other:
        return order.get((one, other), 1) > 0
    return order.get((other, one), 1) < 0


def partner(staging: Staging, character: str) -> Figure | None:
    """Whom a figure relates to: the one it looks at, else the one it faces, else the only other person."""
    people = [figure for figure in staging.figures if figure.character != character]
    own = next((figure for figure in staging.figures if figure.character == character), None)
    if own is None or not people:
        return None
    seen = body(own)
    best, found = math.cos(math.radians(14)), None
    for other in people:
        way = body(other).centre - seen.eyes
        cosine = float(way @ seen.gaze) / max(float(np.linalg.norm(way)), 1e-6)
        if cosine > best:
            best, found = cosine, other
    if found is not None:
        return found
    cast = [figure for figure in people if not extra(figure.character)]
    speaking = [figure for figure in cast if figure.speaking]
    if len(speaking) == 1:
        return speaking[0]
    return cast[0] if len(cast) == 1 else None


def heading(direction: NDArray[np.float64]) -> float:
    """The plan angle of a direction, degrees."""
    return math.degrees(math.atan2(float(direction[1]), float(direction[0])))


def side(camera_at: tuple[float, float, float], first: Body, second: Body) -> int:
    """+1 when ``first`` is screen-left of ``second`` for a camera there, -1 when right, 0 near the axis (10 degrees).

    From the sign of (B-A) x (C-A) in plan.
    """
    ax, ay = float(first.centre[0]), float(first.centre[1])
    bx, by = float(second.centre[0]) - ax, float(second.centre[1]) - ay
    cx, cy = camera_at[0] - ax, camera_at[1] - ay
    cross = bx * cy - by * cx
    reach = math.hypot(bx, by) * min(math.hypot(cx, cy), math.hypot(cx - bx, cy - by))
    if reach < 1e-9 or abs(cross) / max(math.hypot(bx, by) * math.hypot(cx, cy), 1e-9) < math.sin(math.radians(10)):
        return 0
    return -1 if cross > 0 else 1


def _order(first: Figure, second: Figure) -> tuple[int, bool]:
    """The order from the audience's side, or from the side that both face, and whether it is clear."""
    facing = np.array([math.cos(math.radians(first.yaw)) + math.cos(math.radians(second.yaw)),
                       math.sin(math.radians(first.yaw)) + math.sin(math.radians(second.yaw))]) / 2  # fmt: skip
    toward = np.array([0.0, -1.0])
    if float(np.hypot(facing[0], facing[1])) > 0.8:  # side by side, or one behind the other
        toward = facing + 0.3 * toward
        toward = toward / float(np.hypot(toward[0], toward[1]))
    right = np.array([-toward[1], toward[0]])
    gap = np.array(second.at[:2]) - np.array(first.at[:2])
    across, into = float(gap @ right), abs(float(gap @ toward))
    return (1 if across >= 0 else -1), abs(across) > CLEAR_ORDER * into + 0.05
