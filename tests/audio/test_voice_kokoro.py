"""Kokoro keeps the contract of every voice with weights."""

import pickle
from itertools import pairwise
from pathlib import Path

import pytest
import tiny_models
from contracts.voices import TEXTS, WeightsContract, line

from audio.voices.kokoro import Kokoro


class TestKokoro(WeightsContract):
    kind = Kokoro
    weights = "*.onnx"

    @staticmethod
    def furnish(folder: Path) -> tuple[str, str]:
        tiny_models.kokoro(folder, names=("ff_one", "ff_two", "fm_three", "bf_four"))
        return "ff_one", "fm_three"


def test_a_model_that_tells_its_durations_gives_exact_times(tmp_path):
    """Words are timed by the engine where the model was exported with its durations, by ear elsewhere."""
    (told,) = Kokoro(models=str(tiny_models.kokoro(tmp_path, times=True))).speak([line(TEXTS["fr"][0])])
    assert told.confidence == 1.0
    begins = [word.begin for word in told.words]
    assert begins[-1] > 0.8 * told.seconds
    assert max(later - begin for begin, later in pairwise(begins)) < 1.0


def test_names_say_language_and_gender(tmp_path):
    """As the makers of the voices name them."""
    tiny_models.kokoro(tmp_path)
    found = {one.name: (one.languages[0], one.gender) for one in Kokoro(models=str(tmp_path)).speakers()}
    assert found == {"af_two": ("en-us", "f"), "am_three": ("en-us", "m"), "ff_one": ("fr-fr", "f")}


@pytest.mark.parametrize("content", [b"", b"none", pickle.dumps({"ff_one": [1]}), b"PK\x03\x04 cut"], ids=len)
def test_a_file_that_holds_no_voices_is_refused(tmp_path, content):
    """Above all a pickle, which could run anything."""
    voices = tiny_models.kokoro(tmp_path) / "voices.bin"
    voices.write_bytes(content)
    trouble = Kokoro(models=str(tmp_path)).unavailable() or ""
    assert str(voices) in trouble
    assert "copy it again" in trouble


def test_two_models_are_one_too_many(tmp_path):
    """It is not guessed which is to speak."""
    tiny_models.kokoro(tmp_path)
    (tmp_path / "kokoro-int8.onnx").write_bytes(b"")
    assert "leave the one" in (Kokoro(models=str(tmp_path)).unavailable() or "")
