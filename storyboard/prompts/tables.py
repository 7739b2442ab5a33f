"""The words of ``words.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def words(table: str) -> Mapping[str, str]:
    """One table of words, by the ids of the storyboard."""
    found: Mapping[str, str] = _tables()[table]
    return found


def tone(table: str, lightness: float) -> str:
    """The word for a lightness, 0 black to 1 white."""
    rows: Mapping[str, float] = _tables()[table]
    return next((word for word, most in rows.items() if lightness <= most), list(rows)[-1])


def thing(kind: str) -> str:
    """What a kind of piece, or a held thing, is called."""
    return words("things").get(kind, kind.replace("_", " "))


def article(noun: str) -> str:
    """The noun with its article; plurals of the table take none."""
    return noun if noun.endswith("s") and not noun.endswith("ss") else f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
