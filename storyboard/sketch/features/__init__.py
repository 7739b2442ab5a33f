"""What is drawn on a face: eyes with lids and gaze, brows, nose, mouth, lines of age and mood; by how large it is."""

from functools import lru_cache

import numpy as np

from storyboard.sketch.features.eyes import brow, eye
from storyboard.sketch.features.faces import MOODS, Face, Mood, out
from storyboard.sketch.features.lines import age, glasses, moustache, planes, worn
from storyboard.sketch.features.mouths import mouth, nose_marks
from storyboard.sketch.lofts import Mark, circle
from storyboard.sketch.skull import EYE_Y, EYE_Z, MOUTH_Z, face, nose

__all__ = ["MOODS", "Face", "Mood", "face_marks"]


@lru_cache(maxsize=512)
def face_marks(face_: Face) -> tuple[Mark, ...]:
    """Marks on the head in its own measure, in the order to draw."""
    if face_.size < 13:
        return ()
    if face_.size < 44:
        return tuple(_small(face_))
    marks = planes(face_) if face_.size > 80 else []
    for sign in (1.0, -1.0):
        marks += eye(face_, sign)
    marks += nose_marks(face_) + mouth(face_)
    for sign in (1.0, -1.0):
        marks += brow(face_, sign)
    return (*marks, *age(face_), *worn(face_))


def _small(f: Face) -> list[Mark]:
    look, mood, marks = f.look, f.mood, []
    open_ = mood.lid > 0.2
    for sign in (1.0, -1.0):
        y = EYE_Y + np.array([-0.035, 0.0, 0.035])
        shift = f.gaze[1] * 0.02
        if f.size > 22 or not open_:
            line = face(look, sign * y, EYE_Z + np.array([0.0, 0.012 if open_ else -0.012, 0.0]))
            marks.append(Mark(out(line, 0.055), weight=0.75, slack=0.012))
        if open_:
            c = circle(7) * (0.024 if f.size > 22 else 0.030) * (1.25 if look.age == "child" else 1.0)
            dot = face(look, sign * EYE_Y + shift + c[:, 0], EYE_Z - 0.006 + c[:, 1])
            marks.append(Mark(out(dot, 0.055), 0.08, 0, area=True, slack=0.012))
        if f.size > 20:
            line = face(look, sign * np.array([0.055 - mood.pinch, 0.20]),
                        np.array([0.575 + mood.brow_in * 1.2, 0.585 + mood.brow_out * 1.2]))  # fmt: skip
            marks.append(Mark(out(line, 0.02), min(look.hair_tone, 0.35), 0.9, slack=0.012))
    if f.opening > 0.01:
        c = circle(9)
        ring = face(look, c[:, 0] * 0.06 * mood.width, MOUTH_Z - 0.012 + c[:, 1] * (0.012 + f.opening * 0.7))
        marks.append(Mark(out(ring, 0.012), 0.12, 0, area=True, slack=0.012))
    elif f.size > 18:
        y = np.array([-0.075, 0.0, 0.075]) * mood.width
        line = face(look, y, MOUTH_Z + np.array([mood.corner, 0.0, mood.corner]))
        marks.append(Mark(out(line, 0.012), weight=0.75, slack=0.012))
    if f.size > 26:
        tick = nose(look, np.array([-0.4, -0.15, 0.3]) * f.light, np.array([0.36, 0.30, 0.292]))
        marks.append(Mark(out(tick, 0.012), weight=0.6, slack=0.012))
    if look.accessory == "glasses":
        marks += glasses(f)
    if look.accessory == "moustache":
        marks += moustache(f)
    return marks
