"""Figures on the panel: people and animals of a staging, drawn as a storyboard artist constructs them."""

import numpy as np

from storyboard.sketch import ink
from storyboard.sketch.body import Build, body_solids
from storyboard.sketch.canvas import Canvas
from storyboard.sketch.hands import hand_solids
from storyboard.sketch.head import head_parts
from storyboard.sketch.joints import unit
from storyboard.sketch.props import prop_parts
from storyboard.sketch.skeleton import body_box, eyes, head_top, skeleton
from storyboard.sketch.style import Style, seed
from storyboard.sketch.tracing import trace
from storyboard.stage.geometry import Camera, Figure, Light
from storyboard.stage.lens import basis

__all__ = ["body_box", "draw_figure", "eyes", "head_top", "skeleton"]


def draw_figure(canvas: Canvas, figure: Figure, camera: Camera, aspect: float, light: Light, style: Style, *,
                emphasis: float = 1.0) -> None:  # fmt: skip
    bones = skeleton(figure)
    frame = basis(camera)
    deep = max(float((bones["head"] - np.array(camera.at)) @ frame[2]), 0.1)
    points = bones.head * camera.focal / 20.25 * canvas.height / deep
    build = Build(figure, bones, figure.look.height / 1.75, points > 70, points > 95)
    solids, marks = body_solids(build)
    for side in "lr":
        solids += hand_solids(build, side)
    key = unit(unit(np.array([-0.6, -0.25, 0.75])) * 0.9 - frame[2] * 0.35)
    things, lines = prop_parts(build)
    solids, marks = solids + things, marks + lines
    heads, features = head_parts(build, points, key)
    tracing = trace(solids + heads, camera, canvas, aspect, key)
    if tracing is None:
        return
    tall = points * 7.5
    weight = float(np.clip((tall / 480) ** 0.5, 0.32, 1.0))
    outer, inner = style.weight(emphasis) * weight, style.interior * float(np.clip((tall / 600) ** 0.5, 0.35, 1.0))
    ink.halo(canvas, tracing, style, 1.0)
    ink.tones(canvas, tracing)
    patches = ink.mark_runs(canvas, tracing, marks, style, inner=inner, tone=style.tone)
    ink.shade(canvas, tracing, style, edge=0.05, alpha=0.16, hatch=True)
    runs = ink.contour_runs(tracing, outer=outer, inner=inner, tone=style.tone)
    drawn = ink.mark_runs(canvas, tracing, features, style, inner=inner, tone=style.tone)
    ink.stroke_all(canvas, runs + patches + drawn, style, seed(figure.character))
