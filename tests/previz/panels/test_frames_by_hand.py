"""A film of a picture model and of the artist's hand at once: guides, mattes, kept drawings, sheets, doubles."""

import json

import cv2
import numpy as np
import pytest
from pipelines import built

from audio.consent import template
from previz.cli import main
from previz.direction import decisions, retakes
from previz.errors import PrevizError
from previz.film import make
from previz.panels import boards, variants
from previz.project import open_project
from previz.proving.proof import check
from previz.records import read_record
from previz.script import drafts, stale
from previz.script.story import understand
from previz.workshop.build import building
from previz.workshop.store import Store
from storyboard.renderers.diffusion import studio

TEXT = """INT. CUISINE - NUIT

MARTHE (60 ans), en manteau sombre, lit une lettre. NOÉ (12 ans) entre.

NOÉ
Il est parti ?

EXT. RUE - JOUR

Noé court sous la pluie.

INT. CAVE - NUIT

Marthe descend. Elle attend.
"""
SETTINGS = """[film]
size = "320x180"
title = 0

[renderer]
use = "diffusion"

[renderer.diffusion]
model = "models/sd15"
side = 64
steps = 2
"""


def quiet(event):
    """Nobody watches."""


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    yield built(tmp_path_factory.mktemp("models"), "sd15", "adapter")
    studio.let_go()


@pytest.fixture
def script(tmp_path, models):
    path = tmp_path / "film.fountain"
    path.write_text(TEXT, "utf-8")
    (tmp_path / "models").symlink_to(models)
    (tmp_path / "previz.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "drawings").mkdir()
    return path


def drawn(script, name, tone=90, size=(320, 180)):
    """A picture of one tone, with a dark stroke across."""
    picture = np.full((size[1], size[0], 3), tone, np.uint8)
    cv2.line(picture, (20, 20), (size[0] - 20, size[1] - 20), (10, 10, 10), 3)
    cv2.imwrite(str(script.parent / "drawings" / name), picture)
    return picture


def steps(project):
    """The step that each panel of the film is of."""
    store = Store(project.folder / "store")
    return {label: store.entry(store.named(name, ".png")).step for label, name in read_record(project).panels.items()}


def frames(project):
    """The ledger of every frame."""
    store = Store(project.folder / "store")
    found = [store.entry(path) for path in store.products()]
    return [(entry.made_from, json.loads(entry.note)) for entry in found if entry and entry.step == "frame"]


def test_model_matte_guide_and_kept_drawing_in_one_film(script):
    """Each lies where it belongs; the guide stands in for its frame; all is proved, and a second run does nothing."""
    kept = drawn(script, "1A.png", 200)
    drawn(script, "2A.matte.png", 150)
    guide = drawn(script, "3A.img2img.png", 60)
    project, standing = open_project(script), []

    def watch(event):
        if event.stage == "film":
            store = Store(project.folder / "store")
            standing.append(cv2.imread(str(store.named(read_record(project).panels["3A-1"], ".png"))))

    made = make(project, report=watch)
    assert np.array_equal(standing[0], guide)
    found = steps(project)
    assert (found["1A-1"], found["2A-1"], found["3A-1"]) == ("drawing", "composed", "frame")
    store, panels = Store(project.folder / "store"), read_record(project).panels
    assert np.array_equal(cv2.imread(str(store.named(panels["1A-1"], ".png"))), kept)
    ground = cv2.imread(str(store.named(panels["2A-1"], ".png")))
    assert (np.abs(ground.astype(int) - 150) <= 1).all(axis=2).mean() > 0.5
    assert any("by the artist's drawing: 3A-1" in note for note in made.notes)
    assert [one for one in check(project) if one.wrong or one.code == "awaited"] == []
    assert make(project, report=quiet).untouched
    assert stale.stale(project, understand(project), report=quiet).panels == 0


def test_a_frame_is_made_of_its_guide(script):
    """Its product and its strength are in the recipe: another strength, or another drawing, is another frame. The
    board says whose hand it is of, and a film that was moved makes none again."""
    drawn(script, "2A.scribble.png")
    one = {each.label: each for each in boards.write(open_project(script), report=quiet)}
    assert one["2A-1"].origin == "2A.scribble.png + diffusion"
    (made_from, how), *more = [row for row in frames(open_project(script)) if row[0]["input"]["guide"]]
    assert not more
    assert made_from["input"]["guide"] == {"file": how["drawing"]["product"], "use": "scribble", "strength": 0.6}
    assert how["drawing"]["as"] == "picture"
    script.parent.rename(moved := script.parent.with_name("moved"))
    script = moved / script.name
    before = len(frames(open_project(script)))
    boards.write(open_project(script), report=quiet)
    assert len(frames(open_project(script))) == before
    assert main(["drawings", str(script), "--assign", str(moved / "drawings/2A.scribble.png"), "2A", "--use",
                 "scribble", "--strength", "0.2", "-q"]) == 0  # fmt: skip
    boards.write(open_project(script), report=quiet)
    assert len(frames(open_project(script))) == before + 1


def test_takes_of_a_guided_shot_follow_its_guide(script):
    """The sheet's takes are the film's frames, and a renderer that follows no drawing is compared without."""
    drawn(script, "2A.img2img.png")
    project = open_project(script)
    found = variants.takes(project, "2A", 2, report=quiet).variants
    assert all(row[0]["input"]["guide"] for row in frames(project))
    make(project, report=quiet)
    assert read_record(project).panels["2A-1"] == found[0].picture.stem
    assert len(variants.across(project, "2A", ["diffusion", "sketch"], report=quiet).variants) == 2


def doubled(project, *labels):
    """Each of these shots plays a second time, right after itself, for a second."""
    story = understand(project)
    with building(Store(project.folder / "store"), quiet, here=True) as build:
        shots = retakes.named(project, story, retakes.directed(project, story, build))
    follows = drafts.record(project, story, by="decision").identities
    for label in labels:
        beats = tuple(follows.of(beat) for beat in retakes.find(shots, label).shot.beats)
        entry = decisions.entry(
            "duplicate", shot=label, words="", beats=beats, after=beats, head=0, frames=24, rate="24"
        )
        decisions.add(project, entry)


def test_doubles_of_an_edited_film_are_the_same_pictures(script):
    """A shot that plays twice is painted, and composed, once; its guide and its matte are its double's too."""
    drawn(script, "2A.img2img.png")
    drawn(script, "3A.matte.png")
    project = open_project(script)
    make(project, report=quiet)
    before = read_record(project).panels
    doubled(project, "1A", "2A", "3A")
    made = make(project, report=quiet)
    after = read_record(project).panels
    assert made.shots == len({label.rpartition("-")[0] for label in before}) + 3
    assert set(after.values()) == set(before.values())
    assert made.made.get("frames", 0) == 0


def test_a_drawn_sheet_is_the_reference_of_its_character(script, capsys):
    """Where an adapter follows any: frames with her in them are made of it, others are not. Else the film says so."""
    drawn(script, "MARTHE.png", 180, (100, 240))
    drawn(script, "cave.png", 40)
    make_told = make(open_project(script), report=quiet).notes
    assert any("MARTHE.png" in note and "adapter" in note for note in make_told)
    settings = script.parent / "previz.toml"
    (script.parent / "adapters").symlink_to(script.parent / "models/adapter")
    settings.write_text(SETTINGS + 'adapter = "adapters/adapter.safetensors"\n', "utf-8")
    project = open_project(script)
    boards.write(project, report=quiet)
    found = [row[0]["input"] for row in frames(project) if row[0]["input"]["references"]]
    by_place = {one["setup"]["plan"]["location"]: set(one["references"]) for one in found}
    assert by_place == {"cuisine": {"marthe"}, "cave": {"marthe", "the set"}}


def test_a_photograph_of_somebody_needs_their_consent(script):
    """A camera took it, and there is no paper in it: it is refused until they sign. A drawn sheet needs nobody's."""
    (script.parent / "adapters").symlink_to(script.parent / "models/adapter")
    (script.parent / "previz.toml").write_text(SETTINGS + 'adapter = "adapters/adapter.safetensors"\n', "utf-8")
    from PIL import Image

    exif = Image.Exif()
    exif[271] = "Camera"
    noise = np.random.default_rng(1).integers(0, 255, (240, 100, 3), np.uint8)
    Image.fromarray(noise).save(script.parent / "drawings/MARTHE.jpg", exif=exif)
    project, photo = open_project(script), script.parent / "drawings/MARTHE.jpg"
    with pytest.raises(PrevizError, match="nobody has agreed"):
        boards.write(project, report=quiet)
    text = template(who="Marthe Le Goff", purpose="the film", recording=photo)
    signed = text.replace('signed = ""', 'signed = "Marthe Le Goff"').replace('date = ""', "date = 2026-11-25")
    (project.folder / "consents").mkdir()
    (project.folder / "consents/her.toml").write_text(signed, "utf-8")
    boards.write(project, report=quiet)
    assert any("marthe" in made_from["input"]["references"] for made_from, _how in frames(project))
