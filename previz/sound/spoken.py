"""What is spoken of a film: the lines with who speaks them, and what each take is made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from audio import passages, recordings
from audio.casting import cast_voices
from audio.delivery import level as loudness_of
from audio.delivery import lines as read_lines
from audio.lines import Line, Take, Voice, VoiceSpec
from audio.takes import LEVEL
from audio.voices.repertoire import played_by
from previz import backends
from previz.project import Project
from previz.script import drafts
from previz.script.story import Story
from previz.sound.takes import Recording
from previz.workshop.store import Recipe, fingerprint, library

SPOKEN_WITH = ("numpy", "scipy", "espeakng-loader", "num2words")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The lines of the script and their takes, in story order."""

    lines: tuple[Line, ...]
    takes: tuple[Path, ...]
    lengths: dict[str, float]
    """Seconds by line id."""
    guessed: frozenset[str] = frozenset()
    """Lines whose recording does not fit their words, so that their times are only stretched."""


def reworded(story: Story, words: Mapping[str, str]) -> Story:
    """The story as it is spoken: some beats say something else than the script."""
    if not words:
        return story
    scenes = (
        replace(scene, beats=tuple(replace(beat, text=words.get(beat.id, beat.text)) for beat in scene.beats))
        for scene in story.scenes
    )
    return replace(story, scenes=tuple(scenes))


def cast_of(story: Story, voice: Voice | None, project: Project) -> dict[str, VoiceSpec]:
    """Each character's voice; one of the engine's own, by its name, if it has any."""
    known = drafts.first_ids(project, story)
    voices = cast_voices(story.scenes, story.cast, locale=story.locale, declared=project.declared, known=known)
    return played_by(voice, voices, story.scenes, known)


def read_story(story: Story, voice: Voice | None, project: Project) -> tuple[Line, ...]:
    """Every line to be spoken, with who speaks it and how; by the voices of an engine if one is given."""
    played = cast_of(story, voice, project)
    return read_lines(story.scenes, played, locale=story.locale, pronounce=project.settings.pronounce)


def recipe(line: Line, voice: Voice, recording: Recording | None) -> Recipe:
    """What the take of a line is made of: not where it stands."""
    said = replace(line, id="", scene="")
    if recording is None:
        return Recipe("take", ".wav", backends.ingredients(said, voice, "audio", SPOKEN_WITH))
    made_from = {
        "input": msgspec.to_builtins(said),
        "recording": recording.note.sha256,
        "level": scratch_level(voice),
        "code": fingerprint("screenplay", "audio"),
        "libraries": library(*SPOKEN_WITH, "av"),
    }
    return Recipe("take", ".wav", made_from)


def scratch_level(voice: Voice) -> float:
    """Loudness of plain speech of an engine, dB: recordings are brought to it."""
    return float(getattr(voice, "level", LEVEL))


def takes(lines: Sequence[Line], voice: Voice, recorded: Mapping[str, Recording]) -> Iterator[Take]:
    spoken = passages.speak(voice, [line for line in lines if line.id not in recorded])
    for line in lines:
        if line.id in recorded:
            level = scratch_level(voice) + loudness_of(line.manner, line.text)
            yield recordings.take(line, recorded[line.id].path, level=level)
        else:
            yield next(spoken)


def take_recipes(
    story: Story, voice: Voice, project: Project, recorded: Mapping[str, Recording]
) -> tuple[tuple[Line, ...], list[Recipe]]:
    """The lines, and what the take of each is made of."""
    lines = read_story(story, voice, project)
    return lines, [recipe(line, voice, recorded.get(line.id)) for line in lines]
