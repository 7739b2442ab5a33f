"""Small things that hands, hearts and hooves make heard. Each is mono, from its first instant, at any level."""

import numpy as np

from audio.generators.noise import Random
from audio.generators.strikes import Wave, band, laid, ring, span


def _burst(rng: Random, seconds: float, low: float, high: float, decay: float) -> Wave:
    time = span(seconds)
    return band(rng.standard_normal(len(time)) * np.exp(-time * decay), low, high)


def match_strike(rng: Random) -> Wave:
    """A match: the scrape, the flare, and a flame that settles."""
    scrape, flare = span(0.35), span(1.2)
    rub = band(rng.standard_normal(len(scrape)), 1800, 9000) * np.sin(np.pi * scrape / 0.35) ** 2
    fire = band(rng.standard_normal(len(flare)), 300, 5000) * np.minimum(flare * 40, 1) * np.exp(-flare * 4)
    return laid(1.6, [(0.0, 0.6 * rub), (0.3, fire)])


def camera_shutter(rng: Random) -> Wave:
    """A mirror that goes up and comes down."""
    up, down = _burst(rng, 0.06, 900, 8000, 110), _burst(rng, 0.08, 600, 6000, 80)
    return laid(0.55, [(0.0, up), (0.09, 0.8 * down), (0.1, 0.4 * ring(span(0.08), [(1450, 1, 70)]))])


def whistle(rng: Random) -> Wave:
    """A referee's whistle: a pea that flutters in a high tone."""
    time = span(0.9)
    flutter = 1 + 0.45 * np.sin(2 * np.pi * rng.uniform(32, 38) * time)
    tone = np.sin(2 * np.pi * 2850 * time) + 0.6 * np.sin(2 * np.pi * 3120 * time)
    breath = 0.15 * band(rng.standard_normal(len(time)), 2000, 6000)
    return np.asarray((tone * flutter + breath) * np.minimum(np.minimum(time, 0.9 - time) * 60, 1))


def heartbeat(rng: Random) -> Wave:
    """Four beats of a heart, heard from inside."""
    pace, time = rng.uniform(0.8, 0.95), span(0.25)
    first = ring(time, [(48, 1.0, 22), (72, 0.4, 30)]) * np.minimum(time * 80, 1)
    second = ring(time, [(62, 0.7, 30), (90, 0.3, 40)]) * np.minimum(time * 80, 1)
    return laid(4 * pace, [(n * pace + at, one) for n in range(4) for at, one in ((0.0, first), (0.28, second))])


def gallop(rng: Random) -> Wave:
    """Hooves on hard earth: three beats and a suspension, six times."""
    pace, pieces = rng.uniform(0.42, 0.48), []
    for stride in range(6):
        for at, gain in ((0.0, 0.8), (0.11, 0.9), (0.22, 1.0)):
            hoof = ring(span(0.12), [(rng.uniform(90, 115), 1.0, 45), (rng.uniform(310, 360), 0.5, 80)])
            earth = _burst(rng, 0.12, 500, 3000, 70)
            pieces.append((stride * pace + at + rng.uniform(0, 0.012), gain * (hoof + 0.4 * earth)))
    return laid(6 * pace + 0.2, pieces)


def cork(rng: Random) -> Wave:
    """A cork that leaves its bottle."""
    time = span(0.18)
    phase = 2 * np.pi * np.cumsum(rng.uniform(380, 450) * (1 + 0.8 * time / 0.18)) / 48_000
    pop = np.sin(phase) * np.exp(-time * 30) * np.minimum(time * 2000, 1)
    return laid(
        0.6, [(0.0, pop), (0.0, 0.3 * _burst(rng, 0.1, 800, 6000, 90)), (0.05, 0.1 * _burst(rng, 0.5, 2500, 9000, 8))]
    )


def keys(rng: Random) -> Wave:
    """A bunch of keys that is shaken."""
    pieces = []
    for _ in range(16):
        pitch = rng.uniform(2600, 7200)
        clink = ring(span(0.15), [(pitch, 1.0, 45), (pitch * 1.51, 0.6, 60), (pitch * 2.2, 0.3, 90)])
        pieces.append((float(rng.uniform(0, 0.9)), clink * rng.uniform(0.3, 1.0)))
    return laid(1.2, pieces)


def hammer(rng: Random) -> Wave:
    """Four blows on a nail."""
    pieces = []
    for blow in range(4):
        wood = ring(span(0.2), [(rng.uniform(170, 190), 1.0, 28), (rng.uniform(400, 430), 0.5, 45)])
        steel = ring(span(0.2), [(3300 + 90 * blow, 0.5, 50), (5100 + 120 * blow, 0.3, 70)])
        pieces.append((blow * 0.45 + rng.uniform(0, 0.03), wood + steel + 0.5 * _burst(rng, 0.2, 1000, 6000, 90)))
    return laid(2.0, pieces)


def paper(rng: Random) -> Wave:
    """A sheet that is crumpled: hundreds of small cracks."""
    pieces = [
        (float(at), _burst(rng, 0.03, 1200, 9000, 160) * rng.uniform(0.1, 1.0) * np.sin(np.pi * (at + 0.05) / 1.3))
        for at in np.sort(rng.uniform(0, 1.2, 140))
    ]
    return laid(1.3, pieces)
