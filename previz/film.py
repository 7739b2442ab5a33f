"""A film made: the steps of ``pipeline`` in their order, what people added laid over them, and what was made recorded.

``make`` looks first whether anything has changed at all, before any heavy room is loaded.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from previz.drawings import ledger as drawings
from previz.project import Project
from previz.records import Made, Record, film_path, key_of, read_record, record_path, standing, text_of
from previz.sound import takes
from previz.workshop.build import Build, Event, building, prepared
from previz.workshop.store import Store, digest, whole, write_whole

if TYPE_CHECKING:  # loaded when a film is made
    from previz.script.story import Story

Report = Callable[[Event], None]

LONG = 300
"""Seconds of a film from which on its first scene can be watched before the rest is made."""


def make(
    project: Project,
    *,
    output: Path | None = None,
    report: Report,
    waiting: Callable[[], None] = lambda: None,
    first: Callable[[Path], None] = lambda _path: None,
) -> Made:
    """Make the film at ``output`` (default: beside the script), or find that nothing has changed.

    ``waiting`` is called when another program makes this film: it is waited for, and what it made is not made again.
    ``first`` is called with a film of the first scene, when that can be watched long before the whole.
    Raises the packages' errors, each with its remedy; whatever was finished by then is kept and not made again.
    """
    began = time.perf_counter()
    output = film_path(project, output)
    if made := _untouched(project, output, began):
        return made
    from previz.script import drafts
    from previz.script.story import understand
    from previz.workshop import turns

    text = text_of(project)  # before it is read: what is saved meanwhile is another film
    story = understand(project)  # first: a text that cannot be read says so before anything heavy is loaded
    drafts.history(project)  # and so does a record of drafts to which nothing can be added
    prepared()  # the workers load while we do
    with turns.turn(project.folder, waiting) as waited:
        if waited:
            if made := _untouched(project, output, began):
                return made
            text = text_of(project)
            story = understand(project)
        return _made(project, text, story, output, report, began, first)


def _untouched(project: Project, output: Path, began: float) -> Made | None:
    """What was made, when nothing has changed since."""
    if record := standing(project, output):
        return replace(record.made, film=str(output), untouched=True, made={}, wall_seconds=_since(began))
    return None


def _made(
    project: Project, text: str, story: "Story", output: Path, report: Report, began: float,
    first: Callable[[Path], None],
) -> Made:  # fmt: skip
    """The film of a story, ``text`` being the fingerprint of the file it was read from."""
    from previz import notices, pipeline
    from previz.cutting import editing, rushes
    from previz.direction import retakes
    from previz.drawings import binding, guiding
    from previz.drawings import wording as of_drawings
    from previz.live.plain import added
    from previz.panels import boards, frames
    from previz.script import drafts, numbers
    from previz.sound import scoring

    store = Store(project.folder / "store")
    settings = project.settings
    held = takes.takes(project, story)
    recorded = takes.fingerprint(project)  # what is known of the recordings now
    with building(store, report) as build:
        makers = pipeline.back_ends(project)
        store.sweep(output, record_path(project, output))
        if read_record(project, output) is None and _seconds(story) > LONG and not added(project):
            first(_first_scene(project, story, build))
        ambiences = pipeline.beds(story, settings, build)
        owned = scoring.own_sounds(project, build)
        ruling = retakes.ruling(project, story)
        breakdowns, spoken = pipeline.direct_and_speak(
            story,
            makers,
            project,
            build,
            ruling.decisions,
            directors=retakes.directors(project, story),
            recorded=takes.heard(held),
            words=dict(ruling.words),
        )
        played = editing.play(story, breakdowns, spoken, ruling.edits, settings)
        played, footage = rushes.filmed(project, played, build)
        cut, spoken = played.cut, played.spoken
        setups = [setup for breakdown in played.breakdowns for setup in breakdown.setups]
        timeline = scoring.score(
            played.story, cut, spoken, played.ambiences(ambiences.paths()), settings, owned, setups,
        )  # fmt: skip
        timeline = scoring.with_rushes(timeline, cut, footage.sound)
        tape = pipeline.tape(timeline, cut, store)
        weighing = pipeline.weigh(tape, build)
        named = retakes.named(project, story, breakdowns)
        drawn = binding.drawings(project, story, named)
        by_hand = drawings.fingerprint(project)  # what is known of the drawings now
        drawing = boards.draw(project, story, named, build, setups=setups, moves=False, held=drawn)
        level = pipeline.level(weighing.paths(), settings)
        recording = pipeline.record(tape, level, build)
        loudness = pipeline.loudness(level)
        labels = {shot.shot: shot.label for shot in cut.shots}
        for panels, awaited in pipeline.rounds(setups, drawing):
            segments = pipeline.picture(story, cut, spoken, setups, panels, project, build, footage.among(cut))
            blocks = pipeline.recorded(recording, tape, level, build)
            sound = recording.paths()
            if not awaited:
                fresh = [one for one, *made in zip(tape, weighing.fresh(), recording.fresh(), strict=True) if any(made)]
                pipeline.foresee(fresh, level, build)
            with whole(output) as draft:
                pipeline.join(story, cut, spoken, segments, blocks, draft, project)
            pictures = {f"{labels[shot]}-{panel + 1}": path for (shot, panel), path in panels.items()}
            made = Made(
                film=str(output),
                seconds=round(float(cut.frames / cut.rate), 3),
                frames=cut.frames,
                scenes=len(cut.scenes),
                shots=len(cut.shots),
                panels=len(panels),
                lines=len(cut.lines),
                wall_seconds=_since(began),
                made=dict(build.made),
                kept=dict(build.kept),
                notes=(
                    *notices.of_story(project, story, breakdowns),
                    *retakes.notes_of(ruling),
                    *played.notes,
                    *footage.notes,
                    *notices.of_recordings(held, spoken.guessed),
                    *of_drawings.notes_of(drawn),
                    *guiding.notes_of(drawn, makers.renderer),
                    *(makers.voice.notes(spoken.lines) if hasattr(makers.voice, "notes") else ()),
                    *frames.notes_of(pictures, awaited, store),
                    *notices.of_sound(loudness),
                    *notices.of_store(store),
                ),
            )
            numbers.keep(project, story, drafts.record(project, story).identities)
            record = Record(
                # new scenes have their numbers for good now; a film that awaits frames is never up to date
                "" if awaited else key_of(project, text, recorded, by_hand),
                output.stat().st_size,
                digest(output),
                made,
                msgspec.to_builtins(cut, enc_hook=str),
                tuple(
                    (line.id, line.text, store.name(take))
                    for line, take in zip(spoken.lines, spoken.takes, strict=True)
                ),
                tuple(msgspec.to_builtins(one) for breakdown in breakdowns for one in breakdown.findings),
                loudness.expected,
                pipeline.peak(settings),
                segments=tuple(store.name(path) for path in segments),
                reels=tuple(store.name(path) for path in sound),
                panels={label: store.name(path) for label, path in pictures.items()},
                awaited=awaited,
                left_out=played.left_out,
                reworded=dict(ruling.words),
                rushes=footage.notes,
            )
            write_whole(record_path(project, output), msgspec.json.encode(record))
            if awaited:  # there is a film to look at already
                report(Event("film", 1, 2))
    return made


def _seconds(story: "Story") -> float:
    """About how long the film will be."""
    return sum(beat.seconds for scene in story.scenes for beat in scene.beats)


def _first_scene(project: Project, story: "Story", build: Build) -> Path:
    """A film of the first scene, in the film's folder."""
    from previz.live.film import Live

    path = project.folder / "first-scene.mp4"
    Live(project, path, build).first(story)
    return path


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 2)
