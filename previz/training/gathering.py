"""The drawings that are learnt from, and the words for each: those of its panel, where it is of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from previz.direction import retakes
from previz.direction.directing import Report
from previz.drawings import binding, ledger, naming
from previz.drawings.trouble import refused
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.script.story import understand
from previz.workshop.build import building
from previz.workshop.store import Store, digest
from storyboard.errors import HandError
from storyboard.hand.ready import ready
from storyboard.panels import Picture
from storyboard.prompts import Phrase, phrases
from storyboard.stage.geometry import Setup

if TYPE_CHECKING:
    from previz.drawings.binding import Drawing


@dataclass(frozen=True, slots=True)
class Page:
    """A drawing to learn from."""

    name: str
    """Its path in the folder."""
    path: Path
    sha256: str
    phrases: tuple[Phrase, ...]
    """The word that calls what is learnt, then what is in the picture, where that is known."""
    as_is: bool = False
    """Whether it is taken as it is: no paper is looked for."""


def pictures_of(folder: Path) -> list[Path]:
    """The pictures in a folder, without masks. Raises PrevizError when there are none."""
    listed = sorted(path for path in folder.rglob("*") if path.suffix.lower() in naming.PICTURES and path.is_file())
    found = [one for one in listed if not one.name.startswith(".") and naming.mask_of(one.name) is None]
    if not found:
        raise PrevizError(_("{folder} holds no drawings; put PNG, JPEG, TIFF or WebP files there", folder=folder))
    return found


def gathered(project: Project, folder: Path, trigger: str, report: Report) -> tuple[Page, ...]:
    """Every drawing of a folder. In the film's own, those that are of a shot are told by it, and those that were set
    aside are left out. Raises PrevizError when there are none."""
    if not folder.is_dir():
        raise PrevizError(_("{path}: there is no such folder", path=folder))
    found = pictures_of(folder)
    known = _known(project, report) if ledger.inside(project, found[0]) else {}
    setups = {path: _setup(one) for path, one in known.items()}
    pages = []
    for path in found:
        one, setup = known.get(path.absolute()), setups.get(path.absolute())
        if one is not None and one.state == "aside":
            continue
        told = phrases(setup, style="", aspect=_ratio(project)) if setup else ()
        as_is = not project.settings.drawings.straighten or (one is not None and one.note.as_is)
        name = path.relative_to(folder).as_posix()
        pages.append(Page(name, path, digest(path), (Phrase(trigger, "style"), *told), as_is))
    if not pages:
        raise PrevizError(_("all drawings of {folder} are set aside; there is nothing to learn from", folder=folder))
    return tuple(pages)


def picture(page: Page, size: tuple[int, int]) -> Picture:
    """A drawing ready to be learnt from, ``size`` (width, height): straight, even, cropped, on white paper."""
    try:
        made = ready(page.path.read_bytes(), size, as_is=page.as_is).picture
    except HandError as trouble:
        raise refused(page.name, trouble) from trouble
    if made.shape[2] == 4:
        share = made[..., 3:].astype(np.float32) / 255
        made = np.asarray(np.round(made[..., :3] * share + 255 * (1 - share)), np.uint8)
    return made


def _known(project: Project, report: Report) -> Mapping[Path, "Drawing"]:
    """What is known of the film's own drawings, by their files."""
    story = understand(project)
    with building(Store(project.folder / "store"), report) as build:
        shots = retakes.named(project, story, retakes.directed(project, story, build))
    return {one.path.absolute(): one for one in binding.drawings(project, story, shots).all}


def _setup(one: "Drawing") -> Setup | None:
    """The panel that a drawing is of; of a whole shot, its first. None for what shows less than a panel."""
    if one.shot is None or one.note.use == "person":
        return None
    mine = [setup for setup in one.shot.breakdown.setups if setup.shot == one.shot.shot.id and not setup.card]
    at = max(one.note.panel - 1, 0)
    return mine[at] if at < len(mine) else None


def _ratio(project: Project) -> float:
    width, height = project.settings.film.pixels
    return width / height
