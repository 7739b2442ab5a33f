"""The diffusion renderer, run for real: diffusers on tiny pipelines with random weights. What they paint is noise."""

import json
import shutil
from dataclasses import replace

import cv2
import numpy as np
import pytest
from contracts.renderers import RendererContract
from contracts.stages import breakdowns
from pipelines import built

from audio.consent import template
from previz.backends import choose, maker
from previz.errors import BackEndError, SettingsError
from storyboard.errors import StoryboardError
from storyboard.renderers.diffusion import Diffusion, studio
from storyboard.renderers.diffusion.layout import canvas

SETUPS = breakdowns()[0].setups
"""Two people in a kitchen; the first panel shows one of them."""
SIZE = (320, 180)
WAYS = {
    "over the sketch": {"model": "sd15"},
    "along two maps": {"model": "sd15", "controls": {"pose": "pose", "depth": "depth"}},
    "one net for all maps, references": {
        "model": "sdxl", "controls": {"union": "union"}, "adapter": "adapter-xl/adapter.safetensors",
    },
    "Z-Image": {"model": "zimage"},
    "FLUX.1": {"model": "flux"},
    "FLUX.2": {"model": "flux2"},
}  # fmt: skip


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    names = (
        "sd15",
        "sdxl",
        "zimage",
        "flux",
        "flux2",
        "pose",
        "depth",
        "union",
        "adapter",
        "adapter-xl",
    )
    return built(tmp_path_factory.mktemp("models"), *names)


@pytest.fixture(scope="module", autouse=True)
def nothing_left():
    yield
    studio.let_go()


class TestDiffusion(RendererContract):
    """The suite that every renderer passes."""

    @pytest.fixture(autouse=True)
    def made(self, models):
        self.renderer = Diffusion(model=str(models / "sd15"), side=64, steps=2)


def renderer(models, model="sd15", *, controls=None, adapter="", **more):
    nets = {name: str(models / net) for name, net in (controls or {}).items()}
    adapter = str(models / adapter) if adapter else ""
    return Diffusion(
        **{"side": 96, "steps": 2, "model": str(models / model), "controls": nets, "adapter": adapter, **more}
    )


def painted(one, setups):
    frames = [one.frame(setup, SIZE) for setup in setups]
    found = list(one.paint(frames, frames[0], SIZE))
    assert [made.number for made in found] == list(range(len(setups)))
    return [made.picture for made in found]


def alike(one, other):
    return bool(np.abs(one.astype(int) - other.astype(int)).max() <= 1)


@pytest.mark.parametrize("way", WAYS)
def test_a_frame_is_the_same_in_any_batch(models, way):
    """Whatever the family, and whatever it follows: frames made together are those made alone, each by its own prompt,
    layout, references and seed."""
    together, alone = (painted(renderer(models, **WAYS[way], batch=batch), SETUPS[1:4]) for batch in (3, 1))
    assert all(alike(one, other) for one, other in zip(together, alone, strict=True))
    assert not alike(together[1], together[2])  # other shots begin with other chance


def test_frames_of_a_scene_see_its_first(models):
    """With attention shared, another first frame changes the others; without, none changes any."""
    for share, same in ((1.0, False), (0.0, True)):
        one = renderer(models, sharing=share)
        frames = [one.frame(setup, SIZE) for setup in SETUPS[:4]]
        by_one, by_other = (next(one.paint(frames[2:3], first, SIZE)).picture for first in (frames[0], frames[3]))
        assert np.array_equal(by_one, by_other) is same


def test_a_reference_is_seen_where_its_character_is(models, tmp_path):
    """Another picture of someone changes the frames that they are in, and no other."""
    absent = replace(SETUPS[0], figures=SETUPS[0].figures[:1])
    who = next(figure.character for figure in SETUPS[2].figures if figure.character not in absent.figures[0].character)
    cv2.imwrite(str(tmp_path / "who.png"), np.full((64, 64, 3), 200, np.uint8))
    drawn = renderer(models, adapter="adapter/adapter.safetensors", likeness=1.5)
    given = replace(drawn, references={who: str(tmp_path / "who.png")})
    before, after = (painted(one, [absent, SETUPS[2]]) for one in (drawn, given))
    assert alike(before[0], after[0])
    assert not alike(before[1], after[1])


def test_maps_are_followed_by_their_weights(models):
    """A map that weighs nothing changes nothing; one that weighs does."""
    nets = {"controls": {"pose": "pose", "depth": "depth"}}
    light, heavy, other = (
        painted(renderer(models, **nets, weights={"pose": pose, "depth": depth}), SETUPS[2:3])[0]
        for pose, depth in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))
    )
    assert not alike(light, heavy)
    assert not alike(heavy, other)


def test_panels_of_a_shot_share_their_chance(models):
    """Other shots, other takes and other seeds begin otherwise; panels of one shot do not."""
    one = renderer(models)
    setup = SETUPS[2]
    seed = one.frame(setup, SIZE).seed
    assert one.frame(replace(setup, panel=setup.panel + 1), SIZE).seed == seed
    others = [one.frame(replace(setup, shot="other"), SIZE), one.frame(setup, SIZE, take=1)]
    others.append(replace(one, seed=2).frame(setup, SIZE))
    assert len({seed, *(other.seed for other in others)}) == 4


def test_prompts_fit_each_text_encoder(models):
    """CLIP reads the head of a prompt, a language model all of it; FLUX.1 tells each of its two what it can read."""
    rows = {}
    for model in ("sd15", "zimage", "flux"):
        one = renderer(models, model)
        frame = one.frame(SETUPS[2], SIZE)
        (rows[model],) = one.read([frame])
        assert all(tokens <= limit for tokens, limit in rows[model].tokens)
    assert 2 < rows["sd15"].kept < len(frame.phrases) == rows["zimage"].kept == rows["flux"].kept
    assert rows["flux"].tokens[0] == rows["sd15"].tokens[0]


def test_whoever_wants_no_more_leaves_the_model_ready(models):
    """A cancelled scene stops; the same program paints the next one as if nothing had been."""
    one = renderer(models, batch=1, steps=20)
    frames = [one.frame(setup, SIZE) for setup in SETUPS[:4]]
    whole = next(one.paint(frames[3:], None, SIZE)).picture
    program = one.studio().program
    painting = one.paint(frames, None, SIZE)
    next(painting)
    painting.close()
    assert alike(next(one.paint(frames[3:], None, SIZE)).picture, whole)
    assert one.studio().program is program


def test_a_program_that_dies_says_so(models):
    """And the next one is started when it is asked for."""
    one = renderer(models)
    painting = one.paint([one.frame(setup, SIZE) for setup in SETUPS[:3]], None, SIZE)
    one.studio().program.kill()
    with pytest.raises(StoryboardError, match="run the same command again"):
        next(painting)
    assert len(painted(one, SETUPS[:1])) == 1


@pytest.mark.parametrize(
    ("size", "side"), [((1280, 720), 512), ((1280, 536), 1024), ((720, 1280), 1024), ((64, 64), 64)]
)
def test_a_canvas_has_the_models_area_and_the_films_ratio(size, side):
    """Within the steps that a family's sizes have."""
    width, height = canvas(size, side, 16)
    assert width % 16 == height % 16 == 0
    assert width * height == pytest.approx(side**2, rel=0.04)
    assert width / height == pytest.approx(size[0] / size[1], rel=0.06)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"model": "nowhere"}, "no such model"),
        ({"model": "empty"}, "no model_index.json"),
        ({"model": "cut"}, "damaged"),
        ({"model": "pickled"}, "save it as safetensors"),
        ({"model": "coded"}, "never run"),
        ({"model": "lacking"}, "lacks its part “unet”"),
        ({"model": "other"}, "no family of models"),
        ({"model": "model.ckpt"}, "only .safetensors"),
        ({"model": "noise.safetensors"}, "damaged"),
        ({"model": "flux.safetensors"}, "holds the transformer alone"),
        ({"model": "flux.safetensors", "config": "sd15"}, "two families"),
        ({"model": "zimage", "controls": {"pose": "pose"}}, "leave controls out"),
        ({"model": "sd15", "controls": {"pose": "nowhere"}}, "no such net"),
        ({"model": "sd15", "controls": {"hands": "pose"}}, "no map “hands”"),
        ({"model": "flux", "adapter": "adapter/adapter.safetensors"}, "no IP-Adapter"),
        ({"model": "sd15", "references": {"MARTHE": "her.png"}}, "need an IP-Adapter"),
        ({"model": "sd15", "steps": -3}, "steps is from 0 to 500"),
        ({"model": "sd15", "guidance": float("nan")}, "guidance is from 0 to 50"),
        ({"model": "sd15", "strength": 0.0}, "strength is from 0.01 to 1"),
        ({"model": "sd15", "weights": {"pose": float("inf")}}, "weight of pose"),
        ({"model": "sd15", "device": "tpu"}, "auto, cpu, cuda, mps"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_the_remedy(models, bad, fields, told):
    """Before anything is loaded, and without running what a file holds."""
    with pytest.raises((BackEndError, SettingsError, StoryboardError), match=told):
        choose("renderer", "diffusion", fields, beside=bad)


@pytest.fixture(scope="module")
def bad(models, tmp_path_factory):
    """A folder of models of which most are broken, each in its own way."""
    folder = tmp_path_factory.mktemp("bad")
    for name in ("cut", "pickled", "coded", "lacking", "other"):
        shutil.copytree(models / "sd15", folder / name)
    for name in ("sd15", "zimage", "flux", "pose", "adapter"):
        (folder / name).symlink_to(models / name)
    (folder / "empty").mkdir()
    weights = folder / "cut/unet/diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    (folder / "pickled/unet/diffusion_pytorch_model.safetensors").rename(folder / "pickled/unet/model.bin")
    index = json.loads((folder / "coded/model_index.json").read_text("utf-8"))
    (folder / "coded/model_index.json").write_text(json.dumps(index | {"unet": ["my_unet", "Mine"]}), "utf-8")
    shutil.rmtree(folder / "lacking/unet")
    (folder / "other/model_index.json").write_text('{"_class_name": "KandinskyPipeline"}', "utf-8")
    (folder / "model.ckpt").write_bytes(b"\x80\x04")
    (folder / "noise.safetensors").write_bytes(b"\xff" * 400)
    header = json.dumps(
        {"double_blocks.0.img_attn.norm.key_norm.scale": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}
    ).encode()
    (folder / "flux.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + bytes(4))
    return folder


def test_a_model_is_known_by_its_contents(models, tmp_path):
    """Where it lies, and how it is run, are no ingredients of a frame; another weight is."""
    shutil.copytree(models / "sd15", tmp_path / "copy")
    here, there = renderer(models, batch=1), renderer(tmp_path, "copy", batch=4, device="cpu")
    assert maker(here) == maker(there)
    weights = tmp_path / "copy/unet/diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    assert maker(here) != maker(there)


def test_a_picture_of_somebody_needs_their_consent(models, tmp_path):
    """Without a signed one for that very picture it is refused, with the remedy; with it, the renderer is ready."""
    cv2.imwrite(str(tmp_path / "her.png"), np.full((64, 64, 3), 200, np.uint8))
    fields = {
        "model": str(models / "sd15"),
        "adapter": str(models / "adapter/adapter.safetensors"),
        "references": {"MARTHE": "her.png"},
    }
    with pytest.raises(BackEndError, match="nobody has agreed"):
        choose("renderer", "diffusion", fields, beside=tmp_path, consents=tmp_path)
    text = template(who="Marthe Le Goff", purpose="the film", recording=tmp_path / "her.png")
    signed = text.replace('signed = ""', 'signed = "Marthe Le Goff"').replace('date = ""', "date = 2026-11-25")
    (tmp_path / "her.toml").write_text(signed, "utf-8")
    assert choose("renderer", "diffusion", fields, beside=tmp_path, consents=tmp_path).unavailable() is None
