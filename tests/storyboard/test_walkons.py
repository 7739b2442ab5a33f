"""Whom the text gives no name and who is there all the same, doing what it says."""

import pytest

from screenplay.cast import cast
from screenplay.elements import Locale
from screenplay.fountain import parse
from screenplay.scenes import Character, Scene, scenes
from storyboard.cues import scene_cues
from storyboard.looks import looks, walk_on
from storyboard.reading.walkons import called, peopled
from storyboard.stage.blocking import block
from storyboard.stage.geometry import SetPlan, Staging, plan_at
from storyboard.stage.sets import plan

FRENCH = "INT. CUISINE - JOUR\n\nMARIE, 30 ans, attend. MARC, 40 ans, boit.\n\n{}\n\nMARIE\nBonjour.\n\nMARC\nOui.\n"
ENGLISH = "INT. KITCHEN - DAY\n\nMARY, 30, waits.\n\n{}\n\nMARY\nHello.\n"


def read(text: str, locale: Locale = "fr") -> tuple[Scene, tuple[Character, ...]]:
    """The only scene of a script with its people and walk-ons."""
    script = parse((FRENCH if locale == "fr" else ENGLISH).format(text), locale=locale)
    people = cast(script)
    return peopled(scenes(script, people)[0], people, people, locale=locale)


def played(text: str) -> tuple[SetPlan, tuple[Staging, ...]]:
    """A French sentence staged in a kitchen."""
    scene, people = read(text)
    ground = plan(scene.heading, texts=[beat.text for beat in scene.beats], locale="fr")
    known = {**looks(people, ()), **{one.id: walk_on(one) for one in people}}
    return ground, block(scene, ground, people, known, locale="fr")


@pytest.mark.parametrize(
    ("text", "locale", "who"),
    [
        ("Un chien dort sous la table.", "fr", "chien:lie"),
        ("Un serveur essuie des verres.", "fr", "serveur:cook"),
        ("Au fond, une vieille dame tricote.", "fr", "dame:sew"),
        ("L'infirmière entre.", "fr", "infirmiere:enter"),
        ("Le chat saute sur la table.", "fr", "chat:jump"),
        ("Entre un facteur.", "fr", "facteur:enter"),
        ("Deux policiers entrent.", "fr", "policiers-1:enter policiers-2:enter"),
        ("A waiter wipes glasses.", "en", "waiter:cook"),
        ("A little girl tugs at Mary's sleeve.", "en", "girl:pull"),
        ("Two cops run in.", "en", "cops-1:enter cops-2:enter"),
    ],
)
def test_whoever_does_something_without_a_name_is_there(text: str, locale: Locale, who: str) -> None:
    """People and animals in small letters, by an article that brings them in or by their trade."""
    scene, people = read(text, locale)
    found = [cue for row in scene_cues(scene, people, locale=locale) for cue in row]
    doing = {f"{one.removeprefix('extra-')}:{cue.kind}" for cue in found for one in cue.subject}
    assert set(who.split()) <= doing


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("BASILE, un vieil homme, entre.", "fr"), ("Un homme d'une quarantaine d'années, MARC, se lève.", "fr"),
        ("L'homme se lève.", "fr"), ("Il court comme un chien.", "fr"), ("C'est un homme bien.", "fr"),
        ("La photo d'un homme.", "fr"), ("Pas un chat dans la rue.", "fr"), ("Il sort une vieille boîte.", "fr"),
        ("Au loin, un chien aboie.", "fr"), ("Elle serre un lapin en peluche et un chat en bois.", "fr"),
        ("Les deux hommes rient.", "fr"), ("Deux amis attendent : MARIE et MARC.", "fr"),
        ("He runs like a dog.", "en"), ("The man stands up.", "en"), ("She holds a wooden horse.", "en"),
        ("JACK, a tall man, enters.", "en"), ("A small crowd waits.", "en"),
    ],
)  # fmt: skip
def test_nobody_is_made_up(text: str, locale: Locale) -> None:
    """Whoever may be someone of the cast, what is compared, toys, and what is only heard bring in no one."""
    assert [one.id for one in read(text, locale)[1] if one.id.startswith("extra-")] == []


def test_a_dog_sleeps_under_the_table_and_takes_no_chair() -> None:
    """On the floor, in the table's footprint."""
    ground, stagings = played("Un chien dort sous la table.")
    dog = next(one for one in stagings[2].figures if one.character == "extra-chien")
    table = next(piece for piece in ground.pieces if piece.kind == "table")
    assert (dog.posture, dog.look.animal) == ("lie", "dog")
    assert abs(dog.at[0] - table.at[0]) < table.size[0]
    assert dog.at[2] == 0.0


def test_what_falls_lies_there_until_it_is_picked_up() -> None:
    """A cane named at an introduction is in hand, falls, lies on the floor, and is taken up again."""
    text = "BASILE, 70 ans, canne, attend.\n\nIl laisse tomber sa canne.\n\nIl attend.\n\nBasile ramasse la canne.\n"
    script = parse(f"INT. CUISINE - JOUR\n\n{text}", locale="fr")
    people = cast(script)
    scene = scenes(script, people)[0]
    ground = plan(scene.heading, texts=[], locale="fr")
    stagings = block(scene, ground, people, looks(people, ()), locale="fr")
    lies = [any(piece.kind == "stick" for piece in plan_at(ground, one).pieces) for one in stagings]
    assert [one.figures[0].held for one in stagings] == ["stick", "", "", "stick"]
    assert lies == [False, True, True, False]


def test_seven_at_a_table_for_four_all_sit() -> None:
    """Chairs are brought, and nobody sits in anybody."""
    names = ["ANNE", "BRUNO", "CLAIRE", "DENIS", "ELSA", "FRED", "GINA"]
    listed = ", ".join(f"{name}, {20 + at} ans" for at, name in enumerate(names[:-1]))
    script = parse(f"INT. CUISINE - JOUR\n\nAutour de la table : {listed}, et GINA, 50 ans.\n", locale="fr")
    people = cast(script)
    scene = scenes(script, people)[0]
    ground = plan(scene.heading, texts=[], locale="fr")
    staging = block(scene, ground, people, looks(people, ()), locale="fr")[0]
    assert [one.posture for one in staging.figures] == ["sit"] * 7
    assert len({one.at for one in staging.figures}) == 7


def test_a_walk_on_is_called_as_the_text_spells_it() -> None:
    """The id has no accents, the shot list does."""
    texts = ["Une infirmière passe.", "Deux garde-malades attendent."]
    assert called("extra-infirmiere", texts) == "infirmière"
    assert called("extra-infirmiere-2", texts) == "infirmière 2"
    assert called("extra-chien", texts) == "chien"
