"""The drafts of a film, and the identities that go through them: ``drafts.jsonl`` in the film's folder.

Whoever ties something to a scene, an element, a beat or a person of the script ties it to its identity::

    identities = drafts.follow(project, story)
    identity = identities.of(beat.id)            # or of(scene.id, "scene"), "element", "character"
    content = identities.place(identity)         # the beat's id in this draft, or None
    identities.unplaced                          # what this draft has no place for

and calls ``record`` before it stores one: what is not in the folder may be called otherwise after another rewrite.

The file holds a line for each scene that was written or rewritten, lines for its elements under it, and a line for
each draft with the scenes it is made of: one can read it, and a new draft only adds to its end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from previz.errors import DraftsError
from previz.i18n import _
from previz.project import Project
from previz.script.story import Story
from previz.workshop.store import refused, write_whole
from screenplay.cast import id_of
from screenplay.drafts.draft import BeatText, Draft, ElementText, PersonText, SceneText, draft_of
from screenplay.drafts.history import History, Kept
from screenplay.drafts.identities import Identities
from screenplay.drafts.identities import follow as follow_history
from screenplay.folding import fold

SCHEMA = "Drafts.1"
NAME = "drafts.jsonl"


class _Head(msgspec.Struct, tag_field="line", tag="head"):
    schema: str


class _Scene(msgspec.Struct, tag_field="line", tag="scene", omit_defaults=True):
    id: str
    heading: str
    number: str = ""


class _Element(msgspec.Struct, tag_field="line", tag="element", omit_defaults=True):
    id: str
    kind: str
    who: str = ""
    text: str = ""
    beats: list[tuple[str, str]] = []


class _Draft(msgspec.Struct, tag_field="line", tag="draft"):
    draft: int
    made: str
    by: str
    script: str
    digest: str
    scenes: list[int]
    """Which scene lines of this file, from 1."""
    people: list[tuple[str, str, list[str]]]


_Line = _Head | _Scene | _Element | _Draft


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording a draft found."""

    identities: Identities
    number: int
    """The draft's number, from 1."""
    fresh: bool
    """Whether it is another one than the last."""


def path(project: Project) -> Path:
    """Where the drafts are kept."""
    return project.folder / NAME


def draft(story: Story) -> Draft:
    """The story as a draft, under content ids."""
    return draft_of(story.script, story.scenes, story.cast)


def follow(project: Project, story: Story) -> Identities:
    """The identities of a story by the film's drafts. Nothing is written.

    Raises DraftsError, with the remedy, when the file is damaged or not ours.
    """
    return follow_history(draft(story), history(project))


def record(project: Project, story: Story, *, by: str = "make") -> Recorded:
    """Keep the story's draft, unless it is the last one already and was kept for the same reason."""
    known = history(project)
    found = follow_history(draft(story), known)
    number = len(known.drafts)
    last = known.drafts[-1] if known.drafts else None
    same = last is not None and last.digest == found.draft.digest
    if last is None or not same or (by == "make" and last.by != by):
        made = datetime.now(UTC).isoformat(timespec="seconds")
        known = known.with_draft(found.draft, made=made, by=by, script=project.script.name)
        write_whole(path(project), encode(known))
        number += 1
    return Recorded(replace(found, recorded=True), number, fresh=not same)


def first_ids(project: Project, story: Story) -> dict[str, str]:
    """The id under which each of the cast was first known, for those who were renamed in a later draft."""
    file = path(project)
    try:
        status = file.stat()
    except FileNotFoundError:
        return {}
    first, last = _names(file, status.st_mtime_ns, status.st_size)
    if {one.name for one in story.cast} <= last.keys():
        identities = last
    else:  # a new name: whose it is, the alignment with the last draft says
        found = follow(project, story)
        identities = {one.name: found.of(one.id, "character") for one in story.cast}
    names = {one.id: first.get(identities[one.name], one.name) for one in story.cast}
    return {one.id: id_of(names[one.id], story.locale) for one in story.cast if fold(names[one.id]) != fold(one.name)}


@lru_cache(maxsize=2)
def _names(file: Path, _changed: int, _size: int) -> tuple[dict[str, str], dict[str, str]]:
    """The first name of each identity of a person, and the identity of each name in the last draft."""
    drafts = decode(file.read_bytes(), file).drafts
    first: dict[str, str] = {}
    for kept in drafts:
        for person in kept.people:
            first.setdefault(person.id, person.name)
    return first, {person.name: person.id for person in drafts[-1].people}


def history(project: Project) -> History:
    """All drafts of a film; none when it was never made."""
    file = path(project)
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return History()
    except OSError as trouble:
        raise refused(file, trouble) from trouble
    return decode(data, file)


def encode(known: History) -> bytes:
    """The file's bytes: UTF-8, a JSON object on each line."""
    lines: list[_Line] = [_Head(SCHEMA)]
    kept = 0
    for number, one in enumerate(known.drafts, 1):
        for index in range(kept, max(one.scenes, default=-1) + 1):
            lines += _scene_lines(known.scenes[index])
            kept = index + 1
        people = [(person.id, person.name, list(person.aliases)) for person in one.people]
        scenes = [index + 1 for index in one.scenes]
        lines.append(_Draft(number, one.made, one.by, one.script, one.digest, scenes, people))
    return b"".join(msgspec.json.encode(line) + b"\n" for line in lines)


def _scene_lines(scene: SceneText) -> Iterator[_Line]:
    yield _Scene(scene.id, scene.heading, scene.number)
    for one in scene.elements:
        yield _Element(one.id, one.kind, one.who, one.text, [(beat.id, beat.text) for beat in one.beats])


def decode(data: bytes, file: Path) -> History:
    """The drafts in a file's bytes. Raises DraftsError for what is damaged, not ours, or of a newer previz."""
    rows = data.split(b"\n")
    try:
        head = msgspec.json.decode(rows[0], type=dict[str, Any])
    except msgspec.DecodeError:
        head = {}
    if head.get("schema") != SCHEMA:
        if str(head.get("schema")).startswith("Drafts."):
            message = _("{path}: a newer previz wrote these drafts; upgrade previz, then run the same command again")
        else:
            message = _("{path}: this is no record of drafts; move it away, then run the same command again")
        raise DraftsError(message.format(path=file))
    if rows.pop():
        raise _damaged(file, len(rows) + 1)
    scenes: list[SceneText] = []
    under: list[list[ElementText]] = []
    drafts: list[Kept] = []
    for place, row in enumerate(rows[1:], 2):
        try:
            line = msgspec.json.decode(row, type=_Line)
        except msgspec.DecodeError as trouble:
            raise _damaged(file, place) from trouble
        if isinstance(line, _Scene):
            under.append([])
            scenes.append(SceneText(line.id, line.heading, line.number, ()))
        elif isinstance(line, _Element) and under:
            beats = tuple(BeatText(*beat) for beat in line.beats)
            under[-1].append(ElementText(line.id, line.kind, line.text, line.who, beats))
        elif isinstance(line, _Draft) and _holds(line, len(scenes), len(drafts)):
            people = tuple(PersonText(name, spelled, tuple(aliases)) for name, spelled, aliases in line.people)
            order = tuple(index - 1 for index in line.scenes)
            drafts.append(Kept(order, people, line.digest, line.made, line.by, line.script))
        else:
            raise _damaged(file, place)
    if not drafts or not isinstance(line, _Draft):
        raise _damaged(file, len(rows))
    whole = tuple(
        SceneText(scene.id, scene.heading, scene.number, tuple(elements))
        for scene, elements in zip(scenes, under, strict=True)
    )
    found = History(whole, tuple(drafts))
    if found.draft(-1).digest != drafts[-1].digest:
        raise _damaged(file, len(rows))
    return found


def _holds(line: _Draft, scenes: int, drafts: int) -> bool:
    """Whether a draft's line may stand where it stands."""
    return line.draft == drafts + 1 and all(1 <= index <= scenes for index in line.scenes)


def _damaged(file: Path, line: int) -> DraftsError:
    return DraftsError(
        _(
            "{path}: line {line} is damaged; put the file back from a copy (or settle the conflict that git left in "
            "it), or move it away: all of the script then gets new identities, and what was tied to the old is loose",
            path=file,
            line=line,
        )
    )


def made(known: History) -> Sequence[int]:
    """Numbers of the drafts that a film was made from, oldest first."""
    return [number for number, one in enumerate(known.drafts, 1) if one.by == "make"]
