"""A director that asks a local language model, through llama.cpp: any GGUF file on the user's disk.

The model chooses from enumerations, beat by beat, and writes nothing but its reasons; cameras, continuity and repairs
are ours, as they are for every director. The model runs in a program of its own (llama_worker.py).
"""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

from screenplay.elements import Locale
from storyboard import programs, transitions
from storyboard.directing import Stage
from storyboard.directors import prompting, proposing, replies, weights
from storyboard.directors.held import LOADING, Held, held
from storyboard.directors.plain import bare, card, parts
from storyboard.directors.proposing import Proposal, Question
from storyboard.directors.replies import Form
from storyboard.directors.rules import Rules
from storyboard.errors import StoryboardError
from storyboard.moments import Moment, read
from storyboard.shots import Shot


@dataclass(frozen=True)
class Llama:
    """A GGUF language model that directs. Its fields are its settings."""

    model: str = ""
    """The GGUF file; empty: the only one in the models folder (``previz doctor`` shows it)."""
    context: int = 4096
    """Tokens that the model sees at once: long scenes are asked about in parts that fit."""
    seed: int = 1
    temperature: float = 0.4
    """0 takes what is most likely; above 1 is wild."""
    threads: int = 0
    """0: all cores."""
    layers: int = 0
    """Layers of the model on a GPU, where llama.cpp was built for one; -1: all."""
    seconds: float = 1800.0
    """Time that one scene may take; then the model is stopped, and the film says so."""

    PATHS: ClassVar[tuple[str, ...]] = ("model",)
    LIBRARIES: ClassVar[tuple[str, ...]] = ("llama-cpp-python",)
    ALONE: ClassVar[bool] = True
    """One model at a time: it uses all cores by itself, and keeps what it has read from scene to scene."""

    def unavailable(self) -> str | None:
        """None when library and model are there, or what is missing, with the remedy."""
        if find_spec("llama_cpp") is None:
            return _(
                "llama-cpp-python is not installed: run “pip install 'ecriture-liquide[llm]'” (it needs a C compiler)"
            )
        try:
            self.file()
        except StoryboardError as trouble:
            return str(trouble)
        if not (256 <= self.context <= 1 << 20 and 0 <= self.temperature <= 2 and self.seconds > 0):
            return _("context is 256 or more tokens, temperature 0 to 2, seconds more than 0")
        return None

    def file(self) -> Path:
        """The model's file. Raises StoryboardError when there is none, or it is no GGUF."""
        return weights.gguf(self.model)

    def found(self) -> str:
        """The model that is used."""
        return str(self.file())

    def ingredients(self) -> dict[str, str]:
        """The model by its contents."""
        return {"model": programs.contents(self.file())}

    def direct(self, stage: Stage) -> tuple[Shot, ...]:
        """Shots in order; together they cover each beat of the scene exactly once."""
        if not stage.scene.beats:
            return (bare(stage),)
        moments = read(stage)
        written = Rules().direct(stage)
        shots: list[Shot] = []
        with self._held() as worker:
            for first, last in parts(moments):
                if moments[first].beat.kind == "card":
                    shots.append(card(stage, moments[first]))
                else:
                    shots += self._asked(worker, stage, moments, first, last)
        shots = [replace(shot, order=order) for order, shot in enumerate(replies.pinned(stage, shots, written), 1)]
        shots[0] = replace(shots[0], transition=transitions.opening(stage.scene))
        shots[-1] = replace(shots[-1], ending=transitions.closing(stage.scene))
        return tuple(shots)

    def prompts(self, stage: Stage) -> tuple[str, ...]:
        """What the model is told of a scene, without asking it; a scene in parts is shown as if it fitted at once."""
        moments = read(stage) if stage.scene.beats else ()
        names = prompting.ids(stage, moments)
        return tuple(
            prompting.prompt(stage, moments, names, first=first, last=last)
            for first, last in parts(moments)
            if moments[first].beat.kind != "card"
        )

    def _asked(self, worker: Held, stage: Stage, moments: Sequence[Moment], first: int, last: int) -> list[Shot]:
        """The shots of a run of beats, asked for in as many parts as the context wants."""
        names = prompting.ids(stage, moments)
        answer: list[Any] = []
        at = first
        while at < last:
            held = "" if at == first else _described(answer)
            text, form, stop = self._fitted(worker, stage, moments, names, at, last, held)
            said = self._said(worker, text, form)
            answer += replies.entries(said, [str(number + 1) for number in range(at, stop)])
            at = stop
        return replies.shots(stage, moments[first:last], answer, names.real)

    def _fitted(
        self, worker: Held, stage: Stage, moments: Sequence[Moment], names: prompting.Ids, at: int, last: int,
        held: str,
    ) -> tuple[str, Form, int]:  # fmt: skip
        """The prompt and the form for as many beats from ``at`` as fit into the context with their longest answer."""
        stop = last
        while True:
            form = replies.form(
                [str(number + 1) for number in range(at, stop)],
                [names.shown(stage, moment) for moment in moments[at:stop]],
                opens=at == 0 or not held,
            )
            text = prompting.prompt(stage, moments, names, first=at, last=stop, held=held)
            size = self._size(worker, text, form)
            if size <= worker.context:
                return text, form, stop
            if stop == at + 1:
                message = _("scene {number}: a context of {context} tokens is too small, {size} are needed; "
                            "set context in [director.llama]")  # fmt: skip
                raise StoryboardError(message.format(number=stage.scene.number, context=worker.context, size=size))
            stop = at + max(1, min((stop - at) * worker.context // size, stop - at - 1))

    def propose(self, question: Question, locale: Locale) -> tuple[Proposal, ...]:
        """What the model reads of somebody, or of a place, each time with the line that says so.

        As many lines are given as fit into the context, those that tell most first. Raises StoryboardError when not
        even one does.
        """
        count = len(question.lines)
        with self._held() as worker:
            while True:
                asked = replace(question, lines=question.lines[:count])
                text, form = proposing.prompt(asked, locale), proposing.form(asked)
                size = self._size(worker, text, form)
                if size <= worker.context:
                    return proposing.read(asked, self._said(worker, text, form))
                if count == 1:
                    message = _("{name}: a context of {context} tokens is too small, {size} are needed; "
                                "set context in [director.llama]")  # fmt: skip
                    raise StoryboardError(message.format(name=question.name, context=worker.context, size=size))
                count = max(1, min(count * worker.context // size, count - 1))

    def _held(self) -> AbstractContextManager[Held]:
        keys = ("context", "seed", "threads", "layers")
        return held({key: getattr(self, key) for key in keys} | {"model": str(self.file())})

    def _size(self, worker: Held, text: str, form: Form) -> int:
        """Tokens of a prompt with its longest answer."""
        tokens: int = worker.ask({"prompt": text, "count": True}, seconds=LOADING)["tokens"]
        return tokens + form.most

    def _said(self, worker: Held, text: str, form: Form) -> str:
        """The model's answer in a form."""
        request = {"prompt": text, "grammar": form.grammar, "most": form.most}
        said = worker.ask(request | {"seed": self.seed, "temperature": self.temperature}, seconds=self.seconds)
        if not said["ended"]:
            raise StoryboardError(_("{model} did not end its answer; try another model").format(model=self.found()))
        answer: str = said["text"]
        return answer


def _described(answer: Sequence[Any]) -> str:
    """The shot in progress at the end of an answer, as its entry."""
    last = next(entry for entry in reversed(answer) if entry["cut"])
    return json.dumps({key: last[key] for key in ("size", "kind", "who")}, separators=(",", ":"))
