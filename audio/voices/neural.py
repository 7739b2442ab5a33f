"""What the voices have in common that speak with weights on the user's disk. Each one is a file that inherits this.

Weights are local files, found in a folder and never fetched; the engine runs in worker programs of its own, so that a
damaged model cannot hurt this one; and the engine's library is loaded nowhere else.
"""

import os
import sys
import tomllib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from gettext import gettext as _
from gettext import ngettext
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from audio import alignment, delivery
from audio.errors import AudioError
from audio.lines import Line, Take
from audio.saying import Spoken, spoken
from audio.takes import LEVEL, Mark, finished, silent, words_of
from audio.voices import repertoire
from audio.voices.espeak import word_starts
from audio.voices.repertoire import Speaker
from audio.voices.workers import Command, asked, in_order

LIMITS = (("rate", 0.5, 2.0), ("level", -50.0, -10.0))
"""What each setting may be."""

PATIENCE = 120.0
"""Seconds that a worker may take to load its model; to speak it gets a second for each letter besides."""

PICKLES = (".pth", ".pt", ".pkl", ".pickle", ".ckpt")
"""Files that would run what is written in them when they are opened: never read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine made of one line: mono samples, and when it says words, if it tells."""

    raw: NDArray[Any]
    hertz: int
    marks: tuple[Mark, ...] | None


@dataclass(frozen=True)
class Neural(ABC):
    """An engine whose voices are files. Its fields are its settings."""

    models: str = ""
    """The folder of the weights; empty: the engine's own folder among the user's data (``previz doctor`` shows it)."""
    rate: float = 1.0
    """Tempo of all speech, 1 for the model's own."""
    level: float = LEVEL
    """Loudness of plain speech, dB of K-weighted RMS."""
    lexicon: Mapping[str, str] = field(default_factory=dict)
    """Words and how to say them, spelled as the line's language would."""
    cast: Mapping[str, str] = field(default_factory=dict)
    """Who speaks with which voice: ``{"MARTHE": "fr_FR-upmc-medium#jessica"}``."""
    genders: Mapping[str, Literal["f", "m"]] = field(default_factory=dict)
    """What a model does not say of its voices: ``{"fr_FR-upmc-medium#jessica": "f"}``."""

    NAME: ClassVar[str]
    """The entry point, the extra of the package, and the engine's folder among the models."""
    PACKAGE: ClassVar[str]
    """The Python package that speaks."""
    WANTED: ClassVar[str]
    """The files that a person must put into the folder."""
    LIBRARIES: ClassVar[tuple[str, ...]]
    """Distributions that shape what is heard."""
    PATHS: ClassVar[tuple[str, ...]] = ("models",)
    """Fields that are paths, relative to the screenplay's folder."""

    def __post_init__(self) -> None:
        for name, lowest, highest in LIMITS:
            if not lowest <= getattr(self, name) <= highest:
                message = _("{engine}: {name} is from {lowest:g} to {highest:g}, not {given:g}")
                given = getattr(self, name)
                raise AudioError(
                    message.format(engine=self.NAME, name=name, lowest=lowest, highest=highest, given=given)
                )

    # What each engine says of itself.

    @abstractmethod
    def _catalogue(self) -> Sequence[Speaker]:
        """Every voice in the folder, in a fixed order. AudioError when a file there is not what it should be."""

    @abstractmethod
    def files(self) -> Sequence[Path]:
        """The weights that shape what is heard."""

    @abstractmethod
    def _request(self, speaker: Speaker, line: Line, form: Spoken, tempo: float) -> dict[str, Any]:
        """What the worker is asked for."""

    def _marks(self, answer: dict[str, Any], line: Line, form: Spoken) -> tuple[Mark, ...] | None:
        """When the engine says that words begin, None when it does not tell."""
        return None

    # What they all do.

    @property
    def folder(self) -> Path:
        """Where the weights are looked for."""
        return Path(self.models).expanduser() if self.models else data_folder() / "models" / self.NAME

    def unavailable(self) -> str | None:
        """None when ready, or one sentence that says what is missing and the remedy."""
        if find_spec(self.PACKAGE) is None:
            return _("{package} is not installed: run “pip install 'ecriture-liquide[{name}]'”").format(
                package=self.PACKAGE, name=self.NAME
            )
        try:
            if self.speakers():
                return None
        except AudioError as error:
            return str(error)
        message = _("no weights in {folder}: put {wanted} there, or name their folder as models in [voice.{name}]")
        return message.format(folder=self.folder, wanted=self.WANTED, name=self.NAME)

    def found(self) -> str:
        """What there is and where, for ``previz doctor``."""
        count = len(self.speakers())
        return ngettext("{count} voice in {folder}", "{count} voices in {folder}", count).format(
            count=count, folder=self.folder
        )

    def ingredients(self) -> dict[str, str]:
        """The weights by their contents: other weights make other takes, wherever they lie."""
        return {path.relative_to(self.folder).as_posix(): _digest(path, _stamp(path)) for path in self.files()}

    def speakers(self) -> tuple[Speaker, ...]:
        """Every voice that there is, with what the settings say of it."""
        known = {name.lower(): gender for name, gender in self.genders.items()}
        voices = tuple(self._catalogue()) if self.folder.is_dir() else ()
        for name in self.genders:
            if voices and repertoire.named(name, voices) is None:
                message = _("[voice.{engine}.genders]: {reason}")
                raise AudioError(message.format(engine=self.NAME, reason=repertoire.unknown(name, voices)))
        return tuple(replace(one, gender=known.get(one.name.lower(), one.gender)) for one in voices)

    def notes(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """What of these lines this engine cannot do, a sentence for each."""
        speakers = self.speakers()
        manners = sorted({line.manner for line in lines} & _hints().keys())
        notes = []
        if manners:
            message = _("{engine} cannot {manners}: those lines are only softer, louder, slower or faster")
            notes.append(message.format(engine=self.NAME, manners=", ".join(_hints()[one] for one in manners)))
        languages = {line.voice.language for line in lines}
        for language in sorted(languages):
            if not any(repertoire.speaks(one, language) for one in speakers):
                message = _("{engine} has no voice that speaks “{language}”: such lines are read by the speaker's own")
                notes.append(message.format(engine=self.NAME, language=language))
        return tuple(notes)

    def speak(self, lines: Sequence[Line]) -> Iterator[Take]:
        """One take for each line, in order.

        AudioError, which names the line, when its voice or language does not exist, when the model cannot be used, or
        when it kills the engine twice.
        """
        return in_order(self._take, lines, name=self.NAME)

    def _take(self, line: Line) -> Take:
        speaker = self._speaker(line)
        own = line.voice.language if repertoire.speaks(speaker, line.voice.language) else speaker.languages[0]
        form = spoken(line.text, language=own, lexicon=(*line.pronounce, *self.lexicon.items()))
        if not form.text:
            return silent(line.id)
        if line.cut_short:
            kept = len(form.text.rstrip(" .…,;:-–—"))
            form = Spoken(form.text[:kept] + ",", (*form.origin[:kept], form.origin[kept - 1]))
        tempo = self.rate * float(table()["tempo"].get(line.manner, 1.0))
        answer = self._ask(self._request(speaker, line, form, tempo), line, form, speaker)
        level = self.level + delivery.level(line.manner, line.text)
        if answer.marks is None:
            own_line = replace(line, voice=replace(line.voice, language=own))
            return alignment.take(own_line, answer.raw, answer.hertz, level=level)
        return finished(line.id, line.text, answer.raw, answer.hertz, answer.marks, level=level)

    def _speaker(self, line: Line) -> Speaker:
        speakers = self.speakers()
        if line.voice.name:
            speaker = repertoire.named(line.voice.name, speakers)
            if speaker is None:
                reason = repertoire.unknown(line.voice.name, speakers)
                message = _("{where}: {reason}: change the voice of {who} in the cast")
                raise AudioError(message.format(where=_where(line), reason=reason, who=line.character))
            return speaker
        speaker = repertoire.suited(line.voice, speakers)
        if speaker is None:
            message = _(
                "{where}: no voice in {folder} speaks “{language}”: put one there, or change the language of {who} in "
                "the cast"
            )
            raise AudioError(
                message.format(where=_where(line), folder=self.folder, language=line.voice.language, who=line.character)
            )
        return speaker

    def _ask(self, request: dict[str, Any], line: Line, form: Spoken, speaker: Speaker) -> Answer:
        heard = asked(self._command(), request, seconds=PATIENCE + len(form.text))
        if heard is None:
            message = _(
                "{where}: {engine} stopped twice with the voice “{voice}”; if it does so on every line, its files in "
                "{folder} are damaged: copy them there again"
            )
            raise AudioError(
                message.format(where=_where(line), engine=self.NAME, voice=speaker.name, folder=self.folder)
            )
        answer, sound = heard
        if "error" in answer:
            message = _(
                "{where}: {engine} cannot use the voice “{voice}” ({trouble}); copy its files to {folder} again, or "
                "choose another voice"
            )
            raise AudioError(
                message.format(
                    where=_where(line),
                    engine=self.NAME,
                    voice=speaker.name,
                    trouble=answer["error"],
                    folder=self.folder,
                )
            )
        return Answer(np.frombuffer(sound, np.float32), int(answer["hertz"]), self._marks(answer, line, form))

    def _command(self) -> Command:
        # -P: a folder named like one of our packages, where the command is run, is not taken for it.
        return (sys.executable, "-P", "-m", f"audio.voices.{self.NAME}_worker")


def marks_of_groups(begins: Sequence[float] | None, line: Line, form: Spoken) -> tuple[Mark, ...] | None:
    """Word times from the seconds at which runs of phonemes begin; None when it is not clear whose runs they are."""
    if begins is None:
        return None
    starts = [start for start, _end in words_of(form.text)]
    if len(starts) != len(begins):  # espeak-ng, which finds the phonemes, runs some words into one
        starts = list(word_starts(replace(line, voice=replace(line.voice, name="")), form))
    if len(starts) != len(begins):
        return None
    return tuple((form.origin[start], second) for start, second in zip(starts, begins, strict=True))


def data_folder() -> Path:
    """Where the user's own data for previz lies, by the custom of the system."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return base / "previz"


def refuse_pickles(folder: Path, remedy: str) -> None:
    """AudioError when what lies in a folder of weights is only what runs a stranger's program when opened."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in PICKLES:
            message = _("{path}: such a file can run anything when it is opened, and is never read; {remedy}")
            raise AudioError(message.format(path=path, remedy=remedy))


def _hints() -> dict[str, str]:
    """Manners that such a voice can only hint at, as people call them."""
    return {
        "whisper": _("whisper"), "shout": _("shout"), "laugh": _("laugh"), "cry": _("cry"), "ironic": _("be ironic"),
        "sad": _("be sad"), "angry": _("be angry"), "tired": _("be tired"), "tender": _("be tender"),
    }  # fmt: skip


@cache
def table() -> dict[str, Any]:
    """neural.toml."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


@cache
def _digest(path: Path, _when: tuple[int, int]) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def _where(line: Line) -> str:
    text = " ".join(line.text.split())
    return f"{line.character.upper()}, “{text if len(text) < 50 else text[:48] + '…'}”"
