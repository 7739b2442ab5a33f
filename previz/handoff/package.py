"""A film exported: everything that was asked for, in one folder that can be copied anywhere."""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from audio import stems, wav
from audio.lines import RATE
from previz.film import Report
from previz.handoff import baking, kinds, timecode
from previz.handoff.edit import Edit
from previz.handoff.folder import Folder
from previz.handoff.laying import UNDER, laid
from previz.handoff.manifest import Manifest, keep
from previz.handoff.material import Material
from previz.handoff.room import check, check_stems
from previz.i18n import _
from previz.project import Project
from previz.workshop.build import building
from previz.workshop.store import Store, alive, swept

APART = ".export-"
"""How the folders of exports under way begin, before the number of their process."""

HANDLE = 1.0
"""Seconds of a clip before its shot and after it, for an editor to trim into."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported, and where."""

    folder: str
    film: str
    """Its key, which its timelines carry; empty when none was asked for."""
    files: dict[str, list[str]]
    """Paths from the folder, by what was asked for."""
    made: int
    """Files that were written now; the others were there already."""
    notes: tuple[str, ...] = ()
    schema: str = "Exported.1"


@dataclass
class Package:
    """An export under way. What several kinds need is made when the first asks for it, and once."""

    material: Material
    folder: Folder
    temporary: Path
    handle: float
    every_stem: bool
    """Whether all the stems were asked for: then they are written in one go."""
    notes: list[str] = field(default_factory=list)

    @cached_property
    def laid(self) -> tuple[Edit, Manifest]:
        return laid(self.material, self.handle)

    @cached_property
    def stems(self) -> dict[str, Path]:
        """The stems by name: all of them, or those that a timeline needs. The dialogue's is kept for the clips."""
        sound, level = self.material.sound
        names = stems.names(sound) if self.every_stem else (stems.DIALOGUE, *UNDER)
        rate = self.material.cut.rate
        check_stems(self.folder.path, names, sound)
        begin = timecode.hour(rate) - self.material.cut.start
        reference = round(begin / rate * RATE) if rate in timecode.RATES else 0
        drafts = {name: self.temporary / f"{self.material.name}_{name}.wav" for name in names}
        stems.write(drafts, sound, level, reference=reference)
        kept = {}
        for name, draft in drafts.items():
            if self.every_stem or name in UNDER:
                kept[name] = self.folder.put(f"stems/{draft.name}", draft.replace)
        return drafts | kept

    @cached_property
    def timeline(self) -> Edit:
        """The edit, with all its media in the folder, and written down in the film's."""
        edit, manifest = self.laid
        segments = self.material.segments(edit.clips[0].handle)
        sounding = round(sum(clip.media for clip in edit.clips) / edit.rate * RATE)
        pictures = sum(segment.stat().st_size for segment in segments)
        there = sum(path.stat().st_size for path in self.folder.path.glob("clips/*.mov"))
        check(self.folder.path, pictures + wav.size(sounding, channels=2, bits=baking.BITS) - there, _("clips"))
        dialogue = self.stems[stems.DIALOGUE]
        starts = timecode.text(edit.hour - edit.clips[0].handle, edit.rate)
        for clip, segment in zip(edit.clips, segments, strict=True):
            sound = baking.stretch(dialogue, clip.start - clip.handle, clip.media, edit.rate)
            made_from = sha256(f"{segment.stem} {starts} {clip.name} ".encode() + sound).hexdigest()

            def wrap(path: Path, segment: Path = segment, sound: bytes = sound, name: str = clip.name) -> None:
                baking.wrap(segment, sound, path, rate=edit.rate, timecode=starts, name=name)

            self.folder.put(clip.file, wrap, made_from=made_from)
        keep(self.material.project, manifest)
        return edit

    def lay(self, file: str, write: Callable[[Edit, Path], None]) -> list[str]:
        """Write a timeline, beside its media. Returns all that it needs."""
        edit, name = self.timeline, file.format(name=self.material.name)
        self.folder.put(name, lambda path: write(edit, path))
        return [name, *(clip.file for clip in edit.clips), *(bed.file for bed in edit.beds)]


def _left_behind(path: Path) -> None:
    """Remove what an export that was killed had begun, beside a package and in it."""
    swept(path, *(one for one in path.glob("*/") if one.is_dir()))
    for folder in path.parent.glob(f"{APART}*"):
        number = folder.name.removeprefix(APART).partition("-")[0]
        if number.isdecimal() and not alive(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def export(
    project: Project, to: Sequence[str], *, output: Path | None = None, handle: float = HANDLE, report: Report
) -> Exported:
    """Export a film to each of ``to`` (names of ``kinds.KINDS``) into the folder ``output`` (default: NAME.export
    beside the screenplay). ``handle`` is seconds.

    Raises the packages' errors, each with its remedy. Files are written whole or not at all; those that somebody has
    changed since the last export are never touched.
    """
    path = output or project.script.with_suffix(".export")
    folder = Folder(path)
    wanted = list(dict.fromkeys(to))
    for kind in wanted:
        if named := kinds.KINDS[kind].file:
            folder.check(named.format(name=project.script.stem))
    path.parent.mkdir(parents=True, exist_ok=True)
    _left_behind(path)
    with (
        building(Store(project.folder / "store"), report) as build,
        tempfile.TemporaryDirectory(prefix=f"{APART}{os.getpid()}-", dir=path.parent) as temporary,
    ):
        package = Package(Material(project, build, report), folder, Path(temporary), handle, "stems" in wanted)
        files = {kind: kinds.write(kind, package) for kind in wanted}
        film = package.laid[1].key if "timeline" in vars(package) else ""
        folder.close(film)
    return Exported(str(path), film, files, folder.fresh, tuple(package.notes))
