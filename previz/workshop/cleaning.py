"""Space given back: what the finished films are not made of any more leaves the store.

Only the store is touched. Decisions, recordings, consents and drafts lie beside it, and are people's.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.records import Record
from previz.workshop import turns
from previz.workshop.store import Store

LARGE = {".png", ".wav", ".aac", ".h264"}
"""What takes the space. Shots and weights are small, and save much looking when a scene comes back."""

_RECORD = re.compile(r"film(-[0-9a-f]{8})?\.json")
_NAME = re.compile(rb'"([0-9a-f]{64})"')
"""A product's name, as ledger entries and reels hold it."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was removed from the store, and what is left there."""

    removed: int
    freed: int
    """Bytes."""
    kept: int
    size: int
    """Bytes of what is left."""
    schema: str = "Cleaned.1"


def clean(project: Project, *, everything: bool = False, waiting: Callable[[], None] = lambda: None) -> Cleaned:
    """Remove what no finished film of this folder is made of; ``everything``: the whole store, which can be made again.

    Raises PrevizError when no film was finished: what is there is then what the next make resumes from; and when
    there is neither a film nor a screenplay.
    """
    store = Store(project.folder / "store")
    if not store.root.is_dir():
        if not project.script.is_file():
            raise PrevizError(_("{path}: there is no such screenplay, and no film of it", path=project.script))
        return Cleaned(0, 0, 0, 0)
    with turns.turn(project.folder, waiting):
        store.sweep()
        needed: set[str] = set()
        if not everything:
            records = _records(project)
            if not records and any(store.products()):
                message = _("no film was finished here: the next “previz make” goes on from what is there; to remove "
                            "it all the same, say --all")  # fmt: skip
                raise PrevizError(message)
            needed = _reached(store, records, _on_sheets(project))
        removed = freed = kept = size = 0
        for product in store.products():
            room = product.stat().st_size + store.ledger(product).stat().st_size
            if everything or (product.suffix in LARGE and product.stem not in needed):
                store.remove(product)
                removed, freed = removed + 1, freed + room
            else:
                kept, size = kept + 1, size + room
        if everything:  # nothing is left that could prove a film
            for record in _record_files(project):
                record.unlink(missing_ok=True)
        return Cleaned(removed, freed, kept, size)


def _records(project: Project) -> list[Record]:
    """What is known of the films that were made from this folder and are still where they were put."""
    found = []
    for path in _record_files(project):
        try:
            record = msgspec.json.decode(path.read_bytes(), type=Record)
        except ValueError:  # altered: that film is made again anyway
            continue
        if Path(record.made.film).is_file() or path.name == "film.json":
            found.append(record)
    return found


def _record_files(project: Project) -> list[Path]:
    """The files of this folder that are ours to read as records of films, and no others that begin so."""
    return [path for path in project.folder.glob("film*.json") if _RECORD.fullmatch(path.name) and path.is_file()]


def _on_sheets(project: Project) -> list[str]:
    """What the sheets of takes show: those that were refused are kept until their sheet is thrown away."""
    lists = (path for path in project.folder.glob("sheets/*.json") if path.with_suffix(".png").is_file())
    return [name.decode() for path in lists for name in _NAME.findall(path.read_bytes())]


def _reached(store: Store, records: Iterable[Record], shown: Iterable[str]) -> set[str]:
    """The names of all that films are made of, and of what that is made of; and of what is ``shown`` elsewhere."""
    waiting = [
        *shown,
        *(name for record in records for name in (*record.segments, *record.reels)),
        *(take for record in records for _line, _words, take in record.lines),
    ]
    needed: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in needed:
            continue
        needed.add(name)
        for file in (store.root / name[:2]).glob(f"{name}.*json"):  # its ledger entry, and itself when it is a reel
            waiting += [one.decode() for one in _NAME.findall(file.read_bytes())]
    return needed
