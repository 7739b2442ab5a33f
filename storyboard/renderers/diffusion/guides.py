"""The guide of a frame, as a file: what a model draws over, or along."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """One panel's pictures, all of one size."""

    sketch: NDArray[np.uint8]
    """RGB, [height, width, 3]."""
    lines: NDArray[np.uint8]
    """Line art, white on black, [height, width]: what the frame's own lines are measured by."""
    maps: dict[str, NDArray[np.uint8]] = field(default_factory=dict)
    """The maps that a net follows, RGB, by their names."""
    masks: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    """What is seen of each character, [height, width]."""


def _named(rows: Any, kind: str) -> dict[str, Any]:
    return {name.removeprefix(kind): rows[name] for name in rows.files if name.startswith(kind)}


def save(guide: Guide, path: Path) -> None:
    """Write a guide to a file: the same guide, the same bytes."""
    rows: dict[str, Any] = {f"map {name}": picture for name, picture in guide.maps.items()}
    rows |= {f"mask {name}": mask for name, mask in guide.masks.items()}
    with path.open("wb") as file:
        np.savez_compressed(file, sketch=guide.sketch, lines=guide.lines, **rows)


def load(path: Path) -> Guide:
    """The guide of a file. Raises what numpy raises for one that is damaged."""

    with np.load(path, allow_pickle=False) as rows:
        return Guide(rows["sketch"], rows["lines"], _named(rows, "map "), _named(rows, "mask "))
