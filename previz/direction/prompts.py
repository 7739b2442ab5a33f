"""What models are told, a director or a renderer: printed on request, so that nobody has to guess."""

from dataclasses import dataclass
from typing import cast

from previz import pipeline
from previz.backends import chosen
from previz.direction import retakes
from previz.direction.alternatives import find
from previz.direction.directing import Report
from previz.errors import PrevizError
from previz.i18n import _
from previz.panels import frames
from previz.project import Project
from previz.script.story import understand
from previz.workshop.build import building
from previz.workshop.store import Store
from storyboard.frames import Painter


def prompts(project: Project, *, scene: str | None = None) -> tuple[str, ...]:
    """The prompts of every scene, or of one. Raises PrevizError for a director that is no model."""
    story = understand(project)
    only = find(story, scene) if scene else None
    director, others = chosen(project, "director"), retakes.directors(project, story)
    found: list[str] = []
    for one in (scene for scene in story.scenes if not scene.heading.omitted):
        if only is None or one is only:
            who = others.get(one.id, director)
            if not hasattr(who, "prompts"):
                name = project.settings.director.use
                raise PrevizError(
                    _("the director “{name}” asks no model; choose one that does, as --director llama", name=name)
                )
            found += who.prompts(pipeline.stage_of(story, one))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase of a prompt: where it comes from, and whether the model reads it."""

    words: str
    origin: str
    read: bool


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a picture model is told of one panel."""

    panel: str
    phrases: tuple[Words, ...]
    negative: str
    seed: int
    tokens: tuple[tuple[int, int], ...]
    """For each of the model's text encoders: the tokens it is given, and how many it could read."""


def of_pictures(project: Project, *, report: Report) -> tuple[Prompt, ...]:
    """The prompt of every panel. Raises PrevizError for a renderer that is no model."""
    renderer = chosen(project, "renderer")
    if not frames.paints(renderer):
        name = project.settings.renderer.use
        raise PrevizError(
            _("the renderer “{name}” asks no model; choose one that does, as --renderer diffusion", name=name)
        )
    painter, story = cast(Painter, renderer), understand(project)
    with building(Store(project.folder / "store"), report) as build:
        breakdowns = retakes.directed(project, story, build)
    labels = {one.shot.id: one.label for one in retakes.named(project, story, breakdowns)}
    takes = retakes.around(project, story, breakdowns).takes
    setups = [setup for breakdown in breakdowns for setup in breakdown.setups if not setup.card]
    asked = [painter.frame(one, project.settings.film.pixels, take=takes.get(one.shot, 0)) for one in setups]
    return tuple(
        Prompt(
            f"{labels[setup.shot]}-{setup.panel + 1}",
            tuple(Words(one.words, one.origin, at < read.kept) for at, one in enumerate(frame.phrases)),
            frame.negative,
            frame.seed,
            read.tokens,
        )
        for setup, frame, read in zip(setups, asked, painter.read(asked), strict=True)
    )
