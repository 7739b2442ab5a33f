"""Panels and takes laid on time: one slot for each beat, exact, then rounded to frames at the boundaries only."""

import hashlib
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from audio.blocks import on_grain
from audio.lines import RATE
from previz.cutting.cut import BeatAt, Cut, CutError, LineAt, PanelAt, SceneAt, ShotAt, Span, Trim
from previz.cutting.slots import (
    LONGEST,
    SHORTEST,
    SILENCE,
    SPEECH_TAIL,
    Part,
    Slot,
    begins_of,
    exact,
    slots_of,
    stretched,
    trimmed,
)
from previz.i18n import _
from screenplay.scenes import Beat, Scene
from storyboard.glossary import Numbering, number
from storyboard.shots import Shot
from storyboard.stage.geometry import Setup

SLATE, LEADER = 4, 8
"""Seconds of timecode of the slate, and of the leader, which counts from 8 to 2 (SMPTE ST 55)."""


def lay(
    scenes: Sequence[Scene],
    shots: Sequence[Shot],
    setups: Sequence[Setup],
    takes: Mapping[str, float] | None,
    *,
    rate: Fraction,
    title_seconds: float = 0.0,
    slate: bool = False,
    leader: bool = False,
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
    shots play in the order in which they are given. ``slate`` and ``leader`` come before all that.
    Raises CutError when a beat is in no shot, a shot has no panel, a line has no take, or there is nothing to show.
    """
    of_scene, of_shot = defaultdict(list), defaultdict(list)
    for shot in shots:
        of_scene[shot.scene].append(shot)
    for setup in setups:
        of_shot[setup.shot].append(setup)

    def part(beat: Beat) -> Part:
        before, after = exact((pauses or {}).get(beat.id, 0)), exact((holds or {}).get(beat.id, 0))
        if beat.kind != "speech":
            return Part(beat, before, None, after + min(max(exact(beat.seconds), SHORTEST), LONGEST))
        if takes is None:
            return Part(beat, before, None, after + max(exact(beat.seconds), SILENCE))
        if beat.id not in takes:
            message = _("line {line}: no take of “{text}”; speak it again, or give its recording")
            raise CutError(message.format(line=beat.line, text=_short(beat.text)))
        voice = Fraction(round(takes[beat.id] * RATE), RATE)
        tail = 1 / rate if beat.id in interrupted else SPEECH_TAIL
        return Part(beat, before, voice, after + (tail if voice else SILENCE))

    counted = round(rate)  # frames of a second of timecode
    slated = Span(0, SLATE * counted * slate)
    leading = Span(slated.end, LEADER * counted * leader)
    title = Span(leading.end, _frame(exact(title_seconds), rate))
    clock = title.end / rate
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
        parts = stretched(inside, {beat.id: part(beat) for beat in beats}, of_shot)
        for shot in inside:
            if trims and shot.id in trims:
                mine = [parts[beat] for beat in shot.beats]
                parts |= trimmed(mine, trims[shot.id], begins_of(shot, of_shot[shot.id]), rate)
        slots = dict(slots_of([parts[beat.id] for beat in beats], clock))
        begin, clock, sample = clock, _next_frame(slots[beats[-1].id].end, rate), on_grain(clock)
        mark, turning = begin, _turning(beats)
        slots[beats[-1].id] = replace(slots[beats[-1].id], end=clock)
        name = f"{scene.number}. {scene.heading.text}".strip(" .") or scene.id
        scenes_at.append(SceneAt(scene.id, " ".join(name.split()), _span(begin, clock, rate), sample))
        for shot in inside:
            label = number(scene.number, shot.order, numbering)
            at = _shot_at(shot, label, of_shot[shot.id], slots, rate)
            shots_at.append(replace(at, head=trims[shot.id].off) if trims and shot.id in trims else at)
            for beat in shot.beats:
                slot = slots[beat]
                if turns := slot.begin > begin and beat in turning:
                    mark, sample = slot.begin, scenes_at[-1].sample + on_grain(slot.begin - begin)
                first, length = (round(time * RATE) for time in (slot.begin - mark, slot.end - slot.begin))
                beats_at.append(BeatAt(beat, _span(slot.begin, slot.end, rate), sample + first, length, turns))
                if slot.heard is not None:
                    voice = parts[beat].voice or Fraction(0)
                    heard = sample + round((slot.heard - mark) * RATE)
                    lines_at.append(LineAt(beat, shot.id, heard, int(voice * RATE)))
    frames = _frame(clock, rate)
    if frames == title.start:
        raise CutError(_("there is nothing to show: the script has no scene with text, and no title page"))
    at_all = tuple(scenes_at), tuple(shots_at), tuple(lines_at), tuple(beats_at)
    return Cut(rate, frames, title, *at_all, slated, leading)


def _frame(seconds: Fraction, rate: Fraction) -> int:
    return math.floor(seconds * rate + Fraction(1, 2))


def _turning(beats: Sequence[Beat]) -> set[str]:
    """The beats with which the sound of a scene starts anew: one in three, decided by its words and its neighbours'.

    Of the digests of all beats they are the local maxima, so that there is hardly ever a long way from one to the next,
    and a word that changes moves none but those around it.
    """
    digests = [hashlib.sha256(beat.id.encode()).digest() for beat in beats]
    around = zip(digests, digests[1:], digests[2:], beats[1:], strict=False)
    return {beat.id for before, own, after, beat in around if own > max(before, after) and beat.dual is None}


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


def _shot_at(shot: Shot, label: str, setups: Sequence[Setup], slots: Mapping[str, Slot], rate: Fraction) -> ShotAt:
    """Panels begin with their first beat and hold until the next; several that begin with one beat share it."""
    begin, end = slots[shot.beats[0]].begin, slots[shot.beats[-1]].end
    starts: list[Fraction] = []
    ordered: list[Setup] = []
    for beat, group in begins_of(shot, setups).items():
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
