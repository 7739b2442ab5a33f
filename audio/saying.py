"""The spoken form of a writer's words, with the way back to each of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

Say = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the engine reads; ``origin[i]`` is the offset in the writer's text that code point i of ``text`` stands for.

    Origins never decrease. An empty text is a line in which nothing can be said.
    """

    text: str
    origin: tuple[int, ...]

    def rewritten(self, pattern: re.Pattern[str], say: Say) -> Self:
        """Every match replaced by what ``say`` makes of it; the new letters are spread evenly over the old ones."""
        pieces: list[str] = []
        origin: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            new = say(match)
            if start == end or new == match.group():
                continue
            pieces += self.text[done:start], new
            origin += self.origin[done:start]
            origin += (self.origin[start + (end - start) * step // len(new)] for step in range(len(new)))
            done = end
        if not done:
            return self
        return type(self)("".join((*pieces, self.text[done:])), (*origin, *self.origin[done:]))


def spoken(text: str, *, language: str, lexicon: tuple[tuple[str, str], ...] = ()) -> Spoken:
    """How the text is said in a language."""
    form = Spoken(text, tuple(range(len(text))))
    form = form.rewritten(re.compile(r"[\x00-\x1f\x7f]"), lambda match: " ")
    return form if re.search(r"[^\W_]", form.text) else Spoken("", ())
