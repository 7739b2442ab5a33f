"""The floor of a scene in play: people on it, where they go, and the figures they then are."""

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from screenplay.scenes import Character, Scene
from storyboard.cues import Cue
from storyboard.stage.acting import (
    formal,
    seats_for,
    sits_by_default,
    sits_its_crowd,
    station_of,
    stations_for,
    way_of_holding,
)
from storyboard.stage.geometry import (
    Expression,
    Figure,
    Gesture,
    Look,
    Mark,
    Piece,
    Point,
    Posture,
    SetPlan,
    Staging,
)
from storyboard.stage.ground import APART, Ground, ahead, gap, heading, turned
from storyboard.stage.presence import Stay
from storyboard.stage.seating import audience, bed, door, pieces_like, seat, station

TALK, FORMAL, EMBRACE, KISS = 1.0, 1.7, 0.42, 0.36
"""Metres between partners [after Hall's distances]."""
HELD = "@held"
"""The gaze of someone who looks at what is in their own hands."""
_CHEAT = 12.0
"""Degrees that people who face each other open towards the audience."""
_NECK = 55.0
"""Degrees beyond which one turns the body, not only the head."""
_ROW = 7
"""People in the first row of a group."""
_UPRIGHT = ("armchair", "chair", "stool", "desk", "table", "counter", "car")
_BUSY = ("cook", "write", "type", "play", "embrace", "kiss")
"""Who does this goes on facing it while talking."""
MOOD_LASTS = 5
"""Beats after which a face is at rest again."""


@dataclass(slots=True)
class Actor:
    """Someone on the floor, as of the last beat."""

    character: str
    look: Look
    at: Point
    yaw: float
    posture: Posture = "stand"
    gesture: Gesture = "rest"
    gesture_lasts: bool = False
    held: str = ""
    drops: bool = False
    expression: Expression = "neutral"
    mood_age: int = 0
    gaze: str | Point | None = None
    """A character id, a point, or straight ahead."""
    target: Point | None = None
    speaking: bool = False
    seat: float = 0.45
    mark: str = ""
    close: str = ""
    """Whom one is in the arms of, for this beat."""

    @property
    def down(self) -> bool:
        """Whether one sits or lies."""
        return self.posture in ("sit", "lie", "drive")


class Floor:
    """The set of a scene with its people. Nobody stands in anybody, nor in the furniture, but by a full set."""

    def __init__(
        self,
        scene: Scene,
        plan: SetPlan,
        cast: Mapping[str, Character],
        looks: Mapping[str, Look],
        cues: Sequence[Sequence[Cue]],
    ) -> None:
        self.scene, self.plan, self.cast, self.cues = scene, plan, cast, cues
        self.ground = Ground(plan)
        self.actors: dict[str, Actor] = {}
        self.paths: dict[str, tuple[Point, ...]] = {}
        self.crowd: tuple[Figure, ...] = ()
        self.turned_to = ""
        """Who looked at something in the beat before."""
        self._arrived: dict[str, Point] = {}
        self._looks = looks
        self._memory: dict[str, Actor] = {}
        self.vehicle = any(mark.name == "driver" for mark in plan.marks)
        self.centre = next(
            (mark.at for mark in plan.marks if mark.name == "centre"), (0.0, min(plan.depth / 2, 4.5), 0.0)
        )
        conflict = any(cue.kind == "hit" or cue.expression == "anger" for row in cues for cue in row)
        self.distance = FORMAL if conflict or formal(plan.template) else TALK

    # ---- bookkeeping

    def places(self, *, but: Iterable[str] = ()) -> list[Point]:
        """Where people are; one who lies takes the place of head and knees too."""
        hidden = set(but)
        spots = [figure.at for figure in self.crowd]
        for identity, actor in self.actors.items():
            if identity in hidden:
                continue
            spots.append(actor.at)
            if actor.posture == "lie":
                spots += [ahead(actor.at, actor.yaw, 0.65), ahead(actor.at, actor.yaw, -0.65)]
        return spots

    def seats_taken(self) -> list[str]:
        """Names of the marks that someone has."""
        crowd = [mark.name for figure in self.crowd for mark in self.plan.marks if mark.at == figure.at]
        return [actor.mark for actor in self.actors.values() if actor.mark] + crowd

    def remove(self, identity: str) -> None:
        """Someone is gone."""
        gone = self.actors.pop(identity, None)
        if gone is not None:
            self._memory[identity] = gone

    def settle(self) -> None:
        """What lasted one beat is over: walking people stand, arms come down, faces calm."""
        self.paths = {}
        self._arrived = {}
        for actor in self.actors.values():
            actor.speaking = False
            actor.target = None
            if actor.posture in ("walk", "run"):
                actor.posture = "stand"
                partner = self.nearest(actor.character)
                mark = next((one for one in self.plan.marks if one.name == actor.mark), None)
                if mark is not None:
                    actor.yaw = turned(mark.yaw)
                elif partner and not isinstance(actor.gaze, tuple):
                    actor.yaw = heading(actor.at, self.actors[partner].at)
            if actor.drops:
                actor.held, actor.drops, actor.gesture_lasts = "", False, False
            if not actor.gesture_lasts:
                actor.gesture = way_of_holding(actor.held) if actor.held else "rest"
            if actor.close:
                self._part(actor)
            actor.mood_age += 1
            if actor.mood_age >= MOOD_LASTS and actor.expression != "asleep":
                actor.expression = "neutral"

    def _part(self, actor: Actor) -> None:
        actor.close = ""
        if actor.down:
            return
        others = self.places(but=[actor.character])
        if any(gap(actor.at, spot) < APART for spot in others):
            actor.at = self.ground.spot(actor.at, others)

    def nearest(self, identity: str) -> str:
        """The person nearest to someone, or empty."""
        own = self.actors.get(identity)
        others = [actor for key, actor in self.actors.items() if key != identity]
        if own is None or not others:
            return ""
        return min(others, key=lambda actor: gap(own.at, actor.at)).character

    # ---- who is there when the scene opens

    def open(self, stays: Sequence[Stay]) -> None:
        """Place those who are there from the start: first those whom the text seats or lays down, then the others."""
        free: list[str] = []
        if self.vehicle:
            self._board([stay.character for stay in stays])
            return
        for stay in stays:
            if not self._place_by_text(stay):
                free.append(stay.character)
        self._stand_together(free)

    def _board(self, people: Sequence[str]) -> None:
        """Into a vehicle: the driver first, the others in order."""
        driving = [cue.subject for row in self.cues for cue in row if cue.kind == "drive"]
        trade = [one for one in people if self.trade(one) == "driver"]
        driver = next((ids[0] for ids in driving if ids and ids[0] in people), trade[0] if trade else None)
        taken_wheel = "driver" in self.seats_taken()
        order = [driver] if driver else []
        order += [one for one in people if one != driver]
        seats = [mark for mark in self.plan.marks if mark.posture in ("sit", "drive")]
        seats = [mark for mark in seats if mark.name not in self.seats_taken()]
        if taken_wheel or driver is None:
            seats.sort(key=lambda mark: mark.name == "driver" and len(order) > len(seats))
        crowded = [mark for mark in seats if mark.name == "back-middle"]
        seats = [mark for mark in seats if mark.name != "back-middle"] + crowded
        for place, identity in enumerate(order):
            if place < len(seats):
                self._settle_on(identity, seats[place])
            else:
                spot = self.ground.spot((self.plan.width / 2, 0.6), self.places())
                self.actors[identity] = self._new(identity, spot, 90.0)

    def _new(self, identity: str, at: Point, yaw: float) -> Actor:
        before = self._memory.get(identity)
        actor = Actor(identity, self._looks.get(identity, Look()), at, turned(yaw))
        if before is not None:
            actor.held, actor.expression = before.held, before.expression
        return actor

    def _settle_on(self, identity: str, mark: Mark, posture: Posture | None = None) -> None:
        actor = self.actors.get(identity) or self._new(identity, mark.at, mark.yaw)
        actor.at, actor.yaw, actor.mark, actor.seat = mark.at, turned(mark.yaw), mark.name, mark.seat
        actor.posture = posture or mark.posture
        self.actors[identity] = actor

    def _place_by_text(self, stay: Stay) -> bool:
        """By the first thing that the text says of someone's body; by trade otherwise. False when neither tells."""
        identity = stay.character
        kind, cue = self._opening(stay)
        animal = bool(self._looks.get(identity, Look()).animal)
        if kind == "drive" or (kind == "" and animal):
            return False
        if kind in ("sit", "lie", "kneel", "crouch", "lean", "at") and cue is not None:
            self.actors[identity] = self._new(identity, self._near_others(), -90.0)
            if kind == "at":
                self.go_to(identity, cue, silently=True)
            else:
                self.get_down(identity, kind, cue.thing, silently=True)  # type: ignore[arg-type]
            return True
        if cue is not None and kind in ("write", "play", "read") and self._at_thing(identity, cue):
            return True
        for thing in seats_for(kind):
            if pieces_like(self.plan, thing):
                mark = seat(self.plan, thing, self.seats_taken(), self._partners_seated(cue), self._focus(cue))
                if mark is not None:
                    self._settle_on(identity, mark)
                    return True
        trade = self.trade(identity)
        if kind == "" and (trade == "seat" or sits_by_default(self.plan.template)):
            rows = self._free_rows()
            if trade == "seat" and sits_its_crowd(self.plan.template) and rows:
                mark = min(rows, key=lambda one: (round(gap(one.at, self.centre), 1), one.name))
            else:
                mark = seat(self.plan, "", self.seats_taken(), self._seated_marks(), self.centre)
            if mark is not None:
                self._settle_on(identity, mark)
                return True
        for thing in (*stations_for(kind), trade):
            if thing == "bed" and (mark := bed(self.plan, self.seats_taken())):
                self._settle_on(identity, mark)
                return True
            if thing and (mark := station(self.plan, thing, self.seats_taken(), behind="behind" in thing)):
                if "behind" in thing and "behind" not in mark.name:
                    continue
                self._settle_on(identity, mark, "stand")
                return True
        return False

    def trade(self, identity: str) -> str:
        """The mark of someone's trade, by the name or by the introduction (``DOLORES, a heavyset waitress``)."""
        character = self.cast[identity]
        if found := station_of(character.name):
            return found
        words = character.introduction.split(",")
        return next((mark for part in words[1:3] if len(part.split()) < 8 and (mark := station_of(part))), "")

    def _at_thing(self, identity: str, cue: Cue) -> bool:
        """``écrit au tableau``, ``plays on the floor``."""
        row: Sequence[Cue] = next((row for row in self.cues if cue in row), ())
        if any(one.kind == "at" and one.thing == "floor" and identity in one.subject for one in row):
            self.actors[identity] = self._new(identity, self._near_others(), -90.0)
            self.get_down(identity, "sit", "floor", silently=True)
            return True
        mark = station(self.plan, cue.thing, self.seats_taken()) if cue.thing else None
        if mark is not None:
            self._settle_on(identity, mark, "stand")
        return mark is not None

    def _opening(self, stay: Stay) -> tuple[str, Cue | None]:
        """The first posture that the cues of a stay tell or imply (who stands up was sitting)."""
        first: int | None = None
        for number in range(stay.first, stay.last + 1):
            for cue in self.cues[number]:
                if stay.character not in cue.subject:
                    continue
                first = number if first is None else first
                if cue.kind in ("walk", "run", "enter", "exit", "dance"):
                    return ("stand", None)
                if cue.kind == "rise":
                    by = next(
                        (one for one in self.cues[number] if one.kind == "at" and stay.character in one.subject), None
                    )
                    return ("sit", Cue("sit")) if not cue.state else ("at", by) if by else ("stand", None)
                if cue.kind in ("sit", "lie", "kneel", "crouch", "lean"):
                    already = cue.state or (number == first and number <= 1)
                    return (cue.kind, cue) if already else ("stand", None)
                if cue.kind == "at" and number == first and cue.thing != "floor":
                    later = next(
                        (
                            one
                            for one in self.cues[number]
                            if one.kind in ("sit", "lie") and stay.character in one.subject
                        ),
                        None,
                    )
                    return (later.kind, later) if later else ("at", cue)
                if cue.kind in ("drive", "eat", "write", "type", "play", "cook"):
                    return cue.kind, cue
        return "", None

    def _seated_marks(self) -> list[Mark]:
        names = {actor.mark for actor in self.actors.values() if actor.down}
        return [mark for mark in self.plan.marks if mark.name in names]

    def _partners_seated(self, cue: Cue | None) -> list[Mark]:
        """Those who do the same thing together sit at the same table; without a cue, all who sit."""
        if cue is None or len(cue.subject) < 2:
            return self._seated_marks()
        names = {self.actors[one].mark for one in cue.subject if one in self.actors}
        return [mark for mark in self._seated_marks() if mark.name in names]

    def _focus(self, cue: Cue | None) -> Point:
        """Where a cue's beat says that it plays ("près de la fenêtre"), else the middle of the set."""
        for row in self.cues:
            if cue is None or cue not in row:
                continue
            for other in row:
                if other.kind == "at" and set(other.subject) & set(cue.subject):
                    pieces = pieces_like(self.plan, other.thing)
                    if pieces:
                        return pieces[0].at
        return self.centre

    def _near_others(self) -> Point:
        """A free place to start from: near the people who are there, else the middle."""
        if not self.actors:
            return self.ground.spot(self.centre, self.places())
        return self._beside(next(iter(self.actors.values())))

    def _stand_together(self, people: Sequence[str]) -> None:
        """The others: alone in the middle, face to face, or in an arc whose faces all show."""
        if not people:
            return
        anchor = self._anchor()
        if len(people) == 1 and anchor is None:
            at = self.ground.spot(self.centre, self.places())
            self.actors[people[0]] = self._new(people[0], at, -90.0 + 50 * (self._lot(people[0]) - 0.5))
            return
        if anchor is not None:
            for identity in people:
                at = self._beside(anchor)
                self.actors[identity] = self._new(identity, at, heading(at, anchor.at))
            return
        for scale in (1.0, 0.85, 0.7):
            offsets = _arc(len(people), max(self.distance * scale, APART + 0.05), 40 * (self._lot("arc") - 0.5))
            places = self.ground.group([(x, y) for x, y, _ in offsets], self.centre, self.places())
            if places is not None:
                for identity, at, (_, _, yaw) in zip(people, places, offsets, strict=True):
                    self.actors[identity] = self._new(identity, at, yaw)
                return
        for identity, (x, y, yaw) in zip(people, offsets, strict=True):
            at = self.ground.spot((self.centre[0] + x, self.centre[1] + y), self.places())
            self.actors[identity] = self._new(identity, at, yaw)

    def _anchor(self) -> Actor | None:
        """The one whom newcomers stand by: who was placed first."""
        return next(iter(self.actors.values()), None)

    def _beside(self, anchor: Actor) -> Point:
        """A free place before someone at talking distance: to the open floor, beside those who stand there already.

        Nobody is put between the anchor and the audience while there is room elsewhere.
        """
        front = heading(anchor.at, self.centre) if gap(anchor.at, self.centre) > 0.8 else anchor.yaw
        reach = self.distance + 0.25 * anchor.down
        taken = self.places()
        around = [heading(anchor.at, spot) for spot in taken if 0.1 < gap(anchor.at, spot) < 2.5]
        best: tuple[float, Point] | None = None
        for aside in (0, 45, -45, 90, -90, 135, -135, 180):
            yaw = turned(front + aside)
            wanted = ahead(anchor.at, yaw, reach)
            spot = self.ground.spot(wanted, taken)
            cost = abs(aside) / 120 + 1.5 * gap(spot, wanted) + 1.2 * (math.sin(math.radians(yaw)) < -0.75)
            cost += 0.8 * any(abs(turned(yaw - other)) < 40 for other in around)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, spot)
        return best[1] if best is not None else anchor.at

    def _lot(self, name: str) -> float:
        key = f"{self.plan.location}|{self.scene.id}|{name}".encode("utf-8", "replace")
        return int.from_bytes(hashlib.blake2b(key, digest_size=4).digest(), "little") / 2**32

    # ---- coming and going

    def gate(self, identity: str) -> Point:
        """Where someone comes from or goes to: the door, or the side of an open set that is nearer."""
        if (through := door(self.plan)) is not None:
            return through
        own = self.actors.get(identity)
        x = own.at[0] if own else (-1.0 if self._lot(identity) < 0.5 else 1.0)
        side = 1.0 if x >= 0 else -1.0
        y = own.at[1] if own else self.centre[1]
        reach = min(self.plan.width / 2 - 0.2, abs(x) + 4.5 if own else 6.0)
        return (round(side * reach, 3), round(min(max(y, 0.6), self.plan.depth - 0.4), 3), 0.0)

    def enter(self, identity: str, found: Sequence[Cue], stay: Stay) -> None:
        """Someone comes in, and stops at talking distance from whoever matters."""
        if identity in self.actors:
            return
        if self.vehicle:
            self._board([identity])
            return
        mates = [one for cue in found if identity in cue.subject for one in cue.subject if one in self._arrived]
        start = self._arrived[mates[0]] if mates else self.gate(identity)
        out = any(identity in cue.subject and cue.kind == "exit" and cue.thing == "car" for cue in found)
        if out and (mark := station(self.plan, "car", [])):
            start = mark.at
        running = any(cue.kind == "run" and identity in cue.subject for cue in found)
        other = next((actor for key, actor in self.actors.items() if key in _partners(found, identity)), None)
        other = other or self._anchor()
        if other is None:
            wanted = self.centre if not out else ahead(start, heading(start, self.centre), 1.2)
        else:
            span = gap(other.at, start)
            reach = min(max(self.distance, APART), span) if span < 2.6 else min(self.distance + 0.5, span)
            wanted = ahead(other.at, heading(other.at, start), reach)
        if mates:  # they come together, one behind the other
            first = self.actors[mates[0]]
            back = ahead(first.at, turned(first.yaw + 180), 0.75)
            wanted = (back[0], back[1] + 0.4, 0.0)
        by: Mark | None = None
        aim = next(
            (
                cue
                for cue in found
                if identity in cue.subject and cue.kind in ("walk", "run", "enter", "at") and cue.thing
            ),
            None,
        )
        if aim is not None and not mates and (mark := station(self.plan, aim.thing, self.seats_taken())):
            wanted, by = mark.at, mark
        at = self.ground.spot(wanted, self.places())
        actor = self._new(identity, at, heading(start, at) if gap(start, at) > 0.2 else -90.0)
        actor.mark = by.name if by is not None and gap(by.at, at) < 0.2 else ""
        actor.posture = "run" if running else "walk"
        actor.gaze = other.character if other and not mates else None
        self._arrived[identity] = start
        self.actors[identity] = actor
        self.trace(identity, start, at)

    def leave(self, identity: str, found: Sequence[Cue]) -> None:
        """Someone is on the way out during this beat: a step or two from where they were, back to us all."""
        actor = self.actors.get(identity)
        if actor is None or self.vehicle:
            return
        end = self.gate(identity)
        start = actor.at
        running = any(cue.kind == "run" and identity in cue.subject for cue in found)
        self.release(actor)
        step = min(gap(start, end) * 0.35, 1.2)
        actor.at = self.ground.spot(ahead(start, heading(start, end), step), self.places(but=[identity]))
        actor.yaw = heading(actor.at, end) if gap(actor.at, end) > 0.2 else heading(start, end)
        actor.posture = "run" if running else "walk"
        actor.gaze = None
        self.trace(identity, start, end)

    def trace(self, identity: str, start: Point, end: Point) -> None:
        """Draw a path, round the furniture when one mark on the way is enough for that."""
        if gap(start, end) < 0.35:
            return
        before = self.paths.get(identity)
        points: tuple[Point, ...] = (start, end)
        if not self._open_way(start, end):
            ways = [mark.at for mark in self.plan.marks if mark.posture == "stand"]
            ways = [way for way in ways if self._open_way(start, way) and self._open_way(way, end)]
            if ways:
                points = (start, min(ways, key=lambda way: gap(start, way) + gap(way, end)), end)
        self.paths[identity] = (*before, *points[1:]) if before and before[-1] == start else points

    def _open_way(self, start: Point, end: Point) -> bool:
        import numpy as np

        span = gap(start, end)
        if span < 1.0:
            return True
        steps = np.linspace(0.4 / span, 1 - 0.4 / span, max(int(span / 0.2), 2))[:, None]
        line = np.array(start[:2]) * (1 - steps) + np.array(end[:2]) * steps
        return bool(self.ground.clear(line).all())

    # ---- moving about

    def release(self, actor: Actor) -> None:
        """Give up a mark and stand; what is done sitting or at a stove is over."""
        if actor.gesture in ("eat", "write", "type", "play", "cook"):
            actor.gesture, actor.gesture_lasts = "rest", False
        actor.mark, actor.posture, actor.seat = "", "stand", 0.45

    def move(
        self, identity: str, wanted: Sequence[float], posture: Posture = "walk", *, silently: bool = False
    ) -> None:
        """Walk to the free place nearest to ``wanted``; ``silently``: one was there from the start."""
        actor = self.actors[identity]
        start = actor.at
        self.release(actor)
        actor.at = self.ground.spot(wanted, self.places(but=[identity]))
        if not silently and gap(start, actor.at) >= 0.35:
            actor.yaw, actor.posture = heading(start, actor.at), posture
            self.trace(identity, start, actor.at)

    def rise(self, identity: str) -> None:
        """Stand up from a seat or a bed, a step before it."""
        actor = self.actors[identity]
        if not actor.down:
            actor.posture = "stand"
            return
        yaw = actor.yaw if actor.posture != "lie" else heading(actor.at, self.centre)
        wanted = ahead(actor.at, yaw, 0.6)
        start = actor.at
        self.release(actor)
        actor.at = self.ground.spot(wanted, self.places(but=[identity]))
        actor.yaw = turned(yaw)
        if gap(start, actor.at) >= 0.35:
            self.paths[identity] = (start, actor.at)

    def get_down(self, identity: str, posture: Posture, thing: str, *, silently: bool = False) -> None:
        """Sit, lie, kneel, crouch or lean, at ``thing`` when the set has one."""
        actor = self.actors[identity]
        start = actor.at
        taken = [mark for mark in self.seats_taken() if mark != actor.mark]
        mark: Mark | None = None
        if posture == "lie" and (thing in _UPRIGHT or (actor.posture == "sit" and actor.expression == "asleep")):
            posture = "sit"  # one sleeps in an armchair sitting
        if posture == "sit":
            if actor.posture == "sit" and (not thing or self._sits_at(actor, thing)):
                return
            if thing in ("bed",):
                mark = bed(self.plan, taken, edge=True)
            elif not thing and sits_its_crowd(self.plan.template) and (rows := self._free_rows()):
                mark = min(rows, key=lambda one: (round(gap(one.at, actor.at), 1), one.name))
            elif thing != "floor":
                mark = seat(
                    self.plan, thing, taken, [m for m in self._seated_marks() if m.name != actor.mark], actor.at
                )
        elif posture == "lie" and thing != "floor":
            if thing in ("", "bed"):
                mark = bed(self.plan, taken)
            else:
                mark = self._couch(thing, taken)
        if mark is not None:
            self._settle_on(identity, mark, posture)
        elif posture in ("sit", "lie"):
            self._on_the_floor(actor, posture, silently=silently)
        else:
            here = next((one.piece for one in self.plan.marks if one.name == actor.mark), "")
            if thing and (by := station(self.plan, thing, taken)) and by.piece != (here or "-"):
                self.move(identity, by.at, silently=silently)
            actor.posture = posture
        if not silently and gap(start, actor.at) >= 0.35:
            self.trace(identity, start, actor.at)

    def _free_rows(self) -> list[Mark]:
        return [mark for mark in audience(self.plan) if mark.name not in self.seats_taken()]

    def _sits_at(self, actor: Actor, thing: str) -> bool:
        again = seat(self.plan, thing, [m for m in self.seats_taken() if m != actor.mark], [], actor.at)
        return again is None or again.name == actor.mark or gap(again.at, actor.at) < 1.4

    def _couch(self, thing: str, taken: Sequence[str]) -> Mark | None:
        """A sofa or a bench to lie on: its middle, along its width."""
        for piece in pieces_like(self.plan, thing):
            seats = [mark for mark in self.plan.marks if mark.piece == piece.id and mark.posture == "sit"]
            if len(seats) >= 2 and not any(mark.name in taken for mark in seats):
                return replace(
                    seats[len(seats) // 2], at=(*piece.at[:2], 0.0), yaw=turned(piece.yaw - 90), posture="lie"
                )
        return seat(self.plan, thing, taken, [], self.centre)

    def _on_the_floor(self, actor: Actor, posture: Posture, *, silently: bool) -> None:
        """No seat or bed: on the ground, side by side with one who sits there already, along the picture to lie."""
        others = self.places(but=[actor.character])
        beside = next(
            (one for one in self.actors.values() if one is not actor and one.posture == posture and not one.mark), None
        )
        wanted = (beside.at[0] + 0.68, beside.at[1]) if beside else actor.at[:2]
        self.release(actor)
        actor.at = self.ground.spot(wanted, others, APART if posture == "sit" else 0.95)
        actor.posture, actor.seat = posture, 0.12 if posture == "sit" else 0.0
        actor.yaw = -90.0 if posture == "sit" else (0.0 if self._lot(actor.character) < 0.5 else 180.0)

    def go_to(self, identity: str, cue: Cue, *, silently: bool = False, posture: Posture = "walk") -> None:
        """To a person or a thing of the set."""
        actor = self.actors[identity]
        if cue.object in self.actors and cue.object != identity:
            self.approach(identity, cue.object, self.distance * 0.9, posture=posture)
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
            seats = cue.thing not in ("bed",) and seat(
                self.plan, cue.thing, self.seats_taken(), self._seated_marks(), actor.at
            )
            if cue.name in ("on", "in") or (seats and cue.thing in ("table", "desk", "piano")):
                self.get_down(identity, "sit", cue.thing, silently=silently)
                return
        taken = [name for name in self.seats_taken() if name != actor.mark]
        mark = station(self.plan, cue.thing, taken, behind=cue.name == "behind") if cue.thing else None
        if cue.name == "behind" and (mark is None or "behind" not in mark.name):
            mark = self._far_side(cue.thing)
        if mark is not None and not any(gap(mark.at, spot) < APART for spot in self.places(but=[identity])):
            if gap(mark.at, actor.at) < 0.3:
                return
            self.move(identity, mark.at, posture, silently=silently)
            actor.mark = mark.name
            if silently or actor.posture not in ("walk", "run"):
                actor.yaw = turned(mark.yaw if self.nearest(identity) == "" else _opened(mark.yaw))
            return
        piece = next(iter(pieces_like(self.plan, cue.thing)), None) if cue.thing else None
        if piece is not None:
            self.move(identity, _before(piece), posture, silently=silently)

    def _far_side(self, thing: str) -> Mark | None:
        """Behind a piece that has no mark there: an altar, a desk, a tree."""
        piece = next(iter(pieces_like(self.plan, thing)), None)
        if piece is None:
            return None
        across = min(piece.size[1], 1.0) if piece.size[2] > 3 else piece.size[1]  # the trunk, not the crown
        return Mark(
            f"behind-{piece.id}", ahead(piece.at, turned(piece.yaw + 180), across / 2 + 0.45), turned(piece.yaw)
        )

    def approach(self, identity: str, other: str, reach: float, *, posture: Posture = "walk") -> None:
        """Go up to somebody, or stay when near enough."""
        actor, goal = self.actors[identity], self.actors[other]
        away = gap(actor.at, goal.at)
        if away > reach + 0.25 and actor.posture != "drive":
            self.move(identity, ahead(goal.at, heading(goal.at, actor.at), reach), posture)
        if not actor.down:
            actor.yaw = heading(actor.at, goal.at) if gap(actor.at, goal.at) > 0.05 else actor.yaw
        actor.gaze = other

    def embrace(self, identity: str, other: str, reach: float) -> None:
        """Into someone's arms, for this beat."""
        actor, goal = self.actors[identity], self.actors[other]
        if actor.down and not goal.down:
            actor, goal, identity, other = goal, actor, other, identity
        if actor.posture == "drive" or (actor.down and goal.down):
            actor.gaze, goal.gaze = other, identity
            actor.close = other
            return
        start = actor.at
        away = heading(goal.at, actor.at) if gap(goal.at, actor.at) > 0.05 else turned(goal.yaw)
        if not actor.down:
            self.release(actor)
            actor.at = ahead(goal.at, away, reach if goal.posture != "lie" else 0.62)
            actor.yaw = turned(away + 180)
            actor.close = other
            if goal.posture in ("sit", "lie"):
                actor.posture = "crouch" if goal.seat < 0.3 or goal.posture == "lie" else "stand"
            if gap(start, actor.at) >= 0.35:
                self.trace(identity, start, actor.at)
        if not goal.down:
            goal.yaw, goal.posture = turned(away), "stand"
        actor.gaze, goal.gaze = other, identity

    def travel(self, people: Sequence[str], reach: float, posture: Posture) -> None:
        """Walk or run nowhere in particular: across the set, together, and keep in it."""
        leader = self.actors[people[0]]
        direction = 1.0 if leader.at[0] < 0 or (abs(leader.at[0]) < 0.3 and self._lot(people[0]) < 0.5) else -1.0
        room = self.plan.width / 2 - 0.5 - direction * leader.at[0]
        reach = max(min(reach, room), 0.5)
        for place, identity in enumerate(people):
            actor = self.actors[identity]
            behind = 0.75 * place * direction
            goal = (
                (leader.at[0] + direction * reach, actor.at[1])
                if place == 0
                else (leader.at[0] - behind, leader.at[1] + 0.35 * place)
            )
            self.move(identity, goal, posture)
            actor.posture = posture
            if identity in self.paths:
                actor.yaw = heading(self.paths[identity][-2], actor.at)
            else:
                actor.yaw = 0.0 if direction > 0 else 180.0
            actor.gaze = None

    # ---- looking

    def address(self, identity: str, other: str) -> None:
        """Turn to the one spoken to."""
        actor = self.actors[identity]
        if not other:
            if not isinstance(actor.gaze, tuple):
                actor.gaze = None
            return
        actor.gaze = other
        if actor.posture == "drive":
            actor.gaze = None
            return
        if actor.gesture not in _BUSY:
            self.face(actor, self.actors[other].at, slack=25.0)

    def listen(self, identity: str, speaker: str) -> None:
        """Look at the one who speaks, unless busy with eyes or asleep."""
        actor = self.actors[identity]
        if (
            actor.expression == "asleep"
            or actor.posture == "drive"
            or actor.gesture in ("read", "write", "hide_face", "type")
        ):
            return
        actor.gaze = speaker
        if actor.gesture not in _BUSY:
            self.face(actor, self.actors[speaker].at, slack=_NECK)

    def face(self, actor: Actor, point: Sequence[float], *, slack: float) -> None:
        """Turn a standing body towards a point when the head alone would not reach; open to the audience."""
        if actor.posture != "stand" or gap(actor.at, point) < 0.05:
            return
        wanted = heading(actor.at, point)
        if abs(turned(wanted - actor.yaw)) > slack:
            actor.yaw = _opened(wanted)

    def eyes(self, actor: Actor) -> Point:
        """Where someone's eyes are [an adult's: standing 1.63, sitting 1.20, lying 0.3 over what one lies on]."""
        share = actor.look.height / 1.75
        up = {"sit": actor.seat + 0.75 * share, "drive": actor.seat + 0.75 * share, "lie": actor.seat + 0.15,
              "kneel": 1.15 * share, "crouch": 0.95 * share}.get(actor.posture, 1.63 * share)  # fmt: skip
        at = ahead(actor.at, actor.yaw, 0.7) if actor.posture == "lie" else actor.at
        return (at[0], at[1], round(up, 2))

    def in_hand(self, actor: Actor) -> Point:
        """Where what someone holds is, before the chest."""
        if actor.posture == "lie":
            spot = ahead(actor.at, actor.yaw, 0.35)
            return (spot[0], spot[1], round(actor.seat + 0.5, 2))
        spot = ahead(actor.at, actor.yaw, 0.38)
        return (spot[0], spot[1], round(self.eyes(actor)[2] - 0.35, 2))

    def figure(self, identity: str) -> Figure:
        """The figure that someone is at this moment."""
        actor = self.actors[identity]
        gaze: Point | None = None
        if actor.gaze == HELD:
            gaze = self.in_hand(actor) if actor.held else None
        elif isinstance(actor.gaze, str):
            other = self.actors.get(actor.gaze)
            gaze = self.eyes(other) if other is not None and other is not actor else None
        elif actor.gaze is not None:
            gaze = actor.gaze
        return Figure(
            identity, actor.at, turned(actor.yaw), actor.posture, actor.gesture, gaze, actor.expression, actor.held,
            actor.target, actor.speaking, actor.seat, actor.look,
        )  # fmt: skip

    def watching_crowd(self) -> tuple[Figure, ...]:
        """Extras who sit look at the one who speaks or stands before them; the others go about their life."""
        speaker = next((actor for actor in self.actors.values() if actor.speaking), None)
        if speaker is None:
            return self.crowd
        point = self.eyes(speaker)
        return tuple(
            replace(figure, gaze=point) if figure.posture == "sit" and figure.look.animal == "" else figure
            for figure in self.crowd
        )


def _arc(count: int, distance: float, tilt: float) -> list[tuple[float, float, float]]:
    """(x, y, yaw) of a group: two face each other; more stand in rows of an arc that is open to the audience."""
    if count == 2:
        turn = math.radians(tilt)
        x, y = distance / 2 * math.cos(turn), distance / 2 * math.sin(turn)
        return [(-x, -y, _opened(tilt)), (x, y, _opened(turned(tilt + 180)))]
    result: list[tuple[float, float, float]] = []
    radius, row = 0.0, 0
    while len(result) < count:
        people = min(_ROW + row, count - len(result))
        spread = math.radians(min(170.0, 60.0 * max(people - 1, 1)))
        radius = max(distance * 0.85, 0.75 * max(people - 1, 1) / spread, radius + 0.75 if row else 0.0)
        for place in range(people):
            share = place / (people - 1) if people > 1 else 0.5
            turn = math.pi / 2 + spread / 2 - share * spread
            x, y = radius * math.cos(turn), radius * math.sin(turn)
            result.append((x, y - radius * 0.6, heading((x, y), (0.0, 0.0))))
        row += 1
    return [(round(x, 3), round(y, 3), yaw) for x, y, yaw in result]


def _opened(yaw: float) -> float:
    """A yaw turned a little towards the audience (-90), as actors do."""
    off = turned(-90.0 - yaw)
    return turned(yaw + math.copysign(min(_CHEAT, abs(off)), off))


def _before(piece: Piece) -> Point:
    return ahead(piece.at, piece.yaw, piece.size[1] / 2 + 0.5)


def _partners(found: Sequence[Cue], identity: str) -> set[str]:
    return {cue.object for cue in found if identity in cue.subject and cue.object}


__all__ = ["EMBRACE", "KISS", "Actor", "Floor", "Staging"]
