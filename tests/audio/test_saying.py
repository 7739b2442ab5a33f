"""What is written, and what is said for it, with the way back to the writer's words."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.saying import heard, spoken
from audio.takes import words_of


def table(language: str) -> list[tuple[str, str]]:
    """The rows of said_fr.txt or said_en.txt."""
    rows = Path(__file__).with_name(f"said_{language}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [row.partition(" →") for row in rows if row and not row.startswith("# ")]
    return [(written, said.strip()) for written, _, said in pairs]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_tables_are_long_and_say_nothing_twice(language):
    """At least 150 things that a reader of plain letters would get wrong, each once."""
    written = [each for each, _ in table(language)]
    assert len(written) == len(set(written)) >= 150


@pytest.mark.parametrize(("written", "said"), table("fr"))
def test_french_is_said_as_the_french_say_it(written, said):
    """Hours, titles, kings, sums, dates, noises and initialisms."""
    assert spoken(written, language="fr").text.strip() == said


@pytest.mark.parametrize(("written", "said"), table("en"))
def test_english_is_said_as_the_english_say_it(written, said):
    """The same in the other language."""
    assert spoken(written, language="en").text.strip() == said


@pytest.mark.parametrize(("written", "said"), [*table("fr"), *table("en")])
def test_each_word_that_is_said_has_a_place_in_the_writers_words(written, said):
    """In order; and every word of the writer's in which something is said is somebody's place."""
    language = "fr" if (written, said) in table("fr") else "en"
    form = spoken(written, language=language)
    places = [form.origin[found.start()] for found in re.finditer(r"[^\W_]+", form.text)]
    assert places == sorted(places)
    heard = {form.origin[at] for at, letter in enumerate(form.text) if letter.isalnum()}
    stage = [found.span() for found in re.finditer(r"\([^)]*\)|\[[^]]*\]|https?://", written)]
    for start, end in words_of(written):
        if said and not any(low <= start < high for low, high in stage):
            assert heard & set(range(start, end)), written[start:end]


@pytest.mark.parametrize("text", ["Il fait mal.", "Elle dit : « Viens ! »", "C'est l'été, déjà.", "Vive la vie, Yves."])
def test_plain_words_are_left_alone(text):
    """What an engine reads well is not touched, letter for letter."""
    form = spoken(text, language="fr")
    assert (form.text, form.origin) == (text, tuple(range(len(text))))


def test_belgians_and_swiss_count_their_own_way():
    """Septante and nonante in sums, where the region's French is asked for."""
    assert spoken("72 €", language="fr-be").text == "septante-deux euros"
    assert spoken("92 €", language="fr-ch").text == "nonante-deux euros"


@pytest.mark.parametrize("text", ["…", "?!", "😀 ☂", "--", "***", "", "\x00", "[il sort]", "— !"])
def test_what_cannot_be_said_is_empty(text):
    """Nothing is spelled out for want of words."""
    assert spoken(text, language="fr").text == ""


def test_each_letter_knows_where_it_comes_from():
    """The words of a sum stand for the sum; the words around it stay where they were."""
    text = "Ça fait 12,50 € pour toi."
    form = spoken(text, language="fr")
    start = form.text.index("douze")
    end = form.text.index(" pour")
    assert {text[at] for at in form.origin[start:end]} <= set("12,50 €")
    assert form.origin[form.text.index("toi")] == text.index("toi")


def test_the_lexicon_wins_over_the_tables():
    """A project may say any word its own way, whole words only."""
    form = spoken("La SNCF, les SNCFiens", language="fr", lexicon=(("SNCF", "essencéheffe"),))
    assert form.text == "La essencéheffe, les SNCFiens"


@given(st.text(max_size=80), st.sampled_from(["fr", "en", "fr-be", "es"]))
def test_any_text_has_a_form_with_its_way_back(text, language):
    """Origins never decrease, and lie inside the writer's text; no sign that commands an engine is left."""
    form = spoken(text, language=language)
    assert len(form.origin) == len(form.text)
    assert list(form.origin) == sorted(form.origin)
    assert all(0 <= at < len(text) for at in form.origin)
    assert not set(form.text) & set("\x00\x01<>|\\{}")


@pytest.mark.parametrize(
    "piece", ["a", " ", "[", "1", "$", "a.a", "-", "€1,000", "I", "😀", "é-", "00:00", "hm", "x\u0301"]
)
def test_no_text_takes_long(piece):
    """Ten thousand signs of anything are read in well under a second."""
    began = time.process_time()
    spoken(piece * (10_000 // len(piece)), language="fr")
    assert time.process_time() - began < 1.5


def test_words_are_those_that_captions_show():
    """Between blanks, dashes and dots, without their punctuation, with their accents."""
    text = "« J'arrive… dit-il -- à 19h30 ! » cafe\u0301"
    assert [text[start:end] for start, end in words_of(text)] == ["J'arrive", "dit-il", "à", "19h30", "cafe\u0301"]


def test_what_is_heard_is_the_writers_words_without_directions() -> None:
    """A direction inside a speech is blanked, and every letter stays where it was; another bracket is kept."""
    text = "Par ce temps ? (un temps) Vous (et moi) plaisantez."
    assert heard(text, language="fr-be") == text.replace("(un temps)", " " * 10)
    assert heard("Well (laughs) no.", language="en") == "Well          no."
    assert heard("Ja (lacht) nein.", language="de") == "Ja (lacht) nein."
