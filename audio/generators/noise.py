"""The clay of every ambience: noises, drifts and scatterings that loop without a seam, being periodic.

A *texture* is stereo, float32 [n, 2]; its level is the mixer's affair.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from audio.lines import RATE, Samples

Random = np.random.Generator
Texture = Callable[[int, Random], Samples]
"""Makes so many samples of a loop."""
Curve = Sequence[tuple[float, float]]
"""(Hz, dB) points, joined by straight lines over the logarithm of frequency."""


_LOWEST = 20.0
"""Hz: nothing lies under it, so no bed has an offset."""
_GRAIN = 8
"""Seconds after which a noise may come again without anyone hearing that it does."""


@lru_cache(maxsize=8)
def _response(n: int, curve: tuple[tuple[float, float], ...], rate: int = RATE) -> tuple[int, int, NDArray[np.float32]]:
    """First and last bin worth filling, and the amplitudes between."""
    hertz = np.arange(n // 2 + 1) * (rate / n)
    points = np.log2([point for point, _ in curve])
    decibels = np.interp(np.log2(np.maximum(hertz, 1.0)), points, [db for _, db in curve])
    loud = np.flatnonzero((decibels > max(db for _, db in curve) - 70) & (hertz >= _LOWEST))
    first, last = max(int(loud[0]), 1), int(loud[-1]) + 1
    return first, last, (10 ** (decibels[first:last] / 20)).astype(np.float32)


def seeded(*parts: object) -> Random:
    """A source of chance that depends on its parts alone."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))


def shaped(n: int, rng: Random, curve: Curve) -> Samples:
    """Mono noise of a spectrum, [n], of RMS 1; a long one repeats itself two to four times."""
    times = next((k for k in (4, 3, 2) if n % k == 0 and n // k >= _GRAIN * RATE), 1)
    once = n // times
    first, last, amplitude = _response(once, tuple(curve))
    spectrum = np.zeros(once // 2 + 1, np.complex64)
    parts = rng.standard_normal((last - first) * 2, np.float32).view(np.complex64)
    spectrum[first:last] = parts * amplitude
    return np.tile(unit(fft.irfft(spectrum, once)), times)


def wide(n: int, rng: Random, curve: Curve, *, spread: float = 0.7) -> Samples:
    """Stereo noise; ``spread`` 0 is the same on both sides, 1 unrelated."""
    one, two = shaped(n, rng, curve), shaped(n, rng, curve)
    share = np.float32(np.sqrt((1 - spread) / 2 / max(1 - (1 - spread) / 2, 0.5)))
    return unit(np.stack([one + share * two, two + share * one], axis=1))


def halved(texture: Texture) -> Texture:
    """The texture made for half the loop and played twice: for what nobody recognises when it comes again."""

    @wraps(texture)
    def twice(n: int, rng: Random) -> Samples:
        if n % 2 or n < 2 * _GRAIN * RATE:
            return texture(n, rng)
        return np.tile(texture(n // 2, rng), (2, 1))

    return twice


def unit(samples: Samples) -> Samples:
    """The same sound at RMS 1 (silence stays silence)."""
    size = float(np.sqrt(np.mean(np.square(samples))))
    return samples if size == 0 else (samples / np.float32(size)).astype(np.float32, copy=False)


_STEP = 480


def drift(n: int, rng: Random, *, slowest: float, depth: float) -> Samples:
    """A slow random gain [n] that loops: wanders over ``slowest`` seconds and shorter, ``depth`` dB from its middle."""
    points = max(n // _STEP, 4)
    most = max(int(n / RATE / slowest), 1)
    spectrum = np.zeros(points // 2 + 1, np.complex64)
    order = np.arange(1, min(2 * most + 1, len(spectrum)))
    phases = rng.uniform(0, 2 * np.pi, len(order))
    spectrum[order] = np.exp(1j * phases) * np.where(order <= most, 1.0, (most / order) ** 1.5)
    decibels = unit(fft.irfft(spectrum, points)) * (depth / 2)
    return stretched(np.exp(decibels * np.float32(np.log(10) / 20)), n)


def stretched(points: Samples, n: int) -> Samples:
    """A curve that loops, given by evenly spaced points, drawn at every sample."""
    if n % len(points):
        grid = np.arange(n) * (len(points) / n)
        return np.asarray(np.interp(grid, np.arange(len(points) + 1), np.append(points, points[0])), np.float32)
    ramp = np.arange(n // len(points), dtype=np.float32) * np.float32(len(points) / n)
    rise = np.roll(points, -1) - points
    return (points[:, None] + rise[:, None] * ramp).reshape(n).astype(np.float32, copy=False)


def bumps(n: int, times: Sequence[float], widths: Sequence[float], heights: Sequence[float]) -> Samples:
    """Smooth swells around moments (seconds), on a silent ground: a looping envelope [n]."""
    points = max(n // _STEP, 4)
    span = n / RATE
    at = np.arange(points) * (span / points)
    total = np.zeros(points)
    for time, width, height in zip(times, widths, heights, strict=True):
        away = np.abs(at - time)
        total += height * np.exp(-0.5 * (np.minimum(away, span - away) / width) ** 2)
    return stretched(total.astype(np.float32), n)


def scatter(out: Samples, sound: Samples, start: int, *, gain: float = 1.0, pan: float = 0.0) -> None:
    """Adds a mono sound into a stereo loop from ``start``, going round its end."""
    angle = (pan + 1) * np.pi / 4
    sides = np.array([np.cos(angle), np.sin(angle)], np.float32) * np.float32(gain)
    at, done = start % len(out), 0
    while done < len(sound):
        piece = sound[done : done + len(out) - at]
        out[at : at + len(piece)] += piece[:, None] * sides
        done, at = done + len(piece), 0


def moments(rng: Random, seconds: float, every: float) -> NDArray[np.float64]:
    """Times of sparse events, about one ``every`` so many seconds, never two on one another; at least one."""
    count = max(round(seconds / every), 1)
    slots = (np.arange(count) + rng.uniform(0.1, 0.9, count)) * (seconds / count)
    return np.asarray(slots + rng.uniform(0, seconds)) % seconds


def coloured(loop: Samples, curve: Curve) -> Samples:
    """The loop [n] or [n, 2] through a filter of that response, still a loop."""
    n = len(loop)
    spectrum = fft.rfft(loop, axis=0)
    _filter(spectrum, n, curve, RATE)
    return np.asarray(fft.irfft(spectrum, n, axis=0), np.float32)


def roomy(loop: Samples, rng: Random, *, decay: float, wet: float, curve: Curve = (), rate: int = RATE) -> Samples:
    """The loop [n, 2] in a space that rings ``decay`` seconds, ``wet`` of it against 1 of the sound, then coloured."""
    n = len(loop)
    length = min(int(decay * 1.1 * rate), n)
    time = np.arange(length, dtype=np.float32) / np.float32(rate)
    late = rng.standard_normal((2, length), np.float32) * np.exp(np.float32(-6.9 / decay) * time)
    late[:, 1:] = 0.5 * (late[:, 1:] + late[:, :-1])
    late *= wet / np.sqrt(np.sum(np.square(late), axis=1, keepdims=True))
    late[:, 0] += 1.0
    spectrum = fft.rfft(np.ascontiguousarray(loop.T), axis=1) * fft.rfft(late, n, axis=1)
    if curve:
        _filter(spectrum.T, n, curve, rate)
    return np.asarray(fft.irfft(spectrum, n, axis=1), np.float32).T


def _filter(spectrum: NDArray[np.complex64], n: int, curve: Curve, rate: int) -> None:
    first, last, amplitude = _response(n, tuple(curve), rate)
    spectrum[:first] = 0
    spectrum[last:] = 0
    spectrum[first:last] *= amplitude.reshape(-1, *[1] * (spectrum.ndim - 1))


def hum(n: int, tones: Sequence[tuple[float, float]], rng: Random) -> Samples:
    """Steady tones (Hz, amplitude) that fit the loop, mono [n], of RMS 1."""
    spectrum = np.zeros(n // 2 + 1, np.complex64)
    for hertz, amplitude in tones:
        spectrum[round(hertz * n / RATE)] += amplitude * np.exp(1j * rng.uniform(0, 2 * np.pi))
    return unit(fft.irfft(spectrum, n))
