"""How a line is to be said: its manner and loudness, from what the writer put around it."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, get_args

from audio.errors import AudioError
from audio.lines import Line, Manner, VoiceSpec
from audio.pronouncing import Pronounce, respelled
from audio.tongues import passages, tongue
from screenplay.folding import fold
from screenplay.story import Beat, Scene

MANNERS: tuple[Manner, ...] = get_args(Manner)

DASHES = ("--", "—", "–")
DOTS = ("…", "...")


def manner(delivery: str, text: str, *, locale: str, table: Mapping[str, Manner] | None = None) -> Manner:
    """The manner that a parenthetical asks for, or that the words show by themselves.

    ``table`` adds a project's own words to those of delivery.toml, and wins over them.
    """
    if delivery and (said := _asked(fold(delivery), locale, table or {})):
        return said
    return _shown(text)


@lru_cache(maxsize=8192)
def _shown(text: str) -> Manner:
    """The manner that words show by themselves."""
    if _in_capitals(text) or re.search(r"!\s*!", text):
        return "shout"
    broken = len(re.findall(r"(?:…|\.{3})\s*\w", text)) + len(re.findall(r"\b([^\W\d_])-\1", text.lower()))
    return "hesitant" if broken > 1 else "plain"


def level(manner: Manner, text: str = "") -> float:
    """Loudness of a manner against plain speech, dB; a line that ends on an exclamation mark is a little louder."""
    levels: dict[str, float] = _tables()["level"]
    exclaimed = text.rstrip(" \"'»”").endswith("!") and manner not in ("whisper", "shout")
    return levels[manner] + (levels["exclaimed"] if exclaimed else 0.0)


def cut_short(beat: Beat, following: Beat | None) -> bool:
    """Whether the speech is interrupted: it ends on a dash, or hangs on dots when someone else speaks at once."""
    text = beat.text.rstrip(" \"'»”*_")
    if text.endswith(DASHES):
        return True
    return (
        text.endswith(DOTS)
        and following is not None
        and following.kind == "speech"
        and following.speaker != beat.speaker
    )


def lines(
    scenes: Sequence[Scene],
    voices: Mapping[str, VoiceSpec],
    *,
    locale: str,
    table: Mapping[str, Manner] | None = None,
    pronounce: Pronounce | None = None,
) -> tuple[Line, ...]:
    """One line for each speech beat, in story order. ``voices`` are those of ``casting.cast_voices``; ``pronounce`` is
    a project's table of words and how to say them (``pronouncing.respelled``).

    AudioError when someone who speaks has no voice.
    """
    return tuple(
        _line(scene, beat, following, voices, locale, table, pronounce or {})
        for scene in scenes
        for beat, following in zip_longest(scene.beats, scene.beats[1:])
        if beat.kind == "speech"
    )


def _line(
    scene: Scene,
    beat: Beat,
    following: Beat | None,
    voices: Mapping[str, VoiceSpec],
    locale: str,
    table: Mapping[str, Manner] | None,
    pronounce: Pronounce,
) -> Line:
    speaker = beat.speaker or ""
    voice = voices.get(speaker)
    if voice is None:
        raise AudioError(
            f"scene {scene.number}, line {beat.line}: no voice for {speaker or 'nobody'}; add it to the cast"
        )
    if (other := tongue(beat.delivery, beat.text, locale=locale)) and other[:2] != voice.language[:2]:
        voice = replace(voice, language=other)
    parts = tuple(
        replace(part, pronounce=respelled(beat.text[part.start : part.end], pronounce, part.language, locale=locale))
        for part in passages(beat.text, locale=locale, language=voice.language)
    )
    return Line(
        beat.id,
        scene.id,
        speaker,
        beat.text,
        manner(beat.delivery, beat.text, locale=locale, table=table),
        beat.channel,
        voice,
        cut_short=cut_short(beat, following),
        passages=parts if len(parts) > 1 else (),
        pronounce=respelled(beat.text, pronounce, voice.language, locale=locale),
    )


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _table(locale: str) -> dict[str, Any]:
    return dict(_tables()[locale[:2]])


def _pattern(word: str, very: str) -> str:
    """A pattern for a word of the tables, whose signs delivery.toml explains."""
    if word.startswith("="):
        before = r"(?:^|(?<=[,;(] )|(?<= et )|(?<= mais )|(?<= and )|(?<= but ))"
        return rf"{before}(?:(?:{very}) )?{word[1:]}(?=\s*(?:[,;.)]|$)| et | mais | and | but )"
    return rf"\b{re.escape(word[:-1])}(?!\w)" if word.endswith(".") else rf"\b{re.escape(word)}"


@cache
def _manner_patterns(locale: str) -> tuple[tuple[Manner, re.Pattern[str]], ...]:
    table = _table(locale)
    return tuple(
        (each, re.compile("|".join(_pattern(word, table["very"]) for word in table["manner"][each])))
        for each in MANNERS
        if each in table["manner"]
    )


@cache
def _negation(locale: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, _table(locale)["not"])) + r")\s?(?:\w+\s){0,2}$")


def _asked(delivery: str, locale: str, table: Mapping[str, Manner]) -> Manner | None:
    for word, said in table.items():
        if re.search(rf"\b{re.escape(fold(word))}", delivery):
            return said
    found: Iterator[tuple[int, int, Manner]] = (
        (hit.start(), -len(hit.group()), said)
        for said, pattern in _manner_patterns(locale)
        for hit in pattern.finditer(delivery)
        if not _negation(locale).search(delivery[: hit.start()])
    )
    return min(found, default=(0, 0, None))[2]


def _in_capitals(text: str) -> bool:
    """Whether a line is shouted in capitals; a lone initialism (SNCF) is not."""
    letters = [letter for letter in text if letter.isalpha()]
    words = re.findall(r"[^\W\d_]{2,}", text)
    return (
        len(letters) > 2
        and all(letter.isupper() for letter in letters)
        and (len(words) > 1 or "!" in text or len(letters) > 5)
    )
