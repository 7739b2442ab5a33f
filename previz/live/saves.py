"""Saves, as the file system shows them: looked for, since editors save in many ways and systems tell of few.

Some write into the file, some empty it first, some write another one and rename it, some remove it before. A save is
taken when the files look the same twice; one that is not there, or is empty, is waited for.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

LOOK = 0.01
"""Seconds from one look to the next."""

EMPTY = 0.5
"""Seconds for which a file may be empty before that is what was saved."""

Stamps = dict[Path, tuple[int, int, int] | None]


def stamps(paths: tuple[Path, ...]) -> Stamps:
    """What tells each file from what it was before; None for one that is not there."""
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        now = path.stat()
    except OSError:
        return None
    return now.st_ino, now.st_size, now.st_mtime_ns


@dataclass(slots=True)
class Saves:
    """The script and what else a film is made of, and how they were when the film was last made."""

    script: Path
    others: tuple[Path, ...]
    lost: Callable[[], None]
    """Called once when the script is gone for more than a moment."""
    seen: Stamps = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seen = self._now()

    def _now(self) -> Stamps:
        return stamps((self.script, *self.others))

    def next(self, idle: Callable[[], None] = lambda: None) -> tuple[Path, ...]:
        """Wait for a save: the files that are others than before. ``idle`` is called while nothing happens."""
        for now in self._settled(idle):
            changed = tuple(path for path, one in now.items() if one != self.seen.get(path))
            if changed:
                self.seen = now
                return changed
        raise AssertionError("nobody stops looking")

    def _settled(self, idle: Callable[[], None]) -> Iterator[Stamps]:
        """The files whenever they look the same twice, and the script is there."""
        before, since, told = self.seen, time.monotonic(), False
        while True:
            time.sleep(LOOK)
            now = self._now()
            if now != before:
                before, since = now, time.monotonic()
                continue
            script, waited = now[self.script], time.monotonic() - since
            if script is None:
                if waited > 2 * EMPTY and not told:
                    self.lost()
                    told = True
            elif script[1] or waited > EMPTY:
                told = False
                yield now
                idle()
