"""The sketch artist: draws every panel itself, in pencil, from the staged layout. Always ready."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storyboard.errors import StoryboardError
from storyboard.panels import Picture
from storyboard.sketch import style as styles
from storyboard.sketch.arrows import draw_camera_move, draw_path
from storyboard.sketch.canvas import Raster
from storyboard.sketch.figures import body_box, draw_figure
from storyboard.sketch.inserts import draw_insert
from storyboard.sketch.lettering import letter_card
from storyboard.sketch.seen import View
from storyboard.sketch.sets import Actor, draw_set
from storyboard.sketch.style import Style
from storyboard.stage.geometry import Camera, Figure, Look, Path, Setup
from storyboard.stage.kinds import kinds

_BESIDE = 0.2
"""Metres: a head nearer than this to the lens is the camera's own."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """Draws panels from the stage by hand. Its fields are its settings."""

    style: str = "pencil"
    """A drawing style that ships: see ``storyboard.sketch.style.names()``."""
    arrows: bool = True
    """Whether moves of the camera and of people are shown by arrows."""

    def unavailable(self) -> str | None:
        """None when ready, or one sentence with the remedy."""
        try:
            styles.style(self.style)
        except StoryboardError as error:
            return str(error)
        return None

    def draw(self, setups: Sequence[Setup], size: tuple[int, int]) -> Iterator[Picture]:
        """One picture of ``size`` (width, height) in pixels for each setup, in order.

        Raises:
            StoryboardError: when the style is unknown, or the size is too small to draw on.
        """
        if min(size) < 16:
            raise StoryboardError(f"a panel of {size[0]} x {size[1]} pixels is too small; ask for 320 x 180 or more")
        style = styles.style(self.style)
        for setup in setups:
            yield panel(setup, size, style, arrows=self.arrows)


def panel(setup: Setup, size: tuple[int, int], style: Style, *, arrows: bool = True) -> Picture:
    """The picture of one setup, RGB, shape [height, width, 3]."""
    canvas = Raster(size)
    if setup.card:
        letter_card(canvas, setup.card, tone=style.tone)
        return canvas.picture(style.ink, style.paper)
    setup = _sane(setup)
    if setup.thing and not _staged(setup):
        draw_insert(canvas, setup, style)
    else:
        draw_set(canvas, setup, style, _actors(canvas, setup, style, ghosts=arrows))
        if arrows:
            view = View(setup.camera, canvas.width, canvas.height)
            # under whoever lies on a bed there is no floor to draw on
            abed = {one.character for one in setup.figures if one.posture == "lie" and one.seat > 0.2}
            for path in setup.paths:
                if path.character not in abed:
                    draw_path(canvas, view, path)
    if arrows:
        draw_camera_move(canvas, setup)
    return canvas.picture(style.ink, style.paper)


def _sane(setup: Setup) -> Setup:
    """The setup with a camera and people that geometry can bear: finite, within a few kilometres."""

    def sound(values: Sequence[float]) -> bool:
        return all(math.isfinite(value) and abs(value) < 5e3 for value in values)

    camera = setup.camera
    if not sound((*camera.at, camera.yaw, camera.pitch, camera.roll)) or not 1 <= camera.focal <= 2000:
        camera = Camera((0.0, -3.0, 1.55), 90.0, -4.0, 0.0, 28.0)
    figures = tuple(figure for figure in setup.figures if sound((*figure.at, figure.yaw, figure.look.height)))
    paths = tuple(path for path in setup.paths if all(sound(point) for point in path.points))
    return replace(setup, camera=camera, figures=figures, paths=paths)


def _staged(setup: Setup) -> bool:
    """Whether the thing of an insert is on the set or in someone's hand, where the camera can see it."""
    return any(piece.id == setup.thing for piece in setup.plan.pieces) or any(
        figure.held and figure.held in (setup.thing, setup.thing.lower()) for figure in setup.figures
    )


def _actors(canvas: Raster, setup: Setup, style: Style, *, ghosts: bool) -> list[Actor]:
    """Everyone to draw, with their outline's weight by their part in the shot, and ghosts where paths lead."""
    camera, aspect = setup.camera, canvas.width / canvas.height
    result: list[Actor] = []

    def add(figure: Figure, emphasis: float, strength: float = 1.0) -> None:
        boxes = body_box(figure)
        head = boxes[0]
        middle = [(low + high) / 2 for low, high in zip(*head, strict=True)]
        if math.dist(middle, camera.at) < _BESIDE:
            return

        def draw() -> None:
            draw_figure(canvas, figure, camera, aspect, setup.light, style, emphasis=emphasis)

        result.append(Actor(figure, boxes, draw if strength >= 1 else lambda: canvas.faded(draw, strength)))

    for figure in setup.figures:
        add(figure, _emphasis(figure, setup))
    for piece in setup.plan.pieces:
        if piece.kind in kinds() and (animal := kinds()[piece.kind].animal) and piece.id not in setup.wild:
            look = Look(animal=animal, hair_tone=piece.tone)
            add(Figure(piece.id, piece.at, piece.yaw, look=look), 1.0 if piece.id == setup.thing else 0.3)
    if ghosts:
        for path in setup.paths:
            walker = next((figure for figure in setup.figures if figure.character == path.character), None)
            if walker is not None and len(path.points) > 1 and (ghost := _ghost(walker, path)) is not None:
                add(ghost, 0.3, style.ghost)
    return result


def _emphasis(figure: Figure, setup: Setup) -> float:
    if figure.character in setup.subjects:
        return 1.0
    if figure.character.startswith("extra-"):
        return 0.15
    return 0.5 if setup.subjects else 0.8


def _ghost(figure: Figure, path: Path) -> Figure | None:
    """Where a walk begins or ends, whichever is not where the figure stands; None when too near to tell apart."""
    ends = [(path.points[0], path.points[1]), (path.points[-1], path.points[-2])]
    (at, after), last = max(ends, key=lambda end: math.dist(end[0][:2], figure.at[:2])), path.points[-1]
    if math.dist(at[:2], figure.at[:2]) < 0.6:
        return None
    sign = 1 if at != last else -1
    yaw = math.degrees(math.atan2(sign * (after[1] - at[1]), sign * (after[0] - at[0])))
    posture = figure.posture if figure.posture in ("run", "walk") else "walk"
    return replace(figure, at=at, yaw=yaw, posture=posture, gesture="rest", gaze=None, target=None)
