"""The papers of a film: its shot list as files, its lined script, its storyboard. All are made before the first is
written."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import cv2
import msgspec
import numpy as np

from previz.cutting.cut import original
from previz.cutting.playing import Playing, playing
from previz.direction import retakes
from previz.direction.alternatives import find
from previz.direction.retakes import Named
from previz.documents import columns, shotlist
from previz.documents.floorplans import drawn
from previz.documents.layouts import Layout
from previz.documents.shotlist import ShotRow
from previz.errors import PrevizError
from previz.exports.boards.panels import Told, told
from previz.exports.boards.paper import Book
from previz.exports.boards.paper import as_pdf as board_pdf
from previz.exports.lined.coverage import covered
from previz.exports.lined.page import as_html as lined_html
from previz.exports.lined.paper import as_pdf as lined_pdf
from previz.exports.paper import sheets as empty
from previz.exports.shotlists.listing import Listing, listed
from previz.exports.shotlists.page import as_html
from previz.exports.shotlists.paper import as_pdf
from previz.exports.shotlists.tables import as_csv, as_xlsx
from previz.i18n import _
from previz.panels import boards
from previz.project import Project, in_utf8
from previz.script.story import Story, understand
from previz.sound.spoken import reworded
from previz.workshop.build import Build, Event, building
from previz.workshop.store import Store, write_whole
from storyboard.wording import glossary_of

Report = Callable[[Event], None]

LISTS = (".csv", ".xlsx", ".html", ".pdf", ".json")
LINED = (".pdf", ".html")
_WRITERS: Mapping[str, Callable[[Listing], bytes]] = {
    ".csv": as_csv,
    ".xlsx": as_xlsx,
    ".html": as_html,
    ".pdf": as_pdf,
}
THUMB = 480
"""Pixels of a panel's width on paper: 200 dots an inch in the widest column."""
QUALITY = 82
DOTS = 200
"""Dots an inch of a panel in the storyboard."""


def check(project: Project, paths: Sequence[Path], suffixes: Sequence[str], *, sources: Sequence[Path] = ()) -> None:
    """Refuse what cannot be written, before anything is made: another suffix, a folder, the screenplay itself or one of
    ``sources``, one file twice. Raises PrevizError with the remedy."""
    for path in paths:
        in_utf8(path)
        if path.suffix.lower() not in suffixes:
            message = _("{path}: give a name that ends in one of {known}", path=path, known=", ".join(suffixes))
            raise PrevizError(message)
        if path.is_dir():
            raise PrevizError(_("{path} is a folder; give the name of a file in it", path=path))
        for source in (project.script, *sources):
            if path.exists() and source.exists() and path.samefile(source):
                raise PrevizError(_("{path} is what you wrote yourself; name another file with -o", path=path))
    if len({path.resolve() for path in paths}) < len(paths):
        raise PrevizError(_("the same file is given twice after -o; give each its own name"))


def write_shots(
    project: Project,
    paths: Sequence[Path],
    *,
    template: str = "liste",
    scene: str | None = None,
    pictures: bool = False,
    plans: bool = False,
    film: Playing | None = None,
    report: Report,
) -> tuple[ShotRow, ...]:
    """Write the shot list, of one scene when its number is given, to files by their suffixes: as ``film`` plays it, or
    as the finished one does, or by estimates while there is none.

    ``template`` names the columns; ``pictures`` puts the first panel of each shot in, ``plans`` the floor plan of each
    scene (HTML only). Raises the packages' errors with their remedies; then nothing is written.
    """
    check(project, paths, LISTS, sources=[Path(template)])
    chosen = columns.template(template)
    kinds = {path.suffix.lower() for path in paths}
    if plans and ".html" not in kinds:
        raise PrevizError(_("floor plans stand in the HTML list only; add -o list.html, or see “previz plan”"))
    if pictures and not kinds & {".xlsx", ".html", ".pdf"}:
        raise PrevizError(_("panels stand in .xlsx, .html and .pdf; a list of text holds none"))
    story = understand(project)
    only = find(story, scene) if scene else None
    with building(Store(project.folder / "store"), report) as build:
        breakdowns = retakes.directed(project, story, build)
        named = retakes.named(project, story, breakdowns)
        wanted = [one for one in named if only is None or one.scene is only]
        ruling = retakes.ruling(project, story)
        said = reworded(story, dict(ruling.words))
        rows: tuple[ShotRow, ...] = ()
        if wanted:
            film = film or playing(project, story, breakdowns, ruling)
            rows = shotlist.as_played(shotlist.rows(project, said, named, only=wanted), film)
        played = {original(row.id) for row in rows}
        shown = [one for one in wanted if one.shot.id in played]
        thumbs = _thumbs(project, story, shown, build) if pictures else {}
    listing = listed(
        rows, chosen, film=story.title, words=glossary_of(story.locale, project.settings.cut.glossary),
        locale=story.locale, pictures=thumbs, plans=_plans(story, shown) if plans else {},
    )  # fmt: skip
    made = {kind: _document(rows) if kind == ".json" else _WRITERS[kind](listing) for kind in kinds}
    for path in paths:
        write_whole(path, made[path.suffix.lower()])
    return rows


def write_lined(project: Project, paths: Sequence[Path], *, report: Report) -> None:
    """Write the lined script to files, PDF or HTML by their suffixes: the text as it prints, with the line of each shot
    beside what it covers. Raises the packages' errors with their remedies; then nothing is written."""
    check(project, paths, LINED)
    story = understand(project)
    with building(Store(project.folder / "store"), report) as build:
        named = retakes.named(project, story, retakes.directed(project, story, build))
    pages = covered(story, named, glossary_of(story.locale, project.settings.cut.glossary))
    writers = {".pdf": lined_pdf, ".html": lined_html}
    name = story.title[0] or project.script.stem
    made = {kind: writers[kind](pages, name, story.locale) for kind in {path.suffix.lower() for path in paths}}
    for path in paths:
        write_whole(path, made[path.suffix.lower()])


def write_board(project: Project, path: Path, layout: Layout, *, film: Playing | None = None, report: Report) -> int:
    """Write the storyboard as PDF, every panel that the film plays, and say how many there are.

    Times are those of ``film``, or of the finished one while nothing has changed since, else estimates. Raises the
    packages' errors with their remedies; then nothing is written.
    """
    check(project, [path], (".pdf",))
    empty("portrait", "A4", title="")  # the library is there, or we say so before anything is drawn
    story = understand(project)
    with building(Store(project.folder / "store"), report) as build:
        board = boards.board(project, story, build)
    ruling = retakes.ruling(project, story)
    said = reworded(story, dict(ruling.words))
    film = film or playing(project, story, board.breakdowns, ruling)
    cut = film.cut
    rows = shotlist.as_played(shotlist.rows(project, said, board.shots), film)
    book = Book(
        film=story.title,
        locale=story.locale,
        words=glossary_of(story.locale, project.settings.cut.glossary),
        panels=told(rows, shotlist.setups_by_shot(board.shots), cut, since=cut.start),
        seconds=float((cut.frames - cut.start) / cut.rate),
        shots=len(rows),
    )

    def picture(one: Told, wide: float) -> tuple[bytes, int, int]:
        return jpeg(board.panels[original(one.row.id), one.panel], round(wide / 25.4 * DOTS))

    write_whole(path, board_pdf(book, layout, picture))
    return len(book.panels)


def _document(rows: Sequence[ShotRow]) -> bytes:
    return msgspec.json.format(msgspec.json.encode({"schema": shotlist.SCHEMA, "shots": rows}), indent=2) + b"\n"


def _thumbs(project: Project, story: Story, shots: Sequence[Named], build: Build) -> dict[str, bytes]:
    """The first panel of each shot as JPEG, by the shot's id."""
    setups = shotlist.setups_by_shot(shots)
    first = [(one.shot.id, setups[one.shot.id][0]) for one in shots if one.shot.id in setups]
    opening = [setup for _, setup in first]
    paths = boards.draw(project, story, shots, build, setups=opening, moves=True).paths()
    return {shot: jpeg(path, THUMB)[0] for (shot, _setup), path in zip(first, paths, strict=True)}


def jpeg(path: Path, most: int) -> tuple[bytes, int, int]:
    """A panel as JPEG, at most so many pixels wide, with its width and height."""
    picture = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise PrevizError(_("{path}: this is not a picture; delete it, and it is drawn again", path=path))
    height, width = picture.shape[:2]
    if width > most:
        width, height = most, max(round(height * most / width), 1)
        picture = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1]), width, height


def _plans(story: Story, shots: Sequence[Named]) -> dict[str, str]:
    scenes = {one.scene.id: one.scene for one in shots}
    return {scene.id: drawn(story, scene, [one for one in shots if one.scene is scene]) for scene in scenes.values()}
