"""The program that holds a language model (llama_worker.py): started once, asked over pipes."""

import atexit
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path
from typing import Any

from storyboard.errors import StoryboardError
from storyboard.programs import Watched

PROGRAM = Path(__file__).with_name("llama_worker.py")
LOADING = 300.0
"""Seconds that a model may take to load."""


class Held:
    """A running program with its model. Not for two threads at once."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.read = self.told_of = 0
        """Tokens of prompts that were evaluated, and that were given: the difference was kept from the scene before."""
        self.program = subprocess.Popen(
            [sys.executable, str(PROGRAM), json.dumps(settings)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self.watched = Watched(self.program)
        try:
            self.context: int = self._receive(LOADING)["context"]
        except BaseException:
            self.stop()
            raise

    def ask(self, request: dict[str, Any], *, seconds: float) -> dict[str, Any]:
        """The answer to a request. Raises StoryboardError when none comes in time, or the model is lost."""
        assert self.program.stdin is not None
        with suppress(OSError):  # a dead program is found when it is read from
            self.program.stdin.write(json.dumps(request) + "\n")
            self.program.stdin.flush()
        answer = self._receive(seconds)
        if "trouble" in answer:
            raise StoryboardError(f"{self.settings['model']}: {answer['trouble']}")
        self.read += answer.get("evaluated", 0)
        self.told_of += answer.get("prompt", 0)
        if "narrow" in answer:
            message = _(
                "a context of {context} tokens is too small, {size} are needed; set context in [director.llama]"
            )
            raise StoryboardError(message.format(context=self.context, size=answer["narrow"]))
        return answer

    def _receive(self, seconds: float) -> dict[str, Any]:
        assert self.program.stdout is not None
        with self.watched.within(seconds) as late:
            line = self.program.stdout.readline()
        if late.is_set():
            message = _(
                "{model} took more than {seconds:.0f} s; choose a smaller model, or more seconds in [director.llama]"
            )
            raise StoryboardError(message.format(model=self.settings["model"], seconds=seconds))
        if not line:
            message = _("{model} cannot be used: llama.cpp ended ({trouble}); copy it again, or choose another")
            raise StoryboardError(message.format(model=self.settings["model"], trouble=self.watched.last_words()))
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        """End the program."""
        self.watched.stop()


_held: list[Held] = []


@contextmanager
def held(settings: Mapping[str, Any]) -> Iterator[Held]:
    """The program that holds a model, kept for the next scene; stopped when anything goes wrong.

    ``settings``: model (a path), context, seed, threads, layers.
    """
    if _held and (_held[0].settings != settings or _held[0].program.poll() is not None):
        let_go()
    if not _held:
        _held.append(Held(dict(settings)))
    try:
        yield _held[0]
    except BaseException:
        let_go()
        raise


def kept() -> Held | None:
    """The program that is running, if any."""
    return _held[0] if _held else None


@atexit.register
def let_go() -> None:
    """Stop the program, if any."""
    while _held:
        _held.pop().stop()
