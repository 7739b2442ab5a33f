"""Locked scene numbers: what is numbered keeps its number, what comes between gets letters, what goes is retired.

Between 12 and 13 comes 12A, then 12B. Between 12 and 12A comes A12A: letters in front of a number say that the scene
comes before it; between A12A and 12A comes B12A, between 12A and 12B comes A12B, before 1 comes A1. After the last
scene the count goes on. I and O are left out, since they read as one and zero; after Z comes AA. A retired number
is never given again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"

_NUMBER = re.compile(r"([A-Z]*)(\d+)([A-Z]*)")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A scene and its number. ``scene`` is its identity."""

    scene: str
    number: str
    heading: str


def locked(scenes: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """The numbers of a draft as they stand, made unique: ``number`` is the writer's, or empty where she gave none.

    Scenes without a number are counted, as they are before the lock; what the writer has given twice, or what the
    count would give again, gets letters.
    """
    given: list[str] = []
    taken: set[str] = {one.number for one in scenes if one.number}
    first: set[str] = set()
    for index, one in enumerate(scenes, 1):
        number = one.number
        if not number and str(index) not in taken:
            number = str(index)
            taken.add(number)
        given.append("" if number in first else number)
        first.add(number)
    fixed = [Numbered(one.scene, number, one.heading) for one, number in zip(scenes, given, strict=True) if number]
    return numbered(fixed, [Numbered(one.scene, "", one.heading) for one in scenes])


def numbered(lock: Sequence[Numbered], scenes: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """Every number that was ever given, in the order of the script as it is now; those of scenes that ``scenes`` lacks
    are omitted ones, and stand after the scene that they stood after.

    A new scene keeps the number that the writer gave it, if it is free.
    """
    known = {one.scene: one.number for one in lock}
    taken = set(known.values())
    present = {one.scene for one in scenes}
    omitted: dict[str | None, list[Numbered]] = {}
    before: str | None = None
    for one in lock:
        if one.scene in present:
            before = one.scene
        else:
            omitted.setdefault(before, []).append(one)
    listed = list(omitted.get(None, ()))
    for index, one in enumerate(scenes):
        number = known.get(one.scene) or (one.number if one.number and one.number not in taken else "")
        if not number:
            following = next((known[later.scene] for later in scenes[index + 1 :] if later.scene in known), None)
            number = between(listed[-1].number if listed else None, following, taken)
        taken.add(number)
        listed.append(Numbered(one.scene, number, one.heading))
        listed += omitted.get(one.scene, ())
    return tuple(listed)


def between(before: str | None, following: str | None, taken: set[str]) -> str:
    """A free number for a scene between two others."""
    one, other = _read(before), _read(following)
    if before is None and following is None:
        candidates: Iterator[str] = map(str, count(1))
    elif before is None or (one and other and one[1] == other[1] and _order(one) < _order(other)):
        candidates = (f"{letters}{following}" for letters in _letters(_prefix(before, following)))
    elif one is None:
        candidates = (f"{before}{'-' if before[-1:].isalpha() else ''}{letters}" for letters in _letters(""))
    elif following is None and all(number <= one[1] for number in _whole(taken)):
        candidates = map(str, count(one[1] + 1))
    else:
        candidates = (f"{one[1]}{letters}" for letters in _letters(one[2]))
    return next(number for number in candidates if number not in taken)


def _read(number: str | None) -> tuple[str, int, str] | None:
    """Letters in front, number, letters behind; None for what is written otherwise (``SÉQ 4``, ``12.1``)."""
    found = _NUMBER.fullmatch(number or "")
    return (found[1], int(found[2]), found[3]) if found else None


def _whole(taken: set[str]) -> Iterator[int]:
    return (read[1] for number in taken if (read := _read(number)))


def _order(read: tuple[str, int, str]) -> tuple[int, int, str, bool, int, str]:
    """Letters in front come before the number itself; letters behind after it, the short ones first."""
    front, number, behind = read
    return number, len(behind), behind, not front, len(front), front


def _prefix(before: str | None, following: str | None) -> str:
    """The letters that ``before`` has in front of ``following``, if that is what it is."""
    return before[: -len(following)] if before and following and before.endswith(following) else ""


def _letters(after: str) -> Iterator[str]:
    """A, B … Z, AA, AB …: those that come after ``after``."""
    every = ("".join(letters) for size in count(1) for letters in product(LETTERS, repeat=size))
    return (letters for letters in every if (len(letters), letters) > (len(after), after))
