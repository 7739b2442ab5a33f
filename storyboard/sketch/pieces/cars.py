"""The car: a body in profile, glass all round, doors, lamps and wheels."""

import math
from itertools import pairwise

from storyboard.sketch.pieces.makers import darker, draws
from storyboard.sketch.pieces.vehicles import arches, wheel
from storyboard.sketch.solid import Block

_SILL = 0.28
_WHEEL = 0.34
Spot = tuple[float, float, float]


@draws("car")
def car(block: Block) -> None:
    """Its bonnet looks along the piece's front."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    axles = (d * 0.63, -d * 0.60)
    for y in axles:
        for x in (-w + 0.16, w - 0.16):
            wheel(block, x, y, _WHEEL, tone=0.12, full=True, thick=0.1, under=_SILL)
    belt = h * 0.62
    _body(block, belt)
    arches(block, axles, _WHEEL, w)
    _cabin(block, belt)


def _body(block: Block, belt: float) -> None:
    """Up to the windows, with all that is on it."""
    w, d, tone = block.width / 2, block.depth / 2, block.tone
    profile = [
        (d * 0.97, _SILL), (d, 0.45), (d * 0.98, 0.66), (d * 0.9, 0.76), (d * 0.42, belt), (-d * 0.62, belt),
        (-d * 0.96, belt - 0.05), (-d, 0.62), (-d * 0.97, _SILL),
    ]  # fmt: skip
    right, left, _, nose, *_ = block.prism(profile, (-w, w), tone)
    front, back = d + 0.012, -d - 0.012
    block.front((-w + 0.02, w - 0.02), (0.32, 0.42), front - 0.03, darker(tone, 0.25))
    block.front((-w * 0.42, w * 0.42), (0.47, 0.62), front, 0.15)
    for level in (0.52, 0.57):
        block.line([(-w * 0.4, front + 0.005, level), (w * 0.4, front + 0.005, level)], nose)
    block.front((-0.26, 0.26), (0.33, 0.43), front, 0.97)
    block.front((-w + 0.02, w - 0.02), (0.32, 0.42), back + 0.03, darker(tone, 0.25))
    block.front((-0.26, 0.26), (0.46, 0.58), back, 0.97)
    for x in (-w + 0.06, w - 0.42):
        block.front((x, x + 0.36), (0.48, 0.63), front, 0.97, glow=True)
        block.front((x, x + 0.36), (0.58, 0.72), back, 0.3)
    hinge, rear = d * 0.36, -d * 0.52
    for x, face in ((w + 0.006, right), (-w - 0.006, left)):
        middle = (hinge + rear) / 2 + 0.05
        for y in (hinge, middle, rear):
            block.line([(x, y, belt), (x, y - 0.04, _SILL + 0.1)], face, detail=False)
        block.line([(x, hinge, _SILL + 0.1), (x, rear, _SILL + 0.1)], face, detail=False)
        block.line([(x, d * 0.93, 0.66), (x, -d * 0.95, 0.70)], face)
        for y in (middle + 0.14, rear + 0.18):
            block.side((y, y + 0.16), (belt - 0.13, belt - 0.09), x, 0.2)


def _cabin(block: Block, belt: float) -> None:
    """Windscreen, roof, side and rear windows."""
    w, d, h, tone = block.width / 2, block.depth / 2, block.height, block.tone
    block.part((-w, -d * 0.66, belt), (w, d * 0.43, h))
    low, high = w - 0.04, w - 0.24
    (ya, yb, yc, yd), glass = (d * 0.42, d * 0.10, -d * 0.42, -d * 0.62), 0.82

    def across(y: float, z: float, share: float, near: float, far: float) -> Spot:
        """A point of a pane that leans: ``share`` up it, at ``near``..``far`` of its width."""
        return (near + (far - near) * share, y, z)

    for y0, y1, pane in ((ya, yb, glass), (yd, yc, glass - 0.1)):
        out = 0.012 if y0 > 0 else -0.012
        block.face([(-low, y0, belt), (low, y0, belt), (high, y1, h), (-high, y1, h)], tone)
        block.face([(-low + 0.09, y0 + out, belt + 0.03), (low - 0.09, y0 + out, belt + 0.03),
                    (high - 0.06, y1 + out, h - 0.05), (-high + 0.06, y1 + out, h - 0.05)], pane)  # fmt: skip
    block.face([(-high, yb, h), (high, yb, h), (high, yc, h), (-high, yc, h)], min(tone + 0.08, 1))
    post = (yb + yc) / 2 + 0.12
    for sign in (1.0, -1.0):
        block.face([(sign * low, ya, belt), (sign * low, yd, belt), (sign * high, yc, h), (sign * high, yb, h)], tone)

        def on(y: float, share: float, sign: float = sign) -> Spot:
            return across(y, belt + (h - belt) * share, share, sign * (low + 0.012), sign * (high + 0.012))

        block.patch([on(ya - 0.14, 0.08), on(post + 0.05, 0.08), on(post + 0.05, 0.86), on(yb - 0.02, 0.86)], glass)
        block.patch(
            [on(post - 0.05, 0.08), on(yd + 0.14, 0.08), on(yc + 0.06, 0.86), on(post - 0.05, 0.86)], glass - 0.06
        )
        near, far = sign * (low + 0.02), sign * (low + 0.22)
        block.face([(near, ya - 0.3, belt + 0.06), (far, ya - 0.28, belt + 0.06), (far, ya - 0.28, belt + 0.2),
                    (near, ya - 0.3, belt + 0.2)], darker(tone, 0.2), both=True)  # fmt: skip


@draws("dashboard")
def dashboard(block: Block) -> None:
    """What a lens on the bonnet has between it and the driver: the top of the dashboard and the wheel's rim."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    profile = [(-d, 0.0), (d, 0.0), (d, h * 0.72), (d * 0.2, h), (-d, h * 0.86)]
    block.prism(profile, (-w, w), block.tone)
    ring = [(math.cos(n * math.pi / 10), math.sin(n * math.pi / 10)) for n in range(21)]
    middle, r = -w * 0.48, 0.19
    with block.group():
        for (c, s), (c2, s2) in pairwise(ring):
            block.sheet([(middle + c * r, -d - 0.1 - s * 0.06, h * 0.9 + s * r * 0.9),
                         (middle + c2 * r, -d - 0.1 - s2 * 0.06, h * 0.9 + s2 * r * 0.9),
                         (middle + c2 * r * 0.84, -d - 0.1 - s2 * 0.05, h * 0.9 + s2 * r * 0.76),
                         (middle + c * r * 0.84, -d - 0.1 - s * 0.05, h * 0.9 + s * r * 0.76)], 0.12)  # fmt: skip
