"""Hard findings mended: other cameras for a shot, then other framings, until none is left or nothing helps."""

import math
from collections.abc import Iterator
from dataclasses import replace

from storyboard import continuity
from storyboard.breakdown.filming import filmings
from storyboard.breakdown.floor import Filmed, Floor, across
from storyboard.directors.plain import lens_for
from storyboard.shots import Kind, Shot, Size
from storyboard.stage.sizes import TIGHT_TO_WIDE


def repaired(floor: Floor, takes: list[Filmed]) -> list[Filmed]:
    """Try other placements, then other framings, wherever a hard finding is left."""
    takes = list(takes)
    for _ in range(3):
        again = False
        for index, take in enumerate(takes):
            before = takes[index - 1] if index else None
            after = takes[index + 1] if index + 1 < len(takes) else None
            trouble = _hard_around(floor, before, take, after)
            if not trouble:
                continue
            again = True
            takes[index] = _mended(floor, before, take, after, trouble)
        if not again:
            break
    return takes


def _hard_around(floor: Floor, before: Filmed | None, take: Filmed, after: Filmed | None) -> int:
    count = len(continuity.hard(take.flaws))
    if before is not None:
        count += len(continuity.hard(across(floor, before, take)))
    if after is not None:
        count += len(continuity.hard(across(floor, take, after)))
    return count


def _mended(floor: Floor, before: Filmed | None, take: Filmed, after: Filmed | None, trouble: int) -> Filmed:
    """The cheapest take of the shot, or of a shot like it, with the fewest hard findings around it."""
    best, least, price = take, trouble, math.inf
    pinned = take.shot.origin in ("script", "person")
    if take.shot.camera is not None:
        return take
    for rank, shot in enumerate((take.shot, *(() if pinned else _others(floor, take.shot)))):
        for option in filmings(floor, shot, most=12 if rank == 0 else 4):
            left = _hard_around(floor, before, option, after)
            value = option.cost + 0.4 * rank
            if left < least or (left == least and left < trouble and value < price):
                best, least, price = option, left, value
        if least == 0:
            break
    return best


def _others(floor: Floor, shot: Shot) -> Iterator[Shot]:
    """Shots that could stand in for one: other sizes of it, then other kinds, the wide one last."""
    index = TIGHT_TO_WIDE.index(shot.size)
    moment = floor.moments[floor.at[shot.beats[0]]] if shot.beats else None
    steps: list[tuple[Kind, Size, tuple[str, ...]]] = []
    if shot.kind in ("single", "ots", "two"):
        near = [index + step for step in (1, -1, 2) if 1 <= index + step <= TIGHT_TO_WIDE.index("FS")]
        steps += [(shot.kind, TIGHT_TO_WIDE[place], shot.subjects) for place in near]
    if shot.kind == "ots":
        steps += [("single", size, shot.subjects[:1]) for size in (shot.size, "CU", "MS")]
    if (
        shot.kind in ("single", "ots")
        and moment is not None
        and moment.speaker
        and moment.speaker not in shot.subjects[:1]
    ):
        steps += [("single", size, (moment.speaker,)) for size in ("MCU", "CU", "MS")]
    if shot.kind == "single" and moment is not None and moment.speaker == shot.subjects[0] and moment.listener:
        steps += [("ots", size, (moment.speaker, moment.listener)) for size in ("MCU", "MS")]
    if moment is not None and len(moment.people) >= 2:
        steps.append(("two" if len(moment.people) == 2 else "group", "MLS", moment.people[:7]))
    if moment is not None and moment.people:
        steps.append(("master", "LS", moment.people[:6]))
    steps.append(("estab", "LS" if floor.stage.plan.interior else "ELS", ()))
    for kind, size, subjects in dict.fromkeys(steps):
        if (kind, size) != (shot.kind, shot.size) or subjects != shot.subjects:
            yield replace(
                shot, kind=kind, size=size, subjects=subjects, lens=lens_for(kind, size), angle="eye", move="static"
            )
