"""Elements made from lines: what they print, where each stands, its spans, and its id."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Literal, get_args

from screenplay.blocks import ID_BYTES, Remark
from screenplay.elements import Element, Emphasis, Kind, OpenElement
from screenplay.emphasis import moved, placed, printed
from screenplay.holes import Hole
from screenplay.lines import Line, Places

_BEGUN = {kind: blake2b(f"{kind}\0".encode(), digest_size=ID_BYTES) for kind in get_args(Kind)}
"""The fingerprint of each kind, to which the words are added: a copy costs half of a new one."""


class Maker:
    """Makes the elements of one block after another."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}
        self.marks: dict[str, str] = {}
        """Fingerprints of cues, which come again and again."""

    def begin(self, text: str, offset: int, line: int) -> None:
        """A block, and where it stands in the file."""
        self.text, self.offset, self.line = text, offset, line
        self.elements: list[Element] = []
        self.remarks: list[Remark] = []

    def add(
        self,
        kind: Kind,
        text: str,
        row: Line,
        source: str,
        indent: int = 0,
        spans: tuple[Emphasis, ...] = (),
        number: str | None = None,
        name: str | None = None,
        extensions: tuple[str, ...] = (),
        dual: Literal["right"] | None = None,
        depth: int = 0,
    ) -> None:
        """An element that begins with a line, or with the white space before it. Its id is made from its words and how
        often they came before."""
        mark = self.marks.get(text) if name is not None else None
        if mark is None:
            fingerprint = _BEGUN[kind].copy()
            fingerprint.update(text.encode("utf-8", "surrogatepass"))
            mark = fingerprint.hexdigest()
            if name is not None:
                self.marks[text] = mark
        seen = self.seen
        if mark in seen:
            count = seen[mark] = seen[mark] + 1
            mark = f"{mark}-{count}"
        else:
            seen[mark] = 1
        if spans:
            spans = moved(spans, lines=self.line, offset=self.offset)
        made: Any = OpenElement(
            mark,
            kind,
            text,
            source,
            self.line + row.number,
            row.column - indent,
            self.offset + row.start - indent,
            len(source),
            spans,
            number,
            name,
            extensions,
            dual,
            depth,
        )
        made.__class__ = Element
        self.elements.append(made)

    def one(
        self, kind: Kind, row: Line, body: str, *, mark: int = 0, number: str | None = None, depth: int = 0
    ) -> None:
        """An element of a single line: ``body``, somewhere after a mark of so many characters."""
        if "*" in body or "_" in body:
            lead = max(row.body.find(body, mark), mark)
            text, runs = printed(body)
            spans = placed(self.text, row, runs, lead=lead, shift=0)
            self.add(kind, text, row, self.written(row, text), 0, spans, number, None, (), None, depth)
        elif body is row.body and not row.parts:
            self.add(kind, body, row, body, 0, (), number)
        else:
            self.add(kind, body, row, self.written(row, body), 0, (), number, None, (), None, depth)

    def written(self, row: Line, text: str, last: Line | None = None, indent: int = 0) -> str:
        """The source from one line to another. Where what is written is what is printed, one string serves both."""
        source = self.text[row.start - indent : (last or row).end]
        return text if source == text else source

    def several(self, kind: Kind, rows: list[Line], bodies: list[str], leads: list[int], *, indent: int = 0) -> None:
        """An element of several lines, joined by newlines. ``leads``: how far each body begins inside its line."""
        spans: list[Emphasis] = []
        texts: list[str] = []
        size = 0
        for row, body, lead in zip(rows, bodies, leads, strict=True):
            text, runs = printed(body)
            if runs:
                spans += placed(self.text, row, runs, lead=lead, shift=size)
            texts.append(text)
            size += len(text) + 1
        text = "\n".join(texts)
        self.add(kind, text, rows[0], self.written(rows[0], text, rows[-1], indent), indent, tuple(spans))

    def remark(self, code: str, row: Line) -> None:
        self.remarks.append(Remark(code, row.number, row.column, row.body))

    def hidden(self, holes: Sequence[Hole]) -> tuple[Element, ...]:
        """Notes and boneyards without their brackets, once the block's elements are taken; openers that nothing closes
        are remarked upon."""
        places = Places(self.text)
        self.elements = []
        for kind, start, end, closed in holes:
            line, column = places.at(start)
            if closed:
                source = self.text[start:end]
                self.add(kind, source[2:-2].strip(), Line(source, start, end, line - 1, column), source)
            else:
                self.remarks.append(Remark(f"unclosed-{kind}", line - 1, column, ""))
        return tuple(self.elements)
