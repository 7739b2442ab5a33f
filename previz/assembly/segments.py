"""Segments: each a short run of the film as its own H.264 stream, made alone, so that only what changed is made again.

Held pictures are coded once and then said to stay (``held``). What moves or mixes is a graph of moviepy clips whose
frames go to x264. One thread, no B frames and the same parameters everywhere: the same spec gives the same bytes, and
segments are joined by copying. A segment rests as an Annex B stream, which players open as it is.
"""

import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from previz.assembly.footage import Sources
from previz.assembly.held import IDR, PPS, SPS, START, kind, layout, units
from previz.assembly.sheets import Sheet, planes
from previz.assembly.shown import SegmentSpec, still
from previz.assembly.sources import sources

FINER, COARSER = 5, 2
"""How much finer (in constant rate factor) a held picture is coded, which is looked at longer and paid for once; and
how much coarser a moving one, where the eye sees less: 46 dB still, for a quarter less time and space."""

KEY = 10
"""Seconds at most between two key frames, so that players seek at once."""


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
        if shown.footage:
            live[shown.start : shown.start + shown.frames] = True
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
    sheets = sources(spec, panels.__getitem__)
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            for run in runs(spec):
                for unit in _hold(spec, sheets, run) if run.held else _make(spec, sheets, run):
                    file.write(START + unit)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


def _hold(spec: SegmentSpec, sheets: Sources, run: _Run) -> Iterator[bytes]:
    """One picture, coded once: the same key frame again every ten seconds, and "as before" in between."""
    picture = still(spec, sheets, run.start)
    coded = list(_coded(spec, iter([picture]), spec.quality - FINER, "aq-mode=1:aq-strength=0.8"))
    same = layout(*_sets(coded)).same
    every = max(KEY * spec.rate[0] // spec.rate[1], 1)
    for frame in range(run.frames):
        age = frame % every
        yield from coded if age == 0 else [same(age)]


def _make(spec: SegmentSpec, sheets: Sources, run: _Run) -> Iterator[bytes]:
    """Frames that all differ, from a graph of clips. The graph's library is loaded here, where it earns its time."""
    from previz.assembly.clips import graph

    clip, rate = graph(spec, sheets), Fraction(*spec.rate)
    frames = (
        clip.get_frame(float((frame + Fraction(1, 2)) / rate)) for frame in range(run.start, run.start + run.frames)
    )
    return _coded(spec, frames, spec.quality + COARSER, "aq-mode=0")


def _sets(coded: list[bytes]) -> tuple[bytes, bytes]:
    found = {kind(unit): unit for unit in coded}
    return found[SPS], found[PPS]


def _coded(spec: SegmentSpec, frames: Iterator[Sheet], quality: int, spread: str) -> Iterator[bytes]:
    """The NAL units of frames, encoded; the first is a key frame with its parameter sets.

    ``spread`` is how x264 spreads the bits of a frame over it: flat tones show what it saves on them only in a still.
    """
    coder = encoder(spec.size, Fraction(*spec.rate), quality, spread)
    frame = av.VideoFrame(*spec.size, "yuv420p")
    targets = [
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size) for plane in frame.planes
    ]
    for index, sheet in enumerate(frames):
        for target, plane in zip(targets, planes(sheet), strict=True):
            target[:, : plane.shape[1]] = plane
        frame.pts = index
        for packet in coder.encode(frame):
            yield from _pictures(bytes(packet))
    for packet in coder.encode(None):
        yield from _pictures(bytes(packet))


def encoder(size: tuple[int, int], rate: Fraction, quality: int, spread: str) -> "av.VideoCodecContext":
    """x264 as all pictures of a film are encoded."""
    every = max(math.floor(KEY * rate), 1)
    made = av.CodecContext.create("libx264", "w")
    made.width, made.height = size
    made.pix_fmt = "yuv420p"
    made.framerate, made.time_base = rate, 1 / rate
    made.thread_count = 1
    made.options = {
        "preset": "ultrafast",
        "crf": str(min(max(quality, 1), 51)),
        # stitchable: headers do not depend on the content. CAVLC, one reference, no weights: what ``held`` can follow.
        "x264-params": f"stitchable=1:keyint={every}:min-keyint={every}:scenecut=0:bframes=0:ref=1:cabac=0:weightp=0"
        f":{spread}:rc-lookahead=0:sync-lookahead=0:mbtree=0:sliced-threads=0:force-cfr=1:sar=1/1"
        ":colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv",
    }
    return made


def _pictures(packet: bytes) -> list[bytes]:
    """Parameter sets and slices; the encoder's note about itself would differ from one version to the next."""
    return [unit for unit in units(packet) if kind(unit) in {1, IDR, SPS, PPS}]
