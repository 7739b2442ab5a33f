"""A director that asks a local language model, through llama.cpp: any GGUF file on the user's disk.

The model chooses from enumerations, beat by beat, and writes nothing but its reasons; cameras, continuity and repairs
are ours, as they are for every director. The model runs in a program of its own (llama_worker.py).
"""

import atexit
import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

from storyboard import transitions
from storyboard.directing import Stage
from storyboard.directors import prompting, replies
from storyboard.directors.plain import bare, card, parts
from storyboard.directors.rules import Rules
from storyboard.errors import StoryboardError
from storyboard.moments import Moment, read
from storyboard.shots import Shot

PROGRAM = Path(__file__).with_name("llama_worker.py")
LOADING = 300.0
"""Seconds that a model may take to load."""


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
        path = Path(self.model) if self.model else _only(models_folder())
        try:
            with path.open("rb") as file:
                magic = file.read(4)
        except OSError:
            message = _("{path}: no such model; give a GGUF file as model in [director.llama]")
            raise StoryboardError(message.format(path=path)) from None
        if magic != b"GGUF":
            raise StoryboardError(_("{path} is no GGUF file; convert the model, or choose another").format(path=path))
        return path

    def found(self) -> str:
        """The model that is used."""
        return str(self.file())

    def ingredients(self) -> dict[str, str]:
        """The model by its contents."""
        path = self.file()
        status = path.stat()
        return {"model": _digest(path, status.st_size, status.st_mtime_ns)}

    def direct(self, stage: Stage) -> tuple[Shot, ...]:
        """Shots in order; together they cover each beat of the scene exactly once."""
        if not stage.scene.beats:
            return (bare(stage),)
        moments = read(stage)
        written = Rules().direct(stage)
        shots: list[Shot] = []
        with _worker(self) as worker:
            for first, last in parts(moments):
                if moments[first].beat.kind == "card":
                    shots.append(card(stage, moments[first]))
                else:
                    shots += self._asked(worker, stage, moments, first, last)
        shots = [replace(shot, order=order) for order, shot in enumerate(replies.pinned(stage, shots, written), 1)]
        shots[0] = replace(shots[0], transition=transitions.opening(stage.scene))
        shots[-1] = replace(shots[-1], ending=transitions.closing(stage.scene, stage.locale))
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

    def _asked(self, worker: "_Worker", stage: Stage, moments: Sequence[Moment], first: int, last: int) -> list[Shot]:
        """The shots of a run of beats, asked for in as many parts as the context wants."""
        names = prompting.ids(stage, moments)
        answer: list[Any] = []
        at = first
        while at < last:
            held = "" if at == first else _described(answer)
            text, form, stop = self._fitted(worker, stage, moments, names, at, last, held)
            said = worker.ask(
                {"prompt": text, "grammar": form.grammar, "most": form.most, "seed": self.seed,
                 "temperature": self.temperature}, seconds=self.seconds)  # fmt: skip
            if not said["ended"]:
                raise StoryboardError(_("{model} did not end its answer; try another model").format(model=self.found()))
            answer += replies.entries(said["text"], [str(number + 1) for number in range(at, stop)])
            at = stop
        return replies.shots(stage, moments[first:last], answer, names.real)

    def _fitted(
        self, worker: "_Worker", stage: Stage, moments: Sequence[Moment], names: prompting.Ids, at: int, last: int,
        held: str,
    ) -> tuple[str, replies.Form, int]:  # fmt: skip
        """The prompt and the form for as many beats from ``at`` as fit into the context with their longest answer."""
        stop = last
        while True:
            form = replies.form(
                [str(number + 1) for number in range(at, stop)],
                [names.shown(stage, moment) for moment in moments[at:stop]],
                opens=at == 0 or not held,
            )
            text = prompting.prompt(stage, moments, names, first=at, last=stop, held=held)
            size = worker.ask({"prompt": text, "count": True}, seconds=LOADING)["tokens"] + form.most
            if size <= worker.context:
                return text, form, stop
            if stop == at + 1:
                message = _("scene {number}: a context of {context} tokens is too small, {size} are needed; "
                            "set context in [director.llama]")  # fmt: skip
                raise StoryboardError(message.format(number=stage.scene.number, context=worker.context, size=size))
            stop = at + max(1, min((stop - at) * worker.context // size, stop - at - 1))


def models_folder() -> Path:
    """Where language models are looked for: ``previz/models/llm`` among the user's data."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return base / "previz" / "models" / "llm"


def _only(folder: Path) -> Path:
    here = sorted(folder.glob("*.gguf")) if folder.is_dir() else []
    if len(here) == 1:
        return here[0]
    message = (
        _("no GGUF model in {folder}; put one there, or name it as model in [director.llama]") if not here
        else _("{folder} holds several models; name one as model in [director.llama]")
    )  # fmt: skip
    raise StoryboardError(message.format(folder=folder))


@cache
def _digest(path: Path, _size: int, _when: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _described(answer: Sequence[Any]) -> str:
    """The shot in progress at the end of an answer, as its entry."""
    last = next(entry for entry in reversed(answer) if entry["cut"])
    return json.dumps({key: last[key] for key in ("size", "kind", "who")}, separators=(",", ":"))


class _Worker:
    """The program that holds the model. Not for two threads at once."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.told = ""
        self.read = self.told_of = 0
        """Tokens of prompts that were evaluated, and that were given: the difference was kept from the scene before."""
        self.program = subprocess.Popen(
            [sys.executable, str(PROGRAM), json.dumps(settings)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        # what the library says on its way must be read, or it would wait for us to
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
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
        late = threading.Event()

        def end() -> None:
            late.set()
            self.program.kill()

        watchdog = threading.Timer(seconds, end)
        watchdog.daemon = True
        watchdog.start()
        assert self.program.stdout is not None
        try:
            line = self.program.stdout.readline()
        finally:
            watchdog.cancel()
        if late.is_set():
            message = _(
                "{model} took more than {seconds:.0f} s; choose a smaller model, or more seconds in [director.llama]"
            )
            raise StoryboardError(message.format(model=self.settings["model"], seconds=seconds))
        if not line:
            message = _("{model} cannot be used: llama.cpp ended ({trouble}); copy it again, or choose another")
            raise StoryboardError(message.format(model=self.settings["model"], trouble=self._last_words()))
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _listen(self) -> None:
        assert self.program.stderr is not None
        with self.program.stderr as lines:
            for line in lines:
                self.told = (self.told + line)[-2000:]

    def _last_words(self) -> str:
        self.program.wait(5)
        self.listener.join(5)
        lines = [line.strip() for line in self.told.splitlines() if line.strip()]
        return lines[-1][:200] if lines else f"exit {self.program.returncode}"

    def stop(self) -> None:
        """End the program."""
        self.program.kill()
        self.program.wait()
        self.listener.join(5)
        for stream in (self.program.stdin, self.program.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


_held: list[_Worker] = []


@contextmanager
def _worker(director: Llama) -> Iterator[_Worker]:
    """The program that holds a director's model, kept for the next scene; stopped when anything goes wrong."""
    fields = asdict(director)
    settings = {key: fields[key] for key in ("context", "seed", "threads", "layers")} | {"model": str(director.file())}
    if _held and (_held[0].settings != settings or _held[0].program.poll() is not None):
        _let_go()
    if not _held:
        _held.append(_Worker(settings))
    try:
        yield _held[0]
    except BaseException:
        _let_go()
        raise


@atexit.register
def _let_go() -> None:
    while _held:
        _held.pop().stop()
