"""A person's own folder of sounds."""

from pathlib import Path

import numpy as np
import pytest

from audio import own, sounds, wav
from audio.errors import AudioError
from audio.lines import RATE
from audio.own import ready


def folder(at: Path, *names: str) -> Path:
    for name in names:
        (at / name).write_bytes(wav.to_bytes(sounds.effect("knock")))
    return at


def test_files_are_found_by_name_in_both_languages(tmp_path: Path) -> None:
    """French or English, with accents, numbers and dashes; notes are left alone."""
    at = folder(tmp_path, "porte.wav", "Téléphone.wav", "dog-2.flac", "ambiance-café.wav", "ambience_street.mp3")
    (at / "notes.txt").write_text("...")
    found = {name: path.name for name, path in own.found(at).items()}
    assert found == {
        "door_open": "porte.wav", "phone_ring": "Téléphone.wav", "dog": "dog-2.flac",
        "bg:cafe": "ambiance-café.wav", "bg:street": "ambience_street.mp3",
    }  # fmt: skip


@pytest.mark.parametrize(("names", "said"), [(["zorglub.wav"], "zorglub"), (["chien.wav", "dog.wav"], "same sound")])
def test_what_is_not_understood_is_said(tmp_path: Path, names: list[str], said: str) -> None:
    """A name that means nothing, or two files for one sound, are refused with the remedy."""
    with pytest.raises(AudioError, match=said):
        own.found(folder(tmp_path, *names))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """It is named, with the setting to mend."""
    with pytest.raises(AudioError, match=r"\[sound\] folder"):
        own.found(tmp_path / "nowhere")


def test_every_name_stands_for_an_effect() -> None:
    """The table of names speaks of effects that there are."""
    assert set(own._aliases().values()) <= set(sounds.names())


def test_an_ambience_comes_round_without_a_seam_and_an_effect_opens_softly():
    """However it was cut: no step where the loop begins again, no offset; an effect begins and ends on zero."""
    time = np.arange(3 * RATE) / RATE
    tone = (0.2 + 0.5 * np.sin(2 * np.pi * 220.3 * time)).astype(np.float32)
    loop = ready(np.stack([tone, tone], axis=1), "loop")
    assert abs(float(loop.mean())) < 0.01
    twice = np.concatenate([loop, loop])[:, 0]
    bend = np.abs(np.diff(twice, n=2))
    seam = slice(len(loop) - 10, len(loop) + 10)
    assert bend[seam].max() < 2 * np.abs(np.diff(tone, n=2)).max()
    effect = ready(tone, "effect")
    assert abs(effect[0]) < 0.01 > abs(effect[-1])
    assert np.array_equal(effect[RATE : 2 * RATE], tone[RATE : 2 * RATE])
    assert ready(tone, "footage") is tone
