"""What a person may want to mend: every kind there is, how grave it is, and its words in French and in English.

The table is ``diagnostics.toml``. ``previz lint --codes`` prints it.
"""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from screenplay.elements import Diagnostic, Locale
from screenplay.locales import told_in

Level = Literal["error", "warning", "hint"]
"""``error``: words are lost to the film, or read as what they are not; ``warning``: a person must look; ``hint``: it
may be meant."""
LEVELS: tuple[Level, ...] = get_args(Level)
_LONGEST = 60


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def codes() -> tuple[str, ...]:
    """Every kind of diagnostic, in the order of the table."""
    return tuple(_table())


def level(code: str) -> Level:
    """How grave a kind of diagnostic is."""
    found: Level = _table()[code]["level"]
    return found


def meaning(code: str, language: Literal["fr", "en"]) -> str:
    """What a kind of diagnostic is, in one sentence."""
    return str(_table()[code][language]["meaning"])


def diagnostic(code: str, locale: Locale, *, line: int, column: int, **words: str) -> Diagnostic:
    """A diagnostic, said in the script's language where we speak it. Long quotations are shortened."""
    shown = {key: word if len(word) <= _LONGEST else word[: _LONGEST - 3] + "…" for key, word in words.items()}
    return said(Diagnostic(code, line, column, "", "", words=tuple(shown.items())), told_in(locale))


def said(one: Diagnostic, language: Literal["fr", "en"]) -> Diagnostic:
    """The same diagnostic in the words of ``language``."""
    wording, words = _table()[one.code][language], dict(one.words)
    return replace(one, message=wording["message"].format(**words), remedy=wording["remedy"].format(**words))
