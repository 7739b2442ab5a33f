"""Locked scene numbers of a film: ``numbers.jsonl`` in its folder, a line for each number that was ever given.

The rule by which new scenes get letters is in ``screenplay.drafts.numbers``. While the file is there, its numbers are
those of the story, wherever a scene's number is shown.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from previz.errors import DraftsError
from previz.i18n import _
from previz.project import LOCKED, Project
from previz.script import drafts
from previz.script.story import Story, understand
from previz.workshop.store import refused, write_whole
from screenplay.drafts.identities import Identities
from screenplay.drafts.numbers import Numbered, locked, numbered
from screenplay.elements import Element, Locale
from screenplay.fountain import parse
from screenplay.scenes import Scene

SCHEMA = "Numbers.1"

OMITTED: dict[Locale, str] = {"fr": "SUPPRIMÉE", "en": "OMITTED"}
"""What stands in the script for a scene that is no more."""


@dataclass(frozen=True, slots=True)
class Row:
    """A number of the list, in the script's order."""

    number: str
    heading: str
    scene: str | None
    """The scene's id in this draft, None when nothing stands there any more."""
    fresh: bool = False
    """Whether it was given now, to a scene that came after the lock."""
    omitted: bool = False
    """Whether the scene is gone, though a heading in the script may say so in its place."""


def path(project: Project) -> Path:
    """Where the numbers are kept while they are locked."""
    return project.folder / LOCKED


def locked_numbers(project: Project) -> tuple[Numbered, ...]:
    """Every number that was ever given while they are locked, else none."""
    return _read(project) or ()


def lock(project: Project) -> tuple[Row, ...]:
    """Freeze the numbers as they stand, or, when they are frozen already, give new scenes theirs. The list."""
    story = understand(project)
    identities = drafts.record(project, story, by="lock").identities
    before = _read(project)
    names = _names(before, story.scenes, identities)
    rows = _listed(before, story.scenes, names)
    _write(project, rows)
    return _rows(rows, story.scenes, names, {one.scene for one in before or rows})


def unlock(project: Project) -> bool:
    """Let the script's own numbers be shown again. False when they were not locked."""
    if not path(project).exists():
        return False
    try:
        path(project).unlink()
    except OSError as trouble:
        raise refused(path(project), trouble) from trouble
    return True


def keep(project: Project, story: Story, identities: Identities) -> None:
    """What a made draft's new scenes were numbered stays theirs. Nothing to do when numbers are not locked."""
    before = _read(project)
    if before is None:
        return
    rows = _listed(before, story.scenes, _names(before, story.scenes, identities))
    if rows != tuple(before):
        _write(project, rows)


def apply(project: Project, story: Story) -> Story:
    """The story with its locked numbers."""
    before = _read(project)
    if before is None:
        return story
    names = _names(before, story.scenes, drafts.follow(project, story))
    given = {one.scene: one.number for one in _listed(before, story.scenes, names)}
    scenes = tuple(replace(scene, number=given[names[scene.id]]) for scene in story.scenes)
    return replace(story, scenes=scenes)


def _names(before: Sequence[Numbered] | None, scenes: Sequence[Scene], identities: Identities) -> dict[str, str]:
    """The identity of each scene, by its id. A heading that only says SUPPRIMÉE, under the number of a scene that is
    gone, is that scene: so a writer may go on with the copy that bears the numbers."""
    gone = {one.number: one.scene for one in before or () if identities.place(one.scene) is None}
    names: dict[str, str] = {}
    for scene in scenes:
        number = scene.element.number if scene.element and scene.heading.omitted else None
        names[scene.id] = gone.pop(number or "", "") or identities.of(scene.id, "scene")
    return names


def _listed(
    before: Sequence[Numbered] | None, scenes: Sequence[Scene], names: Mapping[str, str]
) -> tuple[Numbered, ...]:
    headings = {one.scene: one.heading for one in before or ()}
    told: list[Numbered] = []
    for scene in scenes:
        name, heading = names[scene.id], scene.heading.text
        if scene.heading.omitted:
            heading = headings.get(name, heading)  # what it was called
        told.append(Numbered(name, (scene.element.number if scene.element else None) or "", heading))
    return locked(told) if before is None else numbered(before, told)


def _rows(
    rows: Sequence[Numbered], scenes: Sequence[Scene], names: Mapping[str, str], before: set[str]
) -> tuple[Row, ...]:
    here = {names[scene.id]: scene for scene in scenes}
    return tuple(
        Row(
            one.number,
            one.heading,
            scene.id if (scene := here.get(one.scene)) else None,
            fresh=one.scene not in before,
            omitted=scene is None or scene.heading.omitted,
        )
        for one in rows
    )


def _read(project: Project) -> tuple[Numbered, ...] | None:
    """The locked numbers, None when they are not locked. Raises DraftsError for a file that cannot be used."""
    file = path(project)
    try:
        rows = file.read_bytes().split(b"\n")
    except FileNotFoundError:
        return None
    except OSError as trouble:
        raise refused(file, trouble) from trouble
    try:
        head = msgspec.json.decode(rows[0], type=dict[str, Any])
        found = tuple(msgspec.json.decode(row, type=Numbered) for row in rows[1:-1])
    except msgspec.DecodeError:
        head, found = {}, ()
    twice = len({one.number for one in found}) < len(found) or len({one.scene for one in found}) < len(found)
    if head.get("schema") != SCHEMA or rows[-1] or twice:
        raise DraftsError(
            _(
                "{path}: these locked numbers cannot be read; put the file back from a copy, or move it away and run "
                "“previz lock” again",
                path=file,
            )
        )
    return found


def _write(project: Project, rows: Sequence[Numbered]) -> None:
    lines = [{"schema": SCHEMA}, *rows]
    write_whole(path(project), b"".join(msgspec.json.encode(line) + b"\n" for line in lines))


def write_numbered(project: Project, output: Path) -> None:
    """A copy of the script with its locked numbers, and the omitted ones where they stood: a new file.

    Raises DraftsError when there is a file of that name already, or when numbers are not locked.
    """
    if output.exists():
        raise DraftsError(_("{path} is there already; name a new file: no script is ever written over", path=output))
    before = _read(project)
    if before is None:
        raise DraftsError(_("the numbers of {path} are not locked; run “previz lock” first", path=project.script))
    story = understand(project)
    names = _names(before, story.scenes, drafts.follow(project, story))
    rows = _rows(_listed(before, story.scenes, names), story.scenes, names, set())
    text = numbered_text(story, rows)
    write_whole(output, text.encode(story.script.encoding, "surrogatepass"))


def numbered_text(story: Story, rows: Sequence[Row]) -> str:
    """The script's text with a number on each heading. Raises DraftsError where none can be written."""
    scenes = {scene.id: scene for scene in story.scenes}
    text, locale = story.script.text, story.locale
    newline = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    wanted: list[str] = []
    at = 0
    gone: list[str] = []
    for row in rows:
        heading = scenes[row.scene].element if row.scene else None
        if row.scene is None:
            gone.append(row.number)
        elif heading is not None:
            omitted = "".join(f".{OMITTED[locale]} #{number}#{newline * 2}" for number in gone)
            parts += [text[at : heading.offset], omitted, _with_number(heading, row.number, locale)]
            wanted += [*gone, row.number]
            at, gone = heading.offset + heading.length, []
    parts.append(text[at:])
    if gone:
        parts.append(newline * 2 + (newline * 2).join(f".{OMITTED[locale]} #{number}#" for number in gone) + newline)
        wanted += gone
    written = "".join(parts)
    if _read_numbers(written, locale) != wanted:
        raise DraftsError(_("this script cannot be given numbers as it is; export it as Fountain first"))
    return written


def _with_number(heading: Element, number: str, locale: Locale) -> str:
    """A heading's line with another number: where the writer has hers, else in Fountain's way at its end."""
    source, old = heading.source, re.escape(heading.number or "")
    tries = [f"{source.rstrip()} #{number}#"]
    if old and (led := re.search(rf"(?<!\w){old}(?!\w)", source)):
        tries.insert(0, f"{source[: led.start()]}{number}{source[led.end() :]}")
    if old and (end := re.search(rf"#{old}#(?=\s*$)", source)):
        tries.insert(0, f"{source[: end.start()]}#{number}#{source[end.end() :]}")
    return next((line for line in tries if _read_numbers(f"\n{line}\n\n", locale) == [number]), tries[-1])


def _read_numbers(text: str, locale: Locale) -> list[str | None]:
    return [one.number for one in parse(text, locale=locale).elements if one.kind == "scene_heading"]
