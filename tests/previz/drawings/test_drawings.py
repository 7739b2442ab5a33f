"""The artist's drawings: bound to shots by name, then by what the shots play; shown, composed, locked, never lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from previz import film, pipeline
from previz.cli import main
from previz.direction import directing, retakes
from previz.drawings import binding, laying, ledger, locking
from previz.drawings.wording import notes_of
from previz.errors import PrevizError
from previz.notebook import Film
from previz.panels import boards
from previz.project import Project, open_project
from previz.proving.proof import check
from previz.script.story import understand
from previz.workshop.build import building
from previz.workshop.store import Store
from storyboard.panels import Guide, Picture
from storyboard.stage.geometry import Setup

SCRIPT = """
INT. CUISINE - JOUR

MARTHE, 60 ans, est assise à la table.

JEAN, 30 ans, entre et pose une lettre.

EXT. RUE - NUIT

Jean court. Il serre la lettre contre lui.
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "film.fountain"
    path.write_text(SCRIPT)
    (tmp_path / "previz.toml").write_text('[film]\nsize = "320x180"\ntitle = 0\n')
    (tmp_path / "drawings").mkdir()
    return path


def drawn(script: Path, name: str, tone: int = 90, size: tuple[int, int] = (320, 180)) -> Path:
    """A picture of one tone in the folder of drawings."""
    path = script.parent / "drawings" / name
    cv2.imwrite(str(path), np.full((size[1], size[0], 3), tone, np.uint8))
    return path


def board(script: Path) -> dict[str, boards.Drawn]:
    return {one.label: one for one in boards.write(open_project(script), report=lambda event: None)}


def picture(one: boards.Drawn) -> np.ndarray:
    return cv2.imread(one.picture)


def held(script: Path) -> binding.Drawings:
    project = open_project(script)
    story = understand(project)
    with building(Store(project.folder / "store"), lambda event: None, here=True) as build:
        return binding.drawings(
            project, story, retakes.named(project, story, retakes.directed(project, story, build))
        )  # fmt: skip


def states(script: Path) -> dict[str, tuple[str, str]]:
    """State, and number of the shot today, of each drawing."""
    return {one.note.file: (one.state, one.shot.label if one.shot else "") for one in held(script).all}


def rewritten(script: Path, old: str, new: str) -> None:
    text = script.read_text()
    assert old in text
    script.write_text(text.replace(old, new))


def test_a_drawing_is_the_panel_of_its_shot(script):
    """On the board, in the film, in the notebook; the board says whose hand it is, and the film still proves whole."""
    drawn(script, "1A.png")
    shown = board(script)
    assert shown["1A-1"].origin == "1A.png"
    assert shown["2A-1"].origin == "sketch"
    assert (picture(shown["1A-1"]) == 90).all()
    project = open_project(script)
    film.make(project, report=lambda event: None)
    assert [one for one in check(project) if one.wrong] == []
    assert cv2.imread(str(Film(project)["1A"].panels[0])).mean() == 90
    entry = Store(project.folder / "store").entry(Path(shown["1A-1"].picture))
    assert (entry.step, entry.note) == ("drawing", "1A.png")


def test_a_drawing_follows_its_shot(script):
    """A new scene before it, and other words: it stays with what its shot plays, and says that the words changed."""
    drawn(script, "2A.png")
    assert states(script) == {"2A.png": ("shown", "2A")}
    rewritten(script, "INT. CUISINE", "EXT. GARE - JOUR\n\nUn train arrive.\n\nINT. CUISINE")
    assert states(script) == {"2A.png": ("shown", "3A")}
    rewritten(script, "Jean court.", "Jean court vers la gare.")
    assert states(script) == {"2A.png": ("stale", "3A")}
    assert (picture(board(script)["3A-1"]) == 90).all()
    rewritten(script, "EXT. RUE - NUIT\n\nJean court vers la gare. Il serre la lettre contre lui.", "")
    assert states(script)["2A.png"][0] == "unplaced"
    assert "is kept" in notes_of(held(script))[0]


def test_the_last_one_said_has_the_place(script, tmp_path, capsys):
    """Two drawings for one shot: the later one is shown; assigning, setting aside and assigning again change that."""
    drawn(script, "1A.png")
    assert states(script)["1A.png"] == ("shown", "1A")
    other = tmp_path / "scan 07.jpg"
    cv2.imwrite(str(other), np.full((180, 320, 3), 40, np.uint8))
    assert main(["drawings", str(script), "--assign", str(other), "1A", "-q"]) == 0
    assert states(script) == {"1A.png": ("hidden", "1A"), "1A.jpg": ("shown", "1A")}
    assert main(["drawings", str(script), "--aside", "1A.jpg", "-q"]) == 0
    assert {name: state for name, (state, _) in states(script).items()} == {"1A.png": "shown", "1A.jpg": "aside"}
    assert main(["drawings", str(script), "--assign", str(script.parent / "drawings/1A.jpg"), "2A", "-q"]) == 0
    assert states(script) == {"1A.png": ("shown", "1A"), "1A.jpg": ("shown", "2A")}
    assert "1A.jpg" in capsys.readouterr().out


def test_a_locked_drawing_stays_byte_for_byte(script):
    """Whatever becomes of its file: painted over, or deleted."""
    path = drawn(script, "1A.png")
    project = open_project(script)
    before = Path(board(script)["1A-1"].picture).read_bytes()
    with building(Store(project.folder / "store"), lambda event: None, here=True) as build:
        locking.lock(project, held(script), "1A", build)
    drawn(script, "1A.png", tone=200)
    assert Path(board(script)["1A-1"].picture).read_bytes() == before
    assert "locked" in notes_of(held(script))[0]
    path.unlink()
    assert Path(board(script)["1A-1"].picture).read_bytes() == before
    drawn(script, "1A.png", tone=200)
    locking.unlock(project, held(script), "1A.png")
    assert (picture(board(script)["1A-1"]) == 200).all()


def test_a_matte_stands_behind_staged_people(script):
    """Where nobody stands is the matte; where somebody does, they are drawn."""
    drawn(script, "2A.matte.png", tone=150)
    one = board(script)["2A-1"]
    assert one.origin == "2A.matte.png + sketch"
    shown = picture(one)
    assert (shown == 150).all(axis=2).mean() > 0.6
    assert (shown != 150).any(axis=2).mean() > 0.005


def test_a_drawn_person_is_placed_among_the_others(script):
    """Cut out of its paper, on the feet of whom it stands for; a person who is nowhere in the shot is not."""
    paper = np.full((400, 200, 3), 250, np.uint8)
    cv2.rectangle(paper, (60, 40), (140, 360), (20, 20, 200), -1)
    cv2.imwrite(str(script.parent / "drawings/2A.JEAN.png"), paper)
    drawn(script, "2A.PERSONNE.png")
    one = board(script)["2A-1"]
    assert one.origin == "2A.JEAN.png + sketch"
    red = picture(one)
    assert ((red[..., 2] > 150) & (red[..., 0] < 80)).sum() > 100
    assert [path.name for path in held(script).unassigned] == ["2A.PERSONNE.png"]


def test_a_mask_lets_the_rest_through(script):
    """Only where the mask is white is the drawing over the panel."""
    before = picture(board(script)["1A-1"])
    drawn(script, "1A.png")
    mask = np.zeros((180, 320), np.uint8)
    mask[:, :160] = 255
    cv2.imwrite(str(script.parent / "drawings/1A.mask.png"), mask)
    after = picture(board(script)["1A-1"])
    assert (after[:, :150] == 90).all()
    assert (after[:, 170:] == before[:, 170:]).all()


def test_a_bad_picture_says_what_to_do(script, capsys):
    """The file is named with the remedy, and what is bound stays bound."""
    drawn(script, "1A.png")
    assert states(script)["1A.png"][0] == "shown"
    (script.parent / "drawings/1A.png").write_bytes(b"not a picture")
    assert main(["make", str(script), "-q"]) == 1
    told = capsys.readouterr().err
    assert "1A.png" in told
    assert "save it again" in told
    assert main(["drawings", str(script), "--assign", str(script), "1A", "-q"]) == 1
    assert states(script)["1A.png"] == ("shown", "1A")


@dataclass(frozen=True)
class Copyist:
    """A renderer that draws what it is guided by, and grey where it is not."""

    GUIDES = ("scribble",)

    def unavailable(self) -> None:
        return None

    def draw(self, setups: Sequence[Setup], size: tuple[int, int]) -> Iterator[Picture]:
        return self.draw_guided(setups, size, [None] * len(setups))

    def draw_guided(
        self, setups: Sequence[Setup], size: tuple[int, int], guides: Sequence[Guide | None]
    ) -> Iterator[Picture]:
        for guide in guides:
            blank = np.full((size[1], size[0], 3), 128, np.uint8)
            yield blank if guide is None else np.asarray(guide.picture * guide.strength, np.uint8)


def rendered(project: Project, renderer: object) -> list[np.ndarray]:
    """The panels of a film by a renderer, with what is drawn."""
    story = understand(project)
    with building(Store(project.folder / "store"), lambda event: None, here=True) as build:
        broken = retakes.directed(project, story, build)
        setups = [setup for one in broken for setup in one.setups]
        held = binding.drawings(project, story, retakes.named(project, story, broken))
        hand = laying.hand(held, setups, project)
        drawing = pipeline.draw(setups, renderer, project.settings, build, moves=True, hand=hand)
        return [cv2.imread(str(path)) for path in drawing.paths()]


def test_a_guide_is_for_renderers_that_follow_one(script):
    """Given to those that do, with its strength; refused with the remedy by those that do not."""
    drawn(script, "1A.scribble.png", tone=200)
    project = open_project(script, flags={"drawings.strength": 0.5})
    tones = [one.mean() for one in rendered(project, Copyist())]
    assert tones[0] == 100
    assert set(tones) == {100, 128}
    with pytest.raises(PrevizError, match="follows no such drawing"):
        board(script)


def test_sheets_of_people_and_plates_of_sets_are_references(script):
    """A name alone is no shot: it is kept as what someone, or somewhere, looks like."""
    drawn(script, "MARTHE.png")
    drawn(script, "cuisine.jpg")
    found = {one.note.file: (one.state, one.who or one.note.place) for one in held(script).all}
    assert found == {"MARTHE.png": ("reference", "marthe"), "cuisine.jpg": ("reference", "cuisine")}


def test_a_damaged_ledger_is_said_with_its_line(script):
    """And nothing is overwritten."""
    drawn(script, "1A.png")
    assert states(script)
    book = open_project(script).folder / "drawings.jsonl"
    book.write_bytes(b"{broken\n" + book.read_bytes())
    with pytest.raises(PrevizError, match="line 1"):
        states(script)
    assert book.read_bytes().startswith(b"{broken")


def test_an_empty_file_is_refused_and_leaves_the_ledger_whole(script, capsys):
    """What is known of the others is still there when it is gone."""
    drawn(script, "1A.png")
    (script.parent / "drawings/2A.png").write_bytes(b"")
    assert main(["board", str(script), "-o", str(script.parent / "board")]) == 1
    assert "2A.png: " in capsys.readouterr().err
    (script.parent / "drawings/2A.png").unlink()
    assert board(script)["1A-1"].origin == "1A.png"


def test_a_picture_that_nobody_reads_is_told(script):
    """A telephone's HEIC; but not the file of a drawing program beside what was saved from it."""
    drawn(script, "1A.png")
    for name in ("1A.psd", "2A.heic", "IMG_1.HEIC"):
        (script.parent / "drawings" / name).write_bytes(b"\0\0\0\x18ftypheic")
    told = " ".join(notes_of(held(script)))
    assert "2A.heic is of a kind that is not read; save it as PNG" in told
    assert "IMG_1.HEIC" in told
    assert "1A.psd" not in told


def test_alternatives_show_cameras_not_the_drawing(script):
    """A kept drawing would be the same for every camera: ways of a shot are compared as rendered."""
    drawn(script, "1A.png")
    ways = Film(open_project(script))["1A"].alternatives()
    assert all(cv2.imread(str(panels[0])).std() > 5 for panels in ways.panels)


def test_a_retaken_shot_still_shows_its_drawing(script):
    """The camera changes, the artist's panel does not."""
    drawn(script, "1A.png")
    changed = directing.retake(open_project(script), "1A", "plongée", here=True, report=lambda event: None)
    assert cv2.imread(str(changed.panels[0])).mean() == 90


def test_fingerprints_follow_the_folder(script):
    """A drawing added is another film; none at all costs nothing."""
    project = open_project(script)
    assert ledger.fingerprint(project) == ""
    drawn(script, "1A.png")
    assert ledger.fingerprint(project) != ""


def test_a_link_is_a_drawing_under_its_own_name(script, tmp_path):
    """Artists keep their files elsewhere; a folder that is switched off takes none."""
    elsewhere = tmp_path / "archive" / "IMG_0412.png"
    elsewhere.parent.mkdir()
    cv2.imwrite(str(elsewhere), np.full((180, 320, 3), 70, np.uint8))
    (script.parent / "drawings/1A.png").symlink_to(elsewhere)
    assert states(script) == {"1A.png": ("shown", "1A")}
    off = open_project(script, flags={"drawings.folder": ""})
    assert ledger.files(off) == []
    with pytest.raises(PrevizError, match="folder is empty"):
        binding.assign(off, understand(off), [], elsewhere, "1A")
