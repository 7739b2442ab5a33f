"""Whether a film can be kept in memory: what its script and its director say of it is; what other hands add is not."""

from previz import backends
from previz.cutting import rushes
from previz.direction import decisions
from previz.drawings import ledger as drawings
from previz.i18n import _
from previz.panels import frames
from previz.project import Project


def added(project: Project) -> str:
    """What of a film only ``make`` knows how to lay, in words; nothing when it can be kept in memory."""
    if frames.paints(backends.chosen(project, "renderer")):
        return _("frames of a picture model")
    if drawings.files(project):
        return _("drawings of yours")
    if rushes.files(project):
        return _("rushes")
    if project.settings.cut.slate or project.settings.cut.leader:
        return _("a slate or a leader")
    edits = (*decisions.EDITED, "reword")
    if any(one.do in edits for one in decisions.standing(decisions.read(project))):
        return _("an edit that came back")
    return ""
