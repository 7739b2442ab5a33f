"""What one can ask of a film: make it, show its shots, draw its board, check it. The steps are in ``pipeline``.

``make`` looks first whether anything has changed at all, before any heavy room is loaded.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from previz import backends, decisions, takes
from previz.build import Build, Event, building, prepared
from previz.drawings import ledger as drawings
from previz.errors import PrevizError
from previz.i18n import _, spoken_language
from previz.project import LOCKED, Project, defaults, in_utf8
from previz.store import Recipe, Store, digest, fingerprint, library, whole, write_whole

if TYPE_CHECKING:  # heavy rooms, loaded by those who need them
    from previz.loudness import Loudness
    from previz.pipeline import BackEnds
    from previz.story import Story
    from storyboard.breakdown import Breakdown
    from storyboard.glossary import Glossary

Report = Callable[[Event], None]

LONG = 300
"""Seconds of a film from which on its first scene can be watched before the rest is made."""

LIBRARIES = (
    "av",
    "espeakng-loader",
    "moviepy",
    "num2words",
    "numpy",
    "opencv-python-headless",
    "pypdfium2",
    "scipy",
    "simplemma",
)


@dataclass(frozen=True, slots=True)
class Made:
    """What ``make`` made. ``made`` and ``kept`` count products by stage."""

    film: str
    seconds: float
    frames: int
    scenes: int
    shots: int
    panels: int
    lines: int
    wall_seconds: float
    untouched: bool = False
    made: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    schema: str = "Made.1"


@dataclass(frozen=True, slots=True)
class Record:
    """What the finished film is made of: kept as film.json in the film's folder, and proved by ``check``."""

    key: str
    size: int
    sha256: str
    made: Made
    cut: dict[str, Any]
    """previz.cut.Cut as plain data."""
    lines: tuple[tuple[str, str, str], ...]
    """Line id, words as they were spoken, and the name of the take, in story order."""
    findings: tuple[dict[str, Any], ...]
    """Continuity findings (storyboard.continuity.Finding) as plain data."""
    loudness: float | None
    """LUFS that the whole film was mixed to, None when only its dialogue is judged."""
    peak: float
    """dBTP that it may not exceed."""
    segments: tuple[str, ...]
    """Names of the products that the picture is joined from, in order."""
    reels: tuple[str, ...]
    """Names of the products that the sound is joined from, in order."""
    panels: dict[str, str] = field(default_factory=dict)
    """Names of the pictures that are shown, by shot number and panel: 12B-1."""
    awaited: int = 0
    """Frames of a picture model that are not there yet: sketches stand in for them."""
    reworded: dict[str, str] = field(default_factory=dict)
    """What is said, by beat, instead of the script's words."""
    left_out: tuple[str, ...] = ()
    """Beats that an edit does not show, or whose words it does not play."""
    schema: str = "Record.1"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One panel of the storyboard."""

    label: str
    framing: str
    text: str
    picture: str
    origin: str
    """Whose hand it is of: the renderer, the artist's file, or both with what lies on top first."""


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
    from previz import drafts, turns
    from previz.story import understand

    text = _text(project)  # before it is read: what is saved meanwhile is another film
    story = understand(project)  # first: a text that cannot be read says so before anything heavy is loaded
    drafts.history(project)  # and so does a record of drafts to which nothing can be added
    prepared()  # the workers load while we do
    with turns.turn(project.folder, waiting) as waited:
        if waited:
            if made := _untouched(project, output, began):
                return made
            text = _text(project)
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
    from previz import boards, drafts, editing, frames, numbers, pipeline, retakes, rushes, scoring
    from previz.drawings import binding
    from previz.drawings import wording as of_drawings
    from previz.live.plain import added

    store = Store(project.folder / "store")
    settings = project.settings
    held = takes.takes(project, story)
    recorded = takes.fingerprint(project)  # what is known of the recordings now
    with building(store, report) as build:
        makers = back_ends(project)
        store.sweep(output, _record_path(project, output))
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
            sound = recording.paths()
            if not awaited:
                fresh = [one for one, *made in zip(tape, weighing.fresh(), recording.fresh(), strict=True) if any(made)]
                pipeline.foresee(fresh, level, build)
            with whole(output) as draft:
                pipeline.join(story, cut, spoken, segments, sound, draft, project)
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
                    *_notes(project, story, breakdowns),
                    *retakes.notes_of(ruling),
                    *played.notes,
                    *footage.notes,
                    *takes.notes_of(held, spoken.guessed),
                    *of_drawings.notes_of(drawn),
                    *(makers.voice.notes(spoken.lines) if hasattr(makers.voice, "notes") else ()),
                    *frames.notes_of(pictures, awaited, store),
                    *_heard(loudness),
                ),
            )
            numbers.keep(project, story, drafts.record(project, story).identities)
            record = Record(
                # new scenes have their numbers for good now; a film that awaits frames is never up to date
                "" if awaited else _key(project, text, recorded, by_hand),
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
            )
            write_whole(_record_path(project, output), msgspec.json.encode(record))
            if awaited:  # there is a film to look at already
                report(Event("film", 1, 2))
    return made


def board(project: Project, *, output: Path | None = None, report: Report) -> tuple[Drawn, ...]:
    """Draw every panel; ``output`` names a folder that gets a copy of each, named by its shot."""
    from previz import boards
    from previz.drawings import laying
    from previz.story import understand
    from storyboard.glossary import number

    with building(Store(project.folder / "store"), report) as build:
        story = understand(project)
        found = boards.board(project, story, build)
    drawn = []
    words = _glossary(project, story)
    for scene, breakdown in zip(story.scenes, found.breakdowns, strict=True):
        texts = {beat.id: beat.text for beat in scene.beats}
        labels = {
            shot.id: (number(scene.number, shot.order, project.settings.cut.numbering), words.label(shot))
            for shot in breakdown.shots
        }
        for setup in breakdown.setups:
            label, framing = labels[setup.shot]
            path = found.panels[setup.shot, setup.panel]
            if output is not None:
                name = f"{label.replace('/', '-')}-{setup.panel + 1}{path.suffix}"
                write_whole(output / name, path.read_bytes())
                path = output / name
            text = " ".join(texts[beat] for beat in setup.beats if beat in texts)
            origin = laying.origin(found.hand.get((setup.shot, setup.panel), ()), project.settings.renderer.use)
            drawn.append(Drawn(f"{label}-{setup.panel + 1}", framing, text, str(path), origin))
    return tuple(drawn)


def standing(project: Project, output: Path | None = None) -> Record | None:
    """What the finished film was made of, when nothing has changed since; None when it would be made again."""
    output = film_path(project, output)
    record = read_record(project, output)
    return record if record and record.key == _key(project, _text(project)) and _is_there(record, output) else None


def read_record(project: Project, film: Path | None = None) -> Record | None:
    """What a film was made of (None: the one beside the script), or None when it has not been made."""
    try:
        return msgspec.json.decode(_record_path(project, film).read_bytes(), type=Record)
    except (OSError, ValueError):  # not there, or altered: then the film is made again
        return None


def _record_path(project: Project, film: Path | None = None) -> Path:
    """film.json, or film-….json for one that was made elsewhere: several cuts of one script live side by side."""
    place = os.path.relpath(film_path(project, film), project.script.parent)
    if place == project.script.with_suffix(".mp4").name:
        return project.folder / "film.json"
    return project.folder / f"film-{hashlib.sha256(os.fsencode(place)).hexdigest()[:8]}.json"


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


def film_path(project: Project, output: Path | None) -> Path:
    """Where the film goes. Raises when that would overwrite the writer's text, or is a folder."""
    path = output or project.script.with_suffix(".mp4")
    in_utf8(path)
    if path.is_dir():
        raise PrevizError(_("{path} is a folder; name the film's file with -o", path=path))
    if path.exists() and project.script.exists() and path.samefile(project.script):
        raise PrevizError(_("{path} is the screenplay itself; name another file with -o", path=path))
    if path.suffix.lower() != ".mp4":
        raise PrevizError(_("{path}: the film is an MP4; give a name that ends in .mp4", path=path))
    return path


def _text(project: Project) -> str:
    """A fingerprint of the screenplay's file, empty when it cannot be read."""
    try:
        if not project.script.is_file():  # a pipe would be read here, and empty for whoever reads it next
            return ""
        return hashlib.sha256(project.script.read_bytes()).hexdigest()
    except OSError:
        return ""  # whoever reads the screenplay next says what is wrong with it


def _key(project: Project, text: str, recorded: str | None = None, by_hand: str | None = None) -> str:
    """The name of the film: the text, the settings, the back ends, the code and the libraries that make it."""
    if not text:
        return ""
    locked = project.folder / LOCKED
    made_from = {
        "text": text,
        "numbers": digest(locked) if locked.is_file() else "",
        "name": project.script.stem,  # the film's title where the text gives none, and its slate
        "settings": msgspec.to_builtins(project.settings),
        "decisions": decisions.fingerprint(project),
        "recordings": takes.fingerprint(project) if recorded is None else recorded,
        "drawings": drawings.fingerprint(project) if by_hand is None else by_hand,
        "back_ends": {role: backends.origin(role, getattr(project.settings, role).use) for role in backends.ROLES},
        "files": _weights(project),
        "sounds": _own_sounds(project),
        "rushes": _rushes(project),
        "code": fingerprint("screenplay", "storyboard", "audio", "previz"),
        "libraries": library(*LIBRARIES),
    }
    return Recipe("film", ".mp4", made_from).key


def _weights(project: Project) -> dict[str, Any]:
    """The files that chosen back ends work with, by role. The embedded ones have none, and are not loaded for it."""
    chosen: list[backends.Role] = [
        role for role in backends.ROLES if getattr(project.settings, role).use != defaults()[role]["use"]
    ]
    return {role: backends.maker(backends.chosen(project, role)) for role in chosen}


def _own_sounds(project: Project) -> list[tuple[str, str]]:
    """The person's own sounds by name and content: another file is another film."""
    folder = project.script.parent / project.settings.sound.folder
    if not project.settings.sound.folder or not folder.is_dir():
        return []
    return [(path.name, digest(path)) for path in sorted(folder.iterdir()) if path.is_file()]


def is_current(project: Project, record: Record) -> bool:
    """Whether a film is of the text, the settings, the decisions and the recordings as they are now."""
    return record.key == _key(project, _text(project))


def _rushes(project: Project) -> list[tuple[str, int, int]]:
    """The footage beside the script, by name, size and time: it is too large to be read each time."""
    folder = project.script.parent / project.settings.cut.rushes
    if not project.settings.cut.rushes or not folder.is_dir():
        return []
    return [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.iterdir())]


def _is_there(record: Record, output: Path) -> bool:
    try:
        return output.stat().st_size == record.size and digest(output) == record.sha256
    except OSError:
        return False


def _glossary(project: Project, story: "Story") -> "Glossary":
    from storyboard.wording import glossary_of

    return glossary_of(story.locale, project.settings.cut.glossary)


def back_ends(project: Project) -> "BackEnds":
    """Who does the work, by the settings."""
    from previz.pipeline import BackEnds

    return BackEnds(*(backends.chosen(project, role) for role in backends.ROLES))


def _notes(project: Project, story: "Story", breakdowns: Sequence["Breakdown"]) -> tuple[str, ...]:
    """What a person should know of this film: guesses, and hard continuity findings that the text asked for."""
    from audio.casting import casting_notes
    from previz.story import diagnosed, unread
    from screenplay.lint.headings import taken_out
    from storyboard.continuity import worded

    notes = [diagnosed(one) for one in (*story.script.diagnostics, *taken_out(story.scenes, story.locale))]
    notes += unread(story.locale)
    from previz.scoring import layered_by_hand
    from previz.sets import unknown

    notes += unknown(project, story)
    notes += [_("line {line}: {message}", line=line, message=said) for line, said in layered_by_hand(story)[1]]
    heard = {presence.character for scene in story.scenes for presence in scene.cast if presence.speaks}
    notes += casting_notes(story.cast, locale=spoken_language(), declared=project.declared, heard=heard)
    guessed = {
        scene.heading.place
        for scene, breakdown in zip(story.scenes, breakdowns, strict=True)
        if scene.heading.place and breakdown.setups and breakdown.setups[0].plan.guessed
    }
    if guessed:
        places = ", ".join(f"“{place}”" for place in sorted(guessed)[:6]) + ("…" if len(guessed) > 6 else "")
        notes.append(_("no set is known for {places}: a neutral one stands in", places=places))
    names, language = {one.id: one.name for one in story.cast}, spoken_language()
    notes += [
        worded(finding.kind, finding.words, names, language)
        for breakdown in breakdowns
        for finding in breakdown.findings
        if finding.hard
    ]
    return tuple(notes)


def _heard(loudness: "Loudness") -> Iterator[str]:
    """What the mix had to do to be as loud as its preset, or could not."""
    said = {
        "silent": _("nothing sounds in this film: its loudness is left alone"),
        "lifted": _("speech is rare: the ambience is raised by {lift:.0f} dB", lift=loudness.lift),
        "gain-capped": _("peaks allow no more: the film stays at {level:.1f} LUFS", level=loudness.expected or 0),
    }
    for code, message in loudness.notes:
        yield said.get(code, message)
