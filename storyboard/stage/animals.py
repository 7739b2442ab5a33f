"""Who sits, lies or kneels: people on what people use, animals on the ground, by a thing, under it, or on a couch."""

from storyboard.stage.floor import Actor, Floor
from storyboard.stage.geometry import Posture
from storyboard.stage.ground import ahead, gap, turned
from storyboard.stage.kinds import kinds
from storyboard.stage.moves import before, get_down, trace
from storyboard.stage.seating import pieces_like

_SOFT = ("bed", "sofa", "armchair", "chair")
"""What animals of the house lie on."""
_HOP = 2.0
"""Metres to a bed on which a cat lies down when nothing else is said."""
_AT_FEET = 0.75
"""Metres from the middle of a bed in which somebody lies to the animal at their feet."""
UNDER = "under"
"""Where an animal settles that the text has under a thing."""


def go_down(
    floor: Floor, identity: str, posture: Posture, thing: str, *, name: str, other: str, silently: bool = False
) -> None:
    """Get down as a cue of that ``name`` asks: ``beside`` the ``other``, or under the ``thing``."""
    actor = floor.actors[identity]
    if actor.look.animal or (name == UNDER and pieces_like(floor.plan, thing)):
        _settle(floor, actor, posture, thing, under=name == UNDER, silently=silently)
        return
    if posture == "lie" and not thing and _in_bed_with(floor, actor, other, silently=silently):
        return
    beside = other if name == "beside" and other in floor.actors else ""
    get_down(floor, identity, posture, thing, silently=silently, beside=beside)


def _in_bed_with(floor: Floor, actor: Actor, other: str, *, silently: bool) -> bool:
    """Into the bed of somebody who lies in one and makes room; False where there is no such bed."""
    goal = floor.actors.get(other)
    beds = [one for one in pieces_like(floor.plan, "bed") if goal and gap(one.at, goal.at) < one.size[0] / 2]
    if goal is None or goal is actor or goal.posture != "lie" or not beds:
        return False
    start, aside = actor.at, min(beds[0].size[0] / 4, 0.36)
    near, far = (ahead(beds[0].at, turned(goal.yaw + side), aside)[:2] for side in (90, -90))
    if gap(start, near) > gap(start, far):
        near, far = far, near
    floor.release(actor)
    goal.at, actor.at = (*far, 0.0), (*near, 0.0)
    actor.posture, actor.seat, actor.yaw = "lie", goal.seat, goal.yaw
    if not silently:
        trace(floor, actor.character, start, actor.at)
    return True


def _settle(floor: Floor, actor: Actor, posture: Posture, thing: str, *, under: bool, silently: bool) -> None:
    """An animal takes nobody's chair: it lies or sits on the ground, by a thing or under it, or on a couch or a bed."""
    start, others = actor.at, floor.places(but=[actor.character])
    floor.release(actor)
    soft = [one for kind in _SOFT[:3] for one in pieces_like(floor.plan, kind) if gap(one.at, actor.at) < _HOP]
    piece = next(iter(pieces_like(floor.plan, thing) if thing else soft), None)
    if piece is not None and not under and (thing in _SOFT or not thing) and actor.look.animal in ("cat", "dog"):
        asleep = next((one for one in floor.actors.values() if one.posture == "lie" and one.at[:2] != actor.at[:2]
                       and piece.kind == "bed" and gap(one.at, piece.at) < piece.size[0] / 2), None)  # fmt: skip
        foot = ahead(piece.at, turned(asleep.yaw + 180), _AT_FEET) if asleep else piece.at
        actor.at, actor.seat = (*foot[:2], 0.0), kinds()[piece.kind].seat or piece.size[2]
    elif piece is not None and under:
        actor.at, actor.seat = (piece.at[0], piece.at[1] - min(piece.size[1] * 0.3, 0.4), 0.0), 0.0
    elif piece is not None:
        actor.at, actor.seat = floor.ground.spot(before(piece), others), 0.0
    else:
        actor.at, actor.seat = floor.ground.spot(actor.at, others), 0.0
    actor.posture, actor.yaw = posture, -30.0 if floor.lot(actor.character) < 0.5 else -150.0
    if not silently and gap(start, actor.at) >= 0.35:
        trace(floor, actor.character, start, actor.at)
