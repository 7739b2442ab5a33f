from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from texts import TEXTS, snippets

from screenplay import blocks, edit, parse
from screenplay.elements import Locale, Script

FIXTURES = Path(__file__).parent / "fixtures"
PARTS = ("text", "locale", "encoding", "title_page", "entries", "elements", "notes", "diagnostics")


def same(script: Script, locale: Locale | None = None) -> None:
    """The script is what parsing its text gives, part by part."""
    fresh = parse(script.text, locale=locale, encoding=script.encoding)
    for part in PARTS:
        assert getattr(script, part) == getattr(fresh, part), part
    assert script == fresh


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    TEXTS,
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from([0, 0, 1, 2, 9, 60]), snippets), min_size=1, max_size=5),
    st.sampled_from([None, "fr", "en"]),
    st.sampled_from([0, 8, 60, 1000]),
    st.booleans(),
)
def test_any_edits_give_what_parsing_gives(
    text: str, edits: list[tuple[int, int, str]], locale: Locale | None, shortest: int, asked: bool
) -> None:
    """Edit after edit, whether or not anybody looked in between, and however finely the text is cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_SHORTEST", shortest)
        script = parse(text, locale=locale, encoding="utf-16-le")
        for start, length, replacement in edits:
            start = min(start, len(script.text))
            old = script
            before = (old.text, old.elements, old.notes, old.diagnostics) if asked else None
            script = edit(script, start, min(start + length, len(script.text)), replacement)
            assert before is None or before == (old.text, old.elements, old.notes, old.diagnostics)
        same(script, locale)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/*", "/* x"),
        ("Un.", "Un. */"),
        ("[[", ""),
        ("Titre", "CUT TO"),
        ("\n\nDeux", "\nDeux"),
        ("NOÉ ^", "NOÉ"),
        ("LÉA\nUn.", "!LÉA\nUn."),
        ("JOUR", "NUIT"),
        ("Titre: A\n\n", ""),
    ],
)
def test_edits_that_reach_farther_are_followed(old: str, new: str) -> None:
    """A boneyard closed long after it opened, a note opened, a title page gone, two paragraphs joined, a lost caret."""
    filler = "".join(f"Un homme numéro {count} attend dans la rue.\n\n" for count in range(60))
    text = (
        f"Titre: A\n\nINT. BAR - JOUR\n\n/* {filler}LÉA\nUn.\n\nNOÉ ^\nOui [[non\n\n{filler}Deux.\n\nINT. BAR - JOUR\n"
    )
    script = parse(text)
    start = text.index(old)
    edited = edit(script, start, start + len(old), new)
    assert edited.text == text.replace(old, new, 1)
    same(edited)
    same(edit(edited, start, start + len(new), old))


def test_an_edit_that_changes_the_language_reads_everything_again() -> None:
    """The locale is the one that the new text shows."""
    script = parse("INT. BAR - DAY\n\nThe man sits at the bar.\n\n12. INT. BAR\n\nx")
    french = edit(script, 16, 40, "L'homme est assis dans le bar, et il ne dit pas un mot.")
    assert (script.locale, french.locale) == ("en", "fr")
    same(french)


def test_an_edit_reads_a_page_or_so_again() -> None:
    """In a long script only the neighbourhood of the edit is read; the other blocks are the old ones."""
    text = (FIXTURES / "quirks-fr.fountain").read_text("utf-8").replace("/*", "").replace("[[", "") * 40
    script = parse(text)
    kept = {id(block) for block in script.reading.blocks}  # type: ignore[attr-defined]
    for place in range(0, len(text), len(text) // 23):
        edited = edit(script, place, place, "Il hésite.")
        read = [block.length for block in edited.reading.blocks if id(block) not in kept]  # type: ignore[attr-defined]
        assert 0 < sum(read) < 5_000
    same(edit(script, 3000, 3001, "\n\nIl hésite."))


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (0, 4)])
def test_no_such_stretch(start: int, end: int) -> None:
    """Places outside the text are refused."""
    with pytest.raises(ValueError, match="no stretch"):
        edit(parse("abc"), start, end, "")
