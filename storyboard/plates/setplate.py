"""The plate of a set: empty, wide and from a corner, with its plan and what the text put into it."""

import math
from dataclasses import dataclass

import numpy as np

from storyboard.plates.lettered import broken, write
from storyboard.sketch.canvas import Canvas, Outline
from storyboard.sketch.sets import draw_set
from storyboard.sketch.style import Style
from storyboard.stage.footprint import corners
from storyboard.stage.geometry import Camera, Light, Piece, SetPlan, Setup
from storyboard.stage.kinds import kinds

_LEFT = 34.0


@dataclass(frozen=True, slots=True)
class SetSheet:
    """What a set's sheet shows. All words are in the reader's language."""

    name: str
    facts: str
    """Which scenes play there."""
    plan: SetPlan
    light: Light
    pieces: dict[str, str]
    """What the kinds of pieces are called."""
    said: tuple[str, ...]
    """What else there is to say of it, a paragraph each."""


def draw_plate(canvas: Canvas, sheet: SetSheet, style: Style) -> None:
    """Draw the sheet on a canvas as wide as a turnaround's."""
    across = canvas.width - 2 * _LEFT
    write(canvas, sheet.name, (_LEFT, 38), 28, bold=True, room=across)
    write(canvas, sheet.facts, (_LEFT, 66), 14, tone=0.3, room=across)
    large = across * 0.63
    small = across - large - 14
    wide, corner = cameras(sheet.plan)
    for camera, (left, top, width) in ((wide, (_LEFT, 86.0, large)), (corner, (_LEFT + large + 14, 86.0, small))):
        with canvas.inset(left, top, width, width * 9 / 16) as inset:
            draw_set(inset, Setup("", 0, (), sheet.plan, sheet.light, (), camera), style)
        _frame(canvas, left, top, width, width * 9 / 16)
    top = 86.0 + small * 9 / 16 + 14
    with canvas.inset(_LEFT + large + 14, top, small, canvas.height - top - 26) as inset:
        draw_plan(inset, sheet.plan, sheet.pieces, style)
    low = 86.0 + large * 9 / 16 + 28
    for paragraph in sheet.said:
        for line in broken(paragraph, 13, large):
            if low > canvas.height - 20:
                return
            write(canvas, line, (_LEFT, low), 13, tone=0.15)
            low += 18.0
        low += 5.0


def cameras(plan: SetPlan) -> tuple[Camera, Camera]:
    """A wide view from the audience's side, and one from a corner, from higher up."""
    width = min(plan.width, 18.0)
    away = width * 0.52 / (18.0 / 24.0)
    eye = min(1.6, plan.height * 0.62) if plan.interior else 1.6
    wide = Camera((-0.12 * width, plan.depth * 0.3 - away, eye), 85.0, -4.0, 0.0, 24.0)
    high = max(plan.height - 0.25, 1.2) if plan.interior else 3.4
    near = plan.depth * 0.28 - away * 0.75
    corner = Camera((0.46 * width, near, min(high, 3.4)), 117.0, -13.0, 0.0, 22.0)
    return wide, corner


def _frame(canvas: Canvas, left: float, top: float, width: float, height: float) -> None:
    right, bottom = left + width, top + height
    ring = np.array([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)])
    canvas.strokes(np.stack([ring[:-1], ring[1:]], axis=1), 1.0, 0.3)


def draw_plan(canvas: Canvas, plan: SetPlan, words: dict[str, str], style: Style) -> None:
    """The set from above, the audience's side at the bottom; pieces large enough are named."""
    margin = 60.0
    width, depth = max(plan.width, 0.5), max(plan.depth, 0.5)
    scale = min((canvas.width - 2 * margin) / width, (canvas.height - 2 * margin) / depth)

    def place(points: Outline) -> Outline:
        x = canvas.width / 2 + points[:, 0] * scale
        y = canvas.height / 2 - (points[:, 1] - depth / 2) * scale
        return np.stack([x, y], axis=1)

    half = width / 2
    floor = place(np.array([(-half, 0.0), (half, 0.0), (half, depth), (-half, depth)]))
    canvas.fill(floor, 0.96)
    if plan.interior:
        canvas.stroke(np.concatenate([floor, floor[:2]]), 7.0, 0.15)
    named: list[tuple[Piece, Outline]] = []
    above = {name for name, kind in kinds().items() if kind.hangs or kind.hollow}  # lamps, the body of a car
    seen = [piece for piece in plan.pieces if piece.kind not in above]
    for piece in sorted(seen, key=lambda one: one.at[2] + one.size[2] * 0.1):
        outline = place(corners(piece))
        known = kinds().get(piece.kind)
        opening = known is not None and known.wall and piece.size[1] < 0.2
        canvas.fill(outline, 1.0 if opening else 0.75 + 0.2 * piece.tone)
        canvas.stroke(np.concatenate([outline, outline[:1]]), style.background * 1.6, 0.2)
        named.append((piece, outline))
    for piece, outline in named:
        name = piece.label or words.get(piece.kind, "")
        room = float(np.ptp(outline[:, 0]))
        if name and room > 46 and float(np.ptp(outline[:, 1])) > 20:
            size = min(22.0, room / max(len(name) * 0.55, 1.0))
            if size > 9:
                canvas.letter(name, (float(outline[:, 0].mean()), float(outline[:, 1].mean())), size, 0.15)
    metres = max(1, math.floor(width / 3))
    y = canvas.height - 24.0
    bar = np.array([[(margin, y), (margin + metres * scale, y)]])
    canvas.strokes(bar, 3.0, 0.2)
    canvas.letter(f"{metres} m", (margin + metres * scale / 2, y - 18), 20, 0.25)
