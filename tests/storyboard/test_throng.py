"""Crowds that nobody counts, on the stage, in the drawing and in the maps."""

import numpy as np
import pytest
from staging_checks import play

from storyboard.maps import maps
from storyboard.renderers.sketch import Sketch
from storyboard.stage.acting import crowd_masses
from storyboard.stage.geometry import Camera, Light, Setup, plan_at


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("Des milliers manifestants", "marchers"),
        ("foule immense", "throng"),
        ("hundreds people", "throng"),
        ("clients", ""),
    ],
)
def test_words_tell_hundreds_from_a_few(words, how):
    """And those who demonstrate from those who stand."""
    assert crowd_masses(words.lower()) == how


@pytest.mark.parametrize(
    ("heading", "text", "many"),
    [
        ("EXT. PLACE - JOUR", "Des milliers de manifestants envahissent la place.", True),
        ("EXT. STADE - JOUR", "Les spectateurs hurlent.", True),
        ("EXT. PLACE - JOUR", "Quelques clients attendent.", False),
    ],
)
def test_a_throng_stands_behind_or_on_the_tiers(heading, text, many):
    """Rows of people, at every beat of the scene; none for a crowd that can be counted."""
    (played,) = play(f"{heading}\n\n{text}\n\nPAUL (30 ans) avance.\n")
    assert all(any(piece.kind == "throng" for piece in staging.pieces) == many for staging in played.stagings)


def test_a_throng_is_drawn_and_is_people_for_the_maps():
    """It darkens the square where it stands, and has the class of people."""
    (played,) = play("EXT. PLACE - JOUR\n\nDes milliers de manifestants envahissent la place.\n")
    staging = played.stagings[0]
    setup = Setup(
        "s", 0, (), plan_at(played.plan, staging), Light(), (), Camera((0.0, -4.0, 2.4), 90.0, -4.0, 0.0, 28.0)
    )
    bare = Setup("s", 0, (), played.plan, Light(), (), setup.camera)
    full, empty = (next(Sketch().draw([one], (320, 180))).astype(int) for one in (setup, bare))
    assert (np.abs(full - empty).max(axis=2) > 20).mean() > 0.04
    people = (maps(setup, (320, 180)).segmentation == (150, 5, 61)).all(axis=2)
    assert people.mean() > 0.03
