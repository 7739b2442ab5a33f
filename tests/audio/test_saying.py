"""What is written, and what is said for it, with the way back to the writer's words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.saying import spoken
from audio.takes import words_of

FRENCH = [
    ("Il est 19h30.", "Il est dix-neuf heures trente."),
    ("à 21 h, à 1h, à 0h15", "à vingt et une heures, à une heure, à zéro heure quinze"),
    ("M. Dupont et Mme Leroy", "monsieur Dupont et madame Leroy"),
    ("MM. Blanc, Mlle Zoé, Dr Roux", "messieurs Blanc, mademoiselle Zoé, docteur Roux"),
    ("le XIXe siècle, la Ve République", "le dix-neuvième siècle, la cinquième République"),
    ("Louis XIV, François Ier, Élisabeth II", "Louis quatorze, François premier, Élisabeth deux"),
    ("en 44 av. J.-C.", "en 44 avant Jésus-Christ"),
    ("acte III, scène V", "acte trois, scène cinq"),
    ("2e étage, 1re fois, 20ème", "deuxième étage, première fois, vingtième"),
    ("12,50 €, 1 €, 3 000 €, 0,50 €", "douze euros cinquante, un euro, trois mille euros, cinquante centimes"),
    ("10 k€ ou 5 M€", "dix mille euros ou cinq millions d'euros"),
    ("le 14/07/1789", "le quatorze juillet mille sept cent quatre-vingt-neuf"),
    ("le 01/05/2024", "le premier mai deux mille vingt-quatre"),
    ("06 12 34 56 78", "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit"),
    ("130 km/h, 3 m, 20 °C", "130 kilomètres heure, 3 mètres, 20 degrés"),
    ("Nooon ! Ouiii. Stoooop !", "non ! Oui. Stop !"),
    ("Pfff. Hmm... Brrr ! Psst.", "pfeu. hum… breu ! psitt."),
    ("p'tit, m'sieur, qu'tu veux", "ptit, msieu, que tu veux"),
    ("La SNCF, le FBI, C.Q.F.D.", "La S N C F, le F B I, C Q F D"),
    ("l'ONU, la NASA", "l'onu, la nasa"),
    ("ARRÊTE ! POLICE !", "arrête ! police !"),
    ("B-b-bonjour", "beu beu bonjour"),
    ("*Vraiment* ? [il rit] Ah (rires) bon.", "Vraiment ? Ah bon."),
    ("Quoi ?!! Non !!!", "Quoi ? Non !"),
    ("Toi & moi = 2", "Toi et moi égale 2"),
    ("www.exemple.fr", "w w w point exemple point fr"),
    ("- Oui. - Non.", "Oui. Non."),
]
ENGLISH = [
    ("Mr. Smith, Mrs. Jones, Dr. Who", "mister Smith, missis Jones, doctor Who"),
    ("$12.50, $1, $5 million", "twelve dollars and fifty cents, one dollar, five million dollars"),
    ("£3.20, 50¢, $1,250", "three pounds and twenty pence, 50 cents, one thousand two hundred and fifty dollars"),
    ("In 1984, in the 1980s", "In nineteen eighty-four, in the nineteen eighties"),
    ("7:30, 7:05, 7:00, 7:00 pm", "seven thirty, seven oh five, seven o'clock, seven pm"),
    ("555-0134", "five five five, oh one three four"),
    ("Call 911!", "Call nine one one!"),
    ("Louis XIV, Henry VIII, World War II", "Louis the fourteenth, Henry the eighth, World War two"),
    ("Henry I love you", "Henry I love you"),
    ("7/14/1789", "July fourteenth, seventeen eighty-nine"),
    ("the FBI, NASA, STOP IT!", "the F B I, nasa, stop it!"),
    ("Hmm. Pfft! Shhh. Grrr.", "hum. puff! shush. gurr."),
    ("Nooo! Goood! Pleeease!", "No! Good! Please!"),
    ("goin', 'em, 'cause", "goin, them, because"),
    ("I am. (sighs) Fine.", "I am. Fine."),
    ("No. 5, 60 mph", "number 5, 60 miles an hour"),
    ("I -- I can't", "I, I can't"),
]


@pytest.mark.parametrize(("written", "said"), FRENCH)
def test_french_is_said_as_the_french_say_it(written, said):
    """Hours, titles, kings, sums, dates, noises and initialisms."""
    assert spoken(written, language="fr").text.strip() == said


@pytest.mark.parametrize(("written", "said"), ENGLISH)
def test_english_is_said_as_the_english_say_it(written, said):
    """The same in the other language."""
    assert spoken(written, language="en").text.strip() == said


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
