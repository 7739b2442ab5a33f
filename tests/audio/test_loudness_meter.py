"""The meter, the true peak, the limiter."""

import numpy as np
import pytest

from audio.gating import integrated
from audio.lines import RATE, Samples
from audio.loudness import CELL, MARGIN, cell_peaks, limit, limiter_gains, powers, true_peaks, windows


def sine(hertz: float, level: float, seconds: float, phase: float = 0.0) -> Samples:
    wave = np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE + phase) * 10 ** (level / 20)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def measured(*parts: Samples) -> float:
    whole = np.concatenate([np.zeros((0, 2), np.float32), *parts])
    return integrated(windows(powers(whole)))


@pytest.mark.parametrize("level", [-23.0, -33.0])
def test_ebu_reference_tone(level: float) -> None:
    """EBU Tech 3341, cases 1 and 2: a 1 kHz tone on both sides at x dBFS is x LUFS."""
    assert measured(sine(1000, level, 20)) == pytest.approx(level, abs=0.1)


def test_ebu_gating() -> None:
    """EBU Tech 3341, case 3: the quiet parts around a tone at -23 do not count."""
    assert measured(sine(1000, -36, 10), sine(1000, -23, 60), sine(1000, -36, 10)) == pytest.approx(-23.0, abs=0.1)


def test_ebu_absolute_gating() -> None:
    """EBU Tech 3341, case 4: neither do parts under -70."""
    blocks = [sine(1000, level, length) for level, length in ((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10))]
    assert measured(*blocks) == pytest.approx(-23.0, abs=0.1)


def test_a_filter_that_has_settled_forgets() -> None:
    """What is measured after a fifth of a second of warming up is what is measured within the whole."""
    tone, settling = sine(440, -20, 5), 150 * CELL
    alone = powers(tone[60_000 // CELL * CELL - settling :], before=settling)
    assert alone == pytest.approx(powers(tone)[60_000 // CELL :], rel=1e-6)


def test_silence_is_minus_infinity() -> None:
    """And so is nothing at all."""
    assert measured(np.zeros((RATE, 2), np.float32)) == -np.inf
    assert measured() == -np.inf


def test_true_peak_between_samples() -> None:
    """EBU Tech 3341, case 16: a tone at a quarter of the rate, at 45°, peaks 3 dB above its samples."""
    tone = sine(RATE / 4, -6, 0.5, np.pi / 4)
    assert 20 * np.log10(np.abs(tone).max()) == pytest.approx(-9.0, abs=0.1)
    assert 20 * np.log10(true_peaks(tone)[100:-100].max()) == pytest.approx(-6.0, abs=0.2)


def test_skipping_changes_no_decision() -> None:
    """Where the quick way skips, nothing could exceed the threshold."""
    noise = (np.random.default_rng(1).standard_normal((RATE, 2)) * 0.1).astype(np.float32)
    noise[20_000:30_000] *= 3
    full, quick = true_peaks(noise), true_peaks(noise, over=0.8)
    assert ((full > 0.8) == (quick > 0.8)).all()
    assert (quick[full > 0.8] == full[full > 0.8]).all()


def test_limiter_holds_and_leaves_the_rest() -> None:
    """Peaks come under the ceiling; 50 ms away nothing has changed."""
    noise = (np.random.default_rng(2).standard_normal((2 * RATE, 2)) * 0.1).astype(np.float32)
    noise[RATE : RATE + 500] *= 6
    held = limit(noise, 0.7)
    assert true_peaks(held).max() <= 0.7 * 1.02
    assert (held[: RATE - MARGIN] == noise[: RATE - MARGIN]).all()
    assert (held[RATE + 500 + MARGIN :] == noise[RATE + 500 + MARGIN :]).all()


def test_limiter_glides() -> None:
    """The gain never steps more than an eighth in a cell of a burst 12 dB too loud."""
    peaks = np.full(400, 0.1, np.float32)
    peaks[200:210] = 4.0
    gains = limiter_gains(peaks, 1.0)
    assert (gains <= np.minimum(1, 1 / peaks) + 1e-6).all()
    assert np.abs(np.diff(gains)).max() < 0.125


def test_cells_count_what_is_left() -> None:
    """A last cell that is not whole has its peak too."""
    assert cell_peaks(np.ones(CELL + 1, np.float32)).tolist() == [1.0, 1.0]
