"""What an editor's timeline holds, as data. Times are exact seconds."""

from dataclasses import dataclass, field
from fractions import Fraction

from previz.errors import PrevizError
from previz.handoff.timecode import RATES, hour
from previz.i18n import _

SLOWEST, FASTEST = 1, 1000
"""Frames a second that a timeline may count."""


class ConformError(PrevizError):
    """An edit that cannot be read, or that is of no film of ours."""


@dataclass(frozen=True, slots=True)
class Event:
    """One clip on a timeline."""

    name: str
    file: str
    """The name of its media's file, without folder and suffix; empty when the timeline does not say."""
    at: Fraction
    """When it comes, from the timeline's beginning."""
    seconds: Fraction
    start: Fraction
    """Where it begins in its media, as the media's timecode counts."""
    media: Fraction | None
    """Where its media begins, in the same count; None when the timeline does not say."""
    hour: Fraction
    """What 01:00:00:00 is in that count."""
    clip: str = ""
    """Under which name we handed it over, where the timeline kept what we wrote on it."""
    film: str = ""
    """With which film, likewise."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """A timeline: what is seen, in order, and what is heard."""

    picture: tuple[Event, ...]
    sound: tuple[Event, ...] = ()
    """Empty where the file holds no sound: then it follows the picture."""
    film: str = ""
    """The film that the timeline itself says it is of."""
    notes: tuple[str, ...] = field(default=())
    """What of it cannot be kept."""


def exact(rate: float) -> Fraction:
    """The rational rate that a decimal one stands for. Raises ConformError for one that no timeline counts."""
    if not SLOWEST <= rate <= FASTEST:
        raise ConformError(_("it counts {rate:g} frames a second, as no film does; export the edit again", rate=rate))
    near = min(RATES, key=lambda known: abs(known - rate))
    return near if abs(near - rate) < 0.005 else Fraction(rate).limit_denominator(1001)


def hour_of(rate: Fraction) -> Fraction:
    """01:00:00:00 at a rate, in seconds."""
    return (hour(rate) if rate in RATES else 3600 * round(rate)) / rate
