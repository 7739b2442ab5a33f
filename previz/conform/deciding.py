"""What an edit did, written down as decisions; what was decided so already is not decided again."""

from collections.abc import Sequence
from dataclasses import dataclass

from previz import decisions
from previz.conform.changes import Change
from previz.decisions import Entry
from previz.project import Project


@dataclass(frozen=True, slots=True)
class Wanted:
    """What there is to write down: decisions taken back first, then new ones."""

    undone: tuple[Entry, ...]
    entries: tuple[Entry, ...]


def wanted(project: Project, changes: Sequence[Change], rate: str, decided: int) -> Wanted:
    """The decisions that changes come to, beside those that stand.

    ``decided`` is the last decision that the export knew. What an earlier state of the same edit came to since, and
    this one does not, is taken back. Doubles of a shot are decided all together.
    """
    standing = [entry for entry in decisions.standing(decisions.read(project)) if entry.do in decisions.EDITED]
    asked = [_entry(change, rate) for change in changes]
    before = [entry for entry in standing if entry.number <= decided and entry.do == "duplicate"]
    same = {
        entry.beats
        for entry in before
        if [*map(_said, _doubles(before, entry.beats))] == [*map(_said, _doubles(asked, entry.beats))]
    }
    asked = [entry for entry in asked if entry.do != "duplicate" or entry.beats not in same]
    since = {_said(entry): entry for entry in standing if entry.number > decided}
    undone = [entry for said, entry in since.items() if said not in {*map(_said, asked)}]
    undone += [entry for entry in before if entry.beats not in same]
    return Wanted(tuple(undone), tuple(entry for entry in asked if _said(entry) not in since))


def write(project: Project, found: Wanted) -> tuple[Entry, ...]:
    """Write them down, one line each."""
    for entry in found.undone:
        decisions.add(project, decisions.entry("undo", shot=entry.shot, words=entry.words, undoes=entry.number))
    return tuple(decisions.add(project, entry) for entry in found.entries)


def _entry(change: Change, rate: str) -> Entry:
    clip = change.clip
    words = clip.said[0].text[:80] if clip.said else ""
    measured = {"head": change.head, "frames": change.frames, "rate": rate} if change.frames else {}
    after = change.after.beats if change.after else ()
    return decisions.entry(change.do, shot=clip.label, words=words, beats=clip.beats, after=after, **measured)


def _doubles(entries: Sequence[Entry], beats: tuple[str, ...]) -> list[Entry]:
    return [entry for entry in entries if entry.do == "duplicate" and entry.beats == beats]


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.do, entry.beats, entry.head, entry.frames, entry.rate, entry.after
