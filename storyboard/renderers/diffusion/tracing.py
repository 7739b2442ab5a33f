"""The artist's drawing in the layout's place: what a frame is drawn over, or whose lines it follows."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.frames import SET, Traced
from storyboard.panels import Picture
from storyboard.renderers.diffusion.guides import Guide
from storyboard.renderers.diffusion.strays import edged

PALE = 0.12
"""Of the ground of a stroke: fainter than this is grain."""
BROAD = 0.006
"""Of the width of a picture: half of the broadest stroke; what is broader is filled."""
SMALL = 320
"""Pixels of a side of a reference: an image encoder sees 224."""


def way(traced: Traced, followed: Collection[str], strength: float) -> dict[str, Any]:
    """How a frame is asked for by its drawing: what it changes in the manner of all frames.

    ``followed`` are the maps that nets follow; ``strength`` is how far a frame may leave its sketch. A scribble goes to
    the net for lines, alone: the pose and the depth of a layout that the artist did not draw would fight it. Without
    such a net it is drawn over, from as far as a sketch is (followed closely) to where nothing of it is left (0).
    """
    if traced.use == "img2img":
        return {"over": True, "strength": traced.strength}
    if "lines" in followed:
        return {"weights": {name: traced.strength if name == "lines" else 0.0 for name in followed}}
    return {"over": True, "strength": 1 - (1 - strength) * traced.strength}


def laid(guide: Guide, drawing: NDArray[np.uint8], traced: Traced) -> Guide:
    """A layout's guide with the artist's drawing in its place. What a drawing leaves open stays the layout's in a
    picture, and is paper in a scribble. ``drawing`` is RGB or RGBA."""
    size = guide.lines.shape[::-1]
    drawing = np.asarray(cv2.resize(drawing, size, interpolation=cv2.INTER_AREA), np.uint8)
    if traced.use == "img2img":
        picture = over(guide.sketch, drawing)
        return replace(guide, sketch=picture, lines=contours(picture))
    picture = over(np.full_like(guide.sketch, 255), drawing)
    found = lines(picture)
    maps = guide.maps | ({"lines": np.repeat(found[..., None], 3, axis=2)} if "lines" in guide.maps else {})
    return replace(guide, sketch=picture, lines=found, maps=maps)


def with_set(guide: Guide) -> Guide:
    """A guide that says where the set is: wherever nobody is."""
    people = np.any([np.zeros(guide.lines.shape, np.bool_), *guide.masks.values()], axis=0)
    return replace(guide, masks={**guide.masks, SET: ~people})


def over(under: Picture, drawn: NDArray[np.uint8]) -> Picture:
    """A picture with a drawing of its size over it."""
    if drawn.shape[2] == 3:
        return drawn
    share = drawn[..., 3:].astype(np.float32) / 255
    return np.asarray(np.round(under * (1 - share) + drawn[..., :3] * share), np.uint8)


def lines(picture: Picture) -> NDArray[np.uint8]:
    """The lines of a drawing, white on black [height, width], as nets for line art were taught them.

    Strokes that are darker than what is round them, or lighter where most are (chalk on a board), whatever the tone
    under them: a closing less the picture (black top-hat, Meyer 1979), as a share of that ground. Where a shape is
    filled and has no stroke round it, its contour.
    """
    grey = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (0, 0), 0.6)
    fine, broad = (np.ones((side, side), np.uint8) for side in (5, 2 * max(round(picture.shape[1] * BROAD), 3) + 1))
    dark, light = (float(cv2.morphologyEx(one, cv2.MORPH_BLACKHAT, fine).mean()) for one in (grey, 255 - grey))
    ground = 255 - grey if light > 2 * dark else grey
    found = cv2.morphologyEx(ground, cv2.MORPH_BLACKHAT, broad)
    ink = found / np.maximum(ground.astype(np.float32) + found, 1)
    ink[ink < PALE] = 0
    darkest = float(np.quantile(ink[ink > 0], 0.8)) if ink.any() else 1.0
    strokes = np.clip(ink / darkest, 0, 1) * 255
    near = cv2.dilate((strokes > 0).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return np.asarray(np.where(near, strokes, contours(picture)), np.uint8)


def contours(picture: Picture) -> NDArray[np.uint8]:
    """The edges of a painted picture, white on black [height, width]."""
    edges = edged(picture).astype(np.uint8) * 255
    return np.asarray(cv2.resize(edges, picture.shape[1::-1], interpolation=cv2.INTER_AREA), np.uint8)


def squared(drawing: NDArray[np.uint8]) -> Picture:
    """A sheet whole, on a square of paper: an encoder cuts everything else to the square in its middle, heads and
    feet off. RGB or RGBA in, RGB out."""
    height, width = drawing.shape[:2]
    flat = over(np.full((height, width, 3), 255, np.uint8), drawing)
    scale = SMALL / max(height, width)
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    small = cv2.resize(flat, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    square = np.full((SMALL, SMALL, 3), 255, np.uint8)
    top, left = (SMALL - size[1]) // 2, (SMALL - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = small
    return square


def read(path: Path) -> NDArray[np.uint8]:
    """A drawing that was made ready: RGB or RGBA, as its PNG has it."""
    found = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    assert found is not None, path
    if found.ndim == 2:
        return np.asarray(cv2.cvtColor(found, cv2.COLOR_GRAY2RGB), np.uint8)
    return np.asarray(cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA if found.shape[2] == 4 else cv2.COLOR_BGR2RGB), np.uint8)
