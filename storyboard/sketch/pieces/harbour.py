"""How markets, harbours and street signs are built; animals among the pieces are drawn as figures are."""

import math

from storyboard.sketch.pieces.makers import darker, draws
from storyboard.sketch.solid import Block


@draws("cow", "sheep", "goat", "horse")
def creature(block: Block) -> None:
    """Nothing: whoever draws people draws it, from its kind's ``animal``."""


@draws("gull")
def gull(block: Block) -> None:
    block.sprite("gull", (0.0, 0.0, 0.0), (block.width, block.height))


@draws("stall")
def stall(block: Block) -> None:
    """A table with crates of fruit under a striped awning on four posts."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    with block.group():
        for x in (-w, w - 0.05):
            for y, top in ((-d, h), (d - 0.05, h - 0.35)):
                block.box((x, x + 0.05), (y, y + 0.05), (0.0, top), 0.4)
    front, *_ = block.box((-w + 0.08, w - 0.08), (-d + 0.35, d - 0.3), (0.0, 0.8), 0.72)
    for number in range(1, 6):
        x = -w + 0.08 + number * (block.width - 0.16) / 6
        block.line([(x, d - 0.3, 0.0), (x, d - 0.3, 0.8)], front)
    for number in range(4):
        x = -w + 0.14 + number * (block.width - 0.28) / 4
        wide = (block.width - 0.28) / 4 - 0.05
        block.prism([(d - 0.32, 0.8), (d - 0.32, 0.92), (-d + 0.4, 1.06), (-d + 0.4, 0.8)], (x, x + wide), 0.55)
        tone = 0.35 + 0.45 * block.chance(number)
        for row in range(3):
            for column in range(3):
                y, z = d - 0.42 - row * 0.22, 0.93 + row * 0.045
                middle = x + wide * (column + 0.5) / 3
                ring = [
                    (middle + wide * 0.15 * math.cos(n * 1.047), y + 0.07 * math.sin(n * 1.047), z + 0.03)
                    for n in range(6)
                ]
                block.patch(ring, tone, detail=True)
    # stripes, high at the back; a scalloped edge hangs in front
    stripes = 8
    for number in range(stripes):
        x, x2 = (-w + k * block.width / stripes for k in (number, number + 1))
        tone = 0.97 if number % 2 else 0.5
        block.sheet([(x, -d, h), (x2, -d, h), (x2, d + 0.15, h - 0.4), (x, d + 0.15, h - 0.4)], tone)
        low = h - 0.62
        block.sheet(
            [(x, d + 0.15, h - 0.4), (x2, d + 0.15, h - 0.4), (x2, d + 0.15, low + 0.06), ((x + x2) / 2, d + 0.15, low),
             (x, d + 0.15, low + 0.06)], tone)  # fmt: skip


@draws("barge")
def barge(block: Block) -> None:
    """A flat working boat: hull, deck, bulwark, wheelhouse with its windows, a funnel, tyres along the side."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    deck, rail = h * 0.26, h * 0.44
    rim = [
        (-w, -d * 0.86),
        (-w * 0.7, -d),
        (w * 0.7, -d),
        (w, -d * 0.86),
        (w, d * 0.62),
        (w * 0.45, d),
        (-w * 0.45, d),
        (-w, d * 0.62),
    ]
    keel = [(x * 0.9, y * 0.94) for x, y in rim]
    count = len(rim)
    block.part((-w, -d, -0.3), (w, d, rail))
    for n in range(count):
        (x, y), (x2, y2), (a, b), (a2, b2) = rim[n], rim[(n + 1) % count], keel[n], keel[(n + 1) % count]
        block.face([(a, b, -0.3), (a2, b2, -0.3), (x2, y2, deck), (x, y, deck)], darker(block.tone, 0.3))
        block.face([(x, y, deck), (x2, y2, deck), (x2, y2, rail), (x, y, rail)], 0.92, both=True)
    block.face([(x, y, deck) for x, y in rim], 0.7)
    for n in range(count):  # a handrail over the bulwark, at the height of a hand
        (x, y), (x2, y2) = rim[n], rim[(n + 1) % count]
        top = deck + 0.95
        block.sheet([(x, y, top - 0.05), (x2, y2, top - 0.05), (x2, y2, top), (x, y, top)], 0.35)
        posts = max(round(math.dist((x, y), (x2, y2)) / 1.2), 1)
        for post in range(posts):
            at, across = x + (x2 - x) * post / posts, y + (y2 - y) * post / posts
            block.sheet(
                [(at, across, rail), (at, across + 0.05, rail), (at, across + 0.05, top), (at, across, top)], 0.35
            )
    for side in (-w, w):
        for y in (-d * 0.5, 0.0, d * 0.4):
            ring = [
                (side * 1.01, y + 0.3 * math.cos(n * 0.628), deck * 0.8 + 0.3 * math.sin(n * 0.628)) for n in range(10)
            ]
            block.sheet(ring, 0.15)
    house = (-d * 0.72, -d * 0.3)
    roof = h * 0.92
    block.box((-w * 0.55, w * 0.55), house, (deck, roof), 0.93)
    for x in (-w * 0.36, 0.0, w * 0.36):
        block.front((x - w * 0.14, x + w * 0.14), (roof - 0.85, roof - 0.2), house[1] + 0.01, 0.3)
        block.front((x - w * 0.14, x + w * 0.14), (roof - 0.85, roof - 0.2), house[0] - 0.01, 0.3)
    for x in (-w * 0.555, w * 0.555):
        for share in (0.1, 0.55):
            y = house[0] + (house[1] - house[0]) * share
            block.side((y, y + (house[1] - house[0]) * 0.34), (roof - 0.85, roof - 0.2), x, 0.3)
    block.box((-w * 0.62, w * 0.62), (house[0] - 0.12, house[1] + 0.25), (roof, roof + 0.08), 0.4)
    block.cylinder((0.0, house[0] + 0.4), 0.16, (roof + 0.08, h * 1.12), 0.3, sides=8)
    block.cylinder((0.0, d * 0.55), 0.05, (deck, h * 1.1), 0.3, sides=6)


@draws("quay_edge")
def quay_edge(block: Block) -> None:
    """The kerb of big stones along the water."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    pieces = max(int(block.width / 5), 1)
    for number in range(pieces):
        x, x2 = (-w + k * block.width / pieces for k in (number, number + 1))
        front, *_, top = block.box((x, x2), (-d, d), (0.0, h))
        for stone in range(1, 4):
            at = x + (x2 - x) * stone / 4
            block.line([(at, -d, h), (at, d, h)], top)
            block.line([(at, d, 0.0), (at, d, h)], front)


@draws("mooring")
def mooring(block: Block) -> None:
    """An iron bollard with the turns of a rope."""
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r * 0.75, (0.0, h * 0.3), 0.85, top=r * 0.62, sides=12)
    block.cylinder((0, 0), r * 0.66, (h * 0.3, h * 0.5), 0.8, sides=12)
    block.cylinder((0, 0), r * 0.55, (h * 0.5, h * 0.75), top=r * 0.6, sides=12)
    block.cylinder((0, 0), r, (h * 0.75, h), top=r * 0.8, sides=12)


@draws("neon_sign")
def neon_sign(block: Block) -> None:
    """A lit box of letters on two arms, and its glowing tube."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h), 0.15)
    for y in (d + 0.01, -d - 0.01):
        block.front((-w + 0.05, w - 0.05), (0.05, h - 0.05), y, 0.97, glow=True)
        block.front((-w + 0.1, w - 0.1), (0.1, h - 0.1), y * 1.05, 0.12)
    block.sprite("word", (0.0, d + 0.02, 0.0), (block.width, h), 0.98)
    block.model.parts[-1].low, block.model.parts[-1].high = (-w, d + 0.015, 0.0), (w, d + 0.03, h)
