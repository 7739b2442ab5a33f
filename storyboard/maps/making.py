"""The maps of one setup, painted in the order in which its panel is drawn."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.errors import StoryboardError
from storyboard.maps.bodies import Body, paint_body
from storyboard.maps.classes import classes
from storyboard.maps.pose import Person, draw_pose, person
from storyboard.maps.scenery import Pieces, paint_outside, paint_room, paint_table
from storyboard.maps.sheet import Sheet
from storyboard.sketch.canvas import SHEET
from storyboard.sketch.figures import body_box, sighted
from storyboard.sketch.inserts import alone
from storyboard.sketch.layout import Actor, in_order, lay_out
from storyboard.sketch.seen import View
from storyboard.sketch.staged import apart, people, sane
from storyboard.stage.geometry import Camera, Figure, Setup


@dataclass(frozen=True, slots=True, eq=False)
class Maps:
    """What a panel shows, as numbers: the camera, the layout and the occlusion are those of its drawing."""

    depth: NDArray[np.float32]
    """Metres along the camera's axis, [h, w]; infinite where nothing stands (sky, skyline)."""
    pose: NDArray[np.uint8]
    """OpenPose-18 skeletons in their colours on black, RGB, [h, w, 3]."""
    lines: NDArray[np.uint8]
    """Line art, white on black, [h, w]."""
    segmentation: NDArray[np.uint8]
    """Classes in the ADE20K palette, RGB, [h, w, 3]."""
    masks: dict[str, NDArray[np.bool_]]
    """What is visible of each character, [h, w]; those of whom nothing is seen are left out."""
    people: tuple[Person, ...]
    """Keypoints of everyone of whom something is seen."""
    camera: Camera
    """The setup's, or that of an insert's table."""


def maps(setup: Setup, size: tuple[int, int]) -> Maps:
    """The maps of a setup at a ``size`` (width, height) in pixels. A title card has none: all of them are empty.

    Raises:
        StoryboardError: when the size is too small to draw on.
    """
    if min(size) < 16:
        raise StoryboardError(f"maps of {size[0]} x {size[1]} pixels are too small; ask for 320 x 180 or more")
    if setup.card:
        return _empty(setup.camera, size)
    setup, focus = sane(setup), None
    insert = apart(setup)
    if insert:
        setup, focus = alone(setup, size[0] / size[1])
    width = size[0] / size[1] * SHEET
    sheet = Sheet(size, View(setup.camera, width, SHEET))
    bodies: list[Body] = []
    actors = [_actor(sheet, setup, figure, bodies) for figure, _ in people(setup)]
    layout = lay_out(setup, width, SHEET, actors, focus=focus)
    if insert:
        paint_table(sheet)
    elif setup.plan.interior and setup.plan.template != "car":
        paint_room(sheet, setup)
    else:
        paint_outside(sheet, setup)
    pieces = Pieces(sheet, layout, setup)
    for group in layout.lying():
        pieces.paint(group)
    for item, _ in in_order(layout):
        if isinstance(item, Actor):
            item.draw()
        else:
            pieces.paint(item)
    return _read(sheet, bodies, setup.camera)


def _actor(sheet: Sheet, setup: Setup, figure: Figure, bodies: list[Body]) -> Actor:
    """Someone who, when it is their turn, is painted on the sheet and joins the ``bodies``."""
    aspect, paper = sheet.size[0] / sheet.size[1], (sheet.view.width, sheet.view.height)

    def paint() -> None:
        sight = sighted(figure, setup.camera, aspect, setup.light, paper)
        if sight is not None and (body := paint_body(sheet, figure, sight)) is not None:
            bodies.append(body)

    return Actor(figure, body_box(figure), paint)


def _read(sheet: Sheet, bodies: list[Body], camera: Camera) -> Maps:
    """The maps from a sheet on which everything is painted."""
    near = sheet.nearness()
    masks: dict[str, NDArray[np.bool_]] = {}
    found: list[Person] = []
    for body in bodies:
        box = body.rows, body.columns
        visible = sheet.ids[box] == body.number
        if not visible.any():
            continue
        np.copyto(near[box], body.nearness, where=visible)
        mask = np.zeros(near.shape, np.bool_)
        mask[box] = visible
        masks[body.figure.character] = mask
        if not body.figure.look.animal:
            found.append(person(sheet, body, mask))
    with np.errstate(divide="ignore"):
        depth = np.divide(1.0, near, dtype=np.float32)
    return Maps(
        depth,
        draw_pose(sheet.size, found),
        sheet.lines,
        classes().coloured(sheet.classes()),
        masks,
        tuple(found),
        camera,
    )


def _empty(camera: Camera, size: tuple[int, int]) -> Maps:
    shape = (size[1], size[0])
    return Maps(
        np.full(shape, math.inf, np.float32), np.zeros((*shape, 3), np.uint8), np.zeros(shape, np.uint8),
        np.zeros((*shape, 3), np.uint8), {}, (), camera,
    )  # fmt: skip
