"""Moves on the floor: coming, going, sitting down, walking up to someone; never into anybody or the furniture."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from storyboard.cues import Cue
from storyboard.stage.acting import sits_its_crowd
from storyboard.stage.chairs import bring
from storyboard.stage.floor import Actor, Floor, opened
from storyboard.stage.geometry import Mark, Piece, Point, Posture
from storyboard.stage.ground import APART, ahead, gap, heading, turned
from storyboard.stage.presence import Stay
from storyboard.stage.seating import bed, door, pieces_like, seat, station

EMBRACE, KISS = 0.42, 0.36
"""Metres between people who hold each other [after Hall's distances]."""
_FAR_OFF = 6.0
"""Metres at which someone is still a silhouette."""
_UPRIGHT = ("armchair", "chair", "stool", "desk", "table", "counter", "car")
"""One sleeps sitting at these."""
_AGAINST = ("window", "wall", "door")
"""One sleeps leaning on these, where there is a seat."""

_TOWARDS = ("walk", "run", "crawl", "jump", "enter", "at")
"""Cues that say where somebody who comes is going."""


def board(floor: Floor, people: Sequence[str]) -> None:
    """Into a vehicle: the driver first, the others in order."""
    driving = [cue.subject for row in floor.cues for cue in row if cue.kind == "drive"]
    trade = [one for one in people if floor.trade(one) == "driver"]
    driver = next((ids[0] for ids in driving if ids and ids[0] in people), trade[0] if trade else None)
    taken_wheel = "driver" in floor.seats_taken()
    order = [driver] if driver else []
    order += [one for one in people if one != driver]
    seats = [mark for mark in floor.plan.marks if mark.posture in ("sit", "drive")]
    seats = [mark for mark in seats if mark.name not in floor.seats_taken()]
    if taken_wheel or driver is None:
        seats.sort(key=lambda mark: mark.name == "driver" and len(order) > len(seats))
    crowded = [mark for mark in seats if mark.name == "back-middle"]
    seats = [mark for mark in seats if mark.name != "back-middle"] + crowded
    for place, identity in enumerate(order):
        if place < len(seats):
            floor.settle_on(identity, seats[place])
        else:
            spot = floor.ground.spot((floor.plan.width / 2, 0.6), floor.places())
            floor.actors[identity] = floor.new(identity, spot, 90.0)


def gate(floor: Floor, identity: str) -> Point:
    """Where someone comes from or goes to: the door, or the side of an open set that is nearer."""
    if (through := door(floor.plan)) is not None:
        return through
    own = floor.actors.get(identity)
    x = own.at[0] if own else (-1.0 if floor.lot(identity) < 0.5 else 1.0)
    side = 1.0 if x >= 0 else -1.0
    y = own.at[1] if own else floor.centre[1]
    reach = min(floor.plan.width / 2 - 0.2, abs(x) + 4.5 if own else 6.0)
    return (round(side * reach, 3), round(min(max(y, 0.6), floor.plan.depth - 0.4), 3), 0.0)


def enter(floor: Floor, identity: str, found: Sequence[Cue], stay: Stay) -> None:
    """Someone comes in, and stops at talking distance from whoever matters."""
    if identity in floor.actors:
        return
    if floor.vehicle:
        board(floor, [identity])
        return
    mates = [one for cue in found if identity in cue.subject for one in cue.subject if one in floor.arrived]
    start = floor.arrived[mates[0]] if mates else gate(floor, identity)
    out = any(identity in cue.subject and cue.kind == "exit" and cue.thing == "car" for cue in found)
    if out and (mark := station(floor.plan, "car", [])):
        start = mark.at
    running = any(cue.kind == "run" and identity in cue.subject for cue in found)
    other = next((actor for key, actor in floor.actors.items() if key in _partners(found, identity)), None)
    other = other or floor.anchor()
    if other is None:
        wanted = floor.centre if not out else ahead(start, heading(start, floor.centre), 1.2)
    else:
        span = gap(other.at, start)
        reach = min(max(floor.distance, APART), span) if span < 2.6 else min(floor.distance + 0.5, span)
        if any(identity in cue.subject and cue.name == "far" for cue in found):
            reach = min(_FAR_OFF, span)
        wanted = ahead(other.at, heading(other.at, start), reach)
    if mates:  # they come together, one behind the other
        first = floor.actors[mates[0]]
        back = ahead(first.at, turned(first.yaw + 180), 0.75)
        wanted = (back[0], back[1] + 0.4, 0.0)
    by: Mark | None = None
    aim = next(
        (cue for cue in found if identity in cue.subject and cue.kind in _TOWARDS and cue.thing),
        None,
    )
    if aim is not None and not mates and (mark := station(floor.plan, aim.thing, floor.seats_taken())):
        wanted, by = mark.at, mark
    at = floor.ground.spot(wanted, floor.places())
    if any(identity in cue.subject and cue.kind in ("ride", "drive", "swim") for cue in found):
        floor.actors[identity] = floor.new(identity, at, -90.0)  # whatever carries them sets its own way
        return
    actor = floor.new(identity, at, heading(start, at) if gap(start, at) > 0.2 else -90.0)
    actor.mark = by.name if by is not None and gap(by.at, at) < 0.2 else ""
    actor.posture = "run" if running else "walk"
    actor.gaze = other.character if other and not mates else None
    floor.arrived[identity] = start
    floor.actors[identity] = actor
    trace(floor, identity, start, at)


def leave(floor: Floor, identity: str, found: Sequence[Cue]) -> None:
    """Someone is on the way out during this beat: a step or two from where they were, back to us all."""
    actor = floor.actors.get(identity)
    if actor is None or floor.vehicle:
        return
    end = gate(floor, identity)
    start = actor.at
    if actor.mount or actor.aboard:
        if identity not in floor.paths:
            floor.paths[identity] = (start, ahead(start, actor.yaw, 6.0))
        floor.gone.add(actor.aboard)
        return
    running = any(cue.kind == "run" and identity in cue.subject for cue in found)
    floor.release(actor)
    step = min(gap(start, end) * 0.35, 1.2)
    actor.at = floor.ground.spot(ahead(start, heading(start, end), step), floor.places(but=[identity]))
    actor.yaw = heading(actor.at, end) if gap(actor.at, end) > 0.2 else heading(start, end)
    actor.posture = "run" if running else "walk"
    actor.gaze = None
    trace(floor, identity, start, end)


def trace(floor: Floor, identity: str, start: Point, end: Point) -> None:
    """Draw a path, round the furniture when one mark on the way is enough for that."""
    if gap(start, end) < 0.35:
        return
    before = floor.paths.get(identity)
    points: tuple[Point, ...] = (start, end)
    if not _open_way(floor, start, end):
        ways = [mark.at for mark in floor.plan.marks if mark.posture == "stand"]
        ways = [way for way in ways if _open_way(floor, start, way) and _open_way(floor, way, end)]
        if ways:
            points = (start, min(ways, key=lambda way: gap(start, way) + gap(way, end)), end)
    floor.paths[identity] = (*before, *points[1:]) if before and before[-1] == start else points


def _open_way(floor: Floor, start: Point, end: Point) -> bool:
    span = gap(start, end)
    if span < 1.0:
        return True
    steps = np.linspace(0.4 / span, 1 - 0.4 / span, max(int(span / 0.2), 2))[:, None]
    line = np.array(start[:2]) * (1 - steps) + np.array(end[:2]) * steps
    return bool(floor.ground.clear(line).all())


def move(
    floor: Floor, identity: str, wanted: Sequence[float], posture: Posture = "walk", *, silently: bool = False
) -> None:
    """Walk to the free place nearest to ``wanted``; ``silently``: one was there from the start."""
    actor = floor.actors[identity]
    start = actor.at
    floor.release(actor)
    actor.at = floor.ground.spot(wanted, floor.places(but=[identity]))
    if not silently and gap(start, actor.at) >= 0.35:
        actor.yaw, actor.posture = heading(start, actor.at), posture
        trace(floor, identity, start, actor.at)


def rise(floor: Floor, identity: str) -> None:
    """Stand up from a seat or a bed, a step before it."""
    actor = floor.actors[identity]
    if not actor.down:
        actor.posture = "stand"
        return
    yaw = actor.yaw if actor.posture != "lie" else heading(actor.at, floor.centre)
    wanted = ahead(actor.at, yaw, 0.6)
    start = actor.at
    floor.release(actor)
    actor.at = floor.ground.spot(wanted, floor.places(but=[identity]))
    actor.yaw = turned(yaw)
    if gap(start, actor.at) >= 0.35:
        floor.paths[identity] = (start, actor.at)


def get_down(
    floor: Floor, identity: str, posture: Posture, thing: str, *, silently: bool = False, beside: str = ""
) -> None:
    """Sit, lie, kneel, crouch or lean, at ``thing`` when the set has one; ``beside``: sit next to this person."""
    actor = floor.actors[identity]
    neighbour = [mark for mark in floor.seated_marks() if beside and mark.name == floor.actors[beside].mark]
    start = actor.at
    taken = [mark for mark in floor.seats_taken() if mark != actor.mark]
    mark: Mark | None = None
    if thing == "deck" and (aboard := station(floor.plan, thing, taken)):
        floor.settle_on(identity, aboard, posture)
        actor.seat = 0.12 if posture == "sit" else 0.0
        return
    if posture == "lie" and thing in _AGAINST and any(mark.posture == "sit" for mark in floor.plan.marks):
        posture, thing = "sit", ""  # one sleeps against the window of a train
    if posture == "lie" and (thing in _UPRIGHT or (actor.posture == "sit" and actor.expression == "asleep")):
        posture = "sit"  # one sleeps in an armchair sitting
    company = any(one.posture == "sit" and one.mark for one in floor.actors.values() if one is not actor)
    nowhere = not thing and company and bed(floor.plan, []) is None
    if posture == "lie" and nowhere and floor.sleeps(identity):
        posture = "sit"  # one sleeps at table
    aloft = actor.mark.startswith(("stage", "altar"))
    if posture == "sit" and not (aloft and not thing):  # who plays does not sit down among those who look on
        if actor.posture == "sit" and (not thing or _sits_at(floor, actor, thing)):
            return
        if thing == "bed":
            mark = bed(floor.plan, taken, edge=True)
        elif neighbour:
            mark = seat(floor.plan, thing, taken, neighbour, actor.at, beside=True)
        elif not thing and sits_its_crowd(floor.plan.template) and (rows := floor.free_rows()):
            mark = min(rows, key=lambda one: (round(gap(one.at, actor.at), 1), one.name))
        elif thing != "floor":
            mark = seat(floor.plan, thing, taken, [m for m in floor.seated_marks() if m.name != actor.mark], actor.at)
            mark = mark or (bring(floor, thing, actor.at) if thing in ("", "table", "desk", "chair") else None)
    elif posture == "lie" and thing != "floor":
        mark = bed(floor.plan, taken) if thing in ("", "bed") else _couch(floor, thing, taken)
    if mark is not None:
        floor.settle_on(identity, mark, posture)
    elif posture in ("sit", "lie"):
        _on_the_floor(floor, actor, posture, silently=silently)
    else:
        here = next((one.piece for one in floor.plan.marks if one.name == actor.mark), "")
        if thing and (by := station(floor.plan, thing, taken)) and by.piece != (here or "-"):
            move(floor, identity, by.at, silently=silently)
        elif actor.posture == "sit" and actor.mark and posture in ("kneel", "crouch"):
            rise(floor, identity)  # one kneels on the ground, not on one's chair
        actor.posture = posture
    if not silently and gap(start, actor.at) >= 0.35:
        trace(floor, identity, start, actor.at)


def _sits_at(floor: Floor, actor: Actor, thing: str) -> bool:
    again = seat(floor.plan, thing, [m for m in floor.seats_taken() if m != actor.mark], [], actor.at)
    return again is None or again.name == actor.mark or gap(again.at, actor.at) < 1.4


def _couch(floor: Floor, thing: str, taken: Sequence[str]) -> Mark | None:
    """A sofa or a bench to lie on: its middle, along its width."""
    for piece in pieces_like(floor.plan, thing):
        seats = [mark for mark in floor.plan.marks if mark.piece == piece.id and mark.posture == "sit"]
        if len(seats) >= 2 and not any(mark.name in taken for mark in seats):
            return replace(seats[len(seats) // 2], at=(*piece.at[:2], 0.0), yaw=turned(piece.yaw - 90), posture="lie")
    return seat(floor.plan, thing, taken, [], floor.centre)


def _on_the_floor(floor: Floor, actor: Actor, posture: Posture, *, silently: bool) -> None:
    """No seat or bed: on the ground, side by side with one who sits there already, along the picture to lie."""
    others = floor.places(but=[actor.character])
    beside = next(
        (one for one in floor.actors.values() if one is not actor and one.posture == posture and not one.mark), None
    )
    wanted = (beside.at[0] + 0.68, beside.at[1]) if beside else actor.at[:2]
    floor.release(actor)
    actor.at = floor.ground.spot(wanted, others, APART if posture == "sit" else 0.95)
    actor.posture, actor.seat = posture, 0.12 if posture == "sit" else 0.0
    actor.yaw = -90.0 if posture == "sit" else (0.0 if floor.lot(actor.character) < 0.5 else 180.0)


def go_to(floor: Floor, identity: str, cue: Cue, *, silently: bool = False, posture: Posture = "walk") -> None:
    """To a person or a thing of the set."""
    actor = floor.actors[identity]
    if cue.object in floor.actors and cue.object != identity:
        approach(floor, identity, cue.object, floor.distance * 0.9, posture=posture)
        return
    if cue.kind == "at" and cue.thing in (
        "table",
        "desk",
        "bed",
        "sofa",
        "armchair",
        "chair",
        "bench",
        "stool",
        "piano",
    ):
        if actor.down:
            return
        seats = cue.thing not in ("bed",) and bool(pieces_like(floor.plan, cue.thing))
        if cue.name in ("on", "in") or (seats and cue.thing in ("table", "desk", "piano")):
            get_down(floor, identity, "sit", cue.thing, silently=silently)
            return
    taken = [name for name in floor.seats_taken() if name != actor.mark]
    mark = station(floor.plan, cue.thing, taken, behind=cue.name == "behind") if cue.thing else None
    if cue.name == "behind" and (mark is None or "behind" not in mark.name):
        mark = _far_side(floor, cue.thing)
    if mark is not None and mark.at[2] > 0:  # a deck, which the floor's own places do not reach
        start = actor.at
        floor.settle_on(identity, mark, "stand")
        if not silently:
            trace(floor, identity, start, mark.at)
        return
    if mark is not None and not any(gap(mark.at, spot) < APART for spot in floor.places(but=[identity])):
        if gap(mark.at, actor.at) < 0.3:
            return
        move(floor, identity, mark.at, posture, silently=silently)
        actor.mark = mark.name
        if silently or actor.posture not in ("walk", "run", "crawl", "jump"):
            actor.yaw = turned(mark.yaw if floor.nearest(identity) == "" else opened(mark.yaw))
        return
    piece = next(iter(pieces_like(floor.plan, cue.thing)), None) if cue.thing else None
    if piece is not None:
        move(floor, identity, before(piece), posture, silently=silently)


def _far_side(floor: Floor, thing: str) -> Mark | None:
    """Behind a piece that has no mark there: an altar, a desk, a tree."""
    piece = next(iter(pieces_like(floor.plan, thing)), None)
    if piece is None:
        return None
    across = min(piece.size[1], 1.0) if piece.size[2] > 3 else piece.size[1]  # the trunk, not the crown
    return Mark(f"behind-{piece.id}", ahead(piece.at, turned(piece.yaw + 180), across / 2 + 0.45), turned(piece.yaw))


def approach(floor: Floor, identity: str, other: str, reach: float, *, posture: Posture = "walk") -> None:
    """Go up to somebody, or stay when near enough."""
    actor, goal = floor.actors[identity], floor.actors[other]
    away = gap(actor.at, goal.at)
    if away > reach + 0.25 and actor.posture != "drive":
        move(floor, identity, ahead(goal.at, heading(goal.at, actor.at), reach), posture)
    if not actor.down:
        actor.yaw = heading(actor.at, goal.at) if gap(actor.at, goal.at) > 0.05 else actor.yaw
    actor.gaze = other


def embrace(floor: Floor, identity: str, other: str, reach: float) -> None:
    """Into someone's arms, for this beat."""
    actor, goal = floor.actors[identity], floor.actors[other]
    if actor.down and not goal.down:
        actor, goal, identity, other = goal, actor, other, identity
    if actor.posture == "drive" or (actor.down and goal.down):
        actor.gaze, goal.gaze = other, identity
        actor.close = other
        return
    start = actor.at
    away = heading(goal.at, actor.at) if gap(goal.at, actor.at) > 0.05 else turned(goal.yaw)
    if not actor.down:
        floor.release(actor)
        actor.at = ahead(goal.at, away, reach if goal.posture != "lie" else 0.62)
        actor.yaw = turned(away + 180)
        actor.close = other
        if goal.posture in ("sit", "lie"):
            actor.posture = "crouch" if goal.seat < 0.3 or goal.posture == "lie" else "stand"
        if gap(start, actor.at) >= 0.35:
            trace(floor, identity, start, actor.at)
    if not goal.down:
        goal.yaw, goal.posture = turned(away), "stand"
    actor.gaze, goal.gaze = other, identity


def travel(floor: Floor, people: Sequence[str], reach: float, posture: Posture) -> None:
    """Walk or run nowhere in particular: across the set, together, and keep in it."""
    leader = floor.actors[people[0]]
    direction = 1.0 if leader.at[0] < 0 or (abs(leader.at[0]) < 0.3 and floor.lot(people[0]) < 0.5) else -1.0
    direction = leader.way or direction
    room = floor.plan.width / 2 - 0.5 - direction * leader.at[0]
    reach = max(min(reach, room), 0.5)
    for place, identity in enumerate(people):
        actor = floor.actors[identity]
        behind = 0.75 * place * direction
        goal = (
            (leader.at[0] + direction * reach, actor.at[1])
            if place == 0
            else (leader.at[0] - behind, leader.at[1] + 0.35 * place)
        )
        move(floor, identity, goal, posture)
        actor.posture = posture
        if identity in floor.paths:
            actor.yaw = heading(floor.paths[identity][-2], actor.at)
        else:
            actor.yaw = 0.0 if direction > 0 else 180.0
        actor.gaze = None


def before(piece: Piece) -> Point:
    return ahead(piece.at, piece.yaw, piece.size[1] / 2 + 0.5)


def _partners(found: Sequence[Cue], identity: str) -> set[str]:
    return {cue.object for cue in found if identity in cue.subject and cue.object}
