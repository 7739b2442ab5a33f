"""One page of the lined script in millimetres: what is written and drawn where, whatever puts it down.

The text keeps the trade's margins; tracks and their labels stand in the inch and a half to its left.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from previz.exports.lined.coverage import Page, Stretch, Track
from previz.exports.lined.script import MEASURE, Row
from previz.exports.structure.svg import fitted, width, wrapped
from previz.i18n import speaking
from screenplay.elements import Locale

INCH = 25.4
ROW, LETTER = INCH / 6, INCH / 10
"""Height of a line, width of a letter."""
TOP, LEFT = INCH, 1.5 * INCH
PAPER = {"fr": (210.0, 297.0), "en": (215.9, 279.4)}
"""A4 and US letter."""
PT = INCH / 72
TEXT = 12.0
"""Points of the screenplay's letters."""
NUMBER, FRAMING = 7.5, 6.0
"""Points of a label: the shot's number, and its framing."""
LABELS, LABEL_LEFT = 26.0, 4.5
"""Where labels end and begin, from the left border of the paper."""
LANES, LANES_END = 28.6, 36.4
CROWD = 24
"""Tracks of a page beyond which their labels have no room for two lines."""
WAVE, SWING = 2.4, 0.55
"""Length and half the width of a wave."""
_SANS = 0.86
"""Helvetica runs narrower than the widest letters that ``width`` allows for."""
_COLOURS = ("#a32020", "#1c4f8f", "#2a6b35", "#7a4a00", "#5d3592", "#00646a")
_GREY = "#777777"


@dataclass(frozen=True, slots=True)
class Text:
    """Words whose baseline begins (``end``: ends) at ``x``, ``y``; ``size`` in points."""

    x: float
    y: float
    text: str
    size: float = TEXT
    font: Literal["mono", "sans"] = "mono"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = "#000000"
    anchor: Literal["start", "end"] = "start"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, ``width`` millimetres wide."""

    points: tuple[tuple[float, float], ...]
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled disc: a shot that somebody decided."""

    x: float
    y: float
    radius: float
    colour: str


Mark = Text | Stroke | Dot


def marks(page: Page, name: str, locale: Locale) -> Iterator[Mark]:
    """All that stands on a page, from what lies below to what lies above."""
    wide, high = PAPER[locale]
    yield Text(LEFT, 12.7, fitted(name, 8 * PT, 90), 8, "sans", colour=_GREY)
    yield Text(LEFT + MEASURE * LETTER, 12.7, f"{page.number}.", anchor="end")
    for row in page.rows:
        yield from _row(row, page, locale, wide)
    yield from _tracks(page.tracks, locale)
    yield from _legend(locale, high)


def _row(row: Row, page: Page, locale: Locale, wide: float) -> Iterator[Text]:
    _ = speaking(locale)
    x, y = LEFT + row.indent * LETTER, TOP + row.at * ROW + ROW * 0.76
    if row.said == "more":
        yield Text(x, y, _("(MORE)"))
        return
    heading = row.element.kind == "scene_heading"
    for start, end, style in _runs(row):
        text = row.element.text[start:end]
        yield Text(
            x + (start - row.start) * LETTER, y, text, bold=heading or "bold" in style, italic="italic" in style,
            underline="underline" in style,
        )  # fmt: skip
    if row.said == "again":
        yield Text(x + (len(row.text) + 1) * LETTER, y, _("(CONT'D)"))
    if heading and row.start == 0:
        number = page.numbers.get(row.element.id, "")
        small = min(TEXT, TEXT * 3.4 * LETTER / max(len(number) * LETTER, 0.1))
        yield Text(LEFT - 1.8, y, number, small, bold=True, anchor="end")
        yield Text(min(LEFT + MEASURE * LETTER + 2.5, wide - 14), y, number, small, bold=True)


def _runs(row: Row) -> Iterator[tuple[int, int, str]]:
    """The row cut where its emphasis changes: start, end, styles."""
    spans = [span for span in row.element.spans if span.start < row.end and span.end > row.start]
    cuts = {row.start, row.end, *(max(span.start, row.start) for span in spans)}
    cuts |= {min(span.end, row.end) for span in spans}
    for start, end in pairwise(sorted(cuts)):
        style = " ".join(span.style for span in spans if span.start <= start and span.end >= end)
        if row.element.text[start:end].strip():
            yield start, end, style


def _tracks(tracks: Sequence[Track], locale: Locale) -> Iterator[Mark]:
    lanes = max((track.lane for track in tracks), default=0) + 1
    step = min(2.2, (LANES_END - LANES) / max(lanes - 1, 1))
    _ = speaking(locale)
    crowded = len(tracks) > CROWD
    labels = [_label(track, _("(cont.)"), crowded=crowded) for track in tracks]
    for number, (track, label, y) in enumerate(zip(tracks, labels, _spread(tracks, labels), strict=True)):
        colour = _COLOURS[number % len(_COLOURS)]
        x = LANES + (lanes - 1 - track.lane) * step if lanes < 3 else LANES_END - track.lane * step
        top, foot = TOP + track.top * ROW + 0.35, TOP + track.foot * ROW - 0.35
        yield from _line(track, x, top, foot, colour)
        yield Stroke(((LABELS + 0.6, y + 1.2), (x, top)), 0.12, colour)
        for text, size, rise, bold in label:
            yield Text(LABELS, y + rise, text, size, "sans", bold=bold, colour=colour, anchor="end")


def _line(track: Track, x: float, top: float, foot: float, colour: str) -> Iterator[Mark]:
    """The line itself: ticks where the shot begins and ends, an open end where it goes on overleaf."""
    weight = 0.75 if track.decided else 0.4
    if not track.continued:
        yield Stroke(((x - 0.9, top), (x + 0.9, top)), weight, colour)
    if not track.goes_on:
        yield Stroke(((x - 0.9, foot), (x + 0.9, foot)), weight, colour)
    if track.decided and not track.continued:
        yield Dot(x, top, 0.9, colour)
    for stretch in track.stretches:
        begin, end = max(TOP + stretch.top * ROW, top), min(TOP + stretch.foot * ROW, foot)
        if end > begin:
            yield Stroke(tuple(_points(stretch, x, begin, end)), weight, colour)


def _points(stretch: Stretch, x: float, top: float, foot: float) -> Iterator[tuple[float, float]]:
    if not stretch.wavy:
        yield from ((x, top), (x, foot))
        return
    steps = max(round((foot - top) / WAVE * 8), 4)
    for step in range(steps + 1):
        y = top + (foot - top) * step / steps
        yield x + math.sin((y - top) / WAVE * 2 * math.pi) * SWING, y


def _label(track: Track, again: str, *, crowded: bool) -> list[tuple[str, float, float, bool]]:
    """A label's lines: words, points, millimetres below its top, bold. On a ``crowded`` page each has one."""
    room = LABELS - LABEL_LEFT
    if crowded and not track.continued:
        return [(fitted(f"{track.label}  {track.framing}", FRAMING * PT * _SANS, room), FRAMING, 2.1, True)]
    number = fitted(f"{track.label} {again}" if track.continued else track.label, NUMBER * PT * _SANS, room)
    first = [(number, NUMBER, 2.4, True)]
    if track.continued or not track.framing:
        return first
    size = FRAMING * PT * _SANS
    lines = [fitted(line, size, room) for line in wrapped(track.framing, size, room)]
    return [*first, *((line, FRAMING, 4.7 + 2.2 * number, False) for number, line in enumerate(lines))]


def _spread(tracks: Sequence[Track], labels: Sequence[list[tuple[str, float, float, bool]]]) -> list[float]:
    """The top of each label: beside the top of its track, pushed down where another stands, and up from the foot."""
    tall = [label[-1][2] + 0.7 for label in labels]
    tops: list[float] = []
    free = TOP - 6
    for track, high in zip(tracks, tall, strict=True):
        tops.append(max(TOP + track.top * ROW - 0.2, free))
        free = tops[-1] + high
    foot = TOP + 56 * ROW
    for number in range(len(tops) - 1, -1, -1):
        tops[number] = min(tops[number], foot - tall[number])
        foot = tops[number]
    return tops


def _legend(locale: Locale, high: float) -> Iterator[Mark]:
    """What the lines mean, at the foot of the page."""
    _ = speaking(locale)
    y, x = high - 9.0, LEFT
    for text, weight, wavy, decided in (
        (_("on screen"), 0.4, False, False),
        (_("off screen"), 0.4, True, False),
        (_("decided by a person or in the script"), 0.75, False, True),
    ):
        points = tuple((x + (py - y), y + (px - x)) for px, py in _points(Stretch(0, 0, wavy), x, y, y + 8))
        yield Stroke(points, weight, _GREY)
        if decided:
            yield Dot(x, y, 0.9, _GREY)
        yield Text(x + 9.5, y + 0.8, text, 6.5, "sans", colour=_GREY)
        x += 16 + width(text, 6.5 * PT) * _SANS
