"""A file that somebody scanned, photographed or painted, read upright as RGB or RGBA."""

import struct
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.errors import HandError

Scan = NDArray[np.uint8]
"""RGB or RGBA, shape [height, width, 3 or 4]."""

LEAST = 32
"""Pixels of a side below which nothing can be seen."""

_ORIENTATION, _MAKER, _MODEL = 0x0112, 0x010F, 0x0110
_TURNS = {
    2: lambda scan: scan[:, ::-1],
    3: lambda scan: scan[::-1, ::-1],
    4: lambda scan: scan[::-1],
    5: lambda scan: scan.swapaxes(0, 1),
    6: lambda scan: scan.swapaxes(0, 1)[:, ::-1],
    7: lambda scan: scan[::-1, ::-1].swapaxes(0, 1),
    8: lambda scan: scan.swapaxes(0, 1)[::-1],
}
"""What brings a picture upright, by its EXIF orientation (CIPA DC-008, tag 274)."""


def opened(data: bytes) -> Scan:
    """The picture in a file's bytes (PNG, JPEG, TIFF, WebP …), upright.

    Transparency stays where there is any. Raises HandError when it cannot be read, or is too small.
    """
    read, exif = _decoded(data)
    if read is None:
        raise HandError("unreadable")
    if min(read.shape[:2]) < LEAST:
        raise HandError("small", read.shape[1], read.shape[0])
    scan = _coloured(_eight_bits(read))
    turn = _TURNS.get(exif.get(_ORIENTATION, 1))
    return np.ascontiguousarray(turn(scan) if turn else scan)


def photographed(data: bytes) -> bool:
    """Whether a camera took it, by what its file says (EXIF maker or model)."""
    _read, exif = _decoded(data)
    return not exif.keys().isdisjoint((_MAKER, _MODEL))


@lru_cache(maxsize=1)
def _decoded(data: bytes) -> tuple[NDArray[np.generic] | None, dict[int, int]]:
    """The pixels as they are stored, and the tags of the EXIF block; None for what is no picture."""
    try:
        read, kinds, blocks = cv2.imdecodeWithMetadata(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:  # nothing there, or a header that promises more than memory or the library allows
        return None, {}
    exif = next((block for kind, block in zip(kinds, blocks, strict=True) if kind == cv2.IMAGE_METADATA_EXIF), None)
    return read, {} if exif is None else _tags(np.asarray(exif, np.uint8).tobytes())


def _eight_bits(read: NDArray[np.generic]) -> NDArray[np.uint8]:
    if read.dtype == np.uint8:
        return np.asarray(read, np.uint8)
    most = float(np.iinfo(read.dtype.name).max) if read.dtype.kind in "ui" else 1.0
    shares = np.nan_to_num(read.astype(np.float32) / most)
    return np.asarray(np.clip(shares * 255, 0, 255).round(), np.uint8)


def _coloured(read: NDArray[np.uint8]) -> Scan:
    channels = 1 if read.ndim == 2 else read.shape[2]
    if channels == 4:
        rgba = np.asarray(cv2.cvtColor(read, cv2.COLOR_BGRA2RGBA), np.uint8)
        return rgba if int(rgba[..., 3].min()) < 255 else rgba[..., :3]
    if channels == 2:  # grey and alpha
        return np.dstack([np.repeat(read[..., :1], 3, axis=2), read[..., 1]])
    return np.asarray(cv2.cvtColor(read, cv2.COLOR_BGR2RGB if channels == 3 else cv2.COLOR_GRAY2RGB), np.uint8)


def _tags(exif: bytes) -> dict[int, int]:
    """The tags of an EXIF block's first directory with their values, as short integers; none where it is damaged."""
    block = exif.removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    found: dict[int, int] = {}
    try:
        if order is not None:
            (at,) = struct.unpack_from(order + "I", block, 4)
            (count,) = struct.unpack_from(order + "H", block, at)
            for entry in range(at + 2, at + 2 + 12 * count, 12):
                tag, _kind, _size, value = struct.unpack_from(order + "HHIH", block, entry)
                found[tag] = value
    except struct.error:
        return found
    return found
