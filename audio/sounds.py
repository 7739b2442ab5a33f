"""How each effect sounds."""

from collections.abc import Callable

import numpy as np

from audio.effects import table
from audio.errors import AudioError
from audio.generators import motors, signals, strikes, things
from audio.generators.noise import seeded
from audio.generators.strikes import Wave
from audio.lines import RATE, Samples

_DRIVE = 1.6
"""How much each effect is pressed: its body comes nearer to its peak, as on any library's disc."""


def names() -> tuple[str, ...]:
    """Every effect there is."""
    return tuple(_SOUNDS)


def effect(name: str, seed: int = 0, times: int | None = None) -> Samples:
    """An effect as mono samples, its peak between -21 and -12 dBFS; ``times`` of those that can be counted.

    Raises AudioError for a name that is not known.
    """
    if name not in _SOUNDS:
        raise AudioError(f"no effect named {name!r}; choose one of {', '.join(_SOUNDS)}")
    asked = {"times": times} if times and "most" in table()[name] else {}
    wave = _SOUNDS[name](seeded("effect", name, seed), **asked)
    wave = strikes.band(np.tanh(_DRIVE * wave / np.abs(wave).max()), 25, 0)
    fall = min(int(0.03 * RATE), len(wave))
    wave[len(wave) - fall :] *= np.linspace(1, 0, fall)
    rise = RATE // 1000
    wave[:rise] *= np.linspace(0, 1, rise)
    peak = 10 ** (float(table()[name]["peak"]) / 20)
    return np.asarray(wave * (peak / np.abs(wave).max()), np.float32)


_SOUNDS: dict[str, Callable[..., Wave]] = {
    sound.__name__: sound
    for sound in (
        *(strikes.applause, strikes.clock, strikes.door_creak, strikes.door_open, strikes.door_slam),
        *(strikes.explosion, strikes.footsteps, strikes.glass_break, strikes.gunshot, strikes.keyboard),
        *(strikes.knock, strikes.thud, strikes.thunder),
        *(signals.alarm, signals.alarm_clock, signals.bell, signals.doorbell, signals.horn, signals.phone_buzz),
        *(signals.phone_ring, signals.school_bell, signals.siren),
        *(motors.car_pass, motors.cat, motors.dog, motors.engine, motors.helicopter, motors.plane, motors.splash),
        *(motors.tires, motors.train, motors.water_run),
        *(things.camera_shutter, things.cork, things.gallop, things.hammer, things.heartbeat, things.keys),
        *(things.match_strike, things.paper, things.whistle),
    )
}
