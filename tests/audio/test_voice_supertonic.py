"""Supertonic keeps the contract of every voice with weights."""

from pathlib import Path

import pytest
import tiny_models
from contracts.voices import WeightsContract, line

from audio.errors import AudioError
from audio.voices.supertonic import Supertonic


class TestSupertonic(WeightsContract):
    kind = Supertonic
    weights = "*.onnx"

    @staticmethod
    def furnish(folder: Path) -> tuple[str, str]:
        tiny_models.supertonic(folder / "supertonic-3")
        return "F1", "M1"


def test_a_version_speaks_its_languages(tmp_path):
    """The first one knows English only, and refuses French."""
    first = Supertonic(models=str(tiny_models.supertonic(tmp_path)), version=1)
    assert next(iter(first.speak([line("Hello!", language="en-us")]))).words
    with pytest.raises(AudioError, match="speaks “fr”"):
        list(first.speak([line("Bonjour !")]))


@pytest.mark.parametrize("part", ["onnx/tts.json", "onnx/vocoder.onnx", "voice_styles"])
def test_a_missing_part_is_named(tmp_path, part):
    """Not fetched, not guessed: named, with the folder."""
    missing = tiny_models.supertonic(tmp_path) / part
    missing.rename(tmp_path / "elsewhere")
    trouble = Supertonic(models=str(tmp_path)).unavailable() or ""
    assert part in trouble
    assert str(tmp_path) in trouble


@pytest.mark.parametrize("content", ["", "{}", '{"style_ttl": 1, "style_dp": 2}'])
def test_a_damaged_voice_is_an_error(tmp_path, content):
    """A file of a voice that is none names the voice."""
    (tiny_models.supertonic(tmp_path) / "voice_styles/F1.json").write_text(content)
    with pytest.raises(AudioError, match="supertonic cannot use the voice “F1”"):
        list(Supertonic(models=str(tmp_path)).speak([line("Bonjour !")]))
