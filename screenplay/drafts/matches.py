"""What became of each piece from one draft to the next."""

from dataclasses import dataclass
from typing import Literal

How = Literal["same", "changed", "split", "merged", "new", "removed"]
"""``same`` and ``changed`` carry the identity on. ``split``: cut off from an older piece, whose identity another part
has kept. ``merged``: taken up in a newer piece, which has another's identity. ``new`` and ``removed`` have no other
side."""


@dataclass(frozen=True, slots=True)
class Match:
    """One piece: what it was called in the old draft, and in the new one."""

    old: str | None
    new: str | None
    how: How
    sure: float = 1.0
    """0 to 1: how much speaks for it."""
    moved: bool = False
    """It stands elsewhere among the pieces that stayed."""

    @property
    def carried(self) -> bool:
        """Whether the new piece is the old one."""
        return self.how in ("same", "changed")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every scene, element, beat and person of both drafts, once each: the new draft's in its order, then the removed
    and merged ones in the old order."""

    scenes: tuple[Match, ...]
    elements: tuple[Match, ...]
    beats: tuple[Match, ...]
    people: tuple[Match, ...]
    renames: tuple[tuple[str, str], ...] = ()
    """Names of those who are called otherwise: before, now."""
