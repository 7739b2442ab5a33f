"""What moves and mixes, as graphs of moviepy clips. The only file that loads moviepy, which takes a while.

Frames of these clips are sheets, not RGB: every effect here is a function of a frame and a time, given to
``VideoClip.transform``, so that a director's own effects join the graph in the same way.
"""

import math
from functools import partial
from typing import TYPE_CHECKING

from moviepy import VideoClip, concatenate_videoclips

from previz.assembly.footage import Sources
from previz.assembly.sheets import Sheet, dimmed, mixed, wiped
from previz.assembly.shown import SegmentSpec, Shown, lettered, shown_at

if TYPE_CHECKING:
    from collections.abc import Callable

    Frames = Callable[[float], Sheet]


def graph(spec: SegmentSpec, sheets: Sources) -> VideoClip:
    """The clip of a whole segment, its frames sheets of the spec's size."""
    clip = track(spec, spec.shown, sheets)
    if spec.mix != "cut":
        clip = mix(spec, clip, track(spec, spec.incoming, sheets))
    if spec.fades:
        clip = clip.transform(partial(_faded, spec))
    if spec.captions or spec.burn or spec.matte:
        clip = clip.transform(partial(_lettered, spec))
    return clip


def track(spec: SegmentSpec, shown: tuple[Shown, ...], sheets: Sources) -> VideoClip:
    """Panels one after the other, each held or travelled over."""
    clips = [panel(spec, each, sheets) for each in shown]
    return clips[0] if len(clips) == 1 else concatenate_videoclips(clips, method="chain")


def panel(spec: SegmentSpec, shown: Shown, sheets: Sources) -> VideoClip:
    """One panel on screen, under its move."""

    def frame(time: float) -> Sheet:
        return shown_at(shown, sheets, shown.start + frame_at(spec, time), spec)

    return VideoClip(frame, duration=shown.frames * spec.rate[1] / spec.rate[0])


def mix(spec: SegmentSpec, below: VideoClip, above: VideoClip) -> VideoClip:
    """``above`` comes in over ``below`` during the whole segment, never all absent and never all there."""
    join = {"dissolve": mixed, "wipe": wiped}[spec.mix]

    def frame(time: float) -> Sheet:
        share = (frame_at(spec, time) + 1) / (spec.frames + 1)
        return join(below.get_frame(time), above.get_frame(time), share)

    return VideoClip(frame, duration=below.duration)


def frame_at(spec: SegmentSpec, time: float) -> int:
    """The frame that holds a time. We ask for the middles of frames, so that no rounding of a float can move one."""
    return math.floor(time * spec.rate[0] / spec.rate[1])


def _faded(spec: SegmentSpec, frames: "Frames", time: float) -> Sheet:
    at, sheet = frame_at(spec, time), frames(time)
    for fade in spec.fades:
        if fade.start <= at < fade.start + fade.frames:
            share = (at - fade.start) / max(fade.frames - 1, 1)
            return dimmed(sheet, fade.begin + (fade.end - fade.begin) * share)
    return sheet


def _lettered(spec: SegmentSpec, frames: "Frames", time: float) -> Sheet:
    return lettered(spec, frames(time).copy(), frame_at(spec, time))
