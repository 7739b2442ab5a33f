"""A crowd that nobody counts: rows of people behind those whom the scene is about, and on the tiers of a stadium."""

from collections.abc import Sequence

from storyboard.stage.acting import crowd_masses
from storyboard.stage.geometry import Piece, Point, SetPlan

_TALL = 1.75
_BEHIND = 1.6
"""Metres from the last of the principals to the first row."""
_ROWS = 1.15
"""Metres from row to row."""
_DEEPEST = 34.0
_TONE = 0.5


def throng(plan: SetPlan, words: str, people: Sequence[Point]) -> tuple[Piece, ...]:
    """What stands for hundreds or thousands on a plan; nothing for a crowd that can be counted, or where it has no
    room. ``words``: what the text calls it; ``people``: where the principals are."""
    tiers = [piece for piece in plan.pieces if piece.kind == "tiers"]
    how = crowd_masses(words)
    if tiers and (how or words):
        return tuple(
            Piece(f"throng-{number}", "throng", tier.at, tier.yaw, tier.size, _TONE, drawn="tiers")
            for number, tier in enumerate(tiers, 1)
        )
    if not how or plan.interior:
        return ()
    last = max((at[1] for at in people), default=min(plan.depth * 0.35, 5.0))
    near = min(last + _BEHIND, max(plan.depth - 4.0, 3.0))
    deep = min(max(plan.depth * 0.97 - near, 3 * _ROWS), _DEEPEST)
    if plan.horizon == "city" and plan.template == "street":
        wide = plan.width * 0.98
    else:
        wide = plan.width * (1.0 if plan.horizon == "city" else 1.7)
    middle = (0.0, round(near + deep / 2, 2), 0.0)
    return (Piece("throng-1", "throng", middle, -90.0, (round(wide, 2), round(deep, 2), _TALL), _TONE, drawn=how),)


def rows(piece: Piece) -> int:
    """How many rows of people a throng has."""
    return max(int(piece.size[1] / _ROWS), 1)
