"""In which tongue a line is said, or each passage of it: named by the writer, or plain from the words themselves."""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from audio.lines import Passage
from audio.silences import pause
from screenplay.folding import fold
from screenplay.sentences import sentences

_APART = r"""\([^()]{1,60}\)|(?<![*\w])\*[^*\n]+\*(?![*\w])|«[^«»]{1,300}»|“[^“”]{1,300}”|"[^"\n]{1,300}\""""
"""An aside, italics, a quotation."""

BORROWED = 4
"""Small words of a tongue under which a phrase may be a saying that everyone knows: "mi casa es su casa"."""

_ASIDE = re.compile(r"\(([^()]{1,60})\)")


@lru_cache(maxsize=8192)
def tongue(delivery: str, text: str, *, locale: str) -> str | None:
    """The language of a line that is not in the script's own: named in its parenthetical, or plain from its words.

    A line that is plainly in the script's language stays so even under "en anglais": the writer wrote it to be read.
    """
    guess = _guessed(text)
    if guess == locale[:2]:
        return None
    return _named(delivery, locale) or guess


@lru_cache(maxsize=8192)
def passages(text: str, *, locale: str, language: str) -> tuple[Passage, ...]:
    """The passages of a line spoken in ``language``: they tile its text.

    A new one begins at an aside that names a tongue ("(en anglais)") or asks for a silence ("(un temps)"), and where a
    whole sentence, or what stands in italics, is plainly in the other tongue.
    """
    cuts: list[tuple[int, str, float]] = [(0, language, 0.0)]
    named = ""
    for start, piece in _pieces(text):
        aside = _ASIDE.fullmatch(piece.strip())
        rest = pause(aside[1], locale=locale) if aside else 0.0
        if aside and (other := _named(aside[1], locale)):
            named = other if other[:2] != language[:2] else ""
        if aside or not re.search(r"\w", piece):  # belongs to what it stands with
            wanted = named or (language if rest or aside else cuts[-1][1])
        else:
            wanted = named or _of(piece, language)
        if wanted != cuts[-1][1] or rest:
            cuts.append((start, wanted, rest))
    kept = [
        Passage(start, end, wanted, rest)
        for (start, wanted, rest), end in zip(cuts, [*(cut[0] for cut in cuts[1:]), len(text)], strict=True)
        if end > start
    ]
    return tuple(kept)


def _pieces(text: str) -> list[tuple[int, str]]:
    """Asides, italics, quotations and sentences, with where they begin."""
    found: list[tuple[int, str]] = []
    place = 0
    for part in re.split(rf"({_APART})", text):
        if part.startswith(("(", "*", "«", "“", '"')) and re.fullmatch(_APART, part):
            found.append((place, part))
            place += len(part)
            continue
        for sentence in sentences(part):
            found.append((place, sentence))
            place += len(sentence)
    return found


def _of(piece: str, language: str) -> str:
    """The language of a sentence among others: the line's, unless it is plainly another."""
    guess = _guessed(piece)
    return guess if guess and guess != language[:2] and language[:2] in _common_words() else language


def _named(delivery: str, locale: str) -> str | None:
    """The language that a parenthetical names."""
    tables = _tables()
    table = tables[locale[:2] if locale[:2] in tables else "en"]
    names = "|".join(re.escape(name) for name in table if name != "lead")
    found = re.search(rf"\b{table['lead']} ({names})\b", fold(delivery))
    return table[found[1]] if found else None


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _common_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _tables()["common"].items()}


def _guessed(text: str) -> str | None:
    """The language whose letters or small words leave no doubt, or None. Words that two share tell nothing of them."""
    if by_letters := _lettered(text):
        return by_letters
    words = set(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower().replace("’", "'")))
    if len(words) <= 3:
        return None
    found = {language: words & common for language, common in _common_words().items()}
    best = max(found, key=lambda language: len(found[language]))
    known = len(found[best])
    others = [each for language, each in found.items() if language != best]
    plain = all(len(each) < known and known >= 4 * len(each - found[best]) for each in others)
    least = 2 if best in ("fr", "en") else BORROWED
    return best if known >= max(least, 0.35 * len(words)) and plain else None


def _lettered(text: str) -> str | None:
    """The language of a text whose letters are for the most part of a script that only it, of ours, is written in."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = [letter for letter in letters if letter > "\u036f"]  # beyond Latin and its marks
    if 2 * len(foreign) <= len(letters):
        return None
    counts = Counter(unicodedata.name(letter, "?").partition(" ")[0] for letter in foreign)
    if counts["HIRAGANA"] or counts["KATAKANA"]:
        return "ja"
    return next((_tables()["letters"][name] for name, _ in counts.most_common() if name in _tables()["letters"]), None)
