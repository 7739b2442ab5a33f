"""Headings: swallowed by a paragraph, misspelt, without a side, numbered twice, or with nothing under them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from screenplay.cues import is_cue
from screenplay.diagnostics import diagnostic
from screenplay.elements import Diagnostic, Element, Locale, Script
from screenplay.folding import fold
from screenplay.headings import hours
from screenplay.lint.rows import Row, rows
from screenplay.locales import Profile, capitals, numbered, profile, table
from screenplay.misprints import one_letter
from screenplay.story import Scene

_CUT = re.compile(r"\s*[–—]\s*|\s+-{1,2}\s*|\s*-{1,2}\s+|\s*/\s*")
_FIRST = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(\d+)\s*([A-Z]*)")
_SHORT = 5
"""Letters up to which a word that differs by one letter from a time is more often another word: COUR, TOUR, LIGHT."""
_LONGEST = 100
_SCRIPT = 20
"""Paragraphs and speeches from which on a script without a heading is no fragment."""


def headings(script: Script, scenes: Sequence[Scene]) -> Iterator[Diagnostic]:
    """What is to be said of headings."""
    locale, language = script.locale, profile(script.locale)
    noticed = {one.line for one in script.diagnostics if one.code in ("heading-unspaced", "heading-numbered")}
    headed = False
    for element in script.elements:
        if element.kind == "scene_heading":
            headed = True
            yield from _time(element, locale)
        elif element.kind in ("action", "dialogue"):
            for index, row in enumerate(rows(element)):
                if row.line in noticed or not row.body:
                    continue
                if _is_heading(row.body, language) and (index or element.kind == "dialogue"):
                    yield _told("heading-unspaced", locale, row)
                elif index == 0 and element.kind == "action" and "\n" not in element.text:
                    yield from _nearly(row, locale, language)
    if not headed and len(script.elements) >= _SCRIPT:
        yield diagnostic("no-heading", locale, line=1, column=1)
    yield from _numbers(scenes, locale)
    yield from taken_out(scenes, locale)
    for scene in scenes:
        omitted = scene.heading.omitted or any(element.kind == "synopsis" for element in scene.elements)
        if scene.element is not None and not scene.beats and not omitted:
            mark = table(locale)["headings"]["omitted"][0]
            place = Row(scene.element.text, scene.element.line, scene.element.column)
            yield _told("scene-empty", locale, place, omitted=mark)


def taken_out(scenes: Sequence[Scene], locale: Locale) -> Iterator[Diagnostic]:
    """Scenes whose heading says that they were taken out, and that have text all the same."""
    for scene in scenes:
        written = any(element.kind in ("action", "dialogue", "lyric", "centered") for element in scene.elements)
        if scene.heading.omitted and scene.element is not None and written:
            place = Row(scene.element.text, scene.element.line, scene.element.column)
            yield _told("omitted-text", locale, place)


def _told(code: str, locale: Locale, row: Row, **words: str) -> Diagnostic:
    return diagnostic(code, locale, line=row.line, column=row.column, what=row.body, **words)


def _is_heading(body: str, language: Profile) -> bool:
    """Whether a line inside a paragraph can only be a heading: its first word is in capitals."""
    first = _FIRST.search(body)
    if first is None or first[0] != capitals(first[0]):
        return False
    return language.heads(body) or (body[0].isdigit() and numbered(body, language))


@cache
def _days(locale: Locale) -> frozenset[str]:
    """Times of a single word that end a heading."""
    return frozenset(word for word in hours(locale) if " " not in word and len(word) > 2)


@cache
def _sides(locale: Locale) -> dict[str, str]:
    words = table(locale)["sides"]
    return {fold(word): word for word in [*words["int"], *words["ext"]]}


def _time(element: Element, locale: Locale) -> Iterator[Diagnostic]:
    """The last part of a heading, when it is a time but for a slip."""
    parts = [part for part in _CUT.split(element.text) if part.strip()]
    said = fold(parts[-1]).strip(" .()") if len(parts) > 1 else ""
    if not 3 < len(said) <= _LONGEST or said in hours(locale):
        return
    near = [word for word in _days(locale) if len(word) > 3 and one_letter(said, word) and _slips(said, word)]
    if near:
        row = Row(parts[-1].strip(" .()"), element.line, element.column + max(element.source.rfind(parts[-1]), 0))
        yield _told("time-typo", locale, row, right=min(near).upper())


def _slips(said: str, word: str) -> bool:
    """Whether one edit looks like a slip: letters swapped, doubled or left out, but no other letter in a short word."""
    return len(said) != len(word) or sorted(said) == sorted(word) or len(word) > _SHORT


def _nearly(row: Row, locale: Locale, language: Profile) -> Iterator[Diagnostic]:
    """A paragraph of one line that ends with a time of day, as a heading does, and yet is none."""
    body = row.body
    if len(body) > _LONGEST or body != capitals(body) or not body[0].isalnum() or body[-1] in "!?…:;,":
        return
    parts = [part for part in _CUT.split(body) if part.strip()]
    first = _FIRST.search(body)
    if len(parts) < 2 or first is None or fold(parts[-1]).strip(" .") not in hours(locale):
        return
    if language.meant.match(body) or (language.framing and language.framing.match(body)):
        return
    word = fold(first[0])
    right = next((side for side in _sides(locale) if len(word) > 1 and one_letter(word, side)), "")
    if right:
        side = _sides(locale)[right]
        yield _told("heading-typo", locale, row, word=first[0], right=side + "." if len(side) < 4 else side)
    elif fold(parts[-1]).strip(" .") in _plain(locale) and is_cue(body) and ":" not in body:
        yield _told("heading-sideless", locale, row, right=f"INT. {body}")


@cache
def _plain(locale: Locale) -> frozenset[str]:
    """Times that nothing but a heading ends with in capitals: no LATER, no SUITE."""
    later = ("later", "same", "suite", "continuous", "cont", "present", "souvenir", "tard")
    return frozenset(word for word in _days(locale) if word not in later)


def _numbers(scenes: Sequence[Scene], locale: Locale) -> Iterator[Diagnostic]:
    """Numbers that the writer gave: twice, or lower than the one before."""
    given = [(scene, scene.element.number.upper()) for scene in scenes if scene.element and scene.element.number]
    taken = {number for _, number in given}
    lines: dict[str, int] = {}
    before: tuple[int, str] | None = None
    for scene, number in given:
        place = Row(number, scene.line, scene.element.column if scene.element else 1)
        read = _NUMBER.fullmatch(number)
        if number in lines:
            free = (f"{number.rstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}{letter}" for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ")
            proposed = next((one for one in free if one not in taken), f"{number}-2")
            yield _told("number-twice", locale, place, other=str(lines[number]), next=proposed)
        elif read and before and (int(read[1]), read[2]) < before:
            yield _told("number-order", locale, place, other=f"{before[0]}{before[1]}")
        lines.setdefault(number, scene.line)
        before = (int(read[1]), read[2]) if read else before
