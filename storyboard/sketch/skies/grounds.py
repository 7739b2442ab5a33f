"""The ground of an exterior as level polygons: the plain, decks, shores and roads."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.seen import View
from storyboard.stage.geometry import SetPlan

Array = NDArray[np.float64]
FAR = 700.0
"""Metres to the border of the plain."""
BANKS = {"waterside": "forest", "quay": "hills"}
"""Templates by water that has a far side, and what stands there."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A level polygon of the ground."""

    name: str
    """As ``SetPlan.ground``, or ``sea``, ``road``."""
    corners: tuple[tuple[float, float], ...]
    z: float
    """Metres."""


def grounds(view: View, plan: SetPlan) -> tuple[Ground, ...]:
    """The ground of an exterior: the plain as far as one sees, then the deck, the water or the road that lies on it."""
    x, y = float(view.at[0]), float(view.at[1])
    w, d = plan.width / 2, plan.depth

    def plate(name: str, left: float, right: float, near: float, far: float, z: float) -> Ground:
        return Ground(name, ((left, near), (right, near), (right, far), (left, far)), z)

    def plain(name: str, z: float) -> Ground:
        return plate(name, x - FAR, x + FAR, y - FAR, y + FAR, z)

    if plan.template == "boat":
        return plain("water", -1.5), plate("floor", -w, w, min(-3.0, y - 2), d, 0.0)
    if plan.template == "roof":
        wide = max(w, abs(x) + 1)
        return plain("below", -14.0), plate("asphalt", -wide, wide, min(0.0, y - 2), d, 0.0)
    result = [plain("grass", -0.42) if plan.template == "car" else plain(plan.ground, 0.0)]
    if plan.horizon == "sea":
        shore = d * 0.97
        far = shore + 40.0 if plan.template in BANKS else y + FAR
        name = "water" if plan.template in BANKS else "sea"
        result.append(plate(name, x - FAR, x + FAR, shore, far, 0.002))
    if plan.template == "car":
        result.append(plate("road", -1.3, 4.2, y - FAR, y + FAR, -0.42))
    return tuple(result)


def ground_outline(view: View, ground: Ground) -> Array:
    """A ground on paper; empty when out of sight."""
    return view.polygon(np.array([(x, y, ground.z) for x, y in ground.corners]))
