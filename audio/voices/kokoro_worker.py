"""A program of its own that speaks with Kokoro, one line for each request (serving.py says how).

    python -m audio.voices.kokoro_worker

Licence: kokoro-onnx is under the MIT licence, but it turns text into phonemes with phonemizer and espeak-ng, which are
under the GNU General Public Licence, version 3 or later: so is the running program as a whole.

A request is ``{"model", "voices", "voice", "text", "language", "tempo"}``; its answer adds ``"groups"``: the second at
which each run of phonemes between blanks begins, or null when the model does not tell.
"""

from functools import cache
from importlib.metadata import version
from typing import Any

from audio.voices.serving import Answer, alone, serve, session


@cache
def _engine(model: str, voices: str) -> Any:
    from kokoro_onnx import Kokoro

    return Kokoro.from_session(session(model), voices)


def speak(request: dict[str, Any]) -> Answer:
    """One line."""
    import numpy as np

    engine = _engine(request["model"], request["voices"])
    phonemes = " ".join(engine.tokenizer.phonemize(request["text"], request["language"]).split())
    if not any(each.isalpha() for each in phonemes):
        return {"hertz": 24000, "groups": []}, b""
    sound, hertz, timings = engine.create_timed(
        phonemes, request["voice"], request["tempo"], request["language"], is_phonemes=True
    )
    groups, inside = [], False
    for each in timings:
        if each.phoneme == " ":
            inside = False
        elif not inside and each.phoneme.isalpha():
            groups.append(each.start)
            inside = True
    told = groups if engine.has_timings else None
    return {"hertz": hertz, "groups": told}, np.nan_to_num(sound).astype(np.float32).tobytes()


if __name__ == "__main__":
    alone()
    serve(f"kokoro-onnx {version('kokoro-onnx')}", speak)
