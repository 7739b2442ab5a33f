"""Blocking, from real text: who is where at each beat, doing what, looking at whom."""

import time

import pytest
from staging_checks import Played, findings, play

from storyboard.stage.ground import gap, heading

DINER = """INT. SALLE À MANGER - SOIR

HÉLÈNE (45 ans) et MARC (50 ans) dînent. Leur fille, ZOÉ, 8 ans, mange sa soupe.

HÉLÈNE
Tu rentres tard.

MARC
(sans lever les yeux)
Le train.

Zoé regarde son père.

ZOÉ
Vous allez divorcer ?

Marc se lève et va à la fenêtre.

HÉLÈNE
(furieuse)
Bravo !

Zoé fond en larmes. Hélène la prend dans ses bras.
"""
HOSPITAL = """INT. HÔPITAL - CHAMBRE 12 - JOUR

SIMONE, quatre-vingts ans, est allongée sur le lit. Son fils, BRUNO, la cinquantaine, dort dans le fauteuil.

UNE INFIRMIÈRE entre, un plateau à la main.

L'INFIRMIÈRE
(à voix basse)
Monsieur ?

Bruno se réveille, se redresse.

BRUNO
Elle a bougé ?

SIMONE
Je ne suis pas morte.

Bruno éclate de rire. Il embrasse sa mère sur le front.
"""
CLASSROOM = """INT. SALLE DE CLASSE - MATIN

Trente ÉLÈVES chahutent. LA PROFESSEURE, quarante ans, lunettes, écrit au tableau.

LA PROFESSEURE
(sans se retourner)
Silence.

TOM, douze ans, casquette, lève la main.

TOM
Madame, on peut sortir ?

LA PROFESSEURE
Non.

Tom se lève et sort.

LA PROFESSEURE
Tom !
"""
CAR = """INT. VOITURE - NUIT

ALEX, trente ans, regarde la route. JULIE conduit.

ALEX
Tu vas trop vite.

JULIE
(en colère)
Descends, alors !

Le téléphone d'Alex sonne. Il décroche.

ALEX
(au téléphone)
Oui ?

LA MÈRE (AU TÉLÉPHONE)
Où es-tu ?

Julie freine.
"""
CHASE = """EXT. CITY STREET - DAY

Crowds of shoppers.

RAY (30) runs through the crowd. JONES (40) chases him.

JONES
Stop!

Ray jumps into a taxi.

JONES
Damn.
"""
ARRIVAL = """INT. LIVING ROOM - DAY

GRANDMA (80) sits in an armchair, reading a book.

MOM (40) enters with a tray.

MOM
Who wants cake?

GRANDMA
Me.

DAD (O.S.)
I'm home!

DAD (45) enters, exhausted. He kisses Mom.

DAD
What a day.

Mom leaves.

DAD
Is she angry?
"""
CALL = """INT. BEDROOM - NIGHT

ELLEN (30) lies in bed, reading a book. The PHONE rings. She picks it up.

ELLEN
(into phone)
Hello?

VOICE (V.O.)
Look out the window.

Ellen gets up and walks to the window. She hangs up.

ELLEN
Nobody.
"""
CAFE = """INT. CAFÉ DU PORT - JOUR

Derrière le comptoir, YVONNE, la soixantaine, essuie un verre. Deux vieux, GASTON et PAULO, jouent aux cartes.

GASTON
Belote.

PAULO
Et rebelote.

La porte s'ouvre. LÉA, trente ans, entre.

LÉA
Le bac est parti ?

YVONNE
Bonjour, Léa.

Elle sort en courant.
"""
SILENT = """EXT. PLAGE - CRÉPUSCULE

La mer. Personne.

LUC, vingt ans, et INÈS, vingt ans, marchent côte à côte. Ils s'arrêtent. Ils s'embrassent.

Inès s'assoit sur le sable. Luc s'allonge près d'elle.
"""
THEATRE = """INT. THEATRE - NIGHT

A full house.

MAN IN ROW F
What's going on?

WALTER, seventies, walks onto the stage, a letter in his hand.

WALTER
Good evening.
"""
EVERY = [DINER, HOSPITAL, CLASSROOM, CAR, CHASE, ARRIVAL, CALL, CAFE, SILENT, THEATRE]


def scene(text: str) -> Played:
    """The only scene of a text, played."""
    (played,) = play(text)
    return played


@pytest.mark.parametrize("text", EVERY)
def test_nobody_overlaps_leaves_the_set_or_looks_at_nothing(text: str) -> None:
    """What every blocking must hold, in ten kinds of scene."""
    assert list(findings(scene(text))) == []


@pytest.mark.parametrize("text", EVERY)
def test_same_text_same_blocking(text: str) -> None:
    """Nothing is left to chance."""
    assert scene(text).stagings == scene(text).stagings


def test_people_at_dinner_sit() -> None:
    """Who dines together sits from the start; who gets up to go to the window stands there."""
    played = scene(DINER)
    assert {figure.posture for figure in played.stagings[0].figures} == {"sit"}
    assert played.figure("Bravo", "marc").posture == "stand"
    assert gap(played.figure("Bravo", "marc").at, played.figure("Bravo", "zoe").at) > 0.6


def test_an_embrace_brings_two_together_and_moods_show() -> None:
    """The mother takes the crying child in her arms."""
    played = scene(DINER)
    mother, child = played.figure("dans ses bras", "helene"), played.figure("dans ses bras", "zoe")
    assert (mother.gesture, child.gesture, child.expression) == ("embrace", "embrace", "sadness")
    assert gap(mother.at, child.at) < 0.7
    assert played.figure("Bravo", "helene").expression == "anger"


def test_speakers_speak_and_are_looked_at() -> None:
    """One speaks at a time; the others look at the speaker."""
    played = scene(DINER)
    staging = played.at("Vous allez")
    assert [figure.character for figure in staging.figures if figure.speaking] == ["zoe"]
    child = played.figure("Vous allez", "zoe")
    father = played.figure("Vous allez", "marc")
    assert father.gaze is not None
    assert gap(father.gaze, child.at) < 0.1


def test_the_sick_lie_and_sleepers_wake() -> None:
    """In bed, asleep in the chair, up again."""
    played = scene(HOSPITAL)
    assert played.stagings[0].figures[0].posture == "lie"
    asleep, awake = played.figure("dort dans", "bruno"), played.figure("Elle a bougé", "bruno")
    assert (asleep.posture, asleep.expression) == ("sit", "asleep")
    assert (awake.posture, awake.expression) == ("stand", "neutral")
    assert played.figure("sur le front", "bruno").gesture in ("embrace", "kiss")
    assert played.figure("sur le front", "simone").gesture in ("embrace", "kiss")


def test_who_enters_was_not_there() -> None:
    """An entrance has a path that ends where the figure stands, and what it carries."""
    played = scene(HOSPITAL)
    staging = played.at("INFIRMIÈRE")
    assert "infirmiere" not in {figure.character for figure in played.stagings[0].figures}
    assert staging.entering == ("infirmiere",)
    assert [path.character for path in staging.paths] == ["infirmiere"]
    assert played.figure("INFIRMIÈRE", "infirmiere").held == "tray"


def test_who_comes_out_of_somewhere_comes_in() -> None:
    """Outdoors, ``sort du bureau``, said first of someone, brings them into the picture and does not take them out."""
    played = scene("EXT. QUAI - NUIT\n\nYSÉ attend.\n\nANSELME, chef de gare, sort du bureau.\n\nANSELME\nOui ?")
    there = [[figure.character for figure in staging.figures] for staging in played.stagings]
    assert ["anselme" in row for row in there] == [False, True, True]
    assert played.stagings[1].entering == ("anselme",)


def test_one_who_sleeps_against_a_window_sits_from_the_start() -> None:
    """In a train one leans on the window in one's seat; who was introduced before has not acted before."""
    played = scene("INT. TRAIN - NUIT\n\nPluie.\n\nMAGDA (70 ans) tricote.\n\nJAN (25 ans) dort contre la vitre.")
    figures = [figure for staging in played.stagings for figure in staging.figures if figure.character == "jan"]
    assert [figure.posture for figure in figures] == ["sit", "sit", "sit"]


def test_a_scene_opens_on_people_as_they_are_described() -> None:
    """One after the other, a dog first: who lies and who sits does so from the first beat."""
    people = "A DOG sleeps by the stove.\n\nOTTO (40) lies on a bench.\n\nWREN (9) sits at the table."
    played = scene(f"INT. KITCHEN - NIGHT\n\n{people}")
    first = {figure.character: figure.posture for figure in played.stagings[0].figures}
    assert (first["otto"], first["wren"]) == ("lie", "sit")


def test_who_plays_does_not_sit_among_those_who_look_on() -> None:
    """On a stage, ``he sits`` is there, and not in the rows of the house."""
    played = scene("INT. CONCERT HALL - DAY\n\nA full house. OTTO (40) walks onto the stage.\n\nHe sits. He waits.")
    before, after = (played.figure(words, "otto") for words in ("walks", "sits"))
    assert after.posture == "sit"
    assert gap(before.at, after.at) < 2.0


def test_the_teacher_is_at_the_board_and_the_class_sits() -> None:
    """Trades and seats of a classroom; the pupil who leaves is gone at the next beat."""
    played = scene(CLASSROOM)
    teacher = next(figure for figure in played.at("tableau").figures if figure.character.startswith("professeure"))
    board = next(piece for piece in played.plan.pieces if piece.kind == "blackboard")
    assert gap(teacher.at, board.at) < 1.5
    assert (teacher.posture, teacher.gesture) == ("stand", "write")
    extras = [figure for figure in played.stagings[0].figures if figure.character.startswith("extra-")]
    assert len(extras) >= 4
    assert sum(figure.posture == "sit" for figure in extras) >= 4
    assert played.at("Tom se lève").leaving == ("tom",)
    assert "tom" not in played.here("Tom !")


def test_the_one_who_drives_has_the_wheel() -> None:
    """Not the first one named; and a voice on the phone is no passenger."""
    played = scene(CAR)
    assert played.figure("trop vite", "julie").posture == "drive"
    assert played.figure("trop vite", "alex").posture == "sit"
    assert all(played.here(beat.text) == {"alex", "julie"} for beat in played.scene.beats)
    phoning = played.figure("Oui ?", "alex")
    assert (phoning.gesture, phoning.held) == ("phone", "phone")


def test_a_chase_runs_one_way() -> None:
    """Both run, in the same direction, through a crowd; the taxi takes one away."""
    played = scene(CHASE)
    first, second = played.at("runs through"), played.at("chases him")
    ways = [path.points[-1][0] - path.points[0][0] for path in (*first.paths, *second.paths)]
    assert len(ways) == 2
    assert ways[0] * ways[1] > 0
    assert played.figure("runs through", "ray").posture == "run"
    assert sum(figure.character.startswith("extra-") for figure in first.figures) >= 6
    assert played.here("Damn") == {"jones"}


def test_voices_off_are_not_there_yet() -> None:
    """Dad calls from outside, then enters, kisses, and parts again; Mom goes."""
    played = scene(ARRIVAL)
    assert "dad" not in played.here("I'm home")
    kiss = [played.figure("kisses", identity) for identity in ("dad", "mom")]
    assert [figure.gesture for figure in kiss] == ["kiss", "kiss"]
    assert gap(kiss[0].at, kiss[1].at) < 0.5
    assert gap(played.figure("What a day", "dad").at, played.figure("What a day", "mom").at) >= 0.6
    assert "mom" not in played.here("Is she")


def test_a_call_in_bed() -> None:
    """Lying with a book, then with the phone, then at the window without it."""
    played = scene(CALL)
    assert (played.figure("lies in bed", "ellen").posture, played.figure("lies in bed", "ellen").gesture) == (
        "lie",
        "read",
    )
    assert played.figure("Hello", "ellen").gesture == "phone"
    window = next(piece for piece in played.plan.pieces if piece.kind == "window")
    assert gap(played.figure("Nobody", "ellen").at, window.at) < 1.3
    assert played.figure("Nobody", "ellen").held == ""


def test_the_landlady_is_behind_her_counter() -> None:
    """Places that the text names; partners of a game face each other across one table."""
    played = scene(CAFE)
    mark = next(mark for mark in played.plan.marks if mark.name == "counter-behind")
    assert gap(played.figure("Belote", "yvonne").at, mark.at) < 0.3
    one, other = played.figure("Belote", "gaston"), played.figure("Belote", "paulo")
    assert (one.posture, other.posture) == ("sit", "sit")
    assert 0.6 < gap(one.at, other.at) < 2.0


def test_a_kiss_and_the_sand() -> None:
    """A silent scene: they come walking together, kiss, sit and lie on the ground."""
    played = scene(SILENT)
    assert played.here("La mer") == set()
    assert set(played.at("côte à côte").entering) == {"luc", "ines"}
    assert gap(played.figure("s'embrassent", "luc").at, played.figure("s'embrassent", "ines").at) < 0.45
    assert (played.figure("s'allonge", "ines").posture, played.figure("s'allonge", "luc").posture) == ("sit", "lie")


def test_a_speech_to_the_house_is_given_from_the_stage() -> None:
    """The speaker faces the audience, which sits and looks at him."""
    played = scene(THEATRE)
    speaker = played.figure("Good evening", "walter")
    stage = next(mark for mark in played.plan.marks if mark.name == "stage")
    assert gap(speaker.at, stage.at) < 0.6
    assert speaker.held == "letter"
    seated = [figure for figure in played.at("Good evening").figures if figure.posture == "sit"]
    assert len(seated) >= 5
    assert all(figure.gaze is not None for figure in seated)


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
