"""A LoRA, learnt for real by tiny pipelines with random weights: what it learns is noise, how it learns is not."""

import hashlib
import json
import re
from dataclasses import replace

import cv2
import numpy as np
import pytest
from contracts.stages import breakdowns
from pipelines import built

from storyboard.errors import StoryboardError
from storyboard.prompts import Phrase
from storyboard.renderers.diffusion import Diffusion, studio
from storyboard.renderers.diffusion.families import header
from storyboard.renderers.diffusion.learning import Course, Lesson, learn
from storyboard.renderers.diffusion.loras import About, about

SETUP, SIZE = breakdowns()[0].setups[1], (320, 180)
COURSE = Course(steps=6, rank=4, rate=5e-3, batch=2)


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    return built(tmp_path_factory.mktemp("models"), "sd15", "sdxl", "zimage", "flux", "flux2")


@pytest.fixture(scope="module", autouse=True)
def nothing_left():
    yield
    studio.let_go()


def renderer(models, model="sd15", **more):
    return Diffusion(model=str(models / model), side=64, steps=2, **more)


def lessons():
    """Three drawings of a hand that leans to one side."""
    found = []
    for number in range(3):
        picture = np.full((48, 80, 3), 245, np.uint8)
        for start in range(0, 80, 6 + number):
            cv2.line(picture, (start, 0), (start - 20, 48), (30, 30, 30), 1 + number)
        found.append(Lesson(picture, (Phrase("maelle", "style"), Phrase(f"shot {number}", "shot"))))
    return found


def said(family="sd15", key="k", **more):
    plain = About(
        "maelle", family, "tiny", "00", "maelle", {"a.png": "11"}, {"Maëlle Roy": "22"}, 6, 4, 5e-3, 1, 2, key
    )
    return replace(plain, **more)


def taught(one, course=COURSE, **more):
    """The steps of a training, and its file."""
    *steps, last = learn(one, lessons(), course, said(one.family().name), **more)
    return steps, last.data


def shelf(folder, data, name="maelle"):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.safetensors").write_bytes(data)
    return str(folder)


def picture(one):
    return next(one.paint([one.frame(SETUP, SIZE)], None, SIZE)).picture


@pytest.fixture(scope="module")
def learnt(models):
    return taught(renderer(models))


@pytest.mark.parametrize(("model", "steps"), [("sd15", 90), ("flux", 45), ("zimage", 45)])
def test_loss_falls(models, model, steps):
    """What is learnt misses the noise, or the way to it, by less at the end than at the beginning, over the same
    drawings."""
    course = Course(steps=steps, rank=8, rate=2e-2, batch=4)
    losses = [one.loss for one in taught(renderer(models, model), course, every=1000)[0]]
    assert np.mean(losses[-steps // 3 :]) < 0.93 * np.mean(losses[:10])


def test_the_same_seed_learns_the_same(models, learnt):
    """To the byte; another seed learns something else."""
    assert taught(renderer(models))[1] == learnt[1]
    assert taught(renderer(models), replace(COURSE, seed=2))[1] != learnt[1]


@pytest.mark.parametrize("model", ["sd15", "flux", "zimage"])
def test_a_training_goes_on_to_the_same_weights(models, tmp_path, model):
    """Stopped in the middle, by a reader who leaves, it ends as one that nobody stopped, by the same losses."""
    whole, wanted = taught(renderer(models, model))
    going = learn(renderer(models, model), lessons(), COURSE, said(renderer(models, model).family().name), every=2)
    kept = [next(going) for _ in range(4)][-1]
    going.close()
    (tmp_path / "kept").write_bytes(kept.data)
    steps, data = taught(renderer(models, model), begun=tmp_path / "kept")
    assert data == wanted
    assert [(one.step, one.loss) for one in steps] == [(one.step, one.loss) for one in whole[4:]]


def test_the_base_is_untouched(models):
    """Every weight that was loaded, and every file, is the same to the byte when the LoRA has learnt."""
    from storyboard.renderers.diffusion.engine import loading, texts
    from storyboard.renderers.diffusion.engine import training as engine

    def weights(pipe):
        parts = [pipe.unet.state_dict(), pipe.vae.state_dict(), pipe.text_encoder.state_dict()]
        return {
            hashlib.sha256(name.replace("base_layer.", "").encode() + one.numpy().tobytes()).digest()
            for part in parts
            for name, one in part.items()
            if "lora" not in name
        }

    files = renderer(models).ingredients()
    rig = loading.load(renderer(models).loaded())
    before = weights(rig.pipe)
    told = [engine.Lesson(one.picture, texts.told(rig, one.phrases)) for one in lessons()]
    learner = engine.Learner(rig, told, engine.Course(3, 4, 5e-3, 1, 2), "k")
    assert len(list(learner.steps(lambda: False))) == 3
    assert any(bool((one != 0).any()) for name, one in learner.learning.items() if "lora_B" in name)
    assert weights(rig.pipe) == before
    assert renderer(models).ingredients() == files


@pytest.mark.parametrize("model", ["sd15", "sdxl", "flux", "zimage"])
def test_weight_zero_is_the_base(models, tmp_path, model):
    """A LoRA changes pictures by its weight; one that weighs nothing changes not a pixel. Its file is the same for any
    frame after training, by the same program."""
    place = shelf(tmp_path / "loras", taught(renderer(models, model), replace(COURSE, rate=0.1))[1])
    plain = picture(renderer(models, model))
    none, whole = (picture(renderer(models, model, loras={"maelle": weight}, shelf=place)) for weight in (0.0, 1.0))
    assert np.array_equal(none, plain)
    assert not np.array_equal(whole, plain)


def test_its_word_calls_it(models, tmp_path, learnt):
    """The word that drawings were told by comes first in the prompt, unless the LoRA weighs nothing; another file is
    another ingredient of the frame."""
    place = shelf(tmp_path / "loras", learnt[1])
    heard, unheard = (renderer(models, loras={"maelle": weight}, shelf=place) for weight in (0.5, 0.0))
    assert heard.frame(SETUP, SIZE).phrases[0] == Phrase("maelle", "style")
    assert unheard.frame(SETUP, SIZE).phrases == renderer(models).frame(SETUP, SIZE).phrases
    assert heard.ingredients()["lora maelle/maelle.safetensors"] == hashlib.sha256(learnt[1]).hexdigest()


def test_its_file_says_of_what_it_is(tmp_path, learnt):
    """Base, drawings, statement, and how it learnt; the tensors are named as diffusers names them."""
    place = shelf(tmp_path / "loras", learnt[1])
    assert about(tmp_path / "loras/maelle.safetensors") == said()
    shapes, _ = header(tmp_path / "loras/maelle.safetensors")
    assert place
    assert all(name.startswith("unet.") and name.endswith(("lora_A.weight", "lora_B.weight")) for name in shapes)


@pytest.mark.parametrize(
    ("model", "loras", "told"),
    [
        ("sd15", {"nobody": 0.8}, "no LoRA “nobody”.* there are maelle"),
        ("sd15", {"pickled": 0.8}, "only .safetensors"),
        ("sd15", {"../maelle": 0.8}, "no name for a LoRA"),
        ("sd15", {"noise": 0.8}, "damaged"),
        ("sdxl", {"maelle": 0.8}, "is for Stable Diffusion 1.5, and the model here is Stable Diffusion XL"),
        ("zimage", {"maelle": 0.8}, "the model here is Z-Image"),
        ("sd15", {"wide": 0.8}, "is for Stable Diffusion XL"),
    ],
)
def test_what_cannot_be_laid_over_a_model_is_refused(models, tmp_path, learnt, model, loras, told):
    """With the remedy, before anything is loaded."""
    place = tmp_path / "loras"
    shelf(place, learnt[1])
    (place / "pickled.bin").write_bytes(b"\x80\x04")
    (place / "noise.safetensors").write_bytes(b"\xff" * 40)
    row = {"unet.a.attn2.to_k.lora_A.weight": {"dtype": "F32", "shape": [1, 2048], "data_offsets": [0, 8192]}}
    head = json.dumps(row).encode()
    (place / "wide.safetensors").write_bytes(len(head).to_bytes(8, "little") + head + bytes(8192))
    trouble = renderer(models, model, loras=loras, shelf=str(place)).unavailable()
    assert re.search(told, trouble or "")


def test_a_strangers_lora_of_other_sizes_is_refused(models, tmp_path):
    """One that says nothing of its family, and fits no layer: the program says so, and draws nothing without it."""
    row = {
        f"unet.mid_block.attentions.0.transformer_blocks.0.attn1.to_q.lora_{part}.weight": {
            "dtype": "F32", "shape": shape, "data_offsets": [at, at + 12],
        }
        for part, shape, at in (("A", [1, 3], 0), ("B", [3, 1], 12))
    }  # fmt: skip
    head = json.dumps(row).encode()
    place = shelf(tmp_path / "loras", len(head).to_bytes(8, "little") + head + bytes(24), "other")
    with pytest.raises(StoryboardError, match="LoRA other was made for another model"):
        picture(renderer(models, loras={"other": 1.0}, shelf=place))


def test_families_that_are_not_taught_say_so(models):
    """And numbers that no training can have."""
    with pytest.raises(StoryboardError, match=r"FLUX.2 klein is not taught here, only .*, FLUX.1 are"):
        taught(renderer(models, "flux2"))
    with pytest.raises(StoryboardError, match="--rank: give a number from 1 to 256"):
        Course(rank=0)
    with pytest.raises(StoryboardError, match="weight of the LoRA maelle"):
        renderer(models, loras={"maelle": float("nan")})
