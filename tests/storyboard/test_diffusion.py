"""The diffusion renderer, run for real: diffusers on tiny pipelines with random weights. What they paint is noise."""

import numpy as np
import pytest
from contracts.renderers import RendererContract
from contracts.stages import breakdowns
from pipelines import built

from storyboard.renderers.diffusion import Diffusion, studio

SETUPS = breakdowns()[0].setups
SIZE = (320, 180)


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    return built(tmp_path_factory.mktemp("models"), "sd15", "pose", "depth")


@pytest.fixture(scope="module", autouse=True)
def nothing_left():
    yield
    studio.let_go()


class TestDiffusion(RendererContract):
    """The suite that every renderer passes."""

    @pytest.fixture(autouse=True)
    def made(self, models):
        self.renderer = Diffusion(model=str(models / "sd15"), side=64, steps=2)


def painted(renderer, setups, *, anchored=True):
    frames = [renderer.frame(one, SIZE) for one in setups]
    found = list(renderer.paint(frames, frames[0] if anchored else None, SIZE))
    assert [one.number for one in found] == list(range(len(setups)))
    return [one.picture for one in found]


def alike(one, other):
    return bool(np.abs(one.astype(int) - other.astype(int)).max() <= 1)


def test_a_frame_is_the_same_in_any_batch(models):
    """A scene's frames look at the first one and at no other: made alone, together or in pairs, they are the same."""
    made = [
        painted(Diffusion(model=str(models / "sd15"), side=64, steps=2, batch=batch), SETUPS[:3]) for batch in (1, 2, 4)
    ]
    assert all(alike(one, other) for batch in made[1:] for one, other in zip(made[0], batch, strict=True))


def test_frames_of_a_scene_see_its_first(models):
    """With attention shared, another first frame changes the others; without, none changes any."""
    shared, alone = (Diffusion(model=str(models / "sd15"), side=64, steps=2, sharing=share) for share in (1.0, 0.0))
    for renderer, same in ((shared, False), (alone, True)):
        frames = [renderer.frame(one, SIZE) for one in SETUPS[:3]]
        one, other = (next(renderer.paint(frames[2:], first, SIZE)).picture for first in frames[:2])
        assert alike(one, other) is same
