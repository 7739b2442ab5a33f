"""A LoRA on an artist's drawings (Hu et al. 2021): small matrices beside a model's attention learn, nothing else.

The chance of each step comes from the seed and the step's number, so that a training which was stopped goes on as if
it never had been. Texts and pictures are encoded once; the halves of the model that did it then leave the device.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from peft import LoraConfig, get_peft_model_state_dict
from safetensors.torch import load, save

from storyboard.renderers.diffusion.engine import aims, loading, memory, texts
from storyboard.renderers.diffusion.engine.loading import Rig

NAME = "lora_hand"
"""What the matrices are called while they learn."""
LAYERS = ("to_q", "to_k", "to_v", "to_out.0")
STEEPEST = 1.0
"""Norm to which a step's gradients are clipped."""
NOTE = "previz"
"""Where a file says what it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A drawing, and the words for it."""

    picture: NDArray[np.uint8]
    """RGB, [height, width, 3], all of one size that the family can have."""
    words: texts.Text


@dataclass(frozen=True, slots=True)
class Course:
    """How a LoRA is learnt."""

    steps: int
    rank: int
    rate: float
    """The learning rate of AdamW."""
    seed: int
    batch: int
    """Drawings of a step."""


def plain(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of the model that learns: in a precision in which steps this small are not lost."""
    device = loading.pick_device(settings["device"])
    halves = loading.pick_precision(settings["precision"], device) == torch.bfloat16
    return {**settings, "precision": "bfloat16" if halves else "float32"}


class Learner:
    """A model with its LoRA. Raises memory.TooLittle for a model that is not on its device as a whole."""

    def __init__(self, rig: Rig, lessons: Sequence[Lesson], course: Course, key: str, begun: bytes = b"") -> None:
        """``key`` says of what the training is made; ``begun`` are the bytes of ``kept`` of one with that key."""
        if rig.offloaded:
            raise memory.TooLittle("the model does not fit on its device as a whole, so it cannot learn there")
        self.rig, self.course, self.key = rig, course, key
        self.part = "transformer" if rig.family.transformer else "unet"
        self.model = getattr(rig.pipe, self.part).requires_grad_(False)
        self.encode(lessons)
        torch.manual_seed(course.seed)
        layers = LoraConfig(r=course.rank, target_modules=list(LAYERS), lora_alpha=course.rank)
        self.model.add_adapter(layers, adapter_name=NAME)
        self.model.enable_gradient_checkpointing()
        self.learning = {name: one for name, one in self.model.named_parameters() if one.requires_grad}
        for one in self.learning.values():
            one.data = one.data.float()
        self.walk = torch.optim.AdamW(self.learning.values(), lr=course.rate)
        self.done = self.resume(begun) if begun else 0

    def encode(self, lessons: Sequence[Lesson]) -> None:
        """The drawings as latents, and their words as the model is told them."""
        pipe, device = self.rig.pipe, self.rig.device
        pipe.vae.to(torch.float32)  # SDXL's overflows in halves
        with torch.no_grad():
            self.told = [texts.encoded(self.rig, [one.words]) for one in lessons]
            middle = pipe.vae.config.shift_factor or 0.0
            self.latents = [
                (pipe.vae.encode(_tensor(one.picture).to(device)).latent_dist.mode() - middle)
                * pipe.vae.config.scaling_factor
                for one in lessons
            ]
        if device.type != "cpu":
            for name in ("vae", "text_encoder", "text_encoder_2"):
                if (part := getattr(pipe, name, None)) is not None:
                    part.to("cpu")
            memory.swept()

    def steps(self, stop: Callable[[], bool]) -> Iterator[tuple[int, float]]:
        """Learn, from where it was left: the number of each step that is done, from 1, and its loss."""
        for step in range(self.done + 1, self.course.steps + 1):
            if stop():
                return
            yield step, self.step(step)

    def step(self, number: int) -> float:
        """One step. Its loss is the mean square by which the model missed what it was to find."""
        chance = torch.Generator("cpu").manual_seed((self.course.seed << 32) + number)
        rows = [self.lesson((number - 1) * self.course.batch + at) for at in range(self.course.batch)]
        clear = torch.cat([self.latents[row] for row in rows])
        noise = torch.randn(clear.shape, generator=chance).to(clear)
        told = [self.told[row] for row in rows]
        said = {name: _together([one[name] for one in told]) for name in told[0]}
        found, wanted = aims.AIMS[self.rig.family.learns](self.rig, clear, noise, chance, said)
        loss = torch.nn.functional.mse_loss(found.float(), wanted.float())
        if not torch.isfinite(loss):
            raise FloatingPointError("the numbers overflowed; give a smaller rate, or precision float32")
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.learning.values(), STEEPEST)
        self.walk.step()
        self.walk.zero_grad(set_to_none=True)
        return float(loss.detach())

    def lesson(self, place: int) -> int:
        """Which drawing is looked at: all of them once, in a new order, before any is looked at again."""
        round_, at = divmod(place, len(self.latents))
        chance = torch.Generator("cpu").manual_seed((self.course.seed << 32) + (1 << 31) + round_)
        return int(torch.randperm(len(self.latents), generator=chance)[at])

    def kept(self, step: int) -> bytes:
        """All that a later run goes on from: the matrices, and what AdamW remembers of their ways."""
        rows = {name: one.data for name, one in self.learning.items()}
        for name, one in self.learning.items():
            rows |= {f"{part} {name}": self.walk.state[one][part] for part in ("exp_avg", "exp_avg_sq")}
        return _file(rows, json.dumps({"key": self.key, "step": step}))

    def resume(self, begun: bytes) -> int:
        """Go on from what ``kept`` gave, and return its step. Raises ValueError when it is of something else."""
        length = int.from_bytes(begun[:8], "little")
        note = json.loads(json.loads(begun[8 : 8 + length])["__metadata__"][NOTE])
        if note["key"] != self.key:
            raise ValueError("what was kept is of another training")
        rows = load(begun)
        for name, one in self.learning.items():
            one.data.copy_(rows[name])
            ways = {part: rows[f"{part} {name}"].to(one.device) for part in ("exp_avg", "exp_avg_sq")}
            self.walk.state[one] = {"step": torch.tensor(float(note["step"])), **ways}
        return int(note["step"])

    def lora(self, about: str) -> bytes:
        """The LoRA as a safetensors file, named as diffusers names its tensors; ``about`` is written into it."""
        rows = get_peft_model_state_dict(self.model, adapter_name=NAME)
        return _file({f"{self.part}.{name}": one for name, one in rows.items()}, about)


def _file(rows: Mapping[str, torch.Tensor], note: str) -> bytes:
    """One note only: the library writes several in any order, and the same training must give the same bytes."""
    whole = {name: one.detach().float().cpu().contiguous() for name, one in rows.items()}
    return bytes(save(whole, {NOTE: note}))


def _together(rows: Sequence[Any]) -> Any:
    """The texts of a batch, as the model takes them: one tensor, or a list of one for each."""
    return [one for row in rows for one in row] if isinstance(rows[0], list) else torch.cat(list(rows))


def _tensor(picture: NDArray[np.uint8]) -> torch.Tensor:
    """[1, 3, height, width] in -1..1, as a VAE takes it."""
    return torch.from_numpy(picture).permute(2, 0, 1)[None].float() / 127.5 - 1
