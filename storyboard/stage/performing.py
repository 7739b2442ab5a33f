"""Playing the cues of a beat on the floor: bodies go, hands act, faces change, eyes turn."""

from collections.abc import Sequence
from dataclasses import replace

from storyboard.cues import Cue
from storyboard.reading.walkons import extra
from storyboard.stage import traffic
from storyboard.stage.acting import plays
from storyboard.stage.animals import go_down
from storyboard.stage.floor import HELD, Actor, Floor
from storyboard.stage.geometry import Point
from storyboard.stage.ground import gap, heading, turned
from storyboard.stage.hands import hands
from storyboard.stage.moves import approach, gate, go_to, move, rise, travel
from storyboard.stage.off_feet import GETS_OFF, OFF_FEET, aboard_too, carried, driven, off_feet
from storyboard.stage.seating import pieces_like, station

_HANDS = frozenset(plays())
_UP_AGAIN = frozenset(
    {"give", "take", "open", "put", "put_on", "take_off", "push", "hit", "point", "aim", "throw", "eat", "drink",
     "smoke", "phone", "at", "exit", "enter", "embrace", "shrug", "cross_arms", "write", "read"}
)  # fmt: skip
"""What nobody goes on doing on the ground after a fall."""
_ON_FOOT = frozenset({"walk", "run", "rise", "exit", "enter", "at", "embrace", "kiss"})
"""What gets one up from one's knees."""
_SLEEPING = ("affect", "at", "lie", "sit", "lean", "hold", "intro", "discover", "framing")
"""What one can do or undergo without waking."""


def perform(floor: Floor, found: Sequence[Cue], leaving: Sequence[str], entering: Sequence[str]) -> None:
    """Play the cues of one beat. Those ``leaving`` and ``entering`` are moved by the floor itself."""
    for cue in sorted(found, key=_order):
        if cue.kind == "pass" and not driven(cue, found):
            traffic.pass_by(floor, cue)
        if cue.kind == "drive" and (going := next((one for one in found if one.kind == "pass"), None)):
            cue = replace(cue, thing=cue.thing or going.thing, name=going.name, state=False)
        people = [identity for identity in cue.subject if identity in floor.actors]
        if not people:
            continue
        _body(floor, cue, people, leaving, entering)
        for identity in people:
            _wake(floor.actors[identity], cue)
            if cue.kind in _HANDS and not floor.actors[identity].look.animal:
                hands(floor, cue, identity)
            elif cue.kind == "affect" and cue.expression:
                actor = floor.actors[identity]
                actor.expression, actor.mood_age = cue.expression, 0
            elif cue.kind == "look":
                _look(floor, cue, identity)
    _stay_low(floor, found)
    for identity in entering:
        _notice(floor, identity)


def _stay_low(floor: Floor, found: Sequence[Cue]) -> None:
    """Who kneels and reaches for something ends on their knees, however far they had to go for it."""
    for cue in found:
        for actor in (floor.actors[one] for one in cue.subject if one in floor.actors):
            later = {one.kind for one in found if actor.character in one.subject and one.start > cue.start}
            if cue.kind in ("kneel", "crouch") and actor.posture == "walk" and not later & _ON_FOOT:
                actor.posture = cue.kind


def _order(cue: Cue) -> int:
    """First the place and the face, then what is done there."""
    return 0 if cue.kind == "at" else 1 if cue.kind == "affect" else 2


def _wake(actor: Actor, cue: Cue) -> None:
    """Whoever does something is not asleep."""
    if actor.expression == "asleep" and cue.kind not in _SLEEPING:
        actor.expression = "neutral"


def _body(floor: Floor, cue: Cue, people: Sequence[str], leaving: Sequence[str], entering: Sequence[str]) -> None:
    if cue.kind in OFF_FEET and not floor.plan.interior and not floor.vehicle:
        for identity in people:
            off_feet(floor, cue, identity)
        if cue.kind == "drive":
            own = floor.actors[people[0]].aboard
            for identity in own and aboard_too(floor, cue, people):
                traffic.take_in(floor, identity, own)
        return
    out: set[str] = set()  # of what they sat in: they go no farther for it
    if cue.kind in GETS_OFF and not cue.state and (cue.kind == "rise" or cue.thing == "car"):
        for identity in people:
            if traffic.get_off(floor, identity) or (cue.kind == "exit" and traffic.step_down(floor, identity)):
                out.add(identity)
    if cue.kind in ("walk", "run", "crawl", "jump"):
        for identity in people:
            floor.actors[identity].fallen = False
        _go(floor, cue, [identity for identity in people if identity not in (*leaving, *entering)])
        return
    for identity in people:
        actor = floor.actors[identity]
        if identity in leaving and cue.kind in ("exit", "at"):
            continue
        if floor.vehicle and cue.kind in ("sit", "rise", "at", "exit", "enter", "lie"):
            continue
        if cue.kind == "lie":
            actor.fallen = cue.name == "fall"
        if actor.fallen and actor.down and not cue.state and cue.kind in _UP_AGAIN:
            rise(floor, identity)
            actor.fallen = False
        if cue.kind == "exit" and identity not in leaving and identity not in out:
            if cue.thing and actor.down:
                rise(floor, identity)
            else:
                move(floor, identity, gate(floor, identity))
        elif cue.kind == "enter" and identity not in entering and cue.object in floor.actors:
            approach(floor, identity, cue.object, floor.distance)
        elif cue.kind == "at" and identity not in entering:
            if cue.thing != "floor" and not actor.down:
                go_to(floor, identity, cue)
        elif cue.kind == "rise" and not carried(actor):
            if not (cue.state and not actor.down):
                rise(floor, identity)
            if cue.thing and cue.state:
                go_to(floor, identity, cue)
        elif cue.kind in ("sit", "lie", "kneel", "crouch", "lean"):
            if actor.posture != cue.kind or cue.thing:
                silently = cue.state and identity not in entering
                go_down(floor, identity, cue.kind, cue.thing, name=cue.name, other=cue.object, silently=silently)
            if cue.object in floor.actors and not actor.down:
                approach(floor, identity, cue.object, 0.75)
                actor.posture = cue.kind
        elif cue.kind == "turn_away":
            _turn_away(floor, actor, cue)
        elif cue.kind == "drive" and actor.mark == "driver":
            actor.posture = "drive"


def _go(floor: Floor, cue: Cue, people: Sequence[str]) -> None:
    people = [identity for identity in people if not (floor.vehicle or floor.actors[identity].posture == "drive")]
    if not people:
        return
    posture = "walk" if cue.kind == "walk" else cue.kind
    if cue.object in floor.actors and cue.object not in people:
        for identity in people:
            approach(floor, identity, cue.object, floor.distance * 0.9, posture=posture)  # type: ignore[arg-type]
    elif cue.thing and (pieces_like(floor.plan, cue.thing) or station(floor.plan, cue.thing, [])):
        for identity in people:
            go_to(floor, identity, cue, posture=posture)  # type: ignore[arg-type]
    else:
        reach = (
            0.8 if cue.name == "near" else (1.6 if floor.plan.interior else 2.6) * (1.5 if posture == "run" else 1.0)
        )
        travel(floor, people, reach, posture)  # type: ignore[arg-type]


def _turn_away(floor: Floor, actor: Actor, cue: Cue) -> None:
    other = floor.actors.get(cue.object) or floor.actors.get(floor.nearest(actor.character))
    actor.gaze, actor.away = None, True
    if other is not None and not actor.down and gap(actor.at, other.at) > 0.05:
        actor.yaw = heading(other.at, actor.at)


def _look(floor: Floor, cue: Cue, identity: str) -> None:
    actor = floor.actors[identity]
    yaw, actor.away = actor.yaw, False
    if cue.object in floor.actors and cue.object != identity:
        actor.gaze = cue.object
        floor.face(actor, floor.actors[cue.object].at, slack=50.0)
    elif cue.thing and cue.thing == actor.held:
        actor.gaze = HELD
    elif (point := _thing_point(floor, actor, cue.thing)) is not None:
        actor.gaze = point
        floor.face(actor, point, slack=50.0)
    elif len(cue.subject) > 1 and not cue.object:
        others = [one for one in cue.subject if one != identity and one in floor.actors]
        actor.gaze = others[0] if others else actor.gaze
    else:
        actor.gaze = None
    if abs(turned(actor.yaw - yaw)) > 60 and actor.gesture == "cook":
        actor.gesture, actor.gesture_lasts = "rest", False


def _thing_point(floor: Floor, actor: Actor, thing: str) -> Point | None:
    """Where a thing is: in someone's hands, or the piece of the set nearest to the one who looks."""
    if not thing:
        return None
    for other in (actor, *floor.actors.values()):
        if other.held == thing:
            return floor.in_hand(other)
    pieces = pieces_like(floor.plan, thing)
    if not pieces:
        return None
    piece = min(pieces, key=lambda one: (round(gap(one.at, actor.at), 2), one.id))
    return (piece.at[0], piece.at[1], round(min(piece.at[2] + piece.size[2] * 0.6, 3.0), 2))


def _notice(floor: Floor, identity: str) -> None:
    """Those who are awake look at whoever comes in, unless the text has them look elsewhere."""
    for other in floor.actors.values():
        busy = other.expression == "asleep" or other.posture == "drive" or other.gesture in ("read", "write")
        if (
            other.character != identity
            and not extra(other.character)
            and not busy
            and not other.away
            and not isinstance(other.gaze, tuple)
        ):
            other.gaze = identity
            floor.face(other, floor.actors[identity].at, slack=60.0)
