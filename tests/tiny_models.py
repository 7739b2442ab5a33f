"""Models of a few kilobytes that speak in tones: they have the inputs and outputs of real ones, and nothing to say.

Each token holds a tone of its own for a few frames, so that what depends on the speaker, the tempo and the noise in a
real model does so here. They prove loading, speakers, rates, times and errors; never how a voice sounds.
"""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import parser

PITCHES, SILENT = 400, (0, 1, 2, 3)

TONES = """
    held_for = Gather (held, token)
    {lengths}
    zero = Constant <value_int = 0> ()
    one = Constant <value_int = 1> ()
    axis = Constant <value_ints = [0]> ()
    flat = Constant <value_ints = [-1]> ()
    beside = Constant <value_ints = [1]> ()
    hop = Constant <value_ints = [{hop}]> ()
    count = Cast <to = 7> (rounded)
    most = ReduceMax <keepdims = 0> (count)
    column = Range (zero, most, one)
    high = Unsqueeze (count, beside)
    inside = Less (column, high)
    marked = Cast <to = 7> (inside)
    places = NonZero (marked)
    owner = Gather <axis = 0> (places, zero)
    pitch_of = Gather (pitch, token)
    pitch_by_frame = Gather (pitch_of, owner)
    gain_of = Gather (gain, token)
    gain_by_frame = Gather (gain_of, owner)
    frames = Shape (owner)
    shape = Concat <axis = 0> (frames, hop)
    tall_pitch = Unsqueeze (pitch_by_frame, beside)
    tall_gain = Unsqueeze (gain_by_frame, beside)
    wide_pitch = Expand (tall_pitch, shape)
    wide_gain = Expand (tall_gain, shape)
    hertz = Reshape (wide_pitch, flat)
    loud = Reshape (wide_gain, flat)
    size = Mul (frames, hop)
    total = Squeeze (size)
    sample = Range (zero, total, one)
    who = {who}
    own_hertz = Mul (hertz, who)
    turned = Mul (sample, own_hertz)
    rate = Constant <value_int = {rate}> ()
    wrapped = Mod (turned, rate)
    turn = Cast <to = 1> (wrapped)
    step = Constant <value_float = {step}> ()
    angle = Mul (turn, step)
    wave = Sin (angle)
    tone = Mul (wave, loud)
"""


def _tables(held: float) -> str:
    """How long, how high and how loud each of 256 tokens is."""
    lengths = ", ".join("1" if token == 0 else f"{held}" for token in range(256))
    pitches = ", ".join(str(100 + token * 37 % PITCHES) for token in range(256))
    gains = ", ".join("0.0" if token in SILENT else "0.3" for token in range(256))
    return f"<float[256] held = {{{lengths}}}, int64[256] pitch = {{{pitches}}}, float[256] gain = {{{gains}}}>"


def _saved(text: str, path: Path) -> Path:
    model = parser.parse_model(f'<ir_version: 8, opset_import: ["" : 17]>\n{text}')
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))
    return path


def piper(path: Path, *, language: str = "fr_FR", speakers: int = 1, times: bool = True) -> Path:
    """A Piper voice: ``path`` and the JSON beside it. Without ``times`` its graph does not tell its durations."""
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

    rounding = "rounded = Ceil (enough)" if times else "below = Floor (enough)\n    rounded = Identity (below)"
    lengths = f"""
    second = Constant <value_int = 1> ()
    third = Constant <value_int = 2> ()
    first = Constant <value_int = 0> ()
    noise = Gather (scales, first)
    tempo = Gather (scales, second)
    width = Gather (scales, third)
    slowed = Mul (held_for, tempo)
    chance = RandomNormalLike (slowed)
    moved = Mul (chance, width)
    wavering = Add (slowed, moved)
    least = Constant <value_float = 1.0> ()
    enough = Max (wavering, least)
    {rounding}"""
    who = "Add (sid, one)" if speakers > 1 else "Identity (one)"
    body = TONES.format(lengths=lengths, hop=256, rate=22050, step=2 * np.pi / 22050, who=who)
    asked = ", int64[1] sid" if speakers > 1 else ""
    _saved(
        f"""voice (int64[1, P] input, int64[1] input_lengths, float[3] scales{asked}) => (float[1, 1, 1, T] output)
    {_tables(4)}
    {{
    only = Constant <value_ints = [0]> ()
    token = Squeeze (input, only)
    {body}
    hiss = RandomNormalLike (tone)
    weak = Constant <value_float = 0.01> ()
    air = Mul (hiss, weak)
    breath = Mul (air, noise)
    heard = Add (tone, breath)
    around = Constant <value_ints = [0, 1, 2]> ()
    output = Unsqueeze (heard, around)
    }}""",
        path,
    )
    described = {
        "audio": {"sample_rate": 22050, "quality": "tiny"},
        "espeak": {"voice": {"fr_FR": "fr", "en_US": "en-us"}[language]},
        "language": {"code": language},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "num_symbols": 256,
        "num_speakers": speakers,
        "speaker_id_map": {f"voice{number}": number for number in range(speakers)} if speakers > 1 else {},
    }
    path.with_name(path.name + ".json").write_text(json.dumps(described))
    return path


def kokoro(folder: Path, *, times: bool = False, names: tuple[str, ...] = ("ff_one", "af_two", "am_three")) -> Path:
    """A Kokoro model and its voices, of one number each: how high they speak. With ``times`` it tells its durations."""
    body = TONES.format(
        lengths="""
    slowed = Div (held_for, speed)
    rounded = Ceil (slowed)""",
        hop=600,
        rate=24000,
        step=2 * np.pi / 24000,
        who="Cast <to = 7> (height)",
    )
    told = ", int64[P] duration" if times else ""
    _saved(
        f"""voice (int64[1, P] tokens, float[1, 256] style, float[1] speed) => (float[T] audio{told})
    {_tables(2.4)}
    {{
    only = Constant <value_ints = [0]> ()
    token = Squeeze (tokens, only)
    height = ReduceMax <keepdims = 0> (style)
    {body}
    audio = Identity (tone)
    {"duration = Identity (count)" if times else ""}
    }}""",
        folder / "kokoro.onnx",
    )
    voices = {name: np.full((510, 1, 256), 1 + number, np.float32) for number, name in enumerate(names)}
    with (folder / "voices.bin").open("wb") as file:
        np.savez(file, **voices)
    return folder


def supertonic(folder: Path, *, names: tuple[str, ...] = ("F1", "F2", "M1")) -> Path:
    """The four graphs of Supertonic, its tables and its voices."""
    latent, chunk = 4, 512
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    _saved(
        """duration (int64[B, P] text_ids, float[B, 1, 8] style_dp, float[B, 1, P] text_mask) => (float[B] duration)
    {
    axes = Constant <value_ints = [1, 2]> ()
    letters = ReduceSum <keepdims = 0> (text_mask, axes)
    each = Constant <value_float = 0.06> ()
    duration = Mul (letters, each)
    }""",
        folder / "onnx/duration_predictor.onnx",
    )
    _saved(
        """encoder (int64[B, P] text_ids, float[B, 1, 8] style_ttl, float[B, 1, P] text_mask)
    => (float[B, 1, P] text_emb)
    {
    plain = Cast <to = 1> (text_ids)
    axis = Constant <value_ints = [1]> ()
    text_emb = Unsqueeze (plain, axis)
    }""",
        folder / "onnx/text_encoder.onnx",
    )
    _saved(
        f"""estimator (float[B, {latent * 2}, L] noisy_latent, float[B, 1, P] text_emb, float[B, 1, 8] style_ttl,
            float[B, 1, P] text_mask, float[B, 1, L] latent_mask, float[B] current_step, float[B] total_step)
            => (float[B, {latent * 2}, L] denoised)
    {{
    who = ReduceMean <keepdims = 0> (style_ttl)
    what = ReduceMean <keepdims = 0> (text_emb)
    tenth = Constant <value_float = 0.1> ()
    hundredth = Constant <value_float = 0.01> ()
    said = Mul (what, hundredth)
    own = Mul (who, said)
    kept = Mul (noisy_latent, tenth)
    moved = Add (kept, own)
    denoised = Mul (moved, latent_mask)
    }}""",
        folder / "onnx/vector_estimator.onnx",
    )
    _saved(
        f"""vocoder (float[B, {latent * 2}, L] latent) => (float[B, T] wav)
    <float[{latent * 2}, {chunk * 2 // (latent * 2)}] shape = {{{_shape(latent * 2, chunk * 2 // (latent * 2))}}}>
    {{
    turned = Transpose <perm = [0, 2, 1]> (latent)
    last = Constant <value_ints = [3]> ()
    tall = Unsqueeze (turned, last)
    spread = Mul (tall, shape)
    rows = Constant <value_ints = [1, -1]> ()
    loud = Reshape (spread, rows)
    wav = Tanh (loud)
    }}""",
        folder / "onnx/vocoder.onnx",
    )
    described = {
        "ae": {"sample_rate": 44100, "base_chunk_size": chunk},
        "ttl": {"chunk_compress_factor": 2, "latent_dim": latent},
    }
    (folder / "onnx/tts.json").write_text(json.dumps(described))
    known = [letter if letter >= 32 and not 0xD800 <= letter < 0xE000 else -1 for letter in range(0x2100)]
    (folder / "onnx/unicode_indexer.json").write_text(json.dumps(known))
    (folder / "voice_styles").mkdir(exist_ok=True)
    for number, name in enumerate(names):
        style = {"dims": [1, 1, 8], "data": [[[1.0 + number] * 8]]}
        (folder / f"voice_styles/{name}.json").write_text(json.dumps({"style_ttl": style, "style_dp": style}))
    return folder


def _shape(rows: int, columns: int) -> str:
    """Sines of a few pitches, so that what the vocoder is given is heard."""
    wave = np.sin(2 * np.pi * np.outer(np.arange(1, rows + 1), np.arange(columns)) / columns) * 0.2
    return ", ".join(f"{value:.5f}" for value in wave.ravel())
