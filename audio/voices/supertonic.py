"""Supertonic: neural voices of about thirty languages from one model, five women and five men.

The weights are a folder as its makers publish it: ``onnx/`` with four models and two tables, ``voice_styles/`` with a
file for each voice. The engine runs in a program of its own (supertonic_worker.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any, ClassVar

from audio.errors import AudioError
from audio.lines import Line
from audio.saying import Spoken
from audio.voices.neural import Neural, refuse_pickles
from audio.voices.repertoire import Speaker

PARTS = (
    "duration_predictor.onnx", "text_encoder.onnx", "vector_estimator.onnx", "vocoder.onnx", "tts.json",
    "unicode_indexer.json",
)  # fmt: skip

LANGUAGES = {
    1: "en",
    2: "en ko es pt fr",
    3: "en ko ja ar bg cs da de el es et fi fr hi hr hu id it lt lv nl pl pt ro ru sk sl sv tr uk vi",
}
"""What each version of the model speaks."""


@dataclass(frozen=True)
class Supertonic(Neural):
    """Supertonic's voices from a folder that holds its model."""

    version: int = 3
    """Of the model: 1 speaks English, 2 five languages, 3 thirty-one."""
    steps: int = 8
    """Passes over the sound: more are finer and slower."""

    NAME: ClassVar[str] = "supertonic"
    PACKAGE: ClassVar[str] = "supertonic"
    LIBRARIES: ClassVar[tuple[str, ...]] = ("supertonic", "onnxruntime", "numpy")
    WANTED: ClassVar[str] = "onnx/ + voice_styles/"

    def __post_init__(self) -> None:
        Neural.__post_init__(self)
        if self.version not in LANGUAGES or not 1 <= self.steps <= 100:
            raise AudioError(_("supertonic: version is 1, 2 or 3, and steps are from 1 to 100"))

    def files(self) -> Sequence[Path]:
        """The models, their tables and the voices; AudioError when a part is missing."""
        home = self._home()
        if home is None:
            return []
        missing = [part for part in PARTS if not (home / "onnx" / part).is_file()]
        voices = sorted((home / "voice_styles").glob("*.json"))
        if missing or not voices:
            message = _("{folder}: {part} is missing; copy the whole model again")
            part = f"onnx/{missing[0]}" if missing else "voice_styles/*.json"
            raise AudioError(message.format(folder=home, part=part))
        return [*(home / "onnx" / part for part in PARTS), *voices]

    def _home(self) -> Path | None:
        """The folder of the model: the one that is named, or the only one in it."""
        homes = [path for path in (self.folder, *sorted(self.folder.glob("*/"))) if (path / "onnx").is_dir()]
        if len(homes) > 1:
            message = _("{folder}: {one} and {other} are there; leave the one that is to speak")
            raise AudioError(message.format(folder=self.folder, one=homes[0].name, other=homes[1].name))
        return homes[0] if homes else None

    def _catalogue(self) -> Sequence[Speaker]:
        if self._home() is None:
            refuse_pickles(self.folder, _("get the voice as ONNX"))
        languages = tuple(LANGUAGES[self.version].split())
        return [
            Speaker(path.stem, languages, {"F": "f", "M": "m"}.get(path.stem[:1].upper()))  # type: ignore[arg-type]
            for path in self.files()[len(PARTS) :]
        ]

    def _request(self, speaker: Speaker, line: Line, form: Spoken, tempo: float) -> dict[str, Any]:
        base = line.voice.language.lower().replace("_", "-").partition("-")[0]
        return {
            "folder": str(self._home()),
            "version": self.version,
            "voice": speaker.name,
            "text": form.text,
            "language": base if base in speaker.languages else speaker.languages[0],
            "tempo": min(max(1.05 * tempo, 0.7), 2.0),  # its makers' own tempo, and the engine's limits
            "steps": self.steps,
        }
