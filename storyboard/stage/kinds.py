"""What the pieces of a set measure and offer, read from kinds.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from storyboard.stage.geometry import Point


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of piece; metres. The fields are explained at the top of kinds.toml."""

    name: str
    size: Point
    z: float = 0.0
    tone: float = 0.7
    seat: float = 0.0
    seats: int = 0
    stand: float = 0.0
    trunk: float = 0.0
    top: bool = False
    wall: bool = False
    flat: bool = False
    small: bool = False
    hangs: bool = False
    hollow: bool = False
    deck: float = 0.0
    animal: str = ""


def table(name: str) -> dict[str, Any]:
    """A data table that stands next to this module."""
    return tomllib.loads((resources.files("storyboard.stage") / name).read_text("utf-8"))


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of piece that a set can hold, by its name."""
    return {name: Kind(name, **{**row, "size": tuple(row["size"])}) for name, row in table("kinds.toml").items()}
