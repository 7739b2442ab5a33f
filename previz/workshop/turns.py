"""Whose turn it is: two programs that make one film wait for each other, so that nothing is made twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from previz.workshop.store import refused

NAME = ".making"
"""An empty file in the film's folder. The system forgets who holds it when that program ends, however it does."""


@contextmanager
def turn(folder: Path, waiting: Callable[[], None]) -> Iterator[bool]:
    """Nobody else makes the film during the block. ``waiting`` is called when somebody does; then it is waited for.

    Gives whether it was waited for. Raises StoreError when the folder cannot be written.
    """
    try:
        import fcntl
    except ImportError:  # no such locks on Windows: products are whole or not there all the same
        yield False
        return
    file = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = file.open("ab")
    except OSError as trouble:
        raise refused(file, trouble) from trouble
    with held:
        waited = False
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            waiting()
            waited = True
            fcntl.flock(held, fcntl.LOCK_EX)
        yield waited
