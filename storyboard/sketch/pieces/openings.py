"""Doors and windows, and what hangs or stands before them."""

import math

from storyboard.sketch.pieces.makers import darker, draws
from storyboard.sketch.solid import Block


def frame(block: Block, tone: float, *, deep: float = 0.0, thick: float = 0.07) -> None:
    """The border round an opening, standing a little out of the wall."""
    w, h, y = block.width / 2, block.height, block.depth / 2 + deep
    for x in (-w - thick, w):
        block.box(
            (x, x + thick), (-block.depth / 2, y + 0.02), (0.0 if block.piece.at[2] < 0.05 else -thick, h + thick), tone
        )
    block.box((-w, w), (-block.depth / 2, y + 0.02), (h, h + thick), tone)


@draws("vault_door")
def vault_door(block: Block) -> None:
    """A slab of steel in its frame, with bolts along the edge, hinges and a spoked wheel."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, 0.0), (0.0, h), darker(block.tone, 0.2))
    block.box((-w + 0.14, w - 0.14), (0.0, d), (0.1, h - 0.14))
    steel, middle = d + 0.008, (0.12, h * 0.52)
    block.front((-w + 0.24, w - 0.24), (0.22, h - 0.26), steel, min(block.tone + 0.12, 1.0))
    for level in (0.25, 0.75):
        block.box((-w + 0.02, -w + 0.24), (d, d + 0.05), (h * level - 0.12, h * level + 0.12), darker(block.tone, 0.25))
    for number in range(5):
        z = 0.3 + number * (h - 0.7) / 4
        block.front((w - 0.22, w - 0.16), (z, z + 0.06), steel + 0.004, 0.2)
    turns = [number * math.pi / 12 for number in range(24)]
    for radius, tone in ((0.3, 0.25), (0.25, block.tone + 0.12), (0.07, 0.25)):
        round_ = [(middle[0] + radius * math.cos(t), steel + 0.01, middle[1] + radius * math.sin(t)) for t in turns]
        block.patch(round_, min(tone, 1.0))
    for turn in (0.0, math.pi / 3, 2 * math.pi / 3):
        across, up = 0.27 * math.cos(turn), 0.27 * math.sin(turn)
        face = len(block.model.faces) - 1
        for side in (0.012, -0.012):
            block.line([(middle[0] - across, steel + 0.014, middle[1] - up + side),
                        (middle[0] + across, steel + 0.014, middle[1] + up + side)], face, detail=False)  # fmt: skip


@draws("door", "double_door", "lift")
def door(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.part((-w, -d, 0.0), (w, d * 0.4, h))
    if block.piece.drawn == "opening":
        block.front((-w, w), (0.0, h), 0.0, 0.25)
        frame(block, 0.8)
        return
    leaves = 2 if block.piece.kind != "door" else 1
    width = block.width / leaves
    for leaf in range(leaves):
        x = -w + leaf * width
        face = block.front((x, x + width), (0.0, h), d * 0.4, block.tone)
        if block.piece.kind == "lift":
            continue
        for low, high in ((0.12, 0.42), (0.5, 0.93)):
            block.front((x + 0.14, x + width - 0.14), (h * low, h * high), d * 0.4, darker(block.tone, 0.05))
            block.line(
                [
                    (x + 0.18, d * 0.4, h * low + 0.05),
                    (x + 0.18, d * 0.4, h * high - 0.05),
                    (x + width - 0.18, d * 0.4, h * high - 0.05),
                ],
                face,
            )
        knob = x + width - 0.08 if leaf == 0 else x + 0.08
        inward = -0.12 if leaf == 0 else 0.12
        block.patch(
            [
                (knob - 0.02, d * 0.4, h * 0.46),
                (knob + 0.02, d * 0.4, h * 0.46),
                (knob + 0.02, d * 0.4, h * 0.54),
                (knob - 0.02, d * 0.4, h * 0.54),
            ],
            0.3,
        )
        block.line([(knob, d * 0.4, h * 0.51), (knob + inward, d * 0.4, h * 0.51)], face, detail=False)
    frame(block, min(block.tone + 0.15, 0.95))


@draws("window", "shop_window", "train_window", "skylight")
def window(block: Block) -> None:
    """Glass with the view painted later (a ``glass`` sprite), mullions, a sill, and curtains or blinds."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.part((-w, -d, 0.0), (w, 0.0, h))
    block.front((-w, w), (0.0, h), 0.0, 0.97, glow=True)
    kind = block.piece.kind
    block.sprite("view", (0.0, 0.002, 0.0), (block.width, h))
    part = block.model.parts[-1]
    part.low, part.high = (-w, 0.001, 0.0), (w, 0.003, h)
    if block.piece.drawn == "pane":
        frame(block, 0.5)
        return
    columns = {"window": 2 if block.width < 1.8 else 3, "shop_window": 2, "train_window": 1, "skylight": 1}[kind]
    for number in range(1, columns):
        x = -w + number * block.width / columns
        block.box((x - 0.03, x + 0.03), (0.004, d * 0.8), (0.0, h), 0.88)
    if kind == "window" and h > 1.2:
        block.box((-w, w), (0.004, d * 0.6), (h * 0.68, h * 0.68 + 0.04), 0.88)
    frame(block, 0.88)
    if kind in ("window", "shop_window"):
        block.box((-w - 0.12, w + 0.12), (-d, d + 0.1), (-0.06, 0.0), 0.9)
    if block.piece.drawn == "curtains":
        for sign in (-1, 1):
            x0, x1 = sign * (w * 0.72), sign * (w + 0.24)
            block.part((min(x0, x1), d + 0.04, -0.3), (max(x0, x1), d + 0.062, h + 0.16))
            face = block.front((min(x0, x1), max(x0, x1)), (-0.3, h + 0.16), d + 0.06, 0.86)
            for number in range(1, 5):
                x = x0 + (x1 - x0) * number / 5
                block.line(
                    [(x, d + 0.062, h + 0.14), (x + sign * 0.02, d + 0.062, h * 0.4), (x, d + 0.062, -0.28)],
                    face,
                    detail=False,
                )
        block.box((-w - 0.32, w + 0.32), (d + 0.03, d + 0.07), (h + 0.16, h + 0.2), 0.4)
    elif block.piece.drawn == "blinds":
        for number in range(int(h * 0.45 / 0.07)):
            z = h - 0.03 - number * 0.07
            block.sheet([(-w, d * 0.9, z), (w, d * 0.9, z), (w, d * 0.9, z - 0.05), (-w, d * 0.9, z - 0.05)], 0.93)


@draws("porthole")
def porthole(block: Block) -> None:
    r = block.width / 2
    block.part((-r, -block.depth / 2, 0.0), (r, block.depth / 2, block.height))
    ring = [(math.cos(a * math.pi / 8), math.sin(a * math.pi / 8)) for a in range(16)]
    block.patch([(c * r * 1.2, 0.01, r + s * r * 1.2) for c, s in ring], 0.5)
    block.patch([(c * r, 0.012, r + s * r) for c, s in ring], 0.97, glow=True)
    face = block.patch(
        [(c * r * 0.98, 0.013, r + s * r * 0.98) for c, s in ring if s <= 0.02], 0.72, line=False, glow=True
    )
    block.line([(-r, 0.014, r), (r, 0.014, r)], face)


@draws("stained_glass")
def stained_glass(block: Block) -> None:
    w, h = block.width / 2, block.height
    block.part((-w, 0.0, 0.0), (w, 0.06, h))
    spring = h - w * 1.4
    arch = [
        (-w, 0.0),
        (w, 0.0),
        (w, spring),
        (w * 0.7, spring + w * 0.7),
        (0.0, h),
        (-w * 0.7, spring + w * 0.7),
        (-w, spring),
    ]
    face = block.patch([(x, 0.03, z) for x, z in arch], 0.93, glow=True)
    for number in range(9):
        column, row = number % 3, number // 3
        x, z = -w + (column + 0.08) * block.width / 3, row * spring / 3 + 0.05
        block.front(
            (x, x + block.width / 3.6), (z, z + spring / 3.4), 0.032, 0.45 + 0.5 * block.chance(number), glow=True
        )
    block.line([(0, 0.035, 0.0), (0, 0.035, h)], face, detail=False)
    block.line([(-w, 0.035, spring), (0, 0.035, h - w * 0.5), (w, 0.035, spring)], face, detail=False)


@draws("curtain")
def curtain(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, *_ = block.box((-w, w), (-d, d * 0.4), (0.0, h))
    count = max(int(block.width / 0.22), 4)
    for number in range(count):
        x = -w + number * block.width / count
        tone = block.tone if number % 2 else darker(block.tone, 0.16)
        block.front((x, x + block.width / count), (0.0, h), d * 0.41, tone, line=False)
        block.line([(x, d * 0.42, 0.0), (x + 0.02, d * 0.42, h * 0.5), (x, d * 0.42, h)], front, detail=False)


@draws("bars")
def bars(block: Block) -> None:
    w, h = block.width / 2, block.height
    for number in range(int(block.width / 0.14) + 1):
        x = -w + number * 0.14
        block.sheet([(x, 0, 0), (x + 0.025, 0, 0), (x + 0.025, 0, h), (x, 0, h)], 0.25)
