"""Pipelines as the single files that people download: all weights in one, named as a model's makers name them.

The inverse of what diffusers reads (diffusers/loaders/single_file_utils.py), so that what it makes of a file can be
held against the folder that the file is of.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

Rows = Mapping[str, torch.Tensor]
RESNET = {"norm1": "in_layers.0", "conv1": "in_layers.2", "norm2": "out_layers.0", "conv2": "out_layers.3",
          "time_emb_proj": "emb_layers.1", "conv_shortcut": "skip_connection"}  # fmt: skip
ENDS = {"time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2",
        "add_embedding.linear_1": "label_emb.0.0", "add_embedding.linear_2": "label_emb.0.2",
        "conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2"}  # fmt: skip
VAE = [("conv_norm_out", "norm_out"), ("conv_shortcut", "nin_shortcut"), ("mid_block.attentions.0.", "mid.attn_1."),
       ("group_norm", "norm"), ("to_out.0", "proj_out"), ("to_q", "q"), ("to_k", "k"), ("to_v", "v"),
       ("mid_block.resnets.0", "mid.block_1"), ("mid_block.resnets.1", "mid.block_2")]  # fmt: skip
OPEN_CLIP = [("text_model.encoder.layers.", "transformer.resblocks."), ("layer_norm1", "ln_1"),
             ("layer_norm2", "ln_2"), (".fc1.", ".c_fc."), (".fc2.", ".c_proj."), (".self_attn.", ".attn."),
             ("text_model.embeddings.position_embedding.weight", "positional_embedding"),
             ("text_model.embeddings.token_embedding.weight", "token_embedding.weight"),
             ("text_model.final_layer_norm", "ln_final")]  # fmt: skip
FLUX = [("time_text_embed.timestep_embedder.linear_1", "time_in.in_layer"),
        ("time_text_embed.timestep_embedder.linear_2", "time_in.out_layer"),
        ("time_text_embed.text_embedder.linear_1", "vector_in.in_layer"),
        ("time_text_embed.text_embedder.linear_2", "vector_in.out_layer"),
        ("time_guidance_embed.timestep_embedder.linear_1", "time_in.in_layer"),
        ("time_guidance_embed.timestep_embedder.linear_2", "time_in.out_layer"),
        ("context_embedder", "txt_in"), ("x_embedder", "img_in"), ("norm_out.linear", "final_layer.adaLN_modulation.1"),
        ("double_stream_modulation_img.linear", "double_stream_modulation_img.lin"),
        ("double_stream_modulation_txt.linear", "double_stream_modulation_txt.lin"),
        ("single_stream_modulation.linear", "single_stream_modulation.lin"),
        ("single_transformer_blocks.", "single_blocks."), ("transformer_blocks.", "double_blocks."),
        ("norm1_context.linear", "txt_mod.lin"), ("norm1.linear", "img_mod.lin"),
        ("attn.to_qkv_mlp_proj", "linear1"), ("ff_context.net.0.proj", "txt_mlp.0"),
        ("ff_context.net.2", "txt_mlp.2"), ("ff.net.0.proj", "img_mlp.0"), ("ff.net.2", "img_mlp.2"),
        ("ff_context.linear_in", "txt_mlp.0"), ("ff_context.linear_out", "txt_mlp.2"),
        ("ff.linear_in", "img_mlp.0"), ("ff.linear_out", "img_mlp.2"),
        ("attn.to_add_out", "txt_attn.proj"), ("attn.to_out.0", "img_attn.proj"),
        ("attn.norm_added_q.weight", "txt_attn.norm.query_norm.scale"),
        ("attn.norm_added_k.weight", "txt_attn.norm.key_norm.scale")]  # fmt: skip


def _renamed(name: str, table: list[tuple[str, str]]) -> str:
    for ours, theirs in table:
        name = name.replace(ours, theirs)
    return name


def _joined(rows: dict[str, torch.Tensor], parts: tuple[str, ...], whole: str) -> dict[str, torch.Tensor]:
    """Matrices that their makers keep in one piece, one under the other."""
    for name in [name for name in rows if f"{parts[0]}." in name]:
        rows[name.replace(parts[0], whole)] = torch.cat([rows.pop(name.replace(parts[0], part)) for part in parts])
    return rows


def unet(rows: Rows, layers: int = 1) -> dict[str, torch.Tensor]:
    """A UNet of ``layers`` layers a block; blocks are counted through, from the first."""

    def placed(match: re.Match[str]) -> str:
        way, block, kind, layer = match[1], int(match[2]), match[3], int(match[4])
        first = block * (layers + 1) + (way == "down")
        if kind == "downsamplers":
            return f"input_blocks.{first + layers}.0.op"
        if kind == "upsamplers":
            attention = any(name.startswith(f"up_blocks.{block}.attentions") for name in rows)
            return f"output_blocks.{first + layers}.{1 + attention}"
        return f"{'in' if way == 'down' else 'out'}put_blocks.{first + layer}.{int(kind == 'attentions')}"

    found = {}
    for name, tensor in rows.items():
        ours = re.sub(r"^(down|up)_blocks\.(\d+)\.(\w+)\.(\d+)(\.conv(?=\.\w+$))?", lambda m: placed(m) + (
            (m[5] or "") if m[3] != "downsamplers" else ""), name)  # fmt: skip
        ours = ours.replace("mid_block.resnets.0", "middle_block.0").replace("mid_block.resnets.1", "middle_block.2")
        ours = ours.replace("mid_block.attentions.0", "middle_block.1")
        if "resnets" in name:
            ours = _renamed(ours, list(RESNET.items()))
        for one, other in ENDS.items():
            ours = re.sub(rf"^{re.escape(one)}\.", f"{other}.", ours)
        found[f"model.diffusion_model.{ours}"] = tensor
    return found


def vae(rows: Rows, prefix: str = "first_stage_model.") -> dict[str, torch.Tensor]:
    """An autoencoder of pictures; its decoder's blocks are counted from the picture, its attention is convolutions."""
    blocks = 1 + max(int(found[1]) for name in rows if (found := re.match(r"decoder\.up_blocks\.(\d+)", name)))
    found = {}
    for name, tensor in rows.items():
        ours = re.sub(r"down_blocks\.(\d+)\.resnets\.(\d+)", r"down.\1.block.\2", name)
        ours = re.sub(r"down_blocks\.(\d+)\.downsamplers\.0", r"down.\1.downsample", ours)
        ours = re.sub(r"up_blocks\.(\d+)\.", lambda found: f"up.{blocks - 1 - int(found[1])}.", ours)
        ours = re.sub(r"(up\.\d+)\.resnets", r"\1.block", ours).replace("upsamplers.0", "upsample")
        square = "attentions" in name and tensor.ndim == 2
        found[prefix + _renamed(ours, VAE)] = tensor[:, :, None, None] if square else tensor
    return found


def clip(rows: Rows, prefix: str) -> dict[str, torch.Tensor]:
    """The text encoder of OpenAI, as it is."""
    return {prefix + (name if name.startswith("text_") else f"text_model.{name}"): row for name, row in rows.items()}


def open_clip(rows: Rows, prefix: str) -> dict[str, torch.Tensor]:
    """The text encoder of OpenCLIP, which keeps the three matrices of its attention in one."""
    plain = {_renamed(name, OPEN_CLIP): tensor for name, tensor in rows.items()}
    plain["text_projection"] = plain.pop("text_projection.weight").T
    for kind in ("weight", "bias"):
        for name in [name for name in plain if name.endswith(f"q_proj.{kind}")]:
            parts = [plain.pop(name.replace("q_proj", f"{part}_proj")) for part in "qkv"]
            plain[name.replace(f"q_proj.{kind}", f"in_proj_{kind}")] = torch.cat(parts)
    return {prefix + name: tensor for name, tensor in plain.items()}


def flux(rows: Rows) -> dict[str, torch.Tensor]:
    """The transformer of FLUX.1, or of FLUX.2."""
    found = {}
    for name, tensor in rows.items():
        single = name.startswith("single_")
        if name.startswith("norm_out"):  # scale and shift change places
            tensor = torch.cat(list(reversed(tensor.chunk(2))))
        ours = _renamed(name, FLUX)
        inner = "norm" if single else "img_attn.norm"
        ours = ours.replace("attn.norm_q.weight", f"{inner}.query_norm.scale")
        ours = ours.replace("attn.norm_k.weight", f"{inner}.key_norm.scale")
        if single:
            ours = ours.replace(".norm.linear", ".modulation.lin").replace("proj_out", "linear2")
            ours = ours.replace("attn.to_out", "linear2")
        elif name.startswith("proj_out"):
            ours = f"final_layer.linear.{name.rsplit('.', 1)[1]}"
        found[ours] = tensor
    single = {name: found.pop(name) for name in list(found) if name.startswith("single_")}
    _joined(single, ("attn.to_q", "attn.to_k", "attn.to_v", "proj_mlp"), "linear1")
    _joined(found, ("attn.to_q", "attn.to_k", "attn.to_v"), "img_attn.qkv")
    _joined(found, ("attn.add_q_proj", "attn.add_k_proj", "attn.add_v_proj"), "txt_attn.qkv")
    return found | single


def zimage(rows: Rows) -> dict[str, torch.Tensor]:
    """The transformer of Z-Image."""
    table = [("all_final_layer.2-1.", "final_layer."), ("all_x_embedder.2-1.", "x_embedder."),
             (".attention.to_out.0.", ".attention.out."), (".attention.norm_k.", ".attention.k_norm."),
             (".attention.norm_q.", ".attention.q_norm.")]  # fmt: skip
    plain = {_renamed(name, table): tensor for name, tensor in rows.items()}
    return _joined(plain, tuple(f"attention.to_{part}" for part in "qkv"), "attention.qkv")


def _part(folder: Path, name: str) -> Rows:
    (path,) = (folder / name).glob("*.safetensors")
    return load_file(path)


def _stable(folder: Path) -> Rows:
    texts = clip(_part(folder, "text_encoder"), "cond_stage_model.transformer.")
    return unet(_part(folder, "unet")) | vae(_part(folder, "vae")) | texts


def _xl(folder: Path) -> Rows:
    texts = clip(_part(folder, "text_encoder"), "conditioner.embedders.0.transformer.")
    texts |= open_clip(_part(folder, "text_encoder_2"), "conditioner.embedders.1.model.")
    return unet(_part(folder, "unet")) | vae(_part(folder, "vae")) | texts


def _whole_flux(folder: Path) -> Rows:
    """FLUX.1 with its text encoders and its autoencoder, as ComfyUI has it."""
    found = {f"model.diffusion_model.{name}": row for name, row in flux(_part(folder, "transformer")).items()}
    found |= clip(_part(folder, "text_encoder"), "text_encoders.clip_l.transformer.")
    found |= {f"text_encoders.t5xxl.transformer.{name}": row for name, row in _part(folder, "text_encoder_2").items()}
    return found | vae(_part(folder, "vae"), "vae.")


WAYS: Mapping[str, Callable[[Path], Rows]] = {
    "sd15": _stable,
    "sdxl": _xl,
    "flux": lambda folder: flux(_part(folder, "transformer")),
    "whole-flux": _whole_flux,
    "flux2": lambda folder: flux(_part(folder, "transformer")),
    "zimage": lambda folder: zimage(_part(folder, "transformer")),
}


def write(folder: Path, way: str, path: Path) -> None:
    """The pipeline of a folder as one file."""
    save_file({name: row.contiguous().clone() for name, row in WAYS[way](folder).items()}, path)
