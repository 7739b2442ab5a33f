"""OpenPose-18 skeletons: each person's keypoints, and the picture of them that ControlNet models were trained on.

The order, the limbs and the colours are those of the COCO body model that the annotators of ControlNet draw. Nothing of
that annotator is used: the joints are the stage's own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.maps.bodies import Body
from storyboard.maps.sheet import Sheet
from storyboard.sketch.skeleton import skeleton
from storyboard.stage.geometry import Figure

KEYPOINTS = (
    "nose", "neck", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist",
    "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "right_eye", "left_eye",
    "right_ear", "left_ear",
)  # fmt: skip
_JOINTS = (
    "nose", "", "shoulder_r", "elbow_r", "wrist_r", "shoulder_l", "elbow_l", "wrist_l", "hip_r", "knee_r", "ankle_r",
    "hip_l", "knee_l", "ankle_l", "eye_r", "eye_l", "ear_r", "ear_l",
)  # fmt: skip
"""Our joint for each; the neck is the middle between the shoulders."""
_INWARD, _DOWN = 0.2, 0.1
"""Our shoulders are the tips of the bone, where the arm's outline begins; annotators put them into the arm's root."""
_SKIN, _UNDER = [0, 14, 15], 0.1
"""Nose and eyes are taken a little under the skin: in profile their tips lie on the very outline."""
_LIMBS = (
    (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13), (1, 0),
    (0, 14), (14, 16), (0, 15), (15, 17),
)  # fmt: skip
_COLOURS = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0), (0, 255, 85),
    (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255),
    (255, 0, 170), (255, 0, 85),
)  # fmt: skip
_STICK, _SIDE = 4.0, 512.0
"""Half width of a limb, pixels, on a picture whose shorter side is as long as the annotators': 512."""
_LIMB_TONE = 0.6
_FACE, _TRUNK, _LIMB = 0.07, 0.24, 0.15
_SLACK = (_FACE, _TRUNK, _TRUNK, _LIMB, _LIMB, _TRUNK, _LIMB, _LIMB, _TRUNK, _LIMB, _LIMB, _TRUNK, _LIMB, _LIMB,
          _FACE, _FACE, _FACE, _FACE)  # fmt: skip
"""Metres that the surface may lie before a keypoint that is still seen: skin and hair before the face, clothes and
flesh before a joint. Measured on all poses: a joint that its own body hides lies farther behind."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """The keypoints of one person, in the order of ``KEYPOINTS``."""

    character: str
    points: NDArray[np.float32]
    """Pixels from the left and from the top, and metres along the camera's axis, [18, 3]; NaN behind the lens."""
    seen: NDArray[np.bool_]
    """Which of them the picture shows: in the frame, and hidden neither by others nor by the person's own body."""


def keypoints(figure: Figure) -> NDArray[np.float64]:
    """The keypoints of a figure on the stage, metres, [18, 3]."""
    bones = skeleton(figure)
    middle = (bones["shoulder_l"] + bones["shoulder_r"]) / 2
    places = np.stack([bones[name] if name else middle for name in _JOINTS])
    for shoulder, elbow in ((2, 3), (5, 6)):
        inward, down = middle - places[shoulder], places[elbow] - places[shoulder]
        places[shoulder] += _INWARD * inward + _DOWN * down
    places[_SKIN] += _UNDER * (bones["head"] - places[_SKIN])
    return places


def person(sheet: Sheet, body: Body, mask: NDArray[np.bool_]) -> Person:
    """Where a body's keypoints are on the picture. ``mask`` is what is visible of it."""
    figure = body.figure
    seen = sheet.view.camera_points(keypoints(figure))
    points = np.full((18, 3), np.nan, np.float32)
    ahead = seen[:, 2] > 0.05
    points[ahead, :2] = sheet.view.flat(seen[ahead]) * sheet.scale
    points[ahead, 2] = seen[ahead, 2]
    shown = np.zeros(18, np.bool_)
    for number in np.flatnonzero(ahead).tolist():
        column, row = (math.floor(value) for value in points[number, :2].tolist())
        if not (0 <= column < sheet.size[0] and 0 <= row < sheet.size[1] and mask[row, column]):
            continue
        surface = 1.0 / float(body.nearness[row - body.rows.start, column - body.columns.start])
        shown[number] = surface > float(points[number, 2]) - _SLACK[number]
    return Person(figure.character, points, shown)


def draw_pose(size: tuple[int, int], people: Sequence[Person]) -> NDArray[np.uint8]:
    """The skeletons on black, RGB, [height, width, 3]: limbs between keypoints that are both seen, then the points."""
    picture = np.zeros((size[1], size[0], 3), np.uint8)
    wide = max(1.0, _STICK * min(size) / _SIDE)
    for one in people:
        for (first, last), colour in zip(_LIMBS, _COLOURS, strict=False):
            if one.seen[first] and one.seen[last]:
                a, b = one.points[first, :2].tolist(), one.points[last, :2].tolist()
                middle = round((a[0] + b[0]) / 2), round((a[1] + b[1]) / 2)
                half = round(math.dist(a, b) / 2), round(wide)
                angle = round(math.degrees(math.atan2(b[1] - a[1], b[0] - a[0])))
                shape = np.array(cv2.ellipse2Poly(middle, half, angle, 0, 360, 1))
                cv2.fillConvexPoly(picture, shape, [round(value * _LIMB_TONE) for value in colour])
        for number in np.flatnonzero(one.seen).tolist():
            x, y = one.points[number, :2].tolist()
            cv2.circle(picture, (math.floor(x), math.floor(y)), round(wide), _COLOURS[number], -1)
    return picture
