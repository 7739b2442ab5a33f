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
    pairs: list[tuple[int, int, str, str]] = []  # opening mark, closing mark (indices), opener's part, closer's part
    for index, match in enumerate(marks):
        mark, (start, end) = match[0], match.span()
        if mark not in _STYLES:
            continue
        if start and not line[start - 1].isspace() and _close(mark, index, opened, pairs):
            continue
        if end < len(line) and not line[end].isspace():
            opened[mark] = index
    return _without(line, marks, pairs, shift)


def _close(mark: str, index: int, opened: dict[str, int], pairs: list[tuple[int, int, str, str]]) -> bool:
    if mark in opened:
        pairs.append((opened.pop(mark), index, mark, mark))
        return True
    if mark == "***" and "*" in opened and "**" in opened:
        pairs.extend((opened.pop(part), index, part, part) for part in ("*", "**"))
        return True
    if mark in ("*", "**") and "***" in opened:
        # ***bold** italic*: the opener serves twice, the longer style closing first or last.
        opener = opened.pop("***")
        pairs.append((opener, index, mark, mark))
        opened["*" if mark == "**" else "**"] = opener
        return True
    return False


def _without(
    line: str, marks: list[re.Match[str]], pairs: list[tuple[int, int, str, str]], shift: int
) -> tuple[str, tuple[Emphasis, ...]]:
    used: dict[int, int] = {}
    for opener, closer, part, other in pairs:
        used[opener] = used.get(opener, 0) + len(part)
        used[closer] = used.get(closer, 0) + len(other)
    out: list[str] = []
    place, size = 0, 0
    before, after = {}, {}
    for index, match in enumerate(marks):
        out.append(line[place : match.start()])
        size += match.start() - place
        after[index] = size
        kept = match[0][1:] if match[0][0] == "\\" else match[0][used.get(index, 0) :]
        out.append(kept)
        size += len(kept)
        before[index] = size
        place = match.end()
    out.append(line[place:])
    spans = [Emphasis(_STYLES[part], before[o] + shift, after[c] + shift) for o, c, part, _ in pairs]
    return "".join(out), tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.style)))
