"""Notes and boneyards: stretches of the file that are neither printed nor spoken."""

import re
from dataclasses import dataclass
from typing import Literal

# A blank line, or one with a single white space: two spaces keep a note open.
_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t]?(?=[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class Hole:
    """``text[start:end]`` is not printed: a note ``[[…]]`` or a boneyard ``/*…*/``, marks included."""

    kind: Literal["note", "boneyard"]
    start: int
    end: int


class _Next:
    """The next place of something, looked for again only once it is passed: many openers cost one search."""

    def __init__(self, text: str, mark: str | re.Pattern[str]) -> None:
        self._text, self._mark, self._at = text, mark, -1

    def after(self, place: int) -> int:
        if self._at < place:
            if isinstance(self._mark, str):
                found = self._text.find(self._mark, place)
            else:
                match = self._mark.search(self._text, place)
                found = match.start() if match else -1
            self._at = len(self._text) + 1 if found < 0 else found
        return self._at


def holes(text: str) -> tuple[list[Hole], list[Hole]]:
    """The closed notes and boneyards in order, and the unclosed openers (two characters each), which are plain text.

    The first opener wins, the first closer closes; a note may hold line breaks but no blank line.
    """
    found: list[Hole] = []
    unclosed: list[Hole] = []
    note, bone = _Next(text, "[["), _Next(text, "/*")
    note_end, bone_end, blank = _Next(text, "]]"), _Next(text, "*/"), _Next(text, _BLANK)
    place, size = 0, len(text)
    while (start := min(note.after(place), bone.after(place))) < size:
        if text[start] == "/":
            kind: Literal["note", "boneyard"] = "boneyard"
            closer = bone_end.after(start + 2)
            closed = closer < size
        else:
            kind = "note"
            closer = note_end.after(start + 2)
            closed = closer < min(size, blank.after(start + 2))
        if closed:
            place = closer + 2
            found.append(Hole(kind, start, place))
        else:
            place = start + 2
            unclosed.append(Hole(kind, start, place))
    return found, unclosed
