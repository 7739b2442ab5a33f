"""Rushes that replace drawings: ``clips/12B.mov`` beside the screenplay stands in shot 12B, from drawing to footage.

The shot keeps its place and its length: a longer rush is cut, a shorter one stands still at its end. Both are told, and
so is a file that cannot be read: its shot keeps its panels.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from previz.assembly.footage import SUFFIX, UnreadableError, frames
from previz.cutting.cut import Cut, original
from previz.cutting.editing import Played
from previz.i18n import _
from previz.project import Project, in_utf8
from previz.workshop.build import Build, Job, Pending
from previz.workshop.store import Recipe, digest, library

SUFFIXES = (".mov", ".mp4", ".m4v", ".mxf", ".mkv", ".avi", ".webm")


@dataclass(frozen=True, slots=True)
class Rushes:
    """What was shot of a film."""

    picture: Mapping[str, Path]
    """Conformed footage by the id of the shot that it replaces."""
    sound: Mapping[str, Path]
    """Its sound, where that is heard instead of the scratch lines."""
    notes: tuple[str, ...]

    def among(self, cut: Cut) -> dict[str, Path]:
        """The footage of each shot of a cut, doubles as well."""
        return {
            shot.shot: self.picture[original(shot.shot)] for shot in cut.shots if original(shot.shot) in self.picture
        }


def filmed(project: Project, played: Played, build: Build) -> tuple[Played, Rushes]:
    """A film with its rushes: without the scratch lines of shots that sound by themselves."""
    footage = found(project, played.cut, build)
    return heard(played, tuple(footage.sound)), footage


def folder(project: Project) -> Path:
    """Where rushes lie, beside the script."""
    return project.script.parent / project.settings.cut.rushes


def files(project: Project) -> list[Path]:
    """The files in the folder of rushes, in order; none where there is no such folder. A folder is no footage, nor is
    a pipe, which would be waited for, nor a link that leads nowhere.

    Raises SettingsError for a name that no text can hold.
    """
    return [path for path in _called(project) if path.is_file()]


def _called(project: Project) -> list[Path]:
    """What is named as footage is."""
    home = folder(project)
    if not project.settings.cut.rushes or not home.is_dir():
        return []
    listed = sorted(
        path for path in home.iterdir() if path.suffix.lower() in SUFFIXES and not path.name.startswith(".")
    )
    for path in listed:
        in_utf8(path)
    return listed


def found(project: Project, cut: Cut, build: Build) -> Rushes:
    """The rushes of a film's shots, conformed: a product for each."""
    shots = {_plain(shot.label): original(shot.shot) for shot in cut.shots}
    there = files(project)
    mine = [(shots[name], path) for path in there if (name := _plain(path.stem)) in shots]
    others = [path for path in there if _plain(path.stem) not in shots and _numbered(path.stem)]
    size, rate = project.settings.film.pixels, (cut.rate.numerator, cut.rate.denominator)
    hashes = {path: digest(path) for _shot, path in mine}
    notes = [_("{path}: no shot of this film is numbered so; it is left aside", path=path) for path in others]
    jobs = [
        Job(
            Recipe("footage", SUFFIX, {"rush": hashes[path], "size": size, "rate": rate, "libraries": library("av")}),
            "footage",
            (path, size, rate),
        )
        for _shot, path in mine
    ]
    waiting = [build.start("picture", [job]) for job in jobs]  # each by itself: one that fails stops no other
    picture: dict[str, Path] = {}
    readable: list[tuple[str, Path]] = []
    for (shot, path), one in zip(mine, waiting, strict=True):
        try:
            picture[shot] = _only(one)
        except UnreadableError as trouble:
            notes.append(_("{trouble}; until then the shot keeps its drawings", trouble=trouble))
        else:
            readable.append((shot, path))
    sound: dict[str, Path] = {}
    if project.settings.sound.rushes:
        own = [
            Job(Recipe("own", ".wav", {"sound": hashes[path], "libraries": library("av")}), "own", (path, "footage"))
            for _shot, path in readable
        ]
        sound = dict(zip((shot for shot, _path in readable), build.start("sound", own).paths(), strict=True))
    notes += [
        _("{path}: only regular files are footage, and this is a folder, a pipe or a link that leads nowhere; it is "
          "left aside", path=path)
        for path in _called(project) if path not in there
    ]  # fmt: skip
    notes += _lengths(cut, {shot: (path.name, frames(picture[shot])) for shot, path in readable})
    return Rushes(picture, sound, tuple(notes))


def _only(pending: Pending) -> Path:
    (path,) = pending.paths()
    return path


def _lengths(cut: Cut, rushes: Mapping[str, tuple[str, int]]) -> Iterator[str]:
    """What is missing or too much of each rush; ``rushes`` are their names and frames by shot. A frame is nothing."""
    for shot in cut.shots:
        name, count = rushes.get(original(shot.shot), ("", 0))
        if not name:
            continue
        more = count - shot.head - shot.span.frames
        given = {
            "file": name, "rush": _seconds(count, cut), "shot": _seconds(shot.span.frames, cut),
            "label": shot.label, "rest": _seconds(min(abs(more), shot.span.frames) if more < 0 else more, cut),
        }  # fmt: skip
        if more < -1:
            yield _(
                "{file} lasts {rush} s and shot {label} {shot} s: its last picture stands still for {rest} s", **given
            )
        elif more > 1:
            yield _("{file} lasts {rush} s and shot {label} {shot} s: its last {rest} s are not in the film", **given)


def _seconds(frames: int, cut: Cut) -> str:
    return f"{float(frames / cut.rate):.1f}"


def _plain(name: str) -> str:
    """A shot's number as a file can be called: 12/3 is 12-3."""
    return name.strip().casefold().replace("/", "-")


def _numbered(name: str) -> bool:
    """Whether a file is called as a shot could be; others are nobody's."""
    return re.fullmatch(r"s?\d+[a-z]*([-/ ]?p?\d+)?[a-z]{0,2}", name, re.IGNORECASE) is not None


def heard(played: Played, sounding: Sequence[str]) -> Played:
    """The film without the scratch lines of shots that sound by themselves."""
    if not sounding:
        return played
    silent = {line.line for line in played.cut.lines if original(line.shot) in set(sounding)}
    kept = [
        (line, take)
        for line, take in zip(played.spoken.lines, played.spoken.takes, strict=True)
        if line.id not in silent
    ]
    spoken = replace(
        played.spoken, lines=tuple(line for line, _take in kept), takes=tuple(take for _line, take in kept)
    )
    cut = replace(played.cut, lines=tuple(line for line in played.cut.lines if line.line not in silent))
    left_out = (*played.left_out, *sorted(original(line) for line in silent))
    return replace(played, spoken=spoken, cut=cut, left_out=left_out)
