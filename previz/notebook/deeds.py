"""What was done to a shot, and what could be: a decision with its new panels, several ways side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from previz import backends, pipeline
from previz.direction import directing, retakes
from previz.direction.directing import Changed
from previz.documents.shotlist import ShotRow
from previz.errors import PrevizError
from previz.i18n import _
from previz.notebook.desk import Desk, quiet
from previz.notebook.pages import card, page, sheet
from previz.workshop.build import building
from storyboard.decisions import Choice

if TYPE_CHECKING:
    from previz.notebook.forms import WaysForm


@dataclass(frozen=True)
class Retaken:
    """What a decision did: the shots before and after, and the new panels."""

    desk: Desk
    changed: Changed

    def undo(self) -> "Retaken":
        """Take this decision back."""
        return Retaken(self.desk, self.desk.done(directing.undo, self.changed.decision.number))

    def __repr__(self) -> str:
        was, now = (
            " / ".join(f"{row.label} {row.framing}" for row in rows)
            for rows in (self.changed.before, self.changed.after)
        )
        return f"{was}  →  {now}"

    def _repr_html_(self) -> str:
        rows = self.changed.after
        shown = [self.desk.drawn([self.desk.find(row.label)]) for row in rows]
        cards = [card(row, panels, small=len(rows) > 1) for row, panels in zip(rows, shown, strict=True)]
        return page(f"<p>{escape(repr(self))}</p>{sheet(cards)}")


@dataclass(frozen=True)
class Ways:
    """Several ways of one shot, side by side; ``take(2)`` decides for the second."""

    desk: Desk
    label: str
    choices: tuple[Choice, ...]
    rows: tuple[ShotRow, ...]
    panels: tuple[tuple[Path, ...], ...]

    def take(self, number: int, *, why: str = "") -> Retaken:
        """Decide for one of them, by its number from 1."""
        if not 1 <= number <= len(self.choices):
            raise PrevizError(_("there are {count} ways; give 1 to {count}", count=len(self.choices)))
        wanted = self.choices[number - 1]
        if not wanted.said:  # the first one is the shot as it is: decided for, it stays
            return Retaken(self.desk, self.desk.done(directing.lock, self.label, why=why))
        return Retaken(self.desk, self.desk.done(directing.retake, self.label, wanted=wanted, why=why))

    def form(self) -> "WaysForm":
        """The ways with a button for each; it needs ipywidgets."""
        from previz.notebook.forms import WaysForm

        return WaysForm(self)

    def __len__(self) -> int:
        return len(self.choices)

    def __repr__(self) -> str:
        return "\n".join(f"{number}. {row.framing}" for number, row in enumerate(self.rows, 1))

    def _repr_html_(self) -> str:
        cards = [
            card(replace(row, label=f"{number}. {row.label}"), panels[:1], small=True)
            for number, (row, panels) in enumerate(zip(self.rows, self.panels, strict=True), 1)
        ]
        return page(sheet(cards))


def ways(desk: Desk, label: str, choices: Sequence[Choice]) -> Ways:
    """A shot by each of some choices, as it would be; those that change nothing visible are left out."""
    one = desk.find(label)
    project, story = desk.project, desk.story
    ruling = retakes.ruling(project, story).decisions
    rows, panels, kept, seen = [], [], [], set()
    director = retakes.directors(project, story).get(one.scene.id) or backends.chosen(project, "director")
    with building(desk.store, quiet, here=True) as build:
        for choice in choices:
            wish = retakes.wished(one, choice)
            (broken,) = pipeline.direct(story, director, build, (*ruling, *wish), scenes=[one.scene])
            shots = retakes.named(project, story, [broken], scenes=[one.scene])
            same = next(each for each in shots if set(one.shot.beats[:1]) <= set(each.shot.beats))
            setups = [setup for setup in broken.setups if setup.shot == same.shot.id]
            if setups[0].camera in seen:
                continue
            seen.add(setups[0].camera)
            rows.append(desk.rows([same])[0])
            panels.append(directing.panels(project, [same], build, story, by_hand=False))
            kept.append(choice)
    return Ways(desk, one.label, tuple(kept), tuple(rows), tuple(panels))
