"""The place of a panel, its hour and weather, and the things that can be seen in it."""

from collections.abc import Iterator

from storyboard.prompts.phrases import Phrase
from storyboard.prompts.tables import article, words
from storyboard.prompts.tables import thing as called
from storyboard.stage.geometry import Piece, Setup
from storyboard.stage.lens import project

MOST = 5
"""Things of a set that are told."""
SILENT = frozenset({"wall", "building", "pavement", "roadway", "path", "step", "column", "radiator", "pole", "rug"})
"""What every such place has: words spent on it are lost."""


def thing(setup: Setup) -> Iterator[Phrase]:
    """What an insert is of."""
    if setup.thing:
        piece = next((one for one in setup.plan.pieces if one.id == setup.thing), None)
        yield Phrase(article(called(piece.kind if piece else setup.thing)), "script")


def where(setup: Setup) -> Iterator[Phrase]:
    """The place, the hour, and the weather outside."""
    plan, light = setup.plan, setup.light
    yield Phrase(words("places").get(plan.template, called(plan.template)), "script")
    yield Phrase(words("hours")[light.hour], "script")
    if not plan.interior and light.weather in words("weathers"):
        yield Phrase(words("weathers")[light.weather], "script")
    if light.lamps:
        yield Phrase(words("lamps")["on"], "script")


def furniture(setup: Setup, aspect: float) -> Iterator[Phrase]:
    """The things in the picture, those that the text names first, then the largest."""
    shown = [(piece, weight) for piece in setup.plan.pieces if (weight := _weight(setup, piece, aspect)) > 0]
    shown.sort(key=lambda row: (not row[0].label, -row[1]))
    kinds = dict.fromkeys(piece.kind for piece, _weight in shown if piece.id != setup.thing)
    for kind in list(kinds)[:MOST]:
        yield Phrase(article(called(kind)), "script")


def _weight(setup: Setup, piece: Piece, aspect: float) -> float:
    """How large a piece is in the picture; 0 when it is not there to see."""
    if piece.kind in SILENT or piece.id in setup.wild:
        return 0.0
    x, y, z = piece.at
    u, v, depth = project(setup.camera, [(x, y, z + piece.size[2] / 2)], aspect)[0]
    return max(piece.size) / depth if depth > 0.3 and abs(u) < 1 and abs(v) < 1 else 0.0
