"""When each word of a recording is heard, found by ear: the recording is laid against the same words as the embedded
voice speaks them, whose times are known.

Both sounds become cepstra (mel-frequency cepstral coefficients, Davis and Mermelstein 1980); dynamic time warping
(Sakoe and Chiba 1978) finds the frames of one that are the frames of the other. How much better they fit than a voice
that says something else, here the same voice played backwards, is the confidence.

scipy is loaded by what needs it: most films have no recording to align, and it would take 80 MB of each of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import ceil, gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio.errors import AudioError
from audio.lines import RATE, Line, Take
from audio.takes import Mark, finished

HERTZ = 16_000
"""Speech is understood below 8 kHz."""

HOP, WINDOW = HERTZ // 100, HERTZ // 40
"""Samples from frame to frame, 10 ms, and of a frame, 25 ms."""

BANDS, CEPSTRA = 32, 9
"""Nine cepstra say what is spoken; more say by whom."""

LONGEST = 2500
"""Frames that are laid against each other at once; longer sounds are looked at in coarser steps."""

DEPTH = 50.0
"""dB under its loudest at which a sound counts as silent: less is the room's noise, not the voice."""

PAUSE = 12
"""Frames of a silence that are kept, half at each end: people pause where they like, and that says nothing."""

POOR = 0.15
"""Under this confidence, word times are those of the embedded voice, stretched to the recording's length."""

FITTING, FOREIGN = 0.5, 0.92
"""How the right words and any others fit, against the same voice backwards: measured by benchmarks/voices.py."""

NEAR = 4
"""Frames by which a word's beginning may be mistaken."""

Frames = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where the words begin, in seconds of the recording, and how far that can be trusted, 0 to 1."""

    marks: tuple[Mark, ...]
    confidence: float

    @property
    def guessed(self) -> bool:
        """Whether the times are only stretched, because the recording does not fit the words."""
        return self.confidence < POOR


def aligned(line: Line, sound: NDArray[Any], hertz: int) -> Aligned:
    """The word times of a line in a recording of it, mono, 16-bit or float in -1..1.

    A language that the embedded voice does not speak, or a recording of something else, gives stretched times and a
    confidence under POOR. Never raises for what the recording holds.
    """
    spoken = reference(line)
    heard = _at_16k(sound, hertz)
    if spoken is None or not spoken.words or not heard.any():
        return Aligned((), 0.0)
    said = _at_16k(spoken.samples, RATE)
    step = max(1, ceil(max(len(said), len(heard)) / HOP / LONGEST))
    seconds = step * HOP / HERTZ
    one, other = _compared(_bands(said, step), _bands(heard, step))
    path, cost = _warped(one.frames, other.frames)
    confidence = _confidence(cost / max(_warped(one.frames[::-1], other.frames)[1], 1e-9))
    begins = np.array([word.begin for word in spoken.words]) / seconds
    when = _stretched(begins, one, other) if confidence < POOR else _mapped(begins, path, one, other)
    offsets = [word.start for word in spoken.words]
    return Aligned(tuple(zip(offsets, (np.clip(when, 0, None) * seconds).tolist(), strict=True)), confidence)


def take(line: Line, sound: NDArray[Any], hertz: int, *, level: float) -> Take:
    """A recording of a line as a take: trimmed, brought to ``level`` dB, with its word times and their confidence."""
    found = aligned(line, sound, hertz)
    made = finished(line.id, line.text, sound, hertz, found.marks, level=level)
    return replace(made, confidence=found.confidence)


def sounding(sound: NDArray[Any], hertz: int) -> tuple[float, float]:
    """From when to when someone is heard over the noise of the room, in seconds; the whole sound when nobody is."""
    plain = _at_16k(sound, hertz)
    if not plain.any():
        return 0.0, len(sound) / hertz
    loud = np.flatnonzero(_loud(_bands(plain, 1)))
    return float(loud[0]) * HOP / HERTZ, float(loud[-1] + 1) * HOP / HERTZ


@cache
def reference(line: Line) -> Take | None:
    """The line as the embedded voice says it plainly; None when it does not speak the language."""
    from audio.voices.espeak import Espeak  # late: it lays no line against itself

    plain = replace(line, manner="plain", channel="on", voice=replace(line.voice, name="", variant=0))
    try:
        return next(iter(Espeak().speak([plain])))
    except AudioError:
        return None


@dataclass(frozen=True, slots=True)
class _Heard:
    """The frames of a sound that are compared, their numbers in the sound, and which of all its frames are loud."""

    frames: Frames
    at: NDArray[np.intp]
    loud: NDArray[np.bool_]


def _at_16k(sound: NDArray[Any], hertz: int) -> Frames:
    scale = np.float32(32768 if sound.dtype == np.int16 else 1)
    plain: Frames = np.nan_to_num(np.asarray(sound, np.float32) / scale)
    if hertz == HERTZ or not len(plain):
        return plain
    from scipy.signal import resample_poly

    shared = gcd(HERTZ, hertz)
    return np.asarray(resample_poly(plain, HERTZ // shared, hertz // shared), np.float32)


@cache
def _mel() -> Frames:
    """Triangles that lie even on the mel scale from 80 to 7600 Hz: [257, BANDS]."""
    edges = np.linspace(2595 * np.log10(1 + 80 / 700), 2595 * np.log10(1 + 7600 / 700), BANDS + 2)
    hertz = 700 * (10 ** (edges / 2595) - 1)
    bins = np.arange(257) * HERTZ / 512
    rise = (bins[:, None] - hertz[:-2]) / (hertz[1:-1] - hertz[:-2])
    fall = (hertz[2:] - bins[:, None]) / (hertz[2:] - hertz[1:-1])
    return np.asarray(np.maximum(0, np.minimum(rise, fall)), np.float32)


def _bands(sound: Frames, step: int) -> Frames:
    """The power of a sound at HERTZ in each band, in frames that are ``step`` HOPs apart: [n, BANDS]."""
    padded = np.pad(sound, (WINDOW // 2, WINDOW // 2 + HOP * step))
    emphasised = padded - 0.97 * np.concatenate([padded[:1], padded[:-1]])
    cut = np.lib.stride_tricks.sliding_window_view(emphasised, WINDOW)[:: HOP * step]
    power = np.abs(np.fft.rfft(cut * np.hanning(WINDOW), 512).astype(np.complex64)) ** 2
    return np.asarray(power @ _mel() + 1e-10, np.float32)


def _compared(one: Frames, other: Frames) -> tuple[_Heard, _Heard]:
    """Both sounds as cepstra. Each band is drowned in the noise of the noisier one, so that noise makes no difference;
    what is left of long silences is short."""
    from scipy.fft import dct

    loud = [_loud(bands) for bands in (one, other)]
    shares = [bands / bands[where].mean(axis=0) for bands, where in zip((one, other), loud, strict=True)]
    noise = np.maximum(*(np.percentile(share, 10, axis=0) for share in shares)) + 1e-3
    heard = []
    for share, where in zip(shares, loud, strict=True):
        kept = _without_pauses(where)
        cepstra = dct(np.log(share + noise), norm="ortho", axis=1)[kept, :CEPSTRA]
        known = cepstra[where[kept]]
        plain = (cepstra - known.mean(axis=0)) / (known.std(axis=0) + 1e-6)
        moving = np.gradient(plain, axis=0) if len(plain) > 1 else np.zeros_like(plain)
        heard.append(_Heard(np.concatenate([plain, moving], axis=1).astype(np.float32), kept, where))
    return heard[0], heard[1]


def _loud(bands: Frames) -> NDArray[np.bool_]:
    """Which frames are the voice, not the room's noise. At least the loudest is."""
    energy = 10 * np.log10(bands.sum(axis=1))
    noise, loudest = float(np.percentile(energy, 10)), float(energy.max())
    floor = max(noise + max(6, (loudest - noise) / 4), loudest - DEPTH)
    return np.asarray(energy >= min(floor, loudest - 12))


def _without_pauses(loud: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The numbers of the frames that stay when silences are shortened to PAUSE, and those at the ends left out."""
    sounding = np.flatnonzero(loud)
    kept = np.ones(len(loud), bool)
    kept[: sounding[0]] = kept[sounding[-1] + 1 :] = False
    for before, after in pairwise(sounding):
        if after - before > PAUSE:
            kept[before + 1 + PAUSE // 2 : after - PAUSE // 2] = False
    return np.flatnonzero(kept)


def _warped(one: Frames, other: Frames) -> tuple[NDArray[np.intp], float]:
    """The cheapest path from the beginning of both sounds to their end, [n, 2] frames, and its cost for each frame.

    A row of the table is one running minimum: to stay in it for some frames costs their sum, known beforehand.
    """
    squares = np.square(one).sum(1)[:, None] + np.square(other).sum(1)
    apart = np.sqrt(np.maximum(squares - 2 * one @ other.T, 0))
    total = np.empty(apart.shape, np.float64)
    total[0] = np.cumsum(apart[0], dtype=np.float64)
    for row in range(1, len(apart)):
        costs = apart[row].astype(np.float64)
        entered = total[row - 1] + costs
        entered[1:] = np.minimum(entered[1:], total[row - 1, :-1] + 2 * costs[1:])
        along = np.cumsum(costs)
        total[row] = along + np.minimum.accumulate(entered - along)
    return _traced(total, apart), float(total[-1, -1] / sum(apart.shape))


def _traced(total: NDArray[np.float64], apart: Frames) -> NDArray[np.intp]:
    row, column = apart.shape[0] - 1, apart.shape[1] - 1
    path = [(row, column)]
    while row or column:
        cost = float(apart[row, column])
        ways = []
        if row and column:
            ways.append((total[row - 1, column - 1] + 2 * cost, row - 1, column - 1))
        if row:
            ways.append((total[row - 1, column] + cost, row - 1, column))
        if column:
            ways.append((total[row, column - 1] + cost, row, column - 1))
        _, row, column = min(ways)
        path.append((row, column))
    return np.array(path[::-1])


def _mapped(begins: NDArray[np.float64], path: NDArray[np.intp], one: _Heard, other: _Heard) -> NDArray[np.float64]:
    """Frames of the recording for frames of the reference; a beginning that falls into a silence waits for its end."""
    frames, first = np.unique(path[:, 0], return_index=True)
    last = np.append(first[1:], len(path)) - 1
    middle = (other.at[path[first, 1]] + other.at[path[last, 1]]) / 2
    when = np.interp(begins, one.at[frames], middle)
    sounding = np.flatnonzero(other.loud)
    after = np.append(sounding, len(other.loud))
    for index, place in enumerate(when):
        # The last frame of a word is easily taken for the first of the next: between them lies the pause.
        before = int(np.searchsorted(sounding, place - NEAR))
        gaps = np.flatnonzero(np.diff(after[before : before + 2 * NEAR]) > PAUSE // 2)
        if len(gaps) and sounding[before + gaps[0]] <= place + NEAR:
            when[index] = after[before + gaps[0] + 1]
    return np.asarray(np.minimum(when, len(other.loud)))


def _stretched(begins: NDArray[np.float64], one: _Heard, other: _Heard) -> NDArray[np.float64]:
    """Frames of the recording as if it were the reference, slower or faster."""
    share = (begins - one.at[0]) / max(int(one.at[-1] - one.at[0]), 1)
    return np.asarray(other.at[0] + share * (other.at[-1] - other.at[0]))


def _confidence(ratio: float) -> float:
    return round(float(np.clip((FOREIGN - ratio) / (FOREIGN - FITTING), 0, 1)), 3)


def errors(found: Sequence[Mark], known: Sequence[Mark]) -> NDArray[np.float64]:
    """Seconds between the beginnings that were found and those that are known, of the words that both have."""
    truth = dict(known)
    return np.array([abs(second - truth[offset]) for offset, second in found if offset in truth])
