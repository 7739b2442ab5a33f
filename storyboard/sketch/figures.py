"""Figures on the panel: people and animals of a staging, drawn as a storyboard artist constructs them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from storyboard.sketch import ink
from storyboard.sketch.animals import animal_parts
from storyboard.sketch.body import Build, body_solids
from storyboard.sketch.canvas import Canvas
from storyboard.sketch.clothes import clothes
from storyboard.sketch.hands import hand_solids
from storyboard.sketch.head import head_parts
from storyboard.sketch.joints import Array, unit
from storyboard.sketch.lofts import Mark, Solid
from storyboard.sketch.mounts import mount_parts
from storyboard.sketch.props import prop_parts
from storyboard.sketch.recording import Recording
from storyboard.sketch.robots import robot_parts
from storyboard.sketch.skeleton import body_box, eyes, head_top, skeleton
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tracing import Tracing, trace
from storyboard.stage.geometry import Camera, Figure, Light
from storyboard.stage.lens import basis

__all__ = ["body_box", "draw_figure", "eyes", "head_top", "skeleton"]


@dataclass(frozen=True, slots=True)
class Lighting:
    """How a light falls on a figure seen through a camera."""

    key: Array
    """Unit direction towards the light, on the stage."""
    edge: float
    """Cosine under which a surface lies in the shade."""
    wash: float
    """Strength of the shade's tone."""
    level: float
    """Lightness of everything."""
    halo: float
    """Tone of the border round the figure."""
    rim: float = 0.0
    """Tone of a thread of light inside the silhouette, 0 for none."""
    behind: bool = False
    """Whether the light comes from behind, and faces stay in its shade."""


def lighting(light: Light, camera: Camera) -> Lighting:
    """The key light for an hour [ours]: from the stage's left, never so far behind that a face goes dark by day.

    At night without lamps it comes from behind, and leaves a lit rim.
    """
    right, up, forward = basis(camera)
    if light.hour == "night" and not light.lamps:
        return Lighting(unit(forward * 0.62 - right * 0.62 + up * 0.5), 0.34, 0.34, 0.72, 0.42, 0.92, True)
    if light.hour == "night":
        return Lighting(unit(np.array([-0.75, -0.1, 0.5]) - forward * 0.20), 0.12, 0.30, 0.90, 0.45, 0.98)
    if light.hour in ("dawn", "dusk", "evening"):
        return Lighting(unit(np.array([-0.95, -0.15, 0.28]) - forward * 0.35), 0.16, 0.22, 0.94, 1.0)
    if light.weather != "clear":
        return Lighting(unit(np.array([-0.35, -0.2, 0.9]) - forward * 0.4), -0.06, 0.11, 0.98, 1.0)
    return Lighting(unit(np.array([-0.55, -0.22, 0.68]) - forward * 0.35), 0.05, 0.16, 1.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """A figure seen through a camera, before anybody draws it."""

    tracing: Tracing
    marks: list[Mark]
    """On its body."""
    features: list[Mark]
    """On its face."""
    lit: Lighting
    points: float
    """Height of its head on the sheet."""


@lru_cache(maxsize=8)
def sighted(figure: Figure, camera: Camera, aspect: float, light: Light, sheet: tuple[float, float]) -> Sight | None:
    """What is seen of a figure alone, on a sheet (width, height in points); None when nothing is.

    The last ones are kept, because maps are made of a panel that was just drawn; nobody changes them.
    """
    bones = skeleton(figure)
    deep = float((bones["head"] - np.array(camera.at)) @ basis(camera)[2])
    points = bones.head * camera.focal / 20.25 * sheet[1] / max(deep, 0.1)
    lit = lighting(light, camera)
    if not lit.behind:  # as a gaffer would: the lamp goes to the side that a face turns to
        lit = replace(lit, key=unit(lit.key + 0.7 * bones.frames["head"][0]))
    solids, marks, features = _parts(figure, points, lit.key)
    tracing = trace(solids, camera, sheet, aspect, lit.key)
    return None if tracing is None else Sight(tracing, marks, features, lit, points)


def draw_figure(canvas: Canvas, figure: Figure, camera: Camera, aspect: float, light: Light, style: Style, *,
                emphasis: float = 1.0) -> None:  # fmt: skip
    """Draw one figure as the camera sees it. Whoever calls draws far figures and furniture first.

    ``emphasis`` from 0 (someone of the background) to 1 (the shot's subject) sets line weight and contrast. The size on
    the sheet decides how much is drawn: a far figure is a silhouette, a close face has lids, irises and lashes.
    """
    _drawing(figure, camera, aspect, light, style, emphasis, (canvas.width, canvas.height)).play(canvas)


@lru_cache(maxsize=48)
def _drawing(figure: Figure, camera: Camera, aspect: float, light: Light, style: Style, emphasis: float,
             sheet: tuple[float, float]) -> Recording:  # fmt: skip
    """The drawing of a figure; kept, because a shot's panels often differ in one person only."""
    pen = Recording(*sheet)
    sight = sighted(figure, camera, aspect, light, sheet)
    if sight is None:
        return pen
    tracing, marks, features, lit, points = sight.tracing, sight.marks, sight.features, sight.lit, sight.points
    tall = points * 7.5
    outer = style.weight(emphasis) * float(np.clip((tall / 480) ** style.shrink, 0.2, 1.0))
    inner = style.interior * float(np.clip((tall / 600) ** style.shrink, 0.35, 1.0)) * (0.6 + 0.4 * emphasis)
    inner = inner if tall > 50 else 0.0
    tone = style.line_tone(emphasis)
    ink.halo(pen, tracing, style.halo * float(np.clip((tall / 480) ** 0.5, 0.4, 1.0)), lit.halo)
    ink.tones(pen, tracing, lit.level)
    runs = ink.mark_runs(pen, tracing, marks, inner=inner, tone=tone, level=lit.level)
    if style.shade:
        ink.shade(pen, tracing, style, edge=lit.edge, alpha=min(lit.wash * style.shade, 1.0), hatch=tall > 160)
    runs = ink.contour_runs(tracing, outer=outer, inner=inner, tone=tone) + runs
    if lit.rim and tall > 60:
        side = basis(camera)[:2] @ lit.key * np.array([1.0, -1.0])
        runs += ink.rim_runs(tracing, side / max(float(np.hypot(*side)), 1e-6), outer=outer, tone=lit.rim)
    runs += ink.mark_runs(pen, tracing, features, inner=inner, tone=tone, level=lit.level)
    ink.stroke_all(pen, runs, style, seed(figure.character))
    return pen


def _parts(figure: Figure, points: float, key: Array) -> tuple[list[Solid], list[Mark], list[Mark]]:
    """Solids of a figure whose head is ``points`` high, the marks on its body, and those on its face."""
    bones = skeleton(figure)
    if figure.look.animal:
        return animal_parts(figure, bones, points)
    if figure.look.machine:
        build = Build(figure, bones, figure.look.height / 1.75, 0)
        plates, marks, features = robot_parts(build)
        things, lines = prop_parts(build)
        return [*plates, *things], [*marks, *lines], features
    body, marks = _body(replace(figure, speaking=False), 0 if points < 44 else 1 if points < 190 else 2, points > 95)
    head, features = head_parts(Build(figure, bones, figure.look.height / 1.75, 0), points, key)
    ridden, lines = mount_parts(figure, bones, points)
    solids, marks = [*ridden, *body, *head], [*lines, *marks]
    return (*_above(figure.sill, solids, marks), features) if figure.sill else (solids, marks, features)


def _above(sill: float, solids: Sequence[Solid], marks: Sequence[Mark]) -> tuple[list[Solid], list[Mark]]:
    """What rises over a car's door or the water: the rest is pressed to the sill's level, which cuts it evenly."""
    low, kept = np.array([-np.inf, -np.inf, sill]), []
    for solid in solids:
        faces = solid.faces[(solid.points[:, 2][solid.faces] > sill).any(axis=1)]
        if len(faces):
            kept.append(replace(solid, points=np.maximum(solid.points, low), faces=faces))
    return kept, [mark for mark in marks if mark.points[:, 2].min() > sill]


@lru_cache(maxsize=64)
def _body(figure: Figure, grade: int, fingers: bool) -> tuple[list[Solid], list[Mark]]:
    """All but the head; kept, because the same pose is seen from several cameras."""
    build = Build(figure, skeleton(figure), figure.look.height / 1.75, grade, fingers)
    cloth, marks = clothes(build)
    things, lines = prop_parts(build)
    return [*body_solids(build), *cloth, *hand_solids(build, "l"), *hand_solids(build, "r"), *things], [*marks, *lines]
