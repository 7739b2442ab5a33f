"""`board --maps`: files beside the panels; and the maps of every panel of the examples, held against their setups."""

from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest
from contracts.maps import agree

from previz.cli import main
from previz.direction import retakes
from previz.documents.maps import write_maps
from previz.project import open_project
from previz.script.story import understand
from previz.workshop import store
from previz.workshop.build import building
from previz.workshop.store import Store, fingerprint
from storyboard.maps import maps

EXAMPLES = sorted(Path("examples").glob("*.fountain"))
TEXT = "INT. CUISINE - JOUR\n\nLéa, 30 ans, entre et s'assoit à la table.\n\nLÉA\nBonjour.\n"


def ignore(event: object) -> None:
    """Nobody listens."""


def test_the_board_writes_maps_beside_its_panels(tmp_path, capsys):
    """Every panel has its maps, and the numbers give the pictures' metres back."""
    script = tmp_path / "film.fountain"
    script.write_text(TEXT, "utf-8")
    assert main(["board", str(script), "-o", str(tmp_path / "b"), "--maps", "--size", "320x180", "--json"]) == 0
    panels = [path.stem for path in (tmp_path / "b").glob("*.png") if path.stem.count("-") == 1]
    assert panels
    for panel in panels:
        said = msgspec.json.decode((tmp_path / "b" / f"{panel}-maps.json").read_bytes())
        assert said["schema"] == "PanelMaps.1"
        grey = cv2.imread(str(tmp_path / "b" / f"{panel}-depth16.png"), cv2.IMREAD_UNCHANGED)
        assert grey.dtype == np.uint16
        for name in ("depth", "pose", "lines", "segmentation"):
            assert cv2.imread(str(tmp_path / "b" / f"{panel}-{name}.png")).shape == (180, 320, 3)
        for one in said["characters"]:
            mask = cv2.imread(str(tmp_path / "b" / f"{panel}-{one['mask']}"), cv2.IMREAD_GRAYSCALE) > 0
            depth = said["depth"]
            near = depth["black"] + (depth["white"] - depth["black"]) * grey[mask] / 65535
            assert np.median(1 / near) == pytest.approx(one["metres"], abs=0.01)
    assert '"schema": "Board.1"' in capsys.readouterr().out


def test_maps_want_a_folder(tmp_path, capsys):
    """Without -o there is nowhere to write them."""
    script = tmp_path / "film.fountain"
    script.write_text(TEXT, "utf-8")
    assert main(["board", str(script), "--maps"]) == 1
    assert "-o" in capsys.readouterr().err


def test_maps_are_made_once(tmp_path):
    """A second call finds them in the store."""
    script = tmp_path / "film.fountain"
    script.write_text(TEXT, "utf-8")
    project = open_project(script, flags={"film.size": "160x90"})
    first = write_maps(project, tmp_path / "a", report=ignore)
    kept = {path: path.stat().st_mtime_ns for path in (project.folder / "store").rglob("*.zip")}
    second = write_maps(project, tmp_path / "b", report=ignore)
    assert [one.label for one in first] == [one.label for one in second]
    assert kept == {path: path.stat().st_mtime_ns for path in (project.folder / "store").rglob("*.zip")}


def test_the_maps_room_is_no_ingredient_of_a_panel(tmp_path, monkeypatch):
    """A change to what makes maps remakes no panel, and does remake maps."""
    for name in ("storyboard/shots.py", "storyboard/maps/sheet.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(store, "PACKAGES", tmp_path)

    def now() -> tuple[str, str]:
        fingerprint.cache_clear()
        return fingerprint("storyboard"), fingerprint("storyboard", "storyboard/maps")

    before = now()
    (tmp_path / "storyboard/maps/sheet.py").write_text("two")
    after = now()
    fingerprint.cache_clear()
    assert before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda path: path.stem)
def test_maps_of_every_panel_of_the_examples_agree(script, tmp_path):
    """Masks, classes, keypoints, lines and depths of a whole film tell one story, panel by panel."""
    project = open_project(script, folder=tmp_path)
    with building(Store(tmp_path / "store"), ignore, here=True) as build:
        breakdowns = retakes.directed(project, understand(project), build)
    for setup in (setup for breakdown in breakdowns for setup in breakdown.setups):
        agree(setup, maps(setup, (320, 180)))


def test_the_board_writes_svg_in_the_style_that_is_asked_for(tmp_path, capsys):
    """Beside each panel lies the same drawing as strokes; a style of the sketch's is refused when another one draws."""
    script = tmp_path / "film.fountain"
    script.write_text(TEXT, "utf-8")
    folder = tmp_path / "b"
    assert main(["board", str(script), "-o", str(folder), "--svg", "--style", "ligne claire", "--size", "320x180"]) == 0
    assert {path.stem for path in folder.glob("*.png")} == {path.stem for path in folder.glob("*.svg")}
    assert all(path.read_text("utf-8").startswith("<svg ") for path in folder.glob("*.svg"))
    assert main(["board", str(script), "--style", "fresco"]) == 1
    assert "lavis" in capsys.readouterr().err
