"""Timelines in the formats that OpenTimelineIO's adapters write. Each adapter is given what its format can hold."""

import re
import uuid
from functools import partial
from pathlib import Path
from typing import Any

from aaf2.mobid import MobID
from opentimelineio import adapters, schema

from previz.handoff import timecode
from previz.handoff.edit import Edit
from previz.handoff.timeline import timeline

VIDEO_DISSOLVE = "0c3bea40-fc05-11d2-8a29-0050040ef7d2"
"""kAAFEffectVideoDissolve of the AAF Object Specification."""

_RECORD = re.compile(r"^(\d{3,} .*\d\d )(\d\d:\d\d:\d\d[:;]\d\d \d\d:\d\d:\d\d[:;]\d\d)$", re.MULTILINE)
"""An event of an EDL: all of it, then the record."""


def otio(edit: Edit, path: Path) -> None:
    """OpenTimelineIO's own: all of it."""
    adapters.write_to_file(timeline(edit), str(path), adapter_name="otio_json")


def fcp7xml(edit: Edit, path: Path) -> None:
    """Final Cut Pro 7 XML, which Premiere and Resolve read. The adapter says nothing of the picture's size by itself:
    an editor that guesses opens the film in a wrong one."""
    made = timeline(edit)
    width, height = edit.size
    shape = {"width": str(width), "height": str(height), "pixelaspectratio": "square", "fielddominance": "none"}
    made.metadata["fcp_xml"] = {"media": {"video": {"format": {"samplecharacteristics": shape}}}}
    for clip, laid in zip(made.tracks[0].find_clips(), edit.clips, strict=True):
        clip.metadata["fcp_xml"] = {"comments": {"mastercomment1": laid.note}} if laid.note else {}
    path.write_text(adapters.write_to_string(made, adapter_name="fcp_xml"), "utf-8")


def edl(edit: Edit, path: Path) -> None:
    """CMX 3600: the picture alone, with scenes and notes as comments. The adapter counts the record from zero and does
    not say how timecode counts: both are mended."""
    made = timeline(edit)
    del made.tracks[1:]
    clips = list(made.tracks[0].find_clips())
    for clip, laid in zip(clips, edit.clips, strict=True):
        titles = [mark.title for mark in edit.marks if laid.start <= mark.frame < laid.start + laid.frames]
        notes = [f"SCENE: {' '.join(title.split())}" for title in titles]
        notes += [f"COMMENT: {' '.join(laid.note.split())}"] if laid.note else []
        clip.metadata["cmx_3600"] = {"reel": laid.reel, "comments": notes}
    text = adapters.write_to_string(made, adapter_name="cmx_3600", rate=float(edit.rate))
    head, _blank, events = text.partition("\n\n")
    counted = "FCM: DROP FRAME" if timecode.drops(edit.rate) else "FCM: NON-DROP FRAME"
    path.write_text(f"{head}\n{counted}\n\n{_RECORD.sub(partial(_moved, edit), events)}", "utf-8")


def _moved(edit: Edit, line: re.Match[str]) -> str:
    """The two times of the record, counted from the film's first frame."""
    times = (timecode.frame(time, edit.rate) + edit.begin for time in line[2].split())
    return line[1] + " ".join(timecode.text(time, edit.rate) for time in times)


def aaf(edit: Edit, path: Path) -> None:
    """AAF for Avid, its media linked. A clip is called the same in every package, so that Avid links it again."""
    made = timeline(edit)
    for track in made.tracks:
        for item in track:
            if isinstance(item, schema.Transition):
                item.metadata["AAF"] = _faded(item)
            else:
                item.metadata["AAF"] = {"MobID": str(_mob(edit, item.media_reference.target_url))}
    adapters.write_to_file(made, str(path), adapter_name="AAF")


def _mob(edit: Edit, url: str) -> MobID:
    found = MobID()
    found.material = uuid.uuid5(uuid.NAMESPACE_URL, f"previz:{edit.title}/{url}")
    return found


def _faded(dissolve: schema.Transition) -> dict[str, Any]:
    """What the adapter asks of a dissolve: the effect by its name in the AAF specification, from nothing to all."""
    operation = {
        "Name": "Video Dissolve", "Description": "Video Dissolve", "Identification": VIDEO_DISSOLVE,
        "IsTimeWarp": False, "Bypass": 0, "NumberInputs": 2, "OperationCategory": "OperationCategory_Effect",
        "DataDefinition": {"Name": "Picture"},
    }  # fmt: skip
    points = [{"Time": 0, "Value": 0}, {"Time": 1, "Value": 1}]
    cut = round(dissolve.in_offset.value)
    return {"PointList": points, "OperationGroup": {"Operation": operation}, "CutPoint": cut}
