"""Silences that the writer asks for: "un temps", "a long silence"."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from screenplay.folding import fold


def pause(text: str, *, locale: str) -> float:
    """Seconds of silence that a parenthetical or a sentence of action asks for: "un temps", "a long silence".

    Clauses that say anything else count for nothing: "le silence de la forêt" is no pause.
    """
    words, seconds = _table(locale), _tables()["seconds"]
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


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _table(locale: str) -> dict[str, str]:
    tables = _tables()
    return dict(tables[locale[:2] if locale[:2] in tables else "en"])


@cache
def _pause_pattern(locale: str) -> re.Pattern[str]:
    words = _table(locale)
    size = rf"(?:(?P<size>{words['long']}|{words['short']}|{words['adjectives']}) )?"
    after = rf"(?: (?P<after>{words['adjectives']}|{words['long']}|{words['short']}))?"
    return re.compile(rf"{words['lead']}(?:(?:{words['articles']}) )?{size}(?P<name>{words['names']}){after}")
