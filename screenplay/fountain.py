"""Fountain 1.1, read into elements and written back. Never fails; time is linear in the length of the text.

Where the specification leaves a choice, ours is: a line that holds nothing but a note or a boneyard does not exist (it
breaks neither a paragraph nor a speech); inside a speech only ``!``, ``~`` and ``===`` force anything; a forced heading
needs a blank line before it, none after; a line that starts as a heading is never a cue.
"""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from screenplay import titlepage
from screenplay.cues import is_cue, split_cue
from screenplay.diagnostics import diagnostic
from screenplay.elements import Diagnostic, Element, Emphasis, Kind, Locale, Script
from screenplay.emphasis import printed
from screenplay.folding import digest
from screenplay.holes import Hole, holes
from screenplay.lines import Line, Places, lines
from screenplay.locales import Profile, capitals, detect, numbered, profile, split_number
from screenplay.misprints import misprints

_TAB = "    "


def parse(text: str, *, locale: Locale | None = None, encoding: str = "utf-8") -> Script:
    """The script in ``text``. Without ``locale`` the text itself tells; ``encoding`` is only remembered."""
    chosen = locale or detect(text)
    language = profile(chosen)
    gaps, unclosed = holes(text)
    rows = lines(text, gaps, start=1 if text.startswith("\ufeff") else 0)
    title_page, body = titlepage.read(rows, language)
    reader = _Reader(text, language, Places(text), rows, body)
    reader.read()
    for gap in unclosed:
        reader.note(f"unclosed-{gap.kind}", gap.start)
    elements = tuple(reader.elements)
    found = [*reader.diagnostics, *misprints(elements, chosen)]
    return Script(
        text=text,
        locale=chosen,
        encoding=encoding,
        title_page=title_page,
        elements=elements,
        notes=tuple(reader.hidden(gap) for gap in gaps),
        diagnostics=tuple(sorted(found, key=lambda one: (one.line, one.column, one.code))),
    )


def write(script: Script) -> str:
    """The exact text that was parsed, to the last character."""
    return script.text


@dataclass(slots=True)
class _Reader:
    """Walks down the lines once. ``at`` is the line being read, ``fresh`` whether a blank line came before it."""

    text: str
    language: Profile
    places: Places
    rows: list[Line]
    at: int
    elements: list[Element] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    fresh: bool = True
    speech: int | None = None
    """The cue of the speech that has just ended, for dual dialogue."""

    def place(self, kind: Kind, text: str, start: int, end: int, **fields: Any) -> Element:
        """An element over ``start:end``. Its id comes from its words and how often they came before."""
        name = digest(f"{kind}\0{text}")
        count = self.seen[name] = self.seen.get(name, 0) + 1
        line, column = self.places.at(start)
        return Element(
            id=name if count == 1 else f"{name}-{count}",
            kind=kind,
            text=text,
            source=self.text[start:end],
            line=line,
            column=column,
            offset=start,
            length=end - start,
            **fields,
        )

    def hidden(self, gap: Hole) -> Element:
        """A note or a boneyard, without its brackets."""
        return self.place(gap.kind, self.text[gap.start + 2 : gap.end - 2].strip(), gap.start, gap.end)

    def note(self, code: str, offset: int, **words: str) -> None:
        line, column = self.places.at(offset)
        self.diagnostics.append(diagnostic(code, self.language.locale, line=line, column=column, **words))

    def blank(self, index: int) -> bool:
        return index >= len(self.rows) or not self.rows[index].body

    def read(self) -> None:
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if not row.body:
                self.fresh = True
                self.at += 1
                continue
            speech, self.speech = self.speech, None
            if self.forced(row) or self.alone(row):
                continue
            if self.cue(row):
                self.talk(row, speech)
            else:
                self.action()

    def one(self, kind: Kind, row: Line, body: str, **fields: Any) -> None:
        """An element of a single line."""
        text, spans = printed(body)
        self.elements.append(self.place(kind, text, row.start, row.end, spans=spans, **fields))
        self.at += 1

    def forced(self, row: Line) -> bool:
        """Elements that a mark at the start of a line asks for, wherever they stand outside a speech."""
        body, mark = row.body, row.body[0]
        if mark not in "#=>~.":
            return False
        rest = body[1:].strip()
        if mark == "#":
            depth = len(body) - len(body.lstrip("#"))
            self.one("section", row, body[depth:].strip(), depth=depth)
        elif _page_break(body):
            self.one("page_break", row, "")
        elif mark == "=":
            self.one("synopsis", row, rest)
        elif mark == "~":
            self.lyrics()
        elif mark == ">" and rest.endswith("<"):
            self.one("centered", row, rest[:-1].strip())
        elif mark == ">" and rest:
            self.one("transition", row, rest)
        elif mark == "." and self.fresh and body[1:2].isalnum():
            self.heading(row, rest)
        else:
            return False
        self.fresh = mark != "."
        return True

    def heading(self, row: Line, body: str) -> None:
        number = None
        if body.endswith("#") and (cut := body.rfind("#", 0, -1)) > 0:
            inside = body[cut + 1 : -1]
            if inside.replace(".", "").replace("-", "").isalnum():
                number, body = inside, body[:cut].rstrip()
        if number is None and self.language.numbered and (led := split_number(body, self.language)):
            number, body = led
        self.one("scene_heading", row, body, number=number)

    def is_heading(self, body: str) -> bool:
        return self.language.heads(body) or numbered(body, self.language)

    def alone(self, row: Line) -> bool:
        """Headings and transitions: lines that stand between two blank ones."""
        if not self.fresh:
            return False
        body, language = row.body, self.language
        closed = self.blank(self.at + 1)
        if self.is_heading(body):
            if closed:
                self.heading(row, body)
                self.fresh = False
                return True
            self.note("heading-unspaced", row.start, what=body)
            self.action()
            return True
        if body != capitals(body):
            return False
        if language.transition and language.transition.fullmatch(body):
            self.one("transition", row, body)
            self.fresh = True  # in these languages what follows it starts anew
            return True
        # A space after the colon is the specification's way to keep such a line action.
        if closed and body.endswith("TO:") and self.text[row.end : row.end + 1] not in (" ", "\t"):
            self.one("transition", row, body)
            return True
        if closed and body[0].isdigit() and not language.numbered and split_number(body, language):
            self.note("heading-numbered", row.start, what=body)
        return False

    def cue(self, row: Line) -> bool:
        if not self.fresh:
            return False
        body = row.body
        if body[0] == "@":
            return len(body) > 1
        if self.at + 1 >= len(self.rows) or not is_cue(body) or _page_break(body):
            return False
        following = self.rows[self.at + 1]
        if not following.body and not following.kept:
            return False
        if body[0] == "!" or (self.language.framing and self.language.framing.match(body)):
            return False
        if body.endswith("TO:") or self.language.meant.fullmatch(body):
            self.note("transition-as-cue", row.start, what=body)
        return True

    def talk(self, row: Line, before: int | None) -> None:
        """A cue and the speech under it, up to a blank line."""
        body = row.body[1:].lstrip() if row.body[0] == "@" else row.body
        name, extensions, caret = split_cue(body)
        here = len(self.elements)
        dual: Literal["left", "right"] | None = None
        if caret and before is not None:
            dual = "right"
            if self.elements[before].dual is None:
                self.elements[before] = replace(self.elements[before], dual="left")
        elif caret:
            self.note("lonely-dual", row.start, what=body)
        printed_body = body[:-1].rstrip() if caret else body
        self.one("character", row, printed_body, name=printed(name)[0], extensions=extensions, dual=dual)
        self.fresh = False
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if not row.body and not row.kept:
                self.speech = here
                return
            if row.body.startswith("!") or _page_break(row.body):
                return
            if row.body.startswith("~"):
                self.lyrics()
            elif _is_parenthetical(row.body):
                self.one("parenthetical", row, row.body)
            else:
                self.dialogue()
        self.speech = here

    def dialogue(self) -> None:
        run: list[Line] = []
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if not row.body and not row.kept:
                break
            if row.body and (row.body[0] in "!~" or _is_parenthetical(row.body) or _page_break(row.body)):
                break
            run.append(row)
            self.at += 1
        while run and not run[-1].body:
            run.pop()
        while run and not run[0].body:
            run.pop(0)
        if run:
            self.run("dialogue", run, [row.body for row in run])

    def lyrics(self) -> None:
        run: list[Line] = []
        while self.at < len(self.rows) and self.rows[self.at].body.startswith("~"):
            run.append(self.rows[self.at])
            self.at += 1
        self.run("lyric", run, [row.body[1:].strip() for row in run])

    def action(self) -> None:
        """A paragraph: everything up to a blank line or to a line whose mark makes it something else."""
        run: list[Line] = []
        bodies: list[str] = []
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if not row.body or (run and _interrupts(row.body)):
                break
            run.append(row)
            bodies.append(row.indent.replace("\t", _TAB) + (row.body[1:] if row.body[0] == "!" else row.body))
            self.at += 1
        self.fresh = False
        self.run("action", run, bodies, indented=True)

    def run(self, kind: Kind, rows: list[Line], bodies: list[str], *, indented: bool = False) -> None:
        """An element of several lines, joined by newlines."""
        spans: list[Emphasis] = []
        texts: list[str] = []
        size = 0
        for body in bodies:
            text, styled = printed(body, shift=size)
            texts.append(text)
            spans.extend(styled)
            size += len(text) + 1
        start = rows[0].start - (len(rows[0].indent) if indented else 0)
        self.elements.append(self.place(kind, "\n".join(texts), start, rows[-1].end, spans=tuple(spans)))


def _page_break(body: str) -> bool:
    return body.startswith("===") and not body.strip("=")


def _is_parenthetical(body: str) -> bool:
    return body.startswith("(") and body.endswith(")")


def _interrupts(body: str) -> bool:
    return body[0] in "#~" or (body[0] in "=>" and len(body) > 1)
