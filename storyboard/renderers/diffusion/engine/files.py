"""A pipeline out of a single file of weights, and a folder of the same family for what no such file holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import diffusers
import torch

from storyboard.renderers.diffusion.families import Family, holds_all, tensors

LOCAL = {"local_files_only": True, "use_safetensors": True}


def base(family: Family, settings: Mapping[str, Any], dtype: torch.dtype) -> Any:
    """The pipeline of a renderer's settings, of a folder or of one file; parts that the file lacks are the folder's.

    Raises ValueError when a part's weights are nowhere, and what the libraries raise.
    """
    model, config = settings["model"], settings["config"]
    if Path(model).is_dir():
        return diffusers.DiffusionPipeline.from_pretrained(model, dtype=dtype, **LOCAL)
    if holds_all(family, tensors(Path(model))):
        kind = getattr(diffusers, family.folders[0])
        return _whole(kind.from_single_file(model, config=config, dtype=dtype, local_files_only=True))
    kind = getattr(diffusers, family.transformer)
    part = kind.from_single_file(model, config=config, subfolder="transformer", dtype=dtype, local_files_only=True)
    return _whole(diffusers.DiffusionPipeline.from_pretrained(config, transformer=part, dtype=dtype, **LOCAL))


def _whole(pipe: Any) -> Any:
    """A pipeline of which every number is there. What a text encoder uses twice, a file holds once."""
    for name, part in pipe.components.items():
        if not isinstance(part, torch.nn.Module):
            continue
        if any(one.is_meta for one in part.parameters()) and hasattr(part, "tie_weights"):
            part.tie_weights()
        lost = [key for key, one in part.named_parameters() if one.is_meta]
        if lost:
            raise ValueError(f"its {name} lacks {len(lost)} tensors, as {lost[0]}")
    return pipe
