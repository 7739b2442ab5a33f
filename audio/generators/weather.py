"""Rain, wind, storm and snow, outdoors and through a window."""

import numpy as np

from audio.generators.noise import Random, bumps, coloured, drift, moments, scatter, shaped, unit, wide
from audio.lines import RATE, Samples


def rain(n: int, rng: Random) -> Samples:
    """A fine wash, and thousands of drops on the ground near us."""
    wash = wide(n, rng, [(150, -30), (700, -12), (2500, 0), (7000, -2), (14000, -14), (20000, -30)])
    wash *= drift(n, rng, slowest=9, depth=1.5)[:, None]
    return unit(wash + 0.55 * _drops(n, rng, each=180, low=900, high=6500))


def heavy_rain(n: int, rng: Random) -> Samples:
    """A downpour, with gutters under it."""
    wash = wide(n, rng, [(60, -12), (300, -5), (1500, 0), (6000, -3), (15000, -14)])
    gutter = shaped(n, rng, [(200, -30), (380, 0), (700, -4), (1400, -22)]) * drift(n, rng, slowest=4, depth=3)
    return unit(wash * drift(n, rng, slowest=7, depth=3)[:, None] + 0.35 * gutter[:, None])


def rain_outside(n: int, rng: Random) -> Samples:
    """Rain heard from a room: the wash loses its top, single drops tick on the pane."""
    wash = wide(n, rng, [(60, -10), (200, 0), (700, -6), (2000, -20), (6000, -42)], spread=0.5)
    return unit(
        wash * drift(n, rng, slowest=8, depth=2.5)[:, None] + 0.3 * _drops(n, rng, each=22, low=1800, high=4200)
    )


def rain_on_roof(n: int, rng: Random) -> Samples:
    """Rain on sheet metal: many short drum strokes."""
    drum = _drops(n, rng, each=150, low=350, high=1600)
    return unit(drum + 0.5 * wide(n, rng, [(100, -8), (400, 0), (1500, -8), (5000, -26)]))


def _drops(n: int, rng: Random, *, each: float, low: float, high: float) -> Samples:
    """Drops, ``each`` a second: impulses of many sizes at random places, ringing between ``low`` and ``high`` Hz."""
    count = int(each * n / RATE)
    out = np.zeros((n, 2), np.float32)
    sizes = rng.exponential(1.0, count).astype(np.float32) ** 1.6
    pans = rng.uniform(0.15, 1.4, count).astype(np.float32)
    where = rng.integers(0, n, count)
    np.add.at(out[:, 0], where, sizes * np.cos(pans))
    np.add.at(out[:, 1], where, sizes * np.sin(pans))
    ring = [(low / 3, -40), (low, -3), (np.sqrt(low * high), 0), (high, -3), (high * 2.5, -30)]
    return unit(coloured(out, ring))


def wind(n: int, rng: Random) -> Samples:
    """Gusts: three bands that rise one after the other, the highest the most sudden."""
    gust = drift(n, rng, slowest=7, depth=8)
    out = 1.3 * gust[:, None] * wide(n, rng, [(25, -6), (90, 0), (300, -8), (900, -26)])
    out += 0.6 * (gust**1.5 * drift(n, rng, slowest=3, depth=4))[:, None] * wide(n, rng, _band(420), spread=0.9)
    out += 0.2 * (gust**2 * drift(n, rng, slowest=1.5, depth=6))[:, None] * wide(n, rng, _band(1300), spread=1.0)
    return unit(out)


def soft_wind(n: int, rng: Random) -> Samples:
    """Air that hardly moves."""
    air = wide(n, rng, [(30, -4), (120, 0), (450, -9), (1500, -24), (5000, -44)], spread=0.9)
    return unit(air * drift(n, rng, slowest=9, depth=4)[:, None])


def wind_outside(n: int, rng: Random) -> Samples:
    """Wind around a house: a low push, and a whistle in some gap of the frame."""
    gust = drift(n, rng, slowest=8, depth=9)
    low = wide(n, rng, [(25, -4), (80, 0), (220, -10), (700, -34)], spread=0.5)
    whistle = shaped(n, rng, [(400, -50), (590, -4), (640, 0), (700, -4), (1000, -50)])
    return unit(gust[:, None] * low + 0.18 * (gust**2)[:, None] * whistle[:, None])


def thunder_far(n: int, rng: Random) -> Samples:
    """Rolls of thunder behind the hills."""
    seconds = n / RATE
    when, widths, heights = [], [], []
    for moment in moments(rng, seconds, 13):
        for roll in range(int(rng.integers(3, 6))):
            when.append((moment + roll * rng.uniform(0.3, 0.8)) % seconds)
            widths.append(rng.uniform(0.15, 0.55))
            heights.append(rng.uniform(0.3, 1.0) / (1 + 0.4 * roll))
    rumble = wide(n, rng, [(22, -8), (45, 0), (110, -3), (300, -18), (800, -40)], spread=0.6)
    return unit(rumble * bumps(n, when, widths, heights)[:, None])


def hush(n: int, rng: Random) -> Samples:
    """Snow: all that is left is air, low and close."""
    air = wide(n, rng, [(30, -6), (150, 0), (500, -12), (1800, -30), (6000, -50)], spread=0.8)
    return unit(air * drift(n, rng, slowest=10, depth=2)[:, None])


def window_ticks(n: int, rng: Random) -> Samples:
    """A shutter that knocks in the wind, now and then."""
    out = np.zeros((n, 2), np.float32)
    time = np.arange(int(0.12 * RATE)) / RATE
    for moment in moments(rng, n / RATE, 6):
        knock = np.sin(2 * np.pi * rng.uniform(150, 260) * time) * np.exp(-time * 45)
        scatter(out, knock.astype(np.float32), int(moment * RATE), gain=rng.uniform(0.4, 1), pan=-0.4)
    return unit(out)


def _band(centre: float) -> list[tuple[float, float]]:
    return [(centre / 4, -40), (centre / 1.4, -3), (centre, 0), (centre * 1.4, -3), (centre * 4, -40)]
