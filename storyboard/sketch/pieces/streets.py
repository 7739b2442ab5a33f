"""Houses, and what stands in streets and gardens."""

import math

from storyboard.sketch.pieces.makers import darker, draws
from storyboard.sketch.solid import Block


@draws("building")
def building(block: Block) -> None:
    """A town house: rows of windows, a door or a shop at street level, a cornice."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, _back, left, right, _ = block.box((-w, w), (-d, d), (0.0, h))
    floors = max(round(h / 3.1), 2)
    storey = h / floors
    columns = max(round(block.width / 2.2), 2)
    shop = block.piece.drawn == "shop" or block.chance(3) < 0.45
    for column in range(columns):
        x = -w + (column + 0.5) * block.width / columns
        for floor in range(1, floors):
            lit = block.chance(column * 17 + floor) < 0.3
            z = floor * storey + 0.6
            block.front((x - 0.5, x + 0.5), (z, z + storey * 0.56), d + 0.01, 0.96 if lit else 0.42, glow=lit)
            face = len(block.model.faces) - 1
            block.line([(x, d + 0.02, z), (x, d + 0.02, z + storey * 0.56)], face)
            block.front((x - 0.62, x + 0.62), (z - 0.12, z), d + 0.012, 0.92, detail=True)
        if not shop:
            if column == columns // 2:
                block.front((x - 0.55, x + 0.55), (0.0, 2.4), d + 0.01, 0.3)
            else:
                block.front((x - 0.5, x + 0.5), (0.9, 2.4), d + 0.01, 0.45)
    if shop:
        block.front((-w + 0.4, w - 1.6), (0.5, 2.4), d + 0.01, 0.6)
        block.front((w - 1.3, w - 0.4), (0.0, 2.4), d + 0.01, 0.4)
        for number in range(1, 3):
            x = -w + 0.4 + number * (block.width - 2.0) / 3
            block.line([(x, d + 0.02, 0.5), (x, d + 0.02, 2.4)], front)
        block.front((-w + 0.3, w - 0.3), (2.45, 2.95), d + 0.01, 0.35)
        block.part((-w + 0.3, d, 2.0), (w - 0.3, d + 1.0, 2.5))
        block.face(
            [(-w + 0.3, d, 2.5), (w - 0.3, d, 2.5), (w - 0.3, d + 1.0, 2.1), (-w + 0.3, d + 1.0, 2.1)], 0.8, both=True
        )
        awning = len(block.model.faces) - 1
        for number in range(1, 9):
            x = -w + 0.3 + number * (block.width - 0.6) / 9
            block.line([(x, d, 2.5), (x, d + 1.0, 2.1)], awning)
    for end, x in ((left, -w), (right, w)):
        for floor in range(1, floors):
            block.line([(x, -d, floor * storey), (x, d, floor * storey)], end)
    for floor in (1,):
        block.line([(-w, d, floor * storey), (w, d, floor * storey)], front, detail=False)
    block.box((-w - 0.15, w + 0.15), (-d - 0.1, d + 0.25), (h, h + 0.3), min(block.tone + 0.06, 1))
    block.prism([(d, h + 0.3), (d - 1.6, h + 2.0), (-d, h + 2.0), (-d, h + 0.3)], (-w, w), 0.45)


@draws("house", "kiosk", "wheelhouse")
def house(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    if block.piece.kind != "house":
        block.box((-w, w), (-d, d), (0.0, h - 0.3))
        block.front((-w + 0.2, w - 0.2), (h * 0.42, h * 0.78), d + 0.01, 0.5, glow=block.chance(2) < 0.5)
        block.side((-d + 0.2, d - 0.2), (h * 0.42, h * 0.78), -w - 0.01, 0.5)
        block.side((-d + 0.2, d - 0.2), (h * 0.42, h * 0.78), w + 0.01, 0.5)
        block.box((-w - 0.2, w + 0.2), (-d - 0.2, d + 0.3), (h - 0.3, h), 0.4)
        return
    eaves = h * 0.55
    block.box((-w, w), (-d, d), (0.0, eaves))
    block.front((-0.5, 0.5), (0.0, 2.1), d + 0.01, 0.4)
    for x in (-w * 0.62, w * 0.62):
        lit = block.chance(round(x)) < 0.5
        block.front((x - 0.55, x + 0.55), (0.9, 2.1), d + 0.012, 0.95 if lit else 0.5, glow=lit)
        face = len(block.model.faces) - 1
        block.line([(x, d + 0.02, 0.9), (x, d + 0.02, 2.1)], face)
        block.line([(x - 0.55, d + 0.02, 1.5), (x + 0.55, d + 0.02, 1.5)], face)
        for side in (-1, 1):
            block.front(tuple(sorted((x + side * 0.57, x + side * 0.95))), (0.85, 2.15), d + 0.015, 0.6)  # type: ignore[arg-type]
    block.box((-0.8, 0.8), (d, d + 0.7), (0.0, 0.16), 0.8)
    ends = block.prism(
        [(d + 0.35, eaves), (0.0, h), (-d - 0.35, eaves)], (-w - 0.3, w + 0.3), block.tone, tones=(0.55, 0.5, 0.8)
    )
    for number in range(1, 5):
        share = number / 5
        block.line(
            [
                (-w - 0.3, (d + 0.35) * (1 - share), eaves + (h - eaves) * share),
                (w + 0.3, (d + 0.35) * (1 - share), eaves + (h - eaves) * share),
            ],
            ends[2],
        )
    block.box((w * 0.4, w * 0.4 + 0.6), (-0.6, 0.0), (h - 0.8, h + 0.6), 0.6)


@draws("barn")
def barn(block: Block) -> None:
    """Walls of planks, two tall leaves braced by a cross, a hatch to the hayloft, a roof over them."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    eaves = h * 0.62
    front, *_ = block.box((-w, w), (-d, d), (0.0, eaves))
    for number in range(1, 14):
        x = -w + number * block.width / 14
        block.line([(x, d, 0.0), (x, d, eaves)], front)
    for low, high in ((-1.5, 0.0), (0.0, 1.5)):
        leaf = block.front((low, high), (0.0, 2.9), d + 0.02, 0.42)
        for a, b in (((low, 0.1), (high, 2.8)), ((low, 2.8), (high, 0.1)), ((low, 1.45), (high, 1.45))):
            block.line([(a[0], d + 0.024, a[1]), (b[0], d + 0.024, b[1])], leaf, detail=False)
    block.prism([(d + 0.35, eaves), (0.0, h), (-d - 0.35, eaves)], (-w - 0.3, w + 0.3), 0.5, tones=(0.55, 0.5, 0.72))


@draws("fence", "railing")
def fence(block: Block) -> None:
    w, h = block.width / 2, block.height
    metal = block.piece.kind == "railing"
    step = 1.6 if not metal else 1.2
    for z in (h * 0.45, h - 0.06) if not metal else (0.12, h - 0.05):
        block.sheet([(-w, 0, z), (w, 0, z), (w, 0, z + 0.07), (-w, 0, z + 0.07)])
    count = max(int(block.width / step), 1)
    for number in range(count + 1):
        x = -w + number * block.width / count
        block.sheet([(x - 0.04, 0, 0), (x + 0.04, 0, 0), (x + 0.04, 0, h), (x - 0.04, 0, h)], darker(block.tone))
    if metal:
        block.part((-w, -0.01, 0.1), (w, 0.01, h))
        face = block.face([(-w, 0, 0.12), (w, 0, 0.12), (w, 0, 0.125), (-w, 0, 0.125)], 0.5, both=True, line=False)
        for number in range(int(block.width / 0.16)):
            x = -w + number * 0.16
            block.line([(x, 0, 0.15), (x, 0, h - 0.05)], face)


@draws("lamppost")
def lamppost(block: Block) -> None:
    h = block.height
    block.cylinder((0, 0), 0.12, (0.0, 0.6), sides=8)
    block.cylinder((0, 0), 0.05, (0.6, h - 0.5), sides=6)
    block.cylinder((0, 0), 0.13, (h - 0.5, h - 0.12), 0.97, top=0.22, sides=8, glow=True)
    block.cylinder((0, 0), 0.26, (h - 0.12, h), top=0.02, sides=8)


@draws("bollard", "hydrant", "dustbin", "vent", "water_tank", "basket")
def bollard(block: Block) -> None:
    r, h, kind = block.width / 2, block.height, block.piece.kind
    if kind == "water_tank":
        for x in (-r * 0.6, r * 0.6):
            for y in (-r * 0.6, r * 0.6):
                block.box((x - 0.05, x + 0.05), (y - 0.05, y + 0.05), (0.0, 0.9), 0.3)
        block.cylinder((0, 0), r, (0.9, h - 0.4), sides=14)
        block.cylinder((0, 0), r * 1.05, (h - 0.4, h), 0.4, top=0.0, sides=14)
    elif kind == "vent":
        front, *_ = block.box((-r, r), (-r, r), (0.0, h))
        for number in range(1, 5):
            block.line([(-r * 0.8, r, h * number / 6), (r * 0.8, r, h * number / 6)], front)
    else:
        block.cylinder((0, 0), r * 0.85, (0.0, h * 0.85), top=r, sides=10)
        block.cylinder(
            (0, 0), r * 1.05, (h * 0.85, h), darker(block.tone), top=r * (1.05 if kind == "dustbin" else 0.5), sides=10
        )


@draws("fountain")
def fountain(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r, (0.0, 0.5), sides=16)
    block.patch(
        [(r * 0.88 * math.cos(n * math.pi / 8), r * 0.88 * math.sin(n * math.pi / 8), 0.5) for n in range(16)], 0.7
    )
    block.cylinder((0, 0), 0.22, (0.5, h * 0.62), sides=8)
    block.cylinder((0, 0), 0.2, (h * 0.62, h * 0.72), top=0.75, sides=12)
    block.sprite("jet", (0, 0, h * 0.7), (1.3, h * 0.4), 0.95)


@draws("statue")
def statue(block: Block) -> None:
    w, h = block.width / 2, block.height
    block.box((-w, w), (-w, w), (0.0, h * 0.35))
    block.cylinder((0, 0), w * 0.5, (h * 0.35, h * 0.85), top=w * 0.35, sides=8)
    block.cylinder((0, 0), w * 0.24, (h * 0.86, h), top=w * 0.2, sides=8)


@draws("bus_shelter")
def bus_shelter(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    for x in (-w, w - 0.08):
        for y in (-d, d - 0.08):
            block.box((x, x + 0.08), (y, y + 0.08), (0.0, h - 0.1), 0.3)
    block.sheet([(-w, -d, 0.3), (w, -d, 0.3), (w, -d, h - 0.3), (-w, -d, h - 0.3)], 0.88)
    block.box((-w * 0.8, w * 0.5), (-d + 0.1, -d + 0.45), (0.4, 0.46), 0.5)
    block.box((-w - 0.1, w + 0.1), (-d, d), (h - 0.1, h), 0.4)


@draws("parasol")
def parasol(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), 0.03, (0.0, h - 0.5), 0.4, sides=5)
    block.cylinder((0, 0), r, (h - 0.55, h), top=0.0, sides=8)


@draws("tent")
def tent(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.part((-w, -d, 0.0), (w, d, h))
    block.face([(-w, d, 0), (w, d, 0), (0, d, h)], 0.8)
    block.patch([(-w * 0.25, d + 0.01, 0), (w * 0.25, d + 0.01, 0), (0, d + 0.01, h * 0.8)], 0.2)
    block.face([(-w, -d, 0), (w, -d, 0), (0, -d, h)])
    block.face([(-w, -d, 0), (-w, d, 0), (0, d, h), (0, -d, h)])
    block.face([(w, -d, 0), (w, d, 0), (0, d, h), (0, -d, h)])


@draws("signpost")
def signpost(block: Block) -> None:
    w, h = block.width / 2, block.height
    block.cylinder((0, 0), 0.035, (0.0, h), 0.5, sides=6)
    block.sheet(
        [
            (w * math.cos(n * 0.785 + 0.393) * 1.1, 0.05, h - 0.35 + w * 1.1 * math.sin(n * 0.785 + 0.393))
            for n in range(8)
        ],
        0.95,
    )
    block.sheet(
        [
            (-w * 0.6, 0.052, h - 0.42),
            (w * 0.6, 0.052, h - 0.42),
            (w * 0.6, 0.052, h - 0.28),
            (-w * 0.6, 0.052, h - 0.28),
        ],
        0.35,
    )


@draws("pole", "mast")
def pole(block: Block) -> None:
    h, r = block.height, block.width / 2
    block.cylinder((0, 0), r, (0.0, h), top=r * 0.6, sides=7)
    if block.piece.kind == "pole":
        block.box((-0.06, 0.06), (-0.9, 0.9), (h - 0.7, h - 0.6))
    else:
        block.box((-0.05, 0.05), (-2.6, 0.1), (1.9, 2.02))
        block.sheet([(0, -2.5, 2.2), (0, -0.1, 2.2), (0, -0.1, h - 0.4)], 0.95)


@draws("chimney")
def chimney(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, *_ = block.box((-w, w), (-d, d), (0.0, h - 0.1))
    for number in range(1, int(h / 0.16)):
        z = number * 0.16
        block.line([(-w, d, z), (w, d, z)], front)
    block.box((-w - 0.06, w + 0.06), (-d - 0.06, d + 0.06), (h - 0.1, h))
    for x in (-w * 0.5, w * 0.5):
        block.cylinder((x, 0), 0.13, (h, h + 0.5), 0.5, sides=8)


@draws("gravestone")
def gravestone(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    if block.piece.drawn == "cross":
        block.box((-0.09, 0.09), (-d, d), (0.2, h + 0.25))
        block.box((-w, w), (-d, d), (h - 0.2, h - 0.02))
        block.box((-w, w), (-d - 0.1, d + 0.1), (0.0, 0.2))
        return
    block.part((-w, -d, 0.0), (w, d, h))
    arch = [(-w, 0.0), (w, 0.0), (w, h * 0.7), (w * 0.7, h * 0.92), (0, h), (-w * 0.7, h * 0.92), (-w, h * 0.7)]
    front = block.face([(x, d, z) for x, z in arch])
    block.face([(x, -d, z) for x, z in arch])
    for (x, z), (x2, z2) in zip(arch, [*arch[1:], arch[0]], strict=True):
        block.face([(x, -d, z), (x2, -d, z2), (x2, d, z2), (x, d, z)], darker(block.tone))
    for number in range(3):
        block.line(
            [(-w * 0.5, d + 0.001, h * (0.65 - 0.12 * number)), (w * 0.5, d + 0.001, h * (0.65 - 0.12 * number))], front
        )
