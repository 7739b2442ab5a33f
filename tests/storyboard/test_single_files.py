"""Models as people download them: one file, its tensors named as its makers name them, and a folder for the rest."""

import json

import numpy as np
import pytest
from contracts.stages import breakdowns
from pipelines import built

from storyboard.errors import StoryboardError
from storyboard.renderers.diffusion import Diffusion, studio
from storyboard.renderers.diffusion.families import family_of

SETUP = breakdowns()[0].setups[1]
OF = {"sd15": "sd15-whole", "sdxl": "sdxl-whole", "zimage": "zimage", "flux2": "flux2", "flux": "flux",
      "whole-flux": "flux"}  # fmt: skip


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    yield built(tmp_path_factory.mktemp("files"), *sorted(set(OF.values())), *(f"{way}.safetensors" for way in OF))
    studio.let_go()


def of_file(models, way):
    return Diffusion(
        model=str(models / f"{way}.safetensors"), config=str(models / f"rest of {way}"), side=96, steps=2
    )  # fmt: skip


@pytest.mark.parametrize("way", ["sd15", "sdxl", "zimage", "flux2"])
def test_a_single_file_paints_as_the_folder_it_is_of(models, way):
    """With a folder that has none of its weights beside it; no network, and no folder of configurations of ours."""
    file, folder = of_file(models, way), Diffusion(model=str(models / OF[way]), side=96, steps=2)
    assert file.unavailable() is None
    pictures = [next(one.paint([one.frame(SETUP, (320, 180))], None, (320, 180))).picture for one in (folder, file)]
    assert np.abs(pictures[0].astype(int) - pictures[1]).max() <= 1


@pytest.fixture
def narrow(monkeypatch):
    """The library reads FLUX.1 at its own width only, 3072: here, at ours."""
    from diffusers.loaders import single_file_model

    reader = single_file_model.SINGLE_FILE_LOADABLE_CLASSES["FluxTransformer2DModel"]["checkpoint_mapping_fn"]
    widths = tuple(32 if one == 3072 else one for one in reader.__code__.co_consts)
    monkeypatch.setattr(reader, "__code__", reader.__code__.replace(co_consts=widths))


@pytest.mark.parametrize(("way", "eighths"), [("flux", False), ("whole-flux", False), ("whole-flux", True)])
def test_a_file_of_flux_is_the_folder_it_is_of(models, tmp_path, narrow, way, eighths):
    """To the last number, or to the last of its eight bits; its text encoders are the file's where it has them."""
    import torch
    from safetensors.torch import load_file, save_file

    from storyboard.renderers.diffusion.engine import files

    one = of_file(models, way)
    settings = one.loaded()
    if eighths:
        rows = {name: row.to(torch.float8_e4m3fn) for name, row in load_file(settings["model"]).items()}
        save_file(rows, tmp_path / "fp8.safetensors")
        settings["model"] = str(tmp_path / "fp8.safetensors")
    folder = settings | {"model": str(models / "flux")}
    here, there = (files.base(one.family(), each, torch.float32).components for each in (settings, folder))
    for name in ("transformer", "text_encoder", "text_encoder_2", "vae"):
        found = here[name].state_dict()
        for key, row in there[name].state_dict().items():
            assert torch.allclose(found[key], row, rtol=0.07 * eighths, atol=0.01 * eighths), (name, key)


@pytest.mark.parametrize(
    ("way", "rows", "told"),
    [
        ("sd15", {"model.diffusion_model.input_blocks.0.0.weight": [8, 9, 3, 3]}, "no family of models"),
        ("flux", {"img_in.weight": [32, 384]}, "no family of models"),
        ("flux", {"distilled_guidance_layer.in_proj.bias": [8]}, "no family of models"),
        ("zimage", {"layers.0.attention.qkv.scale_weight": [1]}, "packed in a way"),
    ],
)
def test_files_that_look_like_others_are_told_apart(models, tmp_path, way, rows, told):
    """Models to fill in, to edit, or packed ones, have the layers of those that paint."""
    with (models / f"{way}.safetensors").open("rb") as file:
        head = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    end = max(row["data_offsets"][1] for name, row in head.items() if name != "__metadata__")
    head |= {name: {"dtype": "F32", "shape": shape, "data_offsets": [end, end]} for name, shape in rows.items()}
    told_of = json.dumps(head).encode()
    (tmp_path / "model.safetensors").write_bytes(len(told_of).to_bytes(8, "little") + told_of + bytes(end))
    with pytest.raises(StoryboardError, match=told):
        family_of(tmp_path / "model.safetensors")


@pytest.mark.parametrize(
    ("way", "config", "told"),
    [
        ("sd15", "", "its tokenizers and configurations are enough"),
        ("zimage", "", "holds the transformer alone"),
        ("whole-flux", "", "tokenizers and configurations"),
        ("flux", "rest of whole-flux", "no weights of text_encoder, text_encoder_2, vae"),
        ("sd15", "sd15.safetensors", "is no folder"),
        ("sd15", "rest of sdxl", "two families"),
    ],
)
def test_what_a_file_lacks_is_asked_for(models, way, config, told):
    """Before anything is loaded: which folder, and what it must have."""
    config = str(models / config) if config else ""
    assert told in Diffusion(model=str(models / f"{way}.safetensors"), config=config).unavailable()
