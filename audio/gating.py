"""Integrated loudness from the powers of windows: the gates of ITU-R BS.1770-4, without the filters before them."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SILENCE = -70.0
"""LUFS: the absolute gate."""


def integrated(powers: Floats, only: NDArray[np.bool_] | None = None) -> float:
    """Gated loudness in LUFS of the powers of windows; -inf when nothing passes the absolute gate.

    ``only`` marks those that hold speech: they alone then count (a programme gated by its dialogue).
    """
    if only is not None:
        powers = powers[only]
    powers = powers[powers > _power(_SILENCE)]
    if len(powers) == 0:
        return -np.inf
    powers = powers[powers > powers.mean() * 0.1]
    return float(10 * np.log10(powers.mean()) - 0.691)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))
