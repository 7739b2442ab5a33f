"""Emphasis: the marks of bold, italic and underline taken out of a printed line, and what they style."""

import re
from typing import Literal

from screenplay.elements import Emphasis

Style = Literal["bold", "italic", "bold_italic", "underline"]
_MARK = re.compile(r"\\[*_]|\*+|_+")
_STYLES: dict[str, Style] = {"*": "italic", "**": "bold", "***": "bold_italic", "_": "underline"}


def printed(line: str, *, shift: int = 0) -> tuple[str, tuple[Emphasis, ...]]:
    r"""One line without its emphasis marks, and the styled runs, ``shift`` added to their places.

    A mark opens before a non-space and closes after one; ``\*`` and ``\_`` are literal; what finds no partner stays.
    """
    if "*" not in line and "_" not in line:
        return line, ()
    marks = list(_MARK.finditer(line))
    opened: dict[str, int] = {}
    pairs: list[tuple[int, int, str]] = []  # indices of the opening and the closing mark, and their style's mark
    for index, match in enumerate(marks):
        mark, (start, end) = match[0], match.span()
        if mark not in _STYLES:
            continue
        if start and not line[start - 1].isspace() and _close(mark, index, opened, pairs):
            continue
        if end < len(line) and not line[end].isspace():
            opened[mark] = index
    return _without(line, marks, pairs, shift)


def _close(mark: str, index: int, opened: dict[str, int], pairs: list[tuple[int, int, str]]) -> bool:
    if mark in opened:
        pairs.append((opened.pop(mark), index, mark))
        return True
    if mark == "***" and "*" in opened and "**" in opened:
        pairs.extend((opened.pop(part), index, part) for part in ("*", "**"))
        return True
    if mark in ("*", "**") and "***" in opened:
        # ***bold** italic*: the opener serves twice, the longer style closing first or last.
        opener = opened.pop("***")
        pairs.append((opener, index, mark))
        opened["*" if mark == "**" else "**"] = opener
        return True
    return False


def _without(
    line: str, marks: list[re.Match[str]], pairs: list[tuple[int, int, str]], shift: int
) -> tuple[str, tuple[Emphasis, ...]]:
    used = [0] * len(marks)
    for opener, closer, mark in pairs:
        used[opener] += len(mark)
        used[closer] += len(mark)
    out: list[str] = []
    place = size = 0
    bounds: list[tuple[int, int]] = []  # where styled text ends before each mark, and starts after it
    for match, taken in zip(marks, used, strict=True):
        kept = match[0][1:] if match[0][0] == "\\" else match[0][taken:]
        out += (line[place : match.start()], kept)
        size += match.start() - place
        bounds.append((size, size + len(kept)))
        size += len(kept)
        place = match.end()
    out.append(line[place:])
    spans = [Emphasis(_STYLES[mark], bounds[o][1] + shift, bounds[c][0] + shift) for o, c, mark in pairs]
    return "".join(out), tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.style)))
