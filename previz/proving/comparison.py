"""What the products of a film say that it must show and sound like, held against what the finished file does.

Pictures are compared as thumbnails of their luma, at the first, the middle and the last frame of each panel; sound by
its envelope. Both are far coarser than what coding changes, and far finer than another picture or another sound.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from audio.lines import RATE
from previz.assembly.footage import Sources
from previz.assembly.sheets import Sheet, mixed, planes, wiped
from previz.assembly.shown import SegmentSpec, Shown, lettered, shown_at
from previz.assembly.sound import heard
from previz.assembly.sources import sources

Thumbnail = NDArray[np.float32]
Envelope = NDArray[np.float32]

CELL = RATE // 100
"""Samples for each value of an envelope: 10 ms."""

ACROSS = 32
"""Pixels of a thumbnail's width."""

UNLIKE = 3.0
"""Mean difference of two thumbnails (luma, 0..255) from which on they show something else. Measured on the examples:
0.7 at most for the right picture, a median of 26 for the panel after it."""

STRETCH = 25
"""Cells over which the sound is compared: a quarter of a second."""

FAINT = 10 ** (-60 / 20)
"""Below, coding alone changes what is heard."""

LOUDER = 2.0
"""Times the envelope over a stretch may be more, or less, than that of the mix: 6 dB."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A film by its products."""

    size: tuple[int, int]
    pictures: Mapping[int, Thumbnail]
    """What some frames of the film show."""
    sound: Envelope


def expected(segments: Sequence[SegmentSpec], panel: Callable[[str], Path], sound: Iterable[bytes]) -> Expected:
    """What a film must be: ``segments`` in order, the file of each panel by its name, and the blocks of its
    sound."""
    pictures: dict[int, Thumbnail] = {}
    first = 0
    for spec in segments:
        sheets = sources(spec, panel)
        for frame in sorted(_looked_at(spec)):
            pictures[first + frame] = thumbnail(planes(_frame(spec, sheets, frame))[0])
        first += spec.frames
    return Expected(segments[0].size, pictures, joined(heard(sound)))


def _looked_at(spec: SegmentSpec) -> set[int]:
    """The first, the middle and the last frame of each panel, but where a fade passes."""
    frames = {
        frame
        for shown in (*spec.shown, *spec.incoming)
        for frame in (shown.start, shown.start + shown.frames // 2, shown.start + shown.frames - 1)
    }
    fading = {frame for fade in spec.fades for frame in range(fade.start, fade.start + fade.frames)}
    return frames - fading


def _frame(spec: SegmentSpec, sheets: Sources, frame: int) -> Sheet:
    """A frame of a segment, outside of its fades."""

    def at(track: tuple[Shown, ...]) -> Sheet:
        return shown_at(next(one for one in reversed(track) if one.start <= frame), sheets, frame, spec)

    picture = at(spec.shown)
    if spec.mix != "cut":
        join = {"dissolve": mixed, "wipe": wiped}[spec.mix]
        picture = join(picture, at(spec.incoming), (frame + 1) / (spec.frames + 1))
    return lettered(spec, picture, frame)


def thumbnail(luma: NDArray[np.uint8]) -> Thumbnail:
    """A picture's luma, ACROSS pixels wide."""
    height, width = luma.shape
    down = max(round(ACROSS * height / width), 1)
    return np.asarray(cv2.resize(luma, (ACROSS, down), interpolation=cv2.INTER_AREA), np.float32)


def unlike(found: Mapping[int, Thumbnail], wanted: Mapping[int, Thumbnail]) -> list[int]:
    """The frames that show something else than they should, in order."""
    return [
        frame
        for frame, picture in sorted(wanted.items())
        if frame in found
        and (picture.shape != found[frame].shape or float(np.abs(found[frame] - picture).mean()) > UNLIKE)
    ]


def otherwise(found: Envelope, wanted: Envelope) -> Iterator[tuple[int, int, bool]]:
    """Stretches that sound otherwise than the mix: first cell, number of cells, and whether they are too faint."""
    count = min(len(found), len(wanted)) // STRETCH
    heard, mix = (
        np.sqrt(np.square(one[: count * STRETCH]).reshape(-1, STRETCH).mean(axis=1)) for one in (found, wanted)
    )
    # a stretch may be heard a little early or late, at the edge of a sudden sound
    near = [np.pad(mix, 1, mode="edge")[shift : shift + count] for shift in (0, 1, 2)]
    least, most = np.minimum.reduce(near), np.maximum.reduce(near)
    faint = (heard < least / LOUDER) & (least > FAINT)
    loud = (heard > most * LOUDER) & (heard > FAINT)
    for wrong, too_faint in ((faint, True), (loud, False)):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], wrong, [False]]).astype(np.int8)))
        for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            yield begin * STRETCH, (end - begin) * STRETCH, too_faint


def joined(blocks: Iterable[NDArray[np.float32]]) -> Envelope:
    """The envelope of a sound that comes in blocks [channels, n], all channels together."""
    rest, envelopes = np.zeros(0, np.float32), [np.zeros(0, np.float32)]
    for block in blocks:
        power = np.concatenate([rest, np.square(block).mean(axis=0)])
        whole = len(power) // CELL * CELL
        envelopes.append(np.sqrt(power[:whole].reshape(-1, CELL).mean(axis=1)))
        rest = power[whole:]
    return np.concatenate(envelopes)
