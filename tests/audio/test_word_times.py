"""Word times found by ear: of other voices and tempos, with pauses and noise; and how far they are to be trusted."""

from dataclasses import replace

import numpy as np
import pytest
from contracts.voices import line

from audio.alignment import POOR, aligned, errors, take
from audio.lines import RATE, VoiceSpec
from audio.takes import LEVEL, speech_level, words_of
from audio.voices.espeak import Espeak

TEXTS = {
    "fr": "Tu te souviens de la maison au bord de la mer ? On y allait tous les étés.",
    "en": "Do you remember the house by the sea? We went there every summer.",
}


def recording(text: str, language: str, *, rate: float = 1.0, voice: str = "man-3"):
    """A recording by someone else, with half a second of silence before it, and its true word times."""
    said = replace(line(text, language=language), voice=VoiceSpec(language, "m", 40, 0, voice))
    (spoken,) = Espeak(rate=rate).speak([said])
    quiet = np.zeros(RATE // 2, np.float32)
    return np.concatenate([quiet, spoken.samples, quiet]), [(word.start, word.begin + 0.5) for word in spoken.words]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("how", [{}, {"rate": 1.3}, {"rate": 0.8}, {"voice": "klatt3"}], ids=str)
def test_words_are_found_in_another_voice(language, how):
    """Half of the words within 20 ms and nine tenths within 100, in voices and at tempos that are not the reference."""
    sound, known = recording(TEXTS[language], language, **how)
    found = aligned(line(TEXTS[language], language=language), sound, RATE)
    wrong = errors(found.marks, known)
    assert np.median(wrong) < 0.02
    assert np.percentile(wrong, 90) < 0.1
    assert found.confidence > POOR
    assert not found.guessed


def test_a_pause_is_the_speakers_own():
    """Someone who stops for a second in the middle is found again after it."""
    sound, known = recording(TEXTS["fr"], "fr")
    _, second = known[9]
    at = round(second * RATE)
    paused = np.concatenate([sound[:at], np.zeros(RATE, np.float32), sound[at:]])
    found = dict(aligned(line(TEXTS["fr"]), paused, RATE).marks)
    assert found[known[6][0]] == pytest.approx(known[6][1], abs=0.1)
    assert found[known[12][0]] == pytest.approx(known[12][1] + 1, abs=0.1)


def test_other_words_are_not_trusted():
    """A recording of something else gets a poor confidence, and times in order that fill it."""
    sound, _ = recording("Le train de nuit ne s'arrête plus dans cette gare, madame.", "fr")
    found = aligned(line(TEXTS["fr"]), sound, RATE)
    assert found.guessed
    seconds = [second for _, second in found.marks]
    assert seconds == sorted(seconds)
    assert 0.4 < seconds[0] < 0.7
    assert seconds[-1] < len(sound) / RATE - 0.5


@pytest.mark.parametrize("sound", [np.zeros(RATE), np.zeros(0), np.ones(5), np.full(3 * RATE, np.nan)], ids=len)
def test_what_is_no_speech_is_not_trusted(sound):
    """Silence, nothing at all, a spark, and what is no number: no confidence, and no error."""
    assert aligned(line(TEXTS["fr"]), sound.astype(np.float32), RATE).guessed


def test_a_language_without_reference_is_not_trusted():
    """What the embedded voice does not speak has no known times to be laid against."""
    assert aligned(line("Saluton, mondo", language="xx"), np.random.default_rng(1).random(RATE), RATE).confidence == 0


def test_a_take_says_how_far_its_times_can_be_trusted():
    """A recording becomes a take: trimmed, at the level of speech, each word with its time."""
    sound, _ = recording(TEXTS["en"], "en", rate=1.1)
    made = take(line(TEXTS["en"], language="en"), 0.1 * sound, RATE, level=LEVEL)
    assert made.confidence > POOR
    assert made.seconds < len(sound) / RATE - 0.9
    assert abs(speech_level(made.samples) - LEVEL) < 1
    assert [(word.start, word.end) for word in made.words] == words_of(TEXTS["en"])
