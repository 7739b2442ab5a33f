"""Words as they are compared: what another program's typography changes is no change; and how alike two texts are."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz import fuzz

_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ´`′", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00ad": None}
)
_GAPS = re.compile(r"\s+")
_DASHES = re.compile(r"-{2,}")
_LOOSE = re.compile(r"""\s*(")\s*|\s+([?!:;.,)])|(\()\s+""")
_WORD = re.compile(r"[^\W_]+")

FEW = 8
"""Letters that a text must have for its being inside another to say something."""


def typed(text: str) -> str:
    """The text as any program would type it: straight quotes, plain dashes and spaces, none before French signs."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS)
    text = _DASHES.sub("-", text)
    return _GAPS.sub(" ", _LOOSE.sub(r"\1\2\3", text)).strip()


def cased(text: str) -> str:
    """``typed``, and capitals make no difference."""
    return typed(text).casefold()


@dataclass(slots=True)
class Words:
    """A text made ready for comparing: ``cased``, and its words by number."""

    text: str
    counted: Counter[str] = field(init=False)
    letters: int = field(init=False)

    def __post_init__(self) -> None:
        self.counted = Counter(_WORD.findall(self.text))
        self.letters = sum(len(word) * count for word, count in self.counted.items())


def shared(one: Words, other: Words) -> int:
    """Letters of the words that both have."""
    if len(one.counted) > len(other.counted):
        one, other = other, one
    theirs = other.counted
    return sum(len(word) * min(count, theirs[word]) for word, count in one.counted.items() if word in theirs)


def likeness(one: Words, other: Words) -> float:
    """0 to 1: the mean of what letters and words have in common; a text that is inside the other counts for more.

    Two sentences that say different things stay under 0.4, since letters alone always have much in common.
    """
    letters = fuzz.ratio(one.text, other.text) / 100
    both = shared(one, other)
    total = one.letters + other.letters
    alike = (letters + (2 * both / total if total else letters)) / 2
    least = min(one.letters, other.letters)
    within = both / least if least >= FEW and min(len(one.counted), len(other.counted)) > 1 else 0.0
    return max(alike, 0.75 * within if within > 0.8 else 0.0)
