"""Recordings of people, and whose lines they are: the folder ``recordings`` in the film's folder.

A file there is a take of a line, by its name (``DX_MARTHE_S12_L1f3a9c_T2.wav``) or because someone said so. All takes
are kept; the circled one is heard, else the last. ``takes.jsonl`` beside them remembers which line each file is of and
which words it says, so that a rewrite flags it: it is a line for each thing said, and the last one about a file holds.

Nothing here is ever removed by previz: recordings cannot be made again.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

import msgspec

from audio.slates import SOUNDS, slate
from previz.documents.directions import directed
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project, in_utf8
from previz.script.story import Story
from previz.workshop.store import digest, write_whole
from screenplay.folding import slug, words
from screenplay.story import Beat, Scene

SCHEMA = "TakeNote.1"

NEAR = 0.6
"""Share of its letters that a line keeps when it is rewritten and is still that line."""

ID = 6
"""Letters of a beat's id in a file's name."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of one recording: a line of takes.jsonl."""

    file: str
    """Its path in the folder, with slashes."""
    identity: str
    """The beat's identity, which follows it through drafts."""
    scene: str
    """The scene's number as it was, for people and for the search when the identity is gone."""
    who: str
    said: str
    """The words that it says: the line's when it was recorded, assigned or circled."""
    sha256: str
    size: int
    changed: int
    """When the file was last written, in nanoseconds."""
    take: int = 0
    circled: bool = False
    flaws: tuple[str, ...] = ()
    """What is wrong with its sound: kinds of ``audio.recordings.flaws``."""
    schema: str = SCHEMA


State = Literal["good", "stale"]


@dataclass(frozen=True, slots=True)
class Recording:
    """One take of one line of this draft."""

    path: Path
    take: int
    circled: bool
    state: State
    """``stale``: the words of the line are no longer those that were recorded."""
    note: Note


@dataclass(frozen=True, slots=True)
class Row:
    """One line of this draft with its takes."""

    line: str
    """The beat's id."""
    label: str
    """Scene, and the line's number in it: ``12/4``."""
    scene: str
    who: str
    """The character's name."""
    text: str
    direction: str
    file: str
    """What the next take is to be called."""
    seconds: float = 0.0
    """Estimated."""
    takes: tuple[Recording, ...] = ()
    cut: bool = False
    """Whether an edit has cut it: nobody needs to record it."""

    @property
    def heard(self) -> Recording | None:
        """The take that the film plays: the circled one, else the last, of those that say today's words."""
        good = [one for one in self.takes if one.state == "good"]
        return next((one for one in good if one.circled), good[-1] if good else None)


@dataclass(frozen=True, slots=True)
class Takes:
    """Every line with its takes; and the files that are nobody's."""

    rows: tuple[Row, ...]
    unassigned: tuple[Path, ...]
    """Files whose name names no line, and that nobody assigned."""
    unplaced: tuple[Note, ...]
    """Recordings of lines that this draft does not have: kept for the draft that has them again."""


def folder(project: Project) -> Path:
    """Where recordings are dropped."""
    return project.folder / "recordings"


def fingerprint(project: Project) -> str:
    """The hash of what lies in the folder: an ingredient of the film. Empty when nothing does."""
    ledger = _ledger(project)
    known = ledger.read_bytes() if ledger.is_file() else b""
    listed = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in _files(project)]
    return hashlib.sha256("\n".join(listed).encode() + known).hexdigest() if known or listed else ""


def takes(project: Project, story: Story) -> Takes:
    """The takes of this draft, as they lie in the folder. What was not known of a file is written down.

    Raises PrevizError when takes.jsonl is damaged.
    """
    from previz.script import drafts  # light commands read this module for its fingerprint alone

    follows = drafts.follow(project, story)
    words, cut = _as_edited(project, story)
    rows = _rows(story, words, cut)
    notes = {note.file: note for note in _read(project)}
    learnt: list[Note] = []
    found: dict[str, list[Note]] = {}
    unassigned: list[Path] = []
    unplaced: list[Note] = []
    here = {row.line: row for row in rows}
    for path in _files(project):
        name = path.relative_to(folder(project)).as_posix()
        note = notes.get(name)
        if note is None or _changed(path, note):
            note = _seen(path, name, rows, follows.of, note)
            if note is None:
                unassigned.append(path)
                continue
            learnt.append(note)
        row = _placed(note, here.get(follows.place(note.identity) or ""), rows)
        if row is None:
            unplaced.append(note)
        else:
            found.setdefault(row.line, []).append(note)
    if learnt:
        drafts.record(project, story, by="recording")  # the next draft is told by this one
        _write(project, [*_read(project), *learnt])
    return Takes(
        tuple(_with_takes(row, found.get(row.line, ()), project) for row in rows), tuple(unassigned), tuple(unplaced)
    )


def assign(project: Project, story: Story, file: Path, label: str) -> Row:
    """Say that a file is a take of a line, by its label (``12/4``) or its id, as files have it.

    A file outside of the folder is copied into it, under the line's name. Raises PrevizError when there is no such file
    or line.
    """
    from audio import recordings
    from previz.script import drafts

    held = takes(project, story)
    row = row_of(held, label)
    if not file.is_file():
        raise PrevizError(_("{path}: there is no such file", path=file))
    recordings.read(file)  # an error now is better than one when the film is made
    if not file.resolve().is_relative_to(folder(project).resolve()):
        copy = folder(project) / (Path(row.file).stem + file.suffix.lower())
        write_whole(copy, file.read_bytes())
        file = copy
    name = file.resolve().relative_to(folder(project).resolve()).as_posix()
    number = 1 + max((one.take for one in row.takes if one.note.file != name), default=0)
    known = drafts.record(project, story, by="recording").identities
    note = _noted(file, name, row, known.of(row.line), number)
    _write(project, [*_read(project), note])
    return next(one for one in takes(project, story).rows if one.line == row.line)


def circle(project: Project, story: Story, label: str, number: int) -> Row:
    """Circle one take of a line: it is the one that is heard. It now stands for the line's words as they are today.

    Raises PrevizError when there is no such line or take.
    """
    from previz.script import drafts

    row = row_of(takes(project, story), label)
    chosen = next((one for one in row.takes if one.take == number), None)
    if chosen is None:
        known = ", ".join(str(one.take) for one in row.takes) or "–"
        raise PrevizError(
            _("line {label} has no take {number}; its takes: {known}", label=label, number=number, known=known)
        )
    identity = drafts.record(project, story, by="recording").identities.of(row.line)
    said = [replace(one.note, circled=False) for one in row.takes if one is not chosen]
    said.append(replace(chosen.note, circled=True, said=row.text, identity=identity))
    _write(project, [*_read(project), *said])
    return next(one for one in takes(project, story).rows if one.line == row.line)


def of(rows: Sequence[Row], who: str) -> tuple[Row, ...]:
    """The lines of one character, or all. Raises PrevizError when nobody of that name speaks."""
    kept = tuple(row for row in rows if not who or plain(row.who) == plain(who))
    if who and not kept:
        known = ", ".join(dict.fromkeys(row.who for row in rows)) or "–"
        raise PrevizError(_("nobody named “{who}” speaks; who speaks: {known}", who=who, known=known))
    return kept


def row_of(held: Takes, label: str) -> Row:
    """The line of a label: ``12/4``, or its id, as files have it. Raises PrevizError when there is none, or several."""
    found = [row for row in held.rows if row.label.lower() == label.lower()]
    found = found or [row for row in held.rows if label.lower() in (row.line, _short(row.line))]
    if len(found) != 1:
        raise PrevizError(_("no line is called “{label}”; “previz takes” lists them", label=label))
    return found[0]


def heard(held: Takes) -> dict[str, Recording]:
    """The recording that the film plays for each line that has one."""
    return {row.line: take for row in held.rows if (take := row.heard)}


def _ledger(project: Project) -> Path:
    return folder(project) / "takes.jsonl"


def _files(project: Project) -> list[Path]:
    """Every recording in the folder. Raises SettingsError for a name that no text can hold."""
    home = folder(project)
    found = (path for path in home.rglob("*") if path.suffix.lower() in SOUNDS and not path.name.startswith("."))
    listed = sorted(path for path in found if path.is_file())
    for path in listed:
        in_utf8(path)
    return listed


def _read(project: Project) -> list[Note]:
    """The last note of each file. A last line without its end was never said."""
    ledger = _ledger(project)
    if not ledger.is_file():
        return []
    notes: dict[str, Note] = {}
    for number, line in enumerate(ledger.read_bytes().split(b"\n")[:-1], 1):
        if not line.strip():
            continue
        try:
            note = msgspec.json.decode(line, type=Note)
        except ValueError as trouble:
            message = _("{path}, line {line}: this is no note of a take; mend that line, or restore the file")
            raise PrevizError(message.format(path=ledger, line=number)) from trouble
        notes[note.file] = note
    return list(notes.values())


def _write(project: Project, notes: Sequence[Note]) -> None:
    last = {note.file: note for note in notes}
    write_whole(_ledger(project), b"".join(msgspec.json.encode(note) + b"\n" for note in last.values()))


def _as_edited(project: Project, story: Story) -> tuple[Mapping[str, str], Set[str]]:
    """What is said by beat instead of the script's words, and the beats that an edit has cut: those that the finished
    film leaves out, or those of removed shots while there is none of this draft."""
    from previz.direction import decisions, retakes  # light commands read this module for its fingerprint alone
    from previz.records import standing

    if not any(one.do in ("reword", *decisions.EDITED) for one in decisions.standing(decisions.read(project))):
        return {}, frozenset()
    ruling = retakes.ruling(project, story)
    if film := standing(project):
        return dict(ruling.words), frozenset(film.left_out)
    removed = {beat for edit in ruling.edits if edit.do == "removed" for beat in edit.beats}
    doubled = {beat for edit in ruling.edits if edit.do == "duplicate" for beat in edit.beats}
    return dict(ruling.words), removed - doubled


def _rows(story: Story, words: Mapping[str, str], cut: Set[str]) -> tuple[Row, ...]:
    """Every line of the draft as it is said, without its takes."""
    names = {one.id: one.name for one in story.cast}
    return tuple(
        replace(_row(scene, number, replace(beat, text=words.get(beat.id, beat.text)), names), cut=beat.id in cut)
        for scene in story.scenes
        for number, beat in enumerate((one for one in scene.beats if one.kind == "speech"), 1)
    )


def _row(scene: Scene, number: int, beat: Beat, names: dict[str, str]) -> Row:
    who = beat.speaker or ""
    file = f"DX_{plain(who)}_S{plain(scene.number)}_L{_short(beat.id)}_T1.wav"
    return Row(
        beat.id,
        f"{scene.number}/{number}",
        scene.number,
        names.get(who, who),
        beat.text,
        directed(beat),
        file,
        beat.seconds,
    )


def plain(name: str) -> str:
    """A name as it stands in a file's name: ``LE-SERVEUR``."""
    return slug(name, longest=40, otherwise="x").upper()


def _with_takes(row: Row, notes: Sequence[Note], project: Project) -> Row:
    ordered = sorted(notes, key=lambda note: (note.take, note.file))
    held = tuple(
        Recording(
            folder(project) / note.file, note.take, note.circled, "good" if same(note.said, row.text) else "stale", note
        )
        for note in ordered
    )
    following = 1 + max((one.take for one in held), default=0)
    return replace(row, takes=held, file=row.file.replace("_T1.wav", f"_T{following}.wav"))


def same(one: str, other: str) -> bool:
    """Whether two texts are the same words, whatever their case and punctuation."""
    return words(one) == words(other)


def _changed(path: Path, note: Note) -> bool:
    status = path.stat()
    if (status.st_size, status.st_mtime_ns) == (note.size, note.changed):
        return False
    return digest(path) != note.sha256


def _seen(
    path: Path, name: str, rows: Sequence[Row], identity: Callable[[str], str], before: Note | None
) -> Note | None:
    """What a file that is new, or was recorded anew under its name, is a take of; None when its name does not say."""
    told = slate(path)
    if told is not None:
        for row in rows:
            if plain(row.scene) == plain(told.scene) and plain(row.who) == plain(told.who) and _is(row, told.line):
                return _noted(path, name, row, identity(row.line), told.take)
    like = _nearest(before, rows) if before is not None else None
    return _noted(path, name, like, identity(like.line), before.take) if like and before else None


def _is(row: Row, line: str) -> bool:
    """Whether a name means this line: by its number in the scene, or by its id, whole or as files have it."""
    return row.label.endswith(f"/{line.lstrip('0')}") or line in (row.line, _short(row.line))


def _short(beat: str) -> str:
    """A beat's id as files have it: its beginning, and which it is of those that say the same."""
    words, dash, which = beat.partition("-")
    return words[:ID] + dash + which


def _noted(path: Path, name: str, row: Row, identity: str, take: int) -> Note:
    from audio import recordings

    status, flaws = path.stat(), recordings.flaws(path, row.seconds)
    return Note(
        name,
        identity,
        row.scene,
        row.who,
        row.text,
        digest(path),
        status.st_size,
        status.st_mtime_ns,
        take,
        flaws=flaws,
    )


def _placed(note: Note, row: Row | None, rows: Sequence[Row]) -> Row | None:
    """The line of a recording: the one that its identity is of now, unless that is someone else's.

    Lines of the same words are told apart by their order in the script, which a new one above changes: then the scene
    decides.
    """
    if row is None or plain(row.who) != plain(note.who):
        return _nearest(note, rows)
    if row.scene != note.scene and row.line == note.identity and same(row.text, note.said):
        here = (one for one in rows if one.scene == note.scene and plain(one.who) == plain(note.who))
        return next((one for one in here if same(one.text, note.said)), row)
    return row


def _nearest(note: Note, rows: Sequence[Row]) -> Row | None:
    """The line that a recording's words have become, when its identity is gone: of the same person, in the same scene
    if there is one like it, elsewhere otherwise."""
    said = " ".join(words(note.said))
    like: list[tuple[float, int]] = []
    for number, row in enumerate(rows):
        if plain(row.who) == plain(note.who):
            share = SequenceMatcher(None, said, " ".join(words(row.text)), autojunk=False).ratio()
            if share >= NEAR:
                like.append((share + (row.scene == note.scene), -number))
    return rows[-max(like)[1]] if like else None
