"""The spoken form of a writer's words, with the way back to each of them.

An engine reads ``Spoken.text``; captions, word times and everything else keep the writer's own words. French and
English have their tables (saying.toml); any other language is only cleaned of what cannot be said.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from audio.numerals import Say, numeral_rules
from audio.pronouncing import written_as

Rule = tuple[re.Pattern[str], Say]

VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the engine reads; ``origin[i]`` is the offset in the writer's text that code point i of ``text`` stands for.

    Origins never decrease. An empty text is a line in which nothing can be said.
    """

    text: str
    origin: tuple[int, ...]

    def rewritten(self, pattern: re.Pattern[str], say: Say) -> Self:
        """Every match replaced by what ``say`` makes of it; the new letters are spread evenly over the old ones."""
        pieces: list[str] = []
        origin: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            new = say(match)
            if start == end or new == match.group():
                continue
            pieces += self.text[done:start], new
            origin += self.origin[done:start]
            origin += (self.origin[start + (end - start) * step // len(new)] for step in range(len(new)))
            done = end
        if not done:
            return self
        return type(self)("".join((*pieces, self.text[done:])), (*origin, *self.origin[done:]))


def spoken(text: str, *, language: str, lexicon: tuple[tuple[str, str], ...] = ()) -> Spoken:
    """How a text is said in a language: ``fr``, ``en``, or one of their regions (``fr-be``: septante).

    ``lexicon`` holds words and how to say them, in the language's own spelling; it wins over the tables.
    """
    form = Spoken(text, tuple(range(len(text))))
    for pattern, say in _rules(language.lower().replace("_", "-"), lexicon):
        form = form.rewritten(pattern, say)
    return form if re.search(r"[^\W_]", form.text) else Spoken("", ())


def heard(text: str, *, language: str) -> str:
    """The writer's words that are said: directions inside a speech, as ``(rires)``, are blanked, each letter in its
    place. Captions show these."""
    table = _tables().get(language.lower().partition("-")[0])
    return _stage_marks(table)[0].sub(lambda mark: " " * len(mark[0]), text) if table else text


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _rules(language: str, lexicon: tuple[tuple[str, str], ...]) -> tuple[Rule, ...]:
    """Every rewriting for a language, in order."""
    table = _tables().get(language.partition("-")[0])
    rules = [*_cleaning(), *((written_as(written), _always(said)) for written, said in lexicon)]
    if table:
        rules += [
            *_addresses(table),
            _stage_marks(table),
            *((re.compile(pattern), _expanding(said)) for pattern, said in table["rules"]),
            *numeral_rules(language, table),
            *_capitals(table),
            _stutter(table),
            _elongation(set(table["doubled"])),
            (re.compile(rf"\b(?:(?![{VOWELS}A-Z\d_])\w){{3,}}\b"), lambda match: match.group() + table["stutter"]),
            *(
                (re.compile(rf"\s*{re.escape(sign)}\s*"), _always(f" {said} "))
                for sign, said in table["symbols"].items()
            ),
        ]
    return (*rules, *_closing())


def _always(said: str) -> Say:
    return lambda match: said


def _expanding(said: str) -> Say:
    return lambda match: match.expand(said)


def _cleaning() -> Iterator[Rule]:
    """One form for each sign, and nothing that commands an engine instead of being read."""
    yield re.compile(r"\w[\u0300-\u036f]+"), lambda match: unicodedata.normalize("NFC", match.group())
    yield re.compile(r"[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]"), _always("")
    yield re.compile(r"[’‘ʼ`´]"), _always("'")
    yield re.compile(r"[\x00-\x1f\x7f-\x9f\u00a0\u2007\u202f\u2028\u2029]"), _always(" ")
    yield re.compile(r"(?<![\w)])(?:[:;=]['-]?[)(DP|]|<3|\^\^)(?!\w)"), _always(" ")
    yield re.compile(r"[*_]+"), _always("")
    yield re.compile(r"\[[^\]]{0,200}\]"), _always(" ")
    yield re.compile(r"\s{2,}"), _always(" ")


def _addresses(table: dict[str, Any]) -> Iterator[Rule]:
    """Pages and mail addresses are read out sign by sign."""
    signs = {".": table["dot"], "/": table["slash"], "-": table["dash"], "@": f" {table['symbols']['@']} "}

    def read(match: re.Match[str]) -> str:
        bare = match.group().removeprefix("http://").removeprefix("https://").replace("www.", "w w w.")
        return "".join(signs.get(letter, letter) for letter in bare)

    ending = r"(?:com|fr|org|net|eu|be|ch|uk|io|gov|info)"
    yield re.compile(rf"(?i)\b(?:https?://)?[\w-]{{1,63}}(?:[.@][\w-]{{1,63}}){{0,6}}\.{ending}\b(?:/[\w/-]*)?"), read


def _stage_marks(table: dict[str, Any]) -> Rule:
    """``(rires)`` in the middle of a speech is a direction, not a word."""
    return re.compile(rf"(?i)\(\s*(?:{table['stage']})\s*\)"), _always(" ")


def _capitals(table: dict[str, Any]) -> Iterator[Rule]:
    """Initialisms are spelled out; other words in capitals are words, said louder by the delivery."""
    letters = set(table["capitals"]["letters"].split("|"))
    mixed = set(table["capitals"]["mixed"].split("|"))
    words = set(table["capitals"]["words"].split("|"))

    def say(match: re.Match[str]) -> str:
        word = match.group()
        if (
            word in letters
            or (word in mixed and not _shouted(match.string))
            or (word not in words and len(word) < 6 and not any(v in word.lower() for v in VOWELS))
        ):
            return " ".join(word)
        return word.lower()

    def dotted(match: re.Match[str]) -> str:
        word = match.group().replace(".", "")
        return word.lower() if word in words else " ".join(word)

    def numbered(match: re.Match[str]) -> str:
        runs = re.findall(r"[A-Z]+|\d+", match.group())
        return " ".join(run.lower() if len(run) > 3 or run in words else " ".join(run) if run.isalpha() else run
                        for run in runs)  # fmt: skip

    yield re.compile(r"\b(?:[A-Z]\.){2,}"), dotted
    # AK-47, AF447, C-3PO: letters by name, numbers as numbers. One letter, as in A4, every voice reads by itself.
    code = r"(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z]{2})[A-Z\d]+(?:-[A-Z\d]+)*"
    yield re.compile(rf"(?<![\w'.,-]){code}(?![\w'-])|(?<=[lLdD]'){code}(?![\w'-])"), numbered
    yield re.compile(r"\b[A-ZÀÂÄÉÈÊËÎÏÔÖÙÛÜÇŒÆ]{2,}\d?\b"), say
    yield re.compile(r"(?<=[a-z]['-])[A-Z]\b(?!\s[A-Z]\b)"), lambda match: match.group().lower()


def _shouted(text: str) -> bool:
    """Whether a line is in capitals for the most part, so that two capitals are no initialism."""
    return sum(letter.isupper() for letter in text) > sum(letter.islower() for letter in text)


def _stutter(table: dict[str, Any]) -> Rule:
    """``B-b-bonjour``: each broken-off letter as a short syllable."""

    def say(match: re.Match[str]) -> str:
        letter = match.group(1)
        syllable = letter if letter.lower() in VOWELS else letter.lower() + table["stutter"]
        return f"{syllable} " * (len(match.group()) // 2)

    return re.compile(r"\b([^\W\d_])-(?:\1-)*(?=\1)", re.IGNORECASE), say


def _elongation(doubled: set[str]) -> Rule:
    """``Nooon``: a letter three times or more is one letter, or two where the word has two."""

    def say(match: re.Match[str]) -> str:
        twice = re.sub(r"(?i)([^\W\d_])\1{2,}", r"\1\1", match.group())
        return twice if twice.lower() in doubled else re.sub(r"(?i)([^\W\d_])\1{2,}", r"\1", match.group())

    return re.compile(r"(?i)\b\w*([^\W\d_])\1{2,}\w*\b"), say


def _closing() -> Iterator[Rule]:
    """Signs that an engine would spell out become the pauses that they stand for, or nothing."""
    unsaid: Callable[[re.Match[str]], str] = lambda match: (  # noqa: E731
        " " if unicodedata.category(match.group())[0] in "SC" else match.group()
    )
    yield re.compile(r"[^\w\s.,;:!?…'\"«»()-]"), unsaid
    yield re.compile(r"\s{2,}"), _always(" ")
    yield re.compile(r"\s*(?:--+|[—–]|\s-\s)\s*"), _always(", ")
    yield re.compile(r"([.,;:!?…])(?:\s*,)+"), _expanding(r"\1")
    yield re.compile(r"[<>{}|\\^~\[\]/=]+"), _always(" ")
    yield re.compile(r"\?[?!]+|!+\?[?!]*"), _always("?")
    yield re.compile(r"!{2,}"), _always("!")
    yield re.compile(r"\.{2,}"), _always("…")
    yield re.compile(r"^[\s,.;:!?…-]+"), _always("")
    yield re.compile(r"\s{2,}"), _always(" ")
