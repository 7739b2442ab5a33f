"""Figures: everyone can be drawn from everywhere, and the drawing says who it is, where they look, who speaks."""

from dataclasses import dataclass, field, replace
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from storyboard.sketch import ink
from storyboard.sketch.canvas import Outline, Raster
from storyboard.sketch.figures import body_box, draw_figure, eyes, head_top, lighting, skeleton
from storyboard.sketch.style import style
from storyboard.stage.geometry import Camera, Expression, Figure, Gesture, Light, Look, Posture
from storyboard.stage.lens import project

PENCIL = style()
DAY = Light()
FRONT = Figure("nina", (0.0, 0.0, 0.0), -90.0)


@dataclass
class Recorder:
    """A canvas that remembers shapes and their tones."""

    width: float = 1280.0
    height: float = 720.0
    shapes: list[Outline] = field(default_factory=list)

    def fill(self, outline: Outline, tone: float, alpha: float = 1.0) -> None:
        assert 0 <= tone <= 1
        assert 0 <= alpha <= 1
        self.shapes.append(np.asarray(outline))

    def fills(self, outlines: list[Outline], tone: float, alpha: float = 1.0) -> None:
        for outline in outlines:
            self.fill(outline, tone, alpha)

    def plates(self, outlines: list[Outline], tones: list[float]) -> None:
        for outline, tone in zip(outlines, tones, strict=True):
            self.fill(outline, tone)

    def shade(
        self, outline: Outline, start: object, end: object, tones: tuple[float, float], alpha: float = 1.0
    ) -> None:
        self.fill(outline, tones[0], alpha)

    def stroke(self, line: Outline, weight: float | NDArray[np.float64], tone: float = 0.1, alpha: float = 1.0) -> None:
        self.fill(line, tone, alpha)

    def hatch(self, outline: Outline, angle: float, gap: float, weight: float, tone: float, alpha: float = 1.0) -> None:
        self.fill(outline, tone, alpha)


def facing(
    figure: Figure, distance: float = 4.0, *, focal: float = 35.0, high: float = 1.0, yaw: float = 90.0
) -> Camera:
    """A camera that looks at a figure from ``distance``, as high as ``high``."""
    turn = np.deg2rad(yaw)
    x, y, _ = figure.at
    return Camera((x - distance * np.cos(turn), y - distance * np.sin(turn), high), yaw, 0.0, 0.0, focal)


def close(figure: Figure) -> Camera:
    """A close-up from the front of the audience."""
    return facing(figure, 1.5, focal=85.0, high=eyes(figure)[2] - 0.03)


def drawn(figure: Figure, camera: Camera, size: tuple[int, int] = (480, 270), light: Light = DAY) -> NDArray[np.uint8]:
    sheet = Raster(size, 0.8)
    draw_figure(sheet, figure, camera, size[0] / size[1], light, PENCIL)
    return sheet.pixels


@pytest.mark.parametrize("posture", get_args(Posture))
def test_every_posture_and_gesture_is_drawn_from_all_sides_near_the_sheet(posture: Posture) -> None:
    """Each posture with each gesture gives finite shapes no farther out than a figure's own extent."""
    for number, gesture in enumerate(get_args(Gesture)):
        figure = replace(FRONT, posture=posture, gesture=gesture, yaw=number * 45.0, target=(1.0, -1.0, 1.0))
        sheet = Recorder()
        draw_figure(sheet, figure, facing(figure), 16 / 9, DAY, PENCIL)
        points = np.concatenate(sheet.shapes)
        assert len(sheet.shapes) > 20
        assert np.isfinite(points).all()
        assert (points > -60).all()
        assert (points[:, 0] < 1340).all()
        assert (points[:, 1] < 780).all()


@pytest.mark.parametrize("yaw", range(0, 360, 45))
def test_a_figure_is_seen_whole_from_eight_sides(yaw: int) -> None:
    """At any turn the drawn figure stands between its head's top and its feet."""
    figure = replace(FRONT, yaw=float(yaw))
    ink_rows = np.flatnonzero((drawn(figure, facing(figure, 5.0)) < 90).any(axis=1))
    _, top, _ = project(facing(figure, 5.0), [head_top(figure)])[0]
    assert abs(ink_rows[0] / 270 - (1 - top) / 2) < 0.03
    assert ink_rows[-1] - ink_rows[0] > 120


@pytest.mark.parametrize("posture", get_args(Posture))
def test_eyes_are_within_the_head(posture: Posture) -> None:
    """The eyes lie under the head's top, and inside the first box of the body."""
    figure = replace(FRONT, posture=posture, gaze=(0.4, -2.0, 1.0))
    low, high = body_box(figure)[0]
    assert all(a <= v <= b for a, v, b in zip(low, eyes(figure), high, strict=True))
    assert np.linalg.norm(np.subtract(eyes(figure), skeleton(figure)["head"])) < 0.6 * skeleton(figure).head


def test_boxes_hold_every_joint() -> None:
    """Each joint lies in one of the body's boxes."""
    for posture in get_args(Posture):
        figure = replace(FRONT, posture=posture, gesture="hands_up", yaw=33.0)
        boxes = [(np.array(low), np.array(high)) for low, high in body_box(figure)]
        for name, joint in skeleton(figure).joints.items():
            assert any((low <= joint).all() and (joint <= high).all() for low, high in boxes), (posture, name)


def test_feet_stand_on_the_floor() -> None:
    """Standing feet are at the floor; seated hips are at the seat."""
    for side in "lr":
        assert abs(skeleton(FRONT)[f"ankle_{side}"][2] - 0.075) < 0.02
    seated = skeleton(replace(FRONT, posture="sit", seat=0.45))
    assert 0.45 < seated["pelvis"][2] < 0.6
    assert seated["ankle_l"][2] < 0.12


def test_a_pointing_hand_points_at_its_target() -> None:
    """The arm runs from the shoulder towards the target."""
    body = skeleton(replace(FRONT, gesture="point", target=(-2.0, -1.5, 1.2)))
    arm = body["wrist_r"] - body["shoulder_r"]
    wanted = np.array((-2.0, -1.5, 1.2)) - body["shoulder_r"]
    assert arm @ wanted / np.linalg.norm(arm) / np.linalg.norm(wanted) > 0.99


def test_the_head_turns_to_the_gaze_within_its_limits() -> None:
    """The nose goes with the look, the neck stops at its limit, and the eyes go further."""
    for gaze in ((2.0, -2.0, 1.5), (-3.0, 0.5, 1.5), (0.0, 3.0, 1.5)):
        body = skeleton(replace(FRONT, gaze=gaze))
        turned = np.degrees(np.arccos(np.clip(body.frames["head"][0] @ body.frames["chest"][0], -1, 1)))
        assert turned < 80
        assert body.frames["head"][0] @ body.gaze > 0.75
        assert body.gaze @ (np.array(gaze) - eyes(replace(FRONT, gaze=gaze))) > 0 or gaze[1] > 0


def test_from_behind_there_is_no_face() -> None:
    """A head seen from behind shows less ink on its skin than from the front: hair and nape, no eyes or mouth."""
    bald = replace(FRONT, look=Look(hair="bald"))
    counts = []
    for figure in (bald, replace(bald, yaw=90.0)):
        u, v, _ = project(close(bald), [eyes(figure)])[0]
        column, row = round((u + 1) / 2 * 480), round((1 - v) / 2 * 270)
        counts.append(int((drawn(figure, close(bald))[row - 25 : row + 28, column - 25 : column + 25] < 70).sum()))
    assert counts[0] > 80
    assert counts[1] < counts[0] / 4


@pytest.mark.parametrize("yaw", [-90.0, -40.0, 0.0])
def test_speaking_opens_the_mouth(yaw: float) -> None:
    """A speaking mouth differs from a shut one around the lips, from the front to the profile."""
    figure = replace(FRONT, yaw=yaw)
    u, v, _ = project(close(figure), skeleton(figure)["mouth"][None])[0]
    column, row = round((u + 1) / 2 * 480), round((1 - v) / 2 * 270)
    window = np.s_[row - 14 : row + 14, column - 24 : column + 24]
    shut, opened = drawn(figure, close(figure))[window], drawn(replace(figure, speaking=True), close(figure))[window]
    assert int((opened < 90).sum()) > int((shut < 90).sum()) + 8


def test_each_expression_has_a_face_of_its_own() -> None:
    """No two expressions of one person give the same close-up."""
    faces = [drawn(replace(FRONT, expression=mood), close(FRONT)).tobytes() for mood in get_args(Expression)]
    assert len(set(faces)) == len(faces)


def test_looks_differ_in_silhouette() -> None:
    """Two looks differ in a good part of the figure's area."""
    coat = replace(FRONT, look=Look(top="coat", gender="f", hair="long", top_tone=0.3))
    child = replace(FRONT, look=Look(age="child", height=1.2, top="hoodie", top_tone=0.8))
    one, two = (drawn(figure, facing(figure)) for figure in (coat, child))
    assert (np.abs(one.astype(int) - two) > 40).sum() > 0.03 * one.size


def test_the_same_figure_is_drawn_the_same() -> None:
    """Drawing twice gives the same bytes, whatever was drawn between."""
    first = drawn(FRONT, close(FRONT))
    drawn(replace(FRONT, character="other", gesture="wave"), close(FRONT))
    assert (first == drawn(FRONT, close(FRONT))).all()


@pytest.mark.parametrize("distance", [0.02, 0.3, 0.8, 30.0, 400.0])
def test_any_distance_is_drawn_without_smearing_the_frame(distance: float) -> None:
    """From inside the figure to the far horizon there is a drawing or nothing, and far people stay small."""
    pixels = drawn(FRONT, facing(FRONT, distance, high=1.5))
    changed = (np.abs(pixels.astype(int) - 204) > 30).mean()
    assert changed < (0.001 if distance > 100 else 0.02 if distance > 10 else 1.0)
    assert distance > 100 or changed > 0 or distance < 0.1


def test_behind_the_lens_nothing_is_drawn() -> None:
    """Someone behind the camera leaves the sheet untouched."""
    assert (drawn(FRONT, Camera((0.0, 2.0, 1.5), 90.0)) == 204).all()


def test_night_is_darker_and_has_a_rim() -> None:
    """The same figure is darker at night, with a thread of light inside its outline."""
    night = Light("night")
    assert drawn(FRONT, facing(FRONT), light=night).mean() < drawn(FRONT, facing(FRONT)).mean()
    assert lighting(night, close(FRONT)).rim > 0.5 > lighting(DAY, close(FRONT)).rim


@pytest.mark.parametrize(
    "thing", ["phone", "glass", "newspaper", "gun", "suitcase", "umbrella", "flowers", "astrolabe"]
)
def test_what_is_held_is_seen(thing: str) -> None:
    """A thing in hand changes the picture, known or not."""
    empty = replace(FRONT, yaw=-60.0, gesture="hold")
    one, two = (drawn(figure, facing(figure, 2.5, high=1.2)) for figure in (empty, replace(empty, held=thing)))
    assert (np.abs(one.astype(int) - two) > 40).sum() > 60


@pytest.mark.parametrize("animal", ["dog", "cat", "horse", "bird", "gryphon"])
def test_animals_are_drawn_in_every_posture(animal: str) -> None:
    """Animals, known or not, have boxes, eyes and a drawing in each posture."""
    for posture in get_args(Posture):
        figure = replace(FRONT, posture=posture, yaw=-30.0, seat=0.0, look=Look(animal=animal, hair_tone=0.3))
        assert np.isfinite([*eyes(figure), *head_top(figure)]).all()
        assert (drawn(figure, facing(figure, 3.0, high=0.6)) < 110).sum() > 20


def test_every_look_can_be_worn() -> None:
    """Each garment, hair and accessory is drawn at every size without error."""
    fields = Look.__annotations__
    for name in ("build", "age", "head", "hair", "top", "bottom", "accessory"):
        for choice in get_args(fields[name]):
            figure = replace(FRONT, look=replace(Look(gender="f"), **{name: choice}))
            for camera in (close(figure), facing(figure, 12.0)):
                assert (drawn(figure, camera, (320, 180)) < 110).any()


def test_closed_lines_are_smooth() -> None:
    """Strokes of a circle's contour stay within a point of the circle."""
    turn = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    stairs = np.round(40 * np.stack([np.cos(turn), np.sin(turn)], axis=1))
    assert np.abs(np.hypot(*ink.smooth(stairs).T) - 40).max() < 1.0
