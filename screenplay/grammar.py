"""The rules of Fountain 1.1: what the lines of one block are. Never fails; time is linear in the length of the block.

Where the specification leaves a choice, ours is: a line that holds nothing but a note or a boneyard does not exist (it
breaks neither a paragraph nor a speech); inside a speech only ``!``, ``~``, ``=`` and ``===`` force anything; a forced
heading needs a blank line before it, none after; a line that starts as a heading is never a cue; after a line that a
mark made what it is, a heading or a cue may follow at once; a mark with nothing after it is action, except ``#``, a
section without a title.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from screenplay import titlepage
from screenplay.blocks import Block
from screenplay.cues import is_cue, is_upper, split_cue
from screenplay.elements import Emphasis
from screenplay.emphasis import placed, printed
from screenplay.holes import Hole
from screenplay.lines import BLANK, KEPT, Line, breaks, lines
from screenplay.locales import Profile, numbered, split_number
from screenplay.making import Maker

_TAB = "    "


class Reader:
    """Reads one block after another. ``at`` is the line being read, ``fresh`` whether a blank line came before it."""

    def __init__(self, language: Profile) -> None:
        self.language = language
        self.starts = language.heading_initials | language.number_initials
        """What a heading may start with."""
        self.make = Maker()
        self.cues: set[str] = set()
        """Lines that are cues wherever they may be one."""

    def read(self, text: str, holes: Sequence[Hole], *, offset: int, line: int) -> Block:
        """A block's text, the holes in it counted from its beginning, and where it stands in the file."""
        self.make.begin(text, offset, line)
        self.fresh = True
        self.caret = False
        self.speech: int | None = None
        first = offset == 0
        gaps = [hole for hole in holes if hole.closed]
        self.rows = lines(text, gaps, start=1 if first and text.startswith("\ufeff") else 0)
        entries, self.at = titlepage.read(self.rows, self.language, text) if first else ((), 0)
        self.walk()
        elements = tuple(self.make.elements)
        notes = self.make.hidden(holes) if holes else ()
        return Block(
            offset,
            line,
            len(text),
            breaks(text),
            elements,
            tuple(self.make.remarks),
            notes,
            entries,
            self.caret,
            self.speech,
            any(hole.kind == "boneyard" and not hole.closed for hole in holes),
        )

    def walk(self) -> None:
        rows, count, language = self.rows, len(self.rows), self.language
        while self.at < count:
            row = rows[self.at]
            body = row.body
            if not body:
                self.fresh = True
                self.at += 1
                continue
            speech, self.speech = self.speech, None
            if body[0] in "#=>~." and self.forced(row):
                continue
            if not self.fresh:
                self.action()
            elif body in self.cues:
                if self.at + 1 < count and rows[self.at + 1] is not BLANK:
                    self.talk(row, speech)
                else:
                    self.action()
            elif self.is_heading(body, upper=(upper := is_upper(body))):
                self.heading_alone(row)
            else:
                if upper and (language.transition or body[-1] == ":" or body[0].isdigit()) and self.transition(row):
                    continue
                following = rows[self.at + 1] if self.at + 1 < count else BLANK
                if (following is not BLANK or body[0] == "@") and self.is_cue(row, following, upper=upper):
                    if upper and body[0] != "@" and not body.endswith("TO:") and not body[0].isdigit():
                        self.cues.add(body)
                    self.talk(row, speech)
                else:
                    self.action()

    def closed(self) -> bool:
        """Whether a blank line, or the end, follows."""
        return self.at + 1 >= len(self.rows) or not self.rows[self.at + 1].body

    def forced(self, row: Line) -> bool:
        """Elements that a mark at the start of a line asks for, wherever they stand outside a speech."""
        body, mark = row.body, row.body[0]
        rest = body[1:].strip()
        at = self.at
        self.at += 1
        if mark == "#":
            depth = len(body) - len(body.lstrip("#"))
            self.make.one("section", row, body[depth:].strip(), depth=depth, mark=depth)
        elif _page_break(body):
            self.make.one("page_break", row, "")
        elif mark == "=" and rest:
            self.make.one("synopsis", row, rest, mark=1)
        elif mark == "~":
            self.lyrics(at)
        elif mark == ">" and rest.endswith("<"):
            self.make.one("centered", row, rest[:-1].strip(), mark=1)
        elif mark == ">" and rest:
            self.make.one("transition", row, rest, mark=1)
        elif mark == "." and self.fresh and body[1:2].isalnum():
            self.heading(row, rest, mark=1)
        else:
            self.at = at
            return False
        self.fresh = mark != "."
        return True

    def heading(self, row: Line, body: str, *, mark: int = 0) -> None:
        number = None
        if body.endswith("#") and (cut := body.rfind("#", 0, -1)) > 0:
            inside = body[cut + 1 : -1]
            if inside.replace(".", "").replace("-", "").isalnum():
                number, body = inside, body[:cut].rstrip()
        if number is None and self.language.numbered and (led := split_number(body, self.language)):
            number, body = led
        self.make.one("scene_heading", row, body, number=number, mark=mark)

    def is_heading(self, body: str, *, upper: bool) -> bool:
        """Whether a line is written as a heading. ``upper``: it is in capitals, as one that begins with its place."""
        if not upper and body[0] not in self.starts:
            return False
        return self.language.heads(body) or numbered(body, self.language)

    def heading_alone(self, row: Line) -> None:
        """What starts as a heading is one between two blank lines."""
        if self.closed():
            self.at += 1
            self.heading(row, row.body)
            self.fresh = False
        else:
            self.make.remark("heading-unspaced", row)
            self.action()

    def transition(self, row: Line) -> bool:
        """A line in capitals that is a transition by its words."""
        body, language = row.body, self.language
        if language.transition and language.transition.fullmatch(body):
            self.make.one("transition", row, body)
            self.at += 1
            self.fresh = True  # in these languages what follows it starts anew
            return True
        # A space after the colon is the specification's way to keep such a line action.
        if body.endswith("TO:") and self.closed() and self.make.text[row.end : row.end + 1] not in (" ", "\t"):
            self.make.one("transition", row, body)
            self.at += 1
            return True
        if body[0].isdigit() and not language.numbered and self.closed() and split_number(body, language):
            self.make.remark("heading-numbered", row)
        return False

    def is_cue(self, row: Line, following: Line, *, upper: bool) -> bool:
        body = row.body
        if body[0] == "@":
            return len(body) > 1
        if following is BLANK or body[0] == "!" or not is_cue(body, upper=upper):
            return False
        return self.language.framing is None or not self.language.framing.match(body)

    def talk(self, row: Line, before: int | None) -> None:
        """A cue and the speech under it, up to a blank line."""
        body = row.body[1:].lstrip() if row.body[0] == "@" else row.body
        name, extensions, caret = split_cue(body) if "(" in body or body[-1] == "^" else (body, (), False)
        here = len(self.make.elements)
        dual: Literal["right"] | None = None
        if caret:
            body = body[:-1].rstrip()
            if before is not None:
                dual = "right"
                if self.make.elements[before].dual is None:
                    self.make.elements[before] = replace(self.make.elements[before], dual="left")
            elif not here:
                self.caret = True
            else:
                self.make.remark("lonely-dual", row)
        spans: tuple[Emphasis, ...] = ()
        if "*" in body or "_" in body:
            lead = row.body.index(body, row.body[0] == "@")
            body, runs = printed(body)
            name = printed(name)[0]
            spans = placed(self.make.text, row, runs, lead=lead, shift=0)
        source = body if body is row.body and not row.parts else self.make.written(row, body)
        self.make.add("character", body, row, source, 0, spans, None, name, extensions, dual)
        self.at += 1
        self.fresh = False
        rows, count = self.rows, len(self.rows)
        while self.at < count:
            row = rows[self.at]
            if row is BLANK:
                break
            mark = row.body[:1]
            if mark not in "!=~(":
                self.dialogue()
            elif mark == "!" or (mark == "=" and _page_break(row.body)):
                return
            elif mark == "~":
                self.lyrics(self.at)
            elif mark == "=" and row.body[1:].strip():
                self.at += 1
                self.make.one("synopsis", row, row.body[1:].strip(), mark=1)
            elif mark == "(" and row.body[-1] == ")":
                self.at += 1
                self.make.one("parenthetical", row, row.body)
            else:
                self.dialogue()
        self.speech = here

    def dialogue(self) -> None:
        rows, count, first = self.rows, len(self.rows), self.at
        if rows[first].body and (first + 1 == count or rows[first + 1] is BLANK):
            self.at += 1
            self.make.one("dialogue", rows[first], rows[first].body)
            return
        while self.at < count:
            row = rows[self.at]
            if row is BLANK or (row.body and row.body[0] in "!~=(" and _speech_ends(row.body)):
                break
            self.at += 1
        last = self.at
        while first < last and rows[last - 1] is KEPT:
            last -= 1
        while first < last and rows[first] is KEPT:
            first += 1
        if last == first + 1:
            self.make.one("dialogue", rows[first], rows[first].body)
        elif first < last:
            run = rows[first:last]
            self.make.several("dialogue", run, [row.body for row in run], [0] * len(run))

    def lyrics(self, first: int) -> None:
        """The lines from ``first`` on that are sung."""
        self.at = first + 1
        while self.at < len(self.rows) and self.rows[self.at].body.startswith("~"):
            self.at += 1
        run = self.rows[first : self.at]
        bodies = [row.body[1:].strip() for row in run]
        leads = [len(row.body) - len(row.body[1:].lstrip()) for row in run]
        self.make.several("lyric", run, bodies, leads)

    def action(self) -> None:
        """A paragraph: everything up to a blank line or to a line whose mark makes it something else."""
        rows, count, first = self.rows, len(self.rows), self.at
        row = rows[first]
        if len(row.body) == 1:
            self.doubt(row, later=False)
        self.at += 1
        self.fresh = False
        while self.at < count:
            row = rows[self.at]
            body = row.body
            if not body or (body[0] in "#~=>" and _interrupts(body)):
                break
            self.doubt(row, later=True)
            self.at += 1
        if self.at == first + 1 and not rows[first].indent and rows[first].body[0] != "!":
            self.make.one("action", rows[first], rows[first].body)
            return
        bodies: list[str] = []
        leads: list[int] = []
        for row in rows[first : self.at]:
            body = row.body[1:] if row.body[0] == "!" else row.body
            if row.indent:
                body = row.indent.replace("\t", _TAB) + body
            bodies.append(body)
            leads.append(len(row.body) - len(body))
        self.make.several("action", rows[first : self.at], bodies, leads, indent=len(rows[first].indent))

    def doubt(self, row: Line, *, later: bool) -> None:
        """Says so when a line of action may have been meant as something else."""
        body = row.body
        if body in (".", "=", ">", "@"):
            self.make.remark("mark-alone", row)
        elif later and body[0] != "!" and is_upper(body):
            forced = body[0] == "." and body[1:2].isalnum()
            if forced or self.is_heading(body, upper=True):
                self.make.remark("heading-unspaced", row)


def _page_break(body: str) -> bool:
    return body.startswith("===") and not body.strip("=")


def _speech_ends(body: str) -> bool:
    """Whether a line inside a speech is none of its words."""
    mark = body[0]
    if mark == "(":
        return body[-1] == ")"
    return mark != "=" or _page_break(body) or bool(body[1:].strip())


def _interrupts(body: str) -> bool:
    return body[0] in "#~" or len(body) > 1
