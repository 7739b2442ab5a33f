"""The bed of a place: a loop of its air, its machines, its people, its weather."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from audio.errors import AudioError
from audio.generators import crowd, nature, rooms, town, weather
from audio.generators.noise import Texture, seeded
from audio.layered import Layers
from audio.lines import RATE, Samples
from audio.places import Place

_NIGHT_DB = -2.5
"""Nights are that much quieter, whatever the place."""
_CREST_DB = 19.0
"""No single bird or clatter rises further above the bed it is part of."""
_SECONDS = (1, 120)


def bed(place: Place, seconds: int = 30, seed: int = 0, *, asked: Layers = ()) -> Samples:
    """A stereo loop [seconds * RATE, 2] without a seam, RMS between -43 and -28 dBFS, the same for the same seed.

    ``asked`` are layers in the place of its own.

    Raises AudioError when ``seconds`` is not between 1 and 120.
    """
    if not _SECONDS[0] <= seconds <= _SECONDS[1]:
        raise AudioError(f"a bed of {seconds} s; ask for {_SECONDS[0]} to {_SECONDS[1]}, and loop it")
    n = seconds * RATE
    total = np.zeros((n, 2), np.float32)
    for index, (name, decibels) in enumerate(asked or layers(place)):
        total += _TEXTURES[name](n, seeded(place.kind, name, index, seed)) * np.float32(10 ** (decibels / 20))
    total -= total.mean(axis=0)
    goal = float(_recipes()[place.kind]["level"]) + _hour_db(place)
    gain = 10 ** (goal / 20) / float(np.sqrt(np.mean(np.square(total))))
    return _opened(_tamed(total * np.float32(gain), 10 ** ((goal + _CREST_DB) / 20)))


def layers(place: Place) -> tuple[tuple[str, float], ...]:
    """The generators of a place's bed, with their levels in dB."""
    recipe = _recipes()[place.kind]["layers"]
    chosen = [(str(name), float(db)) for name, db, *when in recipe if all(_holds(word, place) for word in when)]
    return (*chosen, *_weather(place))


def _weather(place: Place) -> Iterator[tuple[str, float]]:
    if place.weather == "clear" or place.kind in ("cellar", "metro", "plane"):
        return
    sort = "vehicle" if place.kind in ("car", "train") else "inside" if place.interior else "outside"
    for name, db in _recipes()["weather"][place.weather][sort]:
        yield str(name), float(db)


def _holds(word: str, place: Place) -> bool:
    match word:
        case "day":
            return not place.dark
        case "night":
            return place.dark
        case "people":
            return place.people != "none"
        case "packed":
            return place.people == "many"
        case "fair":
            return place.weather in ("clear", "wind")
        case "parked":
            return place.parked
        case "running":
            return not place.parked
    raise AudioError(f"ambience.toml: unknown condition {word!r}")


def _hour_db(place: Place) -> float:
    loud = place.people == "many" or place.weather in ("rain", "storm")
    return (_NIGHT_DB if place.dark else 0.0) + (2.0 if loud else -2.0 if place.people == "none" else 0.0)


def _opened(loop: Samples) -> Samples:
    """The loop begun where it is calmest within its first tenth of a second, for players that join ends badly."""
    bend = np.abs(np.diff(loop[: RATE // 10], n=2, axis=0)).max(axis=1)
    calm = np.convolve(bend, np.ones(8), "valid").argmin() + 5
    return np.roll(loop, -int(calm), axis=0)


def _tamed(samples: Samples, most: float) -> Samples:
    """Rare peaks bent under ``most`` (a soft knee from half of it)."""
    half = np.float32(most / 2)
    over = np.abs(samples) > half
    if over.any():
        loud = samples[over]
        samples[over] = np.sign(loud) * half * (1 + np.tanh((np.abs(loud) - half) / half))
    return samples


_TEXTURES: dict[str, Texture] = {
    texture.__name__: texture
    for texture in (
        *(crowd.children, crowd.children_far, crowd.footfall, crowd.hall_voices),
        *(crowd.murmur, crowd.murmur_far, crowd.murmur_near),
        *(nature.birds, nature.birds_far, nature.crickets, nature.gulls, nature.insects),
        *(nature.leaves, nature.owl, nature.sea, nature.water),
        *(rooms.clinks, rooms.clock_far, rooms.drips, rooms.fridge, rooms.keys, rooms.large_room, rooms.monitor),
        *(rooms.neon, rooms.small_room, rooms.steps_far, rooms.stone, rooms.till, rooms.ventilation),
        *(town.cabin, town.engine_inside, town.machines, town.metro, town.rails, town.road, town.station_hall),
        *(town.traffic, town.traffic_far, town.traffic_night),
        *(weather.heavy_rain, weather.hush, weather.rain, weather.rain_on_roof, weather.rain_outside),
        *(weather.soft_wind, weather.thunder_far, weather.wind, weather.wind_outside, weather.window_ticks),
    )
}


@cache
def _recipes() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("ambience.toml").read_text("utf-8"))
