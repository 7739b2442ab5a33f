"""A person's decisions laid over the shots that a director proposes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from storyboard.decisions import Choice, Cutting, Decision
from storyboard.directing import Stage
from storyboard.directors.plain import lens_for, shot_id
from storyboard.moments import read
from storyboard.shots import Kind, Shot, Size, Transition, TransitionKind
from storyboard.stage.sizes import TIGHT_TO_WIDE

_LASTS: dict[TransitionKind, float] = {"cut": 0.0, "dissolve": 1.0, "fade_in": 1.5, "fade_out": 1.5, "wipe": 0.6}
"""Seconds of a transition that a person names (film grammar, section 1)."""


_SIZES: Mapping[Kind, tuple[Size, Size]] = {
    "single": ("ECU", "FS"), "ots": ("MCU", "MS"), "two": ("MCU", "LS"), "three": ("MS", "LS"), "group": ("MLS", "LS"),
    "pov": ("CU", "LS"), "insert": ("ECU", "CU"), "master": ("FS", "ELS"), "estab": ("LS", "ELS"),
}  # fmt: skip
"""The tightest and the widest that each kind usually is; a person who names a size gets it."""


def decided(stage: Stage, shots: Sequence[Shot], decisions: Sequence[Decision]) -> tuple[Shot, ...]:
    """The shots with a scene's decisions laid over them; later ones win, and other scenes' are left out."""
    here = {beat.id: number for number, beat in enumerate(stage.scene.beats)}
    mine = [decision for decision in decisions if decision.beat in here]
    shots = _recut(stage, shots, {decision.beat: decision.cut for decision in mine if decision.cut})
    chosen: dict[int, tuple[Choice, str]] = {}
    for decision in mine:
        index = next(number for number, shot in enumerate(shots) if decision.beat in shot.beats)
        before, reason = chosen.get(index, (Choice(), ""))
        chosen[index] = decision.choice.over(before), decision.reason or reason
    result = [
        _chosen(stage, shot, *chosen[number]) if number in chosen and chosen[number][0].said else shot
        for number, shot in enumerate(shots)
    ]
    return tuple(replace(shot, order=order) for order, shot in enumerate(result, 1))


def _recut(stage: Stage, shots: Sequence[Shot], cuts: Mapping[str, Cutting]) -> list[Shot]:
    """The shots with cuts set and taken away."""
    result: list[Shot] = []
    for shot in shots:
        if shot.beats and cuts.get(shot.beats[0]) == "none" and result and "card" not in (shot.kind, result[-1].kind):
            result[-1] = _joined(result[-1], shot)
        else:
            result.append(shot)
    return [part for shot in result for part in _parted(stage, shot, cuts)]


def _joined(shot: Shot, after: Shot) -> Shot:
    """One shot that plays what two played, framed as the first: a person's, so that nobody cuts it again."""
    seconds = round(shot.seconds + after.seconds, 3)
    return replace(shot, beats=shot.beats + after.beats, seconds=seconds, ending=after.ending, origin="person")


def _parted(stage: Stage, shot: Shot, cuts: Mapping[str, Cutting]) -> Iterator[Shot]:
    """The shot cut where a person cuts; what begins at such a cut is the director's to frame."""
    seconds = {beat.id: beat.seconds for beat in stage.scene.beats}
    whole = sum(seconds[beat] for beat in shot.beats) or 1.0
    starts = [0, *(at for at, beat in enumerate(shot.beats) if at and cuts.get(beat) == "before"), len(shot.beats)]
    for first, last in pairwise(starts):
        beats = shot.beats[first:last]
        yield (
            shot
            if len(starts) == 2
            else replace(
                shot,
                id=shot_id(stage.scene.id, beats[0]),
                beats=beats,
                seconds=round(shot.seconds * sum(seconds[beat] for beat in beats) / whole, 3),
                transition=Transition() if first else shot.transition,
                ending=shot.ending if last == len(shot.beats) else Transition(),
            )
        )


def _chosen(stage: Stage, shot: Shot, choice: Choice, reason: str) -> Shot:
    """The shot as a person wants it; what follows from the choice, and was not chosen, is made to fit."""
    subjects = choice.subjects if choice.subjects is not None else shot.subjects
    kind = choice.kind or _kind_for(shot, choice, subjects)
    size = choice.size or _size_for(kind, shot.size)
    same = (kind, size) == (shot.kind, shot.size)
    transition = shot.transition
    if choice.transition is not None:
        transition = Transition(choice.transition, _LASTS[choice.transition])
    return replace(
        shot,
        kind=kind,
        size=size,
        subjects=_needed(stage, shot, kind, subjects, named=choice.subjects is not None),
        angle=choice.angle or shot.angle,
        move=choice.move or ("static" if kind != shot.kind and kind in ("insert", "estab", "pov") else shot.move),
        lens=choice.lens or (shot.lens if same else lens_for(kind, size)),
        transition=transition,
        camera=choice.camera if choice.camera is not None else shot.camera,
        reason=reason or shot.reason,
        origin="person",
    )


def _kind_for(shot: Shot, choice: Choice, subjects: Sequence[str]) -> Kind:
    """The kind that goes with the size or the people that a person named, when no kind was."""
    if choice.subjects is not None and (shot.kind != "ots" or len(subjects) != 2):
        if not subjects:
            return "estab"
        return {1: "single", 2: "two", 3: "three"}.get(len(subjects), "group")  # type: ignore[return-value]
    if choice.size is None:
        return shot.kind
    if choice.size in ("ECU", "BCU", "CU", "MCU") and shot.kind in ("master", "estab", "group", "three", "two"):
        return "single"
    if choice.size == "ELS" and shot.kind in ("single", "two", "ots"):
        return "master"
    return shot.kind


def _size_for(kind: Kind, size: Size) -> Size:
    """The size of a shot whose kind a person named, and no size: as it is, or the nearest one that the kind has."""
    tight, wide = _SIZES.get(kind, (TIGHT_TO_WIDE[0], TIGHT_TO_WIDE[-1]))
    first, last = TIGHT_TO_WIDE.index(tight), TIGHT_TO_WIDE.index(wide)
    return TIGHT_TO_WIDE[min(max(TIGHT_TO_WIDE.index(size), first), last)]


def _needed(stage: Stage, shot: Shot, kind: Kind, subjects: Sequence[str], *, named: bool) -> tuple[str, ...]:
    """As many subjects as the kind needs: those given, then who speaks or acts, the first first, then who is there.

    ``named``: a person named the subjects.
    """
    wanted = {"single": 1, "ots": 2, "two": 2, "three": 3, "pov": 2}.get(kind)
    if wanted is None or len(subjects) == wanted:
        return tuple(subjects)
    mine = [moment for moment in read(stage) if moment.beat.id in shot.beats]
    speakers = [moment.speaker for moment in mine if moment.speaker]
    if not named:  # whom the shot begins with
        speakers = [name for moment in mine for name in (moment.speaker, *moment.active) if name]
    at = next((number for number, beat in enumerate(stage.scene.beats) if beat.id in shot.beats), 0)
    there = [figure.character for figure in stage.stagings[at].figures if not figure.character.startswith("extra-")]
    inside = [one for one in [*speakers, *subjects, *there] if one in there]
    order = [*subjects[:wanted], *inside] if len(subjects) < wanted else [*inside, *subjects]
    return tuple(dict.fromkeys(order))[:wanted]
