"""FCPXML 1.10 for Final Cut Pro and Resolve, written by ourselves: the adapter there is writes no format, no
transition, and nothing at 23.976.

Final Cut refuses a whole document that differs from Apple's DTD, so elements and attributes come in its order. Times
are fractions of a second, whole frames all of them. What lies under the film hangs from its first clip.
"""

from fractions import Fraction
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from audio.lines import RATE
from previz.handoff import timecode
from previz.handoff.edit import Edit, Laid

VERSION = "1.10"
CROSS_DISSOLVE = "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265"
"""The dissolve that Final Cut lays by default."""

KEY = "previz.shot"
FILM = "previz.film"
Element = ElementTree.Element


def fcpxml(edit: Edit, path: Path) -> None:
    """Write the edit as FCPXML; media by their paths from the document."""
    document = Element("fcpxml", version=VERSION)
    resources = ElementTree.SubElement(document, "resources")
    _resources(resources, edit)
    library = ElementTree.SubElement(document, "library")
    event = ElementTree.SubElement(library, "event", name=edit.title)
    project = ElementTree.SubElement(event, "project", name=edit.title)
    sequence = ElementTree.SubElement(
        project, "sequence", format="format", duration=_time(edit.frames, edit), tcStart=_time(edit.begin, edit),
        tcFormat=_form(edit), audioLayout="stereo", audioRate="48k",
    )  # fmt: skip
    spine = ElementTree.SubElement(sequence, "spine")
    for index, clip in enumerate(edit.clips):
        if clip.dissolve:
            spine.append(_dissolve(clip, edit))
        spine.append(_clip(index, clip, edit))
    metadata = ElementTree.SubElement(sequence, "metadata")
    ElementTree.SubElement(metadata, "md", key=FILM, value=edit.key)
    ElementTree.indent(document)
    body = ElementTree.tostring(document, "unicode")
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{body}\n', "utf-8")


def _time(frames: int, edit: Edit) -> str:
    seconds = frames / edit.rate
    if seconds.denominator == 1:
        return f"{seconds.numerator}s"
    return f"{frames * edit.rate.denominator}/{edit.rate.numerator}s"


def _form(edit: Edit) -> str:
    return "DF" if timecode.drops(edit.rate) else "NDF"


def _resources(resources: Element, edit: Edit) -> None:
    width, height = edit.size
    ElementTree.SubElement(
        resources, "format", id="format", frameDuration=_time(1, edit), width=str(width), height=str(height),
        colorSpace="1-1-1 (Rec. 709)",
    )  # fmt: skip
    for index, clip in enumerate(edit.clips):
        asset = ElementTree.SubElement(
            resources, "asset", id=f"clip{index}", name=clip.name, start=_time(edit.hour - clip.handle, edit),
            duration=_time(clip.media, edit), hasVideo="1", format="format", videoSources="1",
        )  # fmt: skip
        _media(asset, clip.file)
        if clip.shot:
            metadata = ElementTree.SubElement(asset, "metadata")
            ElementTree.SubElement(metadata, "md", key=KEY, value=clip.shot)
    for index, bed in enumerate(edit.beds):
        asset = ElementTree.SubElement(
            resources, "asset", id=f"bed{index}", name=bed.name, start="0s", duration=_time(edit.frames, edit)
        )
        _media(asset, bed.file)
    if any(clip.dissolve for clip in edit.clips):
        ElementTree.SubElement(resources, "effect", id="dissolve", name="Cross Dissolve", uid=CROSS_DISSOLVE)


def _media(asset: Element, file: str) -> None:
    asset.attrib |= {"hasAudio": "1", "audioSources": "1", "audioChannels": "2", "audioRate": str(RATE)}
    ElementTree.SubElement(asset, "media-rep", kind="original-media", src=f"./{quote(file)}")


def _dissolve(clip: Laid, edit: Edit) -> Element:
    assert clip.dissolve
    begin = edit.begin + clip.start - clip.dissolve.before
    made = Element(
        "transition", name="Cross Dissolve", offset=_time(begin, edit), duration=_time(clip.dissolve.frames, edit)
    )
    ElementTree.SubElement(made, "filter-video", ref="dissolve", name="Cross Dissolve")
    return made


def _clip(index: int, clip: Laid, edit: Edit) -> Element:
    made = Element(
        "asset-clip", ref=f"clip{index}", offset=_time(edit.begin + clip.start, edit), name=clip.name,
        start=_time(edit.hour, edit), duration=_time(clip.frames, edit), tcFormat=_form(edit), audioRole="dialogue",
    )  # fmt: skip
    if clip.note:
        ElementTree.SubElement(made, "note").text = clip.note
    if index == 0:
        for number, bed in enumerate(edit.beds):
            ElementTree.SubElement(
                made, "asset-clip", ref=f"bed{number}", lane=str(-1 - number), offset=_time(edit.hour, edit),
                name=bed.name, start="0s", duration=_time(edit.frames, edit), audioRole=f"effects.{bed.name}",
            )  # fmt: skip
    for mark in edit.marks:
        if clip.start <= mark.frame < clip.start + clip.frames:
            at = edit.hour + mark.frame - clip.start
            ElementTree.SubElement(
                made, "chapter-marker", start=_time(at, edit), duration=_time(1, edit), value=mark.title
            )
    return made


def seconds(text: str) -> Fraction:
    """A time of FCPXML: ``1001/24000s`` or ``3s``. Raises ValueError for anything else."""
    number = text.removesuffix("s")
    if number == text:
        raise ValueError(text)
    return Fraction(number)
