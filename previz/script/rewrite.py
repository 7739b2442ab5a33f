"""What a rewrite touches: a draft held against a new one, and what the film would have to make again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from previz.errors import DraftsError
from previz.i18n import _
from previz.project import Project
from previz.script import drafts, numbers
from previz.script.story import Story, understand
from screenplay.drafts.alignment import align
from screenplay.drafts.changes import SceneChange, changes
from screenplay.drafts.draft import Draft
from screenplay.drafts.matches import Alignment, Match
from screenplay.elements import Locale
from screenplay.locales import profile

if TYPE_CHECKING:  # heavy rooms, loaded by those who need them
    from previz.script.stale import Stale
    from previz.workshop.build import Event


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two drafts."""

    file: str
    draft: int | None
    """Its number among the film's drafts, None for a file that is read now."""
    made: str
    """When it was recorded, ISO 8601, UTC; empty for a file that is read now."""
    scenes: int


@dataclass(frozen=True, slots=True)
class Diff:
    """A rewrite, and what it costs."""

    old: Version
    new: Version
    counts: dict[str, int]
    """Scenes ``kept``, ``changed``, ``split``, ``merged``, ``new``, ``removed``; and how many of them ``moved``."""
    renames: tuple[tuple[str, str], ...]
    scenes: tuple[SceneChange, ...]
    stale: "Stale | None"
    """None when there is no film yet, or when it was not asked for."""
    schema: str = "Diff.1"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft of the list."""

    draft: int
    made: str
    by: str
    script: str
    scenes: int


def listed(project: Project) -> tuple[DraftRow, ...]:
    """The film's drafts, oldest first."""
    kept = drafts.history(project).drafts
    return tuple(DraftRow(n, one.made, one.by, one.script, len(one.scenes)) for n, one in enumerate(kept, 1))


def between(old: Project, new: Project, *, report: "Callable[[Event], None] | None" = None) -> Diff:
    """One file held against another. ``report`` hears the film being planned; None asks for the text alone."""
    before, now = understand(old), understand(new)
    one, other = drafts.draft(before), drafts.draft(now)
    version = Version(str(old.script), None, "", len(one.scenes))
    return _diff(version, align(one, other), one, other, _numbers(before), now, new, report)


def since(project: Project, *, number: int | None = None, report: "Callable[[Event], None] | None" = None) -> Diff:
    """The screenplay as it is, held against the last draft that a film was made from, or the one of that ``number``.

    Raises DraftsError when there is no such draft.
    """
    known = drafts.history(project)
    if not known.drafts:
        message = _("{path} was never made: there is no draft to compare with; run “previz make”, or give two files")
        raise DraftsError(message.format(path=project.script))
    chosen = number if number is not None else (drafts.made(known) or [len(known.drafts)])[-1]
    if not 1 <= chosen <= len(known.drafts):
        message = _("there is no draft {number}; there are {count}: see “previz diff --list”")
        raise DraftsError(message.format(number=chosen, count=len(known.drafts)))
    now = understand(project)
    found = drafts.follow(project, now)
    one, other = known.draft(chosen), drafts.draft(now)
    kept = known.drafts[chosen - 1]
    aligned = align(one, other)
    if chosen == len(known.drafts) and found.matches is not None:
        aligned = found.matches
    locked = {row.scene: row.number for row in numbers.locked_numbers(project)}
    given = {scene.id: locked.get(scene.id) or scene.number or str(n) for n, scene in enumerate(one.scenes, 1)}
    version = Version(kept.script, chosen, kept.made, len(one.scenes))
    return _diff(version, aligned, one, other, given, now, project, report)


def _numbers(story: Story) -> dict[str, str]:
    return {scene.id: scene.number for scene in story.scenes}


def _diff(
    version: Version, aligned: Alignment, one: Draft, other: Draft, given: dict[str, str], now: Story, project: Project,
    report: "Callable[[Event], None] | None",
) -> Diff:  # fmt: skip
    lines = {element.id: element.line for scene in now.scenes for element in scene.elements}
    lines |= {beat.id: beat.line for scene in now.scenes for beat in scene.beats}
    found = changes(_known(aligned, one), one, other, numbers=(given, _numbers(now)), lines=lines)
    found = replace(found, scenes=tuple(change for change in found.scenes if not _stands_in(change, now.locale)))
    found_stale = None
    if report is not None and Path(project.folder).is_dir():
        from previz.script.stale import stale

        found_stale = stale(project, now, report=report)
    new = Version(str(project.script), None, "", len(other.scenes))
    return Diff(version, new, dict(found.counted()), found.renames, found.scenes, found_stale)


def _stands_in(change: SceneChange, locale: Locale) -> bool:
    """Whether it is but a heading that says SUPPRIMÉE, come or gone: no scene."""
    if change.how not in ("new", "removed"):
        return False
    scene = change.new or change.old
    return scene is not None and profile(locale).omitted.fullmatch(scene.heading) is not None


def _known(aligned: Alignment, old: Draft) -> Alignment:
    """The alignment without what came back from drafts before the old one: here that is new."""
    inside = {scene.id for scene in old.scenes}
    pieces = {e.id for scene in old.scenes for e in scene.elements}
    pieces |= {b.id for scene in old.scenes for e in scene.elements for b in e.beats}

    def only(matches: tuple[Match, ...], known: set[str]) -> tuple[Match, ...]:
        return tuple(Match(None, one.new, "new") if one.old and one.old not in known else one for one in matches)

    return Alignment(
        only(aligned.scenes, inside),
        only(aligned.elements, pieces),
        only(aligned.beats, pieces),
        aligned.people,
        aligned.renames,
    )
