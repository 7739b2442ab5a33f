"""An edit conformed: read, matched, decided; and what it means for the text, proposed."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from previz.conform.changes import changes
from previz.conform.deciding import wanted, write
from previz.conform.events import ConformError
from previz.conform.matching import Matched, match
from previz.conform.proposal import SceneDraft, drafted, elsewhere, proposed
from previz.conform.reading import read
from previz.direction import decisions
from previz.direction.decisions import Entry
from previz.handoff.manifest import kept
from previz.i18n import _
from previz.project import Project, in_utf8
from previz.script import drafts
from previz.script.story import Story, understand
from previz.workshop.store import digest, write_whole

PROPOSED = ".proposed.fountain"
"""How the name of a draft ends that nobody has accepted yet."""


@dataclass(frozen=True, slots=True)
class Conformed:
    """What an edit came to."""

    edit: str
    film: str
    """The key of the export that it was made of."""
    decided: tuple[Entry, ...]
    """Numbered when they were written down."""
    undone: tuple[Entry, ...]
    proposed: tuple[SceneDraft, ...]
    """The scenes whose text it changes; those that were accepted, when some were."""
    draft: str
    """The file that the proposed draft was written to; empty when there is nothing to propose."""
    notes: tuple[str, ...]
    """What could not be matched or kept."""
    written: bool
    schema: str = "Conformed.1"


def conform(
    project: Project, edit: Path, *, rate: Fraction | None = None, accept: Sequence[str] | None = None,
    output: Path | None = None, force: bool = False, dry: bool = False,
) -> Conformed:  # fmt: skip
    """Take an edit back: decisions about shots, which the next ``make`` honours, and a proposed draft of the text.

    ``rate`` is what an EDL counts frames at, where that is not the film's. ``accept`` names the scenes that the draft
    is to change (None: all that the edit changes); it goes to ``output`` (default: NAME.proposed.fountain beside the
    script), never to the script itself. ``dry``: nothing is written.

    ``force`` overwrites that file, and lets an edit take every shot out.

    Raises ConformError for an edit that cannot be read, or is of no film of ours, or plays no shot of it, or for a
    scene that it leaves alone.
    """
    last = next(kept(project), None)
    cutting = read(edit, rate or (Fraction(last.rate) if last else project.settings.film.frames_per_second))
    matched = match(project, cutting)
    if not force and not any(part.clip.shot for part in matched.picture):
        message = _("{path} plays no shot of this film: every one would be taken out; export the edit again, or say "
                    "--force if that is meant", path=edit)  # fmt: skip
        raise ConformError(message)
    story = understand(project)
    follows = drafts.follow(project, story)
    said = decisions.placed(decisions.read(project), story.scenes, follows)
    scenes = proposed(story, follows, matched, dict(said.words))
    if accept is not None:
        known = [one.scene for one in scenes]
        if unknown := [number for number in accept if number not in known]:
            message = _("the edit changes nothing in scene {scene}; it changes {known}",
                        scene=unknown[0], known=", ".join(known) or _("none"))  # fmt: skip
            raise ConformError(message)
        scenes = tuple(one for one in scenes if one.scene in accept)
    path = output or project.script.with_name(project.script.stem + PROPOSED)
    if scenes:
        _check(project, path, force=force)
    done = changes(matched)
    found = wanted(project, done, matched.manifest.rate, matched.manifest.decided)
    if not dry and scenes:
        _propose(project, path, story, scenes)
    return Conformed(
        str(edit), matched.manifest.key, found.entries if dry else write(project, found), found.undone, scenes,
        str(path) if scenes else "", (*matched.notes, *done.notes, *_parted(matched)), not dry,
    )  # fmt: skip


def _parted(matched: Matched) -> Iterator[str]:
    for words in elsewhere(matched):
        yield _(
            "“{words}” is heard over another picture in the edit; the film plays a line with its shot, and loses it"
            " where that shot is taken out; to keep it, take the removal back with “previz undo”",
            words=words,
        )


def _check(project: Project, path: Path, *, force: bool) -> None:
    """Refuse what must not be written over: the script itself, ever; what somebody has made of an earlier proposal."""
    in_utf8(path)
    if path.suffix.lower() != ".fountain":
        raise ConformError(_("{path}: a draft is Fountain; give a name that ends in .fountain", path=path))
    if not path.exists():
        return
    if project.script.exists() and path.samefile(project.script):
        raise ConformError(_("{path} is the screenplay itself; name another file with -o", path=path))
    if not force and (path.is_dir() or digest(path) not in _ours(project)):
        message = _("{path} exists; name another file with -o, or overwrite it with --force", path=path)
        raise ConformError(message)


def _propose(project: Project, path: Path, story: Story, scenes: Sequence[SceneDraft]) -> None:
    data = drafted(story, scenes).encode()
    write_whole(path, data)
    ours = dict.fromkeys([*_ours(project), hashlib.sha256(data).hexdigest()])
    write_whole(_mark(project), "\n".join(ours).encode())


def _mark(project: Project) -> Path:
    """Where the hashes of proposals are kept, one a line, by which we know our own files."""
    return project.folder / "handoffs" / "proposed.sha256"


def _ours(project: Project) -> list[str]:
    try:
        return _mark(project).read_text("ascii", errors="replace").split()
    except OSError:
        return []
