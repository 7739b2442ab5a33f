"""Ambiences that a writer layers by hand, in a note of the scene: ``[[son: pluie -6 dB, vent]]``. Experimental.

What the note names is then all of the scene's ambience, at the level of its place.
"""

import re
import tomllib
from functools import cache
from gettext import gettext as _
from pathlib import Path

from audio.errors import AudioError
from audio.places import plain

Layers = tuple[tuple[str, float], ...]
"""Generators with their levels, dB."""

_NOTE = re.compile(r"(?:son|sound)\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
_LAYER = re.compile(r"\s*(?P<words>.*?)\s*(?P<db>[-+−–]?\s*\d+(?:[.,]\d+)?)?\s*(?:dB)?\s*", re.IGNORECASE | re.DOTALL)
_QUIETEST, _LOUDEST = -40.0, 12.0


def asked(note: str) -> Layers | None:
    """The layers of a note, None when it asks for no sound. Raises AudioError in words that can be shown."""
    found = _NOTE.fullmatch(note.strip())
    if found is None:
        return None
    return tuple(_layer(part) for part in re.split(r"[,;+](?=\s*[^\W\d])", found[1]))


def _layer(part: str) -> tuple[str, float]:
    match = _LAYER.fullmatch(part)
    words = plain(match["words"]) if match else ""
    name = _names().get(words)
    if match is None or name is None:
        message = _("no ambience is called “{name}”; there are: {known}")
        raise AudioError(message.format(name=part.strip(), known=", ".join(sorted(_table()))))
    level = re.sub(r"\s", "", match["db"] or "0").replace(",", ".").replace("−", "-").replace("–", "-")
    decibels = float(level)
    if not _QUIETEST <= decibels <= _LOUDEST:
        message = _("“{name}”: give decibels from {lowest:.0f} to {highest:.0f}")
        raise AudioError(message.format(name=part.strip(), lowest=_QUIETEST, highest=_LOUDEST))
    return name, decibels


def names() -> tuple[str, ...]:
    """Every generator that can be layered."""
    return tuple(_table())


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("layers.toml").read_text("utf-8"))


@cache
def _names() -> dict[str, str]:
    return {word: name for name, words in _table().items() for word in (plain(name.replace("_", " ")), *words)}
