"""What must hold of the maps of any panel: they agree with each other, pixel by pixel."""

import cv2
import numpy as np

from storyboard.maps import Maps
from storyboard.maps.classes import classes
from storyboard.stage.geometry import Setup
from storyboard.stage.kinds import kinds


def agree(one: Setup, found: Maps) -> None:
    """What must hold of the maps of any panel."""
    height, width = found.depth.shape
    everyone = np.zeros((height, width), np.uint8)
    for mask in found.masks.values():
        everyone += mask
    assert everyone.max(initial=0) <= 1, "masks overlap"
    living = np.zeros((height, width), bool)
    for name in ("person", "animal"):
        living |= (found.segmentation == classes().colours[classes().number(name)]).all(axis=2)
    beasts = any(kinds()[piece.kind].animal or piece.kind == "gull" for piece in one.plan.pieces)
    assert beasts or np.array_equal(living, everyone > 0)
    assert not (living < (everyone > 0)).any(), "a mask where the segmentation shows nobody"
    assert not np.isnan(found.depth).any()
    assert (found.depth > 0).all()
    for person in found.people:
        mask = found.masks[person.character]
        x, y = np.floor(person.points[person.seen, :2]).astype(int).T
        assert mask[y, x].all(), "a keypoint that is seen lies beside the person"
    near_somebody = near(everyone > 0, 0.06)
    assert not found.pose[~near_somebody].any(), "a limb is drawn away from everybody"
    edged(found)


def near(mask: np.ndarray, share: float) -> np.ndarray:
    reach = 2 * max(2, round(share * min(mask.shape))) + 1
    return cv2.dilate(mask.astype(np.uint8), np.ones((reach, reach), np.uint8)) > 0


def edged(found: Maps) -> None:
    """Where a person stands before something farther, the line art has a line; on bare walls and floors it has none."""
    for mask in found.masks.values():
        inside = cv2.erode(mask.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=1) > 0
        border = mask & ~inside
        around = np.where(mask, 0.0, np.minimum(found.depth, 1e3)).astype(np.float32)
        behind = cv2.dilate(around, np.ones((3, 3), np.uint8))
        jump = border & (behind > found.depth * 1.15)
        if jump.sum() > 60:
            assert (near(found.lines > 100, 0) & jump).sum() > 0.8 * jump.sum()
