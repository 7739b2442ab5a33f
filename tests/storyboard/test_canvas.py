"""The canvas: paper points, tones, and whatever one throws at it."""

import numpy as np
import pytest

from storyboard.sketch.canvas import Raster, hatching, ribbon, text_width

SQUARE = np.array([(100.0, 100.0), (300.0, 100.0), (300.0, 300.0), (100.0, 300.0)])


def test_the_sheet_is_720_points_high_at_any_size():
    """The same drawing covers the same share of a small and of a large panel."""
    shares = []
    for size in ((320, 180), (1280, 720), (1920, 1080)):
        canvas = Raster(size)
        canvas.fill(SQUARE, 0.0)
        shares.append(float((canvas.pixels < 128).mean()))
    assert max(shares) - min(shares) < 0.004


def test_alpha_mixes_with_what_is_below():
    """Half strength lies half way."""
    canvas = Raster((640, 360))
    canvas.fill(SQUARE, 0.0, 0.5)
    assert abs(int(canvas.pixels[100, 100]) - 128) <= 1


def test_a_gradient_goes_from_tone_to_tone():
    """Left dark, right light, in between in between."""
    canvas = Raster((640, 360))
    canvas.shade(SQUARE, (100, 0), (300, 0), (0.2, 0.8))
    row = canvas.pixels[100, 55:145].astype(int)
    assert (np.diff(row) >= 0).all()
    assert row[0] < 75
    assert row[-1] > 185


@pytest.mark.parametrize("weight", [1.0, 3.0])
def test_many_strokes_at_once(weight):
    """Hairlines and heavy lines both reach the paper; crossings do not cancel."""
    canvas = Raster((640, 360))
    canvas.strokes(
        np.array([[(100, 100), (200, 200), (300, 300)], [(300, 100), (200, 200), (100, 300)]], float), weight, 0.0
    )
    assert canvas.pixels[100, 100] < 140


def test_dim_soften_and_fade():
    """What is drawn can be darkened, smudged, and drawn at part strength."""
    canvas = Raster((640, 360))
    canvas.faded(lambda: canvas.fill(SQUARE, 0.0), 0.25)
    assert abs(int(canvas.pixels[100, 100]) - 191) <= 2
    canvas.dim(np.full((4, 4), 0.5))
    assert canvas.pixels.max() <= 128
    sharp = canvas.pixels.copy()
    canvas.soften(4)
    assert not np.array_equal(sharp, canvas.pixels)


def test_hostile_outlines_leave_the_canvas_whole():
    """Not a number, infinite, empty and huge outlines are survived."""
    canvas = Raster((320, 180))
    for outline in (np.full((4, 2), np.nan), np.full((4, 2), np.inf), np.empty((0, 2)), SQUARE * 1e9):
        canvas.fill(outline, 0.2)
        canvas.fill(outline, 0.2, 0.5)
        canvas.stroke(outline, 2.0)
    assert canvas.pixels.shape == (180, 320)


def test_lettering_covers_french():
    """Accents have ink of their own, and a longer line is wider."""
    canvas = Raster((640, 360))
    canvas.letter("Été à Nîmes", (640, 360), 60, 0.0)
    assert (canvas.pixels < 100).sum() > 300
    assert text_width("Été à Nîmes", 40) > text_width("Été", 40)


def test_hatching_stays_inside():
    """Strokes of the shade end at the outline, whatever the angle."""
    for angle in (0, 33, 90, 147):
        points = np.concatenate(hatching(SQUARE, angle, 10))
        assert points.min() > 99
        assert points.max() < 301


def test_a_stroke_has_the_weight_asked_for():
    """The outline of a straight stroke is as wide as its weight."""
    assert np.ptp(ribbon(np.array([(0.0, 0.0), (50.0, 0.0)]), 6.0)[:, 1]) == pytest.approx(6.0)
