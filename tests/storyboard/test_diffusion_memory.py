"""Out of memory, for real: a part of a tiny pipeline raises what torch raises, and the worker's desk steps down."""

import numpy as np
import pytest
from contracts.stages import breakdowns
from pipelines import built

from storyboard.renderers.diffusion import Diffusion, guides, layout

SETUPS = breakdowns()[0].setups[:4]


class Room:
    """The worker's own desk in this process, so that its model can be reached."""

    def __init__(self, folder):
        from storyboard.renderers.diffusion.engine.desk import Desk

        self.folder, self.said = folder, []
        self.renderer = Diffusion(model=str(built(folder, "sd15") / "sd15"), side=64, steps=2)
        self.desk = Desk(lambda message, data=b"": self.said.append((message, data)))
        self.settings = {
            "model": self.renderer.model, "config": "", "controls": {}, "union": [], "device": "cpu",
            "precision": "auto", "adapter": "", "encoder": "", "loras": {},
        }  # fmt: skip

    def painted(self, *, most, only=lambda desk: False):
        """The pictures of a scene by a model that has room for ``most`` frames at once, or where ``only`` allows it."""
        import torch

        def crowded(_part, given, named):
            rows = (given[0] if given else named["sample"]).shape[0]
            if rows > 2 * most and not only(self.desk):
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")

        self.said.clear()
        self.desk.answer({"do": "load", "settings": self.settings})
        self.desk.rig.pipe.unet.register_forward_pre_hook(crowded, with_kwargs=True)
        frames = []
        for number, setup in enumerate(SETUPS):
            frame, path = self.renderer.frame(setup, (320, 180)), self.folder / f"{number}.npz"
            guides.save(layout.guide(setup, (64, 40), ()), path)
            rows = [(one.words, one.origin, one.tight) for one in frame.phrases]
            frames.append({
                "phrases": rows, "negative": frame.negative, "seed": frame.seed, "guide": str(path), "references": {},
                "manner": {},
            })  # fmt: skip
        self.desk.answer({"do": "paint", "frames": frames, "anchor": frames[0], "manner": self.renderer.manner(),
                          "batch": 4, "sharing": 0.5})  # fmt: skip
        assert [message["frame"] for message, _ in self.said if "frame" in message] == [0, 1, 2, 3]
        return [np.frombuffer(data, np.uint8).astype(int) for _message, data in self.said if data]

    @property
    def given_up(self):
        return [message["memory"]["step"] for message, _ in self.said if "memory" in message]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    return Room(tmp_path_factory.mktemp("room"))


def test_a_batch_that_is_too_large_is_halved(room):
    """As often as it must be; the pictures are those of a machine with room for all."""
    plain = room.painted(most=4)
    assert room.given_up == []
    small = room.painted(most=2)  # the scene's first frame takes a place in every later batch
    assert room.given_up == ["batch", "batch"]
    assert all(np.abs(one - other).max() <= 1 for one, other in zip(plain, small, strict=True))


def test_then_the_model_is_kept_elsewhere(room):
    """Where not even one frame fits: pictures in tiles, then a model that is brought in piece by piece."""
    plain = room.painted(most=4)
    offloaded = room.painted(most=0, only=lambda desk: desk.ladder.offloaded)
    assert room.given_up == ["batch", "batch", "tiles", "offload"]
    assert all(np.abs(one - other).max() <= 2 for one, other in zip(plain, offloaded, strict=True))


def test_and_then_it_is_said(room):
    """With nothing left to give up, the truth."""
    from storyboard.renderers.diffusion.engine.memory import TooLittle

    with pytest.raises(TooLittle, match="not even one frame"):
        room.painted(most=0)
