"""What to do when memory runs out: smaller batches first, then a thriftier pipeline, then the truth."""

import gc
from typing import Any

import torch

from storyboard.renderers.diffusion.engine.loading import Rig, offload
from storyboard.renderers.diffusion.engine.painting import together

USUAL = {"cpu": 4}


class TooLittle(Exception):
    """Not even one frame fits."""


def ran_out(trouble: BaseException) -> bool:
    """Whether an error says that memory ran out: devices say it in their own ways."""
    if isinstance(trouble, torch.OutOfMemoryError):
        return True
    said = str(trouble).lower()
    return isinstance(trouble, RuntimeError) and ("out of memory" in said or "can't allocate memory" in said)


def swept() -> None:
    """Give back what nothing holds any more."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


class Ladder:
    """How much is tried at once, and what was given up already. Steps down only."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.most = 0
        """Frames that were found to fit at once; 0: nothing is known."""
        self.tiled, self.offloaded = False, rig.offloaded

    def at_once(self, wanted: int) -> int:
        """How many frames to make at once, of as many as are wanted; 0 leaves it to the device."""
        if not together(self.rig):
            return 1
        wanted = wanted or USUAL.get(self.rig.device.type, 8)  # a device of its own is idle with fewer
        return min(wanted, self.most) if self.most else wanted

    def down(self, tried: int) -> dict[str, Any]:
        """One step down from a batch that was tried, and what it was. Raises TooLittle at the bottom."""
        swept()
        if tried > 1:
            self.most = tried // 2
            return {"step": "batch", "batch": self.most}
        if not self.tiled:
            self.tiled = True
            self.rig.pipe.vae.enable_slicing()
            self.rig.pipe.vae.enable_tiling()
            return {"step": "tiles"}
        if not self.offloaded:
            self.offloaded = True
            offload(self.rig.pipe, self.rig.device)
            return {"step": "offload"}
        raise TooLittle("not even one frame fits into memory")
