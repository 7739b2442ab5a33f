"""What it costs to see a beat through a framing, and to cut from one to another."""

import math
from collections.abc import Mapping

from storyboard.idioms.deeds import deed_cost
from storyboard.idioms.framings import FAR, INDEX, MOVES, NEAR, SEVERAL, WIDE_KINDS, Framing
from storyboard.moments import Moment
from storyboard.stage.sizes import SIZES


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
        cost = weights["room_to_move"] * abs(index - (6.8 if name in moment.driving else 5.7))
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
    if moment.passing and not set(active) & set(moment.driving):
        return {"master": 0.0, "estab": 0.05}.get(kind, 0.7)
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
