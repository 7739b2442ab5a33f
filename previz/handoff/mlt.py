"""MLT XML for melt, Kdenlive and Shotcut, written by ourselves: the adapter there is counts a clip from its timecode,
where MLT counts from its first frame, and mixes no sound.

A tractor of tracks: the clips, each dissolve as a little tractor of its own, then the beds, which are mixed in.
"""

from pathlib import Path
from xml.etree import ElementTree

from previz.handoff.edit import Edit, Laid

Element = ElementTree.Element


def mlt(edit: Edit, path: Path) -> None:
    """Write the edit as MLT XML; media by their paths from the document."""
    document = Element("mlt", LC_NUMERIC="C", title=edit.title, producer="tractor")
    width, height = edit.size
    ElementTree.SubElement(
        document, "profile", description="previz", width=str(width), height=str(height), progressive="1",
        sample_aspect_num="1", sample_aspect_den="1", display_aspect_num=str(width), display_aspect_den=str(height),
        frame_rate_num=str(edit.rate.numerator), frame_rate_den=str(edit.rate.denominator), colorspace="709",
    )  # fmt: skip
    for index, clip in enumerate(edit.clips):
        _producer(document, f"clip{index}", clip.file, clip.media, clip.name)
    for index, bed in enumerate(edit.beds):
        _producer(document, f"bed{index}", bed.file, edit.frames, bed.name)
    picture = _playlist(document, edit)
    for index, _bed in enumerate(edit.beds):
        track = ElementTree.SubElement(document, "playlist", id=f"track{index}")
        _entry(track, f"bed{index}", 0, edit.frames)
    document.append(picture)
    tractor = ElementTree.SubElement(document, "tractor", id="tractor", out=str(edit.frames - 1))
    _property(tractor, "previz.film", edit.key)
    for number, mark in enumerate(edit.marks):
        _property(tractor, f"meta.attr.{number}.markup", f"{mark.frame} {mark.title}")
    ElementTree.SubElement(tractor, "track", producer="picture")
    for index, _bed in enumerate(edit.beds):
        ElementTree.SubElement(tractor, "track", producer=f"track{index}", hide="video")
    for index, _bed in enumerate(edit.beds):
        mixed = ElementTree.SubElement(tractor, "transition")
        for name, value in (("mlt_service", "mix"), ("a_track", 0), ("b_track", index + 1), ("sum", 1)):
            _property(mixed, name, value)
    ElementTree.indent(document)
    ElementTree.ElementTree(document).write(path, "utf-8", xml_declaration=True)


def _property(parent: Element, name: str, value: object) -> None:
    ElementTree.SubElement(parent, "property", name=name).text = str(value)


def _producer(document: Element, identity: str, file: str, frames: int, name: str) -> None:
    made = ElementTree.SubElement(document, "producer", {"id": identity, "in": "0", "out": str(frames - 1)})
    for key, value in (
        ("resource", file),
        ("mlt_service", "avformat"),
        ("length", frames),
        ("kdenlive:clipname", name),
    ):
        _property(made, key, value)


def _entry(parent: Element, producer: str, start: int, frames: int) -> None:
    ElementTree.SubElement(parent, "entry", {"producer": producer, "in": str(start), "out": str(start + frames - 1)})


def _playlist(document: Element, edit: Edit) -> Element:
    """The picture's playlist. A dissolve takes its frames from the handles, and leaves less of both its clips."""
    playlist = Element("playlist", id="picture")
    for index, clip in enumerate(edit.clips):
        after = edit.clips[index + 1].dissolve if index + 1 < len(edit.clips) else None
        head, tail = clip.dissolve.after if clip.dissolve else 0, after.before if after else 0
        if clip.dissolve:
            document.append(_dissolve(index, edit.clips[index - 1], clip))
            _entry(playlist, f"dissolve{index}", 0, clip.dissolve.frames)
        if clip.frames > head + tail:
            _entry(playlist, f"clip{index}", clip.handle + head, clip.frames - head - tail)
    return playlist


def _dissolve(index: int, before: Laid, clip: Laid) -> Element:
    assert clip.dissolve
    frames = clip.dissolve.frames
    last = str(frames - 1)
    made = Element("tractor", {"id": f"dissolve{index}", "in": "0", "out": last})
    starts = (before.handle + before.frames - clip.dissolve.before, clip.handle - clip.dissolve.before)
    for number, start in zip((index - 1, index), starts, strict=True):
        sides = {"producer": f"clip{number}", "in": str(start), "out": str(start + frames - 1)}
        ElementTree.SubElement(made, "track", sides)
    for service in ("luma", "mix"):
        fade = ElementTree.SubElement(made, "transition", {"in": "0", "out": last})
        for name, value in (("mlt_service", service), ("a_track", 0), ("b_track", 1)):
            _property(fade, name, value)
        if service == "mix":
            _property(fade, "start", -1)
    return made
