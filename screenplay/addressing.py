"""Who a line is said to: whom its parenthetical names, else who spoke before, else who speaks next."""

import re
from collections.abc import Iterator, Sequence

from screenplay.channels import through
from screenplay.register import Register
from screenplay.story import Beat, Scene

_TO = re.compile(r"^(?:à|aux?|to)\s+(?:l['’]|la\s+|les\s+|the\s+)?(.+)$", re.IGNORECASE)
_PARTS = re.compile(r"\s*[;,]\s*")
_AND = re.compile(r"\s+(?:et|and)\s+(?:(?:à|aux?|to)\s+)?", re.IGNORECASE)
_BACK = 3
"""Speeches before this one in which an answer may lie."""


def named(delivery: str, register: Register) -> list[str]:
    """Whom a parenthetical names as those spoken to: ``(bas, à Noé et Marthe)``."""
    found: list[str] = []
    for part in _PARTS.split(delivery.strip()) if delivery else ():
        if match := _TO.match(part):
            found += [who for name in _AND.split(match[1]) if (who := register.speaker(name)) is not None]
    return found


def beside(beat: Beat, register: Register) -> list[str]:
    """Whom a line is said to who must be there to hear it: not over a telephone or a radio, nor from nowhere."""
    if not beat.delivery or beat.channel not in ("on", "off") or _over_a_line(beat.delivery):
        return []
    return named(beat.delivery, register)


def _over_a_line(delivery: str) -> bool:
    return through("off", delivery) != "off"


def addressed(scene: Scene, register: Register) -> Iterator[tuple[Beat, str, str]]:
    """Each speech with its speaker and its hearer. Narration is addressed to nobody; those who speak together (LÉA ET
    NOÉ) are not spoken to by one of themselves."""
    speeches = [beat for beat in scene.beats if beat.kind == "speech" and beat.opens and beat.speaker]
    for index, beat in enumerate(speeches):
        speaker = beat.speaker
        if speaker is None or beat.channel == "vo":
            continue
        around = (one for one in _around(speeches, index) if not _same(speaker, one, register))
        hearers = named(beat.delivery, register) or [next(around, speaker)]
        for hearer in hearers:
            if hearer != speaker:
                yield beat, speaker, hearer


def _same(one: str, other: str, register: Register) -> bool:
    return one == other or one in register.people[other].members or other in register.people[one].members


def _around(speeches: Sequence[Beat], index: int) -> Iterator[str]:
    for near in (*reversed(speeches[max(0, index - _BACK) : index]), *speeches[index + 1 : index + 2]):
        if near.speaker and near.channel != "vo":
            yield near.speaker
