"""What is known of each drawing: ``drawings.jsonl`` in the film's folder, a line for each thing said; the last holds.

A drawing is of the beats of its shot, by their identities, which follow it through rewrites and renumbering.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from previz.drawings.naming import PICTURES, UNREAD, Use
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project, in_utf8
from previz.workshop.store import write_whole

SCHEMA = "DrawingNote.1"


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of one drawing."""

    file: str
    """Its path in the folder, with slashes."""
    shot: str
    """The number of its shot as it was then, for people."""
    use: Use
    sha256: str
    size: int
    changed: int
    """When the file was last written, in nanoseconds."""
    panel: int = 0
    """Which panel of the shot, from 1; 0 for all of them."""
    scene: str = ""
    """Identity of the scene."""
    beats: tuple[str, ...] = ()
    """Identities of the beats that the shot plays."""
    said: tuple[str, ...] = ()
    """Their words when the drawing was bound."""
    who: str = ""
    """Whom it shows, for a drawn person or a reference: identity of the character."""
    place: str = ""
    """The location of a set plate."""
    strength: float | None = None
    """Of a guide; None for the film's."""
    as_is: bool = False
    locked: str = ""
    """SHA-256 of the picture that it is locked to."""
    locked_from: str = ""
    """SHA-256 of the file that it was then."""
    schema: str = SCHEMA


def folder(project: Project) -> Path:
    """Where drawings are put: beside the screenplay."""
    return project.script.parent / project.settings.drawings.folder


def locker(project: Project, sha256: str) -> Path:
    """Where a locked picture is kept: people's, not a product; nothing of ours removes it."""
    return project.folder / "drawings" / f"{sha256}.png"


def files(project: Project) -> list[Path]:
    """Every picture in the folder. Raises SettingsError for a name that no text can hold."""
    home = folder(project)
    if not project.settings.drawings.folder or not home.is_dir():
        return []
    return _ending(home, PICTURES)


def unread(project: Project) -> list[Path]:
    """Every picture in the folder that is not read, but for those that lie beside what was saved from them."""
    read = {path.with_suffix("") for path in files(project)}
    home = folder(project)
    others = _ending(home, UNREAD) if project.settings.drawings.folder and home.is_dir() else []
    return [path for path in others if path.with_suffix("") not in read]


def _ending(home: Path, endings: Collection[str]) -> list[Path]:
    found = (path for path in home.rglob("*") if path.suffix.lower() in endings and not path.name.startswith("."))
    listed = sorted(path for path in found if path.is_file())
    for path in listed:
        in_utf8(path)
    return listed


def name_of(project: Project, path: Path) -> str:
    """A file of the folder as notes have it; a link is called by its own name, wherever it leads."""
    return path.absolute().relative_to(folder(project).absolute()).as_posix()


def inside(project: Project, path: Path) -> bool:
    """Whether a file is in the folder already."""
    return path.absolute().is_relative_to(folder(project).absolute())


def fingerprint(project: Project) -> str:
    """The hash of the drawings and of what is known of them: an ingredient of the film. Empty when there are none."""
    book = _book(project)
    known = book.read_bytes() if book.is_file() else b""
    listed = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files(project) + unread(project)]
    return hashlib.sha256("\n".join(listed).encode() + known).hexdigest() if known or listed else ""


def read(project: Project) -> dict[str, Note]:
    """The last note of each file. Raises PrevizError for a line that is damaged; one without its end was never said."""
    book = _book(project)
    if not book.is_file():
        return {}
    notes: dict[str, Note] = {}
    for number, line in enumerate(book.read_bytes().split(b"\n")[:-1], 1):
        if not line.strip():
            continue
        try:
            note = msgspec.json.decode(line, type=Note)
        except ValueError as trouble:
            message = _("{path}, line {line}: this is no note of a drawing; mend that line, or restore the file",
                        path=book, line=number)  # fmt: skip
            raise PrevizError(message) from trouble
        notes[note.file] = note
    return notes


def write(project: Project, fresh: Iterable[Note]) -> None:
    """Add notes; what they say of their files holds from now on."""
    notes = read(project) | {note.file: note for note in fresh}
    write_whole(_book(project), b"".join(_line(note) for note in notes.values()))


def _line(note: Note) -> bytes:
    plain = msgspec.to_builtins(note)
    always = {key: plain[key] for key in ("schema", "file", "shot", "use", "sha256", "size", "changed")}
    said = {key: value for key, value in plain.items() if value not in ("", None, [], (), 0, False)}
    return msgspec.json.encode({**always, **said}) + b"\n"


def _book(project: Project) -> Path:
    return project.folder / "drawings.jsonl"
