"""Instruments to listen with: height, loudness, brightness and colour. Mono samples at RATE in, numbers out."""

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct

from audio.lines import RATE

Floats = NDArray[np.float64]


def rms(samples: NDArray) -> float:
    """dBFS."""
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64))) + 1e-12))


def band(samples: NDArray, low: float, high: float) -> float:
    """The share of the energy between two frequencies, dB."""
    power, hertz = np.abs(np.fft.rfft(samples)) ** 2, np.fft.rfftfreq(len(samples), 1 / RATE)
    return float(10 * np.log10(power[(hertz >= low) & (hertz < high)].sum() / power.sum() + 1e-12))


def edges(samples: NDArray, share: float = 0.02) -> tuple[float, float]:
    """The frequencies under and over which lies ``share`` of the energy, Hz."""
    power, hertz = np.abs(np.fft.rfft(samples)) ** 2, np.fft.rfftfreq(len(samples), 1 / RATE)
    whole = np.cumsum(power) / power.sum()
    return float(hertz[np.searchsorted(whole, share)]), float(hertz[np.searchsorted(whole, 1 - share)])


def centroid(samples: NDArray) -> float:
    """The middle of the spectrum, Hz."""
    power, hertz = np.abs(np.fft.rfft(samples)) ** 2, np.fft.rfftfreq(len(samples), 1 / RATE)
    return float((power * hertz).sum() / power.sum())


def heights(samples: NDArray) -> Floats:
    """The height of each voiced frame of 40 ms, Hz: the first strong peak of its autocorrelation, 60 to 450 Hz."""
    hertz, width = 16_000, 640
    sound = samples[: len(samples) // 3 * 3].astype(np.float64).reshape(-1, 3).mean(axis=1)
    window = np.hanning(width)
    shape = np.fft.irfft(np.abs(np.fft.rfft(window, 2048)) ** 2)[:width]
    found = []
    for start in range(0, len(sound) - width, width // 2):
        frame = sound[start : start + width] * window
        ripple = np.fft.irfft(np.abs(np.fft.rfft(frame, 2048)) ** 2)[:width]
        if ripple[0] < 1e-3:
            continue
        ripple = (ripple / ripple[0] / (shape / shape[0] + 1e-3))[hertz // 450 : hertz // 60]
        if ripple.max() > 0.4:
            lag = int(np.argmax(ripple > 0.9 * ripple.max()))
            while lag + 1 < len(ripple) and ripple[lag + 1] > ripple[lag]:
                lag += 1
            found.append(hertz / (lag + hertz // 450))
    return np.array(found)


def colour(samples: NDArray) -> Floats:
    """Means and spreads of 19 mel cepstra over the frames that sound: what tells voices apart beyond their height."""
    frames = np.lib.stride_tricks.sliding_window_view(samples.astype(np.float64), 1536)[::480] * np.hanning(1536)
    power = np.abs(np.fft.rfft(frames, 2048)) ** 2
    loud = power.sum(axis=1)
    points = 700 * (10 ** (np.linspace(*(2595 * np.log10(1 + np.array([80, 8000]) / 700)), 30) / 2595) - 1)
    hertz = np.fft.rfftfreq(2048, 1 / RATE)
    filters = [
        np.clip(np.minimum((hertz - low) / (middle - low), (high - hertz) / (high - middle)), 0, None)
        for low, middle, high in zip(points, points[1:], points[2:], strict=False)
    ]
    cepstra = dct(np.log(power[loud > loud.max() * 1e-4] @ np.array(filters).T + 1e-8), axis=1, norm="ortho")[:, 1:20]
    return np.concatenate([cepstra.mean(axis=0), cepstra.std(axis=0)])
