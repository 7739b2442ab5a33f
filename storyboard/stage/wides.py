"""Cameras for everyone, and for the place: groups, masters, establishing shots."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from storyboard.shots import Shot
from storyboard.stage.anatomy import Body, body
from storyboard.stage.axis import Order, extra, heading, leftward
from storyboard.stage.camera import aim, fit, one, picture_height
from storyboard.stage.footprint import corners
from storyboard.stage.geometry import Camera, Figure, Piece, SetPlan
from storyboard.stage.judging import Placement, View, as_point, face_cost, judged
from storyboard.stage.lens import project, sensor
from storyboard.stage.sizes import OPEN, SIZES

Array = NDArray[np.float64]


def groups(shot: Shot, view: View, people: Sequence[Figure]) -> Iterator[Placement]:
    """Everyone in: heads to the waist for a group, heads to feet for a master."""
    bodies = [body(figure) for figure in people]
    whole = shot.kind == "master" or shot.size in ("FS", "LS", "ELS")
    points = np.concatenate(
        [seen.outline if whole else np.stack([seen.top, seen.chin, seen.trunk[3]]) for seen in bodies]
    )
    middle = np.mean([seen.eyes for seen in bodies], axis=0)
    if shot.kind == "master":
        points = np.concatenate([points, *(_ends(piece) for piece in _going(view))])
    if view.later:
        points = np.concatenate([points, *(body(figure).outline for figure in view.later)])
    if shot.kind == "master" and len(bodies) == 1:  # one person alone still has a place around
        points = np.concatenate([points, middle[None] + np.array([[1.2, 0, 0], [-1.2, 0, 0]])])
    pitch = {"high": -24.0, "low": 9.0, "overhead": -78.0}.get(shot.angle, -5.0 if whole else -2.0)
    facing = _facing(people)
    carried = [figure for figure in people if figure.sill or figure.mount]
    for turn in (14.0, -14.0, 0.0, 32.0, -32.0, 55.0, -55.0):
        for base, base_cost in ((-90.0, 0.0), (facing, 0.12)) if facing is not None else ((-90.0, 0.0),):
            bearing = base + turn
            lowest = min(
                (OPEN[shot.size][0] * 1.02 if shot.size in OPEN else SIZES[shot.size].height * 0.97),
                2.9 if shot.kind == "master" else 99.0,
            )
            camera = _level(points, middle, lowest, bearing + 180, pitch, shot, view.plan)
            flipped = _flips(camera, bodies, view.order)
            cost = base_cost + abs(turn) / 250 + 0.6 * flipped
            # a car, a cycle or a horse says nothing from its nose
            cost += sum(0.5 * max(0.0, math.cos(2 * math.radians(bearing - one.yaw))) for one in carried)
            weights = (1.0 if figure.posture == "lie" else 0.35 for figure in people)
            cost += sum(w * face_cost(bearing, one) for w, one in zip(weights, people, strict=True)) / len(people)
            yield judged(camera, cost, bearing, view, people, shot)


def _going(view: View) -> list[Piece]:
    """The vehicles that nobody of the cast drives, on their way."""
    moving = {path.character for path in view.staging.paths}
    return [piece for piece in view.staging.pieces if piece.id in moving]


def _ends(piece: Piece) -> Array:
    """The corners of a piece's footprint, and those of its roof, shape [8, 3]."""
    foot = corners(piece)
    return np.concatenate([np.column_stack([foot, np.full(4, z)]) for z in (0.0, piece.size[2])])


def _facing(people: Sequence[Figure]) -> float | None:
    """Where a group faces together, or None when it faces itself."""
    total = sum((np.array([math.cos(math.radians(f.yaw)), math.sin(math.radians(f.yaw))]) for f in people), np.zeros(2))
    return heading(total) if float(np.hypot(total[0], total[1])) > 0.75 * len(people) else None


def _flips(camera: Camera, bodies: Sequence[Body], order: Order) -> int:
    seen = project(camera, np.stack([one_body.eyes for one_body in bodies]))
    return sum(
        1
        for i, first in enumerate(bodies)
        for j, second in enumerate(bodies[i + 1 :], i + 1)
        if not extra(first.character) and not extra(second.character)
        and abs(seen[i, 0] - seen[j, 0]) > 0.08
        and (seen[i, 0] < seen[j, 0]) != leftward(order, first.character, second.character)
    )  # fmt: skip


def _backed(camera: Camera, middle: Array, height: float) -> Camera:
    """The camera, further off along its plan bearing until the picture is ``height`` metres high at ``middle``."""
    now = picture_height(camera, middle)
    if now >= height:
        return camera
    yaw, pitch = math.radians(camera.yaw), math.radians(camera.pitch)
    back = (height - now) * camera.focal / sensor(16 / 9)[1]
    x, y, z = camera.at
    return replace(camera, at=(x - back * math.cos(yaw) * math.cos(pitch), y - back * math.sin(yaw) * math.cos(pitch),
                               z - back * math.sin(pitch)))  # fmt: skip


def _level(points: Array, middle: Array, height: float, yaw: float, pitch: float, shot: Shot, plan: SetPlan) -> Camera:
    """A fit of ``points`` whose lens is between floor and ceiling: the tilt gives way, then the distance."""
    top = plan.height - 0.15 if plan.interior and shot.angle != "overhead" else 60.0
    camera = Camera(at=(0.0, 0.0, 0.0), yaw=yaw)
    for tilt in (0.0, -4.0, 4.0, -8.0, 8.0, -13.0):
        camera = fit(points, yaw=yaw, pitch=pitch + tilt, focal=shot.lens, across=0.82, top=0.78, low=0.9)
        camera = _backed(camera, middle, height)
        if 0.35 <= camera.at[2] <= top:
            return camera
    seen = project(camera, middle[None])[0]
    x, y, z = camera.at
    turn = math.radians(yaw)
    at = (x - 0.8 * math.cos(turn), y - 0.8 * math.sin(turn), min(max(z, 0.35), top))
    return aim(at, camera.focal, as_point(middle), u=float(seen[0]), v=float(np.clip(seen[1], -0.5, 0.5)))


def _told(view: View, bodies: Sequence[Body], centre: Array) -> tuple[Array, float]:
    """The middle of what a place is told by, and how far that reaches: its people, and the large things it names."""
    named = [spot for piece in _going(view) for spot in _ends(piece)[:4]]
    named += [piece.at for piece in view.plan.pieces if piece.label and max(piece.size) > 1.0 and piece.at[1] < 20]
    spots = np.array([*(seen.eyes for seen in bodies), *named]).reshape(-1, 3)
    if not len(spots):
        return centre, 0.0
    low, high = spots.min(axis=0), spots.max(axis=0)
    return (low + high) / 2, float(np.hypot(*(high - low)[:2]))


def establishing(shot: Shot, view: View) -> Iterator[Placement]:
    """The place, readable: an interior from its open side, an exterior from far and a little above."""
    plan = view.plan
    people = [figure for figure in view.staging.figures if not extra(figure.character)]
    bodies = [body(figure) for figure in people]
    centre = np.array([0.0, plan.depth * 0.5, 1.2])
    focal = min(shot.lens, 28.0)
    for turn in (16.0, -16.0, 28.0, -28.0, 0.0):
        if plan.interior:
            half = plan.width / 2
            high = min(plan.height, 2.7) * 0.95
            points = np.array([[-half, plan.depth, 0.1], [half, plan.depth, 0.1], [-half * 0.9, plan.depth, high],
                               [half * 0.9, plan.depth, high], [-half * 0.8, plan.depth * 0.45, 0.0],
                               [half * 0.8, plan.depth * 0.45, 0.0]])  # fmt: skip
            points = np.concatenate([points, *[seen.outline for seen in bodies]])
            camera = fit(points, yaw=90.0 - turn, pitch=-7.0, focal=focal, across=0.97, top=0.95, low=0.95)
            z = min(max(camera.at[2], 1.5), plan.height - 0.2)
            camera = aim((camera.at[0], camera.at[1], z), focal, as_point(centre), v=-0.05)
        else:
            spot, width = _told(view, bodies, centre)
            least = SIZES["ELS"].height * 0.75 if bodies else 9.0
            at, height = (float(spot[0]), float(spot[1]), 1.2), max(least, 0.75 * width)
            camera = one(at, height=height, focal=focal, bearing=-90.0 + turn, elevation=9.0, u=0.0, v=-0.3)
        yield judged(camera, abs(abs(turn) - 16) / 200 + (turn < 0) * 0.02, -90.0 + turn, view, people, shot)
