"""Model files on the user's disk, and programs of ours that hold a model: what all of them do alike."""

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

LARGE = 64 << 20
"""Bytes from which on a file's hash is remembered."""


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
    """The SHA-256 of a file; read once for as long as it is not written again. Of large files, the user's data remember
    it between runs: gigabytes of weights take seconds to read, and a film asks at every command."""
    status = path.stat()
    seen = (str(path.resolve()), status.st_size, status.st_mtime_ns)
    return _remembered(*seen) if status.st_size >= LARGE else _digest(*seen)


@cache
def _digest(path: str, _size: int, _when: int) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _remembered(path: str, size: int, when: int) -> str:
    notes = models_folder("known.json")
    try:
        known = dict(json.loads(notes.read_text("utf-8")))
        told, *seen = known.get(path, [""])
    except (OSError, ValueError, TypeError):  # none yet, or damaged: it is only what we need not read again
        known, told, seen = {}, "", []
    if seen != [size, when]:
        told = _digest(path, size, when)
        fresh = {one: row for one, row in known.items() if os.path.exists(one)} | {path: [told, size, when]}
        with suppress(OSError):  # a home that cannot be written to: it is read again next time
            notes.parent.mkdir(parents=True, exist_ok=True)
            draft = notes.with_name(f".known.{os.getpid()}")
            draft.write_text(json.dumps(fresh), "utf-8")
            draft.replace(notes)
    return str(told)


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

    @contextmanager
    def within(self, seconds: float) -> Iterator[threading.Event]:
        """Kill the program when what is waited for here takes longer; the event says whether that was done."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._program.kill()

        watchdog = threading.Timer(seconds, end)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield late
        finally:
            watchdog.cancel()

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
