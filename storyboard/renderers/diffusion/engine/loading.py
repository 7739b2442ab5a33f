"""A pipeline from local files: safetensors only, offline, on the device and in the precision that suit it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import diffusers
import torch

from storyboard.renderers.diffusion.engine.files import LOCAL, base
from storyboard.renderers.diffusion.families import Family, family_of

PRECISIONS = {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}


@dataclass(slots=True)
class Rig:
    """A loaded pipeline, and how it is run."""

    family: Family
    pipe: Any
    over: Any
    """The same parts as a pipeline that draws over a picture: ``pipe`` itself where there are no guides."""
    device: torch.device
    dtype: torch.dtype
    guides: tuple[str, ...]
    """The maps that it follows, in the order of its nets; none: it draws over the sketch."""
    union: bool = False
    adapted: bool = False
    """Whether people follow references: an IP-Adapter is loaded."""
    offloaded: bool = False
    """Whether the model stays in main memory, and comes to the device piece by piece."""
    known: dict[Any, Any] = field(default_factory=dict)
    """Embeddings of texts and pictures, made once."""


def load(settings: Mapping[str, Any]) -> Rig:
    """The rig for a renderer's settings. Raises what the libraries raise for files that they cannot use."""
    torch.manual_seed(0)
    device = pick_device(settings["device"])
    dtype = pick_precision(settings["precision"], device)
    family = family_of(Path(settings["model"]))
    controls: Mapping[str, str] = settings["controls"]
    parts = dict(base(family, settings, dtype).components)
    guides: tuple[str, ...] = ()
    union = "union" in controls
    if union:
        parts["controlnet"] = diffusers.ControlNetUnionModel.from_pretrained(controls["union"], dtype=dtype, **LOCAL)
        guides = tuple(settings["union"])
    elif controls:
        nets = [diffusers.ControlNetModel.from_pretrained(path, dtype=dtype, **LOCAL) for path in controls.values()]
        parts["controlnet"] = diffusers.MultiControlNetModel(nets)
        guides = tuple(controls)
    name = family.union if union else family.guided if guides else family.over
    pipe = _as(getattr(diffusers, name), parts)
    pipe.set_progress_bar_config(disable=True)
    if settings["loras"]:
        _lay(pipe, settings["loras"])
    if settings["adapter"]:
        _adapt(pipe, settings, dtype)
    offloaded = False
    try:
        pipe.to(device)
    except torch.OutOfMemoryError:  # it does not fit as a whole
        pipe.to("cpu")
        offload(pipe, device)
        offloaded = True
    if device.type == "cuda" and hasattr(pipe, "unet"):
        pipe.unet.to(memory_format=torch.channels_last)
    over = _as(getattr(diffusers, family.over), pipe.components) if guides else pipe
    over.set_progress_bar_config(disable=True)
    return Rig(family, pipe, over, device, dtype, guides, union, bool(settings["adapter"]), offloaded)


def offload(pipe: Any, device: torch.device) -> None:
    """Keep a pipeline in main memory, and bring each of its layers to the device when it is due."""
    pipe.enable_group_offload(
        onload_device=device, offload_device=torch.device("cpu"), offload_type="leaf_level",
        use_stream=device.type == "cuda",
    )  # fmt: skip


def load_words(settings: Mapping[str, Any]) -> Rig:
    """What reads prompts, and nothing else: the tokenizers of a pipeline, in a moment."""
    from transformers import AutoTokenizer

    folder = Path(settings["model"] if Path(settings["model"]).is_dir() else settings["config"])
    family = family_of(Path(settings["model"]))
    found = {
        name: AutoTokenizer.from_pretrained(folder / name, local_files_only=True)
        for name in ("tokenizer", "tokenizer_2", "tokenizer_3")
        if (folder / name).is_dir()
    }
    words = SimpleNamespace(**found)
    return Rig(family, words, words, torch.device("cpu"), torch.float32, ())


def _lay(pipe: Any, loras: Mapping[str, tuple[str, float]]) -> None:
    """Lay LoRAs over the model, each weighed. Raises ValueError for one that has nothing to say to this model."""
    for name, (path, _weight) in loras.items():
        file = Path(path)
        try:
            pipe.load_lora_weights(
                str(file.parent), weight_name=file.name, adapter_name=_adapter(name), local_files_only=True,
                use_safetensors=True,
            )  # fmt: skip
        except (ValueError, RuntimeError, KeyError) as trouble:  # its matrices are of other sizes, or of other layers
            raise ValueError(f"the LoRA {name} was made for another model: {trouble}") from trouble
        laid = {one for names in pipe.get_list_adapters().values() for one in names}
        if _adapter(name) not in laid:  # the library only warns
            raise ValueError(f"the LoRA {name} was made for another model: none of its layers is here")
    pipe.set_adapters([_adapter(name) for name in loras], [weight for _path, weight in loras.values()])


def _adapter(name: str) -> str:
    """How a LoRA is called inside: some plain names, as ``train``, are the library's own."""
    return f"lora_{name}"


def _adapt(pipe: Any, settings: Mapping[str, Any], dtype: torch.dtype) -> None:
    """Let references be seen: the adapter's weights, and the encoder of pictures that belongs to it."""
    from transformers import CLIPImageProcessor, CLIPVisionModelWithProjection

    path = Path(settings["adapter"])
    encoder = CLIPVisionModelWithProjection.from_pretrained(
        settings["encoder"] or path.parent / "image_encoder", dtype=dtype, **LOCAL
    )
    side = encoder.config.image_size
    seeing = CLIPImageProcessor(size={"shortest_edge": side}, crop_size=side)
    pipe.register_modules(image_encoder=encoder, feature_extractor=seeing)
    pipe.load_ip_adapter(
        str(path.parent), subfolder="", weight_name=path.name, image_encoder_folder=None, local_files_only=True
    )


def _as(kind: Any, parts: dict[str, Any]) -> Any:
    """A pipeline of another class of the same family, from the same parts."""
    wanted = kind._get_signature_keys(kind)
    required, optional = wanted
    given = {name: part for name, part in parts.items() if name in required}
    if "requires_safety_checker" in optional:
        given["requires_safety_checker"] = parts.get("safety_checker") is not None
    return kind(**given)


def pick_device(name: str) -> torch.device:
    """The device of a name; ``auto``: the fastest there is."""
    if name != "auto":
        return torch.device(name)
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def pick_precision(name: str, device: torch.device) -> torch.dtype:
    """The precision of a name; ``auto``: what the device is fast in. Halves are up to forty times slower on a CPU."""
    if name != "auto":
        return PRECISIONS[name]
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.float16 if device.type == "mps" else torch.float32
