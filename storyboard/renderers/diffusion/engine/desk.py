"""Requests at the worker's desk: which prompts fit, and frames to be painted, as many at once as memory allows."""

import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from storyboard.prompts import Phrase
from storyboard.renderers.diffusion import guides
from storyboard.renderers.diffusion.engine import loading, memory, painting, sharing, texts
from storyboard.renderers.diffusion.engine.likeness import Likeness
from storyboard.renderers.diffusion.engine.painting import Asked, Manner


class Tell(Protocol):
    """Sends a message, and the bytes that belong to it."""

    def __call__(self, message: dict[str, Any], data: bytes = b"") -> None: ...


class Desk:
    """One pipeline at a time, and what is asked of it."""

    rig: loading.Rig
    shared: list[sharing.Shared]
    ladder: memory.Ladder

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.cancelled = threading.Event()

    def let_go(self) -> None:
        """Hold no pipeline any more."""
        for name in ("rig", "shared", "ladder"):
            self.__dict__.pop(name, None)
        memory.swept()

    def load(self, settings: Mapping[str, Any]) -> None:
        """Take another pipeline; the one before is let go first."""
        self.let_go()
        self.rig = loading.load(settings)
        self.shared = sharing.share(self.rig.pipe.unet) if self.rig.family.shares else []
        self.ladder = memory.Ladder(self.rig)

    def described(self) -> dict[str, Any]:
        """What the pipeline is and runs on."""
        precision = str(self.rig.dtype).removeprefix("torch.")
        return {
            "family": self.rig.family.title, "device": str(self.rig.device), "precision": precision,
            "limits": texts.limits(self.rig), "guides": list(self.rig.guides), "offloaded": self.rig.offloaded,
        }  # fmt: skip

    def answer(self, request: Mapping[str, Any]) -> None:
        """Do what is asked: ``load``, ``prompt``, ``train`` or ``paint``."""
        if request["do"] == "load":
            self.load(request["settings"])
            self.tell(self.described())
            return
        if request["do"] == "prompt":
            words = loading.load_words(request["settings"])
            self.tell({"read": [texts.read(words, _phrases(one)) for one in request["prompts"]]})
            return
        self.cancelled.clear()
        if request["do"] == "train":
            self._train(request)
            return
        try:
            self._paint(request)
            self.tell({"done": True})
        except painting.Cancelled:
            self.tell({"done": False})

    def _train(self, request: Mapping[str, Any]) -> None:
        """Learn a LoRA: each step is told, with the bytes to go on from at some of them; then the LoRA itself."""
        from storyboard.renderers.diffusion.engine import training  # peft, which painting does without

        self.let_go()  # a model that learns paints no more, and two have no room
        rig = loading.load(training.plain(request["settings"]))
        lessons = [
            training.Lesson(np.load(one["picture"], allow_pickle=False), texts.told(rig, _phrases(one["phrases"])))
            for one in request["lessons"]
        ]
        begun = Path(request["begun"]).read_bytes() if request["begun"] else b""
        learner = training.Learner(rig, lessons, training.Course(**request["course"]), request["key"], begun)
        try:
            for step, loss in learner.steps(self.cancelled.is_set):
                due = step % request["every"] == 0
                self.tell({"step": step, "loss": loss}, learner.kept(step) if due else b"")
            done = not self.cancelled.is_set()
            self.tell({"done": done}, learner.lora(request["about"]) if done else b"")
        except Exception as trouble:
            if not memory.ran_out(trouble):
                raise
            raise memory.TooLittle("it does not fit into memory while it learns; give a smaller side") from trouble

    def _paint(self, request: Mapping[str, Any]) -> None:
        """Paint frames, each told as soon as it is there; a batch begins with the scene's first frame when it is
        shared, made in the batch's manner: a frame by a drawing is made another way than its neighbours."""
        anchor = request["anchor"]
        weight = request["sharing"] if anchor is not None else 0.0
        waiting = deque(enumerate(request["frames"]))
        while waiting:
            way = waiting[0][1]["manner"]
            alike = next(list(run) for _way, run in groupby(waiting, lambda one: one[1]["manner"]))
            batch = alike[: self.ladder.at_once(request["batch"])]
            manner = Manner(**request["manner"] | way)
            first = [anchor] if self.shared and weight and batch[0][1] != anchor else []
            asked = [self._asked(one) for one in [*first, *(frame for _number, frame in batch)]]
            for one in self.shared:
                one.frames, one.weight = len(asked), weight
            began = time.perf_counter()
            try:
                pictures = painting.paint(self.rig, asked, manner, self.cancelled.is_set)
            except Exception as trouble:
                if not memory.ran_out(trouble):
                    raise
                self.tell({"memory": self.ladder.down(len(batch))})
                continue
            seconds = round((time.perf_counter() - began) / len(batch), 3)
            for (number, _frame), picture in zip(batch, pictures[len(first) :], strict=True):
                height, width, _ = picture.shape
                message = {"frame": number, "width": width, "height": height, "seconds": seconds, "batch": len(batch)}
                self.tell(message, picture.tobytes())
                waiting.popleft()

    def _asked(self, frame: Mapping[str, Any]) -> Asked:
        guide = guides.load(Path(frame["guide"]))
        return Asked(
            texts.told(self.rig, _phrases(frame["phrases"])),
            texts.told(self.rig, [Phrase(one, "style") for one in frame["negative"].split(", ")]),
            frame["seed"],
            guide.sketch,
            {name: guide.maps[name] for name in self.rig.guides},
            [
                Likeness(np.load(path, allow_pickle=False), guide.masks[who])
                for who, path in sorted(frame["references"].items())
                if who in guide.masks
            ],
        )


def _phrases(rows: Sequence[Sequence[Any]]) -> list[Phrase]:
    return [Phrase(words, origin, tight) for words, origin, tight in rows]
