"""How cues are played: the tables of acting.toml."""

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from storyboard.reading.lexicon import lexicon
from storyboard.reading.tokens import tokenize
from storyboard.stage.geometry import Gesture
from storyboard.stage.kinds import table


@dataclass(frozen=True, slots=True)
class Play:
    """What hands do for a cue."""

    gesture: Gesture
    held: str = ""
    lasts: bool = False
    """Until the hands or the body do something else; else for its beat only."""
    drops: bool = False
    """What was in hand is no longer afterwards."""


@cache
def _tables() -> dict[str, Any]:
    return table("acting.toml")


@cache
def plays() -> dict[str, Play]:
    """The cues that hands play."""
    return {kind: Play(**row) for kind, row in _tables()["gestures"].items()}


@cache
def holdable(thing: str) -> bool:
    """Whether one holds a thing in one's hands."""
    return thing in _held_things()


@cache
def _held_things() -> frozenset[str]:
    return frozenset(lexicon("en").nouns.values()) | frozenset(lexicon("fr").nouns.values())


def way_of_holding(thing: str) -> Gesture:
    """The gesture of someone who has a thing in hand."""
    return cast(Gesture, _tables()["held"]["gestures"].get(thing, "hold"))


@cache
def similar(thing: str) -> tuple[str, ...]:
    """The kinds of piece that may stand for what the text names, the named one first."""
    return tuple(dict.fromkeys((thing, *_tables()["similar"].get(thing, ()))))


def seats_for(kind: str) -> tuple[str, ...]:
    """The pieces at which a cue is played sitting, when the set has them."""
    return tuple(_tables()["seats"].get(kind, ()))


def plays_standing(thing: str) -> bool:
    """Whether an instrument is played where one is, without a seat."""
    return thing in _tables()["standing"]["things"]


def stations_for(kind: str) -> tuple[str, ...]:
    """The marks or pieces at which a cue is played standing."""
    return tuple(_tables()["stations"].get(kind, ()))


@cache
def station_of(name: str) -> str:
    """Where someone of a trade is by default, by the words of the name; empty when the name tells no trade."""
    words = {token.lower for token in tokenize(name, "fr")}
    return next((mark for mark, trades in _tables()["roles"].items() if words & set(trades)), "")


def formal(template: str) -> bool:
    """Whether people keep their distance in such a place."""
    return template in _tables()["formal"]["templates"]


def sits_by_default(template: str) -> bool:
    """Whether people sit in such a place when the text says nothing."""
    return template in _tables()["sitting"]["templates"]


@cache
def crowd_size(words: str) -> int:
    """How many people stand for a crowd, 6 to 14."""
    named = {token.lower for token in tokenize(words, "fr")}
    if named & set(_tables()["crowd"]["few"]):
        return 7
    return 13 if named & set(_tables()["crowd"]["many"]) else 9


@cache
def crowd_masses(words: str) -> str:
    """How a crowd of hundreds or thousands is drawn, ``throng`` or ``marchers``; empty for one that can be counted."""
    named = {token.lower for token in tokenize(words, "fr")}
    masses = _tables()["masses"]
    if named & set(masses["marchers"]):
        return "marchers"
    return "throng" if named & set(masses["many"]) else ""


@cache
def crowd_age(words: str) -> str:
    """``child`` or ``teen`` when the words for a crowd say so, else empty."""
    named = {token.lower for token in tokenize(words, "fr")}
    return next((age for age in ("child", "teen") if named & set(_tables()["crowd"][age])), "")


@cache
def crowd_animal(words: str) -> str:
    """What beasts a crowd is of (``cow``, ``sheep``, ``horse``), empty for people."""
    named = {token.lower for token in tokenize(words, "fr")}
    return next((kind for kind in ("cow", "sheep", "horse") if named & set(_tables()["crowd"][kind])), "")


def sits_its_crowd(template: str) -> bool:
    """Whether a crowd takes the seats of such a place."""
    return template in _tables()["crowd"]["seated"]
