"""Streets, engines, trains and what carries people."""

import numpy as np

from audio.generators.noise import Random, bumps, drift, hum, moments, roomy, scatter, shaped, unit, wide
from audio.lines import RATE, Samples


def traffic(n: int, rng: Random) -> Samples:
    """A busy street: the city's rumble and cars that pass, each from one side to the other."""
    city = wide(n, rng, [(25, -6), (60, 0), (200, -6), (700, -15), (2500, -30), (8000, -50)], spread=0.6)
    return unit(city * drift(n, rng, slowest=6, depth=3)[:, None] + 1.1 * _passing(n, rng, every=3.2))


def traffic_night(n: int, rng: Random) -> Samples:
    """The same street late: a hum, and now and then one car."""
    city = wide(n, rng, [(25, -3), (55, 0), (160, -9), (500, -22), (2000, -44)], spread=0.5)
    return unit(city * drift(n, rng, slowest=9, depth=2)[:, None] + 0.8 * _passing(n, rng, every=11))


def traffic_far(n: int, rng: Random) -> Samples:
    """A town behind windows."""
    city = wide(n, rng, [(25, -4), (60, 0), (150, -6), (400, -18), (1200, -40)], spread=0.4)
    seconds = n / RATE
    cars = moments(rng, seconds, 6)
    swell = bumps(n, cars.tolist(), [rng.uniform(0.8, 1.6) for _ in cars], [rng.uniform(0.4, 1.2) for _ in cars])
    return unit(city * (0.6 + swell)[:, None])


def road(n: int, rng: Random) -> Samples:
    """A country road: open air, and fast cars far apart."""
    air = wide(n, rng, [(30, -6), (120, 0), (450, -12), (1600, -30)], spread=0.9)
    return unit(0.5 * air * drift(n, rng, slowest=8, depth=3)[:, None] + _passing(n, rng, every=7.5))


def _passing(n: int, rng: Random, *, every: float) -> Samples:
    """Cars: an engine's low band and the tyres' hiss, which swells later and dies sooner."""
    seconds = n / RATE
    times = moments(rng, seconds, every)
    fast = rng.uniform(0.7, 1.5, len(times))
    gains = rng.uniform(0.35, 1.0, len(times))
    engine = shaped(n, rng, [(35, -10), (90, 0), (260, -5), (600, -22), (1200, -44)])
    tyres = shaped(n, rng, [(250, -24), (700, -3), (1100, 0), (2200, -8), (6000, -24), (12000, -44)])
    ways = rng.choice([-1.0, 1.0], len(times))
    out = np.zeros((n, 2), np.float32)
    for side, sign in enumerate((-1.0, 1.0)):
        nearest = ((times + sign * ways * 0.28 * fast) % seconds).tolist()
        body = bumps(n, nearest, (0.95 * fast).tolist(), gains.tolist())
        hiss = bumps(n, nearest, (0.5 * fast).tolist(), gains.tolist())
        out[:, side] = engine * body + 0.75 * tyres * hiss
    return unit(out)


def engine_inside(n: int, rng: Random) -> Samples:
    """A car at speed, from its seats: four cylinders at some 2,100 turns a minute, road and wind."""
    revolutions = 35.0 * (1 + 0.02 * rng.standard_normal())
    tones = [
        (revolutions * order, level) for order, level in ((1, 0.35), (2, 1.0), (3, 0.2), (4, 0.5), (6, 0.25), (8, 0.1))
    ]
    motor = hum(n, tones, rng) * drift(n, rng, slowest=5, depth=2)
    rough = hum(n, [(revolutions * order + beat, 0.4) for order in (2, 4) for beat in (-0.7, 0.9)], rng)
    ground = wide(n, rng, [(28, -6), (70, 0), (180, -5), (500, -14), (1500, -28), (6000, -48)], spread=0.6)
    return unit(0.75 * (motor + 0.4 * rough)[:, None] + 1.1 * ground * drift(n, rng, slowest=4, depth=3)[:, None])


def cabin(n: int, rng: Random) -> Samples:
    """An airliner's cabin: broad, steady, with two fans that beat."""
    air = wide(n, rng, [(40, -3), (120, 0), (500, -6), (1500, -12), (5000, -28), (12000, -50)], spread=0.8)
    return unit(air + 0.25 * hum(n, [(98.0, 1), (98.6, 0.9), (196.4, 0.3), (311.0, 0.12)], rng)[:, None])


def rails(n: int, rng: Random) -> Samples:
    """Inside a train: the rolling, and the wheels over the joints, two and two."""
    roll = wide(n, rng, [(28, -4), (60, 0), (200, -4), (600, -12), (2000, -26), (7000, -46)], spread=0.6)
    out = roll * drift(n, rng, slowest=5, depth=2.5)[:, None]
    joints = np.zeros((n, 2), np.float32)
    count = round(n / RATE / 1.55)
    for step in range(count):
        for at in (0.0, 0.16):
            clack = _clack(rng)
            scatter(joints, clack, int((step + 0.5) * n / count + at * RATE), gain=1 - at, pan=rng.uniform(-0.2, 0.2))
    return unit(out + 1.3 * unit(joints))


def _clack(rng: Random) -> Samples:
    time = np.arange(int(0.09 * RATE)) / RATE
    thud = np.sin(2 * np.pi * rng.uniform(75, 95) * time) * np.exp(-time * 38)
    tick = rng.standard_normal(len(time)) * np.exp(-time * 160) * 0.25
    return ((thud + tick) * np.minimum(time * 700, 1)).astype(np.float32)


def metro(n: int, rng: Random) -> Samples:
    """An underground platform: ventilation in a long tube, trains that come and go far off."""
    air = wide(n, rng, [(40, -4), (110, 0), (300, -5), (1000, -16), (4000, -36)], spread=0.6)
    seconds = n / RATE
    trains = moments(rng, seconds, 15)
    swell = bumps(n, trains.tolist(), [2.8] * len(trains), [rng.uniform(0.8, 1.4) for _ in trains])
    rolling = wide(n, rng, [(30, -2), (70, 0), (250, -3), (900, -8), (3000, -18), (8000, -40)])
    squeal = hum(n, [(2310, 0.6), (2324, 0.5), (3470, 0.4), (4690, 0.15)], rng) * swell**3
    return unit(air + 1.5 * rolling * swell[:, None] + 0.03 * squeal[:, None])


def station_hall(n: int, rng: Random) -> Samples:
    """A great hall: air, wheels of cases, one chime of three notes."""
    out = np.zeros((n, 2), np.float32)
    time = np.arange(int(1.1 * RATE)) / RATE
    at = rng.uniform(0, n / RATE)
    for step, pitch in enumerate((659.3, 523.3, 784.0)):
        bell = (np.sin(2 * np.pi * pitch * time) + 0.25 * np.sin(4 * np.pi * pitch * time)) * np.exp(-time * 3.5)
        bell *= np.minimum(time * 200, 1) * 0.35
        scatter(out, bell.astype(np.float32), int((at + step * 0.55) * RATE))
    wheels = shaped(n, rng, [(300, -24), (900, -2), (1800, 0), (4000, -12), (9000, -36)])
    seconds = n / RATE
    walks = moments(rng, seconds, 8)
    out += 0.25 * (wheels * bumps(n, walks.tolist(), [1.3] * len(walks), [0.7] * len(walks)))[:, None]
    air = wide(n, rng, [(35, -4), (100, 0), (350, -5), (1200, -14), (5000, -34)], spread=0.8)
    return unit(roomy(out, rng, decay=2.4, wet=1.0) + 0.2 * air)


def machines(n: int, rng: Random) -> Samples:
    """A workshop: a motor's hum, a press at its pace, metal now and then."""
    motor = hum(n, [(49.9, 1), (99.8, 0.7), (149.7, 0.3), (299.4, 0.2), (598.9, 0.06)], rng)
    belt = shaped(n, rng, [(300, -18), (1200, 0), (3500, -6), (9000, -26)]) * drift(n, rng, slowest=3, depth=2)
    out = np.zeros((n, 2), np.float32)
    count = round(n / RATE / 1.1)
    for step in range(count):
        scatter(out, _clack(rng), int((step + 0.5) * n / count), pan=0.35)
    for moment in moments(rng, n / RATE, 5):
        time = np.arange(int(0.7 * RATE)) / RATE
        pitch = rng.uniform(700, 1500)
        ring = np.zeros(len(time))
        for ratio in (1, 2.76, 5.4):
            ring += np.sin(2 * np.pi * pitch * ratio * time) * np.exp(-time * 7 * ratio)
        scatter(out, (0.25 * ring).astype(np.float32), int(moment * RATE), pan=rng.uniform(-0.7, 0.3))
    return unit(0.6 * motor[:, None] + 0.35 * belt[:, None] + 0.9 * unit(roomy(out, rng, decay=1.1, wet=0.7)))
