"""The painter's order: what the eye settles by separating planes."""

import numpy as np

from storyboard.sketch.order import before, paint


def box(x, y, z, w, d, h, yaw=0.0):
    """A row for a box by its middle and its half sizes."""
    return [x, y, z, w, d, h, np.cos(np.radians(yaw)), np.sin(np.radians(yaw))]


EVERYWHERE = [0.0, 0.0, 100.0, 100.0]


def order(boxes, eye):
    """Numbers of the boxes, from the one painted first."""
    table = np.array(boxes)
    after = before(table, np.array(eye), np.array([EVERYWHERE] * len(boxes)))
    return paint(after, np.linalg.norm(table[:, :3] - eye, axis=1))


def test_a_long_table_before_someone_whose_middle_is_nearer():
    """The nearer middle does not decide: the table's edge is between the eye and the person behind it."""
    person, table = box(0.0, 2.4, 0.9, 0.2, 0.2, 0.9), box(3.0, 2.0, 0.37, 4.0, 0.15, 0.37, -90)
    assert order([person, table], (0.0, 0.0, 1.2)) == [0, 1]


def test_what_stands_on_a_table_comes_after_it():
    """From above the top the glass is drawn last, from below it is hidden by the top."""
    top, glass = box(0, 2, 0.7, 1, 1, 0.02), box(0, 2.5, 0.8, 0.05, 0.05, 0.08)
    assert order([glass, top], (0, 0, 1.5)) == [1, 0]
    assert order([glass, top], (0, 0, 0.3)) == [0, 1]


def test_a_cycle_still_gives_every_box_once():
    """Three boxes that overlap each other in a ring are all painted."""
    ring = [box(0, 2, 1, 2, 0.1, 0.1, 90 + turn) for turn in (0, 60, 120)]
    assert sorted(order(ring, (0, 0, 5))) == [0, 1, 2]
