"""Frames by the artist's drawings: over them, along their lines, after their sheets. Real diffusers, tiny pipelines."""

import cv2
import numpy as np
import pytest
from contracts.stages import breakdowns
from pipelines import built

from storyboard.frames import SET, Traced
from storyboard.renderers.diffusion import Diffusion, layout, studio, tracing

SETUPS = breakdowns()[0].setups
SIZE = (320, 180)
NETS = {"pose": "pose", "lines": "depth"}
"""Any net is one for lines, with random weights."""


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    yield built(tmp_path_factory.mktemp("models"), "sd15", "sdxl", "flux2", "pose", "depth", "union", "adapter")
    studio.let_go()


def renderer(models, model="sd15", nets=None, **more):
    nets = {name: str(models / net) for name, net in (nets or {}).items()}
    return Diffusion(**{"side": 96, "steps": 4, "batch": 1, "model": str(models / model), "controls": nets, **more})


def drawing(tmp_path, name="drawn.png", shift=0, alpha=None):
    """A house in ink on paper."""
    paper = np.full((180, 320, 3), 245, np.uint8)
    points = np.array([[60, 150], [60, 70], [110, 20], [160, 70], [160, 150]]) + np.array([shift, 0])
    cv2.polylines(paper, [points], True, (30, 30, 30), 3)
    cv2.imwrite(str(tmp_path / name), paper if alpha is None else np.dstack([paper, alpha]))
    return tmp_path / name


def painted(one, frames, anchor=None):
    return list(one.paint(frames, anchor, SIZE))


def same(one, other):
    return np.array_equal(one.picture, other.picture)


@pytest.mark.parametrize("nets", [{}, NETS])
def test_a_frame_is_painted_over_the_drawing(models, tmp_path, nets):
    """Another drawing, another frame; the less strength, the nearer to it; with nets too, which then let go."""
    one, here, there = renderer(models, nets=nets), drawing(tmp_path), drawing(tmp_path, "other.png", shift=100)
    guides = [Traced(here, "img2img", 0.3), Traced(there, "img2img", 0.3), Traced(here, "img2img", 1.0)]
    found = painted(one, [one.frame(SETUPS[1], SIZE, guide=guide) for guide in guides])
    assert not same(found[0], found[1])
    assert not same(found[0], found[2])
    said = found[0].how["drawing"]
    assert said == {"product": "drawn", "use": "img2img", "as": "picture", "strength": 0.3}


def test_a_scribble_is_the_layout_of_the_net_for_lines(models, tmp_path):
    """Its lines are followed, by its strength, and no other map of the stage is; the ledger says so."""
    one, here, there = renderer(models, nets=NETS), drawing(tmp_path), drawing(tmp_path, "other.png", shift=100)
    guides = [Traced(here, "scribble", 1.0), Traced(there, "scribble", 1.0), Traced(here, "scribble", 0.1)]
    found = painted(one, [one.frame(SETUPS[1], SIZE, guide=guide) for guide in guides])
    assert not same(found[0], found[1])
    assert not same(found[0], found[2])
    assert found[0].how["drawing"]["as"] == "lines"
    assert found[0].how["drawing"]["weights"] == {"pose": 0.0, "lines": 1.0}


def test_a_scribble_without_such_a_net_is_painted_over_loosely(models, tmp_path):
    """Further from the drawing than from a sketch, the less closely it is followed."""
    one = renderer(models, nets={"pose": "pose"})
    guides = [Traced(drawing(tmp_path), "scribble", strength) for strength in (0.0, 0.6, 1.0)]
    told = [made.how["drawing"] for made in painted(one, [one.frame(SETUPS[1], SIZE, guide=each) for each in guides])]
    assert [each["as"] for each in told] == ["picture"] * 3
    assert [each["strength"] for each in told] == pytest.approx([1.0, 1 - 0.35 * 0.6, one.manner()["strength"]])


@pytest.mark.parametrize(("model", "nets"), [("sdxl", {"union": "union"}), ("flux2", {})])
@pytest.mark.parametrize("use", ["scribble", "img2img"])
def test_every_way_of_a_model_takes_drawings(models, tmp_path, model, nets, use):
    """One net for all maps, and a model that looks at pictures beside its prompt."""
    one = renderer(models, model, nets, steps=2)
    names = {"here.png": 0, "copy.png": 0, "there.png": 100}
    drawings = [drawing(tmp_path, name, shift) for name, shift in names.items()]
    here, copy, there = painted(one, [one.frame(SETUPS[1], SIZE, guide=Traced(path, use, 0.6)) for path in drawings])
    assert same(here, copy)
    assert not same(here, there)


def test_guided_frames_and_others_are_the_same_in_any_batch(models, tmp_path):
    """A scene of which one frame is by a drawing: together and alone, and its neighbours as if it were not."""
    both = []
    for batch in (4, 1):
        one = renderer(models, nets=NETS, batch=batch)
        frames = [one.frame(setup, SIZE) for setup in SETUPS[:4]]
        frames[2] = one.frame(SETUPS[2], SIZE, guide=Traced(drawing(tmp_path), "img2img", 0.5))
        both.append([made.picture.astype(int) for made in painted(one, frames, frames[0])])
    assert all(np.abs(one - other).max() <= 1 for one, other in zip(*both, strict=True))


def test_a_sheet_is_seen_where_its_character_is_and_a_plate_elsewhere(models, tmp_path):
    """Those who are not in a frame, and models that follow no reference, take none."""
    sheet, plate = drawing(tmp_path, "marthe.png"), drawing(tmp_path, "cuisine.png", shift=100)
    one = renderer(models, adapter=str(models / "adapter/adapter.safetensors"), likeness=1.5, steps=2)
    who = SETUPS[2].figures[0].character
    plain, drawn, at_home = (
        one.frame(SETUPS[2], SIZE, references=sheets) for sheets in ({}, {who: sheet, "nobody": sheet}, {SET: plate})
    )
    assert set(drawn.references) == {who}
    assert renderer(models).likens() is False
    found = painted(one, [plain, drawn, at_home])
    assert not same(found[0], found[1])
    assert not same(found[0], found[2])


def test_lines_of_a_drawing_are_white_on_black(tmp_path):
    """From ink on paper, on uneven paper, and from chalk on a board: the same house; a blank sheet has none."""
    paper = tracing.read(drawing(tmp_path))
    shade = np.linspace(0.6, 1, 320)[None, :, None]
    found = [tracing.lines(np.asarray(one, np.uint8)) for one in (paper, paper * shade, 255 - paper)]
    house = paper[..., 0] < 100
    for one in found:
        assert (one[house] > 100).mean() > 0.9
        assert (one[~cv2.dilate(house.astype(np.uint8), np.ones((9, 9))).astype(bool)] == 0).mean() > 0.99
    assert not tracing.lines(np.full((90, 160, 3), 240, np.uint8)).any()


def test_what_a_drawing_leaves_open_stays_the_layouts(tmp_path):
    """The sketch under a picture; paper under a scribble. A sheet is laid whole on a square."""
    alpha = np.zeros((180, 320), np.uint8)
    alpha[:, :160] = 255
    scan = tracing.read(drawing(tmp_path, alpha=alpha))
    guide = layout.guide(SETUPS[1], SIZE, ["lines"])
    picture = tracing.laid(guide, scan, Traced(tmp_path, "img2img", 0.5))
    assert (picture.sketch[:, 160:] == guide.sketch[:, 160:]).all()
    scribble = tracing.laid(guide, scan, Traced(tmp_path, "scribble", 0.5))
    assert not scribble.maps["lines"][:, 200:].any()
    assert scribble.maps["lines"].any()
    assert scribble.masks.keys() == guide.masks.keys()
    tall = tracing.squared(np.zeros((400, 100, 3), np.uint8))
    assert tall.shape[0] == tall.shape[1]
    assert not tall[:, 150:170].any()
