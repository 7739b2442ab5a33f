"""Segments: each a short run of the film as its own H.264 stream, made alone, so that only what changed is made again.

Held pictures are coded once and then said to stay (``held``). What moves or mixes is a graph of moviepy clips whose
frames go to x264. One thread, no B frames and the same parameters everywhere: the same spec gives the same bytes, and
segments are joined by copying. A segment rests as an Annex B stream, which players open as it is.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Literal

import av
import numpy as np

from previz.exports import lettering
from previz.exports.held import IDR, PPS, SPS, START, kind, layout, units
from previz.exports.moves import Move, looked, view_at
from previz.exports.sheets import Sheet, load, planes

FINER, COARSER = 5, 2
"""How much finer (in constant rate factor) a held picture is coded, which is looked at longer and paid for once; and
how much coarser a moving one, where the eye sees less: 46 dB still, for a quarter less time and space."""

KEY = 10
"""Seconds at most between two key frames, so that players seek at once."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel on screen from frame ``start`` of its segment on. ``move`` was ``age`` frames old at that moment."""

    panel: str
    """Digest of the picture, or any other name that stands for its bytes."""
    start: int
    frames: int
    move: Move | None = None
    age: int = 0


@dataclass(frozen=True, slots=True)
class Fade:
    """From one level to another in ``frames`` frames: 1 is the picture, 0 black."""

    start: int
    frames: int
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class CaptionOn:
    """A burnt-in caption: one or two lines."""

    start: int
    frames: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BurnIn:
    """What is burnt in at the top; empty texts and a timecode of None leave their place free."""

    left: str = ""
    middle: str = ""
    timecode: int | None = None
    """The film's frame at the segment's first."""


@dataclass(frozen=True, slots=True)
class SegmentSpec:
    """Everything that decides the pixels of a segment, and nothing else: its hash names the segment."""

    size: tuple[int, int]
    rate: tuple[int, int]
    """Frames a second, numerator and denominator."""
    frames: int
    shown: tuple[Shown, ...]
    """They tile the segment."""
    incoming: tuple[Shown, ...] = ()
    """What comes in over them from the first to the last frame when ``mix`` is not a cut; tiles the segment too."""
    mix: Literal["cut", "dissolve", "wipe"] = "cut"
    fades: tuple[Fade, ...] = ()
    captions: tuple[CaptionOn, ...] = ()
    burn: BurnIn | None = None
    quality: int = 23
    """H.264 constant rate factor, 0 to 51, lower is finer."""

    @property
    def panels(self) -> tuple[str, ...]:
        """The panels it needs, each once."""
        return tuple(dict.fromkeys(shown.panel for shown in (*self.shown, *self.incoming)))


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    frames: int
    held: bool


def runs(spec: SegmentSpec) -> Iterator[_Run]:
    """The segment as runs of frames that are all the same (held) or all to be made, at each change a new run."""
    live = np.zeros(spec.frames + 1, bool)
    edges = {0, spec.frames}
    if spec.mix != "cut" or (spec.burn and spec.burn.timecode is not None):
        live[: spec.frames] = True
    for shown in spec.shown:
        edges |= {shown.start, shown.start + shown.frames}
        if shown.move:
            begin = shown.start - min(shown.age, 0)
            live[
                max(begin, 0) : max(min(shown.start + shown.frames, begin + shown.move.frames - max(shown.age, 0)), 0)
            ] = True
    for fade in spec.fades:
        edges |= {fade.start, fade.start + fade.frames}
        live[fade.start : fade.start + fade.frames] = True
    for caption in spec.captions:
        edges |= {caption.start, caption.start + caption.frames}
    start = 0
    for frame in range(1, spec.frames + 1):
        changed = live[frame] != live[start]
        if frame == spec.frames or changed or (frame in edges and not live[start]):
            yield _Run(start, frame - start, not live[start])
            start = frame


def segment(spec: SegmentSpec, panels: Mapping[str, Path], out: Path) -> None:
    """Make a segment: ``panels`` gives the image file of each of its panels. ``out`` appears whole or not at all."""
    sheets = {name: load(panels[name], spec.size) for name in spec.panels}
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            for run in runs(spec):
                for unit in _hold(spec, sheets, run) if run.held else _make(spec, sheets, run):
                    file.write(START + unit)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


def _hold(spec: SegmentSpec, sheets: Mapping[str, Sheet], run: _Run) -> Iterator[bytes]:
    """One picture, coded once: the same key frame again every ten seconds, and "as before" in between."""
    picture = still(spec, sheets, run.start)
    coded = list(_coded(spec, iter([picture]), spec.quality - FINER, "aq-mode=1:aq-strength=0.8"))
    same = layout(*_sets(coded)).same
    every = max(KEY * spec.rate[0] // spec.rate[1], 1)
    for frame in range(run.frames):
        age = frame % every
        yield from coded if age == 0 else [same(age)]


def _make(spec: SegmentSpec, sheets: Mapping[str, Sheet], run: _Run) -> Iterator[bytes]:
    """Frames that all differ, from a graph of clips. The graph's library is loaded here, where it earns its time."""
    from previz.exports.clips import graph

    clip, rate = graph(spec, sheets), Fraction(*spec.rate)
    frames = (
        clip.get_frame(float((frame + Fraction(1, 2)) / rate)) for frame in range(run.start, run.start + run.frames)
    )
    return _coded(spec, frames, spec.quality + COARSER, "aq-mode=0")


def still(spec: SegmentSpec, sheets: Mapping[str, Sheet], frame: int) -> Sheet:
    """One frame of a held run: a panel, its caption, its burn-in."""
    shown = next(shown for shown in reversed(spec.shown) if shown.start <= frame)
    result = shown_at(shown, sheets, frame, spec)
    return lettered(spec, result, frame)


def shown_at(shown: Shown, sheets: Mapping[str, Sheet], frame: int, spec: SegmentSpec) -> Sheet:
    """What a panel shows at a frame of the segment; a sheet of its own, that may be drawn upon."""
    if shown.move is None:
        return sheets[shown.panel].copy()
    age = min(max(frame - shown.start + shown.age, 0), shown.move.frames - 1)
    return looked(sheets[shown.panel], view_at(shown.move, age, spec.rate[0] / spec.rate[1]))


def lettered(spec: SegmentSpec, sheet: Sheet, frame: int) -> Sheet:
    """The sheet with the letters of that frame laid on it, in place."""
    stamp = partial(lettering.burnt, size=spec.size)
    for caption in spec.captions:
        if caption.start <= frame < caption.start + caption.frames:
            lettering.stamped(sheet, lettering.caption(caption.lines, spec.size))
    if spec.burn:
        code = spec.burn.timecode
        right = "" if code is None else lettering.timecode(code + frame, spec.rate)
        for text, place in ((spec.burn.left, "left"), (spec.burn.middle, "middle"), (right, "right")):
            if text:
                lettering.stamped(sheet, stamp(text, place=place))
    return sheet


def _sets(coded: list[bytes]) -> tuple[bytes, bytes]:
    found = {kind(unit): unit for unit in coded}
    return found[SPS], found[PPS]


def _coded(spec: SegmentSpec, frames: Iterator[Sheet], quality: int, spread: str) -> Iterator[bytes]:
    """The NAL units of frames, encoded; the first is a key frame with its parameter sets.

    ``spread`` is how x264 spreads the bits of a frame over it: flat tones show what it saves on them only in a still.
    """
    every = max(KEY * spec.rate[0] // spec.rate[1], 1)
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height = spec.size
    encoder.pix_fmt = "yuv420p"
    encoder.framerate = Fraction(*spec.rate)
    encoder.time_base = 1 / encoder.framerate
    encoder.thread_count = 1
    encoder.options = {
        "preset": "ultrafast",
        "crf": str(min(max(quality, 1), 51)),
        # stitchable: headers do not depend on the content. CAVLC, one reference, no weights: what ``held`` can follow.
        "x264-params": f"stitchable=1:keyint={every}:min-keyint={every}:scenecut=0:bframes=0:ref=1:cabac=0:weightp=0"
        f":{spread}:rc-lookahead=0:sync-lookahead=0:mbtree=0:sliced-threads=0:force-cfr=1:sar=1/1"
        ":colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv",
    }
    frame = av.VideoFrame(*spec.size, "yuv420p")
    targets = [
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size) for plane in frame.planes
    ]
    for index, sheet in enumerate(frames):
        for target, plane in zip(targets, planes(sheet), strict=True):
            target[:, : plane.shape[1]] = plane
        frame.pts = index
        for packet in encoder.encode(frame):
            yield from _pictures(bytes(packet))
    for packet in encoder.encode(None):
        yield from _pictures(bytes(packet))


def _pictures(packet: bytes) -> list[bytes]:
    """Parameter sets and slices; the encoder's note about itself would differ from one version to the next."""
    return [unit for unit in units(packet) if kind(unit) in {1, IDR, SPS, PPS}]
