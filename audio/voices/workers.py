"""Worker programs that speak, from our side: started when needed, kept for the next lines, never left behind.

An engine runs in a program of its own for its licence, for its global state, and because what a damaged model does to
it must not happen to us: a crash costs one line's retry.
"""

import atexit
import json
import os
import shutil
import struct
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

Command = tuple[str, ...]
"""A worker program and its arguments."""

STARTING = 60.0
"""Seconds that a worker may take to start, on a machine that does much else."""

LEAVING = 2.0
"""Seconds that a worker may take to end by itself before it is killed."""

AT_ONCE = min(2, os.cpu_count() or 1)
"""Lines spoken at the same time, each by a worker of its own."""

AHEAD = 4 * AT_ONCE
"""Lines spoken before they are asked for: bounds the memory of a whole film's takes."""

KEPT = 2
"""Idle workers of one program that are kept for the next lines."""

_idle: list["Worker"] = []
_lock = threading.Lock()

_Asked = TypeVar("_Asked")
_Given = TypeVar("_Given")


class WorkerLost(Exception):
    """The worker died or was stopped because it no longer answered."""


class Worker:
    """One running worker program. Not for two threads at once."""

    def __init__(self, command: Command) -> None:
        self.command, self.room = command, ""
        self.program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=-1
        )
        try:
            ready = self._receive(STARTING)
        except BaseException:
            self.stop()
            raise
        self.room, self.version = ready["room"], ready["ready"]

    def ask(self, request: dict[str, Any], *, seconds: float) -> tuple[dict[str, Any], bytes]:
        """The answer to one request and the bytes of its sound, or WorkerLost when none came within ``seconds``."""
        body = json.dumps(request).encode()
        stream = self.program.stdin
        assert stream is not None
        try:
            stream.write(struct.pack("<I", len(body)) + body)
            stream.flush()
        except OSError as error:
            raise WorkerLost from error
        answer = self._receive(seconds)
        return answer, answer.pop("sound")

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
def worker(command: Command) -> Iterator[Worker]:
    """A worker for the block: an idle one, or a new one. It is kept when the block ends well, and stopped otherwise."""
    borrowed = _living(command) or Worker(command)
    try:
        yield borrowed
    except BaseException:
        borrowed.stop()
        raise
    with _lock:
        if keeping := sum(each.command == command for each in _idle) < KEPT:
            _idle.append(borrowed)
    if not keeping:
        borrowed.stop()


def asked(command: Command, request: dict[str, Any], *, seconds: float) -> tuple[dict[str, Any], bytes] | None:
    """The answer of a worker, asked a second time when the first one is lost; None when both are."""
    for _try in range(2):
        with suppress(WorkerLost), worker(command) as ready:
            return ready.ask(request, seconds=seconds)
    return None


def in_order(make: Callable[[_Asked], _Given], things: Sequence[_Asked], *, name: str) -> Iterator[_Given]:
    """What ``make`` makes of each thing, in their order, a few at once and a few ahead of whoever reads."""
    waiting: deque[Future[_Given]] = deque()
    pool = ThreadPoolExecutor(AT_ONCE, name)
    try:
        for thing in things:
            waiting.append(pool.submit(make, thing))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _living(command: Command) -> Worker | None:
    """An idle worker of a program that still runs; those that died meanwhile are laid to rest."""
    while True:
        with _lock:
            found = next((each for each in reversed(_idle) if each.command == command), None)
            if found is None:
                return None
            _idle.remove(found)
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
