"""What things are kept in: drawers, wardrobes, shelves, crates, cages."""

import math

from storyboard.sketch.pieces.makers import darker, draws
from storyboard.sketch.solid import Block


@draws("nightstand", "sideboard", "filing_cabinet", "trolley")
def drawers(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, *_ = block.box((-w, w), (-d, d), (0.04, h))
    rows = max(round(h / 0.3), 1)
    columns = max(round(block.width / 0.7), 1)
    for column in range(columns):
        for row in range(rows):
            x = -w + column * block.width / columns
            z = 0.06 + row * (h - 0.08) / rows
            block.front(
                (x + 0.02, x + block.width / columns - 0.02),
                (z + 0.01, z + (h - 0.08) / rows - 0.01),
                d + 0.004,
                min(block.tone + 0.06, 1),
            )
            middle = x + block.width / columns / 2
            block.line(
                [
                    (middle - 0.05, d + 0.01, z + (h - 0.08) / rows / 2),
                    (middle + 0.05, d + 0.01, z + (h - 0.08) / rows / 2),
                ],
                front,
            )


@draws("wardrobe", "lockers", "cupboard", "cabinet_medical")
def wardrobe(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, *_ = block.box((-w, w), (-d, d), (0.0, h))
    count = max(round(block.width / (0.4 if block.piece.kind == "lockers" else 0.65)), 1)
    for number in range(count):
        x = -w + number * block.width / count
        block.front((x + 0.03, x + block.width / count - 0.03), (0.06, h - 0.06), d + 0.004, min(block.tone + 0.05, 1))
        knob = x + (block.width / count - 0.09 if number % 2 == 0 else 0.09)
        block.line([(knob, d + 0.01, h * 0.45), (knob, d + 0.01, h * 0.53)], front)
        if block.piece.kind == "lockers":
            for z in (0.86, 0.9):
                block.line([(x + 0.1, d + 0.01, h * z), (x + block.width / count - 0.1, d + 0.01, h * z)], front)
        elif block.piece.kind == "wardrobe":
            block.front((x + 0.12, x + block.width / count - 0.12), (0.2, h * 0.42), d + 0.008, block.tone, detail=True)
            block.front(
                (x + 0.12, x + block.width / count - 0.12), (h * 0.52, h - 0.18), d + 0.008, block.tone, detail=True
            )


@draws("bookcase", "shelves", "gondola", "bar_shelves")
def bookcase(block: Block) -> None:
    """Shelves with what stands on them: books, goods or bottles, as upright rectangles."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    kind = block.piece.kind
    rows = max(round(h / 0.4), 2)
    block.box((-w, w), (-d, d), (0.0, h), darker(block.tone, 0.05))
    sides = (d,) if kind != "gondola" else (d, -d)
    step = h / rows
    for side in sides:
        out = side + (0.003 if side > 0 else -0.003)
        for row in range(rows):
            low, high = row * step + 0.03, (row + 1) * step - 0.02
            face = block.front((-w + 0.03, w - 0.03), (low, high), out, darker(block.tone, 0.22))
            x, number = -w + 0.06, row * 40
            while x < w - 0.1:
                number += 1
                chance = block.chance(number)
                if kind == "bookcase":
                    thick, tall = 0.035 + 0.05 * chance, (high - low) * (0.62 + 0.3 * block.chance(number + 7))
                    thick = max(thick, block.width / 26)
                elif kind == "bar_shelves":
                    thick, tall = 0.09, (high - low) * (0.6 + 0.25 * chance)
                else:
                    thick, tall = 0.16 + 0.14 * chance, (high - low) * (0.4 + 0.4 * block.chance(number + 7))
                if chance > 0.12:
                    end = min(x + thick, w - 0.05)
                    tone = 0.25 + 0.65 * block.chance(number + 13)
                    if kind == "bar_shelves":
                        middle, r = (x + end) / 2, (end - x) * 0.36
                        outline = [
                            (middle - r, low),
                            (middle + r, low),
                            (middle + r, low + tall * 0.6),
                            (middle + r * 0.35, low + tall * 0.75),
                            (middle + r * 0.35, low + tall),
                            (middle - r * 0.35, low + tall),
                            (middle - r * 0.35, low + tall * 0.75),
                            (middle - r, low + tall * 0.6),
                        ]
                        block.patch([(a, out * 1.01, b) for a, b in outline], tone, detail=True)
                    else:
                        block.front((x, end - 0.004), (low, low + tall), out * 1.01, tone, detail=True)
                x += thick + (0.03 if kind == "bar_shelves" else 0.0)
            block.line([(-w, out, low - 0.03), (w, out, low - 0.03)], face, detail=False)


@draws("safe")
def safe(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h))
    block.front((-w + 0.05, w - 0.05), (0.05, h - 0.05), d + 0.004, min(block.tone + 0.1, 1))
    block.patch([(0.1 * math.cos(n * 0.785), d + 0.008, h * 0.5 + 0.1 * math.sin(n * 0.785)) for n in range(8)], 0.8)


@draws("crate", "trunk", "carton", "coffin")
def crate(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    kind = block.piece.kind
    if kind == "coffin":
        block.prism([(-d, 0.0), (d, 0.0), (d, h * 0.6), (d * 0.97, h), (-d * 0.97, h), (-d, h * 0.6)], (-w, w))
        return
    front, back, left, right, top = block.box((-w, w), (-d, d), (0.0, h))
    if kind == "crate":
        for face, y in ((front, d), (back, -d)):
            for z in (0.33, 0.66):
                block.line([(-w, y, h * z), (w, y, h * z)], face)
            block.line([(-w, y, 0.0), (w, y, h)], face)
        for face, x in ((left, -w), (right, w)):
            for z in (0.33, 0.66):
                block.line([(x, -d, h * z), (x, d, h * z)], face)
    elif kind == "trunk":
        for z in (0.68, 0.74):
            for face, y in ((front, d), (back, -d)):
                block.line([(-w, y, h * z), (w, y, h * z)], face)
        for x in (-w * 0.6, w * 0.6):
            block.front((x - 0.03, x + 0.03), (0.0, h), d + 0.004, darker(block.tone, 0.2))
        block.front((-0.05, 0.05), (h * 0.62, h * 0.8), d + 0.006, 0.8)
    else:
        block.line([(0, -d, h), (0, d, h)], top)
        block.line([(0, d, h), (0, d, h * 0.7)], front)
        block.line([(-w * 0.5, d, h * 0.3), (w * 0.1, d, h * 0.3)], front)


@draws("barrel")
def barrel(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r * 0.86, (0.0, h * 0.5), top=r, sides=12)
    block.cylinder((0, 0), r, (h * 0.5, h), top=r * 0.86, sides=12)


@draws("coat_rack")
def coat_rack(block: Block) -> None:
    h = block.height
    block.cylinder((0, 0), 0.22, (0.0, 0.04), sides=8)
    block.cylinder((0, 0), 0.025, (0.04, h), sides=6)
    for x in (-1, 1):
        block.sheet([(0, 0, h - 0.12), (x * 0.2, 0, h), (x * 0.22, 0, h - 0.03), (0, 0, h - 0.17)])
    block.sheet([(0.05, 0.05, h - 0.12), (0.24, 0.08, h - 0.2), (0.27, 0.08, h - 0.95), (0.02, 0.05, h - 0.95)], 0.35)


@draws("cage")
def cage(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, 0.08), 0.4)
    for x in (-1.0, -0.5, 0.0, 0.5, 1.0):
        for y in (-d, d):
            block.sheet(
                [(x * w - 0.008, y, 0.08), (x * w + 0.008, y, 0.08), (x * w + 0.008, y, h), (x * w - 0.008, y, h)], 0.3
            )
    block.box((-w, w), (-d, d), (h, h + 0.03), 0.4)
