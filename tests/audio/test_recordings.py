"""Recordings of people: any sound file becomes a take, or an error that one can act on."""

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from contracts.voices import line

from audio import wav
from audio.errors import AudioError
from audio.lines import RATE, VoiceSpec
from audio.recordings import flaws, read, take
from audio.slates import SOUNDS, slate
from audio.takes import LEVEL, speech_level
from audio.voices.espeak import Espeak

TEXT = "Attends-moi, j'arrive tout de suite, je prends mon manteau."


def performed(text: str = TEXT) -> np.ndarray:
    """Someone else who says the line, with a noisy room before and after."""
    said = replace(line(text), voice=VoiceSpec("fr", "m", 50, 0, "man-4"))
    (spoken,) = Espeak(rate=0.9).speak([said])
    room = np.random.default_rng(1).standard_normal(2 * RATE).astype(np.float32) * 0.002
    sound = np.concatenate([room[:RATE], spoken.samples, room[RATE:]])
    return sound + np.resize(room, len(sound))


def encoded(path: Path, sound: np.ndarray, codec: str, *, rate: int = 44100, layout: str = "stereo") -> Path:
    """A sound file of another kind."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream(codec, rate=rate)
        stream.layout = layout
        frame = av.AudioFrame.from_ndarray(sound[None].astype(np.float32), format="flt", layout="mono")
        frame.rate = RATE
        resampler = av.AudioResampler(stream.format, layout, rate, frame_size=stream.codec_context.frame_size or 1024)
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "codec", "layout"),
    [("a.flac", "flac", "stereo"), ("a.mp3", "libmp3lame", "mono"), ("a.m4a", "aac", "stereo"),
     ("a.aiff", "pcm_s16be", "mono"), ("a.ogg", "libopus", "mono")],
)  # fmt: skip
def test_any_sound_file_is_read(tmp_path, name, codec, layout):
    """Whatever its format, rate and channels, a file gives the same performance."""
    sound = performed()
    rate = 48000 if codec == "libopus" else 44100
    heard = read(encoded(tmp_path / name, sound, codec, rate=rate, layout=layout))
    assert abs(len(heard) - len(sound)) < RATE // 5
    assert abs(speech_level(heard) - speech_level(sound)) < 1.5


def test_a_recording_becomes_a_take(tmp_path):
    """Trimmed to the voice, at the level that is asked for, each word with its time."""
    path = tmp_path / "a.wav"
    path.write_bytes(wav.to_bytes(0.2 * performed()))
    made = take(line(TEXT), path, level=LEVEL)
    assert abs(speech_level(made.samples) - LEVEL) < 1
    assert made.seconds < len(performed()) / RATE - 1.5
    assert made.confidence > 0.3
    assert made.words[0].begin < 0.2
    assert made.words[-1].begin > made.seconds - 1


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all", b"\xff\xfb\x90\x00" * 9], ids=len)
def test_what_is_no_sound_is_refused(tmp_path, content):
    """The file is named, with what to do."""
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(AudioError, match=r"a\.wav: .*(export|record)"):
        read(path)


def test_silence_and_sessions_are_refused(tmp_path):
    """A muted microphone, and an hour that nobody cut up."""
    path = tmp_path / "a.wav"
    path.write_bytes(wav.to_bytes(np.zeros(RATE, np.float32)))
    with pytest.raises(AudioError, match="nothing is heard"):
        read(path)
    path.write_bytes(wav.to_bytes(np.full(601 * RATE, 0.1, np.float32), bits=16))
    with pytest.raises(AudioError, match="more than 10 minutes"):
        read(path)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("DX_MARTHE_S12_L1f3a9c_T2.wav", ("MARTHE", "12", "1f3a9c", 2)),
        ("dx_Le_Serveur_s3A_l4_t10 bis.flac", ("Le_Serveur", "3A", "4", 10)),
        ("MARTHE take 2.wav", None),
        ("DX_MARTHE_S12_T2.wav", None),
    ],
)
def test_names_say_whose_line_it_is(name, told):
    """As a sound department names its files, and nothing is guessed from other names."""
    said = slate(Path(name))
    assert (said and (said.who, said.scene, said.line, said.take)) == told
    assert Path(name).suffix in SOUNDS


@pytest.mark.parametrize(
    ("spoiled", "found"),
    [
        (lambda sound: sound, ()),
        (lambda sound: sound / np.abs(sound).max(), ()),
        (lambda sound: np.clip(20 * sound, -1, 1), ("clipped",)),
        (lambda sound: 0.01 * sound, ("faint",)),
        (lambda sound: np.tile(sound, 6), ("long",)),
    ],
)
def test_what_is_wrong_with_a_recording_is_told(tmp_path, spoiled, found):
    """Cut-off peaks, a voice too weak, a take that holds the line six times; not a take brought to its full scale."""
    path = tmp_path / "take.wav"
    path.write_bytes(wav.to_bytes(spoiled(performed()).astype(np.float32), bits=24))
    assert flaws(path, 3.0) == found
