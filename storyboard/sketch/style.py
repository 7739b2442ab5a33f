"""How a hand draws: weights, tremor, hatching and tones, read from one parameter file for each style.

Every stroke's tremor comes from a seed made of what is drawn (never from time or chance), so a panel drawn twice is
the same to the byte.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from importlib import resources
from typing import Any

import numpy as np

from storyboard.errors import StoryboardError
from storyboard.sketch.paint import Paint

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """Parameters of a hand. Weights and gaps in points of the sheet (720 high), tones 0 black to 1 white."""

    name: str
    ink: Rgb
    paper: Rgb
    silhouette: float
    """Outline of the shot's subject."""
    interior: float
    """Lines inside the subject: folds, features, seams."""
    middle: float
    background: float
    tone: float
    """Of the subject's lines."""
    background_tone: float
    """Of the farthest lines."""
    passes: int
    """How often the hand goes over a line."""
    wobble: float
    """Points that the hand strays."""
    swell: float
    """How much its pressure changes along a line, 1 as a pencil's."""
    shrink: float
    """How fast lines thin out on smaller figures: the power of their height."""
    halo: float
    """Light border round nearer figures."""
    shade: float
    """Strength of the shade on figures, 1 as a pencil's, 0 for none."""
    gap: float
    """Between strokes of hatching; 0 for none."""
    hatch_weight: float
    hatch_tone: float
    angle: float
    """Of the hatching, degrees."""
    contact: float
    """Strength of contact shadows, 0 to 1."""
    ghost: float
    """Strength of an arrival drawn ahead, 0 to 1."""
    blur: float
    """How much of the lens's blur is drawn, 0 to 1."""
    paint: Paint

    def weight(self, emphasis: float) -> float:
        """Outline weight for an ``emphasis`` from 0 (background) over 0.5 (middle ground) to 1 (the subject)."""
        return float(np.interp(emphasis, (0.0, 0.5, 1.0), (self.background, self.middle, self.silhouette)))

    def line_tone(self, emphasis: float) -> float:
        """Lightness of a line for the same ``emphasis``."""
        return float(np.interp(emphasis, (0.0, 1.0), (self.background_tone, self.tone)))


@cache
def _files() -> dict[str, dict[str, Any]]:
    """The parameter files of the styles that ship, by name."""
    folder = resources.files("storyboard.sketch.styles")
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    tables = (tomllib.loads(entry.read_text("utf-8")) for entry in files)
    return {table["name"]: table for table in tables}


def names() -> tuple[str, ...]:
    """The styles that ship, sorted."""
    return tuple(_files())


def style(name: str = "pencil") -> Style:
    """The style of that ``name``, which may be the French one.

    Raises:
        StoryboardError: when no style has this name.
    """
    wanted = name.strip().lower().replace("-", " ")
    for table in _files().values():
        if wanted in (table["name"], table["french"]):
            return _style(table["name"])
    known = ", ".join(f"{table['name']} ({table['french']})" for table in _files().values())
    message = _("no drawing style is called “{name}”; choose one of {known}")
    raise StoryboardError(message.format(name=name, known=known))


@cache
def _style(name: str) -> Style:
    table = _files()[name]
    lines, shade = table["lines"], table["shade"]
    red, green, blue = table["ink"]
    return Style(
        name=table["name"],
        ink=(red, green, blue),
        paper=(table["paper"][0], table["paper"][1], table["paper"][2]),
        silhouette=lines["silhouette"],
        interior=lines["interior"],
        middle=lines["middle"],
        background=lines["background"],
        tone=lines["tone"],
        background_tone=lines["background_tone"],
        passes=lines["passes"],
        wobble=lines["wobble"],
        swell=lines["swell"],
        shrink=lines["shrink"],
        halo=lines["halo"],
        shade=shade["strength"],
        gap=shade["gap"],
        hatch_weight=shade["weight"],
        hatch_tone=shade["tone"],
        angle=shade["angle"],
        contact=shade["contact"],
        ghost=shade["ghost"],
        blur=shade["blur"],
        paint=Paint(**{**table["paint"], "levels": tuple(table["paint"]["levels"])}),
    )


def seed(*parts: object) -> int:
    """A stable 32-bit number made of the ``parts``' texts."""
    text = "\x1f".join(map(str, parts)).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(text, digest_size=4).digest(), "little")
