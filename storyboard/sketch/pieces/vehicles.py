"""Trains, bicycles and boats, and the wheels of everything that drives."""

import itertools
import math
from collections.abc import Sequence

from storyboard.sketch.pieces.makers import darker, draws
from storyboard.sketch.solid import Block


def arches(block: Block, axles: Sequence[float], r: float, w: float) -> None:
    """Wheels as they show on the flanks of a body: the arch, the tyre, the rim and its hub."""
    ring = [(math.cos(n * math.pi / 10), math.sin(n * math.pi / 10)) for n in range(20)]
    for x in (-w - 0.01, w + 0.01):
        for y in axles:
            for size, tone in ((1.16, 0.03), (1.0, 0.16), (0.62, 0.8), (0.5, 0.62), (0.16, 0.3)):
                shape = [(x, y + c * r * size, r + s * r * size) for c, s in ring if size <= 1 or s > -0.3]
                block.patch(shape, tone, line=size in (1.0, 0.62))


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
    """A rowing boat, its bow along the front: planks, an inside, thwarts, and oars laid out to both sides."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    side = [(1.0, -1.0, 0.96), (1.0, -0.2, 0.9), (0.92, 0.35, 0.92), (0.6, 0.75, 1.0), (0.0, 1.0, 1.12)]
    rim = [(x * w, y * d, z * h) for x, y, z in side] + [(-x * w, y * d, z * h) for x, y, z in side[-2::-1]]
    keel = [(x * 0.55, y * (0.9 if y > 0 else 0.94), 0.0) for x, y, _ in rim]
    block.part((-w, -d, 0.0), (w, d, h))
    inside = [(x * 0.9, y * 0.95, z) for x, y, z in rim]
    count = len(rim)
    hull = []
    for n in range(count):
        a, b = n, (n + 1) % count
        hull.append(block.face([keel[a], keel[b], rim[b], rim[a]]))
    for level in (0.45, 0.75):
        for n in range(count - 1):
            pair = [tuple(k + (r - k) * level for k, r in zip(keel[m], rim[m], strict=True)) for m in (n, n + 1)]
            block.line(pair, hull[n])  # type: ignore[arg-type]
    block.face(rim, 0.85, both=True)
    block.face(inside, 0.35, both=True)
    for y in (-0.55, -0.05, 0.4):
        half = w * (0.9 if y < 0.2 else 0.78)
        block.face([(-half, y * d, h * 0.92), (half, y * d, h * 0.92), (half, y * d + 0.24, h * 0.92),
                    (-half, y * d + 0.24, h * 0.92)], 0.7, both=True)  # fmt: skip


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
    block: Block, x: float, y: float, r: float, *, tone: float = 0.25, full: bool = False, thick: float = 0.03,
    under: float = 0.0,
) -> None:  # fmt: skip
    """A wheel across the piece: a disc, or a ring that one sees through. ``under``: the height of the body that stands
    over it, and hides what is higher."""
    ring = [(math.cos(n * math.pi / 8), math.sin(n * math.pi / 8)) for n in range(16)]
    block.part((x - thick, y - r, 0.0), (x + thick, y + r, under or 2 * r))
    if full:
        for side in (x - thick, x + thick):
            block.face([(side, y + c * r, r + s * r) for c, s in ring], tone, both=True)
        tread = [math.pi * (0.5 + n / 8) for n in range(9)]
        for a, b in itertools.pairwise([*tread, *(t + math.pi for t in tread[1:])]):
            ya, za, yb, zb = y + math.sin(a) * r, r + math.cos(a) * r, y + math.sin(b) * r, r + math.cos(b) * r
            block.face([(x - thick, ya, za), (x + thick, ya, za), (x + thick, yb, zb), (x - thick, yb, zb)],
                       tone, both=True, line=False)  # fmt: skip
        return
    closed = [*ring, ring[0]]
    tyre = [(x, y + c * r, r + s * r) for c, s in closed] + [
        (x, y + c * r * 0.86, r + s * r * 0.86) for c, s in closed[::-1]
    ]
    block.face(tyre, tone, both=True, line=False)
    hub = block.face([(x, y + c * 0.03, r + s * 0.03) for c, s in ring[::4]], tone, both=True, line=False)
    for c, s in ring[::2]:
        block.line([(x, y, r), (x, y + c * r * 0.9, r + s * r * 0.9)], hub)
