"""How long shots last: a target for each kind of scene, and what a length costs.

Lengths of the shots of a film are close to log-normal, with a deviation of about 1.2 times their mean (Salt,
Cinemetrics), whence sigma = 0.94.
"""

import math
from collections.abc import Sequence

from storyboard.moments import Moment

SIGMA = 0.94
TARGETS = {"drama": 6.0, "default": 5.0, "comedy": 4.5, "action": 2.8, "silence": 4.0, "monologue": 8.0}
"""Average shot lengths in seconds."""
SHORTEST, LONGEST = 1.5, 12.0


def target(moments: Sequence[Moment]) -> float:
    """The average shot length that a scene asks for, from what happens in it."""
    total = sum(moment.seconds for moment in moments) or 1.0
    spoken = sum(moment.seconds for moment in moments if moment.beat.kind == "speech") / total
    run = (
        sum(moment.seconds for moment in moments if any(moment.wants(kind) for kind in ("run", "hit", "fight"))) / total
    )
    felt = sum(moment.seconds for moment in moments if moment.felt or moment.pause) / total
    if run > 0.25:
        return TARGETS["action"]
    if spoken > 0.5 and len({moment.beat.speaker for moment in moments if moment.beat.kind == "speech"}) == 1:
        return TARGETS["monologue"]
    if spoken < 0.15:
        return TARGETS["silence"]
    return TARGETS["drama"] if felt > 0.3 else TARGETS["default"]


def cost(seconds: float, average: float) -> float:
    """What a shot of that length costs: each of its seconds pays for how far ``ln D`` is from the target's.

    ``rho(D) = (ln D - mu)^2 / (2 sigma^2) + ln D`` (Galvane et al. 2015) counts each shot once, so that a scene pays
    least for ever fewer and longer shots. Weighed by D over the target, the least is at the target; sigma is theirs.
    """
    seconds = max(seconds, 0.05)
    value = seconds / average * math.log(seconds / average) ** 2 / (2 * SIGMA**2)
    brief = seconds < SHORTEST - 1e-9  # sums of the same seconds in another order are the same length
    return 2.5 * value + (0.6 + 3.0 * (SHORTEST - seconds)) * brief + max(0.0, seconds - LONGEST)
