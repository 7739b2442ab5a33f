"""Piper keeps the contract of every voice with weights, and tells when its words are heard."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_models
from contracts.voices import TEXTS, WeightsContract, line

from audio.errors import AudioError
from audio.lines import Line, Take
from audio.voices.piper import Piper


class TestPiper(WeightsContract):
    kind = Piper
    weights = "*.onnx"

    @staticmethod
    def furnish(folder: Path) -> tuple[str, str]:
        tiny_models.piper(folder / "fr_FR-many-tiny.onnx", speakers=3)
        tiny_models.piper(folder / "deeper/en_US-one-tiny.onnx", language="en_US", times=False)
        return "fr_FR-many-tiny#voice0", "FR_fr-many-tiny#voice2"

    def test_it_tells_when_its_words_are_heard(self):
        """Times from the engine are exact; a model that does not tell its durations gets times found by ear."""
        french, english = self.said(line(TEXTS["fr"][0]), line(TEXTS["en"][0], language="en"))
        assert french.confidence == 1.0
        assert english.confidence < 1.0
        assert french.words[0].begin < 0.1

    def test_without_noise_it_is_another_take(self):
        """Noise is the maker's own by default; without any the voice is flatter, and as repeatable."""
        flat = Piper(models=str(self.folder), noise=0)
        first, again = (self.one(flat, line(TEXTS["fr"][0])) for _ in range(2))
        assert (
            first.samples.tobytes() == again.samples.tobytes() != self.said(line(TEXTS["fr"][0]))[0].samples.tobytes()
        )

    def test_a_line_in_a_tongue_without_voice_is_the_speakers_own(self):
        """Someone with a voice who says a line in another tongue says it in theirs, and it is noted."""
        spec = replace(line("x").voice, language="de", name=self.pair[0])
        german = replace(line("Guten Tag."), voice=spec, manner="whisper")
        assert self.said(german)[0].words
        notes = self.voice.notes([german])
        assert [word for word in ("whisper", "“de”") if any(word in note for note in notes)] == ["whisper", "“de”"]

    def test_genders_may_be_declared(self):
        """What the model does not say, the settings may; a name that is no voice is refused."""
        declared = Piper(models=str(self.folder), genders={"fr_FR-many-tiny#voice1": "f"})
        spoken = self.one(declared, line("Bonjour !", variant=5))
        named = replace(line("Bonjour !"), voice=replace(line("x").voice, name="fr_FR-many-tiny#voice1"))
        assert spoken.samples.tobytes() == self.said(named)[0].samples.tobytes()
        assert "there is no voice “x”" in (Piper(models=str(self.folder), genders={"x": "f"}).unavailable() or "")

    @staticmethod
    def one(voice: Piper, spoken: Line) -> Take:
        (take,) = voice.speak([spoken])
        return take

    @pytest.mark.parametrize(
        "described",
        [
            "",
            "{",
            "[]",
            '{"audio": {"sample_rate": 22050}}',
            None,
            '{"phoneme_id_map": 3, "audio": {"sample_rate": 1}}',
        ],
    )
    def test_a_model_without_its_description_is_refused(self, tmp_path, described):
        """What is missing or wrong beside the model is named, with the remedy."""
        model = tiny_models.piper(tmp_path / "fr_FR-x-tiny.onnx")
        beside = tmp_path / "fr_FR-x-tiny.onnx.json"
        beside.unlink() if described is None else beside.write_text(described)
        trouble = Piper(models=str(tmp_path)).unavailable() or ""
        assert str(beside) in trouble
        assert "copy" in trouble
        assert model.exists()

    def test_a_model_of_another_kind_is_refused(self, tmp_path):
        """A graph with other inputs, phonemes that would be fetched, speakers that the graph lacks: said."""
        model = tiny_models.piper(tmp_path / "fr_FR-x-tiny.onnx")
        beside = tmp_path / "fr_FR-x-tiny.onnx.json"
        described = json.loads(beside.read_text())
        for change in ({"phoneme_type": "pinyin"}, {"num_speakers": 4}, {"phoneme_id_map": {"a": [999]}}):
            beside.write_text(json.dumps(described | change))
            with pytest.raises(AudioError, match="piper cannot use the voice"):
                self.one(Piper(models=str(tmp_path)), line("Bonjour !"))
        assert model.exists()

    def test_pickles_are_never_read(self, tmp_path):
        """Weights that could run a program are refused by their name."""
        (tmp_path / "voice.ckpt").write_bytes(b"cos\nsystem\n")
        assert "never read" in (Piper(models=str(tmp_path)).unavailable() or "")

    def test_the_engine_is_loaded_in_its_own_program(self):
        """GPL-3 stays on the other side of the pipes: neither Piper nor its runtime is in this program."""
        program = (
            "import sys; from contracts.voices import line; from audio.voices.piper import Piper;"
            f"list(Piper(models={str(self.folder)!r}).speak([line('Bonjour !')]));"
            "sys.exit(bool({'piper', 'onnxruntime', 'onnx'} & sys.modules.keys()))"
        )
        tests = Path(__file__).parents[1]
        assert subprocess.run([sys.executable, "-c", program], cwd=tests, timeout=60).returncode == 0


def test_two_models_of_one_name_are_refused(tmp_path):
    """A name stands for one voice."""
    tiny_models.piper(tmp_path / "a/fr_FR-x-tiny.onnx")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    assert "rename" in (Piper(models=str(tmp_path)).unavailable() or "")


def test_nothing_in_a_worker_reaches_the_network():
    """What an engine might try is refused by the interpreter of its program."""
    program = (
        "from audio.voices.serving import alone; alone(); import socket, os;"
        "assert os.environ['HF_HUB_OFFLINE'] == '1';"
        "socket.create_connection(('127.0.0.1', 9))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert "voices stay off the network" in done.stderr
