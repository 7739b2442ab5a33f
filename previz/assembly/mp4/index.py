"""The index of a film's file: the box in front (or behind) that says where each picture and each sound lies."""

from collections.abc import Mapping, Sequence

from previz.assembly.mp4.boxes import MATRIX, MOVIE, box, clocked, full, halves, words
from previz.assembly.mp4.tracks import Track, trak

BRANDS = box("ftyp", b"isom", (0x200).to_bytes(4), b"isomiso2avc1mp41")
"""What the file is, for players."""

_NAMES = {"title": "©nam", "artist": "©ART", "date": "©day", "comment": "©cmt", "encoder": "©too"}


def moov(tracks: Sequence[Track], metadata: Mapping[str, str]) -> bytes:
    """The index. ``metadata`` takes title, artist, date, comment and encoder."""
    duration = max(track.duration for track in tracks)
    rest = words(0x10000) + halves(0x100) + bytes(10) + MATRIX + bytes(24) + words(len(tracks) + 1)
    return box(
        "moov",
        clocked("mvhd", (MOVIE,), duration, rest),
        *(trak(track, number) for number, track in enumerate(tracks, 1)),
        box("udta", _metadata(metadata)),
    )


def _metadata(names: Mapping[str, str]) -> bytes:
    """What players show, as iTunes has it."""
    items = (
        box(_NAMES[name], box("data", words(1, 0), value.encode())) for name, value in names.items() if name in _NAMES
    )
    return full("meta", full("hdlr", bytes(4), b"mdirappl", bytes(9)), box("ilst", *items))
