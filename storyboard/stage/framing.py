"""From a shot as data to cameras on the stage, best first: sizes, angles, lenses and who goes where in the picture.

Distances follow the table of sizes; a placement's cost says what is wrong with it (a face turned away, a wall or a
person in between), in units where 1 is as bad as a shot that one would not use.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from storyboard.shots import Angle, Shot, Size
from storyboard.stage.anatomy import ADULT, Body, body
from storyboard.stage.axis import Order, extra, heading, leftward, partner
from storyboard.stage.camera import aim, depth, fit, one, pair, picture_height, wrap
from storyboard.stage.geometry import Camera, Figure, Piece, Point, SetPlan, Staging
from storyboard.stage.lens import project, sensor
from storyboard.stage.sight import crowding, hiding, looming, visible

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Value:
    """One shot size (valeur de plan), for a standing adult of 1.75 m."""

    height: float
    """Metres of picture height at the subject."""
    focal: float
    """Usual lens, millimetres."""
    headroom: float
    """Share of the frame above the head; negative crops it."""
    tightness: float
    """1: measured by the head, 0: by the whole body."""


SIZES: dict[Size, Value] = {
    "ECU": Value(0.10, 100, -0.50, 1.0),
    "BCU": Value(0.22, 85, -0.13, 1.0),
    "CU": Value(0.37, 85, 0.03, 1.0),
    "MCU": Value(0.57, 65, 0.07, 0.7),
    "MS": Value(0.83, 50, 0.08, 0.5),
    "MLS": Value(1.19, 40, 0.08, 0.3),
    "FS": Value(2.0, 35, 0.07, 0.0),
    "LS": Value(3.5, 28, 0.30, 0.0),
    "ELS": Value(12.0, 24, 0.46, 0.0),
}
"""The usual table of sizes, tight to wide. Headroom: CU 0-6 %, MCU and MS 6-10 %, FS 5-8 % of the frame."""
TIGHT_TO_WIDE: tuple[Size, ...] = tuple(SIZES)
OPEN = {"LS": (2.6, 7.5), "ELS": (6.5, 40.0)}
"""Long shots are ranges: from the room to the half of a square, and the landscape."""
RISE: dict[Angle, float] = {"eye": 0.0, "high": 24.0, "low": -20.0, "overhead": 80.0, "dutch": -4.0}
"""Degrees by which the lens stands above the subject's eyes."""
DUTCH_ROLL = 14.0
OFFSETS = (32.0, 18.0, 46.0, 62.0, 84.0, 112.0)
"""Degrees off the eyeline that are tried for a single; three quarters first."""
FOREGROUND = 0.27
"""Share of the frame's width that an over-the-shoulder foreground takes (15-35 % reads well)."""


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


def placements(shot: Shot, view: View) -> tuple[Placement, ...]:
    """Cameras for a shot on a staging, best first; never empty."""
    figures = [figure for name in shot.subjects if (figure := view.find(name)) is not None]
    found: list[Placement] = []
    if shot.kind == "insert":
        found = list(_inserts(shot, view, figures))
    elif shot.kind == "estab":
        found = list(_establishing(shot, view))
    elif shot.kind == "pov":
        found = list(_points_of_view(shot, view))
    elif shot.kind in ("master", "group", "three"):
        people = figures if shot.kind != "master" else []
        people = people or [figure for figure in view.staging.figures if not extra(figure.character)]
        people = people or list(view.staging.figures)
        found = list(_groups(shot, view, people)) if people else list(_establishing(shot, view))
    elif shot.kind == "ots" and len(figures) == 2:
        found = list(_overs(shot, view, figures[0], figures[1]))
    elif shot.kind == "two" and len(figures) == 2:
        found = list(_twos(shot, view, figures[0], figures[1]))
    elif figures:
        found = list(_singles(shot, view, figures[0])) if len(figures) < 3 else list(_groups(shot, view, figures))
    if not found:
        found = list(_establishing(shot, view))
    return tuple(sorted(found, key=lambda placement: placement.cost))


def nominal(shot_size: Size, figure: Figure | None = None) -> float:
    """Metres of picture height for a size, scaled to who is seen."""
    value = SIZES[shot_size]
    return value.height * (body(figure).scale(value.tightness) if figure is not None else 1.0)


def size_error(size: Size, height: float, scale: float = 1.0) -> float:
    """ln of a measured picture height over the nominal one; 0 within the range of the open sizes."""
    if size in OPEN:
        low, high = OPEN[size]
        return min(0.0, math.log(height / (low * scale))) + max(0.0, math.log(height / (high * scale)))
    return math.log(height / (SIZES[size].height * scale))


def nearest_size(height: float) -> Size:
    """The size whose nominal picture height is nearest."""
    return min(
        TIGHT_TO_WIDE, key=lambda size: (abs(size_error(size, height)), abs(math.log(height / SIZES[size].height)))
    )


def two_size(view: View, one_name: str, other: str) -> Size:
    """The tightest size that holds two people at their distance: heads within 0.62 of the half-frame."""
    first, second = view.find(one_name), view.find(other)
    if first is None or second is None:
        return "MS"
    gap = math.hypot(first.at[0] - second.at[0], first.at[1] - second.at[1])
    rise = abs(float(body(first).eyes[2] - body(second).eyes[2]))
    # raked a little, a gap shows at four fifths of its width
    need = max(0.8 * gap * 9 / 16 / 0.62, (rise + 0.35) / 0.8)
    sizes: tuple[Size, ...] = ("MS", "MLS", "FS")
    return next((size for size in sizes if SIZES[size].height * 1.05 >= need), "LS")


def anchor(shot: Shot, figure: Figure) -> tuple[Point, float]:
    """The point of a body that the frame hangs on, and its height in the picture (v)."""
    seen = body(figure)
    value = SIZES[shot.size]
    if figure.posture == "lie":
        middle = seen.centre if shot.size in ("ECU", "BCU", "CU", "MCU") else (seen.centre + seen.trunk[3]) / 2
        return _point(middle), 0.05
    if shot.size in ("ECU", "BCU"):
        return _point(seen.eyes), 0.05 if shot.size == "ECU" else 0.22
    if figure.look.animal and shot.size not in ("LS", "ELS"):
        middle = (seen.centre + seen.trunk[3]) / 2 if shot.size in ("FS", "MLS", "MS") else seen.centre
        return _point(middle), 0.0
    # across, the eyes hang in the picture; upwards, the crown does
    return (float(seen.eyes[0]), float(seen.eyes[1]), float(seen.top[2])), 1 - 2 * value.headroom


def screen_gaze(camera: Camera, seen: Body) -> float:
    """The look as the picture shows it: sine of its turn to the right (+) or left (-) of the lens."""
    yaw = math.radians(camera.yaw)
    flat = math.hypot(float(seen.gaze[0]), float(seen.gaze[1]))
    if flat < 0.2:
        return 0.0
    return float(seen.gaze[0] * math.sin(yaw) - seen.gaze[1] * math.cos(yaw)) / flat


def _singles(shot: Shot, view: View, figure: Figure) -> Iterator[Placement]:
    seen = body(figure)
    other = partner(view.staging, figure.character)
    face = heading(seen.face)
    if other is not None:
        way = body(other).centre - seen.centre
        line = heading(way) if float(np.hypot(way[0], way[1])) > 0.15 else face
        turn = -1.0 if leftward(view.order, figure.character, other.character) else 1.0
        bearings = [(line + turn * offset, 0.0) for offset in OFFSETS]
        bearings += [(line + turn * 8.0, 0.1)]
    else:
        bearings = [(face + turn * offset, 0.0) for offset in OFFSETS for turn in (-1.0, 1.0)]
    rise = RISE[shot.angle]
    value = SIZES[shot.size]
    height = nominal(shot.size, figure)
    point, v = anchor(shot, figure)
    for lens, lens_cost in ((shot.lens, 0.0), (max(shot.lens * 0.72, 24.0), 0.12)):
        found = []
        for bearing, extra_cost in bearings:
            cost = extra_cost + lens_cost + _face_cost(wrap(bearing - face), figure.posture == "lie")
            if other is None:  # without anyone to relate to, the audience's side
                cost += 0.15 * (1 + math.sin(math.radians(bearing)))
            camera = _single_camera(shot, view.plan, seen, point, v, height, lens, bearing, rise)
            found.append(_judged(camera, cost, bearing, view, [figure], shot))
        yield from found
        if min(placement.cost for placement in found) < 0.5 or value.focal < 30:
            return


def _single_camera(
    shot: Shot,
    plan: SetPlan,
    seen: Body,
    point: Point,
    v: float,
    height: float,
    lens: float,
    bearing: float,
    rise: float,
) -> Camera:
    roll = DUTCH_ROLL if shot.angle == "dutch" else 0.0
    gaze = math.sin(math.radians(heading(seen.gaze) - (bearing + 180)))  # + looks to the left of the picture
    room = {"ECU": 0.0, "BCU": 0.14, "CU": 0.26, "MCU": 0.28, "MS": 0.28, "MLS": 0.26}.get(shot.size, 0.2)
    u = room * max(-1.0, min(1.0, gaze / 0.35))
    if shot.angle == "eye" and shot.size in ("MLS", "FS", "LS", "ELS"):
        # wider than the waist, the lens stays near a person's height and tips down a little
        wanted = {"MLS": 1.25, "FS": 1.3, "LS": 1.6, "ELS": 2.2}[shot.size]
        reach = height * lens / sensor(16 / 9)[1]
        rise = math.degrees(math.asin(max(-0.4, min(0.4, (max(wanted, 0.2 + 0.5 * point[2]) - point[2]) / reach))))
    elif shot.angle == "eye" and shot.size in ("CU", "MCU", "MS"):
        # the lens a little under the eyes, so that it is almost level with the face high in the frame
        reach = height * lens / sensor(16 / 9)[1]
        rise = math.degrees(math.asin(max(-0.3, min(0.3, (float(seen.eyes[2]) - 0.12 * height - point[2]) / reach))))
    camera = one(point, height=height, focal=lens, bearing=bearing, elevation=rise, u=u, v=v, roll=roll)
    return _within(plan, camera, point, u, v, shot)


def _within(plan: SetPlan, camera: Camera, point: Point, u: float, v: float, shot: Shot) -> Camera:
    """The camera, above the floor and under the ceiling, aimed again when it had to move."""
    top = plan.height - 0.15 if plan.interior and shot.angle != "overhead" else 60.0
    z = min(max(camera.at[2], 0.18), max(top, 0.3))
    if abs(z - camera.at[2]) < 1e-6:
        return camera
    return aim((camera.at[0], camera.at[1], z), camera.focal, point, u=u, v=v, roll=camera.roll)


def _face_cost(turn: float, lying: bool) -> float:
    """What it costs to see a face ``turn`` degrees away from the lens: three quarters are free, the back is dear."""
    if lying:
        return 0.1 * abs(math.cos(math.radians(turn)))
    off = abs(turn)
    if off < 14:
        return 0.12
    return max(0.0, off - 36) / 100 + max(0.0, off - 75) / 60


def _overs(shot: Shot, view: View, faced: Figure, near: Figure) -> Iterator[Placement]:
    """Over the shoulder of ``near``, onto ``faced``."""
    target, shoulder = body(faced), body(near)
    gap = float(np.hypot(*(target.eyes - shoulder.eyes)[:2]))
    height = nominal(shot.size, faced)
    left = leftward(view.order, near.character, faced.character)
    for back, back_cost in ((1.0, 0.0), (0.75, 0.05), (1.35, 0.05)):
        behind = max(0.7, gap) * back
        focal = float(np.clip((gap + behind) * sensor(16 / 9)[1] / height, 24, 135))
        behind = height * focal / sensor(16 / 9)[1] - gap
        if behind < 0.45:
            continue
        width = 0.8 * shoulder.head * focal / (sensor(16 / 9)[0] * behind)
        edge = min(0.95, max(0.5, 1 - 2 * FOREGROUND + width))
        rise = float(shoulder.eyes[2] - target.eyes[2])
        lens_height = float(shoulder.eyes[2]) + min(0.45, max(-0.5, rise * behind / gap * 0.6)) + 0.04
        if shot.angle in ("high", "low"):
            lens_height += 0.35 if shot.angle == "high" else -0.45
        lens_height = min(max(lens_height, 0.3), view.plan.height - 0.15 if view.plan.interior else 50.0)
        a, b = (near, faced) if left else (faced, near)
        spread = (-edge, 0.3) if left else (-0.3, edge)
        ends = _point(body(a).eyes), _point(body(b).eyes)
        low, high = 0.55, 0.995
        camera = None
        for _ in range(9):  # along the arc towards the shoulder, the faced one comes nearer
            middle = (low + high) / 2
            place = middle if left else 1 - middle
            camera = pair(*ends, u=spread, v=0.32, focal=focal, place=place, lens_height=lens_height, share=float(left))
            low, high = (middle, high) if picture_height(camera, target.eyes) > height else (low, middle)
        if camera is None:
            continue
        out = np.asarray(camera.at) - target.eyes
        bearing = heading(out)
        cost = back_cost + _face_cost(wrap(bearing - heading(target.face)), False) - 0.05
        cost += 2.0 * max(0.0, abs(math.log(picture_height(camera, target.eyes) / height)) - 0.05)
        if depth(camera, shoulder.eyes) < 0.3:
            cost += 1.0
        yield _judged(camera, cost, bearing, view, [faced], shot, allowed=(near.character,))


def _twos(shot: Shot, view: View, first: Figure, second: Figure) -> Iterator[Placement]:
    if not leftward(view.order, first.character, second.character):
        first, second = second, first
    a, b = body(first), body(second)
    height = (nominal(shot.size, first) + nominal(shot.size, second)) / 2
    gap = max(float(np.hypot(*(a.eyes - b.eyes)[:2])), 0.05)
    value = SIZES[shot.size]
    eyes = (a.eyes + b.eyes) / 2
    tallest = max(float(a.top[2]), float(b.top[2]))
    v = 1 - 2 * value.headroom - 2 * (tallest - float(eyes[2])) / height
    low = {"MLS": 1.3, "FS": 1.35, "LS": 1.6, "ELS": 2.2}.get(shot.size, float(eyes[2]))
    reach = height * shot.lens / sensor(16 / 9)[1]
    lens_height = max(low, 0.4) + reach * math.sin(math.radians(RISE[shot.angle])) * (shot.angle != "eye")
    lens_height = min(max(lens_height, 0.25), view.plan.height - 0.15 if view.plan.interior else 60.0)
    for place in (0.5, 0.38, 0.62, 0.26, 0.74, 0.16, 0.84):
        x = min(0.62, max(0.04, gap * 9 / (16 * height)))
        camera = None
        for _ in range(4):
            camera = pair(_point(a.eyes), _point(b.eyes), u=(-x, x), v=v, focal=shot.lens, place=place,
                          lens_height=lens_height)  # fmt: skip
            x = min(0.62, max(0.03, x * picture_height(camera, eyes) / height))
        if camera is None:
            continue
        if shot.angle == "dutch":
            camera = replace(camera, roll=DUTCH_ROLL)
        bearing = heading(np.asarray(camera.at) - eyes)
        turns = [_face_cost(wrap(bearing - heading(seen.face)), False) for seen in (a, b)]
        cost = 0.5 * (turns[0] + turns[1]) + 0.1 * abs(place - 0.5)
        cost += 2.0 * max(0.0, abs(math.log(picture_height(camera, eyes) / height)) - 0.08)
        yield _judged(camera, cost, bearing, view, [first, second], shot)


def _groups(shot: Shot, view: View, people: Sequence[Figure]) -> Iterator[Placement]:
    """Everyone in: heads to the waist for a group, heads to feet for a master."""
    bodies = [body(figure) for figure in people]
    whole = shot.kind == "master" or shot.size in ("FS", "LS", "ELS")
    points = np.concatenate(
        [seen.outline if whole else np.stack([seen.top, seen.chin, seen.trunk[3]]) for seen in bodies]
    )
    middle = np.mean([seen.eyes for seen in bodies], axis=0)
    if view.later:
        points = np.concatenate([points, *(body(figure).outline for figure in view.later)])
    if shot.kind == "master" and len(bodies) == 1:  # one person alone still has a place around
        points = np.concatenate([points, middle[None] + np.array([[1.2, 0, 0], [-1.2, 0, 0]])])
    pitch = {"high": -24.0, "low": 9.0, "overhead": -78.0}.get(shot.angle, -5.0 if whole else -2.0)
    facing = _facing(people)
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
            cost += sum(0.35 * _face_cost(wrap(bearing - heading(seen.face)), False) for seen in bodies) / len(bodies)
            yield _judged(camera, cost, bearing, view, people, shot)


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
    return aim(at, camera.focal, _point(middle), u=float(seen[0]), v=float(np.clip(seen[1], -0.5, 0.5)))


def _establishing(shot: Shot, view: View) -> Iterator[Placement]:
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
            camera = aim((camera.at[0], camera.at[1], z), focal, _point(centre), v=-0.05)
        else:
            spot = np.mean([seen.eyes for seen in bodies], axis=0) if bodies else centre
            camera = one((float(spot[0]), float(spot[1]), 1.2), height=SIZES["ELS"].height * 0.75 if bodies else 9.0,
                         focal=focal, bearing=-90.0 + turn, elevation=9.0, u=0.0, v=-0.3)  # fmt: skip
        yield _judged(camera, abs(abs(turn) - 16) / 200 + (turn < 0) * 0.02, -90.0 + turn, view, people, shot)


def _points_of_view(shot: Shot, view: View) -> Iterator[Placement]:
    """From the eyes of the last subject to the first."""
    owner = view.find(shot.subjects[-1]) if shot.subjects else None
    if owner is None:
        return
    eyes = body(owner).eyes
    wanted = SIZES[shot.size].height
    target, tall = _target(shot.subjects[0], view, owner)
    reach = max(float(np.linalg.norm(target - eyes)), 0.2)
    focal = float(np.clip(reach * sensor(16 / 9)[1] / max(wanted, tall * 1.25), 24.0, 100.0))
    camera = aim(_point(eyes), focal, _point(target), v=0.12)
    yield _judged(camera, 0.0, heading(eyes - target), view, [], shot, allowed=(owner.character,))


def _target(subject: str, view: View, owner: Figure) -> tuple[Array, float]:
    """Where a look goes, and how tall what it meets is."""
    figure = view.find(subject)
    if figure is not None and figure.character != owner.character:
        seen = body(figure)
        return (seen.centre + seen.trunk[2]) / 2, 0.6
    piece = view.piece(subject)
    if piece is not None:
        return np.array([piece.at[0], piece.at[1], piece.at[2] + piece.size[2] / 2]), _extent(piece)
    if owner.gaze is not None:
        return np.asarray(owner.gaze, dtype=np.float64), 0.5
    seen = body(owner)
    return seen.eyes + seen.gaze * 3.0, 1.0


def _extent(piece: Piece) -> float:
    """Height of frame that a piece fills: its height, or its width in a 16:9 frame, whichever needs more."""
    return max(piece.size[2], max(piece.size[0], piece.size[1]) * 9 / 16, 0.08)


def _inserts(shot: Shot, view: View, figures: Sequence[Figure]) -> Iterator[Placement]:
    """A thing that fills 40-70 % of the frame: on the set, or in someone's hand."""
    piece = next((found for name in shot.subjects if (found := view.piece(name)) is not None), None)
    if piece is not None and not (figures and any(figure.held == piece.kind for figure in figures)):
        middle = (piece.at[0], piece.at[1], piece.at[2] + piece.size[2] / 2)
        height = max(_extent(piece) / 0.55, 0.22)
        focal = float(np.clip(60.0 / max(1.0, height) ** 0.6, 28.0, 70.0))
        lies = piece.size[2] < 0.5 and 0.2 < piece.at[2] < 1.3
        rise = 32.0 if lies else (6.0 if middle[2] < 1.5 else -10.0)
        front = piece.yaw if min(piece.size[0], piece.size[1]) < 0.2 and not lies else -90.0
        for turn in (20.0, -20.0, 0.0, 45.0, -45.0):
            camera = one(middle, height=height, focal=focal, bearing=front + turn, elevation=rise, u=0.0, v=0.0)
            camera = _within(view.plan, camera, middle, 0.0, 0.0, shot)
            cost = abs(abs(turn) - 20) / 200
            yield _judged(camera, cost, front + turn, view, [], shot, keep=piece.id, target=np.array([middle]))
        return
    owner = figures[0] if figures else None
    if owner is None:
        return
    seen = body(owner)
    hand = seen.hands[1] if owner.target is None else min(
        seen.hands, key=lambda spot: float(np.linalg.norm(spot - np.asarray(owner.target)))
    )  # fmt: skip
    if float(np.linalg.norm(seen.hands[0] - seen.hands[1])) < 0.3:
        hand = (seen.hands[0] + seen.hands[1]) / 2
    if shot.subjects[-1] == "feet":
        hand = seen.feet[2:].mean(axis=0)
    point = _point(hand + np.array([0.0, 0.0, 0.02]))
    height = (0.32 if shot.subjects[-1] == "hand" else 0.42) * max(0.75, seen.tall / ADULT)
    for turn in (55.0, -55.0, 95.0, -95.0, 25.0, -25.0):
        bearing = owner.yaw + turn
        camera = one(point, height=height, focal=60.0, bearing=bearing, elevation=24.0, u=0.0, v=0.0)
        cost = 0.1 * (1 + math.sin(math.radians(bearing))) + abs(abs(turn) - 55) / 400
        yield _judged(camera, cost, bearing, view, [], shot, allowed=(owner.character,), target=np.array([point]))


def _judged(
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
    wild = {name for name in crowding(camera.at, view.plan.pieces) if name != keep}
    rays = [np.concatenate([seen.head_points[:4], seen.trunk[2:3]]) for seen in bodies]
    if target is not None:
        rays.append(target)
    if rays:
        for piece, share in hiding(camera.at, np.concatenate(rays), view.plan.pieces):
            if piece.id != keep and share >= 0.7 / (len(rays) * 5) and piece.id not in wild:
                wild.add(piece.id)
                cost += 0.12
    reach = min(
        (depth(camera, seen.centre) for seen in bodies), default=depth(camera, target[0]) if target is not None else 0.0
    )
    for name in looming(camera, view.plan.pieces, reach):
        if name not in wild and name != keep:
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
    return Placement(camera=camera, cost=cost, wild=tuple(sorted(wild)), bearing=wrap(bearing))


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
    return 0.5 * float(near.sum()) + tangent


def _point(values: Array) -> Point:
    return float(values[0]), float(values[1]), float(values[2])
