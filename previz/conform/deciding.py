"""What an edit did, written down as decisions; what was decided so already is not decided again."""

from dataclasses import dataclass, replace

from previz.conform.changes import Change, Changes
from previz.direction import decisions
from previz.direction.decisions import Entry
from previz.project import Project

ARRANGED = ("order", "duplicate")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What there is to write down: decisions taken back first, then new ones."""

    undone: tuple[Entry, ...]
    entries: tuple[Entry, ...]


def wanted(project: Project, changes: Changes, rate: str, decided: int) -> Wanted:
    """The decisions that changes come to, beside those that stand.

    ``decided`` is the last decision that the export knew. What an earlier state of the same edit came to since, and
    this one does not, is taken back. How shots are arranged is decided all together.
    """
    standing = [entry for entry in decisions.standing(decisions.read(project)) if entry.do in decisions.EDITED]
    since = [entry for entry in standing if entry.number > decided and entry.do not in ARRANGED]
    asked = [_entry(change, rate) for change in changes.shots]
    undone = [entry for entry in since if _said(entry) not in [*map(_said, asked)]]
    new = [entry for entry in asked if _said(entry) not in [*map(_said, since)]]
    before = [entry for entry in standing if entry.do in ARRANGED]
    if changes.arrangement is None:
        return Wanted((*undone, *(entry for entry in before if entry.number > decided)), tuple(new))
    order = [_entry(change, rate) for change in changes.arrangement]
    if [*map(_said, order)] != [*map(_said, before)]:
        undone, new = [*undone, *before], [*new, *order]
    return Wanted(tuple(undone), tuple(new))


def write(project: Project, found: Wanted) -> tuple[Entry, ...]:
    """Write them down, one line each, as one act: one ``undo`` takes all of them back."""
    for entry in found.undone:
        decisions.add(project, decisions.entry("undo", shot=entry.shot, words=entry.words, undoes=entry.number))
    act = decisions.new_act() if len(found.entries) > 1 else ""
    return tuple(decisions.add(project, replace(entry, act=act)) for entry in found.entries)


def _entry(change: Change, rate: str) -> Entry:
    clip = change.clip
    words = clip.said[0].text[:80] if clip.said else ""
    measured = {"head": change.head, "frames": change.frames, "rate": rate} if change.frames else {}
    after = change.after.beats if change.after else ()
    return decisions.entry(
        change.do, shot=clip.label, words=words, beats=clip.beats, after=after, double=change.double or None, **measured
    )


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.do, entry.beats, entry.head, entry.frames, entry.rate, entry.after, entry.double
