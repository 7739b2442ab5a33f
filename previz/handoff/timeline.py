"""The edit as an OpenTimelineIO timeline: one picture track, the clips' own dialogue under it, a track for each bed.

``film.otio`` is this, whole; what other formats cannot hold of it they leave out.
"""

from fractions import Fraction

from opentimelineio import opentime, schema

from previz.handoff.edit import Dissolve, Edit, Laid

NAME = "previz"
"""Whose metadata it is."""


def timeline(edit: Edit) -> schema.Timeline:
    """The whole edit. Media are named by their paths from the package's folder."""
    rate = float(edit.rate)
    made = schema.Timeline(edit.title, global_start_time=opentime.RationalTime(edit.begin, rate))
    made.metadata[NAME] = {"film": edit.key, "rate": str(edit.rate), "size": list(edit.size)}
    picture, dialogue = schema.Track("V1", kind="Video"), schema.Track("A1 DX", kind="Audio")
    for clip in edit.clips:
        if clip.dissolve:
            picture.append(_dissolve(clip.dissolve, edit.rate))
        picture.append(_clip(clip, edit))
        dialogue.append(_clip(clip, edit))
    made.tracks.extend([picture, dialogue])
    for number, bed in enumerate(edit.beds, 2):
        track = schema.Track(f"A{number} {bed.name}", kind="Audio")
        whole = span(0, edit.frames, edit.rate)
        media = schema.ExternalReference(bed.file, whole)
        media.name = bed.file.rpartition("/")[2]
        track.append(schema.Clip(bed.name, media, whole))
        made.tracks.append(track)
    for mark in edit.marks:
        made.tracks.markers.append(schema.Marker(mark.title, span(mark.frame, 1, edit.rate), color="CYAN"))
    return made


def span(start: int, frames: int, rate: Fraction) -> opentime.TimeRange:
    """Some frames, from one on."""
    return opentime.TimeRange(opentime.RationalTime(start, float(rate)), opentime.RationalTime(frames, float(rate)))


def _clip(clip: Laid, edit: Edit) -> schema.Clip:
    media = schema.ExternalReference(clip.file, span(edit.hour - clip.handle, clip.media, edit.rate))
    media.name = clip.file.rpartition("/")[2]
    known = {
        "film": edit.key,
        "clip": clip.name,
        "shot": clip.shot,
        "label": clip.label,
        "scene": clip.scene,
        "note": clip.note,
    }
    made = schema.Clip(clip.name, media, span(edit.hour, clip.frames, edit.rate))
    made.metadata[NAME] = {key: value for key, value in known.items() if value}
    return made


def _dissolve(one: Dissolve, rate: Fraction) -> schema.Transition:
    before, after = (opentime.RationalTime(frames, float(rate)) for frames in (one.before, one.after))
    return schema.Transition("Cross Dissolve", "SMPTE_Dissolve", before, after)
