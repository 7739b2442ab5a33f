"""A head on its neck: skull, hair and face, placed on the stage."""

from dataclasses import replace

import numpy as np

from storyboard.sketch.body import Build
from storyboard.sketch.features import MOODS, Face, face_marks
from storyboard.sketch.hair import falling, hair_solids
from storyboard.sketch.joints import Array
from storyboard.sketch.skull import around, head_solids, settle
from storyboard.sketch.solids import Mark, Solid
from storyboard.stage.geometry import Look


def head_parts(build: Build, points: float, light: Array) -> tuple[list[Solid], list[Mark]]:
    """Solids and marks of a head that is ``points`` high on the sheet, lit from the unit vector ``light``."""
    figure, look, bones = build.figure, build.look, build.bones
    frame, root, size = bones.frames["head"], bones["root"], bones.head
    mood = MOODS[figure.expression]
    gaze = frame @ bones.gaze
    face = Face(look, mood, gaze, figure.speaking, points, 1.0 if float(light @ frame[1]) >= 0 else -1.0, figure.character)
    drop = face.opening * 0.9

    def place(local: Array) -> Array:
        spot: Array = root + settle(look, local, drop) * size @ frame
        return spot

    fine = points > 70
    solids = [replace(solid, points=place(solid.points)) for solid in _shown(look, fine)]
    solids += falling(look, fine, root=root, frame=frame, size=size, neck=bones["neck"], chest=bones.frames["chest"])
    marks = face_marks(face)
    if points > 60:
        marks += _ears() if look.hair not in ("bob", "long") else []
        marks += _strands(build) if look.hair != "bald" else []
    return solids, [replace(mark, points=place(mark.points), width=mark.width * size) for mark in marks]


def _shown(look: Look, fine: bool) -> tuple[Solid, ...]:
    covered = look.hair in ("bob", "long")
    skull = tuple(solid for solid in head_solids(look, fine) if not (covered and solid.name.startswith("ear")))
    return skull + hair_solids(look, fine)


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
