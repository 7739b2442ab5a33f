"""A film whose panels a picture model paints: sketches stand in until its frames are there."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "storyboard"))
from pipelines import built

from previz.film import make, read_record
from previz.project import open_project
from previz.proof import check
from previz.store import Store
from storyboard.renderers.diffusion import studio

TEXT = """INT. CUISINE - NUIT

MARTHE (60 ans), en manteau sombre, lit une lettre. NOÉ (12 ans) entre.

NOÉ
Il est parti ?

> LE LENDEMAIN <

EXT. RUE - JOUR

Noé court sous la pluie.
"""
SETTINGS = """[renderer]
use = "diffusion"

[renderer.diffusion]
model = "models/sd15"
side = 64
steps = 2
"""


def quiet(event):
    """Nobody watches."""


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    folder = tmp_path_factory.mktemp("painted")
    built(folder / "models", "sd15")
    (folder / "film.fountain").write_text(TEXT, "utf-8")
    (folder / "previz.toml").write_text(SETTINGS, "utf-8")
    yield open_project(folder / "film.fountain", flags={"film.size": "320x180", "film.title": 0.0})
    studio.let_go()


def steps(project):
    store = Store(project.folder / "store")
    names = read_record(project).panels
    return {label: store.entry(store.root / name[:2] / f"{name}.png").step for label, name in names.items()}


def test_sketches_stand_in_until_frames_arrive(film):
    """There is a whole film before the model has painted anything, and its panels go by their own name; then frames
    take their places, but on cards. The film stays proved, and a second run has nothing to do."""
    seen = []

    def watch(event):
        if event.stage == "film":
            seen.append((steps(film), read_record(film).key, read_record(film).made.notes))

    made = make(film, report=watch)
    ((standing, key, notes),) = seen
    assert set(standing.values()) == {"panel"}
    assert (key, any("sketches stand in" in note for note in notes)) == ("", True)
    assert sorted(set(steps(film).values())) == ["frame", "panel"]
    assert any("Stable Diffusion 1.5 on cpu in float32" in note for note in made.notes)
    assert [one for one in check(film) if one.wrong] == []
    assert make(film, report=quiet).untouched
