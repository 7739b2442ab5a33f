"""Emphasis: the marks of bold, italic and underline taken out of a printed line, and what they style."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from screenplay.elements import Emphasis, Style
from screenplay.lines import Line, Places

_MARK = re.compile(r"\\[*_]|\*+|_+")
_STYLES: dict[str, Style] = {"*": "italic", "**": "bold", "***": "bold_italic", "_": "underline"}


class Run(NamedTuple):
    """A styled run: ``printed[start:end]`` of the text without marks, ``line[first:last]`` of the text with them."""

    style: Style
    start: int
    end: int
    first: int
    last: int


def printed(line: str) -> tuple[str, tuple[Run, ...]]:
    r"""One line without its emphasis marks, and the styled runs.

    A mark opens before a non-space and closes after one; ``\*`` and ``\_`` are literal; what finds no partner, or has
    nothing printed between it and its partner, stays.
    """
    if "*" not in line and "_" not in line:
        return line, ()
    marks = [match.span() for match in _MARK.finditer(line)]
    opened: dict[str, int] = {}
    pairs: list[tuple[int, int, str]] = []  # indices of the opening and the closing mark, and their style's mark
    for index, (start, end) in enumerate(marks):
        mark = line[start:end]
        if mark not in _STYLES:
            continue
        if start and not line[start - 1].isspace() and _close(mark, index, opened, pairs):
            continue
        if end < len(line) and not line[end].isspace():
            opened[mark] = index
    return _without(line, marks, pairs)


def _close(mark: str, index: int, opened: dict[str, int], pairs: list[tuple[int, int, str]]) -> bool:
    if mark in opened:
        pairs.append((opened.pop(mark), index, mark))
        return True
    if mark == "***" and "*" in opened and "**" in opened:
        # The one that was opened last is closed first.
        inner, outer = sorted(("*", "**"), key=lambda part: -opened[part])
        pairs.extend((opened.pop(part), index, part) for part in (inner, outer))
        return True
    if mark in ("*", "**") and "***" in opened:
        # ***bold** italic*: the opener serves twice, the longer style closing first or last.
        opener = opened.pop("***")
        pairs.append((opener, index, mark))
        opened["*" if mark == "**" else "**"] = opener
        return True
    return False


def _without(line: str, marks: list[tuple[int, int]], pairs: list[tuple[int, int, str]]) -> tuple[str, tuple[Run, ...]]:
    used = [0] * len(marks)
    firsts: list[int] = []
    lasts: list[int] = []
    # A mark that serves twice is used from inside out. Pairs stand in the order of their closing.
    for opener, closer, mark in pairs:
        used[opener] += len(mark)
        firsts.append(marks[opener][1] - used[opener])
        used[closer] += len(mark)
        lasts.append(marks[closer][0] + used[closer])
    out: list[str] = []
    place = size = 0
    bounds: list[tuple[int, int]] = []  # where styled text ends before each mark, and starts after it
    for (start, end), taken in zip(marks, used, strict=True):
        kept = line[start + 1 : end] if line[start] == "\\" else line[start : end - taken]
        out += (line[place:start], kept)
        size += start - place
        bounds.append((size, size + len(kept)))
        size += len(kept)
        place = end
    out.append(line[place:])
    runs = [
        Run(_STYLES[mark], bounds[opener][1], bounds[closer][0], first, last)
        for (opener, closer, mark), first, last in zip(pairs, firsts, lasts, strict=True)
    ]
    if any(run.start == run.end for run in runs):
        filled = [pair for pair, run in zip(pairs, runs, strict=True) if run.start < run.end]
        return _without(line, marks, filled)
    return "".join(out), tuple(sorted(runs, key=lambda run: (run.start, -run.end, run.style)))


def placed(block: str, line: Line, runs: Sequence[Run], *, lead: int, shift: int) -> tuple[Emphasis, ...]:
    """The runs of a line of a block with their places in it, lines from 0. What was printed begins ``lead`` characters
    into the line's body, and ``shift`` characters into its element's text."""
    found: list[Emphasis] = []
    places = Places(block) if line.parts else None
    for run in runs:
        begin, end = line.offset(run.first + lead), line.offset(run.last + lead - 1) + 1
        row, column = places.at(begin) if places else (line.number + 1, line.column + begin - line.start)
        found.append(Emphasis(run.style, run.start + shift, run.end + shift, row - 1, column, begin, end - begin))
    return tuple(found)


def moved(spans: Sequence[Emphasis], *, lines: int, offset: int) -> tuple[Emphasis, ...]:
    """The same spans farther down in the file."""
    return tuple(
        Emphasis(one.style, one.start, one.end, one.line + lines, one.column, one.offset + offset, one.length)
        for one in spans
    )
