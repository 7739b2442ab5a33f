"""Spellings brought together: what stays of a name or a place once case, accents and punctuation are forgotten."""

import hashlib
import re
import unicodedata

# Letters that no decomposition turns into ASCII.
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'", "ʼ": "'"}
)
_ACCENT = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case without accents, ligatures undone, apostrophes straight; other letters and punctuation stay."""
    if text.isascii():
        return text.lower()
    return _ACCENT.sub("", unicodedata.normalize("NFKD", text.lower())).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The folded words of a text, letters and digits only; an English possessive stays with its word (``leas``)."""
    return _WORD.findall(re.sub(r"(?<=\w)'s\b", "s", fold(text)))


def digest(text: str, *, size: int = 5) -> str:
    """A stable fingerprint of ``size`` bytes, in hexadecimal. Lone surrogates are allowed."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def slug(text: str, *, longest: int, otherwise: str) -> str:
    """An identity of lower case ASCII letters, digits and hyphens, never empty, at most ``longest`` characters.

    What would be lost (other alphabets, length) is kept apart by a fingerprint; ``otherwise`` stands for no letters.
    """
    parts = words(text)
    plain = "-".join(part for part in parts if part.isascii())
    if all(part.isascii() for part in parts) and len(plain) <= longest:
        return plain or otherwise
    mark = digest(" ".join(parts))
    kept = plain[: longest - len(mark) - 1].strip("-") or otherwise
    return f"{kept}-{mark}"
