"""Chairs brought to a table when more sit down at it than the set has seats for."""

import math
from collections.abc import Iterator

from storyboard.stage.floor import Floor
from storyboard.stage.footprint import fits
from storyboard.stage.geometry import Mark, Piece, Point
from storyboard.stage.ground import gap, turned
from storyboard.stage.kinds import kinds
from storyboard.stage.seating import pieces_like

_TABLES = ("table", "round_table", "meeting_table", "desk")
_OFF = 0.2
"""Metres from a table's edge to the middle of the chair that stands at it."""
_ELBOW = 0.52
"""Metres between two who sit side by side."""


def bring(floor: Floor, thing: str, near: Point) -> Mark | None:
    """A chair at the table that the text means (any table when it names none), where there is room; None without."""
    tables = [piece for piece in pieces_like(floor.plan, thing or "table") if piece.kind in _TABLES]
    if not floor.plan.interior or floor.vehicle or not tables:
        return None
    table = min(tables, key=lambda piece: (round(gap(piece.at, near), 1), piece.id))
    spec = kinds()["chair"]
    there = [*floor.plan.pieces, *floor.laid.values()]
    seats = [mark.at for mark in floor.plan.marks if mark.posture == "sit"]
    room = (floor.plan.width, floor.plan.depth, floor.plan.height)
    for x, y, yaw in _places(table):
        at = (round(x, 3), round(y, 3), 0.0)
        chair = Piece(f"chair-brought-{len(floor.laid) + 1}", "chair", at, yaw, spec.size, spec.tone)
        crowded = any(gap(at, spot) < _ELBOW for spot in (*seats, *floor.places()))
        if not crowded and fits(chair, [piece for piece in there if piece.id != table.id], room):
            floor.laid[chair.id] = chair
            return Mark(chair.id, at, yaw, "sit", spec.seat, chair.id)
    return None


def _places(table: Piece) -> Iterator[tuple[float, float, float]]:
    """Places round a table, those at its ends last: x, y and the yaw of who sits there."""
    turn = math.radians(table.yaw)
    front, right = (math.cos(turn), math.sin(turn)), (math.sin(turn), -math.cos(turn))
    half, deep = table.size[0] / 2, table.size[1] / 2
    steps = [0.0, *(side * step * _ELBOW for step in (1, 2, 3) for side in (1, -1)), 0.26, -0.26, 0.78, -0.78]
    spots = [
        (along, side * (deep + _OFF), -90.0 - 90.0 * side) for along in steps if abs(along) < half for side in (-1, 1)
    ]
    spots += [
        (side * (half + _OFF), along, 90.0 * side)
        for along in (0.0, 0.28, -0.28)
        if abs(along) < deep
        for side in (-1, 1)
    ]
    for along, into, aside in spots:
        x = table.at[0] + right[0] * along + front[0] * into
        y = table.at[1] + right[1] * along + front[1] * into
        yield x, y, turned(table.yaw + aside if abs(aside) == 90.0 else table.yaw + (180.0 if into > 0 else 0.0))
