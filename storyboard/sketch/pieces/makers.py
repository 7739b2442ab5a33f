"""Who builds which kind of piece: one short function for each kind, registered by ``draws``; and what they share."""

from collections.abc import Callable

from storyboard.sketch.solid import Block

Maker = Callable[[Block], None]
MAKERS: dict[str, Maker] = {}
"""Kind of piece to the function that builds it; filled by the modules of this package."""


def draws(*kinds: str) -> Callable[[Maker], Maker]:
    """Register a maker for some kinds."""

    def keep(maker: Maker) -> Maker:
        MAKERS.update(dict.fromkeys(kinds, maker))
        return maker

    return keep


def darker(tone: float, by: float = 0.12) -> float:
    """The tone in shade."""
    return max(tone - by, 0.02)


def legs(block: Block, top: float, *, thick: float = 0.05, inset: float = 0.02, bottom: float = 0.0) -> None:
    """Four square legs under a top."""
    w, d = block.width / 2 - inset, block.depth / 2 - inset
    with block.group():
        for x in (-w, w - thick):
            for y in (-d, d - thick):
                block.box((x, x + thick), (y, y + thick), (bottom, top), darker(block.tone))


def flat(block: Block, points: list[tuple[float, float]], tone: float, z: float = 0.004, *, line: bool = True) -> int:
    """A flat outline on the table."""
    return block.face([(x, y, z) for x, y in points], tone, both=True, line=line)


@draws("box_like")
def box_like(block: Block) -> None:
    """What nobody knows: a plain box."""
    block.box((-block.width / 2, block.width / 2), (-block.depth / 2, block.depth / 2), (0.0, block.height))
