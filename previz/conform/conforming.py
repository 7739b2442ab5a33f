"""An edit conformed: read, matched, decided."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from previz.conform.changes import changes
from previz.conform.deciding import wanted, write
from previz.conform.matching import match
from previz.conform.reading import read
from previz.decisions import Entry
from previz.handoff.manifest import kept
from previz.project import Project


@dataclass(frozen=True, slots=True)
class Conformed:
    """What an edit came to."""

    edit: str
    film: str
    """The key of the export that it was made of."""
    decided: tuple[Entry, ...]
    """Numbered when they were written down."""
    undone: tuple[Entry, ...]
    notes: tuple[str, ...]
    """What could not be matched or kept."""
    written: bool
    schema: str = "Conformed.1"


def conform(project: Project, edit: Path, *, rate: Fraction | None = None, dry: bool = False) -> Conformed:
    """Take an edit back: decisions about shots, which the next ``make`` honours. ``rate`` is what an EDL counts frames
    at, where that is not the film's. ``dry``: nothing is written.

    Raises ConformError for an edit that cannot be read, or is of no film of ours.
    """
    last = next(kept(project), None)
    cutting = read(edit, rate or (Fraction(last.rate) if last else project.settings.film.frames_per_second))
    matched = match(project, cutting)
    done = changes(matched)
    found = wanted(project, done, matched.manifest.rate, matched.manifest.decided)
    entries = found.entries if dry else write(project, found)
    return Conformed(str(edit), matched.manifest.key, entries, found.undone, (*matched.notes, *done.notes), not dry)
