"""What one can take of a film's sound alone: stems to cut with, and captions. Pictures are not made for it."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from audio import stems as audio_stems
from audio import takefile
from audio.saying import heard
from previz import pipeline
from previz.cutting import editing
from previz.cutting.editing import Played
from previz.cutting.rushes import filmed
from previz.direction import retakes
from previz.errors import PrevizError
from previz.film import Report
from previz.handoff.room import check_stems
from previz.i18n import _
from previz.project import Project
from previz.script.story import Story, understand
from previz.sound import scoring, takes
from previz.sound.captions import captions as laid_captions
from previz.sound.captions import srt, vtt
from previz.workshop.build import Build, building
from previz.workshop.store import Store, whole, write_whole


@dataclass(frozen=True, slots=True)
class Stems:
    """The files of a film's stems, by what they hold: MIX, DX, FX, BG, DX_ and a character."""

    folder: str
    stems: dict[str, str]
    seconds: float
    schema: str = "Stems.1"


@dataclass(frozen=True, slots=True)
class Captioned:
    """A file of captions."""

    file: str
    captions: int
    schema: str = "Captions.1"


def stems(project: Project, *, output: Path | None = None, report: Report) -> Stems:
    """Write each stem of the film's sound as a broadcast WAV, 48 kHz 24 bit, into a folder.

    ``output`` is the folder (default: NAME.stems beside the script). They begin with the film, last as long, and DX, FX
    and BG add up to MIX. Raises the packages' errors, each with its remedy.
    """
    folder = output or project.script.with_suffix(".stems")
    if folder.exists() and not folder.is_dir():
        raise PrevizError(_("{path} is a file; name a folder for the stems with -o", path=folder))
    store = Store(project.folder / "store")
    with building(store, report) as build:
        story = understand(project)
        ambiences = pipeline.beds(story, project.settings, build)
        owned = scoring.own_sounds(project, build)
        played, footage = filmed(project, _played(story, project, build), build)
        cut = played.cut
        setups = [setup for breakdown in played.breakdowns for setup in breakdown.setups]
        timeline = scoring.score(
            played.story, cut, played.spoken, played.ambiences(ambiences.paths()), project.settings, owned, setups
        )
        timeline = scoring.with_rushes(timeline, cut, footage.sound)
        tape = pipeline.tape(timeline, cut, store)
        level = pipeline.level(pipeline.weigh(tape, build).paths(), project.settings)
        files = {name: folder / f"{project.script.stem}_{name}.wav" for name in audio_stems.names(timeline)}
        check_stems(folder, files, timeline)
        with ExitStack() as stack:
            drafts = {name: stack.enter_context(whole(path)) for name, path in files.items()}
            audio_stems.write(drafts, timeline, level)
    plain = {name: str(path) for name, path in files.items()}
    return Stems(str(folder), plain, round(float(cut.frames / cut.rate), 3))


def captions(project: Project, *, output: Path | None = None, names: bool = False, report: Report) -> Captioned:
    """Write the spoken words as captions, SubRip or WebVTT by the file's suffix.

    ``output`` is the file (default: NAME.srt beside the script). ``names`` puts a name before those who are not in
    the picture when they speak.
    """
    path = output or project.script.with_suffix(".srt")
    form = {".srt": srt, ".vtt": vtt}.get(path.suffix.lower())
    if form is None:
        raise PrevizError(_("{path}: captions are SubRip or WebVTT; give a name that ends in .srt or .vtt", path=path))
    with building(Store(project.folder / "store"), report) as build:
        story = understand(project)
        played, _footage = filmed(project, _played(story, project, build), build)
    cut, spoken = played.cut, played.spoken
    texts = {line.id: heard(line.text, language=line.voice.language) for line in spoken.lines}
    words = {line.id: takefile.load(take).words for line, take in zip(spoken.lines, spoken.takes, strict=True)}
    found = laid_captions(cut, texts, words, prefixes=dict(_unseen(played.story)) if names else None)
    write_whole(path, form(found, cut.rate).encode())
    return Captioned(str(path), len(found))


def _played(story: Story, project: Project, build: Build) -> Played:
    ruling = retakes.ruling(project, story)
    breakdowns, spoken = pipeline.direct_and_speak(
        story,
        pipeline.back_ends(project),
        project,
        build,
        ruling.decisions,
        directors=retakes.directors(project, story),
        words=dict(ruling.words),
        recorded=takes.heard(takes.takes(project, story)),
    )
    return editing.play(story, breakdowns, spoken, ruling.edits, project.settings)


def _unseen(story: Story) -> Iterable[tuple[str, str]]:
    """A name for each line that is heard from outside the picture."""
    people = {one.id: one.name for one in story.cast}
    colon = " : " if story.locale == "fr" else ": "
    for scene in story.scenes:
        for beat in scene.beats:
            if beat.kind == "speech" and beat.channel != "on" and beat.speaker:
                yield beat.id, people.get(beat.speaker, beat.speaker).upper() + colon
