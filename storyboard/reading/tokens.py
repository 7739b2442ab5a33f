"""A sentence as words with their places."""

import re
import unicodedata
from dataclasses import dataclass

from screenplay.elements import Locale

_LETTER = r"[^\W\d_][̀-ͯ]*"
_FRENCH = re.compile(
    rf"(?:jusqu|lorsqu|puisqu|quoiqu|quelqu|qu|[ldsnmtjc])['’](?=\w)|aujourd['’]hui|(?:{_LETTER})+(?:-(?:{_LETTER})+)*|\d+|[^\w\s]",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"['’]s\b|(?:{_LETTER})+(?:['’](?!s\b)(?:{_LETTER})+)?(?:-(?:{_LETTER})+)*|\d+|[^\w\s]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark. ``lower`` is lower case, composed, with straight apostrophes."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def word(self) -> bool:
        """Whether it is letters."""
        return self.text[0].isalpha() or self.lower == "'s"

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals, as screenplays do for what matters."""
        return len(self.text) > 1 and self.text.isupper()


def tokenize(text: str, locale: Locale) -> list[Token]:
    """The words and marks of a text; French elisions (``l'``, ``s'``) and the English ``'s`` are words of their own."""
    pattern = _FRENCH if locale == "fr" else _ENGLISH
    return [
        Token(match.group(), unicodedata.normalize("NFC", match.group().lower().replace("’", "'")), *match.span())
        for match in pattern.finditer(text)
    ]
