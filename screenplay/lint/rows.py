"""The lines of an element as they stand in the file: what a slip is pointed at by."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from screenplay.elements import Element

_BREAK = re.compile(r"\r\n|\r|\n")


class Row(NamedTuple):
    """One line of an element: its stripped text, empty when it is not printed as it stands, and where that begins."""

    body: str
    line: int
    column: int


def rows(element: Element) -> Iterator[Row]:
    """The lines of an element's source; what stands in a note or a boneyard, and what is styled, has no text."""
    printed = {line.strip() for line in element.text.split("\n")}
    start = 0
    for number, ending in enumerate([*_BREAK.finditer(element.source), None]):
        raw = element.source[start : ending.start() if ending else None]
        body, indent = raw.strip(), len(raw) - len(raw.lstrip())
        yield Row(
            body if body in printed else "", element.line + number, indent + (element.column if number == 0 else 1)
        )
        start = ending.end() if ending else start
