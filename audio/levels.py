"""How loud a film is made: one measuring pass, and the reasons for stopping short of the target."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio import loudness
from audio.errors import AudioError
from audio.laying import raw
from audio.lines import RATE
from audio.loudness import HOP, Meter
from audio.presets import PRESETS, Preset
from audio.timeline import Shelf, Timeline

BLOCK = 10 * RATE
"""A film's sound is made in blocks of this many samples."""

REFERENCE = -20.0
"""LUFS of a line at its plain level: how takes are made, and what a film without speech is set by."""
MOST_GAIN = 20.0
MOST_OVER = 4.0
"""LU by which speech may exceed the target in a film that is mostly silent."""
CODEC_ROOM = 0.5
"""dB kept under the true-peak limit, for filters and encoders that differ from ours."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the loudness could not be, and why."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a mix is made. ``measured`` and ``expected`` are LUFS before and after, by the preset's gate."""

    preset: Preset
    gain_db: float
    measured: float
    expected: float
    notes: tuple[Note, ...] = ()

    @property
    def ceiling(self) -> float:
        """Where the limiter stands, linear."""
        return float(10 ** ((self.preset.peak - CODEC_ROOM) / 20))


def find_level(timeline: Timeline, preset: str | Preset = "web", *, shelf: Shelf | None = None) -> Level:
    """The gain that brings the film to the preset, by one pass over the whole mix.

    A film without speech is not blown up to the target: it gets the gain that speech at REFERENCE would have had, so
    that its silence is as quiet as in any other film. No gain exceeds MOST_GAIN, and speech never exceeds the target
    by more than MOST_OVER (a single line in a long silence). Each of these is said in ``notes``. The gain is a
    multiple of 0.1 dB, so that a changed line seldom changes the whole film.
    """
    goal = _preset(preset)
    shelf = shelf or Shelf()
    meter = Meter()
    for start in range(0, timeline.samples, BLOCK):
        meter.add(raw(timeline, start, min(start + BLOCK, timeline.samples), shelf))
    energies = meter.energies()
    spoken = _spoken_hops(timeline, len(energies))
    only = spoken if goal.gate == "dialogue" and spoken.any() else None
    measured = loudness.integrated(energies, only)
    speech = loudness.integrated(energies, spoken) if spoken.any() else -np.inf

    def after(gain: float) -> float:
        """Loudness behind the gain and the limiter, foreseen from the energy and the limiter's gain of each cell."""
        energies = meter.energies(10 ** (gain / 20), 10 ** ((goal.peak - CODEC_ROOM) / 20))
        return loudness.integrated(energies, only)

    if measured == -np.inf:
        note = Note("silent", "The film is silent: its loudness is left alone.")
        return Level(goal, 0.0, measured, measured, (note,))
    if speech == -np.inf:
        gain, notes = _without_speech(goal, measured)
    else:
        gain, notes = _with_speech(goal, measured, speech, after)
    gain = round(gain, 1)
    return Level(goal, gain, measured, after(gain), notes)


def _preset(preset: str | Preset) -> Preset:
    if isinstance(preset, Preset):
        return preset
    if preset not in PRESETS:
        raise AudioError(f"no loudness preset {preset!r}; choose one of {', '.join(PRESETS)}")
    return PRESETS[preset]


def _spoken_hops(timeline: Timeline, hops: int) -> NDArray[np.bool_]:
    spoken = np.zeros(hops, bool)
    for line in timeline.dialogue:
        spoken[max(round(line.sample / HOP), 0) : max(round((line.sample + line.samples) / HOP), 0)] = True
    return spoken


def _without_speech(goal: Preset, measured: float) -> tuple[float, tuple[Note, ...]]:
    gain = min(goal.lufs - REFERENCE, goal.lufs - measured, MOST_GAIN)
    message = f"Nobody speaks: the ambience stays at {measured + gain:.1f} LUFS instead of {goal.lufs:.0f}."
    return gain, (Note("no-speech", message),)


def _with_speech(
    goal: Preset, measured: float, speech: float, after: Callable[[float], float]
) -> tuple[float, tuple[Note, ...]]:
    most = min(MOST_GAIN, goal.lufs + MOST_OVER - speech)
    gain, short = min(goal.lufs - measured, most), 0.0
    for _ in range(5):  # the limiter takes a little back: ask for that much more
        short = goal.lufs - after(gain)
        if abs(short) < 0.05 or (gain == most and short > 0):
            break
        gain = min(gain + short, most)
    if short < 0.25:
        return gain, ()
    message = f"Speech is rare or faint: a gain of {gain:.1f} dB stops {short:.1f} LU short of {goal.lufs:.0f} LUFS."
    return gain, (Note("gain-capped", message),)
