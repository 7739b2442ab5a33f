"""One rewrite at a time, as a writer makes them: what becomes of scenes, elements, beats and people."""

from collections import Counter
from pathlib import Path

import pytest

from screenplay.cast import cast
from screenplay.drafts import Alignment, Draft, align, draft_of
from screenplay.drafts.sequences import common, rising
from screenplay.fountain import parse
from screenplay.scenes import scenes

EXAMPLES = Path(__file__).parents[3] / "examples"

TEXT = """INT. CUISINE DE MARTHE - AUBE

Une cuisine basse, une table de bois. Une horloge bat.

MARTHE
(à voix basse)
Il est parti sans nous ce matin.

NOÉ
Maman a dit qu'elle viendrait nous chercher.

Marthe se lève et va jusqu'à la fenêtre.

NOÉ
Elle viendra, je le sais bien.

EXT. PLACE DU MARCHÉ - JOUR

La foule du samedi. Des étals, des parasols, des cageots de cerises.

SAMIR
Vous partez pour de bon, alors ?

INT. CAFÉ DU PORT - SOIR

Des joueurs de cartes. Un chien dort.

SAMIR
Je ferme dans dix minutes, messieurs.
"""


def draft(text: str) -> Draft:
    script = parse(text, locale="fr")
    people = cast(script)
    return draft_of(script, scenes(script, people), people)


def rewrite(*changes: tuple[str, str]) -> Alignment:
    text = TEXT
    for before, now in changes:
        assert before in text
        text = text.replace(before, now)
    return align(draft(TEXT), draft(text))


def told(matches) -> Counter:
    return Counter(f"{one.how}{' moved' * one.moved}" for one in matches)


def test_one_changed_line_is_one_changed_beat():
    """The rest is the same, to the last cue."""
    found = rewrite(("Il est parti sans nous ce matin.", "Il est parti sans nous hier matin."))
    assert told(found.scenes) == {"changed": 1, "same": 2}
    assert told(found.beats) == {"changed": 1, "same": 11}
    assert told(found.elements)["changed"] == 1


def test_a_moved_scene_is_the_same():
    """It stands elsewhere, and nothing in it has changed."""
    first, second, third = TEXT.partition("EXT. PLACE")[0], *TEXT.split("\nEXT. PLACE")[1].split("\nINT. CAFÉ")
    found = align(draft(TEXT), draft(f"INT. CAFÉ{third}\n{first}EXT. PLACE{second}"))
    assert told(found.scenes) == {"same": 2, "same moved": 1}
    assert told(found.beats) == {"same": 12}


def test_a_new_heading_is_still_the_scene():
    """The place changed, the text did not."""
    found = rewrite(("INT. CAFÉ DU PORT - SOIR", "EXT. TERRASSE DU BAR - NUIT"))
    assert told(found.scenes) == {"changed": 1, "same": 2}
    assert told(found.beats) == {"same": 12}


def test_a_scene_written_anew_under_its_heading_is_that_scene_but_not_its_text():
    """A heading that stands once names the scene; nothing else is carried over."""
    found = rewrite(
        ("Des joueurs de cartes. Un chien dort.", "Une lampe grésille au plafond."),
        ("Je ferme dans dix minutes, messieurs.", "Qui a volé ma guitare ?"),
    )
    assert told(found.scenes) == {"changed": 1, "same": 2}
    assert told(found.beats) == {"same": 9, "new": 2, "removed": 3}


def test_a_scene_cut_in_two():
    """The first part keeps the identity, the second comes from it; every line is itself."""
    found = rewrite(("Marthe se lève et va", "INT. ENTRÉE - JOUR\n\nMarthe se lève et va"))
    assert [one.how for one in found.scenes] == ["changed", "split", "same", "same"]
    assert found.scenes[1].old == found.scenes[0].old
    assert told(found.beats) == {"same": 12}


def test_two_scenes_made_one():
    """The one whose heading stays goes on; the other is taken up in it."""
    found = rewrite(("EXT. PLACE DU MARCHÉ - JOUR\n\n", ""))
    assert [one.how for one in found.scenes] == ["changed", "same", "merged"]
    assert found.scenes[2].new == found.scenes[0].new
    assert told(found.beats) == {"same": 12}


def test_a_paragraph_cut_in_two_and_joined_again():
    """Its sentences stay themselves; the paragraph's identity goes with the most of it."""
    found = rewrite(("table de bois. Une horloge", "table de bois.\n\nUne horloge"))
    assert told(found.beats) == {"same": 12}
    assert told(found.elements)["split"] == 1
    back = align(draft(TEXT.replace("bois. Une", "bois.\n\nUne")), draft(TEXT))
    assert told(back.elements)["merged"] == 1


def test_a_sentence_cut_in_two():
    """The longer half goes on, the other was cut off from it."""
    found = rewrite(("Marthe se lève et va jusqu'à la fenêtre.", "Marthe se lève. Elle va jusqu'à la fenêtre."))
    assert told(found.beats)["changed"] == 1
    assert told(found.beats)["split"] + told(found.beats)["new"] == 1


def test_someone_called_otherwise_everywhere():
    """One rename, and nothing else: cues, lines and action that name the person are what they were."""
    found = rewrite(("MARTHE", "MADELEINE"), ("Marthe", "Madeleine"))
    assert found.renames == (("MARTHE", "MADELEINE"),)
    assert {one.how for one in (*found.scenes, *found.elements, *found.beats)} == {"same"}
    assert told(found.people) == {"same": 2, "changed": 1}


def test_a_renamed_cue_is_known_though_the_action_forgot_one():
    """The old name is still named somewhere, but says nothing any more."""
    found = rewrite(("MARTHE\n", "MADELEINE\n"))
    assert ("MARTHE", "MADELEINE") in found.renames


def test_a_line_given_to_someone_else_is_changed():
    """The words stay, the mouth changes: whoever recorded it must know."""
    found = rewrite(("SAMIR\nJe ferme", "NOÉ\nJe ferme"))
    assert told(found.beats) == {"same": 11, "changed": 1}


def test_a_line_that_moves_to_another_scene():
    """It is itself, elsewhere."""
    line = "SAMIR\nJe ferme dans dix minutes, messieurs.\n"
    found = rewrite((line, ""), ("EXT. PLACE", f"{line}\nEXT. PLACE"))
    assert told(found.beats) == {"same": 11, "same moved": 1}


def test_a_cut_line_is_removed_and_its_neighbours_stay():
    """Nothing takes the identity of what is gone."""
    found = rewrite(("NOÉ\nMaman a dit qu'elle viendrait nous chercher.\n\n", ""))
    assert told(found.beats) == {"same": 11, "removed": 1}


@pytest.mark.parametrize(
    "change",
    [
        ("MARTHE\n", "MARTHE (SUITE)\n"),
        ("SAMIR\n", "SAMIR (CONT'D)\n"),
        ("INT. CUISINE DE MARTHE - AUBE", "int. cuisine de marthe – aube"),
        ("INT. CUISINE", "12. INT. CUISINE"),
        ("EXT. PLACE DU MARCHÉ - JOUR", "EXT. PLACE DU MARCHÉ - JOUR #4A#"),
        ("qu'elle viendrait nous", "qu’elle viendrait\nnous"),
        ("La foule du samedi. Des étals, des parasols,", "La foule du samedi. Des étals, des parasols,\n"),
    ],
)
def test_what_another_program_exports_is_no_change(change):
    """Continued marks, capitals, numbers, quotes, lines broken elsewhere."""
    found = rewrite(change)
    assert {one.how for one in (*found.scenes, *found.elements, *found.beats)} == {"same"}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.fountain")), ids=lambda path: path.stem)
def test_a_draft_is_itself(path):
    """Every piece of the examples is sure to be what it was."""
    one = draft(path.read_text("utf-8"))
    found = align(one, one)
    for match in (*found.scenes, *found.elements, *found.beats, *found.people):
        assert (match.old, match.how, match.sure, match.moved) == (match.new, "same", 1.0, False)


@pytest.mark.parametrize(
    ("one", "other"), [("", "INT. X"), ("INT. X", ""), ("a", "b"), ("> FIN <", "FIN"), ("===", "")]
)
def test_next_to_nothing_can_be_compared(one, other):
    """Texts without a scene, without a word."""
    align(draft(one), draft(other))


def test_sequences_hold_in_order_what_both_have():
    """Anchors that stand once decide first; between them as much as possible is kept."""
    assert common("abcde", "axcye") == [(0, 0), (2, 2), (4, 4)]
    assert common("aabaa", "aaba") == [(0, 0), (1, 1), (2, 2), (3, 3)] or len(common("aabaa", "aaba")) == 4
    assert len(common("nnnnonnn", "nnnonnnn")) == 7
    assert rising([(0, 3), (1, 0), (2, 1), (3, 2)]) == [(1, 0), (2, 1), (3, 2)]
