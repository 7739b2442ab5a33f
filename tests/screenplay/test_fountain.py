from pathlib import Path

import pytest

from screenplay.elements import Element, Script
from screenplay.fountain import parse

FIXTURES = Path(__file__).parent / "fixtures"


def cases(name: str) -> list[tuple[str, str, str]]:
    """Title, source and expected outline of each case of a fixture."""
    found = []
    for block in ("\n" + (FIXTURES / name).read_text("utf-8")).split("\n=== ")[1:]:
        title, rest = block.split("\n", 1) if not block.startswith("\n") else ("", block)
        source, expected = rest.split("\n---\n", 1)
        found.append((title, source.replace("␠", " "), expected.strip("\n")))
    return found


def outline(script: Script) -> str:
    """The script as the fixtures write it: one line for each element."""
    page = [f"{key} = {' / '.join(lines)}" for key, lines in script.title_page.items()]
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
    spans = [f"[{span.style} {element.text[span.start : span.end]}]" for span in element.spans]
    return " ".join([f"{element.kind}: {element.text.replace(chr(10), ' / ')}", *fields, *spans])


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*c[1:], id=c[0]) for c in cases("fountain.txt")])
def test_fountain_reads_as_its_specification_says(source: str, expected: str) -> None:
    """Each corner of Fountain 1.1 gives the elements it should, in an English script."""
    assert outline(parse(source, locale="en")) == expected


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*c[1:], id=c[0]) for c in cases("french.txt")])
def test_french_reads_as_the_trade_writes_it(source: str, expected: str) -> None:
    """French headings, transitions, framings and keys are understood."""
    assert outline(parse(source, locale="fr")) == expected
