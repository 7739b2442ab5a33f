"""Tiers of a stadium, and crowds in rows."""

from storyboard.sketch.pieces.makers import darker, draws
from storyboard.sketch.solid import Block
from storyboard.stage.throng import rows

_STEP = 1.0
"""Metres from seat to seat up a stand."""


@draws("tiers")
def tiers(block: Block) -> None:
    """A stand: steps that rise away from the piece's front."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    count = max(int(block.depth / _STEP), 2)
    for number in range(count):
        y = d - number * block.depth / count
        top = 0.9 + (h - 0.9) * (number + 1) / count
        block.box((-w, w), (-d, y), (0.0 if number == 0 else top - h / count, top), block.tone - 0.05 * (number % 2))
    block.front((-w, w), (0.0, 0.9), d + 0.01, darker(block.tone, 0.15))


@draws("throng")
def throng(block: Block) -> None:
    """Rows of people; on tiers each stands a step higher than the one before it."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    if block.piece.drawn == "tiers":
        count = max(int(block.depth / _STEP), 2)
        for number in range(count):
            y = d - (number + 0.5) * block.depth / count
            block.sprite("audience", (0.0, y, 0.75 + (h - 0.9) * (number + 1) / count), (2 * w, 1.0), number=number)
        return
    count = rows(block.piece)
    for number in range(count):
        y = d - (number + 0.5) * block.depth / count
        block.sprite(block.piece.drawn or "throng", (0.0, y, 0.0), (2 * w, h), number=number)
