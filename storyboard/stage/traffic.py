"""What drives, sails and is ridden on a set: where it goes by, who sits in it, how it goes on and stops."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from storyboard.cues import Cue
from storyboard.reading.vehicles import RIDDEN
from storyboard.stage.floor import Actor, Floor
from storyboard.stage.geometry import Mount, Piece, Point, SetPlan
from storyboard.stage.ground import ahead, gap, heading, turned
from storyboard.stage.kinds import kinds

_DEEP = (7.5, 9.5, 6.0, 11.5, 13.5, 16.0, 19.0)
"""Metres into the set at which a vehicle is tried, before people and what stands there."""
_ACROSS = (
    "square",
    "market",
    "park",
    "farmyard",
    "field",
    "beach",
    "desert",
    "mountain",
    "forest",
    "exterior",
    "parking",
    "quay",
)
"""Templates without a road: what passes there crosses the picture."""
_AFLOAT = (1.7, 4.4, 0.6)
"""Metres: what is seen of a rowing boat over the water."""
_OFFSHORE = 2.6
"""Metres from the shore at which boats pass and people swim."""


@dataclass(frozen=True, slots=True)
class Cab:
    """Where the driver of a kind of vehicle sits: metres across, along and over its ground, and the window's sill."""

    across: float
    along: float
    seat: float
    sill: float


CABS = {
    "car": Cab(-0.36, -0.12, 0.46, 0.92),
    "van": Cab(-0.50, 1.15, 0.92, 1.22),
    "truck": Cab(-0.55, 2.85, 1.25, 1.62),
    "bus": Cab(-0.65, 4.3, 1.1, 1.52),
    "boat": Cab(0.0, -0.2, 0.24, 0.46),
}


def pass_by(floor: Floor, cue: Cue) -> None:
    """Something passes, arrives, goes away or stops, and nobody of the cast is said to drive it."""
    kind, how = cue.thing, cue.name
    if floor.plan.interior or kind not in kinds():
        return
    own = next((name for name, piece in floor.traffic.items() if piece.kind == kind and cue.state), "")
    if crew := _crew(floor, own) if own else []:
        drive(floor, crew[0], replace(cue, kind="drive", state=False))
        return
    floor.lately = kind
    piece, way = _going(floor, kind, how, own or f"{kind}-passing")
    floor.traffic[piece.id] = piece
    if how in ("by", "out"):
        floor.gone.add(piece.id)
    if how != "stop":
        floor.paths[piece.id] = way


def drive(floor: Floor, identity: str, cue: Cue) -> None:
    """Somebody drives: into a vehicle of their own if they sit in none, and along the road unless it stands."""
    actor = floor.actors[identity]
    lately = floor.lately if floor.lately in CABS and not actor.aboard else ""
    kind = cue.thing if cue.thing in CABS else lately or "car"
    standing = {piece.id for piece in floor.plan.pieces}
    own = actor.aboard if actor.aboard not in standing else ""
    own = own or next(
        (name for name, piece in floor.traffic.items() if piece.kind == kind and not _crew(floor, name)), ""
    )
    if own in standing:
        own = ""  # what stands in the plan stands there for ever: another one drives
    no_way: tuple[Point, ...] = ()
    parked = None if own else _parked(floor, kind, actor)
    if parked is not None and cue.state:
        piece, way = parked, no_way
    else:
        piece, way = _going(floor, kind, cue.name or "by", own or f"{kind}-of-{identity}")
    floor.traffic[piece.id] = piece
    floor.gone.discard(piece.id)
    crew = [one for one in _crew(floor, actor.aboard or piece.id) if one != identity]
    for number, one in enumerate([identity, *crew]):
        _seat(floor, floor.actors[one], piece, number, rowing=actor.gesture == "row")
    if way:
        floor.paths[identity] = way
    if kind == "boat":
        actor.gesture, actor.gesture_lasts = "row", True
        actor.yaw = turned(actor.yaw)


def take_in(floor: Floor, identity: str, name: str) -> None:
    """A passenger into a vehicle in which somebody sits at the wheel."""
    actor = floor.actors[identity]
    if actor.aboard != name:
        _seat(floor, actor, floor.traffic[name], len(_crew(floor, name)), rowing=False)


def ride(floor: Floor, identity: str, cue: Cue) -> None:
    """Somebody rides a cycle or a horse across the set."""
    actor = floor.actors[identity]
    if cue.state and actor.mount:
        return
    kind = cue.thing if cue.thing in RIDDEN else "bicycle"
    mount: Mount = "galloping" if cue.name == "fast" and kind == "horse" else kind  # type: ignore[assignment]
    piece, way = _going(floor, kind, "by", f"{kind}-of-{identity}")
    floor.release(actor)
    floor.traffic.pop(piece.id, None)
    actor.at, actor.yaw, actor.posture, actor.mount = piece.at, piece.yaw, "ride", mount
    actor.gesture, actor.gesture_lasts, actor.held, actor.gaze = "rest", False, "", None
    floor.paths[identity] = way


def get_off(floor: Floor, identity: str) -> bool:
    """Off a mount or out of a vehicle, which stays where it is; False when somebody is in neither."""
    actor = floor.actors[identity]
    side = turned(actor.yaw + 90)
    if actor.mount:
        kind = kinds()["horse" if actor.mount == "galloping" else actor.mount]
        name = f"{kind.name}-of-{identity}"
        floor.traffic[name] = Piece(name, kind.name, actor.at, actor.yaw, kind.size, kind.tone)
        actor.at = floor.ground.spot(ahead(actor.at, side, 0.75), floor.places(but=[identity]))
    elif actor.aboard:
        piece = floor.traffic[actor.aboard]
        actor.at = floor.ground.spot(ahead(piece.at, side, piece.size[0] / 2 + 0.5), floor.places(but=[identity]))
    else:
        return False
    actor.mount, actor.aboard, actor.sill, actor.posture = "", "", 0.0, "stand"
    floor.release(actor)
    return True


def step_down(floor: Floor, identity: str) -> bool:
    """Who is first seen getting out of what has just come stands beside it; False when nothing came, or not empty."""
    actor = floor.actors[identity]
    came = [piece for piece in floor.traffic.values() if piece.kind == floor.lately and not _crew(floor, piece.id)]
    if not came or actor.down or actor.mount or came[-1].id in floor.gone:
        return False
    door = ahead(came[-1].at, turned(came[-1].yaw + 90), came[-1].size[0] / 2 + 0.5)
    floor.release(actor)
    actor.at = floor.ground.spot(door, floor.places(but=[identity]))
    actor.yaw, actor.posture = heading(came[-1].at, actor.at), "stand"
    floor.paths.pop(identity, None)
    return True


def swim(floor: Floor, identity: str) -> None:
    """In the water where the set has some, else on its ground."""
    actor = floor.actors[identity]
    floor.release(actor)
    wet = floor.plan.horizon == "sea"
    if actor.posture != "swim":
        depth = floor.plan.depth * 0.97 + _OFFSHORE if wet else floor.centre[1] + 1.0
        boat = next((piece for piece in floor.traffic.values() if piece.kind == "boat"), None)
        across = 3.6 * (floor.lot(identity) - 0.5)
        if boat is not None:
            across, depth = boat.at[0] - math.copysign(2.6, boat.at[0]), boat.at[1] - 0.9
        actor.at = (round(across, 3), round(depth, 3), 0.0)
    side = 1.0 if floor.lot(f"{identity} swims") < 0.5 else -1.0
    actor.yaw, actor.posture, actor.sill = (20.0 if side > 0 else 160.0), "swim", 0.02
    actor.held, actor.gesture, actor.gaze = "", "rest", None
    floor.paths[identity] = (ahead(actor.at, actor.yaw + 180, 2.2), ahead(actor.at, actor.yaw, 1.6))


def _crew(floor: Floor, name: str) -> list[str]:
    return [identity for identity, actor in floor.actors.items() if actor.aboard == name]


def _seat(floor: Floor, actor: Actor, piece: Piece, number: int, *, rowing: bool) -> None:
    """The driver first, then a passenger beside, the others behind."""
    cab = CABS[piece.kind]
    across = cab.across if number % 2 == 0 else -cab.across
    along = cab.along - 0.95 * (number // 2) if cab.across else cab.along + 1.2 * number
    turn = math.radians(piece.yaw)
    x = piece.at[0] + math.sin(turn) * across + math.cos(turn) * along
    y = piece.at[1] - math.cos(turn) * across + math.sin(turn) * along
    floor.release(actor)
    actor.at, actor.yaw, actor.aboard = (round(x, 3), round(y, 3), piece.at[2]), piece.yaw, piece.id
    actor.seat, actor.sill = cab.seat, round(piece.at[2] + cab.sill, 3)
    actor.posture = "drive" if number == 0 and piece.kind != "boat" else "sit"
    actor.held, actor.gaze = "", None
    actor.mark = ""


def _parked(floor: Floor, kind: str, actor: Actor) -> Piece | None:
    """A vehicle of the plan that somebody is said to sit in."""
    there = [piece for piece in floor.plan.pieces if piece.kind == kind]
    return min(there, key=lambda piece: (round(gap(piece.at, actor.at), 2), piece.id), default=None)


def _going(floor: Floor, kind: str, how: str, name: str) -> tuple[Piece, tuple[Point, ...]]:
    """A vehicle on its way, and the way: on the road, across a place that has none, on the water."""
    spec, plan = kinds()[kind], floor.plan
    long = spec.size[0] if kind == "carriage" else spec.size[1]
    x, y, yaw, lane = _lane(plan, kind, how, floor.lot(name))
    spot = (x, y)
    for deep in _DEEP if lane else (y, y + 4.0, y + 8.0):
        spot = (x, deep + (max(long - 4.2, 0) / 2 if lane else 0.0))
        if _free(floor, spot, spec.size[0] / 2, long / 2, name):
            break
    at = (round(spot[0], 3), round(spot[1], 3), 0.0)
    facing = turned(yaw - 90) if kind == "carriage" else yaw  # a train's flank is its front
    piece = Piece(name, kind, at, facing, _AFLOAT if kind == "boat" else spec.size, spec.tone)
    nose = 0.5 * long + 0.1  # the arrow starts before it
    return piece, (ahead(at, yaw, nose), ahead(at, yaw, nose + {"in": 1.2, "out": 5.0}.get(how, 3.0)))


def _free(floor: Floor, spot: tuple[float, float], wide: float, long: float, name: str) -> bool:
    """Whether nobody and no other vehicle is where one of half sizes ``wide`` and ``long`` would be, along y."""
    people = [at for key, at in ((key, actor.at) for key, actor in floor.actors.items()) if f"-of-{key}" not in name]
    if any(abs(at[0] - spot[0]) < wide + 0.5 and abs(at[1] - spot[1]) < long + 0.7 for at in people):
        return False
    return not any(
        abs(other.at[0] - spot[0]) < wide + other.size[0] / 2 + 0.2
        and abs(other.at[1] - spot[1]) < long + other.size[1] / 2 + 0.6
        for other in floor.traffic.values()
        if other.id != name
    )


def _lane(plan: SetPlan, kind: str, how: str, lot: float) -> tuple[float, float, float, bool]:
    """Where a vehicle passes: x, y, yaw, and whether it may come nearer or farther along a road into the set."""
    side = 1.0 if lot < 0.5 else -1.0
    if kind == "boat" and plan.horizon == "sea":
        return 1.5 * side, plan.depth * 0.97 + _OFFSHORE + 1.5, 90.0 - 80.0 * side, False
    road = next((piece for piece in plan.pieces if piece.kind == "roadway"), None)
    if plan.template in _ACROSS or (road is None and plan.template not in ("street", "road", "road_car")):
        across = 0.0 if side > 0 else 180.0
        if how == "out":
            across = turned(across + 35 * side)
        return (
            -0.6 * side,
            min(plan.depth * 0.42, 8.5) + (2.5 if kind in ("bus", "truck", "carriage") else 0.0),
            across,
            False,
        )
    middle = road.at[0] if road is not None else 0.0
    if kind == "carriage":  # over the level crossing
        return middle, 17.0, 0.0 if side > 0 else 180.0, False
    away = how == "out"
    offset = 0.9 if kind in RIDDEN else 1.25
    return middle + (offset if away else -offset), 0.0, 76.0 if away else -76.0, True


def on_set(pieces: Sequence[Piece], plan: SetPlan) -> tuple[Piece, ...]:
    """Of the vehicles of a beat those that the plan does not hold already."""
    known = {piece.id for piece in plan.pieces}
    return tuple(piece if piece.id not in known else replace(piece) for piece in pieces if piece.id not in known)
