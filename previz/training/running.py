"""A training, kept every few steps and gone on from: whoever stops it loses a few steps, and no more."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from previz.backends import consents_of, of_film
from previz.direction.directing import Report
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.training import rights
from previz.training.gathering import gathered, picture
from previz.workshop.build import Event
from previz.workshop.store import fingerprint, library, write_whole
from storyboard.errors import StoryboardError
from storyboard.renderers.diffusion import Diffusion, layout
from storyboard.renderers.diffusion.families import header
from storyboard.renderers.diffusion.learning import Course, Lesson, bare, learn
from storyboard.renderers.diffusion.loras import NOTE, About, about, named

FEW = 8
"""Drawings below which a model learns them by heart."""
ROOMS = (
    "storyboard/renderers/diffusion/engine/training.py", "storyboard/renderers/diffusion/engine/aims.py",
    "storyboard/hand",
)  # fmt: skip
LIBRARIES = ("torch", "diffusers", "peft")


@dataclass(frozen=True, slots=True)
class Trained:
    """A LoRA that is there."""

    name: str
    path: Path
    trigger: str
    drawings: int
    told: int
    """Drawings that are told by their panels."""
    steps: int
    went_on: int
    """The step that an earlier run had reached; 0 where there was none."""
    first: float | None = None
    last: float | None = None
    """Mean loss of the first and of the last steps of this run; None when it had nothing to do."""
    schema: str = "Trained.1"


def train(
    project: Project, folder: Path, name: str, *, trigger: str = "", course: Course, report: Report
) -> Trained:  # fmt: skip
    """Train a LoRA on the drawings of a folder. Raises PrevizError or StoryboardError with the remedy: without a signed
    statement of rights, for a name that is taken by another, for a model that is not taught here."""
    path = project.folder / "loras" / f"{named(name)}.safetensors"
    pages = gathered(project, folder, trigger or name, report)
    drawings = {page.name: page.sha256 for page in pages}
    signed = rights.required(drawings, consents_of(project))
    fields = {key: value for key, value in project.settings.renderer.fields.items() if key not in ("loras", "shelf")}
    renderer: Diffusion = bare(of_film(project, "renderer", "diffusion", fields))
    family = renderer.family()
    size = layout.canvas(project.settings.film.pixels, renderer.side or family.side, family.multiple)
    base = _hash(renderer.ingredients())
    key = _hash({
        "base": base, "size": size, "course": {**msgspec.to_builtins(course), "steps": 0}, "code": fingerprint(*ROOMS),
        "pages": [(page.sha256, page.as_is, msgspec.to_builtins(page.phrases)) for page in pages],
        "precision": renderer.precision, "libraries": library(*LIBRARIES),
    })  # fmt: skip
    told = sum(len(page.phrases) > 1 for page in pages)
    made = Trained(name, path, trigger or name, len(pages), told, course.steps, 0)
    if path.exists():
        there = about(path)
        if there is not None and (there.key, there.steps) == (key, course.steps):
            return made
        message = _(
            "{path} is there already, of other drawings or settings; give another name, or move it away", path=path
        )
        raise PrevizError(message)
    said = About(
        name, family.name, renderer.path().name, base, made.trigger, drawings, signed, course.steps, course.rank,
        course.rate, course.seed, course.batch, key, library(*LIBRARIES),
    )  # fmt: skip
    begun = project.folder / "training" / f"{name}.safetensors"
    went_on = _reached(begun, key, course.steps)
    lessons = [Lesson(picture(page, size), page.phrases) for page in pages]
    losses = []
    report(Event("training", went_on, course.steps, fresh=False))
    for one in learn(renderer, lessons, course, said, begun=begun if went_on else None):
        if one.step:
            losses.append(one.loss)
            report(Event("training", one.step, course.steps))
        if one.data:
            write_whole(begun if one.step else path, one.data)
    begun.unlink(missing_ok=True)
    return replace(made, went_on=went_on, first=_mean(losses, of_the_end=False), last=_mean(losses, of_the_end=True))


def _reached(begun: Path, key: str, steps: int) -> int:
    """The step that an earlier run of the same training reached; 0 where there is none to go on from."""
    try:
        note = json.loads(header(begun)[1][NOTE])
        return int(note["step"]) if note["key"] == key and note["step"] <= steps else 0
    except (
        StoryboardError,
        KeyError,
        ValueError,
        TypeError,
        RecursionError,
    ):  # of none of ours, or damaged: it begins anew
        return 0


def _mean(losses: Sequence[float], *, of_the_end: bool) -> float | None:
    share = max(len(losses) // 10, 1)
    some = losses[-share:] if of_the_end else losses[:share]
    return sum(some) / len(some) if some else None


def _hash(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()
