"""The voices of the house, measured on their sound."""

from functools import cache

import numpy as np
import pytest
from instruments import colour, heights

from audio.lines import Line, VoiceSpec
from audio.timbres import distance, timbres
from audio.voices.espeak import Espeak

SENTENCES = {
    "fr": (
        "Je ne sais pas ce que tu veux me dire.", "Regarde la mer, elle est presque noire ce soir.",
        "Tu as fermé la porte du garage en partant ?", "Mon père travaillait ici quand j'étais enfant.",
    ),
    "en": (
        "I really don't know what you want me to say.", "Look at the sea, it is almost black tonight.",
        "Did you close the garage door when you left?", "My father used to work here when I was a child.",
    ),
}  # fmt: skip
VOICES = [each for group in timbres().values() for each in group]


@cache
def measured(language: str) -> tuple[np.ndarray, np.ndarray]:
    """Heights in Hz [voice, sentence]; features of each [voice, sentence, feature], in spreads within a voice."""
    lines = [
        Line(
            f"{voice.name}{number}",
            "s",
            voice.name,
            text,
            "plain",
            "on",
            VoiceSpec(language, None, None, 0, voice.name),
        )
        for voice in VOICES
        for number, text in enumerate(SENTENCES[language])
    ]
    takes = list(Espeak().speak(lines))
    hertz = np.array([np.median(heights(take.samples)) for take in takes])
    rows = np.column_stack([12 * np.log2(hertz / 100), [colour(take.samples) for take in takes]])
    rows = rows.reshape(len(VOICES), len(SENTENCES[language]), -1)
    spread = np.sqrt(((rows - rows.mean(axis=1, keepdims=True)) ** 2).mean(axis=(0, 1)))
    return hertz.reshape(rows.shape[:2]), rows / spread


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_voice_has_its_height(language):
    """The median height of each voice, on sound, is within a tone of what its table says."""
    hertz = np.median(measured(language)[0], axis=1)
    assert all(abs(12 * np.log2(hertz[at] / voice.pitch)) < 2 for at, voice in enumerate(VOICES))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_voices_are_told_apart_by_their_sound(language):
    """A sentence is given to the voice whose other sentences sound most like it: right for nearly all."""
    rows = measured(language)[1]
    right = []
    for left_out in range(rows.shape[1]):
        known = np.delete(rows, left_out, axis=1).mean(axis=1)
        guesses = [int(np.argmin(((row - known) ** 2).sum(axis=1))) for row in rows[:, left_out]]
        right += [(at, guess == at) for at, guess in enumerate(guesses)]
    grown = [hit for at, hit in right if VOICES[at].group in ("woman", "man")]
    assert np.mean([hit for _, hit in right]) > 0.9
    assert len({at for at, _ in right if VOICES[at].group in ("woman", "man")}) >= 12
    assert np.mean(grown) > 0.95


@pytest.mark.parametrize("language", ["fr", "en"])
def test_distance_is_what_one_hears(language):
    """The distance that casting goes by follows the one measured on the sound of all pairs of voices."""
    centres = measured(language)[1].mean(axis=1)
    one, other = np.triu_indices(len(VOICES), 1)
    heard = np.sqrt(((centres[one] - centres[other]) ** 2).sum(axis=1))
    foretold = [distance(VOICES[a], VOICES[b]) for a, b in zip(one, other, strict=True)]
    assert np.corrcoef(heard, foretold)[0, 1] > 0.85
