"""A panel as pictures that a model can follow: the sketch, and the maps, all seen through the panel's own camera."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from storyboard.maps import Maps, depth_picture, maps
from storyboard.panels import Picture
from storyboard.renderers.diffusion.guides import Guide
from storyboard.renderers.sketch import Sketch
from storyboard.stage.geometry import Camera, Figure, Light, Look, SetPlan, Setup

MAPS = ("pose", "depth", "lines", "segmentation")
"""The maps that a net may follow."""
PORTRAIT = 320
"""Pixels of a side of a reference: an image encoder sees 224."""


def guide(setup: Setup, size: tuple[int, int], names: Sequence[str]) -> Guide:
    """The guide of a setup, ``size`` (width, height), with the maps of some names."""
    still = replace(setup, move="static", camera_end=None)
    (sketch,) = Sketch(arrows=False).draw([still], size)
    found = maps(still, size)
    return Guide(sketch, found.lines, {name: _map(found, name) for name in names}, found.masks)


def _map(found: Maps, name: str) -> Picture:
    """A map as a picture, in the form that nets were trained on."""
    if name == "depth":
        return depth_picture(found.depth)
    if name == "lines":
        return np.repeat(found.lines[..., None], 3, axis=2)
    return found.pose if name == "pose" else found.segmentation


def canvas(size: tuple[int, int], side: int, multiple: int) -> tuple[int, int]:
    """The size at which a model draws a picture of ``size``: the area of a square of ``side``, the same ratio, both
    sides multiples."""
    ratio = size[0] / size[1]
    width, height = (max(round(one / multiple), 1) * multiple for one in (side * ratio**0.5, side / ratio**0.5))
    return width, height


def portrait(look: Look) -> Picture:
    """Someone drawn from head to knee, facing the camera, before nothing: the reference of who has no other."""
    bare = SetPlan("", "exterior", False, 8, 8, 0, (), ())
    camera = Camera((0.0, -2.6, look.height * 0.68), 90.0, 0.0, 0.0, 40.0)
    setup = Setup("", 0, (), bare, Light(), (Figure("who", (0.0, 0.4, 0.0), -90.0, look=look),), camera)
    (picture,) = Sketch(arrows=False).draw([setup], (PORTRAIT, PORTRAIT))
    return picture
