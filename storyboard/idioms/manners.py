"""The weights of the idioms and the ways of cutting, from ``idioms.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@cache
def tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).parent.with_name("idioms.toml").read_text(encoding="utf-8"))


def defaults() -> dict[str, float]:
    """The weights of the idioms, by name."""
    return {name: float(value) for name, value in tables()["weights"].items()}


@dataclass(frozen=True, slots=True)
class Manner:
    """A way of cutting, by one word; see idioms.toml."""

    rhythm: float
    moves: float
    handheld: bool
    weights: dict[str, float]


def manner(name: str) -> Manner:
    """The manner of that name: ``classic``, ``calm`` or ``nervous``."""
    return Manner(**tables()["manners"][name])
