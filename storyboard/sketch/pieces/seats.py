"""Seats: chairs, sofas, benches, the rows of a theatre, and what people sit on outdoors."""

from storyboard.sketch.pieces.makers import darker, draws, legs
from storyboard.sketch.pieces.vehicles import wheel
from storyboard.sketch.solid import Block


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


@draws("wheelchair")
def wheelchair(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w + 0.07, w - 0.07), (-0.2, 0.22), (0.42, 0.48), 0.35)
    block.box((-w + 0.07, w - 0.07), (-0.24, -0.2), (0.45, h), 0.35)
    for x in (-w, w):
        wheel(block, x, -0.1, 0.3)
        wheel(block, x, 0.3, 0.1)
        block.box((x - 0.02, x + 0.02), (-0.2, 0.2), (0.66, 0.7), 0.3)
    block.box((-0.15, 0.15), (0.3, d), (0.08, 0.12), 0.3)


@draws("deck_chair")
def deck_chair(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.sheet([(-w, d, 0.4), (w, d, 0.4), (w, -0.1, 0.22), (-w, -0.1, 0.22)])
    block.sheet([(-w, -0.1, 0.22), (w, -0.1, 0.22), (w, -d, h), (-w, -d, h)])
    for x in (-w, w - 0.03):
        block.sheet([(x, d, 0.0), (x, d, 0.05), (x, -d, h), (x, -d, h - 0.05)], 0.5)
        block.sheet([(x, -d, 0.0), (x, -d, 0.05), (x, d, 0.45), (x, d, 0.4)], 0.5)


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
