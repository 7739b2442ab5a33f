"""Who someone is, by what the text says: gender, age, crowd or animal, with the words that decided."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from screenplay.elements import Locale
from screenplay.folding import fold

Gender = Literal["f", "m"]
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_APPOSITION = 110
"""Characters after a name in which a description is looked for."""

_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80}
_DECADE = re.compile(
    r"\b(early|mid|late)?[- ]{0,2}(?:(" + "|".join(_DECADES) + r")|([2-9])0['’]?s)\b|\b(?:debut|fin) de la ([a-z]+aine)\b"
)
_WITHIN = {"early": 2, "mid": 5, "late": 8, None: 5, "": 5}
_YEARS = re.compile(r"\b(\d{1,3}) ?(?:ans\b|years?[- ]old|[- ]year[- ]old|yrs?\b|y\.?o\b)|\baged? (\d{1,3})\b")
_SPELLED = re.compile(r"\b([a-z]+(?:[- ][a-z]+){0,4}?)[- ](?:ans\b|years?[- ]old\b|year[- ]old\b)")
_BRACKET = re.compile(r"\s{0,2}[(\[]\s?(?:age |aged |env\. ?|environ )?(\d{1,3})(?: ?ans)?\b(?!['’]?s\b)")
_COMMA = re.compile(r"\s{0,2},\s{0,2}(\d{1,3})(?: ?ans\b|(?=\s{0,2}[,.;:)\]]|$))")
_UNITS = dict(
    zip(
        "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
        "cinquante soixante one two three four five seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety septante octante nonante".split(),
        [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 30, 40, 50, 60]
        + [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90, 70, 80, 90],
        strict=True,
    )
)


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
    ages: tuple[tuple[str, int], ...]
    """Words and the age they suggest, longest first."""
    things: frozenset[str]
    elsewhere: frozenset[str]
    definite: frozenset[str]
    near: frozenset[str]
    absent: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The table, read once."""
    raw = tomllib.loads((files("screenplay") / "people.toml").read_text("utf-8"))

    def sided(table: dict[str, list[str]], *keys: str) -> dict[str, Gender]:
        return {word: side for side, key in zip(("f", "m"), keys, strict=True) for word in table[key]}  # type: ignore[misc]

    gender = sided(raw["gendered"], "f", "m")
    animals = {word: kind for kind, names in raw["animals"].items() for word in names}
    groups = frozenset(raw["people"]["groups"])
    ages = [(word, int(age)) for age, names in raw["ages"].items() for word in names]
    return Vocabulary(
        gender=gender,
        someone=frozenset(gender) | frozenset(raw["people"]["either"]) | groups | frozenset(animals),
        groups=groups,
        animals=animals,
        titles={**dict.fromkeys(raw["titles"]["either"]), **sided(raw["titles"], "f", "m")},
        adjectives=sided(raw["adjectives"], "f", "m"),
        pronouns=sided(raw["pronouns"], "f", "m"),
        possessives=sided(raw["pronouns"], "possessive_f", "possessive_m"),
        impersonal=frozenset(raw["pronouns"]["impersonal"]),
        ages=tuple(sorted(ages, key=lambda pair: (-len(pair[0]), pair[0]))),
        things=frozenset(raw["capitals"]["things"]),
        elsewhere=frozenset(raw["capitals"]["elsewhere"]),
        definite=frozenset(raw["mentions"]["definite"]),
        near=frozenset(raw["mentions"]["near"]),
        absent=frozenset(raw["mentions"]["absent"]),
    )


def noun(word: str) -> str | None:
    """The noun for someone behind a folded word, plurals undone, or None."""
    known = vocabulary().someone
    for form in (word, word[:-1] if word[-1:] in ("s", "x") else "", f"{word[:-3]}al" if word.endswith("aux") else ""):
        if form and form in known:
            return form
    return None


def gender_of(word: str) -> Gender | None:
    """The gender a noun says, by the table, then by the endings of French trades (a SERRURIÈRE, a COMÉDIENNE)."""
    table = vocabulary().gender
    return table.get(word) or table.get(word[:-1] if word[-1:] in "sx" else "")


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
    if folded in vocabulary().adjectives:
        return vocabulary().adjectives[folded]
    if len(word) > 4 and word.lower().endswith("ée"):
        return "f"
    return "m" if len(word) > 4 and word.lower().endswith("é") and folded not in ("cote", "moitie") else None


def apposition(after: str, locale: Locale, votes: Votes) -> None:
    """Votes from the description that follows a name: ``, petite femme sèche en gilet gris, verse du café``."""
    segments = re.split(r"[,(;)]", after[:_APPOSITION])[1:5]
    for segment in segments:
        read = _WORD.findall(segment)
        opened = bool(read) and fold(read[0]) in ("un", "une", "le", "la", "l", "a", "an", "the", "son", "sa", "his", "her", "their")
        for index, word in enumerate(read[:6]):
            folded = fold(word)
            if folded in _STOPS:
                break
            gender = gender_of(folded)
            if gender:
                beyond = fold(read[index + 1]) if index + 1 < len(read) else ""
                if not (opened and fold(read[0]) in ("son", "sa", "his", "her") and beyond in _HELD):
                    votes.add(gender, 4, " ".join(read[: index + 1]))
                break
            if agreement(word, locale):
                votes.add(agreement(word, locale), 3, " ".join(read[: index + 1]))
                continue
            if not opened and not _describes(folded):
                break
            if folded in ("une", "la") and locale == "fr" and index + 1 < len(read) and noun(fold(read[index + 1])):
                votes.add("f", 3, " ".join(read[:2]))
            elif folded in ("un", "le") and locale == "fr" and index + 1 < len(read) and noun(fold(read[index + 1])):
                votes.add("m", 3, " ".join(read[:2]))


_STOPS = frozenset("en dans avec sur sous qui que dont au aux a de du in with at of on who whose from wearing to and et".split())
_HELD = frozenset("dans sur sous a au en par in on at under".split())


def _describes(word: str) -> bool:
    return word.isdigit() or word in _UNITS or word in ("ans", "jeune", "tres", "plutot", "young", "old", "little", "tall", "very")


def age_in(after: str) -> tuple[int, str] | None:
    """The age that a description right after a name gives, and the words that give it."""
    window = fold(after[:_APPOSITION])
    bracket = _BRACKET.match(window) or _COMMA.match(window)
    if bracket and 0 < int(bracket[1]) < 120:
        return int(bracket[1]), bracket[0].strip(" ,([")
    years = _YEARS.search(window)
    if years and 0 < (age := int(years[1] or years[2])) < 120:
        return age, years[0].strip()
    for spelled in _SPELLED.finditer(window):
        read = re.split(r"[- ]", spelled[1])
        for skip in range(len(read)):
            count = _count(read[skip:])
            if count:
                return count, " ".join(read[skip:]) + spelled[0][len(spelled[1]) :]
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
    for word, age in vocabulary().ages:
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
        elif word in _UNITS:
            total += _UNITS[word]
        else:
            return None
    return total if 0 < total < 120 else None


def kind_of(tokens: Iterable[str]) -> tuple[bool, str]:
    """Whether folded name tokens name a crowd, and which animal they name, if any."""
    group, animal = False, ""
    for token in tokens:
        group = group or token in vocabulary().groups
        animal = animal or vocabulary().animals.get(token) or vocabulary().animals.get(token[:-1] if token.endswith("s") else "", "")
    return group, animal
