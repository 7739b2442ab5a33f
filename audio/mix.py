"""The mix: sounds laid on the film, in blocks, at a stated loudness.

A film's sound is one function of the sample's index: ``raw`` gives any stretch of it, so a block can be made again
alone. A whole call, with what ``audio.timeline`` defines::

    timeline = Timeline(
        samples=cut_samples,
        dialogue=tuple(
            Placed(at.sample, at.samples, Heard(path_of[at.line], channel_of[at.line], place_of_scene)) for at in lines
        ),
        effects=(Placed(start, effect_samples, Effect("knock", seed=7), gain_db=-2.0),),
        ambience=tuple(Region(start, end, Bed(place, seed=3)) for start, end, place in scenes),
    )
    level = mix_to_wav(Path("film.wav"), timeline, preset="web")
    for note in level.notes: ...

Beds are cheap to make once (30 to 60 times real time) and dear to make often: keep them as WAV files and lay them with
``Recorded(path)``. Or, block by block, ``for block in mix(timeline, find_level(timeline, "web"))``.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audio import loudness, wav
from audio.laying import raw
from audio.levels import BLOCK, Level, find_level
from audio.lines import Samples
from audio.presets import Preset
from audio.timeline import Shelf, Timeline


def mix(timeline: Timeline, level: Level, *, shelf: Shelf | None = None) -> Iterator[Samples]:
    """The film's sound in blocks of BLOCK samples (the last may be shorter), float32 [n, 2], ``samples`` in all."""
    shelf = shelf or Shelf()
    for start in range(0, timeline.samples, BLOCK):
        yield mix_block(timeline, level, start, min(start + BLOCK, timeline.samples), shelf=shelf)


def mix_block(timeline: Timeline, level: Level, start: int, stop: int, *, shelf: Shelf) -> Samples:
    """Samples ``start`` to ``stop`` of the finished mix, alone; ``start`` a multiple of 48."""
    wide = raw(timeline, start - loudness.MARGIN, stop + loudness.MARGIN, shelf)
    wide *= np.float32(10 ** (level.gain_db / 20))
    return loudness.limit(wide, level.ceiling)[loudness.MARGIN : loudness.MARGIN + stop - start]


def mix_to_wav(path: Path, timeline: Timeline, *, preset: str | Preset = "web", bits: wav.Bits = 16) -> Level:
    """Writes the mix as PCM (RF64 over 4 GB), whole or not at all. Raises AudioError on a bad preset."""
    shelf = Shelf()
    level = find_level(timeline, preset, shelf=shelf)
    part = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(wav.header(timeline.samples, channels=2, bits=bits))
            file.writelines(wav.pcm(block, bits) for block in mix(timeline, level, shelf=shelf))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return level
