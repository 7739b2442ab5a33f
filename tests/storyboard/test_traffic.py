"""What drives, sails and is ridden: read in both languages, put on the road, with whoever sits in it."""

import numpy as np
import pytest
from staging_checks import play

from storyboard.reading.vehicles import passages
from storyboard.sketch.skeleton import skeleton
from storyboard.stage.footprint import holds

STREET = "EXT. RUE - JOUR\n\n"


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        ("Une voiture rouge roule dans la rue.", "fr", [("car", "by")]),
        ("Il regarde la voiture qui s'éloigne.", "fr", [("car", "out")]),
        ("Elle regarde le train partir.", "fr", [("carriage", "out")]),
        ("Une moto dépasse l'autobus.", "fr", [("motorbike", "by")]),
        ("A black sedan pulls up.", "en", [("car", "in")]),
        ("A truck roars past. The bus stops.", "en", [("truck", "by"), ("bus", "stop")]),
        ("Paul prend la voiture et part.", "fr", []),
        ("Il sort, car il passe par là.", "fr", []),
        ("Devant la voiture, Paul passe.", "fr", []),
        ("Tom parks the car.", "en", []),
        ("Un tracteur entre dans la cour.", "fr", [("truck", "in")]),
        ("A tractor enters the yard.", "en", [("truck", "in")]),
    ],
)
def test_a_vehicle_goes_where_it_is_the_subject(text, locale, found):
    """Not where somebody bears on it, nor where the word is a conjunction."""
    assert [(one.kind, one.how) for one in passages(text, locale)] == found


def test_one_gets_down_from_what_has_come_and_out_of_what_one_drove():
    """Beside the tractor, which stays: neither back at its wheel nor off to the edge of the yard."""
    (played,) = play(
        "EXT. COUR DE FERME - JOUR\n\nUn tracteur entre dans la cour.\n\nPAUL (45 ans) descend du tracteur.\n\n"
        "Paul conduit le tracteur.\n\nPaul saute du tracteur.\n"
    )
    for words, posture in (("descend", "stand"), ("conduit", "drive"), ("saute", "stand")):
        paul, (tractor,) = played.figure(words, "paul"), played.at(words).pieces
        assert (paul.posture == "drive") == (posture == "drive")
        assert np.hypot(paul.at[0] - tractor.at[0], paul.at[1] - tractor.at[1]) < 5.5


def test_what_passes_is_there_while_it_passes():
    """A lorry goes by on its arrow, and is gone at the next beat; what stops stays."""
    (played,) = play(f"{STREET}MARC attend.\n\nUn camion passe.\n\nMarc sourit.\n\nUn taxi s'arrête.\n\nMarc sourit.\n")
    kinds = [[piece.kind for piece in staging.pieces] for staging in played.stagings]
    assert kinds == [[], ["truck"], [], ["car"], ["car"]]
    (lorry,) = played.stagings[1].pieces
    assert [path.points for path in played.stagings[1].paths if path.character == lorry.id]


@pytest.mark.parametrize(
    "words", ["Une voiture roule, LUCIE (30 ans) au volant.", "LUCIE (30 ans) conduit une voiture."]
)
def test_who_drives_sits_in_what_goes(words):
    """In the car, cut by its door, with an arrow before its nose."""
    (played,) = play(f"{STREET}{words}\n")
    lucie, (car,) = played.figure(words[:8], "lucie"), played.stagings[0].pieces
    assert holds(car, lucie.at)
    assert lucie.posture == "drive"
    assert car.at[2] < lucie.sill < car.size[2]


def test_a_passenger_sits_beside_the_driver():
    """Introduced in one breath with the driver, and nowhere else."""
    (played,) = play(
        "EXT. STREET - DAY\n\nA sedan speeds by. KATE (34) is at the wheel, DAN (40) beside her.\n\nDAN\nGo!\n"
    )
    kate, dan = (played.figure("Go!", name) for name in ("kate", "dan"))
    (car,) = played.at("Go!").pieces
    assert holds(car, kate.at)
    assert holds(car, dan.at)
    assert (kate.posture, dan.posture) == ("drive", "sit")


@pytest.mark.parametrize(
    ("words", "mount"),
    [
        ("passe à vélo", "bicycle"),
        ("conduit une moto", "motorbike"),
        ("galope à cheval", "galloping"),
        ("monte un cheval", "horse"),
    ],
)
def test_riders_have_their_hands_on_what_they_ride(words, mount):
    """Hips over its ground, hands on bars or reins, feet off the floor."""
    (played,) = play(f"EXT. CHAMP - JOUR\n\nANNA (20 ans) {words}.\n")
    anna = played.figure(words, "anna")
    bones = skeleton(anna)
    assert (anna.posture, anna.mount) == ("ride", mount)
    assert min(bones["ankle_l"][2], bones["ankle_r"][2]) > anna.at[2] + 0.15
    assert np.linalg.norm(bones["wrist_l"] - bones["wrist_r"]) < 0.75


def test_one_gets_off_and_the_bicycle_stays():
    """The rider stands beside it."""
    (played,) = play(f"{STREET}MARC (40 ans) passe à vélo.\n\nMarc descend de vélo.\n")
    marc, (cycle,) = played.figure("descend", "marc"), played.at("descend").pieces
    assert (marc.posture, marc.mount, cycle.kind) == ("stand", "", "bicycle")


def test_one_swims_in_the_water_and_rows_on_it():
    """Beyond the shore; the water hides what is under it."""
    (played,) = play("EXT. LAC - JOUR\n\nMARC (40 ans) rame dans la barque.\n\nANNA (20 ans) nage vers lui.\n")
    marc, anna = played.figure("nage", "marc"), played.figure("nage", "anna")
    (boat,) = played.at("nage").pieces
    assert boat.kind == "boat"
    assert holds(boat, marc.at)
    assert marc.gesture == "row"
    assert anna.posture == "swim"
    assert anna.at[1] > played.plan.depth * 0.97
    assert anna.sill > 0


def test_one_climbs_what_is_named():
    """Up the ladder of the text, a metre over the ground, and down again afterwards."""
    (played,) = play("EXT. CHAMP - JOUR\n\nANNA (20 ans) grimpe à l'échelle.\n\nAnna sourit.\n")
    anna = played.figure("grimpe", "anna")
    assert anna.posture == "climb"
    assert anna.at[2] == 1.0
    assert played.figure("sourit", "anna").at[2] == 0.0
    ladder = next(piece for piece in played.plan.pieces if piece.kind == "ladder")
    assert np.hypot(anna.at[0] - ladder.at[0], anna.at[1] - ladder.at[1]) < 1.0
