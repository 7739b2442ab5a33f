"""Model files on the user's disk, and programs of ours that hold a model: what all of them do alike."""

import hashlib
import os
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path


def models_folder(kind: str) -> Path:
    """Where models of a kind are looked for: ``previz/models/KIND`` among the user's data."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return base / "previz" / "models" / kind


def contents(path: Path) -> str:
    """The SHA-256 of a file; read once for as long as it is not written again."""
    status = path.stat()
    return _digest(path, status.st_size, status.st_mtime_ns)


@cache
def _digest(path: Path, _size: int, _when: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Watched:
    """A program, and the last that its libraries say on their way: it must be read, or they would wait for us to."""

    def __init__(self, program: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> None:
        self._program = program
        self._told = ""
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._program.stderr is not None
        with self._program.stderr as lines:
            for line in lines:
                said = line if isinstance(line, str) else line.decode("utf-8", "replace")
                self._told = (self._told + said)[-2000:]

    def last_words(self) -> str:
        """What a program that has ended said last, or its exit code."""
        self._program.wait(5)
        self._listener.join(5)
        lines = [line.strip() for line in self._told.splitlines() if line.strip()]
        return lines[-1][:200] if lines else f"exit {self._program.returncode}"

    def stop(self) -> None:
        """End the program."""
        self._program.kill()
        self._program.wait()
        self._listener.join(5)
        for stream in (self._program.stdin, self._program.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
