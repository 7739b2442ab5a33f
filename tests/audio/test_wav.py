"""Sound at rest: WAV, RF64, takes."""

import struct
import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from audio import takefile, wav
from audio.errors import AudioError
from audio.lines import RATE, Take, Word


def noise(*shape: int) -> np.ndarray:
    return (np.random.default_rng(3).standard_normal(shape) * 0.1).astype(np.float32)


@pytest.mark.parametrize("bits", [16, 24])
@pytest.mark.parametrize("shape", [(1001,), (1001, 2), (0,), (1,)])
def test_round_trip(tmp_path: Path, bits: wav.Bits, shape: tuple[int, ...]) -> None:
    """What is written comes back within half a step."""
    (tmp_path / "a.wav").write_bytes(wav.to_bytes(noise(*shape), bits=bits))
    back = wav.read(tmp_path / "a.wav")
    assert back.shape == shape
    assert np.abs(back - noise(*shape)).max(initial=0) <= 0.51 / 2 ** (bits - 1) + 1e-7


def test_ffmpeg_reads_ours_and_we_read_ffmpegs(tmp_path: Path) -> None:
    """Both ways, to the sample."""
    (tmp_path / "a.wav").write_bytes(wav.to_bytes(noise(RATE, 2), bits=24))
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(tmp_path / "a.wav"), "-c:a", "pcm_s24le"]
    subprocess.run([*command, str(tmp_path / "b.wav")], check=True)
    assert (wav.read(tmp_path / "b.wav") == wav.read(tmp_path / "a.wav")).all()


def test_large_files_are_rf64() -> None:
    """Six hours of 24-bit stereo exceed 4 GB: sizes move to the ds64 chunk."""
    frames = 6 * 3600 * RATE
    head = wav.header(frames, channels=2, bits=24)
    assert head[:4] == b"RF64"
    assert struct.unpack_from("<Q", head, 28)[0] == frames * 6
    assert struct.unpack_from("<Q", head, 20)[0] == frames * 6 + len(head) - 8
    assert wav.header(RATE, channels=2, bits=16)[:4] == b"RIFF"


def test_rf64_is_read(tmp_path: Path) -> None:
    """The size in ds64 counts, whatever the file's length."""
    head = bytearray(wav.header(6 * 3600 * RATE, channels=2, bits=24))
    struct.pack_into("<Q", head, 28, 60)
    (tmp_path / "a.wav").write_bytes(bytes(head) + wav.pcm(noise(10, 2), 24))
    assert wav.read(tmp_path / "a.wav").shape == (10, 2)


def test_loud_samples_clip_and_do_not_wrap(tmp_path: Path) -> None:
    """Twice full scale is full scale."""
    (tmp_path / "a.wav").write_bytes(wav.to_bytes(np.array([2.0, -2.0], np.float32), bits=16))
    assert wav.read(tmp_path / "a.wav") == pytest.approx([1.0, -1.0], abs=1e-4)


def test_take_round_trip(tmp_path: Path) -> None:
    """Line, words and sound come back; the same take gives the same bytes."""
    take = Take("b-12é", noise(4801), (Word(0, 5, 0.01, 0.3), Word(6, 9, 0.31, 0.62)))
    (tmp_path / "take.wav").write_bytes(takefile.save(take))
    back = takefile.load(tmp_path / "take.wav")
    assert (back.line, back.words) == (take.line, take.words)
    assert np.abs(back.samples - take.samples).max() < 1e-6
    assert takefile.save(take) == takefile.save(take)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF",
        b"not sound at all, but long enough",
        wav.to_bytes(noise(10))[:20],
        wav.to_bytes(noise(10), extra=b""),
    ],
)
def test_files_that_hold_no_take_teach(tmp_path: Path, data: bytes) -> None:
    """The message names the file."""
    (tmp_path / "take.wav").write_bytes(data)
    with pytest.raises(AudioError, match=r"take\.wav"):
        takefile.load(tmp_path / "take.wav")


def test_a_missing_file_teaches(tmp_path: Path) -> None:
    """And so does one that is not there."""
    with pytest.raises(AudioError, match="cannot be read"):
        wav.read(tmp_path / "none.wav")


def test_another_rate_is_refused(tmp_path: Path) -> None:
    """It would play at the wrong speed."""
    data = bytearray(wav.to_bytes(noise(10)))
    struct.pack_into("<I", data, 24, 44_100)
    (tmp_path / "a.wav").write_bytes(bytes(data))
    with pytest.raises(AudioError, match="convert it to 48000"):
        wav.read(tmp_path / "a.wav")
