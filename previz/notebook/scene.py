"""One scene of a film: its shots and its floor plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from previz.documents import floorplans
from previz.notebook.desk import Desk
from previz.notebook.pages import MOST_ROWS, card, page, sheet
from previz.notebook.seen import Drawing, Played, played
from previz.notebook.shot import Shot
from screenplay.scenes import Scene as Text


@dataclass(frozen=True)
class Scene:
    """One scene of a film: its shots and its floor plan."""

    desk: Desk
    text: Text

    @property
    def shots(self) -> tuple[Shot, ...]:
        """Its shots, in order."""
        return tuple(Shot(self.desk, one.label) for one in self.desk.of_scene(self.text.id))

    @property
    def plan(self) -> Drawing:
        """Its floor plan."""
        return Drawing(floorplans.drawn(self.desk.story, self.text, self.desk.of_scene(self.text.id)))

    def play(self) -> Played:
        """The scene in the film, which is made first where anything of it is new."""
        return played(self.desk, scene=self.text.id)

    def __iter__(self) -> Iterator[Shot]:
        return iter(self.shots)

    def __repr__(self) -> str:
        return "\n".join([f"{self.text.number}. {self.text.heading.text}", *(f"  {shot!r}" for shot in self.shots)])

    def _repr_html_(self) -> str:
        mine = self.desk.of_scene(self.text.id)[:MOST_ROWS]
        drawn = [self.desk.drawn([one])[:1] for one in mine]
        cards = [card(row, panels, small=True) for row, panels in zip(self.desk.rows(mine), drawn, strict=True)]
        title = f"<h4>{escape(self.text.number)}. {escape(self.text.heading.text)}</h4>"
        return page(title + sheet(cards) + self.plan._repr_html_())
