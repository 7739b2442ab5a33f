"""Telephones, computers, and boxes with a face: radios, clocks, tills."""

import math

from storyboard.sketch.pieces.makers import darker, draws, flat
from storyboard.sketch.solid import Block


@draws("phone")
def phone(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h))
    flat(
        block,
        [(-w * 0.9, -d * 0.92), (w * 0.9, -d * 0.92), (w * 0.9, d * 0.92), (-w * 0.9, d * 0.92)],
        0.92,
        h + 0.0005,
    )
    for row in range(4):
        y = d * (0.6 - row * 0.34)
        side = -1 if row % 2 else 1
        x0, x1 = (-w * 0.75, w * 0.35) if side > 0 else (-w * 0.35, w * 0.75)
        flat(block, [(x0, y), (x1, y), (x1, y + d * 0.2), (x0, y + d * 0.2)], 0.55 if side > 0 else 0.75, h + 0.001)


@draws("telephone")
def telephone(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.prism([(d, 0.0), (d, h * 0.2), (-d * 0.2, h * 0.65), (-d, h * 0.65), (-d, 0.0)], (-w * 0.85, w * 0.85))
    block.part((-w * 0.5, 0.0, h * 0.2), (w * 0.5, d, h * 0.6))
    ring = [(0.06 * math.cos(n * 0.524), 0.06 * math.sin(n * 0.524)) for n in range(12)]
    block.face([(x, d * 0.4 + y * 0.8, h * 0.42 - y * 0.5) for x, y in ring], 0.85, both=True)
    block.box((-w, w), (-d * 0.85, -d * 0.35), (h * 0.72, h * 0.9), darker(block.tone))
    for x in (-w, w * 0.6):
        block.box((x, x + w * 0.4), (-d * 0.95, -d * 0.25), (h * 0.6, h), darker(block.tone))


@draws("computer", "laptop")
def laptop(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, 0.02), 0.5)
    flat(block, [(-w * 0.85, -d * 0.5), (w * 0.85, -d * 0.5), (w * 0.85, d * 0.4), (-w * 0.85, d * 0.4)], 0.3, 0.021)
    block.prism([(-d, 0.02), (-d + 0.02, 0.02), (-d - 0.06, h), (-d - 0.08, h)], (-w, w), 0.3)
    block.part((-w, -d - 0.08, 0.02), (w, -d + 0.03, h))
    block.face(
        [
            (-w * 0.93, -d + 0.018, 0.04),
            (w * 0.93, -d + 0.018, 0.04),
            (w * 0.93, -d - 0.055, h - 0.015),
            (-w * 0.93, -d - 0.055, h - 0.015),
        ],
        0.93,
        both=False,
        glow=True,
    )


@draws("radio", "alarm_clock", "till", "coffee_machine", "typewriter", "box")
def box_with_face(block: Block) -> None:
    w, d, h, kind = block.width / 2, block.depth / 2, block.height, block.piece.kind
    front, _, _, _, top = block.box((-w, w), (-d, d), (0.0, h))
    y = d + 0.002
    ring = [(math.cos(n * 0.524), math.sin(n * 0.524)) for n in range(12)]
    if kind == "radio":
        block.patch([(-w * 0.5 + c * h * 0.36, y, h * 0.5 + s * h * 0.36) for c, s in ring], 0.7)
        block.front((0.0, w * 0.9), (h * 0.55, h * 0.8), y, 0.95)
        for x in (w * 0.25, w * 0.65):
            block.patch([(x + c * h * 0.1, y, h * 0.25 + s * h * 0.1) for c, s in ring], 0.8)
        block.sheet([(w * 0.8, 0, h), (w * 0.83, 0, h), (w * 1.3, 0, h * 2.2), (w * 1.27, 0, h * 2.2)], 0.2)
    elif kind == "alarm_clock":
        face = block.patch([(c * w * 0.85, y, h * 0.5 + s * w * 0.85) for c, s in ring], 0.97)
        block.line([(0, y + 0.001, h * 0.5), (0, y + 0.001, h * 0.85)], face, detail=False)
        block.line([(0, y + 0.001, h * 0.5), (w * 0.45, y + 0.001, h * 0.42)], face, detail=False)
        for x in (-w * 0.5, w * 0.5):
            block.cylinder((x, 0), w * 0.34, (h, h + 0.035), 0.5, top=w * 0.15, sides=8)
    elif kind == "box":
        for face, a, b in (
            (front, (0.0, y, 0.0), (0.0, y, h)),
            (top, (0.0, -d, h), (0.0, d, h)),
            (top, (-w, 0.0, h), (w, 0.0, h)),
        ):
            block.line([a, b], face, detail=False)
        for sign in (-1, 1):
            block.sheet([(0, 0, h), (sign * w * 0.4, 0.02, h + 0.06), (sign * w * 0.45, -0.02, h + 0.01)], 0.9)
    elif kind == "typewriter":
        block.box((-w, w), (-d * 0.9, -d * 0.4), (h, h + 0.05), 0.2)
        block.sheet(
            [
                (-w * 0.6, -d * 0.7, h),
                (w * 0.6, -d * 0.7, h),
                (w * 0.6, -d * 0.9, h + 0.22),
                (-w * 0.6, -d * 0.9, h + 0.22),
            ],
            0.97,
        )
        for row in range(3):
            block.line([(-w * 0.7, d * (0.2 + row * 0.25), h), (w * 0.7, d * (0.2 + row * 0.25), h)], top, detail=False)
    else:
        block.front((-w * 0.7, w * 0.7), (h * 0.15, h * 0.45), y, 0.75)
        block.front((-w * 0.7, w * 0.7), (h * 0.6, h * 0.85), y, 0.15)


@draws("desk_lamp")
def desk_lamp(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r * 0.5, (0.0, 0.03), 0.35, sides=10)
    block.cylinder((0, 0), 0.014, (0.03, h * 0.55), 0.3, sides=5)
    block.cylinder((0, 0), r, (h * 0.55, h), 0.97, top=r * 0.6, sides=12, glow=True)
