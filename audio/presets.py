"""How loud films are made for whom."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Preset:
    """What a mix must reach: ``lufs`` over the programme or its speech (``gate``), under ``peak`` dBTP."""

    lufs: float
    peak: float
    gate: Literal["programme", "dialogue"] = "programme"


PRESETS = {
    "web": Preset(-14.0, -1.0),
    "tv": Preset(-23.0, -1.0),
    "cinema": Preset(-27.0, -2.0, "dialogue"),
    "streaming": Preset(-27.0, -2.0, "dialogue"),
}
"""EBU R128 for television; the rest as distributors publish them."""
