"""The joints of whoever is on the stage: what the artist draws on, and what cameras frame."""

from functools import lru_cache

import numpy as np

from storyboard.sketch.animals import animal_skeleton
from storyboard.sketch.joints import Skeleton, point, turn
from storyboard.sketch.posing import pose
from storyboard.stage.geometry import Figure, Point

Box = tuple[Point, Point]


@lru_cache(maxsize=512)
def skeleton(figure: Figure) -> Skeleton:
    """Named joints of a figure, in stage metres (see ``Skeleton``)."""
    return animal_skeleton(figure) if figure.look.animal else pose(figure)


def head_top(figure: Figure) -> Point:
    """The top of the hair or skull: what headroom is measured from."""
    body = skeleton(figure)
    return point(body["crown"] + np.array([0.0, 0.0, 0.03 * body.head]))


def eyes(figure: Figure) -> Point:
    """The middle between the two eyes."""
    body = skeleton(figure)
    return point((body["eye_l"] + body["eye_r"]) / 2)


_PARTS = (
    ("head", "crown", "chin", "nose", "ear_l", "ear_r"),
    ("neck", "shoulder_l", "shoulder_r", "waist", "pelvis", "hip_l", "hip_r"),
    ("shoulder_l", "elbow_l", "wrist_l", "hand_l"),
    ("shoulder_r", "elbow_r", "wrist_r", "hand_r"),
    ("hip_l", "knee_l", "ankle_l", "toe_l"),
    ("hip_r", "knee_r", "ankle_r", "toe_r"),
)


def body_box(figure: Figure) -> tuple[Box, ...]:
    """Boxes (low corner, high corner) along the stage axes that together enclose the figure: head, trunk, limbs."""
    body = skeleton(figure)
    margin = 0.06 * max(figure.look.height, 0.5)
    boxes = []
    for names in _PARTS:
        places = np.stack([body[name] for name in names])
        low, high = places.min(axis=0) - margin, places.max(axis=0) + margin
        if figure.sill:
            low[2], high[2] = max(low[2], figure.sill), max(high[2], figure.sill + 0.01)
        boxes.append((point(low), point(high)))
    if figure.mount:
        boxes[1] = _with_mount(figure, boxes[1])
    return tuple(boxes)


def _with_mount(figure: Figure, box: Box) -> Box:
    """A trunk's box with what it rides."""
    low, high = np.array(box[0]), np.array(box[1])
    ends = np.array([point(np.array(figure.at) + np.array(spot) @ turn(figure.yaw)) for spot in ground_of(figure)])
    return point(np.minimum(low, ends.min(axis=0) - 0.1)), point(np.maximum(high, ends.max(axis=0) + 0.1))


def ground_of(figure: Figure) -> tuple[Point, ...]:
    """The ends of what carries somebody: of wheels, of a horse, of a car round its driver; metres forward, left and up
    from where the figure is."""
    if figure.sill:
        return (2.4, 0.5, 0.1), (-2.0, 0.5, 0.1), (2.4, -1.3, 0.1), (-2.0, -1.3, 0.1)
    if figure.mount in ("horse", "galloping"):
        return (1.0, 0.2, 0.05), (-0.95, 0.2, 0.05), (1.75, 0.0, 1.9), (-1.2, 0.0, 1.1)
    return (0.9, 0.0, 0.0), (-0.9, 0.0, 0.0), (0.9, 0.0, 0.4), (-0.9, 0.0, 0.4)
