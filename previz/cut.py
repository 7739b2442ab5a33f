"""The cut: panels and takes laid on time, in whole frames at a rational rate."""

import hashlib
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import msgspec

from audio.blocks import on_grain
from audio.lines import RATE
from previz.errors import PrevizError
from previz.i18n import _
from screenplay.scenes import Beat, Scene
from storyboard.glossary import Numbering, number
from storyboard.shots import Shot, Transition
from storyboard.stage.geometry import Setup

SPEECH_TAIL = Fraction(3, 10)
"""Seconds held after a line: measured speech plus this always wins over an estimate."""

SHORTEST, LONGEST = Fraction(3, 2), Fraction(12)
"""Seconds that one beat without speech may last."""

PANEL = Fraction(1, 4)
"""No panel flashes by in less than this many seconds: below, the eye reads a mistake."""

SILENCE = Fraction(1)
"""Seconds at least for a speech without a sound ("…")."""


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
    """The whole film on time. Scenes tile ``frames`` after the title card; shots tile their scenes."""

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


@dataclass(frozen=True, slots=True)
class _Slot:
    """One beat in exact seconds: on screen from ``begin`` to ``end``, its take from ``heard`` on."""

    begin: Fraction
    end: Fraction
    heard: Fraction | None


@dataclass(frozen=True, slots=True)
class _Part:
    """How long one beat asks for, in exact seconds."""

    beat: Beat
    before: Fraction
    voice: Fraction | None
    """Length of its take; None when nothing is heard."""
    after: Fraction

    @property
    def seconds(self) -> Fraction:
        return self.before + (self.voice or 0) + self.after


def lay(
    scenes: Sequence[Scene],
    shots: Sequence[Shot],
    setups: Sequence[Setup],
    takes: Mapping[str, float] | None,
    *,
    rate: Fraction,
    title_seconds: float = 0.0,
    pauses: Mapping[str, float] | None = None,
    holds: Mapping[str, float] | None = None,
    interrupted: Collection[str] = (),
    trims: Mapping[str, Trim] | None = None,
    numbering: Numbering = "12A",
) -> Cut:
    """Lay a film on time: one slot for each beat, exact, then rounded to frames at the boundaries only, so no drift.
    A scene lasts whole frames: what is changed above it moves it, and changes nothing within it.

    ``takes``, ``pauses`` (silence before) and ``holds`` (silence after) are seconds by beat id. ``takes`` of None lays
    a film that has no voices yet, on estimates; otherwise each speech beat needs its take. ``interrupted`` names the
    lines that the next one cuts short: they have no tail. ``trims`` say by shot id how an edit wants it: it lasts that
    long to the frame, unless a line that is spoken in it needs more. Scenes without a shot are left out; the others'
    shots play in the order in which they are given.
    Raises CutError when a beat is in no shot, a shot has no panel, a line has no take, or there is nothing to show.
    """
    of_scene, of_shot = defaultdict(list), defaultdict(list)
    for shot in shots:
        of_scene[shot.scene].append(shot)
    for setup in setups:
        of_shot[setup.shot].append(setup)

    def part(beat: Beat) -> _Part:
        before, after = _exact((pauses or {}).get(beat.id, 0)), _exact((holds or {}).get(beat.id, 0))
        if beat.kind != "speech":
            return _Part(beat, before, None, after + min(max(_exact(beat.seconds), SHORTEST), LONGEST))
        if takes is None:
            return _Part(beat, before, None, after + max(_exact(beat.seconds), SILENCE))
        if beat.id not in takes:
            message = _("line {line}: no take of “{text}”; speak it again, or give its recording")
            raise CutError(message.format(line=beat.line, text=_short(beat.text)))
        voice = Fraction(round(takes[beat.id] * RATE), RATE)
        tail = 1 / rate if beat.id in interrupted else SPEECH_TAIL
        return _Part(beat, before, voice, after + (tail if voice else SILENCE))

    title = Span(0, _frame(_exact(title_seconds), rate))
    clock = title.frames / rate
    scenes_at: list[SceneAt] = []
    shots_at: list[ShotAt] = []
    lines_at: list[LineAt] = []
    beats_at: list[BeatAt] = []
    for scene in scenes:
        inside = of_scene[scene.id]
        _covered(scene, inside, of_shot)
        if not inside:
            continue
        beats = scene.beats
        if not beats:
            beats, inside = _wordless(inside)
        parts = _stretched(inside, {beat.id: part(beat) for beat in beats}, of_shot)
        for shot in inside:
            if trims and shot.id in trims:
                mine = [parts[beat] for beat in shot.beats]
                parts |= _trimmed(mine, trims[shot.id], _begins(shot, of_shot[shot.id]), rate)
        slots = dict(_slots([parts[beat.id] for beat in beats], clock))
        begin, clock, sample = clock, _next_frame(slots[beats[-1].id].end, rate), on_grain(clock)
        mark = begin
        slots[beats[-1].id] = replace(slots[beats[-1].id], end=clock)
        name = f"{scene.number}. {scene.heading.text}".strip(" .") or scene.id
        scenes_at.append(SceneAt(scene.id, " ".join(name.split()), _span(begin, clock, rate), sample))
        for shot in inside:
            label = number(scene.number, shot.order, numbering)
            at = _shot_at(shot, label, of_shot[shot.id], slots, rate)
            shots_at.append(replace(at, head=trims[shot.id].off) if trims and shot.id in trims else at)
            for beat in shot.beats:
                slot = slots[beat]
                if turns := slot.begin > begin and _turns(parts[beat].beat):
                    mark, sample = slot.begin, scenes_at[-1].sample + on_grain(slot.begin - begin)
                first, length = (round(time * RATE) for time in (slot.begin - mark, slot.end - slot.begin))
                beats_at.append(BeatAt(beat, _span(slot.begin, slot.end, rate), sample + first, length, turns))
                if slot.heard is not None:
                    voice = parts[beat].voice or Fraction(0)
                    heard = sample + round((slot.heard - mark) * RATE)
                    lines_at.append(LineAt(beat, shot.id, heard, int(voice * RATE)))
    frames = _frame(clock, rate)
    if frames == 0:
        raise CutError(_("there is nothing to show: the script has no scene with text, and no title page"))
    return Cut(rate, frames, title, tuple(scenes_at), tuple(shots_at), tuple(lines_at), tuple(beats_at))


def _exact(seconds: float) -> Fraction:
    return Fraction(seconds).limit_denominator(1_000_000)


def _frame(seconds: Fraction, rate: Fraction) -> int:
    return math.floor(seconds * rate + Fraction(1, 2))


def _turns(beat: Beat) -> bool:
    """Whether the sound of a scene starts anew with a beat: one in four does, and its own words decide."""
    return beat.dual is None and hashlib.sha256(beat.id.encode()).digest()[0] % 4 == 0


def _next_frame(seconds: Fraction, rate: Fraction) -> Fraction:
    """The first boundary of frames from a time on."""
    return math.ceil(seconds * rate) / rate


def _span(begin: Fraction, end: Fraction, rate: Fraction) -> Span:
    first = _frame(begin, rate)
    return Span(first, _frame(end, rate) - first)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _covered(scene: Scene, shots: Sequence[Shot], setups: Mapping[str, Sequence[Setup]]) -> None:
    """Hold the invariant that shots tile the beats of their scene, in order, and are drawn."""
    wanted, got = [beat.id for beat in scene.beats], [beat for shot in shots for beat in shot.beats]
    if got != wanted:
        lost = next((beat for beat in scene.beats if beat.id not in set(got)), None)
        if lost is None:
            message = _("scene {scene}: its shots repeat or reorder beats; break the scene down again")
            raise CutError(message.format(scene=scene.number))
        message = _("scene {scene}, line {line}: “{text}” is in no shot; break the scene down again")
        raise CutError(message.format(scene=scene.number, line=lost.line, text=_short(lost.text)))
    for shot in shots:
        if not setups.get(shot.id):
            message = _("scene {scene}, shot {shot}: it has no panel; draw it again")
            raise CutError(message.format(scene=scene.number, shot=shot.order))


def _wordless(shots: Sequence[Shot]) -> tuple[tuple[Beat, ...], list[Shot]]:
    """A beat for each shot of a scene that nothing is written under, as long as its director says."""
    beats = tuple(Beat(shot.id, "action", "", "", 0, 0, 0, seconds=shot.seconds) for shot in shots)
    return beats, [replace(shot, beats=(shot.id,)) for shot in shots]


def _stretched(
    shots: Sequence[Shot], parts: Mapping[str, _Part], setups: Mapping[str, Sequence[Setup]]
) -> dict[str, _Part]:
    """The parts after what their shots ask for: a silent shot keeps its director's length, no panel is too short."""
    result = dict(parts)
    for shot in shots:
        inside = [parts[beat] for beat in shot.beats]
        asked = _exact(shot.seconds)
        if asked > 0 and all(part.beat.kind != "speech" for part in inside):
            natural = sum((part.seconds for part in inside), Fraction(0))
            factor = min(max(asked, SHORTEST), LONGEST * len(inside)) / natural
            inside = [_Part(part.beat, part.before * factor, None, part.after * factor) for part in inside]
        begins = _begins(shot, setups[shot.id])
        for part in inside:
            missing = max(PANEL * len(begins.get(part.beat.id, [None])) - part.seconds, Fraction(0))
            result[part.beat.id] = _Part(part.beat, part.before, part.voice, part.after + missing)
    return result


def _trimmed(
    parts: Sequence[_Part], trim: Trim, begins: Mapping[str, Sequence[Setup]], rate: Fraction
) -> dict[str, _Part]:
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


def _shortened(parts: Sequence[_Part], least: Sequence[Fraction], seconds: Fraction) -> list[_Part]:
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


def _turned(part: _Part) -> _Part:
    return replace(part, before=part.after, after=part.before)


def _lasts(parts: Sequence[_Part]) -> Fraction:
    return max((slot.end for _beat, slot in _slots(parts, Fraction(0))), default=Fraction(0))


def _ends(parts: Sequence[_Part]) -> list[_Part]:
    """The last part, or the last of each side of those who speak at once."""
    sides = {part.beat.dual: part for part in parts}
    return list(sides.values()) if parts[-1].beat.dual else [parts[-1]]


def _slots(parts: Sequence[_Part], begin: Fraction) -> Iterator[tuple[str, _Slot]]:
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
                yield part.beat.id, _Slot(screen, until, heard)
                screen, at = until, at + part.seconds
        begin += whole
        index += sum(len(side) for side in sides)


def _run(parts: Sequence[_Part], index: int, side: str) -> list[_Part]:
    end = index
    while end < len(parts) and parts[end].beat.dual == side:
        end += 1
    return list(parts[index:end])


def _begins(shot: Shot, setups: Sequence[Setup]) -> dict[str, list[Setup]]:
    """The panels that begin with each beat of a shot; one that covers no beat of it shares the last one's beat."""
    begins: dict[str, list[Setup]] = {}
    for setup in sorted(setups, key=lambda setup: setup.panel):
        first = next((beat for beat in setup.beats if beat in shot.beats), next(reversed(begins), shot.beats[0]))
        begins.setdefault(first, []).append(setup)
    return begins


def _shot_at(shot: Shot, label: str, setups: Sequence[Setup], slots: Mapping[str, _Slot], rate: Fraction) -> ShotAt:
    """Panels begin with their first beat and hold until the next; several that begin with one beat share it."""
    begin, end = slots[shot.beats[0]].begin, slots[shot.beats[-1]].end
    starts: list[Fraction] = []
    ordered: list[Setup] = []
    for beat, group in _begins(shot, setups).items():
        slot = slots[beat]
        starts += [slot.begin + (slot.end - slot.begin) * place / len(group) for place in range(len(group))]
        ordered += group
    starts[0] = begin
    if starts != sorted(starts):
        raise CutError(_("shot {shot}: its panels are out of order; break the scene down again").format(shot=label))
    panels = tuple(
        PanelAt(setup.panel, _span(start, until, rate))
        for setup, start, until in zip(ordered, starts, [*starts[1:], end], strict=True)
    )
    span = _span(begin, end, rate)
    return ShotAt(
        shot.id, shot.scene, label, span, panels, shot.transition, shot.ending, phase=begin - span.start / rate
    )


def from_plain(plain: Mapping[str, Any]) -> Cut:
    """A cut as a film's record keeps it."""
    cut: Cut = msgspec.convert(plain, Cut, dec_hook=lambda _kind, value: Fraction(value))
    return cut


def original(name: str) -> str:
    """The id of a scene, a shot or a beat of the script that one of an edited film comes from."""
    return name.partition("~")[0]
