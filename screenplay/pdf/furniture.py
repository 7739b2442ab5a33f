"""What belongs to the page and not to the story: headers, footers, page numbers, (CONTINUED)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from screenplay.pdf.pages import Line, Page

MORE = re.compile(
    r"\(\s*(?:more|suite|à suivre|suivre|plus|continued|cont['’]?d?\.?|mehr|más|mas|segue|cont)\s*\)", re.I
)
"""Under a speech that goes on over the page."""

CONTINUES = re.compile(r"cont(?:['’]?d|inued|inuing)?\.?|suite|suite et fin|cont\.|seguito|fortsetzung|weiter", re.I)
"""The extension of a cue that goes on."""

_FOLIO = re.compile(r"\W{0,2}(?:page |p\. ?)?\d{1,4}[A-Z]?\W{0,2}(?:(?:of|sur|de|/) ?\d{1,4}\W?)?", re.I)
_CONTINUED = re.compile(
    r"(?:\d+[A-Z]*\.?\s+)?\(?(?:continued|suite|à suivre)\)?\s*:?\s*(?:\(\d+\))?(?:\s+\d+[A-Z]*\.?)?", re.I
)
_HEADING = re.compile(r"\W*(?:\d+[A-Z]*\W*)?(?:INT|EXT|I/E|E/I|EST)\b", re.I)
_MARGIN = 0.075
"""Part of a page's height that no story's first line stands in."""

_ZONE = 3
"""Lines at the head and at the foot of a page that may be furniture."""


def stripped(pages: Sequence[Page]) -> list[list[Line]]:
    """Each page's lines without page numbers, running headers and footers, and (CONTINUED) at its head and foot."""
    seen = Counter(key for page in pages for key in {_key(page, line) for line in _edges(page)})
    often = max(2, len(pages) // 4)
    running = {key for key, count in seen.items() if count >= often}
    level = _header(pages)
    return [_inner(page, running, level) for page in pages]


def _header(pages: Sequence[Page]) -> float:
    """How far down running headers reach: lines alone in the upper margin of most pages, always in one place."""
    headed = [
        round(page.lines[0].top)
        for page in pages
        if len(page.lines) > 1
        and page.lines[0].top < _MARGIN * page.height
        and page.lines[1].top - page.lines[0].top > 1.9 * page.lines[0].size
        and not _HEADING.match(page.lines[0].text)
    ]
    top, count = Counter(headed).most_common(1)[0] if headed else (0, 0)
    return top + 1.0 if count >= 0.6 * len(pages) else 0.0


def _key(page: Page, line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", " ".join(line.text.split())), round(line.top / 6)


def _edges(page: Page) -> Sequence[Line]:
    return page.lines if len(page.lines) <= 2 * _ZONE else (*page.lines[:_ZONE], *page.lines[-_ZONE:])


def _inner(page: Page, running: set[tuple[str, int]], level: float) -> list[Line]:
    lines = list(page.lines)
    for end in (0, -1):
        for _line in range(_ZONE):
            if not lines:
                break
            line = lines[end]
            alone = len(lines) < 2 or abs(line.top - lines[1 if end == 0 else -2].top) > 1.4 * line.size
            text = line.text.strip()
            folio = _FOLIO.fullmatch(text) and alone
            carried = _CONTINUED.fullmatch(text) and alone and line.left < page.width
            headed = end == 0 and line.top <= level
            if not (folio or carried or (_key(page, line) in running and alone) or headed):
                break
            lines.pop(end)
    return [kept for line in lines if (kept := _unstarred(line))]


def _unstarred(line: Line) -> Line | None:
    """A line without the asterisks that mark a revision in the margin."""
    kept = tuple(one for one in line.segments if one.text.strip("*") or (one is line.segments[0] and line.left < 400))
    return replace(line, segments=kept) if kept else None
