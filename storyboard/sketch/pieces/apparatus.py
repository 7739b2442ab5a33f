"""Instruments, screens and machines."""

import itertools
import math

from storyboard.sketch.pieces.makers import draws
from storyboard.sketch.solid import Block


@draws("piano")
def piano(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d - 0.3), (0.0, h))
    block.box((-w, w), (d - 0.3, d), (0.62, 0.72))
    block.patch(
        [
            (-w + 0.08, d - 0.17, 0.72),
            (w - 0.08, d - 0.17, 0.72),
            (w - 0.08, d - 0.01, 0.72),
            (-w + 0.08, d - 0.01, 0.72),
        ],
        0.97,
    )
    face = len(block.model.faces) - 1
    for number in range(1, 22):
        x = -w + 0.08 + number * (block.width - 0.16) / 22
        block.line([(x, d - 0.17, 0.72), (x, d - 0.01, 0.72)], face)
    for number in range(21):
        if number % 7 not in (2, 6):
            x = -w + 0.08 + (number + 0.75) * (block.width - 0.16) / 22
            block.patch(
                [(x, d - 0.17, 0.72), (x + 0.03, d - 0.17, 0.72), (x + 0.03, d - 0.08, 0.72), (x, d - 0.08, 0.72)],
                0.1,
                line=False,
            )
    for x in (-w, w - 0.08):
        block.box((x, x + 0.08), (d - 0.1, d), (0.0, 0.62))
    block.sheet(
        [
            (-0.25, d - 0.28, h * 0.75),
            (0.25, d - 0.28, h * 0.75),
            (0.25, d - 0.3, h * 0.98),
            (-0.25, d - 0.3, h * 0.98),
        ],
        0.95,
    )


@draws("television", "jukebox")
def television(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    if block.piece.kind == "jukebox":
        front, *_ = block.box((-w, w), (-d, d), (0.0, h))
        block.patch(
            [
                (-w * 0.8, d + 0.004, h * 0.5),
                (w * 0.8, d + 0.004, h * 0.5),
                (w * 0.7, d + 0.004, h * 0.85),
                (0, d + 0.004, h * 0.96),
                (-w * 0.7, d + 0.004, h * 0.85),
            ],
            0.95,
            glow=True,
        )
        for number in range(4):
            block.line(
                [(-w * 0.7, d + 0.005, h * (0.1 + 0.08 * number)), (w * 0.7, d + 0.005, h * (0.1 + 0.08 * number))],
                front,
                detail=False,
            )
        return
    block.box((-w * 0.9, w * 0.9), (-d, d), (0.0, 0.4), 0.55)
    block.box((-w, w), (-0.04, 0.04), (0.44, h), 0.15)
    block.front((-w + 0.04, w - 0.04), (0.49, h - 0.04), 0.042, 0.32)
    block.patch(
        [(-w + 0.1, 0.044, h - 0.1), (-w * 0.2, 0.044, h - 0.1), (-w * 0.6, 0.044, 0.55), (-w + 0.1, 0.044, 0.55)],
        0.42,
        line=False,
    )
    block.box((-0.15, 0.15), (-0.08, 0.08), (0.4, 0.44), 0.2)


@draws("screen")
def screen(block: Block) -> None:
    w, h = block.width / 2, block.height
    thirds = [(-w, 0.0), (-w / 3, 0.14), (w / 3, -0.05), (w, 0.1)]
    for (x, y), (x2, y2) in itertools.pairwise(thirds):
        block.sheet([(x, y, 0.06), (x2, y2, 0.06), (x2, y2, h), (x, y, h)])


@draws("drip")
def drip(block: Block) -> None:
    h = block.height
    block.cylinder((0, 0), 0.2, (0.0, 0.05), 0.5, sides=8)
    block.cylinder((0, 0), 0.018, (0.05, h), 0.45, sides=5)
    block.box((-0.15, 0.15), (-0.01, 0.01), (h - 0.02, h), 0.4)
    block.box((0.07, 0.19), (-0.03, 0.03), (h - 0.3, h - 0.04), 0.93)
    block.sheet([(0.13, 0.0, h - 0.3), (0.14, 0.0, h - 0.3), (0.3, 0.1, 0.8), (0.29, 0.1, 0.8)], 0.5)


@draws("monitor")
def monitor(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w * 0.8, w * 0.8), (-d, d), (0.0, 0.05), 0.5)
    block.cylinder((0, 0), 0.03, (0.05, h - 0.42), 0.5, sides=6)
    _front, *_ = block.box((-w, w), (-0.08, 0.08), (h - 0.42, h), 0.8)
    block.front((-w + 0.04, w - 0.04), (h - 0.37, h - 0.07), 0.083, 0.15)
    z = h - 0.22
    block.patch(
        [
            (-w + 0.06, 0.085, z),
            (-0.05, 0.085, z),
            (0, 0.085, z + 0.1),
            (0.03, 0.085, z - 0.06),
            (0.06, 0.085, z),
            (w - 0.06, 0.085, z),
            (w - 0.06, 0.085, z + 0.012),
            (0.05, 0.085, z + 0.012),
            (0.03, 0.085, z - 0.035),
            (0.0, 0.085, z + 0.125),
            (-0.06, 0.085, z + 0.012),
            (-w + 0.06, 0.085, z + 0.012),
        ],
        0.95,
        line=False,
        glow=True,
    )


@draws("punchbag")
def punchbag(block: Block) -> None:
    block.cylinder((0, 0), block.width / 2, (0.0, block.height))
    block.box((-0.01, 0.01), (-0.01, 0.01), (block.height, block.height + 0.6), 0.3)


@draws("cinema_screen")
def cinema_screen(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w - 0.08, w + 0.08), (-d, d), (-0.08, h + 0.08), 0.1)
    block.front((-w, w), (0.0, h), d + 0.01, 0.99, glow=True)


@draws("easel")
def easel(block: Block) -> None:
    w, h = block.width / 2, block.height
    for x in (-w, w - 0.04):
        block.sheet([(x, 0.1, 0.0), (x + 0.04, 0.1, 0.0), (0.02, 0.0, h), (-0.02, 0.0, h)], 0.45)
    block.box((-w * 0.8, w * 0.8), (0.06, 0.09), (h * 0.45, h * 0.9), 0.96)


@draws("projector")
def projector(block: Block) -> None:
    """A cinema projector on its column: lamp house, lens, and a reel above and below."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w * 0.8, w * 0.8), (-d * 0.5, d * 0.3), (0.0, 0.12))
    block.box((-w * 0.4, w * 0.4), (-d * 0.3, d * 0.1), (0.12, h * 0.5))
    block.box((-w * 0.6, w * 0.6), (-d * 0.9, -d * 0.1), (h * 0.5, h * 0.78))
    block.box((-w * 0.35, w * 0.35), (-d * 0.1, d * 0.45), (h * 0.5, h * 0.74), min(block.tone + 0.15, 1))
    block.box((-0.06, 0.06), (d * 0.45, d * 0.8), (h * 0.58, h * 0.66), 0.2)
    for y, z, r in ((d * 0.25, h * 0.74, 0.24), (d * 0.15, h * 0.16, 0.22)):
        ring = [(math.cos(n * math.pi / 9), math.sin(n * math.pi / 9)) for n in range(18)]
        for x in (-w * 0.75, w * 0.75):
            block.part((x - 0.02, y - r, z), (x + 0.02, y + r, z + 2 * r))
            block.face([(x, y + c * r, z + r + s * r) for c, s in ring], 0.6, both=True)
            for turn in range(3):
                c, s = math.cos(turn * 2.094) * r * 0.55, math.sin(turn * 2.094) * r * 0.55
                hole = [(x, y + c + r * 0.22 * a, z + r + s + r * 0.22 * b) for a, b in ring[::2]]
                block.face(hole, 0.25, both=True)


@draws("console")
def console(block: Block) -> None:
    """A mixing desk: a sloping board of faders under two screens."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h * 0.75))
    sides = block.prism([(d, h * 0.75), (d, h * 0.8), (-d * 0.3, h), (-d, h), (-d, h * 0.75)], (-w, w), 0.55)
    for number in range(1, 14):
        x = -w + number * block.width / 14
        block.line([(x, d * 0.9, h * 0.815), (x, -d * 0.2, h * 0.985)], sides[3])
    for x in (-w * 0.5, w * 0.5):
        block.box((x - 0.3, x + 0.3), (-d, -d + 0.06), (h + 0.05, h + 0.42), 0.2)
        block.front((x - 0.26, x + 0.26), (h + 0.09, h + 0.38), -d + 0.065, 0.9, glow=True)
