"""What moves, runs or lives: cars, trains, aircraft, water, animals."""

import numpy as np

from audio.generators.noise import Random
from audio.generators.strikes import Wave, band, laid, ring, span


def _pistons(hertz: Wave, rng: Random) -> Wave:
    """An engine whose firing frequency is given at each sample: its harmonics, and the roughness of each stroke."""
    phase = 2 * np.pi * np.cumsum(hertz) / 48_000
    body = sum(np.sin(order * phase + rng.uniform(0, 6)) / order**0.8 for order in (0.5, 1, 1.5, 2, 3, 4, 6))
    strokes = band(rng.standard_normal(len(hertz)), 80, 1500) * (0.4 + 0.6 * np.maximum(np.sin(phase), 0) ** 2)
    return np.asarray(body + 0.9 * strokes)


def engine(rng: Random) -> Wave:
    """A starter that turns over, a car that catches, revs and idles."""
    crank = span(0.9)
    whine = band(rng.standard_normal(len(crank)), 300, 2400) * (0.5 + 0.5 * np.sin(2 * np.pi * 9 * crank)) ** 2
    whine += 0.4 * np.sin(2 * np.pi * 240 * crank) * (0.6 + 0.4 * np.sin(2 * np.pi * 9 * crank))
    time = span(2.9)
    turns = 27 + 48 * np.exp(-0.5 * ((time - 0.35) / 0.28) ** 2) + rng.standard_normal() * 0.5
    run = band(_pistons(turns, rng), 40, 1800) * np.minimum(time * 12, 1) * np.minimum((2.9 - time) / 1.2, 1)
    return laid(3.7, [(0.0, 0.5 * whine * np.minimum((0.9 - crank) * 20, 1)), (0.8, run)])


def car_pass(rng: Random) -> Wave:
    """A car that comes, passes and goes: its pitch falls as it does."""
    time = span(4.2)
    away = (time - 2.0) * rng.uniform(13, 17)
    near = 1 / np.sqrt(1 + (away / 4.5) ** 2)
    turns = 62 * (1 - 0.045 * np.tanh(away / 5))
    motor = band(_pistons(turns, rng), 50, 900) * 0.35
    tyres = band(rng.standard_normal(len(time)), 400, 3200)
    return np.asarray((motor + tyres * near) * near**1.3 * np.minimum(np.minimum(time, 4.2 - time) * 2, 1))


def tires(rng: Random) -> Wave:
    """Rubber that screams on asphalt, and stops."""
    time = span(1.5)
    pitch = rng.uniform(900, 1050) * (1 + 0.05 * np.sin(2 * np.pi * 5 * time) - 0.12 * time)
    pitch = pitch * (1 + 0.012 * band(rng.standard_normal(len(time)), 0, 60) * 20)
    phase = 2 * np.pi * np.cumsum(pitch) / 48_000
    scream = np.sin(phase) + 0.6 * np.sin(1.51 * phase) + 0.35 * np.sin(2.02 * phase)
    rub = band(rng.standard_normal(len(time)), 700, 4500) * 0.8
    return np.asarray((scream + rub) * np.minimum(time * 25, 1) * np.minimum((1.5 - time) / 0.25, 1) ** 0.7)


def train(rng: Random) -> Wave:
    """A train that goes by: rolling, axles over a joint, a far horn before it."""
    time = span(6.0)
    near = np.exp(-0.5 * ((time - 3.1) / 1.35) ** 2)
    roll = band(rng.standard_normal(len(time)), 45, 420) * 2 + band(rng.standard_normal(len(time)), 400, 3000) * 0.5
    clacks = []
    for axle in range(9):
        for wheel in (0.0, 0.13):
            clack = ring(span(0.12), [(82, 1, 30), (190, 0.5, 45)])
            clack += 0.5 * band(rng.standard_normal(5760) * np.exp(-span(0.12) * 90), 600, 3500)
            clacks.append((1.0 + axle * 0.47 + wheel, clack * 1.5))
    warning = np.zeros(len(time))
    tone = span(0.9)
    for pitch in (311.0, 370.0):
        blow = sum(np.sin(2 * np.pi * pitch * k * tone) / k for k in (1, 2, 3, 4))
        warning[: len(tone)] += np.asarray(blow) * np.sin(np.pi * tone / 0.9) ** 0.4 * 0.22
    return np.asarray((roll + laid(6.0, clacks)) * near + warning) * np.minimum((6.0 - time) / 0.8, 1)


def helicopter(rng: Random) -> Wave:
    """Blades that come and go."""
    time = span(5.0)
    beat = np.maximum(np.sin(2 * np.pi * rng.uniform(10.5, 12) * time), 0) ** 6
    air = band(rng.standard_normal(len(time)), 60, 900) * (0.15 + beat)
    turbine = 0.05 * np.sin(2 * np.pi * 1180 * time) + 0.03 * np.sin(2 * np.pi * 1770 * time)
    return np.asarray((air + turbine) * np.sin(np.pi * time / 5.0) ** 1.5)


def plane(rng: Random) -> Wave:
    """A jet that crosses the sky."""
    time = span(6.0)
    way = np.tanh((time - 3) / 2)
    low = band(rng.standard_normal(len(time)), 40, 300) * 2
    high = band(rng.standard_normal(len(time)), 300, 2200) * (0.6 - 0.4 * way)
    return np.asarray((low + high) * np.sin(np.pi * time / 6.0) ** 1.6)


def water_run(rng: Random) -> Wave:
    """A tap that opens over a basin."""
    time = span(3.2)
    jet = band(rng.standard_normal(len(time)), 900, 7000) * 0.8
    basin = band(rng.standard_normal(len(time)), 250, 700) * (1 + 0.3 * np.sin(2 * np.pi * 3.1 * time))
    return np.asarray((jet + basin) * np.minimum(time * 8, 1) * np.minimum((3.2 - time) / 0.9, 1))


def splash(rng: Random) -> Wave:
    """A body that enters water: the slap, the plume, the bubbles."""
    time = span(1.8)
    slap = band(rng.standard_normal(len(time)) * np.exp(-time * 22), 200, 3000) * 1.4
    plume = band(rng.standard_normal(len(time)), 900, 8000) * np.exp(-0.5 * ((time - 0.28) / 0.2) ** 2) * 0.8
    bubbles = []
    for _ in range(26):
        at, pitch = rng.uniform(0.15, 1.3), rng.uniform(280, 900)
        short = span(0.07)
        rise = np.sin(2 * np.pi * pitch * (short + 2.5 * short**2)) * np.exp(-short * 45) * np.minimum(short * 600, 1)
        bubbles.append((at, rise * rng.uniform(0.1, 0.5)))
    return slap + plume + laid(1.8, bubbles)


def _throat(hertz: Wave, rng: Random, formants: list[tuple[float, float]], breath: float) -> Wave:
    """A voice that is no person's: a buzz through two or three resonances."""
    phase = np.cumsum(hertz) / 48_000
    buzz = 2 * (phase % 1) - 1 + breath * rng.standard_normal(len(hertz))
    return np.asarray(sum(gain * band(buzz, centre * 0.78, centre * 1.28, 1) for centre, gain in formants))


def dog(rng: Random, times: int = 4) -> Wave:
    """Barks: three in a row, a breath, and on."""
    size, pieces = rng.uniform(0.85, 1.2), []
    for number in range(times):
        at, gain = 0.37 * number + 0.39 * (number // 3), (0.9, 1.0, 0.85)[number % 3]
        time = span(0.22)
        hertz = (310 + 260 * np.exp(-(((time - 0.05) / 0.035) ** 2)) - 350 * time) / size
        bark = _throat(hertz, rng, [(620 / size, 1.0), (1350 / size, 0.8), (2600 / size, 0.35)], 0.45)
        bark *= np.minimum(time * 140, 1) * np.exp(-np.maximum(time - 0.07, 0) * 22)
        pieces.append((at, gain * bark))
    return laid(pieces[-1][0] + 0.4, pieces)


def cat(rng: Random) -> Wave:
    """One meow."""
    time = span(0.9)
    way = time / 0.9
    hertz = rng.uniform(520, 600) * (1 + 0.35 * np.sin(np.pi * way**0.7)) * (1 - 0.15 * way)
    closed = _throat(hertz, rng, [(700, 1.0), (1500, 0.3)], 0.08)
    opened = _throat(hertz, rng, [(1100, 1.0), (2100, 0.8), (3400, 0.3)], 0.08)
    mouth = np.sin(np.pi * way) ** 1.2
    return np.asarray((closed * (1 - mouth) + opened * mouth) * np.sin(np.pi * way) ** 0.5)
