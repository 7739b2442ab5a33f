"""When each person is in a scene: who is there from the start, who enters, who leaves for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from screenplay.scenes import Scene
from storyboard.cues import Cue

_STAYS = 2
"""One who is said to go but speaks within so many beats has only gone to the door."""
_BY_MOVING = ("run", "walk")
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
    scene: Scene, cues: Sequence[Sequence[Cue]], choruses: Mapping[str, Sequence[str]] | None = None
) -> tuple[Stay, ...]:
    """The stays of everybody who is seen, those who appear first first.

    ``choruses``: the members of each cue of several people (LÉA ET NOÉ), who are there instead of it.
    """
    choruses = choruses or {}
    seen = _seen(scene, choruses)
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
    for identity in sorted(seen, key=lambda one: order[one]):
        result += _stays_of(identity, events[identity], len(scene.beats), outside=not scene.heading.interior)
    return tuple(result)


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


def _stays_of(identity: str, events: dict[int, list[Cue]], beats: int, *, outside: bool) -> list[Stay]:
    if not beats:
        return []
    places = sorted(events)
    if not places:
        return [Stay(identity, 0, beats - 1, False, False)]
    result: list[Stay] = []
    start: int | None = None if _enters(events[places[0]], places[0], outside) else 0
    entering = False
    for number, beat in enumerate(places):
        found = events[beat]
        if start is None:
            start, entering = beat, True
        later = places[number + 1] if number + 1 < len(places) else None
        if not _goes(found, outside):
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
    return beat > 0 and first is not None and first.kind in _BY_MOVING and not first.state


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
