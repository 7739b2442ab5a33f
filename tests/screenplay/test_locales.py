"""Languages: told by the text, and read by their tables."""

from pathlib import Path

import pytest

from screenplay.cast import cast
from screenplay.elements import Locale
from screenplay.fountain import parse
from screenplay.headings import known_place, understand
from screenplay.locales import LOCALES, detect, learned, profile, told_in
from screenplay.scenes import scenes
from screenplay.titlepage import values

LANGUAGES = Path(__file__).parent / "fixtures" / "languages"

TEXTS: list[tuple[Locale, str]] = [
    ("en", "INT. HOUSE - DAY\n\nHe sits.\n\nPIERRE\nNo."),
    ("en", "A man walks in."),
    ("en", "EXT. RUE DE LA PAIX - NIGHT\n\nJEAN DE LA TOUR\nRun!"),
    ("en", "INT. CAFÉ - DAY\n\nMARIE DE LA CROIX\nWhat do you want?\n\nMARIE DE LA CROIX\nHello?"),
    ("en", "INT. OFFICE - DAY\n\nHANS\nDie Tür!\n\nHe closes it."),
    ("en", "INT. CASA MIA - DAY\n\nGINO\nCiao! Come in, come in.\n\nSOFIA\nCiao bella."),
    ("en", "FADE IN:\n\nINT. TAXI - DAY\n\nTAG, 30, drives."),
    ("fr", "Il entre."),
    ("fr", "FONDU AU NOIR."),
    ("fr", "INT. MAISON - JOUR\n\nHANS\nNein! Ich bin nicht da.\n\nIl sort de la maison."),
    ("fr", "INT. BAR - AUBE\n\nPEDRO\nNo me importa, la vida es así.\n\nIl boit. Elle le regarde."),
    ("de", "INT. BAR - TAG\n\nOK."),
    ("de", "INNEN. WOHNUNG - NACHT\n\nJOHN\nI love you.\n\nSie lächelt ihn an und geht."),
    ("es", "EXT. CALLE - NOCHE\n\nPierre y Marie corren hacia el coche."),
    ("it", "INT. BAR - SERA\n\nJOHN guarda la porta."),
    ("pt", "Ela entra na sala e olha para o mar."),
    ("pl", "PLENER. ULICA - DZIEŃ\n\nJAN\nNie."),
]


@pytest.mark.parametrize(("locale", "text"), TEXTS)
def test_short_and_mixed_texts_tell_their_language(locale: Locale, text: str) -> None:
    """Names and speeches in another tongue change nothing; a heading or a sentence is enough."""
    assert detect(text) == locale


@pytest.mark.parametrize("text", ["E", "OK.", "MARIA\nNo.", "À", "DIE HARD", ""])
def test_too_little_is_read_as_french_or_english(text: str) -> None:
    """A word or two that several languages have choose none that is read by table."""
    assert learned(detect(text))


@pytest.mark.parametrize("locale", [one for one in LOCALES if not learned(one)])
def test_a_language_by_table_reads_a_whole_script(locale: Locale) -> None:
    """Title, numbered headings, times, a transition with text under it, a voice from outside, gender and age."""
    script = parse((LANGUAGES / f"{locale}.fountain").read_text("utf-8"))
    people = cast(script)
    kitchen, street = scenes(script, people)
    assert script.locale == locale
    assert not script.diagnostics
    assert values(script, "title")
    assert values(script, "author")
    assert (kitchen.number, kitchen.heading.hour, kitchen.heading.interior) == ("1", "night", True)
    assert known_place(kitchen.heading.place, locale) == "kitchen"
    assert street.heading.exterior
    assert street.heading.hour in ("dawn", "morning")
    seen, unseen = [beat.channel for beat in kitchen.beats if beat.kind == "speech"]
    assert seen == "on"
    assert unseen in ("vo", "off")
    assert kitchen.beats[-1].transition
    assert street.ending
    assert [beat.channel for beat in street.beats if beat.kind == "speech"] == ["phone"]
    assert (people[0].gender, people[0].age) == ("f", 60)


@pytest.mark.parametrize(
    ("locale", "text", "place", "hour", "flags"),
    [
        ("de", "AUSSEN. WALD AM SEE - ABENDDÄMMERUNG (RÜCKBLENDE)", "WALD AM SEE", "dusk", "flashback"),
        ("de", "INNEN/AUSSEN. AUTO (FAHREND) / LANDSTRASSE – TAG", "AUTO / LANDSTRASSE", "day", ""),
        ("de", "KÜCHE - INNEN - TAG", "KÜCHE", "day", ""),
        ("es", "EXT. PLAYA – AL DÍA SIGUIENTE - MAÑANA", "PLAYA", "morning", ""),
        ("it", "EST. STRADA – CONTINUA", "STRADA", "day", "continuous"),
        ("it", "INT. CAMERA DA LETTO - SOGNO - NOTTE", "CAMERA DA LETTO", "night", "dream"),
        ("pt", "INT. QUARTO DE JOÃO - MADRUGADA", "QUARTO DE JOÃO", "night", ""),
        ("pl", "WN./PL. SAMOCHÓD – PÓŹNE POPOŁUDNIE", "SAMOCHÓD", "afternoon", ""),
        ("pl", "WNĘTRZE. DOM - CIĄG DALSZY", "DOM", "day", "continuous"),
    ],
)
def test_headings_of_five_languages(locale: Locale, text: str, place: str, hour: str, flags: str) -> None:
    """Sides, places, times and flags are those of the language; the text is a heading to the parser, too."""
    heading = understand(text, locale=locale)
    told = " ".join(name for name in ("continuous", "flashback", "dream") if getattr(heading, name))
    assert (heading.place, heading.hour, told) == (place, hour, flags)
    assert heading.interior or heading.exterior
    assert parse(f"{text}\n\nX.", locale=locale).elements[0].kind == "scene_heading"


@pytest.mark.parametrize(
    ("locale", "line", "number"),
    [
        ("de", "SZENE 12 – INNEN. FLUR - TAG", "12"),
        ("de", "12A. KÜCHE - INNEN/TAG", "12A"),
        ("es", "ESC. 12 - INT. SALA - DÍA", "12"),
        ("it", "12. INT. SALA - GIORNO", "12"),
        ("pt", "CENA 12: INT. SALA - DIA", "12"),
        ("pl", "SCENA 12. WNĘTRZE. SALON - DZIEŃ", "12"),
    ],
)
def test_numbered_headings_of_five_languages(locale: Locale, line: str, number: str) -> None:
    """The number, with or without its label, is no part of the heading."""
    element = parse(f"{line}\n\nX.", locale=locale).elements[0]
    assert (element.kind, element.number) == ("scene_heading", number)


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("de", "ÜBERBLENDUNG AUF:"), ("de", "SCHWARZBLENDE."), ("es", "FUNDIDO A NEGRO"), ("es", "CORTE A:"),
        ("it", "DISSOLVENZA INCROCIATA"), ("pt", "CORTA PARA:"), ("pl", "PRZENIKANIE."), ("fr", "FONDU AU NOIR."),
    ],
)  # fmt: skip
def test_transitions_hold_with_text_under_them(locale: Locale, line: str) -> None:
    """A transition of the trade is none of the cast."""
    kinds = [element.kind for element in parse(f"X.\n\n{line}\nY.", locale=locale).elements]
    assert kinds == ["action", "transition", "action"]


def test_a_german_sharp_s_is_no_small_letter() -> None:
    """GROßVATER speaks as GROSSVATER does, and is he."""
    found = cast(parse("GROßVATER\nJa.\n\nGROSSVATER\nNein.", locale="de"))
    assert len(found) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_every_table_is_whole(locale: Locale) -> None:
    """Each language has a profile, and we speak of it in one that we speak."""
    assert profile(locale).heading.match("INT. X")
    assert told_in(locale) in ("fr", "en")


def test_tables_of_others_change_no_english() -> None:
    """What is a heading, a transition or a key elsewhere is plain Fountain in English."""
    script = parse("Titel: X\n\nINNEN. KÜCHE - TAG\n\nSCHWARZBLENDE.\nHe goes.\n\n12. INT. A - DAY\n\nX", locale="en")
    assert [
        element.kind for element in script.elements if element.kind not in ("action", "character", "dialogue")
    ] == []
