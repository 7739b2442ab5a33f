"""The sketch artist: draws every panel itself, in pencil, from the staged layout. Always ready."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storyboard.errors import StoryboardError
from storyboard.panels import Picture
from storyboard.sketch import keys
from storyboard.sketch import style as styles
from storyboard.sketch.arrows import draw_camera_move, draw_path
from storyboard.sketch.canvas import Canvas, Raster
from storyboard.sketch.figures import body_box, draw_figure
from storyboard.sketch.inserts import draw_insert
from storyboard.sketch.layout import Actor
from storyboard.sketch.lettering import letter_card
from storyboard.sketch.seen import View
from storyboard.sketch.sets import draw_set
from storyboard.sketch.staged import apart, beside, people, sane
from storyboard.sketch.style import Style
from storyboard.sketch.vector import Vector
from storyboard.stage.geometry import Figure, Path, Setup


@dataclass(frozen=True, slots=True)
class Sketch:
    """Draws panels from the stage by hand. Its fields are its settings."""

    style: str = "pencil"
    """A drawing style that ships: see ``storyboard.sketch.style.names()``."""
    colour: str = keys.OFF
    """A colour key, ``auto`` for the one of each scene's mood, weather or hour, or ``off`` for ink and paper."""
    arrows: bool = True
    """Whether moves of the camera and of people are shown by arrows."""

    def unavailable(self) -> str | None:
        """None when ready, or one sentence with the remedy."""
        try:
            styles.style(self.style)
            keys.check(self.colour)
        except StoryboardError as error:
            return str(error)
        return None

    def draw(self, setups: Sequence[Setup], size: tuple[int, int]) -> Iterator[Picture]:
        """One picture of ``size`` (width, height) in pixels for each setup, in order.

        Raises:
            StoryboardError: when the style or the key is unknown, or the size is too small to draw on.
        """
        if min(size) < 16:
            raise StoryboardError(f"a panel of {size[0]} x {size[1]} pixels is too small; ask for 320 x 180 or more")
        style = styles.style(self.style)
        keys.check(self.colour)
        for setup in setups:
            yield panel(setup, size, style, colour=self.colour, arrows=self.arrows)


def panel(setup: Setup, size: tuple[int, int], style: Style, *, colour: str = keys.OFF, arrows: bool = True) -> Picture:
    """The picture of one setup, RGB, shape [height, width, 3]."""
    canvas = Raster(size, paint=style.paint)
    draw_panel(canvas, setup, style, arrows=arrows)
    name = keys.key(colour, setup.plan, setup.light)
    return canvas.coloured(keys.colours(name)) if name else canvas.picture(style.ink, style.paper)


def drawing(setup: Setup, size: tuple[int, int], sketch: "Sketch", *, title: str = "") -> str:
    """The same panel as an SVG document, in groups: the backdrop, each piece, each person, the arrows."""
    style = styles.style(sketch.style)
    name = keys.key(sketch.colour, setup.plan, setup.light)
    ink, paper = ((0, 0, 0), (255, 255, 255)) if name else (style.ink, style.paper)  # a key is a filter over greys
    canvas = Vector(size[0] / size[1], ink=ink, paper=paper, paint=style.paint)
    draw_panel(canvas, setup, style, arrows=sketch.arrows)
    return canvas.document(size, colours=keys.colours(name) if name else None, title=title)


def draw_panel(canvas: Canvas, setup: Setup, style: Style, *, arrows: bool = True) -> None:
    """Draw a setup on any canvas."""
    if setup.card:
        letter_card(canvas, setup.card, tone=style.tone)
        return
    setup = sane(setup)
    if apart(setup):
        draw_insert(canvas, setup, style)
    else:
        draw_set(canvas, setup, style, _actors(canvas, setup, style, ghosts=arrows))
        if arrows:
            view = View(setup.camera, canvas.width, canvas.height)
            # under whoever lies on a bed there is no floor to draw on
            abed = {one.character for one in setup.figures if one.posture == "lie" and one.seat > 0.2}
            for path in setup.paths:
                if path.character not in abed:
                    with canvas.layer(f"path {path.character}"):
                        draw_path(canvas, view, path)
    if arrows:
        with canvas.layer("camera"):
            draw_camera_move(canvas, setup)


def _actors(canvas: Canvas, setup: Setup, style: Style, *, ghosts: bool) -> list[Actor]:
    """Everyone to draw, with their outline's weight by their part in the shot, and ghosts where paths lead."""
    camera, aspect = setup.camera, canvas.width / canvas.height
    result: list[Actor] = []

    def add(figure: Figure, emphasis: float, strength: float = 1.0) -> None:
        def draw() -> None:
            draw_figure(canvas, figure, camera, aspect, setup.light, style, emphasis=emphasis)

        result.append(Actor(figure, body_box(figure), draw if strength >= 1 else lambda: canvas.faded(draw, strength)))

    for figure, emphasis in people(setup):
        add(figure, emphasis)
    if ghosts:
        for path in setup.paths:
            walker = next((figure for figure in setup.figures if figure.character == path.character), None)
            ghost = None if walker is None or len(path.points) < 2 else _ghost(walker, path)
            if ghost is not None and not beside(ghost, camera):
                add(ghost, 0.3, style.ghost)
    return result


def _ghost(figure: Figure, path: Path) -> Figure | None:
    """Where a walk begins or ends, whichever is not where the figure stands; None when too near to tell apart."""
    ends = [(path.points[0], path.points[1]), (path.points[-1], path.points[-2])]
    (at, after), last = max(ends, key=lambda end: math.dist(end[0][:2], figure.at[:2])), path.points[-1]
    if math.dist(at[:2], figure.at[:2]) < 0.6:
        return None
    sign = 1 if at != last else -1
    yaw = math.degrees(math.atan2(sign * (after[1] - at[1]), sign * (after[0] - at[0])))
    if figure.sill:  # the vehicle goes; its arrow says so
        return None
    posture = figure.posture if figure.posture in ("run", "walk", "ride") else "walk"
    return replace(figure, at=at, yaw=yaw, posture=posture, gesture="rest", gaze=None, target=None)
