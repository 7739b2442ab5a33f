"""An editor's decisions laid over the film: which shots play, in which order, how long, how often.

What comes out is a film like any other: scenes, shots, setups and lines of their own, which the rest of the chain takes
as if the script were so. A scene that was cut in two by another is two; what plays twice has ids of its own, the
second time with ``~1`` after it. A shot that nobody touched keeps its frames, its panels, and so its products.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby, zip_longest
from pathlib import Path

from audio.lines import RATE
from previz import pipeline
from previz.cutting.cut import Cut, ShotAt, Span, Trim, original
from previz.cutting.slots import PANEL
from previz.direction.decisions import Edited
from previz.i18n import _
from previz.script.story import Story
from previz.settings import Settings
from previz.sound.spoken import Spoken
from screenplay.scenes import Beat, Scene
from storyboard.breakdown import Breakdown
from storyboard.shots import Shot


@dataclass(frozen=True, slots=True)
class Played:
    """The film as it is edited."""

    story: Story
    breakdowns: Sequence[Breakdown]
    spoken: Spoken
    cut: Cut
    sources: tuple[int, ...]
    """Which scene of the script each of its scenes comes from."""
    left_out: tuple[str, ...] = ()
    """Beats of the script that are not shown, or whose words are not heard."""
    notes: tuple[str, ...] = ()

    def ambiences(self, paths: Sequence[Path]) -> list[Path]:
        """The ambience of each of its scenes, from those of the script's; none where there are none."""
        return [paths[source] for source in self.sources] if paths else []


@dataclass(frozen=True, slots=True)
class Play:
    """A shot, once on screen. Seconds are counted from where it begins without any edit."""

    shot: str
    copy: int = 0
    """0 the first time it was laid, 1 and more for those that an edit has doubled."""
    head: Fraction = Fraction(0)
    seconds: Fraction = Fraction(0)
    """How long; 0 for its own length."""


def play(
    story: Story, breakdowns: Sequence[Breakdown], spoken: Spoken, edits: Sequence[Edited], settings: Settings
) -> Played:
    """The film as people edited it; without any edit, as it is."""
    natural = pipeline.lay_cut(story, breakdowns, spoken, settings)
    everything = tuple(range(len(story.scenes)))
    if not edits:
        return Played(story, breakdowns, spoken, natural, everything)
    shots = {shot.id: shot for breakdown in breakdowns for shot in breakdown.shots}
    plays, notes = arranged([at.shot for at in natural.shots], shots, edits)
    scenes = {scene.id: (index, scene, breakdowns[index]) for index, scene in enumerate(story.scenes)}
    measured = _Measured(
        natural, shots, {beat.id: beat for scene in story.scenes for beat in scene.beats},
        {shot.shot: shot for shot in natural.shots}, {beat.beat: beat.span for beat in natural.beats},
        {
            line.line: (line.sample * natural.rate / RATE, (line.sample + line.samples) * natural.rate / RATE)
            for line in natural.lines
        },
    )  # fmt: skip
    made_scenes, made_breakdowns, sources = [], [], []
    trims: dict[str, Trim] = {}
    seen: dict[str, int] = {}
    for scene_id, group in groupby(plays, key=lambda one: shots[one.shot].scene):
        run = list(group)
        index, scene, breakdown = scenes[scene_id]
        again = seen[scene_id] = seen.get(scene_id, -1) + 1
        if [one.shot for one in run] == [shot.id for shot in breakdown.shots] and not any(map(_touched, run)):
            made_scenes.append(scene)
            made_breakdowns.append(breakdown)
        else:
            name = f"{scene_id}~{again}" if again else scene_id
            laid, cut_up, wanted = measured.run(replace(scene, id=name), breakdown, run)
            made_scenes.append(laid)
            made_breakdowns.append(cut_up)
            trims |= wanted
        sources.append(index)
    edited = replace(story, scenes=tuple(made_scenes))
    heard = _heard(spoken, [beat for scene in made_scenes for beat in scene.beats])
    cut = pipeline.lay_cut(edited, made_breakdowns, heard, settings, trims)
    kept = {original(beat.id) for scene in made_scenes for beat in scene.beats if beat.text}
    left_out = tuple(beat.id for scene in story.scenes for beat in scene.beats if beat.id not in kept)
    notes += [*_longer(cut, trims), *_unheard(story, left_out)]
    return Played(edited, made_breakdowns, heard, cut, tuple(sources), left_out, tuple(notes))


def _touched(one: Play) -> bool:
    return bool(one.copy or one.head or one.seconds)


def arranged(order: Sequence[str], shots: Mapping[str, Shot], edits: Sequence[Edited]) -> tuple[list[Play], list[str]]:
    """The film's shots as edits arrange them, one decision after the other; and what could not be done."""
    plays, notes = [Play(shot) for shot in order], []
    by_beats = {frozenset(shot.beats): shot.id for shot in shots.values() if shot.beats}
    by_beat = {beat: shot.id for shot in shots.values() for beat in shot.beats}
    moved = {edit.beats: edit.number for edit in edits if edit.do == "order"}
    for edit in edits:
        shot = by_beats.get(frozenset(edit.beats))
        if shot is None:
            notes.append(_("decision {number}: its shot plays other text now; it is left aside", number=edit.number))
            continue
        at = next((index for index, one in enumerate(plays) if one.shot == shot and not one.copy), None)
        if edit.do == "removed" and at is not None:
            del plays[at]
        elif edit.do == "duration" and at is not None:
            plays[at] = replace(plays[at], head=edit.head, seconds=edit.seconds)
        elif edit.do == "order" and at is not None and moved[edit.beats] == edit.number:
            _insert(plays, plays.pop(at), at, edit, by_beat)
        elif edit.do == "duplicate":
            copy = 1 + max((one.copy for one in plays if one.shot == shot), default=0)
            _insert(
                plays, Play(shot, copy, edit.head, edit.seconds), len(plays) if at is None else at + 1, edit, by_beat
            )
    return plays, notes


def _insert(plays: list[Play], one: Play, otherwise: int, edit: Edited, by_beat: Mapping[str, str]) -> None:
    """Put a shot right after the one that it follows: that double of it, or itself; ``otherwise`` where it is gone."""
    before = by_beat.get(edit.after[0], "") if edit.after else ""
    places = {other.copy: index + 1 for index, other in enumerate(plays) if other.shot == before}
    at = places.get(edit.double, min(places.values(), default=otherwise))
    plays.insert(0 if edit.after == () else at, one)


@dataclass(frozen=True, slots=True)
class _Measured:
    """The film without any edit, to measure shots on."""

    cut: Cut
    shots: Mapping[str, Shot]
    beats: Mapping[str, Beat]
    at: Mapping[str, ShotAt]
    shown: Mapping[str, Span]
    """When each beat is on screen."""
    heard: Mapping[str, tuple[Fraction, Fraction]]
    """From which frame to which each line is heard."""

    def run(
        self, scene: Scene, breakdown: Breakdown, plays: Sequence[Play]
    ) -> tuple[Scene, Breakdown, dict[str, Trim]]:
        """Some shots of a scene that play one after the other: what is left of the scene, and how long each lasts.

        A shot keeps its place between two frames, so that its panels change where they changed before.
        """
        at = self.at
        beats: list[Beat] = []
        made: list[Shot] = []
        setups = []
        trims: dict[str, Trim] = {}
        phase = Fraction(0)
        for one, following in zip_longest(plays, plays[1:]):
            shot, span = self.shots[one.shot], at[one.shot].span
            start = round(one.head * self.cut.rate)
            frames = round(one.seconds * self.cut.rate) if one.seconds else span.frames
            kept = self._kept(at[one.shot], shot, start, start + frames)
            name = _copied(one.shot, one.copy)
            beats += [replace(beat, id=_copied(beat.id, one.copy)) for beat in kept]
            inside = {beat.id for beat in kept}
            made.append(replace(shot, id=name, scene=scene.id, beats=tuple(_copied(b.id, one.copy) for b in kept)))
            own = [setup for setup in breakdown.setups if setup.shot == shot.id]
            seen = [setup for setup in own if inside & {*setup.beats} or not {*setup.beats} & {*shot.beats}]
            setups += [
                replace(
                    setup, shot=name, beats=tuple(_copied(beat, one.copy) for beat in setup.beats if beat in inside)
                )
                for setup in (seen or own[-1:])
            ]
            after = at[following.shot].phase if following else Fraction(0)
            first = self.shown[kept[0].id].start
            head = (span.start + start - first) / self.cut.rate - (at[one.shot].phase - phase)
            trims[name] = Trim(head, frames / self.cut.rate + after - phase, start, frames)
            phase = after
        return replace(scene, beats=tuple(beats)), replace(
            breakdown, scene=scene.id, shots=tuple(made), setups=tuple(setups), findings=()
        ), trims  # fmt: skip

    def _kept(self, at: ShotAt, shot: Shot, start: int, end: int) -> list[Beat]:
        """What plays of a shot between two of its frames: a line when half of it is heard, and then whole; a beat whose
        words are not heard, silent, while it is seen long enough; else what is seen longest."""
        rate, first = self.cut.rate, at.span.start
        found: list[Beat] = []
        seen: list[tuple[int, Beat]] = []
        for beat in shot.beats:
            low = start if beat == shot.beats[0] else max(self.shown[beat].start - first, start)
            high = end if beat == shot.beats[-1] else min(self.shown[beat].end - first, end)
            shown = high - low
            seen.append((shown, self._silent(beat)))
            if beat in self.heard:
                begin, finish = (frame - first for frame in self.heard[beat])
                if 2 * (min(finish, Fraction(end)) - max(begin, Fraction(start))) >= finish - begin:
                    found.append(self.beats[beat])
                    continue
            if shown >= max(round(PANEL * rate), 1):
                found.append(self._silent(beat))
        return found or [max(seen, key=lambda one: one[0])[1]]

    def _silent(self, beat: str) -> Beat:
        """A beat without its words, where it has any."""
        one = self.beats[beat]
        if one.kind != "speech":
            return one
        return replace(one, kind="action", text="", speaker=None, dual=None, channel="on", delivery="")


def _copied(name: str, copy: int) -> str:
    return f"{name}~{copy}" if copy else name


def _heard(spoken: Spoken, beats: Sequence[Beat]) -> Spoken:
    """The lines that are heard, in the order in which they are; of those not spoken yet, only how long they are."""
    known = {line.id: (line, take) for line, take in zip(spoken.lines, spoken.takes, strict=True)}
    said = [beat.id for beat in beats if beat.kind == "speech"]
    heard = [(name, *known[original(name)]) for name in said if original(name) in known]
    return Spoken(
        tuple(replace(line, id=name) for name, line, _take in heard),
        tuple(take for _name, _line, take in heard),
        {name: spoken.lengths[original(name)] for name in said},
        spoken.guessed,
    )


def _longer(cut: Cut, trims: Mapping[str, Trim]) -> Iterator[str]:
    for shot in cut.shots:
        wanted = trims.get(shot.shot)
        if wanted and (more := shot.span.frames - wanted.frames) > 0:
            yield _("{shot} is longer than in the edit (frames: +{count}): what is said in it needs them",
                    shot=shot.label, count=more)  # fmt: skip


def _unheard(story: Story, left_out: Sequence[str]) -> Iterator[str]:
    lost = set(left_out)
    for scene in story.scenes:
        for beat in scene.beats:
            if beat.id in lost and beat.kind == "speech":
                yield _("line {line}: “{text}” is cut in the edit", line=beat.line, text=beat.text[:60])
