"""The animatic: the cut as a list of segments to be made, each on its own, and then joined.

A segment is a panel that is held, or a stretch of a camera's move, so that a line that becomes longer makes no more
again than the panel under it, and a long move is made by all cores. A dissolve or a wipe between two shots is a segment
of its own, centred on the cut, which takes its frames from both; so the film's length never changes, and a new
transition remakes three segments only. A shot that fades is one segment.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Literal

from previz.assembly.joining import Chapter
from previz.assembly.leader import LEADER
from previz.assembly.mattes import Matte
from previz.assembly.moves import Move, move_of
from previz.assembly.shown import BurnIn, CaptionOn, Fade, SegmentSpec, Shown
from previz.cutting.cut import Cut, ShotAt, Span
from previz.sound.captions import Caption
from storyboard.shots import Transition
from storyboard.stage.geometry import Setup

STRETCH = 4
"""Seconds of a move that are one segment, at most: the key frame of the next costs what four others do."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """The title card or a shot, with its panels in the film's frames."""

    span: Span
    label: str
    shown: tuple[Shown, ...]
    transition: Transition
    ending: Transition
    shot: str = ""
    head: int = 0
    lead: bool = False
    """Whether it is a slate or a leader: nothing mixes with it, and nothing is laid over it."""


@dataclass(frozen=True, slots=True)
class _Join:
    """What happens at the beginning of a piece: how many frames before and after the cut it takes."""

    kind: Literal["cut", "dissolve", "wipe"] = "cut"
    before: int = 0
    after: int = 0


def plan(
    cut: Cut,
    setups: Sequence[Setup],
    panels: Mapping[tuple[str, int], str],
    *,
    title: str = "",
    slated: str = "",
    size: tuple[int, int],
    quality: int = 23,
    captions: Sequence[Caption] = (),
    numbers: bool = False,
    timecode: bool = False,
    slate: str = "",
    footage: Mapping[str, str] | None = None,
    matte: Matte | None = None,
    shots: bool = False,
) -> tuple[SegmentSpec, ...]:
    """The segments of a cut, in order; together they have exactly its frames.

    ``panels`` names each panel's picture by shot and panel number, ``title`` and ``slated`` those of the title card and
    of the slate; the same names are given to ``segments.segment`` with their files. ``slate`` (film, draft, date) is
    burnt in with numbers or timecode.
    ``footage`` names, by the shot's id, what replaces the drawings of a shot. ``shots``: each is one segment.
    """
    pieces = [*_lead(cut, slated), *_pieces(cut, setups, panels, title, size)]
    if footage:
        pieces = [replace(one, shown=_filmed(one, footage)) if one.shot in footage else one for one in pieces]
    joins = [_join(before, piece, cut) for before, piece in pairwise(pieces)]
    joins = [_Join(), *joins, _Join()]
    specs: list[SegmentSpec] = []
    starts, ends = [caption.span.start for caption in captions], [caption.span.end for caption in captions]

    def add(span: Span, piece: _Piece, shown: tuple[Shown, ...], **more: object) -> None:
        code = span.start - cut.start if timecode else None
        burn = BurnIn(piece.label if numbers else "", slate, code) if numbers or timecode else None
        spec = SegmentSpec(
            size=size,
            rate=(cut.rate.numerator, cut.rate.denominator),
            frames=span.frames,
            shown=shown,
            captions=tuple(
                CaptionOn(low - span.start, high - low, caption.lines)
                for caption in captions[bisect_right(ends, span.start) : bisect_left(starts, span.end)]
                if (low := max(caption.span.start, span.start)) < (high := min(caption.span.end, span.end))
            ),
            matte=None if piece.lead else matte,
            burn=None if piece.lead else burn,
            quality=quality,
        )
        specs.append(replace(spec, **more))  # type: ignore[arg-type]

    for index, piece in enumerate(pieces):
        head, tail = joins[index], joins[index + 1]
        if head.kind != "cut":
            span = Span(piece.span.start - head.before, head.before + head.after)
            add(span, piece, _during(pieces[index - 1], span), incoming=_during(piece, span), mix=head.kind)
        span = Span(piece.span.start + head.after, piece.span.frames - head.after - tail.before)
        if span.frames:
            endings = [piece.ending, *(after.transition for after in pieces[index + 1 : index + 2])]
            fades = _fades(piece, span, endings, cut)
            for part in [span] if shots or fades else _parts(span, _during(piece, span), cut.rate):
                add(part, piece, _during(piece, part), fades=fades)
    return tuple(specs)


def _parts(span: Span, shown: Sequence[Shown], rate: Fraction) -> Iterator[Span]:
    """What is made by itself of a span: each panel that is held, and a move in stretches of the same length."""
    edges: list[int] = []
    for move, run in groupby(shown, key=lambda one: one.move):
        starts = [one.start for one in run]
        if move is None:
            edges += starts
        else:
            after = next((one.start for one in shown if one.start > starts[-1]), span.frames)
            frames = after - starts[0]
            count = math.ceil(frames / (STRETCH * rate))
            edges += [starts[0] + frames * number // count for number in range(count)]
    for begin, end in pairwise([*edges, span.frames]):
        yield Span(span.start + begin, end - begin)


def chapters(cut: Cut) -> tuple[Chapter, ...]:
    """One chapter for each scene; the title card belongs to the first."""
    return tuple(
        Chapter(scene.title, 0 if index == 0 else scene.span.start, scene.span.end)
        for index, scene in enumerate(cut.scenes)
    )


def _lead(cut: Cut, slated: str) -> list[_Piece]:
    """The slate and the leader, as far as there are any."""
    pieces = []
    if cut.slate.frames:
        pieces.append((cut.slate, Shown(slated, cut.slate.start, cut.slate.frames)))
    if cut.leader.frames:
        pieces.append((cut.leader, Shown(LEADER, cut.leader.start, cut.leader.frames, footage=True)))
    return [_Piece(span, "", (shown,), Transition(), Transition(), lead=True) for span, shown in pieces]


def _pieces(
    cut: Cut, setups: Sequence[Setup], panels: Mapping[tuple[str, int], str], title: str, size: tuple[int, int]
) -> list[_Piece]:
    drawn = {(setup.shot, setup.panel): setup for setup in setups}
    pieces = [
        _Piece(
            shot.span, shot.label, _shown(shot, drawn, panels, size), shot.transition, shot.ending, shot.shot, shot.head
        )
        for shot in cut.shots
    ]
    if cut.title.frames:
        card = Shown(title, cut.title.start, cut.title.frames)
        pieces.insert(0, _Piece(cut.title, "", (card,), Transition(), Transition()))
    return pieces


def _shown(
    shot: ShotAt,
    drawn: Mapping[tuple[str, int], Setup],
    panels: Mapping[tuple[str, int], str],
    size: tuple[int, int],
) -> tuple[Shown, ...]:
    """The panels of a shot. Those that follow each other under one camera share its move."""
    result: list[Shown] = []
    index = 0
    while index < len(shot.panels):
        camera = drawn[shot.shot, shot.panels[index].panel]
        end = index
        while end < len(shot.panels) and _one_camera(camera, drawn[shot.shot, shot.panels[end].panel]):
            end += 1
        run = shot.panels[index:end]
        move: Move | None = None
        if not camera.card:
            move = move_of(camera, run[-1].span.end - run[0].span.start, aspect=size[0] / size[1])
        result += [
            Shown(panels[shot.shot, at.panel], at.span.start, at.span.frames, move,
                  at.span.start - run[0].span.start if move else 0)
            for at in run
        ]  # fmt: skip
        index = end
    return tuple(result)


def _filmed(piece: _Piece, footage: Mapping[str, str]) -> tuple[Shown, ...]:
    """A shot that was filmed: from the frame on with which its edit begins."""
    return (Shown(footage[piece.shot], piece.span.start, piece.span.frames, None, piece.head, footage=True),)


def _one_camera(one: Setup, other: Setup) -> bool:
    return (one.camera, one.camera_end, one.move) == (other.camera, other.camera_end, other.move)


def _during(piece: _Piece, span: Span) -> tuple[Shown, ...]:
    """What a piece shows over a span that may reach beyond its ends, where its first and last frames stay."""
    first, last = piece.shown[0], piece.shown[-1]
    result = []
    for shown in piece.shown:
        low = span.start if shown is first else max(shown.start, span.start)
        high = span.end if shown is last else min(shown.start + shown.frames, span.end)
        if low < high:
            age = shown.age + low - shown.start if shown.move or shown.footage else 0
            result.append(replace(shown, start=low - span.start, frames=high - low, age=age))
    return tuple(result)


def _frames(transition: Transition, cut: Cut) -> int:
    return round(float(transition.seconds * cut.rate))


def _join(before: _Piece, piece: _Piece, cut: Cut) -> _Join:
    """A dissolve or a wipe takes at most half of either shot."""
    kind, frames = piece.transition.kind, _frames(piece.transition, cut)
    if before.lead or kind not in ("dissolve", "wipe") or frames < 2:
        return _Join()
    lead = min(frames // 2, before.span.frames // 2)
    return _Join(kind, lead, min(frames - frames // 2, piece.span.frames // 2))


def _fades(piece: _Piece, span: Span, ends: Sequence[Transition], cut: Cut) -> tuple[Fade, ...]:
    """Up from black at its head, down to black at its tail: each within half of what is shown."""
    fades = []
    if piece.transition.kind == "fade_in" and (frames := min(_frames(piece.transition, cut), span.frames // 2)):
        fades.append(Fade(0, frames, 0.0, 1.0))
    out = max((_frames(end, cut) for end in ends if end.kind == "fade_out" and not piece.lead), default=0)
    if frames := min(out, span.frames // 2):
        fades.append(Fade(span.frames - frames, frames, 1.0, 0.0))
    return tuple(fades)
