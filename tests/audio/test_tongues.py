"""Which tongue a line is in, and what is made of a line that has two."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from instruments import heights, rms

from audio.lines import RATE, Line, Passage, VoiceSpec
from audio.passages import BREATH, joined, parted, speak
from audio.takes import words_of
from audio.tongues import passages, tongue
from audio.voices.espeak import Espeak
from screenplay.reading import read
from screenplay.scenes import scenes

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*.fountain"))

MIXED = [
    ("Il m'a regardée. « I don't know what you want from me. » Et il est parti.", [("en", "I don't know")]),
    ("Bonsoir. What are you doing in my house?", [("en", "What are you")]),
    ("Elle répète : *I love you so much*, et elle pleure.", [("en", "*I love you")]),
    (
        "Bonjour. (en anglais) Hello, sir. (en français) Asseyez-vous.",
        [("en", "(en anglais)"), ("fr", "(en français)")],
    ),
    ("Attends. (en allemand) Guten Abend, Herr Doktor.", [("de", "(en allemand)")]),
    ("Écoute. ¿Dónde está la biblioteca, por favor? Et puis rien.", [("es", "¿Dónde"), ("fr", "Et puis")]),
    ("Il chantait : « Ich weiß nicht, was soll es bedeuten. » Tous les soirs.", [("de", "« Ich")]),
    ("Elle a dit : « مرحبا كيف حالك » et elle est sortie.", [("ar", "« م")]),
]
"""Lines of a French script, and where each passage in a language begins."""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_false_alarm_in_a_long_dialogue(language):
    """Titles, names, borrowed words, proverbs: no line, and no sentence in one, is taken for the other tongue."""
    for text in (HERE / f"dialogue_{language}.txt").read_text(encoding="utf-8").splitlines():
        assert tongue("", text, locale=language) is None, text
        assert len(passages(text, locale=language, language=language)) == 1, text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_false_alarm_in_the_examples(path):
    """Every line of theirs is in the script's own language."""
    script = read(path)
    said = [beat for scene in scenes(script) for beat in scene.beats if beat.kind == "speech"]
    assert said
    assert not [beat.text for beat in said if tongue(beat.delivery, beat.text, locale=script.locale)]


@pytest.mark.parametrize(("text", "expected"), MIXED)
def test_a_passage_in_another_tongue_is_found(text, expected):
    """A sentence that is plainly another tongue's, one in italics, or what an aside names: and the way back."""
    found = passages(text, locale="fr", language="fr")
    for language, beginning in expected:
        at = text.index(beginning)
        part = next(each for each in found if each.start <= at < each.end)
        assert part.language == language
    assert "".join(text[part.start : part.end] for part in found) == text


def test_a_name_after_en_is_no_tongue():
    """What stands between brackets may be anything."""
    assert len(passages("Viens (en souriant) ici.", locale="fr", language="fr")) == 1


@given(st.text(max_size=120), st.sampled_from(["fr", "en", "fr-be"]))
def test_passages_tile_any_text(text, language):
    """Nothing is lost, nothing said twice, no passage is empty; the words of the parts are those of the line."""
    found = passages(text, locale=language, language=language)
    assert "".join(text[part.start : part.end] for part in found) == text
    assert all(part.start < part.end for part in found)
    if "*" not in text and "(" not in text:
        places = [(part.start + a, part.start + b) for part in found for a, b in words_of(text[part.start : part.end])]
        assert places == words_of(text)


def line(text: str, **more: object) -> Line:
    spec = VoiceSpec("fr", "f", 30, 1)
    return Line("l", "s", "A", text, "plain", "on", spec, passages=passages(text, locale="fr", language="fr"), **more)  # type: ignore[arg-type]


def test_the_same_person_speaks_both():
    """Each passage is said in its language by the same variant: the height is that of her voice in both."""
    mixed = line("Elle est partie ce matin. I don't know what you want from me.")
    french, english = parted(mixed)
    assert (french.voice.variant, english.voice.variant, english.voice.language) == (1, 1, "en")
    (take,) = speak(Espeak(), [mixed])
    border = next(word.begin for word in take.words if word.start >= mixed.passages[1].start)
    low, high = (np.median(heights(part)) for part in np.split(take.samples, [round(border * RATE)]))
    assert abs(12 * np.log2(low / high)) < 2
    (wrong,) = Espeak().speak([Line("l", "s", "A", mixed.text, "plain", "on", mixed.voice)])
    assert wrong.samples.tobytes() != take.samples.tobytes()


def test_words_keep_their_places_and_order():
    """Times and offsets are the writer's, over every passage."""
    mixed = line("Elle est partie. I don't know what you want from him. Voilà.", cut_short=True)
    (take,) = speak(Espeak(), [mixed])
    assert [(word.start, word.end) for word in take.words] == words_of(mixed.text)
    begins = [word.begin for word in take.words]
    assert begins == sorted(begins)
    assert take.words[-1].finish <= take.seconds


@pytest.mark.parametrize(("mark", "seconds"), [("(un temps)", 1.2), ("(un long silence)", 3.6), ("(rires)", 0.0)])
def test_a_silence_inside_a_line_is_held(mark, seconds):
    """It is silent, it lasts as long as it should, and the words go on after it."""
    held = line(f"Je ne sais {mark} pas du tout.")
    (take,) = speak(Espeak(), [held])
    quiet = (
        np.array([rms(take.samples[at : at + RATE // 100]) for at in range(0, len(take.samples), RATE // 100)]) < -70
    )
    runs = [len(run) / 100 for run in re.findall("1+", "".join("1" if each else "0" for each in quiet))]
    assert max([run for run in runs if run > 0.5], default=0.0) == pytest.approx(seconds, abs=0.2)


def test_joints_do_not_click():
    """At each joint both sides fade to nothing: the second difference is no larger than in the middle of a vowel."""
    mixed = line("Elle est partie. I don't know what you want from him. Voilà.")
    takes = list(Espeak().speak(list(parted(mixed))))
    whole = joined(mixed, takes)
    sharpest = max(np.abs(np.diff(take.samples, n=2)).max() for take in takes)
    assert np.abs(np.diff(whole.samples, n=2)).max() <= sharpest + 1e-6
    assert len(whole.samples) == sum(len(take.samples) for take in takes) + 2 * round(BREATH * RATE)


def test_a_line_without_passages_is_the_voices_own_take():
    """Nothing is cut where nothing changes."""
    plain = Line("l", "s", "A", "Elle est partie.", "plain", "on", VoiceSpec("fr", "f", 30, 1))
    (whole,), (own,) = list(speak(Espeak(), [plain])), list(Espeak().speak([plain]))
    assert whole.samples.tobytes() == own.samples.tobytes()
    assert plain.passages == ()
    assert Passage(0, 3, "fr").rest == 0.0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿Qué quieres de mí? No tengo nada.", "es"),
        ("Non so che cosa vuoi da me, ma io ho molto da fare.", "it"),
        ("Eu não sei o que você quer de mim.", "pt"),
        ("Ich habe dich nicht gesehen, wo bist du?", "de"),
        ("Где ты был?", "ru"),
        ("どこにいるの", "ja"),
        ("La casa di Marta.", None),
        ("π, c'est trois quatorze.", None),
    ],
)
def test_a_line_is_in_the_tongue_of_its_words_or_letters(text, language):
    """In a French script, unmarked; a few words that several tongues share leave the line its own."""
    assert tongue("", text, locale="fr") == language
