"""SMPTE timecode at rational rates (ST 12-1): 29.97 and 59.94 drop numbers, 23.976 counts 24 and drops none."""

from fractions import Fraction

from previz.errors import PrevizError
from previz.i18n import _

RATES = frozenset(
    Fraction(*rate)
    for rate in (
        (24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (48000, 1001), (48, 1), (50, 1), (60000, 1001), (60, 1)
    )
)  # fmt: skip
"""Frames a second that timecode counts."""


def check(rate: Fraction) -> None:
    """Refuse a rate that no editor's timecode counts. Raises PrevizError with the remedy."""
    if rate not in RATES:
        known = "24, 25, 30, 48, 50, 60, 23.976, 29.97, 59.94"
        message = _(
            "timecode counts no {rate} frames a second; editors take {known}: see film.rate", rate=rate, known=known
        )
        raise PrevizError(message)


def nominal(rate: Fraction) -> int:
    """Numbers that timecode counts in a second."""
    return round(rate)


def drops(rate: Fraction) -> bool:
    """Whether numbers are dropped, so that timecode keeps up with the clock."""
    return rate in (Fraction(30000, 1001), Fraction(60000, 1001))


def hour(rate: Fraction) -> int:
    """The frame that is called 01:00:00:00, counted from 00:00:00:00."""
    whole = 3600 * nominal(rate)
    return whole - (nominal(rate) // 15 * 54 if drops(rate) else 0)


def text(frame: int, rate: Fraction) -> str:
    """A frame as HH:MM:SS:FF; with a semicolon where numbers are dropped: two (four at 59.94) at the start of each
    minute but the tenth ones."""
    whole = nominal(rate)
    if drops(rate):
        lost = whole // 15
        minute, ten = 60 * whole - lost, 600 * whole - 9 * lost
        tens, rest = divmod(frame, ten)
        frame += 9 * lost * tens + (lost * ((rest - lost) // minute) if rest >= 60 * whole else 0)
    seconds, frames = divmod(frame, whole)
    mark = ";" if drops(rate) else ":"
    return f"{seconds // 3600 % 24:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}{frames:02d}"


def frame(text: str, rate: Fraction) -> int:
    """The frame that a timecode names, counted from 00:00:00:00. Raises ValueError for what is no timecode."""
    hours, minutes, seconds, frames = (int(part) for part in text.replace(";", ":").split(":"))
    total = 60 * hours + minutes
    lost = nominal(rate) // 15 * (total - total // 10) if drops(rate) else 0
    return (60 * total + seconds) * nominal(rate) + frames - lost
