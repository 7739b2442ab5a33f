"""A director at work: one decision about a shot, written down, and what the shot is from then on, with its panels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from previz import backends, decisions, pipeline, retakes, shotlist
from previz.build import Build, Event, building
from previz.decisions import Entry
from previz.i18n import _
from previz.project import Project
from previz.retakes import Named
from previz.shotlist import ShotRow
from previz.store import Store
from previz.story import Story, understand
from storyboard.decisions import Choice
from storyboard.wording import chosen, glossary_of

Report = Callable[[Event], None]
Deed = Callable[[Story, Sequence[Named]], Entry]


@dataclass(frozen=True, slots=True)
class Changed:
    """One decision: the shots that it was about, and those that play the same text now, with their panels."""

    decision: Entry
    before: tuple[ShotRow, ...]
    after: tuple[ShotRow, ...]
    panels: tuple[Path, ...]
    schema: str = "Changed.1"


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions of a film: those that stand, and those whose text this draft does not have."""

    standing: tuple[Entry, ...]
    unplaced: tuple[Entry, ...]
    misread: tuple[str, ...]
    """Notes of the script that were not understood, with their lines."""
    schema: str = "Decisions.1"


def retake(
    project: Project, label: str, words: str = "", *, wanted: Choice | None = None, why: str = "", here: bool = False,
    report: Report,
) -> Changed:  # fmt: skip
    """Ask for a shot in a director's words (``GP MARIE contre-plongée``), by ids, or both; words win.

    Raises for words that nobody understands, and for people who are not there.
    """

    def deed(story: Story, shots: Sequence[Named]) -> Entry:
        glossary = glossary_of(story.locale, project.settings.cut.glossary)
        choice = chosen(words, story.cast, glossary).over(wanted or Choice())
        return retakes.retake(project, story, retakes.find(shots, label), choice, why=why)

    return change(project, deed, labels=[label], here=here, report=report)


def split(project: Project, label: str, words: str, *, why: str = "", here: bool = False, report: Report) -> Changed:
    """Cut a shot before the sentence that holds ``words``."""
    return change(
        project,
        lambda story, shots: retakes.split(project, story, retakes.find(shots, label), words, why=why),
        labels=[label],
        here=here,
        report=report,
    )


def merge(project: Project, label: str, after: str, *, why: str = "", here: bool = False, report: Report) -> Changed:
    """Play in a shot what the one after it plays."""

    def deed(story: Story, shots: Sequence[Named]) -> Entry:
        return retakes.merge(project, story, retakes.find(shots, label), retakes.find(shots, after), why=why)

    return change(project, deed, labels=[label, after], here=here, report=report)


def lock(project: Project, label: str, *, why: str = "", here: bool = False, report: Report) -> Changed:
    """Keep a shot as it is."""
    return change(
        project,
        lambda story, shots: retakes.lock(project, story, retakes.find(shots, label), why=why),
        labels=[label],
        here=here,
        report=report,
    )


def reword(
    project: Project, label: str, words: str, *, line: str = "", why: str = "", here: bool = False, report: Report
) -> Changed:
    """Say something else in a shot than the script does: the next film speaks it anew, at its place."""
    return change(
        project,
        lambda story, shots: retakes.reword(project, story, retakes.find(shots, label), words, line=line, why=why),
        labels=[label],
        here=here,
        report=report,
    )


def undo(project: Project, which: int | None = None, *, here: bool = False, report: Report) -> Changed:
    """Take back the last decision that stands, or the one of that number."""
    return change(project, lambda story, shots: retakes.undo(project, which), here=here, report=report)


def change(project: Project, deed: Deed, *, labels: Sequence[str] = (), here: bool = False, report: Report) -> Changed:
    """Do one deed, and show what it did: the panels of the shots that play the same beats are drawn at once.

    ``labels`` are the shots that it is about: only their scenes are broken down. ``here``: without worker processes.
    """
    story = understand(project)
    mine = [scene for label in labels if (scene := retakes.scene_of(project, story, label)) is not None]
    scenes = list({scene.id: scene for scene in mine}.values()) if mine and len(mine) == len(labels) else story.scenes
    with building(Store(project.folder / "store"), report, here=here) as build:

        def shots() -> list[Named]:
            broken = retakes.directed(project, story, build, scenes=scenes)
            return retakes.named(project, story, broken, scenes=scenes)

        before = shots()
        entry = deed(story, before)
        after = shots()
        follows = retakes.identities(project, story)
        beats = {beat for name in entry.beats if (beat := follows.place(name))}
        was, now = _playing(before, beats), _playing(after, beats)
        touched = {beat for one in (*was, *now) for beat in one.shot.beats}
        was, now = _playing(before, touched), _playing(after, touched)
        return Changed(
            entry,
            shotlist.rows(project, story, before, only=was),
            shotlist.rows(project, story, after, only=now),
            panels(project, now, build),
        )


def _playing(shots: Sequence[Named], beats: set[str]) -> list[Named]:
    return [one for one in shots if beats.intersection(one.shot.beats)]


def panels(project: Project, shots: Sequence[Named], build: Build) -> tuple[Path, ...]:
    """The panels of shots, drawn; moves as arrows."""
    setups = [setup for one in shots for setup in one.breakdown.setups if setup.shot == one.shot.id]
    renderer = backends.chosen(project, "renderer")
    return tuple(pipeline.draw(setups, renderer, project.settings, build, moves=True).paths())


def decided(project: Project) -> Decided:
    """What people decided of this film, as it stands for its draft."""
    ruling = retakes.ruling(project, understand(project))
    gone = {one.number for one in ruling.unplaced}
    return Decided(
        tuple(one for one in decisions.standing(decisions.read(project)) if one.number not in gone),
        ruling.unplaced,
        tuple(_("line {line}: {message}", line=one.line, message=one.message) for one in ruling.misread),
    )
