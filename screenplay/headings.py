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
from screenplay.locales import either, profile, table
from screenplay.story import Heading, Hour

Flag = Literal["flashback", "flashforward", "dream", "omitted"]
Sense = Hour | Flag | Literal["continuous", "resumed", "later", "present"]

# Dashes with a space on one side at least, long dashes, slashes; SAINT-GERMAIN and 24/7 stay whole.
_CUT = re.compile(r" ?(?:--+|[–—]+) ?| - ?|- | ?(?:(?<!\d)/|/(?!\d)) ?")
_GROUP = re.compile(r" ?\(([^()]*)\)")
_HOURS: tuple[Hour, ...] = get_args(Hour)
_FLAGS: tuple[Flag, ...] = get_args(Flag)
_CLOCK = re.compile(r"(\d{1,2}) ?(?:h|:|heures?) ?(?:\d\d)?|(\d{1,2})(?:[:.]\d\d)? ?([ap])\.? ?m")
_LONGEST = 60
_NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class _Words:
    senses: dict[str, Sense]
    hours: re.Pattern[str]
    around: frozenset[str]
    binding: frozenset[str]
    states: frozenset[str]
    weather: frozenset[str]
    opening: frozenset[str]
    """Hours that may stand before the place without a stop: EXT. JOUR RUE DE RENNES."""


@cache
def _words(locale: Locale) -> _Words:
    """The words of time of a language. French and English share theirs, since their scripts mix them."""
    own = table(locale)
    shared = tomllib.loads(Path(__file__).with_name("hours.toml").read_text("utf-8"))
    hours, times = (own if "hours" in own else shared)["hours"], (own if "times" in own else shared)["times"]
    senses: dict[str, Sense] = {}
    for hour in _HOURS:
        senses.update(dict.fromkeys(hours[hour], hour))
    phrases = sorted(senses, key=len, reverse=True)
    for sense in ("continuous", "resumed", "later", "flashback", "flashforward", "dream", "present"):
        senses.update(dict.fromkeys(times[sense], sense))
    senses.update(dict.fromkeys(map(fold, own["headings"]["omitted"]), "omitted"))
    simple = ("jour", "nuit", "soir", "matin", "aube") if locale == "fr" else phrases
    return _Words(
        senses,
        re.compile("(?<![^\\W_])(?:" + "|".join(map(re.escape, phrases)) + ")(?![^\\W_])"),
        around=frozenset(times["around"]),
        binding=frozenset(times["binding"]),
        states=frozenset(times["states"]),
        weather=frozenset(times.get("weather", ())),
        opening=frozenset() if locale == "en" else frozenset(hour for hour in simple if " " not in hour),
    )


@cache
def _lead(locale: Locale) -> re.Pattern[str]:
    """INT., EXT/INT, I/E … at the start of a heading: two sides, or both at once."""
    sides = table(locale)["sides"]
    side = either([*sides["int"], *sides["ext"]])
    both = "|".join(r"\.? ?/ ?".join(map(re.escape, word.split("/"))) for word in sides["both"]) or "(?!)"
    return re.compile(rf"(?i:({side})\.? ?(?:[/–—+-] ?({side})\.?)?|((?:{both}))\.?)(?![^\W\d_])[ .:,/–—-]*")


@cache
def _exteriors(locale: Locale) -> frozenset[str]:
    return frozenset(map(fold, table(locale)["sides"]["ext"]))


@cache
def _inner(locale: Locale) -> re.Pattern[str]:
    """A side inside a heading, before another of its places: its dash or slash, and the side."""
    sides = table(locale)["sides"]
    return re.compile(rf"([/–—-] ?)(?i:({either([*sides['int'], *sides['ext']])}))(?:\.|(?= )) ?(?=[^\W_])(?!- )")


def _outside(side: str, locale: Locale) -> bool:
    return fold(side) in _exteriors(locale)


def hours(locale: Locale) -> frozenset[str]:
    """The words of a language, folded, that a heading may end with to say when it plays."""
    return frozenset(_words(locale).senses)


@cache
def _in_english(locale: Locale) -> tuple[re.Pattern[str], dict[str, str]]:
    """The words for places of a language read by table, longest first, and the English ones they stand for."""
    words = {word: english for english, own in table(locale).get("places", {}).items() for word in own}
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)"), words


def known_place(place: str, locale: Locale) -> str:
    """A place, or a part of one, in words that the rooms of pictures and sound know: in English, where they have none
    of the script's language and the word is in its table (KÜCHE); as it is, elsewhere."""
    pattern, words = _in_english(locale)
    found = pattern.findall(fold(place))
    return " - ".join(words[one] for one in found) or place


def same_place(location: str, locale: Locale) -> str:
    """What locations that are one place have in common: APPT DE LÉA, APPARTEMENT LÉA. Only sure abbreviations count."""
    language = profile(locale)
    kept = [
        word
        for part in location.split("-")
        if part not in language.small
        for word in language.abbreviations.get(part, (part,))
    ]
    return "-".join(kept) or location


def understand(text: str, *, locale: Locale, previous: Heading | None = None) -> Heading:
    """What a heading's printed text says. ``previous`` is the heading before it in the story, which lends its hour to
    one that names none, or goes on (CONTINUOUS, SUITE). An empty text is a scene without heading: nowhere, inside nor
    outside."""
    heading, timed = _understood(" ".join(text.split()), locale)
    return replace(heading, text=text, hour=heading.hour if timed or previous is None else previous.hour)


@lru_cache(maxsize=4096)
def _understood(text: str, locale: Locale) -> tuple[Heading, bool]:
    """The heading by itself, and whether it names an hour of its own."""
    flags: set[Sense | None] = set()
    rest = text
    if profile(locale).omitted.fullmatch(text):  # SCÈNE SUPPRIMÉE
        flags.add("omitted")
        rest = ""
    lead = _lead(locale).match(rest)
    if lead is None and (cut := _CUT.search(rest)) and (said := _sense(rest[: cut.start()], locale)) in _FLAGS:
        flags.add(said)
        rest = rest[cut.end() :]
        lead = _lead(locale).match(rest)
    if lead is None and (turned := _turned(rest, locale)):
        rest = turned
        lead = _lead(locale).match(rest)
    interior = exterior = False
    if lead:
        sides = [_outside(side, locale) for side in lead.groups()[:2] if side]
        both = lead[3] is not None
        interior, exterior = both or not all(sides), both or any(sides)
        rest = rest[lead.end() :]
        for inner in _inner(locale).finditer(rest):  # EXT. RUE / INT. VOITURE
            interior, exterior = interior or not _outside(inner[2], locale), exterior or _outside(inner[2], locale)
        rest = _inner(locale).sub(r"\1", rest)
    hour: Hour | None = None
    hour_text = ""
    asides: list[str] = []
    for group in _GROUP.findall(rest):
        sense = _sense(group, locale)
        if sense is None and fold(group) not in _words(locale).states and not group.strip().isdigit():
            asides.append(group)
        elif named := _hour(sense):
            hour, hour_text = named, group
        flags.add(sense)
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
            flags.add(sense)
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
        continuous=bool(flags & {"continuous", "resumed"}),
        flashback="flashback" in flags,
        flashforward="flashforward" in flags,
        dream="dream" in flags,
        omitted="omitted" in flags,
    )
    return heading, hour is not None


def _turned(text: str, locale: Locale) -> str | None:
    """A heading whose place comes first, its side brought to the front: INT. CUISINE - NUIT for CUISINE. INT. NUIT."""
    ending = profile(locale).trails(text)
    if ending is None:
        return None
    start = ending.start() + (text[ending.start()] == ")")
    tail = text[start:].lstrip(" .,–—-")
    lead = _lead(locale).match(tail)
    return f"{lead[0].rstrip(' .:,/–—-')}. {text[:start]} - {tail[lead.end() :]}" if lead else None


def _hour(sense: Sense | None) -> Hour | None:
    return next((hour for hour in _HOURS if hour == sense), None)


def _sense(text: str, locale: Locale) -> Sense | None:
    """What a whole segment says of time: ``JOUR``, ``LATE AFTERNOON``, ``LE LENDEMAIN MATIN``, ``19H30``, ``SUITE``."""
    table = _words(locale)
    folded = fold(text).strip(" .,:;!?…'")
    direct = table.senses.get(folded)
    if direct:
        return None if direct == "resumed" and locale == "en" else direct
    found = table.hours.search(folded)
    if found:
        others = re.findall(r"[^\W\d_]+", table.hours.sub(" ", folded))
        return table.senses[found[0]] if all(other in table.around for other in others) else None
    clock = _CLOCK.fullmatch(folded)
    if clock is None:
        return None
    if clock[3]:
        return _at(int(clock[2]) % 12 + 12 * (clock[3] == "p"))
    return _at(int(clock[1])) if int(clock[1]) < 25 else None


def _at(hour: int) -> Hour:
    """The time of day of a clock's hour."""
    limits: list[tuple[int, Hour]] = [(5, "night"), (7, "dawn"), (12, "morning"), (14, "day"), (18, "afternoon")]
    return next((name for limit, name in limits if hour < limit), "evening" if hour < 22 else "night")


def _parts(segment: str, locale: Locale, *, first: bool, last: bool) -> Iterator[tuple[str, Sense | None]]:
    """A segment's places and times in order: ``CUISINE, JOUR`` and ``NUIT. CUISINE`` hold one of each."""
    table = _words(locale)
    sense = _sense(segment, locale)
    if (sense == "resumed" and not last) or (sense == "dream" and first):
        sense = None
    if sense is not None:
        yield segment, sense
        return
    folded, origin = _traced(segment)
    opening = table.hours.match(folded)
    if opening and opening.end() < len(folded):
        following = re.findall(r"[^\W\d_]+", folded[opening.end() :])[:1]
        if folded[opening.end()] in ".,:;" and not first:  # SOIR, PLUIE
            rest = segment[origin[opening.end()] :].strip(" .,:;")
            if not set(words(rest)) & table.weather:
                yield rest, None
            yield segment[: origin[opening.end()]], table.senses[opening[0]]
            return
        if folded[opening.end()] in ".,:;":
            yield segment[: origin[opening.end()]], table.senses[opening[0]]
            yield segment[origin[opening.end()] :].strip(" .,:;"), None
            return
        if last and not first and following and following[0] in table.binding:
            yield segment, table.senses[opening[0]]  # NUIT D'ORAGE
            return
        if first and opening[0] in table.opening and following and following[0] not in table.binding:
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
