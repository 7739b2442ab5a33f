"""The edit comes back: what an editor did to shots becomes decisions, and the next film honours them."""

import json
import shutil
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest
from handed import film, handed, ignore
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from previz import i18n
from previz.cli import main
from previz.conform.changes import changes
from previz.conform.conforming import Conformed, conform
from previz.conform.events import ConformError
from previz.conform.matching import Matched, Part
from previz.cutting.editing import arranged
from previz.direction import decisions
from previz.documents import shotlist
from previz.film import make
from previz.handoff.fcpxml import seconds
from previz.handoff.manifest import Clip, Manifest, kept
from previz.project import Project
from previz.proving.proof import check
from previz.records import read_record
from storyboard.shots import Shot, Transition

TEXT = """Title: Retour
Author: Essai

INT. CUISINE - SOIR

JEANNE, quarante ans, est assise à la table. Devant elle, une lettre.

PAUL entre. Il s'arrête.

PAUL
Tu ne l'as pas ouverte.

JEANNE
Je t'attendais.

EXT. PORT - NUIT

La mer. Paul marche seul sur le quai.

PAUL
C'est fini.

JEANNE (30) le suit. Elle court.
"""

Timeline = otio.schema.Timeline


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film handed over in the formats that come back: the folder that holds it."""
    i18n.use("en")
    folder = tmp_path_factory.mktemp("conform")
    handed(film(folder, TEXT), ("otio", "fcpxml", "fcp7xml", "edl"))
    return folder


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Project:
    """The film, for one test alone."""
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    return film(tmp_path, TEXT)


def timeline(project: Project) -> Timeline:
    return otio.adapters.read_from_file(str(project.script.parent / "film.export" / "film.otio"))


def written(project: Project, edited: Timeline, name: str) -> Path:
    """An edit saved in a format, as an editor would: the picture's track alone for an EDL."""
    path = project.script.parent / name
    if path.suffix == ".edl":
        edited = edited.deepcopy()
        del edited.tracks[1:]
        path.write_text(otio.adapters.write_to_string(edited, adapter_name="cmx_3600", rate=24), "utf-8")
    else:
        adapter = {".otio": "otio_json", ".xml": "fcp_xml"}[path.suffix]
        path.write_text(otio.adapters.write_to_string(edited, adapter_name=adapter), "utf-8")
    return path


def shots(project: Project) -> list[str]:
    (manifest,) = kept(project)
    return [clip.label for clip in manifest.clips]


def told(result: Conformed) -> list[tuple[str, str, int | None, int | None]]:
    return [(entry.do, entry.shot, entry.head, entry.frames) for entry in result.decided]


def trim(track: otio.schema.Track, index: int, head: int, tail: int) -> int:
    """Cut frames off a clip; how many it has then."""
    clip = track[index]
    start, frames = clip.source_range.start_time, clip.source_range.duration
    taken = otio.opentime.RationalTime(head + tail, 24)
    clip.source_range = otio.opentime.TimeRange(start + otio.opentime.RationalTime(head, 24), frames - taken)
    return round(clip.source_range.duration.value)


@pytest.mark.parametrize("name", ["film.otio", "film.fcpxml", "film.xml", "film.edl"])
def test_an_unedited_export_decides_nothing(project: Project, name: str) -> None:
    """There and back in each format: no decision, nothing unmatched, and no file of decisions."""
    result = conform(project, project.script.parent / "film.export" / name)
    assert (result.decided, result.undone, result.notes) == ((), (), ())
    assert not decisions.path(project).exists()


def test_two_who_speak_together_are_still_heard(tmp_path: Path) -> None:
    """A line that is said over another shot than its own is no line that the edit took out."""
    first = "ANNA\nM. Dupont l'a vu. Il est parti vers l'île, avec un sac--\n"
    said = f"{first}\nLE PÈRE LUC\nAsseyez-vous…\n\nANNA ^\nNon !\n"
    seen = "Le père LUC, 70 ans, range les cierges. ANNA, 30 ans, trempée, entre en courant."
    one = film(tmp_path, f"INT. ÉGLISE - NUIT\n\n{seen}\n\n{said}\nSon téléphone sonne. Elle décroche.\n")
    package, _exported = handed(one, ("otio",))
    result = conform(one, package / "film.otio")
    assert (result.decided, result.notes, result.proposed) == ((), (), ())


@pytest.mark.parametrize("rate", ["23.976", "25", "29.97"])
def test_an_unedited_export_decides_nothing_at_any_rate(tmp_path: Path, rate: str) -> None:
    """With a dissolve, at rates that are no whole numbers, with dropped numbers."""
    one = film(tmp_path, TEXT.replace("EXT. PORT", "FONDU ENCHAÎNÉ :\n\nEXT. PORT"), **{"film.rate": rate})
    package, _exported = handed(one, ("otio", "fcpxml", "fcp7xml", "edl"))
    for suffix in ("otio", "fcpxml", "xml", "edl"):
        result = conform(one, package / f"film.{suffix}")
        assert (result.decided, result.notes) == ((), ()), suffix


@pytest.mark.parametrize("name", ["edit.otio", "edit.xml", "edit.edl"])
def test_every_deed_of_an_editor_is_told(project: Project, name: str) -> None:
    """Trimmed, taken out, moved, doubled; a foreign clip is listed; each of them in each format."""
    edited, labels = timeline(project), shots(project)
    track = edited.tracks[0]
    frames = trim(track, 1, 3, 2)
    del track[3]
    moved = track[3].deepcopy()
    del track[3]
    track.insert(2, moved)
    track.append(track[1].deepcopy())
    foreign = otio.schema.ExternalReference("/rushes/A001C002.mov", otio.opentime.TimeRange(
        otio.opentime.RationalTime(0, 24), otio.opentime.RationalTime(100, 24)))  # fmt: skip
    track.append(otio.schema.Clip("A001C002", foreign, foreign.available_range))
    result = conform(project, written(project, edited, name))
    assert told(result) == [
        ("removed", labels[3], None, None),
        ("duration", labels[1], 3, frames),
        ("order", labels[4], None, None),
        ("duplicate", labels[1], 3, frames),
    ]
    assert [note for note in result.notes if "A001C002" in note]


def test_fcpxml_is_told_too(project: Project) -> None:
    """The same, done to the document itself: trimmed, taken out, moved to the end."""
    path = project.script.parent / "film.export" / "film.fcpxml"
    tree = ElementTree.parse(path)
    spine = next(tree.iter("spine"))
    clips, labels = list(spine), shots(project)
    clips[2].set("start", f"{seconds(clips[2].get('start', '')) + Fraction(4, 24)}s")
    clips[2].set("duration", f"{seconds(clips[2].get('duration', '')) - Fraction(4, 24)}s")
    spine.remove(clips[4])
    spine.remove(clips[1])
    spine.append(clips[1])
    tree.write(path)
    result = conform(project, path)
    assert [one[:3] for one in told(result)] == [
        ("removed", labels[4], None), ("duration", labels[2], 4), ("order", labels[1], None)
    ]  # fmt: skip


def test_a_blade_alone_decides_nothing(project: Project) -> None:
    """A clip cut in two that still plays as one is as it was; its middle taken out, it plays twice."""
    edited = timeline(project)
    track = edited.tracks[0]
    whole = round(track[2].source_range.duration.value)
    rest = track[2].deepcopy()
    trim(track, 2, 0, whole - 10)
    track.insert(3, rest)
    trim(track, 3, 10, 0)
    assert not conform(project, written(project, edited, "edit.otio")).decided
    trim(track, 3, 4, 0)
    label = shots(project)[2]
    assert told(conform(project, written(project, edited, "edit.otio"))) == [
        ("duration", label, 0, 10), ("duplicate", label, 14, whole - 14)
    ]  # fmt: skip


def test_clips_without_our_words_are_known_by_their_files(project: Project) -> None:
    """An editor that drops metadata, moves the media and counts from zero is understood."""
    edited = timeline(project)
    edited.metadata.clear()
    for clip in edited.tracks[0].find_clips():
        clip.metadata.clear()
        media = clip.media_reference
        clip.name = "Nested copy"
        media.target_url = "file:///D:/Montage/" + media.target_url.rpartition("/")[2].upper()
        zero = otio.opentime.RationalTime(0, 24)
        clip.source_range = otio.opentime.TimeRange(
            clip.source_range.start_time - media.available_range.start_time, clip.source_range.duration
        )
        media.available_range = otio.opentime.TimeRange(zero, media.available_range.duration)
    result = conform(project, written(project, edited, "edit.otio"))
    assert (result.decided, result.notes) == ((), ())


def test_an_edit_at_another_rate_keeps_its_lengths(project: Project) -> None:
    """The timeline conformed to 25: every shot lasts as long as before, to the frame of the film."""
    edited = timeline(project)
    for track in edited.tracks:
        for clip in track.find_clips():
            span = clip.source_range
            rounded = otio.opentime.RationalTime(round(span.duration.rescaled_to(25).value), 25)
            clip.source_range = otio.opentime.TimeRange(span.start_time.rescaled_to(25), rounded)
    assert not conform(project, written(project, edited, "edit.otio")).decided


def test_the_next_film_plays_the_edit(project: Project) -> None:
    """Lengths to the frame, order, what is out and what plays twice; the proof holds; nothing else is made again."""
    first = make(project, report=ignore)
    before = read_record(project)
    edited, labels = timeline(project), shots(project)
    track = edited.tracks[0]
    trimmed = trim(track, 4, 5, 4)
    moved = track[2].deepcopy()
    del track[2]
    track.append(moved)
    track.append(track[1].deepcopy())
    wanted = [(clip.metadata["previz"].get("label", ""), round(clip.source_range.duration.value)) for clip in track]
    conform(project, written(project, edited, "edit.otio"))
    made = make(project, report=ignore)
    record = read_record(project)
    assert record is not None
    assert before is not None
    played = [(shot["label"], shot["span"]["frames"]) for shot in record.cut["shots"]]
    assert played == wanted[1:]
    assert (labels[4], trimmed) in played
    assert made.frames == sum(frames for _label, frames in wanted)
    assert not [one for one in check(project) if one.wrong]
    assert len(set(record.segments) - set(before.segments)) <= 2
    assert first.frames != made.frames
    listed = shotlist.shots(project, report=ignore)
    assert [(row.label, round(row.seconds * 24)) for row in listed] == wanted[1:]
    assert not any(row.estimated for row in listed)
    assert main(["export", str(project.script), "--to", "csv", "-o", str(project.folder / "handed")]) == 0
    lines = (project.folder / "handed" / f"{project.script.stem}.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(wanted[1:])


def test_what_is_out_is_not_missed(project: Project) -> None:
    """A shot with a line taken out: the line is not heard, that is said, and the proof asks for it no more."""
    edited = timeline(project)
    label = next(
        clip.metadata["previz"]["label"] for clip in edited.tracks[0].find_clips() if "fini" in str(clip.metadata)
    )
    index = shots(project).index(label)
    del edited.tracks[0][index]
    result = conform(project, written(project, edited, "edit.otio"))
    assert told(result) == [("removed", label, None, None)]
    made = make(project, report=ignore)
    assert any("C'est fini." in note for note in made.notes)
    assert not [one for one in check(project) if one.wrong]
    record = read_record(project)
    assert record is not None
    assert not [words for _line, words, _take in record.lines if "fini" in words]


def test_an_edited_film_goes_out_and_comes_back(project: Project) -> None:
    """Conformed, handed over again and read back unedited: nothing new; an edit on top of it is told from there."""
    edited = timeline(project)
    frames = trim(edited.tracks[0], 1, 6, 0)
    edited.tracks[0].append(edited.tracks[0][2].deepcopy())
    conform(project, written(project, edited, "edit.otio"))
    count = len(decisions.read(project))
    package, _exported = handed(project, ("otio", "edl"))
    for suffix in ("otio", "edl"):
        assert not conform(project, package / f"film.{suffix}").decided
    again = timeline(project)
    label = shots_of(again)[1]
    trim(again.tracks[0], 1, 2, 0)
    assert told(conform(project, written(project, again, "edit.otio"))) == [("duration", label, 8, frames - 2)]
    assert len(decisions.read(project)) == count + 1


def shots_of(edited: Timeline) -> list[str]:
    return [clip.metadata["previz"].get("label", "") for clip in edited.tracks[0].find_clips()]


def test_the_same_edit_twice_decides_once_and_a_later_state_of_it_wins(project: Project) -> None:
    """Conformed again, nothing is added; put back in the editor, what it had come to is taken back."""
    edited = timeline(project)
    trim(edited.tracks[0], 1, 0, 3)
    path = written(project, edited, "edit.otio")
    assert conform(project, path).decided
    assert not conform(project, path).decided
    result = conform(project, written(project, timeline(project), "edit.otio"))
    assert [entry.do for entry in result.undone] == ["duration"]
    assert not decisions.standing(decisions.read(project))


def test_decisions_can_be_read_and_undone(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """On the command line: told, listed, taken back; a dry run writes nothing."""
    edited = timeline(project)
    del edited.tracks[0][2]
    path = written(project, edited, "edit.otio")
    assert main(["conform", str(project.script), str(path), "--dry-run"]) == 0
    assert not decisions.path(project).exists()
    assert main(["conform", str(project.script), str(path), "--json"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out[out.index("{") :])["decided"][0]["do"] == "removed"
    assert main(["decisions", str(project.script)]) == 0
    assert "removed" in capsys.readouterr().out
    assert main(["undo", str(project.script), "-q"]) == 0
    assert not decisions.standing(decisions.read(project))


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xmeml version="4">&b;</xmeml>'
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><fcpxml version="1.10">&a;</fcpxml>'
)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("edit.xml", BOMB.encode(), "declares entities"),
        ("edit.fcpxml", OUTSIDE.encode(), "declares entities"),
        ("edit.otio", b"[" * 100_000, "nested deeper"),
        ("edit.otio", b"{}", "holds no timeline|cannot be read"),
        ("edit.otio", b"\x00\xff\xfe" * 100, "no text"),
        ("edit.fcpxml", b"<fcpxml/>", "no project"),
        ("edit.xml", b"<xmeml>", "cannot be read"),
        ("edit.edl", b"001  AX V C 99:99:99:99 a b c\n", "cannot be read|no clip"),
        ("edit.edl", b"", "no clip|cannot be read"),
        ("edit.mp4", b"", "comes back as one of"),
        ("edit.otio", b" " * ((64 << 20) + 1), "too large"),
    ],
)
def test_what_is_no_edit_is_refused(project: Project, name: str, data: bytes, why: str) -> None:
    """By name, with the reason, before anything is written or expanded."""
    path = project.script.parent / name
    path.write_bytes(data)
    with pytest.raises(ConformError, match=why):
        conform(project, path)
    assert not decisions.path(project).exists()


def test_an_edit_of_another_film_is_refused(tmp_path: Path, project: Project) -> None:
    """And so is any edit before anything was exported."""
    edited = timeline(project)
    edited.metadata.clear()
    for clip in edited.tracks[0].find_clips():
        clip.name = "x"
        clip.metadata.clear()
        clip.media_reference = otio.schema.MissingReference()
    with pytest.raises(ConformError, match="no clip of this edit"):
        conform(project, written(project, edited, "edit.otio"))
    (tmp_path / "new").mkdir()
    with pytest.raises(ConformError, match="nothing of this film was exported"):
        conform(film(tmp_path / "new", TEXT), project.script.parent / "edit.otio")


CLIPS = [Clip(f"{n}A", f"s{n}", f"{n}A", 40 + n, (), (f"b{n}",)) for n in range(6)]
SHOTS = {
    one.shot: Shot(one.shot, "scene", 1, one.beats, "single", "MS", "eye", 50, "static", (), Transition(), 0, "")
    for one in CLIPS
}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    some.lists(some.tuples(some.integers(0, 5), some.integers(-5, 20), some.integers(1, 60)), min_size=1, max_size=14)
)
def test_any_edit_is_played_as_it_was_cut(cuts: list[tuple[int, int, int]]) -> None:
    """Whatever parts of whichever shots stand in whatever order: decided, and laid over the film, they are the edit."""
    parts: list[Part] = []
    for shot, start, frames in cuts:
        if not (parts and parts[-1].clip is CLIPS[shot] and parts[-1].end == start):
            parts.append(Part(CLIPS[shot], start, frames, Fraction(len(parts))))
    manifest = Manifest("film", "24", 86400, 24, tuple(CLIPS), tuple(SHOTS))
    done = changes(Matched(manifest, tuple(parts), (), ()))
    edits = [
        decisions.Edited(number, one.do, one.clip.beats, Fraction(one.head), Fraction(one.frames),
                         one.after.beats if one.after else (), one.double)
        for number, one in enumerate((*done.shots, *(done.arrangement or ())), 1)
    ]  # fmt: skip
    plays, notes = arranged([clip.shot for clip in CLIPS], SHOTS, edits)
    frames_of = {clip.shot: clip.frames for clip in CLIPS}
    played = [(one.shot, one.head, one.seconds or frames_of[one.shot]) for one in plays]
    assert played == [(part.clip.shot, part.start, part.frames) for part in parts]
    assert not notes


@pytest.mark.parametrize(
    ("start", "frames", "rate"),
    [(86400, 1e9, 24), (86400, 1e15, 24), (1e12, 48, 24), (1e12, 1e12, 24), (86400, 1e300, 24), (86400, -5, 24),
     (86400, 0, 24), (86400, 48, -24), (86400, 48, 1e300), (86400, float("nan"), 24), (-1e12, 48, 24)],
)  # fmt: skip
def test_absurd_times_are_refused(project: Project, start: float, frames: float, rate: float) -> None:
    """With a sentence, and nothing is decided."""
    edited = timeline(project)
    times = otio.opentime.RationalTime(start, rate), otio.opentime.RationalTime(frames, rate)
    edited.tracks[0][1].source_range = otio.opentime.TimeRange(*times)
    path = project.script.parent / "edit.otio"
    path.write_text(otio.adapters.write_to_string(edited, adapter_name="otio_json"), "utf-8")
    with pytest.raises(ConformError, match="export the edit again"):
        conform(project, path)
    assert not decisions.path(project).exists()


def test_an_edit_without_any_shot_is_refused_unless_it_is_meant(project: Project) -> None:
    """The title card alone: every shot would be taken out, which --force says."""
    edited = timeline(project)
    del edited.tracks[0][1:]
    path = written(project, edited, "edit.otio")
    with pytest.raises(ConformError, match="--force"):
        conform(project, path)
    assert not decisions.path(project).exists()
    assert {entry.do for entry in conform(project, path, force=True).decided} == {"removed"}
