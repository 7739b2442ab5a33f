"""A set drawn through a camera: the shell or the open air, the pieces and the people in the order the eye settles."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.sketch.canvas import Canvas
from storyboard.sketch.order import before, paint
from storyboard.sketch.rooms import draw_room
from storyboard.sketch.seen import Seen, Solids, View, see, solids
from storyboard.sketch.skies import draw_outside, draw_weather
from storyboard.sketch.sprites import draw_sprite
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tones import Lighting, lighting
from storyboard.stage.footprint import corners
from storyboard.stage.geometry import Figure, Piece, Point, SetPlan, Setup
from storyboard.stage.kinds import kinds

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
_APERTURE = 2.8
_SOFT = 9.0
"""Blur, in points, from which details are left out and the background is smudged."""
_RECEDE = 0.34
"""How far tones three metres and more behind the subject pale by day."""
_HATCHED = 14
"""Most faces that are hatched on one panel."""
_LIMB_WEIGHTS = (2.0, 3.0, 1.0, 1.0, 0.7, 0.7)
"""What each box of a figure (head, trunk, arms, legs) counts when they disagree about who is before whom."""


_EVERYWHERE = (-1e6, -1e6, 1e6, 1e6)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone to draw among the pieces."""

    figure: Figure
    boxes: tuple[tuple[Point, Point], ...]
    """Axis-aligned boxes round the body's parts."""
    draw: Callable[[], None]


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
    view = View(setup.camera, canvas.width, canvas.height)
    plan = setup.plan
    light = lighting(plan, setup.light, [actor.figure for actor in actors])
    actors = [actor for actor in actors if _in_sight(view, actor)]
    focus = max(_focus(view, setup, actors) if focus is None else focus, 0.2)
    blur = _Blur(view, focus)
    far = float(blur.points(np.array([focus + 2.5]))[0])
    line = float(np.clip(style.background_tone + 0.012 * far, 0, 0.7))
    if backdrop:
        if plan.interior and plan.template != "car":
            draw_room(canvas, view, plan, light, style, line=line, fine=far < _SOFT)
        else:
            draw_outside(canvas, view, plan, setup.light, light, style, line=line, fine=far < _SOFT)
    things = solids(plan.pieces, plan.location)
    shown = _shown(view, plan, things, setup.wild)
    distance = np.maximum(view.camera_points(things.boxes[:, :3])[:, 2], 0.05) if len(things.parts) else np.empty(0)
    smudge = blur.points(distance)
    fine = (smudge < _SOFT) & (distance < 26.0)
    seen = see(view, things, shown, fine=fine, hand=style.wobble * 0.8, salt=seed(plan.location) % 997)
    painter = _Painter(canvas, view, things, seen, light, style, distance, smudge, focus)
    flat = np.array([_flat(piece) for piece in things.pieces], np.bool_)
    for group in things.groups:
        if flat[things.parts[group[0]].piece] and shown[group[0]]:
            painter.group(group)
    _shadows(canvas, view, plan, things, shown, light, style, actors)
    _compose(canvas, view, things, seen, shown, flat, painter, actors, far, focus, setup.subjects)
    draw_weather(canvas, plan, setup.light, style, seed(plan.location, setup.shot, "weather"))


def _flat(piece: Piece) -> bool:
    return piece.kind in kinds() and kinds()[piece.kind].flat


class _Blur:
    """The circle of confusion of a thin lens, in paper points: f^2 / (N d) times the relative distance."""

    def __init__(self, view: View, focus: float) -> None:
        self.focus = focus
        metres = (view.focal / 1000) ** 2 / (_APERTURE * focus)
        self.scale = metres * 1000 / 36.0 * view.width

    def points(self, distance: Array) -> Array:
        result: Array = self.scale * np.abs(distance - self.focus) / np.maximum(distance, 0.05)
        return result


def _in_sight(view: View, actor: Actor) -> bool:
    """Whether some of a body may lie before the lens and within the picture, with a margin for its shadow."""
    low, high = (np.array(end).T for end in zip(*actor.boxes, strict=True))
    corner = np.array(
        [
            (x, y, z)
            for x in (low[0].min(), high[0].max())
            for y in (low[1].min(), high[1].max())
            for z in (low[2].min(), high[2].max())
        ]
    )
    seen = view.camera_points(corner)
    reach_x = np.maximum(seen[:, 2], 0.0) * view.width / 2 / view.points_per_unit + 0.4
    aside = (seen[:, 0] > reach_x).all() or (seen[:, 0] < -reach_x).all()
    return bool((seen[:, 2] > 0.05).any()) and not aside


def _focus(view: View, setup: Setup, actors: Sequence[Actor]) -> float:
    """Metres to the nearest subject, else to the nearest person, else to the middle of the set."""
    for wanted in (setup.subjects[:1], setup.subjects, ()):
        places = [actor.boxes[0][0] for actor in actors if not wanted or actor.figure.character in wanted]
        if places:
            depths = view.camera_points(np.array(places, dtype=np.float64))[:, 2]
            if (depths > 0.2).any():
                return float(depths[depths > 0.2].min())
    return max(float(view.camera_points(np.array([[0.0, setup.plan.depth * 0.5, 1.0]]))[0, 2]), 3.0)


def _shown(view: View, plan: SetPlan, things: Solids, wild: Sequence[str]) -> Flags:
    """Parts to draw: not those taken away, round the lens, or on the wall that the camera looks through."""
    hidden = set(wild)
    x, y, z = view.at
    room = plan.interior and plan.template != "car"
    for piece in things.pieces:
        kind = kinds().get(piece.kind)
        if kind is not None and (kind.hollow or kind.flat):
            continue
        turn = math.radians(piece.yaw)
        ahead = (x - piece.at[0]) * math.cos(turn) + (y - piece.at[1]) * math.sin(turn)
        aside = (x - piece.at[0]) * math.sin(turn) - (y - piece.at[1]) * math.cos(turn)
        if room and kind is not None and kind.wall and ahead < piece.size[1] * 0.3 and _outside(view, plan, piece):
            hidden.add(piece.id)
        margin = 0.12
        inside = abs(ahead) < piece.size[1] / 2 + margin and abs(aside) < piece.size[0] / 2 + margin
        if inside and piece.at[2] - margin < z < piece.at[2] + piece.size[2] + margin:
            hidden.add(piece.id)
    return np.array([things.pieces[part.piece].id not in hidden for part in things.parts], np.bool_)


def _outside(view: View, plan: SetPlan, piece: Piece) -> bool:
    """Whether the lens is beyond the wall that a piece stands against."""
    x, y, _ = view.at
    half = piece.size[1] / 2 + 0.12
    return bool(
        (y < 0 and piece.at[1] < half)
        or (y > plan.depth and piece.at[1] > plan.depth - half)
        or (x < -plan.width / 2 and piece.at[0] < -plan.width / 2 + half)
        or (x > plan.width / 2 and piece.at[0] > plan.width / 2 - half)
    )


class _Painter:
    """Draws one part after another with the light and the distance in its tones and lines."""

    def __init__(
        self,
        canvas: Canvas,
        view: View,
        things: Solids,
        seen: Seen,
        light: Lighting,
        style: Style,
        distance: Array,
        smudge: Array,
        focus: float,
    ) -> None:
        self.canvas, self.view, self.things, self.seen, self.light, self.style = (
            canvas,
            view,
            things,
            seen,
            light,
            style,
        )
        tones = light.lit(things.tones, things.normals, things.middles) if len(things.tones) else things.tones
        glow = np.where(things.tones > 0.9, 0.98, things.tones) if light.dark else 1 - (1 - things.tones) * light.paper
        if len(things.tones):  # what lies on the ground is lit as the ground is
            lying = np.array([_flat(things.pieces[part.piece]) for part in things.parts], np.bool_)[things.face_part]
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
        self.hatched = 0
        shade = (
            light.lit(np.ones(len(things.tones)), things.normals, np.zeros((len(things.tones), 3)))
            if len(things.tones)
            else things.tones
        )
        self.shaded = (shade < np.median(shade) * 0.93) & ~things.bare if len(shade) else np.zeros(0, np.bool_)

    def group(self, parts: Sequence[int]) -> None:
        """Draw a group: the surfaces of its parts from the far one on, then their lines."""
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
                    fine=bool(self.smudge[first] < _SOFT),
                )
            return
        order = sorted(parts, key=lambda number: -self.distance[number]) if len(parts) > 1 else parts
        faces = [face for number in order for face in seen.faces[number]]
        if faces:
            canvas.plates([seen.outlines[face] for face in faces], self.tones[faces].tolist())
            if self.hatched < _HATCHED and self.smudge[first] < _SOFT * 0.6 and self.distance[first] < 9:
                for face in faces:
                    if self.shaded[face]:
                        self._hatch(seen.outlines[face], float(self.tones[face]))
        start, end = seen.spans[first][0], seen.spans[parts[-1]][1]
        if end > start:
            canvas.strokes(seen.lines[start:end], float(self.weights[first]), float(self.line_tones[first]))

    def _hatch(self, outline: Array, tone: float) -> None:
        size = outline.max(axis=0) - outline.min(axis=0)
        if 3500 < float(size[0] * size[1]) < 260000 and min(size) > 16:
            self.hatched += 1
            style = self.style
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
        if low > 0.35:
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


def _compose(
    canvas: Canvas,
    view: View,
    things: Solids,
    seen: Seen,
    shown: Flags,
    flat: Flags,
    painter: _Painter,
    actors: Sequence[Actor],
    far: float,
    focus: float,
    subjects: Sequence[str],
) -> None:
    """Draw parts and actors from back to front; smudge what lies behind once, before the first that is sharp."""
    groups: list[int] = []
    extents: list[tuple[float, ...]] = []
    for row, members in enumerate(things.groups):
        part = things.parts[members[0]]
        if not shown[members[0]] or flat[part.piece]:
            continue
        if part.sprite is not None:
            groups.append(row)
            extents.append(_extent(view, things.group_boxes[row]) or _EVERYWHERE)
        elif any(seen.faces[number] for number in members):
            groups.append(row)
            bounds = seen.boxes[list(members)]
            extents.append((*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0)))
    boxes = [*things.group_boxes[groups]] if groups else []
    owner = list(range(len(groups)))
    weights = [1.0] * len(groups)
    distance = [float(np.linalg.norm(things.group_boxes[row, :3] - view.at)) for row in groups]
    for place, actor in enumerate(actors):
        for number, (low, high) in enumerate(actor.boxes):
            middle, half = (np.array(low) + high) / 2, (np.array(high) - low) / 2
            box = np.array([*middle, *half, 1.0, 0.0])
            box[3], box[4] = half[1], half[0]  # a yaw of 0: the width lies along y
            extent = _extent(view, box)
            boxes.append(box)
            extents.append(extent or _EVERYWHERE)
            owner.append(len(groups) + place)
            weights.append(_LIMB_WEIGHTS[min(number, 5)])
        trunk = actor.boxes[min(1, len(actor.boxes) - 1)]
        distance.append(float(np.linalg.norm((np.array(trunk[0]) + trunk[1]) / 2 - view.at)))
    if not boxes:
        return
    relation = before(np.array(boxes), view.at, np.array(extents))
    count = len(groups) + len(actors)
    if actors:
        score = np.zeros((count, count))
        table = relation * np.array(weights)[:, None] * np.array(weights)[None, :]
        np.add.at(score, (np.array(owner)[:, None], np.array(owner)[None, :]), table)
        relation = score > score.T
    sharp = False
    for item in paint(relation, np.array(distance)):
        if item < len(groups):
            painter.group(things.groups[groups[item]])
            continue
        actor = actors[item - len(groups)]
        if not sharp and far > _SOFT and (actor.figure.character in subjects or distance[item] < focus * 1.3):
            sharp = True
            canvas.soften(min(far * 0.11, 4.5))
        actor.draw()


def _extent(view: View, box: Array) -> tuple[float, ...] | None:
    """The bounds of a box on paper; None when it reaches behind the lens."""
    x, y, z, w, d, h, cos, sin = box
    signs = np.array([(a, b, c) for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)], dtype=np.float64)
    corner = np.stack(
        [
            x + signs[:, 0] * w * sin + signs[:, 1] * d * cos,
            y - signs[:, 0] * w * cos + signs[:, 1] * d * sin,
            z + signs[:, 2] * h,
        ],
        axis=1,
    )
    seen = view.camera_points(corner)
    if seen[:, 2].min() < 0.05:
        return None
    flat = view.flat(seen)
    return (*flat.min(axis=0), *flat.max(axis=0))
