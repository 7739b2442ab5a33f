"""What is to be spoken, by whom and how; and one recording of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from screenplay.story import Channel

RATE = 48_000
"""Samples a second of everything in the sound."""
TAIL = 2 * RATE
"""The longest that a treated sound may outlast the sound itself, in samples."""

Samples = NDArray[np.float32]
"""Shape [n] (mono) or [n, 2] (stereo), in -1..1, at RATE."""

Manner = Literal[
    "plain", "whisper", "shout", "sad", "laugh", "cry", "hesitant", "fast", "slow", "angry", "tired", "ironic", "tender"
]


@dataclass(frozen=True, slots=True)
class VoiceSpec:
    """A voice of the cast, in terms that every engine can read."""

    language: str
    """``fr``, ``en``, ``fr-be``, ``en-us`` …"""
    gender: Literal["f", "m"] | None
    age: int | None
    variant: int
    """Which of the engine's voices of that gender and age: spread so that people who share a scene differ."""
    name: str = ""
    """The engine's own voice name, when a person chose one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` of a line, said in one language after ``rest`` seconds of silence."""

    start: int
    end: int
    language: str
    rest: float = 0.0
    pronounce: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One speech beat to be spoken. ``text`` is the writer's, verbatim."""

    id: str
    """The beat's id."""
    scene: str
    character: str
    text: str
    manner: Manner
    channel: Channel
    voice: VoiceSpec
    cut_short: bool = False
    """Interrupted: ends on a dash."""
    passages: tuple[Passage, ...] = ()
    """Where the line changes its language or holds its breath: the passages tile the text. Empty: all of it in one go.
    A voice need not know them: ``passages.speak`` hands it one passage at a time."""
    pronounce: tuple[tuple[str, str], ...] = ()
    """Words of this line that the project says its own way, and how, spelled as the line's language would."""


@dataclass(frozen=True, slots=True)
class Word:
    """When a word is heard: ``text[start:end]`` of the writer's line, from ``begin`` to ``finish`` seconds."""

    start: int
    end: int
    begin: float
    finish: float


@dataclass(frozen=True, slots=True)
class Take:
    """One recording of one line: mono samples at RATE, trimmed, level matched, with the time of each word."""

    line: str
    samples: Samples
    words: tuple[Word, ...]
    confidence: float = 1.0
    """How far the word times can be trusted, 0 to 1: 1 from the engine itself, less when they were found by ear."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE


class Voice(Protocol):
    """A back end that speaks: its fields are its settings."""

    def unavailable(self) -> str | None:
        """None when ready, or one sentence that says what is missing and the remedy."""

    def speak(self, lines: Sequence[Line]) -> Iterator[Take]:
        """One take for each line, in order."""
