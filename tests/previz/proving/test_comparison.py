"""The finished film held against its products: another picture, another sound, and where."""

import numpy as np
import pytest
from films import SIZE, aac, panel, voice

from previz.assembly.shown import Fade, SegmentSpec, Shown
from previz.proving.comparison import STRETCH, expected, joined, otherwise, unlike


@pytest.fixture
def film(tmp_path):
    """Two panels of 24 frames each, the second one fading out, over two seconds of a voice."""
    files = {str(index): panel(tmp_path, index) for index in range(2)}
    first = SegmentSpec(SIZE, (24, 1), 24, (Shown("0", 0, 24),))
    second = SegmentSpec(SIZE, (24, 1), 24, (Shown("1", 0, 24),), fades=(Fade(20, 4, 1.0, 0.0),))
    return expected([first, second], files.__getitem__, (block.read_bytes() for block in aac(voice(2.0), tmp_path)))


def test_each_panel_is_looked_at_outside_of_fades(film):
    """Its first, its middle and its last frame, unless a fade passes there."""
    assert sorted(film.pictures) == [0, 12, 23, 24, 36]
    assert film.size == SIZE


def test_swapped_pictures_are_found_where_they_are(film):
    """The right pictures are alike; each of two that changed places is told."""
    assert unlike(film.pictures, film.pictures) == []
    swapped = film.pictures | {0: film.pictures[24], 24: film.pictures[0]}
    assert unlike(swapped, film.pictures) == [0, 24]


def test_a_muted_stretch_is_found_where_it_is(film):
    """Fainter or louder than the mix by 6 dB for a quarter of a second; coding's own noise is not."""
    noise = film.sound + np.float32(1e-5)
    assert list(otherwise(noise, film.sound)) == []
    muted, louder = film.sound.copy(), film.sound.copy()
    muted[2 * STRETCH : 6 * STRETCH] = 0
    louder[2 * STRETCH : 6 * STRETCH] = 0.9
    [(first, count, faint)] = otherwise(muted, film.sound)
    assert (faint, first >= 2 * STRETCH, first + count <= 6 * STRETCH) == (True, True, True)
    assert [faint for _first, _count, faint in otherwise(louder, film.sound)] == [False]


def test_an_envelope_is_the_same_in_any_blocks():
    """Where a decoder cuts the sound does not show."""
    sound = voice(0.5)[None]
    whole = joined([sound])
    assert np.allclose(joined(np.array_split(sound, 7, axis=1)), whole, atol=1e-6)
