"""One frame of several hands: a matte behind, staged people over it, drawn people among them, a drawing on top.

The rule, from the bottom up: the panel as it was rendered; the matte, where it is opaque; the rendered people over it,
where their masks show them; drawn people, each under whoever stands nearer to the lens; the drawing that is kept, where
it is opaque.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.hand.opening import Scan
from storyboard.panels import Picture

Mask = NDArray[np.bool_]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the frame; it may reach beyond."""


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """What is laid over a rendered panel; RGB or RGBA at the panel's size, but for people who are placed."""

    matte: Scan | None = None
    people: Mapping[str, Scan] = field(default_factory=dict)
    """Drawn people by character id: at the panel's size they lie as they are, at another they are placed."""
    keep: Scan | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Staged:
    """What the layout says of the rendered panel."""

    masks: Mapping[str, Mask] = field(default_factory=dict)
    """Where each rendered person shows."""
    nearer: Mapping[str, Mask] = field(default_factory=dict)
    """For each drawn person, what of the panel stands between them and the lens."""
    boxes: Mapping[str, Box] = field(default_factory=dict)
    """Where a drawn person that has to be placed stands."""
    far_to_near: Sequence[str] = ()


def composed(panel: Picture, layers: Layers, staged: Staged) -> Picture:
    """The frame: ``panel`` is rendered without the people who are drawn."""
    picture = panel
    height, width = panel.shape[:2]
    if layers.matte is not None:
        picture = over(picture, layers.matte)
        for mask in staged.masks.values():
            picture = _blended(picture, panel, _soft(mask))
    for name in (*staged.far_to_near, *(one for one in layers.people if one not in staged.far_to_near)):
        if (drawn := layers.people.get(name)) is None:
            continue
        if drawn.shape[:2] != (height, width):
            drawn = placed(drawn, staged.boxes.get(name) or (0.0, 0.0, width, height), (width, height))
        under, picture = picture, over(picture, drawn)
        if name in staged.nearer:
            picture = _blended(picture, under, _soft(staged.nearer[name]))
    return over(picture, layers.keep) if layers.keep is not None else picture


def over(under: Picture, drawn: Scan) -> Picture:
    """A picture with a drawing over it."""
    if drawn.shape[2] == 3:
        return np.ascontiguousarray(drawn)
    return _blended(under, drawn[..., :3], np.asarray(drawn[..., 3] / 255, np.float32))


def placed(drawn: Scan, box: Box, size: tuple[int, int]) -> Scan:
    """A figure in a frame of ``size``: as tall as the box, on its bottom line, in its middle. RGBA."""
    left, top, right, bottom = box
    scale = max(bottom - top, 1.0) / drawn.shape[0]
    rgba = drawn if drawn.shape[2] == 4 else np.dstack([drawn, np.full(drawn.shape[:2], 255, np.uint8)])
    # weighed by their opacity, so that the edge takes no colour from what is transparent
    weighed = rgba.astype(np.float32)
    weighed[..., :3] *= weighed[..., 3:] / 255
    matrix = np.array([[scale, 0, (left + right - drawn.shape[1] * scale) / 2], [0, scale, top]], np.float32)
    if scale < 1:
        weighed = np.asarray(cv2.GaussianBlur(weighed, (0, 0), max(0.4 / scale - 0.3, 0.05)), np.float32)
    moved = np.asarray(cv2.warpAffine(weighed, matrix, size, flags=cv2.INTER_LINEAR), np.float32)
    moved[..., :3] /= np.maximum(moved[..., 3:] / 255, 1 / 255)
    return np.asarray(np.clip(moved, 0, 255).round(), np.uint8)


def _soft(mask: Mask) -> NDArray[np.float32]:
    """A mask with the outline's other half, and an edge that is no stair."""
    size = max(round(mask.shape[0] / 360), 1)
    grown = cv2.dilate(mask.astype(np.float32), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * size + 1,) * 2))
    return np.asarray(cv2.GaussianBlur(grown, (3, 3), 0), np.float32)


def _blended(under: Picture, upper: Picture, share: NDArray[np.float32]) -> Picture:
    mixed = under + (upper.astype(np.float32) - under) * share[..., None]
    return np.asarray(mixed.round(), np.uint8)
