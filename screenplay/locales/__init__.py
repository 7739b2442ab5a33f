"""Locale profiles: how a language writes headings, transitions and title pages. The words are tables, one a language.

French and English are complete: every room of the house has their words. German, Spanish, Italian, Portuguese and
Polish are read by table: the text, its headings, its people; the rooms of pictures and sound know none of their words
(``learned``).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from screenplay.elements import Locale

LOCALES: tuple[Locale, ...] = get_args(Locale)
_SAMPLE = 4_000
_HEADS = ("prefixes", "words", "asides")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_KEY = re.compile(r"[^\W\d_][^:\n]{0,39}:")
_SPACE = "[ \u00a0\u202f]"
_TRAILING = 120
"""Characters of the longest heading whose INT or EXT does not come first."""

_PAGE, _TOP = 20, 2_000
"""Lines, and characters, at the top that may be a title page's."""
Scores = tuple[float, ...]
"""Of each of the ``LOCALES``."""
_NOTHING: Scores = (0.0,) * len(LOCALES)
_SURE = 4.0
"""What a language that is read by table must score at least: a lone E is no Italian."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the parser asks of a language. Patterns read stripped lines; their gaps are bounded, so time is linear."""

    locale: Locale
    heading: re.Pattern[str]
    """How a heading starts."""
    heading_initials: frozenset[str]
    """The characters a heading may start with."""
    trailing: re.Pattern[str] | None
    """How a heading in capitals ends when its place comes first: CUISINE. INT. NUIT."""
    numbered: bool
    """Whether ``12. INT.`` and ``SÉQ. 12 -`` are headings."""
    number_initials: frozenset[str]
    """The characters such a heading may start with."""
    omitted: re.Pattern[str]
    """What stands for a scene taken out, after its number."""
    transition: re.Pattern[str] | None
    """Whole lines that are transitions even with text on the next line."""
    meant: re.Pattern[str]
    """What a writer means as a transition though the specification reads action."""
    closing: re.Pattern[str]
    """What stands on the screen when a film is over: FIN, THE END."""
    framing: re.Pattern[str] | None
    """How an upper case line starts that is camera, not someone."""
    title_keys: dict[str, str]
    """Spelling of a title page's key, lower case, to its meaning: ``titre`` to ``title``."""
    articles: frozenset[str]
    small: frozenset[str]
    """Words that tell no place from another: the DE of APPARTEMENT DE LÉA."""
    abbreviations: dict[str, tuple[str, ...]]

    def heads(self, text: str) -> bool:
        """Whether a stripped line, or what follows its number, is written as a heading."""
        if text[:1] in self.heading_initials and self.heading.match(text):
            return True
        return self.trails(text) is not None

    def trails(self, text: str) -> re.Match[str] | None:
        """The end of a heading in capitals whose place comes first, from its side on; None for any other line."""
        if self.trailing is None or text[1:2].islower() or len(text) > _TRAILING or capitals(text) != text:
            return None
        return self.trailing.search(text)


def learned(locale: Locale) -> bool:
    """Whether the rooms of pictures and sound have words of that language. Where they have none, they understand none:
    no word is ever read as another language's."""
    return locale in ("fr", "en")


def told_in(locale: Locale) -> Literal["fr", "en"]:
    """The language in which we speak of a script: its own, where we speak it."""
    return locale if locale in ("fr", "en") else "en"


@cache
def table(locale: Locale) -> dict[str, Any]:
    """The words of a language."""
    return tomllib.loads(Path(__file__).with_name(f"{locale}.toml").read_text("utf-8"))


def capitals(text: str) -> str:
    """The text in capitals; a German ß, which has none, stays."""
    return text.upper() if "ß" not in text else "ß".join(part.upper() for part in text.split("ß"))


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


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; for no words, one that never matches."""
    return "(?:" + ("|".join(_spelled(word) for word in sorted(words, key=len, reverse=True)) or "(?!)") + ")"


def _alone(words: Iterable[str]) -> str:
    return either(words) + _SPACE + "{0,3}[.:…!]{0,3}"


def _heading(words: dict[str, Any]) -> re.Pattern[str]:
    if not words["words"]:
        return re.compile(f"(?i:{either(words['prefixes'])})[. ]")
    aside = rf"(?:{either(words['asides'])}\s{{0,3}}[-–—:.]\s{{0,3}})?"
    prefix = rf"(?i:{either(words['prefixes'])})[. \u00a0/\-–—:,]"
    return re.compile(rf"{aside}(?:{prefix}|{either(words['words'])}(?![^\W\d_]))")


def _trailing(words: dict[str, Any]) -> re.Pattern[str]:
    """``CUISINE. INT. NUIT.``, ``KÜCHE – INNEN``, ``KÜCHE INNEN/TAG``: a side after a dot or a dash, or before one."""
    gap = r"\s{0,3}"
    one = either([*words["int"], *words["ext"]])
    side = rf"(?:{one}|{either(words['both'])})(?:\.?{gap}[/+-]{gap}{one})?"
    after = rf"\.?{gap}[./–—-]{gap}[^\W\d_](?:[^\W_]|[ '’-]){{0,38}}\.?"
    return re.compile(rf"(?<=[^\W_])\)?{gap}(?:[.,–—-]{gap}{side}\.?(?:(?:{after})|{gap})|{gap}\s{side}{after})\Z")


@cache
def profile(locale: Locale) -> Profile:
    """The profile of a language, read from its table."""
    words = table(locale)
    lines, going_on = words["transitions"]["lines"], words["transitions"]["open"]
    framings = words["framings"]["starts"]
    return Profile(
        locale=locale,
        heading=_heading(words["headings"]),
        heading_initials=_initials([word for kind in _HEADS for word in words["headings"][kind]]),
        trailing=_trailing(words["sides"]) if words["headings"]["numbered"] else None,
        numbered=words["headings"]["numbered"],
        number_initials=_initials(words["headings"]["sequences"]) | frozenset("0123456789"),
        omitted=re.compile(
            rf"(?i:(?:{either([*words['headings']['sequences'], 'SCENES', 'SCENE'])}\.?\s{{1,3}})?"
            rf"(?:\d[\w,–-]{{0,9}}\s{{1,3}})?"
            rf"{either(words['headings']['omitted'])})\.?"
        ),
        transition=re.compile(rf"{_alone(lines)}|{either(going_on)}(?![^\W\d_]).{{0,80}}") if lines else None,
        meant=re.compile(_alone([*words["transitions"]["meant"], *lines])),
        closing=re.compile(_alone(words["transitions"]["closing"])),
        framing=re.compile(rf"{either(framings)}(?![^\W\d_])") if framings else None,
        title_keys={spelling: meaning for meaning, spellings in words["title"].items() for spelling in spellings},
        articles=frozenset(words["articles"]["leading"]),
        small=frozenset(words["articles"]["small"]),
        abbreviations={short: tuple(whole.split()) for short, whole in words["abbreviations"].items()},
    )


def _initials(words: Iterable[str]) -> frozenset[str]:
    return frozenset("".join(word[0].upper() + word[0].lower() for word in words))


@cache
def _numbering(locale: Locale) -> re.Pattern[str]:
    """What leads a numbered heading: ``12.``, ``12A -``, ``SÉQ. 12 :`` (groups ``label``, ``number``)."""
    gap = r"[ \t\u00a0\u202f]{0,4}"
    count = r"\d{1,5}(?: ?(?i:bis|ter|quater)\b| [A-Z](?=[ \t\u00a0.–—-])|[A-Z]{0,2}(?![a-zà-ÿ]))(?:[.-]\d{1,3}[A-Z]?)?"
    return re.compile(
        rf"(?P<label>(?i:{either(table(locale)['headings']['sequences'])})\.?{gap}(?:[Nn]°|#)?{gap})?"
        rf"(?P<number>{count}){gap}[.:)\-–—/,]{{0,2}}{gap}"
    )


def split_number(line: str, language: Profile) -> tuple[str, str] | None:
    """The number and the text of a heading that is numbered before its words, or None."""
    lead = _numbering(language.locale).match(line)
    if lead is None or lead.end() == len(line):
        return None
    text = line[lead.end() :]
    label = (lead["label"] or "").strip(" .\t\u00a0\u202f")
    headed = len(label) > 1 or language.heads(text) or (language.numbered and language.omitted.fullmatch(text))
    if not headed:
        return None
    # Programs print the number on both sides of the page.
    body, _, again = text.rstrip().replace("\t", "  ").rpartition("  ")
    return lead["number"], body.rstrip() if body and again.strip(" .") == lead["number"] else text


def numbered(body: str, language: Profile) -> bool:
    """Whether a line is a heading because of the number, or the label and number, that leads it."""
    return language.numbered and body[0] in language.number_initials and split_number(body, language) is not None


@cache
def _weights() -> dict[str, dict[str, Scores]]:
    """Of each word, small (``words``, ``spoken``) or of the trade (``telling``), what it says for each language. A
    small word that several languages share says less for each of them."""
    weights: dict[str, dict[str, Scores]] = {"spoken": {}}
    for kind in ("words", "telling"):
        owners = {locale: frozenset(table(locale)["detect"][kind]) for locale in LOCALES}
        weights[kind] = {}
        for word in frozenset[str]().union(*owners.values()):
            count = sum(word in words for words in owners.values())
            weight = 5.0 if kind == "telling" else (3.0, 1.5, 1.0)[min(count, 3) - 1]
            weights[kind][word] = tuple(weight if word in owners[locale] else 0.0 for locale in LOCALES)
    for word, scores in weights["words"].items():
        weights["spoken"][word] = tuple(score / 2 for score in scores)
    return weights


@cache
def _starts() -> re.Pattern[str]:
    starts = [word for locale in LOCALES for side in ("int", "ext", "both") for word in table(locale)["sides"][side]]
    return re.compile(rf"(?i:[\W\d]{{0,8}}{either(set(starts))})(?![^\W\d_])")


def detect(text: str) -> Locale:
    """The language the text itself speaks; English for a tie.

    Small words count where sentences are written, so that names in capitals (RUE DE LA PAIX) say nothing, and half as
    much in speeches, whose people may speak any tongue; words of the trade count in headings, lines in capitals and the
    title page's keys. A text in capitals throughout is one sentence. Of a long text its start, middle and end are read.
    """
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    windows = [text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]] if len(text) > 3 * _SAMPLE else [text]
    said = [_keys(windows[0]), *map(_window, windows)]
    if not any(one.prose for one in said):
        said += (_Said(_sum(_weighed(window, "words")), False) for window in windows)
    scores = dict(zip(LOCALES, _sum([one.scores for one in said]), strict=True))
    sure = [locale for locale in LOCALES if learned(locale) or scores[locale] >= _SURE]
    return max(sure, key=lambda locale: scores[locale])


class _Said(NamedTuple):
    """What a stretch of text says for each language, and whether it has sentences."""

    scores: Scores
    prose: bool


def _sum(rows: Sequence[Scores]) -> Scores:
    return tuple(map(sum, zip(*rows, strict=True))) if rows else _NOTHING


def _weighed(text: str, kind: str) -> list[Scores]:
    weights = _weights()[kind]
    return [weights[word] for word in _WORD.findall(text.lower()) if word in weights]


def _keys(text: str) -> _Said:
    """What keys say that may be a title page's."""
    lines = [line.strip() for line in text[:_TOP].splitlines() if line.strip()][:_PAGE]
    keys = [key[0] for line in lines if line != line.upper() and (key := _KEY.match(line))]
    return _Said(_sum(_weighed("\n".join(keys), "telling")), False)


# An edit asks for nearly the same text again: what it left as it was is remembered, pages and paragraphs apart.
@lru_cache(maxsize=16)
def _window(text: str) -> _Said:
    read = [_paragraph(paragraph) for paragraph in text.split("\n\n")]
    return _Said(_sum([one.scores for one in read if one.scores]), any(one.prose for one in read))


@lru_cache(maxsize=4096)
def _paragraph(text: str) -> _Said:
    """Scores are empty where no word says anything."""
    said: list[Scores] = []
    prose = spoken = False
    starts = _starts()
    for line in unicodedata.normalize("NFC", text).replace("’", "'").splitlines():
        bare = line.strip()
        if not bare:
            spoken = False
        elif bare == bare.upper() or starts.match(bare):
            said += _weighed(bare, "telling")
            spoken = True
        else:
            said += _weighed(bare, "spoken" if spoken else "words")
            prose = True
    return _Said(_sum(said) if said else (), prose)
