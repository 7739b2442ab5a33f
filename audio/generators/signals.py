"""Sounds made to be heard: bells, rings, horns, sirens."""

import numpy as np

from audio.generators.noise import Random
from audio.generators.strikes import Wave, band, laid, ring, span


def _beep(hertz: float, seconds: float, *partials: float) -> Wave:
    """A tone with soft edges; ``partials`` are the amplitudes of its second, third … harmonic."""
    time = span(seconds)
    tone = np.sin(2 * np.pi * hertz * time)
    for order, amplitude in enumerate(partials, start=2):
        tone += amplitude * np.sin(2 * np.pi * order * hertz * time)
    return np.asarray(tone * np.minimum(np.minimum(time, seconds - time) * 300, 1))


def _trill(seconds: float, one: float, two: float, rate: float) -> Wave:
    """Two tones in turn, ``rate`` times a second, without a break in their phase."""
    time = span(seconds)
    high = np.sin(2 * np.pi * rate * time) > 0
    phase = 2 * np.pi * np.cumsum(np.where(high, one, two)) / 48_000
    tone = np.sin(phase) + 0.3 * np.sin(2 * phase) + 0.12 * np.sin(3 * phase)
    return np.asarray(tone * np.minimum(np.minimum(time, seconds - time) * 200, 1))


def phone_ring(rng: Random, times: int = 2) -> Wave:
    """A telephone's warble."""
    low = rng.uniform(780, 900)
    call = _trill(1.1, low, low * 1.26, 11)
    return laid(2.2 * times - 0.8, [(2.2 * number, call) for number in range(times)])


def phone_buzz(rng: Random) -> Wave:
    """A telephone that trembles on a table, three times."""
    time = span(0.55)
    pitch = rng.uniform(150, 172)
    buzz = np.tanh(3 * np.sin(2 * np.pi * pitch * time)) + 0.4 * np.sin(2 * np.pi * 3.1 * pitch * time)
    table = band(buzz * (1 + 0.3 * rng.standard_normal(len(time))), 110, 1600)
    table *= np.minimum(np.minimum(time, 0.55 - time) * 60, 1)
    return laid(2.5, [(0.0, table), (0.85, table), (1.7, table)])


def doorbell(rng: Random, times: int = 1) -> Wave:
    """Ding, dong."""
    high = rng.uniform(640, 700)
    ding = ring(span(1.2), [(high, 1.0, 3.5), (high * 2.01, 0.35, 6), (high * 3.9, 0.2, 12)])
    dong = ring(span(1.6), [(high * 0.794, 1.0, 2.8), (high * 1.6, 0.35, 5), (high * 3.1, 0.2, 10)])
    attack = np.minimum(span(1.2) * 1000, 1)
    both = laid(2.2, [(0.0, ding * attack), (0.55, dong * np.minimum(span(1.6) * 1000, 1))])
    return laid(0.6 + 1.6 * times, [(1.6 * number, both) for number in range(times)])


def bell(rng: Random, times: int = 2) -> Wave:
    """A church bell: hum, prime, tierce, quint and nominal, as founders tune them."""
    strike = rng.uniform(400, 500)
    modes = [(0.5, 0.6, 0.5), (1.0, 0.8, 0.8), (1.2, 0.7, 1.0), (1.5, 0.3, 1.5), (2.0, 1.0, 1.6), (2.67, 0.4, 2.8)]
    time = span(4.4)
    stroke = ring(time, [(strike * ratio, level, fall) for ratio, level, fall in modes])
    stroke += ring(time, [(strike * 4.2, 0.5, 9), (strike * 5.4, 0.3, 14)])
    stroke *= np.minimum(time * 1500, 1)
    pace = 1.9 if times < 3 else 1.3
    seconds = 3.1 + pace * (times - 1)
    strokes = laid(seconds, [(pace * number, (1.0, 0.9)[number % 2] * stroke) for number in range(times)])
    return np.asarray(strokes * np.minimum((seconds - span(seconds)) / 0.8, 1))


def school_bell(rng: Random) -> Wave:
    """An electric bell: a hammer at twenty strokes a second."""
    pitch = rng.uniform(1500, 1750)
    stroke = ring(span(0.35), [(pitch, 1.0, 14), (pitch * 1.53, 0.6, 18), (pitch * 2.4, 0.35, 26)])
    hits = [(k / 20.0, stroke * rng.uniform(0.85, 1.0)) for k in range(36)]
    return laid(2.3, hits)


def siren(rng: Random) -> Wave:
    """A two-tone siren that goes by."""
    time = span(5.0)
    low = rng.uniform(425, 445)
    toward = 1 + 0.02 * np.tanh((2.6 - time) * 1.5)
    hertz = np.where((time * 1.1) % 1 < 0.5, low, low * 1.31) * toward
    phase = 2 * np.pi * np.cumsum(hertz) / 48_000
    tone = np.sin(phase) + 0.45 * np.sin(2 * phase) + 0.3 * np.sin(3 * phase) + 0.12 * np.sin(5 * phase)
    return np.asarray(tone * np.exp(-0.5 * ((time - 2.5) / 1.25) ** 2))


def horn(rng: Random, times: int = 2) -> Wave:
    """Two notes of a car's horn, pressed."""
    pitch = rng.uniform(395, 425)
    press = [
        _beep(pitch, t, 0.8, 0.6, 0.4, 0.3, 0.2) + _beep(pitch * 1.26, t, 0.8, 0.6, 0.4, 0.2) for t in (0.18, 0.55)
    ]
    ends = [(0.3 * number, press[0] if number < times - 1 else press[1]) for number in range(times)]
    return band(laid(0.4 + 0.3 * times, ends), 250, 4200)


def alarm(rng: Random) -> Wave:
    """A burglar's alarm: sweeps that rise."""
    time = span(3.0)
    way = (time * 2.2) % 1
    phase = 2 * np.pi * np.cumsum(rng.uniform(850, 950) * (1 + 0.9 * way)) / 48_000
    tone = np.sin(phase) + 0.4 * np.sin(3 * phase) / 3
    return np.asarray(tone * np.minimum(np.minimum(time, 3.0 - time) * 30, 1))


def alarm_clock(rng: Random) -> Wave:
    """Four beeps, three times."""
    pitch = rng.uniform(1950, 2150)
    beep = _beep(pitch, 0.07, 0.1, 0.2)
    return laid(2.9, [(turn + k * 0.12, beep) for turn in (0.0, 1.0, 2.0) for k in range(4)])
