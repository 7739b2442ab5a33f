"""Where people are, and what they do there, by what the text says of them."""

from blocking_scenes import ARRIVAL, CAFE, CALL, CAR, CHASE, CLASSROOM, DINER, HOSPITAL, SILENT, THEATRE, scene

from storyboard.stage.ground import gap


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
