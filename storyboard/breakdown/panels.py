"""The pictures of a shot: a new one when the speaker or the staging changes; the camera holds, moves, or follows."""

from collections.abc import Iterator

from storyboard.breakdown.floor import Floor
from storyboard.holding import anchor, direction, followed, settled
from storyboard.shots import Shot
from storyboard.stage.geometry import Setup, Staging, plan_at
from storyboard.stage.judging import Placement, View
from storyboard.stage.motion import between, ends

PARTS = ((), ("hand",), ("feet",))
"""What an insert may be of besides a thing; a renderer draws the body anyway."""


def panels(floor: Floor, shot: Shot, view: View, placement: Placement) -> Iterator[Setup]:
    """The pictures of a shot: a new one when the speaker or the staging changes; the camera holds, or follows."""
    groups = _grouped(floor, shot)
    fixed = anchor(shot, groups[0][1], placement.camera)
    total = sum(seconds for _, _, seconds in groups) or shot.seconds
    start, end = placement.camera, placement.camera
    follows = shot.move in ("pan", "tilt", "track") and bool(shot.subjects)
    if shot.move not in ("static", "handheld") and not follows:
        start, end = ends(placement.camera, shot.move, fixed, shot.seconds)
    clock, camera, since = 0.0, start, fixed
    for number, (beats, staging, seconds) in enumerate(groups):
        share = (clock, clock + seconds)
        clock += seconds
        leaving = between(start, end, share[0] / total), between(start, end, share[1] / total)
        if shot.move in ("static", "handheld") or follows:
            held = followed(camera, shot, staging, since) if number else camera
            leaving = held, held
            moving = next((path for path in staging.paths if path.character in shot.subjects), None)
            if follows and (moving is not None or (number == 0 and shot.move != "track")):
                spot = anchor(shot, staging, held)
                way = direction(moving.points) if moving is not None else None
                leaving = settled(ends(held, shot.move, spot, seconds, way=way), shot, staging)
            camera, since = leaving[1], anchor(shot, staging, leaving[1])
        first, last = leaving
        figures = staging.figures
        if shot.kind == "pov":
            figures = tuple(figure for figure in figures if figure.character != shot.subjects[-1])
        yield Setup(
            shot=shot.id,
            panel=number,
            beats=beats,
            plan=plan_at(floor.stage.plan, staging),
            light=floor.stage.light,
            figures=figures,
            camera=first,
            camera_end=last if last != first else None,
            move=shot.move if last != first or shot.move == "handheld" else "static",
            paths=staging.paths,
            subjects=shot.subjects,
            thing=shot.subjects[-1] if shot.kind == "insert" and shot.subjects[-1:] not in PARTS else "",
            wild=placement.wild,
        )


def _grouped(floor: Floor, shot: Shot) -> list[tuple[tuple[str, ...], Staging, float]]:
    if not shot.beats:
        return [((), Staging("", ()), shot.seconds)]
    groups: list[tuple[tuple[str, ...], Staging, float]] = []
    for name in shot.beats:
        index = floor.at[name]
        staging, seconds = floor.stage.stagings[index], floor.moments[index].seconds
        if groups and _alike(groups[-1][1], staging) and not staging.paths:
            beats, kept, so_far = groups[-1]
            groups[-1] = ((*beats, name), kept, so_far + seconds)
        else:
            groups.append(((name,), staging, seconds))
    return groups


def _alike(one: Staging, other: Staging) -> bool:
    return one.figures == other.figures and one.pieces == other.pieces
