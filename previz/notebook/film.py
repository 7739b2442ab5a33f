"""A film to direct."""

from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

from previz.direction import directing
from previz.direction.directing import Decided
from previz.i18n import _
from previz.notebook.deeds import Retaken, Ways, ways
from previz.notebook.desk import Desk
from previz.notebook.pages import MOST_ROWS, page, table
from previz.notebook.scene import Scene
from previz.notebook.seen import Played, played
from previz.notebook.shot import Shot
from previz.project import Project, open_project
from previz.script.story import Story
from storyboard.wording import chosen, glossary_of


def open(script: str | Path, **settings: Any) -> "Film":
    """The film of a screenplay; settings as in previz.toml, written ``film_rate="25"`` for ``[film] rate``.

    Raises the same errors as the command line.
    """
    flags = {key.replace("_", ".", 1): value for key, value in settings.items()}
    return Film(open_project(Path(script), flags=flags))


class Film:
    """A film to direct. Nothing is kept in it that the film's folder does not hold: reopen it anywhere."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.desk = Desk(project)
        self.desk.story  # noqa: B018 - a screenplay that cannot be read says so at once

    @property
    def story(self) -> Story:
        """The screenplay, understood; ``reload()`` reads it again."""
        return self.desk.story

    def reload(self) -> "Film":
        """Read the screenplay again, after it was rewritten."""
        self.desk.forget(story=True)
        return self

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes, in order: ``film.scenes[3]`` is the fourth, ``film["4"]`` the one numbered 4."""
        return tuple(Scene(self.desk, one) for one in self.story.scenes)

    @property
    def shots(self) -> tuple[Shot, ...]:
        """Every shot, in order."""
        return tuple(Shot(self.desk, one.label) for one in self.desk.shots)

    def __getitem__(self, label: str) -> Any:
        """A shot by its number (``film["12B"]``), or a scene by its own (``film["12"]``)."""
        for scene in self.scenes:
            if scene.text.number.upper() == label.strip().upper():
                return scene
        return Shot(self.desk, self.desk.find(label).label)

    def compare(self, label: str, *words: str) -> Ways:
        """A shot in several directors' words, side by side: nothing is decided yet."""
        glossary = glossary_of(self.story.locale, self.project.settings.cut.glossary)
        return ways(self.desk, label, [chosen(way, self.story.cast, glossary) for way in words])

    def undo(self, which: int | None = None) -> Retaken:
        """Take back the last decision, or the one of a number."""
        return Retaken(self.desk, self.desk.done(directing.undo, which))

    @property
    def decisions(self) -> Decided:
        """What was decided, and what has no place in this draft."""
        return directing.decided(self.project)

    def make(self) -> Played:
        """Make the film, or what is new of it."""
        return played(self.desk)

    def play(self) -> Played:
        """The whole film, which is made first where anything of it is new."""
        return self.make()

    def __repr__(self) -> str:
        return "\n".join([self._title, *(f"{one.text.number}. {one.text.heading.text}" for one in self.scenes)])

    def _repr_html_(self) -> str:
        count = Counter(one.scene.id for one in self.desk.shots)
        rows = [
            (scene.number, scene.heading.text, str(count[scene.id]), f"{scene.seconds:.0f} s")
            for scene in self.story.scenes[:MOST_ROWS]
        ]
        return page(f"<h3>{escape(self._title)}</h3>" + table(("", _("Scene"), _("Shots"), _("Time")), rows))

    @property
    def _title(self) -> str:
        return self.story.title[0] or self.project.script.stem
