"""Sheets as pictures and as SVG, by the hand that draws the panels."""

from storyboard.panels import Picture
from storyboard.plates.setplate import SetSheet, draw_plate
from storyboard.plates.turnaround import ASPECT, CharacterSheet, draw_character
from storyboard.sketch import style as styles
from storyboard.sketch.canvas import Canvas, Raster
from storyboard.sketch.style import Style
from storyboard.sketch.vector import Vector

SIZE = (2036, 1440)
"""Pixels of a sheet: A4 on its side at 174 to the inch."""


def picture(sheet: CharacterSheet | SetSheet, name: str) -> Picture:
    """A sheet in pixels, in the style of that ``name``: RGB, [height, width, 3] of ``SIZE``."""
    style = styles.style(name)
    canvas = Raster(SIZE, paint=style.paint)
    _draw(canvas, sheet, style)
    return canvas.picture(style.ink, style.paper)


def document(sheet: CharacterSheet | SetSheet, name: str) -> str:
    """The same as SVG."""
    style = styles.style(name)
    canvas = Vector(ASPECT, ink=style.ink, paper=style.paper, paint=style.paint)
    _draw(canvas, sheet, style)
    return canvas.document(SIZE, title=sheet.name)


def _draw(canvas: Canvas, sheet: CharacterSheet | SetSheet, style: Style) -> None:
    if isinstance(sheet, CharacterSheet):
        draw_character(canvas, sheet, style)
    else:
        draw_plate(canvas, sheet, style)
