"""The lined script: all of the text on its pages, each beat beside a line, no line over another."""

import re
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path

import pypdf
import pytest

from previz import i18n
from previz.cli import main
from previz.direction import retakes
from previz.documents.papers import write_lined
from previz.errors import PrevizError
from previz.exports.lined.coverage import Page, covered
from previz.exports.lined.script import rows
from previz.exports.lined.sheet import Text, marks
from previz.project import Project, open_project
from previz.script.story import Story, understand
from previz.workshop.build import building
from previz.workshop.store import Store
from screenplay.fountain import parse
from screenplay.pages import paginate
from storyboard.glossary import glossary

LONG = " ".join(f"Phrase numéro {number}, dite d'un trait, sans s’arrêter !" for number in range(1, 120))
ODD = f"""Titre: Œuvre & <i>fin</i>

INT. CAFÉ - NUIT

LÉA, trente ans, entre. MARC la voit. Il rit. Elle rit. Il se lève. Elle recule. Il tombe. Elle crie. Il dort.

MARC
(bas)
“Déjà” là ? *Vraiment*… l’œil – rien.

LÉA (V.O.)
Je n'étais pas encore arrivée.

[[plan: GP MARC]]
MARC
Ah bon.

LÉA
Oui.

MARC ^
Non, mais alors vraiment pas du tout, tu sais.

INT. SALLE - JOUR

LÉA est seule.

LÉA
{LONG}

EXT. RUE - JOUR
"""


def quiet(_event: object) -> None:
    pass


def film(folder: Path, text: str = ODD) -> Project:
    (folder / "film.fountain").write_text(text, "utf-8")
    return open_project(folder / "film.fountain")


def lined(project: Project) -> tuple[Story, list[retakes.Named], tuple[Page, ...]]:
    story = understand(project)
    with building(Store(project.folder / "store"), quiet) as build:
        shots = retakes.named(project, story, retakes.directed(project, story, build))
    return story, shots, covered(story, shots, glossary("fr"))


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, list[retakes.Named], tuple[Page, ...]]:
    i18n.use("en")
    return lined(film(tmp_path_factory.mktemp("lined")))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, list[retakes.Named], tuple[Page, ...]]:
    i18n.use("en")
    return lined(film(tmp_path_factory.mktemp("lined"), Path("examples/le-bac.fountain").read_text("utf-8")))


@pytest.mark.parametrize("path", [*Path("examples").glob("*.fountain"), None], ids=lambda path: path and path.stem)
def test_every_word_is_printed_once(path: Path | None) -> None:
    """The rows of each element, in order, hold its words; they stand on the pages that are counted."""
    script = parse(ODD if path is None else path.read_text("utf-8"))
    found = [row for row in rows(script.elements) if not row.said]
    for element in script.elements:
        printed = " ".join(row.text for row in found if row.element.id == element.id)
        if element.kind not in ("section", "synopsis", "page_break"):
            assert printed.split() == element.text.split()
    assert max(row.page for row in found) == paginate(script.elements).count
    assert all(0 <= row.at < 56 and row.indent + len(row.text) <= 61 for row in found)


@pytest.mark.parametrize("which", ["odd", "example"])
def test_every_beat_stands_beside_its_shot(which: str, request: pytest.FixtureRequest) -> None:
    """The rows that hold a beat's first word lie within a track of the shot that covers it."""
    story, shots, pages = request.getfixturevalue(which)
    tracks = {(page.number, track.label): track for page in pages for track in page.tracks}
    beats = {beat.id: beat for scene in story.scenes for beat in scene.beats}
    for one in shots:
        for beat in (beats[name] for name in one.shot.beats):
            word = beat.text.split()[0]
            where = [(page.number, row.at) for page in pages for row in page.rows
                     if row.element.id == beat.element and word in row.text and not row.said]  # fmt: skip
            held = [tracks[number, one.label] for number, _ in where if (number, one.label) in tracks]
            assert any(track.top <= at < track.foot for track in held for _, at in where), beat.text


@pytest.mark.parametrize("which", ["odd", "example"])
def test_no_line_is_drawn_over_another(which: str, request: pytest.FixtureRequest) -> None:
    """Tracks of one lane of a page lie apart; the stretches of each follow one another without a gap."""
    for page in request.getfixturevalue(which)[2]:
        for one, other in combinations(page.tracks, 2):
            assert one.lane != other.lane or one.foot < other.top or other.foot < one.top
        for track in page.tracks:
            assert all(a.foot == b.top and a.wavy != b.wavy for a, b in pairwise(track.stretches))
            assert track.foot > track.top


@pytest.mark.parametrize("which", ["odd", "example"])
def test_labels_keep_clear_of_one_another(which: str, request: pytest.FixtureRequest) -> None:
    """However many shots begin on one line."""
    for page in request.getfixturevalue(which)[2]:
        labels = [one for one in marks(page, "film", "fr") if isinstance(one, Text) and one.font == "sans"]
        heights = sorted(one.y for one in labels if one.anchor == "end")
        assert all(below - above > 1.9 for above, below in pairwise(heights))
        assert not heights or (heights[0] > 15 and heights[-1] < 285)


def test_what_is_heard_off_screen_is_wavy(odd: tuple[Story, list[retakes.Named], tuple[Page, ...]]) -> None:
    """A voice over is; the same shots are straight beside what they show."""
    story, shots, pages = odd
    beats = {beat.id: beat for scene in story.scenes for beat in scene.beats}
    over = next(one for one in shots if any(beats[beat].channel == "vo" for beat in one.shot.beats))
    track = next(track for page in pages for track in page.tracks if track.label == over.label)
    assert any(stretch.wavy for stretch in track.stretches)
    alone = next(one for one in shots if one.scene.number == "2" and one.shot.kind == "single")
    assert not [s for page in pages for t in page.tracks if t.label == alone.label for s in t.stretches if s.wavy]


def test_a_shot_that_the_script_asks_for_is_marked(odd: tuple[Story, list[retakes.Named], tuple[Page, ...]]) -> None:
    """And no other."""
    _story, shots, pages = odd
    marked = {track.label for page in pages for track in page.tracks if track.decided}
    assert marked == {one.label for one in shots if one.shot.origin in ("person", "script")} != set()


def test_a_long_speech_goes_on_overleaf(odd: tuple[Story, list[retakes.Named], tuple[Page, ...]]) -> None:
    """With (MORE) and (CONT'D) in the script's language, and its shot's line goes on too."""
    _story, _shots, pages = odd
    texts = [[one.text for one in marks(page, "film", "fr") if isinstance(one, Text)] for page in pages]
    assert any("(À SUIVRE)" in text for text in texts)
    assert any("(SUITE)" in text for text in texts)
    ends = defaultdict(list)
    for page in pages:
        for track in page.tracks:
            ends[track.label].append((track.continued, track.goes_on))
    for parts in ends.values():
        assert [part[0] for part in parts] == [number > 0 for number in range(len(parts))]
        assert [part[1] for part in parts] == [number < len(parts) - 1 for number in range(len(parts))]


def test_the_pdf_prints_french(tmp_path: Path) -> None:
    """Accents, œ, curly quotes, dashes and ellipses; a page for each of the script's, with its number."""
    project = film(tmp_path)
    write_lined(project, [tmp_path / "lined.pdf", tmp_path / "lined.html"], report=quiet)
    pages = pypdf.PdfReader(tmp_path / "lined.pdf").pages
    text = "\n".join(page.extract_text() for page in pages)
    for sign in ("“Déjà” là ?", "Vraiment", "…", "l’œil", "–", "CAFÉ - NUIT", "1A"):
        assert sign in text, sign
    assert len(pages) == paginate(understand(project).script.elements).count
    again = (tmp_path / "lined.pdf").read_bytes()
    write_lined(project, [tmp_path / "lined.pdf"], report=quiet)
    assert (tmp_path / "lined.pdf").read_bytes() == again


def test_the_page_escapes_the_script(tmp_path: Path) -> None:
    """Nothing of the text is markup, and nothing is loaded."""
    write_lined(film(tmp_path, ODD.replace("LÉA est seule.", "LÉA est <b onload=x>seule & là</b>.")),
                [tmp_path / "l.html"], report=quiet)  # fmt: skip
    page = (tmp_path / "l.html").read_text("utf-8")
    assert "<b " not in page
    assert "<i>" not in page
    assert "&lt;b onload=x&gt;seule &amp; là" in page
    assert not re.search(r"(src|href)=|url\(", page)


def test_a_script_of_nothing_still_gives_a_file(tmp_path: Path) -> None:
    """And the screenplay is never written to."""
    project = film(tmp_path, "Titre: Rien\n")
    assert main(["lined", str(project.script), "-q", "-o", str(tmp_path / "l.pdf")]) == 0
    assert len(pypdf.PdfReader(tmp_path / "l.pdf").pages) == 1
    with pytest.raises(PrevizError, match=r"ends in one of \.pdf, \.html"):
        write_lined(project, [project.script], report=quiet)
