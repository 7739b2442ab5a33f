"""Shot numbers as the trade writes them."""

import pytest

from previz.errors import PrevizError
from previz.numbering import numbered


def test_the_slate_skips_i_and_o() -> None:
    """The scene's first shot bears its number alone, then A, B …, without I and O, then AA."""
    shown = [numbered("12", order) for order in (1, 2, 9, 10, 15, 25, 26)]
    assert shown == ["12", "12A", "12H", "12J", "12P", "12Z", "12AA"]


def test_an_inserted_scene_keeps_its_letter_apart() -> None:
    """Shot B of the inserted scene 12A is 12A-A, never mistaken for a shot of scene 12."""
    assert numbered("12A", 2) == "12A-A"


def test_the_other_styles_and_an_unknown_one() -> None:
    """Scene and order, séquence and plan; an unknown style is refused with the known ones."""
    assert (numbered("7", 3, "12/3"), numbered("7", 3, "S12-P03")) == ("7/3", "S7-P03")
    with pytest.raises(PrevizError, match="S12-P03"):
        numbered("7", 3, "roman")
