"""What people decided about shots, kept in the film's folder: ``decisions.jsonl``, one decision a line, only added to.

Each line says who, when, what was and what is wanted, in words and ids that a person can read and git can merge. It
names beats by their identities, which follow them through rewrites; a decision whose beats are gone is kept, and
listed, and comes back with them. Undoing adds a line too.
"""

import getpass
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, Literal, Protocol
from uuid import uuid4

import msgspec

from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.workshop.store import refused
from screenplay.story import Scene
from storyboard.decisions import Choice, Decision

SCHEMA = "Decision.1"

MOST_BETWEEN = 3
"""Beats written into a locked shot that it plays too; where there are more, its parts are no longer one shot."""

Deed = Literal[
    "retake", "split", "merge", "lock", "choose", "undo", "duration", "order", "removed", "duplicate", "reword"
]  # fmt: skip

EDITED = ("duration", "order", "removed", "duplicate")
"""What comes back from an edit: about when and how long a shot plays, never about how it is framed."""


class Identities(Protocol):
    """What follows beats through drafts."""

    def of(self, beat: str) -> str:
        """The identity of a beat of this draft."""

    def place(self, identity: str) -> str | None:
        """The beat of this draft that an identity belongs to now, None when it is gone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the file."""

    number: int
    do: Deed
    when: str
    """ISO 8601, UTC."""
    who: str
    shot: str = ""
    """The shot's number as it was then, for people to read."""
    words: str = ""
    """How its text begins, for the same."""
    beats: tuple[str, ...] = ()
    """Identities of the beats that it is about: the shot's, or the one before which a cut comes or goes."""
    wanted: Choice = field(default_factory=Choice)
    before: Choice = field(default_factory=Choice)
    why: str = ""
    undoes: int | None = None
    act: str = ""
    """What the decisions of one command share, where it made several: they are taken back together."""
    take: int | None = None
    """Of ``choose``: which take of a picture model, from 1."""
    head: int | None = None
    """Frames that an edit cuts off a shot's beginning; less than 0 where it begins earlier."""
    frames: int | None = None
    """Frames that the shot lasts in an edit."""
    rate: str = ""
    """The frames a second, a fraction, that both are counted in."""
    after: tuple[str, ...] = ()
    """Identities of the beats of the shot that it plays after; none when it opens the film."""
    text: str = ""
    """What is said instead of a line."""
    double: int | None = None
    """Which of that shot's doubles it plays after, from 1; None for the shot itself."""
    schema: str = SCHEMA


def path(project: Project) -> Path:
    """Where a film's decisions are kept."""
    return project.folder / "decisions.jsonl"


def read(project: Project) -> tuple[Entry, ...]:
    """All that was ever decided, in order. Raises PrevizError for a line that is damaged, with its number.

    A last line without its end was being written when the power went: it was never decided.
    """
    try:
        data = path(project).read_bytes()
    except FileNotFoundError:
        return ()
    entries = []
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        if not line.strip():
            continue
        try:
            entry = msgspec.json.decode(line, type=Entry)
        except ValueError as trouble:
            message = _(
                "{path}, line {line}: this is no decision; mend that line, or restore the file, and run it again",
                path=path(project), line=number,
            )  # fmt: skip
            raise PrevizError(message) from trouble
        entries.append(entry)
    return tuple(entries)


def fingerprint(project: Project) -> str:
    """The hash of all that was decided, empty when nothing was: an ingredient of the film."""
    try:
        return hashlib.sha256(path(project).read_bytes()).hexdigest()
    except OSError:
        return ""


def standing(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The decisions that hold today: those that no later line undid (and no later one brought back)."""
    gone: set[int] = set()
    for entry in reversed(entries):
        if entry.undoes is not None and entry.number not in gone:
            gone.add(entry.undoes)
    return tuple(entry for entry in entries if entry.do != "undo" and entry.number not in gone)


def add(project: Project, entry: Entry) -> Entry:
    """Write a decision down, numbered after all the others; writers at the same time wait for one another."""
    file = path(project)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab+") as lines, _alone(lines):
            lines.seek(0)
            data = lines.read()
            lines.truncate(data.rfind(b"\n") + 1)  # what a fallen machine left of a line
            number = 1 + max((one.number for one in read(project)), default=0)
            entry = replace(entry, number=number)
            lines.write(msgspec.json.encode(msgspec.to_builtins(_said(entry))) + b"\n")
            lines.flush()
            os.fsync(lines.fileno())
    except OSError as trouble:
        raise refused(file, trouble) from trouble
    except UnicodeEncodeError:
        raise PrevizError(_("these words are not in UTF-8; type them again in a terminal that writes it")) from None
    return entry


@contextmanager
def _alone(file: IO[bytes]) -> Iterator[None]:
    """Nobody else writes to the file during the block, where the system can promise it."""
    try:
        import fcntl
    except ImportError:  # no such locks on Windows
        yield
        return
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _said(entry: Entry) -> dict[str, Any]:
    """A decision without what it leaves open, so that its line is short and a difference is readable."""
    plain: dict[str, Any] = msgspec.to_builtins(entry)
    plain["wanted"], plain["before"] = entry.wanted.said, entry.before.said
    return {
        "schema": plain.pop("schema"),
        **{key: value for key, value in plain.items() if value not in ("", None, [], {}, ())},
    }


def entry(do: Deed, **more: Any) -> Entry:
    """A decision of the person at this machine, now."""
    return Entry(0, do, today(), person_here(), **more)


def new_act() -> str:
    """A mark that no other command has."""
    return uuid4().hex[:12]


def person_here() -> str:
    """Who works at this machine: PREVIZ_WHO, or the user's name."""
    return os.environ.get("PREVIZ_WHO") or getpass.getuser()


def today() -> str:
    """Now, ISO 8601, UTC, in whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Edited:
    """One thing that an edit does to a shot of this draft."""

    number: int
    """The decision's."""
    do: Deed
    beats: tuple[str, ...]
    """All that the shot plays."""
    head: Fraction
    """Seconds off its beginning."""
    seconds: Fraction
    """How long it lasts; 0 where that is not said."""
    after: tuple[str, ...] | None
    """What plays before it; nothing for the film's beginning, None when this draft has it no more."""
    double: int = 0
    """Which of its doubles; 0 for the shot itself."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What the decisions mean for this draft."""

    decisions: tuple[Decision, ...]
    unplaced: tuple[Entry, ...]
    """Those whose beats this draft does not have: kept for the draft that has them again."""
    edits: tuple[Edited, ...] = ()
    """In the order in which they were decided."""
    words: tuple[tuple[str, str], ...] = ()
    """Beats, and what is said in them instead."""


def _together(beats: Sequence[str], order: Sequence[str], at: Mapping[str, int]) -> Iterator[str]:
    """The beats that a locked shot plays without a cut: its own, and the few that were written between them since."""
    for one, other in pairwise(beats):
        if at[other] - at[one] <= MOST_BETWEEN + 1:
            yield from order[at[one] + 1 : at[other] + 1]


def placed(entries: Sequence[Entry], scenes: Sequence[Scene], identities: Identities) -> Placed:
    """The standing decisions, on the beats of this draft."""
    order = [beat.id for scene in scenes for beat in scene.beats]
    at = {beat: number for number, beat in enumerate(order)}
    last = {scene.beats[-1].id for scene in scenes if scene.beats}
    found: list[Decision] = []
    unplaced: list[Entry] = []
    edits: list[Edited] = []
    words: dict[str, str] = {}
    for one in standing(entries):
        beats = sorted((beat for name in one.beats if (beat := identities.place(name)) in at), key=at.__getitem__)
        if not beats:
            unplaced.append(one)
            continue
        if one.do == "choose":
            continue  # of the shot's picture, not of its framing: see ``retakes.taken``
        if one.do == "reword":
            words[beats[0]] = one.text
            continue
        if one.do == "split":
            found.append(Decision(beats[0], cut="before", reason=one.why))
            continue
        # what was decided is about these beats: whatever the director proposes, the shot ends where it ended
        if beats[-1] not in last:
            found.append(Decision(order[at[beats[-1]] + 1], cut="before"))
        if one.do == "merge":
            found.append(Decision(beats[0], cut="none", reason=one.why))
            continue
        if one.do == "lock":
            found += [Decision(beat, cut="none") for beat in _together(beats, order, at)]
        if one.do in EDITED:
            found += [Decision(beat, cut="none") for beat in beats[1:]]
            edits.append(_edited(one, tuple(beats), identities))
        found.append(Decision(beats[0], one.wanted, "before", one.why))
    return Placed(tuple(found), tuple(unplaced), tuple(edits), tuple(words.items()))


def _edited(entry: Entry, beats: tuple[str, ...], identities: Identities) -> Edited:
    rate = Fraction(entry.rate or 1)
    before = tuple(beat for name in entry.after if (beat := identities.place(name)))
    after = before if before or not entry.after else None
    return Edited(
        entry.number, entry.do, beats, (entry.head or 0) / rate, (entry.frames or 0) / rate, after, entry.double or 0
    )
