"""A run of beats under one framing becomes a shot: its size, its people, its angle, and why."""

from collections.abc import Sequence

from storyboard.directing import Stage
from storyboard.directors.motives import motive, reason
from storyboard.directors.plain import lens_for, shot_id
from storyboard.idioms import INDEX, Framing
from storyboard.moments import Moment
from storyboard.shots import Angle, Shot, Transition
from storyboard.stage.axis import orders
from storyboard.stage.judging import View
from storyboard.stage.portraits import two_size


def shaped(
    stage: Stage, covered: Sequence[Moment], framing: Framing, *, climax: int, opening: bool, again: bool
) -> Shot:
    """The shot of some beats. ``climax``: which of them is the strongest of the scene, out of range when none is;
    ``opening``: the scene begins with it; ``again``: everybody has been seen before.
    """
    size, subjects = framing.size, framing.subjects
    if framing.kind == "master":
        subjects = covered[0].people[:6]
    if framing.kind == "two":
        view = View(stage.plan, covered[0].staging, orders([covered[0].staging])[0])
        fitting = two_size(view, subjects[0], subjects[1])
        size = max(size, fitting, key=lambda one: INDEX[one])
    angle = _angle(covered, framing, climax=0 <= climax < len(covered))
    seconds = sum(moment.seconds for moment in covered)
    decided, name, other = motive(covered, framing, opening=opening, again=again, climax=climax)
    return Shot(
        id=shot_id(stage.scene.id, covered[0].beat.id),
        scene=stage.scene.id,
        order=0,
        beats=tuple(moment.beat.id for moment in covered),
        kind=framing.kind,
        size=size,
        angle=angle,
        lens=lens_for(framing.kind, size),
        move="static",
        subjects=subjects,
        transition=Transition(),
        seconds=round(seconds, 3),
        reason=reason(stage, decided, name, other),
        origin="script" if framing.pin else "rules",
    )


def _angle(covered: Sequence[Moment], framing: Framing, *, climax: bool) -> Angle:
    """High on who lies or has lost, low on who towers, at the strongest moment only."""
    pins = {cue.name for moment in covered for cue in moment.pins}
    for name in ("low", "high", "overhead"):
        if name in pins:
            return name
    if framing.kind not in ("single", "ots") or not framing.subjects:
        return "eye"
    name = framing.subjects[0]
    if name in covered[0].lying:
        return "high"
    figures = {figure.character: figure for figure in covered[0].staging.figures}
    other = figures.get(covered[0].listener if name == covered[0].speaker else covered[0].speaker)
    own = figures.get(name)
    if climax and framing.kind == "single" and own is not None and other is not None:
        low = {"sit", "kneel", "crouch", "lie", "drive"}
        if other.posture in low and own.posture not in low:
            return "low"
        if own.posture in low and other.posture not in low:
            return "high"
    return "eye"
