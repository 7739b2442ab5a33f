"""`previz look`: a sheet for each character and each set, in every form."""

from xml.etree import ElementTree

import cv2
import numpy as np
import pypdfium2
import pytest

from previz.cli import main
from previz.documents import look as looking
from previz.project import open_project
from previz.script.story import understand
from storyboard.plates.turnaround import EXPRESSIONS

TEXT = """INT. CUISINE - JOUR

MARTHE, soixante-huit ans, petite femme sèche en gilet gris, verse du café. Elle s'assoit.

MARTHE
Tu as faim ?

Marthe porte un chapeau.

LES ENFANTS
Hourra !
"""


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "film.fountain"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_folder_gets_a_picture_and_a_drawing_of_each(script, tmp_path, capsys):
    """Everyone who can be seen and every place, as PNG and as valid SVG."""
    assert main(["look", str(script), "-o", str(tmp_path / "look"), "--lang", "fr"]) == 0
    names = {path.name for path in (tmp_path / "look").iterdir()}
    assert {"character-marthe.png", "character-marthe.svg", "set-01.png", "set-01.svg"} == names
    picture = cv2.imread(str(tmp_path / "look" / "character-marthe.png"))
    assert picture.shape[:2] == (1440, 2036)
    columns = np.array_split((picture.min(axis=2) < 90)[150:900], 4, axis=1)
    assert all(part.sum() > 2000 for part in columns)  # somebody stands in each quarter
    tree = ElementTree.parse(tmp_path / "look" / "character-marthe.svg")  # noqa: S314 (our own)
    text = " ".join(node.text or "" for node in tree.iter("{http://www.w3.org/2000/svg}text"))
    assert "MARTHE" in text
    assert "gilet gris" in text
    assert "trois quarts" in text
    classes = {node.get("class") for node in tree.iter("{http://www.w3.org/2000/svg}g")}
    assert {f"face {one}" for one in EXPRESSIONS} <= classes
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert "character-marthe.png" in capsys.readouterr().out


def test_sheets_quote_the_text_with_its_lines(script):
    """The introduction, and clothes that are told of later, by their lines."""
    sheets = dict(looking._characters(understand(open_project(script))))
    said = sheets["character-marthe"].said
    assert said[0].startswith("line 3: “MARTHE, soixante-huit ans")
    assert any("chapeau" in line for line in said)
    assert "68" in sheets["character-marthe"].facts


def test_a_pdf_has_a_page_for_each(script, tmp_path):
    """All sheets in one file, in the style that is asked for."""
    assert main(["look", str(script), "-o", str(tmp_path / "look.pdf"), "--style", "clear", "-q"]) == 0
    with pypdfium2.PdfDocument(tmp_path / "look.pdf") as pdf:
        assert len(pdf) == len(list(looking._characters(understand(open_project(script))))) + 1
        assert np.ptp(pdf[0].render(scale=0.5).to_numpy()) > 150


def test_nothing_to_draw_is_said(tmp_path, capsys):
    """A text without people and places makes no sheets."""
    empty = tmp_path / "empty.fountain"
    empty.write_text("Rien.\n", "utf-8")
    assert main(["look", str(empty), "-o", str(tmp_path / "look")]) == 1
    assert "neither" in capsys.readouterr().err
    assert not (tmp_path / "look").exists()
