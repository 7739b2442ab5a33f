"""A staged set through a camera: which parts are shown, what is sharp, and in what order the eye settles them.

The sketch paints by it, and so do the maps: what hides what is decided once.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.order import before, paint
from storyboard.sketch.seen import Seen, Solids, View, see, solids
from storyboard.sketch.staged import over_the_bonnet
from storyboard.sketch.style import seed
from storyboard.stage.footprint import holds
from storyboard.stage.geometry import Figure, Piece, Point, SetPlan, Setup
from storyboard.stage.kinds import kinds

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
_APERTURE = 2.8
SOFT = 9.0
"""Blur, in points, from which details are left out and the background is smudged."""
_GLAZED = frozenset({"car", "boat"})
"""Vehicles in which one is seen from everywhere."""
_DASH = 0.66
"""Metres from a car's middle to its dashboard."""
_BONNET = 0.55
"""Share of a car's height over which, before and behind its windows, a lens may be."""
_LIMB_WEIGHTS = (2.0, 3.0, 1.0, 1.0, 0.7, 0.7)
"""What each box of a figure (head, trunk, arms, legs) counts when they disagree about who is before whom."""
_EVERYWHERE = (-1e6, -1e6, 1e6, 1e6)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone to draw among the pieces."""

    figure: Figure
    boxes: tuple[tuple[Point, Point], ...]
    """Axis-aligned boxes round the body's parts."""
    draw: Callable[[], None]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What one view has before it."""

    view: View
    things: Solids
    seen: Seen
    shown: Flags
    """Which parts are drawn."""
    flat: Flags
    """Which pieces lie on the ground."""
    actors: tuple[Actor, ...]
    """Those in sight."""
    focus: float
    """Metres to what is sharp."""
    far: float
    """Blur of the background, points."""
    distance: Array
    """Of each part, metres."""
    smudge: Array
    """Of each part, its blur in points."""

    def lying(self) -> list[tuple[int, ...]]:
        """The groups of parts that lie on the ground: under everything."""
        things = self.things
        return [group for group in things.groups if self.flat[things.parts[group[0]].piece] and self.shown[group[0]]]


def lay_out(
    setup: Setup,
    width: float,
    height: float,
    actors: Sequence[Actor] = (),
    *,
    focus: float | None = None,
    hand: float = 0.0,
) -> Layout:
    """What the camera of a setup has before it on a sheet of ``width`` x ``height`` points.

    ``focus`` is the distance in metres that is sharp (None: the subject's); ``hand`` is how far lines stray, points.
    """
    view = View(setup.camera, width, height)
    plan = setup.plan
    actors = [actor for actor in actors if _in_sight(view, actor)]
    focus = max(_focus(view, setup, actors) if focus is None else focus, 0.2)
    blur = _Blur(view, focus)
    far = float(blur.points(np.array([focus + 2.5]))[0])
    things = solids((*plan.pieces, *_dashboards(view, plan, actors)), plan.location)
    shown = _shown(view, plan, things, setup.wild)
    distance = np.maximum(view.camera_points(things.boxes[:, :3])[:, 2], 0.05) if len(things.parts) else np.empty(0)
    smudge = blur.points(distance)
    fine = (smudge < SOFT) & (distance < 26.0)
    seen = see(view, things, shown, fine=fine, hand=hand, salt=seed(plan.location) % 997)
    flat = np.array([lies_flat(piece) for piece in things.pieces], np.bool_)
    return Layout(view, things, seen, shown, flat, tuple(actors), focus, far, distance, smudge)


def in_order(layout: Layout) -> list[tuple[tuple[int, ...] | Actor, float]]:
    """What stands, from back to front: groups of parts and actors, each with its distance in metres."""
    view, things, seen, shown, flat, actors = (
        layout.view, layout.things, layout.seen, layout.shown, layout.flat, layout.actors,
    )  # fmt: skip
    groups: list[int] = []
    extents: list[tuple[float, ...]] = []
    for row, members in enumerate(things.groups):
        part = things.parts[members[0]]
        if not shown[members[0]] or flat[part.piece]:
            continue
        if part.sprite is not None:
            groups.append(row)
            extents.append(_extent(view, things.group_boxes[row]) or _EVERYWHERE)
        elif any(seen.faces[number] for number in members):
            groups.append(row)
            bounds = seen.boxes[list(members)]
            extents.append((*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0)))
    boxes = [*things.group_boxes[groups]] if groups else []
    owner = list(range(len(groups)))
    weights = [1.0] * len(groups)
    distance = [float(np.linalg.norm(things.group_boxes[row, :3] - view.at)) for row in groups]
    for place, actor in enumerate(actors):
        for number, (low, high) in enumerate(actor.boxes):
            middle, half = (np.array(low) + high) / 2, (np.array(high) - low) / 2
            box = np.array([*middle, *half, 1.0, 0.0])
            box[3], box[4] = half[1], half[0]  # a yaw of 0: the width lies along y
            extent = _extent(view, box)
            boxes.append(box)
            extents.append(extent or _EVERYWHERE)
            owner.append(len(groups) + place)
            weights.append(_LIMB_WEIGHTS[min(number, 5)])
        trunk = actor.boxes[min(1, len(actor.boxes) - 1)]
        distance.append(float(np.linalg.norm((np.array(trunk[0]) + trunk[1]) / 2 - view.at)))
    if not boxes:
        return []
    relation = before(np.array(boxes), view.at, np.array(extents))
    count = len(groups) + len(actors)
    if actors:
        score = np.zeros((count, count))
        table = relation * np.array(weights)[:, None] * np.array(weights)[None, :]
        np.add.at(score, (np.array(owner)[:, None], np.array(owner)[None, :]), table)
        relation = score > score.T
        _seat(relation, view.at, [things.pieces[things.parts[things.groups[row][0]].piece] for row in groups], actors)
    return [
        (things.groups[groups[item]] if item < len(groups) else actors[item - len(groups)], distance[item])
        for item in paint(relation, np.array(distance))
    ]


def _dashboards(view: View, plan: SetPlan, actors: Sequence[Actor]) -> tuple[Piece, ...]:
    """The dashboards of cars whose drivers are seen from near and before: a wide shot has no room for them."""
    found = []
    for figure in (actor.figure for actor in actors if actor.figure.sill and actor.figure.posture == "drive"):
        car = next((piece for piece in plan.pieces if piece.kind == "car" and holds(piece, figure.at)), None)
        if car is None or not over_the_bonnet(figure, (float(view.at[0]), float(view.at[1]), float(view.at[2]))):
            continue
        turn = math.radians(car.yaw)
        kind = kinds()["dashboard"]
        x, y = car.at[0] + math.cos(turn) * _DASH, car.at[1] + math.sin(turn) * _DASH
        found.append(Piece(f"dashboard-{car.id}", kind.name, (x, y, car.at[2] + kind.z), car.yaw, kind.size, kind.tone))
    return tuple(found)


def _seat(after: Flags, eye: Array, pieces: Sequence[Piece], actors: Sequence[Actor]) -> None:
    """Whoever sits in a vehicle is drawn over it: only what shows over its side is drawn at all. From behind a van or a
    lorry nobody sees its driver."""
    for row, piece in enumerate(pieces):
        if piece.kind == "dashboard":
            for under, other in enumerate(pieces):
                if other.kind == "car" and holds(other, piece.at):
                    after[row, under], after[under, row] = True, False
    for place, actor in enumerate(actors, len(pieces)):
        if actor.figure.sill:
            for row, piece in enumerate(pieces):
                if piece.kind == "dashboard" and math.dist(piece.at[:2], actor.figure.at[:2]) < 1.6:
                    after[row, place], after[place, row] = True, False
                if holds(piece, actor.figure.at):
                    shows = piece.kind in _GLAZED or _before_the_cab(eye, actor.figure)
                    after[place, row], after[row, place] = shows, not shows


def _before_the_cab(eye: Array, figure: Figure) -> bool:
    turn = math.radians(figure.yaw)
    dx, dy = eye[0] - figure.at[0], eye[1] - figure.at[1]
    return bool(dx * math.cos(turn) + dy * math.sin(turn) > -0.7 * abs(dx * math.sin(turn) - dy * math.cos(turn)))


def lies_flat(piece: Piece) -> bool:
    """Whether a piece is something one walks over."""
    return piece.kind in kinds() and kinds()[piece.kind].flat


class _Blur:
    """The circle of confusion of a thin lens, in paper points: f^2 / (N d) times the relative distance."""

    def __init__(self, view: View, focus: float) -> None:
        self.focus = focus
        metres = (view.focal / 1000) ** 2 / (_APERTURE * focus)
        self.scale = metres * 1000 / 36.0 * view.width

    def points(self, distance: Array) -> Array:
        result: Array = self.scale * np.abs(distance - self.focus) / np.maximum(distance, 0.05)
        return result


def _in_sight(view: View, actor: Actor) -> bool:
    """Whether some of a body may lie before the lens and within the picture, with a margin for its shadow."""
    low, high = (np.array(end).T for end in zip(*actor.boxes, strict=True))
    corner = np.array(
        [
            (x, y, z)
            for x in (low[0].min(), high[0].max())
            for y in (low[1].min(), high[1].max())
            for z in (low[2].min(), high[2].max())
        ]
    )
    seen = view.camera_points(corner)
    reach_x = np.maximum(seen[:, 2], 0.0) * view.width / 2 / view.points_per_unit + 0.4
    aside = (seen[:, 0] > reach_x).all() or (seen[:, 0] < -reach_x).all()
    return bool((seen[:, 2] > 0.05).any()) and not aside


def _focus(view: View, setup: Setup, actors: Sequence[Actor]) -> float:
    """Metres to the nearest subject, else to the nearest person, else to the middle of the set."""
    for wanted in (setup.subjects[:1], setup.subjects, ()):
        places = [actor.boxes[0][0] for actor in actors if not wanted or actor.figure.character in wanted]
        if places:
            depths = view.camera_points(np.array(places, dtype=np.float64))[:, 2]
            if (depths > 0.2).any():
                return float(depths[depths > 0.2].min())
    return max(float(view.camera_points(np.array([[0.0, setup.plan.depth * 0.5, 1.0]]))[0, 2]), 3.0)


def _shown(view: View, plan: SetPlan, things: Solids, wild: Sequence[str]) -> Flags:
    """Parts to draw: not those taken away, round the lens, or on the wall that the camera looks through."""
    hidden = set(wild)
    x, y, z = view.at
    room = plan.interior and plan.template != "car"
    for piece in things.pieces:
        kind = kinds().get(piece.kind)
        if kind is not None and (kind.hollow or kind.flat):
            continue
        turn = math.radians(piece.yaw)
        ahead = (x - piece.at[0]) * math.cos(turn) + (y - piece.at[1]) * math.sin(turn)
        aside = (x - piece.at[0]) * math.sin(turn) - (y - piece.at[1]) * math.cos(turn)
        if room and kind is not None and kind.wall and ahead < piece.size[1] * 0.3 and _outside(view, plan, piece):
            hidden.add(piece.id)
        margin = 0.12
        inside = abs(ahead) < piece.size[1] / 2 + margin and abs(aside) < piece.size[0] / 2 + margin
        tall = piece.size[2] * (_BONNET if piece.kind == "car" and abs(ahead) > piece.size[1] * 0.22 else 1.0)
        if inside and piece.at[2] - margin < z < piece.at[2] + tall + margin:
            hidden.add(piece.id)
    return np.array([things.pieces[part.piece].id not in hidden for part in things.parts], np.bool_)


def _outside(view: View, plan: SetPlan, piece: Piece) -> bool:
    """Whether the lens is beyond the wall that a piece stands against."""
    x, y, _ = view.at
    half = piece.size[1] / 2 + 0.12
    return bool(
        (y < 0 and piece.at[1] < half)
        or (y > plan.depth and piece.at[1] > plan.depth - half)
        or (x < -plan.width / 2 and piece.at[0] < -plan.width / 2 + half)
        or (x > plan.width / 2 and piece.at[0] > plan.width / 2 - half)
    )


def _extent(view: View, box: Array) -> tuple[float, ...] | None:
    """The bounds of a box on paper; None when it reaches behind the lens."""
    x, y, z, w, d, h, cos, sin = box
    signs = np.array([(a, b, c) for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)], dtype=np.float64)
    corner = np.stack(
        [
            x + signs[:, 0] * w * sin + signs[:, 1] * d * cos,
            y - signs[:, 0] * w * cos + signs[:, 1] * d * sin,
            z + signs[:, 2] * h,
        ],
        axis=1,
    )
    seen = view.camera_points(corner)
    if seen[:, 2].min() < 0.05:
        return None
    flat = view.flat(seen)
    return (*flat.min(axis=0), *flat.max(axis=0))
