"""Colour keys: which key a scene gets, and what it does to a sheet."""

from typing import get_args

import numpy as np
import pytest

from screenplay.story import Hour
from storyboard.errors import StoryboardError
from storyboard.moods import mood_of, moods
from storyboard.renderers.sketch import Sketch
from storyboard.sketch import keys
from storyboard.stage.geometry import Camera, Figure, Light, SetPlan, Setup

INSIDE = SetPlan("x", "interior", True, 5, 4, 2.6, (), ())
OUTSIDE = SetPlan("y", "street", False, 24, 16, 0, (), (), ground="asphalt", horizon="city")


def draw(light: Light, plan: SetPlan = INSIDE, **settings):
    one = Setup("1A", 0, (), plan, light, (Figure("a", (0, 1.5, 0), -90),), Camera((0.0, -2.0, 1.55), 90, -5, 0, 28))
    return next(Sketch(**settings).draw([one], (320, 180)))


@pytest.mark.parametrize(
    ("light", "plan", "expected"),
    [
        (Light("night"), INSIDE, "night"),
        (Light("day", "rain"), OUTSIDE, "rain"),
        (Light("day", "rain"), INSIDE, "day"),
        (Light("night", "rain"), OUTSIDE, "night"),
        (Light("dusk", "overcast"), OUTSIDE, "dusk"),
        (Light("day", "snow", mood="fear"), OUTSIDE, "fear"),
    ],
)
def test_auto_takes_the_mood_then_the_weather_then_the_hour(light, plan, expected):
    """A mood wins; weather colours what is outdoors by daylight; the hour everything else."""
    assert keys.key("auto", plan, light) == expected
    assert keys.key("memory", plan, light) == "memory"
    assert keys.key("off", plan, light) == ""


def test_every_hour_and_every_mood_has_a_key():
    """The two tables know the same names."""
    assert set(get_args(Hour)) | set(moods()) <= set(keys.names())


def test_a_key_colours_and_off_does_not():
    """Ink and paper are nearly grey; dusk is warm where it is light and violet where it is dark."""
    plain, dusk = (draw(Light("dusk"), colour=colour).astype(int) for colour in ("off", "auto"))
    assert np.abs(plain[..., 0] - plain[..., 2]).max() < 14
    light, dark = dusk.sum(axis=2) > 620, dusk.sum(axis=2) < 250
    assert (dusk[light][:, 0] > dusk[light][:, 2] + 20).all()
    assert (dusk[dark][:, 2] > dusk[dark][:, 1]).all()


def test_an_unknown_key_is_refused():
    """With those that there are."""
    assert "sadness" in (Sketch(colour="mauve").unavailable() or "")
    with pytest.raises(StoryboardError, match="mauve"):
        draw(Light(), colour="mauve")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elle tremble. La peur la fige.", "fear"),
        ("Ils rient, dansent, une fête.", "joy"),
        ("He slams the door, furious.", "anger"),
        ("Une larme coule. Elle sanglote.", "sadness"),
        ("Il sourit.", ""),
        ("La table est mise.", ""),
    ],
)
def test_moods_are_read_from_words(text, expected):
    """Two words of a mood make it; one may be said of anything."""
    assert mood_of([text]) == expected
