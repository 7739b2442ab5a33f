"""A person's own sounds: which effect or ambience a file of hers stands for, by its name in French or English."""

import re
import tomllib
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Literal

import numpy as np

from audio.effects import table
from audio.errors import AudioError
from audio.lines import RATE, Samples
from audio.places import kinds, named, plain

SUFFIXES = (".wav", ".flac", ".mp3", ".m4a", ".aac", ".ogg", ".opus", ".aif", ".aiff")
Use = Literal["effect", "loop", "footage"]

SEAM, EDGE = RATE // 2, RATE // 200
"""Samples over which the end of an ambience goes over into its beginning, and over which an effect opens and closes."""

_AMBIENCE = re.compile(r"^(ambiance|ambience|ambiences|amb|bg) ")


def found(folder: Path) -> dict[str, Path]:
    """The sounds of a folder: ``knock`` for an effect, ``bg:cafe`` for the ambience of a kind of place.

    Other files, such as notes, are left alone. Raises AudioError when the folder cannot be read, when a sound's name
    says nothing that we know, or when two files stand for one thing.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    except OSError as error:
        message = _("{folder}: this folder of sounds cannot be read ({trouble}); mend [sound] folder")
        raise AudioError(message.format(folder=folder, trouble=error.strerror)) from error
    sounds: dict[str, Path] = {}
    for path in files:
        stands_for = _meaning(path.stem)
        if stands_for is None:
            known = ", ".join(sorted(table()))
            message = _(
                "{path}: no sound is called so; name it after an effect ({known}), or ambience- and a place, as in "
                "ambience-cafe"
            )
            raise AudioError(message.format(path=path, known=known))
        if stands_for in sounds:
            message = _("{path}: {other} stands for the same sound; keep one of them")
            raise AudioError(message.format(path=path, other=sounds[stands_for].name))
        sounds[stands_for] = path
    return sounds


def use(stands_for: str) -> Use:
    """What a sound is heard as, by what it stands for."""
    return "loop" if stands_for.startswith("bg:") else "effect"


def ready(sound: Samples, use: Use) -> Samples:
    """A sound [n] or [n, 2] as it can be laid: an ambience with its end led over into its beginning, so that it comes
    round without a seam, and standing on zero; an effect opened and closed in an instant. Footage is as it is.
    """
    if use == "footage" or len(sound) < 4:
        return sound
    shape = (-1, *(1,) * (sound.ndim - 1))
    if use == "effect":
        eased, edge = sound.copy(), min(EDGE, len(sound) // 2)
        way = ((np.arange(edge, dtype=np.float32) + 0.5) / edge).reshape(shape)
        eased[:edge] *= way
        eased[len(eased) - edge :] *= way[::-1]
        return eased
    level = np.asarray(sound - sound.mean(axis=0), np.float32)
    seam = min(SEAM, len(level) // 3)
    turn = ((np.arange(seam, dtype=np.float32) + 0.5) / seam * np.float32(np.pi / 2)).reshape(shape)
    joined = level[: len(level) - seam].copy()
    joined[:seam] = joined[:seam] * np.sin(turn) + level[len(level) - seam :] * np.cos(turn)
    return joined


def _meaning(stem: str) -> str | None:
    name = re.sub(r" ?\d+$", "", plain(stem.replace("_", " ")))
    if _AMBIENCE.match(name):
        place = _AMBIENCE.sub("", name)
        kind = place if place in kinds() else named(place)
        return f"bg:{kind}" if kind else None
    effect = name.replace(" ", "_")
    if effect in table():
        return effect
    return _aliases().get(name)


@cache
def _aliases() -> dict[str, str]:
    names = tomllib.loads(Path(__file__).with_name("own.toml").read_text("utf-8"))["names"]
    return {word: effect for effect, words in names.items() for word in words}
