"""Segments and sound joined into one MP4 by copying packets: nothing is encoded here, so a rebuilt film costs a join.

Pictures come every 1/rate second from zero; the sound's priming is cut off by an edit list, so that both begin at once.
One picture and a few packets of sound are in memory at a time.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from previz.exports.held import IDR, PPS, SLICE, SPS, START, StreamError, kind, units
from previz.exports.sound import timed, track
from previz.i18n import _


@dataclass(frozen=True, slots=True)
class Chapter:
    """Frames ``start`` to ``end`` (exclusive) under a title."""

    title: str
    start: int
    end: int


def assemble(
    segments: Sequence[Path],
    sound: Iterable[bytes],
    out: Path,
    *,
    rate: tuple[int, int],
    chapters: Sequence[Chapter] = (),
    metadata: Mapping[str, str] | None = None,
) -> int:
    """Write the film: H.264 segments one after the other, the blocks of ``sound``, chapters; return its frames.

    ``metadata`` takes the names that players show: title, artist, comment, date. ``out`` appears whole or not at all.
    Raises StreamError when a segment was not made with the parameters of the first.
    """
    draft = out.with_name(f".{out.name}.{os.getpid()}.mp4")
    try:
        with av.open(draft, "w", format="mp4", options={"movflags": "faststart"}) as film:
            frames = _write(film, segments, sound, rate, chapters, metadata or {})
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return frames


def _write(
    film: "av.container.OutputContainer",
    segments: Sequence[Path],
    sound: Iterable[bytes],
    rate: tuple[int, int],
    chapters: Sequence[Chapter],
    metadata: Mapping[str, str],
) -> int:
    tick = Fraction(rate[1], rate[0])
    with av.open(segments[0], format="h264", options={"framerate": f"{rate[0]}/{rate[1]}"}) as first:
        picture = film.add_stream_from_template(first.streams.video[0])
    picture.time_base = tick
    voice = track(film)
    film.metadata.update(metadata)
    film.set_chapters(
        [
            {"id": n, "start": at.start, "end": at.end, "time_base": tick, "metadata": {"title": at.title}}
            for n, at in enumerate(chapters, 1)
        ]
    )
    packets = timed(sound, voice)
    packet = next(packets, None)
    count = 0
    for data, key in pictures(segments):
        while packet is not None and _time(packet) <= count * tick:
            film.mux(packet)
            packet = next(packets, None)
        shown = av.Packet(data)
        shown.stream, shown.time_base = picture, tick
        shown.pts = shown.dts = count
        shown.duration, shown.is_keyframe = 1, key
        film.mux(shown)
        count += 1
    while packet is not None:
        film.mux(packet)
        packet = next(packets, None)
    return count


def _time(packet: "av.Packet[av.AudioStream]") -> Fraction:
    return (packet.dts or 0) * (packet.time_base or Fraction(0))


def _sets(segment: Path) -> list[bytes]:
    return [unit for unit in units(segment.read_bytes()) if kind(unit) in {SPS, PPS}][:2]


def pictures(segments: Sequence[Path]) -> Iterator[tuple[bytes, bool]]:
    """Each picture of segments, and whether it is a key frame. Parameter sets stay in the file's header.

    Raises StreamError when a segment was not made with the parameters of the first.
    """
    sets = b"".join(START + unit for unit in _sets(segments[0]))
    for path in segments:
        own: dict[int, bytes] = {}
        for unit in units(path.read_bytes()):
            if kind(unit) in {SPS, PPS}:
                own[kind(unit)] = unit
                if len(own) == 2 and b"".join(START + own[n] for n in (SPS, PPS)) != sets:
                    message = _("{path}: this segment has other H.264 parameters; delete it, and it is made again")
                    raise StreamError(message.format(path=path))
            elif kind(unit) in {SLICE, IDR}:
                yield START + unit, kind(unit) == IDR
