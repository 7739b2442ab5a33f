"""A drawing locked: the picture that it is today is the film's for good, byte for byte, whatever its file becomes."""

from collections.abc import Sequence
from dataclasses import replace

from previz.drawings import ledger, naming
from previz.drawings.binding import Drawing, Drawings
from previz.drawings.laying import ready_job
from previz.errors import PrevizError
from previz.i18n import _
from previz.project import Project
from previz.workshop.build import Build
from previz.workshop.store import digest, write_whole


def lock(project: Project, held: Drawings, what: str, build: Build) -> tuple[Drawing, ...]:
    """Lock the drawings of a shot, or one by its file. Raises PrevizError when there are none, or one is no picture."""
    found = [one for one in _called(held, what) if not one.note.locked]
    paths = build.start("drawings", [ready_job(one, project) for one in found]).paths()
    notes = []
    for one, path in zip(found, paths, strict=True):
        sha256 = digest(path)
        write_whole(ledger.locker(project, sha256), path.read_bytes())
        notes.append(replace(one.note, locked=sha256, locked_from=one.note.sha256))
    ledger.write(project, notes)
    return tuple(found)


def unlock(project: Project, held: Drawings, what: str) -> tuple[Drawing, ...]:
    """Let drawings follow their files again; what they were locked to is kept."""
    found = _called(held, what)
    ledger.write(project, [replace(one.note, locked="", locked_from="") for one in found])
    return tuple(found)


def aside(project: Project, held: Drawings, what: str) -> tuple[Drawing, ...]:
    """Show drawings no more; ``assign`` takes one up again."""
    found = _called(held, what)
    ledger.write(project, [replace(one.note, use="aside") for one in found])
    return tuple(found)


def _called(held: Drawings, what: str) -> Sequence[Drawing]:
    """The drawings of a shot by its number, or the one of a file."""
    name = what.replace("\\", "/")
    found = [one for one in held.all if one.note.file == name or one.path.name == name.rsplit("/", 1)[-1]]
    found = found or [one for one in held.shown if one.shot and naming.tidy(one.shot.label) == naming.tidy(what)]
    if not found:
        known = ", ".join(one.note.file for one in held.all[:12]) or "–"
        raise PrevizError(_("no drawing is called “{what}”; there are {known}", what=what, known=known))
    return found
