"""Who someone is, by what the text says: gender, age, crowd or animal, with the words that decided."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from screenplay.elements import Locale
from screenplay.folding import fold
from screenplay.locales import learned, profile, table

Gender = Literal["f", "m"]
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
APPOSITION = 110
"""Characters after a name in which a description is looked for."""

_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
}
_DECADE = re.compile(
    r"\b(early|mid|late)?[- ]{0,2}(?:("
    + "|".join(_DECADES)
    + r")|([2-9])0['’]?s)\b|\b(?:debut|fin) de la ([a-z]+aine)\b"
)
_WITHIN = {"early": 2, "mid": 5, "late": 8, None: 5, "": 5}
_YEARS = re.compile(
    r"\b(\d{1,3}) ?(?:ans\b|years?[- ]old|[- ]year[- ]old|yrs?\b|y\.?o\b|jahren?\b|anos\b|anni\b|lata?\b)"
    r"|\baged? (\d{1,3})\b"
)
_SPELLED = re.compile(r"\b([a-z]+(?:[- ][a-z]+){0,4}?)[- ](?:ans\b|years?[- ]old\b|year[- ]old\b)")
_BRACKET = re.compile(r"\s{0,2}[(\[]\s?(?:age |aged |env\. ?|environ )?(\d{1,3})(?: ?ans)?\b(?!['’]?s\b)")
_COMMA = re.compile(r"\s{0,2},\s{0,2}(\d{1,3})(?: ?ans\b|(?=\s{0,2}[,.;:)\]]|$))")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words for people, folded."""

    gender: dict[str, Gender]
    """Nouns that say one."""
    someone: frozenset[str]
    """Every noun for a person, an animal or a crowd."""
    groups: frozenset[str]
    animals: dict[str, str]
    titles: dict[str, Gender | None]
    adjectives: dict[str, Gender]
    pronouns: dict[str, Gender]
    possessives: dict[str, Gender]
    impersonal: frozenset[str]
    counts: frozenset[str]
    """Numbers that lead a name and make it several."""
    joined: frozenset[str]
    """What joins two names in one cue: ET, AND."""
    kin: frozenset[str]
    """Possessives: in SA MÈRE, HÉLÈNE they make one person of two names."""
    ages: tuple[tuple[str, int], ...]
    """Words and the age they suggest, longest first."""


@cache
def vocabulary(locale: Locale) -> Vocabulary:
    """The words of a language, read once."""
    raw = _table()
    own = raw[locale] if learned(locale) else table(locale)["people"]
    shared = raw["names"]
    animals = {word: kind for kind, names in own["animals"].items() for word in names}
    nouns = own["nouns"]
    gender = _sided(nouns["f"], nouns["m"])
    ages = [(word, int(age)) for age, names in raw["ages"].items() for word in names]
    return Vocabulary(
        gender=gender,
        someone=frozenset((*gender, *nouns["either"], *nouns["groups"], *animals)),
        groups=frozenset(nouns["groups"]),
        animals=animals,
        titles={**dict.fromkeys(own["titles"]["either"]), **_sided(own["titles"]["f"], own["titles"]["m"])},
        adjectives=_sided(own["adjectives"]["f"], own["adjectives"]["m"]),
        pronouns=_sided(own["pronouns"]["f"], own["pronouns"]["m"]),
        possessives=_sided(own["pronouns"]["possessive_f"], own["pronouns"]["possessive_m"]),
        impersonal=frozenset(own["pronouns"]["impersonal"]),
        counts=frozenset(own.get("counts", shared["counts"])),
        joined=frozenset(own.get("joined", shared["joined"])),
        kin=frozenset(own.get("possessives", shared["possessives"])),
        ages=tuple(sorted(ages, key=lambda pair: (-len(pair[0]), pair[0]))),
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("people.toml").read_text("utf-8"))


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """A list of words that both languages share, by its place in the table."""
    return frozenset(_table()[section][name])


def linked(preposition: str) -> frozenset[str]:
    """The words before a preposition that make the name after it someone spoken of: ``pense`` before ``à``."""
    return _linked().get(preposition, frozenset())


@cache
def _linked() -> dict[str, frozenset[str]]:
    return {preposition: frozenset(words) for preposition, words in _table()["mentions"]["linked"].items()}


def titles() -> dict[str, list[str]]:
    """Titles written in full, each with its short forms."""
    found: dict[str, list[str]] = _table()["titles"]
    return found


@cache
def _numbers() -> dict[str, int]:
    return {word: int(number) for number, words in _table()["numbers"].items() for word in words}


def _sided(f: Iterable[str], m: Iterable[str]) -> dict[str, Gender]:
    return {**dict.fromkeys(m, "m"), **dict.fromkeys(f, "f")}


def noun(word: str, locale: Locale) -> str | None:
    """The noun for someone behind a folded word, plurals undone, or None."""
    known = vocabulary(locale).someone
    for form in (word, word[:-1] if word[-1:] in ("s", "x") else ""):
        if form and form in known:
            return form
    return None


def gender_of(word: str, locale: Locale) -> Gender | None:
    """The gender that a folded noun says, singular or plural."""
    table = vocabulary(locale).gender
    return table.get(word) or table.get(word[:-1] if word[-1:] in ("s", "x") else "")


_FEMININE = re.compile(r"(?:euse|trice|iere|ienne|esse|ante|arde|ette)s?$")


def ending_says_feminine(word: str) -> bool:
    """French trades: COIFFEUSE, LECTRICE, FERMIÈRE, COMÉDIENNE."""
    return bool(_FEMININE.search(word))


@dataclass(slots=True)
class Votes:
    """What speaks for each gender, and the words that say so."""

    f: int = 0
    m: int = 0
    words: list[str] = field(default_factory=list)

    def add(self, gender: Gender | None, weight: int, words: str) -> None:
        if gender == "f":
            self.f += weight
        elif gender == "m":
            self.m += weight
        if gender and words not in self.words and len(self.words) < 4:
            self.words.append(words)

    @property
    def winner(self) -> Gender | None:
        return None if self.f == self.m else "f" if self.f > self.m else "m"


def agreement(word: str, locale: Locale) -> Gender | None:
    """The gender a French adjective or participle agrees with, ``word`` as written, or None."""
    if locale != "fr":
        return None
    folded = fold(word)
    if folded in vocabulary(locale).adjectives:
        return vocabulary(locale).adjectives[folded]
    if len(word) > 4 and word.lower().endswith("ée"):
        return "f"
    return "m" if len(word) > 4 and word.lower().endswith("é") and folded not in ("cote", "moitie") else None


def apposition(after: str, locale: Locale, votes: Votes) -> None:
    """Votes from the description that follows a name: ``, petite femme sèche en gilet gris, verse du café``."""
    for segment in re.split(r"[,(;)]", after[:APPOSITION])[1:5]:
        read = _WORD.findall(segment)
        folded = [fold(word) for word in read]
        beard = next((word for word in folded if word in listed("descriptions", "beards")), None)
        votes.add("m" if beard else None, 2, beard or "")
        opened = bool(read) and _opens(folded[0], locale)
        for index, word in enumerate(folded[:6]):
            said = " ".join(read[: index + 1])
            beyond = folded[index + 1] if index + 1 < len(read) else ""
            if word in listed("descriptions", "stops") and (index or not opened):
                break
            if gender := gender_of(word, locale):
                owned = opened and folded[0] in listed("descriptions", "possessives")
                if not (owned and beyond in listed("descriptions", "held")):
                    votes.add(gender, 4, said)
                break
            if gender := agreement(read[index], locale):
                votes.add(gender, 3, said)
            elif locale == "fr" and word in ("un", "une", "le", "la") and noun(beyond, locale):
                votes.add("f" if word in ("une", "la") else "m", 3, " ".join(read[:2]))
            elif not opened and not (word.isdigit() or word in _numbers() or word in listed("descriptions", "light")):
                break


def _opens(word: str, locale: Locale) -> bool:
    """Whether a description may go on over any word after this one: an article, or any word where there is none."""
    if learned(locale):
        return word in listed("descriptions", "openers")
    return word in profile(locale).articles or not profile(locale).articles


def age_in(after: str) -> tuple[int, str] | None:
    """The age that a description right after a name gives, and the words that give it."""
    window = fold(after[:APPOSITION])
    bracket = _BRACKET.match(window) or _COMMA.match(window)
    if bracket and 0 < int(bracket[1]) < 120:
        return int(bracket[1]), bracket[0].strip(" ,([")
    years = _YEARS.search(window)
    if years and 0 < (age := int(years[1] or years[2])) < 120:
        return age, years[0].strip()
    for spelled in _SPELLED.finditer(window):
        words, said = re.split(r"[- ]", spelled[1]), spelled[0]
        while words:
            if count := _count(words):
                return count, said
            said = said[len(words.pop(0)) + 1 :]
    decade = _DECADE.search(window)
    if decade and not decade[4]:
        base = _DECADES[decade[2]] if decade[2] else int(decade[3]) * 10
        return base + _WITHIN[decade[1]], decade[0].strip()
    comma = re.match(r"[\s(,]{1,4}([a-z]+(?:-[a-z]+)?)(?=[,.;)])", window)
    if comma and (count := _count(comma[1].split("-"))) and count > 2:
        return count, comma[1]
    return suggested(window)


def suggested(text: str) -> tuple[int, str] | None:
    """The age that nouns and adjectives in a folded text suggest: ``vieil homme``, ``la quarantaine``, ``teenager``."""
    for word, age in vocabulary("en").ages:
        if word in text and re.search(rf"(?<![^\W_])(?<!-){re.escape(word)}(?![^\W_])(?!-)", text):
            return age, word
    return None


def _count(read: Sequence[str]) -> int | None:
    """A number in words, up to ninety-nine, French or English: ``soixante-dix-huit``."""
    total = 0
    for index, word in enumerate(read):
        if word in ("et", "and"):
            continue
        if word in ("vingts", "vingt") and index and read[index - 1] == "quatre" and total == 4:
            total = 80
        elif word in _numbers():
            total += _numbers()[word]
        else:
            return None
    return total if 0 < total < 120 else None


def kind_of(tokens: Iterable[str], locale: Locale) -> tuple[bool, str]:
    """Whether folded name tokens name a crowd, and which animal they name, if any."""
    table = vocabulary(locale)
    tokens = tuple(tokens)
    group, animal = " ".join(tokens) in table.groups, ""
    for token in tokens:
        group = group or token in table.groups
        animal = animal or table.animals.get(token) or table.animals.get(token.removesuffix("s"), "")
    return group, animal


def animal_in(after: str, locale: Locale) -> str:
    """The animal that a description right after a name says: ``REX, un vieux chien``; empty for a person."""
    segment = re.split(r"[,(;).]", after[:APPOSITION])[1:2]
    for word in _WORD.findall(segment[0] if segment else "")[:5]:
        if fold(word) in listed("descriptions", "stops"):
            break
        if animal := vocabulary(locale).animals.get(fold(word)):
            return animal
    return ""
