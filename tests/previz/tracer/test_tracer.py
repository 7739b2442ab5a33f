"""Tracer sheets: panels without captions, a form, a key, and a reading scored."""

import csv
import io
from pathlib import Path

import cv2
import msgspec
import pytest

from previz.cli import main
from previz.errors import PrevizError
from previz.project import Project, open_project
from previz.tracer.form import COLUMNS
from previz.tracer.making import Key, score, trace

SCRIPT = """
INT. CUISINE - JOUR

MARTHE, 60 ans, est assise à la table.

JEAN, 30 ans, entre. Il regarde Marthe.

MARTHE
Te voilà.

JEAN
Oui.

Jean s'assoit. Il pleure.

EXT. RUE - NUIT

Jean court.
"""


@pytest.fixture
def film(tmp_path: Path) -> Project:
    path = tmp_path / "film.fountain"
    path.write_text(SCRIPT)
    (tmp_path / "previz.toml").write_text('[film]\nsize = "320x180"\ntitle = 0\n')
    return open_project(path)


def traced(film: Project, **how: int) -> Path:
    sheet = film.script.with_name("blind.png")
    trace(film, sheet, **{"seed": 3, **how}, report=lambda event: None)
    return sheet


def key(sheet: Path) -> Key:
    return msgspec.json.decode(sheet.with_suffix(".key.json").read_bytes(), type=Key)


def filled(sheet: Path, *, delimiter: str = ";", **wrong: str) -> Path:
    """The form filled in as the key has it, but for what is said otherwise."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=delimiter)
    rows.writerow(COLUMNS)
    for one in key(sheet).truths:
        said = {
            "size": one.size, "angle": one.angle, "people": " ".join(one.people) or "-", "speaks": one.speaks or "-",
            "action": one.action, **wrong,
        }  # fmt: skip
        rows.writerow([one.number, *said.values(), *one.options])
    answers = sheet.with_suffix(".csv")
    answers.write_text(text.getvalue())
    return answers


def shares(found: object) -> dict[str, float]:
    return {one.name: one.share for one in found.qualities}


def test_a_sheet_shows_panels_and_hides_their_words(film):
    """Three files: the sheet, the empty form, the key; the same seed gives the same, another one another order."""
    sheet = traced(film)
    first = sheet.read_bytes()
    truths = key(sheet).truths
    assert cv2.imread(str(sheet)).shape[1] > 1900
    assert [one.number for one in truths] == list(range(1, len(truths) + 1))
    assert all(one.options["abcd".index(one.action)] for one in truths)
    assert "GP" not in sheet.with_suffix(".csv").read_text("utf-8-sig").splitlines()[1]
    assert traced(film).read_bytes() == first
    sheet.with_suffix(".csv").unlink()
    assert [one.panel for one in key(traced(film, seed=4)).truths] != [one.panel for one in truths]


def test_a_form_that_is_filled_in_is_never_overwritten(film):
    """Answers are people's work."""
    sheet = traced(film)
    answers = filled(sheet)
    before = answers.read_bytes()
    with pytest.raises(PrevizError, match="filled in"):
        traced(film)
    assert answers.read_bytes() == before


def test_a_perfect_reading_scores_whole(film):
    """Whatever the spreadsheet wrote between the cells, and in the words of the film's glossary."""
    sheet = traced(film)
    assert set(shares(score(film, filled(sheet, delimiter=","))).values()) == {1.0}
    assert shares(score(film, filled(sheet, size="GP")))["size"] < 1
    assert shares(score(film, filled(sheet, people="jean")))["people"] < 1


def test_what_is_left_blank_was_not_read(film):
    """An empty form scores nothing, and every panel is listed with its truth."""
    sheet = traced(film)
    found = score(film, sheet.with_suffix(".csv"))
    assert {one.read for one in found.qualities} == {0}
    assert len(found.qualities[0].misses) == found.panels


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"size": "énorme"}, "line 2"), ({"people": "GASTON"}, "nobody of this film"), ({"action": "z"}, "no letter")],
)
def test_answers_that_nobody_understands_are_named(film, wrong, said):
    """With their line, and what is understood."""
    sheet = traced(film)
    with pytest.raises(PrevizError, match=said):
        score(film, filled(sheet, **wrong))


def test_a_form_without_its_key_is_refused(film, capsys):
    """The remedy is said; and a sheet, a score and a folder are not asked for at once."""
    sheet = traced(film)
    answers = filled(sheet)
    sheet.with_suffix(".key.json").unlink()
    assert main(["board", str(film.script), "--score", str(answers), "-q"]) == 1
    assert main(["board", str(film.script), "--score", str(answers), "--proof", "x.png", "-q"]) == 1
    assert main(["board", str(film.script), "--seed", "3", "-q"]) == 1
    assert "key" in capsys.readouterr().err
