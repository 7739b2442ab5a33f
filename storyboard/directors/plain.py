"""What every director does alike: the runs of beats that are played, an empty heading, a title card; a shot's id and
its usual lens."""

import hashlib
from collections.abc import Sequence

from storyboard import transitions
from storyboard.directing import Stage
from storyboard.directors.motives import reason
from storyboard.moments import Moment
from storyboard.shots import Kind, Shot, Size, Transition
from storyboard.stage.sizes import SIZES

ESTABLISHING = 3.5
"""Seconds of a place under whose heading nothing is written."""


def shot_id(scene: str, beat: str) -> str:
    """The id of the shot of a scene that begins with a beat."""
    return hashlib.blake2b(f"{scene}\0{beat}".encode(), digest_size=6).hexdigest()


def parts(moments: Sequence[Moment]) -> list[tuple[int, int]]:
    """Runs of beats that are played, and title cards each by itself."""
    parts: list[tuple[int, int]] = []
    for index, moment in enumerate(moments):
        card = moment.beat.kind == "card"
        if parts and not card and moments[parts[-1][0]].beat.kind != "card":
            parts[-1] = (parts[-1][0], index + 1)
        else:
            parts.append((index, index + 1))
    return parts


def lens_for(kind: Kind, size: Size) -> float:
    """The usual focal length, millimetres."""
    if kind == "estab":
        return 24.0
    if kind == "two" and size in ("MS", "MLS"):
        return 40.0
    return SIZES[size].focal


def bare(stage: Stage) -> Shot:
    """A heading without text still shows its place."""
    return Shot(
        id=shot_id(stage.scene.id, ""),
        scene=stage.scene.id,
        order=1,
        beats=(),
        kind="estab",
        size="LS" if stage.plan.interior else "ELS",
        angle="eye",
        lens=24.0,
        move="static",
        subjects=(),
        transition=transitions.opening(stage.scene),
        seconds=ESTABLISHING,
        reason=reason(stage, "heading"),
        ending=transitions.closing(stage.scene),
    )


def card(stage: Stage, moment: Moment) -> Shot:
    return Shot(
        id=shot_id(stage.scene.id, moment.beat.id),
        scene=stage.scene.id,
        order=0,
        beats=(moment.beat.id,),
        kind="card",
        size="MS",
        angle="eye",
        lens=50.0,
        move="static",
        subjects=(),
        transition=Transition(),
        seconds=max(moment.seconds, 2.5),
        reason=reason(stage, "card"),
        origin="script",
    )
