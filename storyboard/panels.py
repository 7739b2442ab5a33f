"""What a renderer is: someone who draws setups."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from storyboard.stage.geometry import Setup

Picture = NDArray[np.uint8]
"""RGB, shape [height, width, 3]."""


class Renderer(Protocol):
    """A back end that draws panels: its fields are its settings."""

    def unavailable(self) -> str | None:
        """None when ready, or one sentence that says what is missing and the remedy."""

    def draw(self, setups: Sequence[Setup], size: tuple[int, int]) -> Iterator[Picture]:
        """One picture of ``size`` (width, height) in pixels for each setup, in order."""


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """A drawing that a renderer works from, at the panel's size."""

    picture: Picture
    use: Literal["scribble", "img2img"]
    """``scribble``: its lines are the layout; ``img2img``: it is the picture to start from."""
    strength: float
    """0 to 1: how much of the renderer's own there is to be (img2img), how closely lines are followed (scribble)."""


class Guided(Protocol):
    """What a renderer has besides when it can work from the artist's drawings. A painter has ``GUIDES`` alone: its
    frames bring their drawings with them (``storyboard.frames.Traced``)."""

    GUIDES: Collection[str]
    """The uses that it understands."""

    def draw_guided(
        self, setups: Sequence[Setup], size: tuple[int, int], guides: Sequence[Guide | None]
    ) -> Iterator[Picture]:
        """As ``draw``, each setup by its guide where it has one."""
