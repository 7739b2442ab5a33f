"""The package's folder: which files in it are ours, and which of them somebody has worked on since.

``package.json`` lists each file that was exported with its size, its time, its hash, and what it was made of. A file
that is there already as it would be made is left alone; one that an editor saved over is never overwritten. While an
export is under way, each file is noted in ``package.part`` before it appears: one that was stopped goes on with it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from previz.errors import PrevizError
from previz.i18n import _
from previz.workshop.store import digest, refused, whole, write_whole

LIST, PART = "package.json", "package.part"


@dataclass(frozen=True, slots=True)
class File:
    """One file as it was exported."""

    size: int
    time: int
    """Of its last change, in nanoseconds: where it and the size are the same, the hash is not looked at."""
    sha256: str
    made_from: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """``package.json``."""

    film: str = ""
    files: dict[str, File] = field(default_factory=dict)
    schema: str = "Package.1"


class Folder:
    """A package that is being written. Names of files are relative, with slashes."""

    def __init__(self, path: Path) -> None:
        """Raises PrevizError for a folder that holds something else."""
        self.path = path
        self.written: dict[str, File] = {}
        self.fresh = 0
        if path.exists() and not path.is_dir():
            raise PrevizError(_("{path} is a file; name a folder for the package with -o", path=path))
        self._noted = _noted(path / PART)
        try:
            self._before = msgspec.json.decode((path / LIST).read_bytes(), type=Listed)
        except FileNotFoundError:
            if path.is_dir() and any(path.iterdir()) and not (path / PART).exists():
                message = _("{path} holds other things than an export; name another folder with -o", path=path)
                raise PrevizError(message) from None
            self._before = Listed()
        except (OSError, ValueError) as trouble:
            message = _("{path}: this list is damaged; move the folder away, and export again", path=path / LIST)
            raise PrevizError(message) from trouble

    def put(self, name: str, write: Callable[[Path], object], *, made_from: str = "") -> Path:
        """Have a file: ``write`` writes it to the path it is given, unless one made of the same is there.

        Raises PrevizError when the file was changed by somebody else since it was exported.
        """
        path = self.path / name
        known = self._known(name)
        if known and made_from and known.made_from == made_from:
            self.written[name] = known
            return path
        self._note()
        with whole(path) as draft:
            write(draft)
            self._note(name, _described(draft, made_from))
        self.fresh += 1
        return path

    def check(self, name: str) -> None:
        """Refuse, before anything is made, a file that somebody has worked on since."""
        self._known(name)

    def _note(self, name: str = "", file: File | None = None) -> None:
        """Say that a file will be there; without one, that the folder is ours."""
        line = b""
        if file is not None:
            self.written[name] = file
            line = b"\n" + msgspec.json.encode((name, file))  # after whatever a fallen machine left of a line
        part = self.path / PART
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            with part.open("ab") as notes:
                notes.write(line)
        except OSError as trouble:
            raise refused(part, trouble) from trouble

    def _known(self, name: str) -> File | None:
        """The file as it was exported, None when it is not there."""
        path = self.path / name
        if not path.exists():
            return None
        listed = self._before.files.get(name)
        for known in (*reversed(self._noted.get(name, [])), *([listed] if listed else [])):
            if _same(path, known):
                return known
        message = _("{path} was changed since it was exported; move it away, or name another folder with -o", path=path)
        raise PrevizError(message)

    def close(self, film: str) -> None:
        """Write the list. Of folders filled now, what an earlier film left goes, unless it was changed since."""
        filled = {name.partition("/")[0] for name in self.written if "/" in name}
        for name, known in self._before.files.items():
            if name in self.written:
                continue
            path = self.path / name
            if "/" in name and name.partition("/")[0] in filled and path.exists() and _same(path, known):
                path.unlink()
            elif path.exists():
                self.written[name] = known
        listed = Listed(film, dict(sorted(self.written.items())))
        write_whole(self.path / LIST, msgspec.json.format(msgspec.json.encode(listed), indent=1))
        (self.path / PART).unlink(missing_ok=True)


def _noted(part: Path) -> dict[str, list[File]]:
    """What an export that was stopped has written, or was about to; the end of a line that it did not finish is not."""
    found: dict[str, list[File]] = {}
    if part.is_file():
        for line in part.read_bytes().split(b"\n"):
            try:
                name, file = msgspec.json.decode(line, type=tuple[str, File])
            except ValueError:
                continue
            found.setdefault(name, []).append(file)
    return found


def _same(path: Path, known: File) -> bool:
    now = path.stat()
    return now.st_size == known.size and (now.st_mtime_ns == known.time or digest(path) == known.sha256)


def _described(path: Path, made_from: str = "") -> File:
    now = path.stat()
    return File(now.st_size, now.st_mtime_ns, digest(path), made_from)
