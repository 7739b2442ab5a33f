"""A batch of frames through a pipeline: their prompts, their layouts, their seeds; pictures out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from storyboard.renderers.diffusion.engine import texts
from storyboard.renderers.diffusion.engine.likeness import Likeness, likenesses
from storyboard.renderers.diffusion.engine.loading import Rig


class Cancelled(Exception):
    """Whoever asked wants no more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One frame, as the pipeline is asked for it."""

    prompt: texts.Text
    negative: texts.Text
    seed: int
    sketch: NDArray[np.uint8]
    """RGB, [height, width, 3], sides as the family wants them."""
    maps: dict[str, NDArray[np.uint8]]
    """RGB, the same size, by name."""
    people: list[Likeness] = field(default_factory=list)
    """Those in it who have a reference."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the frames of a batch are asked for."""

    steps: int
    guidance: float
    strength: float
    weights: dict[str, float]
    until: float
    likeness: float
    over: bool = False
    """Drawn over the sketches, whatever maps the pipeline follows."""


def paint(rig: Rig, frames: Sequence[Asked], manner: Manner, stop: Callable[[], bool]) -> NDArray[np.uint8]:
    """The pictures [n, height, width, 3] of some frames, made at once. Raises Cancelled when ``stop`` says so."""

    def step(_pipe: Any, _index: int, _time: Any, given: dict[str, Any]) -> dict[str, Any]:
        if stop():
            raise Cancelled
        return given

    over = manner.over or not rig.guides
    with torch.no_grad():
        call = {
            "num_inference_steps": manner.steps,
            "guidance_scale": manner.guidance,
            "generator": [torch.Generator("cpu").manual_seed(one.seed) for one in frames],
            "output_type": "np",
            "callback_on_step_end": step,
            **texts.encoded(rig, [one.prompt for one in frames]),
            **_negative(rig, frames, manner),
            **(
                likenesses(rig, [one.people for one in frames], manner.likeness, doubled=manner.guidance > 1)
                if rig.adapted
                else {}
            ),
            **(_over(rig, frames, manner) if over else _guided(rig, frames, manner)),
        }
        pictures = np.asarray((rig.over if over else rig.pipe)(**call).images, np.float32)
    if not np.isfinite(pictures).all():
        raise FloatingPointError("the model's numbers overflowed; ask for precision float32 or bfloat16")
    return np.asarray(np.round(pictures * 255), np.uint8)


def _negative(rig: Rig, frames: Sequence[Asked], manner: Manner) -> dict[str, Any]:
    """What the frames should not show, for families that hear it: guidance weighs it."""
    hears = (rig.family.name in ("sd15", "sdxl") and manner.guidance > 1) or (
        rig.family.name == "zimage" and manner.guidance > 0
    )
    return texts.encoded(rig, [one.negative for one in frames], negative=True) if hears else {}


def _over(rig: Rig, frames: Sequence[Asked], manner: Manner) -> dict[str, Any]:
    """Drawn over the sketches."""
    height, width, _ = frames[0].sketch.shape
    if rig.family.name == "flux2":  # it looks at pictures beside the prompt, the same for a whole batch
        return {"image": [Image.fromarray(frames[0].sketch)], "height": height, "width": width}
    size = {"height": height, "width": width} if rig.family.transformer else {}
    return {"image": _tensor(rig, [one.sketch for one in frames]), "strength": manner.strength, **size}


def _guided(rig: Rig, frames: Sequence[Asked], manner: Manner) -> dict[str, Any]:
    """Along the maps."""
    height, width, _ = frames[0].sketch.shape
    maps = [_tensor(rig, [one.maps[name] for one in frames]).to(rig.dtype) for name in rig.guides]
    weights = [manner.weights[name] for name in rig.guides]
    if rig.union:
        modes = {"control_image": maps, "control_mode": [UNION[name] for name in rig.guides]}
        more: dict[str, Any] = {**modes, "control_guidance_end": manner.until}
    else:
        more = {"image": maps, "control_guidance_end": [manner.until] * len(maps)}
    return {**more, "controlnet_conditioning_scale": weights, "height": height, "width": width}


UNION = {"pose": 0, "depth": 1, "lines": 3, "segmentation": 5}
"""The numbers of the maps in ControlNet Union: pose, depth, thick lines, thin lines, normals, segments."""


def _tensor(rig: Rig, pictures: Sequence[NDArray[np.uint8]]) -> torch.Tensor:
    """Pictures as the pipelines take them: [n, 3, height, width] in 0..1."""
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).to(rig.device, torch.float32) / 255


def together(rig: Rig) -> bool:
    """Whether frames can be made at once."""
    return rig.family.name != "flux2"
