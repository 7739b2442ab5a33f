"""Sets on paper: never blank, the same each time, in every light and from every camera."""

import numpy as np
import pytest
from test_sets import example

from storyboard.renderers.sketch import panel
from storyboard.sketch.canvas import Raster
from storyboard.sketch.seen import View, solids
from storyboard.sketch.style import style
from storyboard.sketch.tones import lighting
from storyboard.stage.geometry import Camera, Figure, Light, Piece, SetPlan, Setup
from storyboard.stage.kinds import kinds
from storyboard.stage.sets import templates

SIZE = (320, 180)
WIDE = Camera((0.3, -1.5, 1.55), 90, -4, 0, 24)


def draw(plan: SetPlan, camera: Camera = WIDE, light: Light | None = None, **more):
    """The panel of a set."""
    figures, size = more.pop("figures", ()), more.pop("size", SIZE)
    return panel(Setup("1", 0, (), plan, light or Light(), figures, camera, **more), size, style())


@pytest.mark.parametrize("name", templates())
def test_every_template_is_drawn_by_day_and_darker_by_night(name):
    """Each set has something to see, and its night is darker than its day."""
    plan = example(name)
    day, night = draw(plan), draw(plan, light=Light("night", lamps=True))
    assert day.std() > 10
    assert night.std() > 6
    assert night.mean() < day.mean() - 15


def test_a_panel_is_the_same_to_the_byte():
    """The hand's tremor comes from what is drawn: two builds give one picture."""
    assert np.array_equal(draw(example("cafe")), draw(example("cafe")))


@pytest.mark.parametrize("weather", ["rain", "snow", "fog", "storm", "overcast", "wind"])
def test_weather_shows_outdoors(weather):
    """Each weather changes the picture of a street."""
    street = example("street")
    assert np.abs(draw(street).astype(int) - draw(street, light=Light(weather=weather))).mean() > 0.5


@pytest.mark.parametrize(
    "camera",
    [
        Camera((0.0, 2.0, 0.4), 90, 0, 0, 35),
        Camera((0.0, 1.6, 2.4), 90, -89, 0, 24),
        Camera((0.0, 1.6, 0.3), 90, 85, 0, 24),
        Camera((4000.0, -4000.0, 900.0), 135, -10, 0, 200),
        Camera((1e30, 0.0, 1.0), 90, 0, 0, 35),
        Camera((float("nan"), 0.0, 1.0), 90, 0, 0, 35),
        Camera((0.0, -1.0, 1.5), 90, 0, 180, 0.0),
        Camera((-2.3, 2.0, 1.2), 200, 0, 30, 85),
    ],
)
@pytest.mark.parametrize("name", ["kitchen", "street"])
def test_no_camera_breaks_the_drawing(name, camera):
    """Inside furniture, overhead, rolled, far away or not a number: there is a picture, and it is not blank."""
    figures = (Figure("a", (0.0, 2.0, 0.0), 0), Figure("b", (float("inf"), 0.0, 0.0), 0), Figure("c", (1e6, 0, 0), 0))
    picture = draw(example(name), camera, figures=figures)
    assert picture.shape == (180, 320, 3)
    assert picture.std() > 0.5


def test_the_wall_that_the_camera_looks_through_is_not_drawn():
    """From outside the room one sees what is in it: the same table, larger as one comes near."""
    plan = example("kitchen")
    assert draw(plan, Camera((0.0, -3.0, 1.5), 90, -5, 0, 35)).std() > 10


def test_wild_pieces_are_left_out():
    """A piece taken away for a shot is not in its picture."""
    plan = example("kitchen")
    table = next(piece.id for piece in plan.pieces if piece.kind == "table")
    assert not np.array_equal(draw(plan), draw(plan, wild=(table,)))


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_can_be_seen(kind):
    """Each kind of piece leaves its mark on an empty set, and stays within its size (chimneys and awnings aside)."""
    size = kinds()[kind].size
    away = max(*size, 0.3) * 2.2
    empty = SetPlan("x", "exterior", False, 10, 10, 0, (), (), ground="sand", horizon="flat")
    full = SetPlan(
        "x", "exterior", False, 10, 10, 0, (Piece(kind, kind, (0, 0, 0), -90, size, 0.5),), (), "sand", "flat"
    )
    camera = Camera((0.4 * away, -away, size[2] / 2 + 0.6 * away), 111.8, -29, 0, 35)
    assert np.abs(draw(full, camera, size=(160, 90)).astype(int) - draw(empty, camera, size=(160, 90))).max() > 30


def test_polygons_are_cut_at_the_lens():
    """A floor that runs behind the lens stays finite, and one wholly behind it vanishes."""
    view = View(WIDE, 1280, 720)
    floor = view.polygon(np.array([(-5, -50, 0), (5, -50, 0), (5, 50, 0), (-5, 50, 0)]))
    assert len(floor) >= 4
    assert np.isfinite(floor).all()
    assert np.abs(floor).max() < 1e4
    assert not len(view.polygon(np.array([(-5, -50, 0), (5, -50, 0), (5, -40, 0)])))


def test_edges_between_two_faces_are_drawn_once():
    """A plain box has twelve edges, not twenty-four."""
    assert len(solids((Piece("a", "unknown kind", (0, 0, 0), 0, (1, 1, 1)),)).ends) == 12


def test_lamps_make_pools_of_light():
    """At night the place under a lamp is lighter than the far corner."""
    plan = example("living_room")
    lamp = next(piece for piece in plan.pieces if piece.kind == "lamp")
    light = lighting(plan, Light("night", lamps=True))
    near, far = light.gain(np.array([lamp.at, (-lamp.at[0], 0.0, 0.0)]))
    assert near > far + 0.15


def test_a_longer_lens_softens_what_is_behind():
    """With one near subject, the details behind are fewer through 85 mm than through 24 mm."""
    canvas = Raster((320, 180))
    assert canvas.pixels.min() == 255
    person = Figure("a", (0.0, 1.2, 0.0), -90)
    near = draw(example("office"), Camera((0.0, -0.5, 1.5), 90, 0, 0, 85), figures=(person,), subjects=("a",))
    wide = draw(example("office"), Camera((0.0, -0.5, 1.5), 90, 0, 0, 24), figures=(person,), subjects=("a",))

    def edges(picture):
        """How many sharp steps the left third has, away from the person."""
        return int((np.abs(np.diff(picture[:, :90, 0].astype(int), axis=1)) > 25).sum())

    assert edges(near) < edges(wide) / 2
