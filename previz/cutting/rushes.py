"""Rushes that replace drawings: ``clips/12B.mov`` beside the screenplay stands in shot 12B, from drawing to footage.

The shot keeps its place and its length: a longer rush is cut, a shorter one stands still at its end.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from previz.assembly.footage import SUFFIX
from previz.cutting.cut import Cut, original
from previz.cutting.editing import Played
from previz.i18n import _
from previz.project import Project, in_utf8
from previz.workshop.build import Build, Job
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
    jobs = [
        Job(
            Recipe("footage", SUFFIX, {"rush": hashes[path], "size": size, "rate": rate, "libraries": library("av")}),
            "footage",
            (path, size, rate),
        )
        for _shot, path in mine
    ]
    paths = build.start("picture", jobs).paths()
    sound: dict[str, Path] = {}
    if project.settings.sound.rushes:
        own = [
            Job(Recipe("own", ".wav", {"sound": hashes[path], "libraries": library("av")}), "own", (path, "footage"))
            for _shot, path in mine
        ]
        sound = dict(zip((shot for shot, _path in mine), build.start("sound", own).paths(), strict=True))
    notes = [_("{path}: no shot of this film is numbered so; it is left aside", path=path) for path in others]
    notes += [
        _("{path}: only regular files are footage, and this is a folder, a pipe or a link that leads nowhere; it is "
          "left aside", path=path)
        for path in _called(project) if path not in there
    ]  # fmt: skip
    return Rushes(dict(zip((shot for shot, _path in mine), paths, strict=True)), sound, tuple(notes))


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
