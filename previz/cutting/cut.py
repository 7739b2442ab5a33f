"""The cut as data: scenes, shots, panels, beats and lines on time, in whole frames at a rational rate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import msgspec

from audio.blocks import on_grain
from previz.errors import PrevizError
from storyboard.shots import Transition


class CutError(PrevizError):
    """Shots, panels or takes that cannot be laid on time, because one of them is missing or out of order."""


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
    """One shot in the film, tiled by its panels. ``transition`` is how it begins, ``ending`` how it ends."""

    shot: str
    scene: str
    label: str
    """Rendered number: 12A."""
    span: Span
    panels: tuple[PanelAt, ...]
    transition: Transition
    ending: Transition = field(default_factory=Transition)
    """``fade_out`` when the shot ends on black, within its own frames."""
    phase: Fraction = Fraction(0)
    """Seconds from the beginning of its first frame to where it begins exactly: half a frame at most, either way."""
    head: int = 0
    """Frames that an edit has cut off its beginning."""


@dataclass(frozen=True, slots=True)
class BeatAt:
    """When one beat is on screen, and where its sound begins."""

    beat: str
    span: Span
    sample: int = 0
    samples: int = 0
    turns: bool = False
    """Whether the scene's sound starts anew here, on the grain (``audio.blocks``)."""


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
    sample: int = 0
    """Where its sound begins: on the grain, so at most 11 ms from its picture."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The whole film on time. Slate, leader, title card and scenes tile ``frames``; shots tile their scenes."""

    rate: Fraction
    """Frames a second."""
    frames: int
    title: Span
    """The title card; zero frames when there is none."""
    scenes: tuple[SceneAt, ...]
    shots: tuple[ShotAt, ...]
    lines: tuple[LineAt, ...]
    beats: tuple[BeatAt, ...] = ()
    """Every beat, in order."""
    slate: Span = Span(0, 0)
    """The card before all else that says what film this is; zero frames when there is none."""
    leader: Span = Span(0, 0)
    """The countdown after the slate, likewise."""

    @property
    def start(self) -> int:
        """The first frame of picture, at which timecode begins: slate and leader come before it."""
        return self.title.start

    @property
    def samples(self) -> int:
        """The length of the sound, on the grain too."""
        return on_grain(self.frames / self.rate)


@dataclass(frozen=True, slots=True)
class Trim:
    """How an edit wants a shot."""

    head: Fraction
    """Seconds off its beginning; less than 0 where it begins earlier."""
    seconds: Fraction
    """How long it lasts."""
    off: int = 0
    """Frames off its beginning, as people count them."""
    frames: int = 0
    """Frames that it lasts, as people count them."""


def from_plain(plain: Mapping[str, Any]) -> Cut:
    """A cut as a film's record keeps it."""
    cut: Cut = msgspec.convert(plain, Cut, dec_hook=lambda _kind, value: Fraction(value))
    return cut


def original(name: str) -> str:
    """The id of a scene, a shot or a beat of the script that one of an edited film comes from."""
    return name.partition("~")[0]
