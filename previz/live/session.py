"""``previz watch``: the film made, then kept right from save to save, until somebody says stop."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from previz.cutting import rushes
from previz.direction import decisions
from previz.drawings import ledger as drawings
from previz.errors import PrevizError, StoreError
from previz.film import Report, make
from previz.live.film import Live, Remade
from previz.live.plain import added
from previz.live.saves import Saves
from previz.project import LOCKED, Project, user_file
from previz.records import Made, film_path
from previz.sound import takes
from previz.workshop import turns
from previz.workshop.build import Build, building
from previz.workshop.store import Store


@dataclass(frozen=True, slots=True)
class Right:
    """The film is right again."""

    remade: Remade
    wall_seconds: float
    """From the moment at which the save was seen."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The film was made as ``make`` makes it, since other hands than the script's are in it."""

    made: Made
    added: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """The film could not be made; it is what it was."""

    message: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The film is there and watched."""

    made: Made


Told = Right | Whole | Wrong | Ready


@dataclass(frozen=True, slots=True)
class Session:
    """How a film is watched."""

    opened: Callable[[], Project]
    """Reads the settings, which may have been saved as well."""
    output: Path | None
    watched: Callable[[], AbstractContextManager[Report]]
    """Shows how the film is made, before it is watched."""
    tell: Callable[[Told], None]
    lost: Callable[[], None]
    """The screenplay is gone; it is waited for."""
    waiting: Callable[[], None]
    """Somebody else makes this film; they are waited for."""
    first: Callable[[Path], None]
    """Called with a film of the first scene, when that can be watched long before the whole."""
    excuse: Callable[[Exception], str | None]
    """What a person is told of an error; None for one that is ours."""

    def run(self) -> None:
        """Watch for ever: an interrupt ends it, and leaves the film's file as ``make`` would have written it."""
        for project in self._projects():
            self._watch(project)

    def _projects(self) -> Iterator[Project]:
        """The film's project, again whenever its settings were saved. Only the first may not be in order."""
        project = self.opened()
        while True:
            yield project
            while True:
                saves = Saves(project.script, _settings(project), self.lost)
                try:
                    project = self.opened()
                    break
                except PrevizError as trouble:
                    self.tell(Wrong(str(trouble)))
                    saves.next()

    def _watch(self, project: Project) -> None:
        """Until the settings are saved."""
        settings = _settings(project)
        saves = Saves(project.script, (*settings, *_told_by_people(project)), self.lost)
        while (made := self._made(project)) is None:
            if set(saves.next()) & set(settings):
                return
        with building(Store(project.folder / "store"), lambda _event: None) as build:
            build.warm()
            live = self._renewed(project, build, None, quiet=True)
            if live is not None:
                self._meanwhile(build, live.rehearse)
            gc.freeze()  # the film in memory stays: who looks for garbage need not look there
            self.tell(Ready(made))
            try:
                while not set(saves.next(self._idle(build, live))) & set(settings):
                    live = self._renewed(project, build, live)
            finally:
                if live is not None:
                    live.settle()

    def _made(self, project: Project) -> Made | None:
        try:
            with self.watched() as report:
                return make(project, output=self.output, report=report, waiting=self.waiting, first=self.first)
        except Exception as trouble:
            self._excused(trouble)
            return None

    def _renewed(self, project: Project, build: Build, live: Live | None, *, quiet: bool = False) -> Live | None:
        """The film made right, read into memory where it is not; None when that failed and memory may be wrong.

        A film that other hands have a part in is made as a whole instead; ``quiet`` when it was just made.
        """
        if hands := added(project):
            if not quiet and (made := self._made(project)) is not None:
                self.tell(Whole(made, hands))
            return None
        began, known = time.perf_counter(), live is not None
        try:
            with turns.turn(project.folder, self.waiting):
                live = live or Live(project, film_path(project, self.output), build)
                remade = live.renew()
        except Exception as trouble:  # whatever it is, the next save may be right
            self._excused(trouble)
            build.mend()
            lost = isinstance(trouble, OSError | StoreError)  # products may be gone that memory counts on
            return None if lost else live
        if known or remade.written:
            told = remade if known else replace(remade, changed=())
            self.tell(Right(told, time.perf_counter() - began))
        return live

    def _idle(self, build: Build, live: Live | None) -> Callable[[], None]:
        """What can be done while nothing happens."""
        return (lambda: None) if live is None else partial(self._meanwhile, build, live.idle)

    def _meanwhile(self, build: Build, deed: Callable[[], object]) -> None:
        """Do what nobody waits for."""
        try:
            deed()
        except Exception as trouble:  # told, and waiting goes on
            self._excused(trouble)
            build.mend()

    def _excused(self, trouble: Exception) -> None:
        told = self.excuse(trouble)
        if told is None:
            raise trouble
        self.tell(Wrong(told))


def _settings(project: Project) -> tuple[Path, ...]:
    return project.script.parent / "previz.toml", user_file()


def _told_by_people(project: Project) -> tuple[Path, ...]:
    """What people decide and record beside the text."""
    recordings = takes.folder(project)
    drawn, shot = drawings.folder(project), rushes.folder(project)
    return (
        decisions.path(project), project.folder / LOCKED, recordings, recordings / "takes.jsonl",
        drawn, *drawings.files(project), project.folder / "drawings.jsonl", shot, *rushes.files(project),
    )  # fmt: skip
