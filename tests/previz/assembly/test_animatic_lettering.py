"""Letters on pictures: always inside, whatever the text and the size."""

import numpy as np
import pytest

from previz.assembly import lettering
from previz.assembly.sheets import planes, sheet

ODD = ["", " ", "É", "x" * 10_000, "un mot " * 2_000, "🎬\x00\u202e\n\tfin", "Ночь — 夜 «\u202fœ\u202f»"]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("size", [(1280, 720), (64, 36), (1280, 534)])
def test_any_text_fits_any_picture(text: str, size: tuple[int, int]) -> None:
    """Title cards, captions and burn-ins of empty, huge and hostile texts stay inside the picture."""
    card = lettering.title_card(text, [text], [text], size)
    assert card.shape == (size[1], size[0], 3)
    page = sheet(card)
    lettering.stamped(page, lettering.caption((text[:42], text[:42]), size))
    for place in ("left", "middle", "right"):
        lettering.stamped(page, lettering.burnt(text[:200], size, place))


def test_the_title_is_on_paper_in_its_middle() -> None:
    """The card has the sketch's paper at its borders and ink near its middle."""
    card = lettering.title_card("La Nuit", ["Moi"], ["Version 2"], (1280, 720))
    assert tuple(card[0, 0]) == lettering.PAPER
    assert np.abs(np.flatnonzero((card[..., 0] < 60).any(axis=0)).mean() - 640) < 8


def test_captions_stand_out_on_white_and_on_black() -> None:
    """White letters keep a dark edge on paper, and themselves at night."""
    for ground in (0, 255):
        page = sheet(np.full((720, 1280, 3), ground, np.uint8))
        lettering.stamped(page, lettering.caption(("Où étais-tu ?",), (1280, 720)))
        luma = planes(page)[0][600:]
        assert luma.min() < 30
        assert luma.max() > 230


def test_timecode_counts_whole_frames() -> None:
    """24, 25 and 23.976 frames a second: hours, minutes, seconds, frames, without drop."""
    assert lettering.timecode(24 * 3661 + 5, (24, 1)) == "01:01:01:05"
    assert lettering.timecode(49, (25, 1)) == "00:00:01:24"
    assert lettering.timecode(24, (24000, 1001)) == "00:00:01:00"
