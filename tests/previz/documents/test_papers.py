"""The shot list as files: what each program that opens them finds, and what is refused."""

import csv
import io
import json
import os
from pathlib import Path

import openpyxl
import pypdf
import pytest

from previz import i18n
from previz.cli import main
from previz.documents import columns
from previz.documents.papers import LISTS, write_shots
from previz.errors import PrevizError, SettingsError
from previz.project import Project, open_project

HOSTILE = """Titre: =1+1 & <b>Fin</b>

INT. CAFÉ « CHEZ L'ŒIL » - NUIT

!=HYPERLINK("http://x.y";"clic") et @SOMME(A1) clignotent sur l'écran. Une CLOCHE sonne.

LÉA <script>alert(1)</script> entre. [[À revoir avec l'équipe.]] Elle regarde MARC.

MARC
(bas)
- Je t’attendais… “vraiment” – Łukasz aussi 🎬.

LÉA (V.O.)
+33 6 12, c'était son numéro. L'œuvre d'une vie.

EXT. RUE - JOUR
"""


def quiet(_event: object) -> None:
    pass


def film(folder: Path, text: str = HOSTILE, settings: str = "") -> Project:
    """A film in a folder of its own, with small panels."""
    script = folder / "film.fountain"
    script.write_text(text, "utf-8")
    (folder / "previz.toml").write_text(settings, "utf-8")
    return open_project(script, flags={"film.size": "320x180"})


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the list of the hostile film in every format, with its panels and plans."""
    folder = tmp_path_factory.mktemp("papers")
    i18n.use("en")
    paths = [folder / f"list{suffix}" for suffix in LISTS]
    write_shots(film(folder), paths, template="liste", pictures=True, plans=True, report=quiet)
    return folder


def table(path: Path, delimiter: str) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_a_french_list_opens_in_a_french_excel(written: Path) -> None:
    """UTF-8 with its mark, semicolons, decimal commas, and a row for each shot."""
    rows = table(written / "list.csv", ";")
    shots = json.loads((written / "list.json").read_text())["shots"]
    assert [row["Plan"] for row in rows] == [shot["label"] for shot in shots]
    assert rows[0]["Séq."] == "1"
    assert {row["INT/EXT"] for row in rows} == {"INT", "EXT"}
    assert rows[0]["Durée (s)"].replace(",", "", 1).isdigit()
    assert "," in rows[0]["Durée (s)"]


def test_an_english_list_has_commas_and_points(tmp_path: Path) -> None:
    """The document speaks the script's language, whatever the reader's."""
    write_shots(film(tmp_path, "INT. KITCHEN - NIGHT\n\nMARY sits.\n\nMARY\nNo.\n"), [tmp_path / "l.csv"], report=quiet)
    row = table(tmp_path / "l.csv", ",")[-1]
    assert row["Dialogue"] in ("yes", "no")
    assert float(row["Seconds"]) > 0


def test_no_cell_is_a_formula(written: Path) -> None:
    """Text that begins as a formula stays text, in CSV and in XLSX."""
    cells = [cell for row in table(written / "list.csv", ";") for cell in row.values()]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")]
    book = openpyxl.load_workbook(written / "list.xlsx")
    found = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s", "n"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in found)


def test_a_spreadsheet_is_ready_to_print(written: Path) -> None:
    """Frozen and repeated header, landscape, as wide as a page, a bar for each scene, a panel for each shot."""
    sheet = openpyxl.load_workbook(written / "list.xlsx").active
    shots = json.loads((written / "list.json").read_text())["shots"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C2", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    firsts = [str(row[0].value) for row in sheet.iter_rows(min_row=2)]
    assert [first for first in firsts if ". " in first] != []
    assert len(firsts) == len(shots) + 2
    assert len(sheet._images) == len(shots)


def test_json_gives_the_exact_place_of_each_beat(written: Path) -> None:
    """Every beat once; its offset and length cut its own words from the file, on its own line."""
    shots = json.loads((written / "list.json").read_text())["shots"]
    covers = [one for shot in shots for one in shot["covers"]]
    assert len({one["beat"] for one in covers}) == len(covers) >= 5
    for one in covers:
        assert HOSTILE[one["offset"] :][: one["length"]].split() == one["text"].split()
        assert one["text"].split()[0] in HOSTILE.split("\n")[one["line"] - 1]


def test_json_has_what_the_trade_asks_for(written: Path) -> None:
    """Camera with its lens, who is where in the picture, running time, notes, origin."""
    shots = json.loads((written / "list.json").read_text())["shots"]
    shot = next(one for one in shots if one["screen"])
    assert shot["camera"]["focal"] > 0
    assert shot["height"] == pytest.approx(shot["camera"]["at"][2], abs=0.01)
    for one in shot["screen"]:
        assert one["place"] == ("left" if one["u"] < -1 / 3 else "right" if one["u"] > 1 / 3 else "centre")
    ends = [round(one["start"] + one["seconds"], 1) for one in shots]
    assert ends[:-1] == pytest.approx([one["start"] for one in shots[1:]], abs=0.11)
    assert [note for one in shots for note in one["notes"]] == ["À revoir avec l'équipe."]


def test_a_page_runs_nothing_of_the_script(written: Path) -> None:
    """All that the writer wrote is escaped; nothing is loaded from elsewhere; panels and plans are in the page."""
    page = (written / "list.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;b&gt;Fin&lt;/b&gt;" in page
    assert page.count("data:image/jpeg;base64,") == len(json.loads((written / "list.json").read_text())["shots"])
    assert page.count("<svg") == 2
    assert "href=" not in page


def test_a_pdf_prints_typography(written: Path) -> None:
    """œ, curly quotes, dashes and ellipses print; letters that the font lacks lose their accents."""
    text = "".join(page.extract_text() for page in pypdf.PdfReader(written / "list.pdf").pages)
    for sign in ("L'œuvre", "t’attendais…", "“vraiment”", "–", "Lukasz", "CAFÉ"):
        assert sign in text, sign


def test_the_same_film_gives_the_same_files(written: Path, tmp_path: Path) -> None:
    """Byte by byte, in every format."""
    paths = [tmp_path / f"list{suffix}" for suffix in LISTS]
    write_shots(film(tmp_path), paths, pictures=True, plans=True, report=quiet)
    for path in paths:
        assert path.read_bytes() == (written / path.name).read_bytes(), path.name


@pytest.mark.parametrize("name", ["liste", "decoupage", "minimal"])
def test_shipped_templates_have_titles_in_both_languages(name: str) -> None:
    """And fields that exist."""
    template = columns.template(name)
    assert all(column.titles.get("") or {"fr", "en"} <= set(column.titles) for column in template.columns)
    assert template.title("fr") != template.title("en")


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    """Columns, their order, their titles and what is joined in them."""
    mine = tmp_path / "mine.toml"
    mine.write_text('columns = [{ field = "label", title = "N°" },\n'
                    '{ fields = ["size", "move_name"], title = { fr = "Image" }, between = " / " }]')  # fmt: skip
    write_shots(film(tmp_path), [tmp_path / "l.csv"], template=str(mine), report=quiet)
    row = table(tmp_path / "l.csv", ";")[0]
    assert list(row) == ["N°", "Image"]
    assert " / " in row["Image"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('columns = [{ field = "siez" }]', "siez.*known: .*size_name"),
        ('columns = [{ field = "size", colour = "red" }]', "no key “colour”"),
        ('columns = [{ fields = ["picture", "size"] }]', "column of its own"),
        ('columns = [{ field = "size", width = 0 }]', "width"),
        ("columns = []", "list of columns"),
        ("columns = [", "not TOML"),
        ('title = 3\ncolumns = [{ field = "size" }]', "title is a text"),
    ],
)
def test_a_template_that_cannot_be_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """With its place and what is known, and nothing is written."""
    (tmp_path / "mine.toml").write_text(text)
    with pytest.raises(SettingsError, match=f"(?s)mine.toml.*{told}"):
        write_shots(film(tmp_path), [tmp_path / "l.csv"], template=str(tmp_path / "mine.toml"), report=quiet)
    assert not (tmp_path / "l.csv").exists()


@pytest.mark.parametrize("name", ["list.docx", "folder.csv", "film.fountain", "linked.csv", "mine.csv"])
def test_what_would_lose_something_is_refused(tmp_path: Path, name: str) -> None:
    """Unknown endings, folders, the screenplay under any name, one's own template; other files are not written."""
    project = film(tmp_path)
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "mine.csv").write_text('columns = [{ field = "size" }]')
    os.link(project.script, tmp_path / "linked.csv")
    with pytest.raises(PrevizError, match=name):
        write_shots(
            project, [tmp_path / "good.csv", tmp_path / name], template=str(tmp_path / "mine.csv"), report=quiet
        )
    assert not (tmp_path / "good.csv").exists()
    assert project.script.read_text("utf-8") == HOSTILE


def test_numbers_and_words_are_the_schools(tmp_path: Path) -> None:
    """Numbering and glossary of previz.toml reach every column."""
    settings = '[cut]\nnumbering = "S12-P03"\nglossary = "fr-plan-moyen"\n'
    pinned = "INT. CAFÉ - NUIT\n\n[[plan: PM LÉA]]\nLÉA entre et s'assoit.\n\nLÉA\nOui.\n"
    write_shots(film(tmp_path, pinned, settings), [tmp_path / "l.csv"], template="decoupage", report=quiet)
    rows = table(tmp_path / "l.csv", ";")
    assert [row["Plan"] for row in rows] == [f"S1-P{number:02d}" for number in range(1, len(rows) + 1)]
    assert any(row["Valeur"].startswith("plan moyen") for row in rows)


def test_the_command_writes_and_names_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of one scene; columns without a file are refused."""
    script = str(film(tmp_path).script)
    assert main(["shots", script, "-q", "-o", str(tmp_path / "a.csv"), "--template", "minimal", "--scene", "2"]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "a.csv")
    assert [row["Plan"][0] for row in table(tmp_path / "a.csv", ";")] == ["2"]
    assert main(["shots", script, "-q", "--template", "minimal"]) == 1
    assert "-o" in capsys.readouterr().err
