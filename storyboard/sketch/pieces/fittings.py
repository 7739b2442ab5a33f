"""What belongs to a room: stairs, columns, rugs, what hangs on its walls, its lamps."""

import math

from storyboard.sketch.pieces.makers import draws
from storyboard.sketch.solid import Block


@draws("mirror", "picture", "poster", "sign")
def picture(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    kind = block.piece.kind
    front, *_ = block.box((-w, w), (-d, d), (0.0, h), 0.4 if kind != "poster" else block.tone)
    y = d + 0.003
    if kind == "sign":
        if block.piece.drawn:
            block.sprite("word", (0.0, d + 0.01, 0.0), (block.width, h), 0.97)
            block.model.parts[-1].low, block.model.parts[-1].high = (-w, d + 0.005, 0.0), (w, d + 0.012, h)
        return
    rim = 0.04 if kind != "poster" else 0.02
    block.front((-w + rim, w - rim), (rim, h - rim), y, 0.96 if kind == "mirror" else 0.9)
    if kind == "mirror":
        for shift in (-0.1, 0.12):
            block.line([(w * (shift - 0.3), y + 0.002, h * 0.35), (w * (shift + 0.3), y + 0.002, h * 0.75)], front)
    elif block.chance(1) < 0.5:
        block.patch(
            [
                (-w + rim, y + 0.002, rim),
                (w - rim, y + 0.002, rim),
                (w - rim, y + 0.002, h * 0.3),
                (w * 0.3, y + 0.002, h * 0.5),
                (-w * 0.1, y + 0.002, h * 0.34),
                (-w * 0.5, y + 0.002, h * 0.6),
                (-w + rim, y + 0.002, h * 0.4),
            ],
            0.6,
        )
    else:
        ring = [
            (w * 0.3 * math.cos(n * 0.628), y + 0.002, h * 0.62 + h * 0.18 * math.sin(n * 0.628)) for n in range(10)
        ]
        block.patch(ring, 0.65)
        block.patch(
            [
                (-w * 0.6, y + 0.002, rim),
                (w * 0.6, y + 0.002, rim),
                (w * 0.35, y + 0.002, h * 0.42),
                (-w * 0.35, y + 0.002, h * 0.42),
            ],
            0.5,
        )


@draws("clock")
def clock(block: Block) -> None:
    r = block.width / 2
    d = block.depth / 2
    block.part((-r, -d, 0.0), (r, d, 2 * r))
    ring = [(math.cos(n * math.pi / 8), math.sin(n * math.pi / 8)) for n in range(16)]
    block.patch([(c * r, d, r + s * r) for c, s in ring], 0.3)
    face = block.patch([(c * r * 0.86, d + 0.002, r + s * r * 0.86) for c, s in ring], 0.97)
    block.line([(0, d + 0.004, r), (r * 0.1, d + 0.004, r * 1.62)], face, detail=False)
    block.line([(0, d + 0.004, r), (r * 0.42, d + 0.004, r * 0.8)], face, detail=False)
    for n in range(0, 12, 3):
        c, s = math.cos(n * math.pi / 6), math.sin(n * math.pi / 6)
        block.line([(c * r * 0.7, d + 0.004, r + s * r * 0.7), (c * r * 0.82, d + 0.004, r + s * r * 0.82)], face)


@draws("blackboard")
def blackboard(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h), 0.6)
    block.front((-w + 0.05, w - 0.05), (0.05, h - 0.05), d + 0.003, block.tone)
    for number in range(5):
        x, z = -w * 0.8 + block.chance(number) * 0.3, h * (0.82 - 0.15 * number)
        end = x + w * (0.4 + 0.7 * block.chance(number + 9))
        block.patch(
            [(x, d + 0.005, z), (end, d + 0.005, z + 0.012), (end, d + 0.005, z + 0.035), (x, d + 0.005, z + 0.02)],
            0.85,
            line=False,
        )
    block.box((-w, w), (d, d + 0.08), (-0.03, 0.0), 0.6)


@draws("cross")
def cross(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-0.07, 0.07), (-d, d), (0.0, h))
    block.box((-w, w), (-d, d + 0.005), (h * 0.62, h * 0.62 + 0.14))


@draws("rug", "crossing_mat")
def rug(block: Block) -> None:
    w, d = block.width / 2, block.depth / 2
    block.part((-w, -d, 0.0), (w, d, 0.01))
    block.patch([(-w, -d, 0.01), (w, -d, 0.01), (w, d, 0.01), (-w, d, 0.01)], block.tone)
    block.patch(
        [
            (-w + 0.12, -d + 0.12, 0.011),
            (w - 0.12, -d + 0.12, 0.011),
            (w - 0.12, d - 0.12, 0.011),
            (-w + 0.12, d - 0.12, 0.011),
        ],
        min(block.tone + 0.1, 1),
    )
    face = len(block.model.faces) - 1
    block.line(
        [(-w + 0.3, 0, 0.012), (0, d - 0.3, 0.012), (w - 0.3, 0, 0.012), (0, -d + 0.3, 0.012), (-w + 0.3, 0, 0.012)],
        face,
    )
    for number in range(14):
        y = -d + (number + 0.5) * block.depth / 14
        for sign in (-1, 1):
            block.line([(sign * w, y, 0.01), (sign * (w + 0.07), y, 0.01)], face)


@draws("column")
def column(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.box((-r * 1.2, r * 1.2), (-r * 1.2, r * 1.2), (0.0, 0.2))
    block.cylinder((0, 0), r, (0.2, h - 0.2), sides=12)
    block.box((-r * 1.2, r * 1.2), (-r * 1.2, r * 1.2), (h - 0.2, h))


@draws("stairs")
def stairs(block: Block) -> None:
    """A flight that rises to the back, with a rail."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    count = max(round(h / 0.18), 3)
    rise, going = h / count, block.depth / count
    for number in reversed(range(count)):
        y = d - (number + 1) * going
        block.box((-w, w), (y, y + going), (0.0, (number + 1) * rise), block.tone)
    for x in (-w, w):
        block.sheet([(x, d, rise + 0.85), (x, -d, h + 0.85), (x, -d, h + 0.92), (x, d, rise + 0.92)], 0.35)
        for number in range(0, count, 2):
            y = d - (number + 0.5) * going
            z = (number + 1) * rise
            block.sheet([(x, y - 0.012, z), (x, y + 0.012, z), (x, y + 0.012, z + 0.87), (x, y - 0.012, z + 0.87)], 0.4)


@draws("ladder")
def ladder(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    for x in (-w, w - 0.05):
        block.prism([(d, 0.0), (d - 0.06, 0.0), (-d, h), (-d + 0.06, h)], (x, x + 0.05))
    for number in range(1, int(h / 0.3)):
        share = number * 0.3 / h
        y = d - share * 2 * d - 0.03
        block.box((-w + 0.05, w - 0.05), (y, y + 0.03), (number * 0.3, number * 0.3 + 0.03))


@draws("plinth", "step", "stage_floor")
def step(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, max(block.height, 0.01)
    _front, *_, top = block.box((-w, w), (-d, d), (0.0, h))
    for number in range(1, int(block.width / 0.5)):
        x = -w + number * 0.5
        block.line([(x, d, h), (x, -d, h)], top)


@draws("pendant")
def pendant(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.box((-0.008, 0.008), (-0.008, 0.008), (0.24, h), 0.2)
    block.cylinder((0, 0), r, (0.0, 0.24), 0.9, top=r * 0.35, sides=12)


@draws("chandelier")
def chandelier(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.box((-0.01, 0.01), (-0.01, 0.01), (0.4, h), 0.25)
    block.cylinder((0, 0), r * 0.3, (0.1, 0.45), 0.6, top=0.05, sides=8)
    for n in range(6):
        c, s = math.cos(n * math.pi / 3) * r, math.sin(n * math.pi / 3) * r
        block.sheet([(0, 0, 0.2), (c, s, 0.12), (c, s, 0.16), (0, 0, 0.25)], 0.4)
        block.cylinder((c, s), 0.04, (0.16, 0.32), 0.98, sides=6, glow=True)


@draws("neon")
def neon(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h))


@draws("lamp")
def lamp(block: Block) -> None:
    h = block.height
    block.cylinder((0, 0), 0.15, (0.0, 0.03), 0.35, sides=10)
    block.cylinder((0, 0), 0.018, (0.03, h - 0.35), 0.3, sides=5)
    block.cylinder((0, 0), 0.22, (h - 0.36, h), 0.96, top=0.13, sides=12, glow=True)
