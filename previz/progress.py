"""What a person at a terminal sees while a film is made: a line for each stage, with what is done and the time left."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from previz.show import stages
from previz.workshop.build import Event


def _ignore(event: Event) -> None:
    """Nobody watches."""


@contextmanager
def watching(*, quiet: bool) -> Iterator[Callable[[Event], None]]:
    """A listener for a build's events: bars on stderr when it is a terminal, silence otherwise."""
    if quiet or not sys.stderr.isatty():
        yield _ignore
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    names = stages()
    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks = {stage: bars.add_task(name, total=None, visible=False) for stage, name in names.items()}

        def show(event: Event) -> None:
            bars.update(tasks[event.stage], completed=event.done, total=event.total, visible=True)

        yield show
