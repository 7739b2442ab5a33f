"""What hands do at a beat: to whom, with what, where they reach."""

import math
from dataclasses import replace

from storyboard.cues import Cue
from storyboard.looks import dressed
from storyboard.stage.acting import holdable, plays, plays_standing, seats_for, stations_for, way_of_holding
from storyboard.stage.floor import HELD, Actor, Floor
from storyboard.stage.geometry import Point
from storyboard.stage.ground import ahead, gap
from storyboard.stage.laying import drop, put, take_up
from storyboard.stage.moves import EMBRACE, KISS, approach, embrace, get_down, go_to, move
from storyboard.stage.seating import pieces_like, station

_AT_PEOPLE = frozenset(
    {"point", "give", "hit", "wave", "reach", "aim", "throw", "push", "pull", "fight", "photograph", "clap"}
)


_EMPTY = frozenset(
    {
        "cook",
        "type",
        "play",
        "hands_up",
        "hide_face",
        "cross_arms",
        "embrace",
        "clap",
        "pray",
        "push",
        "shrug",
        "cover_ears",
    }
)
"""What is done with empty hands."""


_WITH = frozenset({"aim", "hit", "point", "sweep", "paint", "sew", "throw", "cook", "write", "fight"})
"""What is done with the thing that the text says by the way."""


def hands(floor: Floor, cue: Cue, identity: str) -> None:
    actor, play = floor.actors[identity], plays()[cue.kind]
    other = cue.object if cue.object in floor.actors and cue.object != identity else ""
    if not other and cue.kind in ("embrace", "kiss", "dance", "fight") and len(cue.subject) > 1:
        other = next((one for one in cue.subject if one != identity and one in floor.actors), "")
    if cue.kind in ("embrace", "kiss", "dance") and (other or cue.kind != "dance"):
        other = other or floor.nearest(identity)
        if other:
            if floor.actors[other].close != identity:
                embrace(floor, identity, other, KISS if cue.kind == "kiss" else EMBRACE)
            for one in (actor, floor.actors[other]):
                one.gesture, one.gesture_lasts = ("kiss" if cue.kind == "kiss" else "embrace"), False
                if way_of_holding(one.held) == "carry":  # arms are full of somebody now
                    one.held = ""
        return
    if cue.kind in ("take", "hold", "carry") and other and not cue.thing:  # takes someone's hand
        cue, play = replace(cue, kind="reach"), plays()["reach"]
    if cue.kind == "hold" and cue.state and holdable(cue.thing) and actor.gesture in _WITH:  # "vise Paul avec un fusil"
        actor.held = cue.thing
        return
    if cue.kind in ("hit", "fight", "push", "pull", "give", "reach") and other:
        across = actor.down and gap(actor.at, floor.actors[other].at) < 2.2
        if not (across and cue.kind not in ("hit", "fight", "push")):
            approach(floor, identity, other, 0.85 if cue.kind in ("give", "reach") else 0.7)
    if cue.kind == "open" and cue.thing and not holdable(cue.thing) and not actor.down:
        go_to(floor, identity, cue)
    for thing in () if actor.down else (*stations_for(cue.kind),):
        if mark := station(floor.plan, thing, [], behind="behind" in thing):
            if gap(mark.at, actor.at) > 1.2:
                go_to(floor, identity, Cue(cue.kind, thing=thing, name="behind" if "behind" in mark.name else ""))
            break
    if cue.kind in ("write", "read") and cue.thing and not holdable(cue.thing) and pieces_like(floor.plan, cue.thing):
        go_to(floor, identity, cue)
    elif cue.kind in ("write", "type", "play") and actor.posture == "stand" and not _at_board(floor, actor, cue):
        for thing in ("chair", "stool") if cue.thing in ("cello", "drums") else seats_for(cue.kind):
            if plays_standing(cue.thing):
                break
            if pieces_like(floor.plan, thing):
                get_down(floor, identity, "sit", thing)
                break
    if cue.kind in ("drop", "put") and _let_go(floor, actor, cue):
        return
    if cue.kind == "reach" and cue.thing and not other:  # the foot of a baby that somebody holds
        held_by = (one for one in floor.actors.values() if one.held == cue.thing and one is not actor)
        other = next((one.character for one in held_by), "")
    if cue.kind in ("take_off", "put_on"):
        actor.look = dressed(actor.look, cue.thing, cue.object, off=cue.kind == "take_off")
    fallen = floor.laid.get(cue.thing)
    if cue.kind == "take" and fallen is not None and fallen.at[2] < 0.1 and not actor.down:  # one bends down for it
        move(floor, identity, fallen.at)
        actor.posture, actor.bent = "crouch", True
    held = cue.thing if holdable(cue.thing) and cue.thing != actor.look.accessory else ""
    if cue.kind == "put_on":
        held = actor.held = ""
    if held and cue.kind in ("take", "hold", "carry", "read", "open", "drink", "give"):
        take_up(floor, held)
    if held and cue.kind not in ("cook", "point", "hit", "wave", "dance", "reach"):
        for owner in floor.actors.values():
            if owner.held == held and owner is not actor and cue.kind in ("take", "hold", "read", "open", "drink"):
                owner.held = ""
                owner.gesture = "rest" if owner.gesture in ("hold", "reach") else owner.gesture
        actor.held = held
    elif play.held and not (actor.held and cue.kind == "read"):
        actor.held = play.held
    elif cue.kind in _EMPTY and not holdable(actor.held):
        actor.held = ""
    if cue.kind == "take" and cue.thing == "phone":
        actor.held = "phone"
    actor.gesture, actor.gesture_lasts, actor.drops = play.gesture, play.lasts, play.drops
    if cue.kind == "open" and held:  # it is opened in one's hands
        actor.gesture, actor.gesture_lasts = "read" if held in _UNFOLDED else way_of_holding(held), True
    if cue.kind in ("take", "hold", "take_off") and actor.held and (cue.state or way_of_holding(actor.held) != "rest"):
        actor.gesture = way_of_holding(actor.held)
    if cue.kind in ("hold", "take") and not actor.held:  # an arm, or what nobody here can draw
        actor.gesture, actor.gesture_lasts = ("rest" if cue.state else "hold"), False
    if cue.kind == "hang_up":
        actor.held, actor.drops = "", False
    actor.gives_to = other if cue.kind == "give" and held else ""
    actor.target = _target(floor, actor, other, cue)
    if cue.kind == "hold" and cue.thing == "railing" and (rail := _rail(floor, actor)) is not None:
        actor.gesture, actor.target = "reach", rail
    if other and cue.kind in _AT_PEOPLE:
        actor.gaze = other
        floor.face(actor, floor.actors[other].at, slack=30.0)
    elif actor.gesture in ("read", "write") and actor.held:
        actor.gaze = HELD


_UNFOLDED = ("letter", "papers", "newspaper", "book")


def _let_go(floor: Floor, actor: Actor, cue: Cue) -> bool:
    """Drop a thing, which then lies at one's feet; or put it down, which takes this beat. True when that is all."""
    thing = cue.thing if holdable(cue.thing) else actor.held if not cue.thing else ""
    if cue.kind == "put":
        if thing and cue.name:
            put(floor, actor, thing, cue.name)
        return False
    if thing and drop(floor, actor, thing):
        for one in floor.actors.values():
            if one.held == thing and (one is actor or actor.held != thing):
                one.held, one.gesture, one.gesture_lasts = "", "rest", False
        actor.gaze = (*floor.laid[thing].at[:2], 0.05)
    return True


def _at_board(floor: Floor, actor: Actor, cue: Cue) -> bool:
    """Whether one writes standing: at a blackboard, or in a vehicle where there is no other seat."""
    board = cue.kind == "write" and any(gap(one.at, actor.at) < 1.6 for one in pieces_like(floor.plan, "blackboard"))
    return floor.vehicle or board


_RAIL = 0.95
"""Metres over a deck: where the hands of those aboard find the rail."""


def _rail(floor: Floor, actor: Actor) -> Point | None:
    """Where a hand takes hold of a railing within reach, or of that of the deck one stands on."""
    if actor.at[2] > 0:
        before = ahead(actor.at, -90.0, 0.42)
        return (before[0], before[1], round(actor.at[2] + _RAIL, 2))
    for piece in pieces_like(floor.plan, "railing"):
        turn = math.radians(piece.yaw)
        dx, dy = actor.at[0] - piece.at[0], actor.at[1] - piece.at[1]
        aside, away = dx * math.sin(turn) - dy * math.cos(turn), dx * math.cos(turn) + dy * math.sin(turn)
        if abs(aside) < piece.size[0] / 2 and abs(away) < 0.9:
            x, y = actor.at[0] - away * math.cos(turn), actor.at[1] - away * math.sin(turn)
            return (round(x, 3), round(y, 3), round(piece.at[2] + piece.size[2], 2))
    return None


def _target(floor: Floor, actor: Actor, other: str, cue: Cue) -> Point | None:
    if cue.kind not in ("point", "reach", "give", "hit", "open", "put", "wave", "aim", "knock"):
        return None
    if other:
        eyes = floor.eyes(floor.actors[other])
        return (eyes[0], eyes[1], round(eyes[2] - (0.0 if cue.kind in ("point", "hit") else 0.4), 2))
    pieces = pieces_like(floor.plan, cue.thing) if cue.thing and cue.thing != actor.held else []
    if not pieces:
        if cue.kind not in ("give", "reach") or actor.posture == "lie" or cue.thing:
            return None
        before = ahead(actor.at, actor.yaw, 0.75)  # a hand held out to nobody in particular
        return (before[0], before[1], round(floor.eyes(actor)[2] - 0.42, 2))
    piece = min(pieces, key=lambda one: (round(gap(one.at, actor.at), 2), one.id))
    return (piece.at[0], piece.at[1], round(piece.at[2] + piece.size[2] * 0.5, 2))
