from hypothesis import given
from texts import TEXTS, few

from screenplay.cast import cast
from screenplay.elements import Element, Script
from screenplay.fountain import parse, write
from screenplay.scenes import scenes


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted the slow way."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def holes_of(script: Script, element: Element) -> list[Element]:
    """The notes and boneyards inside an element."""
    end = element.offset + element.length
    return [note for note in script.notes if element.offset <= note.offset < end]


@few
@given(TEXTS)
def test_parsing_never_fails_and_loses_nothing(text: str) -> None:
    """Any text parses, and is written back to the last character."""
    assert write(parse(text)) == text


@few
@given(TEXTS)
def test_every_element_stands_where_it_says(text: str) -> None:
    """Offsets, lines and columns lead back to the source of every element, note and title key."""
    script = parse(text)
    for one in (*script.entries, *script.elements, *script.notes):
        assert text[one.offset : one.offset + one.length] == one.source
        assert (one.line, one.column) == place(text, one.offset)


@few
@given(TEXTS)
def test_every_styled_run_stands_where_it_says(text: str) -> None:
    """A span's place in the file begins and ends with its marks, and holds its printed words in order."""
    script = parse(text)
    for one, printed in [
        *((entry, "\n".join(entry.lines)) for entry in script.entries),
        *((element, element.text) for element in script.elements),
    ]:
        for span in one.spans:
            source = text[span.offset : span.offset + span.length]
            mark = "_" if span.style == "underline" else "*"
            assert source[0] == source[-1] == mark
            assert len(source) > 1
            assert (span.line, span.column) == place(text, span.offset)
            assert one.offset <= span.offset
            assert span.offset + span.length <= one.offset + one.length
            letters = iter(source)
            assert all(char in letters for char in printed[span.start : span.end] if not char.isspace())


@few
@given(TEXTS)
def test_every_character_is_owned_by_one(text: str) -> None:
    """Title keys, elements, and the notes and boneyards between them, put in a row with the white space that stands
    between, are the text again; none reaches into another, but for notes inside an element."""
    script = parse(text)
    inside = {note.id for one in (*script.entries, *script.elements) for note in holes_of(script, one)}  # type: ignore[arg-type]
    apart = [note for note in script.notes if note.id not in inside]
    rebuilt, at = "", 0
    for one in sorted((*script.entries, *script.elements, *apart), key=lambda one: one.offset):
        gap = text[at : one.offset]
        assert at <= one.offset
        assert not gap.strip().strip("\ufeff")
        rebuilt += gap + one.source
        at = one.offset + one.length
    assert not text[at:].strip().strip("\ufeff")
    assert rebuilt + text[at:] == text


@few
@given(TEXTS)
def test_printed_text_is_what_is_written_without_marks(text: str) -> None:
    """An element's letters and figures are those of its source, in order, notes and boneyards left out."""
    script = parse(text)
    for element in script.elements:
        source, at = "", element.offset
        for note in holes_of(script, element):
            source, at = source + text[at : note.offset], note.offset + note.length
        source += text[at : element.offset + element.length]
        written = [char for char in source if char.isalnum()]
        number = [char for char in element.number or "" if char.isalnum()]
        printed = [char for char in element.text if char.isalnum()]
        assert written in (printed, printed + number, number + printed)


@few
@given(TEXTS)
def test_ids_are_unique_and_safe(text: str) -> None:
    """Elements, scenes, beats and characters have ids of their own, in letters that any file system takes."""
    script = parse(text)
    people = cast(script)
    told = scenes(script, people)
    for ids in (
        [element.id for element in (*script.elements, *script.notes)],
        [scene.id for scene in told],
        [beat.id for scene in told for beat in scene.beats],
        [person.id for person in people],
    ):
        assert len(set(ids)) == len(ids)
        assert all(name and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in ids)
    assert all(len(person.id) <= 40 for person in people)
    assert all(0 < len(scene.heading.location) <= 60 for scene in told)


@few
@given(TEXTS)
def test_speech_is_kept_word_for_word(text: str) -> None:
    """The speech beats of a dialogue, joined, are its text; the sentences of an action, joined, are its words."""
    script = parse(text)
    told: dict[str, list[str]] = {}
    for scene in scenes(script):
        for beat in scene.beats:
            told.setdefault(beat.element, []).append(beat.text)
            assert 0 <= beat.offset <= beat.offset + beat.length <= len(text)
    for element in script.elements:
        if element.kind == "dialogue":
            assert "".join(told.get(element.id, [])) == element.text
        elif element.kind == "action" and element.id in told:
            assert "".join(told[element.id]).split() == element.text.split() or "".join(
                "".join(told[element.id]).split()
            ) == "".join(element.text.split())
