"""A Fountain screenplay in, an animatic out: the film's project, its cut, its store and its command line.

``previz.open("film.fountain")`` is the director's place in a notebook (``previz.notebook``).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from previz.notebook import open as open

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """``previz.open``, loaded when it is asked for: the command line must not wait for it."""
    if name == "open":
        from previz.notebook import open as opened

        return opened
    raise AttributeError(name)
