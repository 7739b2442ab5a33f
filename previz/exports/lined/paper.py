"""The lined script as PDF."""

from collections.abc import Sequence

from previz.exports.lined.coverage import Page
from previz.exports.lined.sheet import PAPER, Dot, Stroke, marks
from previz.exports.paper import printed, sheets
from screenplay.elements import Locale

_FONTS = {"mono": "courier", "sans": "helvetica"}


def as_pdf(pages: Sequence[Page], name: str, locale: Locale) -> bytes:
    """The pages, one sheet each: A4 for a script in French, US letter for one in English."""
    pdf = sheets("portrait", "A4" if locale == "fr" else "Letter", title=name)
    assert (round(pdf.w, 1), round(pdf.h, 1)) == PAPER[locale]
    for page in pages:
        pdf.add_page()
        for mark in marks(page, name, locale):
            if isinstance(mark, Stroke):
                pdf.set_draw_color(mark.colour)
                pdf.set_line_width(mark.width)
                pdf.polyline(list(mark.points))
            elif isinstance(mark, Dot):
                pdf.set_fill_color(mark.colour)
                pdf.circle(mark.x, mark.y, mark.radius, style="F")
            else:
                style = "B" * mark.bold + "I" * mark.italic + "U" * mark.underline
                pdf.set_font(_FONTS[mark.font], style, mark.size)
                pdf.set_text_color(mark.colour)
                text = printed(mark.text, keep=True)
                x = mark.x - pdf.get_string_width(text) if mark.anchor == "end" else mark.x
                pdf.text(x, mark.y, text)
    if not pages:
        pdf.add_page()
    return bytes(pdf.output())
