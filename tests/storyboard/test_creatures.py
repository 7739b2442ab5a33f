"""Bodies that are not a person's: robots, bears, fish and snakes; and instruments where their players hold them."""

import numpy as np
import pytest
from staging_checks import play

from storyboard.sketch.animals import animal_parts
from storyboard.sketch.body import Build
from storyboard.sketch.figures import body_box
from storyboard.sketch.props import prop_parts
from storyboard.sketch.skeleton import skeleton
from storyboard.stage.geometry import Figure, Look

NAMES = ("violin", "cello", "accordion", "drums", "trumpet", "flute", "clarinet", "guitar")


def extent(solids) -> np.ndarray:
    """Width, depth and height of what is drawn, metres."""
    points = np.concatenate([solid.points for solid in solids])
    return points.max(axis=0) - points.min(axis=0)


@pytest.mark.parametrize(
    ("animal", "low", "high"), [("bear", 0.9, 1.7), ("fish", 0.2, 1.0), ("snake", 0.1, 0.6), ("pig", 0.5, 1.0)]
)
def test_animals_have_their_own_height(animal, low, high):
    """A bear is no dog, a snake lies on the ground, and all joints lie in the boxes that order the drawing."""
    figure = Figure("a", (0, 0, 0), 30.0, look=Look(animal=animal))
    solids, _, _ = animal_parts(figure, skeleton(figure), 60.0)
    assert low < extent(solids)[2] < high
    boxes = [(np.array(one), np.array(other)) for one, other in body_box(figure)]
    for joint in skeleton(figure).joints.values():
        assert any((one - 0.2 <= joint).all() and (joint <= other + 0.2).all() for one, other in boxes)


def test_a_robot_does_what_people_do():
    """It is made of plates, and points as a person points."""
    (played,) = play("INT. GARAGE - NUIT\n\nUn ROBOT avance vers PAUL (30 ans). Le robot pointe la porte.\n")
    robot = played.figure("pointe", "robot")
    assert robot.look.machine
    assert not robot.look.animal
    assert robot.gesture == "point"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_played_is_within_reach(name):
    """Something is drawn, near the body, and a hand touches it."""
    figure = Figure("a", (0, 0, 0), -90.0, "sit" if name in ("cello", "drums") else "stand", "play", held=name)
    bones = skeleton(figure)
    solids, _ = prop_parts(Build(figure, bones, 1.0, 2))
    points = np.concatenate([solid.points for solid in solids])
    hand = bones["wrist_r"] + bones.frames["hand_r"][0] * 0.08
    assert np.linalg.norm(points - hand, axis=1).min() < 0.16
    assert np.linalg.norm(points.mean(axis=0) - bones["chest"]) < 1.2


def test_each_instrument_is_itself():
    """No two have the same extents: a violin is no guitar."""
    sizes = []
    for name in NAMES:
        figure = Figure("a", (0, 0, 0), -90.0, "stand", "play", held=name)
        sizes.append(extent(prop_parts(Build(figure, skeleton(figure), 1.0, 2))[0]))
    gaps = [np.abs(one - other).max() for k, one in enumerate(sizes) for other in sizes[:k]]
    assert min(gaps) > 0.03
