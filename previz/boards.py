"""A film's panels, drawn by its renderer and by the artist's hand, under the shots that they are of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from previz import backends, pipeline, retakes
from previz.build import Build
from previz.drawings import laying
from previz.drawings.binding import Drawings, drawings
from previz.pipeline import Drawing
from previz.project import Project
from previz.retakes import Named
from previz.story import Story
from storyboard.breakdown import Breakdown
from storyboard.stage.geometry import Setup


@dataclass(frozen=True, slots=True)
class Board:
    """Every panel of a film, with the arrows of its moves."""

    breakdowns: tuple[Breakdown, ...]
    shots: tuple[Named, ...]
    panels: Mapping[tuple[str, int], Path]
    """Pictures by shot and panel."""
    hand: laying.Hand
    """What the artist drew of them."""


def board(project: Project, story: Story, build: Build) -> Board:
    """Direct the film and draw what is not drawn yet. Raises the packages' errors, each with its remedy."""
    breakdowns = retakes.directed(project, story, build)
    shots = retakes.named(project, story, breakdowns)
    setups = [setup for breakdown in breakdowns for setup in breakdown.setups]
    held = drawings(project, story, shots)
    panels = pipeline.by_panel(setups, draw(project, story, shots, build, setups=setups, moves=True, held=held))
    return Board(tuple(breakdowns), tuple(shots), panels, laying.hand(held, setups, project))


def draw(
    project: Project, story: Story, shots: Sequence[Named], build: Build, *, setups: Sequence[Setup], moves: bool,
    held: Drawings | None = None,
) -> Drawing:  # fmt: skip
    """Begin to draw ``setups`` of the shots, with what the artist drew of them (``held``; None: it is looked up)."""
    breakdowns = list({id(one.breakdown): one.breakdown for one in shots}.values())
    hand = laying.hand(drawings(project, story, shots) if held is None else held, setups, project)
    return pipeline.draw(
        setups, backends.chosen(project, "renderer"), project.settings, build,
        moves=moves, hand=hand, around=retakes.around(project, story, breakdowns),
    )  # fmt: skip
