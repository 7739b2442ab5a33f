"""Identities through several drafts: given once, found again when what was cut comes back."""

import re

from screenplay.cast import cast
from screenplay.drafts import Draft, draft_of
from screenplay.drafts.history import History
from screenplay.drafts.identities import Identities, follow
from screenplay.fountain import parse
from screenplay.scenes import scenes

ONE = "INT. CUISINE - JOUR\n\nMARTHE lit une longue lettre.\n\nMARTHE\nIl revient demain soir par le train.\n\n"
TWO = "EXT. QUAI - SOIR\n\nLe train entre en gare dans la fumée.\n\nNOÉ\nJe ne vois personne descendre.\n\n"
THREE = "INT. SALON - NUIT\n\nLa pendule sonne minuit. Personne ne dort.\n\n"


def draft(text: str) -> Draft:
    script = parse(text, locale="fr")
    people = cast(script)
    return draft_of(script, scenes(script, people), people)


def through(*texts: str) -> list[Identities]:
    """The identities of each draft, kept one after the other."""
    history, found = History(), []
    for text in texts:
        found.append(follow(draft(text), history))
        history = history.with_draft(found[-1].draft, made="", by="make", script="")
    return found


def names(one: Identities, scene: int) -> list[str]:
    told = one.draft.scenes[scene]
    return [told.id, *(e.id for e in told.elements), *(b.id for e in told.elements for b in e.beats)]


def test_identities_are_short_and_say_what_they_are_of():
    """A letter for the kind, then hexadecimal: safe anywhere."""
    (one,) = through(ONE + TWO)
    assert all(re.fullmatch(r"[seb][0-9a-f]{12}", name) for scene in (0, 1) for name in names(one, scene))
    assert re.fullmatch(r"c[0-9a-f]{12}", one.of("marthe", "character"))
    assert not one.recorded


def test_a_scene_that_was_removed_comes_back_as_itself():
    """With all that it holds, though the draft around it is another one."""
    first, second, third = through(ONE + TWO + THREE, ONE + THREE, THREE + TWO.replace("entre", "glisse"))
    assert set(names(first, 1)) <= set(second.unplaced)
    assert names(third, 1) == names(first, 1)


def test_a_line_that_was_removed_comes_back_as_itself():
    """Word for word, it is the one that was there."""
    less = ONE.replace("MARTHE\nIl revient demain soir par le train.\n\n", "")
    first, _second, third = through(ONE + TWO, less + TWO, ONE + TWO.replace("personne", "pas Paul"))
    beats = [one.draft.scenes[0].elements[-1].beats[0].id for one in (first, third)]
    assert beats[0] == beats[1]


def test_a_person_who_was_cut_comes_back_as_the_same():
    """And one who is renamed stays the one she was."""
    first, _second, third = through(ONE + TWO, ONE + THREE, ONE.replace("MARTHE", "JEANNE") + TWO)
    assert third.of("noe", "character") == first.of("noe", "character")
    assert third.of("jeanne", "character") == first.of("marthe", "character")


def test_scenes_that_stay_are_kept_once():
    """A hundred drafts with one line changed in one scene hold the other scenes once."""
    history = History()
    for number in range(100):
        found = follow(draft(ONE + TWO.replace("personne", f"le numéro {number}")), history)
        history = history.with_draft(found.draft, made="", by="make", script="")
    assert len(history.scenes) == 101
    assert len({scene.id for scene in history.scenes}) == 2
    assert history.draft(1).scenes[1].elements[-1].beats[0].text == "Je ne vois le numéro 0 descendre."
