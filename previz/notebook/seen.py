"""What shows itself by itself: a drawing, a stretch of the film."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from previz.errors import PrevizError
from previz.i18n import _
from previz.notebook.desk import Desk
from previz.notebook.pages import address
from previz.records import read_record


@dataclass(frozen=True)
class Drawing:
    """A picture as SVG."""

    svg: str

    def __repr__(self) -> str:
        return _("a drawing of {size} letters; write .svg to a file to see it", size=len(self.svg))

    def _repr_html_(self) -> str:
        fitting = self.svg.replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)
        return f'<div style="max-width:640px">{fitting}</div>'


@dataclass(frozen=True)
class Played:
    """A stretch of the film, from ``start`` to ``end`` in seconds."""

    film: Path
    start: float
    end: float

    def __repr__(self) -> str:
        return f"{self.film} {self.start:.2f}–{self.end:.2f} s"

    def _repr_html_(self) -> str:
        place = f"{address(self.film)}#t={self.start:.3f},{self.end:.3f}"
        return f'<video src="{escape(place)}" controls preload="metadata" style="max-width:640px;width:100%"></video>'


def played(desk: Desk, *, scene: str = "", shot: str = "") -> Played:
    """A scene or a shot (by its id) in the film, or all of it; made first where anything of it is new."""
    made = desk.make()
    if not scene and not shot:
        return Played(Path(made.film), 0.0, made.seconds)
    record = read_record(desk.project)
    if record is None:
        raise PrevizError(_("{film}: there is no film to check yet; run “previz make” first", film=made.film))
    cut = record.cut
    spans = [one["span"] for one in cut["scenes"] if one["scene"] == scene]
    spans += [one["span"] for one in cut["shots"] if one["shot"] == shot]
    rate = _per_second(cut["rate"])
    start = spans[0]["start"] if spans else 0
    return Played(Path(made.film), start / rate, (start + (spans[0]["frames"] if spans else 0)) / rate)


def _per_second(rate: str) -> float:
    """``"24000/1001"`` as frames a second."""
    above, _slash, below = rate.partition("/")
    return float(above) / float(below or 1)
