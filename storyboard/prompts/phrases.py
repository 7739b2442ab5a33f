"""A phrase of a prompt, and how phrases become a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Origin = Literal["shot", "script", "cast", "style"]
"""The framing; what the text says of the place, the hour and the action; how people look; the film's style."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words of a prompt."""

    words: str
    origin: Origin
    tight: bool = False
    """Belongs to the phrase before it: no comma stands between them."""


def worded(phrases: Sequence[Phrase]) -> str:
    """The phrases as one text."""
    text = ""
    for one in phrases:
        text += (" " if one.tight else ", ") * bool(text) + one.words
    return text
