"""The cut: panels and takes laid on time, in whole frames at a rational rate."""

from dataclasses import dataclass
from fractions import Fraction

from storyboard.shots import Transition


@dataclass(frozen=True, slots=True)
class Span:
    """Frames ``start`` to ``start + frames`` (exclusive) of the film."""

    start: int
    frames: int

    @property
    def end(self) -> int:
        return self.start + self.frames


@dataclass(frozen=True, slots=True)
class PanelAt:
    """One panel of a shot on screen."""

    panel: int
    span: Span


@dataclass(frozen=True, slots=True)
class ShotAt:
    """One shot in the film, tiled by its panels. ``transition`` is how it begins."""

    shot: str
    scene: str
    label: str
    """Rendered number: 12A."""
    span: Span
    panels: tuple[PanelAt, ...]
    transition: Transition


@dataclass(frozen=True, slots=True)
class LineAt:
    """One line in the film's sound. Samples count at audio.lines.RATE."""

    line: str
    shot: str
    sample: int
    samples: int


@dataclass(frozen=True, slots=True)
class SceneAt:
    """One scene in the film: a chapter."""

    scene: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cut:
    """The whole film on time. Scenes tile ``frames`` after the title card; shots tile their scenes."""

    rate: Fraction
    """Frames a second."""
    frames: int
    title: Span
    """The title card; zero frames when there is none."""
    scenes: tuple[SceneAt, ...]
    shots: tuple[ShotAt, ...]
    lines: tuple[LineAt, ...]
