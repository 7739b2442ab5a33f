"""Kitchens, bathrooms and what warms a room."""

import math

from storyboard.sketch.pieces.makers import draws
from storyboard.sketch.solid import Block


@draws("fridge")
def fridge(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, *_ = block.box((-w, w), (-d, d), (0.03, h))
    block.line([(-w, d, h * 0.66), (w, d, h * 0.66)], front, detail=False)
    for low, high in ((0.4, 0.62), (0.7, 0.85)):
        block.box((-w + 0.05, -w + 0.08), (d, d + 0.05), (h * low, h * high), 0.55)


@draws("stove", "washing_machine")
def stove(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, _, _, _, _top = block.box((-w, w), (-d, d), (0.03, h))
    if block.piece.kind == "washing_machine":
        for r, tone in ((0.2, 0.75), (0.15, 0.35)):
            block.patch(
                [(r * math.cos(a), d + 0.004, h * 0.45 + r * math.sin(a)) for a in [n * 0.524 for n in range(12)]], tone
            )
        block.line([(-w, d + 0.005, h - 0.12), (w, d + 0.005, h - 0.12)], front, detail=False)
        return
    block.front((-w + 0.06, w - 0.06), (0.18, h - 0.3), d + 0.004, 0.3)
    block.line([(-w + 0.08, d + 0.01, h - 0.26), (w - 0.08, d + 0.01, h - 0.26)], front, detail=False)
    for number in range(4):
        x = -w + 0.1 + number * (block.width - 0.2) / 3
        block.front((x - 0.025, x + 0.025), (h - 0.16, h - 0.11), d + 0.006, 0.25)
    for x in (-0.14, 0.14):
        for y in (-0.14, 0.14):
            ring = [(x + 0.09 * math.cos(n * 0.785), y + 0.09 * math.sin(n * 0.785), h) for n in range(8)]
            block.patch(ring, 0.3)


@draws("basin")
def basin(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-0.09, 0.09), (-d, 0.0), (0.0, h - 0.16), 0.88)
    block.prism([(-d, h - 0.16), (d * 0.5, h - 0.18), (d, h - 0.04), (d, h), (-d, h)], (-w, w))
    block.patch(
        [(-w + 0.08, -d + 0.14, h), (w - 0.08, -d + 0.14, h), (w - 0.1, d - 0.06, h), (-w + 0.1, d - 0.06, h)], 0.68
    )
    block.box((-0.02, 0.02), (-d + 0.04, -d + 0.16), (h, h + 0.14), 0.5)


@draws("toilet")
def toilet(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, -d + 0.2), (0.38, h))
    block.cylinder((0, 0.08), w * 0.7, (0.0, 0.36), top=w * 0.98, sides=10)
    block.cylinder((0, 0.08), w * 1.02, (0.36, 0.42), sides=10)


@draws("bathtub")
def bathtub(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h))
    block.patch(
        [(-w + 0.09, -d + 0.09, h), (w - 0.09, -d + 0.09, h), (w - 0.09, d - 0.09, h), (-w + 0.09, d - 0.09, h)], 0.62
    )
    block.patch(
        [(-w + 0.18, -d + 0.09, h), (w - 0.15, -d + 0.09, h), (w - 0.2, d - 0.2, h), (-w + 0.24, d - 0.2, h)], 0.82
    )
    block.box((-w + 0.04, -w + 0.08), (-0.02, 0.02), (h, h + 0.2), 0.5)
    block.box((-w + 0.08, -w + 0.22), (-0.02, 0.02), (h + 0.16, h + 0.2), 0.5)


@draws("radiator")
def radiator(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, *_ = block.box((-w, w), (-d, d), (0.0, h))
    count = max(int(block.width / 0.09), 3)
    for number in range(1, count):
        x = -w + number * block.width / count
        block.line([(x, d, 0.03), (x, d, h - 0.03)], front)


@draws("fireplace")
def fireplace(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h - 0.08))
    block.front((-w * 0.6, w * 0.6), (0.0, h * 0.62), d + 0.004, 0.1)
    block.box((-w - 0.08, w + 0.08), (-d, d + 0.08), (h - 0.08, h), min(block.tone + 0.1, 1))
    block.sprite("fire", (0.0, d - 0.05, 0.04), (w * 0.8, 0.4))
    part = block.model.parts[-1]
    part.low, part.high = (-w * 0.5, d + 0.004, 0.0), (w * 0.5, d + 0.02, 0.5)
    room = 2.5 - h
    block.box((-w * 0.62, w * 0.62), (-d, d * 0.4), (h, h + max(room, 0.2)), min(block.tone + 0.08, 1))
