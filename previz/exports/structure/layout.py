"""Where things stand on the sheet, in which colours, and what the mouse says of a scene."""

from collections.abc import Callable
from dataclasses import dataclass

from previz.exports.structure.plan import Plan
from previz.exports.structure.svg import width
from previz.show import eighths, excerpt, seconds
from screenplay.story import Hour, Scene

WIDE, HIGH = 1680, 1188
"""A3 landscape in quarters of a millimetre."""
EDGE = 44.0
LABELS = 196.0
STATS = 104.0
TOP = 118.0
"""Where what lies under the title begins."""
BOLD = 1.12
"""How much wider bold letters run."""
INK, PALE, FAINT = "#222", "#666", "#bbb"
NOBODY = "#777"
HOURS: dict[Hour, str] = {
    "dawn": "#e8a08c",
    "morning": "#f3d27a",
    "day": "#e9b53a",
    "afternoon": "#d9952f",
    "dusk": "#b8607c",
    "evening": "#7d5a9b",
    "night": "#2c3a63",
}
NIGHT = "#dde3ef"
Words = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are. ``x`` of a share of the film; ``row`` heights; tops of the parts."""

    plan: Plan
    left: float
    right: float
    cell: float
    """Side of a cell of the table, and how far its columns lie apart."""
    table: float
    """Where the table begins."""
    lanes: float
    lane: float
    places: float
    place: float
    end: float
    """Of the places."""
    foot: float

    def x(self, share: float) -> float:
        return self.left + (self.right - self.left) * share

    def span(self, index: int) -> tuple[float, float]:
        """Left edge and width of a scene."""
        start, end = self.plan.spans[index]
        return self.x(start), self.x(end) - self.x(start)

    @property
    def lanes_end(self) -> float:
        return self.lanes + self.lane * (len(self.plan.people) + bool(self.plan.others))


def laid(plan: Plan) -> Layout:
    count = len(plan.people)
    rows = count + bool(plan.others)
    cell = min(22.0, 396.0 / max(count, 1))
    table = WIDE - EDGE - max(cell * count, 330.0)
    names = max((width(part.character.name, 10.5) for part in plan.people), default=0)
    deep = (0.0, 20.0, 48.0)[min(2, len({section.depth for section in plan.sections}))]
    lanes = TOP + max(deep + 36.0, min(names, 120.0) + 10.0)
    lane = min(34.0, max(17.0, 500.0 / max(rows, 1)))
    places = lanes + lane * rows + 52.0
    place_rows = len(plan.places) + bool(plan.elsewhere)
    place = min(26.0, max(16.0, 290.0 / max(place_rows, 1)))
    end = places + place * place_rows
    foot = max(end + EDGE, lanes + lane * rows + 230.0)
    return Layout(
        plan=plan,
        left=EDGE + LABELS + 10,
        right=table - STATS - 8,
        cell=cell,
        table=table,
        lanes=lanes,
        lane=lane,
        places=places,
        place=place,
        end=end,
        foot=foot if plan.scenes else 200.0,
    )


def told(scene: Scene, plan: Plan, _: Words) -> str:
    """What the mouse says of a scene."""
    names = {part.character.id: part.character.name for part in (*plan.people, *plan.others)}
    people = ", ".join(
        names[one.character] + ("" if one.seen else _(" (heard)")) for one in scene.cast if one.character in names
    )
    length = f"{eighths(scene.eighths)} p. · {seconds(scene.seconds)}"
    heading = scene.heading.text or _("(no heading)")
    past = _("flash-back") if scene.heading.flashback else ""
    return "\n".join(filter(None, (f"{scene.number}. {excerpt(heading, 120)}", length, past, excerpt(people, 300))))
