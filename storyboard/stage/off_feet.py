"""Off one's feet: in a vehicle, on a mount, in the water, up a wall."""

from collections.abc import Sequence
from dataclasses import replace

from storyboard.cues import Cue
from storyboard.stage import traffic
from storyboard.stage.floor import Actor, Floor
from storyboard.stage.ground import ahead, gap, heading, turned
from storyboard.stage.seating import pieces_like

OFF_FEET = ("drive", "ride", "swim", "climb")


GETS_OFF = ("rise", "exit")


_TRUNKS = ("tree", "pine", "trunk_tree", "pole")


_CLIMBABLE = 1.6
"""Metres: what is lower one steps over."""


_CLIMBED = frozenset(
    {"ladder", "tree", "pine", "trunk_tree", "rock", "cliff", "wall", "fence", "pole", "lamppost", "mast"}
)


def driven(passing: Cue, found: Sequence[Cue]) -> bool:
    """Whether the beat names who drives or rides what passes."""
    return any(cue.kind in ("drive", "ride") and cue.thing in (passing.thing, "") and cue.subject for cue in found)


def carried(actor: Actor) -> bool:
    """Whether somebody rides or sits in something that drives."""
    return bool(actor.mount or actor.aboard)


def off_feet(floor: Floor, cue: Cue, identity: str) -> None:
    """In a vehicle, on a mount, in the water, up a wall."""
    actor = floor.actors[identity]
    if actor.look.animal:
        if cue.kind == "swim":
            traffic.swim(floor, identity)
        return
    if cue.kind == "drive" and actor.mount and not cue.thing:
        traffic.ride(floor, identity, replace(cue, thing="horse" if actor.mount == "galloping" else actor.mount))
    elif cue.kind == "drive":
        traffic.drive(floor, identity, cue)
    elif cue.kind == "ride":
        traffic.ride(floor, identity, cue)
    elif cue.kind == "swim":
        traffic.swim(floor, identity)
    elif cue.thing or not actor.down:
        _climb(floor, cue, identity)


def _climb(floor: Floor, cue: Cue, identity: str) -> None:
    """Up what is named, else up the nearest thing that is tall enough; a metre over the ground for this beat."""
    actor = floor.actors[identity]
    tall = [
        piece for piece in floor.plan.pieces if piece.size[2] > 1.9 and piece.at[2] < 0.3 and piece.kind in _CLIMBED
    ]
    named = pieces_like(floor.plan, cue.thing) if cue.thing else []
    pieces = [piece for piece in named if piece.size[2] > _CLIMBABLE] or tall
    if not pieces:
        return
    climbers = [one.at for one in floor.actors.values() if one.posture == "climb" and one is not actor]
    piece = min(
        pieces, key=lambda one: (any(gap(one.at, at) < 1.5 for at in climbers), round(gap(one.at, actor.at), 2), one.id)
    )
    side = heading(piece.at, (actor.at[0] * 0.5, -4.0))
    reach = (
        0.25
        if piece.kind in ("tree", "pine", "trunk_tree", "pole")
        else min(piece.size[:2]) * (0.3 if piece.kind == "rock" else 0.5)
    ) + 0.22
    at = ahead(piece.at, side, reach)
    floor.release(actor)
    actor.at, actor.yaw, actor.posture = (at[0], at[1], 1.0), turned(side + 180), "climb"
    actor.gesture, actor.held, actor.gaze = "rest", "", (piece.at[0], piece.at[1], 3.4)


def aboard_too(floor: Floor, cue: Cue, people: Sequence[str]) -> list[str]:
    """Who is introduced beside a driver, in the same breath, and has no place of their own."""
    same = [row for row in floor.cues if any((one.kind, one.start, one.subject) == ("drive", cue.start, cue.subject)
                                             for one in row)]  # fmt: skip
    row: Sequence[Cue] = same[0] if same else ()
    named = [one for other in row if other.kind == "intro" for one in other.subject]
    placed = {one for other in row if other.kind not in ("intro", "affect", "look", "pass") for one in other.subject}
    return [one for one in named if one in floor.actors and one not in people and one not in placed]
