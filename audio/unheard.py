"""What the words around a sound make of it: denied, hoped for, past, told, and so not heard; or heard from afar.

Every text here is as ``effects`` folds it: lower case, no accents, plain apostrophes.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from screenplay.elements import Locale

_MARKS = ",;:.!?…—–"
_ENDS = ".!?…"


def unheard(text: str, start: int, end: int, *, locale: Locale) -> bool:
    """Whether ``text[start:end]`` names a sound that does not sound here and now."""
    words = _words(locale)
    left, right = clause(text, start, end, locale=locale)
    whole_left, whole_right = _between(text, start, end, _ENDS)
    return bool(
        words["around"].search(text, left, right)
        or words["before"].search(text[left:start])
        or words["governs"].search(text[left:start])
        or words["within"].search(text[start:end])
        or words["sentence"].search(text[whole_left:whole_right])
    )


def goes_on(text: str, start: int, end: int, *, locale: Locale) -> bool:
    """Whether what seems to end (``text[start:end]``) does not: denied, or "ne cesse de"."""
    words = _words(locale)
    left, right = clause(text, start, end, locale=locale)
    return bool(words["around"].search(text, left, right) or words["lasts"].search(text, left, right))


def far(text: str, start: int, end: int, *, locale: Locale) -> bool:
    """Whether it is heard from elsewhere."""
    return bool(_words(locale)["far"].search(text, *clause(text, start, end, locale=locale)))


def lasting(locale: Locale) -> str:
    """A pattern for words that only say that a sound goes on."""
    return _words(locale)["lasts"].pattern


def clause(text: str, start: int, end: int, *, locale: Locale) -> tuple[int, int]:
    """The clause around some words: between marks, and conjunctions after which something else is told."""
    left, right = _between(text, start, end, _MARKS)
    joints = [joint.span() for joint in _words(locale)["joint"].finditer(text, left, right)]
    left = max([left, *(last for _first, last in joints if last <= start)])
    return left, min([right, *(first for first, _last in joints if first >= end)])


def _between(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    left = max(text.rfind(mark, 0, start) for mark in marks) + 1
    return left, min([len(text), *(at for mark in marks if (at := text.find(mark, end)) >= 0)])


@cache
def _words(locale: Locale) -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))[locale]
    return {name: re.compile(pattern) for name, pattern in table.items()}
