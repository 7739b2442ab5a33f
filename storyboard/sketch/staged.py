"""Who and what of a setup is drawn: whoever draws panels and whoever draws maps agree on it here."""

import math
from collections.abc import Sequence
from dataclasses import replace

from storyboard.sketch.skeleton import body_box
from storyboard.stage.geometry import Camera, Figure, Look, Point, Setup
from storyboard.stage.kinds import kinds

_THROUGH_GLASS = 3.2
"""Metres within which a driver is seen over the dashboard."""
_BESIDE = 0.2
"""Metres: a head nearer than this to the lens is the camera's own."""


def sane(setup: Setup) -> Setup:
    """The setup with a camera and people that geometry can bear: finite, within a few kilometres."""

    def sound(values: Sequence[float]) -> bool:
        return all(math.isfinite(value) and abs(value) < 5e3 for value in values)

    camera = setup.camera
    if not sound((*camera.at, camera.yaw, camera.pitch, camera.roll)) or not 1 <= camera.focal <= 2000:
        camera = Camera((0.0, -3.0, 1.55), 90.0, -4.0, 0.0, 28.0)
    figures = tuple(figure for figure in setup.figures if sound((*figure.at, figure.yaw, figure.look.height)))
    paths = tuple(path for path in setup.paths if all(sound(point) for point in path.points))
    return replace(setup, camera=camera, figures=figures, paths=paths)


def apart(setup: Setup) -> bool:
    """Whether the setup is an insert of a thing that stands nowhere on the set, nor in anyone's hand."""
    return bool(setup.thing) and not _staged(setup)


def _staged(setup: Setup) -> bool:
    """Whether the thing of an insert is on the set or in someone's hand, where the camera can see it."""
    return any(piece.id == setup.thing for piece in setup.plan.pieces) or any(
        figure.held and figure.held in (setup.thing, setup.thing.lower()) for figure in setup.figures
    )


def beside(figure: Figure, camera: Camera) -> bool:
    """Whether a figure's head is so near the lens that it is the camera's own."""
    low, high = body_box(figure)[0]
    return math.dist([(a + b) / 2 for a, b in zip(low, high, strict=True)], camera.at) < _BESIDE


def people(setup: Setup) -> list[tuple[Figure, float]]:
    """Everyone who is drawn, the set's animals among them, each with its emphasis from 0 (background) to 1 (subject).

    An animal of the set carries the id of its piece.
    """
    result = [(figure, _emphasis(figure, setup)) for figure in setup.figures]
    for piece in setup.plan.pieces:
        if piece.kind in kinds() and (animal := kinds()[piece.kind].animal) and piece.id not in setup.wild:
            look = Look(animal=animal, hair_tone=piece.tone)
            beast = Figure(piece.id, piece.at, piece.yaw, look=look)
            result.append((beast, 1.0 if piece.id == setup.thing else 0.3))
    shown = [(figure, emphasis) for figure, emphasis in result if not beside(figure, setup.camera)]
    return [(_below(figure, setup.camera), emphasis) for figure, emphasis in shown]


def over_the_bonnet(figure: Figure, at: Point) -> bool:
    """Whether a lens at ``at`` sees somebody in a vehicle through its windscreen, from near: over the dashboard."""
    if not figure.sill or figure.posture not in ("drive", "sit"):
        return False
    turn = math.radians(figure.yaw)
    ahead = (at[0] - figure.at[0]) * math.cos(turn) + (at[1] - figure.at[1]) * math.sin(turn)
    return ahead > 0.3 and math.dist(at[:2], figure.at[:2]) < _THROUGH_GLASS


def _below(figure: Figure, camera: Camera) -> Figure:
    """Somebody seen over a dashboard is seen to the waist: no door hides them."""
    return replace(figure, sill=max(figure.sill - 0.32, 0.05)) if over_the_bonnet(figure, camera.at) else figure


def _emphasis(figure: Figure, setup: Setup) -> float:
    if figure.character in setup.subjects:
        return 1.0
    if figure.character.startswith("extra-"):
        return 0.15
    return 0.5 if setup.subjects else 0.8
