"""The sound laid on the cut: which line, which noise and which place is heard from which sample on."""

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from audio import layered, own
from audio.effects import LONGEST, SoundCue, effects, stops, table
from audio.errors import AudioError
from audio.laying import FADE
from audio.lines import RATE
from audio.places import Place, place_of
from audio.timeline import Effect, Excerpt, Heard, Placed, Recorded, Region, Source, Timeline, Tone
from previz.cutting.cut import BeatAt, Cut
from previz.errors import SettingsError
from previz.i18n import _
from previz.project import Project, in_utf8
from previz.script.story import Story
from previz.settings import Settings
from previz.sound.perspective import NEAR, of_effect, of_voice, views
from previz.sound.spoken import Spoken
from previz.workshop.build import Build, Job
from previz.workshop.store import Recipe, digest, library
from screenplay.elements import Locale
from screenplay.story import Beat, Channel, Scene
from storyboard.stage.geometry import Setup

LOOP = 30
"""Seconds of a place's ambience, before it comes again."""
FAR = 3.0
"""dB by which what is heard from elsewhere is lower, beside what its way to us takes."""
STAGED: tuple[Channel, ...] = ("on", "off", "door")
"""Channels of voices that stand somewhere; the others come out of a loudspeaker, or out of nowhere."""
RING, VAST = 11 * RATE // 10, 2 * RATE
"""Samples that a room may ring after a line, and a church."""


def own_sounds(project: Project, build: Build) -> dict[str, Path]:
    """The person's own sounds by what they stand for, in the store: named by what is in the files.

    Raises SettingsError for a name that no text can hold.
    """
    if not project.settings.sound.folder:
        return {}
    home = project.script.parent / project.settings.sound.folder
    for path in home.iterdir() if home.is_dir() else ():
        in_utf8(path)
    files = own.found(home)
    jobs = [
        Job(Recipe("own", ".wav", {"sound": digest(path), "use": use, "libraries": library("av")}), "own", (path, use))
        for path, use in ((path, own.use(name)) for name, path in files.items())
    ]
    return dict(zip(files, build.start("ambience", jobs).paths(), strict=True))


def layered_by_hand(story: Story) -> tuple[dict[str, layered.Layers], list[tuple[int, str]]]:
    """The ambiences that notes ask for, by scene; and line and message of each note that nobody understands."""
    asked: dict[str, layered.Layers] = {}
    misread: list[tuple[int, str]] = []
    for note in story.script.notes:
        scene = next((one for one in reversed(story.scenes) if one.line <= note.line), None)
        if note.kind != "note" or scene is None:
            continue
        try:
            layers = layered.asked(note.text)
        except AudioError as trouble:
            misread.append((note.line, str(trouble)))
            continue
        if layers:
            asked[scene.id] = asked.get(scene.id, ()) + layers
    return asked, misread


def heard_place(scene: Scene, locale: Locale) -> Place:
    """Where a scene sounds."""
    return place_of(scene.heading, [beat.text for beat in scene.beats if beat.kind == "action"], locale=locale)


def score(story: Story, cut: Cut, spoken: Spoken, ambiences: Sequence[Path], settings: Settings,
    owned: Mapping[str, Path], setups: Sequence[Setup],
) -> Timeline:  # fmt: skip
    """Lay the sound on the cut: lines, the effects that the text names, and each scene's ambience, if there is any.

    What stands on the stage is heard from its place in the picture, by ``setups``. ``owned`` holds the person's own
    sounds, which come before ours. Raises SettingsError for a kind of effect that the settings weigh and nobody knows.
    """
    _known(settings)
    weigh = settings.sound
    at = {line.line: line for line in cut.lines}
    beats_at = {beat.beat: beat for beat in cut.beats}
    ends = [scene.sample for scene in cut.scenes[1:]] + [cut.samples]
    scenes = {scene.scene: (scene, end) for scene, end in zip(cut.scenes, ends, strict=False)}  # a title may be alone
    panels = views(setups) if weigh.perspective else {}
    lines = {line.id: (line, take) for line, take in zip(spoken.lines, spoken.takes, strict=True)}
    dialogue, noises, ambience, marks = [], [], [], []
    for scene, loop in zip_longest(story.scenes, ambiences):
        if scene.id not in scenes:  # nothing is written there to see
            continue
        place, (laid, end) = heard_place(scene, story.locale), scenes[scene.id]
        turns = [beats_at[beat.id] for beat in scene.beats if beats_at[beat.id].turns]
        if loop:
            loop = owned.get(f"bg:{place.kind}", loop)
            # A scene comes into its place at any moment: the loop does not begin with it each time.
            begins = [(laid.sample, scene.beats[0].id if scene.beats else scene.heading.text)]
            begins += [(turn.sample, turn.beat) for turn in turns]
            for (begin, name), until in zip(begins, [*(turn.sample for turn in turns), end], strict=True):
                anchor = begin - _seed(name) % LOOP * RATE  # whole seconds keep a hum in step with itself
                ambience.append(Region(begin, until, Recorded(loop), weigh.ambience_gain, anchor=anchor))
        marks += [turn.sample for turn in turns]
        until = min(end + FADE, cut.samples)
        noisy: list[tuple[str, Placed]] = []
        ring = VAST if place.size == "vast" else RING
        for beat in scene.beats:
            if beat.id in lines:
                line, take = lines[beat.id]
                spot = of_voice(panels.get(beat.id), line.character) if line.channel in STAGED else NEAR
                heard = Heard(take, line.channel, place, spot.metres)
                when = at[beat.id]
                silent = min(until, when.sample + when.samples + ring)
                dialogue.append(Placed(
                    when.sample, when.samples, heard, weigh.dialogue_gain, spot.pan, who=line.character, until=silent
                ))  # fmt: skip
            else:
                panel = panels.get(beat.id)
                noisy += _noises(beat, beats_at[beat.id], place, until, story.locale, settings, owned, panel)
                _stop(noisy, beat, beats_at[beat.id], story.locale)
        noises += [placed for _name, placed in noisy]
    scene_marks = tuple(scene.sample for scene in cut.scenes)
    return Timeline(
        cut.samples, tuple(dialogue), tuple(noises), tuple(ambience), scene_marks, tuple(marks), tones=_tones(cut)
    )


def _tones(cut: Cut) -> tuple[Tone, ...]:
    """The tone of a leader: a frame of it, two seconds of timecode before the first picture."""
    if not cut.leader.frames:
        return ()
    frame = cut.start - 2 * round(cut.rate)
    begin, end = (round(at / cut.rate * RATE) for at in (frame, frame + 1))
    return (Tone(begin, end - begin),)


def with_rushes(timeline: Timeline, cut: Cut, sound: Mapping[str, Path]) -> Timeline:
    """The film's sound with that of footage, by the shot that it was filmed for, as long as the shot lasts."""
    if not sound:
        return timeline
    own = []
    for shot in cut.shots:
        path = sound.get(shot.shot.partition("~")[0])
        if path is not None:
            begin, end = (round(frame / cut.rate * RATE) for frame in (shot.span.start, shot.span.end))
            heard = Excerpt(path, round(shot.head / cut.rate * RATE), end - begin)
            own.append(Placed(begin, end - begin, heard, until=end))
    return replace(timeline, dialogue=(*timeline.dialogue, *own))


def _noises(
    beat: Beat,
    at: BeatAt,
    place: Place,
    until: int,
    locale: Locale,
    settings: Settings,
    owned: Mapping[str, Path],
    panel: Setup | None,
) -> Iterator[tuple[str, Placed]]:
    """The effects that a beat names, each from the word that does."""
    for cue in effects(beat, locale=locale):
        asked = settings.sound.effect_gain(cue.name)
        if asked is None:
            continue
        channel: Channel = "off" if cue.far else "on"
        spot = NEAR if cue.far else of_effect(panel, cue.name)
        sound: Source = Effect(cue.name, _seed(beat.text), place, channel, spot.metres, cue.times)
        if cue.name in owned:
            sound = Recorded(owned[cue.name], place, channel, spot.metres)
        gain = 20 * math.log10(max(cue.weight, 0.01)) + asked - FAR * cue.far
        yield cue.name, Placed(_moment(cue, beat, at), LONGEST, sound, gain, spot.pan, until=until)


def _stop(noisy: list[tuple[str, Placed]], beat: Beat, at: BeatAt, locale: Locale) -> None:
    """End what a beat says is over."""
    for cue in stops(beat, locale=locale):
        moment = _moment(cue, beat, at)
        for index, (name, placed) in enumerate(noisy):
            if name == cue.name and placed.sample < moment < (placed.until or moment + 1):
                noisy[index] = name, replace(placed, until=moment)


def _moment(cue: SoundCue, beat: Beat, at: BeatAt) -> int:
    return at.sample + round(at.samples * cue.start / max(len(beat.text), 1))


def _known(settings: Settings) -> None:
    kinds = set(table())
    asked = settings.sound.effects if isinstance(settings.sound.effects, dict) else {}
    for name in asked:
        if name not in kinds:
            message = _("[sound.effects] has no “{name}”; its keys are: {known}")
            raise SettingsError(message.format(name=name, known=", ".join(sorted(kinds))))


def _seed(identity: str) -> int:
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:4])
