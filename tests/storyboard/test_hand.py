"""Drawings made ready: paper found and straightened, shadows taken off, cropped; and laid together in one frame."""

import struct

import cv2
import numpy as np
import pytest

from storyboard.errors import HandError
from storyboard.hand.composing import Layers, Staged, composed
from storyboard.hand.opening import opened
from storyboard.hand.ready import ready

SIZE = (640, 360)


def drawing(*, frame: bool = True) -> np.ndarray:
    """A circle and a stroke on a sheet of A4, in the frame of a 16:9 panel, with a number under it."""
    paper = np.full((1240, 1754, 3), 252, np.uint8)
    if frame:
        cv2.rectangle(paper, (120, 150), (1634, 1001), (30, 30, 30), 5)
    cv2.circle(paper, (877, 560), 200, (40, 40, 60), 8)
    cv2.putText(paper, "12B", (150, 1150), 0, 3, (20, 20, 20), 6)
    return paper


def photo(paper: np.ndarray) -> np.ndarray:
    """The sheet on a table, seen aslant, under a lamp and the shadow of a hand."""
    height, width = 1500, 2000
    table = np.full((height, width, 3), (60, 85, 120), np.float32)
    corners = np.array([(0, 0), (1754, 0), (1754, 1240), (0, 1240)], np.float32)
    seen = np.array([(270, 190), (1750, 140), (1880, 1330), (130, 1280)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    sheet = cv2.warpPerspective(paper, matrix, (width, height)).astype(np.float32)
    there = cv2.warpPerspective(np.ones(paper.shape[:2], np.float32), matrix, (width, height))[..., None]
    y, x = np.mgrid[0:height, 0:width]
    light = 0.6 + 0.4 * (x * 0.7 + y * 0.3) / width
    shadow = 1 - 0.3 / (1 + np.exp(-((x - 900) + 0.5 * (y - 700)) / 40))
    lit = (table * (1 - there) + sheet * there * (1.0, 0.95, 0.93)) * (light * shadow)[..., None]
    return np.clip(lit, 0, 255).astype(np.uint8)


def file(picture: np.ndarray, suffix: str = ".png") -> bytes:
    return cv2.imencode(suffix, picture)[1].tobytes()


def test_a_photo_of_paper_becomes_a_panel():
    """Straight from above, its shadow gone, cropped to the frame drawn on it: the circle is round again."""
    made = ready(file(photo(drawing()), ".jpg"), SIZE)
    assert made.done == ("paper", "tone", "frame")
    assert made.picture.shape == (360, 640, 3)
    ink = np.argwhere(made.picture.mean(axis=2) < 128)
    tall, wide = ink.max(axis=0) - ink.min(axis=0)
    assert wide == pytest.approx(tall, rel=0.05)
    assert np.median(made.picture.reshape(-1, 3), axis=0).tolist() == [250, 247, 240]
    assert np.percentile(made.picture.mean(axis=2), 20) > 240


def seen(paper: np.ndarray, tilt: float, turn: float, roll: float) -> np.ndarray:
    """A sheet of 16:9 on a table through a telephone's lens, by the angles of the sheet to it."""
    height, width = 1500, 2000
    ways = [cv2.Rodrigues(np.radians(way))[0] for way in ((0, 0, roll), (0, turn, 0), (tilt, 0, 0))]
    sheet = np.array([(-16, -9, 0), (16, -9, 0), (16, 9, 0), (-16, 9, 0)], np.float64)
    placed = sheet @ (ways[0] @ ways[1] @ ways[2]).T + (0, 0, 33)
    spots = (placed[:, :2] / placed[:, 2:] * 0.75 * width + (width / 2, height / 2)).astype(np.float32)
    corners = np.array([(0, 0), (1600, 0), (1600, 900), (0, 900)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, spots)
    there = cv2.warpPerspective(np.ones((900, 1600), np.float32), matrix, (width, height))[..., None]
    table = np.full((height, width, 3), (60, 85, 120), np.float32)
    return np.asarray(table * (1 - there) + cv2.warpPerspective(paper, matrix, (width, height)) * there, np.uint8)


@pytest.mark.parametrize("angles", [(0, 0, 3), (25, 0, 0), (40, 0, -5), (0, 30, 0), (25, 15, 4), (-20, -20, 8)])
def test_a_sheet_seen_from_any_side_is_straightened(angles):
    """Also where its perspective tells no lens: a circle is round, and a frame of nearly the film's ratio leaves no
    line of its own in the picture, nor any that is made of it."""
    paper = np.full((900, 1600, 3), 250, np.uint8)
    cv2.rectangle(paper, (160, 112), (1440, 788), (30, 30, 30), 6)
    cv2.circle(paper, (800, 450), 150, (30, 30, 30), 8)
    found = ready(file(seen(paper, *angles), ".jpg"), SIZE)
    assert found.done == ("paper", "tone", "frame")
    ink = found.picture.mean(axis=2) < 128
    assert not np.concatenate([ink[:6].ravel(), ink[-6:].ravel(), ink[:, :6].ravel(), ink[:, -6:].ravel()]).any()
    where = np.argwhere(ink)
    tall, wide = where.max(axis=0) - where.min(axis=0)
    assert wide == pytest.approx(tall, rel=0.04)


def test_without_a_frame_nothing_drawn_is_cut_off():
    """The sheet is not of the film's ratio: paper is added beside it rather than the number cut off below."""
    made = ready(file(photo(drawing(frame=False)), ".jpg"), SIZE)
    assert made.done == ("paper", "tone")
    ink = np.argwhere(made.picture.mean(axis=2) < 128)
    assert ink[:, 0].max() > 310
    assert made.picture[:, :40].mean() > 240


def test_a_finished_picture_only_changes_its_size():
    """A file of the frame's ratio that no camera took keeps every pixel."""
    picture = np.random.default_rng(1).integers(0, 255, (360, 640, 3), np.uint8)
    made = ready(file(picture), SIZE)
    assert made.done == ()
    assert (made.picture[..., ::-1] == picture).all()


def test_a_painting_keeps_its_colours():
    """What is painted all over is no paper with a shadow."""
    y, x = np.mgrid[0:600, 0:800]
    picture = np.dstack([200 - 80 * y / 600, 150 + 40 * x / 800, 120 + 60 * y / 600]).astype(np.uint8)
    made = ready(file(picture), SIZE)
    assert made.done == ()
    assert np.abs(made.picture[180, 320].astype(int) - opened(file(picture))[300, 400]).max() < 8


def test_a_photo_taken_upright_is_turned():
    """EXIF orientation 6: the camera was turned, the picture is not."""
    wide = np.full((100, 200, 3), 255, np.uint8)
    wide[:, :20] = 0
    jpeg = file(wide, ".jpg")
    tags = b"II*\0" + struct.pack("<IHHHII", 8, 1, 0x0112, 3, 1, 6) + b"\0\0\0\0"
    block = b"Exif\0\0" + tags
    exif = b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block
    read = opened(jpeg[:2] + exif + jpeg[2:])
    assert read.shape == (200, 100, 3)
    assert read[:15].mean() < 20 < read[50:].mean()


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"", "unreadable"), (b"GIF89a nothing", "unreadable"), (file(np.zeros((9, 9, 3), np.uint8)), "small")],
)
def test_what_is_no_picture_is_refused(data, kind):
    """Empty, damaged or tiny files say what is wrong with them."""
    with pytest.raises(HandError) as told:
        ready(data, SIZE)
    assert told.value.kind == kind


def test_masks_cut_and_must_fit():
    """White in a mask is what counts; a mask of another size is refused with both sizes."""
    mask = np.zeros((360, 640), np.uint8)
    mask[100:200, 100:200] = 255
    picture = np.full((360, 640, 3), 90, np.uint8)
    made = ready(file(picture), SIZE, mask=file(mask))
    assert made.picture[150, 150].tolist() == [90, 90, 90, 255]
    assert made.picture[50, 50, 3] == 0
    with pytest.raises(HandError) as told:
        ready(file(picture), SIZE, mask=file(mask[:180]))
    assert told.value.figures == (640, 180, 640, 360)


def test_a_figure_is_cut_out_of_its_paper():
    """The paper round a figure goes, the paper inside its outline stays; what fills its sheet cannot be cut out."""
    paper = np.full((600, 300, 3), 250, np.uint8)
    cv2.circle(paper, (150, 200), 80, (20, 20, 20), 5)
    made = ready(file(paper), SIZE, cut=True, loose=True)
    height, width = made.picture.shape[:2]
    assert made.picture[height // 2, width // 2].tolist()[3] == 255
    assert made.picture[1, 1, 3] == 0
    assert width == pytest.approx(170, abs=12)
    with pytest.raises(HandError):
        ready(file(np.full((600, 300, 3), 40, np.uint8)), SIZE, cut=True, loose=True)


def test_layers_lie_in_their_order():
    """Matte, staged people, a drawn person behind whoever is nearer, and the kept drawing over all."""
    panel = np.full((90, 160, 3), 10, np.uint8)
    matte = np.full((90, 160, 3), 100, np.uint8)
    paul = np.zeros((90, 160), np.bool_)
    paul[:, 40:80] = True
    drawn = np.zeros((90, 160, 4), np.uint8)
    drawn[20:70, 60:120] = (200, 200, 200, 255)
    keep = np.zeros((90, 160, 4), np.uint8)
    keep[:, 150:] = 255
    picture = composed(
        panel, Layers(matte, {"anne": drawn}, keep), Staged({"paul": paul}, {"anne": paul}, {}, ("anne", "paul"))
    )
    assert [int(picture[45, x, 0]) for x in (20, 50, 70, 100, 155)] == [100, 10, 10, 200, 255]


def test_a_loose_figure_is_placed_on_its_feet():
    """As tall as whom it stands for, in the middle of their place, on their bottom line."""
    figure = np.dstack([np.full((200, 50, 3), 30, np.uint8), np.full((200, 50), 255, np.uint8)])
    panel = np.full((90, 160, 3), 240, np.uint8)
    picture = composed(panel, Layers(people={"a": figure}), Staged(boxes={"a": (70.0, 20.0, 90.0, 80.0)}))
    ink = np.argwhere(picture[..., 0] < 100)
    assert ink.min(axis=0).tolist() == pytest.approx([20, 72], abs=2)
    assert ink.max(axis=0).tolist() == pytest.approx([79, 87], abs=2)
