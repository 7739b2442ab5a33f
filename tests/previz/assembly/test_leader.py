"""Slate and leader: what comes before the film, in its file and in what is handed over."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import opentimelineio as otio
import pytest
from handed import TEXT, film, handed, ignore

from audio.lines import RATE
from previz import i18n
from previz.assembly.leader import Leader
from previz.assembly.sheets import planes
from previz.conform.conforming import conform
from previz.cutting.cut import Cut, from_plain
from previz.film import make
from previz.handoff import timecode
from previz.pipeline.carding import slated
from previz.project import Project
from previz.proving.proof import check
from previz.records import read_record
from previz.script.story import understand

PAL = Fraction(25)
FLAGS = {"cut.slate": True, "cut.leader": True, "cut.timecode": True, "film.rate": "25"}


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A film with a slate and a leader, made and handed over."""
    i18n.use("en")
    project = film(tmp_path_factory.mktemp("leader"), TEXT.replace("Author", "Draft date: 3 mai\nAuthor"), **FLAGS)
    make(project, report=ignore)
    handed(project, ("otio", "edl", "stems"))
    return project


def cut_of(project: Project) -> Cut:
    record = read_record(project)
    assert record is not None
    return from_plain(record.cut)


def heard(path: Path) -> np.ndarray:
    """The left side of a file's sound."""
    with av.open(path) as file:
        resampler = av.AudioResampler("fltp", "stereo", RATE)
        frames = [out.to_ndarray()[0] for frame in file.decode(audio=0) for out in resampler.resample(frame)]
    return np.concatenate(frames)


def test_the_film_begins_after_both(led: Project) -> None:
    """Four seconds of slate, eight of leader; every frame is there, and the proof finds nothing wrong."""
    cut = cut_of(led)
    assert (cut.slate.frames, cut.leader.frames, cut.start) == (100, 200, 300)
    assert cut.start + cut.title.frames + sum(shot.span.frames for shot in cut.shots) == cut.frames
    with av.open(led.script.with_suffix(".mp4")) as file:
        assert sum(1 for _ in file.decode(video=0)) == cut.frames
    assert not [one for one in check(led) if one.wrong]


def test_the_two_has_one_frame_and_a_tone(led: Project) -> None:
    """Two seconds before the first picture: the 2 and 1 kHz, a frame of each; then black and nothing."""
    cut = cut_of(led)
    with av.open(led.script.with_suffix(".mp4")) as file:
        lumas = [float(planes(frame.to_ndarray())[0].mean()) for frame in file.decode(video=0)][: cut.start]
    black = [n for n, luma in enumerate(lumas) if luma < 18]
    assert black == list(range(cut.start - 49, cut.start))
    sound = heard(led.script.with_suffix(".mp4"))[: round(cut.start / PAL * RATE)]
    loud = np.flatnonzero(np.abs(sound) > 0.02)
    pop = sound[loud[0] : loud[-1] + 1]
    assert abs(loud[0] - RATE * 10) < 50
    assert abs(len(pop) - RATE // 25) < 100
    assert np.count_nonzero(np.diff(np.sign(pop))) == pytest.approx(2 * 1000 / 25, abs=2)
    assert 20 * np.log10(np.abs(pop).max()) == pytest.approx(-20, abs=1)


def test_timecode_begins_with_the_picture(led: Project) -> None:
    """The timeline begins twelve seconds before the hour, and so does its sound; the title is at the hour."""
    folder = led.script.with_suffix(".export")
    back = otio.adapters.read_from_file(str(folder / "film.otio"))
    hour = timecode.hour(PAL)
    assert back.global_start_time.value == hour - 300
    (picture,) = back.video_tracks()
    assert [one.name for one in picture.find_clips()][:3] == ["slate", "leader", "title"]
    assert hour - 300 + picture.range_of_child_at_index(2).start_time.value == hour
    assert "01:00:00:00 01:00:04:00 00:59:48:00 00:59:52:00" in (folder / "film.edl").read_text("utf-8")
    with (folder / "stems" / "film_MIX.wav").open("rb") as file:
        header = file.read(2048)
    at = header.index(b"bext") + 8 + 338  # TimeReference, EBU Tech 3285
    assert int.from_bytes(header[at : at + 8], "little") == (3600 - 12) * RATE


def test_the_parts_of_the_sound_still_add_up(led: Project) -> None:
    """The tone is in the mix and in one of its parts, and so it plays once in an editor."""
    mix, *parts = (
        heard(led.script.with_suffix(".export") / "stems" / f"film_{n}.wav") for n in ("MIX", "DX", "FX", "BG")
    )
    assert np.abs(mix - sum(parts)).max() < 1e-4
    assert np.abs(mix[RATE * 10 : RATE * 10 + 1920]).max() == pytest.approx(0.1, abs=1e-3)


def test_an_edit_without_them_is_still_the_film(led: Project) -> None:
    """Who takes slate and leader out of the edit decides nothing about shots, and is told which settings they are."""
    path = led.script.with_suffix(".export") / "film.otio"
    assert not conform(led, path, dry=True).notes
    edited = otio.adapters.read_from_file(str(path))
    for track in edited.tracks:
        del track[:2]
    otio.adapters.write_to_file(edited, str(path.with_name("edited.otio")))
    told = conform(led, path.with_name("edited.otio"), dry=True)
    assert not told.decided
    assert len(told.notes) == 1
    assert "cut.leader" in told.notes[0]


def test_a_slate_says_what_film_it_is(led: Project) -> None:
    """Draft, picture, rate and duration without what comes before it, in the script's language."""
    cut = cut_of(led)
    said = dict(slated(understand(led), cut, led))
    assert (said["Version"], said["Cadence"], said["Image"]) == ("3 mai", "25 i/s", "160 × 90, 1,78")
    seconds, frames = divmod(cut.frames - 300, 25)
    assert said["Durée"] == f"00:00:{seconds:02d}:{frames:02d}"


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(24000, 1001), Fraction(30)])
def test_a_leader_counts_in_timecode(rate: Fraction) -> None:
    """Each number has a second of timecode; the hand begins each at the top; nothing moves after the 2."""
    counted, leader = round(rate), Leader((320, 180), rate)
    plain = [planes(leader.at(second * counted))[0] for second in range(6)]
    assert len({one.tobytes() for one in plain}) == 6
    swept = [float(planes(leader.at(frame))[0].mean()) for frame in range(counted)]
    assert swept == sorted(swept, reverse=True)
    assert planes(leader.at(6 * counted))[0].max() > 100 > 16 == planes(leader.at(6 * counted + 1))[0].max()
