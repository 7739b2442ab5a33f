"""Where a scene sounds: the kind of place, its size, hour, weather and people, by the writer's words."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from screenplay.elements import Locale
from screenplay.headings import known_place
from screenplay.locales import learned
from screenplay.scenes import Heading, Hour

Size = Literal["tight", "small", "medium", "large", "vast", "open"]
Weather = Literal["clear", "rain", "storm", "wind", "snow"]
People = Literal["none", "some", "many"]

_SIZES: dict[str, Size] = {s: s for s in ("tight", "small", "medium", "large", "vast", "open")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where we are, for the ear. ``kind`` is a key of places.toml."""

    kind: str = "interior"
    interior: bool = True
    size: Size = "medium"
    hour: Hour = "day"
    weather: Weather = "clear"
    people: People = "some"
    parked: bool = False
    """A vehicle whose engine is silent."""

    @property
    def dark(self) -> bool:
        """Night as the ear knows it: no birds, few cars."""
        return self.hour in ("night", "evening")


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    size: Size
    where: str
    outside: str


def place_of(heading: Heading, texts: Sequence[str], *, locale: Locale) -> Place:
    """The place of a scene, by its heading first; ``texts`` are its action beats, in order.

    The last sub-place that we know decides (``CAFÉ - CUISINE`` is a kitchen), then the ones before it. A building seen
    from outside sounds as what surrounds it. Weather and crowd come from the heading or from the action, in a language
    that has words here.
    """
    if not learned(locale):
        texts = ()
    found = _kind_of(heading, locale)
    kind, word = found if found else (_kinds()["interior" if heading.interior else "exterior"], "")
    if heading.exterior and not heading.interior and kind.where == "int":
        kind = _kinds()[kind.outside]
    elif heading.interior and not heading.exterior and kind.where == "ext":
        kind = _kinds()["interior"]
    interior = kind.where == "int" or (kind.where == "both" and heading.interior)
    if kind.name == "exterior":
        kind = _surroundings(texts, locale) or kind
    sentences = [plain(heading.text), *(plain(part) for text in texts for part in re.split(r"(?<=[.!?…])\s+", text))]
    return Place(
        kind=kind.name,
        interior=interior,
        size=kind.size if interior or kind.size == "vast" else "open",
        hour=heading.hour,
        weather=_weather(sentences, locale),
        people=_people(sentences, word, locale),
        parked=kind.name == "car" and any(_patterns(locale)["parked"].search(each) for each in sentences),
    )


def plain(text: str) -> str:
    """Lower case, without accents; anything that is not a letter or a digit becomes one space."""
    bare = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).lower()
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in bare if not unicodedata.combining(c))).strip()


def _kind_of(heading: Heading, locale: Locale) -> tuple[_Kind, str] | None:
    """The kind that the heading names, and the word that says so."""
    parts = [plain(known_place(part, locale)) for part in re.split(r"\s[-–—]\s|[/:,;(]", heading.place)]
    order: tuple[Locale, Locale] = ("fr", "en") if locale == "fr" else ("en", "fr")
    for language in order:
        for part in reversed(parts):
            hits = list(_words(language).finditer(part))
            if hits:
                last = language == "en" and not re.search(r"\b(of|in|at|on|behind|outside|near)\b", part)
                word = hits[-1 if last else 0]["word"]
                return _kinds()[_names(language)[word]], word
    return None


def _surroundings(texts: Sequence[str], locale: Locale) -> _Kind | None:
    """What an unnamed exterior lies in, when its first sentences say it: the sea, a forest, a street …"""
    for text in texts[:3]:
        for hit in _words(locale).finditer(plain(text)):
            kind = _kinds()[_names(locale)[hit["word"]]]
            if kind.where == "ext" and kind.name in ("sea", "river", "forest", "field", "street", "road", "park"):
                return kind
    return None


def _weather(sentences: Sequence[str], locale: Locale) -> Weather:
    patterns = _patterns(locale)
    heard = [each for each in sentences if not patterns["denies"].search(each)]
    kinds: tuple[Weather, ...] = ("storm", "rain", "snow", "wind")
    return next((kind for kind in kinds if any(patterns[kind].search(each) for each in heard)), "clear")


def _people(sentences: Sequence[str], word: str, locale: Locale) -> People:
    """Empty or packed when the heading says so, or a sentence that names the place again."""
    patterns = _patterns(locale)
    about = [each for index, each in enumerate(sentences) if index == 0 or (word and re.search(rf"\b{word}\b", each))]
    if any(patterns["empty"].search(each) for each in about):
        return "none"
    return "many" if any(patterns["packed"].search(each) for each in about) else "some"


@cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads(Path(__file__).with_name("places.toml").read_text("utf-8"))


@cache
def _kinds() -> dict[str, _Kind]:
    return {
        name: _Kind(name, _SIZES[str(row["size"])], str(row["where"]), str(row.get("outside", name)))
        for name, row in _table().items()
    }


@cache
def _names(locale: Locale) -> dict[str, str]:
    return {word: name for name, row in _table().items() for word in row[locale]}  # type: ignore[attr-defined]


@cache
def _words(locale: Locale) -> re.Pattern[str]:
    longest = sorted(_names(locale), key=len, reverse=True)
    return re.compile(rf"\b(?P<word>{'|'.join(map(re.escape, longest))})(s|x|es)?\b")


@cache
def _patterns(locale: Locale) -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(Path(__file__).with_name("weather.toml").read_text("utf-8"))
    if not learned(locale):
        return dict.fromkeys(table["en"], re.compile("(?!)"))
    return {name: re.compile(pattern) for name, pattern in table[locale].items()}


def kinds() -> tuple[str, ...]:
    """Every kind of place that has a sound."""
    return tuple(_table())
