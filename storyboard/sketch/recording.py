"""A pen that remembers what it drew: the same figure under the same camera is worked out once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Outline, Pen


class Recording:
    """What ``ink`` draws, kept to be drawn again. Outlines are kept as they are: nobody changes them afterwards."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._drawn: list[tuple[str, tuple[Any, ...]]] = []

    def fill(self, outline: Outline, tone: float, alpha: float = 1.0) -> None:
        self._drawn.append(("fill", (outline, tone, alpha)))

    def fills(self, outlines: Sequence[Outline], tone: float, alpha: float = 1.0) -> None:
        self._drawn.append(("fills", (outlines, tone, alpha)))

    def plates(self, outlines: Sequence[Outline], tones: Sequence[float]) -> None:
        self._drawn.append(("plates", (outlines, tones)))

    def stroke(self, line: Outline, weight: float | NDArray[np.float64], tone: float = 0.1, alpha: float = 1.0) -> None:
        self._drawn.append(("stroke", (line, weight, tone, alpha)))

    def hatch(self, outline: Outline, angle: float, gap: float, weight: float, tone: float, alpha: float = 1.0) -> None:
        self._drawn.append(("hatch", (outline, angle, gap, weight, tone, alpha)))

    def play(self, pen: Pen) -> None:
        """Draw it all, in the same order."""
        for name, arguments in self._drawn:
            getattr(pen, name)(*arguments)
