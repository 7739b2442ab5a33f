"""LoRAs by name: files beside the film that draw like somebody, read before anything is loaded."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import Any

import msgspec

from storyboard.errors import StoryboardError
from storyboard.renderers.diffusion.families import PICKLES, Family, families, header

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
NOTE = "previz"
"""The note of a file of ours that says what it is."""
SCHEMA = "Lora.1"


@dataclass(frozen=True, slots=True)
class About:
    """What a LoRA says of itself: of what it was made, and by whose leave."""

    name: str
    family: str
    base: str
    """The base model's name, for people."""
    base_sha256: str
    """All files of the base model."""
    trigger: str
    """The word that calls it."""
    drawings: Mapping[str, str]
    """SHA-256 of each drawing, by its file."""
    statements: Mapping[str, str]
    """SHA-256 of each statement of rights, by who signed it."""
    steps: int
    rank: int
    rate: float
    seed: int
    batch: int
    key: str
    """Hash of all that shaped it but the number of steps."""
    made_with: str = ""
    schema: str = field(default=SCHEMA)

    def plain(self) -> str:
        """As it is written into the file: the same facts, the same bytes."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Lora:
    """A LoRA that a film uses."""

    name: str
    path: Path
    weight: float
    about: About | None
    """None for a file that another program made."""


def named(name: str) -> str:
    """A name that a LoRA can have. Raises StoryboardError."""
    if not NAME.fullmatch(name):
        message = _("“{name}” is no name for a LoRA: give up to 40 letters without accents, digits, - or _")
        raise StoryboardError(message.format(name=name))
    return name


def lora(name: str, shelf: Path, weight: float, family: Family) -> Lora:
    """The LoRA of a name. Raises StoryboardError when there is none, when it could run somebody's code, or when it was
    made for another family."""
    path = shelf / f"{named(name)}.safetensors"
    if not path.is_file():
        other = next((one for one in sorted(shelf.glob(f"{name}.*")) if one.suffix in PICKLES), None)
        if other is not None:
            message = _("{path}: only .safetensors files are read, since others can hold programs; convert it")
            raise StoryboardError(message.format(path=other))
        known = ", ".join(sorted(one.stem for one in shelf.glob("*.safetensors"))) or "–"
        message = _("there is no LoRA “{name}” in {folder}; there are {known}; put its file there, or train one: "
                    "previz train FILE drawings --name {name}")  # fmt: skip
        raise StoryboardError(message.format(name=name, folder=shelf, known=known))
    shapes, notes = header(path)
    about = _about(path, notes)
    if not any("lora" in one for one in shapes):
        raise StoryboardError(_("{path} holds no LoRA; choose another file").format(path=path))
    if (of := about.family if about else _family(shapes, family)) != family.name:
        title = families()[of].title if of in families() else of
        message = _("the LoRA {name} is for {other}, and the model here is {family}; leave it out of loras, or train "
                    "one for this model")  # fmt: skip
        raise StoryboardError(message.format(name=name, other=title, family=family.title))
    return Lora(name, path, weight, about)


def about(path: Path) -> About | None:
    """What a file says of itself; None when another program made it. Raises StoryboardError when it is damaged."""
    return _about(path, header(path)[1])


def _about(path: Path, notes: Mapping[str, str]) -> About | None:
    if NOTE not in notes:
        return None
    try:
        told = msgspec.json.decode(notes[NOTE], type=dict[str, Any])
        return msgspec.convert(told, About) if told.get("schema") == SCHEMA else None
    except (ValueError, RecursionError) as trouble:
        message = _("{path}: what it says of itself is damaged; copy it again, or train it anew")
        raise StoryboardError(message.format(path=path)) from trouble


def _family(shapes: Mapping[str, list[int]], family: Family) -> str:
    """The family of a stranger's LoRA, by its tensors: whether it is of a UNet, and how wide are the texts that this
    reads. Where that says nothing, it is taken for the model's own: what does not fit is refused when it is loaded."""
    unet = any(one.startswith(("unet.", "lora_unet_")) and "attn" in one for one in shapes)
    widths = {
        last[-1]
        for one, last in shapes.items()
        if last and "attn2" in one and "to_k" in one and ("lora_A" in one or "lora_down" in one or "lora.down" in one)
    }
    known = {768: "sd15", 2048: "sdxl"}
    if widths & known.keys():
        return known[max(widths & known.keys())]
    if not unet and family.shares and any(one.startswith(("transformer.", "diffusion_model.")) for one in shapes):
        return _("a transformer")
    return family.name
