"""Trees, plants, rocks, and what lies on the ground."""

import math

from storyboard.sketch.pieces.makers import draws
from storyboard.sketch.solid import Block


@draws("tree")
def tree(block: Block) -> None:
    h, r = block.height, block.width / 2
    block.cylinder((0, 0), 0.17, (0.0, h * 0.45), 0.35, top=0.11, sides=7)
    block.sprite("foliage", (0, 0, h * 0.32), (r * 2, h * 0.68))


@draws("pine", "christmas_tree")
def pine(block: Block) -> None:
    h, r = block.height, block.width / 2
    block.cylinder((0, 0), min(0.16, r * 0.2), (0.0, h * 0.2), 0.35, sides=7)
    block.sprite("needles", (0, 0, h * 0.14), (r * 2, h * 0.86))


@draws("trunk_tree")
def trunk_tree(block: Block) -> None:
    r, h = block.width / 2, block.height
    block.cylinder((0, 0), r * 1.35, (0.0, 0.5), top=r, sides=9)
    block.cylinder((0, 0), r, (0.5, h), top=r * 0.7, sides=9)
    block.sprite("canopy", (0, 0, h * 0.52), (r * 12, h * 0.6), 0.5)


@draws("bush")
def bush(block: Block) -> None:
    block.sprite("foliage", (0, 0, 0.0), (block.width, block.height))


@draws("plant", "flowers", "vase")
def plant(block: Block) -> None:
    h, r = block.height, block.width / 2
    pot = h * (0.32 if block.piece.kind == "plant" else 0.5)
    block.cylinder((0, 0), r * 0.4, (0.0, pot), 0.6, top=r * 0.6, sides=10)
    block.sprite("leaves" if block.piece.kind == "plant" else "blossom", (0, 0, pot * 0.9), (r * 2, h - pot * 0.9))


@draws("rock")
def rock(block: Block) -> None:
    w, d, h = block.width / 2, block.depth / 2, block.height
    count = 7
    ring, shoulder = [], []
    for n in range(count):
        angle = (n + 0.5 * block.chance(n)) * 2 * math.pi / count
        reach, tall = 0.85 + 0.25 * block.chance(n + 9), 0.35 + 0.4 * block.chance(n + 18)
        ring.append((math.cos(angle) * w * reach, math.sin(angle) * d * reach, 0.0))
        shoulder.append((math.cos(angle + 0.2) * w * reach * 0.72, math.sin(angle + 0.2) * d * reach * 0.72, h * tall))
    peak = ((block.chance(40) - 0.5) * w * 0.7, (block.chance(41) - 0.5) * d * 0.7, h)
    block.part((-w, -d, 0.0), (w, d, h))
    for n in range(count):
        after = (n + 1) % count
        block.face([ring[n], ring[after], shoulder[after]], block.tone - 0.1 * block.chance(n + 60))
        block.face([ring[n], shoulder[after], shoulder[n]], block.tone - 0.1 * block.chance(n + 70))
        block.face([shoulder[n], shoulder[after], peak], min(block.tone + 0.1 * block.chance(n + 80), 1))


@draws("hay")
def hay(block: Block) -> None:
    r, w = block.height / 2, block.width / 2
    ring = [(math.cos(n * 0.524) * r, r + math.sin(n * 0.524) * r) for n in range(12)]
    ends = block.prism(ring, (-w, w))
    for share in (0.75, 0.5, 0.25):
        for end, x in ((ends[0], w), (ends[1], -w)):
            block.line(
                [(x, math.cos(n * 0.785) * r * share, r + math.sin(n * 0.785) * r * share) for n in range(9)], end
            )


@draws("easy_fire")
def campfire(block: Block) -> None:
    r = block.width / 2
    for number in range(4):
        c, s = math.cos(number * 0.9) * r, math.sin(number * 0.9) * r
        block.sheet([(-c, -s, 0.0), (c, s, 0.0), (c * 0.9, s * 0.9, 0.12), (-c * 0.9, -s * 0.9, 0.12)], 0.3)
    block.sprite("fire", (0, 0, 0.06), (r * 1.2, block.height * 1.4))


@draws("ball")
def ball(block: Block) -> None:
    block.sprite("ball", (0, 0, 0), (block.width, block.height))


@draws("path", "pavement", "roadway", "crossing", "platform_edge", "track", "parking_lines", "puddle", "pond")
def ground_mark(block: Block) -> None:
    """What is painted or laid on the ground."""
    w, d, h, kind = block.width / 2, block.depth / 2, max(block.height, 0.005), block.piece.kind
    block.part((-w, -d, 0.0), (w, d, h))
    if kind in ("puddle", "pond"):
        ring = [
            (
                math.cos(n * 0.449) * w * (0.8 + 0.25 * block.chance(n)),
                math.sin(n * 0.449) * d * (0.8 + 0.25 * block.chance(n + 20)),
            )
            for n in range(14)
        ]
        face = block.patch([(x, y, h) for x, y in ring], block.tone)
        for number in range(3):
            y = d * (0.4 * number - 0.4)
            block.line([(-w * 0.4, y, h), (w * 0.3, y, h)], face)
        return
    if kind == "parking_lines":
        for x in (-w, w):
            block.patch(
                [(x - 0.06, -d, h), (x + 0.06, -d, h), (x + 0.06, d, h), (x - 0.06, d, h)], block.tone, line=False
            )
        return
    if kind == "crossing":
        count = int(block.width / 1.0)
        for number in range(count):
            x = -w + number * block.width / count
            block.patch([(x, -d, h), (x + 0.5, -d, h), (x + 0.5, d, h), (x, d, h)], block.tone, line=False)
        return
    # long strips are cut across, so that those behind the lens do not spoil those before it
    pieces = max(int(block.depth / 6), 1)
    for number in range(pieces):
        y, y2 = -d + number * block.depth / pieces, -d + (number + 1) * block.depth / pieces
        face = block.patch([(-w, y, h), (w, y, h), (w, y2, h), (-w, y2, h)], block.tone, line=False)
        for x in (-w, w):
            block.line([(x, y, h), (x, y2, h)], face, detail=False)
        if kind == "pavement":
            block.line([(-w, y, h), (w, y, h)], face)
            block.line([(0, y, h), (0, y2, h)], face)
            for sign in (-1, 1):
                block.line([(sign * (w - 0.15), y, h), (sign * (w - 0.15), y2, h)], face)
        elif kind == "roadway":
            block.patch(
                [(-0.07, y + 1, h), (0.07, y + 1, h), (0.07, y + 3.5, h), (-0.07, y + 3.5, h)], 0.97, line=False
            )
        elif kind == "track":
            for x in (-0.75, 0.75):
                block.line([(x, y, h), (x, y2, h)], face, detail=False)
            for sleeper in range(int((y2 - y) / 0.7)):
                block.line([(-1.1, y + sleeper * 0.7, h), (1.1, y + sleeper * 0.7, h)], face)
