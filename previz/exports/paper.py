"""PDF sheets with the letters of the core fonts, which every reader has: those of western Europe (cp1252)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from previz.errors import PrevizError
from previz.i18n import _
from screenplay.folding import fold

if TYPE_CHECKING:
    from fpdf import FPDF

_ALIKE = str.maketrans({
    "\u202f": "\u00a0", "\u2009": "\u00a0", "\u2007": "\u00a0", "\u2011": "-", "\u2010": "-", "\u2012": "–",
    "\u2015": "—", "\u2212": "–", "\u2032": "'", "\u2033": '"', "\u2192": "->", "\u2190": "<-", "\u200b": "",
    "\u200c": "", "\u200d": "", "\ufeff": "", "\u2028": " ", "\u2029": " ",
})  # fmt: skip
"""Signs that cp1252 lacks, by those that look like them."""


def sheets(orientation: Literal["portrait", "landscape"], size: str, *, title: str) -> "FPDF":
    """An empty document. Raises PrevizError when the library is not installed."""
    try:
        from fpdf import FPDF
    except ImportError as error:
        message = _("a PDF asks for fpdf2: run “pip install 'ecriture-liquide[sheets]'”, or write .html")
        raise PrevizError(message) from error
    paper = FPDF(orientation, "mm", size)
    paper.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))  # the same sheets are the same file
    paper.set_title(title)
    paper.set_auto_page_break(False)
    paper.core_fonts_encoding = "cp1252"  # œ, ’, “ ”, – and … are in it
    return paper


def printed(text: str, *, keep: bool = False) -> str:
    """The text in cp1252's letters: others lose their accents, or are a question mark. Runs of spaces are one, unless
    they are to be kept; a sign never becomes two where they are, so that columns stay."""
    text = text.translate(_ALIKE) if not keep else "".join(one.translate(_ALIKE)[:1] or " " for one in text)
    return "".join(letter if _has(letter) else _plain(letter) for letter in (text if keep else " ".join(text.split())))


def _has(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return letter.isprintable() or letter == "\u00a0"


def _plain(letter: str) -> str:
    bare = fold(letter)[:1]
    if not (bare and bare.isascii() and bare.isprintable()):
        return "?"
    return bare.upper() if letter.isupper() else bare


def wrapped(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """The lines of a text in ``room``, by the ``width`` of its words; a word too wide is broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in printed(paragraph).split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            while width(word) > room and len(word) > 1:
                cut = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width(word[:n]) <= room)
                lines.append(word[:cut])
                word = word[cut:]
            line = word
        lines.append(line)
    return lines
