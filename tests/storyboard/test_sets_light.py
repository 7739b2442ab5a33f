"""The hour, the weather and the lamps, read from the words."""

import pytest

from screenplay.scenes import Heading
from storyboard.stage.light import light_of


def heading(hour: str = "day", *, interior: bool = True) -> Heading:
    """A heading at an hour."""
    return Heading("", interior, not interior, "", "x", (), hour, "")


@pytest.mark.parametrize(
    ("text", "weather"),
    [
        ("La pluie tombe sur la ville.", "rain"),
        ("Il neige.", "snow"),
        ("Un épais brouillard.", "fog"),
        ("L'orage gronde, la pluie bat les vitres.", "storm"),
        ("Snow covers the fields.", "snow"),
        ("Ils partent en coup de vent.", "clear"),
        ("Elle lit Blanche-Neige aux enfants.", "clear"),
        ("The rain has stopped. The street is empty.", "clear"),
        ("La pluie a cessé.", "clear"),
        ("Il ne pleut plus.", "clear"),
        ("The rain doesn't stop.", "rain"),
        ("Le vent se lève.", "wind"),
    ],
)
def test_the_text_tells_the_weather(text, weather):
    """Both languages; the harder weather wins; turns of phrase and ended weather are none."""
    assert light_of(heading(), [text]).weather == weather


def test_lamps_burn_at_night_unless_put_out():
    """Indoors at night there is light, by day there is none, and the text may say otherwise."""
    assert light_of(heading("night")).lamps
    assert not light_of(heading()).lamps
    assert not light_of(heading("night"), ["Il est assis dans le noir."]).lamps
    assert light_of(heading(), ["Elle allume la lampe."]).lamps
