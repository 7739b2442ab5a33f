"""Piper: neural voices that are fast on any processor, of about forty languages, with the time of each phoneme.

The weights are pairs of files, ``fr_FR-siwis-medium.onnx`` and ``fr_FR-siwis-medium.onnx.json``. The engine is GPL-3
and runs in a program of its own (piper_worker.py).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Any, ClassVar

from audio.errors import AudioError
from audio.lines import Line
from audio.saying import Spoken
from audio.takes import Mark
from audio.voices.neural import Neural, marks_of_groups, refuse_pickles
from audio.voices.repertoire import Speaker


@dataclass(frozen=True)
class Piper(Neural):
    """Piper voices from a folder of models."""

    noise: float = 1.0
    """How much the voice wavers, as a share of what its maker chose: 0 is flatter, and twice as fast."""

    NAME: ClassVar[str] = "piper"
    PACKAGE: ClassVar[str] = "piper"
    LIBRARIES: ClassVar[tuple[str, ...]] = ("piper-tts", "onnxruntime")
    WANTED: ClassVar[str] = "NAME.onnx + NAME.onnx.json"

    def __post_init__(self) -> None:
        Neural.__post_init__(self)
        if not 0 <= self.noise <= 2:
            raise AudioError(_("piper: noise is from 0 to 2, not {given:g}").format(given=self.noise))

    def files(self) -> Sequence[Path]:
        """The models, and what describes each."""
        return [file for model in self._models() for file in (model, _beside(model))]

    def _models(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*.onnx") if path.is_file())

    def _catalogue(self) -> Sequence[Speaker]:
        models = self._models()
        if not models:
            refuse_pickles(self.folder, _("export the voice to ONNX"))
        found: dict[str, Path] = {}
        for model in models:
            if model.stem.lower() in found:
                message = _("{path}: there is another voice of this name, {other}; rename one of them")
                raise AudioError(message.format(path=model, other=found[model.stem.lower()]))
            found[model.stem.lower()] = model
        return [speaker for model in models for speaker in _speakers(model)]

    def _request(self, speaker: Speaker, line: Line, form: Spoken, tempo: float) -> dict[str, Any]:
        stem, _hash, who = speaker.name.partition("#")
        model = next(path for path in self._models() if path.stem == stem)
        numbers = _numbers(_described(model))
        return {
            "model": str(model),
            "text": form.text,
            "speaker": numbers.get(who) if who else None,
            "tempo": tempo,
            "noise": self.noise,
        }

    def _marks(self, answer: dict[str, Any], line: Line, form: Spoken) -> tuple[Mark, ...] | None:
        return marks_of_groups(answer["groups"], line, form)


def _beside(model: Path) -> Path:
    return model.with_name(model.name + ".json")


def _described(model: Path) -> dict[str, Any]:
    """What a model's own file says of it."""
    path = _beside(model)
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        message = _("{path} is missing: it comes with {model}; copy both from where you got the voice")
        raise AudioError(message.format(path=path, model=model.name)) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = _("{path} does not describe a Piper voice ({trouble}); copy it again")
        raise AudioError(message.format(path=path, trouble=f"{type(error).__name__}: {error}")) from error


@cache
def _read(path: Path, _when: int) -> dict[str, Any]:
    described: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if not (described["phoneme_id_map"] and int(described["audio"]["sample_rate"]) > 0 and _language(described)):
        raise ValueError("incomplete")
    _numbers(described)
    return described


def _language(described: dict[str, Any]) -> str:
    told = described.get("language") or {}
    return str(told.get("code") or described["espeak"]["voice"]).lower().replace("_", "-")


def _numbers(described: dict[str, Any]) -> dict[str, int]:
    """The speakers of a model by name, or by number where they have none; empty for a model of one voice."""
    count = int(described["num_speakers"])
    if count < 2:
        return {}
    names = {str(name): int(number) for name, number in (described.get("speaker_id_map") or {}).items()}
    if any(not 0 <= number < count for number in names.values()):
        raise ValueError("speaker_id_map")
    return names or {str(number): number for number in range(count)}


def _speakers(model: Path) -> list[Speaker]:
    described = _described(model)
    languages = (_language(described),)
    names = sorted(_numbers(described).items(), key=lambda each: each[1])
    return [Speaker(f"{model.stem}#{name}", languages) for name, _number in names] or [Speaker(model.stem, languages)]
