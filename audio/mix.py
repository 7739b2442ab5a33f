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
from audio.blocks import REACH, Stretch, blocks, sections
from audio.laying import Buses, buses
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


def laid(block: Stretch, shelf: Shelf) -> Buses:
    """A block by kind before its gain, from REACH before it to REACH after it."""
    return buses(block.sound, -REACH, block.samples + REACH, shelf)


def level_of(timeline: Timeline, preset: str | Preset = "web", *, shelf: Shelf | None = None) -> Level:
    """How loud a film is to be made, by a pass over all of it."""
    shelf = shelf or Shelf()
    return find_level([measure(block, laid(block, shelf)) for block in parts(timeline)], preset)


def mix(timeline: Timeline, level: Level, *, shelf: Shelf | None = None) -> Iterator[Samples]:
    """The film's sound in blocks, float32 [n, 2], ``samples`` in all."""
    shelf = shelf or Shelf()
    for block in parts(timeline):
        yield mixed(laid(block, shelf), level, 0, block.samples)


def mixed(block: Buses, level: Level, start: int, stop: int) -> Samples:
    """Samples ``start`` to ``stop`` of a laid block, finished; ``start`` is a whole number of cells, and may lie before
    the block by REACH - MARGIN."""
    wide = block.mixed(level.lift_db)[REACH + start - MARGIN : REACH + stop + MARGIN]
    wide *= np.float32(10 ** (level.gain_db / 20))
    heard = loudness.limit(wide, level.ceiling)[MARGIN : MARGIN + stop - start]
    if block.tones is not None:
        heard = heard + block.tones[REACH + start : REACH + stop]
    return heard


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
