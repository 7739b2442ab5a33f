"""From an engine's raw sound to a take: trimmed, level matched, without clicks, with the time of each word."""

import re
from collections.abc import Sequence
from functools import cache
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import butter, firwin, resample_poly, sosfilt

from audio.lines import RATE, Samples, Take, Word

LEVEL = -20.0
"""Loudness of plain speech while it sounds: dB of K-weighted RMS, full scale 0."""

CEILING = 10 ** (-1.5 / 20)
"""No sample of a take is louder."""

MARGIN = 0.02
"""Seconds of near silence kept before the first sound and after the last."""

FADE = 0.005
"""Seconds of fade at both ends."""

FRAME = 0.005
"""Seconds of one step of the loudness contour."""

HUSH = 10 ** (-40 / 20)
"""A frame weaker than this share of the loudest is silence."""

REST = 0.08
"""A silence of this many seconds ends a word; shorter ones are inside it (the closure of a p or a t)."""

QUIET = 0.4
"""Seconds of a take in which nothing can be said."""

WORD = re.compile(r"[^\W_](?:(?:(?!--|\.\.)[^\s…—–])*[^\W_])?[\u0300-\u036f]*")

Floats = NDArray[np.float64]

Mark = tuple[int, float]
"""An offset in the writer's text, and the second of the sound where it begins to be heard."""


def words_of(text: str) -> list[tuple[int, int]]:
    """Offsets of the words as a caption shows them: between blanks, dashes and dots, without their punctuation."""
    return [found.span() for found in WORD.finditer(text)]


@cache
def _rumble(hertz: int) -> Floats:
    """High-pass under every voice (the lowest is 72 Hz): removes the offset that breathy voices carry."""
    return np.asarray(butter(2, 45, "highpass", fs=hertz, output="sos"))


@cache
def _weighting(hertz: int) -> Floats:
    """K-weighting of ITU-R BS.1770-5 at any rate: its analogue shelf and high-pass, through the bilinear transform."""
    shelf = np.tan(np.pi * 1681.974450955533 / hertz)
    top, middle, quality = (
        10 ** (3.999843853973347 / 20),
        10 ** (3.999843853973347 * 0.4996667741545416 / 20),
        0.7071752,
    )
    norm = 1 + shelf / quality + shelf * shelf
    first = [
        (top + middle * shelf / quality + shelf * shelf) / norm,
        2 * (shelf * shelf - top) / norm,
        (top - middle * shelf / quality + shelf * shelf) / norm,
        1.0,
        2 * (shelf * shelf - 1) / norm,
        (1 - shelf / quality + shelf * shelf) / norm,
    ]
    low, quality = np.tan(np.pi * 38.13547087602444 / hertz), 0.5003270373238773
    norm = 1 + low / quality + low * low
    return np.array([first, [1, -2, 1, 1, 2 * (low * low - 1) / norm, (1 - low / quality + low * low) / norm]])


@cache
def _interpolator(up: int, down: int) -> NDArray[np.float32]:
    """Low-pass of a polyphase resampler: flat to 0.9 of the lower band, aliases under -70 dB."""
    widest = max(up, down)
    return np.asarray(firwin(2 * 12 * widest + 1, 1 / widest, window=("kaiser", 7.0)), np.float32)


def resampled(samples: NDArray[np.float32], hertz: int) -> Samples:
    """The same sound at RATE."""
    if hertz == RATE:
        return samples
    shared = gcd(RATE, hertz)
    up, down = RATE // shared, hertz // shared
    return np.asarray(resample_poly(samples, up, down, window=_interpolator(up, down)), np.float32)


def contour(samples: NDArray[Any], hertz: int) -> Floats:
    """RMS of each FRAME of the sound; what is left after the last whole frame is not counted."""
    size = max(1, round(FRAME * hertz))
    whole = samples[: len(samples) // size * size].reshape(-1, size)
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", whole, whole) / size), np.float64)


def speech_level(samples: NDArray[Any], hertz: int = RATE) -> float:
    """K-weighted RMS in dB of what sounds: frames within 30 dB of the loudest. ``-inf`` for silence."""
    frames = contour(sosfilt(_weighting(hertz), samples), hertz)
    loudest = frames.max(initial=0.0)
    if loudest <= 0:
        return float("-inf")
    return float(10 * np.log10(np.square(frames[frames > loudest * 10 ** (-30 / 20)]).mean()))


def limited(samples: Samples) -> Samples:
    """The sound with its peaks brought under the ceiling by a gain that moves smoothly, 2 ms around each peak."""
    peaks = np.abs(samples)
    if peaks.max(initial=0.0) <= CEILING:
        return samples
    width = RATE // 500
    wanted = np.minimum(1.0, CEILING / np.maximum(maximum_filter1d(peaks, 2 * width + 1), CEILING / 2**20))
    return np.asarray(samples * uniform_filter1d(wanted, width), np.float32)


def word_times(text: str, marks: Sequence[Mark], loud: Floats, seconds: float) -> tuple[Word, ...]:
    """When each word of the text is heard. Words without a mark are laid between their neighbours by their letters.

    ``loud`` holds the beginnings, in seconds, of the frames that are not silent. A word ends where a silence begins, at
    the latest where the next word begins; two words never begin together, so that captions and lips have an order.
    """
    places = words_of(text)
    if not places:
        return ()
    onset, release = (float(loud[0]), min(float(loud[-1]) + FRAME, seconds)) if len(loud) else (0.0, seconds)
    heard = {places[0][0]: onset}
    for offset, second in marks:
        word = next((start for start, end in places if start <= offset < end), None)
        if word is not None:
            heard.setdefault(word, min(max(second, onset), release))
    anchors = sorted(heard.items())
    at = [*(offset for offset, _ in anchors), len(text)]
    when = np.maximum.accumulate([*(second for _, second in anchors), release])
    step = min(0.01, (seconds - onset) / (2 * len(places)))
    order = step * np.arange(len(places))
    begins = np.maximum.accumulate(np.interp([start for start, _ in places], at, when) - order) + order
    begins = np.minimum(begins, seconds - step * len(places) + order)
    words = []
    for (start, end), begin, following in zip(places, begins.tolist(), [*begins[1:].tolist(), seconds], strict=True):
        inside = loud[(loud >= begin) & (loud < following)]
        rests = np.flatnonzero(np.diff(np.append(inside, following)) > REST) if len(inside) else inside
        finish = float(inside[rests[0]]) + FRAME if len(rests) else following
        words.append(Word(start, end, begin, min(max(finish, begin + step / 2), following)))
    return tuple(words)


def silent(line: str, seconds: float = QUIET) -> Take:
    """A take in which nothing is said."""
    return Take(line, np.zeros(round(seconds * RATE), np.float32), ())


def finished(
    line: str, text: str, raw: NDArray[Any], hertz: int, marks: Sequence[Mark], *, level: float = LEVEL
) -> Take:
    """A take from an engine's mono sound: trimmed, brought to ``level`` dB, resampled to RATE, faded at its ends.

    ``raw`` is 16-bit, or float in -1..1, at ``hertz``; ``marks`` are in its seconds, for offsets of ``text``.
    """
    sound = sosfilt(_rumble(hertz), raw / 32768 if raw.dtype == np.int16 else raw)
    frames = contour(sound, hertz)
    loud = np.flatnonzero(frames > frames.max(initial=0.0) * HUSH) * (round(FRAME * hertz) / hertz)
    if not len(loud):
        return silent(line)
    first = max(0, round((loud[0] - MARGIN) * hertz))
    sound = sound[first : round((loud[-1] + FRAME + MARGIN) * hertz)]
    gain = 10 ** ((level - speech_level(sound, hertz)) / 20)
    samples = limited(resampled((sound * gain).astype(np.float32), hertz))
    ramp = np.linspace(0.0, 1.0, min(round(FADE * RATE), len(samples)), dtype=np.float32)
    samples[: len(ramp)] *= ramp
    samples[len(samples) - len(ramp) :] *= ramp[::-1]
    start = first / hertz
    shifted = [(offset, second - start) for offset, second in marks]
    return Take(line, samples, word_times(text, shifted, loud - start, len(samples) / RATE))
