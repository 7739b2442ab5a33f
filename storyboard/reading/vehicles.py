"""What a text says of vehicles: which go by, come, go away or stop; and which one somebody drives or rides."""

from collections.abc import Sequence
from dataclasses import dataclass

from screenplay.elements import Locale
from storyboard.reading.lexicon import Lexicon, lexicon, verb
from storyboard.reading.state import STOPS
from storyboard.reading.tokens import Token, tokenize

_REACH = 8
"""Words between a vehicle and its verb."""
_BEFORE = 3
"""Words from a determiner to its noun ("a red sports car")."""
_RELATIVES = frozenset({"qui", "that", "which"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A vehicle that does something by itself in a text, at ``start`` to ``end``."""

    kind: str
    """Kind of piece: ``car``, ``van``, ``truck``, ``bus``, ``motorbike``, ``bicycle``, ``carriage``, ``boat``."""
    how: str
    """``by``, ``in``, ``out`` or ``stop``."""
    start: int
    end: int
    known: bool = False
    """Whether the text speaks of one that was there before: "the car", not "a car"."""


def passages(text: str, locale: Locale) -> tuple[Passage, ...]:
    """The vehicles that a text says go by, come, go away or stop, in its order; a kind once."""
    lex, tokens = lexicon(locale), tokenize(text, locale)
    found: dict[str, Passage] = {}
    for place, token in enumerate(tokens):
        kind = vehicle(token.lower, locale)
        if not kind or kind == "horse" or kind in found or not _named(tokens, place, lex):
            continue
        driven = _somebody_before(tokens, place, lex)
        for index in range(place + 1, min(place + 1 + _REACH, len(tokens))):
            word = tokens[index].lower
            if word in STOPS or lex.has("coordinators", word):
                break
            if word in _RELATIVES:
                driven = False
            how = _how(tokens, index, lex)
            if how and (not driven or (locale == "fr" and word.endswith(("er", "ir", "re")))):
                found[kind] = Passage(kind, how, token.start, tokens[index].end, not _new(tokens, place, lex))
                break
    return tuple(found.values())


def vehicle(word: str, locale: Locale) -> str:
    """The kind of vehicle that a lower-case noun means, or empty."""
    table = lexicon(locale).vehicles
    return table.get(word) or table.get(word.removesuffix("s"), "")


def vehicle_in(text: str, locale: Locale, *, ridden: bool = False) -> str:
    """The first vehicle that a text names: of those that one rides or of those that one sits in; or empty."""
    kinds = (vehicle(token.lower, locale) for token in tokenize(text, locale))
    return next((kind for kind in kinds if kind and (kind in RIDDEN) == ridden), "")


def moving(text: str, locale: Locale) -> frozenset[str]:
    """The kinds of vehicles that a text sets going: what stands about on a set are the others."""
    found = {passage.kind for passage in passages(text, locale)}
    lex = lexicon(locale)
    words = [token.lower for token in tokenize(text, locale)]
    if any(entry.kind in ("drive", "ride") for word in words for entry in lex.entries.get(verb(word, locale)[0], ())):
        found |= {kind for word in words if (kind := vehicle(word, locale))}
    found |= {kind for start, end in riding(text, lex) for word in words if (kind := vehicle(word, locale))}
    return frozenset(found)


def riding(text: str, lex: Lexicon) -> list[tuple[int, int]]:
    """Where a text says in fixed words that somebody drives or rides (``au volant``, ``on horseback``)."""
    return [
        match.span() for pattern, kind in lex.states if kind in ("drive", "ride") for match in pattern.finditer(text)
    ]


RIDDEN = frozenset({"bicycle", "motorbike", "horse"})
"""What one sits astride."""


def _named(tokens: Sequence[Token], place: int, lex: Lexicon) -> bool:
    """Whether a noun has its determiner, and no preposition before it ("devant la voiture")."""
    for index in range(place - 1, max(place - 1 - _BEFORE, -1), -1):
        word = tokens[index].lower
        if lex.has("determiners", word) or lex.has("indefinite", word) or word in ("deux", "trois", "two", "three"):
            before = tokens[index - 1].lower if index else ""
            return not (lex.has("prepositions", before) or before in ("de", "d'", "of"))
        if word in STOPS or lex.has("prepositions", word):
            return False
    return False


def _new(tokens: Sequence[Token], place: int, lex: Lexicon) -> bool:
    """Whether a noun has an indefinite article."""
    return any(lex.has("indefinite", token.lower) for token in tokens[max(place - _BEFORE, 0) : place])


def _somebody_before(tokens: Sequence[Token], place: int, lex: Lexicon) -> bool:
    """Whether somebody is the subject of the clause before a noun: the vehicle is then what they bear on."""
    for index in range(place - 1, -1, -1):
        token = tokens[index]
        if token.lower in STOPS or token.text == "," or lex.has("coordinators", token.lower):
            return False
        proper = token.text[0].isupper() and not lex.has("determiners", token.lower)
        if proper or token.lower in ("il", "elle", "ils", "elles", "he", "she", "they", "on"):
            return True
    return False


def _how(tokens: Sequence[Token], index: int, lex: Lexicon) -> str:
    """How a vehicle goes by the verb at a token, or empty when it is none of those."""
    word = tokens[index].lower
    before = tokens[index - 1].lower if index else ""
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if lex.has("determiners", before) and before not in ("le", "la", "les", "l'"):
        return ""
    for how in ("out", "in", "stop", "by"):
        for phrase in lex.passing[how]:
            first, _, second = phrase.partition(" ")
            if first == "se":
                if before in ("se", "s'") and _conjugated(word, second, lex):
                    return how
            elif _conjugated(word, first, lex) and (not second or after == second):
                return how
    return ""


def _conjugated(word: str, stem: str, lex: Lexicon) -> bool:
    return word.startswith(stem) and word[len(stem) :] in lex.passing["endings"]
