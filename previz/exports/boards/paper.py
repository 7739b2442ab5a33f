"""The storyboard as PDF: panels in a grid, each with its number over it and its words under it."""

import io
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from previz.documents.columns import Column, Teller
from previz.documents.layouts import Layout
from previz.exports.boards.panels import Told
from previz.exports.paper import printed, sheets, wrapped
from previz.i18n import speaking
from previz.show import seconds
from screenplay.elements import Locale
from storyboard.glossary import Glossary

if TYPE_CHECKING:
    from fpdf import FPDF

PAPER = {"fr": ("A4", 210.0, 297.0), "en": ("letter", 215.9, 279.4)}
MARGIN, HEADER, GAP, BAR = 10.0, 8.0, 4.0, 4.6
"""Millimetres: around the page, under its header, between panels, and of the strip that names a scene."""
MM = 25.4 / 72
"""Millimetres of a point."""
LEADING = 1.18

Picture = Callable[[Told, float], tuple[bytes, int, int]]
"""Gives a panel as JPEG for so many millimetres of width, and its size in pixels."""


@dataclass(frozen=True, slots=True)
class Book:
    """A storyboard ready to be printed."""

    film: tuple[str, ...]
    """Title, authors, and draft with its date, as far as the script gives them."""
    locale: Locale
    words: Glossary
    panels: tuple[Told, ...]
    seconds: float
    """Of the whole film."""
    shots: int


def as_pdf(book: Book, layout: Layout, picture: Picture) -> bytes:
    """All pages. Words that have no room under their picture go on in the next place of the grid."""
    _ = speaking(book.locale)
    name, wide, high = PAPER.get(book.locale, PAPER["fr"])
    if layout.orientation == "landscape":
        wide, high = high, wide
    title = " – ".join(filter(None, [_("Storyboard"), *book.film[:1]]))
    return _Pages(sheets(layout.orientation, name, title=title), book, layout, wide, high).written(picture)


class _Pages:
    """A grid being filled, page after page."""

    def __init__(self, pdf: "FPDF", book: Book, layout: Layout, wide: float, high: float) -> None:
        self.pdf, self.book, self.layout, self.size = pdf, book, layout, (wide, high)
        self.teller = Teller(book.words, speaking(book.locale))
        self.cell = (
            (wide - 2 * MARGIN - (layout.columns - 1) * GAP) / layout.columns,
            (high - 2 * MARGIN - HEADER - (layout.rows - 1) * GAP) / layout.rows,
        )
        self.line = layout.letters * LEADING * MM
        self.place = layout.columns * layout.rows

    def written(self, picture: Picture) -> bytes:
        for one in self.book.panels:
            self.panel(one, picture)
        return bytes(self.pdf.output())

    def next(self) -> tuple[float, float]:
        """The upper left corner of the next place."""
        if self.place == self.layout.columns * self.layout.rows:
            self.page()
            self.place = 0
        row, column = divmod(self.place, self.layout.columns)
        self.place += 1
        return MARGIN + column * (self.cell[0] + GAP), MARGIN + HEADER + row * (self.cell[1] + GAP)

    def page(self) -> None:
        """A new page with its header: film and draft, what the whole lasts, page."""
        self.pdf.add_page()
        self.pdf.set_text_color(90)
        self.pdf.set_font("helvetica", "", 8)
        _ = self.teller._
        total = _("{count} shots, {time}", count=self.book.shots, time=seconds(self.book.seconds))
        right = printed(f"{total}   –   {self.pdf.page_no()}")
        left = printed(" – ".join(filter(None, self.book.film)))
        room = self.size[0] - 2 * MARGIN - self.pdf.get_string_width(right) - 5
        self.pdf.text(MARGIN, MARGIN + 3, _cut(left, room, self.pdf.get_string_width))
        self.pdf.text(self.size[0] - MARGIN - self.pdf.get_string_width(right), MARGIN + 3, right)
        self.pdf.set_draw_color(190)
        self.pdf.set_line_width(0.2)
        self.pdf.line(MARGIN, MARGIN + 4.8, self.size[0] - MARGIN, MARGIN + 4.8)

    def panel(self, one: Told, picture: Picture) -> None:
        """A picture with its words: all of them as wide as it is, in the middle of its place."""
        x, top = self.next()
        data, across, down = picture(one, self.cell[0])
        tall = min(self.cell[0] * down / across, self.cell[1] * self.layout.picture)
        wide = tall * across / down
        aside = (self.cell[0] - wide) / 2
        self.strip(one, x + aside, top, wide)
        y = self.over(one, x + aside, top + BAR, wide, "")
        self.pdf.image(io.BytesIO(data), x + aside, y, wide, tall)
        self.pdf.set_draw_color(60)
        self.pdf.set_line_width(0.25)
        self.pdf.rect(x + aside, y, wide, tall)
        waiting = self.under(one, wide)
        y += tall + 1.2
        while waiting:
            self.lines(waiting, x + aside, y, top + self.cell[1])
            if waiting:
                x, top = self.next()
                y = self.over(one, x + aside, top + BAR, wide, self.teller._("continued"))

    def strip(self, one: Told, x: float, y: float, wide: float) -> None:
        """The name of the scene that a panel opens; the room is kept over all, so that pictures stand in rows."""
        if not one.opens:
            return
        self.pdf.set_fill_color(48, 52, 58)
        self.pdf.rect(x, y, wide, BAR - 0.6, "F")
        self.pdf.set_font("helvetica", "B", 7)
        self.pdf.set_text_color(255)
        heading = printed(f"{one.row.scene}. {one.row.heading or self.teller._('(no heading)')}")
        self.pdf.text(x + 1, y + 2.9, _cut(heading, wide - 2, self.pdf.get_string_width))

    def over(self, one: Told, x: float, y: float, wide: float, more: str) -> float:
        """The line over a picture: which shot, how it is framed, how long, when. Where the picture begins."""
        head, time = (
            [printed(self.field(one, [name])) for name in names] for names in (self.layout.head, self.layout.time)
        )
        letters = self.layout.letters
        right = "" if more else "   ".join(filter(None, time))
        self.pdf.set_text_color(110)
        self.pdf.set_font("helvetica", "", letters)
        edge = x + wide - self.pdf.get_string_width(right)
        self.pdf.text(edge, y + letters * MM, right)
        self.pdf.set_text_color(20)
        self.pdf.set_font("helvetica", "B", letters + 1)
        first = "".join(head[:1])
        self.pdf.text(x, y + letters * MM, first)
        at = x + self.pdf.get_string_width(f"{first}  ")
        self.pdf.set_font("helvetica", "", letters)
        rest = f"({printed(more)})" if more else "  ".join(filter(None, head[1:]))
        self.pdf.text(at, y + letters * MM, _cut(rest, edge - at - 1, self.pdf.get_string_width))
        return y + letters * MM + 1.1

    def field(self, one: Told, fields: Sequence[str]) -> str:
        return str(Column(tuple(fields), {}, 1, between=" – ").cell(self.teller, one.row))

    def under(self, one: Told, wide: float) -> deque[tuple[str, str]]:
        """Style and text of each line under a picture: what is played upright, what is said of it in italics."""
        found: deque[tuple[str, str]] = deque()
        for fields in self.layout.under:
            style = "" if "played" in fields else "I"
            self.pdf.set_font("helvetica", style, self.layout.letters)
            for paragraph in filter(None, self.field(one, fields).split("\n")):
                found += ((style, line) for line in wrapped(paragraph, wide, self.pdf.get_string_width))
        return found

    def lines(self, waiting: deque[tuple[str, str]], x: float, y: float, bottom: float) -> None:
        """As many lines as there is room for, at least one."""
        self.pdf.set_text_color(25)
        first = True
        while waiting and (first or y + self.line <= bottom):
            style, text = waiting.popleft()
            self.pdf.set_font("helvetica", style, self.layout.letters)
            self.pdf.text(x, y + self.layout.letters * MM, text)
            y += self.line
            first = False


def _cut(text: str, room: float, width: Callable[[str], float]) -> str:
    """The text, or as much of it as fits, with dots."""
    if width(text) <= room:
        return text
    while text and width(text + "…") > room:
        text = text[:-1]
    return text + "…"
