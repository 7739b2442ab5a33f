"""How channels and rooms change a voice."""

from typing import get_args

import numpy as np
import pytest
from instruments import centroid

from audio.acoustics import design, treat
from audio.lines import RATE, TAIL, Samples
from audio.places import Place, Size
from audio.takes import contour
from screenplay.scenes import Channel

CHANNELS: tuple[Channel, ...] = get_args(Channel)


def voice(seconds: float = 1.5) -> Samples:
    """A buzz with syllables, -20 dBFS."""
    time = np.arange(int(seconds * RATE)) / RATE
    buzz = sum(np.sin(2 * np.pi * 140 * k * time) / k for k in range(1, 60)) * (1 + np.sin(2 * np.pi * 4 * time))
    return (np.asarray(buzz) / np.std(buzz) * 0.1).astype(np.float32)


def share(samples: Samples, low: float, high: float) -> float:
    """Part of the energy between two frequencies, in dB."""
    power, hertz = np.abs(np.fft.rfft(samples)) ** 2, np.fft.rfftfreq(len(samples), 1 / RATE)
    return float(10 * np.log10(power[(hertz > low) & (hertz < high)].sum() / power.sum() + 1e-12))


def level(samples: Samples) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples[: int(1.5 * RATE)])))))


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("size", ["tight", "small", "medium", "large", "vast", "open"])
def test_level_length_and_edges(channel: Channel, size: str) -> None:
    """Design level within 1.5 dB, a bounded tail, silence at both ends, no clipping."""
    treated = treat(voice(), channel, Place(size=size))  # type: ignore[arg-type]
    assert level(treated) == pytest.approx(-20 + design(channel), abs=1.5)
    assert len(voice()) <= len(treated) <= len(voice()) + TAIL
    assert abs(treated[0]) < 1e-4
    assert abs(treated[-1]) < 1e-4
    assert np.abs(treated).max() < 1


def test_telephone_is_a_narrow_band() -> None:
    """Almost nothing under 200 Hz nor over 5 kHz."""
    phone = treat(voice(), "phone", Place())
    assert share(phone, 0, 200) < -12
    assert share(phone, 5000, 24000) < -22
    assert share(phone, 300, 3400) > -1.5


def test_off_is_duller_than_on() -> None:
    """A voice from outside the picture loses its top."""
    assert share(treat(voice(), "off", Place()), 3000, 24000) < share(treat(voice(), "on", Place()), 3000, 24000) - 6


def noise() -> Samples:
    """White, so that what comes out has the shape of the path alone; -30 dBFS."""
    return (np.random.default_rng(7).standard_normal(2 * RATE) * 0.03).astype(np.float32)


BANDS: dict[Channel, tuple[int, int]] = {
    "phone": (300, 3400), "radio": (220, 4800), "tv": (160, 7500), "speaker": (260, 3800), "door": (90, 650),
    "off": (110, 1900),
}  # fmt: skip


def passed(channel: Channel) -> tuple[float, float]:
    """The lowest and highest sixth of an octave that a path weakens by less than 6 dB against its best, Hz."""
    hertz = 40 * 2 ** (np.arange(52) / 6)
    out, dry = treat(noise(), channel, Place(size="tight")), noise()
    step = 2 ** (1 / 6)
    gain = np.array([share(out, each, each * step) - share(dry, each, each * step) for each in hertz])
    heard = hertz[gain > np.sort(gain)[-4] - 6]
    return float(heard[0]), float(heard[-1])


@pytest.mark.parametrize(("channel", "band"), BANDS.items())
def test_each_path_has_its_band(channel: Channel, band: tuple[int, int]) -> None:
    """Measured on white noise, within half an octave of what the table states."""
    bottom, top = passed(channel)
    assert band[0] / 1.45 < bottom < band[0] * 1.45
    assert band[1] / 1.45 < top < band[1] * 1.45


def test_words_are_still_told_behind_every_path() -> None:
    """In every room the envelope of a voice stays its own, so that a listener, and the proof, can follow it."""
    time = np.arange(int(1.5 * RATE)) / RATE
    said = (voice() * (np.sin(2 * np.pi * 2.5 * time) > 0)).astype(np.float32)
    for channel in CHANNELS:
        for size in get_args(Size):
            heard = contour(treat(said, channel, Place(size=size))[: len(said)])
            assert np.corrcoef(heard, contour(said))[0, 1] > 0.7, (channel, size)


def test_paths_are_told_apart_by_their_colour() -> None:
    """From dull to bright: a door, off, then telephone and horn; no two share both their colour and their level."""
    middles = {channel: centroid(treat(voice(), channel, Place(size="small"))) for channel in CHANNELS}
    assert middles["door"] < 0.8 * middles["off"] < 0.8 * min(middles["phone"], middles["speaker"])
    seen = sorted((round(np.log2(middle) * 8), design(channel)) for channel, middle in middles.items())
    assert len(set(seen)) == len(seen)


def test_a_church_rings_longer_than_a_kitchen() -> None:
    """The tail of the room follows its size; narration has none."""
    tails = {size: treat(voice(), "on", Place(size=size))[len(voice()) + RATE // 10 :] for size in ("small", "vast")}  # type: ignore[arg-type]
    assert np.square(tails["vast"]).sum() > 10 * np.square(tails["small"]).sum()
    assert len(treat(voice(), "vo", Place(size="vast"))) < len(voice()) + RATE // 10


def test_what_is_far_is_softer_roomier_and_dull() -> None:
    """Six metres cost level and show more of the room, twenty-five lose their air; a telephone is never far."""
    near, mid, far = (treat(voice(), "on", Place(size="large"), metres=metres) for metres in (1.5, 6.0, 25.0))
    assert level(near) > level(mid) + 1.5 > level(far) + 2.5
    tails = [np.square(one[len(voice()) + RATE // 10 :]).sum() / np.square(one).sum() for one in (near, mid, far)]
    assert tails[2] > 1.5 * tails[1] > 2 * tails[0]
    assert share(far, 5000, 24000) < share(near, 5000, 24000) - 6
    assert treat(voice(), "phone", Place(), metres=25.0).tobytes() == treat(voice(), "phone", Place()).tobytes()


def test_no_clicks() -> None:
    """Nowhere does a treated voice bend more sharply than the driest of them."""
    dry = np.abs(np.diff(voice(), n=2)).max()
    for channel in CHANNELS:
        assert np.abs(np.diff(treat(voice(), channel, Place(size="large")), n=2)).max() < 1.6 * dry


def test_deterministic_stereo_and_empty() -> None:
    """Same in, same out; stereo effects keep two sides; nothing stays nothing."""
    assert treat(voice(), "radio", Place()).tobytes() == treat(voice(), "radio", Place()).tobytes()
    assert treat(np.stack([voice(), voice()], axis=1), "on", Place()).shape[1] == 2
    assert len(treat(np.zeros(0, np.float32), "phone", Place())) == 0
    assert not treat(np.zeros(RATE, np.float32), "phone", Place()).any()
