from difflib import SequenceMatcher
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from paper import print_script
from reportlab.pdfgen.canvas import Canvas
from screenplain.export.pdf import to_pdf
from screenplain.parsers import fountain

from screenplay.elements import Script
from screenplay.errors import ScreenplayError
from screenplay.fountain import parse
from screenplay.reading import read

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.fountain"))
FRENCH = """Titre: L'Été
Auteur: une autrice

INT. CAFÉ - JOUR

LÉA (V.O.)
{speech}

TOM
(bas)
Oui.

> FIN <
"""


def imported(data: bytes, folder: Path) -> Script:
    (folder / "film.pdf").write_bytes(data)
    return read(folder / "film.pdf")


def told(script: Script) -> list[tuple[str, str]]:
    hidden = ("section", "synopsis", "page_break")
    return [(one.kind, " ".join(one.text.split())) for one in script.elements if one.kind not in hidden]


def right(script: Script, meant: Script) -> float:
    """The part of the elements that came back with their kind and their words, in order."""
    matched = SequenceMatcher(None, told(meant), told(script), autojunk=False).get_matching_blocks()
    return sum(block.size for block in matched) / len(told(meant))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("look", ["plain", "french"])
def test_a_screenplay_comes_back_from_its_pdf(path: Path, look: str, tmp_path: Path) -> None:
    """The examples on paper, with headers, numbers in both margins, speeches over pages, two columns: all is found."""
    meant = parse(path.read_text("utf-8"))
    header = {
        "header": "MON FILM - Version 3 - 12/04/2025",
        "more": "(SUITE)",
        "again": "(SUITE)",
        "shift": -20.0,
        "bold": True,
    }
    script = imported(print_script(meant, **(header if look == "french" else {})), tmp_path)  # type: ignore[arg-type]
    assert right(script, meant) >= 0.98
    assert script.origin == "pdf"
    assert script.diagnostics[0].code == "imported-pdf"
    assert "PDF" in script.notes[0].text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_pdf_that_another_program_laid_out_is_read(path: Path, tmp_path: Path) -> None:
    """screenplain's pages have other columns and no numbers; the columns are found all the same."""
    out = BytesIO()
    to_pdf(fountain.parse(StringIO(path.read_text("utf-8"))), out)
    assert right(imported(out.getvalue(), tmp_path), parse(path.read_text("utf-8"))) >= 0.98


def test_a_speech_over_the_page_is_one_speech(tmp_path: Path) -> None:
    """(SUITE) at the foot and the cue that repeats it at the head belong to the page, not to the story."""
    meant = parse(FRENCH.format(speech="Il fait chaud, et le vent se lève sur la plage. " * 90))
    script = imported(print_script(meant, more="(SUITE)", again="(SUITE)", header="L'ÉTÉ"), tmp_path)
    assert told(script) == told(meant)
    assert script.title_page == {"Title": ("L'Été",), "Author": ("une autrice",)}


def test_scene_numbers_are_read_from_the_margins(tmp_path: Path) -> None:
    """Numbers on both sides are the scene's number, not words of its heading."""
    meant = parse("INT. ICI - JOUR #12A#\n\nElle marche vers lui.\n\nEXT. LÀ - NUIT #12B#\n\nIl attend.\n", locale="fr")
    script = imported(print_script(meant), tmp_path)
    assert [one.number for one in script.elements if one.kind == "scene_heading"] == ["12A", "12B"]


def test_the_same_pdf_gives_the_same_text(tmp_path: Path) -> None:
    """Nothing of the clock or of memory is in it."""
    data = print_script(parse(EXAMPLES[0].read_text("utf-8")))
    assert imported(data, tmp_path).text == imported(data, tmp_path).text


def scanned() -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    for _page in range(3):
        canvas.rect(100, 100, 300, 500, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked() -> bytes:
    out = BytesIO()
    canvas = Canvas(out, encrypt="secret")
    canvas.drawString(100, 700, "INT. HOUSE - DAY")
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [(scanned(), "scanned"), (locked(), "password"), (b"%PDF-1.7 nothing", "damaged"), (scanned()[:300], "damaged"), (b" ", "empty")],  # noqa: E501
    ids=["scan", "locked", "no-pdf", "truncated", "empty"],
)  # fmt: skip
def test_pdfs_that_hold_no_text_say_why(data: bytes, words: str, tmp_path: Path) -> None:
    """A scan, a password, damage: a sentence with the file's name and the remedy."""
    with pytest.raises(ScreenplayError, match=words) as error:
        imported(data, tmp_path)
    assert "film.pdf" in str(error.value)
