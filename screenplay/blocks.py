"""Blocks: a screenplay cut at its blank lines into stretches that can be read by themselves.

A block ends after an empty line outside notes and boneyards. There every paragraph and every speech has ended, and no
note goes on; so what a block says depends on its own text alone, and an edit has only the blocks that it touches read
again. Two things reach farther: a caret joins a speech to the one in the block before, and ``*/`` may close a boneyard
that opened long before it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from screenplay.elements import Element, Entry
from screenplay.holes import Hole

# Two line breaks in a row. The second takes a whole CRLF.
_EMPTY = re.compile(r"(?:\r\n|\n|\r(?!\n))(?:\r\n?|\n)")
_INK = re.compile(r"\S")
ID_BYTES = 5
"""Of the fingerprint in an element's id."""
_SHORTEST = 1000
"""Characters. Short blocks make edits cheap, long ones reading; a page has about 1,500."""


class Remark(NamedTuple):
    """A diagnostic of a block; its line counts from the block's, from 0."""

    code: str
    line: int
    column: int
    what: str


@dataclass(frozen=True, slots=True)
class Block:
    """What was read of one stretch of text, at the place where it stood then. The text above it may have grown since:
    ``assembly.py`` moves it to where it stands now."""

    offset: int
    line: int
    length: int
    breaks: int
    """Line breaks in it."""
    elements: tuple[Element, ...]
    remarks: tuple[Remark, ...] = ()
    notes: tuple[Element, ...] = ()
    """Its notes and boneyards."""
    entries: tuple[Entry, ...] = ()
    """The title page, in the first block."""
    caret: bool = False
    """Its first element is a cue with a caret, which may join the speech before."""
    speech: int | None = None
    """Which of its elements is the cue of the speech that it ends with, and that a caret may join."""
    open: bool = False
    """It holds a boneyard's opener that nothing closes."""


def cut(text: str, start: int, end: int, holes: Iterable[Hole]) -> Iterator[tuple[int, int, list[Hole]]]:
    """Where the blocks from ``start`` to ``end`` begin and end, and the holes in each; all count from the text's start.

    A block begins at ``start``, and the last one stops at ``end``. The first of all goes on to the first printed word
    and its paragraph, so that a title page is in it.
    """
    waiting = iter(holes)
    hole = next(waiting, None)
    inside: list[Hole] = []
    reach = start
    """Before this no block ends: holes, and what stands before the first word."""
    if start == 0:
        ink = _INK.search(text, 1 if text.startswith("\ufeff") else 0, end)
        while ink and hole and hole.closed and ink.start() == hole.start:
            inside.append(hole)
            ink, hole = _INK.search(text, hole.end, end), next(waiting, None)
        reach = ink.start() if ink else end
    while empty := _EMPTY.search(text, max(reach, start + _SHORTEST), end):
        stop = empty.end()
        while hole is not None and hole.start < stop:
            inside.append(hole)
            reach = max(reach, hole.end)
            hole = next(waiting, None)
        if stop > reach:
            yield start, stop, inside
            start, inside = stop, []
    while hole is not None:
        inside.append(hole)
        hole = next(waiting, None)
    if start < end or start == 0:
        yield start, end, inside
