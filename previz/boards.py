"""A film's panels, drawn by its renderer and by the artist's hand, under the shots that they are of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from previz import backends, pipeline, retakes
from previz.build import Build
from previz.drawings import laying
from previz.drawings.binding import drawings
from previz.project import Project
from previz.retakes import Named
from previz.story import Story
from storyboard.breakdown import Breakdown


@dataclass(frozen=True, slots=True)
class Board:
    """Every panel of a film, with the arrows of its moves."""

    breakdowns: tuple[Breakdown, ...]
    shots: tuple[Named, ...]
    panels: Mapping[tuple[str, int], Path]
    """Pictures by shot and panel."""


def board(project: Project, story: Story, build: Build) -> Board:
    """Direct the film and draw what is not drawn yet. Raises the packages' errors, each with its remedy."""
    breakdowns = retakes.directed(project, story, build)
    shots = retakes.named(project, story, breakdowns)
    setups = [setup for breakdown in breakdowns for setup in breakdown.setups]
    hand = laying.hand(drawings(project, story, shots), setups, project)
    renderer = backends.chosen(project, "renderer")
    drawing = pipeline.draw(setups, renderer, project.settings, build, moves=True, hand=hand)
    return Board(tuple(breakdowns), tuple(shots), pipeline.by_panel(setups, drawing))
