"""What the film is now, for everything that a notebook holds of it: its story, its shots, their panels."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from previz import film as films
from previz.direction import directing, retakes
from previz.direction.directing import Changed
from previz.direction.retakes import Named
from previz.documents import shotlist
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.records import Made
from previz.script.story import Story, understand
from previz.workshop.build import Event, building
from previz.workshop.store import Store


def quiet(event: Event) -> None:
    """Nobody watches."""


class Desk:
    """Nothing is kept here that the film's folder does not hold; what was read of it is read again when it changed."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def story(self) -> Story:
        """The screenplay, understood."""
        return understand(self.project)

    @cached_property
    def shots(self) -> list[Named]:
        """Every shot, as the film's decisions have it."""
        with building(self.store, quiet) as build:
            return retakes.named(self.project, self.story, retakes.directed(self.project, self.story, build))

    @property
    def store(self) -> Store:
        """Where the film's products are."""
        return Store(self.project.folder / "store")

    def forget(self, *, story: bool = False) -> None:
        """Read the shots again when they are next asked for, and the screenplay too with ``story``."""
        self.__dict__.pop("shots", None)
        if story:
            self.__dict__.pop("story", None)

    def find(self, label: str) -> Named:
        """The shot of a number. Raises PrevizError that names those there are."""
        return retakes.find(self.shots, label)

    def after(self, label: str) -> str:
        """The number of the shot that follows. Raises PrevizError for the last one."""
        labels = [one.label for one in self.shots]
        at = labels.index(self.find(label).label) + 1
        if at == len(labels):
            raise PrevizError(_("{label} is the last shot; nothing follows it", label=label))
        return labels[at]

    def of_scene(self, scene: str) -> list[Named]:
        """The shots of a scene, by its id."""
        return [one for one in self.shots if one.scene.id == scene]

    def rows(self, shots: Sequence[Named]) -> tuple[shotlist.ShotRow, ...]:
        """Their lines of the shot list."""
        return shotlist.rows(self.project, self.story, shots)

    def drawn(self, shots: Sequence[Named]) -> tuple[Path, ...]:
        """Their panels, drawn where they are not."""
        with building(self.store, quiet, here=True) as build:
            return directing.panels(self.project, shots, build, self.story)

    def done(self, deed: Callable[..., Changed], *arguments: object, **options: object) -> Changed:
        """Do one deed of ``directing``; every shot is looked up again after it."""
        changed = deed(self.project, *arguments, **options, here=True, report=quiet)
        self.forget()
        return changed

    def make(self) -> Made:
        """Make the film, or what is new of it."""
        return films.make(self.project, report=quiet)
