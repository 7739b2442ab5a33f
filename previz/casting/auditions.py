"""The cast: who has which voice and why, a line of each to listen to, and changes of mind."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

from audio import passages, takefile
from audio.casting import CLEAR
from audio.castsheet import Part, cast_sheet
from audio.lines import Line
from previz import backends, checked
from previz.casting.declaring import declare
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.script import drafts
from previz.script.story import Story, understand
from previz.settings import Person
from previz.sound import spoken
from previz.workshop.store import write_whole
from screenplay.folding import fold
from screenplay.story import Character

PLAYERS = (
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("afplay",),
)
"""Programs that play a WAV file and end with it, the first found is used."""


@dataclass(frozen=True, slots=True)
class CastSheet:
    """Everyone who speaks."""

    parts: tuple[Part, ...]
    schema: str = "CastSheet.1"


@dataclass(frozen=True, slots=True)
class Audition:
    """One character's first line, as it will be heard, before any room."""

    character: str
    name: str
    called: str
    text: str
    file: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Change:
    """What previz.toml is changed to, and the parts that change by it: before and after."""

    file: str
    written: bool
    before: tuple[Part, ...]
    after: tuple[Part, ...]
    schema: str = "CastChange.1"


def sheet(project: Project, character: str | None = None) -> CastSheet:
    """The cast sheet of a film, or of one character of it."""
    story = understand(project)
    wanted = None if character is None else found(story, character).id
    return CastSheet(tuple(one for one in _parts(project, story) if wanted in (None, one.character)))


def change(project: Project, character: str, wishes: Mapping[str, Any], *, dry_run: bool = False) -> Change:
    """Say something of a character in the previz.toml beside the script; None takes back what was said.

    Nothing is written when what is asked cannot be: AudioError or SettingsError say what, and the remedy.
    """
    story = understand(project)
    one = found(story, character)
    if wishes.get("variant") is not None and hasattr(_voice(project), "speakers"):
        raise PrevizError(
            _("{engine} has voices of its own, without variants: previz cast FILE {name} --voice NAME",
              engine=project.settings.voice.use, name=one.name)
        )  # fmt: skip
    return _changed(project, story, {one.name: ((one.id, *one.aliases), wishes)}, dry_run=dry_run)


def keep(project: Project, *, dry_run: bool = False) -> Change:
    """Pin every voice as it is now, so that no later draft moves it: in previz.toml for each, ``variant``, or the name
    of the voice for an engine with voices of its own."""
    story = understand(project)
    people = {one.id: one for one in story.cast}
    own = hasattr(_voice(project), "speakers")
    pins = {
        people[part.character].name: (
            (part.character, *people[part.character].aliases),
            {"voice": part.voice.name} if own else {"variant": part.voice.variant + 1},
        )
        for part in _parts(project, story)
        if bool(part.voice.name) == own
    }
    return _changed(project, story, pins, dry_run=dry_run)


def audition(project: Project, characters: Sequence[str] = (), *, output: Path | None = None) -> tuple[Audition, ...]:
    """Speak the first line of some characters, or of everyone who speaks, each to a WAV in ``output``.

    ``output`` is the folder cast/ of the film's own when none is named. Files bear the characters' ids.
    """
    story = understand(project)
    wanted = [found(story, name) for name in characters] or list(story.cast)
    first: dict[str, Line] = {}
    for line in _lines(project, story):
        if any(letter.isalnum() for letter in line.text):
            first.setdefault(line.character, line)
    if silent := [one.name for one in wanted if characters and one.id not in first]:
        raise PrevizError(_("{name} says nothing in this script: there is no line to play", name=", ".join(silent)))
    speaking = [one for one in wanted if one.id in first]
    voice = _voice(project)
    folder = output or project.folder / "cast"
    called = {part.character: part.called for part in _parts(project, story)}
    auditions = []
    for one, take in zip(speaking, passages.speak(voice, [first[each.id] for each in speaking]), strict=True):
        path = folder / f"{one.id}.wav"
        write_whole(path, takefile.save(replace(take, line="")))
        text = first[one.id].text
        auditions.append(Audition(one.id, one.name, called[one.id], text, str(path), round(take.seconds, 2)))
    return tuple(auditions)


def play(file: Path) -> bool:
    """Play a sound through whatever program is there; False when there is none."""
    for player, *options in PLAYERS:
        if program := shutil.which(player):
            return subprocess.run([program, *options, str(file)], check=False).returncode == 0
    return False


def found(story: Story, name: str) -> Character:
    """Someone of the script by name, alias or id, whatever the case and the accents."""
    wanted = fold(name)
    known = {fold(each): one for one in story.cast for each in (*one.aliases, one.name, one.id)}
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, 3, 0.5)
    names = ", ".join(dict.fromkeys(known[each].name for each in near) or [one.name for one in story.cast][:8])
    raise PrevizError(_("nobody is called “{name}” in this script; there are {names}", name=name, names=names or "–"))


def _parts(project: Project, story: Story) -> tuple[Part, ...]:
    known = drafts.first_ids(project, story)
    parts = cast_sheet(story.scenes, story.cast, locale=story.locale, declared=project.declared, known=known)
    engine = _voice(project)
    if not hasattr(engine, "speakers"):
        return parts
    voices = spoken.cast_of(story, engine, project)
    called = {part.name: voices[part.character].name or part.called for part in parts}
    return tuple(
        replace(
            part,
            voice=voices[part.character],
            called=called[part.name],
            pitch=None,
            heard_with=tuple(
                replace(one, distance=0.0 if called.get(one.name) == called[part.name] else CLEAR)
                for one in part.heard_with
            ),
        )
        for part in parts
    )


def _lines(project: Project, story: Story) -> tuple[Line, ...]:
    return spoken.read_story(story, _voice(project), project)


def _voice(project: Project) -> Any:
    return backends.chosen(project, "voice")


def _changed(
    project: Project, story: Story, people: Mapping[str, tuple[tuple[str, ...], Mapping[Any, Any]]], *, dry_run: bool
) -> Change:
    edit = declare(project.script.parent / "previz.toml", people)
    after = _with(project, people)
    changed = understand(after)
    old = {part.character: part for part in _parts(project, story)}
    new = {part.character: part for part in _parts(after, changed)}
    if any({"voice", "language"} & wishes.keys() for _names, wishes in people.values()):
        first = {line.character: line for line in reversed(_lines(after, changed))}
        # spoken for nobody: what cannot be is refused before anything is written
        list(passages.speak(_voice(after), [first[found(changed, name).id] for name in people]))
    if not dry_run:
        edit.write()
    moved = [one for one in new if one in old and _heard(old[one]) != _heard(new[one])]
    return Change(
        str(edit.path), not dry_run and edit.before != edit.after,
        tuple(old[one] for one in moved), tuple(new[one] for one in moved),
    )  # fmt: skip


def _heard(part: Part) -> tuple[Any, ...]:
    """What a listener, or a reader of the table, can tell apart."""
    return part.called, part.voice.gender, part.voice.age, part.voice.language


def _with(project: Project, people: Mapping[str, tuple[tuple[str, ...], Mapping[Any, Any]]]) -> Project:
    """The project as it would be once this is said of people. SettingsError when it cannot be said."""
    cast = dict(project.settings.cast)
    for name, (names, wishes) in people.items():
        known = {fold(each) for each in (name, *names)}
        key = next((each for each in cast if fold(each) in known), name)
        said = {} if key not in cast else msgspec.to_builtins(cast[key])
        table = {word: value for word, value in {**said, **wishes}.items() if value not in ("", None)}
        cast[key] = checked.convert(table, Person, f'cast."{key}"')
    return replace(project, settings=replace(project.settings, cast=cast))
