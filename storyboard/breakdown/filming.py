"""A shot through each of the cameras that serve it: measured, divided into panels, judged."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from storyboard import continuity
from storyboard.breakdown.floor import Filmed, Floor
from storyboard.breakdown.panels import panels
from storyboard.continuity import Finding
from storyboard.holding import lost
from storyboard.seen import look_at
from storyboard.shots import Shot
from storyboard.stage.anatomy import body
from storyboard.stage.axis import extra
from storyboard.stage.camera import picture_height
from storyboard.stage.framing import placements
from storyboard.stage.geometry import Camera, Figure, Setup, Staging, plan_at
from storyboard.stage.judging import Placement, View
from storyboard.stage.sizes import SIZES, nearest_size, size_error


def filmings(floor: Floor, shot: Shot, most: int = 4) -> Iterator[Filmed]:
    """The shot through its ``most`` best cameras, the best one first."""
    if shot.kind == "card":
        yield _card(floor, shot)
        return
    index = floor.at[shot.beats[0]] if shot.beats else -1
    staging = floor.stage.stagings[index] if index >= 0 else Staging("", ())
    later = _later(floor, shot, staging) if shot.kind in ("master", "three", "group") else ()
    view = View(plan_at(floor.stage.plan, staging), staging, floor.orders[index] if index >= 0 else {}, later)
    key = (later, shot.kind, shot.size, shot.angle, shot.lens, shot.subjects, _still(staging.figures), staging.thing,
           staging.pieces)  # fmt: skip
    if key not in floor.known:
        floor.known[key] = placements(shot, view)
    found = floor.known[key]
    for rank, placement in enumerate(found[:most]):
        yield _filmed(floor, replace(shot, rank=rank), view, placement)


def _later(floor: Floor, shot: Shot, staging: Staging) -> tuple[Figure, ...]:
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


def _filmed(floor: Floor, shot: Shot, view: View, placement: Placement) -> Filmed:
    shot = replace(_measured(shot, view, placement.camera), asked=(shot.size, shot.lens))
    setups = tuple(panels(floor, shot, view, placement))
    beats = {beat.id: beat for beat in floor.stage.scene.beats}
    looks = [look_at(shot, setup) for setup in setups]
    flaws: list[Finding] = []
    for seen, setup in zip(looks, setups, strict=True):
        flaws += continuity.inside(seen, [beats[name] for name in setup.beats])
    cost = placement.cost + sum(3.0 if flaw.hard else 0.1 for flaw in flaws)
    cost += 0.4 * sum(lost(shot, setup) for setup in setups)
    last = look_at(shot, setups[-1], end=True)
    return Filmed(shot, setups, looks[0], last, cost, tuple(flaws))


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


def _card(floor: Floor, shot: Shot) -> Filmed:
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
    return Filmed(shot, (setup,), seen, seen, 0.0, ())
