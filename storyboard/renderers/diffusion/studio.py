"""The worker program that holds the model, from our side: started when needed, kept for the next frames, never left."""

import atexit
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storyboard.errors import StoryboardError
from storyboard.programs import Watched
from storyboard.renderers.diffusion import wire

PROGRAM = "storyboard.renderers.diffusion.engine"
PACKAGES = Path(__file__).parents[3]
LOADING = 900.0
"""Seconds that a model may take to load."""


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A frame as it comes from the model."""

    number: int
    picture: NDArray[np.uint8]
    """RGB, [height, width, 3], at the size of its guide."""
    seconds: float
    batch: int
    """Frames that were made with it at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """A step of a training, or its end."""

    step: int
    """From 1; 0 at the end."""
    loss: float
    data: bytes
    """At some steps, what a later run goes on from; at the end, the LoRA's file."""


class Studio:
    """One running worker program. Not for two threads at once."""

    def __init__(self) -> None:
        self.settings: dict[str, Any] = {}
        self.described: dict[str, Any] = {}
        """What the pipeline that is loaded is and runs on."""
        self.steps: list[dict[str, Any]] = []
        """What was given up for memory, in order."""
        paths = [str(PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.program = subprocess.Popen(
            # -P: a torch.py that lies beside a screenplay is not the torch that is meant
            [sys.executable, "-P", "-m", PROGRAM],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )  # fmt: skip
        self.watched = Watched(self.program)

    def load(self, settings: Mapping[str, Any]) -> None:
        """Take a pipeline, in place of the one before. Raises StoryboardError when it cannot be used."""
        if self.settings == settings:
            return
        self.settings, self.steps = dict(settings), []
        self._send({"do": "load", "settings": self.settings})
        try:
            self.described = self._receive(LOADING)[0]
        except StoryboardError:
            self.settings = {}
            raise

    def read(self, settings: Mapping[str, Any], prompts: Sequence[Sequence[Any]]) -> list[list[dict[str, Any]]]:
        """Of each prompt, for each of a pipeline's text encoders: how many of its phrases are read, in how many tokens,
        of how many at most. Only the tokenizers are loaded for it."""
        self._send({"do": "prompt", "settings": dict(settings), "prompts": prompts})
        found: list[list[dict[str, Any]]] = self._receive(LOADING)[0]["read"]
        return found

    def paint(
        self, frames: Sequence[Mapping[str, Any]], anchor: Mapping[str, Any] | None, *, seconds: float,
        **how: Any,
    ) -> Iterator[Painted]:  # fmt: skip
        """Paint frames: each as soon as it is there. ``seconds``: what one batch may take; ``how``: manner, batch and
        sharing, as the worker's desk takes them.

        A reader who wants no more closes the iterator: the model stops at its next step, and is ready again.
        """
        self._send({"do": "paint", "frames": frames, "anchor": anchor, **how})
        try:
            while "done" not in (found := self._receive(seconds))[0]:
                answer, data = found
                if "memory" in answer:
                    self.steps.append(answer["memory"])
                    continue
                picture = np.frombuffer(data, np.uint8).reshape(answer["height"], answer["width"], 3)
                yield Painted(answer["frame"], picture, answer["seconds"], answer["batch"])
        except GeneratorExit:
            self._cancel(seconds)
            raise
        except StoryboardError:
            raise
        except BaseException:  # Ctrl-C: nobody waits for a step that may take long
            self.stop()
            raise

    def train(
        self, settings: Mapping[str, Any], lessons: Sequence[Mapping[str, Any]], *, seconds: float, **how: Any
    ) -> Iterator[Learnt]:
        """Learn a LoRA on a pipeline: each step, then its file. ``seconds``: what a step may take, besides loading;
        ``how``: the course and what belongs to it, as the worker's desk takes them. The pipeline that was loaded is let
        go.

        A reader who wants no more closes the iterator: the model stops after its step, and is ready again.
        """
        self.settings = {"model": settings["model"]}  # what is loaded from now on paints nothing
        self._send({"do": "train", "settings": dict(settings), "lessons": lessons, **how})
        try:
            while "done" not in (found := self._receive(LOADING + seconds))[0]:
                yield Learnt(found[0]["step"], found[0]["loss"], found[1])
        except GeneratorExit:
            self._cancel(LOADING + seconds)
            raise
        except StoryboardError:
            raise
        except BaseException:  # Ctrl-C: nobody waits for a step that may take long
            self.stop()
            raise
        yield Learnt(0, 0.0, found[1])

    def _cancel(self, seconds: float) -> None:
        """Stop what is under way, and read past it: the program is ready again."""
        self._send({"do": "cancel"})
        answer: dict[str, Any] = {}
        while "done" not in answer:
            answer, _data = self._receive(seconds)

    def _send(self, message: Mapping[str, Any]) -> None:
        assert self.program.stdin is not None
        with suppress(OSError):  # a dead program is found when it is read from
            wire.send(self.program.stdin, dict(message))

    def _receive(self, seconds: float) -> tuple[dict[str, Any], bytes]:
        assert self.program.stdout is not None
        model = self.settings.get("model", "")
        try:
            with self.watched.within(seconds) as late:
                answer, data = wire.receive(self.program.stdout)
        except wire.Closed:
            if late.is_set():
                message = _("{model} took more than {seconds:.0f} s for a batch of frames; give it smaller ones, fewer "
                            "steps, or more seconds, in [renderer.diffusion]")  # fmt: skip
                raise StoryboardError(message.format(model=model, seconds=seconds)) from None
            message = _("{model}: the program that holds the model ended ({trouble}); run the same command again: it "
                        "resumes; if it ends again, take a smaller model")  # fmt: skip
            raise StoryboardError(message.format(model=model, trouble=self.watched.last_words())) from None
        if "trouble" in answer:
            message = _("{model} cannot be used ({trouble}); copy it again, or choose another")
            raise StoryboardError(message.format(model=model, trouble=answer["trouble"]))
        return answer, data

    def stop(self) -> None:
        """End the program."""
        self.watched.stop()


_held: list[Studio] = []


def program() -> Studio:
    """The program that is held: the one that runs already, or a new one."""
    if _held and _held[0].program.poll() is not None:
        let_go()
    if not _held:
        _held.append(Studio())
    return _held[0]


def studio(settings: Mapping[str, Any]) -> Studio:
    """The program that is held, with the model of these settings."""
    held = program()
    try:
        held.load(settings)
    except BaseException:
        let_go()
        raise
    return held


@atexit.register
def let_go() -> None:
    """End the program that is held, if there is one."""
    while _held:
        _held.pop().stop()
