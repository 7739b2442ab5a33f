"""Words and numbers of shots."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.errors import StoryboardError
from storyboard.glossary import NUMBERINGS, Numbering, glossaries, glossary, letters, number, parse_number
from storyboard.shots import Angle, Kind, MoveKind, Shot, Size, Transition, TransitionKind


@pytest.mark.parametrize("name", sorted(glossaries()))
def test_every_glossary_names_every_id(name: str) -> None:
    """No id of the vocabulary lacks a word in any school."""
    words = glossary(name)
    for field, ids in {
        "size": Size,
        "kind": Kind,
        "angle": Angle,
        "move": MoveKind,
        "transition": TransitionKind,
    }.items():
        assert all(words.word(field, identity) for identity in get_args(ids))  # type: ignore[arg-type]


def test_schools_differ_in_words_only() -> None:
    """The same id is the plan pied for one school and the plan moyen for another."""
    assert glossary("fr").word("size", "FS") == "plan pied"
    assert glossary("fr-plan-moyen").word("size", "FS") == "plan moyen"
    assert glossary("fr-plan-moyen").word("size", "CU") == "gros plan"


def test_an_unknown_glossary_is_refused_with_the_known_ones() -> None:
    """The message names what exists."""
    with pytest.raises(StoryboardError, match="fr-plan-moyen"):
        glossary("klingon")


@given(st.integers(1, 5000), st.sampled_from(["1", "12", "207", "12A", "3bis"]), st.sampled_from(NUMBERINGS))
def test_numbers_are_read_back(shot: int, scene: str, style: Numbering) -> None:
    """What is rendered names the same scene and shot again."""
    assert parse_number(number(scene, shot, style), style) == (scene if style == "12/3" else scene.upper(), shot)


def test_letters_skip_those_that_look_like_digits() -> None:
    """H is followed by J, N by P, Z by AA."""
    assert [letters(n) for n in (1, 8, 9, 13, 14, 24, 25, 48, 49)] == ["A", "H", "J", "N", "P", "Z", "AA", "AZ", "BA"]


@pytest.mark.parametrize(
    ("text", "style"), [("12I", "12A"), ("12", "12A"), ("12/0", "12/3"), ("P03", "S12-P03"), ("", "12A")]
)
def test_what_is_no_number_is_refused(text: str, style: Numbering) -> None:
    """The message shows how a number is written."""
    with pytest.raises(StoryboardError):
        parse_number(text, style)


def test_a_label_leaves_the_usual_unsaid() -> None:
    """A static single at eye level is its size alone; the rest is said."""
    shot = Shot("s", "sc", 1, ("b",), "single", "CU", "eye", 85, "static", ("a",), Transition(), 3, "")
    assert glossary("fr").label(shot) == "GP"
    low = Shot("s", "sc", 1, ("b",), "two", "MS", "low", 40, "dolly_in", ("a", "b"), Transition(), 3, "")
    assert glossary("en").label(low) == "MS 2S low push in"
