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

import numpy as np

from storyboard.errors import StoryboardError
from storyboard.sketch.canvas import Canvas, Outline

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
    halo: float
    """Light border round nearer figures."""
    gap: float
    hatch_weight: float
    hatch_tone: float
    angle: float
    """Of the hatching, degrees."""
    contact: float
    """Strength of contact shadows, 0 to 1."""
    ghost: float
    """Strength of an arrival drawn ahead, 0 to 1."""

    def weight(self, emphasis: float) -> float:
        """Outline weight for an ``emphasis`` from 0 (background) over 0.5 (middle ground) to 1 (the subject)."""
        return float(np.interp(emphasis, (0.0, 0.5, 1.0), (self.background, self.middle, self.silhouette)))

    def line_tone(self, emphasis: float) -> float:
        """Lightness of a line for the same ``emphasis``."""
        return float(np.interp(emphasis, (0.0, 1.0), (self.background_tone, self.tone)))


def names() -> tuple[str, ...]:
    """The styles that ship, sorted."""
    folder = resources.files("storyboard.sketch")
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def style(name: str = "pencil") -> Style:
    """The style of that ``name``.

    Raises:
        StoryboardError: when no style has this name.
    """
    if name not in names():
        message = _("no drawing style is called “{name}”; choose one of {known}")
        raise StoryboardError(message.format(name=name, known=", ".join(names())))
    table = tomllib.loads((resources.files("storyboard.sketch") / f"{name}.toml").read_text("utf-8"))
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
        halo=lines["halo"],
        gap=shade["gap"],
        hatch_weight=shade["weight"],
        hatch_tone=shade["tone"],
        angle=shade["angle"],
        contact=shade["contact"],
        ghost=shade["ghost"],
    )


def seed(*parts: object) -> int:
    """A stable 32-bit number made of the ``parts``' texts."""
    text = "\x1f".join(map(str, parts)).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(text, digest_size=4).digest(), "little")


def wobble(line: Outline, seed: int, amount: float, step: float = 14.0) -> Outline:
    """The ``line`` [n, 2] as a hand would follow it: points about every ``step``, each strayed by up to ``amount``.

    The tremor is a sum of three slow waves along the line; both ends stray too, so that corners overshoot a little.
    """
    line = np.asarray(line, dtype=np.float64)
    if len(line) < 2 or amount <= 0:
        return line
    leg = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(leg)])
    if not 1e-6 < along[-1] < 1e7:
        return line
    count = int(min(along[-1] / step, 400))
    places = np.unique(np.concatenate([along, np.linspace(0, along[-1], count + 2)]))
    xs, ys = np.interp(places, along, line[:, 0]), np.interp(places, along, line[:, 1])
    phase = (seed & 0xFFFF) / 9973.0, (seed >> 16 & 0xFFFF) / 7919.0
    across = np.sin(places / 41.0 + phase[0]) + 0.6 * np.sin(places / 17.0 + phase[1]) + 0.3 * np.sin(places / 7.3)
    onward = np.sin(places / 53.0 + phase[1] * 1.7) + 0.6 * np.cos(places / 19.0 + phase[0] * 1.3)
    return np.stack([xs + onward * (amount / 1.6), ys + across * (amount / 1.9)], axis=1)


def pencil_line(
    canvas: Canvas,
    line: Outline,
    weight: float,
    style: Style,
    *,
    seed: int,
    tone: float | None = None,
    alpha: float = 1.0,
    closed: bool = False,
    taper: bool = True,
) -> None:
    """Draw a line as the style's hand does: ``style.passes`` strokes with their own tremor, thinner at both ends."""
    line = np.asarray(line, dtype=np.float64)
    if len(line) < 2:
        return
    if closed:
        line = np.concatenate([line, line[:1]])
    tone = style.tone if tone is None else tone
    for turn in range(style.passes):
        hand = wobble(line, seed + turn * 0x9E3779B1 & 0xFFFFFFFF, style.wobble * (0.7 + 0.6 * turn))
        pressed = weight * (1.0 if turn == 0 else 0.5)
        width = pressed * np.sin(np.linspace(0.35, np.pi - 0.35, len(hand))) ** 0.5 if taper and not closed else pressed
        canvas.stroke(hand, width, tone, alpha if turn == 0 else alpha * 0.7)
