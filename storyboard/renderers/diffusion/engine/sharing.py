"""Attention shared across a scene: each frame looks at its own picture and at the scene's first one as both arise.

The keys and values of a frame's self-attention are joined by those of the first frame, as in Text2Video-Zero's
cross-frame attention (Khachatryan et al. 2023) and the extended attention of ConsiStory (Tewel et al. 2024) and
StoryDiffusion (Zhou et al. 2024); but only the first frame is shared. So a frame depends on its own making and the
first frame's, and on no other: it comes out the same in any batch, and can be made again alone.
"""

import math
from typing import Any

import torch


class Shared:
    """A processor for the self-attention of a UNet; a batch begins with the frame that all look at."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.frames, self.weight = 1, 0.0

    def __call__(
        self, attn: Any, hidden_states: torch.Tensor, encoder_hidden_states: torch.Tensor | None = None,
        attention_mask: torch.Tensor | None = None, *arguments: Any, **more: Any,
    ) -> torch.Tensor:  # fmt: skip
        """What a frame sees of the first one weighs ``weight`` times as much as what it sees of itself; 0: alone."""
        if not self.weight:
            alone: torch.Tensor = self.inner(attn, hidden_states, None, attention_mask, *arguments, **more)
            return alone
        rows, length, _width = hidden_states.shape
        halves = hidden_states.unflatten(0, (rows // self.frames, self.frames))  # without and with the prompt
        first = halves[:, :1].expand_as(halves).flatten(0, 1)
        both = torch.cat([hidden_states, first], dim=1)
        mask = None
        if self.weight != 1:
            mask = hidden_states.new_zeros(rows, 1, 2 * length)
            mask[..., length:] = math.log(self.weight)
        found: torch.Tensor = self.inner(attn, hidden_states, both, mask, *arguments, **more)
        return found


def share(unet: Any) -> list[Shared]:
    """Let a UNet's frames share attention, once each of the processors returned knows how many there are, and the
    weight."""
    processors = dict(unet.attn_processors)
    shared = {name: Shared(one) for name, one in processors.items() if name.endswith("attn1.processor")}
    unet.set_attn_processor(processors | shared)
    return list(shared.values())
