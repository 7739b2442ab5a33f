"""Several pictures of one shot, side by side: takes of a model, or one shot across models. All of them are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from previz import backends, pipeline
from previz.direction import decisions, retakes
from previz.direction.directing import Report
from previz.direction.retakes import Named
from previz.drawings import guiding, laying
from previz.drawings.binding import drawings
from previz.errors import PrevizError
from previz.exports.contact import Print, contact
from previz.i18n import _
from previz.panels import frames, pictures
from previz.project import Project
from previz.script.story import Story, understand
from previz.workshop.build import Build, building
from previz.workshop.store import Store, whole, write_whole
from storyboard.stage.geometry import Setup

MOST = 24
"""Takes of one sheet."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One picture of a shot's first panel."""

    name: str
    """The take's number, or the profile or renderer that drew it."""
    picture: Path
    strays: float | None
    """How far a model's lines stray from the layout's; None for a drawing."""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Variants:
    """All pictures of one shot that were asked for, and the sheet that shows them."""

    shot: str
    sheet: Path
    variants: tuple[Variant, ...]
    schema: str = "Variants.1"


def takes(project: Project, label: str, count: int, *, report: Report) -> Variants:
    """The first ``count`` takes of a shot by the film's picture model; those that were made before are not made again.

    Raises PrevizError for a renderer whose pictures know no chance.
    """
    if not 1 <= count <= MOST:
        raise PrevizError(_("ask for 1 to {most} takes", most=MOST))
    renderer = backends.chosen(project, "renderer")
    if not frames.paints(renderer):
        name = project.settings.renderer.use
        raise PrevizError(
            _("the renderer “{name}” draws each panel in one way only; ask --renderer diffusion", name=name)
        )
    story = understand(project)
    with building(Store(project.folder / "store"), report, here=True) as build:
        one = _shot(project, story, label, build)
        kept = retakes.around(project, story, [one.breakdown]).takes.get(one.shot.id, 0)
        found = []
        for number in range(count):
            path = _drawn(one, renderer, project, story, build, take=number)
            found.append(_proposal(str(number + 1), path, build.store, chosen=number == kept))
    return _sheet(project, one, found, "takes")


def across(project: Project, label: str, names: Sequence[str], *, report: Report) -> Variants:
    """A shot by several renderers or profiles of the film's renderer: ``draft``, ``quality``, ``sketch``."""
    story, one_of = understand(project), project.settings.renderer
    place = f"renderer.{one_of.use}"
    makers: dict[str, Any] = {}
    for name in names:
        if name in one_of.fields.get("profiles", {}):
            fields = backends.profiled(one_of.fields, place, name)
            makers[name] = _maker(project, one_of.use, fields)
        else:
            makers[name] = _maker(project, name, one_of.fields if name == one_of.use else {})
    with building(Store(project.folder / "store"), report, here=True) as build:
        one = _shot(project, story, label, build)
        found = [
            _proposal(name, _drawn(one, maker, project, story, build), build.store) for name, maker in makers.items()
        ]
    return _sheet(project, one, found, "across")


def _maker(project: Project, name: str, fields: Mapping[str, Any]) -> Any:
    return backends.of_film(project, "renderer", name, fields)


def choose(project: Project, label: str, take: int, *, why: str = "", report: Report) -> decisions.Entry:
    """Keep a take of a shot, from 1, for this film; the refused ones stay in the store, and on the next sheet.

    Raises PrevizError for one that is not on the shot's sheet; the first is that of the film itself.
    """
    if not 1 <= take <= MOST:
        raise PrevizError(_("choose a take from 1 to {most}", most=MOST))
    story = understand(project)
    with building(Store(project.folder / "store"), report, here=True) as build:
        one = _shot(project, story, label, build)
        if take > (there := _on_sheet(project, one)):
            numbers = ", ".join(str(number) for number in range(1, there + 1))
            message = _("{shot}: no take {take} was drawn; there are: {numbers}; for more: --seeds {take}",
                        shot=one.label, take=take, numbers=numbers)  # fmt: skip
            raise PrevizError(message)
        return retakes.keep(project, story, one, take, why=why)


def _on_sheet(project: Project, one: Named) -> int:
    """How many takes of a shot its sheet shows; 1, the film's own, where it has none."""
    try:
        listed = msgspec.json.decode(_sheet_path(project, one, "takes").with_suffix(".json").read_bytes())
    except (OSError, msgspec.DecodeError):
        return 1
    return max(len(listed["shows"]), 1)


def _shot(project: Project, story: Story, label: str, build: Build) -> Named:
    scene = retakes.scene_of(project, story, label)
    scenes = story.scenes if scene is None else (scene,)
    broken = retakes.directed(project, story, build, scenes=scenes)
    return retakes.find(retakes.named(project, story, broken, scenes=scenes), label)


def _first(one: Named) -> Setup:
    return next(setup for setup in one.breakdown.setups if setup.shot == one.shot.id)


def _drawn(
    one: Named, renderer: Any, project: Project, story: Story, build: Build, *, take: int | None = None
) -> Path:  # fmt: skip
    """The shot's first panel with what the artist drew of it, but for a drawing that is all of it: that would be the
    same under every renderer. Guides count for those that follow them."""
    first, seen = _first(one), retakes.around(project, story, [one.breakdown])
    if take is not None:
        seen = replace(seen, takes={**seen.takes, one.shot.id: take})
    held = drawings(project, story, [one])
    known = getattr(renderer, "GUIDES", ())
    hand = {
        panel: tuple(
            layer for layer in layers
            if layer.note.use != "keep" and (layer.note.use not in laying.GUIDES or layer.note.use in known)
        )
        for panel, layers in laying.hand(held, [first], project).items()
    }  # fmt: skip
    seen = guiding.ready(seen, held, hand, renderer, project, build)
    (path,) = pipeline.draw([first], renderer, project.settings, build, moves=False, hand=hand, around=seen).paths()
    return path


def _proposal(name: str, path: Path, store: Store, *, chosen: bool = False) -> Variant:
    strayed = frames.strayed({name: path}, store)
    return Variant(name, path, strayed[0].strays if strayed else None, chosen)


def _sheet(project: Project, one: Named, found: Sequence[Variant], kind: str) -> Variants:
    """The sheet, beside the film's other files: ``sheets/12B-takes.png``, and the names of what it shows: as long as it
    lies there, cleaning keeps them."""
    path = _sheet_path(project, one, kind)
    prints = [Print(pictures.read(each.picture)[..., :3], _caption(one.label, each), each.chosen) for each in found]
    with whole(path) as draft:
        pictures.write(draft, contact(prints))
    write_whole(path.with_suffix(".json"), msgspec.json.encode({"shows": [each.picture.stem for each in found]}))
    return Variants(one.label, path, tuple(found))


def _sheet_path(project: Project, one: Named, kind: str) -> Path:
    return project.folder / "sheets" / f"{one.label.replace('/', '-')}-{kind}.png"


def _caption(label: str, one: Variant) -> str:
    strays = "" if one.strays is None else _("strays {share:.2f}", share=one.strays)
    return " · ".join(filter(None, [label, one.name, strays]))
