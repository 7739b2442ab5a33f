"""A film's panels, drawn by its renderer and by the artist's hand, under the shots that they are of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from previz import backends, pipeline
from previz.direction import retakes
from previz.direction.retakes import Named
from previz.drawings import guiding, laying
from previz.drawings.binding import Drawings, drawings
from previz.pipeline import Underway
from previz.project import Project
from previz.script.story import Story, understand
from previz.workshop.build import Build, Event, building
from previz.workshop.store import Store, write_whole
from storyboard.breakdown import Breakdown
from storyboard.glossary import number
from storyboard.stage.geometry import Setup
from storyboard.wording import glossary_of

Report = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One panel of the storyboard."""

    label: str
    framing: str
    text: str
    picture: str
    origin: str
    """Whose hand it is of: the renderer, the artist's file, or both with what lies on top first."""


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
) -> Underway:  # fmt: skip
    """Begin to draw ``setups`` of the shots, with what the artist drew of them (``held``; None: it is looked up)."""
    breakdowns = list({id(one.breakdown): one.breakdown for one in shots}.values())
    renderer = backends.chosen(project, "renderer")
    held = drawings(project, story, shots) if held is None else held
    hand = laying.hand(held, setups, project)
    around = guiding.ready(retakes.around(project, story, breakdowns), held, hand, renderer, project, build)
    return pipeline.draw(setups, renderer, project.settings, build, moves=moves, hand=hand, around=around)


def write(project: Project, *, output: Path | None = None, report: Report) -> tuple[Drawn, ...]:
    """Draw every panel; ``output`` names a folder that gets a copy of each, named by its shot."""
    with building(Store(project.folder / "store"), report) as build:
        story = understand(project)
        found = board(project, story, build)
    drawn = []
    words = glossary_of(story.locale, project.settings.cut.glossary)
    said = dict(retakes.ruling(project, story).words)
    for scene, breakdown in zip(story.scenes, found.breakdowns, strict=True):
        texts = {beat.id: beat.text for beat in scene.beats} | said
        labels = {
            shot.id: (number(scene.number, shot.order, project.settings.cut.numbering), words.label(shot))
            for shot in breakdown.shots
        }
        for setup in breakdown.setups:
            label, framing = labels[setup.shot]
            path = found.panels[setup.shot, setup.panel]
            if output is not None:
                name = f"{label.replace('/', '-')}-{setup.panel + 1}{path.suffix}"
                write_whole(output / name, path.read_bytes())
                path = output / name
            text = " ".join(texts[beat] for beat in setup.beats if beat in texts)
            origin = laying.origin(found.hand.get((setup.shot, setup.panel), ()), project.settings.renderer.use)
            drawn.append(Drawn(f"{label}-{setup.panel + 1}", framing, text, str(path), origin))
    return tuple(drawn)
