"""What the lines of a PDF are, by the columns they stand in, which the pages themselves show."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from screenplay import frontpage
from screenplay.cues import is_cue, split_cue
from screenplay.elements import Kind, Locale
from screenplay.locales import detect
from screenplay.manuscript import Manuscript, Piece, Style, spans
from screenplay.pdf.columns import LED, NUMBER, WITHIN, Columns, Row, columns, margin, read_as, rows_of
from screenplay.pdf.furniture import CONTINUES, MORE
from screenplay.pdf.pages import Line, Page, Segment, pages

_ENDS = tuple(".!?…:»”\"')—–")
_NOTES = {
    "fr": "Importé d'un PDF, d'après la mise en page : à relire en entier.",
    "en": "Imported from a PDF, by its layout: check it line by line.",
}


def read(data: bytes, name: str, *, locale: Locale | None = None) -> Manuscript:
    """The manuscript in a PDF's bytes, with a note at its head that says where it comes from. ``name`` is for
    messages. Raises ScreenplayError: see ``pages.pages``."""
    found = pages(data, name)
    spoken = locale or detect("\n".join(line.text for page in found for line in page.lines))
    title_page, body = _front(found, spoken)
    rows = list(rows_of(body))
    if not rows:
        return Manuscript(title_page, ())
    told = _Layout(rows, columns(rows, spoken), spoken, body[0].width)
    told.read()
    note = Piece("note", _NOTES["fr" if spoken == "fr" else "en"])
    return Manuscript(title_page, (note, *map(_dressed, told.pieces)))


def _front(found: Sequence[Page], locale: Locale) -> tuple[dict[str, tuple[str, ...]], Sequence[Page]]:
    """The title page, where the first page is one: few lines, none a heading, the first well down and in the middle."""
    if len(found) < 2 or not found[0].lines:
        return {}, found
    page = found[0]
    centered = [_centered(line, page.width) for line in page.lines]
    headed = any(read_as(line.text, locale) == "scene_heading" for line in page.lines)
    if headed or len(page.lines) > 30 or page.lines[0].top < page.height / 8 or not any(centered[:3]):
        return {}, found
    lines: list[frontpage.Line] = []
    for index, line in enumerate(page.lines):
        if index and line.top - page.lines[index - 1].top > 1.5 * line.size:
            lines.append(frontpage.Line("", centered[index]))
        lines.append(frontpage.Line(" ".join(line.text.split()), centered[index]))
    return frontpage.guess(lines), found[1:]


def _centered(line: Line, width: float) -> bool:
    """Whether a line stands in the middle of the paper, or of the text's own width, which a binding margin shifts."""
    middle = (line.left + line.right) / 2
    return width * 0.46 < middle < width * 0.56 and line.left > width * 0.2


@dataclass(slots=True)
class _Layout:
    """Walks down the rows once."""

    rows: Sequence[Row]
    columns: Columns
    locale: Locale
    width: float
    """Of the paper."""
    pieces: list["_Growing"] = field(default_factory=list)
    at: int = 0
    speaker: str = ""
    more: bool = False

    def read(self) -> None:
        while self.at < len(self.rows):
            row = self.rows[self.at]
            turned = self.at > 0 and self.rows[self.at - 1].page != row.page
            if MORE.fullmatch(row.line.text.strip()) and row.line.left > self.columns.action + WITHIN:
                self.more = True
                self.at += 1
            elif not (self.heading(row) or self.together(row) or self.cue(row, turned)):
                self.other(row, turned)
                self.at += 1

    def add(self, kind: Kind, segments: Sequence[Segment], *, fresh: bool, row: Row, number: str | None = None) -> None:
        self.pieces.append(_Growing(kind, _joined_segments(segments), row, number=number))
        self.more = False

    def heading(self, row: Row) -> bool:
        """A heading, its number in either margin, in both, or before its words."""
        segments = list(row.line.segments)
        number = None
        if len(segments) > 1 and (match := NUMBER.fullmatch(segments[0].text)):
            number, segments = match[1], segments[1:]
        if len(segments) > 1 and (match := NUMBER.fullmatch(segments[-1].text)):
            number, segments = number or match[1], segments[:-1]
        numbered = number is not None and row.line.segments[0] is not segments[0]
        text = "   ".join(segment.text for segment in segments)
        led = LED.match(text)
        if led and number in (None, led[1]) and read_as(text[led.end() :], self.locale) == "scene_heading":
            number = led[1]
            first = segments[0]
            cut = led.end()
            segments[0] = replace(first, text=first.text[cut:], styles=first.styles[cut:])
            text = text[led.end() :]
            numbered = True
        if abs(segments[0].left - self.columns.action) > 3 * WITHIN and not numbered:
            return False
        if not row.fresh and number is None:
            return self.goes_on(row)
        if text != text.upper() or not (numbered or read_as(text, self.locale) == "scene_heading"):
            return False
        self.add("scene_heading", segments, fresh=True, row=row, number=number)
        self.speaker = ""
        self.at += 1
        return True

    def goes_on(self, row: Row) -> bool:
        """The second line of a heading that is too long for one."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.kind != "scene_heading" or row.line.text != row.line.text.upper():
            return False
        if self.pieces[-1].row.line.right < 0.75 * self.columns.edges[self.columns.action]:
            return False
        last.grow(_joined_segments(row.line.segments), row, " ")
        self.at += 1
        return True

    def cue(self, row: Row, turned: bool) -> bool:
        """A name over a speech: in capitals, to the right of the action, words or parentheses right under it."""
        text, left = row.line.text, row.line.left
        if not (row.fresh or turned) or len(row.line.segments) > 1 or left <= self.columns.action + 2 * WITHIN:
            return False
        following = self.rows[self.at + 1] if self.at + 1 < len(self.rows) else None
        named = is_cue(text) or abs(left - self.columns.cue) < 1
        if not named or following is None or following.fresh or following.page != row.page:
            return False
        under = following.line.left
        talks = abs(under - self.columns.dialogue) <= WITHIN or following.line.text.startswith("(")
        if not talks or (abs(left - self.columns.dialogue) <= WITHIN and not following.line.text.startswith("(")):
            return False
        name, extensions, _dual = split_cue(text)
        again = bool(extensions) and CONTINUES.fullmatch(extensions[-1]) is not None
        self.at += 1
        if turned and again and name == self.speaker and self.more:
            self.more = False  # the same speech, over the page
            self.speech(name, joins=True)
            return True
        self.add("character", row.line.segments, fresh=True, row=row)
        self.speech(name)
        return True

    def speech(self, name: str, *, joins: bool = False) -> None:
        """What stands under a cue, over pages, down to the blank line."""
        self.speaker = name
        first = True
        while self.at < len(self.rows):
            row = self.rows[self.at]
            turned = self.rows[self.at - 1].page != row.page
            text, left = row.line.text, row.line.left
            if MORE.fullmatch(text.strip()):
                self.more = True
                self.at += 1
                return
            spoken = abs(left - self.columns.dialogue) <= WITHIN
            aside = text.startswith("(") and left > self.columns.action + 2 * WITHIN
            open_ = self.pieces[-1].kind == "parenthetical" and not self.pieces[-1].text.rstrip().endswith(")")
            beside = turned and len(row.line.segments) > 1
            if (row.fresh and not turned) or beside or not (spoken or aside or open_):
                return
            said = _joined_segments(row.line.segments)
            if open_:
                self.pieces[-1].grow(said, row, " ")
            elif aside and (not spoken or text.rstrip().endswith(")")):
                self.pieces.append(_Growing("parenthetical", said, row))
            elif self.pieces[-1].kind == "dialogue" and (not first or joins):
                self.pieces[-1].grow(said, row, self.glue(self.pieces[-1], row, self.columns.dialogue, joins and first))
            else:
                self.pieces.append(_Growing("dialogue", said, row))
            first = False
            self.at += 1

    def glue(self, piece: "_Growing", row: Row, column: float, over: bool = False) -> str:
        """A newline where the writer broke the line: the next word would have fitted. Else the space, or the hyphen,
        that the page had at its edge."""
        last, advance = piece.row.line, 0.6 * row.line.size
        word = row.line.text.split(" ")[0]
        if not over and last.right + advance * (1 + len(word)) < self.columns.edges[column] - 0.5 * advance:
            return "\n"
        return "" if re.search(r"[^\W\d_]-\Z", piece.text) else " "

    def together(self, row: Row) -> bool:
        """Two cues on one line, and the speeches in two columns under them."""
        segments = row.line.segments
        if len(segments) != 2 or not row.fresh or not all(is_cue(one.text) for one in segments):
            return False
        if margin(segments[0]) or margin(segments[1]) or segments[1].left - segments[0].left < 100:
            return False
        block: list[Line] = []
        end = self.at + 1
        while end < len(self.rows) and not self.rows[end].fresh and self.rows[end].page == row.page:
            block.append(self.rows[end].line)
            end += 1
        if not block:
            return False
        middle = min((one.left for line in block for one in line.segments if one.left > segments[0].right), default=0)
        sides = tuple(
            [one for line in block for one in line.segments if (one.left >= middle - WITHIN > 0) == right]
            for right in (False, True)
        )
        for cue, side, dual in zip(segments, sides, ("left", "right"), strict=True):
            self.pieces.append(_Growing("character", _letters(cue), row, dual="left" if dual == "left" else "right"))
            for one in side:
                last = self.pieces[-1]
                if last.kind == "parenthetical" and not last.text.endswith(")"):
                    last.grow(_letters(one), row, " ")
                elif one.text.startswith("("):
                    self.pieces.append(_Growing("parenthetical", _letters(one), row))
                elif last.kind == "dialogue":
                    last.grow(_letters(one), row, " ")
                else:
                    self.pieces.append(_Growing("dialogue", _letters(one), row))
        self.at = end
        return True

    def other(self, row: Row, turned: bool) -> None:
        """Action, a transition at the right, a line in the middle; speech that goes on over the page."""
        line = row.line
        last = self.pieces[-1] if self.pieces else None
        if turned and self.more and last and abs(line.left - self.columns.dialogue) <= WITHIN:
            self.more = False
            self.speech(self.speaker, joins=True)
            self.at -= 1
            return
        if last and last.kind == "dialogue" and not turned and abs(line.left - self.columns.dialogue) <= WITHIN:
            last.grow(_joined_segments(line.segments), row, "\n\n")  # a blank line that the speech holds
            self.at += 1
            self.speech(self.speaker)
            self.at -= 1
            return
        kind: Kind = "action"
        if line.left > self.columns.action + 2 * WITHIN and row.fresh:
            middle = (line.left + line.right) / 2
            center = (self.columns.action + self.columns.edges[self.columns.action]) / 2
            capital = line.text == line.text.upper()
            ends = line.right > self.columns.right - 10 * WITHIN and line.left > center
            if capital and (ends or read_as(line.text, self.locale) == "transition"):
                kind = "transition"
            elif abs(middle - center) < 3 * WITHIN or _centered(line, self.width):
                kind = "centered"
        elif row.fresh and read_as(line.text, self.locale) == "transition":
            kind = "transition"
        said = _joined_segments(line.segments)
        glue = self.glue(last, row, self.columns.action) if last else ""
        carried = last is not None and turned and not last.text.rstrip().endswith(_ENDS)
        carried = carried and (glue != "\n" or line.text[:1].islower())
        if last and last.kind == kind == "action" and (not row.fresh or (carried and last.row.page == row.page - 1)):
            last.grow(said, row, " " if turned and glue == "\n" else glue)
        else:
            self.add(kind, line.segments, fresh=row.fresh, row=row)


Letters = list[tuple[str, frozenset[Style]]]


def _letters(segment: Segment) -> Letters:
    return list(zip(segment.text, segment.styles, strict=True))


def _joined_segments(segments: Sequence[Segment]) -> Letters:
    out: Letters = []
    for segment in segments:
        if out:
            out.append((" ", frozenset()))
        out.extend(_letters(segment))
    return out


@dataclass(slots=True)
class _Growing:
    """A piece while its lines are put together; ``row`` is the last of them."""

    kind: Kind
    letters: Letters
    row: Row
    number: str | None = None
    dual: str | None = None

    @property
    def text(self) -> str:
        return "".join(letter for letter, _styles in self.letters)

    def grow(self, letters: Letters, row: Row, glue: str) -> None:
        between = self.letters[-1][1] & letters[0][1] if self.letters and letters else frozenset()
        self.letters += [*((letter, between) for letter in glue), *letters]
        self.row = row


def _dressed(growing: _Growing) -> Piece:
    """The piece with its emphasis. A look that all of a heading or a cue has is the template's, and is no emphasis."""
    styles = [styles for _letter, styles in growing.letters]
    if growing.kind in ("scene_heading", "character", "transition"):
        shared = frozenset.intersection(*styles) if styles else frozenset()
        styles = [one - shared for one in styles]
    dual = growing.dual if growing.dual in ("left", "right") else None
    return Piece(growing.kind, growing.text.strip(), spans(styles), number=growing.number, dual=dual)  # type: ignore[arg-type]
