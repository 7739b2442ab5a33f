"""Shots baked as clips: the film's own segments with handles, rewrapped with their dialogue and a timecode track."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from audio import wav
from audio.lines import RATE
from previz.assembly.held import IDR, SLICE, START, kind, units
from previz.assembly.shown import Fade, SegmentSpec, Shown
from previz.cutting.cut import Cut
from storyboard.shots import Transition

BITS: wav.Bits = 24
"""Of a sample, as in the stems."""
_FRAME = BITS // 8 * 2
"""Bytes of one moment of stereo."""


def alone(cut: Cut) -> Cut:
    """The cut with every shot by itself: dissolves and wipes are the timeline's, fades from and to black the shot's."""
    return replace(cut, shots=tuple(replace(shot, transition=_own(shot.transition)) for shot in cut.shots))


def _own(transition: Transition) -> Transition:
    return Transition() if transition.kind in ("dissolve", "wipe") else transition


def with_handles(spec: SegmentSpec, frames: int) -> SegmentSpec:
    """The segment with some frames more before it and after it: as it begins and as it ends, standing still; black
    where it comes from black."""
    if not frames:
        return spec
    shown = [replace(one, start=one.start + frames) for one in spec.shown]
    shown[0] = _earlier(shown[0], frames)
    shown[-1] = replace(shown[-1], frames=shown[-1].frames + frames)
    fades = [replace(fade, start=fade.start + frames) for fade in spec.fades]
    for fade in tuple(fades):
        if fade.start == frames and not fade.begin:
            fades.append(Fade(0, frames, 0.0, 0.0))
        if fade.start + fade.frames == spec.frames + frames and not fade.end:
            fades.append(Fade(spec.frames + frames, frames, 0.0, 0.0))
    return replace(spec, frames=spec.frames + 2 * frames, shown=tuple(shown), fades=tuple(fades))


def _earlier(shown: Shown, frames: int) -> Shown:
    age = shown.age - frames if shown.move or shown.footage else 0
    return replace(shown, start=0, frames=shown.frames + frames, age=age)


def wrap(segment: Path, sound: bytes, out: Path, *, rate: Fraction, timecode: str, name: str) -> None:
    """Write a clip as QuickTime: the segment's pictures as they are, ``sound`` (24-bit stereo, little-endian), and a
    timecode track that begins at ``timecode``."""
    with av.open(out, "w", format="mov", options={"movflags": "faststart"}) as file:
        with av.open(segment, format="h264", options={"framerate": str(rate)}) as source:
            picture = file.add_stream_from_template(source.streams.video[0])
        picture.time_base = 1 / rate
        voice = file.add_stream(f"pcm_s{BITS}le", rate=RATE, layout="stereo")
        voice.time_base = Fraction(1, RATE)
        file.metadata.update({"timecode": timecode, "title": name, "encoder": "previz"})
        samples, heard = memoryview(sound), 0
        for count, (data, key) in enumerate(_pictures(segment)):
            shown = av.Packet(data)
            shown.stream, shown.time_base = picture, 1 / rate
            shown.pts = shown.dts = count
            shown.duration, shown.is_keyframe = 1, key
            file.mux(shown)
            until = min(round((count + 1) / rate * RATE), len(samples) // _FRAME)
            if until > heard:
                packet = av.Packet(bytes(samples[heard * _FRAME : until * _FRAME]))
                packet.stream, packet.time_base = voice, Fraction(1, RATE)
                packet.pts = packet.dts = heard
                packet.duration, packet.is_keyframe = until - heard, True
                file.mux(packet)
                heard = until


def _pictures(segment: Path) -> Iterator[tuple[bytes, bool]]:
    """Each picture of a segment, and whether it is a key frame."""
    for unit in units(segment.read_bytes()):
        if kind(unit) in (SLICE, IDR):
            yield START + unit, kind(unit) == IDR


def stretch(stem: Path, start: int, frames: int, rate: Fraction) -> bytes:
    """Frames of the film out of a 24-bit stereo stem that begins with it; silence before it and after it."""
    with stem.open("rb") as file:
        header = file.read(1 << 14).index(b"data") + 8
    sound = np.memmap(stem, np.uint8, "r", offset=header)
    first, last = round(start / rate * RATE) * _FRAME, round((start + frames) / rate * RATE) * _FRAME
    before = b"\0" * min(max(-first, 0), last - first)
    heard = bytes(sound[max(first, 0) : max(last, 0)])
    return before + heard + b"\0" * (last - first - len(before) - len(heard))
