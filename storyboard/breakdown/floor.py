"""What a scene's cameras are placed in, and a shot seen through one of them."""

from dataclasses import dataclass

from storyboard import continuity
from storyboard.continuity import Finding
from storyboard.directing import Stage
from storyboard.moments import Moment
from storyboard.seen import Seen
from storyboard.shots import Shot
from storyboard.stage.axis import Order
from storyboard.stage.geometry import Setup
from storyboard.stage.judging import Placement


@dataclass(frozen=True, slots=True, eq=False)
class Filmed:
    """A shot, placed: its panels and how the first and the last of them look."""

    shot: Shot
    setups: tuple[Setup, ...]
    first: Seen
    last: Seen
    cost: float
    flaws: tuple[Finding, ...]


@dataclass(slots=True)
class Floor:
    """What a scene's cameras are placed in, and the placements found so far."""

    stage: Stage
    moments: tuple[Moment, ...]
    at: dict[str, int]
    """Number of each beat."""
    orders: tuple[Order, ...]
    """Who is left of whom, at each beat."""
    known: dict[object, tuple[Placement, ...]]

    def order(self, beat: str) -> Order:
        """Who is left of whom on the screen at a beat."""
        return self.orders[self.at[beat]] if beat in self.at else {}


def across(floor: Floor, one: Filmed, other: Filmed) -> tuple[Finding, ...]:
    """What is wrong with the cut from one shot to another."""
    before = floor.order(one.shot.beats[-1]) if one.shot.beats else {}
    after = floor.order(other.shot.beats[0]) if other.shot.beats else {}
    return continuity.between(one.last, other.first, before, after)
