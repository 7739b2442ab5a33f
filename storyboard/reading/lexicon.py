"""The words of a language that ask for something: fr.toml and en.toml, and the lemmas that lead to them.

A lemmatiser names one lemma for a form. French forms that are nouns too ("marche", "entre") get the noun, so regular
endings are tried as well; only verbs of the tables are ever answered, and ``ambiguous`` says that care is needed.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import simplemma

from screenplay.elements import Locale
from screenplay.locales import learned, told_in
from storyboard.stage.geometry import Expression


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a verb asks for, and what must stand around the verb."""

    kind: str
    table: str
    """``verbs`` or ``affect``."""
    reflexive: bool
    tail: tuple[frozenset[str], ...]
    """Words that must follow, in order, within ``REACH`` words of one another."""
    needs_object: bool
    denied: bool = False
    """Whether it is the denial that asks for it: who does not slow down goes on."""

    @property
    def demand(self) -> int:
        """How much it asks for; the most demanding entry that fits wins."""
        return 2 * len(self.tail) + 2 * self.reflexive + self.needs_object


REACH = 4


def fold(word: str) -> str:
    """Lower case without accents; the apostrophes of both kinds are one."""
    plain = unicodedata.normalize("NFD", word.lower().replace("œ", "oe").replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of one language, ready to be asked."""

    locale: Locale
    entries: dict[str, tuple[Entry, ...]]
    """By lemma, most demanding first."""
    verbs: frozenset[str]
    """Every lemma that the reading has a use for."""
    forms: dict[str, str]
    endings: dict[str, list[str]]
    """Of conjugated forms, to those of lemmas."""
    moods: tuple[tuple[re.Pattern[str], Expression], ...]
    mood_words: dict[str, Expression]
    states: tuple[tuple[re.Pattern[str], str], ...]
    state_words: dict[str, str]
    grammar: dict[str, frozenset[str]]
    kin: dict[str, str]
    """Noun to gender."""
    relations: dict[str, str]
    toys: re.Pattern[str]
    """What makes of an animal a thing: ``wooden`` before it, ``en peluche`` after it."""
    far: re.Pattern[str]
    """Words for what is heard, or so far off that one hardly sees it."""
    counts: tuple[frozenset[str], ...]
    """Words for two, for three …"""
    nouns: dict[str, str]
    """Noun to the English name of a held thing."""
    pieces: dict[str, str]
    crowd: re.Pattern[str]
    many: re.Pattern[str]
    """Words for hundreds and thousands."""
    sounds: tuple[tuple[re.Pattern[str], str], ...]
    pauses: re.Pattern[str]
    pins: tuple[tuple[re.Pattern[str], str], ...]
    phone_delivery: re.Pattern[str]
    vehicles: dict[str, str]
    """Noun to the kind of piece that drives, sails or is ridden."""
    passing: dict[str, tuple[str, ...]]
    """How vehicles go (``by``, ``in``, ``out``, ``stop``) to the stems of its verbs; their ``endings``."""

    def has(self, group: str, word: str) -> bool:
        """Whether a lower-case word is in a group of the grammar table."""
        return word in self.grammar[group]


@cache
def lexicon(locale: Locale) -> Lexicon:
    """The tables of a language, read once: without a word for one that has none here."""
    text = (resources.files(__package__) / f"{told_in(locale)}.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text) if learned(locale) else _wordless(tomllib.loads(text))
    entries: dict[str, list[Entry]] = {}
    for table in ("verbs", "affect"):
        for kind, phrases in data[table].items():
            for phrase in phrases:
                lemma, entry = _entry(phrase, kind, table)
                entries.setdefault(lemma, []).append(entry)
    moods, mood_words = _split(data["moods"], locale)
    states, state_words = _split(data["states"], locale)
    return Lexicon(
        locale=locale,
        entries={lemma: tuple(sorted(found, key=lambda entry: -entry.demand)) for lemma, found in entries.items()},
        verbs=frozenset(entries).union(
            *(data["grammar"][group] for group in ("modals", "discover_verbs", "hear_verbs"))
        ),
        forms=data["forms"],
        endings=data["endings"],
        moods=moods,
        mood_words=mood_words,
        states=states,
        state_words=state_words,
        grammar={
            **{name: frozenset(words) for name, words in data["grammar"].items()},
            "delivery_address": frozenset(data["delivery"]["address"]),
        },
        kin={word: gender for gender, words in data["kin"].items() for word in words},
        relations={word: relation for relation, words in data["relations"].items() for word in words},
        toys=_any([rf"\b{re.escape(words)}\b" for words in data["counts"]["toys"]]),
        far=_any([rf"\b{re.escape(words)}\b" for words in data["counts"]["far"]]),
        counts=tuple(frozenset(words) for words in data["counts"]["several"]),
        nouns={word: thing for thing, words in data["things"].items() for word in words},
        pieces={word: piece for piece, words in data["pieces"].items() for word in words},
        crowd=_any([rf"\b{re.escape(words)}\b" for words in data["crowd"]["words"]]),
        many=_any([rf"\b{re.escape(words)}\b" for words in data["crowd"]["many"]]),
        sounds=_patterns(data["sounds"]),
        pauses=_any(data["pauses"]["words"]),
        pins=_patterns(data["framing"]),
        phone_delivery=_any([rf"\b{re.escape(words)}\b" for words in data["delivery"]["phone"]]),
        vehicles={word: kind for kind, words in data["vehicles"].items() for word in words},
        passing={how: tuple(stems) for how, stems in data["passing"].items()},
    )


def _wordless(table: dict[str, Any]) -> dict[str, Any]:
    """A table of the same form with nothing in it."""
    return {
        key: _wordless(value) if isinstance(value, dict) else []
        for key, value in table.items()
        if isinstance(value, dict | list)
    }


@cache
def called(locale: Locale) -> dict[str, str]:
    """What kinds of pieces and held things are called: for each the first of a language's words for it."""
    words = lexicon(locale)
    return {kind: word for table in (words.nouns, words.pieces) for word, kind in reversed(table.items())}


def _entry(phrase: str, kind: str, table: str) -> tuple[str, Entry]:
    words = phrase.split()
    denied = words[0] == "not"
    words = words[denied:]
    reflexive = words[0] == "se"
    words = words[reflexive:]
    needs_object = words[-1] == "+"
    words = words[: len(words) - needs_object]
    tail = tuple(frozenset(word.split("|")) for word in words[1:])
    return words[0], Entry(kind, table, reflexive, tail, needs_object, denied)


def _split(table: dict[str, list[str]], locale: Locale) -> tuple[Any, dict[str, Any]]:
    """Fixed words of several words as patterns, single words as a table."""
    rows: list[tuple[re.Pattern[str], str]] = []
    words: dict[str, str] = {}
    for name, phrases in table.items():
        for phrase in phrases:
            if " " in phrase:
                rows.append((re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE), name))
            else:
                words.setdefault(phrase, name)
    return tuple(rows), words


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases) or "(?!)", re.IGNORECASE)


def _patterns(table: dict[str, list[str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """One pattern for each phrase; a phrase with a capital letter of its own asks for capitals in the text."""
    return tuple(
        (re.compile(phrase, 0 if re.search(r"(?<!\\)[A-Z]{2}", phrase) else re.IGNORECASE), name)
        for name, phrases in table.items()
        for phrase in phrases
    )


@cache
def verb(word: str, locale: Locale) -> tuple[str, bool]:
    """The lemma of a lower-case form when it is a verb of the tables, else empty; and whether it may be no verb."""
    lex = lexicon(locale)
    if not lex.verbs:
        return ("", False)
    if word in lex.forms:
        return lex.forms[word], True
    known = lex.verbs
    lemma = simplemma.lemmatize(word, lang=locale)
    if lemma in known and (lemma != word or locale == "en" or word.endswith(("er", "ir", "re"))):
        return lemma, locale == "en"
    for stem in _stems(word, locale):
        if stem in known:
            return stem, True
    return ("", False)


def _stems(word: str, locale: Locale) -> Iterable[str]:
    for ending, ends in lexicon(locale).endings.items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            base = word[: -len(ending)]
            for end in ends:
                yield base + end
                if locale == "fr" and "è" in base[-2:]:  # lève, achète, pèle
                    yield base.replace("è", "e") + end
                    yield base.replace("è", "é") + end


@cache
def seems_verb(word: str) -> bool:
    """Whether a French form's lemma looks like an infinitive: a verb that no table needs to know."""
    lemma = simplemma.lemmatize(word, lang="fr")
    return lemma != word and lemma.endswith(("er", "ir", "re", "oir"))


@cache
def masculine(word: str) -> tuple[str, ...]:
    """A French adjective's possible masculine singulars, the form itself first."""
    found = [word]
    single = word[:-1] if word.endswith(("s", "x")) and not word.endswith("eux") else word
    found.append(single)
    for feminine, base in (
        ("euse", "eux"), ("ive", "if"), ("ère", "er"), ("enne", "en"), ("elle", "el"), ("ouce", "oux"), ("asse", "as"),
        ("olle", "ou"), ("elle", "eau"), ("trice", "teur"), ("èche", "ec"), ("onne", "on"), ("aise", "ais"), ("e", ""),
    ):  # fmt: skip
        if single.endswith(feminine):
            found.append(single[: -len(feminine)] + base)
    return tuple(dict.fromkeys(found))


@cache
def mood(word: str, locale: Locale) -> Expression | None:
    """What an adjective or adverb (lower case) says of a face."""
    table = lexicon(locale).mood_words
    return next((table[form] for form in (masculine(word) if locale == "fr" else (word,)) if form in table), None)


@cache
def state(word: str, locale: Locale) -> str:
    """What a state word (lower case: ``assise``, ``seated``) says of a body, or empty."""
    table = lexicon(locale).state_words
    return next((table[form] for form in (masculine(word) if locale == "fr" else (word,)) if form in table), "")


@cache
def noun(word: str, locale: Locale) -> tuple[str, str]:
    """The held thing and the piece of a set that a lower-case noun means, each empty when none."""
    lex = lexicon(locale)
    forms = (word, word[:-1] if word.endswith(("s", "x")) else word, word[:-2] if word.endswith("es") else word)
    thing = next((lex.nouns[form] for form in forms if form in lex.nouns), "")
    piece = next((lex.pieces[form] for form in forms if form in lex.pieces), "")
    return thing, piece
