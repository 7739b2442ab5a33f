"""Voices measured: word times found by ear, how far the embedded voices can be told apart, and how fast they speak.

    python benchmarks/voices.py [--lines 400]

Word times: other voices, tempos, pauses and noise, all synthetic, so that every word's time is known; real takes will
be worse. Voices: each says five lines, and is looked for among all the others of its language by the long-term mean of
its cepstra and its pitch. Speed: processor seconds of this program and its workers, by seconds of speech.
"""

import argparse
import os
import resource
import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audio import alignment
from audio.alignment import POOR, aligned, errors
from audio.lines import RATE, Line, Samples, VoiceSpec
from audio.takes import Mark
from audio.timbres import timbres
from audio.voices.espeak import Espeak
from audio.voices.workers import stop_all

TEXTS = {
    "fr": (
        "Je ne sais pas ce que tu veux, mais ce n'est pas la peine d'insister.",
        "Tu te souviens de la maison au bord de la mer ? On y allait tous les étés.",
        "Attends-moi, j'arrive tout de suite, je prends mon manteau et mes clés.",
        "Il pleut encore sur Brest ce jour-là, et personne ne sort.",
        "Le train de nuit ne s'arrête plus dans cette gare depuis longtemps.",
    ),
    "en": (
        "I don't know what you want, but there is no point in insisting.",
        "Do you remember the house by the sea? We went there every summer.",
        "Wait for me, I'm coming right away, let me get my coat and my keys.",
        "It rained again that day, and nobody went out of their rooms.",
        "The night train has not stopped at this station for a long time.",
    ),
}
HOW = {
    "another woman": ("woman-4", 1.0, 0.0, False),
    "a man": ("man-2", 1.0, 0.0, False),
    "a man, a third faster": ("man-5", 1.33, 0.0, False),
    "a man, a quarter slower": ("man-3", 0.75, 0.0, False),
    "another synthesiser (Klatt)": ("klatt3", 1.0, 0.0, False),
    "pauses of 0.4 s": ("man-3", 0.9, 0.0, True),
    "noise at -30 dB": ("man-2", 1.0, 0.03, False),
    "noise at -20 dB": ("man-2", 1.0, 0.1, False),
    "noise at -10 dB": ("man-2", 1.0, 0.32, False),
}


def said(text: str, language: str, number: int, voice: str = "") -> Line:
    spec = VoiceSpec(language, "f", 30, 0, voice)
    return Line(f"l{number}", "s", "X", text, "plain", "on", spec)


def recordings(how: str) -> Iterator[tuple[Line, Samples, list[Mark]]]:
    """Each line as someone else says it, with the true times of its words."""
    voice, rate, noise, pauses = HOW[how]
    random = np.random.default_rng(1)
    for language, texts in TEXTS.items():
        for number, text in enumerate(texts):
            (take,) = Espeak(rate=rate).speak([said(text, language, number, voice)])
            pieces, marks, at, later = [np.zeros(RATE // 2, np.float32)], [], 0, 0.5
            for word in take.words:
                if pauses and word.begin > 0.1 and random.random() < 0.3:
                    cut = round(word.begin * RATE)
                    pieces += [take.samples[at:cut], np.zeros(round(0.4 * RATE), np.float32)]
                    at, later = cut, later + 0.4
                marks.append((word.start, word.begin + later))
            sound = np.concatenate([*pieces, take.samples[at:], np.zeros(RATE // 2, np.float32)])
            loudness = float(np.sqrt(np.mean(take.samples**2)))
            hiss = random.standard_normal(len(sound)).astype(np.float32)
            yield said(text, language, number), sound + noise * loudness * hiss, marks


def word_times() -> None:
    print(f"{'word times found by ear':30} {'words':>5} {'median':>7} {'95 %':>7} {'in 100 ms':>9} {'confidence':>10}")
    spent = heard = 0.0
    for how in HOW:
        wrong, trust = [], []
        for line, sound, marks in list(recordings(how)):
            began = time.process_time()
            found = aligned(line, sound, RATE)
            spent, heard = spent + time.process_time() - began, heard + len(sound) / RATE
            wrong.append(errors(found.marks, marks))
            trust.append(found.confidence)
        all_wrong = 1000 * np.concatenate(wrong)
        print(
            f"{how:30} {len(all_wrong):5} {np.median(all_wrong):4.0f} ms {np.percentile(all_wrong, 95):4.0f} ms "
            f"{100 * np.mean(all_wrong < 100):7.0f} % {np.median(trust):10.2f}"
        )
    foreign = [
        aligned(said(texts[(number + 2) % 5], language, number), sound, RATE).confidence
        for language, texts in TEXTS.items()
        for number, sound in enumerate(
            next(iter(Espeak().speak([said(text, language, 0, "man-2")]))).samples for text in texts
        )
    ]
    print(f"other words: confidence {max(foreign):.2f} at most; under {POOR} times are only stretched")
    print(f"{heard / spent:.0f} s of recording for a second of processor\n")


def _print_of(sound: Samples) -> NDArray[np.float64]:
    """What a voice sounds like: mean and spread of its bands, and its pitch."""
    plain = alignment._at_16k(sound, RATE)
    bands = np.log(alignment._bands(plain, 1))
    loud = bands.sum(axis=1) > np.percentile(bands.sum(axis=1), 40)
    frames = np.lib.stride_tricks.sliding_window_view(plain, 1024)[::160]
    spectra = np.fft.irfft(np.abs(np.fft.rfft(frames * np.hanning(1024), 2048)) ** 2)
    lags = spectra[:, 40:260] / np.maximum(spectra[:, :1], 1e-9)
    voiced = lags.max(axis=1) > 0.5
    pitch = np.log2(16000 / (40 + lags.argmax(axis=1)[voiced])) if voiced.any() else np.zeros(1)
    shape = bands[loud] - bands[loud].mean(axis=1, keepdims=True)
    return np.concatenate([shape.mean(axis=0), shape.std(axis=0), [6 * np.median(pitch), 3 * np.std(pitch)]])


def apart() -> None:
    names = [each.name for group in timbres().values() for each in group]
    for language, texts in TEXTS.items():
        prints = np.array([
            [_print_of(take.samples) for take in
             Espeak().speak([said(text, language, number, name) for number, text in enumerate(texts)])]
            for name in names
        ])  # fmt: skip
        prints = (prints - prints.mean(axis=(0, 1))) / prints.std(axis=(0, 1))
        right = 0
        for held in range(len(texts)):
            known = np.delete(prints, held, axis=1).mean(axis=1)
            gaps = np.linalg.norm(prints[:, held, None] - known[None], axis=2)
            right += int(np.sum(gaps.argmin(axis=1) == np.arange(len(names))))
        print(f"voices told apart, {language}: {right} of {len(names) * len(texts)} ({len(names)} voices)")
    print()


def speed(count: int) -> None:
    for language, texts in TEXTS.items():
        lines = [said(f"{texts[number % 5]} {number}", language, number) for number in range(count)]
        before, began = _spent(), time.perf_counter()
        seconds = sum(take.seconds for take in Espeak().speak(lines))
        wall = time.perf_counter() - began
        stop_all()
        cpu = _spent() - before
        print(
            f"dialogue, {language}: {seconds:.0f} s of speech in {cpu:.2f} s of processor, {wall:.2f} s by the clock: "
            f"{seconds / cpu:.0f} x real time on one core, {2 * seconds / cpu:.0f} x on two if both are free"
        )


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lines", type=int, default=400, help="lines of dialogue to time")
    given = options.parse_args()
    print(f"{os.cpu_count()} cores\n")
    word_times()
    apart()
    speed(given.lines)
