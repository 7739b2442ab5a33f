"""Set plans: the template a heading asks for, what stands where, and where people can be."""

import itertools
import math
from functools import cache

import pytest

from screenplay.scenes import Heading
from storyboard.stage.footprint import Floor, holds, overlap
from storyboard.stage.geometry import Piece
from storyboard.stage.kinds import kinds, table
from storyboard.stage.sets import plan, template, templates


def heading(place: str, *, interior: bool = True, location: str = "") -> Heading:
    """A heading by day for a place."""
    return Heading(place, interior, not interior, place, location or place.lower(), (), "day", "")


@cache
def example(name: str, number: int = 0):
    """A plan of a template, for one of several locations."""
    place = table("places.toml")[name]
    words = {"road_car": ("VOITURE", False), "warehouse": ("HANGAR", True), "interior": ("NULLE PART", True)}
    word, inside = words.get(name, ((place["fr"] or ["AILLEURS"])[0], place["interior"]))
    return plan(heading(word.upper(), interior=inside, location=f"{name}-{number}"), locale="fr")


@pytest.mark.parametrize(
    ("place", "interior", "locale", "expected"),
    [
        ("APPARTEMENT DE LÉA - CUISINE", True, "fr", "kitchen"),
        ("COULOIR DE L'HÔPITAL", True, "fr", "corridor"),
        ("HOSPITAL CORRIDOR", True, "en", "corridor"),
        ("OFFICE OF THE SCHOOL", True, "en", "office"),
        ("HÔPITAL - CHAMBRE 12", True, "fr", "hospital"),
        ("VOITURE DE MARC", True, "fr", "car"),
        ("TRAIN - VOITURE 7", True, "fr", "train"),
        ("TRAIN - DINING CAR", True, "en", "train"),
        ("SLEEPING CAR", True, "en", "sleeper"),
        ("VOITURE DE MARC", False, "fr", "road_car"),
        ("GARE DE LYON - QUAI N°3", False, "fr", "station"),
        ("CAFÉ DES ARTS", False, "fr", "terrace"),
        ("TOITS DE PARIS", False, "fr", "roof"),
        ("CAGE D'ESCALIER", True, "fr", "stairs"),
        ("BACK ALLEY", False, "en", "street"),
        ("PLACE DU MARCHÉ", False, "fr", "market"),
        ("QUAI DU FLEUVE", False, "fr", "quay"),
        ("OLD HARBOUR", False, "en", "quay"),
        ("PONT DU BAC", False, "fr", "boat"),
        ("COUR DE FERME", False, "fr", "farmyard"),
        ("BARNYARD", False, "en", "farmyard"),
        ("COUR DE RÉCRÉATION", False, "fr", "park"),
        ("BANK VAULT", True, "en", "vault"),
        ("BANQUE - SALLE DES COFFRES", True, "fr", "vault"),
    ],
)
def test_the_headings_words_choose_the_template(place, interior, locale, expected):
    """The most specific part decides, its head noun first, in the script's language."""
    assert template(heading(place, interior=interior), locale=locale) == (expected, False)


def test_an_unknown_place_says_that_it_is_guessed():
    """A neutral set stands in for a place that no word names, and owns up to it."""
    assert plan(heading("VAISSEAU")).guessed
    assert plan(heading("VAISSEAU", interior=False)).template == "exterior"


def test_a_herd_that_the_text_names_grazes_there():
    """A plural puts several animals on the set; a boat is known on a quay, and never set down in a street."""
    herd = plan(heading("CHAMP", interior=False), texts=["Un troupeau de vaches traverse."])
    assert sum(piece.kind == "cow" for piece in herd.pieces) >= 3
    quay = plan(heading("QUAI DU FLEUVE", interior=False), texts=["Le bac, un vieux bateau plat."])
    assert any(piece.kind == "barge" and piece.label for piece in quay.pieces)
    street = plan(heading("RUE", interior=False), texts=["Un bateau passe."])
    assert not any(piece.kind in ("barge", "boat") for piece in street.pieces)


def test_the_action_betrays_a_place_that_the_heading_does_not_name():
    """A sink and a fridge make a kitchen of someone's home."""
    assert plan(heading("CHEZ MARTHE"), texts=["Elle ouvre le frigo, remplit l'évier."]).template == "kitchen"


@pytest.mark.parametrize("name", templates())
def test_every_template_has_room_for_a_scene(name):
    """At least six marks, with names of their own, on the floor or on a piece of the set."""
    for number in range(3):
        found = example(name, number)
        assert found.template == name
        names = [mark.name for mark in found.marks]
        assert len(names) >= 6
        assert len(set(names)) == len(names)
        pieces = {piece.id for piece in found.pieces}
        assert all(mark.piece in pieces or not mark.piece for mark in found.marks)


@pytest.mark.parametrize("name", templates())
def test_standing_marks_are_reachable(name):
    """One can walk from any standing mark on the floor to any other, and none lies inside a piece."""
    if name == "car":
        return
    found = example(name)
    floor = Floor(found.pieces, (found.width, found.depth, found.height))
    standing = [mark for mark in found.marks if mark.posture == "stand" and not mark.at[2]]
    floor.keep_reachable(standing[0].at)
    for mark in standing:
        assert math.dist(floor.nearest(mark.at), mark.at) < 0.2, mark.name


@pytest.mark.parametrize("name", templates())
def test_decks_bear_those_who_stand_on_them(name):
    """A standing place above the floor is on the deck of its piece, at the height of that deck."""
    found = example(name)
    pieces = {piece.id: piece for piece in found.pieces}
    raised = [mark for mark in found.marks if mark.posture == "stand" and mark.at[2]]
    assert bool(raised) == any(piece.kind == "barge" for piece in found.pieces)
    for mark in raised:
        piece = pieces[mark.piece]
        assert holds(piece, mark.at)
        assert mark.at[2] == pytest.approx(kinds()[piece.kind].deck * piece.size[2], abs=0.001)


@pytest.mark.parametrize("name", templates())
def test_furniture_does_not_stand_in_furniture(name):
    """Solid pieces of a set keep clear of each other."""
    solid = [
        piece for piece in example(name).pieces
        if not (k := kinds()[piece.kind]).flat and not k.small and not k.hangs and not k.hollow
    ]  # fmt: skip
    assert not [(a.id, b.id) for a, b in itertools.combinations(solid, 2) if overlap(a, b, 0.03)]


def test_one_location_is_one_plan_and_two_are_two():
    """The same place is the same set each time; another kitchen is another kitchen."""
    texts = ["Un piano dans un coin."]
    assert plan(heading("CUISINE", location="a"), texts=texts) == plan(heading("CUISINE", location="a"), texts=texts)
    plans = {plan(heading("CUISINE", location=f"cuisine-{n}")).pieces for n in range(5)}
    assert len(plans) == 5


def test_tables_seat_people_face_to_face():
    """The first two seats of a kitchen face each other across the table, at talking distance."""
    first, second = [mark for mark in example("kitchen").marks if mark.name in ("seat-1", "seat-2")]
    assert 0.8 <= math.dist(first.at, second.at) <= 1.5
    assert abs((first.yaw - second.yaw) % 360) == pytest.approx(180)


def test_the_car_has_its_seats():
    """The driver sits on the car's left and drives; the others are passengers."""
    marks = {mark.name: mark for mark in example("car").marks}
    assert marks["driver"].posture == "drive"
    assert marks["driver"].at[0] > 0 > marks["passenger"].at[0]
    assert {"back-left", "back-right"} <= set(marks)


def test_what_the_text_names_is_on_the_set():
    """Furniture stands, small things lie on a top, both with the text's own word."""
    found = plan(heading("SALON"), texts=["Un vieux PIANO. Une lettre est posée sur la table basse."])
    labels = {piece.kind: piece for piece in found.pieces if piece.label}
    assert labels["piano"].label == "PIANO"
    assert labels["letter"].at[2] > 0.3


def test_words_of_size_change_the_room():
    """A narrow corridor is narrower than a wide one."""
    narrow, wide = plan(heading("COULOIR ÉTROIT", location="c")), plan(heading("GRAND COULOIR", location="c"))
    assert narrow.width < wide.width


@pytest.mark.parametrize("place", ["", "../../etc/passwd", "\x00\x1b[2J", "A" * 10_000, "¿½ ﬁ 漢字", "- - -"])
def test_hostile_headings_give_a_plan(place):
    """Whatever stands in a heading, there is a set to play on."""
    assert len(plan(heading(place, location="x"), texts=[place]).marks) >= 6


def test_every_kind_has_a_size_that_fits_the_world():
    """No kind is flat in a way that nothing can stand on, nor larger than a street."""
    assert all(min(kind.size) > 0 and max(kind.size) <= 60 for kind in kinds().values())
    assert isinstance(Piece("a", "chair", (0, 0, 0), 0, kinds()["chair"].size), Piece)
