"""A panel as pictures that a model can follow: the sketch, and the maps, all seen through the panel's own camera."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from storyboard.renderers.diffusion.guides import Guide
from storyboard.renderers.sketch import Sketch
from storyboard.stage.geometry import Setup

MAPS = ("pose", "depth", "lines", "segmentation")
"""The maps that a net may follow."""


def guide(setup: Setup, size: tuple[int, int], names: Sequence[str]) -> Guide:
    """The guide of a setup, ``size`` (width, height), with the maps of some names."""
    still = replace(setup, move="static", camera_end=None)
    (sketch,) = Sketch(arrows=False).draw([still], size)
    return Guide(sketch, {name: np.zeros_like(sketch) for name in names})


def canvas(size: tuple[int, int], side: int, multiple: int) -> tuple[int, int]:
    """The size at which a model draws a picture of ``size``: the area of a square of ``side``, the same ratio, both
    sides multiples."""
    ratio = size[0] / size[1]
    width, height = side * ratio**0.5, side / ratio**0.5
    return tuple(max(round(one / multiple), 1) * multiple for one in (width, height))  # type: ignore[return-value]
