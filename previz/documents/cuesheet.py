"""The cue sheet of a recording session: what each person says, how, for how long, and what to call the file."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from audio.lines import RATE
from previz.errors import PrevizError
from previz.i18n import _, spoken_language
from previz.project import Project
from previz.sound.takes import Row, of
from previz.workshop.store import whole, write_whole
from screenplay.folding import fold

PAGE, MARGIN = 297.0, 12.0
"""Millimetres: the width of an A4 page lying on its side, and its margin."""

WIDTHS = (14.0, 30.0, 96.0, 36.0, 18.0, 24.0)
"""Millimetres of each column but the last."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of the sheet."""

    scene: str
    line: str
    """Its label, 12/4."""
    who: str
    text: str
    direction: str
    seconds: float
    """How long the scratch voice speaks; estimated before the film was made."""
    timecode: str
    """When it is heard in the film; empty before the film was made."""
    file: str
    """What the next take is to be called."""


def cues(rows: Sequence[Row], lengths: Mapping[str, float], at: Mapping[str, str], who: str = "") -> tuple[Cue, ...]:
    """The cues of all lines that play, or of one character's. ``lengths`` and ``at``: seconds and timecodes by line id.

    Raises PrevizError when nobody of that name speaks.
    """
    return tuple(
        Cue(
            row.scene,
            row.label,
            row.who,
            row.text,
            row.direction,
            lengths.get(row.line, row.seconds),
            at.get(row.line, ""),
            row.file,
        )
        for row in of(rows, who)
        if not row.cut
    )


def timed(project: Project) -> tuple[dict[str, float], dict[str, str]]:
    """Seconds and timecodes by line id, of the film as it was last made; empty before."""
    from previz.assembly.lettering import timecode
    from previz.cutting.cut import from_plain
    from previz.records import read_record

    record = read_record(project)
    if record is None:
        return {}, {}
    cut = from_plain(record.cut)
    rate = (cut.rate.numerator, cut.rate.denominator)
    lengths = {line.line: line.samples / RATE for line in cut.lines}
    at = {line.line: timecode(int(line.sample * cut.rate / RATE), rate) for line in cut.lines}
    return lengths, at


def write(path: Path, cues: Sequence[Cue], *, title: str) -> None:
    """The sheet as a file, by its ending: .csv (opens in Excel as it is, in French too) or .pdf.

    Raises PrevizError for another ending, or when a PDF is asked for and its library is not installed.
    """
    kinds = {".csv": _csv, ".pdf": _pdf}
    if path.suffix.lower() not in kinds:
        raise PrevizError(_("{path}: a cue sheet is .csv or .pdf", path=path))
    kinds[path.suffix.lower()](path, cues, title)


def _headings() -> tuple[str, ...]:
    return (_("Scene"), _("Cue"), _("Character"), _("Text"), _("Direction"), _("Seconds"), _("Timecode"), _("File"))


def _csv(path: Path, cues: Sequence[Cue], _title: str) -> None:
    point = "," if spoken_language() == "fr" else "."
    text = io.StringIO(newline="")
    sheet = csv.writer(text, delimiter=";", lineterminator="\r\n")
    sheet.writerow(_headings())
    for cue in cues:
        seconds = f"{cue.seconds:.1f}".replace(".", point)
        cells = (cue.scene, cue.line, cue.who, cue.text, cue.direction, seconds, cue.timecode, cue.file)
        sheet.writerow([_harmless(cell) for cell in cells])
    # The mark at the beginning tells Excel that this is UTF-8.
    write_whole(path, b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace"))


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not run: one that begins as a formula is text, and says so."""
    formula = cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and cell[1:2] not in "-– ")
    return f"'{cell}" if formula else cell


def _pdf(path: Path, cues: Sequence[Cue], title: str) -> None:
    try:
        from fpdf import FPDF
        from fpdf.fonts import FontFace
    except ImportError as error:
        message = _("a PDF asks for fpdf2: run “pip install 'ecriture-liquide[sheets]'”, or write .csv")
        raise PrevizError(message) from error
    sheet = FPDF("landscape", "mm", "A4")
    sheet.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))  # the same sheet is the same file
    sheet.set_title(title)
    sheet.set_margin(MARGIN)
    sheet.set_auto_page_break(True, MARGIN)
    sheet.core_fonts_encoding = "cp1252"  # œ, “ ” and – are in it, and in every reader's Helvetica
    sheet.add_page()
    sheet.set_font("helvetica", size=14)
    sheet.cell(text=_printed(title), new_x="LMARGIN", new_y="NEXT")
    sheet.ln(3)
    sheet.set_font("helvetica", size=9)
    widths = (*WIDTHS, PAGE - 2 * MARGIN - sum(WIDTHS))
    with sheet.table(col_widths=widths, headings_style=FontFace(fill_color=225), text_align="LEFT") as table:
        table.row([_printed(one) for one in _headings()[1:]])
        for cue in cues:
            seconds = f"{cue.seconds:.1f}"
            cells = (cue.line, cue.who, cue.text, cue.direction, seconds, cue.timecode, cue.file)
            table.row([_printed(cell) for cell in cells])
    with whole(path) as draft:
        draft.write_bytes(bytes(sheet.output()))


def _printed(text: str) -> str:
    """The text in the letters that every PDF reader has: those of western Europe. Others lose their accents, or are a
    question mark; the CSV keeps them all."""
    return "".join(letter if _has(letter) else _plain(letter) for letter in " ".join(text.split()))


def unprinted(cues: Sequence[Cue]) -> tuple[str, ...]:
    """The cues whose words a PDF cannot show whole, by their labels."""
    return tuple(cue.line for cue in cues if _printed(cue.text).count("?") > cue.text.count("?"))


def _plain(letter: str) -> str:
    bare = fold(letter)
    return "?" if not bare.isascii() else bare.upper() if letter.isupper() else bare


def _has(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
