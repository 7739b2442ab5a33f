"""Cameras for one person, for one over another's shoulder, and for two."""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from storyboard.shots import Shot, Size
from storyboard.stage.anatomy import Body, body
from storyboard.stage.axis import heading, leftward, partner
from storyboard.stage.camera import depth, one, pair, picture_height
from storyboard.stage.geometry import Camera, Figure, Point, SetPlan
from storyboard.stage.judging import Placement, View, as_point, face_cost, judged, within
from storyboard.stage.lens import sensor
from storyboard.stage.sizes import DUTCH_ROLL, RISE, SIZES, nominal

Array = NDArray[np.float64]


OFFSETS = (32.0, 18.0, 46.0, 62.0, 84.0, 112.0)
"""Degrees off the eyeline that are tried for a single; three quarters first."""
ABEAM = (70.0, 54.0, 88.0, 40.0, 108.0)
"""The same of one who rides, drives, swims or climbs: what they are on shows from the side."""
LYING_RISE = 30.0
"""Degrees above someone who lies, at least: a face that looks up is seen from above."""
FOREGROUND = 0.27
"""Share of the frame's width that an over-the-shoulder foreground takes (15-35 % reads well)."""


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
        return as_point(middle), 0.05
    if shot.size in ("ECU", "BCU"):
        return as_point(seen.eyes), 0.05 if shot.size == "ECU" else 0.22
    if figure.look.animal and shot.size not in ("LS", "ELS"):
        middle = (seen.centre + seen.trunk[3]) / 2 if shot.size in ("FS", "MLS", "MS") else seen.centre
        return as_point(middle), 0.0
    # across, the eyes hang in the picture; upwards, the crown does
    return (float(seen.eyes[0]), float(seen.eyes[1]), float(seen.top[2])), 1 - 2 * value.headroom


def screen_gaze(camera: Camera, seen: Body) -> float:
    """The look as the picture shows it: sine of its turn to the right (+) or left (-) of the lens."""
    yaw = math.radians(camera.yaw)
    flat = math.hypot(float(seen.gaze[0]), float(seen.gaze[1]))
    if flat < 0.2:
        return 0.0
    return float(seen.gaze[0] * math.sin(yaw) - seen.gaze[1] * math.cos(yaw)) / flat


def singles(shot: Shot, view: View, figure: Figure) -> Iterator[Placement]:
    seen = body(figure)
    other = partner(view.staging, figure.character)
    face = heading(seen.face)
    offsets = ABEAM if figure.mount or figure.sill or figure.posture == "climb" else OFFSETS
    if other is not None:
        way = body(other).centre - seen.centre
        line = heading(way) if float(np.hypot(way[0], way[1])) > 0.15 else face
        turn = -1.0 if leftward(view.order, figure.character, other.character) else 1.0
        bearings = [(line + turn * offset, 0.0) for offset in offsets]
        bearings += [(line + turn * 8.0, 0.1)]
    else:
        bearings = [(face + turn * offset, 0.0) for offset in offsets for turn in (-1.0, 1.0)]
    rise = RISE[shot.angle]
    if figure.posture == "lie" and not figure.look.animal:
        bearings = _beside_the_bed(figure, bearings[0][0] if other is not None else -90.0)
        rise = max(rise, LYING_RISE)
    value = SIZES[shot.size]
    height = nominal(shot.size, figure)
    point, v = anchor(shot, figure)
    for lens, lens_cost in ((shot.lens, 0.0), (max(shot.lens * 0.72, 24.0), 0.12)):
        found = []
        for bearing, extra_cost in bearings:
            cost = extra_cost + lens_cost + face_cost(bearing, figure)
            if other is None:  # without anyone to relate to, the audience's side
                cost += 0.15 * (1 + math.sin(math.radians(bearing)))
            camera = _single_camera(shot, view.plan, seen, point, v, height, lens, bearing, rise)
            found.append(judged(camera, cost, bearing, view, [figure], shot))
        yield from found
        if min(placement.cost for placement in found) < 0.5 or value.focal < 30:
            return


def _beside_the_bed(figure: Figure, side: float) -> list[tuple[float, float]]:
    """Bearings on someone who lies, from either flank and from the feet; those towards ``side`` cost least."""
    found = []
    for off in (100.0, 128.0, 75.0, 155.0):
        for flank in (1.0, -1.0):
            bearing = figure.yaw + flank * off
            found.append((bearing, 0.15 * (1 - math.cos(math.radians(bearing - side))) + abs(off - 100) / 400))
    return found


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
    return within(plan, camera, point, u, v, shot)


def overs(shot: Shot, view: View, faced: Figure, near: Figure) -> Iterator[Placement]:
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
        ends = as_point(body(a).eyes), as_point(body(b).eyes)
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
        cost = back_cost + face_cost(bearing, faced) - 0.05
        cost += 2.0 * max(0.0, abs(math.log(picture_height(camera, target.eyes) / height)) - 0.05)
        if depth(camera, shoulder.eyes) < 0.3:
            cost += 1.0
        yield judged(camera, cost, bearing, view, [faced], shot, allowed=(near.character,))


def twos(shot: Shot, view: View, first: Figure, second: Figure) -> Iterator[Placement]:
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
            camera = pair(as_point(a.eyes), as_point(b.eyes), u=(-x, x), v=v, focal=shot.lens, place=place,
                          lens_height=lens_height)  # fmt: skip
            x = min(0.62, max(0.03, x * picture_height(camera, eyes) / height))
        if camera is None:
            continue
        if shot.angle == "dutch":
            camera = replace(camera, roll=DUTCH_ROLL)
        bearing = heading(np.asarray(camera.at) - eyes)
        turns = [face_cost(bearing, figure) for figure in (first, second)]
        cost = 0.5 * (turns[0] + turns[1]) + 0.1 * abs(place - 0.5)
        cost += 2.0 * max(0.0, abs(math.log(picture_height(camera, eyes) / height)) - 0.08)
        yield judged(camera, cost, bearing, view, [first, second], shot)
