"""Which shot each clip of an edit is: by what we wrote on it, then by its file's name, then by its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath

from previz.conform.bounds import within
from previz.conform.events import ConformError, Cutting, Event
from previz.handoff.manifest import Clip, Manifest, kept
from previz.i18n import _
from previz.project import Project


@dataclass(frozen=True, slots=True)
class Part:
    """A clip of ours in the edit: frames of it, at the film's rate."""

    clip: Clip
    start: int
    """From the first frame of the shot as it was handed over; less than 0 in the handle before it."""
    frames: int
    at: Fraction
    """Seconds from the beginning of the edit."""

    @property
    def end(self) -> int:
        return self.start + self.frames


@dataclass(frozen=True, slots=True)
class Matched:
    """An edit, told by our clips."""

    manifest: Manifest
    picture: tuple[Part, ...]
    sound: tuple[Part, ...]
    """Empty where the sound follows the picture."""
    notes: tuple[str, ...]


def handed_over(project: Project, cutting: Cutting) -> Manifest:
    """The export that an edit was made of: the one it names, else the last of those that most of its clips are from.

    Raises ConformError when nothing was ever exported, or nothing of it is in the edit.
    """
    known = list(kept(project))
    if not known:
        raise ConformError(_("nothing of this film was exported yet; run “previz export”, edit that, and conform it"))
    named = {cutting.film, *(event.film for event in cutting.picture)} - {""}
    for manifest in known:
        if manifest.key in named:
            return manifest
    counts = [len(_ours(cutting.picture, manifest)) for manifest in known]
    best = max(counts)
    if not best:
        raise ConformError(
            _("no clip of this edit is from an export of this film; are its media called otherwise now?")
        )
    return known[counts.index(best)]


def match(project: Project, cutting: Cutting) -> Matched:
    """An edit by the clips that were handed over. What is not ours is listed in its notes. Raises ConformError when
    it is of no film of ours, or for a clip whose times are damaged."""
    manifest = handed_over(project, cutting)
    seen = _ours(cutting.picture, manifest)
    mine = {event for event, _clip in seen}
    notes = [
        _("{time}: “{clip}” ({seconds:.1f} s) is no shot of this film; it is left out", time=_clock(event.at),
          clip=event.name or event.file, seconds=float(event.seconds))
        for event in cutting.picture
        if event not in mine
    ]  # fmt: skip
    return Matched(
        manifest,
        tuple(_whole(_parts(seen, manifest))),
        tuple(_whole(_parts(_ours(cutting.sound, manifest), manifest))),
        (*cutting.notes, *notes),
    )


def _ours(events: Sequence[Event], manifest: Manifest) -> list[tuple[Event, Clip]]:
    """The events that play a clip of an export, each with it."""
    names = {clip.name.casefold(): clip for clip in manifest.clips}
    found = []
    for event in events:
        told = [event.clip] if event.film == manifest.key else []
        called = (*told, event.file, event.name, PurePosixPath(event.name).stem)
        if clip := next((names[name.casefold()] for name in called if name.casefold() in names), None):
            found.append((event, clip))
    return found


def _parts(events: Sequence[tuple[Event, Clip]], manifest: Manifest) -> list[Part]:
    rate = Fraction(manifest.rate)
    found = []
    for event, clip in events:
        start, frames = _start(event, manifest), round(event.seconds * rate)
        within(event.name or clip.name, start, frames, clip.frames, manifest)
        if frames > 0:
            found.append(Part(clip, round(start), frames, event.at))
    return found


def _start(event: Event, manifest: Manifest) -> Fraction:
    """Where a clip begins, in frames of the film from its shot's first: counted from where its media begins; where
    nobody says where that is, from the hour, or from zero as programs without timecode do."""
    rate = Fraction(manifest.rate)
    if event.media is not None:
        return (event.start - event.media) * rate - manifest.handle
    if event.start < event.hour / 2:
        return event.start * rate - manifest.handle
    return (event.start - event.hour) * rate


def _whole(parts: list[Part]) -> list[Part]:
    """Parts that follow each other as they do in their clip are one: a blade alone changes nothing."""
    result: list[Part] = []
    for part in parts:
        last = result[-1] if result else None
        if last and last.clip is part.clip and last.end == part.start:
            result[-1] = Part(last.clip, last.start, last.frames + part.frames, last.at)
        else:
            result.append(part)
    return result


def _clock(at: Fraction) -> str:
    return f"{int(at) // 3600}:{int(at) // 60 % 60:02d}:{int(at) % 60:02d}"
