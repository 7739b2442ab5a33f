"""Scenes laid on time each from its own beginning, and a few of them put together as a little film.

A scene lasts whole frames, and its sound is counted from its own first sample: so it is laid once, and moved as often
as what is above it changes. The little film around a scene has all that the scene's pictures and sound depend on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from audio.blocks import on_grain
from audio.lines import RATE
from previz.cutting.cut import Cut, Span

NEAR = 4 * RATE
"""Samples after the next scene's beginning that its own sound may depend on, and some more (``audio.blocks``)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a scene is in the film."""

    frame: int
    sample: int


def spots(cuts: Sequence[Cut], title: int, rate: Fraction) -> tuple[list[Spot], int]:
    """Where scenes are that follow one another after ``title`` frames; and the frames of the film."""
    found, clock = [], title
    for cut in cuts:
        found.append(Spot(clock, on_grain(clock / rate)))
        clock += cut.frames
    return found, clock


def joined(cuts: Sequence[Cut], at: Sequence[Spot], title: int, frames: int, rate: Fraction) -> Cut:
    """The scenes at their places, in a film of so many frames."""
    moved = [_moved(cut, spot) for cut, spot in zip(cuts, at, strict=True)]
    return Cut(
        rate,
        frames,
        Span(0, title),
        tuple(one for cut in moved for one in cut.scenes),
        tuple(one for cut in moved for one in cut.shots),
        tuple(one for cut in moved for one in cut.lines),
        tuple(one for cut in moved for one in cut.beats),
    )


def _moved(cut: Cut, spot: Spot) -> Cut:
    frame, sample = spot.frame, spot.sample

    def later(span: Span) -> Span:
        return Span(span.start + frame, span.frames)

    return replace(
        cut,
        scenes=tuple(replace(one, span=later(one.span), sample=one.sample + sample) for one in cut.scenes),
        shots=tuple(
            replace(
                one,
                span=later(one.span),
                panels=tuple(replace(panel, span=later(panel.span)) for panel in one.panels),
            )
            for one in cut.shots
        ),
        lines=tuple(replace(one, sample=one.sample + sample) for one in cut.lines),
        beats=tuple(replace(one, span=later(one.span), sample=one.sample + sample) for one in cut.beats),
    )


def reach(at: Sequence[Spot], index: int, end: int) -> int:
    """The first scene after ``index`` that is too far on to be heard with it. ``end`` is the film's last sample."""
    following = at[index + 1].sample if index + 1 < len(at) else end
    last = index + 1
    while last < len(at) and at[last].sample < following + NEAR:
        last += 1
    return last
