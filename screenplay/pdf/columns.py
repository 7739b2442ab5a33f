"""The columns of a PDF screenplay, found in its own lines: no inch is taken for granted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from screenplay.cues import is_cue
from screenplay.elements import Kind, Locale
from screenplay.fountain import parse
from screenplay.pdf.furniture import stripped
from screenplay.pdf.pages import Line, Page, Segment

NUMBER = re.compile(r"\W{0,2}([A-Z]{0,2}-?\d{1,4}(?:[.-]?[A-Z]{1,3})?(?:[.-]\d{1,2})?)[.)]?\W{0,2}")
LED = re.compile(r"([A-Z]{0,2}-?\d{1,4}(?:[.-]?[A-Z]{1,3})?)[.)]?[ \u00a0-]{1,6}(?=\S)")
WITHIN = 7.0
"""Points that the left edge of a column may waver: half a letter on either side."""


@lru_cache(maxsize=4096)
def read_as(text: str, locale: Locale) -> Kind:
    """What the parser takes a lone line for."""
    elements = parse(f"===\n\n{text}\n\n===\n", locale=locale).elements
    return elements[1].kind if len(elements) == 3 else "action"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the story; ``fresh`` when a blank one stands before it, ``page`` the page it is on."""

    line: Line
    fresh: bool
    page: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges, and how far to the right text goes."""

    action: float
    dialogue: float
    cue: float
    """Where most names over speeches start; none where they are set in the middle."""
    right: float
    edges: dict[float, float]
    """Right edge of what stands in each of both columns."""


def columns(rows: Sequence[Row], locale: Locale) -> Columns:
    """The columns of action and of dialogue: the leftmost edge at which many lines start, or where most headings do;
    and, right of it, the one that most lines of words share."""
    lefts = [_text_left(row.line) for row in rows]
    starts = Counter(map(round, lefts))
    clusters: list[tuple[float, int]] = []
    for edge in sorted(starts):
        if clusters and edge - clusters[-1][0] <= WITHIN:
            first, count = clusters[-1]
            clusters[-1] = (first, count + starts[edge])
        else:
            clusters.append((float(edge), starts[edge]))
    headings = Counter(
        first
        for row, left in zip(rows, lefts, strict=True)
        if row.line.text == row.line.text.upper() and read_as(row.line.text, locale) == "scene_heading"
        for first, _count in clusters
        if abs(first - left) <= WITHIN
    )
    many = [first for first, count in clusters if count >= 0.05 * len(rows) or headings[first]] or [clusters[0][0]]
    action = max([first for first in many if headings[first] >= 3], key=lambda one: headings[one], default=many[0])
    inner = [(count, first) for first, count in clusters if first > action + 2 * WITHIN]
    spoken = [(count, first) for count, first in inner if _speaks(rows, first)] or inner
    dialogue = max(spoken)[1] if spoken else action + 72
    edges = {}
    for column in (action, dialogue):
        alone = (row.line for row in rows if len(row.line.segments) == 1)
        edges[column] = max((line.right for line in alone if abs(line.left - column) <= WITHIN), default=column)
    names = Counter(
        round(row.line.left)
        for row, under in pairwise(rows)
        if row.fresh and not under.fresh and abs(under.line.left - dialogue) <= WITHIN and is_cue(row.line.text)
    )
    cue = names.most_common(1)[0][0] if names else -1.0
    return Columns(action, dialogue, cue, max((row.line.right for row in rows), default=540.0), edges)


def _text_left(line: Line) -> float:
    """Where a line's words start, a number in the margin left out."""
    if len(line.segments) > 1 and margin(line.segments[0]):
        return line.segments[1].left
    led = LED.match(line.segments[0].text)
    return line.left + (0.6 * line.size * led.end() if led else 0.0)


def margin(segment: Segment) -> bool:
    return NUMBER.fullmatch(segment.text) is not None


def _speaks(rows: Sequence[Row], edge: float) -> bool:
    """Whether lower case words stand at this edge, not names nor parentheses."""
    texts = [row.line.text for row in rows if abs(row.line.left - edge) <= WITHIN]
    said = sum(text != text.upper() and not text.startswith("(") for text in texts)
    return said > len(texts) / 2


def rows_of(body: Sequence[Page]) -> Iterator[Row]:
    for number, lines in enumerate(stripped(body)):
        above = None
        for line in lines:
            fresh = above is None or line.top - above.top > 1.45 * max(line.size, 8.0)
            yield Row(line, fresh, number)
            above = line
