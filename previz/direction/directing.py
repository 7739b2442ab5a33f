"""A director at work: one decision about a shot, written down, and what the shot is from then on, with its panels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from previz.direction import decisions, retakes
from previz.direction.decisions import Entry
from previz.direction.retakes import Named
from previz.documents import shotlist
from previz.documents.shotlist import ShotRow
from previz.drawings.binding import Drawings
from previz.errors import PrevizError
from previz.i18n import _
from previz.panels import boards
from previz.project import Project
from previz.script.story import Story, understand
from previz.workshop.build import Build, Event, building
from previz.workshop.store import Store
from storyboard.decisions import Choice
from storyboard.wording import chosen, glossary_of

Report = Callable[[Event], None]
Deed = Callable[[Story, Sequence[Named]], Sequence[Entry]]


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
    asked: dict[int, str] = field(default_factory=dict)
    """What each asks for, by its number, in the words of the film's glossary: ``PT → GP, contre-plongée``."""
    schema: str = "Decisions.1"


def retake(
    project: Project, label: str, words: str = "", *, wanted: Choice | None = None, why: str = "", here: bool = False,
    report: Report,
) -> Changed:  # fmt: skip
    """Ask for a shot in a director's words (``GP MARIE contre-plongée``), by ids, or both; words win.

    Raises for words that nobody understands, and for people who are not there.
    """

    def deed(story: Story, shots: Sequence[Named]) -> Sequence[Entry]:
        glossary = glossary_of(story.locale, project.settings.cut.glossary)
        choice = chosen(words, story.cast, glossary).over(wanted or Choice())
        return (retakes.retake(project, story, retakes.find(shots, label), choice, why=why),)

    return change(project, deed, labels=[label], here=here, report=report)


def split(project: Project, label: str, words: str, *, why: str = "", here: bool = False, report: Report) -> Changed:
    """Cut a shot before the sentence that holds ``words``."""
    return change(
        project,
        lambda story, shots: (retakes.split(project, story, retakes.find(shots, label), words, why=why),),
        labels=[label],
        here=here,
        report=report,
    )


def merge(project: Project, label: str, after: str, *, why: str = "", here: bool = False, report: Report) -> Changed:
    """Play in a shot what the one after it plays."""

    def deed(story: Story, shots: Sequence[Named]) -> Sequence[Entry]:
        return (retakes.merge(project, story, retakes.find(shots, label), retakes.find(shots, after), why=why),)

    return change(project, deed, labels=[label, after], here=here, report=report)


def lock(project: Project, label: str, *, why: str = "", here: bool = False, report: Report) -> Changed:
    """Keep a shot as it is."""
    return lock_all(project, [label], why=why, here=here, report=report)[0]


def unlock(project: Project, label: str, *, here: bool = False, report: Report) -> Changed:
    """Leave a locked shot to the director again."""
    return unlock_all(project, [label], here=here, report=report)[0]


def lock_all(
    project: Project, labels: Sequence[str], *, why: str = "", here: bool = False, report: Report
) -> tuple[Changed, ...]:
    """Keep shots as they are; the number of a scene stands for all its shots that have a text."""

    def deed(story: Story, shots: Sequence[Named]) -> Sequence[Entry]:
        found = [one for one in _of_labels(shots, labels) if not retakes.locks(project, story, one)]
        if not found:
            raise PrevizError(_("{labels}: all of it is locked already", labels=", ".join(labels)))
        act = decisions.new_act() if len(found) > 1 else ""
        return [retakes.lock(project, story, one, why=why, act=act) for one in found]

    return changes(project, deed, labels=labels, here=here, report=report)


def unlock_all(project: Project, labels: Sequence[str], *, here: bool = False, report: Report) -> tuple[Changed, ...]:
    """Leave locked shots to the director again; the number of a scene stands for those of its shots that are locked."""

    def deed(story: Story, shots: Sequence[Named]) -> Sequence[Entry]:
        taken = [entry for one in _of_labels(shots, labels) for entry in retakes.unlock(project, story, one)]
        if not taken:
            raise PrevizError(_("{labels}: nothing of it is locked", labels=", ".join(labels)))
        return taken

    return changes(project, deed, labels=labels, here=here, report=report)


def _of_labels(shots: Sequence[Named], labels: Sequence[str]) -> list[Named]:
    """The shots of numbers, each once; the number of a scene is that of all its shots that have a text."""
    found: dict[str, Named] = {}
    for label in labels:
        number = label.strip().upper()
        mine = [one for one in shots if one.scene.number.upper() == number and one.shot.beats]
        for one in mine or [retakes.find(shots, label)]:
            found[one.label] = one
    return list(found.values())


def reword(
    project: Project, label: str, words: str, *, line: str = "", why: str = "", here: bool = False, report: Report
) -> Changed:
    """Say something else in a shot than the script does: the next film speaks it anew, at its place."""
    return change(
        project,
        lambda story, shots: (retakes.reword(project, story, retakes.find(shots, label), words, line=line, why=why),),
        labels=[label],
        here=here,
        report=report,
    )


def undo(project: Project, which: int | None = None, *, here: bool = False, report: Report) -> Changed:
    """Take back what the last command decided, or the decision of that number; what became of its last shot."""
    return undo_all(project, which, here=here, report=report)[0]


def undo_all(
    project: Project, which: int | None = None, *, here: bool = False, report: Report
) -> tuple[Changed, ...]:  # fmt: skip
    """Take back what the last command decided, all of it, or the one decision of that number."""
    return changes(project, lambda story, shots: retakes.undo(project, which), here=here, report=report)


def change(project: Project, deed: Deed, *, labels: Sequence[str] = (), here: bool = False, report: Report) -> Changed:
    """Do one deed about one shot, and show what it did (see ``changes``)."""
    return changes(project, deed, labels=labels, here=here, report=report)[0]


def changes(
    project: Project, deed: Deed, *, labels: Sequence[str] = (), here: bool = False, report: Report
) -> tuple[Changed, ...]:
    """Do one deed, and show what each of its decisions did: the panels of the shots that play the same beats are drawn.

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
        entries = deed(story, before)
        after = shots()
        follows = retakes.identities(project, story)
        done = []
        for entry in entries:
            beats = {beat for name in entry.beats if (beat := follows.place(name))}
            was, now = _playing(before, beats), _playing(after, beats)
            touched = {beat for one in (*was, *now) for beat in one.shot.beats}
            was, now = _playing(before, touched), _playing(after, touched)
            rows = (shotlist.rows(project, story, before, only=was), shotlist.rows(project, story, after, only=now))
            done.append(Changed(entry, *rows, panels(project, now, build, story)))
        return tuple(done)


def _playing(shots: Sequence[Named], beats: set[str]) -> list[Named]:
    return [one for one in shots if beats.intersection(one.shot.beats)]


def panels(
    project: Project, shots: Sequence[Named], build: Build, story: Story, *, by_hand: bool = True
) -> tuple[Path, ...]:  # fmt: skip
    """The panels of shots, drawn; moves as arrows. Not ``by_hand``: as rendered, without the artist's drawings."""
    setups = [setup for one in shots for setup in one.breakdown.setups if setup.shot == one.shot.id]
    held = None if by_hand else Drawings()
    return tuple(boards.draw(project, story, shots, build, setups=setups, moves=True, held=held).paths())


def decided(project: Project) -> Decided:
    """What people decided of this film, as it stands for its draft."""
    story = understand(project)
    ruling = retakes.ruling(project, story)
    entries = decisions.standing(decisions.read(project))
    gone = {one.number for one in ruling.unplaced}
    return Decided(
        tuple(one for one in entries if one.number not in gone),
        ruling.unplaced,
        tuple(_("line {line}: {message}", line=one.line, message=one.message) for one in ruling.misread),
        {one.number: said for one in entries if (said := asked(project, story, one))},
    )


def asked(project: Project, story: Story, entry: Entry) -> str:
    """What a decision asks for, in words; nothing of a lock, which changes nothing, nor of a cut."""
    if entry.do == "lock":
        return ""
    if entry.take is not None:
        return _("take {number}", number=entry.take)
    words = glossary_of(story.locale, project.settings.cut.glossary)
    names = {one.id: one.name for one in story.cast}

    def told(name: str, value: Any) -> str:
        if name == "subjects":
            return ", ".join(names.get(one, one) for one in value)
        if name in ("size", "kind", "angle", "move", "transition"):
            return words.word(name, value)  # type: ignore[arg-type]
        return f"{value:g} mm" if name == "lens" else _("camera {number}", number=value + 1)

    before = entry.before.said
    return ", ".join(
        f"{told(name, before[name])} → {told(name, value)}" if name in before else told(name, value)
        for name, value in entry.wanted.said.items()
    )
