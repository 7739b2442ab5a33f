"""The mix in parts that one can cut with: a file for each character's lines, all lines, effects, ambience, and the mix.

All begin at once and last the same. Each part goes through the gain that the limiter gives the whole, so that lines,
effects and ambience add up to the mix to the last bit but rounding: no part alone is limited any further.
"""

import struct
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from os import SEEK_CUR
from pathlib import Path

import numpy as np

from audio import loudness, wav
from audio.blocks import Stretch
from audio.laying import buses
from audio.levels import Level
from audio.lines import Samples
from audio.mix import parts
from audio.timeline import Shelf, Timeline

MIX, DIALOGUE, EFFECTS, AMBIENCE = "MIX", "DX", "FX", "BG"


def names(timeline: Timeline) -> tuple[str, ...]:
    """The stems of a film: MIX, DX, FX, BG, and DX_ with the id of each character who speaks."""
    speakers = sorted({line.who for line in timeline.dialogue if line.who})
    return (MIX, DIALOGUE, EFFECTS, AMBIENCE, *(f"{DIALOGUE}_{who.upper()}" for who in speakers))


def write(
    files: Mapping[str, Path], timeline: Timeline, level: Level, *, bits: wav.Bits = 24, reference: int = 0
) -> None:
    """Write stems (by the names of ``names``) as stereo broadcast WAV, RF64 over 4 GB.

    ``reference`` is the sample of the day at which the film begins. Memory is that of a few blocks. While nobody speaks
    in a character's stem, nothing is written: where the file system can, that silence takes no room either.
    """
    shelf = Shelf()
    with ExitStack() as stack:
        opened = {name: stack.enter_context(path.open("wb")) for name, path in files.items()}
        for name, file in opened.items():
            bext = wav.chunk(b"bext", _bext(f"previz {name}", reference, bits))
            file.write(wav.header(timeline.samples, channels=2, bits=bits, before=bext))
        for block in parts(timeline):
            for name, samples in stems(block, level, shelf):
                if name in opened:
                    opened[name].write(wav.pcm(samples, bits))
            for name in {name for name in opened if name.startswith("DX_")} - _speaking(block):
                opened[name].seek(wav.size(block.samples, channels=2, bits=bits), SEEK_CUR)
        for file in opened.values():
            file.truncate()


def _speaking(block: Stretch) -> set[str]:
    return {f"{DIALOGUE}_{line.who.upper()}" for line in block.sound.dialogue if line.who}


def stems(block: Stretch, level: Level, shelf: Shelf) -> Iterator[tuple[str, Samples]]:
    """Each stem of a block, float32 [n, 2]; of characters, those who are near."""
    low, high = -loudness.MARGIN, block.samples + loudness.MARGIN
    laid = buses(block.sound, low, high, shelf)
    gain = np.float32(10 ** (level.gain_db / 20))
    held = loudness.held(laid.mixed(level.lift_db) * gain, level.ceiling)

    def finished(samples: Samples | None, lift: float = 0.0) -> Samples:
        if samples is None:
            return np.zeros((block.samples, 2), np.float32)
        whole = samples * (gain * np.float32(10 ** (lift / 20)))
        return np.asarray((whole if held is None else whole * held)[loudness.MARGIN : -loudness.MARGIN], np.float32)

    tones = np.float32(0.0) if laid.tones is None else laid.tones[loudness.MARGIN : -loudness.MARGIN]
    yield MIX, finished(laid.mixed(level.lift_db)) + tones
    yield DIALOGUE, finished(laid.dialogue)
    yield EFFECTS, finished(laid.effects) + tones  # in one part alone, so that the parts still add up to the mix
    yield AMBIENCE, finished(laid.ambience, level.lift_db)
    for who in sorted({line.who for line in block.sound.dialogue if line.who}):
        yield f"{DIALOGUE}_{who.upper()}", finished(buses(block.sound, low, high, shelf, who=who).dialogue)


def _bext(description: str, reference: int, bits: wav.Bits) -> bytes:
    """The body of a broadcast chunk, version 1 (EBU Tech 3285). No date: the same film gives the same bytes."""
    history = f"A=PCM,F=48000,W={bits},M=stereo,T=previz\r\n".encode()
    head = struct.pack(
        "<256s32s32s10s8sQH64s190s", description.encode(), b"previz", b"", b"", b"", reference, 1, b"", b""
    )
    return head + history
