"""Training a LoRA, from our side: lessons in, its file out."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from gettext import gettext as _
from pathlib import Path

import numpy as np

from storyboard.errors import StoryboardError
from storyboard.panels import Picture
from storyboard.prompts import Phrase
from storyboard.renderers.diffusion.chosen import missing
from storyboard.renderers.diffusion.families import families
from storyboard.renderers.diffusion.loras import About
from storyboard.renderers.diffusion.renderer import Diffusion
from storyboard.renderers.diffusion.studio import Learnt, program

EVERY = 20
"""Steps after which what was learnt is kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A drawing, and the words for it."""

    picture: Picture
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """How a LoRA is learnt."""

    steps: int = 1000
    rank: int = 8
    rate: float = 1e-4
    """The learning rate."""
    seed: int = 1
    batch: int = 1
    """Drawings of a step."""

    def __post_init__(self) -> None:
        limits = {
            "steps": (1, 1_000_000),
            "rank": (1, 256),
            "rate": (1e-7, 1),
            "seed": (0, 2**31 - 1),
            "batch": (1, 64),
        }
        for name, (lowest, highest) in limits.items():
            if not lowest <= getattr(self, name) <= highest:
                message = _("--{name}: give a number from {lowest:g} to {highest:g}")
                raise StoryboardError(message.format(name=name, lowest=lowest, highest=highest))


def bare(renderer: Diffusion) -> Diffusion:
    """The model alone, as it learns: no nets, no references, no other LoRA. Raises StoryboardError for a family that is
    not taught here, and when something is not installed."""
    if absent := missing("peft"):
        raise StoryboardError(absent)
    family = renderer.family()
    if not family.learns:
        known = ", ".join(one.title for one in families().values() if one.learns)
        message = _("{family} is not taught here, only {known} are; train it with its makers' programs, and put the "
                    ".safetensors into the film's loras")  # fmt: skip
        raise StoryboardError(message.format(family=family.title, known=known))
    return replace(renderer, controls={}, adapter="", encoder="", references={}, loras={})


def learn(
    renderer: Diffusion, lessons: Sequence[Lesson], course: Course, about: About, *, begun: Path | None = None,
    every: int = EVERY,
) -> Iterator[Learnt]:  # fmt: skip
    """Each step as it is done, then the LoRA. Some steps come with what a later run goes on from, given a file of it as
    ``begun``. The pictures are all of one size, as ``layout.canvas`` gives it.

    Raises StoryboardError when the model cannot be used, or does not fit into memory while it learns.
    """
    with tempfile.TemporaryDirectory(prefix="previz-lessons-") as room:
        told = []
        for number, one in enumerate(lessons):
            path = Path(room) / f"{number}.npy"
            np.save(path, np.ascontiguousarray(one.picture))
            told.append(
                {"picture": str(path), "phrases": [(each.words, each.origin, each.tight) for each in one.phrases]}
            )
        yield from program().train(
            bare(renderer).loaded(), told, seconds=renderer.seconds, course=asdict(course), key=about.key,
            about=about.plain(), begun=str(begun.absolute()) if begun else "", every=every,
        )  # fmt: skip
