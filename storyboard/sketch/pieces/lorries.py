"""Vans, buses and lorries: tall bodies, windscreens, windows along their flanks, and what lorries carry."""

from storyboard.sketch.pieces.makers import darker, draws
from storyboard.sketch.pieces.vehicles import arches, wheel
from storyboard.sketch.solid import Block

_CAB = 1.95
"""Metres from the nose of a lorry to the back of its cab."""
_GLASS = 0.82


def _wheels(block: Block, axles: tuple[float, ...], r: float, under: float) -> None:
    for y in axles:
        for x in (-block.width / 2 + 0.2, block.width / 2 - 0.2):
            wheel(block, x, y, r, tone=0.12, full=True, thick=0.14, under=under)


def _lamps(block: Block, front: float, back: float) -> None:
    w = block.width / 2
    block.front((-0.28, 0.28), (0.42, 0.54), front + 0.004, 0.97)
    block.front((-0.28, 0.28), (0.5, 0.62), back - 0.004, 0.97)
    for x in (-w + 0.1, w - 0.44):
        block.front((x, x + 0.34), (0.55, 0.75), front, 0.97, glow=True)
        block.front((x, x + 0.2), (0.6, 0.95), back, 0.3)


@draws("van", "bus")
def van(block: Block) -> None:
    """One box from nose to tail; a bus has windows all along."""
    w, d, h, tone = block.width / 2, block.depth / 2, block.height, block.tone
    bus = block.piece.kind == "bus"
    sill, r = 0.34, 0.48 if bus else 0.36
    axles = (d - (2.4 if bus else 0.95), -d + (2.6 if bus else 1.1))
    _wheels(block, axles, r, sill)
    slope, low = (0.2, 1.15) if bus else (1.0, 1.02)
    nose = d - slope
    body = [(d, sill), (d, low), (nose, h * 0.97), (nose - 0.1, h), (-d, h), (-d, sill)]
    right, left, *_ = block.prism(body, (-w, w), tone)
    bottom = low + 0.05
    block.patch([(-w + 0.12, d + 0.012, bottom), (w - 0.12, d + 0.012, bottom), (w - 0.16, nose + 0.06, h * 0.92),
                 (-w + 0.16, nose + 0.06, h * 0.92)], _GLASS)  # fmt: skip
    block.front((-w * 0.6, w * 0.6), (0.62, 0.86), d + 0.012, 0.3)
    _lamps(block, d + 0.014, -d - 0.014)
    block.front((-w + 0.2, w - 0.2), (h * 0.5, h * 0.84), -d - 0.012, 0.6)
    columns, step = (8, (block.depth - 1.0) / 8) if bus else (1, 1.05)
    for x, face in ((w + 0.006, right), (-w - 0.006, left)):
        for number in range(columns):
            y = nose - 0.15 - number * step
            block.side((y - step * 0.86, y), (h * 0.5, h * 0.85), x, _GLASS - 0.04 * (number % 2))
        block.line([(x, d * 0.98, h * 0.42), (x, -d, h * 0.42)], face, detail=False)
        if bus:
            block.side((-d + 0.05, d - 0.05), (0.95, 1.1), x, darker(tone, 0.35), line=False)
        else:
            for y in (nose - 1.3, -d * 0.45):
                block.line([(x, y, sill + 0.1), (x, y, h - 0.12)], face, detail=False)
    arches(block, axles, r, w)


@draws("truck")
def truck(block: Block) -> None:
    """A cab and a box; its front looks along the piece's front."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    r = 0.48
    axles = (d - 1.15, -d + 1.0, -d + 2.1)
    _wheels(block, axles, r, 0.45)
    block.box((-w * 0.8, w * 0.8), (-d, d - _CAB - 0.02), (0.45, 0.85), 0.2)
    arches(block, axles[1:], r, w * 0.86)
    _, _, left, right, _ = block.box((-w, w), (-d, d - _CAB - 0.15), (0.85, h), min(block.tone + 0.2, 0.95))
    for face, x in ((right, w + 0.004), (left, -w - 0.004)):
        for share in (0.2, 0.4, 0.6, 0.8):
            y = -d + share * (2 * d - _CAB)
            block.line([(x, y, 0.95), (x, y, h - 0.08)], face)
    block.front((-w + 0.1, w - 0.1), (0.95, h - 0.1), -d - 0.01, block.tone)
    block.front((-0.01, 0.01), (0.95, h - 0.1), -d - 0.014, 0.2)
    _cab(block, h - 0.45)
    arches(block, axles[:1], r, w - 0.05)


def _cab(block: Block, tall: float) -> None:
    w, d = block.width / 2, block.depth / 2
    back = d - _CAB
    profile = [(d, 0.42), (d, 1.45), (d - 0.32, tall), (back, tall), (back, 0.42)]
    right, left, *_ = block.prism(profile, (-w + 0.05, w - 0.05), block.tone)
    block.patch([(-w + 0.2, d + 0.012, 1.5), (w - 0.2, d + 0.012, 1.5), (w - 0.3, d - 0.27, tall - 0.12),
                 (-w + 0.3, d - 0.27, tall - 0.12)], _GLASS)  # fmt: skip
    for x, face in ((w - 0.04, right), (-w + 0.04, left)):
        block.side((back + 0.55, d - 0.4), (1.52, tall - 0.18), x, _GLASS - 0.04)
        for y in (back + 0.45, d - 0.3):
            block.line([(x, y, 0.6), (x, y, 1.5)], face, detail=False)
    block.front((-w * 0.7, w * 0.7), (0.8, 1.28), d + 0.012, 0.25)
    for level in (0.9, 1.04, 1.18):
        block.front((-w * 0.66, w * 0.66), (level, level + 0.03), d + 0.018, 0.6, line=False)
    block.front((-w + 0.06, w - 0.06), (0.42, 0.54), d + 0.014, darker(block.tone, 0.3))
    _lamps(block, d + 0.02, -d - 0.02)
