"""Birds, insects, leaves and water."""

import numpy as np

from audio.generators.noise import Curve, Random, bumps, drift, halved, moments, roomy, scatter, shaped, unit, wide
from audio.lines import RATE, Samples


def chirp(rng: Random, *, start: float, end: float, seconds: float, bend: float = 0.0, trill: float = 0.0) -> Samples:
    """One note of a bird: a whistle that slides from ``start`` to ``end`` Hz, arched by ``bend``, trilled at will."""
    n = max(int(seconds * RATE), 8)
    way = np.linspace(0, 1, n, dtype=np.float32)
    hertz = start + (end - start) * way + bend * np.sin(np.pi * way)
    if trill:
        hertz = hertz * (1 + 0.06 * np.sign(np.sin(2 * np.pi * trill * way * seconds)))
    phase = (2 * np.pi / RATE * np.cumsum(hertz, dtype=np.float64) % (2 * np.pi)).astype(np.float32)
    body = np.sin(phase) + 0.08 * np.sin(2 * phase + rng.uniform(0, 6))
    return np.asarray(body * np.maximum(np.sin(np.pi * way), 0) ** 0.7, np.float32)


def _sparrow(rng: Random) -> list[tuple[float, Samples]]:
    top = rng.uniform(3600, 4600)
    return [
        (step * 0.24 + rng.uniform(0, 0.05), chirp(rng, start=top, end=top * 0.72, seconds=0.09, bend=700))
        for step in range(int(rng.integers(2, 6)))
    ]


def _tit(rng: Random) -> list[tuple[float, Samples]]:
    high, low = rng.uniform(5200, 5900), rng.uniform(3900, 4300)
    notes = []
    for step in range(int(rng.integers(3, 6))):
        notes.append((step * 0.42, chirp(rng, start=high, end=high * 0.98, seconds=0.13)))
        notes.append((step * 0.42 + 0.19, chirp(rng, start=low, end=low * 0.98, seconds=0.15)))
    return notes


def _blackbird(rng: Random) -> list[tuple[float, Samples]]:
    notes, at, pitch = [], 0.0, rng.uniform(1700, 2300)
    for _ in range(int(rng.integers(4, 8))):
        length = rng.uniform(0.1, 0.32)
        target = float(np.clip(pitch * rng.choice([0.75, 0.89, 1.12, 1.33]), 1400, 3200))
        notes.append((at, chirp(rng, start=pitch, end=target, seconds=length, bend=rng.uniform(-250, 250))))
        at, pitch = at + length + rng.uniform(0.01, 0.08), target
    notes.append((at, 0.5 * chirp(rng, start=5200, end=6400, seconds=0.22, trill=38)))
    return notes


def _wren(rng: Random) -> list[tuple[float, Samples]]:
    pitch = rng.uniform(4200, 5200)
    return [(0.0, chirp(rng, start=pitch, end=pitch * 0.9, seconds=rng.uniform(0.7, 1.3), trill=rng.uniform(14, 22)))]


def _dove(rng: Random) -> list[tuple[float, Samples]]:
    pitch = rng.uniform(430, 520)
    long = [(0.0, 0.28), (0.42, 0.6), (1.2, 0.35)]
    return [(at, chirp(rng, start=pitch, end=pitch * 0.93, seconds=length, bend=50)) for at, length in long]


_SPECIES = (_sparrow, _tit, _blackbird, _wren, _dove)


def birds(n: int, rng: Random) -> Samples:
    """A garden's birds: a few individuals, each with its own tree, distance and habit."""
    return unit(_song(n, rng, curve=[(200, -20), (400, 0), (24000, 0)]))


def _song(n: int, rng: Random, *, curve: Curve) -> Samples:
    out = np.zeros((n, 2), np.float32)
    for individual, pan in enumerate(rng.permutation(np.linspace(-0.85, 0.85, 7))):
        sing, distance = _SPECIES[individual % len(_SPECIES)], rng.uniform(0.15, 1.0)
        distance *= 0.3 if sing is _dove else 1.0
        for moment in moments(rng, n / RATE, rng.uniform(4.5, 9)):
            gain = distance * rng.uniform(0.6, 1.0)
            for at, note in sing(rng):
                scatter(out, note, int((moment + at) * RATE), gain=gain, pan=float(pan))
    return roomy(out, rng, decay=0.7, wet=0.5, curve=curve)


@halved
def birds_far(n: int, rng: Random) -> Samples:
    """The same, through glass and walls or across a street."""
    return unit(_song(n, rng, curve=[(300, -20), (1000, 0), (3000, -4), (6000, -22), (9000, -60)]))


def gulls(n: int, rng: Random) -> Samples:
    """Gulls over a harbour: falling cries in series."""
    out = np.zeros((n, 2), np.float32)
    time = np.arange(int(0.42 * RATE)) / RATE
    for moment in moments(rng, n / RATE, 7):
        pitch, pan, gain = rng.uniform(850, 1150), rng.uniform(-0.8, 0.8), rng.uniform(0.3, 1)
        for cry in range(int(rng.integers(2, 6))):
            hertz = pitch * (1 + 0.5 * np.exp(-((time - 0.12) ** 2) / 0.006)) * (1 - 0.25 * time)
            phase = 2 * np.pi * np.cumsum(hertz) / RATE
            voice = sum(np.sin(k * phase) / k**0.6 for k in range(1, 6))
            shape = np.sin(np.pi * time / time[-1]) ** 0.6
            scatter(out, (voice * shape).astype(np.float32), int((moment + cry * 0.47) * RATE), gain=gain, pan=pan)
            gain *= 0.85
    return unit(roomy(out, rng, decay=1.0, wet=0.6, curve=[(500, -12), (1500, 0), (4000, -6), (9000, -40)]))


@halved
def crickets(n: int, rng: Random) -> Samples:
    """Field crickets: each repeats its three or four pulses, at its own pitch and hour."""
    out = np.zeros((n, 2), np.float32)
    pulse_time = np.arange(int(0.017 * RATE)) / RATE
    for _ in range(9):
        pitch, every = rng.uniform(3900, 4900), rng.uniform(0.32, 0.62)
        pulses, gain, pan = int(rng.integers(3, 5)), rng.uniform(0.08, 1) ** 1.5, rng.uniform(-0.95, 0.95)
        pulse = np.sin(2 * np.pi * pitch * pulse_time) * np.sin(np.pi * pulse_time / pulse_time[-1]) ** 1.5
        gap = np.zeros(int(0.012 * RATE))
        song = np.concatenate([np.concatenate([pulse * (0.7 + 0.3 * k / pulses), gap]) for k in range(pulses)])
        song = song.astype(np.float32)
        count = round(n / RATE / every)
        rests = drift(n, rng, slowest=6, depth=10)
        for step in range(count):
            at = int((step + rng.normal(0, 0.02)) * n / count)
            if rests[at % n] > 0.45:
                scatter(out, song, at, gain=gain, pan=pan)
    haze = wide(n, rng, [(2500, -40), (3800, -6), (4500, 0), (5200, -8), (8000, -40)], spread=1.0)
    return unit(unit(out) + 0.25 * haze)


@halved
def insects(n: int, rng: Random) -> Samples:
    """A meadow in the sun: grasshoppers that rasp, a bee that passes."""
    out = np.zeros((n, 2), np.float32)
    for _ in range(5):
        rasp = shaped(n, rng, [(3500, -40), (6500, -3), (8500, 0), (12000, -6), (18000, -30)])
        count = int(n / RATE * rng.uniform(9, 14))
        comb = (0.5 + 0.5 * np.cos(2 * np.pi * count * np.arange(n // 48) / (n // 48))) ** 3
        seconds = n / RATE
        turns = moments(rng, seconds, rng.uniform(4, 7))
        song = bumps(n, turns.tolist(), [rng.uniform(0.4, 1.0) for _ in turns], [1.0] * len(turns))
        rasp *= np.repeat(comb.astype(np.float32), 48) * song
        pan = rng.uniform(0.2, 1.35)
        out += rasp[:, None] * np.array([np.cos(pan), np.sin(pan)], np.float32) * np.float32(rng.uniform(0.2, 1))
    return unit(out)


def leaves(n: int, rng: Random) -> Samples:
    """Foliage: a rustle that follows the wind."""
    gust = drift(n, rng, slowest=6, depth=9)
    high = wide(n, rng, [(600, -30), (2000, -6), (4500, 0), (9000, -6), (16000, -24)], spread=1.0)
    return unit(high * gust[:, None] + 0.5 * soft(n, rng) * np.sqrt(gust)[:, None])


def soft(n: int, rng: Random) -> Samples:
    """The air of open country."""
    return wide(n, rng, [(30, -6), (130, 0), (500, -12), (2000, -32)], spread=0.9)


def sea(n: int, rng: Random) -> Samples:
    """Waves: each swells low, breaks in the middle, and draws back in a hiss."""
    seconds = n / RATE
    times = moments(rng, seconds, 7.5)
    heights = rng.uniform(0.55, 1.0, len(times))
    low = bumps(n, times.tolist(), [1.6] * len(times), heights.tolist())
    middle = bumps(n, ((times + 0.9) % seconds).tolist(), [0.9] * len(times), (heights**1.5).tolist())
    hiss = bumps(n, ((times + 2.6) % seconds).tolist(), [1.5] * len(times), heights.tolist())
    out = wide(n, rng, [(30, -6), (80, 0), (250, -6), (700, -24)]) * (0.25 + low)[:, None]
    out += 0.9 * wide(n, rng, [(150, -14), (500, 0), (1500, -4), (4000, -14)], spread=0.9) * (0.12 + middle)[:, None]
    out += 0.35 * wide(n, rng, [(800, -20), (3000, 0), (8000, -3), (15000, -14)], spread=1) * (0.15 + hiss)[:, None]
    return unit(out)


def water(n: int, rng: Random) -> Samples:
    """A stream: a broad wash and the gurgle of thousands of bubbles (Minnaert's short rising tones)."""
    out = np.zeros((n, 2), np.float32)
    bubbles = []
    for _ in range(24):
        time = np.arange(int(rng.uniform(0.015, 0.05) * RATE)) / RATE
        pitch = rng.uniform(350, 1900)
        tone = np.sin(2 * np.pi * pitch * (time + 2.5 * time**2)) * np.exp(-time * pitch / 12)
        tone[: RATE // 1000] *= np.linspace(0, 1, RATE // 1000)
        bubbles.append(tone.astype(np.float32))
    for start in rng.integers(0, n, int(n / RATE * 45)):
        scatter(out, bubbles[int(rng.integers(24))], int(start), gain=rng.exponential(1.0), pan=rng.uniform(-0.8, 0.8))
    wash = wide(n, rng, [(120, -20), (500, -3), (1200, 0), (4000, -10), (12000, -30)], spread=0.9)
    return unit(unit(out) + 0.8 * wash * drift(n, rng, slowest=3, depth=2)[:, None])


def owl(n: int, rng: Random) -> Samples:
    """A tawny owl, far, twice or so in the loop."""
    out = np.zeros((n, 2), np.float32)
    for moment in moments(rng, n / RATE, 16):
        pan, pitch = rng.uniform(-0.7, 0.7), rng.uniform(620, 760)
        for at, length in ((0.0, 0.7), (1.7, 0.18), (2.0, 1.1)):
            note = chirp(rng, start=pitch, end=pitch * 0.9, seconds=length, bend=40, trill=9 if length > 1 else 0)
            scatter(out, note, int((moment + at) * RATE), pan=pan)
    return unit(roomy(out, rng, decay=1.6, wet=1.2))
