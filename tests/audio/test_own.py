"""A person's own folder of sounds."""

from pathlib import Path

import pytest

from audio import own, sounds, wav
from audio.errors import AudioError


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
