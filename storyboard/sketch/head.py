"""A head on its neck: skull, hair and face, placed on the stage."""

from dataclasses import replace

import numpy as np

from storyboard.sketch.body import Build
from storyboard.sketch.features import MOODS, Face, face_marks
from storyboard.sketch.hair import falling, hair_solids
from storyboard.sketch.joints import Array
from storyboard.sketch.skull import around, head_solids, settle
from storyboard.sketch.lofts import Mark, Solid
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
    face = Face(look, mood, (x, y, z), figure.speaking, step, left, figure.character)
    grade = 0 if points < 44 else 1 if points < 190 else 2
    local, marks = _shown(look, grade), list(face_marks(face))
    if points > 60:
        marks += _ears() if look.hair not in ("bob", "long") else []
        marks += _strands(build) if look.hair != "bald" else []
    places = [solid.points for solid in local] + [mark.points for mark in marks]
    counts = np.cumsum([len(place) for place in places])
    everything = root + settle(look, np.concatenate(places), face.opening * 0.9) * size @ frame
    placed = np.split(everything, counts[:-1])
    solids = [replace(solid, points=place) for solid, place in zip(local, placed, strict=False)]
    solids += falling(look, grade, root=root, frame=frame, size=size, neck=bones["neck"], chest=bones.frames["chest"])
    drawn = [replace(mark, points=place, width=mark.width * size, slack=mark.slack * size / 0.233)
             for mark, place in zip(marks, placed[len(local) :], strict=True)]  # fmt: skip
    return solids, drawn


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
        ring = np.stack([-0.075 - 0.026 * np.cos(t + 0.4), np.full(12, sign * 0.375), 0.445 + 0.062 * np.sin(-t)], axis=1)
        marks.append(Mark(ring, 0.3, 0.6, slack=0.012))
    return marks


def _strands(build: Build) -> list[Mark]:
    """A few lines along the fall of the hair."""
    look = build.look
    tone = 0.48 if look.hair_tone < 0.35 else look.hair_tone * 0.55
    marks = []
    thick = {"curly": 0.11, "short": 0.06, "bob": 0.07, "long": 0.06}.get(look.hair, 0.03)
    for degrees in (-150, -118, -84, -52, -26, 30, 58, 90, 124, 160):
        low = 0.86 if abs(degrees) < 40 else 0.70
        heights = np.linspace(0.965, low, 7)
        line = around(look, np.deg2rad(degrees + 8 * np.sin(np.linspace(0, 2, 7))), heights)
        way = line - np.array([-0.07, 0.0, 0.55])
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        marks.append(Mark(line + way * (thick + 0.012), tone, slack=0.012, width=0.006, alpha=0.7))
    return marks
