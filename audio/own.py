"""A person's own sounds: which effect or ambience a file of hers stands for, by its name in French or English."""

import re
import tomllib
from functools import cache
from pathlib import Path

from audio.effects import table
from audio.errors import AudioError
from audio.places import kinds, named, plain

SUFFIXES = (".wav", ".flac", ".mp3", ".m4a", ".aac", ".ogg", ".opus", ".aif", ".aiff")
_AMBIENCE = re.compile(r"^(ambiance|ambience|ambiences|amb|bg) ")


def found(folder: Path) -> dict[str, Path]:
    """The sounds of a folder: ``knock`` for an effect, ``bg:cafe`` for the ambience of a kind of place.

    Other files, such as notes, are left alone. Raises AudioError when the folder cannot be read, when a sound's name
    says nothing that we know, or when two files stand for one thing.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    except OSError as error:
        raise AudioError(
            f"{folder}: this folder of sounds cannot be read ({error.strerror}); mend [sound] folder"
        ) from error
    sounds: dict[str, Path] = {}
    for path in files:
        stands_for = _meaning(path.stem)
        if stands_for is None:
            known = ", ".join(sorted(table()))
            raise AudioError(
                f"{path}: no sound is called so; name it after an effect ({known}), or ambience- and a place, as in"
                " ambience-cafe"
            )
        if stands_for in sounds:
            raise AudioError(f"{path}: {sounds[stands_for].name} stands for the same sound; keep one of them")
        sounds[stands_for] = path
    return sounds


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
