"""The page that plays the film: what it holds of the text, where its panels and moments are."""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from test_papers import film, quiet

from previz.cli import main
from previz.documents.filmpage import write_page
from previz.errors import PrevizError
from previz.script.story import understand


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a hostile film with its page, and the page."""
    folder = tmp_path_factory.mktemp("page")
    made = write_page(film(folder), report=quiet)
    return folder, Path(made.page).read_text("utf-8")


def moments(text: str) -> list[tuple[str, float, float, str]]:
    found = re.findall(r'<(span|a) data-t="([\d.]+)" data-end="([\d.]+)"[^>]*>(.*?)</\1>', text, re.S)
    return [(tag, float(begin), float(end), unescape(inner)) for tag, begin, end, inner in found]


def test_all_that_is_played_can_be_clicked(page: tuple[Path, str]) -> None:
    """Each beat stands in the text once, with a moment inside the film; panels follow one another without a gap."""
    folder, text = page
    story = understand(film(folder))
    words = [inner for tag, _b, _e, inner in moments(text) if tag == "span"]
    assert [" ".join(one.split()) for one in words] == [
        " ".join(beat.text.split()) for scene in story.scenes for beat in scene.beats
    ]
    panels = [(begin, end) for tag, begin, end, _ in moments(text) if tag == "a"]
    assert all(one[1] == pytest.approx(after[0], abs=0.002) for one, after in pairwise(panels))
    assert all(begin < end <= panels[-1][1] + 0.01 for _tag, begin, end, _ in moments(text))


def test_it_needs_nothing_but_its_film_and_its_panels(page: tuple[Path, str]) -> None:
    """Every picture and the film are where the page says; it asks for nothing else, and is small."""
    folder, text = page
    sources = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert "film.mp4" in sources
    assert all((folder / source).is_file() for source in sources)
    assert not re.search(r"https?:|@import|url\(", text[: text.index("<main>")] + text[text.index("</main>") :])
    assert len(text.encode()) < 60_000


def test_nothing_of_the_script_commands_the_page(page: tuple[Path, str]) -> None:
    """What looks like a tag in the script is text; the body is well-formed."""
    _folder, text = page
    assert text.count("<script") == 1
    body = text[text.index("<main>") : text.index("</main>") + 7]
    assert ET.fromstring(re.sub(r"(<img[^>]*)>", r"\1/>", body)).tag == "main"  # noqa: S314 -- written just now


def test_panels_of_no_shot_are_removed_and_a_persons_files_are_not(tmp_path: Path) -> None:
    """The folder keeps the pictures that the page shows, and whatever else somebody put there."""
    made = write_page(film(tmp_path, "INT. BAR - JOUR\n\nMarc boit.\n"), report=quiet)
    before = set(Path(made.panels).iterdir())
    (Path(made.panels) / "moi.jpg").write_bytes(b"x")
    write_page(film(tmp_path, "EXT. PLAGE - JOUR\n\nLéa court.\n"), report=quiet)
    after = set(Path(made.panels).iterdir())
    assert Path(made.panels) / "moi.jpg" in after
    assert not before & after


def test_what_is_in_the_way_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file where the panels would go, or a name that is no page, is refused before anything is made."""
    project = film(tmp_path, "INT. BAR - JOUR\n\nMarc boit.\n")
    (tmp_path / "film.panels").write_text("à moi")
    with pytest.raises(PrevizError, match="panels"):
        write_page(project, report=quiet)
    assert (tmp_path / "film.panels").read_text() == "à moi"
    assert main(["page", str(project.script), "-o", str(tmp_path / "page.txt")]) != 0
    assert ".html" in capsys.readouterr().err
