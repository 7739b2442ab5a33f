"""The voices of the house, described by the body that speaks, so that every engine can come near them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from math import log2, sqrt
from pathlib import Path
from typing import Literal

from audio.lines import VoiceSpec

Gender = Literal["f", "m"] | None

GROWN, AGED = 14, 65
"""Ages at which a voice is no longer a child's, and begins to be an old person's."""

GROUPS: dict[tuple[Gender, str], str] = {
    ("f", "child"): "girl",
    ("f", "adult"): "woman",
    ("f", "old"): "old-woman",
    ("m", "child"): "boy",
    ("m", "adult"): "man",
    ("m", "old"): "old-man",
    (None, "child"): "neutral-child",
    (None, "adult"): "neutral",
    (None, "old"): "neutral-old",
}


@dataclass(frozen=True, slots=True)
class Timbre:
    """One voice: the units are those of timbres.toml. ``name`` is its group and its number from 1: ``woman-3``."""

    name: str
    group: str
    variant: int
    pitch: float
    span: float
    tract: float
    jaw: float
    bright: float
    rough: float
    breath: float
    tremor: float
    nasal: float
    tempo: float
    age: float


@cache
def timbres() -> dict[str, tuple[Timbre, ...]]:
    """Group to its voices, in the order of their variant numbers."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        group: tuple(
            Timbre(f"{group}-{number + 1}", group, number, **dict(zip(rows["columns"], row, strict=True)))
            for number, row in enumerate(rows["voices"])
        )
        for group, rows in table.items()
    }


def group(gender: Gender, age: int | None) -> str:
    """The group of voices for a gender and an age; an unknown age is an adult's."""
    band = "adult" if age is None else "child" if age < GROWN else "old" if age >= AGED else "adult"
    return GROUPS[gender, band]


def timbre(voice: VoiceSpec) -> Timbre:
    """The voice for a specification. A variant past the last of its group counts round from the first."""
    choices = timbres()[group(voice.gender, voice.age)]
    return choices[voice.variant % len(choices)]


def distance(one: Timbre, other: Timbre) -> float:
    """How far apart two voices sound, about 1 for two that nobody confuses.

    Three semitones of height, an eighth of the resonances, or the whole range from clear to creaking or breathy each
    count for about as much.
    """
    parts = (
        4 * log2(one.pitch / other.pitch),
        6 * log2(one.tract / other.tract),
        3 * log2(one.jaw / other.jaw),
        0.5 * log2(one.bright / other.bright),
        0.1 * (one.rough - other.rough),
        0.03 * (one.breath - other.breath),
        0.03 * (one.tremor - other.tremor),
        0.4 * (one.nasal - other.nasal),
    )
    return sqrt(sum(part * part for part in parts))
