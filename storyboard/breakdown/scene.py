"""A staged scene broken down, from the director's proposal to shots whose cameras keep the grammar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from storyboard import continuity, rhythm
from storyboard.breakdown.choosing import played
from storyboard.breakdown.floor import Filmed, Floor, across
from storyboard.breakdown.repairs import repaired
from storyboard.continuity import Finding
from storyboard.deciding import decided
from storyboard.decisions import Decision
from storyboard.directing import Director, Stage
from storyboard.errors import StoryboardError
from storyboard.moments import read
from storyboard.shots import Shot
from storyboard.stage.axis import orders
from storyboard.stage.geometry import Setup


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A scene as shots, each seen through one camera in one or more panels."""

    scene: str
    shots: tuple[Shot, ...]
    setups: tuple[Setup, ...]
    """Panels in order of play; each shot has at least one."""
    findings: tuple[Finding, ...]


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
    floor = Floor(
        stage=stage,
        moments=read(stage) if stage.scene.beats else (),
        at={beat.id: index for index, beat in enumerate(stage.scene.beats)},
        orders=orders(stage.stagings),
        known={},
    )
    takes: list[Filmed] = []
    for shot in shots:
        takes += played(floor, shot, takes[-1] if takes else None)
    takes = _numbered(repaired(floor, takes))
    found = [finding for take in takes for finding in take.flaws]
    for one, other in pairwise(takes):
        found += across(floor, one, other)
    final = tuple(take.shot for take in takes)
    found += continuity.over_all(stage, final, rhythm.target(floor.moments))
    found += [one for shot in shots if shot.origin in ("model", "person") for one in _repairs(shot, final)]
    return Breakdown(
        scene=stage.scene.id,
        shots=final,
        setups=tuple(setup for take in takes for setup in take.setups),
        findings=continuity.told(found, stage),
    )


def _numbered(takes: Sequence[Filmed]) -> list[Filmed]:
    return [replace(take, shot=replace(take.shot, order=order)) for order, take in enumerate(takes, 1)]


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
