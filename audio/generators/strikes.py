"""Sounds that a blow makes: doors, steps, glass, shots. Each is mono, from its first instant, at any level."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from audio.generators.noise import Random
from audio.lines import RATE

Wave = NDArray[np.float64]


def span(seconds: float) -> Wave:
    """The time of each sample."""
    return np.arange(int(seconds * RATE)) / RATE


def band(wave: Wave, low: float, high: float, order: int = 2) -> Wave:
    """What lies between two frequencies (0: no limit on that side)."""
    if low and high:
        sections = butter(order, [low, high], "bandpass", fs=RATE, output="sos")
    else:
        sections = butter(order, low or high, "highpass" if low else "lowpass", fs=RATE, output="sos")
    return np.asarray(sosfilt(sections, wave), np.float64)


def ring(time: Wave, partials: list[tuple[float, float, float]]) -> Wave:
    """A struck body: (Hz, amplitude, decay a second) for each of its modes."""
    total = np.zeros(len(time))
    for hertz, amplitude, decay in partials:
        total += amplitude * np.sin(2 * np.pi * hertz * time) * np.exp(-decay * time)
    return total


def laid(seconds: float, pieces: list[tuple[float, Wave]]) -> Wave:
    """Pieces at their moments in ``seconds`` of silence; what goes beyond is cut."""
    out = np.zeros(int(seconds * RATE))
    for at, piece in pieces:
        start = int(at * RATE)
        room = piece[: max(len(out) - start, 0)]
        out[start : start + len(room)] += room
    return out


def _rap(rng: Random, pitch: float, hard: float) -> Wave:
    time = span(0.22)
    body = ring(time, [(pitch, 1.0, 32), (pitch * 1.83, 0.5, 45), (pitch * 3.1, 0.25 * hard, 70)])
    knuckle = band(rng.standard_normal(len(time)) * np.exp(-time * 220), 700, 3800) * hard
    return (body + 0.9 * knuckle) * np.minimum(time * 1500, 1)


def knock(rng: Random, times: int = 3) -> Wave:
    """Raps on a wooden door."""
    pitch, pace = rng.uniform(150, 200), rng.uniform(0.17, 0.23)
    raps = [(number * pace, (0.85, 1.0, 0.9)[number % 3]) for number in range(times)]
    return laid(0.4 + times * pace, [(at, gain * _rap(rng, pitch * rng.uniform(0.97, 1.03), 1.0)) for at, gain in raps])


def door_slam(rng: Random) -> Wave:
    """A heavy leaf against its frame, the latch, and the wall that answers."""
    time = span(1.1)
    thump = ring(time, [(62, 1.0, 12), (96, 0.8, 16), (148, 0.4, 24)])
    crack = band(rng.standard_normal(len(time)) * np.exp(-time * 55), 250, 2600)
    room = band(rng.standard_normal(len(time)) * np.exp(-time * 7), 90, 900) * 0.16
    latch = laid(1.1, [(0.045, 0.25 * ring(span(0.08), [(1900, 1, 90), (3100, 0.6, 130)]))])
    return (thump + crack + room) * np.minimum(time * 1200, 1) + latch


def door_open(rng: Random) -> Wave:
    """A handle, the latch, and a leaf that moves air."""
    handle = ring(span(0.1), [(820, 0.6, 60), (1460, 0.5, 80), (2700, 0.3, 120)])
    latch = ring(span(0.1), [(1650, 0.8, 75), (2900, 0.6, 120), (420, 0.6, 50)])
    time = span(0.7)
    air = band(rng.standard_normal(len(time)), 150, 700) * np.sin(np.pi * time / 0.7) ** 2 * 0.25
    return laid(1.1, [(0.0, 0.6 * handle), (0.17, latch), (0.3, air)])


def door_creak(rng: Random) -> Wave:
    """A dry hinge: wood that sticks and slips, faster in the middle of its way."""
    time = span(1.5)
    rate = 38 + 60 * np.sin(np.pi * time / 1.5) + 8 * np.sin(2 * np.pi * 2.3 * time + rng.uniform(0, 6))
    phase = np.cumsum(rate) / RATE
    slips = np.diff(np.floor(phase), prepend=0.0) * rng.uniform(0.5, 1.0, len(time))
    wood = sum(band(slips, hertz * 0.94, hertz * 1.06, 1) for hertz in (520, 830, 1340, 2250))
    return np.asarray(wood) * np.sin(np.pi * time / 1.5) ** 0.5


def footsteps(rng: Random) -> Wave:
    """Six steps on a hard floor: heel, then sole."""
    pace, pieces = rng.uniform(0.5, 0.58), []
    for step in range(6):
        time = span(0.16)
        heel = ring(time, [(rng.uniform(95, 115), 1.0, 40), (rng.uniform(230, 270), 0.4, 70)])
        grit = band(rng.standard_normal(len(time)) * np.exp(-time * 120), 900, 5000) * 0.5
        sole = laid(0.16, [(0.07, 0.35 * band(rng.standard_normal(4000) * np.exp(-span(4000 / RATE) * 60), 400, 2500))])
        gain = rng.uniform(0.8, 1.0) * (1.0 if step % 2 else 0.9)
        pieces.append((step * pace + rng.uniform(-0.012, 0.012) + 0.02, gain * (heel + grit + sole)))
    return laid(6 * pace + 0.2, pieces)


def glass_break(rng: Random) -> Wave:
    """The blow, then shards: dozens of small high bells that fall over a second."""
    time = span(0.2)
    blow = band(rng.standard_normal(len(time)) * np.exp(-time * 45), 1500, 9000) * 1.3
    pieces = [(0.0, blow), (0.0, 0.4 * ring(time, [(210, 1, 35), (340, 0.6, 50)]))]
    for _ in range(70):
        at = rng.exponential(0.22) + 0.01
        pitch, decay = rng.uniform(2200, 9500), rng.uniform(25, 110)
        shard = ring(span(0.25), [(pitch, 1.0, decay), (pitch * 1.47, 0.5, decay * 1.4)])
        pieces.append((at, shard * rng.uniform(0.1, 0.6) * np.exp(-at)))
    return laid(1.7, pieces)


def gunshot(rng: Random, times: int = 1) -> Wave:
    """Shots, one after the other."""
    gaps = [rng.uniform(0.55, 0.9) for _ in range(times - 1)]
    starts = [sum(gaps[:number]) for number in range(times)]
    return laid(1.8 + starts[-1], [(start, _shot(rng)) for start in starts])


def _shot(rng: Random) -> Wave:
    """The shock, the muzzle's body, and an echo that rolls away."""
    time = span(1.8)
    shock = rng.standard_normal(len(time)) * np.exp(-time * 180)
    body = band(rng.standard_normal(len(time)) * np.exp(-time * 28), 60, 700) * 2.2
    echo = band(rng.standard_normal(len(time)) * np.exp(-time * 4.2), 80, 1400) * 0.42
    late = laid(1.8, [(0.19, 0.3 * band(rng.standard_normal(RATE) * np.exp(-span(1.0) * 9), 100, 900))])
    return np.asarray(np.tanh(1.5 * (shock + body + echo + late)))


def explosion(rng: Random) -> Wave:
    """A blast whose depth outlasts it."""
    time = span(3.6)
    blast = band(rng.standard_normal(len(time)) * np.exp(-time * 9), 0, 1800) * 2
    depth = band(rng.standard_normal(len(time)) * np.exp(-time * 1.4), 22, 110) * 4
    debris = band(rng.standard_normal(len(time)) * (rng.random(len(time)) < 0.01) * np.exp(-time * 1.6), 500, 5000) * 3
    sub = np.sin(2 * np.pi * (38 * time - 5 * time**2 / 2)) * np.exp(-time * 2.2)
    return np.asarray(np.tanh(blast + depth + debris + sub) * np.minimum(time * 400, 1))


def thunder(rng: Random) -> Wave:
    """A tear, then rolls that come in any order and sink."""
    time = span(5.0)
    tear = band(rng.standard_normal(len(time)) * np.exp(-time * 6) * (rng.random(len(time)) < 0.2), 200, 3500) * 1.5
    rolls = np.zeros(len(time))
    for _ in range(9):
        at, width = rng.uniform(0.1, 3.2), rng.uniform(0.12, 0.5)
        rolls += rng.uniform(0.4, 1.0) * np.exp(-0.5 * ((time - at) / width) ** 2) * np.exp(-at * 0.45)
    rumble = band(rng.standard_normal(len(time)), 28, 160) * 4
    middle = band(rng.standard_normal(len(time)), 120, 520) * np.exp(-time * 1.2) * 1.5
    return np.asarray(tear + (rumble + middle) * rolls) * np.minimum((5.0 - time) / 1.2, 1)


def thud(rng: Random) -> Wave:
    """Something heavy that falls on a floor."""
    time = span(0.7)
    body = ring(time, [(58, 1.0, 14), (87, 0.6, 20), (170, 0.25, 35)])
    cloth = band(rng.standard_normal(len(time)) * np.exp(-time * 30), 150, 1200) * 0.6
    return (body + cloth) * np.minimum(time * 800, 1)


def clock(rng: Random) -> Wave:
    """Six seconds of a clock's two voices."""
    pieces = []
    for tick in range(6):
        pitch = 2300 if tick % 2 else 1850
        time = span(0.06)
        wheel = ring(time, [(pitch, 1.0, 160), (pitch * 1.7, 0.5, 240), (410, 0.4, 90)])
        pieces.append((float(tick), wheel + 0.2 * rng.standard_normal(len(time)) * np.exp(-time * 700)))
    return laid(6.0, pieces)


def applause(rng: Random) -> Wave:
    """Some eighty hands that start together and tire apart."""
    n = int(4.5 * RATE)
    out = np.zeros(n)
    for _ in range(80):
        pace, gain, at = rng.uniform(0.19, 0.3), rng.uniform(0.15, 1) ** 1.5, rng.uniform(0, 0.5)
        time = span(0.03)
        clap = band(
            rng.standard_normal(len(time)) * np.exp(-time * 180), rng.uniform(700, 1200), rng.uniform(2500, 5200)
        )
        end = rng.uniform(2.8, 4.3)
        while at < end:
            start = int(at * RATE)
            out[start : start + len(clap)] += gain * clap[: n - start]
            at += pace * rng.uniform(0.9, 1.1)
    swell = np.minimum(np.arange(n) / (0.4 * RATE), 1) * np.minimum((n - np.arange(n)) / (1.6 * RATE), 1)
    return np.asarray(out * swell)


def keyboard(rng: Random) -> Wave:
    """Someone types two seconds."""
    pieces, at = [], 0.0
    while at < 2.0:
        time = span(0.05)
        key = band(rng.standard_normal(len(time)) * np.exp(-time * 260), 900, 5500) + ring(time, [(240, 0.35, 90)])
        pieces.append((at, key * rng.uniform(0.5, 1.0)))
        at += rng.gamma(5, 0.026)
    return laid(2.2, pieces)
