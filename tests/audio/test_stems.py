"""Stems against what an editor needs of them."""

import subprocess
from dataclasses import replace
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from test_mix_levels import film

from audio import stems, wav
from audio.mix import level_of
from audio.timeline import Timeline


def written(folder: Path, timeline: Timeline, **options: int) -> dict[str, Path]:
    files = {name: folder / f"{name}.wav" for name in stems.names(timeline)}
    stems.write(files, timeline, level_of(timeline), **options)
    return files


def test_stems_add_up_to_the_mix(tmp_path: Path) -> None:
    """DX, FX and BG add up to MIX under -100 dB, limiter and all; so do the characters to DX; all last the same."""
    timeline = film(30.0, level=-14.0)
    lines = tuple(replace(line, who=("lea", "noe")[n % 2]) for n, line in enumerate(timeline.dialogue))
    files = written(tmp_path, replace(timeline, dialogue=lines))
    sounds = {name: wav.read(path) for name, path in files.items()}
    assert set(sounds) == {"MIX", "DX", "FX", "BG", "DX_LEA", "DX_NOE"}
    assert {len(sound) for sound in sounds.values()} == {timeline.samples}
    assert np.abs(sounds["DX"] + sounds["FX"] + sounds["BG"] - sounds["MIX"]).max() < 1e-5
    assert np.abs(sounds["DX_LEA"] + sounds["DX_NOE"] - sounds["DX"]).max() < 1e-5
    assert all(np.abs(sound).max() > 0.01 for sound in sounds.values())


def test_a_broadcast_file_says_when_it_begins(tmp_path: Path) -> None:
    """ffmpeg reads the time reference, the rate and the depth."""
    files = written(tmp_path, film(3.0), reference=172_800_000)
    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(files["MIX"])], capture_output=True, text=True, check=False
    )
    assert "time_reference  : 172800000" in done.stderr
    assert "pcm_s24le" in done.stderr
    assert "48000 Hz, stereo" in done.stderr
