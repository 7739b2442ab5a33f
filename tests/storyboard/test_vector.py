"""SVG: valid, grouped, small, and the same drawing as the pixels when another program renders it."""

from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
import resvg_py
from hand_stages import KITCHEN, STREET, figure

from storyboard.renderers.sketch import Sketch, drawing
from storyboard.stage.geometry import Camera, Light, Setup

WIDE = Camera((0.0, -2.0, 1.55), 90.0, -5.0, 0.0, 28.0)
SVG = "{http://www.w3.org/2000/svg}"


DAY = Light()


def setup(plan=KITCHEN, light=DAY, **more) -> Setup:
    people = (figure("lea", -0.4, 0.9, -60.0), figure("tom", 0.7, 1.4, 180.0))
    return Setup("1A", 0, (), plan, light, people, more.pop("camera", WIDE), **more)


def rendered(svg: str) -> np.ndarray:
    """What resvg makes of it, RGB."""
    data = np.frombuffer(bytes(resvg_py.svg_to_bytes(svg_string=svg)), np.uint8)
    return cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


@pytest.mark.parametrize(
    ("one", "sketch", "bound"),
    [
        (setup(), Sketch(), 4.0),
        (setup(STREET, Light("night", lamps=True)), Sketch(), 5.0),
        (setup(camera=Camera((0.0, -1.0, 1.5), 80.0, 0.0, 0.0, 85.0)), Sketch(), 4.0),
        (setup(), Sketch(style="clear"), 4.0),
        (setup(light=Light("evening", lamps=True)), Sketch(style="clear", colour="auto"), 5.0),
    ],
)
def test_a_browser_shows_the_same_drawing(one, sketch, bound):
    """Day and night, sharp and blurred, in ink and in colour: the mean difference is that of edges."""
    size = (1280, 720)
    pixels = next(sketch.draw([one], size)).astype(int)
    svg = rendered(drawing(one, size, sketch)).astype(int)
    assert svg.shape == pixels.shape
    assert np.abs(svg - pixels).mean() < bound
    small = [cv2.resize(picture.astype(np.uint8), (32, 18), interpolation=cv2.INTER_AREA) for picture in (svg, pixels)]
    assert np.corrcoef(small[0].ravel(), small[1].ravel())[0, 1] > 0.93


def test_a_wash_is_one_in_svg_too():
    """It strays and is streaked by filters of its own: near the pixels, not the same."""
    sketch = Sketch(style="wash")
    svg = rendered(drawing(setup(), (320, 180), sketch)).astype(int)
    plain = rendered(drawing(setup(), (320, 180), Sketch(style="clear"))).astype(int)
    pixels = next(sketch.draw([setup()], (320, 180))).astype(int)
    assert np.abs(svg - pixels).mean() < 24
    assert np.abs(svg - plain).mean() > 4


def test_people_and_pieces_are_groups_of_their_own():
    """An editor can move someone, or hide the set; names are escaped."""
    tree = ElementTree.fromstring(drawing(setup(), (1280, 720), Sketch(), title="<12A> & co"))  # noqa: S314 (our own)
    classes = [group.get("class") or "" for group in tree.iter(f"{SVG}g")]
    assert {"backdrop", "character lea", "character tom"} <= set(classes)
    assert any(name.startswith("piece table") for name in classes)
    assert tree.find(f"{SVG}title").text == "<12A> & co"
    assert tree.get("viewBox") == "0 0 1280.00 720"


def test_it_stays_small_and_is_always_the_same():
    """A panel is a few hundred kilobytes of strokes, the same at every build."""
    svg = drawing(setup(), (1280, 720), Sketch())
    assert 10_000 < len(svg) < 400_000
    assert svg == drawing(setup(), (1280, 720), Sketch())


def test_cards_are_text():
    """The letters of a card can be searched and set anew."""
    assert ">Trois ans plus tard</text>" in drawing(setup(card="Trois ans plus tard"), (640, 360), Sketch())
