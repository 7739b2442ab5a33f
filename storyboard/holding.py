"""How a camera keeps its people while they move and turn under it; where it cannot, one cuts."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from storyboard.shots import Shot
from storyboard.stage.anatomy import body
from storyboard.stage.axis import extra, heading
from storyboard.stage.camera import aim, wrap
from storyboard.stage.geometry import Camera, Figure, Point, Setup, Staging
from storyboard.stage.lens import project
from storyboard.stage.motion import between
from storyboard.stage.sight import visible
from storyboard.stage.sizes import SIZES

BACK = 118.0
"""Degrees between a face and the lens from which on one sees a back of the head."""
SEEN = 0.4
"""Share of a head that must be free of other bodies for its owner to be seen."""
FOLLOWING = frozenset({"pan", "track"})
_HELD = frozenset({"single", "ots", "two", "three", "group"})


def lost(shot: Shot, setup: Setup) -> bool:
    """Whether a panel has lost its people: out of the frame, or with the back turned while one should see the face.

    Backs of people who walk, and of those who lie, are as they should be. Of a master, whoever speaks or
    goes somewhere must be seen.
    """
    if shot.kind == "master":
        moved = {path.character for path in setup.paths}
        doing = [one for one in setup.figures if (one.speaking or one.character in moved) and not extra(one.character)]
        return bool(doing) and (_outside(setup.camera, doing, tight=False) or _hidden(setup, doing))
    if shot.kind not in _HELD:
        return False
    named = shot.subjects[:1] if shot.kind in ("single", "ots") else shot.subjects
    people = [figure for name in named for figure in setup.figures if figure.character == name]
    if len(people) < len(named):
        return bool(people)
    cameras = [setup.camera] if setup.camera_end is None else [setup.camera, setup.camera_end]
    moved = {path.character for path in setup.paths}
    shown = [one for one in people if len(people) == 1 or one.speaking or one.character in moved]
    return (
        any(_outside(camera, people, tight=shot.size in ("ECU", "BCU")) for camera in cameras)
        or any(_turned_away(setup.camera, figure) for figure in shown)
        or _hidden(setup, shown)
    )


def unseen(setup: Setup, who: str) -> bool:
    """Whether a panel does not show someone who is on stage: out of the frame, or behind somebody else."""
    people = [figure for figure in setup.figures if figure.character == who]
    return bool(people) and (_outside(setup.camera, people, tight=False) or _hidden(setup, people))


def _outside(camera: Camera, people: Sequence[Figure], *, tight: bool) -> bool:
    seen = project(camera, np.stack([point for one in people for point in (body(one).eyes, body(one).top)]))
    eyes, crowns = seen[::2], seen[1::2]
    return bool(
        (seen[:, 2] < 0.15).any()
        or (np.abs(eyes[:, 0]) > 0.93).any()
        or (crowns[:, 1] > (1.8 if tight else 1.15)).any()
        or (eyes[:, 1] < -0.75).any()
    )


def _hidden(setup: Setup, people: Sequence[Figure]) -> bool:
    """Whether somebody else stands before most of a head that one should see."""
    for one in people:
        others = [body(other) for other in setup.figures if other.character != one.character]
        if visible(setup.camera.at, body(one).head_points, others) < SEEN:
            return True
    return False


def _turned_away(camera: Camera, figure: Figure) -> bool:
    if figure.posture in ("walk", "run", "crawl", "jump", "lie") or figure.look.animal:
        return False
    own = body(figure)
    return abs(wrap(heading(np.asarray(camera.at) - own.eyes) - heading(own.face))) > BACK


def divided(shot: Shot, beat: int, seconds: float, identity: str) -> tuple[Shot, Shot]:
    """The shot cut before its ``beat``-th beat: ``seconds`` go to the first part, ``identity`` names the second."""
    move = shot.move if shot.move in FOLLOWING else "static"
    first = replace(shot, beats=shot.beats[:beat], seconds=seconds, ending=type(shot.ending)())
    second = replace(
        shot,
        id=identity,
        beats=shot.beats[beat:],
        seconds=shot.seconds - seconds,
        transition=type(shot.transition)(),
        move=move,
        origin="rules",
    )
    return first, second


def anchor(shot: Shot, staging: Staging, camera: Camera) -> Point:
    """The point that a move keeps in its place: the main subject's eyes, or what the lens is aimed at."""
    for name in shot.subjects[:1] if shot.kind not in ("insert", "pov") else ():
        for figure in staging.figures:
            if figure.character == name:
                eyes = body(figure).eyes
                return float(eyes[0]), float(eyes[1]), float(eyes[2])
    yaw, pitch = math.radians(camera.yaw), math.radians(camera.pitch)
    reach = SIZES[shot.size].height * camera.focal / 20.25
    x, y, z = camera.at
    return (
        x + reach * math.cos(yaw) * math.cos(pitch),
        y + reach * math.sin(yaw) * math.cos(pitch),
        z + reach * math.sin(pitch),
    )


def followed(camera: Camera, shot: Shot, staging: Staging, before: Point) -> Camera:
    """The camera, turned (or carried, when it tracks) so that a subject who moved from ``before`` is in the picture."""
    if shot.kind in ("insert", "pov", "estab"):
        return camera
    spot = anchor(shot, staging, camera)
    people = [body(figure) for figure in staging.figures if figure.character in shot.subjects]
    if not people or spot == before:
        return camera
    heads = project(camera, np.stack([point for one in people for point in (one.eyes, one.top)]))
    across = 0.55 if shot.kind == "single" else 0.97
    tall = 0.97 if shot.size not in ("ECU", "BCU") else 1.6
    calm = np.abs(heads[:, 0]).max() < across and heads[:, 1].max() < tall and heads[::2, 1].min() > -0.1
    if calm and heads[:, 2].min() > 0.2:
        return camera
    if len(people) > 1:
        middle = np.mean([one.eyes for one in people], axis=0)
        spot = (float(middle[0]), float(middle[1]), float(middle[2]))
    if shot.move == "track":
        x, y, z = camera.at
        return replace(camera, at=(x + spot[0] - before[0], y + spot[1] - before[1], z))
    turned = aim(camera.at, camera.focal, spot, u=0.0, v=0.35, roll=camera.roll)
    crown = float(project(turned, np.stack([one.top for one in people]))[:, 1].max())
    if crown <= 0.94 or tall > 1.0:
        return turned
    return aim(camera.at, camera.focal, spot, u=0.0, v=0.35 - (crown - 0.94), roll=camera.roll)


def settled(move: tuple[Camera, Camera], shot: Shot, staging: Staging) -> tuple[Camera, Camera]:
    """A move towards its end that begins no further off than where every subject is in the picture."""
    start, end = move
    people = [body(figure) for figure in staging.figures if figure.character in shot.subjects]
    points = np.stack([point for one in people for point in (one.centre, one.top)]) if people else np.empty((0, 3))
    for share in (0.0, 0.35, 0.6):
        first = between(start, end, share)
        seen = project(first, points)
        if not people or (float(np.abs(seen[:, 0]).max()) < 0.8 and float(seen[:, 1].max()) < 1.0):
            return first, end
    return end, end


def direction(points: Sequence[Point]) -> tuple[float, float] | None:
    """The unit direction of a path on the floor; None when it goes nowhere."""
    dx, dy = points[-1][0] - points[0][0], points[-1][1] - points[0][1]
    length = math.hypot(dx, dy)
    return (dx / length, dy / length) if length > 0.05 else None
