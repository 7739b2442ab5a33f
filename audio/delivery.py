"""How a line is to be said: its manner, loudness, silences and tongue, from what the writer put around it."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, get_args

from audio.errors import AudioError
from audio.lines import Line, Manner, VoiceSpec
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
    if _in_capitals(text) or re.search(r"!\s*!", text):
        return "shout"
    broken = len(re.findall(r"(?:…|\.{3})\s*\w", text)) + len(re.findall(r"\b([^\W\d_])-\1", text.lower()))
    return "hesitant" if broken > 1 else "plain"


def level(manner: Manner, text: str = "") -> float:
    """Loudness of a manner against plain speech, dB; a line that ends on an exclamation mark is a little louder."""
    levels: dict[str, float] = _tables()["level"]
    exclaimed = text.rstrip(" \"'»”").endswith("!") and manner not in ("whisper", "shout")
    return levels[manner] + (levels["exclaimed"] if exclaimed else 0.0)


def pause(text: str, *, locale: str) -> float:
    """Seconds of silence that a parenthetical or a sentence of action asks for: "un temps", "a long silence".

    Clauses that say anything else count for nothing: "le silence de la forêt" is no pause.
    """
    words, seconds = _table(locale)["pause"], _tables()["seconds"]
    total = 0.0
    for clause in re.split(r"[,;.:!?…—–()]+", fold(text)):
        if found := _pause_pattern(locale).fullmatch(" ".join(clause.split())):
            length = seconds["silence" if found["name"] == "silence" else "beat"]
            size = f"{found['size'] or ''} {found['after'] or ''}"
            for kind in ("short", "long"):
                if re.search(rf"\b(?:{words[kind]})\b", size):
                    length *= seconds[kind]
            total += length
    return total


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


def tongue(delivery: str, text: str, *, locale: str) -> str | None:
    """The language of a line that is not in the script's own: named in its parenthetical, or plain from its words.

    A line that is plainly in the script's language stays so even under "en anglais": the writer wrote it to be read.
    """
    table = _table(locale).get("tongues")
    guess = _guessed(text)
    if guess == locale or table is None:
        return None
    named = re.search(table["pattern"], fold(delivery))
    return table[named[1]] if named else guess


def lines(
    scenes: Sequence[Scene],
    voices: Mapping[str, VoiceSpec],
    *,
    locale: str,
    table: Mapping[str, Manner] | None = None,
) -> tuple[Line, ...]:
    """One line for each speech beat, in story order. ``voices`` are those of ``casting.cast_voices``.

    AudioError when someone who speaks has no voice.
    """
    return tuple(
        _line(scene, beat, following, voices, locale, table)
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
) -> Line:
    speaker = beat.speaker or ""
    voice = voices.get(speaker)
    if voice is None:
        raise AudioError(
            f"scene {scene.number}, line {beat.line}: no voice for {speaker or 'nobody'}; add it to the cast"
        )
    if (other := tongue(beat.delivery, beat.text, locale=locale)) and other[:2] != voice.language[:2]:
        voice = replace(voice, language=other)
    said = manner(beat.delivery, beat.text, locale=locale, table=table)
    return Line(beat.id, scene.id, speaker, beat.text, said, beat.channel, voice, cut_short=cut_short(beat, following))


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
    return re.compile("(?:" + "|".join(map(re.escape, _table(locale)["not"])) + r")\s?(?:\w+\s){0,2}$")


@cache
def _pause_pattern(locale: str) -> re.Pattern[str]:
    words = _table(locale)["pause"]
    size = rf"(?:(?P<size>{words['long']}|{words['short']}|{words['adjectives']}) )?"
    after = rf"(?: (?P<after>{words['adjectives']}|{words['long']}|{words['short']}))?"
    return re.compile(rf"{words['lead']}(?:(?:{words['articles']}) )?{size}(?P<name>{words['names']}){after}")


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


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(_tables()["common"][language].split())


def _guessed(text: str) -> str | None:
    """``fr`` or ``en`` where the small words leave no doubt, None elsewhere."""
    words = set(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower().replace("’", "'")))
    counts = {language: sum(word in _common(language) for word in words) for language in ("fr", "en")}
    best = max(counts, key=lambda language: counts[language])
    other = min(counts.values())
    return best if len(words) > 2 and counts[best] >= max(2, 0.35 * len(words)) and counts[best] >= 4 * other else None
