"""The set on the sheet: the shell or the open air, and the pieces among which people stand."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storyboard.maps.classes import classes
from storyboard.maps.sheet import Sheet
from storyboard.sketch.canvas import Outline, ribbon
from storyboard.sketch.layout import Layout
from storyboard.sketch.rooms import joints, shell_box, shell_faces
from storyboard.sketch.skies.grounds import ground_outline, grounds
from storyboard.sketch.skies.skyline import crests
from storyboard.sketch.sprites import draw_soft
from storyboard.sketch.style import style
from storyboard.sketch.tones import lighting
from storyboard.stage.geometry import Setup

_UP = np.array([0.0, 0.0, 1.0])
_LINE = 1.2
"""Points that a line of the set is thick."""
_ON_GLASS = ("view", "word")
"""Sprites painted on a face that is there already."""


def paint_room(sheet: Sheet, setup: Setup) -> None:
    """The shell of an interior."""
    known, view, plan = classes(), sheet.view, setup.plan
    low, high = shell_box(view, plan)
    for name, corners in shell_faces(low, high).items():
        points = np.array(corners, dtype=np.float64)
        outline = view.polygon(points)
        if len(outline) < 3:
            continue
        normal = np.cross(points[1] - points[0], points[2] - points[0])
        kind = {"floor": known.grounds[plan.ground], "ceiling": known.number("ceiling")}.get(name, known.number("wall"))
        sheet.paint([outline], [sheet.surfaces(points[:1], normal[None], [kind])])
    lines, _ = view.segments(np.array(joints(plan, low, high, skirting=False), dtype=np.float64), 0.0)
    sheet.draw(lines, _LINE)


def paint_outside(sheet: Sheet, setup: Setup) -> None:
    """The ground and the skyline of an exterior. The sky is where nothing is painted."""
    known, view, plan = classes(), sheet.view, setup.plan
    plain, *laid = grounds(view, plan)
    _lay(sheet, ground_outline(view, plain), plain.z, known.grounds[plain.name])
    for crest in crests(view, plan, setup.light):
        number = sheet.upright(np.inf, known.skylines[crest.kind])
        sheet.paint([np.concatenate([crest.line, crest.foot[::-1]])], [number])
        sheet.draw([crest.line], _LINE)
    for ground in laid:
        outline = ground_outline(view, ground)
        _lay(sheet, outline, ground.z, known.grounds[ground.name])
        sheet.draw([outline], _LINE, closed=True)


def paint_table(sheet: Sheet) -> None:
    """The endless table top that an insert lies on."""
    reach = 100.0
    corners = np.array([(-reach, -reach, 0.0), (reach, -reach, 0.0), (reach, reach, 0.0), (-reach, reach, 0.0)])
    _lay(sheet, sheet.view.polygon(corners), 0.0, classes().grounds["table"])


def _lay(sheet: Sheet, outline: Outline, z: float, kind: int) -> None:
    if len(outline) >= 3:
        sheet.paint([outline], [sheet.surfaces(np.array([[0.0, 0.0, z]]), _UP[None], [kind])])


class Pieces:
    """The pieces of a layout, ready to be painted group by group."""

    def __init__(self, sheet: Sheet, layout: Layout, setup: Setup) -> None:
        self.sheet, self.layout = sheet, layout
        self.light = lighting(setup.plan, setup.light)
        known, things = classes(), layout.things
        self.kinds = [known.kinds.get(piece.kind, known.number("box")) for piece in things.pieces]
        self.first = 0
        if len(things.loops):
            owners = [things.parts[part].piece for part in things.face_part.tolist()]
            places = things.points[things.flat[things.starts]]
            self.first = sheet.surfaces(places, things.normals, [self.kinds[owner] for owner in owners])

    def paint(self, group: Sequence[int]) -> None:
        """A group of parts: its faces from the far one on, then its lines."""
        layout, sheet = self.layout, self.sheet
        part = layout.things.parts[group[0]]
        if part.sprite is not None:
            self._soft(group[0])
            return
        order = sorted(group, key=lambda number: -layout.distance[number])
        faces = [face for number in order for face in layout.seen.faces[number]]
        outlines = [layout.seen.outlines[face] for face in faces]
        start, end = layout.seen.spans[group[0]][0], layout.seen.spans[group[-1]][1]
        if start == end:  # drawn by tone alone: what is left of these lines outside of the faces is its silhouette
            sheet.draw(outlines, 2 * _LINE, closed=True)
        if faces:
            sheet.paint(outlines, [self.first + face for face in faces])
        sheet.draw(layout.seen.lines[start:end], _LINE)

    def _soft(self, number: int) -> None:
        """Foliage, flames, water: upright at their place, in the shapes that the sketch gives them."""
        layout, things = self.layout, self.layout.things
        part = things.parts[number]
        if part.sprite is None or part.sprite.kind in _ON_GLASS or layout.distance[number] <= 0.06:
            return
        depth = float(self.sheet.view.camera_points(np.array([part.sprite.at]))[0, 2])
        if depth < 0.06:
            return
        stamp = _Stamp(self.sheet, self.sheet.upright(depth, self.kinds[part.piece]))
        draw_soft(stamp, self.sheet.view, part.sprite, self.light, style(), weight=_LINE, tone=0.1, fine=False)


class _Stamp:
    """A pen that leaves a surface where it fills, and a line where it strokes."""

    def __init__(self, sheet: Sheet, number: int) -> None:
        self.sheet, self.number = sheet, number
        self.width, self.height = sheet.view.width, sheet.view.height

    def fill(self, outline: Outline, tone: float, alpha: float = 1.0) -> None:
        self.fills([outline], tone, alpha)

    def fills(self, outlines: Sequence[Outline], tone: float, alpha: float = 1.0) -> None:
        shapes = [outline for outline in outlines if len(outline) >= 3]
        if shapes and alpha >= 1.0:  # a wash hides nothing
            self.sheet.paint(shapes, [self.number] * len(shapes))

    def plates(self, outlines: Sequence[Outline], tones: Sequence[float]) -> None:
        self.fills(outlines, 0.0)

    def stroke(self, line: Outline, weight: float | NDArray[np.float64], tone: float = 0.1, alpha: float = 1.0) -> None:
        self.fill(ribbon(line, weight), tone)
        self.sheet.draw([line], _LINE)

    def hatch(self, outline: Outline, angle: float, gap: float, weight: float, tone: float, alpha: float = 1.0) -> None:
        """Shade is no line."""
