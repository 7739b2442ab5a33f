"""Notes and boneyards: stretches of the file that are neither printed nor spoken."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

# A blank line, or one with a single white space: two spaces keep a note open.
_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]?(?=[\r\n]|\Z)")


class Hole(NamedTuple):
    """``text[start:end]`` is not printed: a note ``[[…]]`` or a boneyard ``/*…*/``, marks included.

    Not ``closed``, it is an opener alone, two characters, which stay plain text.
    """

    kind: Literal["note", "boneyard"]
    start: int
    end: int
    closed: bool


class _Next:
    """The next place of something, looked for again only once it is passed: many openers cost one search."""

    def __init__(self, text: str, mark: str | re.Pattern[str], end: int) -> None:
        self._text, self._mark, self._end, self._at = text, mark, end, -1

    def after(self, place: int) -> int:
        if self._at < place:
            if isinstance(self._mark, str):
                found = self._text.find(self._mark, place, self._end)
            else:
                match = self._mark.search(self._text, place, self._end)
                found = match.start() if match else -1
            self._at = len(self._text) + 1 if found < 0 else found
        return self._at


def holes(text: str, start: int, end: int) -> Iterator[Hole]:
    """The notes and boneyards that begin from ``start`` to ``end``, in order, and the openers that nothing closes.

    The first opener wins, the first closer closes; a note may hold line breaks but no blank line. What is found after a
    place outside any hole depends on the text after it alone.
    """
    size = len(text)
    note, bone = _Next(text, "[[", end), _Next(text, "/*", end)
    note_end, bone_end, blank = _Next(text, "]]", size), _Next(text, "*/", size), _Next(text, _BLANK, size)
    place = start
    while (begin := min(note.after(place), bone.after(place))) < end:
        kind: Literal["note", "boneyard"] = "boneyard" if text[begin] == "/" else "note"
        place = begin + 2
        if kind == "boneyard":
            closer = bone_end.after(place)
            closed = closer < size
        else:
            closer = note_end.after(place)
            closed = closer < min(size, blank.after(place))
        if closed:
            place = closer + 2
        yield Hole(kind, begin, place, closed)
