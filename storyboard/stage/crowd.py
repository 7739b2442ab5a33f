"""Extras: a crowd round the principals, far enough from them and not between them and the audience."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from storyboard.looks import stranger
from storyboard.stage.acting import crowd_age, crowd_animal, crowd_masses, crowd_size, sits_its_crowd
from storyboard.stage.geometry import Figure, Mark, Point, SetPlan
from storyboard.stage.ground import Ground, gap, heading, turned
from storyboard.stage.seating import audience

_FROM_PRINCIPALS = 1.5
_FROM_EXTRAS = 0.72
_CROWDED = 26
"""People who are drawn one by one before hundreds."""
_REACH = 11.0
"""Metres into a large set beyond which a crowd is too small to see."""


def extras(ground: Ground, words: str, principals: Sequence[Point], taken_seats: Sequence[str]) -> tuple[Figure, ...]:
    """A crowd of 6 to 14 (fewer where the set has no room): ``extra-1``, ``extra-2`` … always the same on one set.

    ``words``: what the text calls it. In a theatre, a church, a class they sit.
    """
    plan = ground.plan
    count, age, animal = crowd_size(words.lower()), crowd_age(words.lower()), crowd_animal(words.lower())
    if animal and plan.interior:  # seen through the window
        return ()
    if crowd_masses(words.lower()):
        count = _CROWDED
    sitting: tuple[Figure, ...] = ()
    if sits_its_crowd(plan.template):
        seats = [mark for mark in audience(plan) if mark.name not in taken_seats]
        # strangers sit in the next row, but not at one's table
        tables = any(piece.kind in ("table", "round_table") for piece in plan.pieces)
        apart = _FROM_PRINCIPALS if tables else 0.5
        seats = [mark for mark in seats if all(gap(mark.at, spot) > apart for spot in principals)]
        chosen = sorted(_spread(seats, min(len(seats), count + 4)), key=lambda mark: mark.name)
        seated = tuple(_seated(number, mark, plan, age) for number, mark in enumerate(chosen, 1))
        if len(chosen) >= (count if tables else 4):
            return seated
        sitting = seated if tables else ()
    spots: list[Point] = [figure.at for figure in sitting]
    middle = _middle(principals, plan)
    for number in range(1, 140):
        if len(spots) >= count:
            break
        wanted = _wanted(number, plan, middle)
        if any(gap(wanted, spot) < _FROM_EXTRAS for spot in spots) or _in_the_way(wanted, principals or [middle]):
            continue
        if ground.clear(np.array([wanted[:2]]))[0]:
            spots.append(wanted)
    if animal:
        return tuple(_grazing(number, spot, plan, animal) for number, spot in enumerate(spots, 1))
    standing = enumerate(spots[len(sitting) :], len(sitting) + 1)
    return (*sitting, *(_standing(number, spot, spots, middle, plan, age) for number, spot in standing))


def followers(
    ground: Ground, leader: Figure, identity: str, taken: Sequence[Point], taken_seats: Sequence[str], start: int
) -> tuple[Figure, ...]:
    """The rest of a group (LES ENFANTS) round the figure that bears its name: four more, of its kind.

    They sit when it does and seats are left.
    """
    seats = [mark for mark in audience(ground.plan) if mark.name not in taken_seats and mark.at != leader.at]
    seats = [mark for mark in seats if all(gap(mark.at, spot) > 0.5 for spot in taken)]
    seats.sort(key=lambda mark: (round(gap(mark.at, leader.at), 1), mark.name))
    spots: list[Point] = [leader.at, *taken]
    result = []
    for number in range(4):
        name = f"extra-{start + number}"
        look = stranger(f"{identity}-{number}", like=leader.look)
        if leader.posture == "sit" and number < len(seats):
            mark = seats[number]
            result.append(Figure(name, mark.at, mark.yaw, "sit", seat=mark.seat, look=look))
            continue
        side = -1 if number % 2 else 1
        wanted = (leader.at[0] + side * 0.7 * (1 + number // 2), leader.at[1] + 0.35 * (number % 3), 0.0)
        at = ground.spot(wanted, spots)
        spots.append(at)
        result.append(Figure(name, at, leader.yaw, look=look))
    return tuple(result)


def _middle(principals: Sequence[Point], plan: SetPlan) -> Point:
    if principals:
        return (
            sum(spot[0] for spot in principals) / len(principals),
            sum(spot[1] for spot in principals) / len(principals),
            0.0,
        )
    mark = next((mark.at for mark in plan.marks if mark.name == "centre"), None)
    return mark or (0.0, min(plan.depth / 2, 4.5), 0.0)


def _wanted(number: int, plan: SetPlan, middle: Point) -> Point:
    """The n-th place of a low-discrepancy sequence (the plastic number's) over the part of the set in view."""
    half = min(plan.width / 2 - 0.35, 6.5)
    near, far = 0.5, min(plan.depth - 0.4, middle[1] + _REACH)
    x = (0.5 + number * 0.7548776662) % 1.0
    y = (0.5 + number * 0.5698402910) % 1.0
    return (round((2 * x - 1) * half, 3), round(near + y * max(far - near, 0.1), 3), 0.0)


def _in_the_way(spot: Point, principals: Sequence[Point]) -> bool:
    """Whether someone there would stand among the principals, or between them and the audience."""
    for place in principals:
        if gap(spot, place) < _FROM_PRINCIPALS:
            return True
        ahead = place[1] - spot[1]
        if ahead > 0 and abs(spot[0] - place[0]) < 0.9 + 0.45 * ahead:
            return True
    return False


def _chance(name: str) -> float:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=4).digest(), "little") / 2**32


def _spread(seats: Sequence[Mark], count: int) -> list[Mark]:
    """``count`` seats spread over all, not the first rows only."""
    return [seats[int(step * len(seats) / count)] for step in range(count)]


def _seated(number: int, mark: Mark, plan: SetPlan, age: str) -> Figure:
    name = f"extra-{number}"
    return Figure(name, mark.at, mark.yaw, "sit", seat=mark.seat, look=stranger(f"{plan.location}-{name}", age=age))


def _grazing(number: int, at: Point, plan: SetPlan, animal: str) -> Figure:
    """One of a herd: it goes its way across, or stands."""
    name = f"extra-{number}"
    lot = _chance(f"{plan.location}|{name}")
    look = replace(stranger(f"{plan.location}-{name}"), animal=animal, top_tone=round(0.25 + 0.6 * lot, 2))
    return Figure(name, at, turned(180.0 + 50 * (lot - 0.5)), "walk" if lot < 0.7 else "stand", look=look)


def _standing(number: int, at: Point, spots: Sequence[Point], middle: Point, plan: SetPlan, age: str) -> Figure:
    """One of a standing crowd: some walk, some talk to a neighbour, some look on."""
    name = f"extra-{number}"
    lot = _chance(f"{plan.location}|{name}")
    look = stranger(f"{plan.location}-{name}", age=age)
    neighbour = min((spot for spot in spots if spot != at), key=lambda spot: gap(at, spot), default=None)
    if not plan.interior and lot < 0.4:
        return Figure(name, at, 0.0 if lot < 0.2 else 180.0, "walk", look=look)
    if neighbour is not None and lot < 0.75:
        return Figure(name, at, heading(at, neighbour), look=look)
    return Figure(name, at, turned(heading(at, middle) + 40 * (lot - 0.85)), look=look)
