"""One shot of a film, and all that a director does to it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from previz.direction import directing
from previz.direction.retakes import Named
from previz.documents.shotlist import ShotRow
from previz.notebook.choosing import Pictures, Takes, across, takes
from previz.notebook.deeds import Retaken, Ways, ways
from previz.notebook.desk import Desk
from previz.notebook.pages import card, page
from previz.notebook.seen import Played, played
from storyboard.decisions import Choice
from storyboard.stage.sizes import TIGHT_TO_WIDE

if TYPE_CHECKING:
    from previz.notebook.forms import RetakeForm


@dataclass(frozen=True)
class Shot:
    """One shot of a film, as it is now. It is looked up again at every question, by its number."""

    desk: Desk
    label: str

    @property
    def named(self) -> Named:
        """The shot and its scene, as data."""
        return self.desk.find(self.label)

    @property
    def row(self) -> ShotRow:
        """Its line of the shot list."""
        return self.desk.rows([self.named])[0]

    @property
    def panels(self) -> tuple[Path, ...]:
        """Its panels, drawn."""
        return self.desk.drawn([self.named])

    def retake(
        self, words: str = "", *, size: str = "", kind: str = "", angle: str = "", move: str = "", who: str = "",
        lens: float | None = None, camera: int | None = None, why: str = "",
    ) -> Retaken:  # fmt: skip
        """The shot otherwise, in a director's words or by name; written down, drawn, and shown.

        ``camera``: which of those that serve it best, from 1. Raises for words that nobody understands.
        """
        said = " ".join(filter(None, [size, kind, who, angle, move, words]))
        wanted = Choice(lens=lens, camera=None if camera is None else max(camera, 1) - 1)
        return self._done(directing.retake, said, wanted=wanted, why=why)

    def split(self, words: str, *, why: str = "") -> Retaken:
        """Cut it before the sentence that holds ``words``."""
        return self._done(directing.split, words, why=why)

    def merge(self, *, why: str = "") -> Retaken:
        """Play the next shot in it."""
        return self._done(directing.merge, self.desk.after(self.label), why=why)

    def lock(self, *, why: str = "") -> Retaken:
        """Keep it as it is, whatever the director would rather do after a rewrite."""
        return self._done(directing.lock, why=why)

    def unlock(self) -> Retaken:
        """Leave it to the director again."""
        return self._done(directing.unlock)

    def alternatives(self) -> Ways:
        """Other cameras for it, tighter and wider, lower and higher: nothing is decided yet."""
        shot = self.named.shot
        index = TIGHT_TO_WIDE.index(shot.size)
        near = [TIGHT_TO_WIDE[at] for at in (index - 1, index + 1) if 0 <= at < len(TIGHT_TO_WIDE)]
        wanted = [Choice(camera=rank) for rank in (1, 2) if shot.kind != "card"]
        wanted += [Choice(size=size, kind=shot.kind) for size in near if shot.kind in ("single", "ots", "two")]
        wanted += [Choice(angle=angle) for angle in ("low", "high") if shot.kind in ("single", "ots", "two")]
        return ways(self.desk, self.label, [Choice(), *wanted])

    def takes(self, count: int = 4) -> Takes:
        """Takes of it by the film's picture model, side by side; ``.take(2)`` keeps one, the others stay."""
        return takes(self.desk, self.label, count)

    def across(self, *names: str) -> Pictures:
        """Its first panel by several renderers, or profiles of the film's own, side by side."""
        return across(self.desk, self.label, names)

    def form(self) -> "RetakeForm":
        """A form to try sizes, angles and people on it, and to keep one; it needs ipywidgets."""
        from previz.notebook.forms import RetakeForm

        return RetakeForm(self.desk, self.label)

    def play(self) -> Played:
        """The shot in the film, which is made first where anything of it is new."""
        return played(self.desk, shot=self.named.shot.id)

    def _done(self, deed: Callable[..., Any], *arguments: object, **options: object) -> Retaken:
        return Retaken(self.desk, self.desk.done(deed, self.label, *arguments, **options))

    def __repr__(self) -> str:
        row = self.row
        return f"{row.label}  {row.framing}  {', '.join(row.subjects)}  {row.seconds:.1f} s\n{row.text}\n– {row.reason}"

    def _repr_html_(self) -> str:
        return page(card(self.row, self.panels))
