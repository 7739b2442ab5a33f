"""A head on its neck: skull, hair and face, placed on the stage."""

from dataclasses import replace

import numpy as np

from storyboard.sketch.body import Build
from storyboard.sketch.features import MOODS, Face, face_marks
from storyboard.sketch.hair import falling, hair_solids, strands
from storyboard.sketch.joints import Array
from storyboard.sketch.lofts import Mark, Solid
from storyboard.sketch.skull import head_solids, settle
from storyboard.stage.geometry import Look


def head_parts(build: Build, points: float, light: Array) -> tuple[list[Solid], list[Mark]]:
    """Solids and marks of a head that is ``points`` high on the sheet, lit from the unit vector ``light``."""
    figure, look, bones = build.figure, build.look, build.bones
    frame, root, size = bones.frames["head"], bones["root"], bones.head
    mood = MOODS[figure.expression]
    # rounded, so that faces seen again are not made again
    x, y, z = (round(float(value) * 25) / 25 for value in frame @ bones.gaze)
    step = next((bound for bound in STEPS if points <= bound), STEPS[-1])
    left = 1.0 if float(light @ frame[1]) >= 0 else -1.0
    face = Face(look, mood, (x, y, z), figure.speaking, step, left)
    grade = 0 if points < 44 else 1 if points < 190 else 2
    local, marks = _shown(look, grade), list(face_marks(face))
    if points > 60:
        marks += _ears() if look.hair not in ("bob", "long") else []
        marks += strands(look, grade)
    places = [solid.points for solid in local] + [mark.points for mark in marks]
    counts = np.cumsum([len(place) for place in places])
    everything = root + settle(look, np.concatenate(places), face.opening * 0.9) * size @ frame
    placed = np.split(everything, counts[:-1])
    solids = [replace(solid, points=place) for solid, place in zip(local, placed, strict=False)]
    fall, locks = falling(
        look, grade, root=root, frame=frame, size=size, neck=bones["neck"], chest=bones.frames["chest"]
    )
    drawn = [replace(mark, points=place, width=mark.width * size, slack=mark.slack * size / 0.233)
             for mark, place in zip(marks, placed[len(local) :], strict=True)]  # fmt: skip
    return solids + fall, locks + drawn


STEPS = (12.9, 18.0, 20.0, 22.0, 26.0, 34.0, 43.9, 55.0, 64.0, 80.0, 110.0, 150.0, 200.0, 400.0, 800.0)
"""Heights of a head at which its face gains or loses something."""


def _shown(look: Look, grade: int) -> tuple[Solid, ...]:
    covered = look.hair in ("bob", "long")
    skull = tuple(solid for solid in head_solids(look, grade) if not (covered and solid.name.startswith("ear")))
    return skull + hair_solids(look, grade)


def _ears() -> list[Mark]:
    marks = []
    for sign in (1.0, -1.0):
        t = np.linspace(-2.4, 1.7, 12)
        ring = np.stack(
            [-0.075 - 0.026 * np.cos(t + 0.4), np.full(12, sign * 0.375), 0.445 + 0.062 * np.sin(-t)], axis=1
        )
        marks.append(Mark(ring, 0.3, 0.6, slack=0.012))
    return marks
