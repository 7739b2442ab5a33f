"""How long each beat lasts, in exact seconds: what it asks for, what its shot asks for, what an edit wants."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from previz.cutting.cut import Trim
from screenplay.scenes import Beat
from storyboard.shots import Shot
from storyboard.stage.geometry import Setup

SPEECH_TAIL = Fraction(3, 10)
"""Seconds held after a line: measured speech plus this always wins over an estimate."""

SHORTEST, LONGEST = Fraction(3, 2), Fraction(12)
"""Seconds that one beat without speech may last."""

PANEL = Fraction(1, 4)
"""No panel flashes by in less than this many seconds: below, the eye reads a mistake."""

SILENCE = Fraction(1)
"""Seconds at least for a speech without a sound ("…")."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One beat in exact seconds: on screen from ``begin`` to ``end``, its take from ``heard`` on."""

    begin: Fraction
    end: Fraction
    heard: Fraction | None


@dataclass(frozen=True, slots=True)
class Part:
    """How long one beat asks for, in exact seconds."""

    beat: Beat
    before: Fraction
    voice: Fraction | None
    """Length of its take; None when nothing is heard."""
    after: Fraction

    @property
    def seconds(self) -> Fraction:
        return self.before + (self.voice or 0) + self.after


def exact(seconds: float) -> Fraction:
    return Fraction(seconds).limit_denominator(1_000_000)


def stretched(
    shots: Sequence[Shot], parts: Mapping[str, Part], setups: Mapping[str, Sequence[Setup]]
) -> dict[str, Part]:
    """The parts after what their shots ask for: a silent shot keeps its director's length, no panel is too short."""
    result = dict(parts)
    for shot in shots:
        inside = [parts[beat] for beat in shot.beats]
        asked = exact(shot.seconds)
        if asked > 0 and all(part.beat.kind != "speech" for part in inside):
            natural = sum((part.seconds for part in inside), Fraction(0))
            factor = min(max(asked, SHORTEST), LONGEST * len(inside)) / natural
            inside = [Part(part.beat, part.before * factor, None, part.after * factor) for part in inside]
        begins = begins_of(shot, setups[shot.id])
        for part in inside:
            missing = max(PANEL * len(begins.get(part.beat.id, [None])) - part.seconds, Fraction(0))
            result[part.beat.id] = Part(part.beat, part.before, part.voice, part.after + missing)
    return result


def trimmed(
    parts: Sequence[Part], trim: Trim, begins: Mapping[str, Sequence[Setup]], rate: Fraction
) -> dict[str, Part]:
    """The parts of a shot as an edit wants it. Its silences give way, never a word, which costs whole frames; what two
    people say at once is not moved against each other: such a shot is held longer, and not cut shorter."""
    if any(part.beat.dual for part in parts):
        missing = _to_frames(trim.seconds, _lasts(parts), rate) - _lasts(parts)
        return {part.beat.id: replace(part, after=part.after + missing * (part in _ends(parts))) for part in parts}
    least = [PANEL * len(begins.get(part.beat.id, ())) for part in parts]
    forward = _shortened(parts, least, trim.head)
    whole = sum((part.seconds for part in forward), Fraction(0))
    back = _shortened([_turned(part) for part in reversed(forward)], least[::-1], whole - trim.seconds)
    lasts = sum((part.seconds for part in back), Fraction(0))
    back[0] = replace(back[0], before=back[0].before + _to_frames(trim.seconds, lasts, rate) - lasts)
    return {part.beat.id: _turned(part) for part in back}


def _to_frames(wanted: Fraction, least: Fraction, rate: Fraction) -> Fraction:
    """The wanted length, or so many frames more that ``least`` fits: what follows stays between the same two frames."""
    return wanted + max(math.ceil((least - wanted) * rate), 0) / rate


def _shortened(parts: Sequence[Part], least: Sequence[Fraction], seconds: Fraction) -> list[Part]:
    """The parts with some seconds less at their beginning, up to the first word; or with more."""
    result = list(parts)
    if seconds < 0:
        result[0] = replace(result[0], before=result[0].before - seconds)
        return result
    for index, part in enumerate(result):
        free = min(seconds, max(part.seconds - least[index], Fraction(0)))
        first = min(free, part.before)
        rest = Fraction(0) if part.voice is not None else min(free - first, part.after)
        result[index] = replace(part, before=part.before - first, after=part.after - rest)
        seconds -= first + rest
        if part.voice is not None:
            break
    return result


def _turned(part: Part) -> Part:
    return replace(part, before=part.after, after=part.before)


def _lasts(parts: Sequence[Part]) -> Fraction:
    return max((slot.end for _beat, slot in slots_of(parts, Fraction(0))), default=Fraction(0))


def _ends(parts: Sequence[Part]) -> list[Part]:
    """The last part, or the last of each side of those who speak at once."""
    sides = {part.beat.dual: part for part in parts}
    return list(sides.values()) if parts[-1].beat.dual else [parts[-1]]


def slots_of(parts: Sequence[Part], begin: Fraction) -> Iterator[tuple[str, Slot]]:
    """Slots of a scene's beats, end to end; the two sides of a dual dialogue start together and last the longer.

    Their pictures share that time in proportion to their lengths, in the order of the text.
    """
    index = 0
    while index < len(parts):
        left = _run(parts, index, "left")
        right = _run(parts, index + len(left), "right") if left else []
        sides = [left, right] if right else [[parts[index]]]
        whole = max(sum((part.seconds for part in side), Fraction(0)) for side in sides)
        total = sum((part.seconds for side in sides for part in side), Fraction(0))
        screen = begin
        for side in sides:
            at = begin
            for part in side:
                until = screen + part.seconds * whole / total
                heard = None if part.voice is None else at + part.before
                yield part.beat.id, Slot(screen, until, heard)
                screen, at = until, at + part.seconds
        begin += whole
        index += sum(len(side) for side in sides)


def _run(parts: Sequence[Part], index: int, side: str) -> list[Part]:
    end = index
    while end < len(parts) and parts[end].beat.dual == side:
        end += 1
    return list(parts[index:end])


def begins_of(shot: Shot, setups: Sequence[Setup]) -> dict[str, list[Setup]]:
    """The panels that begin with each beat of a shot; one that covers no beat of it shares the last one's beat."""
    begins: dict[str, list[Setup]] = {}
    for setup in sorted(setups, key=lambda setup: setup.panel):
        first = next((beat for beat in setup.beats if beat in shot.beats), next(reversed(begins), shot.beats[0]))
        begins.setdefault(first, []).append(setup)
    return begins
