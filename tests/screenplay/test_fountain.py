from pathlib import Path

import pytest

from screenplay.elements import Element, Emphasis, Script
from screenplay.fountain import parse

FIXTURES = Path(__file__).parent / "fixtures"


def cases(name: str) -> list[tuple[str, str, str]]:
    """Title, source and expected outline of each case of a fixture."""
    found = []
    for block in ("\n" + (FIXTURES / name).read_text("utf-8")).split("\n=== ")[1:]:
        title, rest = block.split("\n", 1) if not block.startswith("\n") else ("", block)
        source, expected = f"\n{rest}\n".split("\n---\n", 1)
        source = source.removeprefix("\n")
        found.append((title, _meant(source), _meant(expected.strip("\n"))))
    return found


def _meant(text: str) -> str:
    """A fixture's text with the white space that it spells out."""
    return text.replace("␠", " ").replace("␉", "\t").replace("␍", "\r")


def outline(script: Script) -> str:
    """The script as the fixtures write it: one line for each element."""
    page = [
        " ".join([f"{entry.key} = {' / '.join(entry.lines)}", *styled("\n".join(entry.lines), entry.spans)])
        for entry in script.entries
    ]
    return "\n".join([*page, *(described(element) for element in script.elements)])


def described(element: Element) -> str:
    fields = [
        f"[{name} {value}]"
        for name, value in (
            ("number", element.number),
            ("name", element.name),
            ("extensions", ", ".join(element.extensions)),
            ("dual", element.dual),
            ("depth", element.depth),
        )
        if value
    ]
    text = element.text.replace("\r\n", "\n").replace("\n", " / ")
    return " ".join([f"{element.kind}: {text}", *fields, *styled(element.text, element.spans)])


def styled(text: str, spans: tuple[Emphasis, ...]) -> list[str]:
    return [f"[{span.style} {text[span.start : span.end]}]" for span in spans]


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*c[1:], id=c[0]) for c in cases("fountain.txt")])
def test_fountain_reads_as_its_specification_says(source: str, expected: str) -> None:
    """Each corner of Fountain 1.1 gives the elements it should, in an English script."""
    assert outline(parse(source, locale="en")) == expected


CORNERS = ("title-page", "headings", "action", "speech", "marked", "emphasis", "hidden", "lines")


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [pytest.param(name, *c[1:], id=f"{name}: {c[0]}") for name in CORNERS for c in cases(f"fountain/{name}.txt")],
)
def test_every_corner_of_the_specification(name: str, source: str, expected: str) -> None:
    """Small cases, each with what Fountain 1.1 says of it; notes are listed where they are the subject."""
    script = parse(source, locale="en")
    hidden = [described(note) for note in script.notes] if name in ("hidden", "lines") else []
    assert "\n".join([outline(script), *hidden]).strip("\n") == expected


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*c[1:], id=c[0]) for c in cases("french.txt")])
def test_french_reads_as_the_trade_writes_it(source: str, expected: str) -> None:
    """French headings, transitions, framings and keys are understood."""
    assert outline(parse(source, locale="fr")) == expected
