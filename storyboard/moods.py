"""The mood of a scene, by its words: what its colours are chosen by."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources

from storyboard.stage.words import find

_LEAST = 2
"""Words of a mood that a scene must have: one may be said of anything."""


@cache
def moods() -> dict[str, tuple[str, ...]]:
    """The words of each mood, in all languages, by its name."""
    table = tomllib.loads((resources.files("storyboard") / "moods.toml").read_text("utf-8"))
    return {name: (*words["fr"], *words["en"]) for name, words in table.items()}


def mood_of(texts: Sequence[str]) -> str:
    """The mood whose words come up most in the ``texts``, the first of the table among equals; empty for none."""
    named = {word: name for name, words in moods().items() for word in words}
    counts = Counter(named[hit.phrase] for text in texts for hit in find(text, named))
    best = max(moods(), key=lambda name: counts[name])
    return best if counts[best] >= _LEAST else ""
