"""What a camera needs to know of a body: where its eyes, crown, chin, hands and feet are, and where it looks."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.joints import point, turn
from storyboard.sketch.skeleton import ground_of, head_top, skeleton
from storyboard.stage.geometry import Figure, Point

Array = NDArray[np.float64]

ADULT = 1.75
"""Metres: the body that the size table is drawn for."""
ADULT_HEAD = ADULT / 7.5


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A figure as the camera sees it, in stage metres."""

    character: str
    eyes: Array
    top: Array
    chin: Array
    centre: Array
    """Middle of the head."""
    gaze: Array
    """Unit direction of the look."""
    face: Array
    """Unit direction of the nose."""
    hands: Array
    """Left, right: shape [2, 3]."""
    trunk: Array
    """Shoulders, chest and pelvis: shape [4, 3]."""
    feet: Array
    """Knees and toes, of a rider the ends of what is ridden: shape [4, 3]."""
    head_points: Array
    """Sample points over the head, for what hides it: shape [7, 3]."""
    balls: Array
    """Middles of the head, the chest and the belly, which hide what is behind: shape [3, 3]."""
    radii: Array
    """Of the balls, shape [3]."""
    head: float
    """Height of the head."""
    tall: float
    """Standing height; for animals the larger extent of the body."""

    @property
    def outline(self) -> Array:
        """Points that a picture of the whole body must hold: shape [n, 3]."""
        return np.concatenate([np.stack([self.top, self.chin]), self.hands, self.trunk, self.feet])

    def scale(self, tightness: float) -> float:
        """This body's picture height over the adult's: by the head when tight (1), by the whole body when 0."""
        return float((self.head / ADULT_HEAD) ** tightness * (self.tall / ADULT) ** (1 - tightness))


@lru_cache(maxsize=8192)
def body(figure: Figure) -> Body:
    """The body of a figure; kept, because the same people stand in many beats."""
    return _body(replace(figure, speaking=False))


@lru_cache(maxsize=4096)
def _body(figure: Figure) -> Body:
    bones = skeleton(figure)
    trunk = np.stack([bones["shoulder_l"], bones["shoulder_r"], bones["chest"], bones["pelvis"]])
    feet = np.stack([bones["knee_l"], bones["knee_r"], bones["toe_l"], bones["toe_r"]])
    top = np.asarray(head_top(figure))
    tall = figure.look.height
    if figure.look.animal:
        points = np.concatenate([trunk, feet, top[None]])
        tall = float(np.linalg.norm(points.max(axis=0) - points.min(axis=0)))
    if figure.mount or (figure.sill and figure.posture != "swim"):
        feet = np.array(figure.at) + np.array(ground_of(figure)) @ turn(figure.yaw)
        tall = {"horse": 2.7, "galloping": 2.7, "": tall}.get(figure.mount, 1.95)
    eyes, chin = (bones["eye_l"] + bones["eye_r"]) / 2, bones["chin"]
    centre, face = (top + chin) / 2, bones.frames["head"][0]
    side = np.array([-face[1], face[0], 0.0]) * 0.3 * bones.head
    return Body(
        character=figure.character,
        eyes=eyes,
        top=top,
        chin=chin,
        centre=centre,
        gaze=bones.gaze,
        face=face,
        hands=np.stack([bones["hand_l"], bones["hand_r"]]),
        trunk=trunk,
        feet=feet,
        head_points=np.stack([top, chin, eyes, centre + side, centre - side, centre, (top + eyes) / 2]),
        balls=np.stack([centre, trunk[2], (trunk[2] + trunk[3]) / 2]),
        radii=bones.head * np.array([0.55, 0.8, 0.75]),
        head=bones.head,
        tall=tall,
    )


def eye_point(figure: Figure) -> Point:
    """The middle between the two eyes."""
    return point(body(figure).eyes)
