"""Colour keys: the colours that a sheet's tones become, by the mood, the weather or the hour of its scene."""

import tomllib
from functools import cache
from gettext import gettext as _
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from storyboard.errors import StoryboardError
from storyboard.sketch.canvas import ramp
from storyboard.stage.geometry import Light, SetPlan

OFF, AUTO = "off", "auto"


@cache
def _tables() -> dict[str, dict[str, NDArray[np.uint8]]]:
    table = tomllib.loads((resources.files("storyboard.sketch") / "keys.toml").read_text("utf-8"))

    def rgb(colour: str) -> tuple[int, int, int]:
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

    return {
        kind: {name: ramp([rgb(one) for one in stops], table["at"]) for name, stops in table[kind].items()}
        for kind in ("hours", "weathers", "moods")
    }


def names() -> tuple[str, ...]:
    """Every key, in the order of the table."""
    return tuple(name for kind in _tables().values() for name in kind)


def check(colour: str) -> None:
    """Raises StoryboardError for what is neither off, nor auto, nor a key."""
    if colour not in (OFF, AUTO, *names()):
        message = _("no colour key is called “{name}”; choose off, auto or one of {known}")
        raise StoryboardError(message.format(name=colour, known=", ".join(names())))


def key(colour: str, plan: SetPlan, light: Light) -> str:
    """The name of the key for a set in a light, by a renderer's ``colour``; empty when it draws in ink and paper."""
    if colour != AUTO:
        return "" if colour == OFF else colour
    tables = _tables()
    if light.mood in tables["moods"]:
        return light.mood
    if light.weather in tables["weathers"] and not plan.interior and light.hour not in ("night", "evening"):
        return light.weather
    return light.hour if light.hour in tables["hours"] else "day"


def colours(name: str) -> NDArray[np.uint8]:
    """The colour of each tone in a key, RGB [256, 3]."""
    return next(kind[name] for kind in _tables().values() if name in kind)
