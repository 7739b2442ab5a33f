import pytest
from hostile import CORPUS

from screenplay import blocks, edit, parse, write
from screenplay.cast import cast
from screenplay.emphasis import printed
from screenplay.scenes import scenes

SIZE = 100_000
"""Characters; anything quadratic would take minutes."""


@pytest.mark.parametrize("name", CORPUS)
def test_hostile_texts_are_read_in_full(name: str) -> None:
    """Long lines, nested openers and unclosed everything: nothing raises, nothing is lost, an edit agrees."""
    text = CORPUS[name](SIZE)
    script = parse(text)
    assert write(script) == text
    assert all(text[one.offset : one.offset + one.length] == one.source for one in (*script.elements, *script.notes))
    middle = len(text) // 2
    assert edit(script, middle, middle + 2, "*/ ]]\n\nx") == parse(text[:middle] + "*/ ]]\n\nx" + text[middle + 2 :])


@pytest.mark.parametrize("name", CORPUS)
def test_hostile_texts_have_scenes_and_a_cast(name: str) -> None:
    """What is made of a script copes with the same texts."""
    script = parse(CORPUS[name](SIZE // 10))
    people = cast(script)
    told = scenes(script, people)
    assert sum(len(scene.elements) for scene in told) <= len(script.elements)


def test_many_scenes_are_many_blocks() -> None:
    """A long script is read in pieces of about a page, so that an edit in it stays small."""
    script = parse("INT. A - DAY\n\nHe waits.\n\nLÉA\nOui.\n\n" * 5_000)
    sizes = [block.length for block in script.reading.blocks]  # type: ignore[attr-defined]
    assert sum(sizes) == len(script.text)
    assert max(sizes) < 2 * blocks._SHORTEST
    assert len(script.elements) == 20_000


def test_a_hundred_thousand_marks() -> None:
    """Stars that pair and stars that do not are all accounted for."""
    text, runs = printed("*a* " * 25_000)
    assert (len(runs), text) == (25_000, "a " * 25_000)
    assert printed("*a " * 30_000) == ("*a " * 30_000, ())
