"""Boxes of an MP4 file (ISO/IEC 14496-12), as bytes: all numbers big-endian."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

MATRIX = b"".join(n.to_bytes(4) for n in (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000))
"""Nothing is turned or scaled."""

MOVIE = 48_000
"""Ticks a second of the film as a whole: those of its sound, in which frames at 24, 25, 30 and 24000/1001 are whole."""

HEADER = 16
"""Bytes before what a box of media holds: its size takes 64 bits."""


def box(kind: str, *parts: bytes) -> bytes:
    """A box that holds its parts."""
    inside = b"".join(parts)
    return (len(inside) + 8).to_bytes(4) + kind.encode("latin-1") + inside


def full(kind: str, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    """A box with a version and flags."""
    return box(kind, bytes([version]), flags.to_bytes(3), *parts)


def media(size: int) -> bytes:
    """The header of a box that holds ``size`` bytes of media."""
    return (1).to_bytes(4) + b"mdat" + (size + HEADER).to_bytes(8)


def free(size: int) -> bytes:
    """A box of ``size`` bytes, 8 at least, that holds nothing."""
    return size.to_bytes(4) + b"free" + bytes(size - 8)


def words(*numbers: int) -> bytes:
    """Numbers of 32 bits."""
    return b"".join(number.to_bytes(4) for number in numbers)


def halves(*numbers: int) -> bytes:
    """Numbers of 16 bits."""
    return b"".join(number.to_bytes(2) for number in numbers)


def clocked(kind: str, before: tuple[int, ...], duration: int, *after: bytes, flags: int = 0) -> bytes:
    """A header box: no date, the words of ``before``, a duration, which takes 64 bits in a film of more than a day."""
    wide = duration >= 1 << 32
    size = 8 if wide else 4
    return full(kind, bytes(2 * size), words(*before), duration.to_bytes(size), *after, version=int(wide), flags=flags)


def column(numbers: NDArray[np.integer] | Iterable[int], *, size: int = 4) -> bytes:
    """A column of a table, ``size`` bytes each."""
    if not isinstance(numbers, np.ndarray):
        numbers = np.array(list(numbers), np.int64)
    return numbers.astype(f">u{size}").tobytes()


def table(kind: str, *columns: NDArray[np.integer]) -> bytes:
    """A box with rows of 32-bit numbers, given by columns."""
    rows = np.stack(columns, axis=1)
    return full(kind, words(len(rows)), column(rows))
