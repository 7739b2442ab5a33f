"""Choosing among a set's marks: a seat at the right piece, facing the right person; a place by a thing."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from storyboard.stage.acting import similar
from storyboard.stage.geometry import Mark, Piece, Point, SetPlan
from storyboard.stage.ground import gap, heading

_TABLES = ("table", "round_table", "meeting_table", "train_table", "coffee_table", "school_desk", "desk", "piano")
_AT_TABLE = 0.95
"""Metres from a table's middle line at which a seat is at that table."""


def pieces_like(plan: SetPlan, thing: str) -> list[Piece]:
    """The pieces of a set that a thing's name may mean, best first."""
    return [piece for kind in similar(thing) for piece in plan.pieces if piece.kind == kind]


def audience(plan: SetPlan) -> list[Mark]:
    """The seats of those who listen: of the kind and the facing that most seats of the set have."""
    kinds = {piece.id: piece.kind for piece in plan.pieces}
    seats = [mark for mark in plan.marks if mark.posture == "sit" and not mark.name.startswith("bed")]
    rows = Counter((kinds.get(mark.piece), round(mark.yaw / 30)) for mark in seats)
    if not rows:
        return []
    most = rows.most_common(1)[0][0]
    return [mark for mark in seats if (kinds.get(mark.piece), round(mark.yaw / 30)) == most]


def seat(
    plan: SetPlan, thing: str, taken: Collection[str], partners: Sequence[Mark], focus: Point, *, beside: bool = False
) -> Mark | None:
    """A free seat at ``thing`` (any when empty or unknown): across from partners, else nearest to ``focus``.

    ``beside``: next to the first partner instead.

    ``taken``: names of marks that are occupied. None when every seat is.
    """
    seats = [mark for mark in plan.marks if mark.posture in ("sit", "drive") and not mark.name.startswith("bed")]
    kinds = {piece.id: piece.kind for piece in plan.pieces}
    for kind in similar(thing) if thing else ():
        wanted = [mark for mark in seats if kinds.get(mark.piece) == kind]
        if kind in _TABLES:
            tables = [piece for piece in plan.pieces if piece.kind == kind]
            wanted += [mark for mark in seats if any(_at_table(mark, piece) for piece in tables)]
        if any(mark.name not in taken for mark in wanted):
            seats = wanted
            break
    free = [mark for mark in seats if mark.name not in taken]
    if not free:
        return None
    if beside and partners:
        return min(free, key=lambda mark: round(gap(mark.at, partners[0].at), 2))
    busy = [mark for mark in plan.marks if mark.name in taken and mark.posture != "stand"]
    order = {mark.name: number for number, mark in enumerate(plan.marks)}
    return min(free, key=lambda mark: (round(_cost(mark, partners, busy, focus), 3), order[mark.name]))


def _cost(mark: Mark, partners: Sequence[Mark], busy: Iterable[Mark], focus: Point) -> float:
    cost = 0.3 * (1 + math.sin(math.radians(mark.yaw)))  # a seat that turns its back to the audience
    if partners:
        nearest = min(partners, key=lambda one: gap(one.at, mark.at))
        away = gap(nearest.at, mark.at)
        cost += 0.4 * max(away - 1.3, 0.0) + 0.3 * (1 + math.cos(math.radians(mark.yaw - nearest.yaw)))
        # at one table, not back to back at two
        cost += 0.3 * (max(0.0, -_faces(mark, nearest)) + max(0.0, -_faces(nearest, mark)))
    else:
        cost += 0.15 * gap(mark.at, focus)
    return cost + sum(1.0 for other in busy if gap(other.at, mark.at) < 0.58)


def _faces(mark: Mark, other: Mark) -> float:
    """1 when a sitter looks at another's seat, -1 when away from it."""
    return math.cos(math.radians(mark.yaw - heading(mark.at, other.at)))


def _at_table(mark: Mark, piece: Piece) -> bool:
    turn = math.radians(piece.yaw)
    dx, dy = mark.at[0] - piece.at[0], mark.at[1] - piece.at[1]
    along, aside = dx * math.cos(turn) + dy * math.sin(turn), dx * math.sin(turn) - dy * math.cos(turn)
    near = max(abs(along) - piece.size[1] / 2, 0.0) + max(abs(aside) - piece.size[0] / 2, 0.0)
    looks = (math.cos(math.radians(mark.yaw)) * -dx + math.sin(math.radians(mark.yaw)) * -dy) > 0
    return near < _AT_TABLE and looks


def bed(plan: SetPlan, taken: Collection[str], *, edge: bool = False) -> Mark | None:
    """A free place on a bed, to lie or (``edge``) to sit."""
    wanted = "bed-edge" if edge else "bed"
    return next(
        (
            mark
            for mark in plan.marks
            if mark.name not in taken and (mark.name == wanted or mark.name.removeprefix(wanted)[:1] == "-")
            and (edge or mark.posture == "lie")
        ),
        None,
    )  # fmt: skip


def station(plan: SetPlan, thing: str, taken: Collection[str], *, behind: bool = False) -> Mark | None:
    """A free standing mark by a thing; ``behind`` prefers the far side of a counter."""
    kinds = {piece.id: piece.kind for piece in plan.pieces}
    standing = [mark for mark in plan.marks if mark.posture == "stand" and mark.name not in taken]
    exact = [mark for mark in standing if mark.name == thing]
    named = [
        mark
        for mark in standing
        if mark.name.startswith(f"{thing.replace('_', '-')}-") or mark.name == thing.replace("_", "-")
    ]
    by_kind = [mark for kind in similar(thing) for mark in standing if kinds.get(mark.piece) == kind]
    options = [*exact, *named, *by_kind]
    if behind:
        options.sort(key=lambda mark: "behind" not in mark.name)
    else:
        options.sort(key=lambda mark: "behind" in mark.name and mark.name != thing)
    return options[0] if options else None


def door(plan: SetPlan) -> Point | None:
    """The middle of the way in; None where the set has no door."""
    leaf = next((piece for piece in plan.pieces if "door" in piece.kind), None)
    return (leaf.at[0], leaf.at[1], 0.0) if leaf is not None else None
