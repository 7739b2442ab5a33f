"""What a person decides of shots, as data.

A decision is about a beat: the shot that plays it, a cut before it, or none there. So it means the same whatever the
director proposes today, and goes where its beat goes.
"""

from dataclasses import dataclass, fields, replace
from typing import Literal

from storyboard.shots import Angle, Kind, MoveKind, Size, TransitionKind

Cutting = Literal["", "before", "none"]


@dataclass(frozen=True, slots=True)
class Choice:
    """How a person wants a shot; what is None stays the director's."""

    size: Size | None = None
    kind: Kind | None = None
    angle: Angle | None = None
    move: MoveKind | None = None
    lens: float | None = None
    """Millimetres."""
    subjects: tuple[str, ...] | None = None
    """Character or piece ids, as in ``Shot.subjects``."""
    transition: TransitionKind | None = None
    camera: int | None = None
    """Which of the cameras that serve the shot best, from 0."""

    def over(self, other: "Choice") -> "Choice":
        """This choice, with what it leaves open as ``other`` has it."""
        given = {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) is not None}
        return replace(other, **given)

    @property
    def said(self) -> dict[str, object]:
        """What it says, by field."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) is not None}


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that a person wants of the shot that plays ``beat``."""

    beat: str
    choice: Choice = Choice()
    cut: Cutting = ""
    """``before``: a shot begins with this beat; ``none``: none does."""
    reason: str = ""
