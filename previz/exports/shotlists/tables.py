"""The shot list for spreadsheets: CSV and XLSX. Whatever a cell says, no spreadsheet runs it."""

import csv
import io
from datetime import datetime
from typing import Any

from previz.documents.columns import Cell
from previz.errors import PrevizError
from previz.exports.shotlists.listing import Listing, Section
from previz.i18n import _, speaking
from previz.show import printable, seconds

LONGEST = 32_000
"""Characters of a cell; Excel takes 32 767."""
LINE, PIXELS = 15.0, 7.0
"""Points of a line of text, and pixels of one character's width, in Excel's own letters."""
POINTS = 0.75
"""Of a pixel."""
TALLEST = 409.0
"""Points of a row, Excel's limit."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(listing: Listing) -> bytes:
    """UTF-8 with its mark, which tells Excel the encoding. A French Excel wants ``;`` and a decimal comma."""
    french = listing.locale == "fr"
    text = io.StringIO(newline="")
    sheet = csv.writer(text, delimiter=";" if french else ",", lineterminator="\r\n")
    shown = [number for number, column in enumerate(listing.columns) if not column.pictured]
    sheet.writerow([listing.headings[number] for number in shown])
    for section in listing.sections:
        for cells in section.cells:
            sheet.writerow([_plain(cells[number], french=french) for number in shown])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def _plain(cell: Cell, *, french: bool) -> str:
    if not isinstance(cell, str):
        return str(cell).replace(".", ",") if french else str(cell)
    text = _text(cell)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def _text(cell: str) -> str:
    text = printable(cell)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def as_xlsx(listing: Listing) -> bytes:
    """A sheet with a frozen header, a bar for each scene, and a print setup: landscape, as wide as the page, the header
    on each. Raises PrevizError when the library is not installed."""
    try:
        import xlsxwriter
    except ImportError as error:
        message = _("a spreadsheet asks for xlsxwriter: run “pip install 'ecriture-liquide[sheets]'”, or write .csv")
        raise PrevizError(message) from error
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = " – ".join(filter(None, [listing.title, *listing.film[:1]]))
    book.set_properties({"title": title, "author": " ".join(listing.film[1:2]), "created": datetime(2000, 1, 1)})  # noqa: DTZ001 -- the same list is the same file
    sheet = book.add_worksheet(_sheet_name(listing.title))
    base = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#d0d0d0"}
    looks = {
        str: book.add_format(base),
        int: book.add_format({**base, "num_format": "0", "align": "right"}),
        float: book.add_format({**base, "num_format": "0.0#", "align": "right"}),
    }
    head = book.add_format({**base, "bold": True, "bg_color": "#30343a", "font_color": "#ffffff", "valign": "vcenter"})
    bar = book.add_format({"bold": True, "bg_color": "#e4e6ea", "valign": "vcenter"})
    for number, (column, heading) in enumerate(zip(listing.columns, listing.headings, strict=True)):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, _text(heading), head)
    sheet.set_row(0, 2 * LINE)
    at, last = 1, len(listing.columns) - 1
    for section in listing.sections:
        sheet.set_row(at, 20)
        title = _text(f"{section.title}   {seconds(section.seconds)}")
        sheet.write_string(at, 0, title, bar)
        for number in range(1, last + 1):
            sheet.write_blank(at, number, None, bar)
        for place, cells in enumerate(section.cells):
            row = at + 1 + place
            sheet.set_row(row, min(TALLEST, _height(listing, section, place)))
            for number, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, number, _text(cell), looks[str])
                else:
                    sheet.write_number(row, number, cell, looks[type(cell)])
                picture = section.pictures[place]
                if listing.columns[number].pictured and picture is not None:
                    wide, _high = _size(picture)
                    scale = (listing.columns[number].width * PIXELS + 1) / wide
                    options = {"image_data": io.BytesIO(picture), "x_scale": scale, "y_scale": scale, "x_offset": 2,
                               "y_offset": 2, "object_position": 1, "description": str(cells[0])}  # fmt: skip
                    sheet.insert_image(row, number, "panel.jpg", options)
        at += 1 + len(section.cells)
    _printed(sheet, listing, at, last)
    book.close()
    return file.getvalue()


def _printed(sheet: Any, listing: Listing, rows: int, last: int) -> None:
    """How it comes out of a printer."""
    _ = speaking(listing.locale)
    sheet.freeze_panes(1, min(2, last))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9 if listing.locale == "fr" else 1)  # A4, US letter
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.print_area(0, 0, max(rows - 1, 0), last)
    name = " – ".join(filter(None, [listing.title, *listing.film[:1]])).replace("&", "&&")[:120]
    page = _("page {page} of {pages}", page="&P", pages="&N")
    sheet.set_header(f"&L{name}&R{page}")


def _height(listing: Listing, section: Section, place: int) -> float:
    """Points that a row needs: its longest cell wrapped, and its picture."""
    most = 1
    for column, cell in zip(listing.columns, section.cells[place], strict=True):
        room = max(column.width - 1, 1)
        most = max(most, sum(max(1, -(-len(line) // int(room) or 1)) for line in str(cell).split("\n")))
    tall = most * LINE + 2
    picture = section.pictures[place]
    if picture is not None:
        wide, high = _size(picture)
        column = next(one for one in listing.columns if one.pictured)
        tall = max(tall, (column.width * PIXELS + 1) * high / wide * POINTS + 4)
    return tall


def _size(picture: bytes) -> tuple[int, int]:
    """Width and height of a JPEG, from its frame header (ITU T.81 B.2.2)."""
    at = 2
    while picture[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(picture[at + 2 : at + 4])
    return int.from_bytes(picture[at + 7 : at + 9]), int.from_bytes(picture[at + 5 : at + 7])


def _sheet_name(title: str) -> str:
    """What Excel takes as a sheet's name: 31 characters without its seven signs."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)[:31].strip() or "1"
