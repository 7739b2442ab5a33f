"""A screenplay without places: what Final Draft and PDF hand over, and what Fountain and Final Draft are written from.

What is not printed rides along as marks: the source of a note or a boneyard, at its place in the printed text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from screenplay import elements
from screenplay.elements import Element, Kind, Script

GUARD = "\u2060"
"""WORD JOINER, which prints nothing: the last resort where Fountain has no escape. Never part of a text of ours."""

Style = Literal["bold", "italic", "underline"]
STYLES: tuple[Style, ...] = ("bold", "italic", "underline")


@dataclass(frozen=True, slots=True)
class Mark:
    """A note or a boneyard, brackets included, before ``text[at]`` of its piece."""

    at: int
    source: str


@dataclass(frozen=True, slots=True)
class Styled:
    """A styled run of a piece's text, ``text[start:end]``: without a place, as all of a manuscript."""

    style: elements.Style
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """An element as it is printed, or a note or a boneyard that stands alone (``text`` is then what it says)."""

    kind: Kind
    text: str = ""
    spans: tuple[Styled, ...] = ()
    number: str | None = None
    dual: Literal["left", "right"] | None = None
    depth: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A title page (keys as Fountain writes them) and the pieces in story order."""

    title_page: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pieces: tuple[Piece, ...] = ()


def _styled(element: Element) -> tuple[Styled, ...]:
    """An element's spans, without their places."""
    return tuple(Styled(one.style, one.start, one.end) for one in element.spans)


def names(span: Styled | elements.Emphasis) -> frozenset[Style]:
    """The styles that a span stands for."""
    return frozenset(("bold", "italic")) if span.style == "bold_italic" else frozenset([span.style])


def flags(piece: Piece | Element) -> list[frozenset[Style]]:
    """The styles of each printed character: spans may overlap and be cut in many ways, these cannot."""
    found: list[frozenset[Style]] = [frozenset()] * len(piece.text)
    for span in piece.spans:
        for place in range(span.start, min(span.end, len(found))):
            found[place] |= names(span)
    return found


def spans(styles: Sequence[frozenset[Style]]) -> tuple[Styled, ...]:
    """The longest runs of each style; bold and italic over the same run are one."""
    found: dict[tuple[int, int], set[Style]] = {}
    for style in STYLES:
        start = None
        for place in range(len(styles) + 1):
            inside = place < len(styles) and style in styles[place]
            if inside and start is None:
                start = place
            elif not inside and start is not None:
                found.setdefault((start, place), set()).add(style)
                start = None
    out: list[Styled] = []
    for (start, end), names in found.items():
        if {"bold", "italic"} <= names:
            out.append(Styled("bold_italic", start, end))
            names -= {"bold", "italic"}
        out.extend(Styled(name, start, end) for name in sorted(names))
    return tuple(sorted(out, key=lambda span: (span.start, -span.end, span.style)))


def sieved(piece: Piece, kept: Sequence[bool]) -> Piece:
    """The piece with only the letters that are ``kept``; its spans and marks stay where they were."""
    places = [0]
    for keep in kept:
        places.append(places[-1] + keep)
    cut = ((one.style, places[one.start], places[one.end]) for one in piece.spans)
    return replace(
        piece,
        text="".join(letter for letter, keep in zip(piece.text, kept, strict=True) if keep),
        spans=tuple(Styled(style, start, end) for style, start, end in cut if start < end),
        marks=tuple(Mark(places[mark.at], mark.source) for mark in piece.marks),
    )


def unguarded(piece: Piece) -> Piece:
    """The piece without the guards that a composer put into it."""
    return sieved(piece, [letter != GUARD for letter in piece.text]) if GUARD in piece.text else piece


def part(piece: Piece, start: int, end: int, *, last: bool = True) -> Piece:
    """``text[start:end]`` with what styles and marks it. Marks at its very end belong to it when it is the ``last``."""
    cut = ((one.style, max(one.start, start), min(one.end, end)) for one in piece.spans)
    marks = (mark for mark in piece.marks if start <= mark.at < end or (last and mark.at >= end))
    return replace(
        piece,
        text=piece.text[start:end],
        spans=tuple(Styled(style, left - start, right - start) for style, left, right in cut if left < right),
        marks=tuple(Mark(min(mark.at, end) - start, mark.source) for mark in marks),
    )


def joined(pieces: Sequence[Piece], glue: str = "\n") -> Piece:
    """The pieces as one, of the first's kind."""
    styled: list[Styled] = []
    marks: list[Mark] = []
    shift = 0
    for piece in pieces:
        styled.extend(Styled(one.style, one.start + shift, one.end + shift) for one in piece.spans)
        marks.extend(Mark(mark.at + shift, mark.source) for mark in piece.marks)
        shift += len(piece.text) + len(glue)
    text = glue.join(piece.text for piece in pieces)
    return replace(pieces[0], text=text, spans=tuple(styled), marks=tuple(marks))


def manuscript(script: Script) -> Manuscript:
    """A parsed script. A note that shares a line with an element, or stands inside a speech, is a mark of it; others
    are pieces of their own."""
    pieces: list[Piece] = []
    told, at = [*script.elements], 0
    notes, waiting = [*script.notes], 0
    while at < len(told) or waiting < len(notes):
        element = told[at] if at < len(told) else None
        before: list[Element] = []
        while waiting < len(notes) and (element is None or notes[waiting].offset < element.offset):
            before.append(notes[waiting])
            waiting += 1
        if at and (count := _trailing(script.text, told[at - 1], before, element)):
            place = len(pieces[-1].text)
            trailing = (Mark(place, note.source) for note in before[:count])
            pieces[-1] = replace(pieces[-1], marks=(*pieces[-1].marks, *trailing))
            del before[:count]
        leading: list[Element] = []
        while element and before:
            last = before[-1]
            if _parted(script.text, last.offset + last.length, (leading[0] if leading else element).offset):
                break
            leading.insert(0, before.pop())
        pieces.extend(Piece(note.kind, note.text) for note in before)
        if element is None:
            break
        inside: list[Element] = []
        while waiting < len(notes) and notes[waiting].offset < element.offset + element.length:
            inside.append(notes[waiting])
            waiting += 1
        marks = (*(Mark(0, note.source) for note in leading), *_marks(element, inside))
        pieces.append(
            Piece(
                element.kind,
                element.text,
                tuple(Styled(one.style, one.start, one.end) for one in element.spans),
                element.number,
                element.dual,
                element.depth,
                marks,
            )
        )
        at += 1
    return Manuscript(dict(script.title_page), tuple(pieces))


def _trailing(text: str, last: Element, notes: Sequence[Element], element: Element | None) -> int:
    """How many of the notes between two elements belong to the first of them: those on its line, and inside a speech
    those on lines of their own."""
    speaking = element is not None and element.kind in ("parenthetical", "dialogue")
    end = last.offset + last.length
    for count, (note, following) in enumerate(zip(notes, [*notes, element][1:], strict=True)):
        alone = following is None or _parted(text, note.offset + note.length, following.offset)
        if not (speaking and alone) and _parted(text, end, note.offset):
            return count
        end = max(end, note.offset + note.length)
    return len(notes)


def _parted(text: str, start: int, end: int) -> bool:
    between = text[start:end]
    return "\n" in between or "\r" in between


def _marks(element: Element, notes: Sequence[Element]) -> Iterator[Mark]:
    """Where notes stand in the printed text: the source without them is walked along the text, which is part of it."""
    if not notes:
        return
    source, text = element.source, element.text
    starts = [note.offset - element.offset for note in notes]
    bare: list[int] = []
    at = 0
    for note, start in zip(notes, starts, strict=True):
        bare.extend(range(at, start))
        at = start + note.length
    bare.extend(range(at, len(source)))
    printed = waiting = past = 0
    for index, place in enumerate(bare):
        while waiting < len(notes) and starts[waiting] < place:
            yield Mark(printed, notes[waiting].source)
            waiting += 1
        letter = "\n" if source[place] == "\r" else source[place]
        if letter in "*_" and index >= past:
            while past < len(bare) and (past < index or source[bare[past]] in "*_"):
                past += 1
        # A star is a sign of emphasis, though the text goes on with a star, when an escaped one follows.
        escaped = index > 0 and source[bare[index - 1]] == "\\"
        after = "".join(source[one] for one in bare[past : past + 2]) if letter in "*_" and not escaped else ""
        if printed < len(text) and letter == text[printed] and after != f"\\{letter}":
            printed += 1
    for note in notes[waiting:]:
        yield Mark(printed, note.source)
