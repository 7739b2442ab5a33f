"""What a manner changes is heard: measured on the sound of one sentence, by one woman and one man."""

from functools import cache
from typing import get_args

import numpy as np
import pytest
from instruments import band, heights

from audio.lines import Line, Manner, Take, VoiceSpec
from audio.takes import contour, speech_level
from audio.voices.espeak import Espeak

TEXT = {
    "fr": "Je ne sais pas du tout où il est parti ce matin.",
    "en": "I really don't know where he went this morning.",
}
WHO = [(language, gender) for language in TEXT for gender in ("f", "m")]


@cache
def said(manner: Manner, language: str, gender: str) -> Take:
    spec = VoiceSpec(language, gender, 30, 0)  # type: ignore[arg-type]
    (take,) = Espeak().speak([Line("l", "s", "A", TEXT[language], manner, "on", spec)])
    return take


def height(manner: Manner, who: tuple[str, str]) -> float:
    return float(np.median(heights(said(manner, *who).samples)))


def span(manner: Manner, who: tuple[str, str]) -> float:
    """From low to high, in semitones."""
    low, high = np.percentile(heights(said(manner, *who).samples), [10, 90])
    return float(12 * np.log2(high / low))


def voiced(manner: Manner, who: tuple[str, str]) -> float:
    """The share of the sounding frames that have a height."""
    take = said(manner, *who)
    loud = contour(take.samples)
    return len(heights(take.samples)) * 4 / np.count_nonzero(loud > loud.max() * 0.03)


@pytest.mark.parametrize("who", WHO)
def test_a_whisper_has_no_voice_and_a_shout_is_high(who):
    """Level, height and voicing, in that order of plainness."""
    levels = [speech_level(said(manner, *who).samples) for manner in ("whisper", "plain", "shout")]
    assert levels[0] + 6 < levels[1] < levels[2] - 3
    assert height("shout", who) > 1.15 * height("plain", who)
    assert voiced("whisper", who) < 0.3 * voiced("plain", who)
    assert band(said("whisper", *who).samples, 2000, 8000) > band(said("plain", *who).samples, 2000, 8000)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("manner", get_args(Manner))
def test_no_manner_whistles(manner, who):
    """Most of the sound lies where speech does, and no narrow band over 1 kHz holds more than a fifth of it."""
    samples = said(manner, *who).samples
    assert band(samples, 80, 5000) > -1.5
    assert max(band(samples, low, low + 150) for low in range(1000, 12000, 150)) < -7


@pytest.mark.parametrize("who", WHO)
def test_tempo_follows_the_manner(who):
    """Fast is under nine tenths of plain; slow, hesitant, sad and tired are longer."""
    plain = said("plain", *who).seconds
    assert said("fast", *who).seconds < 0.9 * plain < 0.9 * said("slow", *who).seconds
    assert said("slow", *who).seconds > 1.15 * plain
    assert all(said(manner, *who).seconds > 1.04 * plain for manner in ("hesitant", "sad", "tired"))


@pytest.mark.parametrize("who", WHO)
def test_melody_follows_the_manner(who):
    """Sadness and fatigue flatten it and sink; irony and a shout stretch it; tenderness is soft and low."""
    assert max(span("sad", who), span("tired", who)) < span("plain", who) < min(span("ironic", who), span("shout", who))
    assert max(height("sad", who), height("tired", who), height("tender", who)) < height("plain", who)
    assert speech_level(said("tender", *who).samples) < speech_level(said("plain", *who).samples) - 1
