"""Maps of a film's panels in files: pictures that other programs follow, with their numbers as JSON."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from previz import pipeline
from previz.direction import retakes
from previz.project import Project
from previz.script.story import understand
from previz.workshop.build import Event, Job, building
from previz.workshop.store import Recipe, Store, fingerprint, library, write_whole
from storyboard.stage.geometry import Setup


@dataclass(frozen=True, slots=True)
class Mapped:
    """The maps of one panel, in files."""

    label: str
    files: tuple[str, ...]


def write_maps(project: Project, folder: Path, *, report: Callable[[Event], None]) -> tuple[Mapped, ...]:
    """Write the maps of every panel to ``folder``, beside the panels and named after them: 12A-1-depth.png."""
    with building(Store(project.folder / "store"), report) as build:
        panels = retakes.panels(project, understand(project), build)
        paths = build.start("maps", [_job(setup, project.settings.film.pixels) for _, setup in panels]).paths()
    return tuple(
        Mapped(label, _unpacked(path, folder, label.replace("/", "-")))
        for (label, _), path in zip(panels, paths, strict=True)
    )


def _job(setup: Setup, size: tuple[int, int]) -> Job:
    light = replace(setup.light, mood="")  # no map shows it
    plain = replace(setup, shot="", panel=0, beats=(), move="static", camera_end=None, light=light)
    made_from = {
        "input": msgspec.to_builtins((plain, size)),
        "code": fingerprint("screenplay", "storyboard", "storyboard/maps", "previz/documents/mapfile.py"),
        "libraries": library(*pipeline.DRAWN_WITH),
    }
    return Job(Recipe("maps", ".zip", made_from), "panel_maps", (plain, size))


def _unpacked(path: Path, folder: Path, name: str) -> tuple[str, ...]:
    written = []
    with zipfile.ZipFile(path) as packed:
        for part in packed.namelist():
            file = folder / f"{name}-{part}"
            write_whole(file, packed.read(part))
            written.append(str(file))
    return tuple(written)
