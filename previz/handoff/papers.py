"""Papers and panels among the exports: the shot list in its forms, every panel as a picture."""

import shutil
from functools import partial
from pathlib import Path

from previz.documents import papers
from previz.documents.layouts import layout
from previz.handoff.package import Package
from previz.panels import boards


def csv(package: Package) -> list[str]:
    """The shot list as text."""
    return _listed(package, "csv", pictures=False)


def xlsx(package: Package) -> list[str]:
    """The shot list as a spreadsheet, with its panels."""
    return _listed(package, "xlsx", pictures=True)


def pdf(package: Package) -> list[str]:
    """The shot list on paper, with its panels."""
    return _listed(package, "pdf", pictures=True)


def html(package: Package) -> list[str]:
    """The shot list as a page, with its panels."""
    return _listed(package, "html", pictures=True)


def _listed(package: Package, suffix: str, *, pictures: bool) -> list[str]:
    material, name = package.material, f"{package.material.name}.{suffix}"
    draft = package.temporary / name
    papers.write_shots(material.project, [draft], pictures=pictures, film=material.playing, report=material.report)
    package.folder.put(name, partial(shutil.copyfile, draft))
    return [name]


def board(package: Package) -> list[str]:
    """The storyboard on paper, six panels a page."""
    name = f"{package.material.name}-board.pdf"
    draft = package.temporary / name
    papers.write_board(
        package.material.project, draft, layout("2x3"), film=package.material.playing, report=package.material.report
    )
    package.folder.put(name, partial(shutil.copyfile, draft))
    return [name]


def frames(package: Package) -> list[str]:
    """Every panel, named by its shot."""
    drafts = package.temporary / "frames"
    drawn = boards.write(package.material.project, output=drafts, report=package.material.report)
    names = []
    for one in drawn:
        path = Path(one.picture)
        package.folder.put(f"frames/{path.name}", partial(shutil.copyfile, path))
        names.append(f"frames/{path.name}")
    return names
