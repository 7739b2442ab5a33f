"""The settings of ``[renderer.diffusion]``, and what they may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from typing import ClassVar, Literal

from storyboard.errors import StoryboardError
from storyboard.renderers.diffusion.layout import MAPS

LIMITS: Mapping[str, tuple[float, float]] = {
    "steps": (0, 500), "guidance": (0, 50), "strength": (0.01, 1), "until": (0, 1), "sharing": (0, 4),
    "likeness": (0, 2), "side": (0, 4096), "batch": (0, 256), "seconds": (1, 1e6), "seed": (0, 2**31),
}  # fmt: skip
"""What each number may be."""


@dataclass(frozen=True)
class Settings:
    """How the model is used. What is left open is the family's own (families.toml)."""

    model: str = ""
    """A pipeline's folder, or one .safetensors file; empty: the only one in the models folder."""
    config: str = ""
    """For a single file: a folder of the same family's small files (tokenizers, configurations)."""
    controls: Mapping[str, str] = field(default_factory=dict)
    """Nets that follow a map, by its name: ``{"pose": folder, "depth": folder}``; ``union``: one for all maps."""
    weights: Mapping[str, float] = field(
        default_factory=lambda: {"pose": 0.7, "depth": 0.5, "lines": 0.35, "segmentation": 0.3}
    )
    """How much each map weighs."""
    adapter: str = ""
    """An IP-Adapter (.safetensors), for models with a UNet: people look like their references."""
    encoder: str = ""
    """The folder of its image encoder; empty: ``image_encoder`` beside the adapter."""
    references: Mapping[str, str] = field(default_factory=dict)
    """A picture of someone by their name in the script: ``{"MARTHE": "marthe.png"}``; the others follow the artist's
    sheet in ``drawings/``, or are drawn."""
    likeness: float = 0.6
    """How much the references weigh."""
    until: float = 0.7
    """The share of the steps after which the maps let go."""
    loras: Mapping[str, float] = field(default_factory=dict)
    """LoRAs of the film by name (``previz train``), and how much each weighs: ``{"maelle": 0.8}``."""
    shelf: str = ""
    """The folder that they lie in; empty: ``loras`` in the film's folder."""
    style: str = "pencil"
    """A style of the table in storyboard/prompts/words.toml, or words of your own."""
    avoid: str = ""
    """What frames should not show, in English, besides what no panel should."""
    steps: int = 0
    """0: the family's own; so for side."""
    guidance: float | None = None
    strength: float | None = None
    """How far a frame may leave the sketch that it is drawn over, for models that follow no maps: 0 to 1."""
    side: int = 0
    """Frames have the area of a square of so many pixels."""
    sharing: float = 0.5
    """How much a frame looks at its scene's first one, against itself; 0: not at all. UNets only."""
    seed: int = 1
    """Another number, another film."""
    batch: int = 0
    """Frames that are made at once; 0: by the device. Less memory makes it smaller by itself."""
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    precision: Literal["auto", "float32", "float16", "bfloat16"] = "auto"
    seconds: float = 7200.0
    """What a batch of frames may take; then the model is stopped, and the film says so."""

    PATHS: ClassVar[tuple[str, ...]] = ("model", "config", "controls", "adapter", "encoder", "references", "shelf")
    OF_FILM: ClassVar[Mapping[str, str]] = {"shelf": "loras"}
    """Folders that lie in the film's own, unless the user names others."""
    WORKING: ClassVar[tuple[str, ...]] = ("batch", "device", "seconds")
    """Fields that change how frames are made, and not which."""

    def __post_init__(self) -> None:
        for name, (lowest, highest) in LIMITS.items():
            value = getattr(self, name)
            if value is not None and not lowest <= value <= highest:  # nothing compares with not-a-number
                message = _("diffusion: {name} is from {lowest:g} to {highest:g}, not {given:g}")
                raise StoryboardError(message.format(name=name, lowest=lowest, highest=highest, given=value))
        for name, weight in self.weights.items():
            self._of_map(name, MAPS)
            if not 0 <= weight <= 2:
                message = _("diffusion: the weight of {name} is from 0 to 2, not {given:g}")
                raise StoryboardError(message.format(name=name, given=weight))
        for name, weight in self.loras.items():
            if not 0 <= weight <= 2:
                message = _("diffusion: the weight of the LoRA {name} is from 0 to 2, not {given:g}")
                raise StoryboardError(message.format(name=name, given=weight))
        for name in self.controls:
            self._of_map(name, (*MAPS, "union"))
        if "union" in self.controls and len(self.controls) > 1:
            raise StoryboardError(_("diffusion: a union follows all maps by itself; leave the other controls out"))

    def _of_map(self, name: str, known: tuple[str, ...]) -> None:
        if name not in known:
            message = _("diffusion: there is no map “{name}”; there are {known}")
            raise StoryboardError(message.format(name=name, known=", ".join(known)))
