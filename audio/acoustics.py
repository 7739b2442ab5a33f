"""How a voice or a sound reaches us: in the room, from behind a wall, close to the ear, down a telephone line."""

import math
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, oaconvolve, sosfilt

from audio.lines import RATE, TAIL, Samples
from audio.places import Place, Size
from screenplay.scenes import Channel


@dataclass(frozen=True, slots=True)
class _Room:
    """The units are those of acoustics.toml."""

    decay: float
    wet: float
    bright: float


@dataclass(frozen=True, slots=True)
class _Path:
    """What lies between the voice and us. The units are those of acoustics.toml; None: nothing of the room is heard."""

    low: float
    high: float
    level: float
    order: int = 2
    room: float | None = None
    drive: float = 0.0


@dataclass(frozen=True, slots=True)
class _Distance:
    """The units are those of acoustics.toml."""

    near: float
    level: float
    room: float
    dull: float
    air: float


@cache
def _tables() -> tuple[dict[Size, _Room], dict[Channel, _Path], _Distance]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    rooms = {size: _Room(**row) for size, row in table["room"].items()}
    return rooms, {channel: _Path(**row) for channel, row in table["path"].items()}, _Distance(**table["distance"])


def design(channel: Channel) -> float:
    """What a channel adds to the level of a voice, dB."""
    return _tables()[1][channel].level


def treat(samples: Samples, channel: Channel, place: Place, *, metres: float = 0.0) -> Samples:
    """The sound as heard through ``channel`` in ``place``, with its tail: at most TAIL samples longer, same shape.

    The level of the result is that of the given sound plus the channel's ``design``, less what ``metres`` from the
    ear cost, whatever its spectrum: a dull voice does not vanish in the telephone. A path without a room (a telephone,
    a voice over) has no distance.
    """
    if len(samples) == 0:
        return samples
    path = _far(_tables()[1][channel], metres)
    heard = _band(samples.astype(np.float64), path)
    if path.drive:
        size = path.drive / max(4.0 * _rms(heard), 1e-9)
        heard = np.tanh(heard * size)
        heard = _band(heard, path)
    if path.room is not None:
        impulse = _impulse(place.size, path.room)
        wet = oaconvolve(heard.astype(np.float32), impulse if heard.ndim == 1 else impulse[:, None], axes=0)
        heard = np.concatenate([heard, np.zeros((len(wet) - len(heard), *heard.shape[1:]))]) + wet
    else:
        heard = np.concatenate([heard, np.zeros((RATE // 50, *heard.shape[1:]))])
    heard *= 10 ** (path.level / 20) * _rms(samples) / max(_rms(heard[: len(samples)]), 1e-9)
    return _softened(heard).astype(np.float32)


def _far(path: _Path, metres: float) -> _Path:
    """The path over a distance."""
    how = _tables()[2]
    if path.room is None or metres <= how.near:
        return path
    doublings = math.log2(metres / how.near)
    air = how.air * how.dull / metres if metres >= how.dull else 0.0
    return replace(
        path,
        level=path.level + how.level * doublings,
        room=path.room + how.room * doublings,
        high=min(filter(None, (path.high, air)), default=0.0),
    )


def _band(samples: NDArray[np.float64], path: _Path) -> NDArray[np.float64]:
    edges = [path.low, path.high] if path.high else path.low
    sections = butter(path.order, edges, "bandpass" if path.high else "highpass", fs=RATE, output="sos")
    filtered: NDArray[np.float64] = sosfilt(sections, samples, axis=0)
    return filtered


def _softened(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Edges that start and end at nothing: 2 ms in, 10 ms out."""
    rise, fall = min(RATE // 500, len(samples) // 2), min(RATE // 100, len(samples) // 2)
    shape = (-1, *[1] * (samples.ndim - 1))
    samples[:rise] *= np.linspace(0.0, 1.0, rise).reshape(shape)
    samples[len(samples) - fall :] *= np.linspace(1.0, 0.0, fall).reshape(shape)
    return samples


def _rms(samples: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


@cache
def _impulse(size: Size, extra: float) -> Samples:
    """The room alone: noise that decays, duller as it dies, after a short silence (Moorer's model)."""
    room = _tables()[0][size]
    length = min(int(room.decay * 1.1 * RATE), TAIL - RATE // 50)
    time = np.arange(length) / RATE
    noise = np.random.default_rng(1979).standard_normal(length)
    late = noise * 10 ** (-3 * time / room.decay)
    dull = sosfilt(butter(1, room.bright, fs=RATE, output="sos"), late)
    duller = sosfilt(butter(1, room.bright / 3, fs=RATE, output="sos"), late)
    fade = np.minimum(time / room.decay, 1.0)
    impulse = dull * (1 - fade) + duller * fade
    gap = int(RATE * (0.002 + 0.012 * min(room.decay, 1.0)))
    impulse = np.concatenate([np.zeros(gap), sosfilt(butter(1, 150, "highpass", fs=RATE, output="sos"), impulse)])
    return np.asarray(impulse * 10 ** ((room.wet + extra) / 20) / np.sqrt(np.sum(impulse**2)), np.float32)
