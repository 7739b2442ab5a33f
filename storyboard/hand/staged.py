"""What the layout says of a panel that drawings are laid into: where people show and stand, how the camera goes."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from storyboard.hand.composing import Box, Staged
from storyboard.maps import maps
from storyboard.panels import Picture
from storyboard.sketch.arrows import draw_camera_move
from storyboard.sketch.canvas import Raster
from storyboard.stage.anatomy import body
from storyboard.stage.geometry import Setup
from storyboard.stage.lens import project

_FOOT = 0.04
"""Metres from the toe's joint to the sole, and as much over the crown for hair."""
_APART = 0.35
"""Metres before someone from which on a thing stands in their way: less is the floor at their feet."""


def boxes(setup: Setup, size: tuple[int, int]) -> dict[str, Box]:
    """The box of each person's whole body in pixels of a frame, beyond its borders too; nobody behind the lens."""
    width, height = size
    found: dict[str, Box] = {}
    for figure in setup.figures:
        low, high = body(figure).outline.copy(), body(figure).outline.copy()
        low[:, 2] -= _FOOT
        high[:, 2] += _FOOT
        seen = project(setup.camera, np.concatenate([low, high]), width / height)
        if (seen[:, 2] > 0.1).all():
            x, y = (seen[:, 0] + 1) * width / 2, (1 - seen[:, 1]) * height / 2
            found[figure.character] = (float(x.min()), float(y.min()), float(x.max()), float(y.max()))
    return found


def staged(setup: Setup, size: tuple[int, int], drawn: Collection[str], *, painted: bool) -> Staged:
    """The layout of a panel in which some people are ``drawn``; ``painted``: its set is a matte, before which only
    people stand."""
    found = maps(replace(setup, figures=tuple(one for one in setup.figures if one.character not in drawn)), size)
    people = np.zeros(found.depth.shape, np.bool_)
    for mask in found.masks.values():
        people |= mask
    depths = {name: depth for name, depth in _depths(setup) if name in drawn}
    nearer = {name: (found.depth < depth - _APART) & (people | (not painted)) for name, depth in depths.items()}
    return Staged(found.masks, nearer, boxes(setup, size), tuple(name for name, _depth in _depths(setup)))


def _depths(setup: Setup) -> list[tuple[str, float]]:
    """Everybody with their metres before the lens, the farthest first."""
    if not setup.figures:
        return []
    depths = project(setup.camera, np.stack([body(figure).centre for figure in setup.figures]))[:, 2].tolist()
    names = [figure.character for figure in setup.figures]
    return sorted(zip(names, depths, strict=True), key=lambda one: -one[1])


def arrows(picture: Picture, setup: Setup) -> Picture:
    """A frame with the camera's move shown on its border, where the panel is to show it."""
    if setup.move == "static":
        return picture
    height, width = picture.shape[:2]
    canvas = Raster((width, height), paper=0.5)
    draw_camera_move(canvas, setup)
    drawn = canvas.pixels.astype(np.float32) / 255
    share = np.abs(drawn - 128 / 255) * 2
    target = np.where(drawn > 0.5, 255.0, 24.0)
    return np.asarray((picture + (target[..., None] - picture) * np.minimum(share, 1.0)[..., None]).round(), np.uint8)
