"""How often a sound comes, where the words around it say so: "trois coups", "barks twice"."""

import re
import tomllib
from functools import cache
from pathlib import Path

from screenplay.elements import Locale


def counted(clause: str, *, locale: Locale) -> int | None:
    """The number of times that a clause gives, or None. It is folded: lower case, no accents."""
    pattern, numbers, words = _words(locale)
    for said, count in words:
        if said.search(clause):
            return count
    found = pattern.search(clause)
    if found is None:
        return None
    number = found["number"]
    return int(number) if number.isdigit() else numbers[number]


@cache
def _words(locale: Locale) -> tuple[re.Pattern[str], dict[str, int], tuple[tuple[re.Pattern[str], int], ...]]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))[locale]
    names = "|".join(table["numbers"])
    pattern = re.compile(rf"\b(?P<number>{names}|[1-9]\d?) {table['nouns']}\b")
    return pattern, table["numbers"], tuple((re.compile(rf"\b{word}\b"), n) for word, n in table["words"].items())
