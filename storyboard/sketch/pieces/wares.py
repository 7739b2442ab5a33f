"""How what people use lies on a table, fine enough for an insert: food, cards, rope, tools, a can of film."""

import math
from itertools import pairwise

from storyboard.sketch.pieces.makers import darker, draws, flat
from storyboard.sketch.solid import Block

Ring = list[tuple[float, float]]


def _ring(radius: float, count: int = 24, *, x: float = 0.0, y: float = 0.0) -> Ring:
    turn = 2 * math.pi / count
    return [(x + radius * math.cos(n * turn), y + radius * math.sin(n * turn)) for n in range(count)]


@draws("reel")
def reel(block: Block) -> None:
    """A round can of film, its lid with a label."""
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r * 0.97, (0.0, h * 0.5), darker(block.tone, 0.1), sides=28)
    block.cylinder((0, 0), r, (h * 0.45, h), sides=28)
    lid = flat(block, _ring(r * 0.98, 28), block.tone, h + 0.001)
    for share in (0.9, 0.82):
        block.line([(x, y, h + 0.002) for x, y in [*_ring(r * share, 28), (r * share, 0.0)]], lid, detail=False)
    w, d = r * 0.5, r * 0.24
    label = flat(block, [(-w, -d), (w, -d), (w, d), (-w, d)], 0.98, h + 0.002)
    for row in (0.45, 0.0, -0.45):
        block.line(
            [(-w * 0.8, d * row, h + 0.003), (w * (0.8 if row else 0.3), d * row, h + 0.003)], label, detail=False
        )


@draws("bread")
def bread(block: Block) -> None:
    """A long loaf with its cuts."""
    w, r, h = block.width / 2, block.depth / 2, block.height
    steps = [(-1.0, 0.35), (-0.85, 0.8), (-0.5, 1.0), (0.5, 1.0), (0.85, 0.8), (1.0, 0.35)]
    arch = [
        (-1.0, 0.1),
        (-0.9, 0.5),
        (-0.5, 0.9),
        (0.0, 1.0),
        (0.5, 0.9),
        (0.9, 0.5),
        (1.0, 0.1),
        (0.7, 0.0),
        (-0.7, 0.0),
    ]
    block.part((-w, -r, 0.0), (w, r, h))
    faces = []
    for (a, big), (b, big2) in pairwise(steps):
        for (y, z), (y2, z2) in zip(arch, [*arch[1:], arch[0]], strict=True):
            quad = [(a * w, y * r * big, z * h * big), (b * w, y * r * big2, z * h * big2),
                    (b * w, y2 * r * big2, z2 * h * big2), (a * w, y2 * r * big, z2 * h * big)]  # fmt: skip
            faces.append(block.face(quad, line=False))
    for number in range(5):
        x = w * (-0.62 + number * 0.3)
        block.patch(
            [
                (x - 0.02, -r * 0.4, h * 0.97),
                (x + 0.045, r * 0.45, h * 0.95),
                (x + 0.06, r * 0.3, h),
                (x + 0.0, -r * 0.45, h),
            ],
            0.92,
        )
    block.line([(x * w, r * big, 0.0) for x, big in steps], faces[0], detail=False)


@draws("bowl")
def bowl(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r * 0.45, (0.0, h * 0.15), sides=18)
    block.cylinder((0, 0), r * 0.5, (h * 0.15, h * 0.6), top=r * 0.92, sides=18)
    block.cylinder((0, 0), r * 0.92, (h * 0.6, h), top=r, sides=18)
    flat(block, _ring(r * 0.93, 20), 0.85, h + 0.001)
    flat(block, _ring(r * 0.8, 20), 0.35, h + 0.002)


@draws("fruit")
def fruit(block: Block) -> None:
    """A few apples."""
    r = block.height * 0.5
    for number, (x, y) in enumerate(((-0.55, -0.2), (0.5, -0.35), (0.0, 0.45))):
        middle = (x * r * 1.9, y * r * 1.9)
        tone = block.tone - 0.12 * number
        block.cylinder(middle, r * 0.5, (0.0, r * 0.35), tone, top=r * 0.95, sides=12)
        block.cylinder(middle, r * 0.95, (r * 0.35, r * 1.2), tone, top=r * 0.9, sides=12)
        block.cylinder(middle, r * 0.9, (r * 1.2, r * 1.6), tone, top=r * 0.45, sides=12)
        block.cylinder(middle, 0.005, (r * 1.5, r * 2.0), 0.2, sides=4)


@draws("cards")
def cards(block: Block) -> None:
    """A hand of cards laid open."""
    d = block.depth * 0.45
    block.part((-block.width / 2, -d, 0.0), (block.width / 2, d, 0.01))
    for number, degrees in enumerate((24, 12, 0, -12, -24)):
        turn = math.radians(degrees)
        c, s, z = math.cos(turn), math.sin(turn), 0.002 * (number + 1)

        def at(x: float, y: float, c: float = c, s: float = s) -> tuple[float, float]:
            return (x * c - (y + d * 1.4) * s, x * s + (y + d * 1.4) * c - d * 1.4)

        wide = d * 0.62
        flat(block, [at(-wide, -d), at(wide, -d), at(wide, d), at(-wide, d)], 0.99, z)
        red = number % 2 == 0
        for y in (0.0,) if number == 4 else (0.5, -0.5):
            pip = [(0.0, -0.22), (0.14, 0.0), (0.0, 0.22), (-0.14, 0.0)]
            flat(block, [at(a * d, (b + y) * d) for a, b in pip], 0.45 if red else 0.1, z + 0.001, line=False)
        corner = [(-0.52, 0.82), (-0.44, 0.72), (-0.52, 0.62), (-0.58, 0.72)]
        flat(block, [at(a * d, b * d) for a, b in corner], 0.45 if red else 0.1, z + 0.001, line=False)


@draws("rope")
def rope(block: Block) -> None:
    """A coil, and its loose end."""
    r, h = block.width / 2, block.height
    for level in range(4):
        z = level * h / 4
        big = r * (0.98 - 0.06 * (level % 2))
        block.cylinder((0, 0), big, (z, z + h / 4), block.tone - 0.08 * (level % 2), sides=22)
    top = flat(block, _ring(r * 0.97, 22), block.tone, h + 0.001)
    flat(block, _ring(r * 0.6, 22), 0.25, h + 0.002)
    for number in range(22):
        a, b = number * 0.2856, number * 0.2856 + 0.12
        block.line([(r * 0.62 * math.cos(a), r * 0.62 * math.sin(a), h + 0.003),
                    (r * 0.95 * math.cos(b), r * 0.95 * math.sin(b), h + 0.003)], top)  # fmt: skip


@draws("cloth")
def cloth(block: Block) -> None:
    """A folded towel with a stripe."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    for level in range(3):
        inset = 0.012 * level
        block.box((-w + inset, w - inset), (-d + inset, d - inset), (h * level / 3, h * (level + 1) / 3))
    flat(block, [(w * 0.5, -d * 0.9), (w * 0.64, -d * 0.9), (w * 0.64, d * 0.9), (w * 0.5, d * 0.9)], 0.45, h + 0.001)


@draws("tool")
def hammer(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w * 0.8), (-d * 0.16, d * 0.16), (h * 0.2, h * 0.75), 0.68)
    block.box((w * 0.66, w), (-d * 0.75, d * 0.6), (0.0, h), 0.25)
    block.box((w * 0.72, w * 0.94), (d * 0.6, d), (h * 0.1, h * 0.9), 0.35)


@draws("camera")
def camera(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    block.box((-w, w), (-d * 0.5, d * 0.35), (0.0, h * 0.85))
    block.box((-w * 0.3, w * 0.3), (-d * 0.4, d * 0.3), (h * 0.85, h), 0.3)
    for out, share in ((0.62, 0.4), (0.95, 0.34)):
        ring = [(x, d * out, z + h * 0.42) for x, z in _ring(w * share, 18)]
        block.part((-w * share, d * 0.3, 0.0), (w * share, d * out, h * 0.84))
        block.face(ring, 0.15, both=True)
    block.face([(x, d * 0.97, z + h * 0.42) for x, z in _ring(w * 0.2, 16)], 0.75, both=True)
    block.front((-w * 0.9, -w * 0.6), (h * 0.62, h * 0.76), d * 0.36, 0.9)
