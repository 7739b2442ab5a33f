"""Segments and sound joined into one MP4 by copying: nothing is encoded here, so a rebuilt film costs a join.

The film lies in its file in *pieces*: the pictures of a segment, or the packets of a block of sound, by turns as they
are played. A piece does not say where it is; only the index does, which stands in front. So a film that changes a
little needs its new pieces and another index (``patching``). The sound's priming is cut off by an edit list.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio.blocks import GRAIN
from audio.lines import RATE
from previz.assembly import sound
from previz.assembly.held import IDR, PPS, SLICE, SPS, StreamError, kind, units
from previz.assembly.mp4 import boxes
from previz.assembly.mp4.index import BRANDS, moov
from previz.assembly.mp4.tracks import Kind, Track, aac, counted, h264, subtitle, text, title
from previz.i18n import _
from previz.sound.captions import Caption

Numbers = NDArray[np.int64]
Sets = tuple[bytes, bytes]
"""The sequence and the picture parameter set of all pictures of a film."""

FINE = 10_000
"""Ticks a second at least of the pictures' clock, as players expect."""

FAR = (1 << 32) - (1 << 28)
"""Bytes of media from which on places in the file take 64 bits; below, all that stands around them fits as well."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Frames ``start`` to ``end`` (exclusive) under a title."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labels:
    """What the film's file says of itself."""

    rate: tuple[int, int]
    size: tuple[int, int]
    chapters: Sequence[Chapter] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What players show: title, artist, comment, date, encoder."""
    subtitles: Sequence[Caption] = ()
    """Shown when they are asked for; none when there is to be no such track."""
    language: str = ""
    """Of the subtitles, two letters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a segment or a block of sound has for the film: bytes of each picture or packet."""

    sizes: Numbers
    keys: Numbers
    """Pictures at which one can begin, from 0."""

    @property
    def bytes(self) -> int:
        return int(self.sizes.sum())


Pieces = Mapping[Path, Piece]


@dataclass(frozen=True, slots=True)
class Layout:
    """A film's file, but for its media."""

    front: bytes
    """What stands before the media."""
    order: tuple[Path, ...]
    """The pieces as they lie in the file."""
    at: Mapping[Path, int]
    """Where each of them begins."""
    titles: bytes
    """What stands after them."""
    size: int


def assemble(segments: Sequence[Path], blocks: Sequence[Path], out: Path, labels: Labels) -> None:
    """Write the film: H.264 segments and blocks of sound, each in order. ``out`` appears whole or not at all.

    Raises StreamError when a segment was not made with the parameters of the first.
    """
    sets = parameter_sets(segments[0])
    pieces = {path: measured(path, sets) for path in dict.fromkeys((*segments, *blocks))}
    write(layout(segments, blocks, pieces, labels, sets), out)


def layout(segments: Sequence[Path], blocks: Sequence[Path], pieces: Pieces, labels: Labels, sets: Sets) -> Layout:
    """How a film lies in its file: its index, then its pieces as they are played."""
    order = by_turns(segments, blocks, pieces, labels)
    titles = texts(labels)
    size = sum(pieces[path].bytes for path in order)

    def front(begin: int) -> tuple[bytes, dict[Path, int]]:
        """What stands before the media when those begin at a place of the file, and where each piece is then."""
        ends = np.cumsum([begin, *(pieces[path].bytes for path in order)])
        at = dict(zip(order, ends[:-1].tolist(), strict=True))
        found = index(segments, blocks, pieces, at, labels, sets, text_at=int(ends[-1]), far=size >= FAR)
        return BRANDS + found + boxes.media(size + len(titles)), at

    begins, at = front(len(front(0)[0]))
    return Layout(begins, tuple(order), at, titles, len(begins) + size + len(titles))


def write(plan: Layout, out: Path) -> None:
    """Write a film as it is laid out; ``out`` appears whole or not at all."""
    draft = out.with_name(f".{out.name}.{os.getpid()}.mp4")
    try:
        with draft.open("wb") as file:
            file.write(plan.front)
            for path in plan.order:
                file.write(b"".join(samples(path)))
            file.write(plan.titles)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


def parameter_sets(segment: Path) -> Sets:
    """Those of a segment."""
    found = {kind(unit): unit for unit in units(segment.read_bytes()) if kind(unit) in {SPS, PPS}}
    return found[SPS], found[PPS]


def measured(path: Path, sets: Sets) -> Piece:
    """The piece of a segment or a block. Raises StreamError when a segment was made with other parameters."""
    if path.suffix == ".aac":
        return Piece(np.array([len(packet) for packet in samples(path)], np.int64), np.zeros(0, np.int64))
    sizes: list[int] = []
    keys: list[int] = []
    for unit in units(path.read_bytes()):
        form = kind(unit)
        if form in (SLICE, IDR):
            if form == IDR:
                keys.append(len(sizes))
            sizes.append(len(unit) + 4)
        elif form in (SPS, PPS) and unit not in sets:
            message = _("{path}: this segment has other H.264 parameters; delete it, and it is made again")
            raise StreamError(message.format(path=path))
    return Piece(np.array(sizes, np.int64), np.array(keys, np.int64))


def samples(path: Path) -> Iterator[bytes]:
    """The pictures of a segment, each after its length, or the packets of a block: as they lie in the film."""
    data = path.read_bytes()
    if path.suffix == ".aac":
        return sound.read([data])
    return (part for unit in units(data) if kind(unit) in (SLICE, IDR) for part in (len(unit).to_bytes(4), unit))


def by_turns(segments: Iterable[Path], blocks: Iterable[Path], pieces: Pieces, labels: Labels) -> list[Path]:
    """Every piece once, in the order of the moments at which they begin to play, pictures first."""
    begins = []
    for turn, (paths, tick) in enumerate(((segments, labels.rate[1] / labels.rate[0]), (blocks, GRAIN / RATE))):
        clock = 0
        for path in paths:
            begins.append((clock * tick, turn, path))
            clock += len(pieces[path].sizes)
    return list(dict.fromkeys(path for _begin, _turn, path in sorted(begins)))


def texts(labels: Labels) -> bytes:
    """The chapters' titles and the subtitles as they lie in the file."""
    return b"".join(one for _lasts, written in (chapters(labels), subtitles(labels)) for one in written)


def chapters(labels: Labels) -> tuple[list[int], list[bytes]]:
    """The frames of each chapter, and its title."""
    return [one.end - one.start for one in labels.chapters], [title(one.title) for one in labels.chapters]


def subtitles(labels: Labels) -> tuple[list[int], list[bytes]]:
    """Frames and words of each subtitle, with nothing between them: the track has no gap."""
    lasts, written, clock = [], [], 0
    for one in labels.subtitles:
        for words, until in (("", one.span.start), ("\n".join(one.lines), one.span.end)):
            if until > clock:
                lasts.append(until - clock)
                written.append(counted(words))
                clock = until
    return lasts, written


def index(
    segments: Sequence[Path], blocks: Sequence[Path], pieces: Pieces, at: Mapping[Path, int], labels: Labels,
    sets: Sets, *, text_at: int, far: bool,
) -> bytes:  # fmt: skip
    """The film's index: its pieces in the order of the film, wherever they lie, and its chapters' titles.

    ``far``: places in the file take 64 bits.
    """
    ticks, clock = labels.rate[1], labels.rate[0]
    while clock < FINE:
        ticks, clock = 2 * ticks, 2 * clock
    shown, heard = ([pieces[path] for path in paths] for paths in (segments, blocks))
    first = np.cumsum([0, *(len(one.sizes) for one in shown)])
    tracks = [
        Track(
            "vide", h264(*sets, labels.size), clock, *_table(shown, segments, at), np.array([ticks]), far,
            keys=np.concatenate([one.keys + before for one, before in zip(shown, first, strict=False)]),
            size=labels.size, chapters=3 if labels.chapters else None,
        ),
        Track(
            "soun", aac(sound.LOW_COMPLEXITY, RATE, sound.BITS), RATE, *_table(heard, blocks, at), np.array([GRAIN]),
            far, skipped=GRAIN,
        ),
    ]  # fmt: skip
    kinds: tuple[tuple[Kind, bytes], ...] = ("text", text()), ("sbtl", subtitle())
    for (form, entry), (lasts, written) in zip(kinds, (chapters(labels), subtitles(labels)), strict=True):
        if written:
            sizes, place = np.array([len(one) for one in written]), np.array([text_at])
            held = np.array([len(sizes)]), np.array(lasts) * ticks
            tracks.append(Track(form, entry, clock, sizes, place, *held, far, language=labels.language))
        text_at += sum(map(len, written))
    return moov(tracks, labels.metadata)


def _table(pieces: Sequence[Piece], paths: Sequence[Path], at: Mapping[Path, int]) -> tuple[Numbers, Numbers, Numbers]:
    """Bytes of each sample, where each piece begins, and its number of samples."""
    nothing = np.zeros(0, np.int64)
    sizes = np.concatenate([nothing, *(one.sizes for one in pieces)])
    return (
        sizes,
        np.array([at[path] for path in paths], np.int64),
        np.array([len(one.sizes) for one in pieces], np.int64),
    )
