"""What may be mended in a film's text, in the reader's language: ``previz lint``. Schema ``Lint.1``."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from previz.errors import SettingsError
from previz.i18n import _, spoken_language
from previz.project import Project
from previz.script.story import understand
from screenplay import diagnostics
from screenplay.lint import lint


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to mend. Line and column count from 1; line 0 is not in the text but in previz.toml."""

    code: str
    level: diagnostics.Level
    line: int
    column: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Linted:
    """Everything to mend in one text. ``ok``: no error, no warning."""

    file: str
    locale: str
    ok: bool
    errors: int
    warnings: int
    hints: int
    diagnostics: tuple[Told, ...]
    schema: str = "Lint.1"


def linted(project: Project, *, ignored: Sequence[str] = ()) -> Linted:
    """What may be mended in a film's text, but for the codes ``ignored`` here or in the project's settings.

    Raises SettingsError for a code that does not exist.
    """
    left_out = {*ignored, *project.settings.lint.ignore}
    for code in sorted(left_out - set(diagnostics.codes())):
        near = difflib.get_close_matches(code, diagnostics.codes(), 1)
        hint = _("did you mean “{near}”?", near=near[0]) if near else _("`previz lint --codes` lists them")
        raise SettingsError(_("lint: no diagnostic is called “{code}”; {hint}", code=code, hint=hint))
    story = understand(project)
    language = spoken_language()
    told = tuple(
        Told(one.code, diagnostics.level(one.code), one.line, one.column, one.message, one.remedy)
        for one in (
            diagnostics.said(each, language)
            for each in lint(story.script, story.scenes, story.cast, declared=project.settings.cast)
            if each.code not in left_out
        )
    )
    counts = {level: sum(one.level == level for one in told) for level in diagnostics.LEVELS}
    return Linted(
        file=str(project.script),
        locale=story.locale,
        ok=not counts["error"] and not counts["warning"],
        errors=counts["error"],
        warnings=counts["warning"],
        hints=counts["hint"],
        diagnostics=told,
    )
