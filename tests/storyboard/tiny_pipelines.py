"""Pipelines of every family, as large as a stamp, with random weights: they run all of the code and show nothing.

Built on the spot from the libraries' own classes; a tokenizer knows letters only, so that any text has tokens.
"""

import sys
from pathlib import Path

import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    DDIMScheduler,
    StableDiffusionPipeline,
    UNet2DConditionModel,
)
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

MARKS = ("<|startoftext|>", "<|endoftext|>")


def tokenizer(limit: int = 77) -> CLIPTokenizer:
    """One token a letter: limits are reached soon."""
    letters = [chr(code) for code in range(33, 127)]
    words = [*letters, *(f"{letter}</w>" for letter in letters), *MARKS]
    return CLIPTokenizer(
        vocab={word: number for number, word in enumerate(words)}, merges=[],
        bos_token=MARKS[0], eos_token=MARKS[1], pad_token=MARKS[1], unk_token=MARKS[1], model_max_length=limit,
    )  # fmt: skip


def text_encoder() -> CLIPTextModel:
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=192, hidden_size=32, intermediate_size=37, num_hidden_layers=2, num_attention_heads=4,
            max_position_embeddings=77, bos_token_id=188, eos_token_id=189, pad_token_id=189, projection_dim=32,
        )
    ).eval()  # fmt: skip


def vae() -> AutoencoderKL:
    """With the real factor of 8 between pixels and latents."""
    return AutoencoderKL(
        block_out_channels=(8, 8, 8, 8), norm_num_groups=4, layers_per_block=1, latent_channels=4, sample_size=64,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
    ).eval()  # fmt: skip


def unet() -> UNet2DConditionModel:
    return UNet2DConditionModel(
        block_out_channels=(8, 16), norm_num_groups=4, layers_per_block=1, sample_size=8, cross_attention_dim=32,
        attention_head_dim=4, down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
    ).eval()  # fmt: skip


def sd15(folder: Path, seed: int = 1) -> Path:
    """Like Stable Diffusion 1.5."""
    torch.manual_seed(seed)
    pipe = StableDiffusionPipeline(
        vae=vae(), text_encoder=text_encoder(), tokenizer=tokenizer(), unet=unet(),
        scheduler=DDIMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear",
                                clip_sample=False, set_alpha_to_one=False, steps_offset=1),
        safety_checker=None, feature_extractor=None, image_encoder=None, requires_safety_checker=False,
    )  # fmt: skip
    pipe.save_pretrained(folder, safe_serialization=True)
    return folder


def control(folder: Path, seed: int = 2) -> Path:
    """A ControlNet for ``sd15``: what it adds begins at zero in a fresh one, so that it is drawn anew."""
    torch.manual_seed(seed)
    net = ControlNetModel.from_unet(unet(), conditioning_embedding_out_channels=(4, 4, 8, 8))
    for layer in [*net.controlnet_down_blocks, net.controlnet_mid_block]:
        torch.nn.init.normal_(layer.weight, std=0.5)
    torch.nn.init.normal_(net.controlnet_cond_embedding.conv_out.weight, std=0.5)
    net.save_pretrained(folder, safe_serialization=True)
    return folder


MAKERS = {"sd15": sd15, "pose": control, "depth": control}


def main() -> None:
    """Build what is asked for by name into a folder."""
    folder = Path(sys.argv[1])
    for number, name in enumerate(sys.argv[2:], 1):
        MAKERS[name](folder / name, seed=number)


if __name__ == "__main__":
    main()
