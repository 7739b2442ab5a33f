"""What a renderer is: someone who draws setups."""

from collections.abc import Iterator, Sequence
from typing import Protocol

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
