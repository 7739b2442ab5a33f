"""Blocking, from real text: who is where at each beat, doing what, looking at whom."""

import time

import pytest
from blocking_scenes import CAFE, EVERY, scene
from staging_checks import findings, play

from storyboard.stage.ground import gap, heading


@pytest.mark.parametrize("text", EVERY)
def test_nobody_overlaps_leaves_the_set_or_looks_at_nothing(text: str) -> None:
    """What every blocking must hold, in ten kinds of scene."""
    assert list(findings(scene(text))) == []


@pytest.mark.parametrize("text", EVERY)
def test_same_text_same_blocking(text: str) -> None:
    """Nothing is left to chance."""
    assert scene(text).stagings == scene(text).stagings


def test_dialogue_partners_face_each_other() -> None:
    """Two people standing: 0.8 to 1.3 m apart, face to face within 30 degrees."""
    played = scene("INT. CUISINE - JOUR\n\nANNE (30) et MARC (30).\n\nANNE\nNon.\n\nMARC\nSi.\n")
    one, other = played.figure("Non", "anne"), played.figure("Non", "marc")
    assert 0.8 <= gap(one.at, other.at) <= 1.3
    assert 150 <= abs((one.yaw - other.yaw + 180) % 360 - 180) <= 180


def test_a_quarrel_keeps_its_distance() -> None:
    """Anger in the scene moves partners apart."""
    played = scene("INT. CUISINE - JOUR\n\nANNE (30) et MARC (30).\n\nANNE\n(furieuse)\nNon.\n\nMARC\nSi.\n")
    assert 1.4 <= gap(played.figure("Non", "anne").at, played.figure("Non", "marc").at) <= 2.5


def test_one_sits_beside_someone_on_one_bench() -> None:
    """ "à côté d'elle" is the next seat, not the one across."""
    action = "ROSE, dix-sept ans, est assise sur un banc. UN HOMME s'assoit à côté d'elle."
    played = scene(f"EXT. PARC - JOUR\n\n{action}\n\nL'HOMME\nPardon.\n")
    assert 0.4 < gap(played.figure("Pardon", "rose").at, played.figure("Pardon", "homme").at) < 1.0


def test_one_lies_beside_someone_in_their_bed() -> None:
    """ "à côté de lui" is in the bed where he sleeps, and a dog climbs on it at their feet."""
    played = scene(
        "INT. CHAMBRE - NUIT\n\nLÉO (7 ans) dort dans son lit. ODETTE (78 ans) entre. Odette s'allonge à côté de lui.\n"
    )
    child, old = played.figure("allonge", "leo"), played.figure("allonge", "odette")
    assert (old.posture, old.seat, old.yaw) == ("lie", child.seat, child.yaw)
    assert 0.4 < gap(old.at, child.at) < 0.8


def test_who_hides_under_a_table_is_under_it_and_who_falls_lies() -> None:
    """Nobody hides sitting at the table, and "falls to the floor" is no lie to the floor."""
    text = "INT. CUISINE - JOUR\n\nLÉO (7 ans) est assis à la table. Léo se cache sous la table.\n\nLÉO\nNon.\n"
    assert scene(text).figure("cache", "leo").posture == "crouch"
    english = scene("INT. KITCHEN - DAY\n\nPETE (40) enters. Pete falls to the floor.\n\nPETE\nOuch.\n")
    assert english.figure("falls", "pete").posture == "lie"


def test_one_kneels_to_stroke_what_is_far() -> None:
    """The way to it does not get one up again."""
    text = "EXT. PLAGE - JOUR\n\nLÉO et ODETTE. Odette part vers les rochers. Léo s'agenouille et caresse Odette.\n"
    assert scene(text).figure("agenouille", "leo").posture == "kneel"


def test_a_turned_back_stays_turned() -> None:
    """Who turns away does not face those who speak, until the text has them look again."""
    text = "INT. CUISINE - JOUR\n\nANNE (30) et MARC (30).\n\nMARC\nNon.\n\nAnne lui tourne le dos.\n\nMARC\nSi.\n\n"
    played = scene(text + "Anne se retourne et regarde Marc.\n\nMARC\nEnfin.\n")
    for words, facing in (("Si", False), ("Enfin", True)):
        anne, marc = played.figure(words, "anne"), played.figure(words, "marc")
        off = abs((anne.yaw - heading(anne.at, marc.at) + 180) % 360 - 180)
        assert (off < 60) == facing


def test_moods_fade() -> None:
    """A smile is gone after a few beats."""
    lines = "".join(f"ANNE\nPhrase numéro {number}.\n\nMARC\nRéponse {number}.\n\n" for number in range(4))
    played = scene(f"INT. CUISINE - JOUR\n\nAnne sourit.\n\n{lines}")
    assert played.figure("Anne sourit", "anne").expression == "joy"
    assert played.figure("numéro 0", "anne").expression == "joy"
    assert played.figure("numéro 3", "anne").expression == "neutral"


def test_an_edit_elsewhere_moves_nobody() -> None:
    """Another word in one beat leaves the marks of everyone as they were."""
    before, after = scene(CAFE), scene(CAFE.replace("Belote.", "Je coupe.").replace("Le bac est parti ?", "Bonjour."))
    where = [[(figure.character, figure.at) for figure in staging.figures] for staging in before.stagings]
    assert where == [[(figure.character, figure.at) for figure in staging.figures] for staging in after.stagings]


def test_dual_dialogue_has_two_speakers() -> None:
    """Both mouths are open on both sides of a dual dialogue."""
    played = scene("INT. CUISINE - JOUR\n\nANNE\nUn.\n\nMARC\nDeux.\n\nANNE\nOui !\n\nMARC ^\nNon !\n")
    assert {figure.character for figure in played.at("Oui").figures if figure.speaking} == {"anne", "marc"}


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 13, 30])
def test_any_number_of_people(count: int) -> None:
    """From one to thirty in one square, all apart and on the set."""
    names = [f"Z{chr(65 + number // 26)}{chr(65 + number % 26)}OR" for number in range(count)]
    played = scene("EXT. PLACE DU VILLAGE - JOUR\n\n" + "".join(f"{name}\nMe voici.\n\n" for name in names))
    assert list(findings(played)) == []
    assert len(played.stagings[0].figures) == count


def test_a_chorus_is_its_members() -> None:
    """LÉA ET NOÉ is two people who speak at once, not a third one."""
    played = scene("INT. CUISINE - JOUR\n\nLÉA\nOui.\n\nNOÉ\nNon.\n\nLÉA ET NOÉ\nBon.\n")
    assert {figure.character for figure in played.at("Bon").figures if figure.speaking} == {"lea", "noe"}
    assert len(played.at("Bon").figures) == 2


def test_nobody_is_there_in_an_empty_scene() -> None:
    """A scene without people, and one without beats."""
    assert all(not staging.figures for staging in scene("EXT. FORÊT - NUIT\n\nLe vent. Rien ne bouge.\n").stagings)
    assert scene("EXT. FORÊT - NUIT\n").stagings == ()


def test_thirty_in_a_bathroom_find_some_place() -> None:
    """A set too small for its scene is crowded, never an error."""
    names = [f"Z{chr(65 + number // 26)}{chr(65 + number % 26)}OR" for number in range(30)]
    played = scene("INT. SALLE DE BAIN - JOUR\n\n" + "".join(f"{name}\nMe voici.\n\n" for name in names))
    assert len({figure.at for figure in played.stagings[0].figures}) == 30


def test_a_long_scene_is_fast() -> None:
    """Five hundred beats of two people in well under a second of CPU (two are allowed, for a loaded machine)."""
    text = "INT. CUISINE - JOUR\n\n" + "".join(
        f"Anne regarde Marc. Il se lève, va à la fenêtre et revient.\n\nANNE\nLigne {number}.\n\nMARC\nOui.\n\n"
        for number in range(125)
    )
    played = scene(text)
    start = time.process_time()
    scene(text)
    assert len(played.stagings) >= 500
    assert time.process_time() - start < 2.0 + 0.004 * len(played.stagings)


def test_on_a_stool_one_turns_to_who_speaks_behind():
    """A stool turns: nobody shows their back to whoever talks to them."""
    (played,) = play(
        "INT. HANGAR - NUIT\n\nMARTHE (60 ans) est assise sur un tabouret. En face d'elle, PAUL (30 ans) attend.\n\n"
        "PAUL\nNon.\n\nMARTHE\nSi.\n"
    )
    marthe, paul = (played.figure("Si.", name) for name in ("marthe", "paul"))
    away = (heading(marthe.at, paul.at) - marthe.yaw + 180) % 360 - 180
    assert marthe.posture == "sit"
    assert abs(away) <= 100
