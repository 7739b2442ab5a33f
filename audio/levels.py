"""How loud a film is made: each block is measured once, and the film's gain is found from what was measured.

One gain for the whole film would make every block again with each word that changes. So it is a multiple of STEP: in a
film of some length, a line moves the loudness by a hundredth of that.
"""

from collections.abc import Sequence
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
"""LU that the limiter may take from the whole."""
CODEC_ROOM = 0.5
"""dB kept under the true-peak limit, for filters and encoders that differ from ours."""

DRIVES = np.arange(-12.0, 36.1, 3.0)
"""dB of the gain over the ceiling for which a block says what the limiter leaves of it."""
FRONT, BED, SPOKEN, LEFT = 0, 1, 2, 3
"""Rows of a measurement."""

Measured = NDArray[np.float32]
"""Shape [3 + len(DRIVES), windows]: power of lines and effects, power of the ambience, share of the window in which
someone speaks, and for each drive the share of the power that the limiter leaves."""


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
    before = integrated(rows[FRONT].astype(np.float64) + rows[BED], only)
    if before == -np.inf:
        note = Note("silent", "The film is silent: its loudness is left alone.")
        return Level(goal, 0.0, before, before, notes=(note,))
    has_bed = only is None and bool(rows[BED].any())
    best: Level | None = None
    for lift in LIFTS if has_bed else LIFTS[:1]:
        powers = rows[FRONT] + rows[BED] * np.float64(10 ** (lift / 10))
        gain = _gain(goal, powers, rows[LEFT:], only)
        after = integrated(_left(goal, gain, powers, rows[LEFT:]), only)
        speech = integrated(_left(goal, gain, powers, rows[LEFT:]), spoken) if spoken.any() else -np.inf
        pressed = integrated(powers, only) + gain - after
        found = Level(goal, gain, before, after, lift)
        reached = abs(after - goal.lufs) <= STEP
        if reached and speech <= goal.lufs + MOST_OVER and pressed <= MOST_PRESSED:
            return _noted(found)
        if best is None or abs(after - goal.lufs) < abs(best.expected - goal.lufs) - STEP:
            best = found
    assert best is not None
    return _noted(best)


def _preset(preset: str | Preset) -> Preset:
    if isinstance(preset, Preset):
        return preset
    if preset not in PRESETS:
        raise AudioError(f"no loudness preset {preset!r}; choose one of {', '.join(PRESETS)}")
    return PRESETS[preset]


def _gain(goal: Preset, powers: Floats, left: Measured, only: NDArray[np.bool_] | None) -> float:
    """The multiple of STEP whose loudness is nearest to the goal. It rises with the gain: halve what is between."""

    def after(steps: int) -> float:
        return integrated(_left(goal, steps * STEP, powers, left), only)

    low, high = int(-MOST_GAIN / STEP), int(MOST_GAIN / STEP)
    while low < high:
        middle = (low + high) // 2
        if after(middle) < goal.lufs:
            low = middle + 1
        else:
            high = middle
    return min((low - 1, low), key=lambda steps: (abs(after(steps) - goal.lufs), steps)) * STEP


def _left(goal: Preset, gain: float, powers: Floats, left: Measured) -> Floats:
    """The power of each window behind a gain and the limiter."""
    drive = gain - (goal.peak - CODEC_ROOM)
    at = float(np.clip((drive - DRIVES[0]) / (DRIVES[1] - DRIVES[0]), 0, len(DRIVES) - 1))
    low = min(int(at), len(DRIVES) - 2)
    share = left[low] + (left[low + 1] - left[low]) * np.float32(at - low)
    return np.asarray(powers * share * 10 ** (gain / 10), np.float64)


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
