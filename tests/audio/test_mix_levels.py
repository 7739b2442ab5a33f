"""The mix against its promises: length, loudness, peaks, blocks."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from audio import wav
from audio.errors import AudioError
from audio.levels import BLOCK, find_level
from audio.lines import RATE, Samples
from audio.mix import mix, mix_block, mix_to_wav
from audio.presets import PRESETS
from audio.timeline import Placed, Region, Shelf, Timeline


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
        ambience=tuple(Region(k * BLOCK, min((k + 1) * BLOCK, n), Air(k)) for k in range(-(-n // BLOCK))),
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
    blocks = list(mix(timeline, find_level(timeline)))
    assert sum(len(block) for block in blocks) == timeline.samples
    assert all(block.dtype == np.float32 and block.shape[1] == 2 for block in blocks)


def test_blocks_equal_one_piece() -> None:
    """A block made alone, whatever its borders, is the same stretch of the film."""
    timeline = film(level=-15.0)
    level = find_level(timeline)
    whole = mix_block(timeline, level, 0, timeline.samples, shelf=Shelf())
    streamed = np.concatenate(list(mix(timeline, level)))
    alone = mix_block(timeline, level, 14 * RATE, 17 * RATE, shelf=Shelf())
    assert np.abs(whole - streamed).max() < 1e-6
    assert np.abs(whole[14 * RATE : 17 * RATE] - alone).max() < 1e-6


def test_a_changed_line_touches_only_its_blocks() -> None:
    """At one level, blocks away from a changed line keep their bytes."""
    before = film(34.3)
    moved = Placed(before.dialogue[2].sample, 2 * RATE, Speech(2.0, 77))
    after = Timeline(
        before.samples, (*before.dialogue[:2], moved, *before.dialogue[3:]), before.effects, before.ambience
    )
    level = find_level(before)
    changed = [a.tobytes() != b.tobytes() for a, b in zip(mix(before, level), mix(after, level), strict=True)]
    assert changed == [True, True, False, False]


def test_the_same_film_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two mixes of one timeline are one file."""
    for name in ("a.wav", "b.wav"):
        mix_to_wav(tmp_path / name, film(13.0))
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_a_film_without_speech_stays_quiet(tmp_path: Path) -> None:
    """Ambience alone is not blown up to -14: it sits where it would under dialogue, and a note says so."""
    silent = Timeline(20 * RATE, ambience=film(20.0).ambience)
    level = mix_to_wav(tmp_path / "mix.wav", silent, preset="web")
    assert [note.code for note in level.notes] == ["no-speech"]
    assert ebur128(tmp_path / "mix.wav")[0] == pytest.approx(level.expected, abs=0.2)
    assert level.expected < -22


def test_an_empty_film_is_silence() -> None:
    """Nothing to hear is silence, said by a note, never a division by zero."""
    timeline = Timeline(5 * RATE)
    level = find_level(timeline)
    assert [note.code for note in level.notes] == ["silent"]
    assert not np.concatenate(list(mix(timeline, level))).any()


def test_a_single_line_in_a_long_silence_is_not_crushed() -> None:
    """The rest of the film is quiet; its one line may not exceed the target by more than 4 LU."""
    quiet = film(60.0, lines=1)
    level = find_level(quiet)
    assert level.gain_db <= -14.0 + 4.0 + 20.0 + 1.0
    assert [note.code for note in level.notes] in ([], ["gain-capped"])


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
