"""Pipelines of every family, as large as a stamp, with random weights: they run all of the code and show nothing.

Built on the spot from the libraries' own classes; a tokenizer knows letters only, so that any text has tokens. Run as a
program: a folder, then the names of what is to be built in it, pipelines before the single files that are of them.
"""

import shutil
import sys
from pathlib import Path

import diffusers
import originals
import torch
import transformers
from safetensors.torch import save_file

MARKS = ("<|startoftext|>", "<|endoftext|>")
TEMPLATE = "{% for m in messages %}<|startoftext|>{{ m.role }} {{ m.content }}<|endoftext|>{% endfor %}"


def letters() -> dict[str, int]:
    """One token a letter: limits are reached soon."""
    printed = [chr(code) for code in range(33, 127)]
    words = [*printed, *(f"{letter}</w>" for letter in printed), *MARKS]
    return {word: number for number, word in enumerate(words)}


def clip_tokenizer() -> transformers.CLIPTokenizer:
    return transformers.CLIPTokenizer(
        vocab=letters(), merges=[], bos_token=MARKS[0], eos_token=MARKS[1], pad_token=MARKS[1], unk_token=MARKS[1],
        model_max_length=77,
    )  # fmt: skip


def qwen_tokenizer() -> transformers.Qwen2TokenizerFast:
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    vocab = {letter: number for number, letter in enumerate(bytes_to_unicode().values())}
    vocab |= {mark: 256 + number for number, mark in enumerate(MARKS)}
    made = transformers.Qwen2TokenizerFast(
        vocab=vocab, merges=[], unk_token=MARKS[1], eos_token=MARKS[1], pad_token=MARKS[1], model_max_length=4096
    )
    made.add_special_tokens({"additional_special_tokens": [MARKS[0]]})
    made.chat_template = TEMPLATE
    return made


def t5_tokenizer() -> transformers.PreTrainedTokenizerFast:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    vocab = {"<pad>": 0, "</s>": 1, "<unk>": 2, **{chr(code): code - 30 for code in range(33, 127)}}
    raw = Tokenizer(models.WordPiece(vocab, unk_token="<unk>", continuing_subword_prefix=""))
    raw.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    raw.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=512
    )


def clip(kind: type = transformers.CLIPTextModel, **more: object) -> torch.nn.Module:
    return kind(transformers.CLIPTextConfig(**{
        "vocab_size": 192, "hidden_size": 32, "intermediate_size": 37, "num_hidden_layers": 3,
        "num_attention_heads": 4, "max_position_embeddings": 77, "bos_token_id": 188, "eos_token_id": 189,
        "pad_token_id": 189, "projection_dim": 32, **more,
    })).eval()  # fmt: skip


def qwen(kind: type, layers: int) -> torch.nn.Module:
    return kind(
        transformers.Qwen3Config(
            vocab_size=300, hidden_size=16, intermediate_size=16, num_hidden_layers=layers, num_attention_heads=2,
            num_key_value_heads=2, head_dim=8, max_position_embeddings=512,
        )
    ).eval()  # fmt: skip


def vae(kind: type = diffusers.AutoencoderKL, channels: int = 4, **more: object) -> torch.nn.Module:
    """With the real factor of 8 between pixels and latents."""
    return kind(
        block_out_channels=(8, 8, 8, 8), norm_num_groups=4, layers_per_block=1, latent_channels=channels,
        sample_size=64, down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4, **more,
    ).eval()  # fmt: skip


def unet(**more: object) -> diffusers.UNet2DConditionModel:
    return diffusers.UNet2DConditionModel(**{
        "block_out_channels": (8, 16), "norm_num_groups": 4, "layers_per_block": 1, "sample_size": 8,
        "cross_attention_dim": 32, "attention_head_dim": 4, "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"), **more,
    }).eval()  # fmt: skip


def xl_unet(**more: object) -> diffusers.UNet2DConditionModel:
    return unet(**{
        "cross_attention_dim": 64, "addition_embed_type": "text_time", "addition_time_embed_dim": 8,
        "use_linear_projection": True, "projection_class_embeddings_input_dim": 6 * 8 + 32,
        "transformer_layers_per_block": (1, 1), "attention_head_dim": (2, 4), **more,
    })  # fmt: skip


def steps() -> diffusers.DDIMScheduler:
    return diffusers.DDIMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", clip_sample=False, set_alpha_to_one=False,
        steps_offset=1,
    )  # fmt: skip


def sd15() -> diffusers.DiffusionPipeline:
    """Like Stable Diffusion 1.5."""
    return diffusers.StableDiffusionPipeline(
        vae=vae(), text_encoder=clip(), tokenizer=clip_tokenizer(), unet=unet(), scheduler=steps(),
        safety_checker=None, feature_extractor=None, image_encoder=None, requires_safety_checker=False,
    )  # fmt: skip


def sdxl() -> diffusers.DiffusionPipeline:
    """Like Stable Diffusion XL: two text encoders, and the size of the picture among what it is told."""
    return diffusers.StableDiffusionXLPipeline(
        vae=vae(), text_encoder=clip(), text_encoder_2=clip(transformers.CLIPTextModelWithProjection),
        tokenizer=clip_tokenizer(), tokenizer_2=clip_tokenizer(), unet=xl_unet(), scheduler=steps(),
    )  # fmt: skip


def zimage() -> diffusers.DiffusionPipeline:
    """Like Z-Image: a transformer that is told by a language model."""
    return diffusers.ZImagePipeline(
        transformer=diffusers.ZImageTransformer2DModel(
            in_channels=4, dim=24, n_layers=1, n_refiner_layers=1, n_heads=1, n_kv_heads=1, cap_feat_dim=16,
            axes_dims=[8, 8, 8], axes_lens=[600, 64, 64],
        ).eval(),
        vae=vae(scaling_factor=0.36, shift_factor=0.1), text_encoder=qwen(transformers.Qwen3Model, 2),
        tokenizer=qwen_tokenizer(), scheduler=diffusers.FlowMatchEulerDiscreteScheduler(shift=3.0),
    )  # fmt: skip


def flux() -> diffusers.DiffusionPipeline:
    """Like FLUX.1: CLIP for the whole, T5 for the words."""
    t5 = transformers.T5EncoderModel(
        transformers.T5Config(vocab_size=128, d_model=32, d_kv=8, d_ff=37, num_layers=1, num_heads=4)
    ).eval()
    return diffusers.FluxPipeline(
        transformer=diffusers.FluxTransformer2DModel(
            in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16, num_attention_heads=2,
            joint_attention_dim=32, pooled_projection_dim=32, axes_dims_rope=(4, 4, 8),
        ).eval(),
        vae=vae(use_quant_conv=False, use_post_quant_conv=False, scaling_factor=0.36, shift_factor=0.1),
        text_encoder=clip(), tokenizer=clip_tokenizer(), text_encoder_2=t5, tokenizer_2=t5_tokenizer(),
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(),
    )  # fmt: skip


def flux2() -> diffusers.DiffusionPipeline:
    """Like FLUX.2 klein: it looks at pictures beside the prompt."""
    return diffusers.Flux2KleinPipeline(
        transformer=diffusers.Flux2Transformer2DModel(
            in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16, num_attention_heads=2,
            joint_attention_dim=48, timestep_guidance_channels=32, axes_dims_rope=(4, 4, 4, 4), guidance_embeds=False,
        ).eval(),
        vae=vae(diffusers.AutoencoderKLFlux2), text_encoder=qwen(transformers.Qwen3ForCausalLM, 28),
        tokenizer=qwen_tokenizer(), scheduler=diffusers.FlowMatchEulerDiscreteScheduler(), is_distilled=True,
    )  # fmt: skip


def net(base: diffusers.UNet2DConditionModel, kind: type) -> torch.nn.Module:
    """A net that follows a map. What it adds begins at zero in a fresh one, so that it is drawn anew."""
    made = kind.from_unet(base, conditioning_embedding_out_channels=(4, 4, 8, 8))
    for layer in [*made.controlnet_down_blocks, made.controlnet_mid_block]:
        torch.nn.init.normal_(layer.weight, std=0.5)
    torch.nn.init.normal_(made.controlnet_cond_embedding.conv_out.weight, std=0.5)
    return made


def union() -> torch.nn.Module:
    """One net for all maps, for ``sdxl``."""
    base = xl_unet()
    made = diffusers.ControlNetUnionModel.from_config(
        {**base.config, "num_trans_channel": 8, "num_trans_head": 2, "num_proj_channel": 8,
         "conditioning_embedding_out_channels": (4, 4, 8, 8), "_class_name": "ControlNetUnionModel"}
    )  # fmt: skip
    for layer in [*made.controlnet_down_blocks, made.controlnet_mid_block]:
        torch.nn.init.normal_(layer.weight, std=0.5)
    torch.nn.init.normal_(made.controlnet_cond_embedding.conv_out.weight, std=0.5)
    return made


def adapter(folder: Path, base: diffusers.UNet2DConditionModel) -> None:
    """An IP-Adapter for a UNet, and the encoder of its references."""
    width = base.config.cross_attention_dim
    tensors = {
        "image_proj.proj.weight": torch.randn(4 * width, 32) * 0.2, "image_proj.proj.bias": torch.zeros(4 * width),
        "image_proj.norm.weight": torch.ones(width), "image_proj.norm.bias": torch.zeros(width),
    }  # fmt: skip
    across = [name for name in base.attn_processors if name.endswith("attn2.processor")]
    shapes = base.state_dict()
    for number, name in enumerate(across):
        key = shapes[name.replace("processor", "to_k.weight")]
        for part in ("k", "v"):
            tensors[f"ip_adapter.{2 * number + 1}.to_{part}_ip.weight"] = torch.randn(key.shape[0], width)
    folder.mkdir(parents=True)
    save_file(tensors, folder / "adapter.safetensors")
    transformers.CLIPVisionModelWithProjection(
        transformers.CLIPVisionConfig(
            hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=2, image_size=32,
            patch_size=8, projection_dim=32,
        )
    ).eval().save_pretrained(folder / "image_encoder")  # fmt: skip


def sd15_whole() -> diffusers.DiffusionPipeline:
    """Like Stable Diffusion 1.5 in what its single file is known by: a text encoder 768 wide, attention in the first
    block."""
    made = sd15()
    made.register_modules(
        text_encoder=clip(hidden_size=768, num_hidden_layers=1),
        unet=unet(
            cross_attention_dim=768, down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
            up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        ),
    )  # fmt: skip
    return made


def sdxl_whole() -> diffusers.DiffusionPipeline:
    """Like Stable Diffusion XL in what its single file is known by: a second text encoder of ten layers, of another
    width than the first."""
    made = sdxl()
    second = clip(transformers.CLIPTextModelWithProjection, hidden_size=48, num_hidden_layers=10)
    made.register_modules(text_encoder_2=second, unet=xl_unet(cross_attention_dim=80))
    return made


def single(folder: Path, name: str, way: str) -> None:
    """A pipeline that was built before as one file, and beside it the folder of what the file lacks."""
    originals.write(folder / name, way, folder / f"{way}.safetensors")
    rest = folder / f"rest of {way}"
    shutil.copytree(folder / name, rest)
    for weights in rest.rglob("*.safetensors"):
        if weights.parent.name == "transformer" or way in ("sd15", "sdxl", "whole-flux"):
            weights.unlink()


PIPELINES = {
    "sd15": sd15, "sdxl": sdxl, "zimage": zimage, "flux": flux, "flux2": flux2, "sd15-whole": sd15_whole,
    "sdxl-whole": sdxl_whole,
}  # fmt: skip
OF = {"sd15": "sd15-whole", "sdxl": "sdxl-whole", "whole-flux": "flux"}
"""Which pipeline a single file is of, where it is not called like it."""
NETS = {
    "pose": lambda: net(unet(), diffusers.ControlNetModel),
    "depth": lambda: net(unet(), diffusers.ControlNetModel),
    "union": union,
}


def main() -> None:
    """Build what is asked for by name into a folder."""
    folder = Path(sys.argv[1])
    for number, name in enumerate(sys.argv[2:], 1):
        torch.manual_seed(number)
        if name in ("adapter", "adapter-xl"):
            adapter(folder / name, xl_unet() if name == "adapter-xl" else unet())
        elif name.endswith(".safetensors"):
            single(folder, OF.get(way := name.removesuffix(".safetensors"), way), way)
        else:
            made = (PIPELINES | NETS)[name]()
            made.save_pretrained(folder / name, safe_serialization=True)


if __name__ == "__main__":
    main()
