"""The film's sound in blocks that can each be made alone: what a change leaves as it was, nobody makes again.

Blocks are cut from where each scene begins and not from where the film does, so that a scene which moves keeps its
blocks. The sound of a scene begins on the *grain*, the packet of the film's codec: at most 11 ms from its picture, and
that error never adds up. A *section* is the sound that belongs to one scene: from LEAD after its own beginning to LEAD
after the next one's. Its last block holds the seam: the passage from place to place, and what still rings.

As a scene moves, its sound is a packet longer or shorter by turns, for it follows the picture. That changes its seam
alone, and there are but two of them (``shifted`` gives the other).

Within a scene, what follows a line that has become longer moves as well. So a scene has *turns*: moments chosen by what
is said there, from which blocks are counted anew, and where its ambience is taken up from another place of its loop.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from audio.laying import ATTACK, FADE, HOLD, RELEASE
from audio.lines import RATE, TAIL
from audio.timeline import Placed, Region, Timeline

GRAIN = 1024
"""Samples: scenes, blocks and the film are whole numbers of it."""
BLOCK = 120 * GRAIN
"""Samples of a block: 2.56 s."""
LEAD = 56 * GRAIN
"""Samples by which blocks are counted after a scene or a turn has begun: nothing from before is heard by then."""
REACH = 9 * GRAIN
"""Samples around a block that what is made of it depends on: the warming up of filters, limiter and encoder."""

_NEAR = ATTACK + HOLD + RELEASE
"""Samples from a line within which it may have the ambience yield."""
_BEFORE = REACH + _NEAR + GRAIN
"""Samples before a scene or a turn that hear nothing of it yet, whether it comes a packet sooner or later."""
_FAR = RATE // 2
"""Samples further on, from which on nobody can hear where an ambience begins or ends."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Samples 0 to ``samples`` of ``sound``, with all that is heard around them: the same wherever the film has it."""

    samples: int
    sound: Timeline


def on_grain(seconds: Fraction) -> int:
    """The sample nearest to a time of the film at which the sound of a scene may begin."""
    return int(seconds * RATE / GRAIN + Fraction(1, 2)) * GRAIN


def sections(timeline: Timeline) -> Iterator[tuple[int, Stretch]]:
    """The film's sections in order, each with the sample where its scene begins. They tile the film."""
    marks = sorted({0, *(scene for scene in timeline.scenes if 0 < scene < timeline.samples)})
    for mark, following in zip(marks, [*marks[1:], timeline.samples], strict=True):
        start = mark + LEAD if mark else 0
        stop = min(following + LEAD, timeline.samples)
        if start < stop:
            yield mark, stretch(timeline, start, stop)


def blocks(section: Stretch) -> Iterator[tuple[int, Stretch]]:
    """The blocks of a section in order, each with the sample where it begins. They tile it."""
    following = next((scene for scene in section.sound.scenes if scene > 0), None)
    starts = [0]
    for turn in section.sound.turns:
        last = section.samples if following is None else following
        if turn + LEAD >= starts[-1] + BLOCK // 2 and turn > 0 and turn + LEAD + _BEFORE <= last:
            starts.append(turn + LEAD)
    marks: list[int] = []
    for start, stop in zip(starts, [*starts[1:], section.samples], strict=True):
        marks += [*range(start, stop - BLOCK // 2, BLOCK)] or [start]
        if stop in starts or following is not None:  # the last one holds all that depends on what follows
            after = stop - LEAD if stop in starts else (following or 0)
            while marks[-1] > start and marks[-1] + _BEFORE > after:
                marks.pop()
    for mark, after in zip(marks, [*marks[1:], section.samples], strict=True):
        yield mark, stretch(section.sound, mark, after)


def stretch(timeline: Timeline, start: int, stop: int) -> Stretch:
    """Samples ``start`` to ``stop`` of a film with all that is heard there, counted from ``start``."""
    low, high = start - REACH, stop + REACH
    lines = (
        one
        for one in timeline.dialogue
        if one.sample < high + _NEAR and max(ending(one), one.sample + one.samples + _NEAR) > low
    )
    effects = (one for one in timeline.effects if one.sample < high and ending(one) > low)
    regions = (
        replace(one, start=max(one.start, low - _FAR), end=min(one.end, high + _FAR))
        for one in timeline.ambience
        if one.start < high + _FAR and one.end > low - _FAR
    )
    tones = (one for one in timeline.tones if one.sample < high and one.sample + one.samples > low)
    sound = Timeline(
        min(timeline.samples, high + _FAR) - start,
        tuple(_moved(_ended(one, high), -start) for one in lines),
        tuple(_moved(_ended(one, high), -start) for one in effects),
        tuple(_moved_region(one, -start) for one in regions),
        tuple(scene - start for scene in timeline.scenes if low - _FAR < scene < high + _FAR),
        tuple(turn - start for turn in timeline.turns if low - _FAR < turn < high + _FAR),
        max(timeline.begin, low - _FAR) - start,
        tuple(replace(one, sample=one.sample - start) for one in tones),
    )
    return Stretch(stop - start, sound)


def _ended(one: Placed, high: int) -> Placed:
    """A sound whose end is said no later than can be heard before ``high``: when it really ends is another's matter."""
    return replace(one, until=high + FADE) if one.until is not None and one.until > high + FADE else one


def ending(placed: Placed) -> int:
    """The first sample after a sound and what it leaves ringing."""
    return placed.sample + placed.samples + TAIL if placed.until is None else placed.until


def shifted(section: Stretch, samples: int) -> Stretch | None:
    """The section as it is when its scene's sound is so much longer; None when no scene follows in it."""
    sound = section.sound
    following = [scene for scene in sound.scenes if scene > 0]
    if not following:
        return None
    mark = following[0]

    def later(sounds: tuple[Placed, ...]) -> tuple[Placed, ...]:
        return tuple(
            _moved(one, samples)
            if one.sample >= mark
            else replace(one, until=one.until + samples if one.until is not None and one.until >= mark else one.until)
            for one in sounds
        )

    def region(one: Region) -> Region:
        if one.start >= mark:
            return _moved_region(one, samples)
        return replace(one, end=one.end + samples if one.end >= mark else one.end)

    moved = Timeline(
        sound.samples + samples,
        later(sound.dialogue),
        later(sound.effects),
        tuple(region(one) for one in sound.ambience),
        tuple(scene + samples if scene >= mark else scene for scene in sound.scenes),
        tuple(turn + samples if turn >= mark else turn for turn in sound.turns),
        sound.begin,
        tuple(replace(one, sample=one.sample + samples) if one.sample >= mark else one for one in sound.tones),
    )
    return stretch(moved, 0, section.samples + samples)


def _moved(one: Placed, samples: int) -> Placed:
    until = None if one.until is None else one.until + samples
    return replace(one, sample=one.sample + samples, until=until)


def _moved_region(one: Region, samples: int) -> Region:
    return replace(one, start=one.start + samples, end=one.end + samples, anchor=one.anchor + samples)
