"""The vocabulary of shots: what the audience sees between two cuts, as data.

Ids never change and are never shown; the glossary turns them into a school's words.
"""

from dataclasses import dataclass
from typing import Literal

Size = Literal["ECU", "BCU", "CU", "MCU", "MS", "MLS", "FS", "LS", "ELS"]
Kind = Literal["single", "two", "three", "group", "ots", "pov", "insert", "master", "estab", "card"]
Angle = Literal["eye", "high", "low", "overhead", "dutch"]
MoveKind = Literal[
    "static", "pan", "tilt", "dolly_in", "dolly_out", "truck", "track", "zoom_in", "zoom_out", "crane", "handheld"
]
TransitionKind = Literal["cut", "dissolve", "fade_in", "fade_out", "wipe"]
Origin = Literal["rules", "model", "person", "script"]
"""Who decided: our rules, a language model, a person, or the framing written in the script (a pin)."""


@dataclass(frozen=True, slots=True)
class Transition:
    """How a shot begins, or ends. ``seconds`` is 0 for a cut."""

    kind: TransitionKind = "cut"
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Shot:
    """What the audience sees between two cuts. ``beats`` are consecutive beats of one scene; empty
    only for a heading that nothing is written under, which still shows its place."""

    id: str
    """Made from its first beat and its choices' scene: stable while its beats stay."""
    scene: str
    order: int
    """1-based within the scene; numbers such as 12A are rendered from it, never stored."""
    beats: tuple[str, ...]
    kind: Kind
    size: Size
    angle: Angle
    lens: float
    """Focal length in millimetres."""
    move: MoveKind
    subjects: tuple[str, ...]
    """Character ids or piece ids; for ``ots`` the one faced first, then the foreground shoulder; for ``pov`` what is
    seen first, then the owner of the look."""
    transition: Transition
    seconds: float
    """Estimated; measured speech wins in the cut."""
    reason: str
    """One sentence in the script's language: why this shot."""
    origin: Origin = "rules"
    camera: int | None = None
    """Which of the cameras that serve it best a person chose, from 0; None: the one that cuts best."""
    rank: int = 0
    """Which of them it is seen with."""
    asked: tuple[Size, float] | None = None
    """The size and the focal length that its camera was sought for; ``size`` and ``lens`` are what it gives."""
    ending: Transition = Transition()
    """How the shot ends when the script fades to black after it (``fade_out``); the shot that follows begins by its
    own ``transition``."""
