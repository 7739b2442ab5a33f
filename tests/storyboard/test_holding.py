"""Cameras that hold their people, newcomers who come when the text brings them, lenses that nobody stands before."""

from itertools import pairwise

import pytest
from hand_stages import STREET, figure

import screenplay
from screenplay.cast import cast
from screenplay.elements import Locale
from screenplay.scenes import scenes
from storyboard.breakdown import Breakdown, break_down
from storyboard.directing import Stage
from storyboard.directors.rules import Rules
from storyboard.holding import lost
from storyboard.looks import looks
from storyboard.shots import Kind, Shot, Transition
from storyboard.stage.blocking import block
from storyboard.stage.footprint import holds
from storyboard.stage.geometry import Camera, Light, Setup, Staging
from storyboard.stage.sets import plan


def filmed(text: str) -> tuple[Stage, Breakdown]:
    """The last scene of a text, staged and broken down."""
    script = screenplay.parse(text)
    people, scene = cast(script), scenes(script)[-1]
    locale: Locale = script.locale
    texts = [beat.text for beat in scene.beats if beat.kind == "action"]
    here = tuple(one for one in people if one.id in {presence.character for presence in scene.cast})
    ground = plan(scene.heading, texts=texts, locale=locale)
    stagings = block(scene, ground, here, looks(people, texts), locale=locale)
    stage = Stage(scene, ground, Light(), stagings, here, locale)
    return stage, break_down(stage, Rules())


def on_stage(stage: Stage, words: str) -> Staging:
    """The staging of the beat that says these words."""
    return next(s for s, b in zip(stage.stagings, stage.scene.beats, strict=True) if words in b.text)


def there(staging: Staging) -> set[str]:
    return {figure.character for figure in staging.figures}


TURNING = """EXT. PONT - JOUR

LÉA, trente ans, est allongée sur le pont. MARTHE, soixante ans, lui tourne le dos.

LÉA
Six heures. Tu vois. J'avais dit six heures.

Marthe se retourne. Elle regarde Léa, longtemps.

MARTHE
Tu as mangé ?

LÉA
Non.

Marthe s'assoit en face d'elle.

MARTHE
Il y a du pain, et le pain sera bon, tu verras.
"""


def test_no_panel_after_the_first_loses_its_people() -> None:
    """Where someone leaves the frame or turns their back, one cuts."""
    _, found = filmed(TURNING)
    shots = {shot.id: shot for shot in found.shots}
    assert not [s for s in found.setups if s.panel and lost(shots[s.shot], s)]


@pytest.mark.parametrize(
    ("kind", "subjects", "speaker_at", "expected"),
    [
        ("master", (), (0.8, 2.0), False),
        ("master", (), (7.0, 2.0), True),  # out of the frame
        ("master", (), (0.0, 4.0), True),  # right behind Anna
        ("two", ("anna", "bob"), (0.8, 2.0), False),
        ("two", ("anna", "bob"), (0.0, 4.0), True),
    ],
)
def test_whoever_speaks_must_be_seen(
    kind: Kind, subjects: tuple[str, ...], speaker_at: tuple[float, float], expected: bool
) -> None:
    """A panel has lost its people when the one who speaks is out of the frame, or behind somebody else's head."""
    people = (figure("anna", 0.0, 2.0, -90), figure("bob", *speaker_at, -90, speaking=True))
    camera = Camera(at=(0.0, -3.0, 1.5), yaw=90.0, focal=35.0)
    shot = Shot("s", "", 1, ("b",), kind, "LS", "eye", 35.0, "static", subjects, Transition(), 3.0, "")
    assert lost(shot, Setup("s", 1, ("b",), STREET, Light(), people, camera)) is expected


def test_a_divided_shot_keeps_each_beat_once_and_its_number() -> None:
    """Cutting a shot in two changes neither the coverage nor the numbering."""
    stage, found = filmed(TURNING)
    assert [name for shot in found.shots for name in shot.beats] == [beat.id for beat in stage.scene.beats]
    assert [shot.order for shot in found.shots] == list(range(1, len(found.shots) + 1))


@pytest.mark.parametrize(
    ("who", "before", "comes"),
    [
        ("iris", "La salle attend", "Au fond, Iris"),
        ("cliente", "Bonjour", "UNE CLIENTE"),
        ("chien", "Bonjour", "le chien dans les bras"),
    ],
)
def test_nobody_stands_there_before_they_come(who: str, before: str, comes: str) -> None:
    """A doorway, a newcomer, a dog that is carried in: seen from that beat on."""
    stage, _ = filmed(
        "INT. CUISINE - JOUR\n\nIRIS (20 ans) et un CHIEN jouent.\n\nINT. SALON - SOIR\n\nLa salle attend."
        " PAUL (40 ans) est assis.\n\nPAUL\nBonjour.\n\nUNE CLIENTE, une vieille dame, se penche vers Paul."
        " Au fond, Iris se tient dans l'embrasure de la porte. KARIM (11 ans) entre, le chien dans les bras.\n"
    )
    assert who not in there(on_stage(stage, before))
    assert who in there(on_stage(stage, comes))


def test_the_far_end_of_a_line_is_elsewhere() -> None:
    """Who only speaks into a telephone, while another is seen with it, is not in the place."""
    stage, _ = filmed(
        "INT. OFFICE - DAY\n\nCOLE, fifty, types.\n\nEXT. ROAD - NIGHT\n\nANNA, nineteen, holds the receiver.\n\n"
        "ANNA\n(into phone)\nHe is here.\n\nCOLE\n(into phone)\nWhere are you?\n\nAnna turns around.\n"
    )
    assert all(there(staging) == {"anna"} for staging in stage.stagings)


def test_a_silhouette_is_who_comes_next() -> None:
    """Someone far off is on stage before the text names her, and is the one who is seen."""
    stage, _ = filmed(
        "EXT. QUAI - JOUR\n\nMARTHE (60 ans) et NOÉ (12 ans) attendent. Au loin, une silhouette court. Noé la voit."
        " LÉA (30 ans) court vers eux.\n"
    )
    assert "lea" in there(on_stage(stage, "silhouette")) - there(on_stage(stage, "attendent"))


def test_a_letter_is_seen_over_the_shoulder() -> None:
    """An insert of what is read has the reader's back, not the sheet's edge."""
    _, found = filmed(
        "INT. CUISINE - SOIR\n\nJEANNE (40 ans) est assise à la table. Jeanne lit une LETTRE.\n\nINSERT - LA LETTRE\n\n"
        "JEANNE\nC'est oui.\n"
    )
    (setup,) = [s for s in found.setups if s.thing == "letter"][:1]
    reader = next(figure for figure in setup.figures if figure.held == "letter")
    assert abs((setup.camera.yaw - reader.yaw + 180) % 360 - 180) < 60


def test_a_herd_stays_outdoors() -> None:
    """Cows on a road are on the road, and not in the kitchen that sees them."""
    for heading, expected in (("EXT. ROUTE DE CAMPAGNE", "cow"), ("INT. CUISINE", "")):
        stage, _ = filmed(f"{heading} - JOUR\n\nUn troupeau de vaches passe. LÉA (30 ans) attend.\n\nLÉA\nAvancez !\n")
        assert {f.look.animal for f in stage.stagings[0].figures if f.character.startswith("extra")} - {""} == {
            expected
        } - {""}


FERRY = """EXT. QUAI DU FLEUVE - JOUR

Le bac vibre contre le quai. MARTHE, soixante ans, est sur le pont. Elle tient le bastingage.

LÉA, une femme de trente ans, arrive en courant.

Léa court le long du quai.

Elle ne ralentit pas.

Elle saute.

MARTHE
Cours, Léa, cours donc !
"""


def test_those_on_the_deck_stand_on_the_boat():
    """ "Sur le pont" is the boat's deck, and no camera takes the boat away from under them."""
    stage, broken = filmed(FERRY)
    marthe = next(one for one in on_stage(stage, "est sur le pont").figures if one.character == "marthe")
    barge = next(piece for piece in stage.plan.pieces if piece.kind == "barge")
    assert marthe.at[2] > 0.5
    assert holds(barge, marthe.at)
    rail = next(one for one in on_stage(stage, "tient le bastingage").figures if one.character == "marthe")
    assert rail.gesture == "reach"
    assert rail.target is not None
    held = [setup for setup in broken.setups if "marthe" in setup.subjects]
    assert held
    assert all(barge.id not in setup.wild for setup in held)


def test_who_does_not_slow_down_runs_on_the_same_way():
    """Denied, "ralentir" is a run that goes on; the camera that tracks it keeps its distance panel after panel."""
    stage, broken = filmed(FERRY)
    runs = [on_stage(stage, words) for words in ("court le long", "ne ralentit pas", "saute")]
    lea = [next(one for one in staging.figures if one.character == "lea") for staging in runs]
    assert [one.posture for one in lea] == ["run", "run", "jump"]
    steps = [after.at[0] - before.at[0] for before, after in pairwise(lea)]
    assert steps[0] * steps[1] >= 0
    tracked = [setup for setup in broken.setups if setup.move == "track" and setup.subjects == ("lea",)]
    gaps = [setup.camera.at[0] - f.at[0] for setup in tracked for f in setup.figures if f.character == "lea"]
    assert len(gaps) > 1
    assert max(gaps) - min(gaps) < 0.5


def test_a_bed_stays_under_whoever_lies_on_it():
    """A camera may see past furniture by taking it away, but never the bed under a sleeper or a cat."""
    text = "INT. CHAMBRE - NUIT\n\nUne chambre vide.\n\nUn CHAT saute sur le lit et se couche.\n"
    stage, broken = filmed(text)
    beds = {piece.id for piece in stage.plan.pieces if "bed" in piece.kind}
    lying = [setup for setup in broken.setups if any(one.posture == "lie" for one in setup.figures)]
    assert lying
    assert all(not beds & set(setup.wild) for setup in lying)
