"""The screenplay in rows, six to the inch, ten characters to the inch, as the trade prints it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from screenplay.elements import Element, Kind
from screenplay.length import NARROW, SPOKEN, WIDTHS, broken
from screenplay.pages import Part, paginate

INDENTS: Mapping[Kind, int] = {
    "scene_heading": 0,
    "action": 0,
    "centered": 0,
    "transition": 0,
    "character": 20,
    "parenthetical": 15,
    "dialogue": 10,
    "lyric": 10,
}
"""Characters from the left border of the text: 1.5 inches from that of the paper."""
MEASURE = 60
"""Characters of the text's width."""
_BESIDE = {"left": 0, "right": 32}
"""Where the columns of two speeches side by side begin."""
_NARROWED = {"character": 8, "parenthetical": 3}


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line, or half of one in dual dialogue. It shows ``element.text[start:end]``."""

    page: int
    at: int
    """From 0, lines above it on its page."""
    indent: int
    element: Element
    start: int
    end: int
    text: str
    said: str = ""
    """What the page adds: ``more``, or ``again`` after a cue that is printed once more."""


def rows(elements: Sequence[Element]) -> tuple[Row, ...]:
    """Every printed line of a script, page after page."""
    return tuple(row for part in paginate(elements).parts for row in _part(part))


def _part(part: Part) -> Iterator[Row]:
    sides: dict[str, list[Element]] = defaultdict(list)
    side = ""
    for element in part.elements:
        if element.kind == "character":
            side = element.dual or ""
        sides[side if element.kind == "character" or element.kind in SPOKEN else ""].append(element)
    dual = len(sides) > 1
    for side, inside in sides.items():
        lines = [
            (element, span)
            for element in inside
            for span in broken(element.text, (NARROW if dual else WIDTHS)[element.kind])
        ]
        at = part.at
        if part.cue:
            for element, (start, end) in lines[: part.cue]:
                yield _row(part.page, at, element, start, end, side if dual else "", said="again")
                at += 1
        for element, (start, end) in lines[part.start : part.end]:
            yield _row(part.page, at, element, start, end, side if dual else "")
            at += 1
        if part.more and not dual:
            yield Row(part.page, at, INDENTS["character"], inside[0], 0, 0, "", "more")


def _row(page: int, at: int, element: Element, start: int, end: int, side: str, said: str = "") -> Row:
    text = element.text[start:end]
    if side:
        indent = _BESIDE[side] + _NARROWED.get(element.kind, 0)
    elif element.kind == "transition":
        indent = MEASURE - len(text)
    elif element.kind == "centered":
        indent = (MEASURE - len(text)) // 2
    else:
        indent = INDENTS[element.kind]
    return Row(page, at, max(indent, 0), element, start, end, text, said)
