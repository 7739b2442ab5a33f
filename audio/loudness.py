"""Loudness and peaks, streamed: ITU-R BS.1770-4 with its gates, and a limiter that looks ahead.

Everything is measured on two fixed grids: *hops* of 100 ms for loudness and *cells* of 1.3 ms for peaks, so that
a block of sound gives the same figures wherever it is measured from. A cell is a whole part of the grain on which
blocks begin (``audio.blocks``): the limiter makes of a block alone what it makes of it within the film.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d
from scipy.signal import sosfilt

from audio.lines import RATE, Samples

Floats = NDArray[np.float64]

HOP = RATE // 10
CELL = 64
MARGIN = 32 * CELL
"""Samples that the limiter must see on either side of what it limits."""

_REACH = 12
"""Cells (16 ms) over which the limiter's gain falls before a peak, and rises after it."""

# BS.1770-4, tables 1 and 2: the head's shelf, then the high pass, at 48 kHz.
_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)


def powers(block: Samples, *, before: int = 0) -> Floats:
    """K-weighted power of each cell of a block [n, 2], both sides added: the mean square over its samples.

    The first ``before`` samples (whole cells) only let the filter settle. What is left over at the end is not counted.
    """
    if len(block) == 0:
        return np.zeros(0)
    weighted = sosfilt(_K_WEIGHTING, block, axis=0)[before:]
    cells = weighted[: len(weighted) // CELL * CELL].reshape(-1, CELL * 2)
    return np.asarray(np.einsum("ij,ij->i", cells, cells) / CELL, np.float64)


def windows(cells: Floats) -> Floats:
    """The mean of each window of 400 ms, every 100 ms, along the last axis; less than a window is measured as one."""
    hop = HOP // CELL
    count = cells.shape[-1] // hop
    if count < 4:
        return cells.mean(axis=-1, keepdims=True) if cells.shape[-1] else cells
    hops = cells[..., : count * hop].reshape(*cells.shape[:-1], count, hop).mean(axis=-1)
    return np.asarray(sum(hops[..., at : count - 3 + at] for at in range(4)) / 4)


def sample_peaks(block: Samples) -> Samples:
    """The greater side of each sample: [n] for a block [n, 2]."""
    return np.maximum(np.abs(block[:, 0]), np.abs(block[:, 1]))


def cell_peaks(peaks: Samples) -> NDArray[np.float32]:
    """The greatest of each cell; a last cell that is not whole counts too."""
    whole = -(-len(peaks) // CELL) * CELL
    padded = np.zeros(whole, np.float32)
    padded[: len(peaks)] = peaks
    return np.asarray(padded.reshape(-1, CELL).max(axis=1))


_TAPS = 16


def _oversampler() -> tuple[NDArray[np.float32], float]:
    """Delays of 1/4, 1/2 and 3/4 sample, each a sinc of 16 taps under a Kaiser window; and their worst gain."""
    spread = np.arange(_TAPS) - (_TAPS // 2 - 1) - np.array([[0.25], [0.5], [0.75]])
    rows = np.sinc(spread) * np.i0(6.0 * np.sqrt(np.clip(1 - (spread / 8.5) ** 2, 0, 1))) / np.i0(6.0)
    rows /= rows.sum(axis=1, keepdims=True)
    return rows.astype(np.float32), float(np.abs(rows).sum(axis=1).max())


_DELAYS, _WORST = _oversampler()


def true_peaks(block: Samples, *, over: float = 0.0) -> Samples:
    """Peak of both sides between each sample and the next, by four-fold oversampling: [n] for a block [n, 2].

    Stretches that cannot exceed ``over`` whatever lies between their samples keep their sample peak: it saves most
    of the work, and changes no decision taken against ``over``.
    """
    peaks = sample_peaks(block)
    hot = cell_peaks(peaks) * _WORST >= over
    hot[:-1] |= hot[1:].copy()
    hot[1:] |= hot[:-1].copy()
    cells = np.flatnonzero(hot)
    if len(cells) == 0:
        return peaks
    wide = np.zeros((len(hot) * CELL + _TAPS, 2), np.float32)
    wide[_TAPS // 2 : _TAPS // 2 + len(block)] = block
    near = wide[cells[:, None] * CELL + np.arange(CELL + _TAPS)]
    most = np.zeros((len(cells), CELL, 2), np.float32)
    for row in _DELAYS:
        between = np.zeros_like(most)
        for tap, weight in enumerate(row, start=1):  # not a matrix product: BLAS would wake every core for it
            between += weight * near[:, tap : tap + CELL]
        np.maximum(most, np.abs(between), out=most)
    padded = np.zeros(len(hot) * CELL, np.float32)
    padded[: len(peaks)] = peaks
    rows = padded.reshape(-1, CELL)
    rows[cells] = np.maximum(rows[cells], np.maximum(most[..., 0], most[..., 1]))
    return padded[: len(peaks)]


def limiter_gains(peaks: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    """Gain of each cell that keeps its peaks under ``ceiling``, falling and rising over 16 ms.

    The least gain within reach, smoothed by a window one cell narrower: so the smoothed gain is never above what a
    cell needs, and the whole has a finite memory.
    """
    need = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    if need.min(initial=1.0) >= 1.0:
        return np.ones(len(peaks), np.float32)
    least = minimum_filter1d(need, 2 * _REACH + 1, mode="nearest")
    window = np.hanning(2 * _REACH + 1)[1:-1]
    wide = np.pad(least, _REACH - 1, mode="edge")
    return np.convolve(wide, window / window.sum(), "valid").astype(np.float32)


def limit(block: Samples, ceiling: float) -> Samples:
    """The block [n, 2] with its true peaks under ``ceiling`` (linear); its outer MARGIN samples are only context."""
    gains = held(block, ceiling)
    return block if gains is None else np.asarray(block * gains)


def held(block: Samples, ceiling: float) -> Samples | None:
    """The limiter's gain [n, 1] for each sample of a block; None where it has nothing to do."""
    if np.abs(block).max(initial=0.0) * _WORST < ceiling:
        return None
    gains = limiter_gains(cell_peaks(true_peaks(block, over=ceiling)), ceiling)
    if gains.min(initial=1.0) >= 1.0:
        return None
    edges = np.minimum(np.append(gains, gains[-1]), np.append(gains[:1], gains))
    ramp = np.arange(CELL, dtype=np.float32) / np.float32(CELL)
    smooth = (edges[:-1, None] + np.diff(edges)[:, None] * ramp).reshape(-1)[: len(block)]
    return np.asarray(smooth[:, None], np.float32)
