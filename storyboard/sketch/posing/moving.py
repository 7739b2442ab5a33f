"""Bodies off their feet: astride a horse or a cycle, in the water, on a wall or a ladder."""

import numpy as np

from storyboard.sketch.joints import Array, aim, turn
from storyboard.sketch.posing.body import Body, lead_side, legs
from storyboard.stage.geometry import Figure, Mount

Place = tuple[float, float, float]

# what one rides: seat of the hips, the two feet (left, right), the hands; metres forward, left and up from the middle
# of its ground; degrees that the back leans
SADDLES: dict[Mount, tuple[Place, Place, Place, Place, float]] = {
    "bicycle": ((-0.20, 0.0, 0.96), (0.20, 0.10, 0.36), (-0.10, -0.10, 0.22), (0.42, 0.22, 1.02), -30.0),
    "motorbike": ((-0.24, 0.0, 0.86), (0.04, 0.20, 0.36), (0.04, -0.20, 0.36), (0.44, 0.30, 1.03), -20.0),
    "horse": ((-0.10, 0.0, 1.66), (0.08, 0.36, 0.92), (0.08, -0.36, 0.92), (0.34, 0.07, 1.96), -2.0),
    "galloping": ((-0.12, 0.0, 1.78), (-0.06, 0.36, 1.06), (-0.06, -0.36, 1.06), (0.46, 0.09, 2.0), -30.0),
}


def saddle(figure: Figure, place: Place) -> Array:
    """A place on what somebody rides, on the stage."""
    spot: Array = np.array(figure.at) + np.array(place) * gauge(figure) @ turn(figure.yaw)
    return spot


def gauge(figure: Figure) -> float:
    """The size of a mount over its usual one: a child has a child's bicycle."""
    return min(figure.look.height / 1.62, 1.0) if figure.mount == "bicycle" else 1.0


def ride(body: Body) -> None:
    """Astride: hips on the saddle, feet on pedals or in stirrups."""
    figure = body.figure
    seat, left, right, _, back = SADDLES[figure.mount or "bicycle"]
    body.pelvis = saddle(figure, seat)
    body.hips, body.chest = turn(figure.yaw, back * 0.7), turn(figure.yaw, back)
    flat = turn(figure.yaw)
    wide = 0.75 if figure.mount in ("horse", "galloping") else 0.12
    poles = tuple(flat[0] + flat[2] * 0.6 + flat[1] * sign * wide for sign in (1.0, -1.0))
    legs(body, saddle(figure, left), saddle(figure, right), (6, 6), (poles[0], poles[1]), (-6, -6))


def swim(body: Body) -> None:
    """On the belly at the water's surface, the head up, one arm ahead."""
    figure, side = body.figure, lead_side(body)
    flat = turn(figure.yaw)
    prone = np.stack([flat[0] * 0.10 - flat[2], flat[1], flat[0] + flat[2] * 0.10])  # up is towards the head
    body.pelvis = body.ground(-0.30, 0.0, -0.10)
    body.hips = aim(prone[0], prone[2])
    body.chest = aim(-flat[2] + flat[0] * 0.42, flat[0] + flat[2] * 0.42)
    feet = [body.ground(-1.12 + 0.05 * side * sign, sign * 0.10, -0.12 + 0.08 * side * sign) for sign in (1.0, -1.0)]
    down = -flat[2]
    legs(body, feet[0], feet[1], (0, 0), (down, down), (-60, -60))


def climb(body: Body) -> None:
    """Close to what one climbs, one knee high, the hands above the head."""
    yaw, side = body.figure.yaw, lead_side(body)
    body.pelvis = body.ground(-0.02, 0.0, 0.90)
    body.hips, body.chest = turn(yaw - 5 * side, 4, 6 * side), turn(yaw, 3, -4 * side)
    high, low = body.ground(0.20, 0.15 * side, 0.50), body.ground(0.16, -0.14 * side, 0.10)
    out = turn(yaw)
    poles = tuple(out[0] * 0.6 + out[1] * sign * 0.9 + out[2] * 0.2 for sign in (1.0, -1.0))
    legs(body, high if side > 0 else low, low if side > 0 else high, (14, 14), (poles[0], poles[1]), (8, 8))
