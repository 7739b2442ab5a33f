"""Our batched scene against a plain loop of the same pipeline, in one run: what a frame costs either way.

    python benchmarks/diffusion.py [--frames 12] [--batch 4] [--steps 4] [--side 128] [--repeat 3] [--model FOLDER]
    python benchmarks/diffusion.py --real            # SDXL at its real size with random weights: for a GPU

Without a model it builds a small one with random weights: its pictures are noise, and only the time means something.
The loop is what diffusers' manual shows: one call for each frame, with its prompt, its negative prompt and its sketch.
Ours is the worker's own desk, in this process: frames at once, each text encoded once; in its second row, with
attention shared with the scene's first frame besides, which the loop has not.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import torch
import transformers

from previz import retakes
from previz.build import building
from previz.project import open_project
from previz.store import Store
from previz.story import understand
from storyboard.frames import Frame
from storyboard.renderers.diffusion import Diffusion, guides, layout
from storyboard.renderers.diffusion.engine import texts
from storyboard.renderers.diffusion.engine.desk import Desk
from storyboard.stage.geometry import Setup

SCRIPT = Path(__file__).parents[1] / "examples" / "le-bac.fountain"
SIZE = (1280, 720)
SMALL = {
    "sample_size": 16, "cross_attention_dim": 128, "block_out_channels": (64, 128), "layers_per_block": 2,
    "down_block_types": ("CrossAttnDownBlock2D", "DownBlock2D"), "up_block_types": ("UpBlock2D", "CrossAttnUpBlock2D"),
    "attention_head_dim": 8,
}  # fmt: skip
XL = {
    "sample_size": 128, "cross_attention_dim": 2048, "block_out_channels": (320, 640, 1280), "layers_per_block": 2,
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    "transformer_layers_per_block": (1, 2, 10), "attention_head_dim": (5, 10, 20), "use_linear_projection": True,
    "addition_embed_type": "text_time", "addition_time_embed_dim": 256, "projection_class_embeddings_input_dim": 2816,
}  # fmt: skip
"""The UNet of SDXL, as its public configuration has it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--real", action="store_true")
    for name, value in (("frames", 12), ("batch", 4), ("steps", 4), ("side", 128), ("repeat", 3)):
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    diffusers.utils.logging.disable_progress_bar()
    with tempfile.TemporaryDirectory() as room:
        model = options.model or built(Path(room) / "model", real=options.real)
        renderer = Diffusion(model=str(model), steps=options.steps, side=options.side, batch=options.batch)
        frames = [renderer.frame(setup, SIZE) for setup in scene(Path(room), options.frames)]
        paths = [guide(frame, renderer, Path(room) / f"{number}.npz") for number, frame in enumerate(frames)]
        desk = Desk(lambda message, data=b"": None)
        desk.answer({"do": "load", "settings": renderer.loaded()})
        told = desk.described()
        print(f"{told['family']}, {told['device']}, {told['precision']}; {len(frames)} frames in batches of "
              f"{options.batch}, {options.steps} steps; load {os.getloadavg()[0]:.1f}")  # fmt: skip
        rows = measured({
            "a plain loop": lambda: looped(desk, renderer, frames, paths),
            "our scene": lambda: ours(desk, renderer, frames, paths, 0.0),
            "our scene, attention shared": lambda: ours(desk, renderer, frames, paths, 0.5),
        }, options.repeat, len(frames))  # fmt: skip
    print("\n| | frames a second | CPU s a frame | times the loop |\n|---|---|---|---|")
    loop = rows["a plain loop"][0]
    for name, (wall, cpu) in rows.items():
        print(f"| {name} | {1 / wall:.2f} | {cpu:.2f} | {loop / wall:.2f} |")


def scene(room: Path, count: int) -> list[Setup]:
    """The panels of a scene of the example; short ones go on with the next."""
    project = open_project(SCRIPT, folder=room / "film")
    story = understand(project)
    with building(Store(project.folder / "store"), lambda event: None) as build:
        breakdowns = retakes.directed(project, story, build)
    setups = [setup for breakdown in breakdowns for setup in breakdown.setups if not setup.card]
    return setups[:count]


def guide(frame: Frame, renderer: Diffusion, path: Path) -> Path:
    family = renderer.family()
    guides.save(layout.guide(frame.setup, layout.canvas(SIZE, renderer.side, family.multiple), ()), path)
    return path


def ours(desk: Desk, renderer: Diffusion, frames: Sequence[Frame], paths: Sequence[Path], sharing: float) -> None:
    """The scene at the worker's desk, which has seen nothing of it yet."""
    desk.rig.known.clear()
    asked = [
        {"phrases": [(one.words, one.origin, one.tight) for one in frame.phrases], "negative": frame.negative,
         "seed": frame.seed, "guide": str(path), "references": {}, "manner": {}}
        for frame, path in zip(frames, paths, strict=True)
    ]  # fmt: skip
    desk.answer({"do": "paint", "frames": asked, "anchor": asked[0], "manner": renderer.manner(),
                 "batch": renderer.batch, "sharing": sharing})  # fmt: skip


def looped(desk: Desk, renderer: Diffusion, frames: Sequence[Frame], paths: Sequence[Path]) -> None:
    """The manual's way: a call for each frame."""
    manner = renderer.manner()
    for one in desk.shared:
        one.weight = 0.0
    for frame, path in zip(frames, paths, strict=True):
        sketch = torch.from_numpy(guides.load(path).sketch).permute(2, 0, 1)[None].to(desk.rig.device) / 255
        words = texts.told(desk.rig, frame.phrases)[0]
        np.asarray(desk.rig.pipe(
            prompt=words, negative_prompt=frame.negative, image=sketch, strength=manner["strength"],
            num_inference_steps=manner["steps"], guidance_scale=manner["guidance"], output_type="np",
            generator=torch.Generator("cpu").manual_seed(frame.seed),
        ).images)  # fmt: skip


def measured(
    ways: dict[str, Callable[[], None]], repeat: int, frames: int
) -> dict[str, tuple[float, float]]:  # fmt: skip
    """Medians of wall and CPU seconds a frame, the ways in turn so that a busy machine is busy for all; once unseen."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for turn in range(repeat + 1):
        for name, way in ways.items():
            wall, cpu = time.perf_counter(), time.process_time()
            way()
            if torch.cuda.is_available():
                torch.cuda.synchronize()
            if turn:
                found[name].append(((time.perf_counter() - wall) / frames, (time.process_time() - cpu) / frames))
    return {
        name: (statistics.median(one[0] for one in rows), statistics.median(one[1] for one in rows))
        for name, rows in found.items()
    }


def built(folder: Path, *, real: bool) -> Path:
    """A pipeline with random weights: small, or of SDXL's real size."""
    torch.manual_seed(1)
    width = 768 if real else 128
    scheduler = diffusers.DDIMScheduler(clip_sample=False, steps_offset=1, set_alpha_to_one=False)
    blocks: dict[str, Any] = {
        "block_out_channels": (128, 256, 512, 512) if real else (16, 16, 32, 32), "norm_num_groups": 32 if real else 8,
        "down_block_types": ("DownEncoderBlock2D",) * 4, "up_block_types": ("UpDecoderBlock2D",) * 4,
        "layers_per_block": 2 if real else 1, "latent_channels": 4,
    }  # fmt: skip
    vae = diffusers.AutoencoderKL(**blocks)
    unet = diffusers.UNet2DConditionModel(**(XL if real else SMALL))
    if not real:
        pipe: Any = diffusers.StableDiffusionPipeline(
            vae=vae, text_encoder=encoder(transformers.CLIPTextModel, width, 4, 2), tokenizer=tokenizer(), unet=unet,
            scheduler=scheduler, safety_checker=None, feature_extractor=None, requires_safety_checker=False,
        )  # fmt: skip
    else:
        pipe = diffusers.StableDiffusionXLPipeline(
            vae=vae, text_encoder=encoder(transformers.CLIPTextModel, width, 12, 12), tokenizer=tokenizer(),
            text_encoder_2=encoder(transformers.CLIPTextModelWithProjection, 1280, 20, 32), tokenizer_2=tokenizer(),
            unet=unet, scheduler=scheduler,
        )  # fmt: skip
    pipe.to(torch.float16 if real else torch.float32).save_pretrained(folder)
    return folder


def encoder(kind: Any, width: int, heads: int, layers: int) -> Any:
    return kind(transformers.CLIPTextConfig(
        vocab_size=49408, hidden_size=width, intermediate_size=4 * width, num_hidden_layers=layers,
        num_attention_heads=heads, projection_dim=width, bos_token_id=188, eos_token_id=189, pad_token_id=189,
    ))  # fmt: skip


def tokenizer() -> Any:
    """Letters only: no vocabulary can be had here."""
    letters = [chr(code) for code in range(33, 127)]
    words = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    return transformers.CLIPTokenizer(
        vocab={word: number for number, word in enumerate(words)}, merges=[], model_max_length=77
    )


if __name__ == "__main__":
    main()
