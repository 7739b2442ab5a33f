"""Frames of a picture model in the store: scene by scene, each kept as soon as it is there.

Sketches stand in until then. A stand-in is the sketch artist's product under its own name, never the model's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from previz import backends
from previz.cutting.cut import original
from previz.i18n import _
from previz.panels import pictures
from previz.workshop.build import Build, Event, Job, Pending
from previz.workshop.store import Recipe, Store, fingerprint, library
from storyboard.frames import ASTRAY, SET, Frame, Painter, Traced
from storyboard.panels import Picture
from storyboard.stage.geometry import Setup

ROOMS = ("storyboard/maps", "storyboard/prompts", "storyboard/renderers", "storyboard/sketch", "storyboard/stage")
"""Whose code shapes a frame. Who directs does not: an hour of a model's work is not lost to a better cut elsewhere."""
MADE_WITH = ("numpy", "opencv-python-headless")
WORST = 3
"""Frames that the summary names."""


@dataclass(frozen=True, slots=True)
class Around:
    """What frames depend on besides their own setups, by shot."""

    first: Mapping[str, Setup] = field(default_factory=dict)
    """The first panel of the shot's scene, which the frames of a scene look at."""
    takes: Mapping[str, int] = field(default_factory=dict)
    """Which take of a shot a person chose; 0, the first, where nobody did."""
    guides: Mapping[tuple[str, int], Traced] = field(default_factory=dict)
    """The artist's drawings that frames are made from, by shot and panel."""
    people: Mapping[str, Path] = field(default_factory=dict)
    """The artist's sheets of people, by character id."""
    places: Mapping[str, Path] = field(default_factory=dict)
    """The artist's plates of sets, by location."""


def paints(renderer: Any) -> bool:
    """Whether a renderer is a painter: one whose frames are waited for."""
    return hasattr(renderer, "paint")


def jobs(setups: Sequence[Setup], painter: Painter, size: tuple[int, int], seen: Around) -> list[Job]:
    """The frame of each setup: what it is made of, and what it is made from."""
    maker = backends.maker(painter)
    shared = painter.shares()

    def taken(setup: Setup, guide: Traced | None) -> Frame:
        shot = original(setup.shot)  # a double of an edited film is the same picture
        plate = seen.places.get(setup.plan.location)
        sheets = {**seen.people, SET: plate} if plate else seen.people
        return painter.frame(
            replace(setup, shot=shot), size, take=seen.takes.get(shot, 0), guide=guide, references=sheets
        )

    found = []
    for setup in setups:
        if setup.card:
            found.append(stand_in(setup, painter, size))
            continue
        frame = taken(setup, seen.guides.get((setup.shot, setup.panel)))
        first = seen.first.get(original(setup.shot)) if shared else None
        anchor = None if first is None else taken(first, None)
        made_from = {
            "input": _plain(frame),
            "anchor": _plain(anchor),
            "size": size,
            "back_end": maker,
            "code": fingerprint(*ROOMS),
            "libraries": library(*MADE_WITH),
        }
        found.append(Job(Recipe("frame", ".png", made_from), "frame", (frame.setup, painter, size, frame, anchor)))
    return found


def _plain(frame: Frame | None) -> Any:
    """A frame as an ingredient; a drawing in it is called by its product's own name, wherever the store lies."""
    return msgspec.to_builtins(frame, enc_hook=lambda path: path.stem)


def stand_in(setup: Setup, painter: Painter, size: tuple[int, int], *, guide: Traced | None = None) -> Job:
    """The sketch of a setup, which is shown until its frame is there; the artist's drawing, where it has one."""
    plain = replace(setup, shot="", panel=0, beats=(), move="static", camera_end=None)
    sketch = painter.stand_in()
    made_from = backends.ingredients((plain, size), sketch, "storyboard", MADE_WITH)
    if guide is None:
        return Job(Recipe("panel", ".png", made_from), "panel", (plain, sketch, size))
    recipe = Recipe("panel", ".png", {**made_from, "drawing": guide.file.stem})
    return Job(recipe, "standing", (plain, sketch, size, guide.file))


def start(jobs: Sequence[Job], build: Build) -> "Arriving":
    """Begin the stand-ins of the frames that are not there; the model itself is asked when they are waited for."""
    found = [build.store.find(job.recipe) for job in jobs]
    awaited = [
        job if job.make == "panel" else stand_in(job.arguments[0], *job.arguments[1:3], guide=job.arguments[3].guide)
        for job, path in zip(jobs, found, strict=True)
        if path is None
    ]
    return Arriving(build, jobs, found, build.start("panels", awaited))


@dataclass(slots=True)
class Arriving:
    """Panels of which some are still to be painted."""

    build: Build
    jobs: Sequence[Job]
    found: list[Path | None]
    standing: Pending

    @property
    def awaited(self) -> int:
        """How many frames are not there yet."""
        return sum(path is None and job.make == "frame" for job, path in zip(self.jobs, self.found, strict=True))

    def shown(self) -> list[Path]:
        """What there is now: frames, and sketches for those that are awaited."""
        others = iter(self.standing.paths())
        return [path or next(others) for path in self.found]

    def paths(self) -> list[Path]:
        """Every frame, painted now where it was awaited: scene by scene, as they share what they look at."""
        shown, total = self.shown(), sum(job.make == "frame" for job in self.jobs)
        missing: dict[str, Job] = {
            job.recipe.key: job
            for job, path in zip(self.jobs, self.found, strict=True)
            if path is None and job.make == "frame"
        }
        done = total - self.awaited
        self.build.kept["frames"] += done
        self.build.report(Event("frames", done, total, fresh=False))
        for painter, size, anchor, batch in _scenes(list(missing.values())):
            for made in painter.paint([job.arguments[3] for job in batch], anchor, size):
                note = msgspec.json.encode({"strays": made.strays, **made.how}).decode()
                self.build.store.keep(batch[made.number].recipe, partial(_write, made.picture, note))
                done += 1
                self.build.note("frames", fresh=True, done=done, total=total)
        return [
            self.build.store.path(job.recipe) if job.make == "frame" else path
            for job, path in zip(self.jobs, shown, strict=True)
        ]


def _write(picture: Picture, note: str, draft: Path) -> str:
    pictures.write(draft, picture)
    return note


def _scenes(jobs: Sequence[Job]) -> Iterator[tuple[Painter, tuple[int, int], Frame | None, list[Job]]]:
    """Neighbours that look at the same first frame, together."""
    for _key, group in groupby(jobs, lambda job: (job.arguments[4], job.arguments[3].setup.plan.location)):
        batch = list(group)
        _setup, painter, size, _frame, anchor = batch[0].arguments
        yield painter, size, anchor, batch


@dataclass(frozen=True, slots=True)
class Strayed:
    """A panel's frame, and how far its lines stray from its layout's."""

    panel: str
    strays: float


def strayed(panels: Mapping[str, Path], store: Store) -> tuple[Strayed, ...]:
    """Of the panels that a model made, by label: how far each strays, the worst first."""
    found = [Strayed(label, how["strays"]) for label, how in _notes(panels, store)]
    return tuple(sorted(found, key=lambda one: -one.strays))


def notes_of(panels: Mapping[str, Path], awaited: int, store: Store) -> tuple[str, ...]:
    """What a person should know of the frames: who is awaited, how they were made, which stray from their layout."""
    told = [_("{count} frames are awaited: sketches stand in for them", count=awaited)] if awaited else []
    made = dict.fromkeys(
        _("frames: {family} on {device} in {precision}, following {guides}", family=how["family"],
          device=how["device"], precision=how["precision"], guides=", ".join(how["guides"]) or _("the sketch"))
        for _label, how in _notes(panels, store)
    )  # fmt: skip
    lost = {step["step"]: step for _label, how in _notes(panels, store) for step in how["given_up"]}
    if any(how["offloaded"] for _label, how in _notes(panels, store)):
        lost["offload"] = {"step": "offload"}
    told += [*made, *_drawn(panels, store), *(_given_up(step) for step in lost.values())]
    worst = [one for one in strayed(panels, store) if one.strays >= ASTRAY]
    if worst:
        names = ", ".join(f"{one.panel} ({one.strays:.2f})" for one in worst[:WORST])
        told.append(_("{count} frames stray from their layout; the worst: {names}", count=len(worst), names=names))
    return tuple(told)


def _drawn(panels: Mapping[str, Path], store: Store) -> Iterator[str]:
    """Which frames follow the artist's drawings, and how."""
    drawn = {label: how["drawing"] for label, how in _notes(panels, store) if "drawing" in how}
    if drawn:
        yield _("by the artist's drawing: {panels}", panels=", ".join(drawn))
    if over := [label for label, how in drawn.items() if how["use"] == "scribble" and how["as"] == "picture"]:
        yield _("{panels}: no net follows lines, so the drawing is painted over, loosely; name one for lines under "
                "controls in [renderer.diffusion]", panels=", ".join(over))  # fmt: skip


def _given_up(step: Mapping[str, Any]) -> str:
    """What was given up for memory, in words."""
    if step["step"] == "batch":
        return _("memory ran out: frames were made {batch} at once", batch=step["batch"])
    if step["step"] == "tiles":
        return _("memory ran out: pictures were decoded in tiles")
    return _("memory ran out: the model was kept in main memory and brought in piece by piece, which is slow")


def _notes(panels: Mapping[str, Path], store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    for label, path in panels.items():
        entry = store.entry(path)
        if entry is not None and entry.step == "composed":  # the artist's layers lie over it
            entry = store.entry(store.named(entry.made_from["panel"], path.suffix))
        if entry is not None and entry.step == "frame":
            yield label, msgspec.json.decode(entry.note)
