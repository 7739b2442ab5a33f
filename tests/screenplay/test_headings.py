from pathlib import Path

import pytest

from screenplay.fountain import parse
from screenplay.headings import understand
from screenplay.scenes import scenes
from screenplay.story import Heading

ROWS = [
    tuple(cell.strip() for cell in row.split("|"))
    for row in (Path(__file__).parent / "fixtures" / "headings.txt").read_text("utf-8").splitlines()[1:]
]


def row(heading: Heading) -> tuple[str, ...]:
    sides = " ".join(side for side, there in (("int", heading.interior), ("ext", heading.exterior)) if there)
    flags = " ".join(flag for flag in ("continuous", "flashback") if getattr(heading, flag))
    hour = f"{heading.hour} ({heading.hour_text})"
    return (heading.text, sides, heading.place, heading.location, hour, flags)


def test_french_headings_are_understood() -> None:
    """Sides, place, identity, hour and flags of headings as the trade writes them, each following the one above."""
    found, previous = [], None
    for text, *_ in ROWS:
        previous = understand(text, locale="fr", previous=previous)
        found.append(row(previous))
    assert found == ROWS


def test_a_suite_is_a_room_in_english() -> None:
    """SUITE means CONTINUOUS in French headings only."""
    heading = understand("INT. HOTEL - SUITE", locale="en")
    assert (heading.place, heading.continuous) == ("HOTEL - SUITE", False)


def test_one_place_has_one_identity_across_spellings() -> None:
    """Case, accents, dashes, apostrophes and a leading article make no other place."""
    spellings = ("INT. L’HÔTEL – CHAMBRE 12 - JOUR", "EXT. Hotel - chambre 12", "INT/EXT. L'HOTEL / CHAMBRE 12 - NUIT")
    assert {understand(text, locale="fr").location for text in spellings} == {"hotel-chambre-12"}
    english = ("INT. JOHN'S HOUSE - KITCHEN - DAY", "INT. JOHN’S HOUSE -- KITCHEN", "INT. Johns House/Kitchen - NIGHT")
    assert {understand(text, locale="en").location for text in english} == {"johns-house-kitchen"}


def test_rooms_are_places_of_their_own() -> None:
    """Every dash or slash opens a sub-place, and a sub-place is another set."""
    heading = understand("INT. VAISSEAU – COULOIR B / SAS - JOUR", locale="fr")
    assert heading.sub_places == ("COULOIR B", "SAS")
    assert heading.location != understand("INT. VAISSEAU - JOUR", locale="fr").location


def test_english_times_that_are_places_stay_places() -> None:
    """A night club is no night."""
    heading = understand("INT. CHICAGO - NIGHT CLUB - LATE AFTERNOON", locale="en")
    assert (heading.place, heading.hour) == ("CHICAGO - NIGHT CLUB", "afternoon")


def test_a_hostile_heading_has_a_safe_identity() -> None:
    """Ten thousand letters, dots and control characters end in sixty safe characters."""
    for text in ("INT. " + "É" * 10_000, "INT. ../\x00/\x1b[31m", "INT. 家"):
        location = understand(text, locale="fr").location
        assert 0 < len(location) <= 60
        assert set(location) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("text", "sides", "place", "hour"),
    [
        ("EXT JOUR RUE DE RENNES", "ext", "RUE DE RENNES", "day"),
        ("INT. BUREAU. JOUR", "int", "BUREAU", "day"),
        ("CUISINE. INT. NUIT.", "int", "CUISINE", "night"),
        ("SALON - INT/JOUR", "int", "SALON", "day"),
        ("EXT/JOUR - PLAGE", "ext", "PLAGE", "day"),
        ("INT/EXT JOUR/NUIT VOITURE", "int ext", "VOITURE", "day"),
        ("EXT. RUE / INT. VOITURE DE LÉA - JOUR", "int ext", "RUE / VOITURE DE LÉA", "day"),
        ("EXT.RUE-JOUR", "ext", "RUE", "day"),
        ("INT. HALL / CAGE D'ESCALIER - FIN DE JOURNÉE", "int", "HALL / CAGE D'ESCALIER", "afternoon"),
        ("INT. CAFÉ DES SPORTS - NUIT AMÉRICAINE", "int", "CAFÉ DES SPORTS", "night"),
        ("INT. CHEZ LA MÈRE DE JEAN — SOIR, PLUIE", "int", "CHEZ LA MÈRE DE JEAN", "evening"),
        ("EXT. QUAI DE LA RAPÉE - 6H DU MATIN", "ext", "QUAI DE LA RAPÉE", "morning"),
        ("INT. BAR - PLUS TARD DANS LA NUIT", "int", "BAR", "night"),
    ],
)
def test_headings_as_the_trade_writes_them(text: str, sides: str, place: str, hour: str) -> None:
    """Sides first or last, with or without stops, every dash and slash; the parser takes each for a heading."""
    heading = understand(text, locale="fr")
    there = " ".join(side for side, is_so in (("int", heading.interior), ("ext", heading.exterior)) if is_so)
    assert (there, heading.place, heading.hour) == (sides, place, hour)
    assert parse(f"{text}\n\nOui.", locale="fr").elements[0].kind == "scene_heading"


@pytest.mark.parametrize(
    ("text", "flag", "place"),
    [
        ("RÊVE - INT. GROTTE - NUIT", "dream", "GROTTE"),
        ("INT. GROTTE - NUIT (RÊVE)", "dream", "GROTTE"),
        ("FLASH-FORWARD - EXT. RUE - AUBE", "flashforward", "RUE"),
        ("INT. BAR - JOUR (SUPPRIMÉE)", "omitted", "BAR"),
        ("SUPPRIMÉE", "omitted", ""),
        ("SCÈNE SUPPRIMÉE", "omitted", ""),
        ("SCENES 12-14 OMITTED", "omitted", ""),
    ],
)
def test_flags_of_headings(text: str, flag: str, place: str) -> None:
    """Dreams, what is to come and scenes taken out are said, and are no places."""
    heading = understand(text, locale="fr")
    assert (getattr(heading, flag), heading.place) == (True, place)
    assert understand("INT. DREAM CAFE - DAY", locale="en").dream is False


def test_an_omitted_scene_keeps_its_number() -> None:
    """12A. SUPPRIMÉE is a scene without a place; its number is the writer's."""
    element = parse("12A. SUPPRIMÉE\n\nINT. BAR - JOUR\n\nOui.", locale="fr").elements[0]
    assert (element.kind, element.number, element.text) == ("scene_heading", "12A", "SUPPRIMÉE")


def test_numbers_on_both_sides_of_the_page_are_one() -> None:
    """What a program prints left and right of a heading is its number, letter included."""
    element = parse("14 A\tINT. BAR 14 - SOIR\t14 A\n\nOui.", locale="fr").elements[0]
    assert (element.number, element.text) == ("14 A", "INT. BAR 14 - SOIR")
    element = parse("14 A. INT. BAR - SOIR\n\nOui.", locale="fr").elements[0]
    assert (element.number, element.text) == ("14 A", "INT. BAR - SOIR")
    assert parse("14 I/E. BAR - SOIR\n\nOui.", locale="fr").elements[0].number == "14"


@pytest.mark.parametrize("number", ["12", "12A", "12 bis", "12BIS", "SÉQ. 12", "S. 12", "Scène n° 12"])
def test_numbers_lead_french_headings(number: str) -> None:
    """With or without a label, bis included."""
    element = parse(f"{number} - INT. BAR - JOUR\n\nOui.", locale="fr").elements[0]
    assert element.text == "INT. BAR - JOUR"
    assert element.number in ("12", "12A", "12 bis", "12BIS")


def test_sentences_in_capitals_are_no_headings() -> None:
    """What ends like a side or a time without being one is read as it was."""
    lines = ("IL SORT.", "LA PORTE EST. FERMÉE", "ELLE REGARDE L'INTÉRIEUR", "12 HOMMES", "S'IL VEUT", "PLACE AU JOUR")
    for line in lines:
        assert parse(f"{line}\n\nOui.", locale="fr").elements[0].kind == "action"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("INT. APPT DE LÉA - JOUR", "INT. APPARTEMENT LÉA - NUIT"),
        ("INT. SDB - JOUR", "INT. SALLE DE BAINS - JOUR"),
        ("EXT. BD SAINT-MICHEL - JOUR", "EXT. BOULEVARD ST-MICHEL - JOUR"),
        ("EXT. L'ÉGLISE - JOUR", "EXT. EGLISE – NUIT"),
    ],
)
def test_one_place_is_one_across_abbreviations(one: str, other: str) -> None:
    """The first spelling names it; sure abbreviations and the small words inside a name make no other place."""
    first, second = scenes(parse(f"{one}\n\nX.\n\n{other}\n\nY.", locale="fr"))
    assert first.heading.location == second.heading.location


def test_different_places_stay_apart() -> None:
    """A room is not its house, a street not another."""
    texts = ("INT. APPARTEMENT DE LÉA", "INT. APPARTEMENT DE LÉO", "INT. APPARTEMENT DE LÉA - CUISINE", "INT. BAR")
    found = scenes(parse("\n\nX.\n\n".join(texts) + "\n\nX.", locale="fr"))
    assert len({scene.heading.location for scene in found}) == 4
