"""What a picture model is given of the artist's drawings: guides of its frames, sheets of people, plates of sets.

A guide is of its own panel alone. The scene's first frame, which the others look at, is the staged one.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from previz import backends
from previz.drawings.laying import GUIDES, Hand, Layer, ready_job
from previz.errors import PrevizError
from previz.i18n import _
from previz.panels.frames import Around, paints
from previz.project import Project
from previz.workshop.build import Build, Job
from previz.workshop.store import Store
from storyboard.frames import Traced

if TYPE_CHECKING:  # it knows shots, which the pipeline makes with what is here
    from previz.drawings.binding import Drawing, Drawings


def ready(around: Around, held: "Drawings", hand: Hand, renderer: Any, project: Project, build: Build) -> Around:
    """``around`` with what the artist drew for frames, each drawing made ready; as it is for who paints none.

    Raises PrevizError for what is no picture, and for a photograph of somebody who has not agreed.
    """
    if not paints(renderer):
        return around
    sheets = _sheets(held, project) if renderer.likens() else {}
    jobs = [layer.job for layer in _guides(hand).values()] + [job for _one, job in sheets.values()]
    build.start("drawings", list({job.recipe.key: job for job in jobs}.values())).paths()
    for one, job in sheets.values():
        _agreed(one, job, project, build.store)
    return given(around, held, hand, renderer, project, build.store)


def given(around: Around, held: "Drawings", hand: Hand, renderer: Any, project: Project, store: Store) -> Around:
    """``around`` with where what the artist drew for frames is ready, or will be."""
    if not paints(renderer):
        return around
    usual = project.settings.drawings.strength
    guides = {
        panel: Traced(
            store.path(layer.job.recipe),
            "scribble" if layer.note.use == "scribble" else "img2img",
            usual if layer.note.strength is None else layer.note.strength,
        )
        for panel, layer in _guides(hand).items()
    }
    sheets = _sheets(held, project) if renderer.likens() else {}
    drawn = {of: store.path(job.recipe) for of, (_one, job) in sheets.items()}
    people = {who: path for (kind, who), path in drawn.items() if kind == "who"}
    places = {place: path for (kind, place), path in drawn.items() if kind == "place"}
    return replace(around, guides=guides, people=people, places=places)


def notes_of(held: "Drawings", renderer: Any) -> tuple[str, ...]:
    """What a person should know of drawings that a picture model is not given."""
    names = [one.note.file for one in held.all if one.state == "reference"]
    if not names or not paints(renderer) or renderer.likens():
        return ()
    message = _("{files}: no frame follows them; name an IP-Adapter as adapter in [renderer.diffusion]",
                files=", ".join(names))  # fmt: skip
    return (message,)


def _guides(hand: Hand) -> dict[tuple[str, int], Layer]:
    """The guide of each panel that has one."""
    return {panel: layer for panel, layers in hand.items() for layer in layers if layer.note.use in GUIDES}


def _sheets(held: "Drawings", project: Project) -> Mapping[tuple[str, str], "tuple[Drawing, Job]"]:
    """The sheet of each person and the plate of each place: of several, the one that was said last."""
    found = {}
    for one in held.all:
        if one.state == "reference" and (one.who or one.note.place):
            of = ("who", one.who) if one.who else ("place", one.note.place)
            found[of] = (one, ready_job(one, project))
    return found


def _agreed(one: "Drawing", job: Job, project: Project, store: Store) -> None:
    """Refuse a photograph of somebody, unless they agreed: a sheet that somebody drew needs nobody's word."""
    from audio import consent
    from audio.errors import AudioError

    path: Path = store.path(job.recipe)
    entry = store.entry(path)
    if not one.who or entry is None or "photo" not in entry.note.split(", ")[1:]:
        return
    try:
        consent.agreed(one.path, backends.consents_of(project))
    except AudioError as trouble:
        raise PrevizError(str(trouble)) from trouble
