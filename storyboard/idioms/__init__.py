"""What a director likes: which framing serves a beat, which cut serves the eye. Weights stand in ``idioms.toml``."""

from storyboard.idioms.costs import beat_cost, boundary_cost, cut_cost, start_cost
from storyboard.idioms.framings import INDEX, WIDE_KINDS, Framing, candidates, details
from storyboard.idioms.manners import Manner, defaults, manner

__all__ = [
    "INDEX", "WIDE_KINDS", "Framing", "Manner", "beat_cost", "boundary_cost", "candidates", "cut_cost", "defaults",
    "details", "manner", "start_cost",
]  # fmt: skip
