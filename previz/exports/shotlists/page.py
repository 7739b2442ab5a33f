"""The shot list as one page of HTML that needs nothing but itself: for a screen, and for a printer."""

import base64
from html import escape

from previz.documents.columns import Cell
from previz.exports.shotlists.listing import Listing, Section
from previz.i18n import speaking
from previz.show import printable, seconds

_STYLE = """
@page { size: landscape; margin: 10mm }
body { font: 13px/1.35 Helvetica, Arial, sans-serif; color: #222; margin: 1.5em }
h1 { font-size: 1.5em; margin: 0 } p.film { color: #666; margin: .2em 0 1.5em }
h2 { font-size: 1.05em; background: #e4e6ea; padding: .35em .5em; margin: 1.4em 0 0; break-after: avoid }
h2 span { float: right; font-weight: normal; color: #555 }
table { border-collapse: collapse; width: 100% }
th { background: #30343a; color: #fff; text-align: left; font-size: .85em }
th, td { border: 1px solid #d0d0d0; padding: .3em .4em; vertical-align: top; overflow-wrap: break-word }
td { white-space: pre-line } td.number { text-align: right; white-space: nowrap } tr { break-inside: avoid }
td img { display: block; width: 100% } thead { display: table-header-group }
figure { margin: .6em 0; max-width: 46em } figure svg { width: 100%; height: auto; max-height: 28em }
@media print { body { font-size: 8px; margin: 0 } }
""".strip()


def as_html(listing: Listing) -> bytes:
    """The page. All that comes from the script is escaped."""
    _ = speaking(listing.locale)
    film = " – ".join(filter(None, listing.film))
    title = " – ".join(filter(None, [listing.title, *listing.film[:1]]))
    total = _("{count} shots, {time}", count=listing.shots, time=seconds(listing.seconds))
    widths = sum(column.width for column in listing.columns)
    columns = "".join(f'<col style="width:{100 * one.width / widths:.2f}%">' for one in listing.columns)
    head = "".join(f"<th>{_text(heading)}</th>" for heading in listing.headings)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{listing.locale}"><head><meta charset="utf-8">',
        f"<title>{_text(title)}</title>\n<style>\n{_STYLE}\n</style></head><body>",
        f"<h1>{_text(listing.title)}</h1>\n<p class=film>{_text(film)}{' – ' if film else ''}{_text(total)}</p>",
    ]
    for section in listing.sections:
        parts.append(f"<h2>{_text(section.title)}<span>{seconds(section.seconds)}</span></h2>")
        if section.plan:
            parts.append(f"<figure>{section.plan}</figure>")
        parts.append(f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>")
        parts += [_row(listing, section, place) for place in range(len(section.cells))]
        parts.append("</tbody></table>")
    parts.append("</body></html>\n")
    return "\n".join(parts).encode("utf-8", "replace")


def _row(listing: Listing, section: Section, place: int) -> str:
    cells = []
    for column, cell in zip(listing.columns, section.cells[place], strict=True):
        picture = section.pictures[place]
        if column.pictured:
            shown = "" if picture is None else f'<img alt="" src="data:image/jpeg;base64,{_encoded(picture)}">'
            cells.append(f"<td>{shown}</td>")
        elif isinstance(cell, str):
            cells.append(f"<td>{_text(cell)}</td>")
        else:
            cells.append(f"<td class=number>{_number(cell, listing)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _encoded(picture: bytes) -> str:
    return base64.b64encode(picture).decode()


def _number(cell: Cell, listing: Listing) -> str:
    return str(cell).replace(".", ",") if listing.locale == "fr" else str(cell)


def _text(text: str) -> str:
    return escape(printable(text))
