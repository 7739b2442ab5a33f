"""Lines, effects and ambiences laid into a stretch of the film, with their fades and their yielding to speech."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from audio.acoustics import TAIL
from audio.lines import RATE, Samples
from audio.timeline import Placed, Region, Shelf, Timeline

DUCK_DB = -10.0
"""Ambience under speech; effects yield by EFFECTS_DUCK_DB."""
EFFECTS_DUCK_DB = -4.0
ATTACK, HOLD, RELEASE = (RATE * ms // 1000 for ms in (150, 250, 600))


def raw(timeline: Timeline, start: int, stop: int, shelf: Shelf) -> Samples:
    """Samples ``start`` to ``stop`` of the mix before its gain: [stop - start, 2]; silence outside the film."""
    out = np.zeros((stop - start, 2), np.float32)
    speech = speech_spans(timeline)
    _lay_ambience(out, timeline, start, shelf)
    ducked = _yielding(speech, start, stop, DUCK_DB) if timeline.ambience else None
    if ducked is not None:
        out *= ducked[:, None]
    _lay(out, timeline.effects, start, shelf, _yielding(speech, start, stop, EFFECTS_DUCK_DB))
    _lay(out, timeline.dialogue, start, shelf, None)
    _close(out, timeline.samples, start)
    return out


def speech_spans(timeline: Timeline) -> list[tuple[int, int]]:
    """When someone speaks, in samples; pauses too short for the ambience to come back are bridged."""
    spans: list[tuple[int, int]] = []
    for begin, end in sorted((line.sample, line.sample + line.samples) for line in timeline.dialogue):
        if spans and begin - spans[-1][1] < ATTACK + HOLD + RELEASE:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return spans


def _yielding(spans: Sequence[tuple[int, int]], start: int, stop: int, db: float) -> NDArray[np.float32] | None:
    """The gain of what yields to speech by ``db``, gliding there and back; None when nobody speaks near."""
    gain: NDArray[np.float32] | None = None
    for begin, end in spans:
        if begin - ATTACK >= stop or end + HOLD + RELEASE <= start:
            continue
        if gain is None:
            gain = np.ones(stop - start, np.float32)
        gain[max(begin, start) - start : max(min(end + HOLD, stop) - start, 0)] = 10 ** (db / 20)
        for low, high, back in ((begin - ATTACK, begin, False), (end + HOLD, end + HOLD + RELEASE, True)):
            at = np.arange(max(low, start), min(high, stop))
            if len(at):
                way = ((high - at) if back else (at - low)) / (high - low)
                gain[at[0] - start : at[-1] + 1 - start] = 10 ** (db / 20 * (way * way * (3 - 2 * way)))
    return gain


def _lay(
    out: Samples, sounds: Sequence[Placed], start: int, shelf: Shelf, yielding: NDArray[np.float32] | None
) -> None:
    stop = start + len(out)
    for placed in sounds:
        if placed.sample >= stop or placed.sample + placed.samples + TAIL <= start:
            continue
        sound = shelf.take(placed.source)[: placed.samples + TAIL]
        low, high = max(placed.sample, start), min(placed.sample + len(sound), stop)
        if low >= high:
            continue
        piece = _panned(sound[low - placed.sample : high - placed.sample], placed)
        if yielding is not None:
            piece = piece * yielding[low - start : high - start, None]
        out[low - start : high - start] += piece


def _panned(sound: Samples, placed: Placed) -> Samples:
    if sound.ndim == 2 and placed.gain_db == 0 and placed.pan == 0:
        return sound.copy()
    angle = (np.clip(placed.pan, -1.0, 1.0) + 1) * np.pi / 4
    sides = np.array([np.cos(angle), np.sin(angle)], np.float32) * np.float32(10 ** (placed.gain_db / 20))
    if sound.ndim == 1:
        return sound[:, None] * sides
    return sound * (sides * np.float32(np.sqrt(2)))


def _lay_ambience(out: Samples, timeline: Timeline, start: int, shelf: Shelf) -> None:
    stop = start + len(out)
    regions = _joined(timeline.ambience, timeline.samples)
    for index, region in enumerate(regions):
        before = regions[index - 1] if index else None
        after = regions[index + 1] if index + 1 < len(regions) else None
        rise, fall = _rise(before, region), _fall(region, after)
        low, high = max(rise[0], start), min(fall[1], stop)
        if low >= high:
            continue
        loop = shelf.take(region.source)
        if len(loop) == 0:
            continue
        piece = _panned(_looped(loop, low, high), Placed(0, 0, region.source, region.gain_db))
        for edge, sign in ((rise, 1), (fall, -1)):
            _shape(piece, low, edge, sign, alike=_alike(before if sign > 0 else after, region))
        out[low - start : high - start] += piece


def _joined(regions: Sequence[Region], samples: int) -> list[Region]:
    """Regions in order, inside the film, those that continue one another made one: no fade where nothing changes."""
    joined: list[Region] = []
    for region in sorted(regions, key=lambda each: each.start):
        start, end = max(region.start, joined[-1].end if joined else 0), min(region.end, samples)
        if start >= end:
            continue
        last = joined[-1] if joined else None
        if last and last.end == start and last.source == region.source and last.gain_db == region.gain_db:
            joined[-1] = Region(last.start, end, last.source, last.gain_db, last.fade)
        else:
            joined.append(Region(start, end, region.source, region.gain_db, region.fade))
    return joined


def _border(before: Region, after: Region) -> tuple[int, int]:
    """Where the passage from one region to the next begins and ends: around their border, inside both."""
    half = min(after.fade, before.end - before.start, after.end - after.start) // 2
    return after.start - half, after.start + half


def _rise(before: Region | None, region: Region) -> tuple[int, int]:
    if before is not None and before.end == region.start:
        return _border(before, region)
    return region.start, region.start + min(region.fade, region.end - region.start) // 2


def _fall(region: Region, after: Region | None) -> tuple[int, int]:
    if after is not None and after.start == region.end:
        return _border(region, after)
    return region.end - min(region.fade, region.end - region.start) // 2, region.end


def _alike(neighbour: Region | None, region: Region) -> bool:
    return neighbour is not None and neighbour.source == region.source


def _looped(loop: Samples, low: int, high: int) -> Samples:
    """Samples ``low`` to ``high`` of the film from a loop that began with it."""
    first = low % len(loop)
    if first + high - low <= len(loop):
        return loop[first : first + high - low]
    times = -(-(first + high - low) // len(loop))
    return np.concatenate([loop] * times)[first : first + high - low]


def _shape(piece: Samples, low: int, edge: tuple[int, int], sign: int, *, alike: bool) -> None:
    """Fades a piece in (sign 1) or out (-1): at equal power between different sounds, in a line between alike ones."""
    begin, end = max(edge[0], low), min(edge[1], low + len(piece))
    if begin >= end:
        return
    way = (np.arange(begin, end) - edge[0] + 0.5) / (edge[1] - edge[0])
    way = way if sign > 0 else 1 - way
    piece[begin - low : end - low] *= (way if alike else np.sin(way * np.pi / 2)).astype(np.float32)[:, None]


def _close(out: Samples, samples: int, start: int) -> None:
    """Opens and closes the film over 10 ms, and keeps silent what lies outside it."""
    out[: max(-start, 0)] = 0
    out[max(samples - start, 0) :] = 0
    edge = RATE // 100
    for low in (0, samples - edge):
        begin, end = max(low, start, 0), min(low + edge, start + len(out), samples)
        if begin < end:
            at = np.arange(begin, end)
            out[begin - start : end - start] *= np.clip(np.minimum(at, samples - 1 - at) / edge, 0, 1)[:, None]
