"""The guide of a frame, as a file: what a model draws over, or along."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """One panel's pictures, all of one size, RGB, uint8 [height, width, 3]."""

    sketch: NDArray[np.uint8]
    maps: dict[str, NDArray[np.uint8]]
    """The maps that a net follows, by their names."""


def save(guide: Guide, path: Path) -> None:
    """Write a guide to a file: the same guide, the same bytes."""
    with path.open("wb") as file:
        np.savez_compressed(file, sketch=guide.sketch, **guide.maps)


def load(path: Path) -> Guide:
    """The guide of a file. Raises what numpy raises for one that is damaged."""
    with np.load(path, allow_pickle=False) as rows:
        return Guide(rows["sketch"], {name: rows[name] for name in rows.files if name != "sketch"})
