"""Where people can be on a set: by doors and windows, on seats and beds, at counters, and in the open."""

import math
from collections.abc import Sequence, Set

from storyboard.stage.footprint import Floor
from storyboard.stage.geometry import Mark, Piece, Point, Posture
from storyboard.stage.kinds import kinds

_APART = 0.5
"""Metres between two standing marks."""
_LEAST, _SQUEEZE = 8, 0.15
"""Marks that a scene wants, and the clearance in metres that people accept to have them."""
_STRAY = 1.1
"""A mark by a thing is left out when the nearest free place is farther than this from it."""
_COUNTERS = ("bar_counter", "till_counter", "reception")


def marks(
    pieces: Sequence[Piece],
    room: Point,
    own: Sequence[tuple[str, float, float, float]] = (),
    *,
    seats: Sequence[str] = (),
    vehicle: bool = False,
) -> tuple[Mark, ...]:
    """The marks of a set of ``room`` (width, depth, height).

    ``own``: standing places of the template (name, -1..1 across, 0..1 into, yaw). ``seats``: names of the seats in
    their order, where the template has its own. In a ``vehicle`` nobody stands, and own marks lie beside it.
    """
    found = _seats(pieces, seats)
    if vehicle:
        return (*found, *(Mark(name, (x * room[0] / 2, y * room[1], 0.0), yaw) for name, x, y, yaw in own))
    doors = [piece for piece in pieces if "door" in piece.kind]
    start = _ahead(doors[0], 0.75) if doors else (0.0, room[1] * 0.2, 0.0)
    wanted: list[tuple[str, Point, float, str, float]] = []
    wanted += [(name, at, yaw, piece, _STRAY) for name, at, yaw, piece in _beside(pieces)]
    middle = min(room[1] * 0.5, 4.5)
    wanted += [(name, (x * room[0] / 2, y * room[1], 0.0), yaw, "", math.inf) for name, x, y, yaw in own]
    near = min(room[1] * 0.16, 1.6)
    wanted += [
        ("centre", (0.0, middle, 0.0), -90.0, "", math.inf),
        ("centre-left", (-0.6, middle - 0.4, 0.0), 0.0, "", math.inf),
        ("centre-right", (0.6, middle - 0.4, 0.0), 180.0, "", math.inf),
        ("foreground", (-0.2 * room[0] / 2, near, 0.0), -90.0, "", math.inf),
        ("foreground-right", (0.35 * room[0] / 2, near, 0.0), -90.0, "", math.inf),
        ("background", (0.15 * room[0] / 2, min(room[1] * 0.85, room[1] - 0.5), 0.0), -90.0, "", math.inf),
    ]
    names = {mark.name for mark in found}
    standing = _standing(Floor(pieces, room), start, wanted, names, _APART)
    if len(standing) + len(found) < _LEAST:  # a crammed room: people squeeze
        standing = _standing(Floor(pieces, room, _SQUEEZE), start, wanted, names, _APART * 0.6)
    return (*standing, *found, *_decks(pieces))


def _decks(pieces: Sequence[Piece]) -> list[Mark]:
    """Standing places aboard of what lies along the set: at the rail on the audience's side, facing it."""
    table = kinds()
    result: list[Mark] = []
    for piece in pieces:
        kind = table.get(piece.kind)
        if kind is None or not kind.deck:
            continue
        rail = piece.size[0] / 2 - 0.45
        side = min((rail, -rail), key=lambda across: _on(piece, across, 0.0)[1])
        for share in (0.06, 0.15, 0.24, 0.33):
            x, y, _ = _on(piece, side, share * piece.size[1])
            name = "deck" if not result else f"deck-{len(result) + 1}"
            result.append(Mark(name, (x, y, round(kind.deck * piece.size[2], 3)), -90.0, piece=piece.id))
    return result


def _standing(
    floor: Floor, start: Point, wanted: Sequence[tuple[str, Point, float, str, float]], taken: Set[str], apart: float
) -> list[Mark]:
    """The wanted places (name, point, yaw, piece, farthest stray), each at the free reachable place nearest to it."""
    floor.keep_reachable(start)
    names = set(taken)
    result: list[Mark] = []
    for name, at, yaw, piece, stray in wanted:
        if name in names or (spot := floor.nearest(at)) is None or math.dist(spot[:2], at[:2]) > stray:
            continue
        floor.take(spot, apart)
        names.add(name)
        result.append(Mark(name, spot, yaw, piece=piece))
    return result


def _ahead(piece: Piece, reach: float) -> Point:
    """The point ``reach`` metres in front of a piece's face."""
    turn, out = math.radians(piece.yaw), piece.size[1] / 2 + reach
    return (piece.at[0] + out * math.cos(turn), piece.at[1] + out * math.sin(turn), 0.0)


def _on(piece: Piece, across: float, ahead: float) -> Point:
    """The point of the floor under a place on a piece: metres to its right and to its front."""
    turn = math.radians(piece.yaw)
    x = piece.at[0] + math.sin(turn) * across + math.cos(turn) * ahead
    y = piece.at[1] - math.cos(turn) * across + math.sin(turn) * ahead
    return (round(x, 3), round(y, 3), 0.0)


def _beside(pieces: Sequence[Piece]) -> list[tuple[str, Point, float, str]]:
    """Standing places that things give: (name, where, yaw, piece)."""
    table = kinds()
    result: list[tuple[str, Point, float, str]] = []
    count: dict[str, int] = {}

    def add(name: str, at: Point, yaw: float, piece: Piece) -> None:
        count[name] = count.get(name, 0) + 1
        label = name if count[name] == 1 else f"{name}-{count[name]}"
        result.append((label, at, yaw % 360 if yaw % 360 <= 180 else yaw % 360 - 360, piece.id))

    for piece in pieces:
        kind = table.get(piece.kind)
        if "door" in piece.kind:
            add("door", _ahead(piece, 0.6), piece.yaw, piece)
        elif piece.kind in ("window", "shop_window"):
            add("window", _ahead(piece, 0.5), piece.yaw + 180, piece)
        elif piece.kind in _COUNTERS:
            add("counter-front", _ahead(piece, 0.42), piece.yaw + 180, piece)
            add("counter-behind", _ahead(piece, -piece.size[1] - 0.42), piece.yaw, piece)
        elif piece.kind == "counter":
            add("counter-front", _ahead(piece, 0.36), piece.yaw + 180, piece)
        elif piece.kind in ("car", "van"):
            turn = math.radians(piece.yaw)
            out = piece.size[0] / 2 + 0.5
            add("car-door", (piece.at[0] - out * math.sin(turn), piece.at[1] + out * math.cos(turn), 0.0),
                piece.yaw - 90, piece)  # fmt: skip
        elif kind is not None and kind.stand:
            add(piece.kind.replace("_", "-"), _ahead(piece, kind.stand), piece.yaw + 180, piece)
    return result


def _seats(pieces: Sequence[Piece], names: Sequence[str]) -> list[Mark]:
    """Places to sit and to lie, those of one table next to each other."""
    table = kinds()
    result: list[Mark] = []
    beds = 0
    for piece in pieces:
        kind = table.get(piece.kind)
        if kind is None or not kind.seat:
            continue
        turn = math.radians(piece.yaw)
        seat = kind.seat if piece.kind != "stool" else piece.size[2]
        yaw = (piece.yaw + 180) % 360 - 180
        if not kind.seats:
            beds += 1
            suffix = "" if beds == 1 else f"-{beds}"
            away = (piece.yaw + 180 + 180) % 360 - 180
            result.append(Mark(f"bed{suffix}", _on(piece, 0.0, 0.0), away, "lie", seat, piece.id))
            side = 1 if piece.at[0] <= 0 else -1  # the side that faces the middle of the room
            edge = side if math.sin(turn) <= 0 else -side
            facing = (piece.yaw - 90 * edge + 180) % 360 - 180
            result.append(
                Mark(
                    f"bed-edge{suffix}",
                    _on(piece, edge * (piece.size[0] / 2 - 0.22), 0.15),
                    facing,
                    "sit",
                    seat,
                    piece.id,
                )
            )
            continue
        for number in range(kind.seats):
            across = (number - (kind.seats - 1) / 2) * piece.size[0] / (kind.seats + 0.1)
            place = sum(not mark.name.startswith("bed") for mark in result)
            name = names[place] if place < len(names) else f"seat-{place + 1}"
            posture: Posture = "drive" if name == "driver" else "sit"
            result.append(Mark(name, _on(piece, across, 0.02 * (kind.seats > 1)), yaw, posture, seat, piece.id))
    return result
