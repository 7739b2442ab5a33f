"""The beds, listened to with instruments."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from audio.ambience import bed, layers
from audio.errors import AudioError
from audio.lines import RATE, Samples
from audio.places import Place, Weather, kinds

SECONDS = 4


@cache
def heard(place: Place) -> Samples:
    return bed(place, SECONDS, seed=1)


def spectrum(samples: Samples) -> np.ndarray:
    """Share of each octave from 63 Hz to 8 kHz, in dB."""
    power = np.abs(np.fft.rfft(samples[:, 0])) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    octaves = [(hertz > centre / 1.41) & (hertz < centre * 1.41) for centre in 63 * 2.0 ** np.arange(8)]
    return np.array([10 * np.log10(power[octave].sum() / power.sum() + 1e-9) for octave in octaves])


@pytest.mark.parametrize("kind", kinds())
def test_bed_is_sound_under_dialogue(kind: str) -> None:
    """Quiet, in its range, without offset or clipping, and its end joins its beginning."""
    loop = heard(Place(kind=kind))
    assert loop.shape == (SECONDS * RATE, 2)
    assert loop.dtype == np.float32
    assert -43 < 20 * np.log10(loop.std()) < -28
    assert np.abs(loop).max() < 0.5
    assert np.abs(loop.mean(axis=0)).max() < 1e-4
    bend = np.abs(np.diff(loop, n=2, axis=0))
    seam = np.abs(np.diff(np.concatenate([loop[-3:], loop[:3]]), n=2, axis=0))
    assert seam.max() <= np.quantile(bend, 0.999)


def test_places_differ() -> None:
    """No two kinds of place have the same bed: their octaves stand apart."""
    spectra = {kind: spectrum(heard(Place(kind=kind))) for kind in kinds()}
    for one in spectra:
        for other in spectra:
            assert one == other or np.abs(spectra[one] - spectra[other]).max() > 1.0, (one, other)


def test_same_seed_same_bytes() -> None:
    """A bed is a function of its place and its seed."""
    sea = Place(kind="sea", interior=False, size="open")
    assert bed(sea, 2, seed=5).tobytes() == bed(sea, 2, seed=5).tobytes()
    assert bed(sea, 2, seed=5).tobytes() != bed(sea, 2, seed=6).tobytes()


def test_night_is_quieter_and_its_own() -> None:
    """After dark a park loses its birds, gains its crickets, and the town sinks."""
    park = Place(kind="park", interior=False, size="open")
    night = replace(park, hour="night")
    assert "birds" in dict(layers(park))
    assert "crickets" in dict(layers(night))
    assert "birds" not in dict(layers(night))
    assert heard(night).std() < heard(park).std()


def test_an_empty_cafe_has_no_murmur() -> None:
    """Without people a café is a room with a refrigerator, and quieter."""
    cafe = Place(kind="cafe")
    empty = replace(cafe, people="none")
    assert not any(name.startswith("murmur") for name, _ in layers(empty))
    assert heard(empty).std() < heard(cafe).std()


@pytest.mark.parametrize("weather", ["rain", "storm", "wind", "snow"])
def test_weather_is_heard_outside_and_inside(weather: Weather) -> None:
    """It changes both, and a window takes its top away."""
    road, home = (
        Place(kind="road", interior=False, size="open", weather=weather),
        Place(kind="home", weather=weather),
    )
    for wet in (road, home):
        assert len(layers(wet)) > 0
        assert np.abs(spectrum(heard(wet)) - spectrum(heard(replace(wet, weather="clear")))).max() > 1.0
    assert layers(road) != layers(home)


def test_a_parked_car_has_no_engine() -> None:
    """The engine is a condition of the road."""
    assert "engine_inside" in dict(layers(Place(kind="car")))
    assert "engine_inside" not in dict(layers(Place(kind="car", parked=True)))


@pytest.mark.parametrize("seconds", [0, -3, 1000])
def test_absurd_lengths_are_refused(seconds: int) -> None:
    """The message says what to ask for."""
    with pytest.raises(AudioError, match="1 to 120"):
        bed(Place(), seconds)


def test_beds_of_odd_lengths_loop_too() -> None:
    """Lengths that no grain divides are as seamless."""
    loop = bed(Place(kind="sea", interior=False, size="open"), 7, seed=2)
    bend = np.abs(np.diff(loop, n=2, axis=0))
    seam = np.abs(np.diff(np.concatenate([loop[-3:], loop[:3]]), n=2, axis=0))
    assert seam.max() <= np.quantile(bend, 0.999)
