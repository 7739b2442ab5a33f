"""From an engine's raw sound to a take: trimmed, level matched, without clicks, with the time of each word."""

import re
from collections.abc import Sequence
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

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

HUM = 10 ** (-30 / 20)
"""A frame weaker than this share of the loudest does not count for the level."""

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


def _k_weighting(hertz: NDArray[Any]) -> NDArray[Any]:
    """Power gain of the K-weighting of ITU-R BS.1770-5 at each frequency: its head shelf, then its high-pass."""
    top, middle = 10 ** (3.9998439 / 20), 10 ** (3.9998439 * 0.49966677 / 20)
    shelf, high = (hertz / 1681.9745) ** 2, (hertz / 38.135471) ** 2
    head = ((1 - top * shelf) ** 2 + middle**2 * shelf / 0.70717524**2) / ((1 - shelf) ** 2 + shelf / 0.70717524**2)
    return np.asarray(head * high**2 / ((1 - high) ** 2 + high / 0.50032704**2))


def _rumble(hertz: NDArray[Any]) -> NDArray[Any]:
    """Gain of a high-pass under every voice (the lowest is 72 Hz): removes the offset that breathy voices carry."""
    power = (hertz / 45) ** 4
    return np.asarray(np.sqrt(power / (1 + power)))


def contour(samples: NDArray[Any], hertz: int = RATE) -> Floats:
    """RMS of each FRAME of the sound; what is left after the last whole frame is not counted."""
    size = max(1, round(FRAME * hertz))
    whole = samples[: len(samples) // size * size].reshape(-1, size)
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", whole, whole) / size), np.float64)


def speech_level(samples: NDArray[Any], hertz: int = RATE) -> float:
    """K-weighted RMS in dB of what sounds: its frames within 30 dB of the loudest. ``-inf`` for silence."""
    if not len(samples):
        return float("-inf")
    return _level(np.fft.rfft(samples), len(samples), hertz, contour(samples, hertz))


def _level(heard: NDArray[Any], size: int, hertz: int, frames: Floats) -> float:
    """The level of a sound of ``size`` samples from its spectrum and its contour: all its energy, while it sounds."""
    active = int(np.count_nonzero(frames > frames.max(initial=0.0) * HUM)) * round(FRAME * hertz)
    power = np.square(heard.real) + np.square(heard.imag)
    energy = 2 * float(np.dot(power, _k_weighting(_frequencies(size, hertz)))) / size
    return 10 * float(np.log10(energy / active)) if active and energy > 0 else float("-inf")


def _frequencies(size: int, hertz: int) -> NDArray[np.float32]:
    return np.arange(size // 2 + 1, dtype=np.float32) * np.float32(hertz / size)


def _smoothed(raw: NDArray[Any], hertz: int) -> tuple[Samples, float]:
    """A raw sound at RATE without rumble, and its level. One pass through the frequencies serves all three.

    Nothing is kept above the lower of the two bands, so that no alias arises; what would wrap round from one end to the
    other falls into silence added for it.
    """
    shared = gcd(RATE, hertz)
    unit = hertz // shared
    size = _easy(-(-(len(raw) + hertz // 10) // unit)) * unit
    padded = np.zeros(size, np.float32)
    padded[: len(raw)] = raw
    if raw.dtype == np.int16:
        padded /= 32768
    heard = np.fft.rfft(padded) * _rumble(_frequencies(size, hertz))
    longer = size // unit * (RATE // shared)
    sound = np.fft.irfft(heard[: longer // 2 + 1], longer)[: -(-len(raw) * RATE // hertz)] * np.float32(longer / size)
    return np.asarray(sound, np.float32), _level(heard, size, hertz, contour(padded, hertz))


def _easy(count: int) -> int:
    """The next number whose only factors are 2, 3 and 5: transforms of other lengths may take ten times longer."""
    while True:
        rest = count
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return count
        count += 1


def limited(samples: Samples) -> Samples:
    """The sound with its peaks brought under the ceiling by a gain that moves over 2 ms before and after each peak."""
    if np.abs(samples).max(initial=0.0) <= CEILING:
        return samples
    cell = RATE // 500
    peaks = np.abs(np.pad(samples, (0, -len(samples) % cell))).reshape(-1, cell).max(axis=1)
    wanted = np.minimum(1.0, CEILING / np.maximum(peaks, CEILING))
    # Between the middles of two cells the gain is at most what the cell around asks for: each counts its neighbours.
    around = np.pad(wanted, 1, mode="edge")
    gains = np.minimum(np.minimum(around[:-2], around[1:-1]), around[2:])
    middles = (np.arange(len(gains)) + 0.5) * cell
    return np.asarray(samples * np.interp(np.arange(len(samples)), middles, gains), np.float32)


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
    if not len(raw):
        return silent(line)
    sound, loudness = _smoothed(raw, hertz)
    frames = contour(sound)
    loud = np.flatnonzero(frames > max(frames.max(initial=0.0) * HUSH, 1e-5)) * FRAME
    if not len(loud):
        return silent(line)
    first = max(0, round((loud[0] - MARGIN) * RATE))
    samples = sound[first : round((loud[-1] + FRAME + MARGIN) * RATE)] * np.float32(10 ** ((level - loudness) / 20))
    samples = limited(samples)
    ramp = np.linspace(0.0, 1.0, min(round(FADE * RATE), len(samples)), dtype=np.float32)
    samples[: len(ramp)] *= ramp
    samples[len(samples) - len(ramp) :] *= ramp[::-1]
    start = first / RATE
    shifted = [(offset, second - start) for offset, second in marks]
    return Take(line, samples, word_times(text, shifted, loud - start, len(samples) / RATE))
