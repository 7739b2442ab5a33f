"""FCPXML, any version, as events: the spine of its first project, and what is connected to it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from xml.etree.ElementTree import Element

from previz.conform.events import ConformError, Cutting, Event, exact, hour_of
from previz.conform.timelines import stem
from previz.handoff.fcpxml import FILM, seconds
from previz.i18n import _

CLIPS = ("asset-clip", "clip", "video", "sync-clip")
NESTED = ("ref-clip", "mc-clip", "audition")


def fcpxml(root: Element) -> Cutting:
    """The events of a document. Raises ConformError when it holds no project."""
    sequence = next(root.iter("sequence"), None)
    spine = None if sequence is None else sequence.find("spine")
    if sequence is None or spine is None:
        raise ConformError(_("it holds no project; export the project itself from the editor"))
    formats = {one.get("id", ""): one for one in root.iter("format")}
    frame = formats.get(sequence.get("format", ""))
    rate = 1 / seconds(frame.get("frameDuration", "1/24s")) if frame is not None else Fraction(24)
    assets = {one.get("id", ""): one for one in root.iter("asset")}
    notes: list[str] = []
    pictures = tuple(_events(spine, assets, hour_of(exact(float(rate))), notes))
    film = next((one.get("value", "") for one in sequence.iter("md") if one.get("key") == FILM), "")
    return Cutting(pictures, (), film, tuple(notes))


def _events(spine: Element, assets: Mapping[str, Element], hour: Fraction, notes: list[str]) -> Iterator[Event]:
    at = Fraction(0)
    for item in spine:
        lasts = seconds(item.get("duration", "0s"))
        name = item.get("name", item.tag)
        if item.tag == "transition":
            continue
        if item.tag in CLIPS and item.get("enabled") != "0":
            event = _event(item, at, lasts, assets, hour)
            if item.find("timeMap") is not None:
                notes.append(_("“{clip}” plays at another speed; its length alone is kept", clip=name))
            notes += [
                _("“{clip}” lies over the film; what is connected is not kept", clip=over.get("name", over.tag))
                for over in item
                if over.get("lane", "0").isdigit() and over.get("lane", "0") != "0"
            ]
            yield event
        elif item.tag in NESTED:
            notes.append(
                _("“{clip}” is a timeline within the timeline; unfold it in the editor to conform it", clip=name)
            )
        elif lasts:
            notes.append(_("{seconds:.1f} s without any picture; the film has none there", seconds=float(lasts)))
        at += lasts


def _event(item: Element, at: Fraction, lasts: Fraction, assets: Mapping[str, Element], hour: Fraction) -> Event:
    """A clip; one that holds its media inside begins where that says."""
    inner = item if item.get("ref") else next((one for one in item.iter() if one.get("ref") in assets), item)
    asset = assets.get(inner.get("ref", ""))
    media = seconds(asset.get("start", "0s")) if asset is not None else None
    start = seconds(item.get("start", "")) if item.get("start") else media or Fraction(0)
    source = ""
    if asset is not None:
        inside = asset.find("media-rep")
        source = stem((asset if inside is None else inside).get("src", ""))
    return Event(item.get("name", ""), source, at, lasts or Fraction(0), start, media, hour)
