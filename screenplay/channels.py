"""How a voice reaches us: in the picture, from outside it, as narration, or through a thing or a wall."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from screenplay.folding import fold
from screenplay.names import key
from screenplay.story import Channel

_SPLIT = re.compile(r"\s*[,;/–—]\s*|\s+et\s+|\s+and\s+")


@cache
def _table() -> dict[str, dict[str, frozenset[str]]]:
    raw: dict[str, Any] = tomllib.loads(Path(__file__).with_name("channels.toml").read_text("utf-8"))
    return {part: {key: frozenset(words) for key, words in lists.items()} for part, lists in raw.items()}


def _sayings(text: str) -> list[str]:
    whole = " ".join(fold(text).replace(".", "").split())
    return [whole, *_SPLIT.split(whole)]


@lru_cache(maxsize=8192)
def _says(text: str, part: str, key: str) -> bool:
    words = _table()[part][key]
    return any(saying in words for saying in _sayings(text))


def device(name: str) -> Channel | None:
    """The channel of a cue that is a thing that speaks: LA RADIO, RÉPONDEUR."""
    name = " ".join(key(name))
    for channel in ("tv", "speaker", "radio", "phone"):
        if _says(name, "devices", channel):
            return channel
    return None


def from_extensions(extensions: Iterable[str], *, shown: bool) -> Channel | None:
    """What a cue's extensions say. ``shown``: the action of the scene has the speaker there, telephone in hand."""
    given = tuple(extensions)
    for channel in ("phone", "tv", "speaker", "radio", "door", "vo", "off"):
        if any(_says(extension, "extension", channel) for extension in given):
            return channel
    if any(_says(extension, "extension", "call") for extension in given):
        return "on" if shown else "phone"
    return None


def through(channel: Channel, delivery: str) -> Channel:
    """The channel once a parenthetical has its word: ``(filtered)`` is heard from the line, ``(into phone)`` speaks
    into it, which is heard from the line only when the speaker is not in the picture."""
    if not delivery:
        return channel
    for heard in ("phone", "tv", "speaker", "radio", "door"):
        if _says(delivery, "parenthetical", heard):
            return heard
    return "phone" if channel in ("vo", "off") and _says(delivery, "parenthetical", "into") else channel


def pauses(delivery: str) -> bool:
    """Whether a parenthetical asks for a silence."""
    return bool(delivery) and _says(delivery, "parenthetical", "pause")
