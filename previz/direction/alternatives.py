"""One scene cut in several manners, side by side: where each of them cuts, and to what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from previz import pipeline
from previz.backends import chosen
from previz.direction import retakes
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.script.story import Story, understand
from previz.workshop.build import Event, building
from previz.workshop.store import Store
from screenplay.scenes import Scene
from storyboard import continuity
from storyboard.breakdown import Breakdown
from storyboard.directing import Director
from storyboard.wording import glossary_of

MANNERS = ("calm", "classic", "nervous")


@dataclass(frozen=True, slots=True)
class Version:
    """A scene in one manner. ``cuts`` has a framing for each beat at which a shot begins, and is empty elsewhere."""

    manner: str
    shots: int
    average: float
    """Seconds a shot."""
    hard: int
    """Hard continuity findings that are left: none, unless the script pinned them."""
    cuts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The beats of a scene, and each manner's cuts beside them."""

    scene: str
    heading: str
    beats: tuple[str, ...]
    versions: tuple[Version, ...]
    schema: str = "Alternatives.1"


def alternatives(
    project: Project, scene: str, *, count: int = len(MANNERS), report: Callable[[Event], None]
) -> Alternatives:
    """The scene of a number in up to three manners. Raises when no scene has it, or the director knows no manners."""
    story = understand(project)
    one = find(story, scene)
    wanted = {1: ("classic",), 2: ("calm", "nervous")}.get(count, MANNERS)
    director = retakes.directors(project, story).get(one.id) or chosen(project, "director")
    if not hasattr(director, "manner"):
        name = project.settings.director.use
        raise PrevizError(_("the director “{name}” has one manner only; ask --director rules", name=name))
    decisions = retakes.ruling(project, story).decisions
    with building(Store(project.folder / "store"), report) as build:
        versions = []
        for manner in wanted:
            other = cast(Director, replace(cast(Any, director), manner=manner))
            (broken,) = pipeline.direct(story, other, build, decisions, scenes=[one])
            versions.append(_version(project, story, one, manner, broken))
    return Alternatives(one.number, one.heading.text, tuple(beat.text for beat in one.beats), tuple(versions))


def find(story: Story, number: str) -> Scene:
    """The scene of that number. Raises PrevizError that names those there are, and for one that was taken out."""
    for scene in story.scenes:
        if scene.number.upper() == number.strip().upper():
            if scene.heading.omitted:
                raise PrevizError(_("scene {number} was taken out: there is no shot of it", number=scene.number))
            return scene
    known = ", ".join(scene.number for scene in story.scenes[:12]) + ("…" if len(story.scenes) > 12 else "")
    raise PrevizError(_("no scene is numbered {number}; there are {known}", number=number, known=known))


def _version(project: Project, story: Story, scene: Scene, manner: str, broken: Breakdown) -> Version:
    words = glossary_of(story.locale, project.settings.cut.glossary)
    names = {one.id: one.name for one in story.cast}
    starts = {shot.beats[0]: _seen(words.label(shot), shot.subjects, names) for shot in broken.shots if shot.beats}
    seconds = sum(shot.seconds for shot in broken.shots)
    return Version(
        manner,
        len(broken.shots),
        round(seconds / len(broken.shots), 2),
        len(continuity.hard(broken.findings)),
        tuple(starts.get(beat.id, "") for beat in scene.beats),
    )


def _seen(label: str, subjects: Sequence[str], names: dict[str, str]) -> str:
    people = ", ".join(names[name] for name in subjects if name in names)
    return " ".join(filter(None, [label, people]))
