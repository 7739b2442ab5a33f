"""What a director likes: which framing serves a beat, which cut serves the eye. Weights stand in ``idioms.toml``."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from storyboard.cues import Cue
from storyboard.directors.deeds import deed_cost
from storyboard.moments import Moment, plain
from storyboard.shots import Kind, Size
from storyboard.stage.geometry import SetPlan
from storyboard.stage.sizes import SIZES, TIGHT_TO_WIDE

INDEX = {size: index for index, size in enumerate(TIGHT_TO_WIDE)}
CONVERSATION: tuple[Size, ...] = ("MS", "MCU", "CU")
PINNED_SIZES: dict[str, Size] = {"close": "CU", "ecu": "ECU", "high": "MS", "overhead": "FS"}
MOVES = frozenset({"push_in", "pull_back", "pan", "tilt", "track"})
"""Written moves: the shot goes on after them."""
NEAR, FAR = 0.45, 2.3
"""Metres between two people for a shoulder to stand in the picture of the other."""
CRAMPED = 2.4
"""Metres: in a car or a lift, a two-shot is as wide as it gets."""
TELLING = (
    "bed", "telephone", "clock", "photo", "candle", "window", "radio", "cradle", "piano", "table", "desk", "armchair",
    "bench",     "sign", "door", "lamppost", "tree", "boat", "car", "counter", "chair",
)  # fmt: skip
SEVERAL = frozenset({"three", "group"})
WIDE_KINDS = frozenset({"master", "estab"})


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("idioms.toml").read_text(encoding="utf-8"))


def defaults() -> dict[str, float]:
    """The weights of the idioms, by name."""
    return {name: float(value) for name, value in _tables()["weights"].items()}


@dataclass(frozen=True, slots=True)
class Manner:
    """A way of cutting, by one word; see idioms.toml."""

    rhythm: float
    moves: float
    handheld: bool
    weights: dict[str, float]


def manner(name: str) -> Manner:
    """The manner of that name: ``classic``, ``calm`` or ``nervous``."""
    return Manner(**_tables()["manners"][name])


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
            add("single", "FS", name)
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
    return next((part for part, names in _tables()["parts"].items() if said & set(names)), "")


def beat_cost(moment: Moment, index: int, framing: Framing, weights: Mapping[str, float], *, climax: bool) -> float:
    """What it costs to see a beat through a framing; infinite when somebody of it is not there."""
    kind, subjects = framing.kind, framing.subjects
    if framing.pin:
        return -20.0 if index in framing.pin else math.inf
    if kind == "insert":
        return _insert_cost(moment, framing, weights)
    if kind == "pov":
        if subjects[-1] not in moment.people or (subjects[0] not in moment.people and moment.looked != subjects[0]):
            return math.inf
        if moment.beat.kind == "speech":
            return weights["hidden_speaker"] + 1.0
        return (-weights["look"] if moment.looked == subjects[0] and moment.looker == subjects[-1] else 0.5) + (
            0.0 if not moment.active or subjects[0] in moment.active or moment.looker == subjects[-1] else 0.8
        )
    if kind not in WIDE_KINDS and any(name not in moment.people for name in subjects):
        return math.inf
    if kind in ("three", "group") and set(subjects) != set(moment.people):
        return math.inf
    if kind == "master" and not (moment.people or moment.extras):
        return math.inf
    cost = _size_cost(moment, framing, weights)
    if moment.beat.kind == "speech":
        cost += 0.7 * (kind != "single" and moment.speaker in moment.lying)  # a face on the ground wants a near camera
        return cost + _speech_cost(moment, framing, weights, climax=climax)
    return cost + _action_cost(moment, index, framing, weights) + weights["deed"] * deed_cost(moment, framing.kind)


def _insert_cost(moment: Moment, framing: Framing, weights: Mapping[str, float]) -> float:
    if not moment.people and framing.size == "MS":  # a detail of an empty place
        return 0.3 if moment.beat.kind == "action" else 0.2
    if not moment.thing or moment.thing not in framing.subjects or framing.size != "CU":
        return math.inf
    if moment.beat.kind == "speech":
        return weights["hidden_speaker"] + 0.6
    strength = max((cue.weight for cue in moment.cues if cue.thing), default=0.7)
    written_large = 0.5 if strength >= 1.5 else 0.25 * moment.wants("read")
    unseen = weights["hidden_actor"] * (
        1.0 if moment.bodily else 0.4 * bool(moment.toward)
    )  # "s'assoit et lit": a picture of hands shows half of it
    return 0.75 - weights["insert"] * (strength + written_large) + unseen


def _size_cost(moment: Moment, framing: Framing, weights: Mapping[str, float]) -> float:
    """Sizes tighten with the tension; who moves needs room."""
    if framing.kind not in ("single", "ots"):
        return 0.0
    index = INDEX[framing.size]
    ideal = 4.3 - 2.6 * moment.heat + (0.5 if moment.beat.kind == "action" else 0.0) + (framing.kind == "ots") * 0.2
    if framing.subjects[0] in moment.felt:
        ideal = min(ideal, 2.4)
    cost = weights["tighten"] * abs(index - ideal)
    name = framing.subjects[0]
    if name in moment.entering or name in moment.leaving or name in moment.moving:
        cost = weights["room_to_move"] * abs(index - 5.7)
    elif name in moment.low:
        cost = weights["room_to_move"] * abs(index - INDEX["FS"])
    elif name in moment.bodily and index < INDEX["MLS"]:
        cost += weights["room_to_move"] * (INDEX["MLS"] - index)
    elif name in moment.handling and index < INDEX["MS"]:
        cost += weights["room_to_move"] * (INDEX["MS"] - index) * (1.0 if moment.beat.kind == "action" else 0.5)
    elif moment.moved and name in moment.active and index < INDEX["MS"]:
        cost += weights["room_to_move"]
    elif name in moment.lying and index > INDEX["CU"]:
        cost = weights["tighten"] * abs(index - (5.2 - 2.6 * moment.heat))
    return cost


def _speech_cost(moment: Moment, framing: Framing, weights: Mapping[str, float], *, climax: bool) -> float:
    kind, subjects = framing.kind, framing.subjects
    if not moment.speaker:  # heard from elsewhere: those who hear it, or the place
        if moment.beat.speaker in moment.people and moment.beat.speaker not in subjects:
            return 0.9  # a voice over of someone who is here
        if kind in ("single", "ots"):
            away = 0.8 * (bool(moment.calling) and subjects[0] not in moment.calling)
            return away + (0.1 if kind == "single" else 0.5)
        if kind in SEVERAL:
            return 0.3 + _spread_cost(moment, weights)
        return {"two": 0.2, "master": 0.35, "estab": 0.3}.get(kind, 0.5)
    seen = moment.speaker in subjects
    if kind == "single":
        if seen:
            return weights["single_cold"] * (1.0 - moment.heat) * bool(moment.listener)
        reacting = subjects[0] == moment.listener
        if reacting and climax and not moment.first_line and moment.speaker not in moment.felt:
            return -weights["reaction"]
        if reacting and not moment.beat.opens:
            return weights["hidden_speaker"] * 0.35
        return weights["hidden_speaker"] * (0.8 if reacting and not moment.first_line else 1.4)
    if kind == "ots":
        if not _over_a_shoulder(moment, subjects):
            return math.inf
        if subjects[0] == moment.speaker and subjects[1] == moment.listener:
            return weights["shoulder_hot"] * moment.heat
        return weights["hidden_speaker"] * 0.9
    if kind == "two":
        return (
            _distance_cost(moment, framing, weights) + (weights["shared"] * (0.8 + moment.heat))
            if seen
            else weights["hidden_speaker"]
        )
    if kind in ("three", "group"):
        spread = _spread_cost(moment, weights)
        return spread + (weights["shared"] * (1.0 + moment.heat) if seen else weights["hidden_speaker"])
    return (0.35 if kind == "master" else 1.2) + weights["shared"] * (0.9 + moment.heat)


def _over_a_shoulder(moment: Moment, subjects: tuple[str, ...]) -> bool:
    """Whether one can be seen over the other's shoulder: near enough, and neither lies."""
    return NEAR <= moment.gap(*subjects) <= FAR and not set(subjects) & set(moment.lying)


def _distance_cost(moment: Moment, framing: Framing, weights: Mapping[str, float]) -> float:
    """Two people far apart make a wide two-shot: what its width costs beyond the size that the tension asks for."""
    gap = moment.gap(*framing.subjects)
    index = INDEX["MS"] + sum(gap > limit for limit in (1.15, 1.7, 2.9, 5.0))
    return weights["tighten"] * max(0.0, index - (5.2 - 2.0 * moment.heat))


def _spread_cost(moment: Moment, weights: Mapping[str, float]) -> float:
    """A group spread over the room, or in a crowd, is no smaller than a master, and says less."""
    gaps = [moment.gap(one, other) for one in moment.people for other in moment.people if one < other]
    return weights["tighten"] * max(0.0, max(gaps, default=0.0) - 2.4) + 0.5 * bool(moment.extras)


def _action_cost(moment: Moment, index: int, framing: Framing, weights: Mapping[str, float]) -> float:
    kind, subjects, active = framing.kind, framing.subjects, moment.active
    if kind == "estab":
        if moment.people or moment.extras:
            return (0.0 if not active else 0.45) + 0.7 * index
        return 0.0 if index == 0 else 0.25
    if moment.crowd or (moment.extras and not active):
        return {"master": 0.0, "group": 0.3, "three": 0.3, "two": 0.5}.get(kind, 0.7)
    if kind == "master":
        cost = 0.3 if len(active) < 3 else 0.0
        if moment.entering or moment.leaving or len(moment.moving) > 1:
            cost -= 0.25
        return cost + 0.3 * moment.heat + 2.5 * (bool(active) and set(active) <= set(moment.small))
    if not active:  # the place, a silence, a thing
        if kind == "single":
            return 0.15 if moment.pause else 0.45
        return 0.3
    covered = sum(name in subjects for name in active)
    if kind in ("three", "group"):
        return _spread_cost(moment, weights) + (0.1 if len(active) >= 3 else 0.4)
    if kind == "two":
        apart = _distance_cost(moment, framing, weights)
        if moment.toward:
            apart += -0.3 if {active[0], moment.toward} <= set(subjects) else 0.4
        apart += 1.5 * max(
            len(set(subjects) & set(moment.lying)) - bool(moment.toward), 0
        )  # two who lie are a wide shot
        apart += 0.2 * (len(active) == 1 and not moment.toward and bool(moment.handling or moment.low or moment.felt))
        missing = max(min(len(active), 2) - covered, 0) / min(len(active), 2)
        return apart + (1.2 * missing if covered else weights["hidden_actor"])
    if kind == "ots":
        if not _over_a_shoulder(moment, subjects):
            return math.inf
        return 0.45 if subjects[0] in active else weights["hidden_actor"]
    if subjects[0] not in active:
        return weights["hidden_actor"] if not moment.pause else 0.4
    cost = 0.05 if subjects[0] == active[0] else 0.25
    if len(active) > 1:
        cost += 0.3 if len(active) > 2 else 0.9
    if subjects[0] == moment.looker:
        cost -= weights["look"] * (INDEX[framing.size] <= INDEX["MS"])
    if subjects[0] in moment.felt:
        cost -= weights["affect"] * (INDEX[framing.size] <= INDEX["CU"])
    return cost


def cut_cost(one: Framing, other: Framing, weights: Mapping[str, float]) -> float:
    """What the eye pays for a cut between two framings."""
    if one == other:
        return math.inf
    if one.pin or other.pin:
        return 0.0
    step = INDEX[one.size] - INDEX[other.size]
    cost = 0.0
    if other.kind == "pov" and other.subjects[-1] not in one.subjects:
        return 3.0  # a look comes first
    if "insert" in (one.kind, other.kind) or "pov" in (one.kind, other.kind):
        return 0.6 if one.kind == other.kind else 0.05
    if _main(one) == _main(other):
        ratio = max(SIZES[one.size].height, SIZES[other.size].height) / min(
            SIZES[one.size].height, SIZES[other.size].height
        )
        cost += weights["jump_cut"] if ratio < 1.4 else weights["same_subject"] * (1.0 if abs(step) >= 2 else 2.0)
    if one.kind in WIDE_KINDS | SEVERAL and other.kind in WIDE_KINDS | SEVERAL:
        cost += 0.9
    if one.kind == other.kind and one.kind in ("single", "ots") and one.subjects[0] != other.subjects[0]:
        cost += weights["match_reverses"] * abs(step)
    elif {one.kind, other.kind} == {"single", "ots"} and one.subjects[0] != other.subjects[0]:
        cost += weights["match_reverses"] * (abs(step) + 0.5)
    elif abs(step) > 3:
        cost += weights["gradual"] * (abs(step) - 3)
    return cost


def _main(framing: Framing) -> tuple[str, ...]:
    """Whom a framing is mainly of."""
    if framing.kind in ("single", "ots"):
        return framing.subjects[:1]
    return framing.subjects or (framing.kind,)


def start_cost(framing: Framing, first: Moment, weights: Mapping[str, float], *, continuous: bool) -> float:
    """Scenes start wide: what it costs to begin with a framing."""
    ranks = {
        "estab": 0.0,
        "master": 0.05,
        "group": 0.3,
        "three": 0.35,
        "two": 0.55,
        "single": 1.0,
        "insert": 0.8,
        "ots": 1.3,
    }
    rank = ranks.get(framing.kind, 2.0)
    if framing.kind == "single" and INDEX[framing.size] >= INDEX["FS"]:
        rank = 0.6
    return weights["start_wide"] * rank * (0.5 if continuous else 1.0)


def boundary_cost(before: Moment, after: Moment, weights: Mapping[str, float]) -> float:
    """What it costs to cut between two beats: less on a change of speaker or place, more in a silence."""
    if after.pins or any(cue.name not in MOVES for cue in before.pins):
        return -3.0
    cost = 0.0
    if after.beat.kind == "speech" and not after.beat.opens:
        cost += weights["within_speech"]
    if after.pause and after.beat.kind == "action":
        cost += weights["hold_silence"]
    if after.speaker and before.speaker and after.speaker != before.speaker:
        cost -= weights["turn"]
    if after.moved or after.entering or after.turned:
        cost -= weights["on_movement"]
    if before.leaving or before.looked:
        cost -= weights["on_movement"]
    if after.felt and not before.felt:
        cost -= weights["affect"] * 0.5
    return cost
