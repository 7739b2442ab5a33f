"""The lined script as one HTML page that needs nothing but itself: a picture of each sheet, whose text is text."""

from collections.abc import Sequence
from html import escape

from previz.exports.lined.coverage import Page
from previz.exports.lined.sheet import LETTER, PAPER, PT, Dot, Mark, Stroke, marks
from previz.show import printable
from screenplay.elements import Locale

_STYLE = """
body { margin: 0; background: #888 }
svg { display: block; margin: 1em auto; background: #fff; width: min(100%%, 60em); height: auto }
text { white-space: pre } .mono { font-family: "Courier Prime", Courier, "Courier New", monospace }
.sans { font-family: Helvetica, Arial, sans-serif } polyline { fill: none; stroke-linejoin: round }
@page { margin: 0; size: %s }
@media print { body { background: none } svg { margin: 0; width: 100%%; break-after: page } }
""".strip()


def as_html(pages: Sequence[Page], name: str, locale: Locale) -> bytes:
    """The page. All that comes from the script is escaped."""
    wide, high = PAPER[locale]
    title = escape(printable(name))
    parts = [
        f'<!DOCTYPE html>\n<html lang="{locale}"><head><meta charset="utf-8"><title>{title}</title>',
        f"<style>\n{_STYLE % ('A4' if locale == 'fr' else 'letter')}\n</style></head><body>",
    ]
    for page in pages:
        parts.append(f'<svg viewBox="0 0 {wide} {high}">')
        parts += [_mark(mark) for mark in marks(page, name, locale)]
        parts.append("</svg>")
    parts.append("</body></html>\n")
    return "\n".join(parts).encode("utf-8", "replace")


def _mark(mark: Mark) -> str:
    if isinstance(mark, Stroke):
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in mark.points)
        return f'<polyline points="{points}" stroke="{mark.colour}" stroke-width="{mark.width:.2f}"/>'
    if isinstance(mark, Dot):
        return f'<circle cx="{mark.x:.2f}" cy="{mark.y:.2f}" r="{mark.radius:.2f}" fill="{mark.colour}"/>'
    looks = [
        f'x="{mark.x:.2f}" y="{mark.y:.2f}" class="{mark.font}" font-size="{mark.size * PT:.2f}"',
        'font-weight="bold"' if mark.bold else "",
        'font-style="italic"' if mark.italic else "",
        'text-decoration="underline"' if mark.underline else "",
        'text-anchor="end"' if mark.anchor == "end" else "",
        f'fill="{mark.colour}"' if mark.colour != "#000000" else "",
    ]
    if mark.font == "mono":  # whatever Courier the reader has, columns stay
        length = len(mark.text) * LETTER * mark.size / 12
        looks.append(f'textLength="{length:.2f}" lengthAdjust="spacingAndGlyphs"')
    return f"<text {' '.join(filter(None, looks))}>{escape(printable(mark.text))}</text>"
