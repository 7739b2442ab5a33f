"""The lines of a stretch of a screenplay as they would be printed, each with its exact place in it."""

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from screenplay.holes import Hole

_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)  # frozen, it would take four times as long to make
class Line:
    """One line with notes and boneyards taken out. ``body`` is stripped: empty for a blank line, which has no place."""

    body: str
    start: int = 0
    """Offset of the body's first character."""
    end: int = 0
    """Offset after the body's last character."""
    number: int = 0
    """The line of the first character, from 0."""
    column: int = 0
    """Its column, from 1."""
    indent: str = ""
    """White space right before the body."""
    parts: tuple[tuple[int, int], ...] = ()
    """Where holes were taken out: places in the body from which on it stands at another offset, and those offsets."""

    def offset(self, place: int) -> int:
        """Where ``body[place]`` stands."""
        if not self.parts:
            return self.start + place
        begins, offset = self.parts[bisect_right(self.parts, (place, sys.maxsize)) - 1]
        return offset + place - begins


BLANK = Line("")
KEPT = Line("")
"""A blank line of two spaces or more: it does not end a speech."""


class Places:
    """Turns offsets into lines and columns, both from 1. Lines end with LF, CRLF or a lone CR."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def breaks(text: str) -> int:
    """How many line breaks a text holds."""
    return text.count("\n") if "\r" not in text else sum(1 for _ in _BREAK.finditer(text))


def lines(text: str, holes: Sequence[Hole], *, start: int = 0) -> list[Line]:
    """The lines from ``start`` on. A line break inside a hole joins lines; a line of holes alone leaves no line.

    What is blank is ``BLANK`` or ``KEPT`` itself.
    """
    if holes or "\r" in text:
        return _around(text, holes, start)
    found: list[Line] = []
    add = found.append
    at, column = start, start + 1
    for number, raw in enumerate((text[start:] if start else text).split("\n")):
        if raw:
            if body := raw.strip():
                size = len(body)
                if len(raw) == size:
                    add(Line(body, at, at + size, number, column))
                else:
                    add(_line(body, raw, at, number, column))
            else:
                add(KEPT if len(raw) >= 2 and not raw.strip(" ") else BLANK)
            at += len(raw)
        else:
            add(BLANK)
        at += 1
        column = 1
    return found


def _line(body: str, raw: str, at: int, number: int, column: int) -> Line:
    if raw[0] == body[0]:
        return Line(body, at, at + len(body), number, column)
    indent = raw[: len(raw) - len(raw.lstrip())]
    first = at + len(indent)
    return Line(body, first, first + len(body), number, column + len(indent), indent)


def _around(text: str, holes: Sequence[Hole], start: int) -> list[Line]:
    found: list[Line] = []
    places = Places(text)
    waiting = iter(holes)
    hole = next(waiting, None)
    while start <= len(text):
        stop, after = _ending(text, start)
        if hole is None or hole.start >= stop:
            raw = text[start:stop]
            if body := raw.strip():
                row, column = places.at(start)
                found.append(_line(body, raw, start, row - 1, column))
            else:
                found.append(KEPT if len(raw) >= 2 and not raw.strip(" ") else BLANK)
        else:
            pieces: list[tuple[int, str]] = []
            while hole is not None and hole.start < stop:
                pieces.append((start, text[start : hole.start]))
                start = hole.end
                if start > stop:
                    stop, after = _ending(text, start)  # the line goes on where the hole ends
                hole = next(waiting, None)
            pieces.append((start, text[start:stop]))
            if line := _joined(pieces, places):
                found.append(line)
        start = after
    return found


def _ending(text: str, start: int) -> tuple[int, int]:
    """Where the line ends, and where the next one begins: past the end of the text after the last one."""
    match = _BREAK.search(text, start)
    return match.span() if match else (len(text), len(text) + 1)


def _joined(pieces: list[tuple[int, str]], places: Places) -> Line | None:
    filled = [index for index, (_, piece) in enumerate(pieces) if piece.strip()]
    if not filled:
        return None
    bodies: list[str] = []
    parts: list[tuple[int, int]] = []
    size, before, indent = 0, "", ""
    for index in range(filled[0], filled[-1] + 1):
        place, piece = pieces[index]
        if index and piece[:1] == " " and before in ("", " "):
            # The space on either side of a note is one space without it, and none where the line begins.
            place, piece = place + 1, piece[1:]
        if not bodies:
            bare = piece.lstrip()
            indent = piece[: len(piece) - len(bare)]
            place, piece = place + len(indent), bare
        if piece:
            bodies.append(piece)
            parts.append((size, place))
            size, before = size + len(piece), piece[-1]
    start, (last, tail) = parts[0][1], pieces[filled[-1]]
    line, column = places.at(start)
    return Line("".join(bodies).rstrip(), start, last + len(tail.rstrip()), line - 1, column, indent, tuple(parts))
