"""What is wrong with a drawing, and what to do, in a sentence."""

from pathlib import Path

from previz.errors import PrevizError
from previz.i18n import _
from storyboard.errors import HandError


def refused(name: str, trouble: HandError) -> PrevizError:
    """The error a person can act on for a drawing that cannot be used."""
    figures = trouble.figures
    said = {
        "unreadable": _("it is no picture, or it is damaged; save it again as PNG, JPEG, TIFF or WebP"),
        "small": _("it has only {0} x {1} pixels; scan it larger"),
        "mask": _("its mask has {0} x {1} pixels and it has {2} x {3}; give both the same size"),
        "whole": _("nothing can be cut out of it; give it a transparent ground, or a mask beside it"),
        "empty": _("it is transparent all over: nothing is drawn on it"),
    }[trouble.kind]
    return PrevizError(f"{name}: " + said.format(*figures))


def checked(file: Path) -> None:
    """Raise PrevizError for a file that is no picture."""
    from storyboard.hand.opening import opened

    try:
        opened(file.read_bytes())
    except HandError as trouble:
        raise refused(file.name, trouble) from trouble
