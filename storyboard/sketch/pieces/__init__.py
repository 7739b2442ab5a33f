"""How the things of a set are built from solids; each module knows some kinds, and MAKERS knows them all."""

from storyboard.sketch.pieces import (  # noqa: F401  they fill the makers
    apparatus,
    cabin,
    cars,
    crowds,
    devices,
    fittings,
    harbour,
    household,
    lorries,
    nature,
    openings,
    papers,
    seats,
    smalls,
    storage,
    streets,
    tables,
    vehicles,
    wares,
)
from storyboard.sketch.pieces.makers import MAKERS

__all__ = ["MAKERS"]
