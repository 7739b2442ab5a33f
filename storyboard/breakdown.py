"""From a staged scene to shots seen through cameras: direct, place, divide into panels, check, repair.

A director proposes framings; the cameras, and the promise that no hard continuity finding is left that the script did
not ask for, are kept here, for any director.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from storyboard import continuity, rhythm
from storyboard.continuity import Finding
from storyboard.deciding import decided
from storyboard.decisions import Decision
from storyboard.directing import Director, Stage
from storyboard.directors.rules import lens_for, shot_id
from storyboard.errors import StoryboardError
from storyboard.holding import anchor, direction, divided, followed, lost, settled
from storyboard.moments import Moment, read
from storyboard.seen import Seen, look_at
from storyboard.shots import Kind, Shot, Size
from storyboard.stage.anatomy import body
from storyboard.stage.axis import Order, extra, orders
from storyboard.stage.camera import picture_height
from storyboard.stage.framing import placements
from storyboard.stage.geometry import Camera, Figure, Setup, Staging
from storyboard.stage.judging import Placement, View
from storyboard.stage.motion import between, ends
from storyboard.stage.sizes import SIZES, TIGHT_TO_WIDE, nearest_size, size_error

PARTS = ((), ("hand",), ("feet",))
"""What an insert may be of besides a thing; a renderer draws the body anyway."""


BRIEFEST = 0.9
"""Seconds: no cut for the sake of a face makes a shot shorter."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A scene as shots, each seen through one camera in one or more panels."""

    scene: str
    shots: tuple[Shot, ...]
    setups: tuple[Setup, ...]
    """Panels in order of play; each shot has at least one."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Take:
    """A shot, placed: its panels and how the first and the last of them look."""

    shot: Shot
    setups: tuple[Setup, ...]
    first: Seen
    last: Seen
    cost: float
    flaws: tuple[Finding, ...]


@dataclass(slots=True)
class _Floor:
    """What a scene's cameras are placed in, and the placements found so far."""

    stage: Stage
    moments: tuple[Moment, ...]
    at: dict[str, int]
    orders: tuple[Order, ...]
    known: dict[object, tuple[Placement, ...]]

    def order(self, beat: str) -> Order:
        return self.orders[self.at[beat]] if beat in self.at else {}


def break_down(stage: Stage, director: Director, decisions: Sequence[Decision] = ()) -> Breakdown:
    """Shots, setups and findings of a staged scene; ``decisions`` of a person are laid over what the director proposes.

    A scene that was taken out (OMITTED) has no shot. Hard findings that remain belong to shots that the script or a
    person pinned. Raises StoryboardError when the director leaves a beat uncovered, or covers one twice.
    """
    if stage.scene.heading.omitted:
        return Breakdown(stage.scene.id, (), (), ())
    shots = director.direct(stage)
    _covered(stage, shots)
    shots = decided(stage, shots, decisions)
    floor = _Floor(
        stage=stage,
        moments=read(stage) if stage.scene.beats else (),
        at={beat.id: index for index, beat in enumerate(stage.scene.beats)},
        orders=orders(stage.stagings),
        known={},
    )
    takes: list[_Take] = []
    for shot in shots:
        takes += _played(floor, shot, takes[-1] if takes else None)
    takes = _numbered(_repaired(floor, takes))
    found = [finding for take in takes for finding in take.flaws]
    for one, other in pairwise(takes):
        found += _across(floor, one, other)
    final = tuple(take.shot for take in takes)
    found += continuity.over_all(stage, final, rhythm.target(floor.moments))
    found += [one for shot in shots if shot.origin in ("model", "person") for one in _repairs(shot, final)]
    return Breakdown(
        scene=stage.scene.id,
        shots=final,
        setups=tuple(setup for take in takes for setup in take.setups),
        findings=continuity.told(found, stage),
    )


def _repairs(asked: Shot, final: Sequence[Shot]) -> Iterator[Finding]:
    """What became of a shot that a model or a person asked for, where it could not be staged as it was asked."""
    shot = next((one for one in final if asked.beats and asked.beats[0] in one.beats), None)
    if shot is not None and (shot.size, shot.kind, shot.angle) != (asked.size, asked.kind, asked.angle):
        before, after = (" ".join((one.size, one.kind, one.angle)) for one in (asked, shot))
        yield Finding("repaired", False, (shot.id,), words=(("before", before), ("after", after)))


def _covered(stage: Stage, shots: Sequence[Shot]) -> None:
    wanted = [beat.id for beat in stage.scene.beats]
    given = [beat for shot in shots for beat in shot.beats]
    if given != wanted or not shots:
        missing = [beat for beat in wanted if beat not in given]
        raise StoryboardError(
            f"scene {stage.scene.number}, line {stage.scene.line}: the director must cover each beat once and in order"
            f" ({len(missing)} missing, {len(given) - len(set(given))} twice); choose another director"
        )


def _best(floor: _Floor, shot: Shot, before: _Take | None) -> _Take:
    """The placement that serves the shot and the cut before it best."""
    options = list(_takes(floor, shot, most=max(shot.camera or 0, 3) + 1))
    if shot.camera is not None:
        return options[min(shot.camera, len(options) - 1)]
    return min(options, key=lambda take: take.cost + (_cut_price(floor, before, take) if before else 0.0))


def _played(floor: _Floor, shot: Shot, before: _Take | None) -> list[_Take]:
    """The shot's best take; where its people leave the frame or turn their backs, a cut to a camera that has them."""
    take = _best(floor, shot, before)
    speaker = floor.moments[floor.at[shot.beats[0]]].speaker if shot.beats else ""
    if shot.kind in ("two", "three", "group") and shot.origin == "rules" and speaker and lost(shot, take.setups[0]):
        return _spoken_alone(floor, shot, before, speaker) or [take]
    for setup in take.setups[1:]:
        at = shot.beats.index(setup.beats[0])
        seconds = sum(floor.moments[floor.at[name]].seconds for name in shot.beats[:at])
        if shot.origin != "person" and lost(shot, setup) and min(seconds, shot.seconds - seconds) > BRIEFEST:
            first, second = divided(shot, at, seconds, shot_id(shot.scene, setup.beats[0]))
            opening = _best(floor, first, before)
            rest = _played(floor, second, opening)
            if not lost(second, rest[0].setups[0]):
                return [opening, *rest]
    return [take]


def _spoken_alone(floor: _Floor, shot: Shot, before: _Take | None, speaker: str) -> list[_Take]:
    """A line that no camera on the company sees said, on who says it; then the company. Empty when no better."""
    beats = next(
        (at for at, name in enumerate(shot.beats) if floor.moments[floor.at[name]].speaker != speaker), len(shot.beats)
    )
    seconds = sum(floor.moments[floor.at[name]].seconds for name in shot.beats[:beats])
    alone = replace(shot, kind="single", size="MS", subjects=(speaker,), lens=lens_for("single", "MS"), move="static")
    if beats == len(shot.beats):
        take = _best(floor, alone, before)
        return [] if lost(alone, take.setups[0]) else [take]
    first, _ = divided(alone, beats, seconds, shot.id)
    _, second = divided(shot, beats, seconds, shot_id(shot.scene, shot.beats[beats]))
    take = _best(floor, first, before)
    if seconds < BRIEFEST or second.seconds < BRIEFEST or lost(first, take.setups[0]):
        return []
    return [take, *_played(floor, second, take)]


def _numbered(takes: Sequence[_Take]) -> list[_Take]:
    return [replace(take, shot=replace(take.shot, order=order)) for order, take in enumerate(takes, 1)]


def _takes(floor: _Floor, shot: Shot, most: int = 4) -> Iterator[_Take]:
    if shot.kind == "card":
        yield _card(floor, shot)
        return
    index = floor.at[shot.beats[0]] if shot.beats else -1
    staging = floor.stage.stagings[index] if index >= 0 else Staging("", ())
    later = _later(floor, shot, staging) if shot.kind in ("master", "three", "group") else ()
    view = View(floor.stage.plan, staging, floor.orders[index] if index >= 0 else {}, later)
    key = (later, shot.kind, shot.size, shot.angle, shot.lens, shot.subjects, _still(staging.figures), staging.thing)
    if key not in floor.known:
        floor.known[key] = placements(shot, view)
    found = floor.known[key]
    for rank, placement in enumerate(found[:most]):
        yield _take(floor, replace(shot, rank=rank), view, placement)


def _later(floor: _Floor, shot: Shot, staging: Staging) -> tuple[Figure, ...]:
    """Where the cast goes in the later beats of a shot, as far as a wide frame can hold (8 m)."""
    was = {figure.character: figure.at for figure in staging.figures}
    moved = []
    for name in shot.beats[1:]:
        for figure in floor.stage.stagings[floor.at[name]].figures:
            at = was.get(figure.character)
            if at is not None and not extra(figure.character) and 0.3 < math.dist(at, figure.at) < 8.0:
                moved.append(replace(figure, speaking=False))
    return tuple(dict.fromkeys(moved))


def _still(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures as far as a camera's place depends on them."""
    return tuple(replace(figure, speaking=False) for figure in figures)


def _take(floor: _Floor, shot: Shot, view: View, placement: Placement) -> _Take:
    shot = _measured(shot, view, placement.camera)
    setups = tuple(_panels(floor, shot, view, placement))
    beats = {beat.id: beat for beat in floor.stage.scene.beats}
    looks = [look_at(shot, setup) for setup in setups]
    flaws: list[Finding] = []
    for seen, setup in zip(looks, setups, strict=True):
        flaws += continuity.inside(seen, [beats[name] for name in setup.beats])
    cost = placement.cost + sum(3.0 if flaw.hard else 0.1 for flaw in flaws)
    cost += 0.4 * sum(lost(shot, setup) for setup in setups)
    last = look_at(shot, setups[-1], end=True)
    return _Take(shot, setups, looks[0], last, cost, tuple(flaws))


def _measured(shot: Shot, view: View, camera: Camera) -> Shot:
    """The shot, called by the size that its camera really gives where the people decide it, and with its true lens."""
    shot = replace(shot, lens=round(camera.focal, 1))
    seen = shot.subjects[:1] if shot.kind == "pov" else shot.subjects
    people = [figure for name in seen if (figure := view.find(name)) is not None]
    looks_down = shot.kind == "pov" and shot.subjects[0] == shot.subjects[-1]
    if shot.kind not in ("two", "three", "group", "master", "pov") or not people or looks_down:
        return shot
    height = picture_height(camera, np.mean([body(figure).eyes for figure in people], axis=0))
    scale = 1.0
    if shot.kind == "two":
        scale = float(np.mean([body(figure).scale(SIZES[shot.size].tightness) for figure in people]))
    if abs(size_error(shot.size, height, scale)) <= 0.14:
        return shot
    return replace(shot, size=nearest_size(height / scale))


def _panels(floor: _Floor, shot: Shot, view: View, placement: Placement) -> Iterator[Setup]:
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
            plan=floor.stage.plan,
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


def _grouped(floor: _Floor, shot: Shot) -> list[tuple[tuple[str, ...], Staging, float]]:
    if not shot.beats:
        return [((), Staging("", ()), shot.seconds)]
    groups: list[tuple[tuple[str, ...], Staging, float]] = []
    for name in shot.beats:
        index = floor.at[name]
        staging, seconds = floor.stage.stagings[index], floor.moments[index].seconds
        if groups and groups[-1][1].figures == staging.figures and not staging.paths:
            beats, kept, so_far = groups[-1]
            groups[-1] = ((*beats, name), kept, so_far + seconds)
        else:
            groups.append(((name,), staging, seconds))
    return groups


def _card(floor: _Floor, shot: Shot) -> _Take:
    text = " ".join(beat.text for beat in floor.stage.scene.beats if beat.id in shot.beats)
    setup = Setup(
        shot=shot.id,
        panel=0,
        beats=shot.beats,
        plan=floor.stage.plan,
        light=floor.stage.light,
        figures=(),
        camera=Camera(at=(0.0, -3.0, 1.5), yaw=90.0, focal=35.0),
        card=text,
    )
    seen = look_at(shot, setup)
    return _Take(shot, (setup,), seen, seen, 0.0, ())


def _across(floor: _Floor, one: _Take, other: _Take) -> tuple[Finding, ...]:
    before = floor.order(one.shot.beats[-1]) if one.shot.beats else {}
    after = floor.order(other.shot.beats[0]) if other.shot.beats else {}
    return continuity.between(one.last, other.first, before, after)


def _cut_price(floor: _Floor, one: _Take, other: _Take) -> float:
    return sum(4.0 if finding.hard else 0.15 for finding in _across(floor, one, other))


def _repaired(floor: _Floor, takes: list[_Take]) -> list[_Take]:
    """Try other placements, then other framings, wherever a hard finding is left."""
    takes = list(takes)
    for _ in range(3):
        again = False
        for index, take in enumerate(takes):
            before = takes[index - 1] if index else None
            after = takes[index + 1] if index + 1 < len(takes) else None
            trouble = _hard_around(floor, before, take, after)
            if not trouble:
                continue
            again = True
            takes[index] = _mended(floor, before, take, after, trouble)
        if not again:
            break
    return takes


def _hard_around(floor: _Floor, before: _Take | None, take: _Take, after: _Take | None) -> int:
    count = len(continuity.hard(take.flaws))
    if before is not None:
        count += len(continuity.hard(_across(floor, before, take)))
    if after is not None:
        count += len(continuity.hard(_across(floor, take, after)))
    return count


def _mended(floor: _Floor, before: _Take | None, take: _Take, after: _Take | None, trouble: int) -> _Take:
    """The cheapest take of the shot, or of a shot like it, with the fewest hard findings around it."""
    best, least, price = take, trouble, math.inf
    pinned = take.shot.origin in ("script", "person")
    if take.shot.camera is not None:
        return take
    for rank, shot in enumerate((take.shot, *(() if pinned else _others(floor, take.shot)))):
        for option in _takes(floor, shot, most=12 if rank == 0 else 4):
            left = _hard_around(floor, before, option, after)
            value = option.cost + 0.4 * rank
            if left < least or (left == least and left < trouble and value < price):
                best, least, price = option, left, value
        if least == 0:
            break
    return best


def _others(floor: _Floor, shot: Shot) -> Iterator[Shot]:
    """Shots that could stand in for one: other sizes of it, then other kinds, the wide one last."""
    index = TIGHT_TO_WIDE.index(shot.size)
    moment = floor.moments[floor.at[shot.beats[0]]] if shot.beats else None
    steps: list[tuple[Kind, Size, tuple[str, ...]]] = []
    if shot.kind in ("single", "ots", "two"):
        near = [index + step for step in (1, -1, 2) if 1 <= index + step <= TIGHT_TO_WIDE.index("FS")]
        steps += [(shot.kind, TIGHT_TO_WIDE[place], shot.subjects) for place in near]
    if shot.kind == "ots":
        steps += [("single", size, shot.subjects[:1]) for size in (shot.size, "CU", "MS")]
    if (
        shot.kind in ("single", "ots")
        and moment is not None
        and moment.speaker
        and moment.speaker not in shot.subjects[:1]
    ):
        steps += [("single", size, (moment.speaker,)) for size in ("MCU", "CU", "MS")]
    if shot.kind == "single" and moment is not None and moment.speaker == shot.subjects[0] and moment.listener:
        steps += [("ots", size, (moment.speaker, moment.listener)) for size in ("MCU", "MS")]
    if moment is not None and len(moment.people) >= 2:
        steps.append(("two" if len(moment.people) == 2 else "group", "MLS", moment.people[:7]))
    if moment is not None and moment.people:
        steps.append(("master", "LS", moment.people[:6]))
    steps.append(("estab", "LS" if floor.stage.plan.interior else "ELS", ()))
    for kind, size, subjects in dict.fromkeys(steps):
        if (kind, size) != (shot.kind, shot.size) or subjects != shot.subjects:
            yield replace(
                shot, kind=kind, size=size, subjects=subjects, lens=lens_for(kind, size), angle="eye", move="static"
            )
