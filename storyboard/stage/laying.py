"""What people have let go of: it lies at their feet, or where they have put it, until somebody takes it up."""

from storyboard.stage.floor import Actor, Floor
from storyboard.stage.geometry import Piece, Point
from storyboard.stage.ground import ahead, gap, turned
from storyboard.stage.kinds import kinds
from storyboard.stage.seating import pieces_like
from storyboard.stage.things import on_top

_KINDS = {"newspaper": "papers", "money": "papers", "lamp": "candle", "rod": "stick", "guitar": "guitar"}
"""Kind of piece for what hands hold, where the two are called otherwise."""
_REACH = 1.6
"""Metres from whoever puts something down to the top it is put on."""
_LOW = 0.12
"""Metres: what is taller than this lies on its side."""


def drop(floor: Floor, actor: Actor, thing: str) -> bool:
    """Let a thing fall: it lies before the feet. False for what nobody can draw lying."""
    kind = _KINDS.get(thing, thing)
    if kind not in kinds() or floor.vehicle:
        return False
    spec = kinds()[kind]
    before, behind = (ahead(actor.at, actor.yaw + side, 0.5) for side in (55.0, -55.0))
    at = min(before, behind, key=lambda spot: spot[1])  # to the audience's side, where it is seen
    width, depth, height = spec.size
    size = (height, width, depth) if spec.small and height > max(width, depth, _LOW) else spec.size
    floor.laid[thing] = Piece(f"{kind}@floor", kind, (at[0], at[1], 0.0), turned(actor.yaw + 80.0), size, spec.tone)
    return True


def put(floor: Floor, actor: Actor, thing: str, under: str) -> None:
    """Put a thing down on what the text says (``under``, a kind of piece or ``floor``); in a pocket, it is gone."""
    kind = _KINDS.get(thing, thing)
    if not under or kind not in kinds() or floor.vehicle:
        return
    if under == "floor":
        drop(floor, actor, thing)
        return
    tops = [piece for piece in pieces_like(floor.plan, under) if _distance(piece, actor.at) < _REACH]
    if not tops:
        return
    top = min(tops, key=lambda piece: (round(_distance(piece, actor.at), 2), piece.id))
    laid = on_top(kind, [top, *floor.plan.pieces, *floor.laid.values()], top.kind, len(floor.laid))
    if laid is not None:
        floor.laid[thing] = laid


def take_up(floor: Floor, thing: str) -> None:
    """What lay there is in somebody's hands now."""
    floor.laid.pop(thing, None)


def _distance(piece: Piece, at: Point) -> float:
    return max(gap(piece.at, at) - max(piece.size[:2]) / 2, 0.0)
