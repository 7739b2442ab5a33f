"""How the fixed things of a building are built: doors, windows, appliances, what hangs on walls and from ceilings."""

import itertools
import math

from storyboard.sketch.furniture import darker, draws
from storyboard.sketch.solid import Block


def frame(block: Block, tone: float, *, deep: float = 0.0, thick: float = 0.07) -> None:
    """The border round an opening, standing a little out of the wall."""
    w, h, y = block.width / 2, block.height, block.depth / 2 + deep
    for x in (-w - thick, w):
        block.box(
            (x, x + thick), (-block.depth / 2, y + 0.02), (0.0 if block.piece.at[2] < 0.05 else -thick, h + thick), tone
        )
    block.box((-w, w), (-block.depth / 2, y + 0.02), (h, h + thick), tone)


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


@draws("fridge")
def fridge(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, *_ = block.box((-w, w), (-d, d), (0.03, h))
    block.line([(-w, d, h * 0.66), (w, d, h * 0.66)], front, detail=False)
    for low, high in ((0.4, 0.62), (0.7, 0.85)):
        block.box((-w + 0.05, -w + 0.08), (d, d + 0.05), (h * low, h * high), 0.55)


@draws("stove", "washing_machine")
def stove(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, _, _, _, _top = block.box((-w, w), (-d, d), (0.03, h))
    if block.piece.kind == "washing_machine":
        for r, tone in ((0.2, 0.75), (0.15, 0.35)):
            block.patch(
                [(r * math.cos(a), d + 0.004, h * 0.45 + r * math.sin(a)) for a in [n * 0.524 for n in range(12)]], tone
            )
        block.line([(-w, d + 0.005, h - 0.12), (w, d + 0.005, h - 0.12)], front, detail=False)
        return
    block.front((-w + 0.06, w - 0.06), (0.18, h - 0.3), d + 0.004, 0.3)
    block.line([(-w + 0.08, d + 0.01, h - 0.26), (w - 0.08, d + 0.01, h - 0.26)], front, detail=False)
    for number in range(4):
        x = -w + 0.1 + number * (block.width - 0.2) / 3
        block.front((x - 0.025, x + 0.025), (h - 0.16, h - 0.11), d + 0.006, 0.25)
    for x in (-0.14, 0.14):
        for y in (-0.14, 0.14):
            ring = [(x + 0.09 * math.cos(n * 0.785), y + 0.09 * math.sin(n * 0.785), h) for n in range(8)]
            block.patch(ring, 0.3)


@draws("basin")
def basin(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-0.09, 0.09), (-d, 0.0), (0.0, h - 0.16), 0.88)
    block.prism([(-d, h - 0.16), (d * 0.5, h - 0.18), (d, h - 0.04), (d, h), (-d, h)], (-w, w))
    block.patch(
        [(-w + 0.08, -d + 0.14, h), (w - 0.08, -d + 0.14, h), (w - 0.1, d - 0.06, h), (-w + 0.1, d - 0.06, h)], 0.68
    )
    block.box((-0.02, 0.02), (-d + 0.04, -d + 0.16), (h, h + 0.14), 0.5)


@draws("toilet")
def toilet(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, -d + 0.2), (0.38, h))
    block.cylinder((0, 0.08), w * 0.7, (0.0, 0.36), top=w * 0.98, sides=10)
    block.cylinder((0, 0.08), w * 1.02, (0.36, 0.42), sides=10)


@draws("bathtub")
def bathtub(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h))
    block.patch(
        [(-w + 0.09, -d + 0.09, h), (w - 0.09, -d + 0.09, h), (w - 0.09, d - 0.09, h), (-w + 0.09, d - 0.09, h)], 0.62
    )
    block.patch(
        [(-w + 0.18, -d + 0.09, h), (w - 0.15, -d + 0.09, h), (w - 0.2, d - 0.2, h), (-w + 0.24, d - 0.2, h)], 0.82
    )
    block.box((-w + 0.04, -w + 0.08), (-0.02, 0.02), (h, h + 0.2), 0.5)
    block.box((-w + 0.08, -w + 0.22), (-0.02, 0.02), (h + 0.16, h + 0.2), 0.5)


@draws("radiator")
def radiator(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    front, *_ = block.box((-w, w), (-d, d), (0.0, h))
    count = max(int(block.width / 0.09), 3)
    for number in range(1, count):
        x = -w + number * block.width / count
        block.line([(x, d, 0.03), (x, d, h - 0.03)], front)


@draws("fireplace")
def fireplace(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h - 0.08))
    block.front((-w * 0.6, w * 0.6), (0.0, h * 0.62), d + 0.004, 0.1)
    block.box((-w - 0.08, w + 0.08), (-d, d + 0.08), (h - 0.08, h), min(block.tone + 0.1, 1))
    block.sprite("fire", (0.0, d - 0.05, 0.04), (w * 0.8, 0.4))
    part = block.model.parts[-1]
    part.low, part.high = (-w * 0.5, d + 0.004, 0.0), (w * 0.5, d + 0.02, 0.5)
    room = 2.5 - h
    block.box((-w * 0.62, w * 0.62), (-d, d * 0.4), (h, h + max(room, 0.2)), min(block.tone + 0.08, 1))


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


@draws("safe")
def safe(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d, d), (0.0, h))
    block.front((-w + 0.05, w - 0.05), (0.05, h - 0.05), d + 0.004, min(block.tone + 0.1, 1))
    block.patch([(0.1 * math.cos(n * 0.785), d + 0.008, h * 0.5 + 0.1 * math.sin(n * 0.785)) for n in range(8)], 0.8)


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


@draws("bars")
def bars(block: Block) -> None:
    w, h = block.width / 2, block.height
    for number in range(int(block.width / 0.14) + 1):
        x = -w + number * 0.14
        block.sheet([(x, 0, 0), (x + 0.025, 0, 0), (x + 0.025, 0, h), (x, 0, h)], 0.25)


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


def wheel(
    block: Block, x: float, y: float, r: float, *, tone: float = 0.25, full: bool = False, thick: float = 0.03
) -> None:
    """A wheel across the piece: a disc, or a ring that one sees through."""
    ring = [(math.cos(n * math.pi / 8), math.sin(n * math.pi / 8)) for n in range(16)]
    block.part((x - thick, y - r, 0.0), (x + thick, y + r, 2 * r))
    if full:
        block.face([(x, y + c * r, r + s * r) for c, s in ring], tone, both=True)
        block.face([(x, y + c * r * 0.55, r + s * r * 0.55) for c, s in ring], 0.7, both=True)
        return
    closed = [*ring, ring[0]]
    tyre = [(x, y + c * r, r + s * r) for c, s in closed] + [
        (x, y + c * r * 0.86, r + s * r * 0.86) for c, s in closed[::-1]
    ]
    block.face(tyre, tone, both=True, line=False)
    hub = block.face([(x, y + c * 0.03, r + s * 0.03) for c, s in ring[::4]], tone, both=True, line=False)
    for c, s in ring[::2]:
        block.line([(x, y, r), (x, y + c * r * 0.9, r + s * r * 0.9)], hub)


@draws("plinth", "step", "stage_floor")
def step(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, max(block.height, 0.01)
    _front, *_, top = block.box((-w, w), (-d, d), (0.0, h))
    for number in range(1, int(block.width / 0.5)):
        x = -w + number * 0.5
        block.line([(x, d, h), (x, -d, h)], top)
