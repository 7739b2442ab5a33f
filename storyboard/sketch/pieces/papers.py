"""Letters, books, photographs, money."""

import math

from storyboard.sketch.pieces.makers import darker, draws, flat
from storyboard.sketch.solid import Block


@draws("letter", "papers")
def letter(block: Block) -> None:
    w, d = block.width / 2, block.depth / 2
    block.part((-w, -d, 0.0), (w, d, 0.006))
    if block.piece.kind == "papers":
        flat(block, [(-w, -d * 0.8), (w * 0.8, -d), (w, d * 0.8), (-w * 0.8, d)], 0.9, 0.003)
    face = flat(block, [(-w, -d), (w, -d), (w, d), (-w, d)], 0.98, 0.006)
    if block.piece.kind == "letter":
        block.line([(-w, d, 0.007), (0, -d * 0.1, 0.007), (w, d, 0.007)], face, detail=False)
        block.line([(-w, -d, 0.007), (-w * 0.2, 0.02 * d, 0.007)], face)
        block.line([(w, -d, 0.007), (w * 0.2, 0.02 * d, 0.007)], face)
        flat(
            block, [(0.012 * math.cos(n * 0.785), -d * 0.1 + 0.012 * math.sin(n * 0.785)) for n in range(8)], 0.3, 0.008
        )
        return
    for row in range(8):
        y = d * (0.75 - row * 0.2)
        block.line([(-w * 0.8, y, 0.007), (w * (0.4 + 0.4 * block.chance(row)), y, 0.007)], face, detail=False)


@draws("page")
def page(block: Block) -> None:
    """An unfolded letter, written by hand."""
    w, d = block.width / 2, block.depth / 2
    block.part((-w, -d, 0.0), (w, d, 0.006))
    face = flat(block, [(-w, -d), (w, -d), (w, d), (-w, d)], 0.98, 0.006)
    for row in range(9):
        y, x = d * (0.72 - row * 0.17), -w * 0.78
        end = w * (0.78 if row % 4 else 0.2 + 0.4 * block.chance(row))
        points: list[tuple[float, float, float]] = []
        while x < end:
            points.append(
                (
                    x,
                    y + d * 0.025 * (1 if len(points) % 2 else -1) * (0.5 + block.chance(len(points) + row * 31)),
                    0.007,
                )
            )
            x += w * 0.045
        block.line(points, face, detail=False)


@draws("book")
def book(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h * 0.15))
    front, back, _left, _right, _ = block.box(
        (-w + 0.008, w - 0.008), (-d + 0.008, d - 0.008), (h * 0.15, h * 0.85), 0.95
    )
    for face, y in ((front, d - 0.008), (back, -d + 0.008)):
        for z in (0.35, 0.55, 0.7):
            block.line([(-w + 0.01, y, h * z), (w - 0.01, y, h * z)], face)
    block.box((-w, w), (-d, d), (h * 0.85, h))
    flat(
        block,
        [(-w * 0.6, d * 0.2), (w * 0.6, d * 0.2), (w * 0.6, d * 0.6), (-w * 0.6, d * 0.6)],
        min(block.tone + 0.35, 1),
        h + 0.001,
    )
    flat(block, [(-w, -d), (-w * 0.82, -d), (-w * 0.82, d), (-w, d)], darker(block.tone), h + 0.001)


@draws("photo")
def photo(block: Block) -> None:
    w, h = block.width / 2, block.height
    block.prism([(0.03, 0.0), (0.04, 0.0), (-0.01, h), (-0.02, h)], (-w, w), 0.5)

    def lean(x: float, z: float) -> tuple[float, float, float]:
        return (x, 0.0415 - 0.05 * z / h, z)

    block.part((-w, -0.01, 0.0), (w, 0.05, h))
    block.face(
        [lean(-w * 0.85, h * 0.08), lean(w * 0.85, h * 0.08), lean(w * 0.85, h * 0.92), lean(-w * 0.85, h * 0.92)],
        0.92,
        both=True,
    )
    ring = [(w * 0.28 * math.cos(n * 0.628), h * 0.6 + h * 0.15 * math.sin(n * 0.628)) for n in range(10)]
    block.face(
        [lean(-w * 0.6, h * 0.09), lean(w * 0.6, h * 0.09), lean(w * 0.4, h * 0.42), lean(-w * 0.4, h * 0.42)],
        0.45,
        both=True,
    )
    block.face([lean(x, z) for x, z in ring], 0.75, both=True)


@draws("money")
def money(block: Block) -> None:
    w, d = block.width / 2, block.depth / 2
    for number in range(3):
        block.box(
            (-w + number * 0.01, w + number * 0.01),
            (-d - number * 0.006, d - number * 0.006),
            (number * 0.008, number * 0.008 + 0.006),
            0.85,
        )
    flat(block, [(d * 0.6 * math.cos(n * 0.628), d * 0.6 * math.sin(n * 0.628)) for n in range(10)], 0.6, 0.025)
