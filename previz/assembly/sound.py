"""The film's sound as AAC, block by block: packets that follow one another as if they had been encoded in one go.

A block is encoded with a little of what comes before and after it, and only its own packets are kept: each holds half
of what its neighbours hold too, so that both sides of a join must have been made of the same sound. Blocks rest as
ADTS, which any player opens; the film takes their packets as they are.
"""

import os
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from audio.blocks import GRAIN
from audio.lines import RATE, Samples
from previz.assembly.held import StreamError
from previz.i18n import _

BITS = 192_000
"""A second, for stereo at 48 kHz."""

BEFORE, AFTER = 6, 2
"""Packets of sound around a block: the encoder's rate control and its choice of windows have settled by then."""

LOW_COMPLEXITY = bytes((0x11, 0x90))
"""AAC-LC, 48 kHz, stereo, as a decoder is told (ISO/IEC 14496-3, 1.6.2.1)."""

_HEADER = 7
"""Bytes of ADTS before each packet (ISO/IEC 13818-7, 6.2)."""


def packets(sound: Samples, *, first: bool) -> list[bytes]:
    """The packets of a block, ADTS. ``sound`` is [n, 2] with BEFORE packets of it before and AFTER after the block.

    ``first`` adds the packet that starts the film: a decoder plays each packet over the end of the one before.
    """
    sides = np.ascontiguousarray(sound.T)
    own = len(sound) // GRAIN - BEFORE - AFTER
    keep = slice(BEFORE + (0 if first else 1), BEFORE + 1 + own)
    encoder = av.CodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE, "stereo", "fltp"
    encoder.bit_rate = BITS
    # The quick search: at this rate the ear does not tell, and it takes a quarter of the time.
    # Noise as noise, sides as sides: what is replaced by its likeness peaks elsewhere, above what the limiter allowed.
    encoder.options = {"aac_coder": "fast", "aac_pns": "0", "aac_is": "0"}
    return [_adts(data) for data in islice(_encoded(encoder, sides), keep.start, keep.stop)]


def _encoded(encoder: "av.AudioCodecContext", sides: Samples) -> Iterator[bytes]:
    for start in range(0, sides.shape[1], GRAIN):
        frame = av.AudioFrame.from_ndarray(sides[:, start : start + GRAIN], format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE, start
        yield from (bytes(packet) for packet in encoder.encode(frame))
    yield from (bytes(packet) for packet in encoder.encode(None))


def _adts(packet: bytes) -> bytes:
    """A packet of AAC-LC, 48 kHz, stereo, under its ADTS header."""
    size = len(packet) + _HEADER
    return bytes((0xFF, 0xF1, 0x4C, 0x80 | size >> 11, size >> 3 & 0xFF, (size & 7) << 5 | 0x1F, 0xFC)) + packet


def read(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The packets of ADTS blocks, without their headers."""
    for block in blocks:
        at = 0
        while at < len(block):
            size = (block[at + 3] & 3) << 11 | block[at + 4] << 3 | block[at + 5] >> 5
            yield block[at + _HEADER : at + size]
            at += size


def track(film: "av.container.OutputContainer") -> "av.AudioStream":
    """A track for our packets in a film's file."""
    stream = film.add_stream("aac", rate=RATE, layout="stereo", format="fltp")
    stream.bit_rate, stream.time_base = BITS, Fraction(1, RATE)
    return stream


def timed(blocks: Iterable[bytes], stream: "av.AudioStream") -> Iterator["av.Packet[Any]"]:
    """The packets of ADTS blocks for a track, in order. The first plays before the film begins, and is not heard."""
    for count, data in enumerate(read(blocks)):
        packet = av.Packet(data)
        packet.stream, packet.time_base = stream, Fraction(1, RATE)
        packet.pts = packet.dts = (count - 1) * GRAIN
        packet.duration, packet.is_keyframe = GRAIN, True
        yield packet


def heard(blocks: Iterable[bytes]) -> Iterator[NDArray[np.float32]]:
    """The sound of ADTS blocks decoded, [2, n] a packet, from the film's first sample on."""
    decoder = av.CodecContext.create("aac", "r")
    decoder.extradata = LOW_COMPLEXITY
    frames = (frame for data in read(blocks) for frame in decoder.decode(av.Packet(data)))
    for frame in islice(frames, 1, None):
        yield frame.to_ndarray().astype(np.float32, copy=False)


def decoded(path: Path) -> Samples:
    """The sound of any file that ffmpeg reads, at RATE: [n] when mono, else [n, 2]. Raises StreamError."""
    try:
        with av.open(path) as file:
            stream = file.streams.audio[0]
            layout = "mono" if stream.layout.nb_channels == 1 else "stereo"
            resampler = av.AudioResampler("fltp", layout, RATE)
            frames = [out.to_ndarray() for frame in file.decode(stream) for out in resampler.resample(frame)]
            frames += [out.to_ndarray() for out in resampler.resample(None)]
    except (av.FFmpegError, IndexError, OSError) as trouble:
        message = _("{path}: no sound can be read from this file; export it again as WAV", path=path)
        raise StreamError(message) from trouble
    sides = np.concatenate([np.zeros((1 if layout == "mono" else 2, 0), np.float32), *frames], axis=1)
    return np.asarray(sides[0] if layout == "mono" else sides.T, np.float32)


def save(blocks: Iterable[bytes], out: Path) -> None:
    """The blocks as an .m4a that begins with its first sample. ``out`` appears whole or not at all."""
    draft = out.with_name(f".{out.name}.{os.getpid()}.m4a")
    try:
        with av.open(draft, "w", format="ipod") as file:
            for packet in timed(blocks, track(file)):
                file.mux(packet)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
