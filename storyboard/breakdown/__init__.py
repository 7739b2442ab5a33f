"""From a staged scene to shots seen through cameras: direct, place, divide into panels, check, repair.

A director proposes framings; the cameras, and the promise that no hard continuity finding is left that the script did
not ask for, are kept here, for any director. Start at ``scene.py``.
"""

from storyboard.breakdown.scene import Breakdown as Breakdown
from storyboard.breakdown.scene import break_down as break_down
