"""The espeak-ng worker programs, from our side: started when needed, kept for the next lines, never left behind."""

import atexit
import json
import os
import shutil
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio.errors import AudioError

PROGRAM = Path(__file__).with_name("espeak_worker.py")

STARTING = 30.0
"""Seconds that a worker may take to start, on a machine that does much else."""

LEAVING = 2.0
"""Seconds that a worker may take to end by itself before it is killed."""

KEPT = 2
"""Idle workers kept for the next lines; each holds about 20 MB."""

_idle: list["Worker"] = []
_lock = threading.Lock()


def located() -> tuple[str, str]:
    """The library and its data, or AudioError with the remedy. Neither is loaded into this program."""
    try:
        from espeakng_loader import get_data_path, get_library_path

        library, data = get_library_path(), get_data_path()
    except (ImportError, RuntimeError) as error:
        raise AudioError(_("espeak-ng is not installed: run “pip install espeakng-loader”")) from error
    if not Path(library).is_file():
        message = _("espeak-ng is not at {library}: run “pip install --force-reinstall espeakng-loader”")
        raise AudioError(message.format(library=library))
    return library, data


class WorkerLost(Exception):
    """The worker died or was stopped because it no longer answered."""


class Worker:
    """One running worker program. Not for two threads at once."""

    def __init__(self) -> None:
        # -I and -S: nothing of the user's environment, and none of our packages, enters the other program.
        command = [sys.executable, "-I", "-S", str(PROGRAM), *located()]
        self.room = ""
        self.program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=-1
        )
        try:
            ready = self._receive(STARTING)
        except BaseException:
            self.stop()
            raise
        self.room, self.version = ready["room"], ready["ready"]

    def ask(self, request: dict[str, Any], *, seconds: float) -> tuple[dict[str, Any], NDArray[np.int16]]:
        """The answer to one request and its sound, or WorkerLost when none came within ``seconds``."""
        body = json.dumps(request).encode()
        stream = self.program.stdin
        assert stream is not None
        try:
            stream.write(struct.pack("<I", len(body)) + body)
            stream.flush()
        except OSError as error:
            raise WorkerLost from error
        answer = self._receive(seconds)
        return answer, np.frombuffer(answer.pop("sound"), np.int16)

    def _receive(self, seconds: float) -> dict[str, Any]:
        # Reading blocks on every platform; a watchdog that kills the program makes it end.
        watchdog = threading.Timer(seconds, self.program.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            (length,) = struct.unpack("<I", self._read(4))
            answer: dict[str, Any] = json.loads(self._read(length))
            answer["sound"] = self._read(answer.get("bytes", 0))
        finally:
            watchdog.cancel()
        return answer

    def _read(self, count: int) -> bytes:
        stream = self.program.stdout
        assert stream is not None
        found = stream.read(count)
        if len(found) < count:
            raise WorkerLost
        return found

    def stop(self) -> None:
        """End the program, wait for it, and remove what it may have left."""
        # It ends by itself when its input does, and clears up even if we are killed meanwhile.
        self._close()
        try:
            self.program.wait(LEAVING)
        except subprocess.TimeoutExpired:
            self.program.kill()
            self.program.wait()
        if self.room:
            shutil.rmtree(self.room, ignore_errors=True)

    def disown(self) -> None:
        """Close our ends of the pipes and take no more interest in the program."""
        self._close()
        self.program.returncode = 0

    def _close(self) -> None:
        for stream in (self.program.stdin, self.program.stdout):
            # A broken pipe: what was not yet sent is of no use to a dead program.
            with suppress(OSError):
                if stream is not None:
                    stream.close()


@contextmanager
def worker() -> Iterator[Worker]:
    """A worker for the block: an idle one, or a new one. It is kept when the block ends well, and stopped otherwise."""
    borrowed = _living() or Worker()
    try:
        yield borrowed
    except BaseException:
        borrowed.stop()
        raise
    with _lock:
        if keeping := len(_idle) < KEPT:
            _idle.append(borrowed)
    if not keeping:
        borrowed.stop()


def _living() -> Worker | None:
    """An idle worker that still runs; those that died meanwhile are laid to rest."""
    while True:
        with _lock:
            if not _idle:
                return None
            found = _idle.pop()
        if found.program.poll() is None:
            return found
        found.stop()


@atexit.register
def stop_all() -> None:
    """Stop every idle worker."""
    with _lock:
        leaving, _idle[:] = _idle[:], []
    for each in leaving:
        each.stop()


def _forget() -> None:
    """In a forked child the workers are the parent's: our copies of their pipes are closed, the programs left alone."""
    global _lock
    _lock = threading.Lock()
    for each in _idle:
        each.disown()
    _idle.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
