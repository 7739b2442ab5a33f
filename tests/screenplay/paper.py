"""Screenplays on paper, for tests: a PDF in the trade's layout, with all that a page adds to a story."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from textwrap import wrap

from reportlab.pdfgen.canvas import Canvas

from screenplay.elements import Element, Script
from screenplay.manuscript import GUARD
from screenplay.titlepage import values

LEADING, LETTER = 12, 7.2
COLUMNS = {
    "action": (108, 60),
    "dialogue": (180, 34),
    "lyric": (180, 34),
    "parenthetical": (216, 25),
    "character": (252, 38),
}


@dataclass
class Paper:
    """Writes down the page; ``more`` and ``again`` stand where a speech goes over it."""

    header: str
    more: str
    again: str
    shift: float
    bold: bool
    file: BytesIO = field(default_factory=BytesIO)
    page: int = 0
    y: float = 0
    speaker: str = ""

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.file, pagesize=(595, 842), invariant=True)

    def text(self, x: float, words: str, *, bold: bool = False) -> None:
        self.canvas.setFont("Courier-Bold" if bold else "Courier", 12)
        self.canvas.drawString(x + self.shift, self.y, words)

    def turn(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.y = 800
        if self.header:
            self.text(108, self.header)
        if self.page > 1:
            self.text(500, f"{self.page}.")
        self.y = 764

    def room(self, lines: int) -> bool:
        return self.y - lines * LEADING > 60

    def down(self, lines: int = 1) -> None:
        self.y -= lines * LEADING


def lines(element: Element) -> Iterator[str]:
    width = COLUMNS.get(element.kind, (0, 60))[1]
    for line in element.text.replace(GUARD, "").split("\n"):
        yield from wrap(line, width, break_on_hyphens=True) or [""]


def print_script(
    script: Script, *, header: str = "", more: str = "(MORE)", again: str = "(CONT'D)", shift: float = 0.0,
    bold: bool = False, numbered: bool = True,
) -> bytes:  # fmt: skip
    """The script as a PDF; ``shift`` moves all of it to the right, ``bold`` is the look of its headings."""
    paper = Paper(header, more, again, shift, bold)
    if title := values(script, "title"):
        paper.y = 560
        for line in (*title, "", *values(script, "credit"), "", *values(script, "author")):
            paper.text(297 - LETTER * len(line) / 2, line)
            paper.down(1)
        paper.canvas.showPage()
    paper.turn()
    elements = [one for one in script.elements if one.kind not in ("section", "synopsis", "page_break")]
    at = scene = 0
    while at < len(elements):
        element = elements[at]
        written = list(lines(element))
        if element.dual == "left":
            at = _dual(paper, elements, at)
            continue
        if element.kind in ("scene_heading", "action", "character", "transition", "centered"):
            paper.down()
        if not paper.room({"scene_heading": 5, "character": 4}.get(element.kind, 1)):
            paper.turn()
        if element.kind == "character":
            paper.speaker = element.name or ""
        if element.kind == "scene_heading":
            scene += 1
            if numbered:
                paper.text(72, element.number or str(scene))
                paper.text(520, element.number or str(scene))
        for line in written:
            if not paper.room(2 if element.kind == "dialogue" else 1):
                if element.kind == "dialogue":
                    paper.text(252, paper.more)
                paper.turn()
                if element.kind == "dialogue":
                    paper.text(252, f"{paper.speaker} {paper.again}")
                    paper.down()
            if element.kind == "transition":
                paper.text(520 - LETTER * len(line), line)
            elif element.kind == "centered":
                paper.text(324 - LETTER * len(line) / 2, line)
            else:
                paper.text(COLUMNS.get(element.kind, (108, 60))[0], line, bold=bold and element.kind == "scene_heading")
            paper.down()
        at += 1
    paper.canvas.save()
    return paper.file.getvalue()


def _dual(paper: Paper, elements: list[Element], at: int) -> int:
    """Two speeches side by side; where they end."""
    sides: list[list[Element]] = [[], []]
    side = 0
    while at < len(elements) and elements[at].kind in ("character", "parenthetical", "dialogue"):
        if elements[at].kind == "character" and sides[0]:
            if side or elements[at].dual != "right":
                break
            side = 1
        sides[side].append(elements[at])
        at += 1
    paper.down()
    if not paper.room(12):
        paper.turn()
    top = lowest = paper.y
    for x, spoken in zip((126, 342), sides, strict=True):
        paper.y = top
        for element in spoken:
            inset = {"character": 60, "parenthetical": 20}.get(element.kind, 0)
            for line in wrap(element.text, 24):
                paper.text(x + inset, line)
                paper.down()
        lowest = min(lowest, paper.y)
    paper.y = lowest
    return at
