"""Whom people look like: a reference for each character (IP-Adapter, Ye et al. 2023), seen only where they are."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from diffusers.models import ImageProjection
from numpy.typing import NDArray
from PIL import Image

from storyboard.renderers.diffusion.engine.loading import Rig


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Someone in a frame."""

    picture: NDArray[np.uint8]
    """The reference, RGB [height, width, 3]."""
    mask: NDArray[np.bool_]
    """Where they are in the frame, [height, width]."""


def likenesses(rig: Rig, frames: Sequence[Sequence[Likeness]], weight: float, *, doubled: bool) -> dict[str, Any]:
    """The pipeline's arguments for the people of a batch of frames; ``doubled``: each is made without and with its
    prompt.

    The pipeline's own way would show every frame's references to every frame. So they are given for each frame, with
    masks of nothing where a frame has fewer people than another.
    """
    most = max(1, *(len(people) for people in frames))
    nobody = _seen(rig, np.zeros((8, 8, 3), np.uint8))
    rows = [[_seen(rig, one.picture) for one in people] + [nobody] * (most - len(people)) for people in frames]
    found = torch.stack([torch.stack(row) for row in rows])
    height, width = next((one.mask.shape for people in frames for one in people), (8, 8))
    masks = torch.zeros(len(frames), most, height, width, dtype=rig.dtype, device=rig.device)
    for number, people in enumerate(frames):
        for place, one in enumerate(people):
            masks[number, place] = torch.from_numpy(one.mask.astype(np.float32)).to(masks)
    if doubled:
        found = torch.cat([torch.zeros_like(found), found])
        masks = torch.cat([masks, masks])
    rig.pipe.set_ip_adapter_scale(weight)
    for pipe in (rig.pipe, rig.over):
        pipe.prepare_ip_adapter_image_embeds = lambda *_arguments, **_more: [found]
    return {"ip_adapter_image_embeds": [found], "cross_attention_kwargs": {"ip_adapter_masks": [masks]}}


def _seen(rig: Rig, picture: NDArray[np.uint8]) -> torch.Tensor:
    """A reference as its encoder sees it, seen once."""
    key = ("picture", hashlib.sha256(picture.tobytes()).digest())
    if key not in rig.known:
        layer = rig.pipe.unet.encoder_hid_proj.image_projection_layers[0]
        hidden = not isinstance(layer, ImageProjection)
        rig.known[key] = rig.pipe.encode_image(Image.fromarray(picture), rig.device, 1, hidden)[0][0]
    found: torch.Tensor = rig.known[key]
    return found
