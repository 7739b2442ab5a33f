"""Answers counted: for each quality, how many panels were read, and which were not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from previz.errors import PrevizError
from previz.i18n import _
from previz.tracer.form import Answer
from previz.tracer.truth import Truth
from storyboard.stage.sizes import TIGHT_TO_WIDE


@dataclass(frozen=True, slots=True)
class Miss:
    """One panel that was read otherwise than it is."""

    panel: str
    number: int
    said: str
    truth: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How one quality was read. ``asked`` counts the panels that have it: sides are of two people or more."""

    name: str
    asked: int
    read: int
    misses: tuple[Miss, ...]

    @property
    def share(self) -> float:
        """0 to 1; 1 when nothing was asked."""
        return self.read / self.asked if self.asked else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one reading."""

    panels: int
    qualities: tuple[Quality, ...]
    schema: str = "TracerScore.1"


def scored(truths: Sequence[Truth], answers: Sequence[Answer]) -> Score:
    """Count a reading. A quality left blank was not read. Raises PrevizError for a panel that the sheet does not have,
    or that is answered twice."""
    known = {one.number: one for one in truths}
    given: dict[int, Answer] = {}
    for answer in answers:
        if answer.number not in known or answer.number in given:
            message = _("panel {number} is not on this sheet, or is answered twice; is the key that of this form?",
                        number=answer.number)  # fmt: skip
            raise PrevizError(message)
        given[answer.number] = answer
    blank = Answer(0, None, None, None, None, None)
    pairs = [(one, given.get(one.number, blank)) for one in truths]

    def count(
        name: str, truth: Callable[[Truth], str], said: Callable[[Answer], str | None], *,
        right: Callable[[Truth, Answer], bool] | None = None, asked: Callable[[Truth], bool] = lambda one: True,
    ) -> Quality:  # fmt: skip
        mine = [(one, answer) for one, answer in pairs if asked(one)]
        good = right or (lambda one, answer: said(answer) == truth(one))
        misses = [
            Miss(one.panel, one.number, said(answer) or "?", truth(one) or "-")
            for one, answer in mine
            if said(answer) is None or not good(one, answer)
        ]
        return Quality(name, len(mine), len(mine) - len(misses), tuple(misses))

    return Score(
        len(truths),
        (
            count("size", lambda one: one.size, lambda one: one.size),
            count("size, or its neighbour", lambda one: one.size, lambda one: one.size, right=_near),
            count("angle", lambda one: one.angle, lambda one: one.angle),
            count("people", lambda one: " ".join(sorted(one.people)), _set),
            count("sides", lambda one: " ".join(one.people), _order, asked=lambda one: len(one.people) > 1),
            count("speaks", lambda one: one.speaks, lambda one: one.speaks),
            count("action", lambda one: one.action, lambda one: one.action),
        ),
    )


def _near(truth: Truth, answer: Answer) -> bool:
    order = list(TIGHT_TO_WIDE)
    return answer.size in order and abs(order.index(answer.size) - order.index(truth.size)) <= 1  # type: ignore[arg-type]


def _set(answer: Answer) -> str | None:
    return None if answer.people is None else " ".join(sorted(answer.people))


def _order(answer: Answer) -> str | None:
    return None if answer.people is None else " ".join(answer.people)
