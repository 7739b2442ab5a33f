"""From a shot as data to cameras on the stage, best first.

Distances follow the table of sizes; a placement's cost says what is wrong with it.
"""

from storyboard.shots import Shot
from storyboard.stage.axis import extra
from storyboard.stage.details import inserts, points_of_view
from storyboard.stage.judging import Placement, View
from storyboard.stage.portraits import overs, singles, twos
from storyboard.stage.wides import establishing, groups


def placements(shot: Shot, view: View) -> tuple[Placement, ...]:
    """Cameras for a shot on a staging, best first; never empty."""
    figures = [figure for name in shot.subjects if (figure := view.find(name)) is not None]
    found: list[Placement] = []
    if shot.kind == "insert":
        found = list(inserts(shot, view, figures))
    elif shot.kind == "estab":
        found = list(establishing(shot, view))
    elif shot.kind == "pov":
        found = list(points_of_view(shot, view))
    elif shot.kind in ("master", "group", "three"):
        people = figures if shot.kind != "master" else []
        people = people or [figure for figure in view.staging.figures if not extra(figure.character)]
        people = people or list(view.staging.figures)
        found = list(groups(shot, view, people)) if people else list(establishing(shot, view))
    elif shot.kind == "ots" and len(figures) == 2:
        found = list(overs(shot, view, figures[0], figures[1]))
    elif shot.kind == "two" and len(figures) == 2:
        found = list(twos(shot, view, figures[0], figures[1]))
    elif figures:
        found = list(singles(shot, view, figures[0])) if len(figures) < 3 else list(groups(shot, view, figures))
    if not found:
        found = list(establishing(shot, view))
    return tuple(sorted(found, key=lambda placement: placement.cost))
