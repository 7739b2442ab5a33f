"""Faces as data: how an expression moves one, and one face at one moment."""

from dataclasses import dataclass

import numpy as np

from storyboard.sketch.joints import Array
from storyboard.stage.geometry import Expression, Look


@dataclass(frozen=True, slots=True)
class Mood:
    """How an expression moves a face. Heights in heads, openings as shares of the calm face's."""

    brow_in: float = 0.0
    brow_out: float = 0.0
    pinch: float = 0.0
    lid: float = 1.0
    under: float = 1.0
    corner: float = 0.0
    width: float = 1.0
    open: float = 0.0
    teeth: bool = False
    frown: bool = False
    cheeks: float = 0.0
    """Strength of the fold from nose to mouth."""
    tears: bool = False
    bags: bool = False
    sneer: float = 0.0


MOODS: dict[Expression, Mood] = {
    "neutral": Mood(),
    "joy": Mood(0.008, 0.016, 0, 0.78, 0.45, 0.036, 1.22, 0.026, teeth=True, cheeks=0.9),
    "sadness": Mood(0.036, -0.026, 0.010, 0.70, 1.0, -0.026, 0.94, tears=True, cheeks=0.3),
    "anger": Mood(-0.036, 0.020, 0.018, 0.86, 0.75, -0.018, 0.94, 0.006, teeth=True, frown=True, cheeks=0.6),
    "fear": Mood(0.042, 0.006, 0.010, 1.45, 1.15, -0.016, 1.02, 0.024, teeth=True, frown=False),
    "surprise": Mood(0.044, 0.046, -0.004, 1.55, 1.2, 0.0, 0.72, 0.050),
    "disgust": Mood(-0.022, 0.004, 0.012, 0.58, 0.45, -0.024, 0.92, frown=True, cheeks=1.0, sneer=0.022),
    "tired": Mood(0.004, -0.016, 0, 0.38, 1.1, -0.010, 0.96, bags=True, cheeks=0.4),
    "tender": Mood(0.018, -0.004, 0, 0.70, 0.62, 0.018, 1.06, cheeks=0.3),
    "determined": Mood(-0.024, -0.004, 0.012, 0.74, 0.70, -0.006, 0.98, frown=True),
    "pain": Mood(-0.012, -0.020, 0.020, 0.06, 0.25, -0.014, 1.14, 0.026, teeth=True, frown=True, cheeks=1.0),
    "asleep": Mood(0.0, -0.006, 0, 0.0, 0.9, -0.004, 0.94),
}


@dataclass(frozen=True, slots=True)
class Face:
    """One face at one moment, in the head's own measure."""

    look: Look
    mood: Mood
    gaze: tuple[float, float, float]
    """Direction of the eyes in the head's frame."""
    speaking: bool
    size: float
    """Height of the head in points."""
    light: float
    """+1 when the light comes from the face's left."""

    @property
    def opening(self) -> float:
        """How far the lips are apart."""
        return max(self.mood.open, 0.042 if self.speaking else 0.0) if self.speaking else self.mood.open


def out(points: Array, by: float) -> Array:
    """Points lifted off the surface, so that it does not hide them."""
    moved: Array = points + np.array([by, 0.0, 0.0])
    return moved
