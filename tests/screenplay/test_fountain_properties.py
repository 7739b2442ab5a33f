from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screenplay.cast import cast
from screenplay.elements import Script
from screenplay.fountain import parse, write
from screenplay.scenes import scenes

PIECES = [
    *"\n\r \t*_[]/()#=~>!@.^-–—«»…'’AÉ éa1🎬\u2028\u0301\ufeff\x00",
    *(
        "\n\n",
        "\r\n",
        "  \n",
        "[[",
        "]]",
        "/*",
        "*/",
        "===",
        "INT. ",
        "EXT. ",
        " - JOUR",
        "SUITE",
        "JEAN",
        "(V.O.)",
        "Titre: ",
    ),
    *("FONDU AU NOIR.", "TO:", "12. ", "../", "ПЕТЯ", "LÉA ET ", "une femme", "(32 ans)", ", ", ". ", " le la "),
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
few = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def printed_places(script: Script) -> list[int]:
    """For each character of the text, how many elements or notes own it (notes inside elements counted once)."""
    owned = [0] * len(script.text)
    for element in script.elements:
        for place in range(element.offset, element.offset + element.length):
            owned[place] += 1
    for note in script.notes:
        for place in range(note.offset, note.offset + note.length):
            owned[place] = owned[place] or 1
    return owned


@few
@given(TEXTS)
def test_parsing_never_fails_and_loses_nothing(text: str) -> None:
    """Any text parses, and is written back to the last character."""
    assert write(parse(text)) == text


@few
@given(TEXTS)
def test_every_element_stands_where_it_says(text: str) -> None:
    """Offsets, lines and columns lead back to each element's source, in order, without overlap."""
    script = parse(text)
    for element in (*script.elements, *script.notes):
        assert text[element.offset : element.offset + element.length] == element.source
        before = text[: element.offset].replace("\r\n", "\n").replace("\r", "\n")
        assert element.line == before.count("\n") + 1
        assert element.column == len(before) - (before.rfind("\n") + 1) + 1
    assert all(count <= 1 for count in printed_places(script))


@few
@given(TEXTS.map(lambda text: "\n" + text))
def test_every_letter_is_owned(text: str) -> None:
    """What no element and no note owns is white space: nothing that a writer typed falls between them."""
    script = parse("INT. X\n" + text)
    owners = printed_places(script)
    left = "".join(char for char, count in zip(script.text, owners, strict=True) if not count)
    assert not left.strip("\ufeff \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\xa0\u2028")


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
