import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rounds import PARAGRAPHS, UNWRITTEN, Made, fdx, fits_final_draft, keeps_every_letter, through_final_draft
from texts import TEXTS

from screenplay.composing import compose
from screenplay.elements import Script
from screenplay.errors import ScreenplayError
from screenplay.finaldraft.reading import read
from screenplay.finaldraft.writing import write
from screenplay.fountain import parse
from screenplay.manuscript import GUARD, manuscript
from screenplay.reading import read as read_file

FIXTURES = Path(__file__).parent / "fixtures"
some = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def paragraph(kind: str, text: str, said: str = "") -> str:
    return f'<Paragraph Type="{kind}"{said}><Text>{text}</Text></Paragraph>'


def outline(script: Script) -> list[tuple[str, str]]:
    return [(element.kind, element.text.replace(GUARD, "")) for element in script.elements]


def story(body: str, *, rest: str = "") -> Script:
    return parse(compose(read(fdx(body, rest=rest), "film.fdx")))


def test_a_file_of_final_draft_is_read_whole() -> None:
    """Runs, styles, dual dialogue, numbers, notes, acts, an omitted scene: the Fountain text says all of it."""
    text = compose(read((FIXTURES / "everything.fdx").read_bytes(), "everything.fdx"))
    assert text == (FIXTURES / "everything.fountain").read_text("utf-8")
    assert compose(read(write(manuscript(parse(text))), "again.fdx")) == text


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Action", "action"),
        ("General", "action"),
        ("Shot", "action"),
        ("Cast List", "action"),
        ("Unheard Of", "action"),
        ("New Act", "centered"),
        ("End of Act", "centered"),
        ("Lyrics", "lyric"),
        ("Singing", "lyric"),
        ("Transition", "transition"),
        ("Summary", "synopsis"),
        ("Outline 3 (Sequences)", "section"),
    ],
)
def test_each_type_is_kept_there_and_back(kind: str, expected: str) -> None:
    """A paragraph's words are read as the kind they print as, and its type is there again on the way back."""
    script = story(paragraph(kind, "Some WORDS"))
    assert [(element.kind, element.text.lower()) for element in script.elements] == [(expected, "some words")]
    back = write(manuscript(script)).decode()
    assert f'Type="{re.sub(" [(].*", "", kind)}"' in back.split("<ElementSettings")[0]


def test_capitals_of_the_page_are_capitals_of_the_text() -> None:
    """What Final Draft only shows in capitals is read in capitals; what its settings leave alone is left alone."""
    body = paragraph("Scene Heading", "int. café - day") + paragraph("Character", "Léa") + paragraph("Dialogue", "Oui.")
    assert outline(story(body))[:2] == [("scene_heading", "INT. CAFÉ - DAY"), ("character", "LÉA")]
    plain = '<ElementSettings Type="Character"><FontSpec Style=""/></ElementSettings>'
    assert outline(story(body, rest=plain))[1] == ("character", "Léa")
    shout = '<Paragraph Type="Action"><Text>He </Text><Text Style="Bold+AllCaps">falls</Text></Paragraph>'
    assert outline(story(shout)) == [("action", "He FALLS")]


def test_a_revision_is_marked_around_its_words() -> None:
    """Revision sets stay with their words, print nothing, and come back; so do colours and what is struck out."""
    body = (
        '<Paragraph Type="Action"><Text>Old </Text><Text RevisionID="2">new</Text><Text Style="Strikeout"> gone</Text>'
        '<Text Color="#FFFF00000000"> red</Text></Paragraph>'
    )
    sets = '<Revisions><Revision ID="2" Mark="*" Name="Pink"/></Revisions>'
    text = compose(read(fdx(body, rest=sets), "film.fdx"))
    assert text.startswith(
        "Old [[rev 2]]new[[/rev]][[strikeout]] gone[[/strikeout]][[color #FFFF00000000]] red[[/color]]"
    )
    assert outline(parse(text)) == [("action", "Old new gone red")]
    back = write(manuscript(parse(text))).decode()
    assert '<Text RevisionID="2">new</Text>' in back
    assert 'Name="Pink"' in back


def test_script_notes_keep_their_words_their_place_and_their_colour() -> None:
    """Notes in a paragraph and notes apart, by their range in UTF-16, become Fountain notes and go back."""
    inside = '<ScriptNote ID="1" Color="#FFFF00000000"><Paragraph><Text>Check ]] this</Text></Paragraph></ScriptNote>'
    ranged = '<ScriptNote ID="2" Range="11,15"><Paragraph><Text>Who?</Text></Paragraph></ScriptNote>'
    apart = f"<ScriptNotes>{ranged}</ScriptNotes>"
    body = f'<Paragraph Type="Action"><Text>He waits.</Text>{inside}</Paragraph>' + paragraph("Action", "🎬 Léa falls.")
    script = story(body, rest=apart)
    assert outline(script) == [("action", "He waits."), ("action", "🎬 Léa falls.")]
    assert "🎬 Lé[[Who?" in script.text
    assert [note.text.replace(GUARD, "") for note in script.notes] == [
        'Check ]] this {ID="1" Color="#FFFF00000000"}', 'Who? {ID="2" over="4"}',
    ]  # fmt: skip
    back = write(manuscript(script)).decode()
    assert 'Range="11,15"' in back
    assert 'Color="#FFFF00000000"' in back


def test_dual_dialogue_in_every_dialect() -> None:
    """Two speeches in a DualDialogue, inside a paragraph or not, are spoken together; one alone is not."""
    two = "".join(paragraph("Character", name) + paragraph("Dialogue", "Oui.") for name in ("LÉA", "TOM"))
    for body in (f"<Paragraph><DualDialogue>{two}</DualDialogue></Paragraph>", f"<DualDialogue>{two}</DualDialogue>"):
        cues = [element.dual for element in story(body).elements if element.kind == "character"]
        assert cues == ["left", "right"]
    assert [element.dual for element in story(two).elements if element.kind == "character"] == [None, None]


def test_a_note_between_speeches_keeps_them_together_and_sections_may_be_deep() -> None:
    """What stands unspoken between two simultaneous speeches goes with them; a hundred levels come back."""
    song = "A\nOui.\n\nB ^\n~La la\n\n~Apart\n"
    for text in ("A\nOui.\n\n[[vite]]\n@B ^\n= elle ment\nNon.\n", f"{'#' * 120} Acte\n", song):
        through_final_draft(parse(text))


def test_a_note_before_the_first_word_of_a_speech_stays_there() -> None:
    """What stands on the line of the words that follow is about these, not about the parenthetical above."""
    text = "LÉA\n(bas)\n[[Sure?]]Tu viens ?\n"
    assert compose(read(write(manuscript(parse(text))), "film.fdx")) == text


def test_tags_stay_with_their_words() -> None:
    """What a word is tagged as (a prop) comes back with the catalogue that says what the tags are."""
    body = '<Paragraph Type="Action"><Text>The </Text><Text TagNumber="3">cup</Text><Text> falls.</Text></Paragraph>'
    catalogue = '<TagData><TagDefinitions><TagDefinition Label="Cup" Number="3"/></TagDefinitions></TagData>'
    text = compose(read(fdx(body, rest=catalogue), "film.fdx"))
    assert text.startswith("The [[tag 3]]cup[[/tag]] falls.\n")
    back = write(manuscript(parse(text))).decode()
    assert '<Text TagNumber="3">cup</Text>' in back
    assert catalogue in back


def test_an_omitted_scene_is_put_aside_and_comes_back() -> None:
    """The heading says OMITTED with its number; the scene itself is a boneyard, and Final Draft gets it back."""
    inner = paragraph("Scene Heading", "EXT. YARD - DUSK") + paragraph("Action", "Mara /* waits */.")
    omitted = f"<Text>Omitted</Text><OmittedScene>{inner}</OmittedScene>"
    body = f'<Paragraph Type="Scene Heading" Number="21">{omitted}</Paragraph>'
    script = story(body + paragraph("Action", "On."))
    assert outline(script) == [("scene_heading", "OMITTED"), ("action", "On.")]
    assert script.elements[0].number == "21"
    back = write(manuscript(script)).decode()
    inside = back[back.index("<OmittedScene>") : back.index("</OmittedScene>")]
    assert "<Text>EXT. YARD - DUSK</Text>" in inside
    assert "<Text>Mara /* waits */.</Text>" in inside


def test_xml_laid_out_by_another_program_reads_the_same() -> None:
    """White space that a program puts between tags is no text; a text outside of any Text still is."""
    laid = "\n    <Text>\n      One \n    </Text>\n  "
    body = f'\n  <Paragraph Type="Action">{laid}</Paragraph>\n  <Paragraph>Two</Paragraph>'
    assert outline(story(body)) == [("action", "One"), ("action", "Two")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings_of_xml(encoding: str) -> None:
    """The declared encoding is read, and UTF-8 that claims to be UTF-16 all the same."""
    declared = encoding.removesuffix("-sig")
    text = fdx(paragraph("Action", "Été")).decode().replace("UTF-8", declared)
    assert read(text.encode(encoding), "film.fdx").pieces[0].text == "Été"
    assert read(text.replace(declared, "UTF-16", 1).encode(), "film.fdx").pieces[0].text == "Été"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
HOSTILE = {
    "entities": (fdx(paragraph("Action", "&b;"), head=LAUGHS), "entities"),
    "external": (fdx("", head='<!DOCTYPE x SYSTEM "file:///etc/passwd">'), "document type"),
    "depth": (fdx("<Paragraph>" * 250 + "</Paragraph>" * 250), "deeper than 200"),
    "deeper": (fdx("<a>" * 300_000), "deeper than 200"),
    "truncated": (fdx(paragraph("Action", "Hello"))[:-20], "cut off"),
    "no-xml": (b"INT. HOUSE - DAY\n", "well-formed"),
    "other-root": (b"<html><body>Hi</body></html>", "<html>"),
    "encoding": (fdx("", head='<?xml version="1.0" encoding="klingon"?>'), "encoding|well-formed"),
    "empty": (b"  \n", "is empty"),
    "no-words": (fdx(""), "is empty"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_are_refused_with_a_remedy(name: str, tmp_path: Path) -> None:
    """Entities, outside references, bottomless nesting, half a file: one sentence with the file's name."""
    data, words = HOSTILE[name]
    path = tmp_path / "film.fdx"
    path.write_bytes(data)
    with pytest.raises(ScreenplayError, match=words) as error:
        read_file(path)
    assert "film.fdx" in str(error.value)


def test_a_break_in_the_xml_is_told_with_its_line() -> None:
    """The line of what is wrong is in the message."""
    with pytest.raises(ScreenplayError, match="line 3"):
        read(b"<FinalDraft>\n<Content>\n<Paragraph <\n", "film.fdx")


@some
@given(TEXTS)
def test_fountain_to_final_draft_and_back_is_the_same_script(text: str) -> None:
    """Whatever a text reads as, it reads the same after Final Draft had it, notes and boneyards included."""
    script = parse(UNWRITTEN.sub("?", text))
    assume(fits_final_draft(script))
    through_final_draft(script)


@some
@given(st.lists(PARAGRAPHS, max_size=8), st.booleans())
def test_final_draft_to_fountain_and_back_loses_no_word(made: list[Made], dual: bool) -> None:
    """Any paragraphs in any order: no letter is lost there, nor back; a second time all words print the same."""
    keeps_every_letter(made, dual)
