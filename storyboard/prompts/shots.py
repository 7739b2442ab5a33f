"""How large and from where a panel shows what it shows, read from its camera as a projectionist would."""

from collections.abc import Iterator, Sequence

import numpy as np

from storyboard.prompts.people import Visible
from storyboard.prompts.phrases import Phrase
from storyboard.prompts.tables import words
from storyboard.shots import Angle, Size
from storyboard.stage.anatomy import body
from storyboard.stage.camera import picture_height
from storyboard.stage.geometry import Setup
from storyboard.stage.sizes import nearest_size

TILTED = 4.0
"""Degrees of roll from which on a frame reads as tilted."""
OVERHEAD, RAISED = -55.0, 15.0
"""Degrees of pitch: below the first a view is from the ceiling; beyond the second, up or down, it shows."""


def framing(setup: Setup, seen: Sequence[Visible]) -> Iterator[Phrase]:
    """The size of the shot at its subject, and its angle."""
    if setup.thing:
        yield Phrase("close-up of an object", "shot")
    else:
        yield Phrase(words("sizes")[size(setup, seen)], "shot")
    if (from_where := angle(setup)) != "eye":
        yield Phrase(words("angles")[from_where], "shot")


def size(setup: Setup, seen: Sequence[Visible]) -> Size:
    """The size at the subjects in view, else at the middle of the set."""
    about = [one.figure for one in seen if one.figure.character in setup.subjects] or [one.figure for one in seen]
    if about:
        point = np.mean([body(figure).eyes for figure in about[:2]], axis=0)
    else:
        point = np.array([0.0, setup.plan.depth / 2, 1.0])
    height = picture_height(setup.camera, point)
    return nearest_size(height) if height > 0 else "LS"


def angle(setup: Setup) -> Angle:
    """The angle, by the camera's pitch and roll."""
    camera = setup.camera
    if camera.pitch < OVERHEAD:
        return "overhead"
    if abs(camera.roll) > TILTED:
        return "dutch"
    return "high" if camera.pitch < -RAISED else "low" if camera.pitch > RAISED else "eye"
