"""How loud a film is made: each block is measured once, and the film's gain is found from what was measured.

One gain for the whole film would make every block again with each word that changes. So it is a multiple of STEP: in a
film of some length, a line moves the loudness by a hundredth of that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from audio.errors import AudioError
from audio.gating import Floats, integrated
from audio.presets import PRESETS, Preset

STEP = 0.25
"""dB: the film's gain is a multiple of it, and its loudness within half of it."""
LIFTS = (0.0, 3.0, 6.0, 9.0, 12.0, 15.0, 18.0)
"""dB by which the ambience may be raised in a film that speaks too rarely for its loudness, as a mixer would."""
MOST_GAIN = 40.0
MOST_OVER = 4.0
"""LU by which speech may exceed the target in a film that is mostly silent, before the ambience is raised instead."""
MOST_PRESSED = 3.0
"""LU that the limiter may take from speech, or from the whole when nobody speaks."""
CODEC_ROOM = 1.0
"""dB kept under the true-peak limit, for filters and encoders that differ from ours."""

DRIVES = np.arange(-12.0, 36.1, 3.0)
"""dB of the gain over the ceiling for which a block says what the limiter leaves of it."""
FRONT, BED, BOTH, SPOKEN, LEFT = 0, 1, 2, 3, 4
"""Rows of a measurement."""

_NOTHING = 1e-20

Measured = NDArray[np.float32]
"""Shape [4 + len(DRIVES), windows]: power of lines and effects, power of the ambience, what both together have more,
share of the window in which someone speaks, and for each drive the share of the power that the limiter leaves."""


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
    lift_db: float = 0.0
    """By how much the ambience is raised."""
    notes: tuple[Note, ...] = ()

    @property
    def ceiling(self) -> float:
        """Where the limiter stands, linear."""
        return float(10 ** ((self.preset.peak - CODEC_ROOM) / 20))


def find_level(measured: Sequence[Measured], preset: str | Preset = "web") -> Level:
    """The gain that brings a film to the preset, from the measurements of its blocks, and how it gets there.

    A film that speaks rarely would need a gain under which its few lines are shouts: then its ambience is raised, as
    little as serves. What cannot be reached is said in ``notes``. Raises AudioError on a bad preset.
    """
    goal = _preset(preset)
    rows = np.concatenate([np.zeros((LEFT + len(DRIVES), 0), np.float32), *measured], axis=1)
    spoken = rows[SPOKEN] >= 0.5
    only = spoken if goal.gate == "dialogue" and spoken.any() else None
    before = integrated(_power(rows, 0.0), only)
    if before == -np.inf:
        note = Note("silent", "The film is silent: its loudness is left alone.")
        return Level(goal, 0.0, before, before, notes=(note,))
    has_bed = only is None and bool(rows[BED].any())
    plain = _power(rows, 0.0)
    best: Level | None = None
    for lift in LIFTS if has_bed else LIFTS[:1]:
        powers = _power(rows, lift)
        more = 10 * np.log10(np.maximum(powers, _NOTHING) / np.maximum(plain, _NOTHING))

        def after(gain: float, powers: Floats = powers, more: Floats = more) -> Floats:
            """The power of each window behind a gain and the limiter; a raised ambience drives that harder."""
            return powers * _share(rows[LEFT:], gain - goal.peak + CODEC_ROOM + more) * 10 ** (gain / 10)

        gain = _gain(lambda gain: integrated(after(gain), only), goal.lufs)
        expected = integrated(after(gain), only)
        speech = integrated(after(gain), spoken) if spoken.any() else -np.inf
        loud = spoken if spoken.any() else only
        pressed = integrated(powers, loud) + gain - integrated(after(gain), loud)
        found = Level(goal, gain, before, expected, lift)
        reached = abs(expected - goal.lufs) <= STEP
        if reached and speech <= goal.lufs + MOST_OVER and pressed <= MOST_PRESSED:
            return _noted(found)
        if best is None or abs(expected - goal.lufs) < abs(best.expected - goal.lufs) - STEP:
            best = found
    assert best is not None
    return _noted(best)


def _preset(preset: str | Preset) -> Preset:
    if isinstance(preset, Preset):
        return preset
    if preset not in PRESETS:
        raise AudioError(f"no loudness preset {preset!r}; choose one of {', '.join(PRESETS)}")
    return PRESETS[preset]


def _power(rows: Measured, lift: float) -> Floats:
    """The power of each window with the ambience raised."""
    bed = np.float64(10 ** (lift / 20))
    return np.asarray(np.maximum(rows[FRONT] + rows[BED] * bed**2 + rows[BOTH] * bed, 0.0), np.float64)


def _gain(after: Callable[[float], float], goal: float) -> float:
    """The multiple of STEP whose loudness is nearest to the goal. It rises with the gain: halve what is between."""
    low, high = int(-MOST_GAIN / STEP), int(MOST_GAIN / STEP)
    while low < high:
        middle = (low + high) // 2
        if after(middle * STEP) < goal:
            low = middle + 1
        else:
            high = middle
    return min((low - 1, low), key=lambda steps: (abs(after(steps * STEP) - goal), steps)) * STEP


def _share(left: Measured, drives: Floats) -> Floats:
    """What the limiter leaves of each window, driven by so many dB over its ceiling."""
    at = np.clip((drives - DRIVES[0]) / (DRIVES[1] - DRIVES[0]), 0, len(DRIVES) - 1)
    low = np.minimum(at.astype(np.intp), len(DRIVES) - 2)
    below, above = (np.take_along_axis(left, rows[None], axis=0)[0] for rows in (low, low + 1))
    return np.asarray(below + (above - below) * (at - low), np.float64)


def _noted(level: Level) -> Level:
    notes = []
    if level.lift_db:
        message = f"Speech is rare: the ambience is raised by {level.lift_db:.0f} dB."
        notes.append(Note("lifted", message))
    if abs(level.expected - level.preset.lufs) > 0.5:
        message = (
            f"The film stays at {level.expected:.1f} LUFS instead of {level.preset.lufs:.0f}: its peaks allow no more."
        )
        notes.append(Note("gain-capped", message))
    return replace(level, notes=tuple(notes))
