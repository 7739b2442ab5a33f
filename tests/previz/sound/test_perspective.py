"""Where voices and effects are heard: from where the picture has them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_film import ignore, project

from audio import wav
from previz.sound.perspective import NEAR, OUTSIDE, of_effect, of_voice, views
from previz.sound.soundtrack import stems
from storyboard.stage.geometry import Camera, Figure, Light, Look, Piece, SetPlan, Setup
from storyboard.stage.geometry import Path as Way

PLAN = SetPlan("x", "kitchen", True, 6, 6, 2.6, (Piece("d", "door", (-2.0, 5.0, 0.0), -90, (0.9, 0.1, 2.0)),), ())


def seen(*figures: Figure, focal: float = 35.0, **more: object) -> Setup:
    """A set seen from its front edge, straight ahead."""
    camera = Camera((0.0, -1.0, 1.5), 90, focal=focal)
    return replace(Setup("1", 0, ("b",), PLAN, Light(), figures, camera), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "pan", "metres"),
    [
        ((0.0, 0.5, 0.0), 0.0, 1.5),
        ((-0.6, 2.0, 0.0), -0.1, 3.0),
        ((2.4, 4.0, 0.0), 0.3, 6.0),
        ((9.0, 2.0, 0.0), OUTSIDE, 12.0),
        ((-1.0, -3.0, 0.0), -OUTSIDE, 3.0),
    ],
)
def test_a_voice_is_heard_from_its_place(at, pan, metres) -> None:
    """Near and far, left and right, past the edge, behind the lens."""
    spot = of_voice(seen(Figure("MARTHE", at, -90)), "MARTHE")
    assert (spot.pan, spot.metres) == (pytest.approx(pan), metres)


def test_a_long_lens_brings_the_ear_closer() -> None:
    """What is large in the picture is heard as near; who is not on the stage is in no place."""
    marthe = Figure("MARTHE", (0.0, 5.0, 0.0), -90)
    assert of_voice(seen(marthe, focal=105.0), "MARTHE").metres < of_voice(seen(marthe), "MARTHE").metres
    assert of_voice(seen(marthe), "NOE") == of_voice(None, "NOE") == NEAR


def test_an_effect_comes_from_what_makes_it() -> None:
    """A knock from the door, a bark from the dog, steps from who walks; thunder, and a card, have no place."""
    dog = Figure("dog", (1.5, 3.0, 0.0), 180, look=Look(animal="dog"))
    stage = seen(dog, paths=(Way("MARTHE", ((1.0, 4.0, 0.0), (0.0, 4.0, 0.0))),))
    assert of_effect(stage, "knock").pan < 0 < of_effect(stage, "dog").pan
    assert of_effect(stage, "footsteps").pan > 0
    assert of_effect(stage, "thunder") == of_effect(replace(stage, card="FIN"), "knock") == NEAR


def test_the_first_panel_of_a_beat_counts() -> None:
    """A beat that goes on in a second panel is heard from where it begins."""
    one, other = seen(), seen(focal=50.0)
    assert views([one, other])["b"] is one


def test_the_two_sides_of_a_film_differ_unless_asked(tmp_path: Path) -> None:
    """Lines are heard from their places in the film's stems; with perspective off all are in the middle."""
    for asked, sided in (("true", True), ("false", False)):
        (tmp_path / "previz.toml").write_text(f"[sound]\nperspective = {asked}")
        left, right = wav.read(Path(stems(project(tmp_path), report=ignore).stems["DX"])).T
        assert bool(np.abs(left - right).max() > 0.01) is sided
