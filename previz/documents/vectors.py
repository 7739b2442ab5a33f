"""A film's panels as SVG files, for who draws on in another program."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from previz import backends, pipeline
from previz.direction import retakes
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.script.story import understand
from previz.workshop.build import Event, Job, building
from previz.workshop.store import Recipe, Store, write_whole
from storyboard.renderers.sketch import Sketch


def write_vectors(project: Project, folder: Path, *, report: Callable[[Event], None]) -> tuple[Path, ...]:
    """Write each panel to ``folder`` as an SVG, beside its picture and named after it.

    Raises PrevizError when somebody else than the sketch artist draws: there are no strokes then.
    """
    sketch = backends.chosen(project, "renderer")
    if not isinstance(sketch, Sketch):
        name = project.settings.renderer.use
        raise PrevizError(_("“{name}” draws no strokes, so there is no SVG; ask --renderer sketch", name=name))
    size = project.settings.film.pixels
    with building(Store(project.folder / "store"), report) as build:
        panels = retakes.panels(project, understand(project), build)
        jobs = []
        for _label, setup in panels:
            plain = replace(setup, shot="", panel=0, beats=())
            made_from = backends.ingredients((plain, size), sketch, "storyboard", pipeline.DRAWN_WITH)
            jobs.append(Job(Recipe("vector", ".svg", made_from), "vector", (plain, sketch, size)))
        paths = build.start("panels", jobs).paths()
    written = [folder / f"{label.replace('/', '-')}.svg" for label, _setup in panels]
    for file, path in zip(written, paths, strict=True):
        write_whole(file, path.read_bytes())
    return tuple(written)
