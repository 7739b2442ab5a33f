"""Locale profiles: how a language writes headings, transitions and title pages. The words are tables."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from screenplay.elements import Diagnostic, Locale

LOCALES: tuple[Locale, ...] = ("en", "fr")
_SAMPLE = 8_000
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SPACE = "[ \u00a0\u202f]"


@dataclass(frozen=True, slots=True)
class Profile:
    """What the parser asks of a language. Patterns read stripped lines; their gaps are bounded, so time is linear."""

    locale: Locale
    heading: re.Pattern[str]
    """How a heading starts."""
    heading_initials: frozenset[str]
    """The characters a heading may start with."""
    numbered: bool
    """Whether ``12. INT.`` and ``SÉQ. 12 -`` are headings."""
    transition: re.Pattern[str] | None
    """Whole lines that are transitions even with text on the next line."""
    meant: re.Pattern[str]
    """What a writer means as a transition though the specification reads action."""
    framing: re.Pattern[str] | None
    """How an upper case line starts that is camera, not someone."""
    title_keys: dict[str, str]
    """Spelling of a title page's key, lower case, to its meaning: ``titre`` to ``title``."""
    articles: frozenset[str]
    messages: dict[str, dict[str, str]]


@cache
def _table(locale: Locale) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{locale}.toml").read_text("utf-8"))


def _spelled(word: str) -> str:
    """A pattern for a word with or without its accents, composed or decomposed, with either apostrophe."""
    out = []
    for char in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", char)
        if len(parts) > 1:
            out.append(f"(?:{char}|{parts[0]}{parts[1:]}?)")
        else:
            out.append({"'": "['’]", " ": _SPACE + "{1,3}"}.get(char) or re.escape(char))
    return "".join(out)


def _either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(_spelled(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _alone(words: Iterable[str]) -> str:
    return _either(words) + _SPACE + "{0,3}[.:…!]{0,3}"


def _heading(table: dict[str, Any]) -> re.Pattern[str]:
    if not table["words"]:
        return re.compile(f"(?i:{_either(table['prefixes'])})[. ]")
    aside = rf"(?:{_either(table['asides'])}\s{{0,3}}[-–—:.]\s{{0,3}})?"
    prefix = rf"(?i:{_either(table['prefixes'])})[. \u00a0/\-–—:,]"
    return re.compile(rf"{aside}(?:{prefix}|{_either(table['words'])}(?![^\W\d_]))")


@cache
def profile(locale: Locale) -> Profile:
    """The profile of a language, read from its table."""
    table = _table(locale)
    lines, going_on = table["transitions"]["lines"], table["transitions"]["open"]
    framings = table["framings"]["starts"]
    return Profile(
        locale=locale,
        heading=_heading(table["headings"]),
        heading_initials=_initials(table["headings"]),
        numbered=table["headings"]["numbered"],
        transition=re.compile(rf"{_alone(lines)}|{_either(going_on)}(?![^\W\d_]).{{0,80}}") if lines else None,
        meant=re.compile(_alone([*table["transitions"]["meant"], *lines])),
        framing=re.compile(rf"{_either(framings)}(?![^\W\d_])") if framings else None,
        title_keys={spelling: meaning for meaning, spellings in table["title"].items() for spelling in spellings},
        articles=frozenset(table["articles"]["leading"]),
        messages=table["messages"],
    )


def _initials(table: dict[str, Any]) -> frozenset[str]:
    words = [*table["prefixes"], *table["words"], *table["asides"], *table["sequences"]]
    digits = "0123456789" if table["numbered"] else ""
    return frozenset("".join(word[0].upper() + word[0].lower() for word in words) + digits)


@cache
def numbering() -> re.Pattern[str]:
    """What leads a numbered heading: ``12.``, ``12A -``, ``SÉQ. 12 :`` (groups ``label``, ``number``)."""
    labels = _either(label for locale in LOCALES for label in _table(locale)["headings"]["sequences"])
    gap = r"[ \t\u00a0\u202f]{0,4}"
    count = r"\d{1,5}[A-Z]{0,2}(?:[.-]\d{1,3}[A-Z]?)?"
    return re.compile(
        rf"(?P<label>(?i:{labels})\.?{gap}(?:[Nn]°|#)?{gap})?(?P<number>{count}){gap}[.:)\-–—/,]{{0,2}}{gap}"
    )


def split_number(line: str, language: Profile) -> tuple[str, str] | None:
    """The number and the text of a heading that is numbered before its words, or None."""
    lead = numbering().match(line)
    if lead is None or lead.end() == len(line):
        return None
    text = line[lead.end() :]
    return (lead["number"], text) if lead["label"] or language.heading.match(text) else None


@cache
def _weights() -> dict[str, dict[Locale, int]]:
    weights: dict[str, dict[Locale, int]] = {}
    for locale in LOCALES:
        for words, weight in (("words", 1), ("telling", 5)):
            for word in _table(locale)["detect"][words]:
                weights.setdefault(word, {})[locale] = weight
    return weights


def detect(text: str) -> Locale:
    """The language the text itself speaks, from the frequent words of its start, middle and end; English for a tie."""
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    whole = len(text) <= 3 * _SAMPLE
    windows = [text] if whole else [text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]]
    scores: dict[Locale, int] = dict.fromkeys(LOCALES, 0)
    for window in windows:
        for locale, score in _window(window):
            scores[locale] += score
    return max(LOCALES, key=lambda locale: scores[locale])


# An edit asks for nearly the same text again: what it left as it was is remembered, page by page and line by line.
@lru_cache(maxsize=16)
def _window(text: str) -> tuple[tuple[Locale, int], ...]:
    scores: Counter[Locale] = Counter()
    for paragraph in text.split("\n\n"):
        for locale, score in _paragraph(paragraph):
            scores[locale] += score
    return tuple(scores.items())


@lru_cache(maxsize=4096)
def _paragraph(text: str) -> tuple[tuple[Locale, int], ...]:
    """What a paragraph's words say for each language."""
    weights = _weights()
    scores: dict[Locale, int] = {}
    for word in _WORD.findall(unicodedata.normalize("NFC", text).lower().replace("’", "'")):
        if word in weights:
            for locale, weight in weights[word].items():
                scores[locale] = scores.get(locale, 0) + weight
    return tuple(scores.items())


def diagnostic(code: str, locale: Locale, *, line: int, column: int, **words: str) -> Diagnostic:
    """A diagnostic in the words of the script's language. Long quotations are shortened."""
    wording = profile(locale).messages[code]
    shown = {key: word if len(word) <= 60 else word[:57] + "…" for key, word in words.items()}
    return Diagnostic(code, line, column, wording["message"].format(**shown), wording["remedy"].format(**shown))
