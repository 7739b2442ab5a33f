"""People who speak and cannot be understood: syllables of no language, by many at once: a murmur."""

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.signal import lfilter

from audio.generators.noise import Curve, Random, bumps, halved, moments, roomy, scatter, shaped, unit, wide
from audio.lines import RATE, Samples

_SLOW = 16_000
"""Syllables are made at this rate: nothing of a murmur lies above its half."""

# First three formants (Hz) of open, front, back, close and neutral vowels of an adult man.
_VOWELS = np.array([[730, 1200, 2450], [530, 1840, 2480], [450, 900, 2300], [300, 2100, 2900], [500, 1450, 2450]])


def _syllables(rng: Random, pitch: float, tract: float, count: int) -> list[Samples]:
    """Syllables of one voice: a buzz of ``pitch`` Hz through formants that pass from one vowel to another."""
    made = []
    for _ in range(count):
        n = int(rng.uniform(0.11, 0.24) * _SLOW)
        way = np.linspace(0, 1, n)
        hertz = pitch * rng.uniform(0.8, 1.3) * (1 + rng.uniform(-0.15, 0.15) * way)
        buzz = 2 * (np.cumsum(hertz) / _SLOW % 1) - 1 + 0.06 * rng.standard_normal(n)
        first, second = _VOWELS[rng.integers(5, size=2)] * tract
        voice = _mouth(buzz, first) * (1 - way) + _mouth(buzz, second) * way
        voice *= np.sin(np.pi * np.minimum(way * 1.15, 1)) ** 0.6
        made.append(unit(voice.astype(np.float32)))
    return made


def _mouth(buzz: NDArray[np.float64], formants: NDArray[np.float64]) -> NDArray[np.float64]:
    """Three resonances side by side, 90, 130 and 190 Hz wide."""
    heard = np.zeros(len(buzz))
    for centre, width, gain in zip(formants, (90.0, 130.0, 190.0), (1.0, 0.5, 0.25), strict=True):
        radius = np.exp(-np.pi * width / _SLOW)
        poles = [1.0, -2 * radius * np.cos(2 * np.pi * centre / _SLOW), radius**2]
        heard += gain * lfilter([1 - radius, 0.0, radius - 1], poles, buzz)
    return heard


def _talk(
    n: int,
    rng: Random,
    *,
    talkers: int,
    curve: Curve,
    decay: float,
    wet: float,
    pitches: tuple[float, float] = (95, 235),
    tract: tuple[float, float] = (0.97, 1.2),
) -> Samples:
    """``talkers`` people in conversation, each with a place, a distance and pauses, in a room: stereo, looping."""
    slow = round(n * _SLOW / RATE)
    out = np.zeros((slow, 2), np.float32)
    voices = [_syllables(rng, rng.uniform(*pitches), rng.uniform(*tract), 10) for _ in range(talkers)]
    for talker in range(talkers):
        voice, pan, gain = voices[talker], rng.uniform(-0.95, 0.95), rng.uniform(0.2, 1.0)
        at = rng.uniform(0, 2)
        while at < n / RATE - 0.3:
            for _ in range(int(rng.integers(4, 14))):
                syllable = voice[int(rng.integers(len(voice)))]
                scatter(out, syllable, int(at * _SLOW), gain=gain * rng.uniform(0.4, 1), pan=pan)
                at += len(syllable) / _SLOW * rng.uniform(0.8, 1.15)
            at += rng.exponential(1.6) + 0.25
    spoken = roomy(out, rng, decay=decay, wet=wet, curve=curve, rate=_SLOW)
    whole = np.zeros((2, n // 2 + 1), np.complex64)
    spectrum = fft.rfft(np.ascontiguousarray(spoken.T), axis=1)
    whole[:, : spectrum.shape[1]] = spectrum[:, : whole.shape[1]]
    return unit(np.asarray(fft.irfft(whole, n, axis=1), np.float32).T)


@halved
def murmur(n: int, rng: Random) -> Samples:
    """A room full of conversations."""
    curve = [(90, -18), (220, -2), (600, 0), (1800, -5), (4000, -16), (7500, -40)]
    return _talk(n, rng, talkers=22, curve=curve, decay=0.7, wet=0.9)


@halved
def murmur_near(n: int, rng: Random) -> Samples:
    """A few tables around us."""
    return _talk(n, rng, talkers=9, curve=[(90, -14), (250, 0), (2500, -3), (5000, -14)], decay=0.45, wet=0.6)


@halved
def murmur_far(n: int, rng: Random) -> Samples:
    """Voices beyond a wall or across a square."""
    curve = [(90, -12), (250, 0), (700, -6), (1600, -24), (4000, -60)]
    return _talk(n, rng, talkers=14, curve=curve, decay=0.8, wet=1.2)


@halved
def hall_voices(n: int, rng: Random) -> Samples:
    """Voices lost in a great space."""
    curve = [(120, -14), (350, 0), (1500, -5), (4500, -24)]
    return _talk(n, rng, talkers=14, curve=curve, decay=2.6, wet=2.2)


_PLAYGROUND: Curve = ((200, -20), (500, 0), (3000, -2), (7000, -24))


@halved
def children(n: int, rng: Random) -> Samples:
    """A playground: high voices, calls."""
    return _talk(n, rng, talkers=16, curve=_PLAYGROUND, decay=0.9, wet=0.6, pitches=(270, 430), tract=(1.25, 1.45))


@halved
def children_far(n: int, rng: Random) -> Samples:
    """The same through windows."""
    curve = [(150, -16), (450, 0), (1200, -10), (3000, -34)]
    return _talk(n, rng, talkers=12, curve=curve, decay=0.9, wet=1.0, pitches=(270, 430), tract=(1.25, 1.45))


def footfall(n: int, rng: Random) -> Samples:
    """Passers-by on a pavement."""
    grit = shaped(n, rng, [(200, -12), (700, 0), (2200, -4), (6000, -18), (12000, -40)])
    seconds = n / RATE
    times: list[float] = []
    heights: tuple[list[float], list[float]] = ([], [])
    for walk in moments(rng, seconds, 6):
        pace, gain, way = rng.uniform(0.46, 0.6), rng.uniform(0.3, 1), rng.choice([-1.0, 1.0])
        for step in range(10):
            times.append((walk + step * pace + rng.normal(0, 0.02)) % seconds)
            loud, lean = np.sin(np.pi * (step + 1) / 11) * gain, way * (step / 4.5 - 1)
            heights[0].append(loud * np.clip(0.5 - 0.5 * lean, 0.1, 1))
            heights[1].append(loud * np.clip(0.5 + 0.5 * lean, 0.1, 1))
    out = np.stack([grit * bumps(n, times, [0.02] * len(times), side) for side in heights], axis=1)
    return unit(out + 0.02 * wide(n, rng, [(300, -10), (1500, 0), (5000, -20)]))
