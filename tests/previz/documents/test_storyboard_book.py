"""The storyboard as PDF: its pages, its words, its layouts."""

import io
from pathlib import Path

import pypdf
import pytest
from test_papers import film, quiet

from previz import i18n
from previz.cli import main
from previz.documents.layouts import layout
from previz.documents.papers import write_board
from previz.errors import PrevizError, SettingsError
from previz.film import make
from previz.records import read_record
from previz.show import seconds

TALK = "INT. CUISINE - JOUR\n\nMARTHE\n" + " ".join(f"mot{n}" for n in range(400)) + "\n\nNOÉ\nBon.\n"


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages]


@pytest.mark.parametrize(("name", "count"), [("1", 1), ("2x3", 6), ("3x3", 9)])
def test_a_page_holds_as_many_panels_as_it_says(tmp_path: Path, name: str, count: int) -> None:
    """Panels fill pages in order, each with a picture and its number, whichever way the paper is held."""
    panels = write_board(film(tmp_path), tmp_path / "board.pdf", layout(name), report=quiet)
    read = pypdf.PdfReader(tmp_path / "board.pdf")
    assert len(read.pages) == -(-panels // count)
    assert sum(len(page.images) for page in read.pages) == panels
    turned = layout(name).turned("landscape")
    write_board(film(tmp_path), tmp_path / "board.pdf", turned, report=quiet)
    box = pypdf.PdfReader(tmp_path / "board.pdf").pages[0].mediabox
    assert box.width > box.height


def test_every_word_of_the_film_is_under_a_picture(tmp_path: Path) -> None:
    """A speech that has no room goes on in the next place; scenes are named where they open."""
    write_board(film(tmp_path, TALK), tmp_path / "board.pdf", layout("3x3"), report=quiet)
    told = " ".join(pages(tmp_path / "board.pdf"))
    assert all(f"mot{n} " in f"{' '.join(told.split())} " for n in range(400))
    assert "1. INT. CUISINE - JOUR" in told
    assert "(suite)" in told


def test_times_are_the_finished_films(tmp_path: Path) -> None:
    """Once the film is made the running time is its own; after a change it is an estimate again."""
    project = film(tmp_path)
    made = make(project, report=quiet)
    write_board(project, tmp_path / "board.pdf", layout("2x3"), report=quiet)
    assert seconds(made.seconds) in pages(tmp_path / "board.pdf")[0]
    assert read_record(project) is not None


def test_the_same_film_gives_the_same_file(tmp_path: Path) -> None:
    """Nothing of the clock is in it."""
    for name in ("a.pdf", "b.pdf"):
        write_board(film(tmp_path), tmp_path / name, layout("2x3"), report=quiet)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_layout_of_ones_own(tmp_path: Path) -> None:
    """A table in a file is a layout; what is wrong in it is said with what is known."""
    own = tmp_path / "own.toml"
    own.write_text('columns = 4\nrows = 2\norientation = "landscape"\nunder = [["speech"], ["reason"]]\n')
    assert layout(str(own)).columns == 4
    for wrong, said in (
        ("columns = 2", "rows"),
        ("columns = 20\nrows = 1", "8"),
        ('columns = 1\nrows = 1\nhead = ["labl"]', "label"),
        ("columns = 1\nrows = 1\npicture = 2.0", "0.9"),
        ("columns = 1\nrows = 1\nletters = 1", "4"),
        ("columns = 1\nrows = 1\nunder = 3", "under"),
    ):
        own.write_text(wrong)
        with pytest.raises(SettingsError, match=said):
            layout(str(own))
    with pytest.raises(SettingsError, match="3x3"):
        layout("4x4")


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``-o board.pdf`` prints the file's name; a layout without a file is refused; the screenplay is no paper."""
    i18n.use("en")
    project = film(tmp_path)
    target = tmp_path / "board.pdf"
    assert main(["board", str(project.script), "-o", str(target), "--layout", "3x3", "--quiet"]) == 0
    assert capsys.readouterr().out.strip() == str(target)
    assert main(["board", str(project.script), "--layout", "3x3"]) != 0
    assert "board.pdf" in capsys.readouterr().err
    (tmp_path / "film.pdf").symlink_to(project.script)
    with pytest.raises(PrevizError, match="yourself"):
        write_board(project, tmp_path / "film.pdf", layout("1"), report=quiet)
