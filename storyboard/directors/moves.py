"""Camera moves, each with a motive: follow who walks, push in on the strongest moment, pan with an entrance."""

import math
from collections.abc import Sequence
from dataclasses import replace

from storyboard.directing import Stage
from storyboard.idioms import INDEX
from storyboard.moments import Moment
from storyboard.shots import MoveKind, Shot

PINNED: dict[str, MoveKind] = {
    "push_in": "dolly_in", "pull_back": "dolly_out", "pan": "pan", "tilt": "tilt", "track": "track",
}  # fmt: skip


def with_moves(
    stage: Stage, moments: Sequence[Moment], shots: Sequence[Shot], *, share: float, handheld: bool = False
) -> tuple[Shot, ...]:
    """The shots, some of them moving: those that the script moves, then the best motives up to ``share`` of them.

    ``handheld`` puts the others on a shoulder, as far as they are close to people.
    """
    by_beat = {moment.beat.id: moment for moment in moments}
    result = list(shots)
    wishes: list[tuple[float, int, MoveKind]] = []
    for index, shot in enumerate(shots):
        covered = [by_beat[beat] for beat in shot.beats]
        pins = [PINNED[cue.name] for moment in covered for cue in moment.pins if cue.name in PINNED]
        if pins:
            result[index] = replace(shot, move=pins[0], origin="script")
        elif shot.kind not in ("card", "insert", "pov") and shot.seconds >= 2.0:
            wish = _wish(shot, covered, moments, first=index == 0, last=index == len(shots) - 1)
            if wish is not None:
                wishes.append((wish[0], index, wish[1]))
    room = math.floor(share * len(shots) + 0.5)
    if share > 0 and len(shots) <= 2 and not any(moment.people for moment in moments):
        room = 1  # an empty place lives by a slow move
    for _, index, move in sorted(wishes, key=lambda wish: (-wish[0], wish[1]))[: max(room, 0)]:
        result[index] = replace(result[index], move=move)
    if handheld:
        result = [replace(shot, move="handheld") if _shaky(shot) else shot for shot in result]
    return tuple(result)


def _shaky(shot: Shot) -> bool:
    return shot.move == "static" and shot.kind in ("single", "ots", "two") and INDEX[shot.size] <= INDEX["MLS"]


def _wish(
    shot: Shot, covered: Sequence[Moment], moments: Sequence[Moment], *, first: bool, last: bool
) -> tuple[float, MoveKind] | None:
    """How much a shot asks to move, and how."""
    subjects = set(shot.subjects)
    moving = {name for moment in covered for name in moment.moving} & subjects
    entering = {name for moment in covered for name in moment.entering}
    if moving and shot.kind in ("single", "two") and INDEX["MS"] <= INDEX[shot.size] <= INDEX["LS"]:
        return (1.0, "track") if not moving & entering else (0.9, "pan")
    if shot.kind == "single" and INDEX[shot.size] <= INDEX["MCU"] and shot.seconds >= 3.0:
        hottest = max(moments, key=lambda moment: moment.heat)
        if hottest in covered:
            return 0.95, "dolly_in"
    if (
        shot.kind == "single"
        and shot.size in ("MS", "MLS")
        and any(
            cue.kind in ("sit", "rise") and not cue.state and subjects & set(cue.subject)
            for moment in covered
            for cue in moment.cues
        )
    ):
        return 0.7, "tilt"
    if shot.kind == "estab" and shot.seconds >= 3.0 and first:
        return 0.6, ("pan" if INDEX[shot.size] >= INDEX["ELS"] else "dolly_in")
    if last and shot.kind in ("master", "estab", "two") and shot.seconds >= 3.5:
        return 0.65, "dolly_out"
    if shot.kind == "estab" and shot.seconds >= 3.0:
        return 0.5, "truck"
    return None
