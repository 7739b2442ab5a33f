"""The page that plays a film beside its text, with its panels in a folder next to it."""

import os
from dataclasses import dataclass
from pathlib import Path

from previz.cutting.cut import from_plain
from previz.cutting.playing import Playing
from previz.documents import shotlist
from previz.documents.papers import check, jpeg
from previz.documents.shotlist import as_played
from previz.errors import PrevizError
from previz.exports.boards.panels import told
from previz.exports.player.page import Page, as_html
from previz.film import Report, make
from previz.i18n import _
from previz.panels.boards import board
from previz.project import Project
from previz.records import film_path, read_record
from previz.script.story import understand
from previz.sound.spoken import reworded
from previz.workshop.build import building
from previz.workshop.store import Store, write_whole

WIDTH = 320
"""Pixels of a panel on the page."""


@dataclass(frozen=True, slots=True)
class Paged:
    """What was written: the page, the folder of its panels, the film that it plays."""

    page: str
    panels: str
    film: str
    schema: str = "Page.1"


def write_page(project: Project, *, output: Path | None = None, film: Path | None = None, report: Report) -> Paged:
    """Make the film if anything has changed, then the page that plays it.

    ``output`` is the page (default: NAME.html beside the script), ``film`` the film (default: NAME.mp4). The panels go
    into a folder named like the page; pictures there that no panel shows any more are removed. Raises the packages'
    errors, each with its remedy.
    """
    path = output or project.script.with_suffix(".html")
    check(project, [path], (".html",))
    folder = path.with_suffix(".panels")
    if folder.exists() and not folder.is_dir():
        raise PrevizError(
            _("{path} is a file; move it away, the panels of the page go into a folder there", path=folder)
        )
    made = make(project, output=film, report=report)
    record = read_record(project, film)
    if record is None:
        raise PrevizError(_("{film}: what is known of the film is gone; run “previz make” again", film=made.film))
    story = understand(project)
    store = Store(project.folder / "store")
    with building(store, report) as build:
        drawn = board(project, story, build)
    cut = from_plain(record.cut)
    said = reworded(story, record.reworded)
    rows = as_played(shotlist.rows(project, said, drawn.shots), Playing(cut, frozenset(record.left_out)))
    names = {at: f"{store.name(panel)[:16]}.jpg" for at, panel in drawn.panels.items()}
    for at, panel in drawn.panels.items():
        if not (folder / names[at]).exists():
            write_whole(folder / names[at], jpeg(panel, WIDTH)[0])
    page = Page(
        story, project.script.stem, cut,
        told(rows, shotlist.setups_by_shot(drawn.shots), cut),
        {at: f"{folder.name}/{name}" for at, name in names.items()},
        Path(os.path.relpath(film_path(project, film), path.parent)).as_posix(),
        record.reworded,
        frozenset(record.left_out),
    )  # fmt: skip
    write_whole(path, as_html(page))
    kept = set(names.values())
    for old in folder.glob("????????????????.jpg"):
        if old.name not in kept:
            old.unlink()
    return Paged(str(path), str(folder), made.film)
