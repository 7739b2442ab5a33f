"""Floor plans of a film's scenes (plans au sol), as SVG files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from previz import pipeline
from previz.direction import retakes
from previz.direction.alternatives import find
from previz.direction.retakes import Named
from previz.project import Project
from previz.script.story import Story, understand
from previz.workshop.build import Event, building
from previz.workshop.store import Store, write_whole
from screenplay.scenes import Scene
from storyboard.floorplan import floor_plan


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan of one scene."""

    scene: str
    heading: str
    svg: str
    path: str = ""
    """Where it was written, when it was."""


def floor_plans(
    project: Project, *, scene: str | None = None, output: Path | None = None, report: Callable[[Event], None]
) -> tuple[Planned, ...]:
    """The plan of each scene, or of one; ``output`` names a folder that gets an SVG for each, by scene number."""
    story = understand(project)
    only = find(story, scene) if scene else None
    with building(Store(project.folder / "store"), report) as build:
        shots = retakes.named(project, story, retakes.directed(project, story, build))
    result = []
    for one in story.scenes:
        if one.heading.omitted or (only is not None and one is not only):
            continue
        svg = drawn(story, one, [shot for shot in shots if shot.scene is one])
        path = ""
        if output is not None:
            file = output / f"plan-{one.index:03d}.svg"
            write_whole(file, svg.encode())
            path = str(file)
        result.append(Planned(one.number, one.heading.text, svg, path))
    return tuple(result)


def drawn(story: Story, scene: Scene, shots: list[Named]) -> str:
    """The plan of one scene with the cameras of its shots."""
    stage = pipeline.stage_of(story, scene)
    return floor_plan(
        stage.plan,
        stage.stagings,
        [setup for one in shots for setup in one.breakdown.setups if setup.shot == one.shot.id],
        labels={one.shot.id: one.label for one in shots},
        names={one.id: one.name for one in story.cast},
        locale=story.locale,
        title=f"{scene.number}. {scene.heading.text}",
    )
