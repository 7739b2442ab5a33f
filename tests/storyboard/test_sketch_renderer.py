"""The sketch renderer: panels, cards, inserts, arrows, and its manners as a back end."""

import numpy as np
import pytest
from test_sets import example

from storyboard.errors import StoryboardError
from storyboard.renderers.sketch import Sketch
from storyboard.sketch.ink import Run, stroke_all
from storyboard.sketch.inserts import kind_of
from storyboard.sketch.lettering import fit
from storyboard.sketch.style import names, seed, style
from storyboard.stage.geometry import Camera, Figure, Light, Path, SetPlan, Setup

WIDE = Camera((0.0, -2.0, 1.55), 90, -5, 0, 28)
EMPTY = SetPlan("x", "interior", True, 5, 4, 2.6, (), ())


class Plates:
    """A pen that keeps the outlines of strokes."""

    def plates(self, outlines, tones):
        self.outlines = outlines


def setup(plan: SetPlan = EMPTY, camera: Camera = WIDE, figures=(), **more) -> Setup:
    """A setup with a plain stage."""
    return Setup("1A", 0, (), plan, Light(), tuple(figures), camera, **more)


def draw(one: Setup, size=(320, 180), **settings):
    """One picture."""
    return next(Sketch(**settings).draw([one], size))


@pytest.mark.parametrize("size", [(1280, 720), (430, 180), (320, 173), (240, 180), (64, 36), (180, 320)])
def test_pictures_have_the_size_asked_for(size):
    """Any aspect and any size, in RGB bytes."""
    picture = draw(setup(figures=[Figure("a", (0, 2, 0), -90)]), size)
    assert picture.shape == (size[1], size[0], 3)
    assert picture.dtype == np.uint8


def test_ready_and_refusing():
    """The pencil is always at hand; an unknown style is refused with the ones there are."""
    assert Sketch().unavailable() is None
    assert "pencil" in (Sketch(style="fresco").unavailable() or "")
    with pytest.raises(StoryboardError, match="pencil"):
        draw(setup(), style="fresco")
    with pytest.raises(StoryboardError, match="too small"):
        draw(setup(), (1, 1))


@pytest.mark.parametrize(
    "text", ["Fin", "Trois ans plus tard — l'été où « tout » a commencé, à Nîmes", "mot " * 900, "x" * 900]
)
def test_cards_fit_their_text(text):
    """Short or endless, a card's lines stay within the picture."""
    picture = draw(setup(card=text), (640, 360)).mean(axis=2)
    assert picture.min() < 160
    assert picture[:8].min() > 200
    assert picture[-8:].min() > 200
    assert picture[:, :16].min() > 200
    assert picture[:, -16:].min() > 200


def test_a_short_card_is_lettered_larger_than_a_long_one():
    """The size of the letters follows the text."""
    assert fit("Fin", 1000, 500)[1] > fit("mot " * 200, 1000, 500)[1]


@pytest.mark.parametrize(
    "move", ["pan", "tilt", "dolly_in", "dolly_out", "zoom_in", "truck", "track", "crane", "handheld"]
)
def test_moves_of_the_camera_are_shown_in_the_margin(move):
    """An arrow changes the picture, and only when arrows are wanted."""
    end = Camera((0.5, -2.0, 1.8), 70, 5, 0, 28)
    moved = setup(move=move, camera_end=end)
    assert not np.array_equal(draw(moved), draw(setup()))
    assert np.array_equal(draw(moved, arrows=False), draw(setup(), arrows=False))


def test_a_pan_to_the_right_points_right():
    """The arrow stands at the side that the camera turns to: a smaller yaw is to the right."""
    still = draw(setup()).astype(int)
    right = np.abs(draw(setup(move="pan", camera_end=Camera(WIDE.at, 60, -5, 0, 28))) - still).sum(axis=(0, 2))
    assert right[160:].sum() > 0 == right[:160].sum()


def test_a_walk_has_its_arrow_and_its_ghost():
    """The way on the floor and where it began are drawn besides the walker."""
    walker = Figure("a", (1.0, 2.0, 0.0), 0, posture="walk")
    path = Path("a", ((-1.4, 2.0, 0.0), (1.0, 2.0, 0.0)))
    change = np.abs(draw(setup(figures=[walker], paths=(path,))).astype(int) - draw(setup(figures=[walker])))
    assert change[:, :130].sum() > 0


@pytest.mark.parametrize(
    "thing", ["phone", "letter", "key", "photo", "glass", "gun", "clock", "book", "sextant", "", "x" * 300, "\x00"]
)
def test_inserts_show_the_thing_large(thing):
    """Known or not, the thing fills a good part of the middle of the picture."""
    picture = draw(setup(thing=thing), (640, 360)).mean(axis=2)
    assert picture[90:270, 160:480].std() > (6 if thing else 0)


def test_things_are_known_by_other_names():
    """Synonyms, plurals and capitals find the same drawing; nonsense finds none."""
    assert kind_of("Keys") == "key"
    assert kind_of("old photograph") == "photo"
    assert kind_of("qwertz") is None


def test_the_owner_of_a_look_is_not_in_it():
    """Someone whose head is at the lens is not drawn."""
    alone = draw(setup(example("kitchen"), Camera((0.0, 1.0, 1.6), 90, 0, 0, 35)))
    looker = Figure("a", (0.0, 1.0, 0.0), 90)
    from storyboard.sketch.figures import eyes

    lens = Camera(eyes(looker), 90, 0, 0, 35)
    assert np.array_equal(draw(setup(example("kitchen"), lens, [looker])), draw(setup(example("kitchen"), lens)))
    assert alone.std() > 5


def test_styles_are_parameter_files():
    """Every style that ships reads, and keeps the hierarchy of weights."""
    for name in names():
        found = style(name)
        assert found.silhouette > found.middle > found.background > 0
        assert found.weight(1.0) == found.silhouette
        assert found.weight(0.0) == found.background


def test_the_hand_strays_little_and_always_the_same():
    """The tremor is seeded, bounded and starts and ends near the line."""
    line = np.stack([np.linspace(0, 300, 40), np.zeros(40)], axis=1)

    def drawn(who: str) -> np.ndarray:
        pen = Plates()
        stroke_all(pen, [Run(line, np.full(40, 0.1), 0.1)], style(), seed(who))
        return pen.outlines[0]

    first = drawn("a")
    assert np.array_equal(first, drawn("a"))
    assert not np.array_equal(first, drawn("b"))
    assert np.abs(first[:, 1]).max() < 1.5
    assert len(first) > 10


def test_the_styles_are_different_hands():
    """Pencil has gradients and hatching, the clear line a few flat values, the wash strays and pools."""
    one = setup(figures=[Figure("a", (0, 1.2, 0), -90), Figure("b", (1.2, 2.0, 0), 180)])
    drawn = {name: draw(one, (640, 360), style=name)[..., 1] for name in names()}
    assert set(drawn) == {"clear", "pencil", "wash"}
    counts = {name: np.bincount(picture.ravel(), minlength=256) for name, picture in drawn.items()}
    flat = {name: np.sort(count)[-6:].sum() / count.sum() for name, count in counts.items()}
    assert flat["clear"] > 0.9 > flat["pencil"]
    for first, second in (("clear", "pencil"), ("clear", "wash"), ("pencil", "wash")):
        assert np.abs(drawn[first].astype(int) - drawn[second]).mean() > 4


@pytest.mark.parametrize("name", ["wash", "clear"])
@pytest.mark.parametrize("size", [(1280, 720), (203, 320)])
def test_every_style_draws_every_size_and_always_the_same(name, size):
    """A wash's chance is that of the paper, not of the moment."""
    one = setup(figures=[Figure("a", (0, 1.2, 0), -90)])
    assert np.array_equal(draw(one, size, style=name), draw(one, size, style=name))


def test_styles_have_french_names_too():
    """A French file names them as a French artist does."""
    assert style("lavis") is style("wash")
    assert style("ligne claire") is style("clear")
    assert Sketch(style="crayon").unavailable() is None
