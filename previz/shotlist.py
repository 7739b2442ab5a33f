"""The shot list: every shot with its number, in words that people read, on estimated times."""

from collections.abc import Callable
from dataclasses import dataclass

from previz import retakes
from previz.alternatives import find
from previz.build import Event, building
from previz.project import Project
from previz.retakes import Named
from previz.store import Store
from previz.story import Story, understand
from storyboard.wording import glossary_of


@dataclass(frozen=True, slots=True)
class ShotRow:
    """One line of the shot list."""

    label: str
    scene: str
    framing: str
    """Size, kind, angle and move in the words of the glossary, as on a slate."""
    size: str
    kind: str
    angle: str
    move: str
    lens: float
    seconds: float
    subjects: tuple[str, ...]
    text: str
    reason: str
    origin: str
    transition: str


def shots(project: Project, *, scene: str | None = None, report: Callable[[Event], None]) -> tuple[ShotRow, ...]:
    """The shot list, of one scene when its number is given; no voice is needed for it."""
    story = understand(project)
    only = find(story, scene) if scene else None
    with building(Store(project.folder / "store"), report) as build:
        named = retakes.named(project, story, retakes.directed(project, story, build))
    return rows(project, story, [one for one in named if only is None or one.scene is only])


def rows(project: Project, story: Story, shots: list[Named]) -> tuple[ShotRow, ...]:
    """Shots as lines of the list, in the words of the film's glossary."""
    names = {one.id: one.name for one in story.cast}
    words = glossary_of(story.locale, project.settings.cut.glossary)
    texts = {beat.id: beat.text for scene in story.scenes for beat in scene.beats}
    return tuple(
        ShotRow(
            label=one.label,
            scene=one.scene.heading.text,
            framing=words.label(one.shot),
            size=one.shot.size,
            kind=one.shot.kind,
            angle=one.shot.angle,
            move=one.shot.move,
            lens=one.shot.lens,
            seconds=round(one.shot.seconds, 2),
            subjects=tuple(names.get(name, name) for name in one.shot.subjects),
            text=" ".join(texts[beat] for beat in one.shot.beats),
            reason=one.shot.reason,
            origin=one.shot.origin,
            transition=one.shot.transition.kind,
        )
        for one in shots
    )
