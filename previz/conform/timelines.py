"""Timelines that OpenTimelineIO reads, as events."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from opentimelineio import adapters, algorithms, exceptions, opentime, schema

from previz.conform.events import ConformError, Cutting, Event, exact, hour_of
from previz.handoff.timeline import NAME
from previz.i18n import _


def otio(text: str) -> Cutting:
    """OpenTimelineIO's own."""
    return _cutting(adapters.read_from_string(text, adapter_name="otio_json"))


def fcp7xml(text: str) -> Cutting:
    """Final Cut Pro 7 XML."""
    return _cutting(adapters.read_from_string(text, adapter_name="fcp_xml"))


def edl(text: str, rate: Fraction) -> Cutting:
    """CMX 3600 at a rate. The adapter gives all of a dissolve to what comes in: the cut goes back to its middle."""
    options = {"adapter_name": "cmx_3600", "rate": float(rate)}
    try:
        timeline = adapters.read_from_string(text, **options)
    except exceptions.OTIOError:  # speeds, and editors that count one frame otherwise
        timeline = adapters.read_from_string(text, ignore_timecode_mismatch=True, **options)
    for track in timeline.tracks:
        items = list(track)
        for before, item, after in zip(items, items[1:], items[2:], strict=False):
            if isinstance(item, schema.Transition) and not item.in_offset.value:
                half = opentime.RationalTime(item.out_offset.value // 2, item.out_offset.rate)
                first, second = before.source_range, after.source_range
                before.source_range = opentime.TimeRange(first.start_time, first.duration + half)
                after.source_range = opentime.TimeRange(second.start_time + half, second.duration - half)
                after.media_reference = schema.MissingReference()  # that of the clip before: its comment comes first
    return _cutting(timeline)


def _cutting(read: object) -> Cutting:
    if isinstance(read, schema.SerializableCollection):
        read = next(iter(read.find_children(descended_from_type=schema.Timeline)), read)
    if not isinstance(read, schema.Timeline):
        raise ConformError(_("it holds no timeline; export the edit again"))
    notes: list[str] = []
    pictures = [
        track for track in read.tracks if isinstance(track, schema.Track) and track.kind == "Video" and len(track)
    ]
    if len(pictures) > 1:
        pictures = [algorithms.flatten_stack(pictures)]
    sounds = [track for track in read.tracks if isinstance(track, schema.Track) and track.kind == "Audio"]
    heard = [event for track in sounds for event in _events(track, [])]
    film = str(_ours(read).get("film", ""))
    return Cutting(tuple(_events(pictures[0], notes)) if pictures else (), tuple(heard), film, tuple(notes))


def _events(track: schema.Track, notes: list[str]) -> Iterator[Event]:
    at = Fraction(0)
    for item in track:
        if isinstance(item, schema.Transition):
            continue
        seconds = _seconds(item.duration())
        if (
            isinstance(item, schema.Clip)
            and item.enabled
            and not isinstance(item.media_reference, schema.GeneratorReference)
        ):
            if any(isinstance(effect, schema.TimeEffect) for effect in item.effects):
                notes.append(_("{time}: “{clip}” plays at another speed; its length alone is kept",
                               time=_clock(at), clip=item.name))  # fmt: skip
            yield _event(item, at, seconds)
        elif not isinstance(item, schema.Clip | schema.Gap):
            notes.append(_("{time}: “{clip}” is a timeline within the timeline; unfold it in the editor to conform it",
                           time=_clock(at), clip=item.name))  # fmt: skip
        elif seconds:
            notes.append(_("{time}: {seconds:.1f} s without any picture; the film has none there",
                           time=_clock(at), seconds=float(seconds)))  # fmt: skip
        at += seconds


def _event(clip: schema.Clip, at: Fraction, seconds: Fraction) -> Event:
    source, media = clip.trimmed_range(), clip.media_reference
    known = media.available_range if media else None
    ours = _ours(clip)
    return Event(
        name=clip.name,
        file=stem(getattr(media, "target_url", "") or getattr(media, "name", "") or ""),
        at=at,
        seconds=seconds,
        start=_seconds(source.start_time),
        media=_seconds(known.start_time) if known else None,
        hour=hour_of(exact(source.start_time.rate)),
        clip=str(ours.get("clip", "")),
        film=str(ours.get("film", "")),
    )


def _ours(item: schema.Timeline | schema.Clip) -> dict[str, object]:
    known = item.metadata.get(NAME)
    return dict(known) if hasattr(known, "keys") else {}


def _seconds(time: opentime.RationalTime) -> Fraction:
    return Fraction(time.value).limit_denominator(1000) / exact(time.rate)


def _clock(at: Fraction) -> str:
    return f"{int(at) // 3600}:{int(at) // 60 % 60:02d}:{int(at) % 60:02d}"


def stem(url: str) -> str:
    """The name of the file that an address or a path of any system names, without its suffix."""
    path = unquote(urlsplit(url).path) if "://" in url else unquote(url)
    return PurePosixPath(path.replace("\\", "/")).stem
