"""The mix against its promises: length, loudness, peaks, blocks."""

import re
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from audio import wav
from audio.blocks import BLOCK, GRAIN, blocks, sections, shifted, stretch
from audio.errors import AudioError
from audio.lines import RATE, Samples
from audio.mix import laid, level_of, mix, mix_to_wav, mixed, parts
from audio.presets import PRESETS
from audio.timeline import Placed, Region, Shelf, Timeline

SCENE = 470 * GRAIN


@dataclass(frozen=True, slots=True)
class Speech:
    """Noise with the band, the syllables and the level of speech: -20 dBFS RMS."""

    seconds: float
    seed: int
    level: float = -20.0

    def __call__(self) -> Samples:
        n = int(self.seconds * RATE)
        noise = np.random.default_rng(self.seed).standard_normal(n)
        noise = np.convolve(noise, np.hanning(40), "same") * (1 + np.sin(np.arange(n) * 2 * np.pi * 4 / RATE))
        return (noise / noise.std() * 10 ** (self.level / 20)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Air:
    """A loop of ten seconds of quiet noise."""

    seed: int
    level: float = -36.0

    def __call__(self) -> Samples:
        noise = np.random.default_rng(self.seed).standard_normal((10 * RATE, 2))
        return (noise * 10 ** (self.level / 20)).astype(np.float32)


def film(seconds: float = 21.3, *, lines: int = 8, level: float = -20.0) -> Timeline:
    """Scenes of ten seconds, a line every four, one effect."""
    n = int(seconds * RATE)
    return Timeline(
        samples=n,
        dialogue=tuple(
            Placed(int((1 + 4 * k) * RATE), 2 * RATE, Speech(2.0, k, level))
            for k in range(lines)
            if (4 * k + 3) * RATE < n
        ),
        effects=(Placed(9 * RATE + 77, RATE, Speech(1.0, 99, -14), pan=-0.5),),
        ambience=tuple(Region(k * SCENE, min((k + 1) * SCENE, n), Air(k)) for k in range(-(-n // SCENE))),
        scenes=tuple(k * SCENE for k in range(-(-n // SCENE))),
    )


def ebur128(path: Path) -> tuple[float, float]:
    """Integrated loudness and true peak as ffmpeg measures them."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-nostats",
        "-i",
        str(path),
        "-af",
        "ebur128=peak=true",
        "-f",
        "null",
        "-",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = said[said.rindex("Summary:") :]
    loudness, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert loudness
    assert peak
    return float(loudness[1]), float(peak[1])


@pytest.mark.parametrize("preset", ["web", "tv"])
def test_programme_presets_are_reached(tmp_path: Path, preset: str) -> None:
    """ffmpeg finds the loudness within 0.5 LU, and the true peak under its limit."""
    level = mix_to_wav(tmp_path / "mix.wav", film(), preset=preset)
    loudness, peak = ebur128(tmp_path / "mix.wav")
    assert loudness == pytest.approx(PRESETS[preset].lufs, abs=0.3)
    assert level.expected == pytest.approx(loudness, abs=0.2)
    assert peak <= PRESETS[preset].peak
    assert level.notes == ()


def test_dialogue_preset_is_reached_on_the_lines(tmp_path: Path) -> None:
    """With the silences cut out, ffmpeg finds the lines at the streaming level."""
    timeline = film()
    mix_to_wav(tmp_path / "mix.wav", timeline, preset="streaming")
    whole = wav.read(tmp_path / "mix.wav")
    lines = np.concatenate([whole[line.sample : line.sample + line.samples] for line in timeline.dialogue])
    (tmp_path / "lines.wav").write_bytes(wav.to_bytes(lines))
    assert ebur128(tmp_path / "lines.wav")[0] == pytest.approx(-27.0, abs=0.5)


def test_the_limiter_holds_hot_material(tmp_path: Path) -> None:
    """Bursts far above the rest are brought under the limit, and the loudness is still met."""
    loud = film(level=-14.0)
    hot = Timeline(loud.samples, loud.dialogue, (Placed(18 * RATE, RATE, Speech(1.0, 5, -3.0)),), loud.ambience)
    mix_to_wav(tmp_path / "mix.wav", hot, preset="web")
    loudness, peak = ebur128(tmp_path / "mix.wav")
    assert loudness == pytest.approx(-14.0, abs=0.5)
    assert peak <= -1.0


@pytest.mark.parametrize("seconds", [0.0, 0.00002, 0.01, 0.3, 9.99999, 10.0, 13.7])
def test_length_is_exact(seconds: float) -> None:
    """Whatever the length, the blocks hold exactly as many samples as the film."""
    timeline = film(seconds)
    blocks = list(mix(timeline, level_of(timeline)))
    assert sum(len(block) for block in blocks) == timeline.samples
    assert all(block.dtype == np.float32 and block.shape[1] == 2 for block in blocks)


def test_blocks_equal_one_piece() -> None:
    """A film made block by block is the film made in one piece, limiter included, to a thousandth of a 16-bit step."""
    timeline = film(level=-15.0)
    level = level_of(timeline)
    whole = mixed(laid(stretch(timeline, 0, timeline.samples), Shelf()), level, 0, timeline.samples)
    streamed = np.concatenate(list(mix(timeline, level)))
    assert level.gain_db > 0
    assert np.abs(whole - streamed).max() < 2**-16 / 1000


def test_blocks_tile_the_film() -> None:
    """Sections tile the film, blocks tile their sections, and none is much longer than a block."""
    timeline = film(95.0)
    assert sum(section.samples for _mark, section in sections(timeline)) == timeline.samples
    for _mark, section in sections(timeline):
        assert sum(part.samples for _at, part in blocks(section)) == section.samples
    assert max(part.samples for part in parts(timeline)) <= 3 * BLOCK


def test_a_changed_line_touches_only_its_blocks() -> None:
    """What the other blocks are made of stays the same."""
    before = film(60.0)
    changed = replace(before.dialogue[6], source=Speech(2.0, 77))
    after = replace(before, dialogue=(*before.dialogue[:6], changed, *before.dialogue[7:]))
    was = set(parts(before))
    fresh = [part for part in parts(after) if part not in was]
    assert len(fresh) <= 3
    assert len(was) > 15


@pytest.mark.parametrize("packets", [1, 37, 400])
def test_a_film_that_moves_keeps_its_blocks(packets: int) -> None:
    """A line that becomes longer moves all later scenes; only what is near it is another block."""
    before, by = film(60.0), packets * GRAIN
    at = before.scenes[2]

    def later(sample: int) -> int:
        return sample + by if sample >= at else sample

    after = Timeline(
        before.samples + by,
        tuple(replace(line, sample=later(line.sample)) for line in before.dialogue),
        tuple(replace(sound, sample=later(sound.sample)) for sound in before.effects),
        tuple(
            replace(one, start=later(one.start), end=later(one.end - 1) + 1, anchor=later(one.start) - one.start)
            for one in (replace(one, end=one.end + by * (one.end == at)) for one in before.ambience)
        ),
        tuple(later(scene) for scene in before.scenes),
    )
    was = set(parts(before))
    assert len([part for part in parts(after) if part not in was]) <= 6 + by // BLOCK


def test_the_other_length_of_a_seam_is_foreseen() -> None:
    """A section that is made a packet longer ahead of time is the one that the moved film asks for."""
    before = film(60.0)
    longer = shifted(dict(sections(before))[before.scenes[2]], GRAIN)
    at = before.scenes[3]

    def later(sample: int) -> int:
        return sample + GRAIN if sample >= at else sample

    after = Timeline(
        before.samples + GRAIN,
        tuple(replace(line, sample=later(line.sample)) for line in before.dialogue),
        tuple(replace(sound, sample=later(sound.sample)) for sound in before.effects),
        tuple(
            replace(one, start=later(one.start), end=later(one.end), anchor=later(one.start) - one.start)
            for one in before.ambience
        ),
        tuple(later(scene) for scene in before.scenes),
    )
    assert dict(sections(after))[before.scenes[2]] == longer


def test_joins_of_blocks_bend_no_more_than_the_sound_does() -> None:
    """At each edit the second derivative is like that of any other sample: no clicks."""
    timeline = film(40.0, level=-15.0)
    heard = np.concatenate(list(mix(timeline, level_of(timeline))))
    bend = np.abs(np.diff(heard, n=2, axis=0)).max(axis=1)
    joins = np.cumsum([part.samples for part in parts(timeline)])[:-1]
    for join in joins:
        near = bend[join - 2000 : join + 2000]
        assert bend[join - 3 : join + 2].max() <= near.max()
        assert bend[join - 3 : join + 2].mean() < 4 * near.mean() + 1e-4
    assert abs(heard.mean()) < 10 ** (-70 / 20)


def test_the_same_film_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two mixes of one timeline are one file."""
    for name in ("a.wav", "b.wav"):
        mix_to_wav(tmp_path / name, film(13.0))
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


@pytest.mark.parametrize("preset", ["web", "tv"])
def test_a_film_without_speech_is_as_loud_as_any(tmp_path: Path, preset: str) -> None:
    """A place that brings it the whole preset, and its peaks stay under the limit."""
    silent = Timeline(20 * RATE, ambience=film(20.0).ambience)
    mix_to_wav(tmp_path / "mix.wav", silent, preset=preset)
    loudness, peak = ebur128(tmp_path / "mix.wav")
    assert loudness == pytest.approx(PRESETS[preset].lufs, abs=0.5)
    assert peak <= PRESETS[preset].peak


def test_an_empty_film_is_silence() -> None:
    """Nothing to hear is silence, said by a note, never a division by zero."""
    timeline = Timeline(5 * RATE)
    level = level_of(timeline)
    assert [note.code for note in level.notes] == ["silent"]
    assert not np.concatenate(list(mix(timeline, level))).any()


def test_a_single_line_in_a_long_silence_is_not_crushed(tmp_path: Path) -> None:
    """The ambience is raised rather than the line: the preset is reached, and the line is 4 LU above it at most."""
    quiet = film(60.0, lines=1)
    level = mix_to_wav(tmp_path / "mix.wav", quiet, preset="web")
    assert ebur128(tmp_path / "mix.wav")[0] == pytest.approx(-14.0, abs=0.5)
    assert level.lift_db > 0
    assert -20.0 + level.gain_db <= -14.0 + 4.0 + 1.0


def test_an_unknown_preset_teaches(tmp_path: Path) -> None:
    """The message lists the presets, and no file is left behind."""
    with pytest.raises(AudioError, match="web, tv, cinema, streaming"):
        mix_to_wav(tmp_path / "mix.wav", film(2.0), preset="vinyl")
    assert list(tmp_path.iterdir()) == []


def test_a_failing_source_leaves_nothing(tmp_path: Path) -> None:
    """A sound that cannot be used stops the mix, and the folder stays as it was."""

    def wrong() -> Samples:
        return np.zeros((10, 3), np.float32)

    with pytest.raises(AudioError, match="mono"):
        mix_to_wav(tmp_path / "mix.wav", Timeline(RATE, (Placed(0, 10, wrong),)))
    assert list(tmp_path.iterdir()) == []
