"""What no editor does to a clip: times that are damaged are refused, and are never decisions."""

from collections.abc import Iterable
from fractions import Fraction

from previz.conform.events import ConformError, Event
from previz.handoff.manifest import Manifest
from previz.i18n import _

DAY = 86_400
"""Seconds: no clip on a timeline is longer, ours or not."""

STRETCHED = 10
"""Times the length of its file, handles and all, that a shot may last."""

HELD = 600
"""Seconds that any shot may last, however short it was: a picture that stands still."""


def sane(events: Iterable[Event]) -> None:
    """Raise ConformError for a clip of no length, of a negative one, or of more than a day."""
    for event in events:
        if not 0 < event.seconds <= DAY:
            message = _("“{clip}” lasts nothing, less than nothing or more than a day; export the edit again",
                        clip=event.name or event.file)  # fmt: skip
            raise ConformError(message)


def within(name: str, start: Fraction, frames: int, length: int, manifest: Manifest) -> None:
    """Raise ConformError where a shot of ``length`` frames would begin, or last, farther than its clip could be
    stretched; ``start`` and ``frames`` are counted at the film's rate."""
    rate = Fraction(manifest.rate)
    media = (length + 2 * manifest.handle) / rate
    most = rate * max(STRETCHED * media, Fraction(HELD))
    if frames > most or abs(start) > most:
        message = _("“{clip}” lasts, or begins, far beyond its file of {seconds:.1f} s; export the edit again",
                    clip=name, seconds=float(media))  # fmt: skip
        raise ConformError(message)
