"""How small things are built, fine enough to fill an insert: bottles, keys, knives, bags, hats."""

import math

from storyboard.sketch.pieces.makers import darker, draws, flat
from storyboard.sketch.solid import Block


@draws("bottle")
def bottle(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r, (0.0, h * 0.6), sides=12)
    block.cylinder((0, 0), r, (h * 0.6, h * 0.76), top=r * 0.34, sides=12)
    block.cylinder((0, 0), r * 0.34, (h * 0.76, h * 0.95), sides=10)
    block.cylinder((0, 0), r * 0.42, (h * 0.95, h), 0.25, sides=10)
    block.part((-r, r, h * 0.15), (r, r * 1.01, h * 0.48))
    block.front((-r * 0.72, r * 0.72), (h * 0.16, h * 0.46), r * 1.005, 0.95)


@draws("glass", "cup", "pot")
def glass(block: Block) -> None:
    r, h, kind = block.width / 2, block.height, block.piece.kind
    if kind == "glass":
        block.cylinder((0, 0), r * 0.78, (0.0, h * 0.55), 0.6, top=r * 0.9, sides=14)
        block.cylinder((0, 0), r * 0.9, (h * 0.55, h), 0.97, top=r, sides=14)
    else:
        r *= 0.75 if kind == "cup" else 0.85
        block.cylinder((0, 0), r * 0.75, (0.0, h), top=r, sides=14)
        block.patch([(r * 0.88 * math.cos(n * 0.449), r * 0.88 * math.sin(n * 0.449), h) for n in range(14)], 0.3)
        if kind == "cup":
            for a, b in (((1.0, 0.75), (1.55, 0.7)), ((1.55, 0.7), (1.5, 0.35)), ((1.5, 0.35), (0.9, 0.28))):
                block.sheet(
                    [
                        (r * a[0], 0, h * a[1]),
                        (r * b[0], 0, h * b[1]),
                        (r * b[0], 0, h * (b[1] - 0.1)),
                        (r * a[0], 0, h * (a[1] - 0.1)),
                    ],
                    darker(block.tone),
                )
        else:
            block.box((r, r * 2.1), (-0.015, 0.015), (h * 0.7, h * 0.82), 0.15)


@draws("plate", "tray", "cake")
def plate(block: Block) -> None:
    r, h, kind = block.width / 2, block.height, block.piece.kind
    if kind == "tray":
        block.box((-r, r), (-block.depth / 2, block.depth / 2), (0.0, h))
        return
    block.cylinder((0, 0), r * (0.6 if kind == "plate" else 1.0), (0.0, h), top=r, sides=16)
    block.patch([(r * 0.66 * math.cos(n * 0.393), r * 0.66 * math.sin(n * 0.393), h) for n in range(16)], 0.9)
    if kind == "cake":
        for n in range(6):
            x, y = r * 0.45 * math.cos(n), r * 0.45 * math.sin(n)
            block.box((x - 0.006, x + 0.006), (y - 0.006, y + 0.006), (h, h + 0.08), 0.5)


@draws("candle")
def candle(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r, (0.0, 0.015), 0.5, sides=10)
    block.cylinder((0, 0), r * 0.4, (0.015, h * 0.72), 0.97, sides=8)
    block.sprite("flame", (0, 0, h * 0.72), (r * 0.8, h * 0.28), 0.99)


@draws("key")
def key(block: Block) -> None:
    w, d = block.width / 2, block.depth / 2
    block.part((-w, -d, 0.0), (w, d, 0.01))
    ring = [(math.cos(n * 0.393), math.sin(n * 0.393)) for n in range(16)]
    flat(block, [(-w + d + c * d, s * d) for c, s in ring], 0.45)
    flat(block, [(-w + d + c * d * 0.5, s * d * 0.5) for c, s in ring], 0.85, 0.005)
    t = d * 0.22
    flat(
        block,
        [
            (-w + 1.95 * d, -t),
            (w, -t),
            (w, -d * 0.9),
            (w * 0.86, -d * 0.9),
            (w * 0.86, -d * 0.5),
            (w * 0.74, -d * 0.5),
            (w * 0.74, -d * 0.9),
            (w * 0.6, -d * 0.9),
            (w * 0.6, -t),
            (w * 0.6, t),
            (w, t),
            (-w + 1.95 * d, t),
        ],
        0.45,
    )


@draws("gun")
def gun(block: Block) -> None:
    """Lying on its side."""
    w, d = block.width / 2, block.height / 2
    block.part((-w, -d, 0.0), (w, d, 0.03))
    outline = [
        (-w * 0.95, d),
        (w, d),
        (w, d * 0.45),
        (w * 0.1, d * 0.4),
        (0.0, -d * 0.15),
        (-w * 0.3, -d * 0.15),
        (-w * 0.55, -d),
        (-w, -d * 0.9),
        (-w * 0.72, d * 0.3),
    ]
    face = flat(block, outline, block.tone, 0.02)
    flat(
        block,
        [(-w * 0.3 + 0.1 * w, d * 0.3), (w * 0.02, d * 0.3), (-w * 0.06, -d * 0.05), (-w * 0.25, -d * 0.05)],
        0.85,
        0.021,
    )
    block.line([(-w * 0.9, d * 0.55, 0.021), (w, d * 0.6, 0.021)], face, detail=False)
    flat(
        block, [(-w * 0.9, -d * 0.75), (-w * 0.62, -d * 0.82), (-w * 0.4, d * 0.05), (-w * 0.66, d * 0.2)], 0.35, 0.021
    )


@draws("knife")
def knife(block: Block) -> None:
    w = block.width / 2
    d = block.depth / 2
    block.part((-w, -d, 0.0), (w, d, 0.02))
    flat(block, [(-w, -d * 0.6), (-w * 0.2, -d * 0.6), (-w * 0.2, d * 0.7), (-w, d * 0.7)], 0.25)
    flat(block, [(-w * 0.2, -d * 0.8), (w * 0.7, -d * 0.8), (w, d * 0.7), (-w * 0.2, d * 0.7)], 0.9)


@draws("hat")
def hat(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r, (0.0, 0.02), sides=16)
    block.cylinder((0, 0), r * 0.6, (0.02, h * 0.3), 0.15, sides=12)
    block.cylinder((0, 0), r * 0.6, (h * 0.3, h), top=r * 0.48, sides=12)


@draws("bag", "suitcase")
def bag(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    body = h * 0.78 if block.piece.kind == "bag" else h - 0.08
    front, back, *_ = block.box((-w, w), (-d, d), (0.0, body))
    for face, y in ((front, d + 0.002), (back, -d - 0.002)):
        if block.piece.kind == "bag":
            block.front((-w * 0.9, w * 0.9), (body * 0.5, body), y, darker(block.tone))
            block.front((-w * 0.1, w * 0.1), (body * 0.42, body * 0.56), y * 1.02, 0.85)
        else:
            for x in (-w * 0.55, w * 0.55):
                block.front((x - 0.03, x + 0.03), (0.0, body), y, darker(block.tone))
                block.line([(x, y, body * 0.5), (x, y, body * 0.6)], face)
    top = h
    for a, b in (
        ((-w * 0.4, body), (-w * 0.3, top)),
        ((-w * 0.3, top), (w * 0.3, top)),
        ((w * 0.3, top), (w * 0.4, body)),
    ):
        t = 0.02
        block.sheet([(a[0] - t, 0, a[1]), (b[0] - t, 0, b[1]), (b[0] + t, 0, b[1] - t), (a[0] + t, 0, a[1] - t)], 0.25)


@draws("umbrella")
def umbrella(block: Block) -> None:
    h = block.height
    block.cylinder((0, 0), 0.02, (0.0, h * 0.3), sides=6, top=0.06)
    block.cylinder((0, 0), 0.06, (h * 0.3, h * 0.75), sides=8, top=0.02)
    block.cylinder((0, 0), 0.012, (h * 0.75, h), 0.5, sides=5)


@draws("guitar")
def guitar(block: Block) -> None:
    """Leaning, seen from its front."""
    w, h = block.width / 2, block.height
    block.part((-w, -0.05, 0.0), (w, 0.05, h))
    body = []
    for n in range(20):
        a = n * math.pi / 10
        pinch = 1.0 - 0.28 * math.exp(-((math.sin(a) - 0.12) ** 2) / 0.03)
        body.append(
            (math.cos(a) * w * pinch * (1.0 if math.sin(a) < 0.2 else 0.78), 0.05, h * 0.26 + math.sin(a) * h * 0.26)
        )
    block.face(body, block.tone, both=True)
    block.face(
        [(0.045 * math.cos(n * 0.785), 0.055, h * 0.3 + 0.045 * math.sin(n * 0.785)) for n in range(8)], 0.15, both=True
    )
    face = block.face(
        [(-0.025, 0.056, h * 0.3), (0.025, 0.056, h * 0.3), (0.02, 0.056, h * 0.9), (-0.02, 0.056, h * 0.9)],
        0.25,
        both=True,
    )
    block.face([(-0.04, 0.056, h * 0.9), (0.04, 0.056, h * 0.9), (0.03, 0.056, h), (-0.03, 0.056, h)], 0.35, both=True)
    block.line([(0, 0.06, h * 0.1), (0, 0.06, h * 0.95)], face)


@draws("ring", "watch")
def ring(block: Block) -> None:
    r = block.width / 2
    block.cylinder((0, 0), r, (0.0, block.height), 0.8, sides=16)
    block.patch(
        [(r * 0.75 * math.cos(n * 0.449), r * 0.75 * math.sin(n * 0.449), block.height) for n in range(14)], 0.3
    )


@draws("cigarette")
def cigarette(block: Block) -> None:
    w = block.width / 2
    block.box((-w, w * 0.4), (-0.004, 0.004), (0.0, 0.008), 0.98)
    block.box((w * 0.4, w), (-0.004, 0.004), (0.0, 0.008), 0.55)
