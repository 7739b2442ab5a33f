"""How long shots last: a target for each kind of scene, and what a length costs.

Lengths of the shots of a film are close to log-normal, with a deviation of about 1.2 times their mean (Salt,
Cinemetrics), whence sigma = 0.94 and mu = ln ASL - 0.446. The cost of a length is that of Galvane et al. 2015.
"""

import math
from collections.abc import Sequence

from storyboard.moments import Moment

SIGMA = 0.94
TARGETS = {"drama": 6.0, "default": 5.0, "comedy": 4.5, "action": 2.8, "silence": 5.5}
"""Average shot lengths in seconds."""
SHORTEST, LONGEST = 1.5, 12.0


def target(moments: Sequence[Moment]) -> float:
    """The average shot length that a scene asks for, from what happens in it."""
    total = sum(moment.seconds for moment in moments) or 1.0
    spoken = sum(moment.seconds for moment in moments if moment.beat.kind == "speech") / total
    run = sum(moment.seconds for moment in moments if moment.wants("run") or moment.wants("hit")) / total
    felt = sum(moment.seconds for moment in moments if moment.felt or moment.pause) / total
    if run > 0.25:
        return TARGETS["action"]
    if spoken < 0.15:
        return TARGETS["silence"]
    return TARGETS["drama"] if felt > 0.3 else TARGETS["default"]


def cost(seconds: float, average: float) -> float:
    """rho(D) = (ln D - mu)^2 / (2 sigma^2) + ln D, and steeply more outside 1.5-12 s."""
    seconds = max(seconds, 0.05)
    mu = math.log(average) - SIGMA**2 / 2
    value = (math.log(seconds) - mu) ** 2 / (2 * SIGMA**2) + math.log(seconds)
    return value + 2.0 * max(0.0, SHORTEST - seconds) + 1.5 * max(0.0, seconds - LONGEST)
