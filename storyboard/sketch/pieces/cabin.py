"""The inside of a car: dashboard, wheel, pillars, doors and roof round the seats."""

import math

from storyboard.sketch.pieces.makers import draws
from storyboard.sketch.solid import Block


@draws("cabin")
def cabin(block: Block) -> None:
    """The front looks along the piece's front: windscreen and dashboard there; the driver sits on the car's left."""
    w, d, h = block.width / 2, block.depth / 2, block.height
    belt = 0.72
    roof = h - 0.02
    screen_low, screen_high = d - 0.3, d - 0.85
    block.sheet([(-w, -d, 0.0), (w, -d, 0.0), (w, d, 0.0), (-w, d, 0.0)], 0.3)
    # bonnet, in folds
    hood = block.prism(
        [(d - 0.3, belt - 0.02), (d + 0.95, belt - 0.1), (d + 1.12, belt - 0.2), (d + 1.12, 0.2), (d - 0.3, 0.2)],
        (-w, w),
        0.72,
    )
    for x in (-w * 0.62, w * 0.62):
        block.line([(x, d - 0.3, belt - 0.02), (x * 0.85, d + 0.95, belt - 0.1)], hood[2], detail=False)
    # dashboard with a hood over the dials
    block.prism(
        [(d - 0.32, 0.3), (d - 0.32, belt - 0.02), (d - 0.36, belt + 0.02), (d - 0.52, belt - 0.06), (d - 0.46, 0.42)],
        (-w, w),
        0.3,
    )
    side = -w * 0.57  # the driver's side: left of one who faces the front
    block.prism(
        [(d - 0.34, belt + 0.03), (d - 0.5, belt + 0.09), (d - 0.54, belt - 0.03)], (side - 0.24, side + 0.24), 0.22
    )
    # steering wheel: a leaning ring with a hub and spokes
    middle, r = (side, 0.57, belt + 0.04), 0.19
    ring = [(math.cos(n * math.pi / 12), math.sin(n * math.pi / 12)) for n in range(24)]

    def lean(c: float, s: float, share: float) -> tuple[float, float, float]:
        return (middle[0] + c * r * share, middle[1] + s * r * share * 0.45, middle[2] + s * r * share * 0.9)

    block.part((side - r, middle[1] - 0.1, middle[2] - r), (side + r, middle[1] + 0.1, middle[2] + r))
    for (c, s), (c2, s2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        block.face(
            [lean(c, s, 1.0), lean(c2, s2, 1.0), lean(c2, s2, 0.85), lean(c, s, 0.85)], 0.12, both=True, line=False
        )
    block.face([lean(c, s, 0.28) for c, s in ring[::3]], 0.2, both=True)
    for c, s in ((-1.0, 0.05), (1.0, 0.05), (0.0, -1.0)):
        block.face(
            [
                lean(c * 0.2 - s * 0.1, s * 0.2 + c * 0.1, 1.0),
                lean(c * 0.9, s * 0.9 + 0.06, 1.0),
                lean(c * 0.9, s * 0.9 - 0.06, 1.0),
                lean(c * 0.2 + s * 0.1, s * 0.2 - c * 0.1, 1.0),
            ],
            0.15,
            both=True,
            line=False,
        )
    # mirror
    block.box((-0.09, 0.09), (screen_high + 0.05, screen_high + 0.07), (roof - 0.12, roof - 0.07), 0.2)
    for x in (-w, w):
        inner = x * 0.96
        # door panel below the glass, with an armrest
        low, high = min(x, inner), max(x, inner)
        block.box((low, high), (-d + 0.1, d - 0.3), (0.06, belt), 0.42)
        rest = x - math.copysign(0.12, x)
        block.box((min(x, rest), max(x, rest)), (0.0, 0.5), (0.42, 0.5), 0.3)
        # pillars: windscreen, middle, rear
        top = x * 0.86
        thick = math.copysign(0.07, x)
        for y0, y1, wide in ((screen_low, screen_high, 0.07), (-0.12, -0.16, 0.1), (-d + 0.32, -d + 0.62, 0.16)):
            block.sheet([(x, y0, belt), (x, y0 - wide, belt), (top, y1 - wide, roof), (top, y1, roof)], 0.3)
            block.sheet([(x, y0, belt), (x - thick, y0, belt), (top - thick, y1, roof), (top, y1, roof)], 0.24)
        block.sheet(
            [
                (top, screen_high, roof),
                (top, -d + 0.5, roof),
                (top - thick, -d + 0.5, roof),
                (top - thick, screen_high, roof),
            ],
            0.25,
        )
        block.sheet(
            [
                (top, screen_high, roof - 0.06),
                (top, -d + 0.5, roof - 0.06),
                (top, -d + 0.5, roof),
                (top, screen_high, roof),
            ],
            0.28,
        )
    # roof lining, seen from below and above
    block.sheet(
        [
            (-w * 0.86, screen_high, roof),
            (w * 0.86, screen_high, roof),
            (w * 0.86, -d + 0.5, roof),
            (-w * 0.86, -d + 0.5, roof),
        ],
        0.55,
    )
    block.sheet(
        [
            (-w * 0.86, screen_high, roof),
            (w * 0.86, screen_high, roof),
            (w * 0.86, screen_high + 0.06, roof - 0.07),
            (-w * 0.86, screen_high + 0.06, roof - 0.07),
        ],
        0.3,
    )
    # parcel shelf and back panel under the rear glass
    block.box((-w, w), (-d, -d + 0.32), (0.06, belt + 0.02), 0.4)
    block.sheet(
        [
            (-w * 0.86, -d + 0.52, roof),
            (w * 0.86, -d + 0.52, roof),
            (w * 0.86, -d + 0.48, roof - 0.07),
            (-w * 0.86, -d + 0.48, roof - 0.07),
        ],
        0.3,
    )
