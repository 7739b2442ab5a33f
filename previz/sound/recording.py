"""A recording session at the terminal: line by line, as many takes as one likes, each kept as it is finished.

Who asks and who answers are given from outside: a terminal and a microphone, or anything else that does the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from audio import recordings, wav
from audio.lines import RATE, Samples
from audio.microphone import Source
from previz.i18n import _
from previz.project import Project
from previz.script.story import Story
from previz.sound.takes import Row, folder, of, takes
from previz.workshop.store import write_whole

LONGEST = 120
"""Seconds after which a take ends by itself: someone has left the room."""

CLIPPED = 0.99
"""The peak at which a take that is being recorded is too loud."""

Answer = Literal["record", "next", "back", "quit"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A take that was just recorded."""

    path: Path
    row: Row
    seconds: float
    peak: float

    @property
    def advice(self) -> str:
        """What is wrong with its level, or empty."""
        if self.peak >= CLIPPED:
            return _("too loud: the sound is clipped; move back, or lower the microphone, and take it again")
        if self.peak < recordings.FAINT:
            return _("almost nothing is heard; come nearer, or raise the microphone, and take it again")
        return ""


def session(
    project: Project,
    story: Story,
    source: Source,
    *,
    ask: Callable[[Row, int, int], Answer],
    stopped: Callable[[], bool],
    told: Callable[[Kept], None],
    who: str = "",
    missing: bool = True,
) -> Iterator[Kept]:
    """Record lines, one after the other; yields each take as soon as its file is there.

    ``ask`` is shown a line, its number and how many there are, and says what to do; ``stopped`` is asked after each
    block whether the take is over; ``told`` hears of each take. Lines that an edit has cut
    are left out, and with ``missing`` those that have a take.
    AudioError when the source cannot be opened, PrevizError when nobody is called ``who``.
    """
    rows = [row for row in of(takes(project, story).rows, who) if not (row.cut or (missing and row.heard))]
    at = 0
    while 0 <= at < len(rows):
        match ask(rows[at], at + 1, len(rows)):
            case "quit":
                return
            case "next":
                at += 1
            case "back":
                at = max(at - 1, 0)
            case "record":
                with source.open() as blocks:
                    sound = _until(blocks, stopped)
                if not len(sound):
                    continue
                kept = _keep(project, rows[at], sound)
                rows[at] = next(row for row in takes(project, story).rows if row.line == rows[at].line)
                told(kept)
                yield kept


def _until(blocks: Iterable[Samples], stopped: Callable[[], bool]) -> Samples:
    held: list[Samples] = []
    count = 0
    for block in blocks:
        held.append(block)
        count += len(block)
        if stopped() or count > LONGEST * RATE:
            break
    return np.concatenate(held) if held else np.zeros(0, np.float32)


def _keep(project: Project, row: Row, sound: Samples) -> Kept:
    path = folder(project) / row.file
    write_whole(path, wav.to_bytes(np.clip(sound, -1, 1), bits=24))
    return Kept(path, row, len(sound) / RATE, float(np.abs(sound).max(initial=0.0)))
