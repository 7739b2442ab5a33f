"""How furniture is built: seats, beds, tables, storage. One short function for each kind."""

from collections.abc import Callable

from storyboard.sketch.solid import Block

Maker = Callable[[Block], None]
MAKERS: dict[str, Maker] = {}
"""Kind of piece to the function that builds it; filled by the modules of furniture."""


def draws(*kinds: str) -> Callable[[Maker], Maker]:
    """Register a maker for some kinds."""

    def keep(maker: Maker) -> Maker:
        MAKERS.update(dict.fromkeys(kinds, maker))
        return maker

    return keep


def darker(tone: float, by: float = 0.12) -> float:
    """The tone in shade."""
    return max(tone - by, 0.02)


def legs(block: Block, top: float, *, thick: float = 0.05, inset: float = 0.02, bottom: float = 0.0) -> None:
    """Four square legs under a top."""
    w, d = block.width / 2 - inset, block.depth / 2 - inset
    with block.group():
        for x in (-w, w - thick):
            for y in (-d, d - thick):
                block.box((x, x + thick), (y, y + thick), (bottom, top), darker(block.tone))


@draws("box_like")
def box_like(block: Block) -> None:
    """What nobody knows: a plain box."""
    block.box((-block.width / 2, block.width / 2), (-block.depth / 2, block.depth / 2), (0.0, block.height))


@draws("chair")
def chair(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    legs(block, 0.42, thick=0.04)
    block.box((-w, w), (-d, d), (0.42, 0.46))
    with block.group():
        for x in (-w, w - 0.04):
            block.box((x, x + 0.04), (-d, -d + 0.035), (0.46, h), darker(block.tone))
        block.box((-w + 0.04, w - 0.04), (-d, -d + 0.03), (h - 0.14, h - 0.01))
        block.box((-w + 0.04, w - 0.04), (-d, -d + 0.03), (h - 0.28, h - 0.2))


@draws("office_chair")
def office_chair(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-0.04, 0.04), (0.04, 0.09), 0.25)
    block.box((-0.04, 0.04), (-d, d), (0.04, 0.09), 0.25)
    block.cylinder((0, 0), 0.035, (0.09, 0.42), 0.3, sides=6)
    block.box((-w + 0.03, w - 0.03), (-d + 0.05, d), (0.42, 0.5))
    block.prism([(-d + 0.02, 0.55), (-d + 0.1, 0.55), (-d + 0.06, h), (-d, h)], (-w + 0.05, w - 0.05))


@draws("armchair", "sofa")
def sofa(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    arm, seats = 0.16, 1 if block.width < 1.2 else (2 if block.width < 1.7 else 3)
    block.box((-w + arm, w - arm), (-d + 0.2, d), (0.08, 0.27), darker(block.tone, 0.06))
    step = (block.width - 2 * arm) / seats
    for number in range(seats):
        x = -w + arm + number * step
        block.box((x, x + step), (-d + 0.18, d + 0.01), (0.27, 0.42))
    block.prism(
        [(-d, 0.08), (-d + 0.22, 0.08), (-d + 0.2, h - 0.03), (-d + 0.14, h), (-d, h - 0.05)], (-w + arm, w - arm)
    )
    for number in range(seats):
        x = -w + arm + number * step
        block.front((x + 0.02, x + step - 0.02), (0.44, h - 0.06), -d + 0.205, min(block.tone + 0.04, 1))
    for x in (-w, w - arm):
        profile = [(-d, 0.05), (d, 0.05), (d, 0.5), (d - 0.05, 0.58), (-d + 0.1, 0.62), (-d, 0.6)]
        block.prism(profile, (x, x + arm))


@draws("stool")
def stool(block: Block) -> None:
    top, r = block.height, block.width / 2
    if top > 0.6:
        block.cylinder((0, 0), r * 0.9, (0.0, 0.03), darker(block.tone), sides=10)
        block.cylinder((0, 0), 0.03, (0.03, top - 0.07), 0.35, sides=6)
        block.cylinder((0, 0), r * 0.6, (0.24, 0.26), 0.4, sides=10)
    else:
        legs(block, top - 0.05, thick=0.04, inset=0.05)
    block.cylinder((0, 0), r, (top - 0.07, top))


@draws("bench", "banquette")
def bench(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    with block.group():
        for x in (-w + 0.12, w - 0.2):
            block.box((x, x + 0.08), (-d + 0.06, d - 0.03), (0.0, 0.4), darker(block.tone, 0.25))
    with block.group():
        for number in range(3):
            y = -d + 0.06 + number * (2 * d - 0.06) / 3
            block.box((-w, w), (y, y + (2 * d - 0.06) / 3 - 0.03), (0.4, 0.45))
    with block.group():
        for x in (-w + 0.12, w - 0.2):
            block.box((x, x + 0.08), (-d, -d + 0.02), (0.0, h), darker(block.tone, 0.25))
        for z in (h - 0.12, h - 0.28):
            block.box((-w, w), (-d + 0.02, -d + 0.06), (z, z + 0.11))


@draws("pew")
def pew(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d + 0.1, d), (0.36, 0.45))
    _, back, *_ = block.box((-w, w), (-d, -d + 0.08), (0.1, h))
    for number in range(1, 5):
        x = -w + number * block.width / 5
        block.line([(x, -d, 0.14), (x, -d, h - 0.12)], back)
    block.line([(-w, -d, h - 0.1), (w, -d, h - 0.1)], back, detail=False)
    for x in (-w, w - 0.06):
        block.prism([(-d, 0.0), (d, 0.0), (d, 0.6), (-d + 0.15, h), (-d, h)], (x, x + 0.06), darker(block.tone, 0.06))


@draws("theatre_row")
def theatre_row(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    seats = max(round(block.width / 0.62), 1)
    step = block.width / seats
    for number in range(seats):
        x = -w + number * step
        block.box((x + 0.05, x + step - 0.05), (-d + 0.14, d), (0.34, 0.45), min(block.tone + 0.08, 1))
        arch = [
            (x + 0.04, 0.2),
            (x + step - 0.04, 0.2),
            (x + step - 0.04, h - 0.12),
            (x + step - 0.14, h),
            (x + 0.14, h),
            (x + 0.04, h - 0.12),
        ]
        block.part((x + 0.04, -d, 0.2), (x + step - 0.04, -d + 0.12, h))
        for y in (-d + 0.12, -d):
            block.face([(a, y, b) for a, b in arch])
        for (a, b), (a2, b2) in zip(arch, [*arch[1:], arch[0]], strict=True):
            block.face([(a, -d, b), (a2, -d, b2), (a2, -d + 0.12, b2), (a, -d + 0.12, b)], darker(block.tone))
    for number in range(seats + 1):
        x = -w + number * step
        block.box((x - 0.035, x + 0.035), (-d + 0.05, d - 0.05), (0.0, 0.64), darker(block.tone))


@draws("car_seat", "car_bench", "train_seat", "wheelchair_seat")
def padded_seat(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    seat = 0.45 if block.piece.kind == "train_seat" else 0.32
    block.box((-w, w), (-d, d), (0.06, seat - 0.02), darker(block.tone, 0.06))
    head = h - 0.24
    block.prism([(-d, 0.1), (-d + 0.18, seat - 0.02), (-d + 0.1, head), (-d, head)], (-w, w))
    places = {"car_seat": 1, "car_bench": 3, "train_seat": 2}.get(block.piece.kind, 1)
    for number in range(places):
        x = -w + (number + 0.5) * block.width / places
        block.prism(
            [(-d + 0.02, head + 0.03), (-d + 0.12, head + 0.03), (-d + 0.1, h), (-d + 0.03, h)], (x - 0.14, x + 0.14)
        )


@draws("log")
def log(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    ring = [
        (d * 0.95, h * 0.25),
        (d * 0.95, h * 0.75),
        (d * 0.5, h),
        (-d * 0.5, h),
        (-d, h * 0.7),
        (-d, h * 0.25),
        (-d * 0.4, 0.0),
        (d * 0.4, 0.0),
    ]
    ends = block.prism(ring, (-w, w))
    for number, z in enumerate((0.35, 0.6, 0.8)):
        block.line([(-w * 0.8 + number * 0.2, d * 0.95, h * z), (w * 0.5, d * 0.95, h * z)], ends[2])


@draws("low_wall", "wall", "altar_step")
def low_wall(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, back, *_ = block.box((-w, w), (-d, d), (0.0, h))
    rows = max(int(h / 0.3), 1)
    for face, y in ((front, d), (back, -d)):
        for row in range(1, rows):
            block.line([(-w, y, row * h / rows), (w, y, row * h / rows)], face)
        for number in range(int(min(block.width, 16) * 1.2)):
            x = -w + block.width * block.chance(number)
            row = int(block.chance(number + 50) * rows)
            block.line([(x, y, row * h / rows), (x, y, (row + 1) * h / rows)], face)
    block.box((-w - 0.03, w + 0.03), (-d - 0.04, d + 0.04), (h, h + 0.06), min(block.tone + 0.08, 1))


@draws("deck_chair")
def deck_chair(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.sheet([(-w, d, 0.4), (w, d, 0.4), (w, -0.1, 0.22), (-w, -0.1, 0.22)])
    block.sheet([(-w, -0.1, 0.22), (w, -0.1, 0.22), (w, -d, h), (-w, -d, h)])
    for x in (-w, w - 0.03):
        block.sheet([(x, d, 0.0), (x, d, 0.05), (x, -d, h), (x, -d, h - 0.05)], 0.5)
        block.sheet([(x, -d, 0.0), (x, -d, 0.05), (x, d, 0.45), (x, d, 0.4)], 0.5)


@draws("bed", "single_bed", "hospital_bed")
def bed(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    metal = block.piece.kind == "hospital_bed"
    wood = 0.75 if metal else 0.45
    if metal:
        legs(block, 0.34, thick=0.05, inset=0.1)
        block.box((-w, w), (-d, d), (0.34, 0.42), 0.6)
    else:
        block.box((-w, w), (-d, d), (0.08, 0.26), wood)
    low = 0.42 if metal else 0.26
    block.box((-w + 0.03, w - 0.03), (-d + 0.06, d - 0.04), (low, h - 0.08), 0.95)
    # the blanket hangs over three sides
    blanket = darker(block.tone, 0.1)
    front, _, _left, _right, top = block.box((-w - 0.01, w + 0.01), (-d + 0.62, d), (low + 0.02, h), blanket)
    block.patch([(-w, -d + 0.62, h), (w, -d + 0.62, h), (w, -d + 0.85, h), (-w, -d + 0.85, h)], 0.97)
    for number in range(3):
        x = w * (block.chance(number) * 1.4 - 0.7)
        block.line([(x, d * 0.92, h), (x + 0.06, d * 0.55, h), (x + 0.02, d * 0.3, h)], top)
        block.line([(x, d, h), (x + 0.04, d, low + 0.1)], front)
    places = (-w / 2, w / 2) if block.width > 1.2 else (0.0,)
    for x in places:
        half = 0.3
        block.prism(
            [
                (-d + 0.1, h - 0.06),
                (-d + 0.52, h - 0.06),
                (-d + 0.5, h + 0.04),
                (-d + 0.3, h + 0.09),
                (-d + 0.13, h + 0.07),
            ],
            (x - half, x + half),
            0.98,
        )
    block.box((-w, w), (-d - 0.03, -d + 0.04), (0.0, h + 0.48), wood)
    block.front((-w + 0.08, w - 0.08), (h + 0.02, h + 0.4), -d + 0.045, min(wood + 0.08, 1))
    block.box((-w, w), (d - 0.03, d + 0.03), (0.0, h - 0.1 if not metal else h + 0.12), wood)
    if metal:
        for x in (-w - 0.015, w + 0.015):  # the rails are let down, clear of whoever lies there
            for z in (h - 0.24, h - 0.12):
                block.sheet([(x, -0.4, z), (x, 0.6, z), (x, 0.6, z + 0.03), (x, -0.4, z + 0.03)], 0.55)


@draws("mattress")
def mattress(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h))
    block.box((-0.28, 0.28), (-d + 0.05, -d + 0.4), (h, h + 0.09), 0.95)


@draws("table", "meeting_table", "train_table", "school_desk")
def table(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    if block.piece.drawn == "cloth":
        legs(block, h - 0.35, thick=0.05, inset=0.08)
        front, back, _left, _right, top = block.box((-w - 0.01, w + 0.01), (-d - 0.01, d + 0.01), (h - 0.32, h), 0.97)
        for number in range(5):
            x = -w + block.width * (number + 0.3 + 0.4 * block.chance(number)) / 5
            block.line([(x, d, h - 0.03), (x + 0.02, d, h - 0.32)], front)
            block.line([(x, -d, h - 0.03), (x + 0.02, -d, h - 0.32)], back)
        return
    if block.piece.kind == "train_table":
        block.box((-0.05, 0.05), (-d, -d + 0.3), (0.0, h - 0.04), darker(block.tone))
    else:
        legs(block, h - 0.04)
        block.box((-w + 0.08, w - 0.08), (d - 0.09, d - 0.06), (h - 0.13, h - 0.04), darker(block.tone, 0.08))
        block.box((-w + 0.08, w - 0.08), (-d + 0.06, -d + 0.09), (h - 0.13, h - 0.04), darker(block.tone, 0.08))
    *_, top = block.box((-w, w), (-d, d), (h - 0.04, h))
    for number in (-1, 1):
        block.line(
            [(-w + 0.05, d * number * 0.33, h), (w * (0.2 + 0.6 * block.chance(number)), d * number * 0.33, h)], top
        )


@draws("round_table")
def round_table(block: Block) -> None:
    r, h = block.width / 2, block.height
    with block.group():
        block.cylinder((0, 0), r * 0.55, (0.0, 0.03), 0.35, sides=10)
        block.cylinder((0, 0), 0.04, (0.03, h - 0.03), 0.35, sides=6)
    block.cylinder((0, 0), r, (h - 0.03, h), sides=16)


@draws("coffee_table")
def coffee_table(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    legs(block, h - 0.04)
    block.box((-w + 0.03, w - 0.03), (-d + 0.03, d - 0.03), (0.12, 0.14), darker(block.tone, 0.05))
    block.box((-w, w), (-d, d), (h - 0.04, h))


@draws("desk", "workbench")
def desk(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    side = 0.42
    front, *_ = block.box((w - side, w), (-d + 0.03, d - 0.02), (0.03, h - 0.04), darker(block.tone, 0.06))
    for number in range(3):
        low = 0.06 + number * (h - 0.12) / 3
        block.front((w - side + 0.02, w - 0.02), (low, low + (h - 0.12) / 3 - 0.02), d - 0.019, block.tone)
        block.line([(w - side / 2 - 0.05, d - 0.018, low + 0.14), (w - side / 2 + 0.05, d - 0.018, low + 0.14)], front)
    block.box((-w, -w + 0.05), (-d + 0.03, d - 0.02), (0.0, h - 0.04), darker(block.tone, 0.06))
    block.box((-w + 0.05, w - side), (-d + 0.03, -d + 0.06), (0.25, h - 0.04), darker(block.tone, 0.1))
    block.box((-w, w), (-d, d), (h - 0.04, h))
    if block.piece.kind == "workbench":
        block.box((-w * 0.6, -w * 0.4), (-0.1, 0.1), (h, h + 0.16), 0.35)


@draws("bar_counter", "till_counter", "reception", "altar")
def bar_counter(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    cloth = block.piece.kind == "altar"
    front, *_ = block.box((-w + 0.05, w - 0.05), (-d + 0.06, d - 0.08), (0.0, h - 0.05))
    count = max(int(block.width / 0.55), 2)
    for number in range(count):
        x = -w + 0.1 + number * (block.width - 0.2) / count
        block.front(
            (x + 0.03, x + (block.width - 0.2) / count - 0.03), (0.15, h - 0.16), d - 0.075, min(block.tone + 0.07, 1)
        )
    block.box((-w, w), (-d, d), (h - 0.05, h), 0.95 if cloth else min(block.tone + 0.2, 0.9))
    if cloth:
        block.front((-w * 0.5, w * 0.5), (h - 0.55, h - 0.05), d + 0.005, 0.97)
        block.line([(0, d + 0.006, h - 0.42), (0, d + 0.006, h - 0.12)], front)
        block.line([(-0.08, d + 0.006, h - 0.22), (0.08, d + 0.006, h - 0.22)], front)
    elif block.piece.kind == "bar_counter":
        for z in (0.12,):
            block.box((-w + 0.05, w - 0.05), (d - 0.05, d - 0.02), (z, z + 0.03), 0.6)


@draws("counter")
def counter(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, *_ = block.box((-w, w), (-d, d - 0.03), (0.08, h - 0.04))
    count = max(round(block.width / 0.6), 1)
    for number in range(count):
        x = -w + number * block.width / count
        block.front((x + 0.02, x + block.width / count - 0.02), (0.12, h - 0.22), d - 0.025, min(block.tone + 0.05, 1))
        block.front(
            (x + 0.02, x + block.width / count - 0.02), (h - 0.2, h - 0.06), d - 0.025, min(block.tone + 0.05, 1)
        )
        block.line([(x + 0.24, d - 0.02, h - 0.13), (x + 0.36, d - 0.02, h - 0.13)], front)
        block.line([(x + 0.08, d - 0.02, h - 0.28), (x + 0.08, d - 0.02, h - 0.4)], front)
    block.box((-w, w), (-d, d), (h - 0.04, h), 0.9)
    if block.piece.drawn == "sink":
        x = -w * 0.1
        block.patch([(x - 0.28, -0.2, h), (x + 0.28, -0.2, h), (x + 0.28, 0.2, h), (x - 0.28, 0.2, h)], 0.55)
        block.box((x - 0.02, x + 0.02), (-d + 0.06, -d + 0.1), (h, h + 0.28), 0.5)
        block.box((x - 0.02, x + 0.02), (-d + 0.1, -d + 0.28), (h + 0.24, h + 0.28), 0.5)


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


@draws("pool_table")
def pool_table(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    legs(block, h - 0.25, thick=0.14, inset=0.1)
    block.box((-w, w), (-d, d), (h - 0.25, h))
    block.patch([(-w + 0.1, -d + 0.1, h), (w - 0.1, -d + 0.1, h), (w - 0.1, d - 0.1, h), (-w + 0.1, d - 0.1, h)], 0.6)


@draws("cradle")
def cradle(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    legs(block, 0.3, thick=0.04)
    _front, _back, left, right, _ = block.box((-w, w), (-d, d), (0.3, h))
    for number in range(1, 7):
        y = -d + number * block.depth / 7
        for face, x in ((left, -w), (right, w)):
            block.line([(x, y, 0.34), (x, y, h)], face)
    block.sheet(
        [(-w, -d, h), (w, -d, h), (w * 0.9, -d * 0.3, h + 0.3), (-w * 0.9, -d * 0.3, h + 0.3)], darker(block.tone)
    )


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
