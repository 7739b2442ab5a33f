"""The lines of a screenplay as they would be printed, each with its exact place in the file."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from screenplay.holes import Hole

_BREAK = re.compile(r"\r\n|\r|\n")


class Line(NamedTuple):
    """One line with notes and boneyards taken out. ``body`` is stripped: empty for a blank line."""

    body: str
    start: int
    """Offset of the body's first character."""
    end: int
    """Offset after the body's last character."""
    indent: str
    """White space right before the body."""
    kept: bool
    """Blank, with two spaces or more: it does not end a speech."""


class Places:
    """Turns offsets into lines and columns, both from 1. Lines end with LF, CRLF or a lone CR."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def lines(text: str, holes: Sequence[Hole], *, start: int = 0) -> list[Line]:
    """The lines from ``start`` on. A line break inside a hole joins lines; a line of holes alone leaves no line."""
    found: list[Line] = []
    waiting = iter(holes)
    hole = next((h for h in waiting if h.start >= start), None)
    for ending in [*_BREAK.finditer(text, start), None]:
        stop, after = (len(text), len(text)) if ending is None else ending.span()
        if stop < start:
            continue  # this break lies inside a hole
        if hole is None or hole.start >= stop:
            raw = text[start:stop]
            if body := raw.strip():
                first = start + raw.index(body[0])
                found.append(Line(body, first, first + len(body), raw[: first - start], False))
            else:
                found.append(Line("", start, stop, "", len(raw) >= 2 and not raw.strip(" ")))
        else:
            pieces: list[tuple[int, str]] = []
            while hole is not None and hole.start < stop:
                pieces.append((start, text[start : hole.start]))
                start = hole.end
                if start > stop:
                    # The line goes on where the hole ends.
                    ending = _BREAK.search(text, start)
                    stop, after = (len(text), len(text)) if ending is None else ending.span()
                hole = next(waiting, None)
            pieces.append((start, text[start:stop]))
            if line := _joined(pieces):
                found.append(line)
        start = after
    return found


def _joined(pieces: list[tuple[int, str]]) -> Line | None:
    filled = [(place, piece) for place, piece in pieces if piece.strip()]
    if not filled:
        return None
    (first, head), (last, tail) = filled[0], filled[-1]
    bare = head.lstrip()
    start, end = first + len(head) - len(bare), last + len(tail.rstrip())
    body = ""
    for _, piece in filled:
        # The space on either side of a note is one space without it.
        body += piece[1:] if body[-1:] == " " and piece[0] == " " else piece
    return Line(body.strip(), start, end, head[: len(head) - len(bare)], False)
