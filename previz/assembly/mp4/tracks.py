"""The tracks of a film's file: H.264 pictures, AAC sound, chapters as text."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from previz.assembly.mp4.boxes import MATRIX, MOVIE, box, clocked, column, full, halves, table, words

Numbers = NDArray[np.int64]

_HIGH = {100, 110, 122, 244}
"""Profiles whose decoder configuration says more (ISO/IEC 14496-15, 5.3.3.1)."""

_ENABLED, _IN_MOVIE = 1, 2


Kind = Literal["vide", "soun", "text", "sbtl"]
"""Pictures, sound, chapters, subtitles."""


@dataclass(frozen=True, slots=True)
class Track:
    """What the samples of a track are and where they lie. They follow one another without a gap."""

    kind: Kind
    entry: bytes
    """Its sample entry."""
    clock: int
    """Ticks a second."""
    sizes: Numbers
    """Bytes of each sample."""
    offsets: Numbers
    """Where each chunk, a run of samples, begins in the file."""
    counts: Numbers
    """Samples of each chunk."""
    lasts: Numbers
    """Ticks of each sample, or one number for all."""
    far: bool
    """Whether places in the file take 64 bits."""
    keys: Numbers | None = None
    """Samples at which one can begin, from 0; None for all."""
    size: tuple[int, int] = (0, 0)
    skipped: int = 0
    """Ticks at its beginning that are decoded and not played."""
    chapters: int | None = None
    """The number of the track that holds its chapters."""
    language: str = ""
    """Two letters; empty when that is not said."""

    @property
    def ticks(self) -> int:
        return int(self.lasts[0]) * len(self.sizes) if len(self.lasts) == 1 else int(self.lasts.sum())

    @property
    def duration(self) -> int:
        """What is played of it, in ticks of the film."""
        return round((self.ticks - self.skipped) * MOVIE / self.clock)


def trak(track: Track, number: int) -> bytes:
    """The box of a track."""
    width, height = track.size
    loud = 0x0100 if track.kind == "soun" else 0
    place = halves(0, int(track.kind == "soun"), loud, 0) + MATRIX + words(width << 16, height << 16)
    flags = _IN_MOVIE if track.kind in ("text", "sbtl") else _IN_MOVIE | _ENABLED
    parts = [clocked("tkhd", (number, 0), track.duration, bytes(8), place, flags=flags)]
    if track.skipped:
        wide = track.duration >= 1 << 32
        size = 8 if wide else 4
        edit = track.duration.to_bytes(size) + track.skipped.to_bytes(size) + halves(1, 0)
        parts.append(box("edts", full("elst", words(1), edit, version=int(wide))))
    if track.chapters:
        parts.append(box("tref", box("chap", words(track.chapters))))
    return box("trak", *parts, _media(track))


def _media(track: Track) -> bytes:
    head = {
        "vide": full("vmhd", bytes(8), flags=1),
        "soun": full("smhd", bytes(4)),
        # A base medium: copied, grey behind, and the matrix that QuickTime wants for text.
        "sbtl": full("nmhd"),
        "text": box("gmhd", full("gmin", halves(0x40, 0x8000, 0x8000, 0x8000, 0, 0)), box("text", MATRIX)),
    }[track.kind]
    name = {"vide": b"pictures", "soun": b"sound", "text": b"chapters", "sbtl": b"subtitles"}[track.kind]
    return box(
        "mdia",
        clocked("mdhd", (track.clock,), track.ticks, halves(_language(track.language), 0)),
        full("hdlr", bytes(4), track.kind.encode(), bytes(12), name + b"\0"),
        box(
            "minf",
            head,
            box("dinf", full("dref", words(1), full("url ", flags=1))),
            box("stbl", full("stsd", words(1), track.entry), *_tables(track)),
        ),
    )


_LANGUAGES = {"fr": "fra", "en": "eng", "de": "deu", "es": "spa", "it": "ita", "pt": "por", "pl": "pol"}


def _language(code: str) -> int:
    """A language in three letters (ISO 639-2/T), five bits each; "und" when it is not said."""
    value = 0
    for letter in _LANGUAGES.get(code, "und"):
        value = value << 5 | ord(letter) - 0x60
    return value


def _tables(track: Track) -> list[bytes]:
    """Where each sample lies and when it plays."""
    count = len(track.sizes)
    lasts = np.broadcast_to(track.lasts, count)
    changes = _changes(lasts)
    parts = [table("stts", np.diff(np.append(changes, count)), lasts[changes])]
    if track.keys is not None:
        parts.append(table("stss", track.keys + 1))
    runs = _changes(track.counts)
    parts.append(table("stsc", runs + 1, track.counts[runs], np.ones(len(runs), np.int64)))
    parts.append(full("stsz", words(0, count), column(track.sizes)))
    kind, size = ("co64", 8) if track.far else ("stco", 4)
    parts.append(full(kind, words(len(track.offsets)), column(track.offsets, size=size)))
    return parts


def _changes(numbers: Numbers) -> Numbers:
    """Where a run of equal numbers begins."""
    if not len(numbers):
        return np.zeros(0, np.int64)
    return np.append(0, np.flatnonzero(np.diff(numbers)) + 1)


def h264(sequence: bytes, picture: bytes, size: tuple[int, int]) -> bytes:
    """The sample entry of H.264 by its parameter sets (ISO/IEC 14496-15, 5.3.4): square pixels, BT.709, limited."""
    sets = b"\xe1" + halves(len(sequence)) + sequence + b"\x01" + halves(len(picture)) + picture
    more = bytes((0xFD, 0xF8, 0xF8, 0)) if sequence[1] in _HIGH else b""  # 4:2:0, 8 bits
    return box(
        "avc1",
        bytes(6) + halves(1) + bytes(16) + halves(*size),
        words(0x480000, 0x480000, 0) + halves(1) + bytes(32) + halves(0x18, 0xFFFF),
        box("avcC", b"\x01" + sequence[1:4] + b"\xff" + sets + more),
        box("colr", b"nclx" + halves(1, 1, 1) + b"\0"),
        box("pasp", words(1, 1)),
    )


def aac(config: bytes, rate: int, bits: int) -> bytes:
    """The sample entry of stereo AAC by its decoder's configuration (ISO/IEC 14496-1, 7.2.6)."""
    decoder = _descriptor(4, b"\x40\x15\0\0\0", words(bits, bits), _descriptor(5, config))
    stream = _descriptor(3, b"\0\0\0", decoder, _descriptor(6, b"\x02"))
    return box("mp4a", bytes(6) + halves(1) + bytes(8) + halves(2, 16, 0, 0) + words(rate << 16), full("esds", stream))


def _descriptor(tag: int, *parts: bytes) -> bytes:
    inside = b"".join(parts)
    return bytes((tag, 0x80, 0x80, 0x80, len(inside))) + inside


def text() -> bytes:
    """The sample entry of QuickTime text: left, on nothing, in the first font, which has no name."""
    fonts = box("ftab", halves(1, 1), b"\0")
    return box("text", bytes(6) + halves(1) + words(1) + bytes(18) + halves(1) + bytes(6) + fonts)


def subtitle() -> bytes:
    """The sample entry of timed text (3GPP TS 26.245, 5.16): in the middle below, white, in the first font."""
    style = halves(0, 0, 1) + b"\0\x12" + b"\xff" * 4
    fonts = box("ftab", halves(1, 1), b"\5Serif")
    return box("tx3g", bytes(6) + halves(1) + words(0) + b"\1\xff" + bytes(4) + bytes(8) + style + fonts)


def title(words_of_it: str) -> bytes:
    """A sample of QuickTime text, which must say that it is in UTF-8."""
    return counted(words_of_it) + box("encd", words(0x100))


def counted(words_of_it: str) -> bytes:
    """A sample of timed text: its length and itself, in UTF-8."""
    plain = words_of_it.encode()
    return halves(len(plain)) + plain
