"""Which camera a shot is seen through, beside the shot before it; and where one shot must become two."""

from dataclasses import replace

from storyboard.breakdown.filming import filmings
from storyboard.breakdown.floor import Filmed, Floor, across
from storyboard.directors.plain import lens_for, shot_id
from storyboard.holding import divided, lost, unseen
from storyboard.shots import Shot, Size

BRIEFEST = 0.9
"""Seconds: no cut for the sake of a face makes a shot shorter."""


def played(floor: Floor, shot: Shot, before: Filmed | None) -> list[Filmed]:
    """The shot's best take; where its people leave the frame or turn their backs, a cut to a camera that has them."""
    take = _best(floor, shot, before)
    who = _doer(floor, shot.beats[0]) if shot.beats else ""
    speaks = bool(who) and floor.moments[floor.at[shot.beats[0]]].speaker == who
    company = shot.kind in ("two", "three", "group") or (shot.kind == "master" and not speaks)
    if company and shot.origin == "rules" and who:
        hidden = lost(shot, take.setups[0]) if speaks else unseen(take.setups[0], who)
        if hidden:
            return _alone(floor, shot, before, who, "MS" if speaks else "FS") or [take]
    return _cut(floor, shot, before, take)


def _cut(floor: Floor, shot: Shot, before: Filmed | None, take: Filmed) -> list[Filmed]:
    """A take, cut where its people leave the frame or turn their backs."""
    for setup in take.setups[1:]:
        at = shot.beats.index(setup.beats[0])
        seconds = sum(floor.moments[floor.at[name]].seconds for name in shot.beats[:at])
        if shot.origin != "person" and lost(shot, setup) and min(seconds, shot.seconds - seconds) > BRIEFEST:
            first, second = divided(shot, at, seconds, shot_id(shot.scene, setup.beats[0]))
            opening = _best(floor, first, before)
            rest = played(floor, second, opening)
            if not lost(second, rest[0].setups[0]):
                return [opening, *rest]
    return [take]


def _best(floor: Floor, shot: Shot, before: Filmed | None) -> Filmed:
    """The placement that serves the shot and the cut before it best."""
    options = list(filmings(floor, shot, most=max(shot.camera or 0, 3) + 1))
    if shot.camera is not None:
        return options[min(shot.camera, len(options) - 1)]
    return min(options, key=lambda take: take.cost + (_cut_price(floor, before, take) if before else 0.0))


def _doer(floor: Floor, beat: str) -> str:
    """Who speaks in a beat, or acts first in it; empty for nobody of the cast."""
    moment = floor.moments[floor.at[beat]]
    acting = moment.active[0] if moment.beat.kind == "action" and moment.active else ""
    return moment.speaker or (acting if acting in moment.people else "")


def _alone(floor: Floor, shot: Shot, before: Filmed | None, who: str, size: Size) -> list[Filmed]:
    """What no camera on the company sees said or done, on who does it; then the company. Empty when no better."""
    beats = next((at for at, name in enumerate(shot.beats) if _doer(floor, name) != who), len(shot.beats))
    seconds = sum(floor.moments[floor.at[name]].seconds for name in shot.beats[:beats])
    alone = replace(shot, kind="single", size=size, subjects=(who,), lens=lens_for("single", size), move="static")
    if beats == len(shot.beats):
        take = _best(floor, alone, before)
        return [] if lost(alone, take.setups[0]) else [take]
    first, _ = divided(alone, beats, seconds, shot.id)
    _, second = divided(shot, beats, seconds, shot_id(shot.scene, shot.beats[beats]))
    take = _best(floor, first, before)
    if seconds < BRIEFEST or second.seconds < BRIEFEST or lost(first, take.setups[0]):
        return []
    return [take, *played(floor, second, take)]


def _cut_price(floor: Floor, one: Filmed, other: Filmed) -> float:
    return sum(4.0 if finding.hard else 0.15 for finding in across(floor, one, other))
