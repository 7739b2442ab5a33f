"""What a heading and its action say of the place, for the ear."""

import pytest

from audio.places import Place, kinds, place_of
from screenplay.elements import Locale
from screenplay.headings import understand


def place(heading: str, *texts: str, locale: Locale = "fr") -> Place:
    return place_of(understand(heading, locale=locale), texts, locale=locale)


KINDS: list[tuple[Locale, str, str]] = [
    ("fr", "INT. CUISINE - JOUR", "kitchen"),
    ("fr", "INT. APPARTEMENT DE LÉA - CUISINE - NUIT", "kitchen"),
    ("fr", "INT. CAFÉ DE LA GARE - SOIR", "cafe"),
    ("fr", "INT. CAFÉ - TABLE DU FOND - JOUR", "cafe"),
    ("fr", "EXT. CAFÉ - JOUR", "street"),
    ("fr", "INT. CHAMBRE D’HÔPITAL - NUIT", "hospital"),
    ("fr", "INT. HÔPITAL - COULOIR - NUIT", "corridor"),
    ("fr", "EXT. HÔPITAL - NUIT", "street"),
    ("fr", "EXT. COUR DE L'ÉCOLE - JOUR", "schoolyard"),
    ("fr", "INT. SALLE DE CLASSE - JOUR", "classroom"),
    ("fr", "INT. SALLE DE BAINS - MATIN", "bathroom"),
    ("fr", "INT. VOITURE DE PAUL - NUIT", "car"),
    ("fr", "EXT. PLAGE - AUBE", "sea"),
    ("fr", "EXT. FORÊT - NUIT", "forest"),
    ("fr", "EXT. BOIS - JOUR", "forest"),
    ("fr", "INT. MÉTRO - JOUR", "metro"),
    ("fr", "INT. WAGON DU TRAIN - JOUR", "train"),
    ("fr", "EXT. QUAI DE GARE - JOUR", "station"),
    ("fr", "INT. ÉGLISE - JOUR", "church"),
    ("fr", "INT. BUREAU DU JUGE - JOUR", "office"),
    ("fr", "EXT. CHAMP DE BLÉ - JOUR", "field"),
    ("fr", "INT. LIEU INCONNU - JOUR", "interior"),
    ("fr", "EXT. NULLE PART - JOUR", "exterior"),
    ("fr", "INT. LIVING ROOM - JOUR", "home"),
    ("en", "INT. KITCHEN - DAY", "kitchen"),
    ("en", "INT. POLICE CAR - NIGHT", "car"),
    ("en", "EXT. SCHOOL YARD - DAY", "schoolyard"),
    ("en", "INT. HOSPITAL CORRIDOR - NIGHT", "hospital"),
    ("en", "INT. HOTEL BAR - NIGHT", "bar"),
    ("en", "INT. BEACH HOUSE - DAY", "home"),
    ("en", "EXT. BEACH HOUSE - DAY", "exterior"),
    ("en", "INT. BACK OF THE CHURCH - DAY", "church"),
    ("en", "EXT. PARKING LOT - NIGHT", "street"),
    ("en", "EXT. HIGHWAY - DAY", "road"),
    ("en", "INT. SUBWAY CAR - DAY", "metro"),
    ("en", "INT. ../../ETC - DAY", "interior"),
]


@pytest.mark.parametrize(("locale", "heading", "kind"), KINDS)
def test_kind_of_place(locale: Locale, heading: str, kind: str) -> None:
    """The last sub-place known, its head noun, and what surrounds a building seen from outside."""
    assert place(heading, locale=locale).kind == kind


WEATHER: list[tuple[Locale, str, str]] = [
    ("fr", "Il pleut.", "rain"),
    ("fr", "Une pluie fine tombe sur les toits.", "rain"),
    ("fr", "L'orage gronde.", "storm"),
    ("fr", "Le vent se lève.", "wind"),
    ("fr", "La neige tombe.", "snow"),
    ("fr", "La pluie a cessé.", "clear"),
    ("fr", "Il ne pleut plus.", "clear"),
    ("fr", "Une pluie de confettis.", "clear"),
    ("fr", "Elle part en coup de vent.", "clear"),
    ("fr", "Le soleil brille.", "clear"),
    ("en", "Rain hammers the windows.", "rain"),
    ("en", "The rain has stopped.", "clear"),
    ("en", "She storms out.", "clear"),
    ("en", "He winds the clock.", "clear"),
    ("en", "The wind howls.", "wind"),
    ("en", "A thunderstorm breaks.", "storm"),
    ("en", "A rain of bullets.", "clear"),
]


@pytest.mark.parametrize(("locale", "text", "weather"), WEATHER)
def test_weather_of_the_action(locale: Locale, text: str, weather: str) -> None:
    """What falls and blows, without figures of speech or what has ended."""
    heading = "EXT. RUE - JOUR" if locale == "fr" else "EXT. STREET - DAY"
    assert place(heading, text, locale=locale).weather == weather


def test_weather_in_the_heading() -> None:
    """A heading may say it."""
    assert place("EXT. RUE - NUIT (PLUIE)").weather == "rain"


def test_people_of_the_place() -> None:
    """Empty or packed when the text says it of the place itself, not of a glass."""
    assert place("INT. CAFÉ - SOIR", "Le café est désert.").people == "none"
    assert place("INT. CAFÉ - SOIR", "Le café est bondé.").people == "many"
    assert place("INT. CAFÉ - SOIR", "Son verre est vide.").people == "some"
    assert place("INT. CAFÉ - SOIR", "Un café étroit, presque vide.").people == "some"
    assert place("EXT. RUE DÉSERTE - NUIT").people == "none"


def test_a_parked_car() -> None:
    """Parked by the text, otherwise on the road; its size is a cabin's."""
    assert place("INT. VOITURE - NUIT", "La voiture est garée devant l'immeuble.").parked
    assert not place("INT. VOITURE - NUIT", "Ils roulent sans parler.").parked
    assert place("INT. VOITURE - NUIT").size == "tight"


def test_an_unnamed_exterior_listens_to_its_action() -> None:
    """The first sentences say what surrounds it."""
    assert place("EXT. MAISON DE MARTHE - JOUR", "Une maison au bord de la mer.").kind == "sea"


def test_outside_is_open_and_inside_is_not() -> None:
    """Size follows the kind inside, the sky outside."""
    assert place("EXT. ÉGLISE - JOUR").size == "open"
    assert place("INT. ÉGLISE - JOUR").size == "vast"


def test_every_kind_is_known() -> None:
    """The table's cross references hold."""
    for kind in kinds():
        assert place(f"INT. {kind} - JOUR").kind in kinds()


def test_long_and_odd_headings() -> None:
    """Ten thousand letters, control characters and nothing at all are places too."""
    for odd in ("INT. " + "A" * 10_000, "INT. \x07\x00 - NUIT", "EXT.", "INT./EXT. VOITURE - JOUR"):
        assert place(odd).kind in kinds()
