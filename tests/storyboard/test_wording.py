"""Shots in a director's words, in both languages, and in any school's."""

import pytest

from screenplay.scenes import Character
from storyboard.errors import StoryboardError
from storyboard.glossary import glossaries, glossary
from storyboard.wording import chosen, glossary_of

CAST = (
    Character("marie", "MARIE", (), "f", 30, "", 1, ""),
    Character("marie-lou", "MARIE-LOU", (), "f", 8, "", 1, ""),
    Character("noe", "NOÉ", ("LE PETIT",), "m", 12, "", 1, ""),
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("GP MARIE contre-plongée", {"size": "CU", "angle": "low", "subjects": ("marie",)}),
        ("gros plan sur Marie-Lou", {"size": "CU", "subjects": ("marie-lou",)}),
        ("CU MARIE low, push in", {"size": "CU", "angle": "low", "move": "dolly_in", "subjects": ("marie",)}),
        ("très gros plan, trav. av.", {"size": "ECU", "move": "dolly_in"}),
        ("PR le petit en amorce Marie", {"size": "MCU", "kind": "ots", "subjects": ("noe", "marie")}),
        ("plan à deux, panoramique vertical", {"kind": "two", "move": "tilt"}),
        ("insert couteau 100mm", {"kind": "insert", "lens": 100.0, "subjects": ("knife",)}),
        ("plan d'ensemble, plongée zénithale", {"size": "LS", "angle": "overhead"}),
        ("PG fondu enchaîné", {"size": "ELS", "transition": "dissolve"}),
        ("", {}),
    ],
)
def test_words_become_choices(words, said):
    """Sizes, names, angles, moves, lenses and transitions, in any order and either language."""
    assert chosen(words, CAST, glossary("fr")).said == said


def test_the_glossary_in_use_decides_first():
    """PM is the cowboy shot of one school, the whole figure of another."""
    assert chosen("PM", CAST, glossary("fr-rapproche")).size == "MLS"
    assert chosen("PM", CAST, glossary("fr-plan-moyen")).size == "FS"
    assert chosen("PE", CAST, glossary("fr-plan-moyen")).size == "ELS"


@pytest.mark.parametrize("name", sorted(glossaries()))
def test_every_word_of_a_glossary_is_understood(name):
    """What the shot list prints can be typed back, and means the same."""
    words = glossary(name)
    for field in ("size", "angle", "move"):
        for identity, pair in words.words[field].items():
            for word in filter(None, pair):
                same = [other for other, them in words.words[field].items() if word in them]
                assert getattr(chosen(word, (), words), field) in same, (field, identity, word)


@pytest.mark.parametrize(
    ("words", "told"),
    [("GP MARI", "marie"), ("bidule", "bidule"), ("GP PA", "two different things"), ("plongée contre-plongée", "two")],
)
def test_unknown_words_are_named(words, told):
    """The word, and the nearest one that is known; two sizes for one shot are refused."""
    with pytest.raises(StoryboardError, match=told):
        chosen(words, CAST, glossary("fr"))


def test_a_glossary_nobody_has_is_refused():
    """Its name, and those that are known."""
    with pytest.raises(StoryboardError, match="fr-plan-moyen"):
        glossary_of("fr", "fr-nobody")
