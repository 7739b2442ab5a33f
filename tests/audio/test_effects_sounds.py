"""The effects, listened to with instruments."""

import numpy as np
import pytest

from audio.effects import LONGEST
from audio.errors import AudioError
from audio.lines import RATE
from audio.sounds import effect, names


@pytest.mark.parametrize("name", names())
def test_effect_is_a_sound(name: str) -> None:
    """Its peak, length, edges and offset are sane."""
    sound = effect(name, seed=4)
    assert sound.ndim == 1
    assert sound.dtype == np.float32
    assert 0.5 * RATE <= len(sound) <= LONGEST
    assert -21.5 < 20 * np.log10(np.abs(sound).max()) < -11.5
    assert abs(sound.mean()) < 3e-4
    assert abs(sound[0]) < 1e-3
    assert abs(sound[-1]) < 1e-3


def test_seeds_vary_and_repeat() -> None:
    """Two knocks differ; the same knock is the same."""
    assert effect("knock", 1).tobytes() == effect("knock", 1).tobytes()
    assert effect("knock", 1).tobytes() != effect("knock", 2).tobytes()


def test_knock_is_three_blows() -> None:
    """Three attacks, told by the energy of each 10 ms."""
    sound = effect("knock", 1)
    energy = np.square(sound[: len(sound) // 480 * 480]).reshape(-1, 480).sum(axis=1)
    loud = energy > energy.max() * 0.25
    assert np.sum(np.diff(loud.astype(int)) == 1) + loud[0] == 3


def test_thunder_is_low_and_glass_is_high() -> None:
    """Spectral centres are where one expects them."""

    def centre(name: str) -> float:
        power = np.abs(np.fft.rfft(effect(name, 1))) ** 2
        return float((power * np.fft.rfftfreq(len(effect(name, 1)), 1 / RATE)).sum() / power.sum())

    assert centre("thud") < centre("thunder") < centre("dog") < centre("glass_break")


def test_an_unknown_effect_teaches() -> None:
    """The message lists the names."""
    with pytest.raises(AudioError, match="knock"):
        effect("kazoo")
