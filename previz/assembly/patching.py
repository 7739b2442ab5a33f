"""A film's file brought up to date where it lies: the new pieces behind the rest, then another index.

Until the last step the old index holds, and players that have the file open go on with what it says: nothing that it
points to is touched. The last step renames the old index to an empty box, four bytes at once. A process that is killed
before leaves the old film, with something behind it that players skip.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from previz.assembly.joining import FAR, Labels, Layout, Piece, Sets, index, samples, texts, write
from previz.assembly.mp4 import boxes
from previz.assembly.mp4.index import BRANDS

Stamp = tuple[int, int, int]
"""What tells a file that somebody else has written since: its number, its size, its time."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A film's file as we left it: where its pieces lie, and its index."""

    at: Mapping[Path, int]
    index_at: int
    stamp: Stamp | None


def stamp(film: Path) -> Stamp | None:
    """The stamp of a file, None when there is none."""
    try:
        now = film.stat()
    except OSError:
        return None
    return now.st_ino, now.st_size, now.st_mtime_ns


def lay(film: Path, plan: Layout) -> Laid:
    """A film as it is laid out: written, unless its file is so already."""
    now = stamp(film)
    if now is None or now[1] != plan.size or not _begins(film, plan.front):
        write(plan, film)
    return Laid(plan.at, len(BRANDS), stamp(film))


def _begins(film: Path, front: bytes) -> bool:
    with film.open("rb") as file:
        return file.read(len(front)) == front


def patch(
    film: Path, old: Laid, segments: Sequence[Path], blocks: Sequence[Path], pieces: Mapping[Path, Piece],
    labels: Labels, sets: Sets,
) -> Laid:  # fmt: skip
    """Bring a film up to date: the pieces that its file has already stay where they are."""
    fresh = [path for path in dict.fromkeys((*segments, *blocks)) if path not in old.at]
    told = texts(labels)
    end = film.stat().st_size
    places = dict(old.at)
    clock = end + boxes.HEADER
    for path in fresh:
        places[path] = clock
        clock += pieces[path].bytes
    found = index(segments, blocks, pieces, places, labels, sets, text_at=clock, far=clock >= FAR)
    media = b"".join(part for path in fresh for part in samples(path)) + told
    with film.open("r+b") as file:
        file.seek(end)
        file.write(boxes.media(len(media)) + media + found)
        file.flush()
        os.pwrite(file.fileno(), b"free", old.index_at + 4)
    return Laid(places, clock + len(told), stamp(film))
