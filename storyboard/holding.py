"""Whether a camera still serves its shot while people move and turn under it; where it does not, one cuts."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from storyboard.shots import Shot
from storyboard.stage.anatomy import body
from storyboard.stage.axis import heading
from storyboard.stage.camera import wrap
from storyboard.stage.geometry import Camera, Figure, Setup
from storyboard.stage.lens import project

BACK = 118.0
"""Degrees between a face and the lens from which on one sees a back of the head."""
FOLLOWING = frozenset({"pan", "track"})
_HELD = frozenset({"single", "ots", "two", "three", "group"})


def lost(shot: Shot, setup: Setup) -> bool:
    """Whether a panel has lost its people: out of the frame, or with the back turned while one should see the face.

    Backs of people who walk, and of those who lie, are as they should be.
    """
    if shot.kind not in _HELD:
        return False
    named = shot.subjects[:1] if shot.kind in ("single", "ots") else shot.subjects
    people = [figure for name in named for figure in setup.figures if figure.character == name]
    if len(people) < len(named):
        return bool(people)
    cameras = [setup.camera] if setup.camera_end is None else [setup.camera, setup.camera_end]
    moved = {path.character for path in setup.paths}
    shown = [one for one in people if len(people) == 1 or one.speaking or one.character in moved]
    return any(_outside(camera, people, tight=shot.size in ("ECU", "BCU")) for camera in cameras) or any(
        _turned_away(setup.camera, figure) for figure in shown
    )


def _outside(camera: Camera, people: Sequence[Figure], *, tight: bool) -> bool:
    seen = project(camera, np.stack([point for one in people for point in (body(one).eyes, body(one).top)]))
    eyes, crowns = seen[::2], seen[1::2]
    return bool(
        (seen[:, 2] < 0.15).any()
        or (np.abs(eyes[:, 0]) > 0.93).any()
        or (crowns[:, 1] > (1.8 if tight else 1.15)).any()
        or (eyes[:, 1] < -0.75).any()
    )


def _turned_away(camera: Camera, figure: Figure) -> bool:
    if figure.posture in ("walk", "run", "lie") or figure.look.animal:
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
