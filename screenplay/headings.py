"""Scene headings understood: inside or outside, where, when, and whether it is a flash-back."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

from screenplay.elements import Locale
from screenplay.folding import fold, slug, words
from screenplay.locales import profile
from screenplay.story import Heading, Hour

Sense = Hour | Literal["continuous", "resumed", "later", "flashback", "present"]

_SIDE = r"(?:INTERIOR|EXTERIOR|INT(?:É|É|E)RIEURS?|EXT(?:É|É|E)RIEURS?|INT|EXT|EST)"
_LEAD = re.compile(rf"(?i:({_SIDE})\.? ?(?:[/–—-] ?({_SIDE})\.?)?|(I\.? ?/ ?E|E\.? ?/ ?I)\.?)(?![^\W\d_])[ .:,/–—-]*")
# Dashes with a space on one side at least, long dashes, slashes; SAINT-GERMAIN and 24/7 stay whole.
_CUT = re.compile(r" ?(?:--+|[–—]+) ?| - ?|- | ?(?:(?<!\d)/|/(?!\d)) ?")
_GROUP = re.compile(r" ?\(([^()]*)\)")
_HOURS: tuple[Hour, ...] = get_args(Hour)
_CLOCK = re.compile(r"(\d{1,2}) ?(?:h|:|heures?) ?(?:\d\d)?")
_LONGEST = 60
_NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class _Words:
    senses: dict[str, Sense]
    hours: re.Pattern[str]
    around: frozenset[str]
    binding: frozenset[str]
    states: frozenset[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(Path(__file__).with_name("hours.toml").read_text("utf-8"))
    senses: dict[str, Sense] = {}
    for hour in _HOURS:
        senses.update(dict.fromkeys(table["hours"][hour], hour))
    phrases = sorted(senses, key=len, reverse=True)
    for sense in ("continuous", "resumed", "later", "flashback", "present"):
        senses.update(dict.fromkeys(table["words"][sense], sense))
    return _Words(
        senses,
        re.compile("(?<![^\\W_])(?:" + "|".join(map(re.escape, phrases)) + ")(?![^\\W_])"),
        *(frozenset(table["words"][key]) for key in ("around", "binding", "states")),
    )


def understand(text: str, *, locale: Locale, previous: Heading | None = None) -> Heading:
    """What a heading's printed text says. ``previous`` is the heading before it in the story, which lends its hour to
    one that names none, or goes on (CONTINUOUS, SUITE). An empty text is a scene without heading: nowhere, inside nor
    outside."""
    heading, timed = _understood(" ".join(text.split()), locale)
    return replace(heading, text=text, hour=heading.hour if timed or previous is None else previous.hour)


@lru_cache(maxsize=4096)
def _understood(text: str, locale: Locale) -> tuple[Heading, bool]:
    """The heading by itself, and whether it names an hour of its own."""
    interior = exterior = flashback = continuous = False
    rest = text
    lead = _LEAD.match(rest)
    if lead is None and (cut := _CUT.search(rest)) and _sense(rest[: cut.start()], locale) == "flashback":
        flashback, rest = True, rest[cut.end() :]
        lead = _LEAD.match(rest)
    if lead and not (lead[1] and lead[1].upper() == "EST" and locale != "en"):
        sides = fold(" ".join(side for side in lead.groups() if side))
        both = lead[3] is not None
        interior, exterior = both or "int" in sides, both or "ext" in sides or "est" in sides
        rest = rest[lead.end() :]
    hour: Hour | None = None
    hour_text = ""
    asides: list[str] = []
    for group in _GROUP.findall(rest):
        sense = _sense(group, locale)
        if sense is None and fold(group) not in _words().states and not group.strip().isdigit():
            asides.append(group)
        elif named := _hour(sense):
            hour, hour_text = named, group
        flashback = flashback or sense == "flashback"
        continuous = continuous or sense in ("continuous", "resumed")
    rest = _GROUP.sub(lambda group: group[0] if group[1] in asides else "", rest).strip()
    places: list[str] = []
    closed = False
    segments = [part for part in _CUT.split(rest) if part.strip(" .,:;")]
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        for part, sense in _parts(segment, locale, first=not places, last=last and len(segments) > 1):
            if sense is None:
                if not closed:
                    places.append(part)
                continue
            closed = bool(places)
            flashback = flashback or sense == "flashback"
            continuous = continuous or sense in ("continuous", "resumed")
            if hour is None and (named := _hour(sense)):
                hour, hour_text = named, part
            elif not hour_text and sense in ("continuous", "resumed", "later"):
                hour_text = part
    place = (
        rest[rest.index(places[0]) : rest.index(places[-1], rest.index(places[0])) + len(places[-1])] if places else ""
    )
    heading = Heading(
        text=text,
        interior=interior,
        exterior=exterior,
        place=place,
        location=_location(places, asides, locale),
        sub_places=tuple(part.strip() for part in [*(_GROUP.sub("", p) for p in places[1:]), *asides] if part.strip()),
        hour=hour or "day",
        hour_text=hour_text,
        continuous=continuous,
        flashback=flashback,
    )
    return heading, hour is not None


def _hour(sense: Sense | None) -> Hour | None:
    return next((hour for hour in _HOURS if hour == sense), None)


def _sense(text: str, locale: Locale) -> Sense | None:
    """What a whole segment says of time: ``JOUR``, ``LATE AFTERNOON``, ``LE LENDEMAIN MATIN``, ``19H30``, ``SUITE``."""
    table = _words()
    folded = fold(text).strip(" .,:;!?…'")
    direct = table.senses.get(folded)
    if direct:
        return None if direct == "resumed" and locale == "en" else direct
    found = table.hours.search(folded)
    if found:
        others = re.findall(r"[^\W\d_]+", table.hours.sub(" ", folded))
        return table.senses[found[0]] if all(other in table.around for other in others) else None
    clock = _CLOCK.fullmatch(folded)
    return _at(int(clock[1])) if clock and int(clock[1]) < 25 else None


def _at(hour: int) -> Hour:
    """The time of day of a clock's hour."""
    limits: list[tuple[int, Hour]] = [(5, "night"), (7, "dawn"), (12, "morning"), (14, "day"), (18, "afternoon")]
    return next((name for limit, name in limits if hour < limit), "evening" if hour < 22 else "night")


def _parts(segment: str, locale: Locale, *, first: bool, last: bool) -> Iterator[tuple[str, Sense | None]]:
    """A segment's places and times in order: ``CUISINE, JOUR`` and ``NUIT. CUISINE`` hold one of each."""
    table = _words()
    sense = _sense(segment, locale)
    if sense == "resumed" and not last:
        sense = None
    if sense is not None:
        yield segment, sense
        return
    folded, origin = _traced(segment)
    opening = table.hours.match(folded)
    if opening and opening.end() < len(folded):
        following = re.findall(r"[^\W\d_]+", folded[opening.end() :])[:1]
        if folded[opening.end()] in ".,:;" and first:
            yield segment[: origin[opening.end()]], table.senses[opening[0]]
            yield segment[origin[opening.end()] :].strip(" .,:;"), None
            return
        if last and not first and following and following[0] in table.binding:
            yield segment, table.senses[opening[0]]  # NUIT D'ORAGE
            return
        simple = opening[0] in ("jour", "nuit", "soir", "matin", "aube") and locale == "fr"
        if first and simple and following and following[0] not in table.binding:
            yield segment[: origin[opening.end()]], table.senses[opening[0]]
            yield segment[origin[opening.end()] :].strip(), None
            return
    endings = [match for match in table.hours.finditer(folded) if not folded[match.end() :].strip(" .,:;")]
    if endings and endings[0].start() > 0:
        cut = endings[0].start()
        before = re.findall(r"[^\W\d_]+", folded[:cut])[-1:]
        if folded[:cut].rstrip()[-1:] in (".", ",", ":", ";", "-") or (before and before[0] not in table.binding):
            yield segment[: origin[cut]].strip(" .,:;-"), None
            yield segment[origin[cut] :], table.senses[endings[0][0]]
            return
    yield segment.strip(" .,:;"), None


def _traced(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters (and its end) where it stood in the text."""
    pieces = [(fold(char), index) for index, char in enumerate(text)]
    return "".join(piece for piece, _ in pieces), [*(i for piece, i in pieces for _ in piece), len(text)]


def _location(places: list[str], asides: list[str], locale: Locale) -> str:
    """One identity for one place: case, accents, punctuation and leading articles make no difference."""
    articles = profile(locale).articles
    kept: list[str] = []
    for part in [*(_GROUP.sub("", place) for place in places), *asides]:
        parts = words(part)
        while len(parts) > 1 and parts[0] in articles:
            parts.pop(0)
        kept.extend(parts)
    return slug(" ".join(kept), longest=_LONGEST, otherwise="place" if kept else _NOWHERE)
