"""Lines, effects and ambiences laid into a stretch of the film, with their fades and their yielding to speech."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from audio.lines import RATE, TAIL, Samples
from audio.timeline import Placed, Region, Shelf, Timeline

DUCK_DB = -10.0
"""Ambience under speech; effects yield by EFFECTS_DUCK_DB."""
EFFECTS_DUCK_DB = -4.0
ATTACK, HOLD, RELEASE = (RATE * ms // 1000 for ms in (150, 250, 600))
PITCH, REFERENCE_DB = 1000, -20.0
"""Hertz and dBFS of a tone that is to be measured by (SMPTE RP 155)."""
FADE = RATE // 4
"""Samples over which a sound that is made to stop goes."""


@dataclass(frozen=True, slots=True)
class Buses:
    """A stretch of the film before its gain, by kind: each [n, 2], None where nothing of it is heard."""

    ambience: Samples | None
    effects: Samples | None
    dialogue: Samples | None
    samples: int
    tones: Samples | None = None
    """What no gain touches, and ``mixed`` does not hold."""

    def mixed(self, lift_db: float = 0.0) -> Samples:
        """All together, the ambience raised by ``lift_db``."""
        out = np.zeros((self.samples, 2), np.float32)
        if self.ambience is not None:
            out += self.ambience * np.float32(10 ** (lift_db / 20)) if lift_db else self.ambience
        for bus in (self.effects, self.dialogue):
            if bus is not None:
                out += bus
        return out


def buses(timeline: Timeline, start: int, stop: int, shelf: Shelf, *, who: str | None = None) -> Buses:
    """Samples ``start`` to ``stop``, by kind; silence outside the film. ``who`` keeps the lines of one character."""
    speech = speech_spans(timeline)
    ambience = _laid_ambience(timeline, start, stop, shelf)
    if ambience is not None and (ducked := _yielding(speech, start, stop, DUCK_DB)) is not None:
        ambience *= ducked[:, None]
    yielding = _yielding(speech, start, stop, EFFECTS_DUCK_DB) if timeline.effects else None
    lines = [line for line in timeline.dialogue if who is None or line.who == who]
    laid = ambience, _laid(timeline.effects, start, stop, shelf, yielding), _laid(lines, start, stop, shelf, None)
    for bus in laid:
        if bus is not None:
            _close(bus, timeline.begin, timeline.samples, start)
    return Buses(*laid, samples=stop - start, tones=_laid_tones(timeline, start, stop))


def _laid_tones(timeline: Timeline, start: int, stop: int) -> Samples | None:
    """The tones of a leader, in both ears. They begin and end on a zero of their wave, or as good as that."""
    out: Samples | None = None
    for tone in timeline.tones:
        low, high = max(tone.sample, start), min(tone.sample + tone.samples, stop)
        if low < high:
            out = np.zeros((stop - start, 2), np.float32) if out is None else out
            at = np.arange(low - tone.sample, high - tone.sample)
            wave = 10 ** (REFERENCE_DB / 20) * np.sin(2 * np.pi * PITCH / RATE * at)
            out[low - start : high - start] += wave.astype(np.float32)[:, None]
    return out


def raw(timeline: Timeline, start: int, stop: int, shelf: Shelf) -> Samples:
    """Samples ``start`` to ``stop`` of the mix before its gain: [stop - start, 2]; silence outside the film."""
    return buses(timeline, start, stop, shelf).mixed()


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


def _laid(
    sounds: Sequence[Placed], start: int, stop: int, shelf: Shelf, yielding: NDArray[np.float32] | None
) -> Samples | None:
    out: Samples | None = None
    for placed in sounds:
        end = placed.sample + placed.samples + TAIL if placed.until is None else placed.until
        if placed.sample >= stop or end <= start:
            continue
        sound = shelf.take(placed.source)[: end - placed.sample]
        low, high = max(placed.sample, start), min(placed.sample + len(sound), stop)
        if low >= high:
            continue
        piece = _panned(sound[low - placed.sample : high - placed.sample], placed)
        if placed.until is not None and placed.until - FADE < high:
            left = (placed.until - np.arange(low, high)).clip(0, FADE) / FADE
            piece *= np.sin(left * np.pi / 2).astype(np.float32)[:, None]
        if yielding is not None:
            piece = piece * yielding[low - start : high - start, None]
        if out is None:
            out = np.zeros((stop - start, 2), np.float32)
        out[low - start : high - start] += piece
    return out


def _panned(sound: Samples, placed: Placed) -> Samples:
    if sound.ndim == 2 and placed.gain_db == 0 and placed.pan == 0:
        return sound.copy()
    angle = (np.clip(placed.pan, -1.0, 1.0) + 1) * np.pi / 4
    sides = np.array([np.cos(angle), np.sin(angle)], np.float32) * np.float32(10 ** (placed.gain_db / 20))
    if sound.ndim == 1:
        return sound[:, None] * sides
    return sound * (sides * np.float32(np.sqrt(2)))


def _laid_ambience(timeline: Timeline, start: int, stop: int, shelf: Shelf) -> Samples | None:
    out: Samples | None = None
    regions = _joined(timeline)
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
        piece = _panned(
            _looped(loop, low - region.anchor, high - region.anchor), Placed(0, 0, region.source, region.gain_db)
        )
        for edge, sign in ((rise, 1), (fall, -1)):
            _shape(piece, low, edge, sign, alike=_alike(before if sign > 0 else after, region))
        if out is None:
            out = np.zeros((stop - start, 2), np.float32)
        out[low - start : high - start] += piece
    return out


def _joined(timeline: Timeline) -> list[Region]:
    """Regions in order, inside the film, those that continue one another made one: no fade where nothing changes."""
    joined: list[Region] = []
    for region in sorted(timeline.ambience, key=lambda each: each.start):
        start = max(region.start, joined[-1].end if joined else timeline.begin)
        end = min(region.end, timeline.samples)
        if start >= end:
            continue
        last = joined[-1] if joined else None
        if last and last.end == start and _alike(last, region) and last.gain_db == region.gain_db:
            joined[-1] = replace(last, end=end)
        else:
            joined.append(replace(region, start=start, end=end))
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
    """Whether two regions play the same loop in step."""
    return neighbour is not None and neighbour.source == region.source and neighbour.anchor == region.anchor


def _looped(loop: Samples, low: int, high: int) -> Samples:
    """Samples ``low`` to ``high`` since a loop began."""
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


def _close(out: Samples, first: int, samples: int, start: int) -> None:
    """Opens and closes the film over 10 ms, and keeps silent what lies outside it."""
    out[: max(first - start, 0)] = 0
    out[max(samples - start, 0) :] = 0
    edge = RATE // 100
    for low in (first, samples - edge):
        begin, end = max(low, start, first), min(low + edge, start + len(out), samples)
        if begin < end:
            at = np.arange(begin, end)
            near = np.minimum(at - first, samples - 1 - at)
            out[begin - start : end - start] *= np.clip(near / edge, 0, 1).astype(np.float32)[:, None]
