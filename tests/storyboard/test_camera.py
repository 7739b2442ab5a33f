"""Where cameras are placed: measured by projecting what they see."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hand_stages import CAR, KITCHEN, STREET, at_table, figure, in_car, standing_three
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.shots import Angle, Kind, Shot, Size, Transition
from storyboard.stage.anatomy import body
from storyboard.stage.axis import leftward, orders
from storyboard.stage.camera import aim, depth, fit, one, pair, picture_height
from storyboard.stage.framing import placements
from storyboard.stage.geometry import Look, Piece, SetPlan, Staging
from storyboard.stage.judging import View
from storyboard.stage.lens import project
from storyboard.stage.motion import ends
from storyboard.stage.portraits import screen_gaze, two_size
from storyboard.stage.sight import hiding
from storyboard.stage.sizes import SIZES, nominal


def shot(kind: Kind, size: Size, *subjects: str, angle: Angle = "eye") -> Shot:
    """A shot as a director gives it."""
    return Shot("s", "sc", 1, ("b",), kind, size, angle, SIZES[size].focal, "static", subjects, Transition(), 3.0, "")


def view(plan: SetPlan, staging: Staging) -> View:
    """A staging to place cameras in."""
    return View(plan, staging, orders([staging])[0])


@given(st.floats(-180, 180), st.floats(-40, 60), st.floats(-0.8, 0.8), st.floats(-0.8, 0.8), st.floats(-30, 30))
@settings(max_examples=60, deadline=None)
def test_one_subject_lands_where_it_should(bearing: float, rise: float, u: float, v: float, roll: float) -> None:
    """The anchor is at (u, v), in a picture as high as asked, from any bearing, height and roll."""
    camera = one((1, 2, 1.5), height=0.8, focal=50, bearing=bearing, elevation=rise, u=u, v=v, roll=roll)
    seen = project(camera, [(1, 2, 1.5)])[0]
    assert (seen[0], seen[1]) == pytest.approx((u, v), abs=1e-6)
    assert picture_height(camera, (1, 2, 1.5)) == pytest.approx(0.8, rel=2e-3)


@given(st.floats(0.1, 0.9), st.floats(-0.6, -0.2), st.floats(0.2, 0.6), st.floats(-0.3, 0.3), st.floats(28, 85))
@settings(max_examples=60, deadline=None)
def test_two_subjects_land_where_they_should(place: float, a: float, b: float, rise: float, focal: float) -> None:
    """Both heads are at their places across the picture, without roll, wherever on the arc the camera stands."""
    left, right = (-0.5, 2.0, 1.6), (0.6, 2.3, 1.6 + rise)
    camera = pair(left, right, u=(a, b), v=0.2, focal=focal, place=place, lens_height=1.55)
    seen = project(camera, [left, right])
    assert [seen[0, 0], seen[1, 0], seen[:, 1].mean()] == pytest.approx([a, b, 0.2], abs=2e-3)
    assert seen[:, 2].min() > 0
    assert camera.roll == 0


def test_aim_survives_a_target_at_the_lens() -> None:
    """A camera on its own target is a camera all the same."""
    assert aim((1, 1, 1), 35, (1, 1, 1)).at == (1, 1, 1)


@given(st.lists(st.tuples(*[st.floats(-3, 3)] * 3), min_size=1, max_size=12), st.floats(-180, 180), st.floats(-60, 20))
@settings(max_examples=60, deadline=None)
def test_a_fit_holds_every_point(points: list[tuple[float, float, float]], yaw: float, pitch: float) -> None:
    """Nothing is outside the margins, and nothing is behind the lens."""
    seen = project(fit(np.array(points), yaw=yaw, pitch=pitch, focal=35), points)
    assert np.abs(seen[:, 0]).max() <= 0.87
    assert seen[:, 1].max() <= 0.87
    assert seen[:, 1].min() >= -0.91
    assert seen[:, 2].min() > 0.25


@pytest.mark.parametrize("size", ["ECU", "BCU", "CU", "MCU", "MS", "MLS", "FS", "LS"])
@pytest.mark.parametrize("staging", [at_table(), standing_three()], ids=["sitting", "standing"])
def test_sizes_measure_what_they_are_called(size: Size, staging: Staging) -> None:
    """The picture height at the subject is the table's, scaled to the person, within 15 %."""
    best = placements(shot("single", size, "anna"), view(KITCHEN, staging))[0]
    own = next(f for f in staging.figures if f.character == "anna")
    measured = picture_height(best.camera, body(own).eyes)
    assert abs(math.log(measured / nominal(size, own))) < 0.15


@pytest.mark.parametrize("size", ["CU", "MCU", "MS"])
def test_singles_have_headroom_thirds_and_look_room(size: Size) -> None:
    """The head is whole, the eyes near the upper third, and there is more room ahead of the look."""
    staging = at_table()
    camera = placements(shot("single", size, "paul"), view(KITCHEN, staging))[0].camera
    paul = body(staging.figures[1])
    top, eyes = project(camera, np.stack([paul.top, paul.eyes]))
    low, high = {"CU": (0.0, 0.06)}.get(size, (0.06, 0.10))
    assert low <= (1 - top[1]) / 2 <= high
    assert 0.2 <= eyes[1] <= 0.62
    assert screen_gaze(camera, paul) < -0.3
    assert eyes[0] > 0.15


def test_a_child_and_an_adult_fill_the_frame_alike() -> None:
    """A full shot of a child is nearer than one of an adult: both fill the frame from head to feet."""
    shares = []
    for tall, age in ((1.2, "child"), (1.85, "adult")):
        own = figure("a", 0, 5, -90, look=Look(height=tall, age=age))  # type: ignore[arg-type]
        camera = placements(shot("single", "FS", "a"), view(STREET, Staging("", (own,))))[0].camera
        seen = project(camera, body(own).outline)
        shares.append(seen[:, 1].max() - seen[:, 1].min())
    assert shares == pytest.approx([1.75, 1.75], abs=0.15)


@pytest.mark.parametrize("pair_of", [("anna", "paul"), ("paul", "anna")])
@pytest.mark.parametrize("staging", [at_table(), standing_three()], ids=["sitting", "standing"])
def test_shoulders_take_a_quarter_of_the_frame(pair_of: tuple[str, str], staging: Staging) -> None:
    """Over the shoulder: the faced one is its size, the foreground head covers 15 to 35 % from its own side."""
    seen = view(KITCHEN, staging)
    camera = placements(shot("ots", "MCU", *pair_of), seen)[0].camera
    faced, near = (body(next(f for f in staging.figures if f.character == name)) for name in pair_of)
    assert abs(math.log(picture_height(camera, faced.eyes) / 0.57)) < 0.15
    place = project(camera, [tuple(near.centre)])[0]
    half = 0.4 * near.head * camera.focal / 18.0 / depth(camera, near.centre)
    low, high = max(place[0] - half, -1.0), min(place[0] + half, 1.0)
    assert 0.15 <= (high - low) / 2 + (0 if abs(place[0]) + half >= 1 else (1 - abs(place[0]) - half) / 2) <= 0.36
    assert (place[0] < 0) == leftward(seen.order, near.character, faced.character)


@pytest.mark.parametrize("kind", ["single", "ots", "two"])
def test_every_camera_keeps_its_side_of_the_axis(kind: Kind) -> None:
    """From every placement offered, Anna looks right and Paul left."""
    staging = at_table()
    anna, paul = (body(figure) for figure in staging.figures)
    for first, second in (("anna", "paul"), ("paul", "anna")):
        asked = (
            shot(kind, "MS", first) if kind == "single" else shot(kind, "MLS" if kind == "two" else "MS", first, second)
        )
        for placement in placements(asked, view(KITCHEN, staging)):
            assert screen_gaze(placement.camera, anna) > 0
            assert screen_gaze(placement.camera, paul) < 0


def test_side_by_side_people_are_seen_from_the_side_they_face() -> None:
    """In a car the two-shot looks through the windscreen, and both faces show."""
    staging = in_car()
    camera = placements(shot("two", "MS", "anna", "paul"), view(CAR, staging))[0].camera
    assert camera.at[1] < 1.2
    assert 50 < camera.yaw < 130


def test_two_people_far_apart_get_a_wider_two_shot() -> None:
    """The size of a two-shot follows the distance between the people."""
    sizes = []
    for gap in (0.6, 1.6, 2.6, 6.0):
        pair_at = Staging("", (figure("a", -gap / 2, 5, 0), figure("b", gap / 2, 5, 180)))
        sizes.append(two_size(view(STREET, pair_at), "a", "b"))
    assert sizes == ["MS", "MLS", "FS", "LS"]


def test_a_master_holds_everyone_from_head_to_feet() -> None:
    """Nobody is cut by the frame of a master."""
    staging = standing_three()
    camera = placements(shot("master", "LS"), view(KITCHEN, staging))[0].camera
    for one_figure in staging.figures:
        seen = project(camera, body(one_figure).outline)
        assert np.abs(seen[:, :2]).max() < 1.0


def test_an_insert_fills_the_frame_with_its_thing() -> None:
    """A clock on the wall takes 40 to 70 % of the height."""
    camera = placements(shot("insert", "CU", "clock-1"), view(KITCHEN, at_table()))[0].camera
    seen = project(camera, [(1.2, 3.95, 1.85), (1.2, 3.95, 2.21)])
    assert 0.4 <= (seen[1, 1] - seen[0, 1]) / 2 <= 0.7


def test_a_point_of_view_is_at_the_eyes() -> None:
    """The lens is where the owner's eyes are, and what is looked at is near the middle."""
    staging = at_table()
    camera = placements(shot("pov", "MCU", "anna", "paul"), view(KITCHEN, staging))[0].camera
    assert camera.at == pytest.approx(tuple(body(staging.figures[1]).eyes))
    assert abs(project(camera, [tuple(body(staging.figures[0]).centre)])[0][0]) < 0.1


@pytest.mark.parametrize("angle", ["eye", "high", "low", "overhead", "dutch"])
@pytest.mark.parametrize("size", ["CU", "MS", "FS", "LS"])
def test_cameras_stay_between_floor_and_ceiling(angle: Angle, size: Size) -> None:
    """No lens under the floor, none above the ceiling but for the overhead; the tilt goes the way of the angle."""
    camera = placements(shot("single", size, "paul", angle=angle), view(KITCHEN, at_table()))[0].camera
    assert camera.at[2] >= 0.17
    assert angle == "overhead" or camera.at[2] <= KITCHEN.height
    assert {"high": camera.pitch < -12, "low": camera.pitch > 4, "overhead": camera.pitch < -60}.get(angle, True)
    assert (camera.roll != 0) == (angle == "dutch")


def test_what_stands_before_a_face_goes_wild() -> None:
    """A wardrobe between every lens and a face is either avoided or taken away."""
    walls = tuple(Piece(f"screen-{i}", "wardrobe", (x, y, 0), yaw, (1.6, 0.1, 2.2))
                  for i, (x, y, yaw) in enumerate([(-0.75, 1.1, -90), (0.2, 1.2, -45)]))  # fmt: skip
    plan = replace(KITCHEN, pieces=(*KITCHEN.pieces, *walls))
    staging = at_table()
    best = placements(shot("single", "MS", "anna"), view(plan, staging))[0]
    left = tuple(piece for piece in plan.pieces if piece.id not in best.wild)
    assert not hiding(best.camera.at, body(staging.figures[0]).head_points, left)


@pytest.mark.parametrize("move", ["dolly_in", "dolly_out", "truck", "track", "pan", "tilt", "crane", "zoom_in"])
def test_moves_keep_to_a_crew_s_speed_and_hold_the_subject(move: str) -> None:
    """No faster than a metre and 30 degrees a second, and the subject is in the picture at both ends."""
    staging = at_table()
    placed = placements(shot("single", "MCU", "anna"), view(KITCHEN, staging))[0].camera
    eyes = tuple(float(value) for value in body(staging.figures[0]).eyes)
    first, last = ends(placed, move, eyes, 4.0, way=(1.0, 0.0))  # type: ignore[arg-type]
    assert first != last
    assert math.dist(first.at, last.at) <= 4.0
    assert abs(first.yaw - last.yaw) <= 120
    for camera in (first, last):
        assert np.abs(project(camera, [eyes])[0][:2]).max() < 0.9
