"""The mix: sounds laid on the film, in blocks, at a stated loudness.

A whole call, with what ``audio.timeline`` defines::

    timeline = Timeline(
        samples=cut_samples,
        dialogue=tuple(
            Placed(at.sample, at.samples, Heard(path_of[at.line], channel_of[at.line], place_of_scene)) for at in lines
        ),
        effects=(Placed(start, effect_samples, Effect("knock", seed=7), gain_db=-2.0),),
        ambience=tuple(Region(start, end, Bed(place, seed=3)) for start, end, place in scenes),
        scenes=tuple(start for start, end, place in scenes),
    )
    level = mix_to_wav(Path("film.wav"), timeline, preset="web")
    for note in level.notes: ...

Beds are cheap to make once (30 to 60 times real time) and dear to make often: keep them as WAV files and lay them with
``Recorded(path)``. Or, block by block, ``for block in mix(timeline, level_of(timeline, "web"))``.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audio import loudness, wav
from audio.blocks import Stretch, blocks, sections
from audio.laying import buses
from audio.levels import Level, find_level
from audio.lines import Samples
from audio.loudness import MARGIN
from audio.presets import Preset
from audio.timeline import Shelf, Timeline
from audio.weighing import measure


def parts(timeline: Timeline) -> Iterator[Stretch]:
    """The blocks of a film, in order."""
    for _start, section in sections(timeline):
        for _at, block in blocks(section):
            yield block


def level_of(timeline: Timeline, preset: str | Preset = "web", *, shelf: Shelf | None = None) -> Level:
    """How loud a film is to be made, by a pass over all of it."""
    shelf = shelf or Shelf()
    return find_level([measure(block, shelf) for block in parts(timeline)], preset)


def mix(timeline: Timeline, level: Level, *, shelf: Shelf | None = None) -> Iterator[Samples]:
    """The film's sound in blocks, float32 [n, 2], ``samples`` in all."""
    shelf = shelf or Shelf()
    for block in parts(timeline):
        yield mix_stretch(block, level, 0, block.samples, shelf=shelf)


def mix_stretch(stretch: Stretch, level: Level, start: int, stop: int, *, shelf: Shelf) -> Samples:
    """Samples ``start`` to ``stop`` of the finished mix of a stretch, alone; ``start`` a whole number of cells."""
    laid = buses(stretch.sound, start - MARGIN, stop + MARGIN, shelf).mixed(level.lift_db)
    laid *= np.float32(10 ** (level.gain_db / 20))
    return loudness.limit(laid, level.ceiling)[MARGIN : MARGIN + stop - start]


def mix_to_wav(path: Path, timeline: Timeline, *, preset: str | Preset = "web", bits: wav.Bits = 16) -> Level:
    """Writes the mix as PCM (RF64 over 4 GB), whole or not at all. Raises AudioError on a bad preset."""
    shelf = Shelf()
    level = level_of(timeline, preset, shelf=shelf)
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
