"""Kokoro: neural voices of an even, warm kind; many in English, one in French.

The weights are one model, ``kokoro-v1.0.onnx``, and one file of voices, ``voices-v1.0.bin``. The engine brings a
phonemizer under GPL-3 and runs in a program of its own (kokoro_worker.py).
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from audio.errors import AudioError
from audio.lines import Line
from audio.saying import Spoken
from audio.takes import Mark
from audio.voices.neural import Neural, marks_of_groups, refuse_pickles
from audio.voices.repertoire import Speaker

LANGUAGES = {
    "a": "en-us", "b": "en-gb", "e": "es", "f": "fr-fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-br", "z": "cmn",
}  # fmt: skip
"""The first letter of a voice's name; the second is its gender."""


@dataclass(frozen=True)
class Kokoro(Neural):
    """Kokoro's voices from a folder that holds its model."""

    NAME: ClassVar[str] = "kokoro"
    PACKAGE: ClassVar[str] = "kokoro_onnx"
    LIBRARIES: ClassVar[tuple[str, ...]] = ("kokoro-onnx", "onnxruntime", "espeakng-loader", "phonemizer")
    WANTED: ClassVar[str] = "kokoro-….onnx + voices-….bin"

    def files(self) -> Sequence[Path]:
        """The model and its voices; none while one of them is missing."""
        model, voices = self._only("*.onnx"), self._only("*.bin", "*.npz")
        return [model, voices] if model and voices else []

    def _only(self, *patterns: str) -> Path | None:
        found = sorted(path for pattern in patterns for path in self.folder.glob(pattern))
        if len(found) > 1:
            message = _("{folder}: {one} and {other} are there; leave the one that is to speak")
            raise AudioError(message.format(folder=self.folder, one=found[0].name, other=found[1].name))
        return found[0] if found else None

    def _catalogue(self) -> Sequence[Speaker]:
        if not self.files():
            refuse_pickles(self.folder, _("get the voice as ONNX"))
            return ()
        voices = self.files()[1]
        return [
            Speaker(name, (LANGUAGES[name[0]],), {"f": "f", "m": "m"}.get(name[1:2]))  # type: ignore[arg-type]
            for name in _names(voices, voices.stat().st_mtime_ns)
            if name[:1] in LANGUAGES
        ]

    def _request(self, speaker: Speaker, line: Line, form: Spoken, tempo: float) -> dict[str, Any]:
        model, voices = self.files()
        return {
            "model": str(model),
            "voices": str(voices),
            "voice": speaker.name,
            "text": form.text,
            "language": speaker.languages[0],
            "tempo": min(max(tempo, 0.5), 2.0),  # the engine's own limits
        }

    def _marks(self, answer: dict[str, Any], line: Line, form: Spoken) -> tuple[Mark, ...] | None:
        return marks_of_groups(answer["groups"], line, form)


@cache
def _names(path: Path, _when: int) -> tuple[str, ...]:
    try:
        with path.open("rb") as file:  # never a pickle, which runs what is written in it
            return tuple(sorted(np.load(file, allow_pickle=False).files))
    except (ValueError, OSError, EOFError, AttributeError, zipfile.BadZipFile) as error:
        message = _("{path} holds no voices ({trouble}); copy it again")
        raise AudioError(message.format(path=path, trouble=type(error).__name__)) from error
