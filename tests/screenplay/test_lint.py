"""Diagnostics: each where it belongs, none where nothing is wrong."""

from pathlib import Path

import pytest

from screenplay import diagnostics
from screenplay.cast import cast
from screenplay.elements import Diagnostic, Locale
from screenplay.fountain import parse
from screenplay.lint import lint
from screenplay.scenes import scenes

HERE = Path(__file__).parent
WELL_WRITTEN = [
    *sorted((HERE.parents[1] / "examples").glob("*.fountain")),
    *sorted((HERE / "fixtures").glob("odd-*.fountain")),
    *sorted((HERE / "fixtures" / "languages").glob("*.fountain")),
    HERE / "fixtures" / "comedy-fr.fountain",
]
SAMIR = "INT. BAR - JOUR\n\nSamir entre.\n\nSAMIR\nUn.\n\nSAMIR\nDeux.\n\n"


def said(text: str, locale: Locale = "fr", declared: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    script = parse(text, locale=locale)
    people = cast(script)
    return lint(script, scenes(script, people), people, declared=declared)


@pytest.mark.parametrize(
    ("code", "text", "line", "column"),
    [
        ("heading-unspaced", SAMIR + "Il sort.\nINT. RUE - NUIT\n\nRien.", 12, 1),
        ("heading-unspaced", SAMIR + "SAMIR\nTrois.\n  INT. RUE - NUIT\n\nRien.", 13, 3),
        ("cue-unspaced", SAMIR + "Il attend.\nSAMIR\nTrois.", 12, 1),
        ("cue-unspaced", SAMIR + "Paul sort.\n\nPAUL\nBon.\nSAMIR\nTrois.", 15, 1),
        ("cue-lowercase", SAMIR + "Samir\nTrois.", 11, 1),
        ("cue-lowercase", SAMIR + "Paul sort.\n\nPAUL\nBon.\n\nSAMIR et PAUL\nTrois.", 16, 1),
        ("cue-silent", SAMIR + "SAMIR\n\nTrois.", 11, 1),
        ("heading-typo", SAMIR + "IN. RUE - NUIT\n\nRien.", 11, 1),
        ("heading-sideless", SAMIR + "CUISINE - NUIT\n\nRien.", 11, 1),
        ("time-typo", SAMIR + "INT. RUE - JUOR\n\nRien.", 11, 12),
        ("never-introduced", SAMIR + "LÉA\nBonjour.", 11, 1),
        ("number-twice", "12. INT. BAR - JOUR\n\nRien.\n\n12. EXT. RUE - JOUR\n\nRien.", 5, 1),
        ("number-order", "12. INT. BAR - JOUR\n\nRien.\n\n9. EXT. RUE - JOUR\n\nRien.", 5, 1),
        ("scene-empty", SAMIR + "INT. RUE - NUIT\n\nINT. BAR - JOUR\n\nRien.", 11, 1),
        ("omitted-text", SAMIR + ".SUPPRIMÉE\n\nRien.", 11, 1),
        ("title-key", "Titre: X\nAutheur: Y\n\nINT. BAR - JOUR\n\nRien.", 2, 1),
        ("page-furniture", SAMIR + "Page 3\n\nRien.", 11, 1),
        ("page-furniture", SAMIR + "(À SUIVRE)\n\nA.\n\nB.\n\nC.", 11, 1),
        ("page-furniture", SAMIR + "SAMIR\nOui.\n(SUITE)\n\nA.\n\nB.\n\nC.", 13, 1),
        ("hidden-character", SAMIR + "\u200bINT. RUE - NUIT\n\nRien.", 11, 1),
        ("indented", SAMIR + "\n".join(f"\tUn mot {n}." for n in range(6)), 11, 1),
        ("no-heading", "Il marche.\n\n" * 30, 1, 1),
        ("cue-typo", SAMIR + "SAMRI\nTrois.", 11, 1),
        ("synopsis-in-speech", SAMIR + "SAMIR\nUn et un\n=1+1\nfont deux.", 13, 1),
    ],
)
def test_each_slip_is_told_where_it_is(code: str, text: str, line: int, column: int) -> None:
    """One diagnostic, at its line and column, with a remedy."""
    (found,) = said(text)
    assert (found.code, found.line, found.column) == (code, line, column)
    assert found.remedy


@pytest.mark.parametrize("path", WELL_WRITTEN, ids=lambda path: path.stem)
def test_nothing_is_said_of_what_is_well_written(path: Path) -> None:
    """Long, odd scripts without a slip get neither an error nor a warning nor a hint."""
    script = parse(path.read_text("utf-8"))
    people = cast(script)
    assert [(one.code, one.line) for one in lint(script, scenes(script, people), people)] == []


@pytest.mark.parametrize(
    "text",
    [
        SAMIR + "SAMIR !\nIl crie dans la nuit.",
        SAMIR + "SAMIR\n(suite)\nTrois.",
        SAMIR + "INT. IMMEUBLE - COUR\n\nRien.",
        SAMIR + "INT. CHÂTEAU - TOUR\n\nRien.",
        SAMIR + "12 MARS 1954 - 8H\n\nRien.",
        SAMIR + "LE LENDEMAIN\n\nRien.",
        SAMIR + "SAMIRA, sa sœur, entre.\n\nSAMIRA\nMoi aussi.",
        SAMIR + "UN SERVEUR\nBonjour.",
        SAMIR + "VOIX DE FEMME\nBonjour.",
        SAMIR + "LÉA (OFF)\nBonjour.",
        SAMIR + "INT. RUE - NUIT\n\n= On la verra plus tard.",
        SAMIR + "13. SUPPRIMÉE\n\nINT. RUE - NUIT\n\nRien.",
        SAMIR + "À SUIVRE",
        SAMIR + "Il sort. /* Coupé :\nINT. RUE - NUIT\nSAMIR\nNon.\n*/ Il rentre.",
        SAMIR + "Il sort. [[Ou :\nSAMIR\nNon.]] Il rentre.",
    ],
)
def test_what_may_be_meant_is_left_alone(text: str) -> None:
    """Shouts, cliffhangers, courtyards, sisters, roles and voices are no slips."""
    assert said(text) == ()


def test_two_who_both_speak_are_two() -> None:
    """JEAN and JEANNE, MARIO and MARIE: whoever speaks, and is named, is no slip of another."""
    speeches = "\n\n".join(f"{name}\nOui." for name in ["JEAN", "JEANNE"] * 3 + ["MARIE"] * 9 + ["MARIO"])
    assert said(f"INT. BAR - JOUR\n\nJean, Jeanne, Marie et Mario.\n\n{speeches}") == ()


def test_a_declared_name_that_nobody_bears_is_told_with_the_nearest() -> None:
    """It is not in the text, so its line is 0."""
    (found,) = said(SAMIR, declared=("SAMIR", "samir", "SAMI"))
    assert (found.code, found.line) == ("cast-nobody", 0)
    assert "SAMIR" in found.remedy


def test_page_numbers_that_rise_are_a_pages_head() -> None:
    """Lines alike but for a rising number came with the pages; a countdown that is played did not."""
    pages = "\n\n".join(f"Rien {word}.\n\nLE BAC - v3 - {n}" for n, word in enumerate(["a", "b", "c", "d"], 1))
    assert {one.code for one in said(f"INT. BAR - JOUR\n\n{pages}")} == {"page-furniture"}
    falling = "\n\n".join(f"{n} secondes." for n in (9, 8, 7, 6))
    assert said(f"INT. BAR - JOUR\n\n{falling}") == ()


def test_every_code_speaks_both_languages() -> None:
    """Each has a level, a meaning, and sentences that quote the same words in French and in English."""
    for code in diagnostics.codes():
        assert diagnostics.level(code) in diagnostics.LEVELS
        assert diagnostics.meaning(code, "fr") != diagnostics.meaning(code, "en")
        words = dict.fromkeys(["what", "other", "count", "known", "word", "right", "next", "omitted", "point"], "x")
        one = Diagnostic(code, 1, 1, "", "", words=tuple(words.items()))
        for language in ("fr", "en"):
            told = diagnostics.said(one, language)
            assert told.message.endswith(".")
            assert told.remedy.endswith((".", ").")) or "previz" in told.remedy


def test_a_diagnostic_is_said_again_in_the_readers_language() -> None:
    """A French script tells its slips in French, and in English to who reads English."""
    (found,) = said(SAMIR + "LÉA\nBonjour.")
    assert "parle ici" in found.message
    assert "speaks here" in diagnostics.said(found, "en").message
