"""From drawing to footage, shot by shot: a rush stands in its shot's place, whatever its frame, rate and length."""

import os
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from handed import TEXT, film, handed, ignore

from previz.assembly.footage import Footage, conform, fitted
from previz.errors import SettingsError
from previz.film import make
from previz.project import Project
from previz.proving.proof import check
from previz.records import read_record

SIZE, RATE = (160, 90), (24, 1)


def rush(path: Path, seconds: float = 1.0, rate: int = 30, size: tuple[int, int] = (96, 96)) -> Path:
    """A colour that reddens from frame to frame, with no blue in it, and a tone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(path, "w") as file:
        picture, sound = file.add_stream("libx264", rate=rate), file.add_stream("pcm_s16le", rate=48_000, layout="mono")
        picture.width, picture.height, picture.pix_fmt = *size, "yuv444p"
        picture.options = {"crf": "5"}
        for index in range(round(seconds * rate)):
            flat = np.zeros((size[1], size[0], 3), np.uint8)
            flat[..., 0], flat[..., 1] = min(60 + 4 * index, 250), 100
            frame = av.VideoFrame.from_ndarray(flat, format="rgb24")
            frame.pts = index
            file.mux(picture.encode(frame))
        file.mux(picture.encode(None))
        tone = (8000 * np.sin(np.arange(round(seconds * 48_000)) * 2 * np.pi * 440 / 48_000)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(tone[None], format="s16", layout="mono")
        frame.sample_rate = 48_000
        file.mux(sound.encode(frame))
        file.mux(sound.encode(None))
    return path


def shot(project: Project, label: str) -> tuple[int, int]:
    """First frame and frames of a shot in the film."""
    record = read_record(project)
    assert record is not None
    span = next(one["span"] for one in record.cut["shots"] if one["label"] == label)
    return span["start"], span["frames"]


def frames(path: Path | str) -> list[np.ndarray]:
    with av.open(str(path)) as file:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in file.decode(video=0)]


def test_footage_is_brought_to_the_film(tmp_path: Path) -> None:
    """30 frames a second, square, become 24 in 16:9: all of it between two bars, each frame the one of its time."""
    count = conform(rush(tmp_path / "1A.mov"), tmp_path / "out.mp4", size=SIZE, rate=RATE)
    shown = frames(tmp_path / "out.mp4")
    assert count == len(shown)
    assert 24 <= count <= 25
    assert max(shown[5][:, :30].mean(), shown[5][:, -30:].mean()) < 6
    for index in range(count):
        red = 60 + 4 * min(round((index + 0.5) * 30 / 24 - 0.5), 29)
        assert shown[index][45, 80, 0] == pytest.approx(red, abs=8)
    footage = Footage(tmp_path / "out.mp4")
    assert (footage.at(99) == footage.at(count - 1)).all()
    assert (footage.at(3) != footage.at(9)).any()
    assert (footage.at(-2) == footage.at(0)).all()


@pytest.mark.parametrize("size", [(96, 96), (10, 200), (1920, 1080), (3, 2)])
def test_all_of_a_picture_fits(size: tuple[int, int]) -> None:
    """Scaled alike in both directions, in the middle, nothing cropped."""
    held = fitted(np.full((size[1], size[0], 3), 200, np.uint8), SIZE)
    rows, columns = np.flatnonzero(held[:, 80, 0]), np.flatnonzero(held[45, :, 0])
    assert held.shape == (90, 160, 3)
    assert max(len(columns) / 160, len(rows) / 90) == pytest.approx(1, abs=0.02)
    assert len(columns) / len(rows) == pytest.approx(size[0] / size[1], rel=0.15)


def test_a_rush_keeps_the_place_of_its_drawing(tmp_path: Path) -> None:
    """The film is as long, one segment is made again, the proof holds, and an export bakes what was filmed."""
    project = film(tmp_path, TEXT.replace("FONDU ENCHAÎNÉ :", "CUT TO:"))
    made = make(project, report=ignore)
    before = read_record(project)
    rush(tmp_path / "clips" / "1A.mov")
    rush(tmp_path / "clips" / "9Z.mov")
    rush(tmp_path / "clips" / "holidays.mov")
    again = make(project, report=ignore)
    record = read_record(project)
    assert record is not None
    assert before is not None
    assert made.frames == again.frames
    assert len(set(record.segments) - set(before.segments)) == 1
    start, count = shot(project, "1A")
    shown = frames(again.film)[start : start + count]
    assert all(one[45, 80, 0] > one[45, 80, 2] + 40 for one in shown)
    assert not [one for one in check(project) if one.wrong]
    assert [note for note in again.notes if "9Z.mov" in note]
    assert not [note for note in again.notes if "holidays" in note]
    package, _exported = handed(project, ["otio"])
    baked = frames(package / "clips" / "1A.mov")[20][45, 80]
    assert baked[0] > baked[2] + 60


def test_a_rush_sounds_by_itself_when_it_is_asked_to(tmp_path: Path) -> None:
    """Its tone is heard instead of the scratch line, which nobody misses; without the setting the line is spoken."""
    project = film(tmp_path, TEXT)
    rush(tmp_path / "clips" / "1B.mov", seconds=3)
    spoken = read_record_of(project)
    settings = replace(project.settings, sound=replace(project.settings.sound, rushes=True))
    loud = replace(project, settings=settings)
    sounding = read_record_of(loud)
    assert len(sounding.lines) < len(spoken.lines)
    assert not [one for one in check(loud) if one.wrong]
    start, count = shot(loud, "1B")
    with av.open(sounding.made.film) as file:
        sound = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    part = sound[round(start * 2000) + 4000 : round((start + min(count, 60)) * 2000) - 4000]
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
    assert np.argmax(spectrum) * 48_000 / len(part) == pytest.approx(440, abs=5)


def read_record_of(project: Project):  # type: ignore[no-untyped-def]
    make(project, report=ignore)
    record = read_record(project)
    assert record is not None
    return record


@pytest.mark.parametrize("data", [b"", b"no film", b"\x00\x00\x00\x18ftypmp42"])
def test_what_is_no_footage_leaves_the_drawing(tmp_path: Path, data: bytes) -> None:
    """The film is made with its panels, and with the other rush, and a note says which file to export again."""
    project = film(tmp_path)
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "1A.mov").write_bytes(data)
    rush(tmp_path / "clips" / "1B.mov")
    made = make(project, report=ignore)
    (note,) = [note for note in made.notes if "1A.mov" in note]
    assert "export it again" in note
    reds = [
        int(frames(made.film)[start + 5][45, 80, 0]) for start, _count in (shot(project, "1A"), shot(project, "1B"))
    ]
    blues = [
        int(frames(made.film)[start + 5][45, 80, 2]) for start, _count in (shot(project, "1A"), shot(project, "1B"))
    ]
    assert [red > blue + 40 for red, blue in zip(reds, blues, strict=True)] == [False, True]


def test_a_rush_of_another_length_than_its_shot_is_told(tmp_path: Path) -> None:
    """The note and the check say for how long a picture stands still, and how much of a rush is not seen."""
    project = film(tmp_path)
    rush(tmp_path / "clips" / "1A.mov", 0.5)
    rush(tmp_path / "clips" / "1B.mov", 20)
    made = make(project, report=ignore)
    still = f"{shot(project, '1A')[1] / 24 - 0.5:.1f}"
    unseen = f"{20 - shot(project, '1B')[1] / 24:.1f}"
    for told in (made.notes, [one.message for one in check(project) if not one.wrong]):
        assert [note for note in told if "1A.mov" in note and f"stands still for {still} s" in note]
        assert [note for note in told if "1B.mov" in note and f"last {unseen} s" in note]


def test_a_rush_at_an_odd_rate_and_length_is_counted_right(tmp_path: Path) -> None:
    """Ten seconds at 25 are ten seconds at 23.976, to half a frame."""
    count = conform(rush(tmp_path / "x.mov", 4, rate=25), tmp_path / "out.mp4", size=SIZE, rate=(24000, 1001))
    assert abs(count - 4 * Fraction(24000, 1001)) <= 1


def test_only_regular_files_are_footage(tmp_path: Path) -> None:
    """A pipe is not waited for; it, a folder and a link to itself are left aside, each by its name."""
    project = film(tmp_path)
    home = tmp_path / "clips"
    home.mkdir()
    os.mkfifo(home / "1A.mov")
    (home / "1B.mov").mkdir()
    (home / "2A.mov").symlink_to("2A.mov")
    made = make(project, report=ignore)
    for name in ("1A.mov", "1B.mov", "2A.mov"):
        assert [note for note in made.notes if name in note], name


@pytest.mark.parametrize("place", ["film.previz/recordings", "clips", "sounds"])
def test_a_name_that_is_no_text_is_told(tmp_path: Path, place: str) -> None:
    """In each folder of the person's own files: which one it is, and what to do."""
    project = film(tmp_path, **{"sound.folder": "sounds"})
    (tmp_path / "sounds").mkdir()
    (tmp_path / place).mkdir(parents=True, exist_ok=True)
    suffix = b".mov" if place == "clips" else b".wav"
    (tmp_path / place / os.fsdecode(b"\xff" + suffix)).write_bytes(b"nothing")
    with pytest.raises(SettingsError, match="not in UTF-8; rename"):
        make(project, report=ignore)
