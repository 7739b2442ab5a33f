"""What a room does when nobody speaks: air, machines, and small events."""

import numpy as np

from audio.generators.noise import Random, drift, halved, hum, moments, roomy, scatter, shaped, unit, wide
from audio.lines import RATE, Samples


def small_room(n: int, rng: Random) -> Samples:
    """The air of a furnished room: low, close, with the mains far under it."""
    air = wide(n, rng, [(30, -8), (90, 0), (220, -5), (700, -18), (2500, -36), (8000, -52)], spread=0.4)
    return unit(air * drift(n, rng, slowest=10, depth=1.5)[:, None] + 0.08 * _mains(n, rng)[:, None])


def large_room(n: int, rng: Random) -> Samples:
    """The air of a hall: wider, with more of its middle."""
    air = wide(n, rng, [(28, -5), (70, 0), (250, -4), (800, -12), (2500, -26), (8000, -46)], spread=0.9)
    return unit(air * drift(n, rng, slowest=8, depth=2)[:, None])


def stone(n: int, rng: Random) -> Samples:
    """A vault: almost nothing, and each small thing rings."""
    out = np.zeros((n, 2), np.float32)
    for moment in moments(rng, n / RATE, 8):
        scatter(
            out,
            _knock(rng, rng.uniform(120, 420)),
            int(moment * RATE),
            gain=rng.uniform(0.3, 1),
            pan=rng.uniform(-1, 1),
        )
    air = wide(n, rng, [(28, -3), (65, 0), (180, -7), (600, -18), (2500, -40)], spread=0.9)
    return unit(air * drift(n, rng, slowest=9, depth=2)[:, None] + 0.35 * unit(roomy(out, rng, decay=3.2, wet=1.4)))


def fridge(n: int, rng: Random) -> Samples:
    """A refrigerator: twice the mains, its harmonics beating, a little rattle."""
    tones = [(50.0, 0.35), (99.9, 1.0), (100.2, 0.5), (150.0, 0.18), (200.1, 0.35), (300.2, 0.12), (400.1, 0.07)]
    body = hum(n, tones, rng) * drift(n, rng, slowest=6, depth=1.5)
    rattle = shaped(n, rng, [(120, -20), (240, 0), (480, -8), (1400, -22), (4000, -44)])
    out = body + 0.3 * rattle
    return unit(np.stack([out, 0.75 * out], axis=1))


def ventilation(n: int, rng: Random) -> Samples:
    """Air through ducts."""
    air = wide(n, rng, [(35, -6), (110, 0), (350, -4), (900, -11), (3000, -24), (9000, -44)], spread=0.7)
    return unit(air * drift(n, rng, slowest=7, depth=1)[:, None] + 0.1 * hum(n, [(118, 1), (236.5, 0.3)], rng)[:, None])


def neon(n: int, rng: Random) -> Samples:
    """Fluorescent tubes: the buzz of twice the mains, thin."""
    tones = [(100.0 * order, 1.0 / order**0.7) for order in range(2, 30, 2)]
    return unit(np.repeat(hum(n, tones, rng)[:, None], 2, axis=1) * drift(n, rng, slowest=5, depth=1)[:, None])


def keys(n: int, rng: Random) -> Samples:
    """Someone types, a desk away, in bursts."""
    out = np.zeros((n, 2), np.float32)
    for desk, pan in enumerate((-0.6, 0.55)):
        for burst in moments(rng, n / RATE, 5.5):
            at = burst
            for _ in range(int(rng.integers(4, 16))):
                scatter(out, _tap(rng), int(at * RATE), gain=rng.uniform(0.5, 1) / (1 + desk), pan=pan)
                at += rng.gamma(5, 0.028)
    return unit(roomy(out, rng, decay=0.4, wet=0.4))


@halved
def monitor(n: int, rng: Random) -> Samples:
    """A heart monitor in the next room, and a pump that breathes."""
    out = np.zeros((n, 2), np.float32)
    time = np.arange(int(0.11 * RATE)) / RATE
    beep = (np.sin(2 * np.pi * 962 * time) * np.minimum(np.minimum(time * 300, (time[-1] - time) * 300), 1)).astype(
        np.float32
    )
    count = round(n / RATE / 0.88)
    for step in range(count):
        scatter(out, beep, int((step + 0.5) * n / count), pan=-0.35)
    return unit(roomy(out, rng, decay=0.8, wet=0.9, curve=[(200, -20), (900, 0), (2000, -8), (5000, -40)]))


@halved
def drips(n: int, rng: Random) -> Samples:
    """Water that falls drop by drop in a space that answers."""
    out = np.zeros((n, 2), np.float32)
    for moment in moments(rng, n / RATE, 2.6):
        time = np.arange(int(0.06 * RATE)) / RATE
        pitch = rng.uniform(700, 1300)
        drop = np.sin(2 * np.pi * pitch * (time + 4 * time**2)) * np.exp(-time * 60) * np.minimum(time * 900, 1)
        scatter(out, drop.astype(np.float32), int(moment * RATE), gain=rng.uniform(0.4, 1), pan=rng.uniform(-0.5, 0.5))
    return unit(roomy(out, rng, decay=1.5, wet=0.8))


@halved
def clinks(n: int, rng: Random) -> Samples:
    """Cups, glasses and cutlery."""
    out = np.zeros((n, 2), np.float32)
    for moment in moments(rng, n / RATE, 1.3):
        for tap in range(int(rng.integers(1, 4))):
            at = moment + tap * rng.uniform(0.06, 0.2)
            scatter(out, _clink(rng), int(at * RATE), gain=rng.uniform(0.15, 1) ** 1.5, pan=rng.uniform(-0.9, 0.9))
    return unit(roomy(out, rng, decay=0.5, wet=0.6))


def steps_far(n: int, rng: Random) -> Samples:
    """Someone walks by beyond the door; a door shuts somewhere."""
    out = np.zeros((n, 2), np.float32)
    for walk in moments(rng, n / RATE, 12):
        start, pace = rng.uniform(-0.9, 0.9), rng.uniform(0.48, 0.6)
        for step in range(9):
            gain = np.sin(np.pi * (step + 1) / 10)
            scatter(
                out,
                _knock(rng, rng.uniform(85, 130)),
                int((walk + step * pace) * RATE),
                gain=gain,
                pan=start * (1 - step / 5),
            )
        scatter(out, _knock(rng, 62), int((walk + 10 * pace) * RATE), gain=1.6, pan=-start)
    curve = [(40, -6), (120, 0), (600, -6), (1800, -24), (5000, -60)]
    return unit(roomy(out, rng, decay=1.1, wet=1.2, curve=curve))


def clock_far(n: int, rng: Random) -> Samples:
    """A clock on the wall, one tick a second."""
    out = np.zeros((n, 2), np.float32)
    for second in range(max(round(n / RATE), 1)):
        time = np.arange(int(0.03 * RATE)) / RATE
        tick = np.sin(2 * np.pi * (2400 if second % 2 else 2050) * time) * np.exp(-time * 260)
        scatter(out, tick.astype(np.float32), second * RATE + RATE // 2, pan=0.3)
    return unit(roomy(out, rng, decay=0.35, wet=0.5))


def till(n: int, rng: Random) -> Samples:
    """The beeps of a till, some rows away."""
    out = np.zeros((n, 2), np.float32)
    time = np.arange(int(0.08 * RATE)) / RATE
    beep = np.sin(2 * np.pi * 2040 * time) * np.minimum(np.minimum(time * 500, (time[-1] - time) * 500), 1)
    for moment in moments(rng, n / RATE, 2.4):
        scatter(out, beep.astype(np.float32), int(moment * RATE), pan=0.4)
    return unit(roomy(out, rng, decay=1.0, wet=1.0))


def _mains(n: int, rng: Random) -> Samples:
    return hum(n, [(50, 0.6), (100, 1.0), (150, 0.2)], rng)


def _knock(rng: Random, pitch: float) -> Samples:
    time = np.arange(int(0.16 * RATE)) / RATE
    body = np.sin(2 * np.pi * pitch * time) * np.exp(-time * 34)
    grain = rng.standard_normal(len(time)) * np.exp(-time * 130) * 0.3
    return ((body + grain) * np.minimum(time * 900, 1)).astype(np.float32)


def _tap(rng: Random) -> Samples:
    time = np.arange(int(0.02 * RATE)) / RATE
    tap = np.sin(2 * np.pi * rng.uniform(1500, 2900) * time) + rng.standard_normal(len(time))
    return (tap * np.exp(-time * 330) * np.minimum(time * 3000, 1)).astype(np.float32)


def _clink(rng: Random) -> Samples:
    time = np.arange(int(0.3 * RATE)) / RATE
    pitch, dull = rng.uniform(1900, 4200), rng.uniform(12, 40)
    ring = sum(
        np.sin(2 * np.pi * pitch * ratio * time) * np.exp(-time * dull * ratio) / ratio for ratio in (1, 1.58, 2.41)
    )
    return (np.asarray(ring) * np.minimum(time * 4000, 1)).astype(np.float32)
