"""Animals: where their joints are, and their bodies. An unknown one is a four-legged creature."""

from storyboard.sketch.animals.bones import animal_skeleton
from storyboard.sketch.animals.coats import animal_parts

__all__ = ["animal_parts", "animal_skeleton"]
