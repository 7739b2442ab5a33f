"""Names and words in a line of text: one identity for one name across spellings, and where names stand."""

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from screenplay.elements import Locale
from screenplay.folding import fold
from screenplay.locales import learned, profile
from screenplay.people import listed, noun, titles, vocabulary
from screenplay.sentences import REMEMBERED

_TOKEN = re.compile(r"[^\W_]+")
_VOICE = re.compile(
    r"(?:la )?voix (?:off )?(?:de la |de l'|des |du |de |d'|off$)?(.*)"
    r"|(?:the )?voice of (?:the |a )?(.*)|(.*?)(?:'s)? voice"
    r"|(?:die )?stimme (?:von |des |der )?(.*)|(?:la )?voz (?:del |de la |de )?(.*)|(?:a )?voz (?:do |da )?(.*)"
    r"|(?:la )?voce (?:della |del |di )?(.*)|glos (.*)"
)


class Token(NamedTuple):
    """A word of the action."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        return self.text.upper() == self.text != self.text.lower()


@lru_cache(maxsize=32768)
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=REMEMBERED)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text (composed letters: see ``composed``), cut at apostrophes and hyphens."""
    return tuple(Token(match[0], _folded(match[0]), *match.span()) for match in _TOKEN.finditer(text))


def composed(text: str) -> str:
    """The text with its accents composed, so that letters are single characters."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@cache
def articles(locale: Locale) -> frozenset[str]:
    """Folded articles that may lead a name. French and English share theirs, since their scripts mix names."""
    return listed("names", "articles") if learned(locale) else profile(locale).articles


@cache
def _counts(locale: Locale) -> frozenset[str]:
    return listed("names", "counts") if learned(locale) else vocabulary(locale).counts


@cache
def _together(locale: Locale) -> re.Pattern[str]:
    joined = "|".join(sorted(vocabulary(locale).joined))
    return re.compile(rf"\s+(?:{joined}|&|\+|/)\s+|\s*[,/&+]\s*", re.IGNORECASE)


@lru_cache(maxsize=8192)
def key(name: str, locale: Locale = "fr") -> tuple[str, ...]:
    """What identifies a name: its folded words, leading article left out (never all of them)."""
    read = _TOKEN.findall(fold(name))
    while len(read) > 1 and read[0] in articles(locale):
        read = read[1:]
    return tuple(read) or (fold(name).strip(),)


def article(name: str, locale: Locale = "fr") -> str:
    """The article or count that leads a name, folded, or empty."""
    read = _TOKEN.findall(fold(name))
    return read[0] if len(read) > 1 and (read[0] in articles(locale) or is_count(read[0], locale)) else ""


def is_count(word: str, locale: Locale = "fr") -> bool:
    """Whether a folded word counts several: DEUX, TWO."""
    return word in _counts(locale)


def is_role(words: tuple[str, ...], locale: Locale) -> bool:
    """Whether a name is a common noun (HOMME, BARMAN, WOMAN IN ROW F) and no proper name."""
    titled = len(words) > 1 and words[0] in vocabulary(locale).titles and noun(words[1], locale) is None
    return not titled and any(noun(word, locale) for word in words)


def voice_of(name: str) -> str | None:
    """The owner of a voice: ``MARIN`` for VOIX DE MARIN, ``LÉA`` for LÉA'S VOICE; None when no voice is named."""
    match = _VOICE.fullmatch(fold(name).strip())
    if match is None:
        return None
    return next((owner.strip() for owner in match.groups() if owner), "")


def together(name: str, locale: Locale = "fr") -> list[str]:
    """The names in a shared cue (LÉA ET NOÉ); a single name alone otherwise."""
    return [part for part in _together(locale).split(name) if part.strip()]


@cache
def _short_titles() -> dict[str, frozenset[str]]:
    """Of each title written short, and of each whole one, what it may stand for."""
    found: dict[str, set[str]] = defaultdict(set)
    for whole, shorts in titles().items():
        found[whole].add(whole)
        for short in shorts:
            found[short].add(whole)
    return {word: frozenset(wholes) for word, wholes in found.items()}


def same_titled(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names differ by how their title is written alone: MME DELMAS and MADAME DELMAS."""
    wholes = _short_titles()
    nothing: frozenset[str] = frozenset()
    return one[1:] == other[1:] and bool(wholes.get(one[0], nothing) & wholes.get(other[0], nothing))


def untitled(words: tuple[str, ...], locale: Locale) -> tuple[str, ...]:
    """A name without the titles that lead it: SARAH PRICE for DETECTIVE SARAH PRICE."""
    while len(words) > 1 and words[0] in vocabulary(locale).titles:
        words = words[1:]
    return words


def separable(part: tuple[str, ...], name: str) -> bool:
    """Whether folded words stand by themselves in a name: LÉA in LÉA MARTIN-DUVAL, but no MARIE in MARIE-LOU."""
    name = name.replace("\u2010", "-").replace("\u2011", "-")
    if "-" not in name:
        return True
    run = r"[\W_]+".join(map(re.escape, part))
    return re.search(rf"(?<![\w-]){run}(?![\w-])", fold(name)) is not None


def shared(short: tuple[str, ...], long: tuple[str, ...], locale: Locale) -> bool:
    """Whether the shorter name may be the longer one's first or last name: LÉA and LÉA MARTIN, never MÈRE DE LÉA,
    JEUNE LÉA or HOMME 2."""
    if len(short) >= len(long) or is_role(short, locale) or any(word.isdigit() for word in long):
        return False
    long = untitled(long, locale)
    if short == long:
        return True
    others = (
        long[len(short) :]
        if long[: len(short)] == short
        else long[: -len(short)]
        if long[-len(short) :] == short
        else ()
    )
    if not others or any(word in listed("names", "apart") for word in others):
        return False
    if long[: len(short)] == short:
        return not any(noun(word, locale) for word in others)
    return not {"de", "d", "du", "of"} & set(others) and all(
        word in vocabulary(locale).titles or not noun(word, locale) for word in others
    )


def called(short: tuple[str, ...], long: tuple[str, ...], locale: Locale) -> bool:
    """Whether the shorter name may be what somebody of the longer one is called by: GARDIEN or MOREAU for GARDIEN
    MOREAU, never LÉA for JEUNE LÉA or MÈRE LÉA, nor HOMME for HOMME 2."""
    if len(short) >= len(long) or any(word.isdigit() or word in listed("names", "apart") for word in long):
        return False
    if long[: len(short)] == short:
        return is_role(short, locale) and not any(noun(word, locale) for word in long[len(short) :])
    trade = long[: -len(short)]
    by_trade = all(noun(word, locale) and word not in vocabulary(locale).kin for word in trade)
    return long[-len(short) :] == short and not is_role(short, locale) and by_trade
