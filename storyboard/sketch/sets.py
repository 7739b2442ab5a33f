"""A set drawn through a camera: the shell or the open air, the pieces and the people in the order the eye settles."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.layout import SOFT, Actor, Layout, in_order, lay_out, lies_flat
from storyboard.sketch.rooms import draw_room
from storyboard.sketch.seen import Solids, View
from storyboard.sketch.skies import draw_outside, draw_weather
from storyboard.sketch.sprites import draw_sprite
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tones import Lighting, lighting
from storyboard.stage.footprint import corners, holds
from storyboard.stage.geometry import SetPlan, Setup
from storyboard.stage.kinds import kinds

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
_RECEDE = 0.34
"""How far tones three metres and more behind the subject pale by day."""
VEHICLES = frozenset({"car", "van", "truck", "bus", "boat", "carriage"})
_HATCHED = 14
"""Most faces that are hatched on one panel."""


def draw_set(
    canvas: Canvas,
    setup: Setup,
    style: Style,
    actors: Sequence[Actor] = (),
    *,
    focus: float | None = None,
    backdrop: bool = True,
) -> None:
    """Draw the set of a setup with its ``actors``; ``focus`` is the distance in metres that is sharp."""
    plan = setup.plan
    light = lighting(plan, setup.light, [actor.figure for actor in actors])
    layout = lay_out(setup, canvas.width, canvas.height, actors, focus=focus, hand=style.wobble * 0.8)
    view = layout.view
    line = float(np.clip(style.background_tone + 0.012 * layout.far, 0, 0.7))
    if backdrop:
        fine = layout.far < SOFT
        with canvas.layer("backdrop"):
            if plan.interior and plan.template != "car":
                draw_room(canvas, view, plan, light, style, line=line, fine=fine)
            else:
                draw_outside(canvas, view, plan, setup.light, light, style, line=line, fine=fine)
    painter = _Painter(canvas, layout, light, style, heroes=_heroes(setup, layout))
    for group in layout.lying():
        painter.group(group)
    with canvas.layer("shadows"):
        _shadows(canvas, view, plan, layout.things, layout.shown, light, style, layout.actors)
    _compose(canvas, layout, painter, setup.subjects, style)
    with canvas.layer("weather"):
        draw_weather(canvas, plan, setup.light, style, seed(plan.location, setup.shot, "weather"))


def _heroes(setup: Setup, layout: Layout) -> frozenset[str]:
    """Ids of the pieces that act: what drives by, what somebody sits in at the wheel."""
    moving = {path.character for path in setup.paths}
    aboard = [actor.figure.at for actor in layout.actors if actor.figure.sill]
    return frozenset(
        piece.id for piece in layout.things.pieces
        if piece.id in moving or (piece.kind in VEHICLES and any(holds(piece, at) for at in aboard))
    )  # fmt: skip


def _compose(canvas: Canvas, layout: Layout, painter: "_Painter", subjects: Sequence[str], style: Style) -> None:
    """Draw parts and actors from back to front; smudge what lies behind once, before the first that is sharp."""
    sharp = False
    for item, distance in in_order(layout):
        if not isinstance(item, Actor):
            painter.group(item)
            continue
        if not sharp and layout.far > SOFT and (item.figure.character in subjects or distance < layout.focus * 1.3):
            sharp = True
            canvas.soften(min(layout.far * 0.11, 4.5) * style.blur)
        with canvas.layer(f"character {item.figure.character}"):
            item.draw()


class _Painter:
    """Draws one part after another with the light and the distance in its tones and lines."""

    def __init__(
        self, canvas: Canvas, layout: Layout, light: Lighting, style: Style, *, heroes: frozenset[str] = frozenset()
    ) -> None:
        self.canvas, self.light, self.style = canvas, light, style
        self.view, self.things, self.seen = layout.view, layout.things, layout.seen
        things, distance, focus = layout.things, layout.distance, layout.focus
        smudge = layout.smudge * style.blur
        tones = light.lit(things.tones, things.normals, things.middles) if len(things.tones) else things.tones
        glow = np.where(things.tones > 0.9, 0.98, things.tones) if light.dark else 1 - (1 - things.tones) * light.paper
        if len(things.tones):  # what lies on the ground is lit as the ground is
            lying = np.array([lies_flat(things.pieces[part.piece]) for part in things.parts], np.bool_)[
                things.face_part
            ]
            tones = np.where(lying, np.clip(things.tones * light.gain(things.middles), 0.02, 1.0), tones)
        self.tones = np.where(things.glow, glow, tones)
        self.distance, self.smudge = distance, smudge
        veil = 1 - np.exp(-0.7 * distance / light.haze) if math.isfinite(light.haze) else np.zeros_like(distance)
        air = np.clip((distance - 8.0) / 60.0, 0, 0.55) if not light.dark else np.zeros_like(distance)
        self.veil = 1 - (1 - veil) * (1 - air)
        if len(things.tones):
            share = self.veil[things.face_part]
            self.tones = self.tones + (light.sky[1] - self.tones) * share
            if not light.dark:  # what lies behind the subject gives way to it
                behind = np.clip((distance - focus - 0.6) / 3.0, 0, 1) * _RECEDE
                self.tones = self.tones + (0.97 - self.tones) * behind[things.face_part]
        near = np.interp(distance, (1.5, 4.0, 9.0, 25.0), (0.5, 0.34, 0.12, 0.0))
        soft = 1.0 / (1.0 + smudge / 12.0)
        tone = np.interp(near, (0.0, 0.5), (style.background_tone, style.tone + 0.08))
        if light.dark:
            tone = tone * 0.5
        tone = tone + (0.75 * (0.5 if light.dark else 1.0) - tone) * (1 - soft)
        self.line_tones = tone + (light.sky[1] - tone) * self.veil * 0.9
        self.weights = np.where(near > 0.3, style.middle * 0.85, style.background)
        if heroes:
            acting = np.array([things.pieces[part.piece].id in heroes for part in things.parts], np.bool_)
            shrink = np.clip(layout.focus / np.maximum(distance, 0.5), 0.5, 1.2)
            self.weights = np.where(acting, style.weight(0.45) * shrink, self.weights)
            self.line_tones = np.where(acting, np.minimum(self.line_tones, style.tone + 0.06), self.line_tones)
            if len(things.tones) and not light.dark:  # and stand out from what is behind them
                own = acting[things.face_part] & ~things.glow
                self.tones = np.where(own, 0.45 * self.tones + 0.5 * things.tones, self.tones)
        self.hatched = 0
        shade = (
            light.lit(np.ones(len(things.tones)), things.normals, np.zeros((len(things.tones), 3)))
            if len(things.tones)
            else things.tones
        )
        self.shaded = (shade < np.median(shade) * 0.93) & ~things.bare if len(shade) else np.zeros(0, np.bool_)

    def group(self, parts: Sequence[int]) -> None:
        """Draw a group: the surfaces of its parts from the far one on, then their lines."""
        piece = self.things.pieces[self.things.parts[parts[0]].piece]
        with self.canvas.layer(f"piece {piece.kind} {piece.id}"):
            self._group(parts)

    def _group(self, parts: Sequence[int]) -> None:
        things, seen, canvas = self.things, self.seen, self.canvas
        first = parts[0]
        part = things.parts[first]
        if part.sprite is not None:
            if self.distance[first] > 0.06:
                draw_sprite(
                    canvas,
                    self.view,
                    part.sprite,
                    things.pieces[part.piece],
                    self.light,
                    self.style,
                    weight=float(self.weights[first]),
                    tone=float(self.line_tones[first]),
                    fine=bool(self.smudge[first] < SOFT),
                )
            return
        order = sorted(parts, key=lambda number: -self.distance[number]) if len(parts) > 1 else parts
        faces = [face for number in order for face in seen.faces[number]]
        if faces:
            canvas.plates([seen.outlines[face] for face in faces], self.tones[faces].tolist())
            if self.hatched < _HATCHED and self.smudge[first] < SOFT * 0.6 and self.distance[first] < 9:
                for face in faces:
                    if self.shaded[face]:
                        self._hatch(seen.outlines[face], float(self.tones[face]))
        start, end = seen.spans[first][0], seen.spans[parts[-1]][1]
        if end > start:
            canvas.strokes(seen.lines[start:end], float(self.weights[first]), float(self.line_tones[first]))

    def _hatch(self, outline: Array, tone: float) -> None:
        size = outline.max(axis=0) - outline.min(axis=0)
        style = self.style
        if style.gap and 3500 < float(size[0] * size[1]) < 260000 and min(size) > 16:
            self.hatched += 1
            self.canvas.hatch(outline, style.angle, style.gap, style.hatch_weight * 0.8, max(tone - 0.16, 0.02))


def _shadows(
    canvas: Canvas,
    view: View,
    plan: SetPlan,
    things: Solids,
    shown: Flags,
    light: Lighting,
    style: Style,
    actors: Sequence[Actor],
) -> None:
    """Contact shadows under what stands on the floor, and long ones when the sun is low."""
    standing = {things.parts[number].piece for number in np.nonzero(shown)[0].tolist()}
    shift = np.array(light.shadow)
    strength = style.contact * (0.55 if not light.dark else 0.8)
    for number in sorted(standing):
        piece = things.pieces[number]
        kind = kinds().get(piece.kind)
        if (
            piece.at[2] > 0.05
            or kind is None
            or kind.flat
            or kind.small
            or kind.hollow
            or (kind.wall and piece.size[1] < 0.2)
        ):
            continue
        if max(piece.size[:2]) > 7.5:
            continue
        shape = corners(piece)
        if not shift.any() or plan.interior:
            shape = shape.mean(axis=0) + (shape - shape.mean(axis=0)) * 1.05 + np.array([0.04, -0.03])
            _lay(canvas, view, shape, strength)
            continue
        tall = min(piece.size[2], 7.0)
        _lay(canvas, view, _hull(np.concatenate([shape, shape + shift * tall * 0.8])), strength * 0.8)
        if kind.trunk and piece.size[0] > 1.5:
            angle = np.linspace(0, 2 * math.pi, 18, endpoint=False)
            r = piece.size[0] * 0.42
            _lay(
                canvas,
                view,
                shape.mean(axis=0) + shift * tall * 0.7 + np.stack([np.cos(angle) * r, np.sin(angle) * r], axis=1),
                strength * 0.6,
            )
    angle = np.linspace(0, 2 * math.pi, 14, endpoint=False)
    for actor in actors:
        figure = actor.figure
        low = min(box[0][2] for box in actor.boxes)
        if low > 0.35 or figure.sill:
            continue
        if figure.posture == "lie":
            continue
        at, tall = np.array(figure.at[:2]), max(box[1][2] for box in actor.boxes)
        ring = at + np.stack([np.cos(angle) * 0.3, np.sin(angle) * 0.24], axis=1)
        _lay(canvas, view, ring, strength * (0.45 if figure.posture in ("sit", "drive") else 1.0))
        if shift.any() and not plan.interior:
            _lay(
                canvas,
                view,
                _hull(np.concatenate([at + (ring - at) * 0.6, at + shift * tall * 0.8 + (ring - at) * 0.7])),
                strength * 0.8,
            )


def _lay(canvas: Canvas, view: View, shape: Array, alpha: float) -> None:
    outline = view.polygon(np.column_stack([shape, np.full(len(shape), 0.004)]))
    if len(outline) >= 3:
        canvas.fill(outline, 0.12, min(alpha, 0.9))


def _hull(points: Array) -> Array:
    return np.asarray(cv2.convexHull(points.astype(np.float32)), np.float64).reshape(-1, 2)
