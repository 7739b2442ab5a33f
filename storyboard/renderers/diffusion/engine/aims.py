"""What a model is to find in a noisy picture while it learns: its noise, or the way from the picture to the noise."""

from collections.abc import Callable, Mapping
from typing import Any

import diffusers
import torch

from storyboard.renderers.diffusion.engine.loading import Rig

Texts = Mapping[str, Any]
"""The encoded words of a batch, as ``texts.encoded`` gives them."""
Aim = Callable[[Rig, torch.Tensor, torch.Tensor, torch.Generator, Texts], tuple[torch.Tensor, torch.Tensor]]
"""Of clear latents [n, channels, height, width] and noise: what the model finds, and what it should have."""


def noise(
    rig: Rig, clear: torch.Tensor, noise: torch.Tensor, chance: torch.Generator, said: Texts
) -> tuple[torch.Tensor, torch.Tensor]:  # fmt: skip
    """For a UNet: the noise of a step of its schedule, or its velocity (Salimans & Ho 2022)."""
    schedule = diffusers.DDPMScheduler.from_config(rig.pipe.scheduler.config)
    times = torch.randint(schedule.config.num_train_timesteps, (len(clear),), generator=chance).to(clear.device)
    noisy = schedule.add_noise(clear, noise, times).to(rig.dtype)
    speed = schedule.config.prediction_type == "v_prediction"
    more: dict[str, Any] = {}
    if "pooled_prompt_embeds" in said:
        height, width = (side * rig.pipe.vae_scale_factor for side in clear.shape[2:])
        sizes = torch.tensor([(height, width, 0, 0, height, width)] * len(clear)).to(clear.device, rig.dtype)
        more["added_cond_kwargs"] = {"text_embeds": said["pooled_prompt_embeds"], "time_ids": sizes}
    found = rig.pipe.unet(noisy, times, said["prompt_embeds"], **more).sample
    return found, schedule.get_velocity(clear, noise, times) if speed else noise


def flow(
    rig: Rig, clear: torch.Tensor, noise: torch.Tensor, chance: torch.Generator, said: Texts
) -> tuple[torch.Tensor, torch.Tensor]:  # fmt: skip
    """For a transformer: the straight way from the picture to the noise (Lipman et al. 2023), at shares of it that are
    chosen as Esser et al. 2024 do, the middle more often than its ends."""
    share = torch.sigmoid(torch.randn(len(clear), generator=chance)).to(clear.device)
    at = share[:, None, None, None]
    noisy = ((1 - at) * clear + at * noise).to(rig.dtype)
    seen = _flux if rig.family.name == "flux" else _zimage
    return seen(rig, noisy, share.to(rig.dtype), said), noise - clear


def _flux(rig: Rig, noisy: torch.Tensor, share: torch.Tensor, said: Texts) -> torch.Tensor:
    """FLUX.1 sees latents in squares of two by two, in a row, with their places."""
    rows, channels, height, width = noisy.shape
    pipe, kind = rig.pipe, {"device": noisy.device, "dtype": noisy.dtype}
    distilled = pipe.transformer.config.guidance_embeds
    found = pipe.transformer(
        hidden_states=pipe._pack_latents(noisy, rows, channels, height, width),
        timestep=share,
        guidance=torch.ones(rows, **kind) if distilled else None,
        pooled_projections=said["pooled_prompt_embeds"],
        encoder_hidden_states=said["prompt_embeds"],
        txt_ids=torch.zeros(said["prompt_embeds"].shape[1], 3, **kind),
        img_ids=pipe._prepare_latent_image_ids(rows, height // 2, width // 2, **kind),
    ).sample
    scale = pipe.vae_scale_factor
    unpacked: torch.Tensor = pipe._unpack_latents(found, height * scale, width * scale, scale)
    return unpacked


def _zimage(rig: Rig, noisy: torch.Tensor, share: torch.Tensor, said: Texts) -> torch.Tensor:
    """Z-Image counts the way from its other end, and takes each picture by itself."""
    found = rig.pipe.transformer(list(noisy.unsqueeze(2).unbind()), 1 - share, said["prompt_embeds"])[0]
    return -torch.stack(list(found)).squeeze(2)


AIMS: Mapping[str, Aim] = {"noise": noise, "flow": flow}
"""By the name that a family has for what it learns."""
