"""A frame: one panel as a picture model is asked for it, and as it comes back. And who makes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from storyboard.panels import Picture, Renderer
from storyboard.prompts import Phrase
from storyboard.stage.geometry import Setup

ASTRAY = 0.45
"""From here on a frame hardly shows its layout (see ``Made.strays``), and is flagged."""

SET = "the set"
"""Whose reference the plate of a set is, among those of people: no id of a character has a space."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The artist's drawing that a frame is made from, in the place of its layout."""

    file: Path
    """Ready, of the film's size: RGB, or RGBA where it leaves something open."""
    use: Literal["scribble", "img2img"]
    strength: float
    """0 to 1: how closely its lines are followed (scribble), how much is the model's own (img2img)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a model is given for one panel."""

    setup: Setup
    """Without the panel's names: they are no part of its picture."""
    phrases: tuple[Phrase, ...]
    """By importance; what its text encoders cannot read is left out from the end."""
    negative: str
    seed: int
    guide: Traced | None = None
    references: Mapping[str, Path] = field(default_factory=dict)
    """The artist's sheets of those in it by character id, and the plate of its set under ``SET``; where they are
    followed."""


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A frame that came from a model."""

    number: int
    """Which of those asked for, from 0."""
    picture: Picture
    strays: float
    """How far its lines stray from its layout's: 0 not at all, 1 no nearer than by chance."""
    how: dict[str, Any]
    """How it was made, for the ledger: device, precision, frames at once, seconds, what was given up for memory."""


@dataclass(frozen=True, slots=True)
class Read:
    """How much of a frame's phrases a model reads."""

    kept: int
    """Phrases, from the first, that at least one of its text encoders reads."""
    tokens: tuple[tuple[int, int], ...]
    """For each text encoder: the tokens it is given, and how many it could read."""


class Painter(Renderer, Protocol):
    """A renderer that takes its time: sketches stand in for its frames until they arrive."""

    def stand_in(self) -> Renderer:
        """Who draws until the frames are there, and what no model should draw: title cards."""

    def shares(self) -> bool:
        """Whether the frames of a scene look at its first one, so that they depend on it."""

    def likens(self) -> bool:
        """Whether people and sets can look like their references."""

    def frame(
        self, setup: Setup, size: tuple[int, int], *, take: int = 0, guide: Traced | None = None,
        references: Mapping[str, Path] | None = None,
    ) -> Frame:  # fmt: skip
        """A setup as the model is asked for it; other takes of a shot begin with other chance. ``guide`` and
        ``references`` are what the artist drew for it."""

    def read(self, frames: Sequence[Frame]) -> list[Read]:
        """How much of each frame's phrases the model reads."""

    def paint(self, frames: Sequence[Frame], anchor: Frame | None, size: tuple[int, int]) -> Iterator[Made]:
        """The frames of one scene, each as soon as it is there; ``anchor`` is its first, for all to look at."""
