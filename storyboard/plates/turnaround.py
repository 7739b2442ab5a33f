"""The turnaround of a character: front, three quarters, profile and back, every expression, and what the text says."""

from dataclasses import dataclass, replace
from typing import get_args

import numpy as np

from storyboard.plates.lettered import broken, wide, write
from storyboard.sketch.canvas import Canvas
from storyboard.sketch.figures import body_box, draw_figure, skeleton
from storyboard.sketch.seen import View
from storyboard.sketch.style import Style
from storyboard.stage.geometry import Camera, Expression, Figure, Light, Look
from storyboard.stage.lens import distance

ASPECT = 2**0.5
"""Of a sheet: A-sizes on their side."""
_VIEWS = (-90.0, -48.0, 0.0, 90.0)
"""Yaws of the four figures: the camera looks along +90."""
_LENS = 135.0
"""Millimetres: long, so that all four are seen as from afar."""
_LEFT, _RIGHT = 34.0, 34.0
EXPRESSIONS: tuple[Expression, ...] = get_args(Expression)


@dataclass(frozen=True, slots=True)
class CharacterSheet:
    """What a character's sheet shows. All words are in the reader's language."""

    character: str
    name: str
    facts: str
    """Age and height, in a line."""
    look: Look
    said: tuple[str, ...]
    """What the text says of them, a paragraph each, with its line."""
    views: tuple[str, ...]
    """What the four views are called."""
    expressions: tuple[str, ...]
    """What the expressions are called, in the order of ``EXPRESSIONS``."""


def draw_character(canvas: Canvas, sheet: CharacterSheet, style: Style) -> None:
    """Draw the sheet on a canvas ``ASPECT`` wide."""
    across = canvas.width - _LEFT - _RIGHT
    write(canvas, sheet.name, (_LEFT, 38), 30, bold=True, room=across * 0.6)
    write(canvas, sheet.facts, (canvas.width - _RIGHT - wide(sheet.facts, 15), 40), 15, tone=0.3)
    with canvas.inset(_LEFT, 62, across, 400) as inset:
        _turn(inset, sheet, style)
    step = across / len(sheet.views)
    for number, name in enumerate(sheet.views):
        canvas.letter(name, (_LEFT + step * (number + 0.5), 474), 13, 0.3)
    low = 488.0
    if not sheet.look.animal:
        _faces(canvas, sheet, style, low)
        low += 128.0
    low += 12.0
    for paragraph in sheet.said:
        for line in broken(paragraph, 13, across):
            if low > canvas.height - 16:
                return
            write(canvas, line, (_LEFT, low), 13, tone=0.15)
            low += 18.0
        low += 4.0


def _turn(canvas: Canvas, sheet: CharacterSheet, style: Style) -> None:
    aspect = canvas.width / canvas.height
    boxes = body_box(Figure(sheet.character, (0.0, 0.0, 0.0), 0.0, look=sheet.look))
    low, high = np.min([box[0] for box in boxes], axis=0), np.max([box[1] for box in boxes], axis=0)
    # all four beside one another, the longest one in profile
    tall = max(float(high[2]) * 1.08, float(np.ptp([low[0], high[0]])) * len(_VIEWS) * 1.15 / aspect, 0.2)
    away = distance(tall, _LENS, aspect)
    camera = Camera((0.0, -away, tall * 0.46), 90.0, 0.0, 0.0, _LENS)
    view = View(camera, canvas.width, canvas.height)
    step = tall * aspect / len(_VIEWS)
    metres = 0.5 if tall > 0.8 else 0.1
    marks = np.arange(0.0, tall * 0.95, metres)
    ends = np.array([[(-step * 2, 0.0, z), (step * 2, 0.0, z)] for z in marks])
    lines, _ = view.segments(ends, 0.0)
    canvas.strokes(lines, style.background, 0.8)
    for z, line in zip(marks[1:], lines[1:], strict=False):
        write(canvas, f"{z:.1f} m", (8.0, float(line[0, 1]) - 14), 20, tone=0.55)
    for number, yaw in enumerate(_VIEWS):
        at = (step * (number - (len(_VIEWS) - 1) / 2), 0.0, 0.0)
        figure = Figure(sheet.character, at, yaw, look=sheet.look)
        with canvas.layer(f"view {number + 1}"):
            draw_figure(canvas, figure, camera, aspect, Light(), style)


def _faces(canvas: Canvas, sheet: CharacterSheet, style: Style, top: float) -> None:
    step = (canvas.width - _LEFT - _RIGHT) / len(EXPRESSIONS)
    plain = Figure(sheet.character, (0.0, 0.0, 0.0), -62.0, look=sheet.look)
    bones = skeleton(plain)
    x, y, z = (float(value) for value in (bones["crown"] + bones["chin"]) / 2)
    for number, (expression, name) in enumerate(zip(EXPRESSIONS, sheet.expressions, strict=True)):
        left = _LEFT + step * number
        with canvas.inset(left + 1, top, step - 2, 104) as inset, inset.layer(f"face {expression}"):
            aspect = inset.width / inset.height
            high = bones.head * 1.75
            away = distance(high, 85.0, aspect)
            camera = Camera((x, y - away, z), 90.0, 0.0, 0.0, 85.0)
            figure = replace(plain, expression=expression, gaze=(x - 0.4, y - away, z))
            draw_figure(inset, figure, camera, aspect, Light(), style)
        canvas.letter(name, (left + step / 2, top + 115), 11, 0.3)
