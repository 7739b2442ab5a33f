"""How things outdoors are built: houses, street furniture, vehicles, trees, what lies on the ground."""

import math

from storyboard.sketch.fittings import wheel
from storyboard.sketch.furniture import darker, draws
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


@draws("tree")
def tree(block: Block) -> None:
    h, r = block.height, block.width / 2
    block.cylinder((0, 0), 0.17, (0.0, h * 0.45), 0.35, top=0.11, sides=7)
    block.sprite("foliage", (0, 0, h * 0.32), (r * 2, h * 0.68))


@draws("pine", "christmas_tree")
def pine(block: Block) -> None:
    h, r = block.height, block.width / 2
    block.cylinder((0, 0), min(0.16, r * 0.2), (0.0, h * 0.2), 0.35, sides=7)
    block.sprite("needles", (0, 0, h * 0.14), (r * 2, h * 0.86))


@draws("trunk_tree")
def trunk_tree(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r * 1.35, (0.0, 0.5), top=r, sides=9)
    block.cylinder((0, 0), r, (0.5, h), top=r * 0.7, sides=9)
    block.sprite("canopy", (0, 0, h * 0.52), (r * 12, h * 0.6), 0.5)


@draws("bush")
def bush(block: Block) -> None:
    block.sprite("foliage", (0, 0, 0.0), (block.width, block.height))


@draws("plant", "flowers", "vase")
def plant(block: Block) -> None:
    h, r = block.height, block.width / 2
    pot = h * (0.32 if block.piece.kind == "plant" else 0.5)
    block.cylinder((0, 0), r * 0.4, (0.0, pot), 0.6, top=r * 0.6, sides=10)
    block.sprite("leaves" if block.piece.kind == "plant" else "blossom", (0, 0, pot * 0.9), (r * 2, h - pot * 0.9))


@draws("rock")
def rock(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    count = 7
    ring, shoulder = [], []
    for n in range(count):
        angle = (n + 0.5 * block.chance(n)) * 2 * math.pi / count
        reach, tall = 0.85 + 0.25 * block.chance(n + 9), 0.35 + 0.4 * block.chance(n + 18)
        ring.append((math.cos(angle) * w * reach, math.sin(angle) * d * reach, 0.0))
        shoulder.append((math.cos(angle + 0.2) * w * reach * 0.72, math.sin(angle + 0.2) * d * reach * 0.72, h * tall))
    peak = ((block.chance(40) - 0.5) * w * 0.7, (block.chance(41) - 0.5) * d * 0.7, h)
    block.part((-w, -d, 0.0), (w, d, h))
    for n in range(count):
        after = (n + 1) % count
        block.face([ring[n], ring[after], shoulder[after]], block.tone - 0.1 * block.chance(n + 60))
        block.face([ring[n], shoulder[after], shoulder[n]], block.tone - 0.1 * block.chance(n + 70))
        block.face([shoulder[n], shoulder[after], peak], min(block.tone + 0.1 * block.chance(n + 80), 1))


@draws("hay")
def hay(block: Block) -> None:
    r, w = block.height / 2, block.width / 2
    ring = [(math.cos(n * 0.524) * r, r + math.sin(n * 0.524) * r) for n in range(12)]
    ends = block.prism(ring, (-w, w))
    for share in (0.75, 0.5, 0.25):
        for end, x in ((ends[0], w), (ends[1], -w)):
            block.line(
                [(x, math.cos(n * 0.785) * r * share, r + math.sin(n * 0.785) * r * share) for n in range(9)], end
            )


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


@draws("easy_fire")
def campfire(block: Block) -> None:
    r = block.width / 2
    for number in range(4):
        c, s = math.cos(number * 0.9) * r, math.sin(number * 0.9) * r
        block.sheet([(-c, -s, 0.0), (c, s, 0.0), (c * 0.9, s * 0.9, 0.12), (-c * 0.9, -s * 0.9, 0.12)], 0.3)
    block.sprite("fire", (0, 0, 0.06), (r * 1.2, block.height * 1.4))


@draws("ball")
def ball(block: Block) -> None:
    block.sprite("ball", (0, 0, 0), (block.width, block.height))


@draws("car", "van", "bus")
def car(block: Block) -> None:
    """A body in profile, glass, wheels, lamps; its front looks along the piece's front."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    kind, tone = block.piece.kind, block.tone
    sill = 0.28
    wheel_r = 0.33 if kind != "bus" else 0.48
    axles = (d * 0.62, -d * 0.6)
    for y in axles:
        for x in (-w + 0.1, w - 0.1):
            wheel(block, x * 0.9, y, wheel_r, tone=0.12, full=True, thick=0.1)
    if kind == "car":
        belt = h * 0.62
        body = [
            (d, sill),
            (d, 0.62),
            (d * 0.93, 0.72),
            (d * 0.42, belt),
            (-d * 0.62, belt + 0.03),
            (-d * 0.97, belt - 0.02),
            (-d, 0.6),
            (-d, sill),
        ]
        sides = block.prism(body, (-w, w), tone)
        cabin = [(d * 0.42, belt), (d * 0.1, h), (-d * 0.46, h), (-d * 0.66, belt + 0.03)]
        inset = 0.14
        block.part((-w + inset, -d * 0.7, belt), (w - inset, d * 0.45, h))
        low, high = (-w + 0.05, w - 0.05), (-w + inset + 0.06, w - inset - 0.06)
        glass = 0.5
        (ya, za), (yb, zb), (yc, zc), (yd, zd) = cabin
        block.face([(low[0], ya, za), (low[1], ya, za), (high[1], yb, zb), (high[0], yb, zb)], 0.7)
        block.face([(low[0], yd, zd), (low[1], yd, zd), (high[1], yc, zc), (high[0], yc, zc)], 0.6)
        block.face([(high[0], yb, zb), (high[1], yb, zb), (high[1], yc, zc), (high[0], yc, zc)], min(tone + 0.1, 1))
        for lo, hi in ((low[0], high[0]), (low[1], high[1])):
            face = block.face([(lo, ya, za), (lo, yd, zd), (hi, yc, zc), (hi, yb, zb)], tone)

            def on(y: float, share: float, lo: float = lo, hi: float = hi) -> tuple[float, float, float]:
                return (lo + (hi - lo) * share, y, belt + 0.02 + (h - belt) * share)

            mid = (yb + yc) / 2 + 0.05
            block.patch([on(ya - 0.1, 0.08), on(mid + 0.04, 0.08), on(mid + 0.04, 0.86), on(yb - 0.05, 0.86)], glass)
            block.patch([on(mid - 0.04, 0.08), on(yd + 0.12, 0.08), on(yc + 0.03, 0.86), on(mid - 0.04, 0.86)], glass)
            out = lo * 1.06
            block.line([(out, mid, belt), (out, mid, sill + 0.08)], face, detail=False)
            block.line([(out, ya - 0.05, belt), (out, d * 0.38, sill + 0.1)], face, detail=False)
            block.line([(out, mid - 0.15, belt - 0.12), (out, mid - 0.35, belt - 0.12)], face, detail=False)
        for x in (-w + 0.08, w - 0.38):
            block.front((x, x + 0.3), (0.5, 0.66), d + 0.005, 0.97, glow=True)
            block.front((x, x + 0.3), (0.58, 0.74), -d - 0.005, 0.35)
        block.front((-w * 0.4, w * 0.4), (0.42, 0.6), d + 0.005, 0.3)
        block.front((-0.26, 0.26), (0.32, 0.42), d + 0.008, 0.97)
        block.front((-0.26, 0.26), (0.42, 0.54), -d - 0.008, 0.97)
        block.line([(-w, d * 0.98, 0.4), (w, d * 0.98, 0.4)], sides[0])
        arches(block, axles, wheel_r, w)
        return
    nose = d - (1.0 if kind == "van" else 0.15)
    body = [(d, sill), (d, 1.0 if kind == "van" else h * 0.4), (nose, h * 0.96), (nose - 0.1, h), (-d, h), (-d, sill)]
    faces = block.prism(body, (-w, w), tone)
    pane_low, pane_high = h * 0.5, h * 0.84
    block.patch(
        [
            (-w + 0.1, d - 0.02 + 0.03, h * 0.46),
            (w - 0.1, d + 0.01, h * 0.46),
            (w - 0.15, nose + 0.08, h * 0.9),
            (-w + 0.15, nose + 0.08, h * 0.9),
        ],
        0.6,
    )
    columns = 2 if kind == "van" else 7
    for x in (-w - 0.005, w + 0.005):
        for number in range(columns):
            y = nose - 0.3 - number * (1.1 if kind == "van" else (block.depth - 1.2) / columns)
            if kind == "bus" or number == 0:
                block.side((y - (0.9 if kind == "van" else 1.1), y), (pane_low, pane_high), x, 0.5)
        block.line([(x, d * 0.95, h * 0.38), (x, -d, h * 0.38)], faces[0] if x > 0 else faces[1], detail=False)
    for x in (-w + 0.1, w - 0.4):
        block.front((x, x + 0.3), (0.55, 0.75), d + 0.01, 0.97, glow=True)
        block.front((x, x + 0.2), (0.6, 0.95), -d - 0.01, 0.35)
    arches(block, axles, wheel_r, w)


def arches(block: Block, axles: tuple[float, float], r: float, w: float) -> None:
    """Wheels as they show on the flanks of a body."""
    for x in (-w - 0.01, w + 0.01):
        for y in axles:
            ring = [(math.cos(n * math.pi / 8), math.sin(n * math.pi / 8)) for n in range(16)]
            block.patch([(x, y + c * r * 1.12, r + s * r * 1.12) for c, s in ring], 0.08, line=False)
            block.patch([(x, y + c * r * 0.6, r + s * r * 0.6) for c, s in ring], 0.72)


@draws("carriage")
def carriage(block: Block) -> None:
    """A train at a platform: its flank along the piece's width."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d * 0.8, d * 0.8), (0.1, 0.9), 0.2)
    front, back, *_ = block.box((-w, w), (-d, d), (0.9, h))
    count = max(int(block.width / 2.0), 2)
    for y, face in ((d + 0.01, front), (-d - 0.01, back)):
        for number in range(count):
            x = -w + (number + 0.5) * block.width / count
            if number % 4 == 1:
                block.front((x - 0.65, x + 0.65), (0.95, h - 0.35), y, darker(block.tone, 0.1))
                block.line([(x, y * 1.002, 0.95), (x, y * 1.002, h - 0.35)], face, detail=False)
                block.front((x - 0.5, x - 0.1), (1.9, h - 0.6), y * 1.003, 0.6)
                block.front((x + 0.1, x + 0.5), (1.9, h - 0.6), y * 1.003, 0.6)
            else:
                block.front((x - 0.75, x + 0.75), (1.75, h - 0.55), y, 0.55)
        block.front((-w, w), (1.2, 1.38), y * 1.001, 0.4, line=False)
    for x in (-w - 0.01, w + 0.01):
        block.side((-d * 0.7, d * 0.7), (1.8, h - 0.4), x, 0.5)
        block.side((-d * 0.75, -d * 0.45), (1.2, 1.4), x, 0.95)
        block.side((d * 0.45, d * 0.75), (1.2, 1.4), x, 0.95)
    block.prism([(d, h), (d * 0.6, h + 0.3), (-d * 0.6, h + 0.3), (-d, h)], (-w, w), 0.55)


@draws("bicycle", "motorbike")
def bicycle(block: Block) -> None:
    d, h = block.depth / 2, block.height
    heavy = block.piece.kind == "motorbike"
    r = 0.33
    wheel(block, 0.0, d - r, r, tone=0.15, thick=0.02)
    wheel(block, 0.0, -d + r, r, tone=0.15, thick=0.02)
    front, back, crank = (d - r, r), (-d + r, r), (0.02, 0.3)
    seat, head = (-0.18, 0.82), (d - r - 0.12, 0.88)

    def tube(a: tuple[float, float], b: tuple[float, float], thick: float = 0.022) -> None:
        length = max(math.dist(a, b), 1e-6)
        ny, nz = -(b[1] - a[1]) / length * thick, (b[0] - a[0]) / length * thick
        block.sheet(
            [
                (0, a[0] + ny, a[1] + nz),
                (0, b[0] + ny, b[1] + nz),
                (0, b[0] - ny, b[1] - nz),
                (0, a[0] - ny, a[1] - nz),
            ],
            block.tone,
        )

    for a, b in ((back, crank), (crank, seat), (back, seat), (seat, head), (crank, head), (front, head)):
        tube(a, b, 0.03 if heavy else 0.02)
    if heavy:
        block.box((-0.16, 0.16), (-0.3, 0.3), (0.3, 0.72), 0.25)
        block.box((-0.14, 0.14), (-0.55, 0.05), (0.72, 0.84), 0.15)
        block.box((-0.13, 0.13), (0.05, 0.42), (0.68, 0.92), 0.5)
    else:
        block.box((-0.07, 0.07), (-0.32, -0.06), (0.86, 0.92), 0.15)
        tube(seat, (-0.2, 0.9))
    block.box((-0.26, 0.26), (head[0] - 0.02, head[0] + 0.02), (h - 0.06, h - 0.02), 0.2)
    tube(head, (head[0], h - 0.03))


@draws("boat")
def boat(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.part((-w, -d, 0.0), (w, d, h))
    rim = [(-w, -d), (w, -d), (w, d * 0.3), (0, d), (-w, d * 0.3)]
    keel = [(x * 0.6, y * 0.85) for x, y in rim]
    for n in range(5):
        (x, y), (x2, y2), (a, b), (a2, b2) = rim[n], rim[(n + 1) % 5], keel[n], keel[(n + 1) % 5]
        block.face([(a, b, 0.0), (a2, b2, 0.0), (x2, y2, h), (x, y, h)])
    block.face([(x, y, h) for x, y in rim], 0.5)
    block.patch([(x * 0.88, y * 0.9, h) for x, y in rim], 0.78)
    for y in (-d * 0.5, 0.0):
        block.patch([(-w * 0.86, y, h), (w * 0.86, y, h), (w * 0.86, y + 0.3, h), (-w * 0.86, y + 0.3, h)], 0.6)


@draws("helm")
def helm(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w * 0.5, w * 0.5), (-d, 0.0), (0.0, h * 0.6))
    ring = [(math.cos(n * math.pi / 6), math.sin(n * math.pi / 6)) for n in range(12)]
    r = 0.38
    middle = h * 0.72
    for (c, s), (c2, s2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        block.sheet(
            [
                (c * r, 0.06, middle + s * r),
                (c2 * r, 0.06, middle + s2 * r),
                (c2 * r * 0.84, 0.06, middle + s2 * r * 0.84),
                (c * r * 0.84, 0.06, middle + s * r * 0.84),
            ],
            0.35,
            line=False,
        )
    for c, s in ring[::2]:
        block.sheet(
            [
                (0, 0.06, middle - 0.02),
                (c * r * 1.3, 0.06, middle + s * r * 1.3),
                (c * r * 1.3, 0.06, middle + s * r * 1.3 + 0.03),
                (0, 0.06, middle + 0.02),
            ],
            0.35,
        )


@draws("path", "pavement", "roadway", "crossing", "platform_edge", "track", "parking_lines", "puddle", "pond")
def ground_mark(block: Block) -> None:
    """What is painted or laid on the ground."""
    w, d, h, kind = block.width / 2, block.depth / 2, max(block.height, 0.005), block.piece.kind
    block.part((-w, -d, 0.0), (w, d, h))
    if kind in ("puddle", "pond"):
        ring = [
            (
                math.cos(n * 0.449) * w * (0.8 + 0.25 * block.chance(n)),
                math.sin(n * 0.449) * d * (0.8 + 0.25 * block.chance(n + 20)),
            )
            for n in range(14)
        ]
        face = block.patch([(x, y, h) for x, y in ring], block.tone)
        for number in range(3):
            y = d * (0.4 * number - 0.4)
            block.line([(-w * 0.4, y, h), (w * 0.3, y, h)], face)
        return
    if kind == "parking_lines":
        for x in (-w, w):
            block.patch(
                [(x - 0.06, -d, h), (x + 0.06, -d, h), (x + 0.06, d, h), (x - 0.06, d, h)], block.tone, line=False
            )
        return
    if kind == "crossing":
        count = int(block.width / 1.0)
        for number in range(count):
            x = -w + number * block.width / count
            block.patch([(x, -d, h), (x + 0.5, -d, h), (x + 0.5, d, h), (x, d, h)], block.tone, line=False)
        return
    # long strips are cut across, so that those behind the lens do not spoil those before it
    pieces = max(int(block.depth / 6), 1)
    for number in range(pieces):
        y, y2 = -d + number * block.depth / pieces, -d + (number + 1) * block.depth / pieces
        face = block.patch([(-w, y, h), (w, y, h), (w, y2, h), (-w, y2, h)], block.tone, line=False)
        for x in (-w, w):
            block.line([(x, y, h), (x, y2, h)], face, detail=False)
        if kind == "pavement":
            block.line([(-w, y, h), (w, y, h)], face)
            block.line([(0, y, h), (0, y2, h)], face)
            for sign in (-1, 1):
                block.line([(sign * (w - 0.15), y, h), (sign * (w - 0.15), y2, h)], face)
        elif kind == "roadway":
            block.patch(
                [(-0.07, y + 1, h), (0.07, y + 1, h), (0.07, y + 3.5, h), (-0.07, y + 3.5, h)], 0.97, line=False
            )
        elif kind == "track":
            for x in (-0.75, 0.75):
                block.line([(x, y, h), (x, y2, h)], face, detail=False)
            for sleeper in range(int((y2 - y) / 0.7)):
                block.line([(-1.1, y + sleeper * 0.7, h), (1.1, y + sleeper * 0.7, h)], face)
