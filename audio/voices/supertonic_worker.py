"""A program of its own that speaks with Supertonic, one line for each request (serving.py says how).

    python -m audio.voices.supertonic_worker

A request is ``{"folder", "version", "voice", "text", "language", "tempo", "steps"}``.
"""

from functools import cache
from importlib.metadata import version
from typing import Any

from audio.voices.serving import Answer, alone, serve

MODELS = {1: "supertonic", 2: "supertonic-2", 3: "supertonic-3"}


@cache
def _engine(folder: str, number: int) -> Any:
    from supertonic import TTS

    return TTS(MODELS[number], folder, auto_download=False, intra_op_num_threads=1, inter_op_num_threads=1)


def speak(request: dict[str, Any]) -> Answer:
    """One line."""
    import numpy as np

    engine = _engine(request["folder"], request["version"])
    _whole, strange = engine.model.text_processor.validate_text(request["text"])
    text = "".join(" " if letter in strange else letter for letter in request["text"])
    if not any(letter.isalnum() for letter in text):
        return {"hertz": engine.sample_rate}, b""
    np.random.seed(1)
    sound, _seconds = engine.synthesize(
        text, engine.get_voice_style(request["voice"]), request["steps"], request["tempo"], lang=request["language"]
    )
    return {"hertz": engine.sample_rate}, np.nan_to_num(sound.ravel()).astype(np.float32).tobytes()


if __name__ == "__main__":
    alone()
    serve(f"supertonic {version('supertonic')}", speak)
