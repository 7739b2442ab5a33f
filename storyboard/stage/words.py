"""Finding the words of a vocabulary in a text, whatever its accents, capitals, elisions and plurals."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the vocabulary in a text."""

    phrase: str
    """As the vocabulary spells it."""
    first: int
    """Index of its first word in the text."""
    count: int
    surface: str
    """As the text spells it."""


def fold(text: str) -> str:
    """Lower case without accents or ligatures; the length may change."""
    plain = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))


def split(text: str) -> list[str]:
    """The folded words of a text; elisions and hyphens separate."""
    return _WORD.findall(fold(text))


@cache
def _stem(word: str) -> str:
    """Without the mark of a plural: ``valises`` and ``valise``, ``journaux`` stays."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


@cache
def _key(phrase: str) -> tuple[str, ...]:
    return tuple(map(_stem, split(phrase)))


@lru_cache(maxsize=256)
def _table(phrases: tuple[str, ...]) -> tuple[dict[tuple[str, ...], str], int]:
    """The phrases by their words, and the most words of one."""
    table: dict[tuple[str, ...], str] = {}
    for phrase in phrases:
        table.setdefault(_key(phrase), phrase)
    table.pop((), None)
    return table, max(map(len, table), default=0)


def find(text: str, phrases: Iterable[str]) -> Iterator[Hit]:
    """The ``phrases`` in ``text``, in the text's order; of two at one place only the longer."""
    table, longest = _table(tuple(phrases))
    tokens = [(match.group(), match.start(), match.end()) for match in re.finditer(r"[^\W_]+", text)]
    words: list[tuple[str, int, int]] = []
    for token, start, end in tokens:  # one token may fold to several words ("½" to "1" and "2"), which share its place
        words += [(_stem(word), start, end) for word in split(token)]
    place = 0
    while place < len(words):
        for count in range(min(longest, len(words) - place), 0, -1):
            key = tuple(word for word, _, _ in words[place : place + count])
            if key in table:
                surface = text[words[place][1] : words[place + count - 1][2]]
                yield Hit(table[key], place, count, surface)
                place += count
                break
        else:
            place += 1
