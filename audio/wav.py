"""PCM WAV files: sound at rest, which anyone can open. Over 4 GB the header is RF64 (EBU Tech 3306)."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from audio.errors import AudioError
from audio.lines import RATE, Samples

Bits = Literal[16, 24]

_BIG = 0xFFFFFFFF
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE


def header(frames: int, *, channels: int, bits: Bits, before: bytes = b"", extra: bytes = b"") -> bytes:
    """Everything before the samples of a file of ``frames`` frames: its format, and the chunks of ``before``.

    ``extra`` is what follows the samples.
    """
    width = size(1, channels=channels, bits=bits)
    body = frames * width
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, _PCM, channels, RATE, RATE * width, width, bits) + before
    riff = 4 + len(form) + 8 + body + body % 2 + len(extra)
    if riff <= _BIG:
        return struct.pack("<4sI4s", b"RIFF", riff, b"WAVE") + form + struct.pack("<4sI", b"data", body)
    sizes = struct.pack("<4sIQQQI", b"ds64", 28, riff + 36, body, frames, 0)
    return struct.pack("<4sI4s", b"RF64", _BIG, b"WAVE") + sizes + form + struct.pack("<4sI", b"data", _BIG)


def size(frames: int, *, channels: int, bits: Bits) -> int:
    """Bytes of so many frames."""
    return frames * channels * bits // 8


def pcm(samples: Samples, bits: Bits) -> bytes:
    """Little-endian PCM of samples [n] or [n, channels]; what lies outside -1..1 is clipped."""
    top = (1 << (bits - 1)) - 1
    whole = np.clip(np.rint(samples.astype(np.float64) * top), -top - 1, top)
    if bits == 16:
        return whole.astype("<i2").tobytes()
    return np.ascontiguousarray(whole.astype("<i4").reshape(-1, 1).view(np.uint8)[:, :3]).tobytes()


def chunk(name: bytes, body: bytes) -> bytes:
    """One RIFF chunk, padded to an even length."""
    return struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2)


def to_bytes(samples: Samples, *, bits: Bits = 24, extra: bytes = b"") -> bytes:
    """A whole WAV file of samples [n] or [n, channels]; ``extra`` is chunks that follow the sound."""
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    body = pcm(samples, bits)
    return header(len(samples), channels=channels, bits=bits, extra=extra) + body + b"\0" * (len(body) % 2) + extra


def read(path: Path) -> Samples:
    """The sound of a WAV file at RATE, [n] when mono, else [n, channels]. Raises AudioError when it cannot be used."""
    return read_chunks(path)[0]


def read_chunks(path: Path) -> tuple[Samples, dict[bytes, bytes]]:
    """The sound of a WAV file, and its other chunks by name."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AudioError(f"{path}: cannot be read ({error.strerror}); make the sound again") from error
    if data[:4] not in (b"RIFF", b"RF64") or data[8:12] != b"WAVE":
        raise AudioError(f"{path}: not a WAV file; convert it to 48 kHz PCM WAV")
    chunks: dict[bytes, bytes] = dict(_chunks(data))
    if b"fmt " not in chunks or b"data" not in chunks or len(chunks[b"fmt "]) < 16:
        raise AudioError(f"{path}: cut short; make the sound again")
    return _decode(path, chunks.pop(b"fmt "), chunks.pop(b"data")), chunks


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, big = 12, 0
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        if name == b"ds64" and size >= 16:
            big = struct.unpack_from("<Q", data, at + 16)[0]
        elif name == b"data" and size == _BIG and big:
            size = big
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _decode(path: Path, form: bytes, body: bytes) -> Samples:
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if kind == _EXTENSIBLE and len(form) >= 26:
        kind = struct.unpack_from("<H", form, 24)[0]
    if rate != RATE or channels < 1:
        raise AudioError(f"{path}: {rate} samples a second; convert it to {RATE}")
    width = channels * bits // 8
    body = body[: len(body) // width * width] if width else b""
    flat: NDArray[np.float32]
    match kind, bits:
        case (1, 16):
            flat = np.frombuffer(body, "<i2").astype(np.float32) / np.float32(0x7FFF)
        case (1, 24):
            wide = np.zeros((len(body) // 3, 4), np.uint8)
            wide[:, 1:] = np.frombuffer(body, np.uint8).reshape(-1, 3)
            flat = (wide.view("<i4")[:, 0] >> 8).astype(np.float32) / np.float32(0x7FFFFF)
        case (3, 32):
            flat = np.frombuffer(body, "<f4").astype(np.float32)
        case _:
            raise AudioError(f"{path}: {bits}-bit samples of kind {kind}; convert it to 16- or 24-bit PCM")
    return flat if channels == 1 else flat.reshape(-1, channels)
