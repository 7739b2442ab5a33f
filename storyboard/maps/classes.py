"""The classes of ADE20K that the stage can hold, and their colours, read from classes.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Classes by number, 0 the sky; a number is only ours, the names and the colours are ADE20K's."""

    names: tuple[str, ...]
    colours: NDArray[np.uint8]
    """RGB, [classes, 3]."""
    kinds: dict[str, int]
    """Class of each kind of piece."""
    grounds: dict[str, int]
    skylines: dict[str, int]

    def coloured(self, numbers: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """A picture [h, w, 3] of a map [h, w] of classes."""
        table = np.zeros((256, 1, 3), np.uint8)
        table[: len(self.colours), 0] = self.colours
        return np.asarray(cv2.applyColorMap(numbers, table), np.uint8)

    def number(self, name: str) -> int:
        """The number of the class of that name."""
        return self.names.index(name)


@cache
def classes() -> Classes:
    """The table, read once."""
    table: dict[str, Any] = tomllib.loads((resources.files(__package__) / "classes.toml").read_text("utf-8"))
    colours: dict[str, list[int]] = table["colours"]
    names = ("sky", *(name for name in colours if name != "sky"))

    def numbered(rows: dict[str, list[str]]) -> dict[str, int]:
        return {kind: names.index(name) for name, kinds in rows.items() for kind in kinds}

    return Classes(
        names,
        np.array([colours[name] for name in names], np.uint8),
        numbered(table["kinds"]),
        numbered(table["grounds"]),
        numbered(table["skylines"]),
    )
