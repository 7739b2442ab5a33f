"""The framings that a scene offers, and those that its writer asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from storyboard.cues import Cue
from storyboard.idioms.manners import tables
from storyboard.moments import Moment, plain
from storyboard.shots import Kind, Size
from storyboard.stage.geometry import SetPlan
from storyboard.stage.sizes import TIGHT_TO_WIDE

INDEX = {size: index for index, size in enumerate(TIGHT_TO_WIDE)}


CONVERSATION: tuple[Size, ...] = ("MS", "MCU", "CU")


PINNED_SIZES: dict[str, Size] = {"close": "CU", "ecu": "ECU", "high": "MS", "overhead": "FS"}


MOVES = frozenset({"push_in", "pull_back", "pan", "tilt", "track"})
"""Written moves: the shot goes on after them."""


CRAMPED = 2.4
"""Metres: in a car or a lift, a two-shot is as wide as it gets."""


TELLING = (
    "bed", "telephone", "clock", "photo", "candle", "window", "radio", "cradle", "piano", "table", "desk", "armchair",
    "bench",     "sign", "door", "lamppost", "tree", "boat", "car", "counter", "chair",
)  # fmt: skip


NEAR, FAR = 0.45, 2.3
"""Metres between two people for a shoulder to stand in the picture of the other."""


SEVERAL = frozenset({"three", "group"})


WIDE_KINDS = frozenset({"master", "estab"})


@dataclass(frozen=True, slots=True)
class Framing:
    """A camera that a scene could be seen through, before it has a place on the stage."""

    kind: Kind
    size: Size
    subjects: tuple[str, ...]
    pin: tuple[int, ...] = ()
    """Indices of the beats whose text pins it."""


def candidates(moments: Sequence[Moment], plan: SetPlan) -> tuple[Framing, ...]:
    """The framings that the scene offers: wide ones, singles, shoulders, twos, inserts, points of view, and pins."""
    found: dict[Framing, None] = {}

    def add(kind: Kind, size: Size, *subjects: str) -> None:
        found.setdefault(Framing(kind, size, subjects))

    interior = plan.interior
    add("estab", "LS" if interior else "ELS")
    everyone = {name for moment in moments for name in moment.people}
    cramped = interior and min(plan.width, plan.depth) < CRAMPED
    if (everyone and not cramped) or any(moment.extras for moment in moments):
        add("master", "LS")
    for moment in moments:
        for name in dict.fromkeys((moment.speaker, moment.listener, moment.looker, *moment.active, *moment.felt)):
            if name in moment.people:
                for size in CONVERSATION:
                    add("single", size, name)
        for name in (*moment.entering, *moment.leaving, *moment.moving, *moment.lying, *moment.low):
            add("single", "LS" if name in moment.driving else "FS", name)
            add("single", "MLS", name)
        if moment.beat.kind == "action" and len(moment.active) == 1 and moment.active[0] in moment.people:
            add("single", "MLS", moment.active[0])
        for name in moment.felt:
            if moment.heat > 0.75 and name in moment.people:
                add("single", "BCU", name)
        if moment.speaker and moment.listener:
            pair = tuple(sorted((moment.speaker, moment.listener)))
            add("two", "MS", *pair)
            for size in CONVERSATION:
                add("ots", size, moment.speaker, moment.listener)
        if len(moment.active) == 2 and set(moment.active) <= set(moment.people):
            add("two", "MS", *sorted(moment.active))
        if moment.toward and moment.active[0] in moment.people:
            add("two", "MS", *sorted((moment.active[0], moment.toward)))
        if len(moment.people) == 2:
            add("two", "MS", *sorted(moment.people))
        if 3 <= len(moment.people) <= 7:
            add("three" if len(moment.people) == 3 else "group", "MLS", *sorted(moment.people))
        if moment.thing:
            add("insert", "CU", *((moment.holder, moment.thing) if moment.holder else (moment.thing,)))
        far = moment.looked not in moment.people or moment.gap(moment.looked, moment.looker) > FAR / 2
        if moment.looker and moment.looked and far:
            add("pov", "MCU" if moment.looked in moment.people else "MS", moment.looked, moment.looker)
    for index, moment in enumerate(moments):
        if moment.pins and (framing := pinned(moment, moment.pins[-1], interior=interior)) is not None:
            found.setdefault(replace(framing, pin=_span(moments, index)))
    if any(not moment.people for moment in moments):
        for name in details(plan):
            add("insert", "MS", name)
    return tuple(found)


def details(plan: SetPlan) -> tuple[str, ...]:
    """Up to three things of a set that say something when nobody is there, the more telling first."""
    ranked = sorted(
        (TELLING.index(piece.kind), piece.id) for piece in plan.pieces if piece.kind in TELLING and not piece.label
    )
    labelled = [piece.id for piece in plan.pieces if piece.label]
    return tuple(dict.fromkeys([*labelled, *(name for _, name in ranked)]))[:3]


def _span(moments: Sequence[Moment], index: int) -> tuple[int, ...]:
    """The beats that a written framing holds: its own, and for an insert those up to BACK TO SCENE."""
    if any(cue.name == "insert" for cue in moments[index].pins):
        for later in range(index + 1, min(index + 7, len(moments))):
            if moments[later].back:
                return tuple(range(index, later))
            if moments[later].beat.kind == "speech" or moments[later].pins:
                break
    return (index,)


def pinned(moment: Moment, cue: Cue, *, interior: bool) -> Framing | None:
    """The framing that the script writes (GROS PLAN SUR, WIDE, POV …), or None when it only names a move."""
    people = [name for name in (cue.object, *cue.subject, *moment.active) if name in moment.people]
    who = people[0] if people else (moment.people[0] if len(moment.people) == 1 else "")
    size = PINNED_SIZES.get(cue.name, "MCU")
    if cue.name in ("wide", "estab"):
        kind: Kind = "master" if cue.name == "wide" and (moment.people or moment.extras) else "estab"
        return Framing(kind, "LS" if interior or kind == "master" else "ELS", ())
    thing = moment.thing or cue.thing
    asked = [name for name in cue.subject if name in moment.people]
    if cue.name in ("close", "ecu", "angle", "insert") and thing and not (people and cue.object in people):
        subjects = (moment.holder, thing) if moment.holder and moment.thing else (thing,)
        return Framing("insert", "ECU" if cue.name == "ecu" else "CU", subjects)
    if cue.name in ("close", "angle") and len(asked) >= 2 and not _part(cue.object):
        shown: Kind = "two" if len(asked) == 2 else "three" if len(asked) == 3 else "group"
        return Framing(shown, "MS" if len(asked) == 2 else "FS", tuple(sorted(asked)))
    part = _part(cue.object)
    if part in ("hand", "feet") and who:
        return Framing("insert", "CU", (who, part))
    if part == "eyes" and who and cue.name in ("close", "ecu"):
        return Framing("single", "ECU", (who,))
    if cue.name == "insert":
        return Framing("insert", "CU", (who, "hand")) if who else None
    if cue.name == "pov":
        owner = moment.looker or who
        seen = moment.thing if moment.thing and not moment.holder else moment.looked
        other = "" if cue.object else next((name for name in moment.people if name != owner), "")
        target = seen or next((name for name in cue.subject if name != owner), other)
        return Framing("pov", "MS", (target or owner, owner)) if owner else None
    if cue.name == "two":
        pair = tuple(people[:2]) if len(people) >= 2 else moment.people[:2]
        return Framing("two", "MS", tuple(sorted(pair))) if len(pair) == 2 else None
    if cue.name in ("close", "ecu", "angle", "low", "high", "overhead"):
        return Framing("single", size, (who,)) if who else None
    return None


def _part(words: str) -> str:
    """The part of a body that a written framing names: ``hand``, ``eyes``, ``feet``, or nothing."""
    said = set(plain(words).replace("'", " ").replace("’", " ").split())
    return next((part for part, names in tables()["parts"].items() if said & set(names)), "")
