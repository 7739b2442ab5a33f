"""Inserts of things that stand nowhere on the stage: the thing alone on a table top, large and from a good side."""

import math

import numpy as np

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.pieces import MAKERS
from storyboard.sketch.seen import View
from storyboard.sketch.sets import draw_set
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tones import lighting
from storyboard.stage.geometry import Camera, Piece, SetPlan, Setup
from storyboard.stage.kinds import kinds
from storyboard.stage.words import split

_KINDS = {
    "telephone": "telephone", "mobile": "phone", "smartphone": "phone", "cellphone": "phone", "mug": "cup",
    "coffee": "cup",
    "paper": "page", "note": "page", "ticket": "letter", "envelope": "letter", "card": "letter", "map": "papers",
    "newspaper": "papers", "document": "papers", "file": "papers", "folder": "papers", "contract": "papers",
    "script": "papers",
    "photograph": "photo", "picture": "photo", "notebook": "book", "diary": "book", "magazine": "book", "pistol": "gun",
    "revolver": "gun", "rifle": "gun", "weapon": "gun", "keys": "key", "handbag": "bag", "backpack": "bag",
    "purse": "bag",
    "briefcase": "suitcase", "watch": "watch", "ring": "ring", "alarm": "alarm_clock", "banknote": "money",
    "cash": "money",
    "wallet": "book", "package": "box", "gift": "box", "parcel": "box", "present": "box", "dagger": "knife",
    "blade": "knife",
    "wine": "glass", "flower": "flowers", "rose": "flowers", "bouquet": "flowers", "cigarette": "cigarette",
    "tv": "television",
    "bike": "bicycle", "guitar": "guitar", "hat": "hat", "cap": "hat", "umbrella": "umbrella", "computer": "computer",
    "screen": "computer", "saucepan": "pot", "kettle": "pot", "lamp": "desk_lamp", "torch": "candle",
    "fire": "easy_fire",
}  # fmt: skip
"""English name of a thing to the kind that is drawn for it, where they differ."""
_SIZES = {"page": (0.21, 0.3, 0.006), "ring": (0.022, 0.022, 0.006), "watch": (0.05, 0.05, 0.012),
          "cigarette": (0.09, 0.01, 0.008), "money": (0.15, 0.07, 0.03)}  # fmt: skip
"""Things that no set holds."""


def kind_of(thing: str) -> str | None:
    """The kind to draw for a thing's name; None when it is unknown."""
    for word in (thing.strip().lower().replace(" ", "_"), *reversed(split(thing))):
        for name in (word, word.removesuffix("s")):
            kind = _KINDS.get(name, name)
            if kind in MAKERS and (kind in kinds() or kind in _SIZES):
                return kind
    return None


def alone(setup: Setup, aspect: float) -> tuple[Setup, float]:
    """The setup of an insert, ``setup.thing`` alone on a table top (z = 0), and the metres that are sharp.

    The thing fills about half of the picture's height; ``aspect`` is the picture's width / height.
    """
    kind = kind_of(setup.thing)
    size = _SIZES.get(kind or "") or (kinds()[kind].size if kind in kinds() else (0.34, 0.22, 0.2))
    tone = kinds()[kind].tone if kind in kinds() else 0.75
    piece = Piece("thing", kind or "box_like", (0.0, 0.0, 0.0), -90.0, size, tone)
    pitch = -58.0 if size[2] < 0.06 else -16.0  # what lies flat is seen from above
    reach = max(size[2], size[0] / aspect * 1.15, size[1] * math.sin(math.radians(-pitch)))
    focal = 60.0
    height = 720.0
    away = reach / 0.56 * View(Camera((0.0, 0.0, 0.0), 90.0, 0.0, 0.0, focal), height * aspect, height).points_per_unit
    away /= height
    turn = math.radians(90.0 + 14.0)
    back = away * math.cos(math.radians(pitch))
    at = (-back * math.cos(turn), -back * math.sin(turn), size[2] / 2 - away * math.sin(math.radians(pitch)))
    camera = Camera(at, 104.0, pitch, 0.0, focal)
    plan = SetPlan("insert", "insert", False, 1.0, 1.0, 0.0, (piece,), (), guessed=False)
    return Setup(setup.shot, setup.panel, setup.beats, plan, setup.light, (), camera), away


def draw_insert(canvas: Canvas, setup: Setup, style: Style) -> None:
    """Draw ``setup.thing`` alone on a table; lettered when unknown."""
    lone, away = alone(setup, canvas.width / canvas.height)
    view = View(lone.camera, canvas.width, canvas.height)
    size = lone.plan.pieces[0].size
    reach = away * 0.56 * canvas.height / view.points_per_unit
    light = lighting(setup.plan, setup.light)
    dim = 0.5 if light.dark else 1.0
    sheet = np.array([(0, 0), (canvas.width, 0), (canvas.width, canvas.height), (0, canvas.height)], dtype=np.float64)
    canvas.shade(sheet, (0, 0), (0, canvas.height), (0.74 * dim, 0.92 * dim))
    wide = reach * 14
    lines = [((-wide, y, 0.0), (wide, y, 0.0)) for y in np.linspace(-reach * 6, reach * 9, 12)]
    grain, _ = view.segments(np.array(lines), style.wobble * 2, seed(setup.thing) % 500)
    canvas.strokes(grain, style.background, 0.7 * dim)
    draw_set(canvas, lone, style, backdrop=False, focus=away)
    if kind_of(setup.thing) is None and setup.thing.strip():
        spot = view.polygon(
            np.array(
                [
                    (-0.02, -size[1] / 2, size[2] * 0.4),
                    (0.02, -size[1] / 2, size[2] * 0.4),
                    (0, -size[1] / 2, size[2] * 0.6),
                ]
            )
        )
        if len(spot):
            canvas.letter(
                setup.thing.strip()[:24],
                (float(spot[:, 0].mean()), float(spot[:, 1].mean())),
                34,
                style.tone,
                bold=True,
            )
