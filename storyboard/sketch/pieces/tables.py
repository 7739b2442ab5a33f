"""Beds, tables and counters."""

from storyboard.sketch.pieces.makers import darker, draws, legs
from storyboard.sketch.solid import Block


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


@draws("pool_table")
def pool_table(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    legs(block, h - 0.25, thick=0.14, inset=0.1)
    block.box((-w, w), (-d, d), (h - 0.25, h))
    block.patch([(-w + 0.1, -d + 0.1, h), (w - 0.1, -d + 0.1, h), (w - 0.1, d - 0.1, h), (-w + 0.1, d - 0.1, h)], 0.6)
