"""When each person is in a scene: who is there from the start, who enters, who leaves for good."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from screenplay.scenes import Scene
from storyboard.cues import Cue

_STAYS = 2
"""One who is said to go but speaks within so many beats has only gone to the door."""
_UNDER_WAY = 5
"""Beats after which a silent scene is under way too."""
_MOST = 30
"""People who are there at once before each stays only while something concerns them: more nobody tells apart, and each
of them looks at whoever speaks, which costs time by the square of their number."""
_LINGER = 4
"""Beats without a word of someone, in a scene of so many, after which that one is out of the picture."""
_BY_MOVING = ("run", "walk")
_CARRIED = ("ride", "drive", "swim")
_FRAME = re.compile(r"\b(?:cadre|champ|frame|shot|jardin|garden|yard|cour|scène|scene|place|rue|street|square)\b")
"""What one leaves by going out of it, outdoors; out of anything else one comes into the picture."""
_ONLY_FURNITURE = ("bed", "bathtub", "sofa", "armchair", "chair", "desk", "table", "bench", "stool")


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of someone in a scene, from beat ``first`` to beat ``last`` (0-based, included)."""

    character: str
    first: int
    last: int
    enters: bool
    leaves: bool


def stays(
    scene: Scene,
    cues: Sequence[Sequence[Cue]],
    choruses: Mapping[str, Sequence[str]] | None = None,
    mentioned: Mapping[str, int] | None = None,
) -> tuple[Stay, ...]:
    """The stays of everybody who is seen, those who appear first first.

    ``choruses``: the members of each cue of several people (LÉA ET NOÉ), who are there instead of it.
    ``mentioned``: the beat whose action names each first.
    """
    choruses, mentioned = choruses or {}, mentioned or {}
    away = _at_the_other_end(scene, cues)
    seen = [identity for identity in _seen(scene, choruses) if identity not in away]
    events: dict[str, dict[int, list[Cue]]] = {identity: {} for identity in seen}
    named: dict[str, int] = {}
    for beat, (piece, found) in enumerate(zip(scene.beats, cues, strict=True)):
        for cue in found:
            for identity in cue.subject:
                if identity in events and cue.kind not in ("framing", "intro"):
                    events[identity].setdefault(beat, []).append(cue)
                if identity in events:
                    named.setdefault(identity, beat)
            if cue.object in events:
                named.setdefault(cue.object, beat)
        if piece.kind == "speech" and piece.speaker and _in_picture(scene, beat):
            for identity in choruses.get(piece.speaker, (piece.speaker,)):
                if identity in events:
                    events[identity].setdefault(beat, [])
                    named.setdefault(identity, beat)
    result: list[Stay] = []
    order = {identity: (named.get(identity, len(scene.beats)), rank) for rank, identity in enumerate(seen)}
    outside = not scene.heading.interior
    late = _late(scene)
    for identity in sorted(seen, key=lambda one: order[one]):
        own = _brought(identity, events[identity], cues, mentioned.get(identity, 0))
        new = next((b for b, row in enumerate(cues) for c in row if c.kind == "intro" and identity in c.subject), -1)
        result += _stays_of(identity, own, len(scene.beats), outside=outside, discovered=new >= late)
    there = [sum(stay.first <= beat <= stay.last for stay in result) for beat in range(len(scene.beats))]
    if max(there, default=0) > _MOST:
        return tuple(part for stay in result for part in _concerned(stay, sorted(events[stay.character])))
    return tuple(result)


def _concerned(stay: Stay, beats: Sequence[int]) -> Iterator[Stay]:
    """The parts of a stay in which something concerns its person, who is not seen to come or go in between."""
    own = [beat for beat in beats if stay.first <= beat <= stay.last]
    breaks = [place for place in range(1, len(own)) if own[place] - own[place - 1] > _LINGER]
    for low, high in pairwise([0, *breaks, len(own)]):
        if low < high:
            first, last = own[low], own[high - 1]
            yield Stay(
                stay.character, first, last, stay.enters and first == stay.first, stay.leaves and last == stay.last
            )


def _brought(
    identity: str, events: dict[int, list[Cue]], cues: Sequence[Sequence[Cue]], mentioned: int
) -> dict[int, list[Cue]]:
    """The events of someone; who does nothing of their own when first named comes in with whoever comes in there."""
    beat = min(events, default=mentioned)
    first = events.get(beat, [])
    passive = all(cue.state for cue in first) and (bool(first) or not events)
    if not (beat and passive and any(cue.kind == "enter" and not cue.state for cue in cues[beat])):
        return events
    return {**events, beat: [Cue("enter", (identity,)), *first]}


def _late(scene: Scene) -> int:
    """The beat from which on someone new in the film comes into a scene that is under way: the first line is over."""
    spoken = next((beat for beat, piece in enumerate(scene.beats) if piece.kind == "speech"), len(scene.beats))
    return min(spoken + 1, _UNDER_WAY)


def _at_the_other_end(scene: Scene, cues: Sequence[Sequence[Cue]]) -> frozenset[str]:
    """Those who only speak into a telephone while another on the telephone is seen to act: they are elsewhere."""
    pairs = list(zip(scene.beats, cues, strict=True))
    calling = {
        piece.speaker for piece, row in pairs if piece.kind == "speech" and any(cue.kind == "phone" for cue in row)
    }
    direct = {piece.speaker for piece, row in pairs if piece.kind == "speech"} - calling
    acting = {
        one for piece, row in pairs if piece.kind == "action" for cue in row for one in (*cue.subject, cue.object)
    }
    here = {one for one in calling if one in acting}
    if len(calling) < 2 or not here:
        return frozenset()
    return frozenset(one for one in calling - acting - direct if one is not None)


def _seen(scene: Scene, choruses: Mapping[str, Sequence[str]]) -> list[str]:
    speaking = {beat.speaker for beat in scene.beats if beat.kind == "speech" and beat.channel == "on"}
    there = [presence.character for presence in scene.cast if presence.seen or presence.character in speaking]
    return list(dict.fromkeys(one for identity in there for one in choruses.get(identity, (identity,))))


def _in_picture(scene: Scene, beat: int) -> bool:
    """Whether a speech proves that its speaker is there."""
    piece = scene.beats[beat]
    return piece.channel == "on" or (
        piece.channel == "phone" and any(p.character == piece.speaker and p.seen for p in scene.cast)
    )


def _stays_of(
    identity: str, events: dict[int, list[Cue]], beats: int, *, outside: bool, discovered: bool = False
) -> list[Stay]:
    if not beats:
        return []
    places = sorted(events)
    if not places:
        return [Stay(identity, 0, beats - 1, False, False)]
    result: list[Stay] = []
    opening = events[places[0]]
    comes = _enters(opening, places[0], outside) or (places[0] > 0 and _on_the_threshold(opening))
    comes = comes or (discovered and not any(cue.state for cue in opening))
    emerges = outside and _emerges(opening)
    comes = comes or emerges
    start: int | None = None if comes else 0
    entering = False
    for number, beat in enumerate(places):
        found = events[beat]
        if start is None:
            start, entering = beat, True
        later = places[number + 1] if number + 1 < len(places) else None
        if not _goes(found, outside) or (number == 0 and emerges):
            continue
        back = later is not None and later - beat <= _STAYS and not _enters(events[later], 1, outside)
        if not back:
            result.append(Stay(identity, start, beat, entering, True))
            start, entering = None, False
    if start is not None:
        result.append(Stay(identity, start, beats - 1, entering, False))
    return result


def _enters(found: Sequence[Cue], beat: int, outside: bool) -> bool:
    """Whether these cues bring someone in: by the door, out of a car, or walking into an open set."""
    kinds = {cue.kind for cue in found if not cue.state}
    if outside and any(cue.kind == "exit" and cue.thing == "car" for cue in found):
        return True
    if "enter" in kinds:
        return not (outside and any(cue.kind == "enter" and cue.thing == "car" for cue in found))
    first = next((cue for cue in found if cue.kind not in ("look", "affect", "at", "hold", "carry")), None)
    return beat > 0 and first is not None and first.kind in (_BY_MOVING + _CARRIED * outside) and not first.state


def _emerges(found: Sequence[Cue]) -> bool:
    """Whether someone first seen outdoors is first seen coming out of somewhere: ``sort de la maison``."""
    out = next((cue for cue in found if cue.kind not in ("look", "affect", "hold", "carry")), None)
    return out is not None and out.kind == "exit" and out.object != "" and not _FRAME.search(out.object)


def _on_the_threshold(found: Sequence[Cue]) -> bool:
    """Whether someone is first seen standing in a doorway, where nobody saw them before."""
    return any(cue.kind == "at" and cue.state and cue.thing == "door" and cue.name == "in" for cue in found)


def _goes(found: Sequence[Cue], outside: bool) -> bool:
    """Whether these cues take someone away: through the door, or outdoors into a car."""
    leaving = [
        place
        for place, cue in enumerate(found)
        if (cue.kind == "exit" and cue.thing not in _ONLY_FURNITURE and not (outside and cue.thing == "car"))
        or (outside and cue.kind == "enter" and cue.thing == "car")
    ]
    coming = [place for place, cue in enumerate(found) if cue.kind == "enter" and not (outside and cue.thing == "car")]
    return bool(leaving) and (not coming or coming[-1] < leaving[-1])
