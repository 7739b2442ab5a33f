"""The text of a PDF by place: pages of lines, lines of segments, in points from the top left corner."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from screenplay.errors import ScreenplayError
from screenplay.manuscript import Style

MOST_PAGES = 3000
"""A trilogy has about 400."""

_WIDE = 2.5
"""A gap of so many letters parts a line into segments: margins and columns do, justified words do not."""

_HYPHEN = 2
"""How PDFium tells a hyphen at the end of a line."""

_BOLD, _ITALIC_FLAG = 600, 64


@dataclass(frozen=True, slots=True)
class Segment:
    """Letters in a row, from ``left`` to ``right``, each with its styles."""

    text: str
    styles: tuple[frozenset[Style], ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """Segments on one baseline, ``top`` points below the upper edge of the page, letters ``size`` points high."""

    segments: tuple[Segment, ...]
    top: float
    size: float

    @property
    def text(self) -> str:
        return "   ".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return self.segments[-1].right


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines from top to bottom."""

    lines: tuple[Line, ...]
    width: float
    height: float


def pages(data: bytes, name: str) -> list[Page]:
    """The pages of a PDF. ``name`` is for messages.

    Raises ScreenplayError, with the remedy, for what is damaged, locked by a password, longer than 3000 pages, or
    holds pictures of text (a scan) instead of text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        if "password" in str(trouble).lower():
            message = _("{name} is locked by a password; export it again without one")
        else:
            message = _("{name} is a damaged PDF, or none at all; export it again from the program it comes from")
        raise ScreenplayError(message.format(name=name)) from None
    try:
        if len(document) > MOST_PAGES:
            message = _("{name} has {count} pages, at most {most} are read; is it the right file?")
            raise ScreenplayError(message.format(name=name, count=len(document), most=MOST_PAGES))
        found = [_page(document, index, name) for index in range(len(document))]
    finally:
        document.close()
    letters = sum(len(line.text) for page in found for line in page.lines)
    if letters < 3 * len(found):
        message = _(
            "{name} holds no text, only pictures of it: it was scanned; "
            "put it through character recognition first, or export the screenplay as .fountain or .fdx"
        )
        raise ScreenplayError(message.format(name=name))
    return found


@dataclass(slots=True)
class _Letter:
    text: str
    x: float
    y: float
    size: float
    styles: frozenset[Style]


def _page(document: Any, index: int, name: str) -> Page:
    try:
        page = document[index]
        width, height = page.get_size()
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        message = _("{name}: page {page} is damaged; export the PDF again from the program it comes from")
        raise ScreenplayError(message.format(name=name, page=index + 1)) from None
    try:
        runs = [run for run in _runs(text) if any(not letter.text.isspace() for letter in run)]
    finally:
        text.close()
        page.close()
    rows: list[list[list[_Letter]]] = []
    for run in sorted(runs, key=lambda run: (-run[0].y, run[0].x)):
        if rows and abs(rows[-1][0][0].y - run[0].y) < 0.3 * run[0].size:
            rows[-1].append(run)
        else:
            rows.append([run])
    return Page(tuple(_line(row, height) for row in rows), width, height)


def _line(runs: list[list[_Letter]], height: float) -> Line:
    """Runs on one baseline, those side by side joined."""
    segments: list[Segment] = []
    for run in sorted(runs, key=lambda run: run[0].x):
        while run and run[-1].text.isspace():
            run.pop()
        while run and run[0].text.isspace():
            run.pop(0)
        advance = _advance(run)
        made = Segment(
            "".join(letter.text for letter in run),
            tuple(letter.styles for letter in run for _unit in letter.text),
            run[0].x,
            run[-1].x + advance,
        )
        gap = made.left - segments[-1].right if segments else 0.0
        if segments and gap < _WIDE * advance:
            last = segments.pop()
            glue = " " if gap > 0.25 * advance else ""
            between = (last.styles[-1] & made.styles[0],) * len(glue)
            made = Segment(last.text + glue + made.text, last.styles + between + made.styles, last.left, made.right)
        segments.append(made)
    return Line(tuple(segments), height - runs[0][0].y, runs[0][0].size)


def _advance(run: list[_Letter]) -> float:
    """How wide a letter is: by the run itself, or as in Courier when it is too short to tell."""
    if len(run) < 3:
        return 0.6 * run[0].size
    return max(0.2 * run[0].size, (run[-1].x - run[0].x) / (len(run) - 1))


def _runs(text: Any) -> Iterator[list[_Letter]]:
    """Letters as the file writes them, parted where it goes to another line or leaves a wide gap."""
    run: list[_Letter] = []
    for letter in _letters(text):
        if letter is None:
            if run:
                yield run
            run = []
            continue
        if run:
            last = next((one for one in reversed(run) if not one.text.isspace()), run[-1])
            away = abs(letter.y - last.y) > 0.3 * last.size
            back = letter.x < last.x - 0.1 * last.size
            wide = not letter.text.isspace() and letter.x - last.x > (_WIDE + 1) * 0.6 * last.size
            if away or back or wide:
                yield run
                run = []
        run.append(letter)
    if run:
        yield run


def _letters(text: Any) -> Iterator[_Letter | None]:
    """Each letter with its origin; None where a line ends."""
    x, y = ctypes.c_double(), ctypes.c_double()
    last: tuple[float, float] = (0.0, 0.0)
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    styles: frozenset[Style] = frozenset()
    size = 12.0
    high = 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in (10, 13):
            yield None
            continue
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        letter = "-" if code == _HYPHEN else chr(code)
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        if letter.isspace():
            yield _Letter(" ", x.value, last[1] or y.value, size, styles)
            continue
        size = float(pdfium.FPDFText_GetFontSize(text.raw, index)) or 12.0
        length = pdfium.FPDFText_GetFontInfo(text.raw, index, name, 128, flags)
        if length:
            font = name.value.lower()
            found: set[Style] = set()
            if b"bold" in font or b"black" in font or pdfium.FPDFText_GetFontWeight(text.raw, index) >= _BOLD:
                found.add("bold")
            if b"italic" in font or b"oblique" in font or flags.value & _ITALIC_FLAG:
                found.add("italic")
            styles = frozenset(found)
        last = (x.value, y.value)
        yield _Letter(letter, x.value, y.value, size, styles)
