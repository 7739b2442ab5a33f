"""The lines of an element as they stand in the file: what a slip is pointed at by."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from screenplay.elements import Element

_BREAK = re.compile(r"\r\n|\r|\n")


class Row(NamedTuple):
    """One line of an element: its stripped text, and where that begins."""

    body: str
    line: int
    column: int


def rows(element: Element) -> Iterator[Row]:
    """The lines of an element's source. An element's own place is that of its first letter."""
    start = 0
    for number, ending in enumerate([*_BREAK.finditer(element.source), None]):
        raw = element.source[start : ending.start() if ending else None]
        indent = len(raw) - len(raw.lstrip())
        yield Row(raw.strip(), element.line + number, indent + (element.column if number == 0 else 1))
        start = ending.end() if ending else start
