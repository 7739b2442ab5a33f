"""What a segment shows, as data, and what each of its frames looks like."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from previz.assembly import lettering
from previz.assembly.footage import Sources
from previz.assembly.leader import LEADER
from previz.assembly.mattes import Matte, matted
from previz.assembly.moves import Move, looked, view_at
from previz.assembly.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel on screen from frame ``start`` of its segment on. ``move`` was ``age`` frames old at that moment."""

    panel: str
    """Digest of the picture, or any other name that stands for its bytes; ``leader.LEADER`` for the countdown."""
    start: int
    frames: int
    move: Move | None = None
    age: int = 0
    footage: bool = False
    """Whether it moves by itself: its frame ``age`` comes first."""


@dataclass(frozen=True, slots=True)
class Fade:
    """From one level to another in ``frames`` frames: 1 is the picture, 0 black."""

    start: int
    frames: int
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class CaptionOn:
    """A burnt-in caption: one or two lines."""

    start: int
    frames: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BurnIn:
    """What is burnt in at the top; empty texts and a timecode of None leave their place free."""

    left: str = ""
    middle: str = ""
    timecode: int | None = None
    """The film's frame at the segment's first."""


@dataclass(frozen=True, slots=True)
class SegmentSpec:
    """Everything that decides the pixels of a segment, and nothing else: its hash names the segment."""

    size: tuple[int, int]
    rate: tuple[int, int]
    """Frames a second, numerator and denominator."""
    frames: int
    shown: tuple[Shown, ...]
    """They tile the segment."""
    incoming: tuple[Shown, ...] = ()
    """What comes in over them from the first to the last frame when ``mix`` is not a cut; tiles the segment too."""
    mix: Literal["cut", "dissolve", "wipe"] = "cut"
    fades: tuple[Fade, ...] = ()
    captions: tuple[CaptionOn, ...] = ()
    matte: Matte | None = None
    burn: BurnIn | None = None
    quality: int = 23
    """H.264 constant rate factor, 0 to 51, lower is finer."""

    @property
    def panels(self) -> tuple[str, ...]:
        """The panels it needs the files of, each once."""
        return tuple(dict.fromkeys(shown.panel for shown in (*self.shown, *self.incoming) if shown.panel != LEADER))


def still(spec: SegmentSpec, sheets: Sources, frame: int) -> Sheet:
    """One frame of a held run: a panel, its caption, its burn-in."""
    shown = next(shown for shown in reversed(spec.shown) if shown.start <= frame)
    result = shown_at(shown, sheets, frame, spec)
    return lettered(spec, result, frame)


def shown_at(shown: Shown, sheets: Sources, frame: int, spec: SegmentSpec) -> Sheet:
    """What a panel shows at a frame of the segment; a sheet of its own, that may be drawn upon."""
    source = sheets[shown.panel]
    if not isinstance(source, np.ndarray):
        return source.at(frame - shown.start + shown.age)
    if shown.move is None:
        return source.copy()
    age = min(max(frame - shown.start + shown.age, 0), shown.move.frames - 1)
    return looked(source, view_at(shown.move, age, spec.rate[0] / spec.rate[1]))


def lettered(spec: SegmentSpec, sheet: Sheet, frame: int) -> Sheet:
    """The sheet with its matte and the letters of that frame laid on it, in place."""
    if spec.matte:
        matted(sheet, spec.matte)
    stamp = partial(lettering.burnt, size=spec.size)
    for caption in spec.captions:
        if caption.start <= frame < caption.start + caption.frames:
            lettering.stamped(sheet, lettering.caption(caption.lines, spec.size))
    if spec.burn:
        code = spec.burn.timecode
        right = "" if code is None else lettering.timecode(code + frame, spec.rate)
        for text, place in ((spec.burn.left, "left"), (spec.burn.middle, "middle"), (right, "right")):
            if text:
                lettering.stamped(sheet, stamp(text, place=place))
    return sheet
