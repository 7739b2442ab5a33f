"""Where what is heard stands in the picture: how far from the lens, and on which side.

The one place where the stage meets the sound: a beat is heard from where its first panel sees it. Metres and sides are
rounded to steps, so that a camera that comes a little closer remixes nothing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audio.effects import table
from storyboard.stage.geometry import Point, Setup
from storyboard.stage.lens import view

STEPS = (1.5, 3.0, 6.0, 12.0, 25.0, 50.0)
"""Metres from the lens, doubled each time as the ear counts. Nearer than the first is near."""
INSIDE, OUTSIDE = 0.3, 0.6
"""How far to a side the edge of the picture is heard, and what is past it: words stay near the middle, as a mixer
keeps them, since the next cut may put the same person elsewhere."""
MOUTH = 1.5
"""Metres above the floor from which people and things are heard, about."""
PLAIN, SENSOR = 35.0, 36.0
"""Millimetres: the lens that sees as near as it stands, and the width of the sensor."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is heard: ``pan`` from -1 (left) to 1 (right), ``metres`` away, one of STEPS."""

    pan: float = 0.0
    metres: float = STEPS[0]


NEAR = Spot()
"""What has no place: close, in the middle."""


def views(setups: Sequence[Setup]) -> Mapping[str, Setup]:
    """The panel in which each beat begins."""
    first: dict[str, Setup] = {}
    for setup in setups:
        for beat in setup.beats:
            first.setdefault(beat, setup)
    return first


def of_voice(setup: Setup | None, speaker: str) -> Spot:
    """Where a person speaks; NEAR when the stage does not know."""
    figure = next((one for one in setup.figures if one.character == speaker), None) if setup else None
    return NEAR if setup is None or figure is None else _spot(setup, figure.at)


def of_effect(setup: Setup | None, name: str) -> Spot:
    """Where an effect sounds: at what makes it (``from`` in effects.toml), or with whoever moves; else NEAR."""
    if setup is None or setup.card:
        return NEAR
    source = table()[name].get("from", ())
    if "people" in source:
        ways = [path.points[0] for path in setup.paths if path.points]
        return _spot(setup, ways[0]) if ways else NEAR
    animals = [one.at for one in setup.figures if one.look.animal and one.look.animal in source]
    things = [one.at for one in setup.plan.pieces if one.kind in source]
    near = min(animals or things, key=lambda at: math.dist(at, setup.camera.at), default=None)
    return NEAR if near is None else _spot(setup, near)


def _spot(setup: Setup, at: Point) -> Spot:
    """A long lens brings the ear closer with the eye: metres are those of PLAIN that would show the same size."""
    focal = setup.camera.focal
    right, up, ahead = map(float, view(setup.camera, [(at[0], at[1], at[2] + MOUTH)])[0])
    aside = right * focal / ahead / (SENSOR / 2) if ahead > 0.1 else math.copysign(math.inf, right)
    inside = abs(aside) <= 1
    metres = math.hypot(right, up, ahead) * (PLAIN / focal if inside else 1.0)
    return Spot(
        round(INSIDE * aside, 1) + 0.0 if inside else math.copysign(OUTSIDE, aside),  # + 0.0: no minus zero
        min(STEPS, key=lambda step: abs(math.log(max(metres, 0.1) / step))),
    )
