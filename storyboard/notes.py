"""Shots that the writer asks for in notes of the screenplay: ``[[plan: GP MARIE]]``, ``[[shot: CU MARIE low]]``.

A note before a paragraph begins a shot there; one that stands in a line, or at its end, is about the shot that plays
that line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screenplay.elements import Element, Script
from screenplay.scenes import Beat, Character, Scene
from storyboard.decisions import Decision
from storyboard.errors import StoryboardError
from storyboard.glossary import Glossary
from storyboard.wording import chosen

_ASKED = re.compile(r"(?:plan|shot)\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Misread:
    """A note that asks for a shot in words that nobody understands."""

    line: int
    message: str


def written(
    script: Script, scenes: Sequence[Scene], cast: Sequence[Character], glossary: Glossary
) -> tuple[tuple[Decision, ...], tuple[Misread, ...]]:
    """What the notes of a script decide of its shots, in their order, and those that were not understood."""
    found: list[Decision] = []
    misread: list[Misread] = []
    beats = [beat for scene in scenes for beat in scene.beats]
    for note, words in asked(script.notes):
        try:
            choice = chosen(words, cast, glossary)
        except StoryboardError as trouble:
            misread.append(Misread(note.line, str(trouble)))
            continue
        beat, begins = _about(note, beats, script.text)
        if beat is not None:
            found.append(Decision(beat.id, choice, "before" if begins else ""))
    return tuple(found), tuple(misread)


def asked(notes: Sequence[Element]) -> Iterator[tuple[Element, str]]:
    """The notes that ask for a shot, with the words they ask in."""
    for note in notes:
        match = _ASKED.fullmatch(note.text.strip()) if note.kind == "note" else None
        if match:
            yield note, match[1]


def _about(note: Element, beats: Sequence[Beat], text: str) -> tuple[Beat | None, bool]:
    """The beat that a note is about, and whether it stands before it."""
    before = next((beat for beat in reversed(beats) if beat.offset <= note.offset), None)
    if before is not None:
        between = text[min(before.offset + before.length, note.offset) : note.offset]
        if "\n" not in between and "\r" not in between:
            return before, False
    after = next((beat for beat in beats if beat.offset > note.offset), None)
    return (after, True) if after is not None else (before, False)
