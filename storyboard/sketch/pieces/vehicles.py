"""Cars, carriages, bicycles and boats, with their wheels."""

import math

from storyboard.sketch.pieces.makers import darker, draws
from storyboard.sketch.solid import Block


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
