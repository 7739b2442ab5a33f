"""The shot list as PDF, landscape: A4, or A3 when its columns are many."""

import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from previz.exports.paper import printed, sheets, wrapped
from previz.exports.shotlists.listing import Listing, Section
from previz.i18n import speaking
from previz.show import seconds

if TYPE_CHECKING:
    from fpdf import FPDF

MARGIN, FOOT = 10.0, 12.0
SIZE, LINE, PAD = 7.0, 3.1, 1.0
"""Points of the letters, millimetres of a line and of the space around a cell's text."""
CHARACTER = 1.15
"""Millimetres that a character of a column's width asks for."""
LONGEST_WORD = 22.0
"""Millimetres beyond which a word is broken rather than its column widened."""
SHEETS = (("A4", 297.0, 210.0), ("A3", 420.0, 297.0))


def as_pdf(listing: Listing) -> bytes:
    """The sheets. A row is never broken over two pages, unless it is longer than one."""
    name = " – ".join(filter(None, [listing.title, *listing.film[:1]]))
    asked = sum(column.width for column in listing.columns) * CHARACTER
    size, wide, high = next((one for one in SHEETS if one[1] - 2 * MARGIN >= asked), SHEETS[-1])
    pdf = sheets("landscape", size, title=name)
    return _Table(pdf, listing, wide, high).written(printed(name))


def _shared(asked: Sequence[float], needed: Sequence[float], room: float) -> list[float]:
    """Widths in proportion to what is asked, but none less than its words need, as far as the others can give."""
    widths = [room * one / sum(asked) for one in asked]
    short = sum(max(least - one, 0.0) for one, least in zip(widths, needed, strict=True))
    spare = sum(max(one - least, 0.0) for one, least in zip(widths, needed, strict=True))
    if not short or spare < short:
        return widths
    return [
        least if one < least else one - (one - least) * short / spare for one, least in zip(widths, needed, strict=True)
    ]


def _longest(text: str, width: Callable[[str], float]) -> float:
    return max(map(width, printed(text).split(" ")), default=0.0)


class _Table:
    """A table being printed, page after page."""

    def __init__(self, pdf: "FPDF", listing: Listing, wide: float, high: float) -> None:
        self.pdf, self.listing, self.wide, self.bottom = pdf, listing, wide, high - FOOT
        self.y = 0.0
        self.width = lru_cache(maxsize=200_000)(pdf.get_string_width)
        self.widths = _shared([column.width for column in listing.columns], self._words(), wide - 2 * MARGIN)

    def _words(self) -> list[float]:
        """Millimetres that the longest word of each column needs, the heading's and the rows', as far as sense goes."""
        self.pdf.set_font("helvetica", "B", SIZE)
        needed = [_longest(heading, self.pdf.get_string_width) for heading in self.listing.headings]
        self.pdf.set_font("helvetica", "", SIZE)
        for section in self.listing.sections:
            for row in section.cells:
                needed = [max(was, _longest(str(cell), self.width)) for was, cell in zip(needed, row, strict=True)]
        return [min(one, LONGEST_WORD) + 2 * PAD + 0.2 for one in needed]

    def written(self, name: str) -> bytes:
        _ = speaking(self.listing.locale)
        self.name = name
        self.page()
        for section in self.listing.sections:
            first = self.rows(section, 0)
            if self.y + 6 + first > self.bottom:
                self.page()
            self.bar(f"{section.title}", seconds(section.seconds))
            for place in range(len(section.cells)):
                self.row(section, place)
        total = _("{count} shots, {time}", count=self.listing.shots, time=seconds(self.listing.seconds))
        if self.y + 6 > self.bottom:
            self.page()
        self.pdf.set_font("helvetica", "B", 8)
        self.pdf.text(MARGIN, self.y + 5, printed(total))
        return bytes(self.pdf.output())

    def page(self) -> None:
        """A new page with the film's name and the header."""
        self.pdf.add_page()
        self.pdf.set_font("helvetica", "", 8)
        self.pdf.set_text_color(90)
        self.pdf.text(MARGIN, MARGIN, self.name)
        number = str(self.pdf.page_no())
        self.pdf.text(self.wide - MARGIN - self.pdf.get_string_width(number), MARGIN, number)
        self.pdf.set_font("helvetica", "B", SIZE)
        lines = [
            wrapped(heading, width - 2 * PAD, self.pdf.get_string_width)
            for heading, width in zip(self.listing.headings, self.widths, strict=True)
        ]
        tall = max(map(len, lines)) * LINE + 2 * PAD
        self.y = MARGIN + 3
        self.pdf.set_fill_color(48, 52, 58)
        self.pdf.rect(MARGIN, self.y, self.wide - 2 * MARGIN, tall, "F")
        self.pdf.set_text_color(255)
        self._cells(lines)
        self.pdf.set_text_color(25)
        self.y += tall

    def bar(self, title: str, time: str) -> None:
        self.pdf.set_fill_color(228, 230, 234)
        self.pdf.rect(MARGIN, self.y, self.wide - 2 * MARGIN, 6, "F")
        self.pdf.set_font("helvetica", "B", 8.5)
        room = self.wide - 2 * MARGIN - 22
        shown = wrapped(title, room, self.pdf.get_string_width)
        self.pdf.text(MARGIN + PAD, self.y + 4.2, shown[0] + ("…" if len(shown) > 1 else ""))
        self.pdf.text(self.wide - MARGIN - PAD - self.pdf.get_string_width(time), self.y + 4.2, time)
        self.y += 6

    def _lines(self, section: Section, place: int) -> list[list[str]]:
        self.pdf.set_font("helvetica", "", SIZE)
        french = self.listing.locale == "fr"
        return [
            wrapped(
                cell if isinstance(cell, str) else str(cell).replace(".", ",") if french else str(cell),
                width - 2 * PAD,
                self.width,
            )
            for cell, width in zip(section.cells[place], self.widths, strict=True)
        ]

    def rows(self, section: Section, place: int) -> float:
        """Millimetres of a row, no more than a page has."""
        return min(self._tall(section, place, self._lines(section, place)), self.bottom - 30)

    def _tall(self, section: Section, place: int, lines: list[list[str]]) -> float:
        tall = max(map(len, lines)) * LINE + 2 * PAD
        return max(tall, self._picture(section, place)[1] + 2 * PAD)

    def _picture(self, section: Section, place: int) -> tuple[int, float]:
        """The column of the panel, and how tall it is there; -1 and 0 when there is none."""
        at = next((number for number, column in enumerate(self.listing.columns) if column.pictured), -1)
        picture = section.pictures[place]
        if at < 0 or picture is None:
            return -1, 0.0
        from PIL import Image

        with Image.open(io.BytesIO(picture)) as image:
            return at, (self.widths[at] - 2 * PAD) * image.height / image.width

    def row(self, section: Section, place: int) -> None:
        """One shot; what is longer than a page goes on overleaf."""
        lines = self._lines(section, place)
        tall = self._tall(section, place, lines)
        if self.y + tall > self.bottom and tall < self.bottom - 30:
            self.page()
            self.pdf.set_font("helvetica", "", SIZE)
        at, high = self._picture(section, place)
        if at >= 0:
            x = MARGIN + sum(self.widths[:at]) + PAD
            picture = io.BytesIO(section.pictures[place] or b"")
            self.pdf.image(picture, x, self.y + PAD, self.widths[at] - 2 * PAD)
        while True:
            fits = max(int((self.bottom - self.y - 2 * PAD) / LINE), 1)
            part = [cell[:fits] for cell in lines]
            lines = [cell[fits:] for cell in lines]
            self._cells(part)
            tall = max(max(map(len, part)) * LINE, high) + 2 * PAD
            self._borders(tall)
            self.y += tall
            if not any(lines):
                return
            self.page()
            self.pdf.set_font("helvetica", "", SIZE)
            high = 0.0

    def _cells(self, lines: list[list[str]]) -> None:
        x = MARGIN
        for cell, width in zip(lines, self.widths, strict=True):
            for number, line in enumerate(cell):
                if line:
                    self.pdf.text(x + PAD, self.y + PAD + number * LINE + LINE * 0.78, line)
            x += width

    def _borders(self, tall: float) -> None:
        self.pdf.set_draw_color(205)
        self.pdf.set_line_width(0.15)
        x = MARGIN
        for width in self.widths:
            self.pdf.rect(x, self.y, width, tall)
            x += width
