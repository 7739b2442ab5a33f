"""All that a person may want to mend in a script: what parsing noticed, slips of writing, and what the story lacks."""

from collections.abc import Iterable, Sequence

from screenplay.diagnostics import LEVELS, level
from screenplay.elements import Diagnostic, Script
from screenplay.lint.headings import headings
from screenplay.lint.marks import marks
from screenplay.lint.people import people
from screenplay.lint.speeches import speeches
from screenplay.story import Character, Scene

__all__ = ["lint"]


def lint(
    script: Script, scenes: Sequence[Scene], cast: Sequence[Character], *, declared: Iterable[str] = ()
) -> tuple[Diagnostic, ...]:
    """Every diagnostic of a script, in the order of the text; line 0 for what is not in the text.

    ``declared`` are the names that the project says something of. Time is linear in the length of the script. Of
    several things said of one line, the graver comes first.
    """
    slips = {one.line for one in script.diagnostics if one.code in ("transition-as-cue", "cue-typo")}
    found = [
        *script.diagnostics,
        *headings(script, scenes),
        *marks(script),
        *speeches(script, cast),
        *(one for one in people(script, scenes, cast, declared) if one.line not in slips),
    ]
    once = {(one.code, one.line, one.column): one for one in reversed(found)}
    return tuple(sorted(once.values(), key=lambda one: (one.line, LEVELS.index(level(one.code)), one.column, one.code)))
