"""Speeches that the parser cannot see as such: a name without its blank line, or with nothing under it; and what
stands in a speech and is not spoken."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from screenplay.cues import is_cue, split_cue
from screenplay.diagnostics import diagnostic
from screenplay.elements import Diagnostic, Element, Script
from screenplay.length import SPOKEN
from screenplay.lint.rows import rows
from screenplay.locales import capitals, profile
from screenplay.names import composed, key, together
from screenplay.story import Character

_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]?(?=[\r\n])")
"""The end of a speech; a line of two spaces is none."""
_LONGEST = 60
_ENDS = "!?….,;:»”\"'"
"""What ends a sentence, and no name."""


def speeches(script: Script, cast: Sequence[Character]) -> Iterator[Diagnostic]:
    """Names of people who speak elsewhere, read as action or as a part of somebody's speech; what nobody says."""
    yield from _unsaid(script)
    known = {
        key(composed(element.name), script.locale)
        for element in script.elements
        if element.kind == "character" and element.name
    }
    locale, language = script.locale, profile(script.locale)

    def named(body: str) -> bool:
        if len(body) > _LONGEST or body[-1:] in _ENDS or not is_cue(body):
            return False
        if language.meant.fullmatch(body) or language.heads(body):
            return False
        return key(composed(split_cue(body)[0]), locale) in known

    def quiet(body: str) -> bool:
        """A name, or several, that only its small letters keep from speaking."""
        if len(body) > _LONGEST or body[-1] in _ENDS or body == capitals(body):
            return False
        parts = together(split_cue(body)[0], locale)
        return bool(parts) and all(key(composed(part), locale) in known for part in parts)

    for element, following in pairwise([*script.elements, None]):
        if element is None or element.kind not in ("action", "dialogue"):
            continue
        lines = list(rows(element))
        if element.kind == "action" and len(lines) > 1 and lines[0].body and quiet(lines[0].body):
            row = lines[0]
            yield diagnostic(
                "cue-lowercase", locale, line=row.line, column=row.column, what=row.body, right=capitals(row.body)
            )
        for row, after in pairwise(lines):
            inside = row is not lines[0] or element.kind == "dialogue"
            if inside and row.body and after.body and named(row.body):
                yield diagnostic("cue-unspaced", locale, line=row.line, column=row.column, what=row.body)
        if _alone(element, following) and lines[0].body and named(lines[0].body):
            yield diagnostic("cue-silent", locale, line=element.line, column=lines[0].column, what=lines[0].body)


def _unsaid(script: Script) -> Iterator[Diagnostic]:
    """Synopses inside a speech."""
    speaking = False
    for before, element in pairwise(script.elements):
        end = before.offset + before.length
        within = before.kind == "character" or (speaking and before.kind in (*SPOKEN, "synopsis"))
        speaking = within and not _BLANK.search(script.text, end, element.offset)
        if speaking and element.kind == "synopsis":
            what = element.source
            yield diagnostic("synopsis-in-speech", script.locale, line=element.line, column=element.column, what=what)


def _alone(element: Element, following: Element | None) -> bool:
    """A paragraph of one line, with another paragraph after it that may be what was to be said."""
    return (
        element.kind == "action" and "\n" not in element.text and following is not None and following.kind == "action"
    )
