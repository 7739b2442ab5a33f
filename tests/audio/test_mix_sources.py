"""A whole call, as the pipeline makes it: takes on disk, procedural beds and effects, rooms, ducking."""

from pathlib import Path

import numpy as np
import pytest

from audio import takefile, wav
from audio.laying import speech_spans
from audio.lines import RATE, Samples, Take
from audio.mix import level_of, mix, mix_to_wav
from audio.places import Place
from audio.timeline import Bed, Effect, Heard, Placed, Recorded, Region, Shelf, Timeline

KITCHEN, STREET = Place(kind="kitchen", size="small"), Place(kind="street", interior=False, size="open")


def steady() -> Samples:
    """An ambience that never changes: what the mix does to it can be read off."""
    return np.full((3 * RATE, 2), 0.1, np.float32)


def hush() -> Samples:
    return np.zeros(RATE, np.float32)


def played(timeline: Timeline) -> Samples:
    level = level_of(timeline)
    return np.concatenate(list(mix(timeline, level))) / np.float32(10 ** (level.gain_db / 20))


def test_a_scene_from_files_and_generators(tmp_path: Path) -> None:
    """Two scenes, a line on a telephone, a knock, a recorded bed: heard where they were laid."""
    time = np.arange(2 * RATE) / RATE
    speech = (0.14 * np.sin(2 * np.pi * 700 * time) * (1 + np.sin(2 * np.pi * 4 * time))).astype(np.float32)
    (tmp_path / "take.wav").write_bytes(takefile.save(Take("l1", speech, ())))
    (tmp_path / "bed.wav").write_bytes(wav.to_bytes(Bed(STREET, seed=1, seconds=3)()))
    timeline = Timeline(
        samples=9 * RATE,
        dialogue=(Placed(2 * RATE, 2 * RATE, Heard(tmp_path / "take.wav", "phone", KITCHEN)),),
        effects=(Placed(6 * RATE, RATE, Effect("knock", 7, KITCHEN)),),
        ambience=(
            Region(0, 5 * RATE, Bed(KITCHEN, seed=1, seconds=3)),
            Region(5 * RATE, 9 * RATE, Recorded(tmp_path / "bed.wav")),
        ),
    )
    mix_to_wav(tmp_path / "mix.wav", timeline)
    heard = wav.read(tmp_path / "mix.wav")
    assert heard.shape == (9 * RATE, 2)
    loud = np.square(heard).reshape(9, -1).mean(axis=1)
    assert loud[2:4].min() > 5 * loud[[0, 1, 4]].max()


def test_ambience_yields_to_speech_by_ten_decibels() -> None:
    """Down before the line, held after it, back a second later, without a step."""
    timeline = Timeline(10 * RATE, (Placed(4 * RATE, RATE, hush),), (), (Region(0, 10 * RATE, steady),))
    side = played(timeline)[:, 0]
    assert side[3 * RATE] == pytest.approx(0.1, abs=1e-4)
    assert side[4 * RATE : 5 * RATE + RATE // 5] == pytest.approx(0.1 * 10**-0.5, abs=1e-3)
    assert side[6 * RATE] == pytest.approx(0.1, abs=1e-4)
    assert np.abs(np.diff(side[RATE : 9 * RATE])).max() < 1e-4


def test_short_pauses_are_bridged() -> None:
    """Half a second between lines does not make the ambience breathe; two seconds do."""
    lines = tuple(Placed(int(at * RATE), RATE, hush) for at in (0, 1.5, 4.5))
    assert speech_spans(Timeline(9 * RATE, lines)) == [(0, int(2.5 * RATE)), (int(4.5 * RATE), int(5.5 * RATE))]


def test_one_bed_runs_through_its_cuts() -> None:
    """Regions that continue one another are one: nothing changes at their border."""
    whole = Timeline(9 * RATE, (), (), (Region(0, 9 * RATE, steady),))
    cut = Timeline(9 * RATE, (), (), tuple(Region(k * 3 * RATE, (k + 1) * 3 * RATE, steady) for k in range(3)))
    assert (played(whole) == played(cut)).all()


def test_crossfade_keeps_the_power() -> None:
    """Between two unrelated beds the level neither dips nor swells."""

    def other() -> Samples:
        return np.random.default_rng(8).standard_normal((3 * RATE, 2)).astype(np.float32) * np.float32(0.05)

    def noise() -> Samples:
        return np.random.default_rng(9).standard_normal((3 * RATE, 2)).astype(np.float32) * np.float32(0.05)

    timeline = Timeline(6 * RATE, (), (), (Region(0, 3 * RATE, noise), Region(3 * RATE, 6 * RATE, other)))
    side = played(timeline)[:, 0]
    middle = side[3 * RATE - RATE // 10 : 3 * RATE + RATE // 10]
    assert middle.std() == pytest.approx(side[RATE : 2 * RATE].std(), rel=0.05)


def test_pan_and_gain() -> None:
    """Hard left is silent on the right; -6 dB is half."""

    def tone() -> Samples:
        return (0.2 * np.sin(2 * np.pi * 500 * np.arange(RATE) / RATE)).astype(np.float32)

    left = played(Timeline(2 * RATE, (), (Placed(RATE // 2, RATE, tone, pan=-1.0),)))
    soft = played(Timeline(2 * RATE, (), (Placed(RATE // 2, RATE, tone, pan=-1.0, gain_db=-6.02),)))
    assert np.abs(left[:, 1]).max() < 1e-6
    assert np.abs(soft[:, 0]).max() == pytest.approx(np.abs(left[:, 0]).max() / 2, rel=1e-3)


def test_what_lies_outside_the_film_is_not_heard() -> None:
    """Sounds that begin before it or end after it are cut at its edges, which stay silent."""

    def tone() -> Samples:
        return np.full(RATE, 0.3, np.float32)

    edges = Timeline(
        RATE, (Placed(-RATE // 2, RATE, tone), Placed(RATE * 3 // 4, RATE, tone), Placed(9 * RATE, 1, tone))
    )
    side = played(edges)[:, 0]
    assert side[0] == side[-1] == 0
    assert len(side) == RATE


def test_sources_are_read_once_while_they_last() -> None:
    """The shelf keeps what comes back, and lets go of the oldest."""
    reads: list[int] = []

    def sound() -> Samples:
        reads.append(1)
        return np.zeros(1000, np.float32)

    shelf = Shelf(most=6000)
    for source in (sound, sound, hush, hush, sound):
        shelf.take(source)
    assert len(reads) == 2
