"""Shot numbers as people write them. Scene and order are kept apart; what is shown is only rendered, never stored."""

from typing import Literal, get_args

from previz.errors import PrevizError
from previz.i18n import _

Style = Literal["12A", "12/3", "S12-P03"]
"""``12A``: the slate's way, the scene's first shot is 12, then 12A, 12B … without I and O. ``12/3``: scene and order.
``S12-P03``: séquence and plan."""

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No I and no O: on a slate they read as 1 and 0."""


def letters(order: int) -> str:
    """The slate letters of a scene's shot, 1-based: nothing, A … Z, AA, AB …"""
    text, rest = "", order - 1
    while rest > 0:
        rest, place = divmod(rest - 1, len(LETTERS))
        text = LETTERS[place] + text
    return text


def numbered(scene: str, order: int, style: str = "12A") -> str:
    """The number of shot ``order`` (1-based) of the scene whose own number is ``scene``.

    A scene number that ends on a letter (an inserted scene 12A) is set apart by a dash: 12A-B.
    """
    if style == "12A":
        suffix = letters(order)
        return f"{scene}-{suffix}" if suffix and scene[-1:].isalpha() else f"{scene}{suffix}"
    if style == "12/3":
        return f"{scene}/{order}"
    if style == "S12-P03":
        return f"S{scene}-P{order:02d}"
    message = _("no shot numbering is named “{style}”; choose one of {known}")
    raise PrevizError(message.format(style=style, known=", ".join(get_args(Style))))
