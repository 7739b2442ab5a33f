"""What a picture model is told of a panel: phrases of English, the most important first, each with where it comes from.

Nothing here knows a model. How many of the phrases fit is counted by each model's own tokenizer.
"""

from collections.abc import Iterator, Sequence

from storyboard.prompts import people, places
from storyboard.prompts.phrases import Origin, Phrase, worded
from storyboard.prompts.shots import framing
from storyboard.prompts.tables import words
from storyboard.stage.geometry import Setup

__all__ = ["Origin", "Phrase", "avoided", "phrases", "worded"]


def phrases(
    setup: Setup, *, style: str = "pencil", called: Sequence[str] = (), aspect: float = 16 / 9
) -> tuple[Phrase, ...]:
    """The panel in phrases, by importance: shot, style, who does what, where and when, then looks, then things.

    ``style`` is one of the table's, or words of the user's own, or nothing; ``called`` are the words that call what a
    model has learnt.
    """
    seen = people.in_view(setup, aspect)
    return tuple(_once([
        *(Phrase(word, "style") for word in called),
        *framing(setup, seen),
        *(Phrase(part.strip(), "style") for part in words("styles").get(style, style).split(",")),
        *people.doing(setup, seen),
        *places.thing(setup),
        *places.where(setup),
        *people.looking(seen),
        *places.furniture(setup, aspect),
    ]))  # fmt: skip


def avoided(extra: str = "") -> str:
    """The negative prompt: what no panel should show, and what the user adds."""
    return ", ".join(filter(None, [words("avoid")["words"], extra]))


def _once(found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Each phrase the first time it is said: a limit of tokens has no room for echoes."""
    told: set[str] = set()
    for one in found:
        if one.words and (one.tight or one.words not in told):
            told.add(one.words)
            yield one
