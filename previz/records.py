"""What a finished film is made of: kept as film.json in its folder, and whether anything has changed since.

Nothing heavy is loaded for it: ``make`` asks here first.
"""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from previz import backends
from previz.direction import decisions
from previz.drawings import ledger as drawings
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import LOCKED, Project, defaults, in_utf8
from previz.sound import takes
from previz.workshop.store import Recipe, digest, fingerprint, library

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
    """previz.cutting.cut.Cut as plain data."""
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
    rushes: tuple[str, ...] = ()
    """What is to be known of footage: too short or too long, unreadable, nobody's."""
    schema: str = "Record.1"


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


def record_path(project: Project, film: Path | None = None) -> Path:
    """film.json, or film-….json for one that was made elsewhere: several cuts of one script live side by side."""
    place = os.path.relpath(film_path(project, film), project.script.parent)
    if place == project.script.with_suffix(".mp4").name:
        return project.folder / "film.json"
    return project.folder / f"film-{hashlib.sha256(os.fsencode(place)).hexdigest()[:8]}.json"


def read_record(project: Project, film: Path | None = None) -> Record | None:
    """What a film was made of (None: the one beside the script), or None when it has not been made."""
    try:
        return msgspec.json.decode(record_path(project, film).read_bytes(), type=Record)
    except (OSError, ValueError):  # not there, or altered: then the film is made again
        return None


def standing(project: Project, output: Path | None = None) -> Record | None:
    """What the finished film was made of, when nothing has changed since; None when it would be made again."""
    output = film_path(project, output)
    record = read_record(project, output)
    return record if record and record.key == key_of(project, text_of(project)) and _is_there(record, output) else None


def is_current(project: Project, record: Record) -> bool:
    """Whether a film is of the text, the settings, the decisions and the recordings as they are now."""
    return record.key == key_of(project, text_of(project))


def _is_there(record: Record, output: Path) -> bool:
    try:
        return output.stat().st_size == record.size and digest(output) == record.sha256
    except OSError:
        return False


def text_of(project: Project) -> str:
    """A fingerprint of the screenplay's file, empty when it cannot be read."""
    try:
        if not project.script.is_file():  # a pipe would be read here, and empty for whoever reads it next
            return ""
        return hashlib.sha256(project.script.read_bytes()).hexdigest()
    except OSError:
        return ""  # whoever reads the screenplay next says what is wrong with it


def key_of(project: Project, text: str, recorded: str | None = None, by_hand: str | None = None) -> str:
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
    listed = [path for path in sorted(folder.iterdir()) if path.is_file()]
    for path in listed:
        in_utf8(path)
    return [(path.name, digest(path)) for path in listed]


def _rushes(project: Project) -> list[tuple[str, int, int]]:
    """The footage beside the script, by name, size and time: it is too large to be read each time."""
    folder = project.script.parent / project.settings.cut.rushes
    if not project.settings.cut.rushes or not folder.is_dir():
        return []
    listed = [path for path in sorted(folder.iterdir()) if path.is_file()]
    for path in listed:
        in_utf8(path)
    return [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in listed]
