import pytest

from screenplay.elements import Locale
from screenplay.fountain import parse


@pytest.mark.parametrize(
    ("locale", "text", "code", "line"),
    [
        ("en", "He waits.\n\nCUT TO:\nThe sea.", "transition-as-cue", 3),
        ("en", "He waits.\n\nFADE OUT.\nThe sea.", "transition-as-cue", 3),
        ("fr", "INT. BAR - JOUR\nIl entre.", "heading-unspaced", 1),
        ("en", "12. INT. BAR - DAY\n\nHe waits.", "heading-numbered", 1),
        ("fr", "Un [[mot\n\nici", "unclosed-note", 1),
        ("fr", "Un\n\n/* mot", "unclosed-boneyard", 3),
        ("fr", "SAMIR\nUn.\n\nSAMIR\nDeux.\n\nSAMRI\nTrois.", "cue-typo", 7),
        ("fr", "SAMIR\nUn.\n\nSAMIR\nDeux.\n\nSAMYR\nTrois.", "cue-typo", 7),
        ("fr", "SAMIR\nUn (un temps) deux.", "inline-parenthetical", 2),
        ("fr", "Il attend.\n\nSAMIR ^\nUn.", "lonely-dual", 3),
    ],
)
def test_what_may_be_a_slip_is_told_with_its_line_and_remedy(locale: Locale, text: str, code: str, line: int) -> None:
    """Each diagnostic gives its line, what was understood, and the remedy, in the script's own language."""
    (found,) = parse(text, locale=locale).diagnostics
    assert (found.code, found.line, found.column >= 1) == (code, line, True)
    assert found.remedy.endswith(".")
    assert ("«" in found.message or "ici par" in found.message) == (locale == "fr")


@pytest.mark.parametrize("names", [("GARDE 1", "GARDE 2"), ("CLIENT", "CLIENTE"), ("LÉA", "LEA"), ("PAUL", "JEAN")])
def test_names_that_are_meant_to_differ_are_left_alone(names: tuple[str, str]) -> None:
    """Numbers, feminines and accents are no slips."""
    one, other = names
    assert not parse(f"{one}\nUn.\n\n{one}\nDeux.\n\n{other}\nTrois.", locale="fr").diagnostics


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("INT. BAR - DAY\n\nThe man sits at the bar.", "en"),
        ("INT. BAR - JOUR\n\nL'homme est assis dans le bar.", "fr"),
        ("", "en"),
        ("INT. BAR\n\nOK.", "en"),
        ("Titre: X\n\nINT. BAR\n\nOK.", "fr"),
    ],
)
def test_the_text_tells_its_language(text: str, locale: Locale) -> None:
    """Frequent words, times and title keys decide; English for a tie."""
    assert parse(text).locale == locale
