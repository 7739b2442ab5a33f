"""A program of its own that speaks with Piper, one line for each request (serving.py says how).

    python -m audio.voices.piper_worker

Licence: piper-tts is under the GNU General Public Licence, version 3 or later, and this program loads it, so the
running program is under that licence as a whole. Nothing else of ours loads Piper: the two sides exchange text and
sound through pipes.

A request is ``{"model", "text", "speaker": number or null, "tempo", "noise": share of the model's own, "times"}``; its
answer adds ``"groups"``: the second at which each run of phonemes between blanks begins, or null when the model does
not tell.
"""

from contextlib import suppress
from functools import cache
from importlib.metadata import version
from typing import Any

from audio.voices.serving import Answer, alone, serve, session

SPEAKABLE = ("espeak", "text")
"""Kinds of phonemes that need nothing but the model; others would fetch a dictionary."""


@cache
def _bytes(path: str) -> bytes:
    """The model, made to tell how long it holds each phoneme where it can."""
    import onnx
    from piper.patch_voice_with_alignment import add_alignment_output

    model = onnx.load(path)
    with suppress(ValueError):  # it tells already, or nobody knows which of its numbers does
        add_alignment_output(model)
    return bytes(model.SerializeToString())


@cache
def _plain(path: str) -> Any:
    return session(_bytes(path))  # type: ignore[arg-type]


def _voice(path: str, *, noisy: bool) -> Any:
    """Piper's voice. Noise comes from a generator inside the session, which goes on from line to line: with noise each
    line gets a session of its own, so that its bytes depend on it alone."""
    import json
    from pathlib import Path

    from piper import PiperVoice
    from piper.config import PiperConfig

    config = PiperConfig.from_dict(json.loads(Path(f"{path}.json").read_text(encoding="utf-8")))
    if config.phoneme_type.value not in SPEAKABLE:
        raise ValueError(f"its phonemes are of the kind {config.phoneme_type.value}, which needs the network")
    ready = session(_bytes(path)) if noisy else _plain(path)  # type: ignore[arg-type]
    return PiperVoice(ready, config)


def speak(request: dict[str, Any]) -> Answer:
    """One line."""
    import numpy as np
    from piper import SynthesisConfig

    voice = _voice(request["model"], noisy=request["noise"] > 0)
    config = voice.config
    how = SynthesisConfig(
        speaker_id=request["speaker"],
        length_scale=config.length_scale / request["tempo"],
        noise_scale=config.noise_scale * request["noise"],
        noise_w_scale=config.noise_w_scale * request["noise"],
        normalize_audio=False,
    )
    chunks = list(voice.synthesize(request["text"], how, include_alignments=True))
    if not chunks:
        return {"hertz": config.sample_rate, "groups": []}, b""
    sound = np.concatenate([np.nan_to_num(chunk.audio_float_array) for chunk in chunks])
    return {"hertz": config.sample_rate, "groups": _groups(chunks)}, sound.astype(np.float32).tobytes()


def _groups(chunks: list[Any]) -> list[float] | None:
    """When each run of phonemes between blanks begins; signs that stand alone are no run."""
    begins: list[float] = []
    before = 0
    for chunk in chunks:
        if chunk.phoneme_alignments is None:
            return None
        held = [(each.phoneme, each.num_samples) for each in chunk.phoneme_alignments]
        at, inside = before, False
        for phoneme, samples in held:
            if phoneme == " ":
                inside = False
            elif not inside and (phoneme.isalpha() or phoneme.isdigit()):
                begins.append(at / chunk.sample_rate)
                inside = True
            at += int(samples)
        before += len(chunk.audio_float_array)
    return begins


if __name__ == "__main__":
    alone()
    serve(f"piper-tts {version('piper-tts')}", speak)
