"""The cue sheet of a recording session, as CSV that Excel opens and as PDF."""

import csv
import io
import zlib
from pathlib import Path

import pytest

from previz import i18n
from previz.cli import main
from previz.direction import decisions
from previz.documents.cuesheet import Cue, cues, write
from previz.documents.shotlist import shots
from previz.errors import PrevizError
from previz.project import open_project
from previz.script import drafts
from previz.script.story import understand
from previz.sound.takes import takes

SCRIPT = """
INT. CUISINE - JOUR

MARTHE
(à voix basse)
Le cœur n'y est plus ; « tant pis » !

NOÉ (OFF)
~=1+1, dit-elle – c'est 2 €…
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "film.fountain"
    path.write_text(SCRIPT)
    (tmp_path / "previz.toml").write_text('[film]\nsize = "320x180"\ntitle = 0\n')
    return path


def sheet(script: Path, who: str = "") -> tuple[Cue, ...]:
    project = open_project(script)
    return cues(takes(project, understand(project)).rows, {}, {}, who)


def rows(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_french_excel_opens_the_csv(script, tmp_path):
    """Semicolons, UTF-8 with its mark, decimal commas, and the writer's words as they are."""
    i18n.use("fr")
    assert main(["make", str(script), "--quiet"]) == 0
    assert main(["takes", str(script), "--cues", str(tmp_path / "cues.csv"), "--lang", "fr"]) == 0
    heading, first, second = rows(tmp_path / "cues.csv")
    assert len(heading) == len(first) == 8
    assert first[:5] == ["1", "1/1", "MARTHE", "Le cœur n'y est plus ; « tant pis » !", "à voix basse"]
    assert float(first[5].replace(",", ".")) > 1
    assert "," in first[5]
    assert first[6].startswith("00:00:0")
    assert first[7].startswith("DX_MARTHE_S1_L")
    assert "hors champ" in second[4]


def test_no_cell_is_a_formula(script, tmp_path):
    """What begins as a formula is text in the spreadsheet."""
    write(tmp_path / "cues.csv", sheet(script), title="film")
    assert rows(tmp_path / "cues.csv")[2][3].startswith("'=1+1")


def test_a_pdf_has_the_letters_of_french(script, tmp_path):
    """œ, guillemets, dashes, the euro: in the page as they were written; a hundred lines take several pages."""
    path = tmp_path / "cues.pdf"
    write(path, sheet(script) * 50, title="film – Łódź")
    data = path.read_bytes()
    pages = [zlib.decompress(part.split(b"\nendstream")[0]) for part in data.split(b">>\nstream\n")[1:]]
    text = b"".join(pages)
    assert data.startswith(b"%PDF-")
    assert len(pages) >= 4
    assert "Lódz".encode("cp1252") in text
    for letters in ("cœur", "« tant pis »", "2 €…", "à voix basse"):
        assert letters.encode("cp1252") in text
    assert path.read_bytes() == data
    write(tmp_path / "again.pdf", sheet(script) * 50, title="film – Łódź")
    assert (tmp_path / "again.pdf").read_bytes() == data


def test_one_character_or_an_error(script, tmp_path):
    """Only their lines; who does not speak is said with who does."""
    assert [cue.who for cue in sheet(script, "noé")] == ["NOÉ"]
    with pytest.raises(PrevizError, match="MARTHE, NOÉ"):
        sheet(script, "PAUL")
    with pytest.raises(PrevizError, match=r"\.csv or \.pdf"):
        write(tmp_path / "cues.doc", sheet(script), title="")


def test_lines_are_asked_for_as_they_play(script):
    """A line that was reworded is asked for in its new words, on every paper; one that an edit has cut is not."""
    project = open_project(script)
    _first, second = sheet(script)
    listed = shots(project, report=lambda _event: None)
    said = {one.speaker: (row.label, one) for row in listed for one in row.covers if one.kind == "speech"}
    assert main(["reword", str(script), said["MARTHE"][0], "Partons.", "--line", "tant pis"]) == 0
    assert [one.text for one in sheet(script)] == ["Partons.", second.text]
    assert "Partons." in " ".join(row.text for row in shots(project, report=lambda _event: None))
    known = drafts.record(project, understand(project), by="conform").identities
    beats = tuple(known.of(one.beat) for one in listed[0].covers)
    decisions.add(project, decisions.entry("removed", shot=listed[0].label, words="", beats=beats))
    assert not sheet(script)


def test_letters_that_a_pdf_lacks_are_told(script, tmp_path, capsys):
    """Arabic, say: question marks in the PDF, whole in the CSV, and a sentence says which lines."""
    script.write_text(script.read_text().replace("Le cœur", "مرحبا"))
    assert main(["takes", str(script), "--cues", str(tmp_path / "cues.pdf"), "--lang", "en"]) == 0
    assert "1/1: letters that the PDF lacks" in capsys.readouterr().err
    assert main(["takes", str(script), "--cues", str(tmp_path / "cues.csv"), "--lang", "en"]) == 0
    assert "مرحبا" in rows(tmp_path / "cues.csv")[1][3]
