"""Who is where when a scene opens: those whom the text seats or lays down first, then the others together."""

import math
from collections.abc import Sequence
from dataclasses import replace

from storyboard.cues import Cue
from storyboard.reading.walkons import extra
from storyboard.stage import traffic
from storyboard.stage.acting import plays, plays_standing, seats_for, sits_by_default, sits_its_crowd, stations_for
from storyboard.stage.animals import go_down
from storyboard.stage.chairs import bring
from storyboard.stage.floor import Floor, opened
from storyboard.stage.geometry import Look, Mark, Point
from storyboard.stage.ground import APART, gap, heading, turned
from storyboard.stage.moves import board, get_down, go_to
from storyboard.stage.presence import Stay
from storyboard.stage.seating import bed, pieces_like, seat, station

_DESCRIBED = ("intro", "sit", "lie", "kneel", "crouch", "lean", "at", "affect")
"""What is said of people when a scene opens on them, one after the other: nobody has acted by it. Nor by what lasts:
who sews has been sewing."""
_CARRIED = frozenset({"drive", "ride", "swim"})
_PLACED = frozenset({"lie", "kneel", "crouch", "lean", "walk", "run", "sit", "rise", "enter", "exit"})
_LARGE = ("horse", "cow", "donkey", "bear")
_LOW = ("sit", "lie", "kneel", "crouch", "lean", "at")
_ROW = 7
"""People in the first row of a group."""


def open_scene(floor: Floor, stays: Sequence[Stay]) -> None:
    """Place those who are there from the start: first those whom the text seats or lays down, then the others."""
    if floor.vehicle:
        board(floor, [stay.character for stay in stays])
        return
    free = [stay.character for stay in stays if not _place_by_text(floor, stay)]
    _stand_together(floor, [identity for identity in free if not extra(identity)])
    _stand_apart(floor, [identity for identity in free if extra(identity)])
    for stay in stays:
        row = next((row for row in floor.cues[stay.first :] if any(stay.character in cue.subject for cue in row)), ())
        if any(cue.expression == "asleep" and stay.character in cue.subject for cue in row):
            floor.actors[stay.character].expression = "asleep"


def _place_by_text(floor: Floor, stay: Stay) -> bool:
    """By the first thing that the text says of someone's body; by trade otherwise. False when neither tells."""
    identity = stay.character
    kind, cue = _opening(floor, stay)
    animal = bool(floor._looks.get(identity, Look()).animal)
    if cue is not None and kind in _CARRIED and not floor.plan.interior and not animal:
        floor.actors[identity] = floor.new(identity, _near_others(floor), -90.0)
        if kind == "swim":
            traffic.swim(floor, identity)
        elif kind == "ride":
            traffic.ride(floor, identity, cue)
        else:
            row = next(row for row in floor.cues if cue in row)
            gone = floor.cues.index(row) > stay.first or any(one.kind == "pass" for one in row)
            traffic.drive(floor, identity, replace(cue, state=cue.state and not gone))
        floor.paths = {}
        return True
    if kind == "drive" or (animal and kind not in _LOW):
        return False
    if kind in ("sit", "lie", "kneel", "crouch", "lean", "at") and cue is not None:
        floor.actors[identity] = floor.new(identity, _near_others(floor), -90.0)
        if kind == "at":
            go_to(floor, identity, cue, silently=True)
        else:
            go_down(floor, identity, kind, cue.thing, name=cue.name, other=cue.object, silently=True)  # type: ignore[arg-type]
        return True
    if cue is not None and kind in ("write", "play", "read") and _at_thing(floor, identity, cue):
        return True
    for thing in () if cue is not None and kind == "play" and plays_standing(cue.thing) else seats_for(kind):
        if pieces_like(floor.plan, thing):
            mark = seat(floor.plan, thing, floor.seats_taken(), _partners_seated(floor, cue), _focus(floor, cue))
            mark = mark or bring(floor, thing, _focus(floor, cue))
            if mark is not None:
                floor.settle_on(identity, mark)
                return True
    trade = floor.trade(identity)
    young = sits_its_crowd(floor.plan.template) and floor.young(identity)
    if kind == "" and (trade == "seat" or young or sits_by_default(floor.plan.template)):
        rows = floor.free_rows()
        if (trade == "seat" or young) and sits_its_crowd(floor.plan.template) and rows:
            mark = min(rows, key=lambda one: (round(gap(one.at, floor.centre), 1), one.name))
        else:
            mark = seat(floor.plan, "", floor.seats_taken(), floor.seated_marks(), floor.centre)
        if mark is not None:
            floor.settle_on(identity, mark)
            return True
    for thing in (*stations_for(kind), trade):
        if thing == "bed" and (mark := bed(floor.plan, floor.seats_taken())):
            floor.settle_on(identity, mark)
            return True
        if thing and (mark := station(floor.plan, thing, floor.seats_taken(), behind="behind" in thing)):
            if "behind" in thing and "behind" not in mark.name:
                continue
            floor.settle_on(identity, mark, "stand")
            return True
    return False


def _at_thing(floor: Floor, identity: str, cue: Cue) -> bool:
    """``écrit au tableau``, ``plays on the floor``."""
    row: Sequence[Cue] = next((row for row in floor.cues if cue in row), ())
    if any(one.kind == "at" and one.thing == "floor" and identity in one.subject for one in row):
        floor.actors[identity] = floor.new(identity, _near_others(floor), -90.0)
        get_down(floor, identity, "sit", "floor", silently=True)
        return True
    mark = station(floor.plan, cue.thing, floor.seats_taken()) if cue.thing else None
    if mark is not None:
        floor.settle_on(identity, mark, "stand")
    return mark is not None


def _acts(cue: Cue) -> bool:
    play = plays().get(cue.kind)
    return cue.kind not in _DESCRIBED and not (play is not None and play.lasts)


def _opening(floor: Floor, stay: Stay) -> tuple[str, Cue | None]:
    """The first posture that the cues of a stay tell or imply (who stands up was sitting)."""
    first: int | None = None
    if not floor.plan.interior and (own := _carried(floor, stay)) is not None:
        return own.kind, own
    for number in range(stay.first, stay.last + 1):
        for cue in floor.cues[number]:
            if stay.character not in cue.subject:
                continue
            first = number if first is None else first
            if cue.kind in ("walk", "run", "crawl", "jump", "enter", "exit", "dance"):
                return ("stand", None)
            if cue.kind == "rise":
                by = next(
                    (one for one in floor.cues[number] if one.kind == "at" and stay.character in one.subject), None
                )
                return ("sit", Cue("sit")) if not cue.state else ("at", by) if by else ("stand", None)
            if cue.kind in ("sit", "lie", "kneel", "crouch", "lean"):
                acted = any(one.subject and _acts(one) for row in floor.cues[:number] for one in row)
                already = cue.state or (number == first and (number <= 1 or not acted))
                return (cue.kind, cue) if already else ("stand", None)
            if cue.kind == "at" and number == first and cue.thing != "floor":
                later = next(
                    (one for one in floor.cues[number] if one.kind in ("sit", "lie") and stay.character in one.subject),
                    None,
                )
                return (later.kind, later) if later else ("at", cue)
            if cue.kind in ("drive", "eat", "write", "type", "play", "cook"):
                return cue.kind, cue
    return "", None


def _carried(floor: Floor, stay: Stay) -> Cue | None:
    """The first cue of a stay by which somebody drives, rides or swims, when none of another place comes before."""
    for row in floor.cues[stay.first : stay.last + 1]:
        own = [cue for cue in row if stay.character in cue.subject and cue.kind in _CARRIED | _PLACED]
        if own:
            return next((cue for cue in own if cue.kind in _CARRIED), None)
    return None


def _partners_seated(floor: Floor, cue: Cue | None) -> list[Mark]:
    """Those who do the same thing together sit at the same table; without a cue, all who sit."""
    if cue is None or len(cue.subject) < 2:
        return floor.seated_marks()
    names = {floor.actors[one].mark for one in cue.subject if one in floor.actors}
    return [mark for mark in floor.seated_marks() if mark.name in names]


def _focus(floor: Floor, cue: Cue | None) -> Point:
    """Where a cue's beat says that it plays ("près de la fenêtre"), else the middle of the set."""
    for row in floor.cues:
        if cue is None or cue not in row:
            continue
        for other in row:
            if other.kind == "at" and set(other.subject) & set(cue.subject):
                pieces = pieces_like(floor.plan, other.thing)
                if pieces:
                    return pieces[0].at
    return floor.centre


def _near_others(floor: Floor) -> Point:
    """A free place to start from: near the people who are there, else the middle."""
    if not floor.actors:
        return floor.ground.spot(floor.centre, floor.places())
    return floor.beside(next(iter(floor.actors.values())))


def _stand_together(floor: Floor, people: Sequence[str]) -> None:
    """The others: alone in the middle, face to face, or in an arc whose faces all show."""
    if not people:
        return
    anchor = floor.anchor()
    if len(people) == 1 and anchor is None:
        at = floor.ground.spot(floor.centre, floor.places())
        floor.actors[people[0]] = floor.new(people[0], at, -90.0 + 50 * (floor.lot(people[0]) - 0.5))
        return
    if anchor is not None:
        for identity in people:
            at = floor.beside(anchor)
            floor.actors[identity] = floor.new(identity, at, heading(at, anchor.at))
        return
    for scale in (1.0, 0.85, 0.7):
        offsets = _arc(len(people), max(floor.distance * scale, APART + 0.05), 40 * (floor.lot("arc") - 0.5))
        places = floor.ground.group([(x, y) for x, y, _ in offsets], floor.centre, floor.places())
        if places is not None:
            for identity, at, (_, _, yaw) in zip(people, places, offsets, strict=True):
                floor.actors[identity] = floor.new(identity, at, yaw)
            return
    for identity, (x, y, yaw) in zip(people, offsets, strict=True):
        at = floor.ground.spot((floor.centre[0] + x, floor.centre[1] + y), floor.places())
        floor.actors[identity] = floor.new(identity, at, yaw)


def _stand_apart(floor: Floor, walk_ons: Sequence[str]) -> None:
    """Walk-ons, about their own business: a little way from those whom the scene is about."""
    for identity in walk_ons:
        here = floor.places()
        animal = floor._looks.get(identity, Look()).animal
        near = 1.7 if not animal else 2.8 if animal in _LARGE else 1.1
        spots = [mark for mark in floor.plan.marks if mark.posture == "stand" and mark.name not in floor.seats_taken()]
        free = [mark for mark in spots if all(gap(mark.at, spot) > near for spot in here)] or spots
        middle = here[0] if here else floor.centre
        best = min(
            free,
            key=lambda mark: (round(gap(mark.at, middle) + 0.8 * (mark.at[1] < middle[1]), 2), mark.name),
            default=None,
        )
        at = floor.ground.spot(best.at if best is not None else floor.centre, here)
        yaw = heading(at, floor.centre) if gap(at, floor.centre) > 0.3 else -90.0
        floor.actors[identity] = floor.new(identity, at, opened(yaw))


def _arc(count: int, distance: float, tilt: float) -> list[tuple[float, float, float]]:
    """(x, y, yaw) of a group: two face each other; more stand in rows of an arc that is open to the audience."""
    if count == 2:
        turn = math.radians(tilt)
        x, y = distance / 2 * math.cos(turn), distance / 2 * math.sin(turn)
        return [(-x, -y, opened(tilt)), (x, y, opened(turned(tilt + 180)))]
    result: list[tuple[float, float, float]] = []
    radius, front, row = 0.0, 0.0, 0
    while len(result) < count:
        people = min(_ROW + row, count - len(result))
        spread = math.radians(min(170.0, 60.0 * max(people - 1, 1)))
        radius = max(distance * 0.85, 0.75 * max(people - 1, 1) / spread, radius + 0.75 if row else 0.0)
        front = front or radius
        for place in range(people):
            share = place / (people - 1) if people > 1 else 0.5
            turn = math.pi / 2 + spread / 2 - share * spread
            x, y = radius * math.cos(turn), radius * math.sin(turn)
            result.append((x, y - front * 0.6, heading((x, y), (0.0, 0.0))))
        row += 1
    return [(round(x, 3), round(y, 3), yaw) for x, y, yaw in result]
