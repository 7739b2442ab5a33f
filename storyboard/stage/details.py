"""Cameras for what someone sees, and for a thing: points of view and inserts."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from storyboard.shots import Shot
from storyboard.stage.anatomy import ADULT, body
from storyboard.stage.axis import heading
from storyboard.stage.camera import aim, one
from storyboard.stage.geometry import Figure, Piece
from storyboard.stage.judging import Placement, View, as_point, judged, within
from storyboard.stage.lens import sensor
from storyboard.stage.sight import visible
from storyboard.stage.sizes import SIZES

WRITTEN = frozenset({"letter", "papers", "book", "newspaper", "photo", "map", "card", "phone", "notebook", "envelope"})
"""Things in hand whose face is turned to the one who holds them: seen over the shoulder."""
Array = NDArray[np.float64]


def points_of_view(shot: Shot, view: View) -> Iterator[Placement]:
    """From the eyes of the last subject to the first."""
    owner = view.find(shot.subjects[-1]) if shot.subjects else None
    if owner is None:
        return
    eyes = body(owner).eyes
    wanted = SIZES[shot.size].height
    target, tall = _target(shot.subjects[0], view, owner)
    reach = max(float(np.linalg.norm(target - eyes)), 0.2)
    focal = float(np.clip(reach * sensor(16 / 9)[1] / max(wanted, tall * 1.25), 24.0, 100.0))
    camera = aim(as_point(eyes), focal, as_point(target), v=0.12)
    yield judged(camera, 0.0, heading(eyes - target), view, [], shot, allowed=(owner.character,))


def _target(subject: str, view: View, owner: Figure) -> tuple[Array, float]:
    """Where a look goes, and how tall what it meets is."""
    figure = view.find(subject)
    if figure is not None and figure.character != owner.character:
        seen = body(figure)
        return (seen.centre + seen.trunk[2]) / 2, 0.6
    piece = view.piece(subject)
    if piece is not None:
        return np.array([piece.at[0], piece.at[1], piece.at[2] + piece.size[2] / 2]), _extent(piece)
    if subject == owner.character:  # what one finds and nobody has a name for lies on the ground ahead
        turn = math.radians(owner.yaw + 25)
        return np.array([owner.at[0] + 1.3 * math.cos(turn), owner.at[1] + 1.3 * math.sin(turn), 0.05]), 0.5
    if owner.gaze is not None:
        return np.asarray(owner.gaze, dtype=np.float64), 0.5
    seen = body(owner)
    return seen.eyes + seen.gaze * 3.0, 1.0


def _extent(piece: Piece) -> float:
    """Height of frame that a piece fills: its height, or its width in a 16:9 frame, whichever needs more."""
    return max(piece.size[2], max(piece.size[0], piece.size[1]) * 9 / 16, 0.08)


def inserts(shot: Shot, view: View, figures: Sequence[Figure]) -> Iterator[Placement]:
    """A thing that fills 40-70 % of the frame: on the set, or in someone's hand."""
    if not figures:  # whoever asked for a thing need not say who holds it
        figures = [figure for figure in view.staging.figures if figure.held and figure.held in shot.subjects][:1]
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
            camera = within(view.plan, camera, middle, 0.0, 0.0, shot)
            cost = abs(abs(turn) - 20) / 200
            yield judged(camera, cost, front + turn, view, [], shot, keep=piece.id, target=np.array([middle]))
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
    point = as_point(hand + np.array([0.0, 0.0, 0.02]))
    height = (0.32 if shot.subjects[-1] == "hand" else 0.42) * max(0.75, seen.tall / ADULT)
    written = shot.subjects[-1] in WRITTEN and owner.posture != "lie"
    for turn in (140.0, -140.0, 155.0, -155.0) if written else (55.0, -55.0, 95.0, -95.0, 25.0, -25.0):
        bearing = owner.yaw + turn
        camera = one(point, height=height, focal=60.0, bearing=bearing, elevation=40.0 if written else 24.0, u=0.0,
                     v=0.0)  # fmt: skip
        cost = 0.1 * (1 + math.sin(math.radians(bearing))) * (not written) + abs(abs(turn) - 55) / 400
        cost += 1.0 - visible(camera.at, np.array([point]), [seen])
        yield judged(camera, cost, bearing, view, [], shot, allowed=(owner.character,), target=np.array([point]))
