"""Continuity before any film is made: every finding of the breakdown, with its numbers and the repair it proposes."""

from collections.abc import Callable
from dataclasses import dataclass

from previz.direction import retakes
from previz.i18n import spoken_language
from previz.project import Project
from previz.script.story import understand
from previz.workshop.build import Event, building
from previz.workshop.store import Store
from storyboard.continuity import repaired, worded


@dataclass(frozen=True, slots=True)
class Row:
    """One finding. ``hard`` ones are errors of grammar; ``pinned`` ones the script or a person asked for."""

    shots: tuple[str, ...]
    kind: str
    hard: bool
    pinned: bool
    message: str
    numbers: dict[str, float]
    repair: str


def findings(project: Project, *, report: Callable[[Event], None]) -> tuple[Row, ...]:
    """What the eye may stumble on, shot by shot, in story order."""
    story = understand(project)
    with building(Store(project.folder / "store"), report) as build:
        breakdowns = retakes.directed(project, story, build)
    labels = {one.shot.id: one.label for one in retakes.named(project, story, breakdowns)}
    names, language = {one.id: one.name for one in story.cast}, spoken_language()
    return tuple(
        Row(
            tuple(labels[shot] for shot in one.shots if shot in labels),
            one.kind,
            one.hard,
            one.pinned,
            worded(one.kind, one.words, names, language),
            {name: round(value, 3) for name, value in one.numbers},
            repaired(one.kind, language),
        )
        for breakdown in breakdowns
        for one in breakdown.findings
    )
