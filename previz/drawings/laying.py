"""What the artist's drawings make of panels: each file made ready once, and laid together with what is rendered.

A drawing that covers its frame is the panel, and nothing is rendered for it. Everything else is rendered first, without
the people who are drawn, by the guide where there is one, and laid with the other layers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from previz import backends
from previz.cutting.cut import original
from previz.drawings.ledger import Note, locker
from previz.errors import PrevizError
from previz.i18n import _
from previz.panels.frames import Arriving
from previz.project import Project
from previz.settings import Settings
from previz.workshop.build import Build, Job, Pending
from previz.workshop.store import Recipe, Store, digest, fingerprint, library
from storyboard.stage.geometry import Setup

if TYPE_CHECKING:  # it knows shots, which the pipeline makes with what is here
    from previz.drawings.binding import Drawing, Drawings

MADE_WITH = ("numpy", "opencv-python-headless")
ORDER = {"matte": 0, "scribble": 1, "img2img": 1, "person": 2, "keep": 3}
"""From the bottom of a frame to its top."""
GUIDES = ("scribble", "img2img")


@dataclass(frozen=True, slots=True)
class Layer:
    """One drawing for one panel, and the product that it is ready as."""

    note: Note
    who: str
    job: Job


Hand = Mapping[tuple[str, int], tuple[Layer, ...]]
"""The layers of each panel that has any, from the bottom up, by shot and panel."""
Panels = Callable[[Sequence[Setup]], Sequence[Job]]
"""What there is to render for some setups: a job for each."""
Begin = Callable[[Sequence[Job]], Pending | Arriving]
"""Who makes them."""


def hand(held: "Drawings", setups: Sequence[Setup], project: Project) -> Hand:
    """The drawings of each panel. One of a single panel comes before one of its whole shot."""
    by_shot: dict[str, list[Drawing]] = {}
    for one in held.shown:
        if one.shot is not None:
            by_shot.setdefault(one.shot.shot.id, []).append(one)
    found: dict[tuple[str, int], tuple[Layer, ...]] = {}
    for setup in setups:
        chosen: dict[tuple[int, str], Drawing] = {}
        for one in sorted(by_shot.get(original(setup.shot), ()), key=lambda one: one.note.panel > 0):
            there = one.note.use != "person" or any(figure.character == one.who for figure in setup.figures)
            if one.note.panel in (0, setup.panel + 1) and there and not (setup.card and one.note.use != "keep"):
                chosen[ORDER[one.note.use], one.who] = one
        if chosen:
            found[setup.shot, setup.panel] = tuple(
                Layer(one.note, one.who, ready_job(one, project)) for _, one in sorted(chosen.items())
            )
    return found


def ready_job(one: "Drawing", project: Project) -> Job:
    """A file made ready at the film's size, or what it was locked to: those very bytes."""
    size, settings = project.settings.film.pixels, project.settings.drawings
    name = one.path.name
    if one.note.locked:
        file = locker(project, one.note.locked)
        return Job(Recipe("locked", ".png", {"sha256": one.note.locked, "size": size}), "locked", (file, size, name))
    how = {
        "as_is": one.note.as_is or not settings.straighten,
        "cut": one.note.use == "person",
        "loose": one.note.use in ("person", "reference"),
        "painted": one.note.use == "matte" or bool(one.note.place),
    }
    made_from = {
        "drawing": one.note.sha256,
        "mask": None if one.mask is None else digest(one.mask),
        "size": size,
        **how,
        "code": fingerprint("storyboard/hand"),
        "libraries": library(*MADE_WITH),
    }
    return Job(Recipe("drawing", ".png", made_from), "drawing", (one.path, one.mask, size, how))


def refuse_guides(hand: Hand, renderer: Any, name: str) -> None:
    """Refuse drawings that a renderer is to work from, and cannot. Raises PrevizError with the remedy."""
    known = getattr(renderer, "GUIDES", ())
    others = ", ".join(backends.renderers_with("GUIDES")) or "–"
    for layers in hand.values():
        for layer in layers:
            if layer.note.use in GUIDES and layer.note.use not in known:
                message = _(
                    "{file} guides panel {shot}, and the renderer “{name}” follows no such drawing; choose one that "
                    "does (here: {others}), or show the drawing itself: previz drawings --assign {file} {shot}",
                    file=layer.note.file, shot=layer.note.shot, name=name, others=others,
                )  # fmt: skip
                raise PrevizError(message)


def opaque(ready: Path) -> bool:
    """Whether a drawing that was made ready covers its frame: its PNG has no alpha (IHDR colour type 2)."""
    try:
        with ready.open("rb") as file:
            return file.read(26)[25:] == b"\x02"
    except OSError:
        return False


def covering(layers: Sequence[Layer], store: Store) -> Path | None:
    """The drawing that is all of a panel, when there is one and it is ready."""
    paths = (store.path(layer.job.recipe) for layer in layers if layer.note.use == "keep")
    return next((path for path in paths if opaque(path)), None)


def bared(setup: Setup, layers: Sequence[Layer], store: Store) -> Setup:
    """A setup without what is drawn: its people, and, behind a matte that covers it, its furniture, so that staged
    people stand whole before the matte (in a car they stay in their seats)."""
    drawn = {layer.who for layer in layers if layer.note.use == "person"}
    return replace(
        setup,
        figures=tuple(figure for figure in setup.figures if figure.character not in drawn),
        paths=tuple(path for path in setup.paths if path.character not in drawn),
        wild=_bare_set(setup, layers, store),
    )


def _bare_set(setup: Setup, layers: Sequence[Layer], store: Store) -> tuple[str, ...]:
    """The pieces that are taken away: all of them behind a matte that covers the frame."""
    matte = next((layer for layer in layers if layer.note.use == "matte"), None)
    if matte is None or setup.plan.template == "car" or not opaque(store.path(matte.job.recipe)):
        return setup.wild
    return tuple(piece.id for piece in setup.plan.pieces)


def guided(panel: Job, layers: Sequence[Layer], strength: float, store: Store) -> Job:
    """A panel's job, by its guide when it has one. A frame of a model has it already (``frames.Around``)."""
    layer = next((one for one in layers if one.note.use in GUIDES), None)
    if layer is None or panel.make == "frame":
        return panel
    how = (layer.note.use, strength if layer.note.strength is None else layer.note.strength)
    recipe = Recipe("panel", ".png", {**panel.recipe.made_from, "guide": [layer.job.recipe.key, *how]})
    return Job(recipe, "guided", (*panel.arguments, store.path(layer.job.recipe), *how))


def composed(
    setup: Setup, panel: Path, layers: Sequence[Layer], size: tuple[int, int], store: Store, *, moves: bool
) -> Job | None:  # fmt: skip
    """A panel with its layers over it; None when nothing lies over it. ``moves`` shows the camera's on its border."""
    over = [layer for layer in layers if layer.note.use not in GUIDES]
    if not over:
        return None
    staged = replace(setup, shot="", panel=0, beats=(), wild=_bare_set(setup, layers, store))
    if not moves:
        staged = replace(staged, move="static", camera_end=None)
    parts = tuple((layer.note.use, layer.who, store.path(layer.job.recipe)) for layer in over)
    made_from = {
        "panel": store.name(panel),
        "layers": [(use, who, store.name(path)) for use, who, path in parts],
        "setup": msgspec.to_builtins(staged),
        "size": size,
        "code": fingerprint("storyboard"),
        "libraries": library(*MADE_WITH),
    }
    return Job(Recipe("composed", ".png", made_from), "composed", (staged, panel, parts, size))


@dataclass(frozen=True, slots=True)
class Laying:
    """Panels under way of which some have drawings: rendered first, then laid together."""

    build: Build
    setups: Sequence[Setup]
    hand: Hand
    jobs: Sequence[Job | None]
    """What is rendered for each setup; None where a drawing is all of it."""
    pending: Pending | Arriving
    size: tuple[int, int]
    moves: bool

    @property
    def awaited(self) -> int:
        """How many frames of a model are not there yet."""
        return 0 if isinstance(self.pending, Pending) else self.pending.awaited

    def shown(self) -> list[Path]:
        """What there is now, with sketches where frames are awaited."""
        return self._laid(self.pending.paths() if isinstance(self.pending, Pending) else self.pending.shown())

    def paths(self) -> list[Path]:
        """Wait for all of it: the path of each setup's picture, in order."""
        return self._laid(self.pending.paths())

    def _laid(self, pictures: Sequence[Path]) -> list[Path]:
        store = self.build.store
        rendered = iter(pictures)
        found: list[Path] = []
        over: list[tuple[int, Job]] = []
        for setup, job in zip(self.setups, self.jobs, strict=True):
            layers = self.hand.get((setup.shot, setup.panel), ())
            if job is None:
                found.append(covering(layers, store) or Path())
                continue
            found.append(next(rendered))
            upper = composed(setup, found[-1], layers, self.size, store, moves=self.moves)
            if upper is not None:
                over.append((len(found) - 1, upper))
        laid = self.build.start("drawings", [job for _index, job in over]).paths()
        for (index, _job), path in zip(over, laid, strict=True):
            found[index] = path
        return found


def begin(
    setups: Sequence[Setup], panels: Panels, render: Begin, hand: Hand, settings: Settings, build: Build, *, moves: bool
) -> Laying:
    """Make the drawings ready, and begin to ``render`` what they leave open: ``panels`` gives the jobs for it."""
    store = build.store
    ready = {layer.job.recipe.key: layer.job for layers in hand.values() for layer in layers}
    build.start("drawings", list(ready.values())).paths()
    jobs: list[Job | None] = []
    bare = [bared(setup, hand.get((setup.shot, setup.panel), ()), store) for setup in setups]
    for setup, job in zip(setups, panels(bare), strict=True):
        layers = hand.get((setup.shot, setup.panel), ())
        jobs.append(None if covering(layers, store) else guided(job, layers, settings.drawings.strength, store))
    pending = render([job for job in jobs if job is not None])
    return Laying(build, setups, hand, jobs, pending, settings.film.pixels, moves)


def recipes(
    setups: Sequence[Setup], panels: Panels, hand: Hand, settings: Settings, store: Store
) -> list[Recipe]:  # fmt: skip
    """What each setup's picture is, or will be, in the store. A drawing that was never made ready counts as itself."""
    found = []
    bare = [bared(setup, hand.get((setup.shot, setup.panel), ()), store) for setup in setups]
    for setup, job in zip(setups, panels(bare), strict=True):
        layers = hand.get((setup.shot, setup.panel), ())
        keep = next((layer.job.recipe for layer in layers if layer.note.use == "keep"), None)
        if keep is not None and (store.find(keep) is None or opaque(store.path(keep))):
            found.append(keep)
            continue
        panel = guided(job, layers, settings.drawings.strength, store)
        over = composed(setup, store.path(panel.recipe), layers, settings.film.pixels, store, moves=False)
        found.append(panel.recipe if over is None else over.recipe)
    return found


def origin(layers: Sequence[Layer], renderer: str) -> str:
    """Whose hand a panel is of, from the top down: ``12B.png``, or ``12B.MARTHE.png + 12B.matte.png + sketch``."""
    names = [layer.note.file for layer in reversed(layers)]
    whole = len(names) == 1 and layers[0].note.use == "keep"
    return " + ".join(names if whole else [*names, renderer])
