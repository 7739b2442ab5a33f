"""Sound cues: what the action asks us to hear. How each of those things sounds is in ``sounds``."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from audio.counting import counted
from audio.lines import RATE
from audio.unheard import clause, far, goes_on, lasting, unheard
from screenplay.elements import Locale
from screenplay.locales import learned
from screenplay.scenes import Beat

MOST = 3
"""Cues of one beat: more would be noise."""
LONGEST = 7 * RATE
"""Samples: no effect lasts longer."""


@dataclass(frozen=True, slots=True)
class SoundCue:
    """An effect that a beat names: ``text[start:end]`` are the words that do. ``weight`` is a linear gain."""

    name: str
    start: int
    weight: float = 1.0
    far: bool = False
    """Heard from elsewhere: in the distance, next door, muffled."""
    times: int | None = None
    """How often, where the text says so and the effect can be counted: "trois coups", "barks twice"."""
    end: int = field(default=0, compare=False)


def effects(beat: Beat, *, locale: Locale) -> tuple[SoundCue, ...]:
    """What an action beat makes heard, in the order of its text; nothing for speech, similes and negations,
    nor in a language that has no words in effects.toml.

    Words in capitals (``SMASH``) weigh more; far or muffled ones are marked. Each comes once, at most MOST in all.
    """
    if beat.kind != "action" or not learned(locale):
        return ()
    folded, offsets = _folded(beat.text)
    taken: list[tuple[int, int]] = []
    cues: dict[str, SoundCue] = {}
    ended = list(_ends(folded, locale))
    for name, start, end in _hits(folded, locale):
        if any(name == one and start < last and end > first for one, first, last in ended):
            continue  # named, but to say that it is over
        if name in cues or any(start < last and end > first for first, last in taken):
            continue
        taken.append((start, end))
        weight = float(table()[name].get("weight", 1.0)) * _stress(beat.text, offsets, start, end)
        away = far(folded, start, end, locale=locale)
        times = _times(name, folded[slice(*clause(folded, start, end, locale=locale))], locale)
        cues[name] = SoundCue(name, offsets[start], round(weight, 3), away, times, offsets[end - 1] + 1)
    return tuple(sorted(cues.values(), key=lambda cue: cue.start))[:MOST]


def stops(beat: Beat, *, locale: Locale) -> tuple[SoundCue, ...]:
    """The effects that an action beat ends, where its words say so: ``la sonnerie s'arrête``."""
    if beat.kind != "action" or not learned(locale):
        return ()
    folded, offsets = _folded(beat.text)
    cues = [SoundCue(name, offsets[start], end=offsets[end - 1] + 1) for name, start, end in _ends(folded, locale)]
    return tuple(sorted(cues, key=lambda cue: cue.start))


def _ends(text: str, locale: Locale) -> Iterator[tuple[str, int, int]]:
    for name, pattern in _stopping(locale):
        for hit in pattern.finditer(text):
            if not goes_on(text, hit.start(), hit.end(), locale=locale):
                yield name, hit.start(), hit.end()


@lru_cache(maxsize=8192)
def _folded(text: str) -> tuple[str, list[int]]:
    """Lower case without accents, apostrophes made plain; and for each of its characters the offset in the text."""
    letters, offsets = [], []
    for offset, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", {"œ": "oe", "Œ": "oe", "’": "'"}.get(letter, letter)).lower():
            if not unicodedata.combining(part):
                letters.append(" " if part.isspace() else part)
                offsets.append(offset)
    return "".join(letters), offsets


def _hits(text: str, locale: Locale) -> Iterator[tuple[str, int, int]]:
    """Effects that the text names, and that are to be heard, with the span of the words that name them."""
    for name, pattern in _patterns(locale):
        for hit in pattern.finditer(text):
            if not unheard(text, hit.start(), hit.end(), locale=locale):
                yield name, hit.start(), hit.end()


def _times(name: str, words: str, locale: Locale) -> int | None:
    most = table()[name].get("most")
    times = counted(words, locale=locale) if most else None
    return times and min(times, int(most))


def _stress(text: str, offsets: list[int], start: int, end: int) -> float:
    words = text[offsets[start] : offsets[end - 1] + 1]
    loud = not text.isupper() and any(word.isupper() and len(word) > 3 for word in re.findall(r"[^\W\d_]+", words))
    return 1.25 if loud else 1.0


@cache
def table() -> dict[str, Any]:
    """Of each effect: its peak (dBFS), its weight, how often it may come, the words that name it."""
    return tomllib.loads(Path(__file__).with_name("effects.toml").read_text("utf-8"))


@cache
def _patterns(locale: Locale) -> list[tuple[str, re.Pattern[str]]]:
    return [(name, _either(row[locale], locale)) for name, row in table().items()]


@cache
def _stopping(locale: Locale) -> list[tuple[str, re.Pattern[str]]]:
    rows = tomllib.loads(Path(__file__).with_name("stops.toml").read_text("utf-8"))
    return [(name, _either(row[locale], locale)) for name, row in rows.items()]


def _either(patterns: Sequence[str], locale: Locale) -> re.Pattern[str]:
    gap = rf"(?: (?:{lasting(locale)}))?(?:[ ']\w+){{0,3}}?"
    whole = (one.replace("~ ", f"{gap}[ ']").replace("~", gap) for one in patterns)
    return re.compile("|".join(rf"(?<!\w)(?:{one})" for one in whole))
