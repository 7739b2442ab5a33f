"""Maps: they agree with each other, with the sketch and with the numbers of the setup, at every size and lens."""

import cv2
import numpy as np
import pytest
from contracts.maps import agree, near
from hand_stages import CAR, KITCHEN, STREET, figure
from test_sets import example

from storyboard.errors import StoryboardError
from storyboard.maps import depth_picture, far_and_near, maps
from storyboard.maps.classes import classes
from storyboard.maps.pictures import depth_16
from storyboard.maps.pose import KEYPOINTS
from storyboard.renderers.sketch import Sketch
from storyboard.sketch.skeleton import body_box, skeleton
from storyboard.stage.geometry import Camera, Figure, Light, Look, Piece, SetPlan, Setup
from storyboard.stage.kinds import kinds
from storyboard.stage.lens import distance, project

PERSON = (150, 5, 61)
SIZES = [(640, 360), (480, 360), (203, 320), (1280, 536)]
BARE = SetPlan("vide", "interior", True, 6, 6, 2.6, (), ())


def setup(plan: SetPlan = BARE, figures: tuple[Figure, ...] = (), camera: Camera | None = None, **more) -> Setup:
    """A setup with a plain stage."""
    return Setup("1A", 0, (), plan, Light(), figures, camera or Camera((0.0, -2.0, 1.5), 90.0, -4.0, 0.0, 28.0), **more)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("focal", [18.0, 35.0, 85.0])
def test_a_person_is_where_the_numbers_say(size, focal):
    """Mask, depth and keypoints are inside the projected body and at its distance, at every size and lens."""
    away = distance(2.4, focal, size[0] / size[1])
    camera = Camera((0.4, 3.0 - away, 1.2), 90.0, -2.0, 0.0, focal)
    one = figure("lea", 0.4, 3.0, -90.0)
    found = maps(setup(BARE, (one,), camera), size)
    mask = found.masks["lea"]
    corners = [
        (x, y, z) for low, high in body_box(one) for x in (low[0], high[0]) for y in (low[1], high[1])
        for z in (low[2], high[2])
    ]  # fmt: skip
    flat = project(camera, corners, size[0] / size[1])
    xs, ys = (flat[:, 0] + 1) / 2 * size[0], (1 - flat[:, 1]) / 2 * size[1]
    rows, columns = np.nonzero(mask)
    assert xs.min() - 1 <= columns.min() <= columns.max() <= xs.max() + 1
    assert ys.min() - 1 <= rows.min() <= rows.max() <= ys.max() + 1
    assert abs(float(np.median(found.depth[mask])) - away) < 0.2
    expected = project(camera, [tuple(skeleton(one)["wrist_r"])], size[0] / size[1])[0]
    wrist = found.people[0].points[KEYPOINTS.index("right_wrist")]
    assert wrist[0] == pytest.approx((expected[0] + 1) / 2 * size[0], abs=0.01)
    assert wrist[2] == pytest.approx(expected[2], abs=1e-4)
    agree(setup(BARE, (one,), camera), found)


@pytest.mark.parametrize("template", ["kitchen", "street", "forest", "beach", "car", "church", "boat", "roof", "metro"])
def test_maps_agree_on_every_kind_of_set(template):
    """Two people in a furnished set: masks, classes, depths and lines tell the same story."""
    plan = example(template)
    people = (figure("a", -0.5, 1.6, 0.0), figure("b", 0.6, 1.9, 180.0, posture="sit"))
    one = setup(plan, people)
    agree(one, maps(one, (480, 270)))


def test_what_stands_before_hides_what_is_behind():
    """The nearer of two people takes the pixels, and the farther one's hidden keypoints are not seen."""
    front, back = figure("front", 0.0, 1.0, -90.0), figure("back", 0.0, 3.0, -90.0)
    both = maps(setup(figures=(back, front)), (480, 270))
    alone = maps(setup(figures=(back,)), (480, 270))
    assert np.array_equal(both.masks["front"], maps(setup(figures=(front,)), (480, 270)).masks["front"])
    assert np.array_equal(both.masks["back"], alone.masks["back"] & ~both.masks["front"])
    seen = {one.character: one.seen for one in both.people}
    assert seen["back"].sum() < next(iter(alone.people)).seen.sum()


def test_masks_are_what_the_sketch_paints_over():
    """Taking a person away changes the drawing where the mask is, give or take outline, halo and shadow."""
    dark = Look(top_tone=0.1, bottom_tone=0.1)
    stays, goes = figure("stays", -1.2, 0.9, -90.0, look=dark), figure("goes", 0.4, 0.9, -90.0, look=dark)
    both, one = setup(KITCHEN, (stays, goes)), setup(KITCHEN, (stays,))
    mask = maps(both, (640, 360)).masks["goes"]
    before, after = Sketch(arrows=False).draw([both, one], (640, 360))
    changed = np.abs(before.astype(int) - after).max(axis=2) > 6
    assert changed[mask].mean() > 0.93
    above = slice(0, 150)  # where no shadow lies
    assert not (changed & ~near(mask, 0.02))[above].any()


def test_depth_of_flat_things_is_exact():
    """The back wall, the floor and a box are as far as geometry says, pixel by pixel."""
    box = Piece("box-1", "crate", (0.0, 3.0, 0.0), -90.0, (1.0, 1.0, 1.0))
    plan = SetPlan("x", "interior", True, 6, 6, 2.6, (box,), ())
    camera = Camera((0.0, 0.5, 0.5), 90.0, 0.0, 0.0, 24.0)
    depth = maps(setup(plan, camera=camera), (640, 360)).depth
    assert depth[180, 320] == pytest.approx(2.0, abs=1e-3)
    assert depth[180, 60] < 5.5
    assert depth[30, 320] == pytest.approx(5.5, abs=1e-3)
    row = 350
    fall = (row + 0.5 - 180) / 360 * 20.25 / 24.0
    assert depth[row, 320] == pytest.approx(0.5 / fall, rel=1e-3)


def test_the_sky_is_infinitely_far_and_the_picture_of_depth_is_inverse():
    """Nothing stands in the sky; near is white, far black, and 16 bits give the metres back."""
    found = maps(setup(STREET, (figure("a", 0.0, 2.0, -90.0),)), (480, 270))
    sky = (found.segmentation == (6, 230, 230)).all(axis=2)
    assert sky.any()
    assert np.isinf(found.depth[sky]).all()
    picture = depth_picture(found.depth)
    assert picture.shape == (270, 480, 3)
    assert picture.min() == 0
    assert picture.max() == 255
    black, white = far_and_near(found.depth)
    back = black + (white - black) * depth_16(found.depth) / 65535
    there = np.isfinite(found.depth)
    assert np.abs(1 / found.depth[there] - back[there]).max() < (white - black) / 65535


def test_seen_from_behind_there_is_no_face():
    """Nose and eyes of someone who turns away are not seen; in profile one eye and one ear are."""

    def seen(yaw):
        one = maps(setup(figures=(figure("a", 0.0, 1.5, yaw),)), (640, 360)).people[0]
        return {name for name, shown in zip(KEYPOINTS, one.seen, strict=True) if shown}

    assert {"nose", "left_eye", "right_eye", "neck"} <= seen(-90.0)
    assert not {"nose", "left_eye", "right_eye"} & seen(90.0)
    assert {"left_shoulder", "right_shoulder", "left_hip", "right_knee"} <= seen(90.0)
    assert len({"left_ear", "right_ear"} & seen(0.0)) == 1


def test_colours_are_those_of_the_models():
    """Palette and limbs as ControlNet was trained: person, wall, floor, sky; the right upper arm is orange, dimmed."""
    found = maps(setup(KITCHEN, (figure("a", 0.0, 0.6, -90.0),)), (640, 512))
    colours = set(map(tuple, found.segmentation.reshape(-1, 3).tolist()))
    assert {PERSON, (120, 120, 120), (80, 50, 50), (255, 6, 82), (204, 70, 3), (230, 230, 230)} <= colours
    points = found.people[0].points
    middle = ((points[2, :2] + points[3, :2]) / 2).astype(int)
    assert tuple(found.pose[middle[1], middle[0]].tolist()) == (153, 102, 0) or found.people[0].seen[[2, 3]].sum() < 2
    assert {(255, 0, 0), (255, 85, 0)} <= set(map(tuple, found.pose.reshape(-1, 3).tolist()))


@pytest.mark.parametrize("focal", [20.0, 50.0])
@pytest.mark.parametrize("size", SIZES)
def test_lines_lie_where_classes_or_surfaces_change(size, focal):
    """On walls, floor and ceiling no line runs that is not the border of something, or a joint of two planes."""
    one = setup(KITCHEN, (figure("a", 0.4, 0.9, -90.0),), Camera((0.0, -2.5, 1.5), 90.0, -6.0, 0.0, focal))
    found = maps(one, size)
    kind = found.segmentation.astype(np.int32) @ (65536, 256, 1)
    known = classes()
    shell = [known.colours[known.number(name)].astype(int) @ (65536, 256, 1) for name in ("wall", "floor", "ceiling")]
    bend = np.abs(cv2.Laplacian(1 / found.depth, cv2.CV_32F, ksize=3)) > 2e-4
    border = np.zeros_like(bend)
    border[1:] |= kind[1:] != kind[:-1]
    border[:, 1:] |= kind[:, 1:] != kind[:, :-1]
    stray = (found.lines > 100) & np.isin(kind, shell) & ~near(border | bend, 0)
    assert stray.sum() <= 0.01 * (found.lines > 100).sum()


def test_every_kind_of_piece_has_a_class():
    """No kind falls back to another one's colour by accident."""
    assert set(kinds()) <= set(classes().kinds)
    assert len(set(map(tuple, classes().colours.tolist()))) >= len(classes().names) - 1  # road and skyscraper share one


def test_animals_have_masks_but_no_pose():
    """A dog is cut out under its own name; OpenPose knows people only."""
    dog = Figure("rex", (0.0, 1.0, 0.0), -60.0, look=Look(animal="dog"))
    found = maps(setup(figures=(dog, figure("a", 1.0, 1.5, -90.0))), (480, 270))
    assert set(found.masks) == {"rex", "a"}
    assert [one.character for one in found.people] == ["a"]


def test_inserts_cards_and_nonsense():
    """An insert lies on its table; a card has no maps; a wild camera gives some; a tiny size is refused."""
    insert = maps(setup(thing="letter"), (320, 180))
    assert np.isfinite(insert.depth).any()
    assert insert.lines.any()
    assert not maps(setup(card="Fin"), (320, 180)).masks
    wild = maps(setup(CAR, (figure("a", float("nan"), 0, 0),), Camera((0.0, 1e9, float("inf")), 0.0)), (320, 180))
    assert not np.isnan(wild.depth).any()
    with pytest.raises(StoryboardError, match="too small"):
        maps(setup(), (8, 8))


def test_the_same_setup_gives_the_same_maps():
    """No chance and no clock: twice the same to the byte."""
    one = setup(example("market"), (figure("a", 0.5, 1.2, -120.0),))
    first, second = maps(one, (320, 180)), maps(one, (320, 180))
    assert all(np.array_equal(getattr(first, name), getattr(second, name)) for name in ("depth", "pose", "lines"))
