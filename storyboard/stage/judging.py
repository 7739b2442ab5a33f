"""What is wrong with a camera's place: walls, furniture, other people, a face turned away.

Costs are in units where 1 is as bad as a shot that one would not use.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.shots import Shot
from storyboard.stage.anatomy import Body, body
from storyboard.stage.axis import Order, heading
from storyboard.stage.camera import aim, depth, wrap
from storyboard.stage.footprint import holds
from storyboard.stage.geometry import Camera, Figure, Piece, Point, SetPlan, Staging
from storyboard.stage.lens import project
from storyboard.stage.sight import LOW, crowding, hiding, looming, visible

Array = NDArray[np.float64]


HALF_BODY = 0.22
"""Metres from the middle of a chest to a shoulder's edge."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A camera that serves a shot, what must go out of its way, and what is wrong with it."""

    camera: Camera
    cost: float
    wild: tuple[str, ...] = ()
    bearing: float = 0.0
    """Where the camera stands as seen from the subject, plan degrees."""


@dataclass(frozen=True, slots=True)
class View:
    """What placements are sought in: the set, who stands where, and the screen order of all pairs."""

    plan: SetPlan
    staging: Staging
    order: Order
    later: tuple[Figure, ...] = ()
    """Where people go while the shot lasts: a wide shot keeps room for them."""

    def find(self, character: str) -> Figure | None:
        """The figure of a character, if it is on stage."""
        return next((figure for figure in self.staging.figures if figure.character == character), None)

    def piece(self, identity: str) -> Piece | None:
        """A piece of the set by its id, or by its kind."""
        by_kind = None
        for piece in self.plan.pieces:
            if piece.id == identity:
                return piece
            if piece.kind == identity and by_kind is None:
                by_kind = piece
        return by_kind


def within(plan: SetPlan, camera: Camera, point: Point, u: float, v: float, shot: Shot) -> Camera:
    """The camera, above the floor and under the ceiling, aimed again when it had to move."""
    top = plan.height - 0.15 if plan.interior and shot.angle != "overhead" else 60.0
    z = min(max(camera.at[2], 0.18), max(top, 0.3))
    if abs(z - camera.at[2]) < 1e-6:
        return camera
    return aim((camera.at[0], camera.at[1], z), camera.focal, point, u=u, v=v, roll=camera.roll)


def face_cost(bearing: float, figure: Figure) -> float:
    """What it costs to see someone from ``bearing``: three quarters are free, the back of the head is dear.

    Of one who lies it is the crown that is dear, and the picture that stands on its head; the flanks are free.
    """
    if figure.posture == "lie" and not figure.look.animal:
        along = math.cos(math.radians(bearing - figure.yaw))
        return 0.9 * max(0.0, along + 0.1) + 0.35 * max(0.0, -along - 0.4)
    off = abs(wrap(bearing - heading(body(figure).face)))
    if off < 14:
        return 0.12
    return max(0.0, off - 36) / 100 + max(0.0, off - 75) / 60


def judged(
    camera: Camera,
    cost: float,
    bearing: float,
    view: View,
    people: Sequence[Figure],
    shot: Shot,
    *,
    allowed: Sequence[str] = (),
    keep: str = "",
    target: Array | None = None,
) -> Placement:
    """Add what the room, the furniture and the other people cost; furniture in the way goes wild."""
    cost += _outside(camera, view.plan)
    bodies = [body(figure) for figure in people]
    kept = {keep, *_carrying(view.staging.figures, view.plan)}
    wild = set(crowding(camera.at, view.plan.pieces))
    cost += 1.5 * len(wild & kept - {keep})  # the lens in the bed that someone lies on
    wild -= kept
    rays = [np.concatenate([seen.head_points[:4], seen.trunk[2:3]]) for seen in bodies]
    if target is not None:
        rays.append(target)
    if rays:
        for piece, share in hiding(camera.at, np.concatenate(rays), view.plan.pieces):
            if piece.id in kept:
                cost += 2.0 * share * (piece.id != keep)
            elif share >= 0.7 / (len(rays) * 5) and piece.id not in wild:
                wild.add(piece.id)
                cost += 0.12
    reach = min(
        (depth(camera, seen.centre) for seen in bodies), default=depth(camera, target[0]) if target is not None else 0.0
    )
    for name in looming(camera, view.plan.pieces, reach):
        cost += 1.5 * (name in kept and name != keep)  # a bed's head fills the picture
        if name not in wild and name not in kept:
            wild.add(name)
            cost += 0.15
    names = {figure.character for figure in people}
    strangers = [body(f) for f in view.staging.figures if f.character not in names and f.character not in allowed]
    for seen in bodies:
        others = strangers + [other for other in bodies if other is not seen]
        hidden = 1.0 - visible(camera.at, seen.head_points, others)
        cost += (2.5 if len(bodies) <= 2 else 0.8) * max(0.0, hidden - 0.1)
    if target is not None and strangers:
        cost += 1.0 - visible(camera.at, target, strangers)
    if strangers and (bodies or target is not None):
        cost += _dirty(camera, strangers, bodies, target)
    wild |= {
        piece.id for piece in view.plan.pieces if "@" in piece.id and piece.id.split("@")[1] in wild
    }  # what is on it
    return Placement(camera=camera, cost=cost, wild=tuple(sorted(wild)), bearing=wrap(bearing))


def _carrying(people: Sequence[Figure], plan: SetPlan) -> list[str]:
    """The pieces that someone lies on or stands on: taken away, they would leave a body in the air."""
    raised = [
        figure
        for figure in people
        if figure.sill or figure.at[2] > 0 or (figure.posture == "lie" and figure.seat > LOW)
    ]
    return [piece.id for piece in plan.pieces if any(holds(piece, figure.at) for figure in raised)]


def _outside(camera: Camera, plan: SetPlan) -> float:
    """What it costs to stand outside the walls: little through the audience's side, more through the others."""
    if not plan.interior:
        return 0.0 if camera.at[2] > 0 else 1.0
    x, y, _ = camera.at
    front, back = max(0.0, 0.1 - y), max(0.0, y - plan.depth + 0.1)
    across = max(0.0, abs(x) - plan.width / 2 + 0.1)
    cost = 0.0
    if front:
        cost += 0.05 + 0.03 * front
    if across:
        cost += 0.2 + 0.15 * across
    if back:
        cost += 0.35 + 0.25 * back
    return cost


def _dirty(camera: Camera, strangers: Sequence[Body], bodies: Sequence[Body], target: Array | None) -> float:
    """What it costs that others stand large in front, or that a head behind sticks to the subject's."""
    points = np.stack([stranger.centre for stranger in strangers])
    seen = project(camera, points)
    subject = min([depth(camera, one_body.centre) for one_body in bodies] or [depth(camera, point) for point in target])  # type: ignore[union-attr]
    heads = project(camera, np.stack([one_body.centre for one_body in bodies])) if bodies else np.empty((0, 3))
    close = np.abs(seen[:, None, :2] - heads[None, :, :2]) < np.array([0.16, 0.22])
    behind = (seen[:, 2:3] > heads[None, :, 2]) & (seen[:, 2:3] < 4 * heads[None, :, 2])
    tangent = 0.12 * min(3, int((close.all(axis=2) & behind).sum()))
    near = (
        (seen[:, 2] > 0.05) & (seen[:, 2] < 0.85 * subject) & (np.abs(seen[:, 0]) < 1.25) & (np.abs(seen[:, 1]) < 1.5)
    )
    chests = project(camera, np.stack([stranger.trunk[2] for stranger in strangers]))
    reach = HALF_BODY * camera.focal / (18.0 * np.maximum(chests[:, 2], 0.05))  # a body's half width in the picture
    tall = np.minimum(np.abs(chests[:, 1]), np.abs(seen[:, 1])) < 1.3
    looms = (chests[:, 2] > 0.05) & (chests[:, 2] < 0.5 * subject) & (np.abs(chests[:, 0]) - reach < 0.7) & tall
    return 0.5 * float(near.sum()) + 0.9 * float(looms.any()) + tangent


def as_point(values: Array) -> Point:
    """An array of three as a stage point."""
    return float(values[0]), float(values[1]), float(values[2])
