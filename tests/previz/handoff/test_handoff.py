"""Exports that open: what each format holds when it is read back, and what the package promises."""

import json
import re
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import opentimelineio as otio
import pytest
from handed import FORMATS, TEXT, film, handed, ignore

from previz import i18n
from previz.cli import main
from previz.conform.conforming import conform
from previz.errors import PrevizError
from previz.film import make
from previz.handoff import kinds, timecode
from previz.handoff.edit import names
from previz.handoff.fcpxml import seconds
from previz.handoff.manifest import kept
from previz.handoff.package import export
from previz.handoff.room import check
from previz.records import read_record

RATE = Fraction(24000, 1001)
HOUR = 86400


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film at 23.976 in every format of editors, with its captions."""
    i18n.use("en")
    return handed(film(tmp_path_factory.mktemp("handoff"), **{"film.rate": "23.976"}), (*FORMATS, "srt", "vtt"))[0]


def expected(package: Path) -> list[tuple[str, int]]:
    """Names and frames of the clips, as they were handed over."""
    (manifest,) = kept(film(package.parent))
    return [(clip.name, clip.frames) for clip in manifest.clips]


def picture(timeline: otio.schema.Timeline) -> otio.schema.Track:
    return next(track for track in timeline.tracks if track.kind == "Video")


@pytest.mark.parametrize(
    ("name", "adapter", "more"),
    [
        ("film.otio", "otio_json", {}),
        ("film.xml", "fcp_xml", {}),
        ("film.edl", "cmx_3600", {"rate": float(RATE)}),
        ("film.aaf", "AAF", {}),
    ],
)
def test_what_the_adapters_wrote_reads_back(package: Path, name: str, adapter: str, more: dict[str, float]) -> None:
    """Every clip under its name, as long as its shot, from its first frame on; the dissolve; media beside the file."""
    back = otio.adapters.read_from_file(str(package / name), adapter_name=adapter, **more)
    clips = list(picture(back).find_clips())
    found = [(clip.name, round(clip.source_range.duration.value)) for clip in clips]
    assert [name for name, _frames in found] == [name for name, _frames in expected(package)]
    if adapter != "cmx_3600":  # where a dissolve belongs, all of it, to what comes in
        assert found == expected(package)
        assert {round(clip.source_range.start_time.value) for clip in clips} == {HOUR}
    assert sum(frames for _name, frames in found) == sum(frames for _name, frames in expected(package))
    assert [type(item).__name__ for item in picture(back)].count("Transition") == 1
    for clip in clips:
        url = clip.media_reference.target_url.removeprefix("file://")
        assert (package / url).is_file()


def test_the_timeline_is_equal_when_it_is_read_back(package: Path) -> None:
    """OpenTimelineIO reads what it wrote: scenes as markers, notes and ids as metadata, every track as long."""
    back = otio.adapters.read_from_file(str(package / "film.otio"))
    text = otio.adapters.write_to_string(back, adapter_name="otio_json")
    assert back.is_equivalent_to(otio.adapters.read_from_string(text, adapter_name="otio_json"))
    assert [marker.name[0] for marker in back.tracks.markers] == ["1", "2"]
    assert {track.duration().value for track in back.tracks} == {sum(frames for _name, frames in expected(package))}
    told = [clip.metadata["previz"] for clip in picture(back).find_clips()]
    assert len({one.get("shot", "") for one in told}) == len(told)
    assert any("Il pleut, l'équipe le sait." in one.get("note", "") for one in told)


def test_a_baked_clip_is_its_shot_with_handles(package: Path) -> None:
    """Pictures and sound of the whole length, a timecode track that begins a handle before the hour."""
    for name, frames in expected(package):
        with av.open(package / "clips" / f"{name}.mov") as clip:
            assert [one.metadata["timecode"] for one in clip.streams if one.type == "data"] == ["00:59:59:12"]
            assert clip.streams.video[0].average_rate == RATE
            assert sum(1 for _ in clip.decode(video=0)) == frames + 24
        with av.open(package / "clips" / f"{name}.mov") as clip:
            samples = sum(frame.samples for frame in clip.decode(audio=0))
            assert samples == pytest.approx((frames + 24) / RATE * 48_000, abs=2)


def test_fcpxml_keeps_to_what_final_cut_takes(package: Path) -> None:
    """References point somewhere, children come in the DTD's order, times are whole frames, clips tile the film."""
    root = ElementTree.parse(package / "film.fcpxml").getroot()
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {one.get(key) for one in root.iter() for key in ("ref", "format") if one.get(key)} <= set(ids)
    order = ("note", "asset-clip", "chapter-marker")
    for clip in root.iter("asset-clip"):
        places = [order.index(child.tag) for child in clip]
        assert places == sorted(places)
    for one in root.iter():
        for key in ("offset", "start", "duration", "tcStart", "frameDuration"):
            if (time := one.get(key)) is not None:
                assert (seconds(time) * RATE).denominator == 1, (one.tag, key, time)
    spine = next(root.iter("spine"))
    at = seconds(next(root.iter("sequence")).get("tcStart", ""))
    for clip in spine.iterfind("asset-clip"):
        assert seconds(clip.get("offset", "")) == at
        at += seconds(clip.get("duration", ""))
    assert [one.get("name") for one in spine.iterfind("asset-clip")] == [name for name, _frames in expected(package)]
    for media in root.iter("media-rep"):
        assert (package / media.get("src", "")).is_file()
    assert len(list(spine.iterfind("transition"))) == 1
    assert len(list(root.iter("chapter-marker"))) == 2


def test_mlt_plays_every_frame_once(package: Path) -> None:
    """Entries add up to the film, stay within their files, and a dissolve takes what it takes from both sides."""
    root = ElementTree.parse(package / "film.mlt").getroot()
    ends = {one.get("id"): int(one.get("out", "")) for one in root.iter() if one.get("id") and one.get("out")}
    entries = next(one for one in root.iter("playlist") if one.get("id") == "picture").findall("entry")
    lengths = [int(one.get("out", "")) - int(one.get("in", "")) + 1 for one in entries]
    assert sum(lengths) == sum(frames for _name, frames in expected(package)) == ends["tractor"] + 1
    for one in (*entries, *(track for track in root.iter("track") if track.get("out"))):
        assert 0 <= int(one.get("in", "")) <= int(one.get("out", "")) <= ends[one.get("producer")]
    for resource in root.iter("property"):
        if resource.get("name") == "resource":
            assert (package / (resource.text or "")).is_file()


def test_an_edl_says_where_and_how_it_counts(package: Path) -> None:
    """The record begins at the hour and is continuous; scenes and notes are comments; reels are all different."""
    text = (package / "film.edl").read_text("utf-8")
    assert "FCM: NON-DROP FRAME" in text
    assert "* SCENE: 1. INT. CUISINE - SOIR" in text
    events = re.findall(r"^\d{3}  (.{8}) .*(\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d)$", text, re.MULTILINE)
    assert events[0][1] == "01:00:00:00"
    assert all(one[2] == other[1] for one, other in pairwise(events))
    assert len({reel for reel, _in, _out in events}) == len(expected(package))


@pytest.mark.parametrize("rate", sorted(timecode.RATES))
def test_timecode_counts_as_smpte_does(rate: Fraction) -> None:
    """Ours is OpenTimelineIO's for the first frames of a minute, of a tenth one, of an hour; and there and back."""
    marks = {minute * 60 * round(rate) + frame for minute in (0, 1, 2, 10, 11, 60) for frame in range(-70, 70)}
    for frame in sorted(mark for mark in marks if mark >= 0):
        text = timecode.text(frame, rate)
        assert text == otio.opentime.RationalTime(frame, float(rate)).to_timecode()
        assert timecode.frame(text, rate) == frame
    assert timecode.text(timecode.hour(rate), rate) in ("01:00:00:00", "01:00:00;00")


def test_clips_are_named_for_every_file_system() -> None:
    """ASCII, no separators, no two alike in any case nor as the reel of an EDL, whatever scenes are numbered."""
    called = list(names(["12A", "12a", "S12-P03", "12/3", "Été 4", "../x", "", "A" * 60, "A" * 61, "12bis-long-1"]))
    assert all(re.fullmatch(r"[A-Za-z0-9-]{1,40}", name) for name in called)
    assert len({name[:8].casefold() for name in called}) == len(called)


def test_clips_play_the_film(tmp_path: Path) -> None:
    """The clips one after the other, without their handles, are the film's frames, to what coding twice changes."""
    project = film(tmp_path, TEXT.replace("FONDU ENCHAÎNÉ :", "CUT TO:"))
    made, (package, _exported) = make(project, report=ignore), handed(project, ["otio"])
    with av.open(made.film) as file:
        whole = [frame.to_ndarray(format="gray").astype(int) for frame in file.decode(video=0)]
    record = read_record(project)
    assert record is not None
    at = 0
    for name, frames in expected(package):
        with av.open(package / "clips" / f"{name}.mov") as clip:
            shown = [frame.to_ndarray(format="gray").astype(int) for frame in clip.decode(video=0)][12:-12]
        assert len(shown) == frames
        assert max(abs(one - other).mean() for one, other in zip(shown, whole[at:], strict=False)) < 4
        at += frames
    assert at == len(whole)


def test_a_second_export_writes_only_what_changed(tmp_path: Path) -> None:
    """Other words in the second scene: the clips of the first stay, those of shots that are no more go."""
    package, first = handed(film(tmp_path), ["otio"])
    before = {path.name: path.stat().st_mtime_ns for path in (package / "clips").iterdir()}
    package, second = handed(film(tmp_path, TEXT.replace("La mer.", "La mer, grise et lente.")), ["otio"])
    after = {path.name: path.stat().st_mtime_ns for path in (package / "clips").iterdir()}
    assert second.made < first.made
    assert before["1A.mov"] == after["1A.mov"]
    assert before != after
    handed(film(tmp_path, TEXT[: TEXT.index("EXT. PORT")]), ["otio"])
    assert not list((package / "clips").glob("2*"))


def test_what_an_editor_saved_is_never_overwritten(tmp_path: Path) -> None:
    """The edit saved over film.otio is refused before anything is made, by name; and so is a folder of other things."""
    project = film(tmp_path)
    package, _exported = handed(project, ["otio"])
    edited = (package / "film.otio").read_text("utf-8") + " "
    (package / "film.otio").write_text(edited, "utf-8")
    with pytest.raises(PrevizError, match=r"film\.otio was changed since it was exported"):
        handed(project, ["otio"])
    assert (package / "film.otio").read_text("utf-8") == edited
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    with pytest.raises(PrevizError, match="holds other things"):
        export(project, ["otio"], output=tmp_path / "mine", report=ignore)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_papers_and_sounds_go_into_the_same_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that is no timeline: written, listed with hashes, and nothing else left behind."""
    project = film(tmp_path)
    everything = "srt,vtt,csv,xlsx,pdf,html,board,frames,stems"
    code = main(["export", str(project.script), "--size", "160x90", "--to", everything, "--json"])
    said = json.loads(capsys.readouterr().out)
    assert code == 0
    package = tmp_path / "film.export"
    listed = json.loads((package / "package.json").read_text("utf-8"))["files"]
    found = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    assert found == {*listed, "package.json"}
    assert set(said["files"]) == set(kinds.KINDS) - set(FORMATS)
    assert all(name in listed for names_ in said["files"].values() for name in names_)
    assert not list(tmp_path.glob(".export-*"))


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--to", "otio,avi"], 2, "“avi” is no export"),
        (["--to", ","], 2, "name what to export to"),
        (["--to", "edl", "--handles", "99"], 2, "seconds from 0 to 10"),
        (["--to", "edl", "--rate", "12"], 1, "timecode counts no 12"),
    ],
)
def test_what_cannot_be_exported_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, told: str
) -> None:
    """With the remedy, and nothing is left behind."""
    project = film(tmp_path)
    try:
        given = main(["export", str(project.script), "-q", "--size", "160x90", *words])
    except SystemExit as left:  # argparse's own way
        given = int(str(left.code))
    assert given == code
    assert told in capsys.readouterr().err
    assert not (tmp_path / "film.export" / "film.edl").exists()


def test_every_kind_of_the_register_can_be_loaded() -> None:
    """Its function is there, and its sentence is in the catalogue."""
    french = i18n.speaking("fr")
    for kind in kinds.KINDS.values():
        room, _colon, name = kind.write.partition(":")
        assert callable(getattr(__import__(room, fromlist=[name]), name))
        assert french(kind.sentence) != kind.sentence


def test_what_no_disk_holds_is_refused_before_it_is_written(tmp_path: Path) -> None:
    """More than is free in a folder that is not even there: the sizes and the remedy; less goes through."""
    check(tmp_path / "new" / "folder", 1000, "clips")
    with pytest.raises(PrevizError, match=r"clips take 1152921504.6 GB and .* free; make room"):
        check(tmp_path / "new" / "folder", 1 << 60, "clips")


def test_an_export_that_was_stopped_goes_on(tmp_path: Path) -> None:
    """Stopped after some of its clips, with a line half noted and drafts of a dead process: the next one ends as one
    that was never stopped does, writes none of them again, and leaves nothing behind."""
    project = film(tmp_path)
    folder, _done = handed(project, ("otio",))
    whole = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".json"}
    listed = json.loads((folder / "package.json").read_bytes())["files"]
    kept = [name for name in listed if name.startswith("clips/")][:2]
    for name in listed.keys() - set(kept):
        (folder / name).unlink()
    (folder / "package.json").unlink()
    notes = "".join(f"\n{json.dumps([name, listed[name]])}" for name in kept)
    (folder / "package.part").write_text(notes + '\n["clips/', "utf-8")
    (folder / "clips" / ".draft-4194999-abcdefgh.mov").write_bytes(b"half")
    (tmp_path / ".export-4194999-abcdefgh").mkdir()
    again = handed(project, ("otio",))[1]
    assert again.made == len(listed) - 2
    assert {path.name: path.read_bytes() for path in folder.rglob("*") if path.suffix not in (".json", "")} == whole
    assert not [
        path for path in tmp_path.rglob("*") if path.name.startswith((".draft", ".export")) or path.suffix == ".part"
    ]


def test_control_characters_of_a_script_harm_no_export(tmp_path: Path) -> None:
    """ESC, BEL and marks of direction, in a heading and in an action: XML is well-formed, and an EDL has none of it."""
    text = "INT. CUI\x1bSINE\x0b - SOIR\n\nPAUL \x1b]0;pwned\x07 entre. Il \u202erit\u202c \ufffe\u200f.\n"
    formats = ("otio", "fcpxml", "fcp7xml", "edl", "aaf", "mlt")
    package, _exported = handed(film(tmp_path, text), formats)
    for name in ("film.fcpxml", "film.xml", "film.mlt"):
        ElementTree.parse(package / name)
    plain = (package / "film.edl").read_text("utf-8")
    assert "* COMMENT:" in plain
    assert not set("\x1b\x07\x0b\u202e\u202c\u200f") & set(plain)
    assert conform(film(tmp_path, text), package / "film.fcpxml").decided == ()
