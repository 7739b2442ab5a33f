"""Lines that change their language, or hold their breath: each passage is spoken by itself, by the same person's voice,
and the passages are one take again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from audio.lines import RATE, Line, Samples, Take, Voice, Word

BREATH = 0.28
"""Seconds between two passages after the end of a sentence."""

JOINT = 0.08
"""Seconds between two passages elsewhere."""

ENDS = ".!?…:;"


def speak(voice: Voice, lines: Sequence[Line]) -> Iterator[Take]:
    """One take for each line, in order, as ``voice.speak`` gives; the voice itself never sees a line with passages."""
    parts = [parted(line) for line in lines]
    takes = voice.speak([part for group in parts for part in group])
    for line, group in zip(lines, parts, strict=True):
        yield joined(line, [next(takes) for _part in group])


def parted(line: Line) -> tuple[Line, ...]:
    """The passages of a line as lines of their own; the line itself when it has none."""
    if not line.passages:
        return (line,)
    last = len(line.passages) - 1
    return tuple(
        replace(
            line,
            id=f"{line.id}/{number}",
            text=line.text[part.start : part.end],
            voice=replace(line.voice, language=part.language),
            passages=(),
            pronounce=part.pronounce,
            cut_short=line.cut_short and number == last,
        )
        for number, part in enumerate(line.passages)
    )


def joined(line: Line, takes: Sequence[Take]) -> Take:
    """The take of a line from those of its passages, with the silences between them; a passage in which nothing is said
    is its silence alone."""
    if not line.passages:
        return takes[0]
    sound: list[Samples] = []
    words: list[Word] = []
    place = 0
    for number, (part, take) in enumerate(zip(line.passages, takes, strict=True)):
        before = line.text[: part.start].rstrip(" \n\"'»”*_)")
        usual = 0.0 if number == 0 else BREATH if before.endswith(tuple(ENDS)) else JOINT
        gap = round(max(part.rest, usual) * RATE)
        sound.append(np.zeros(gap, np.float32))
        place += gap
        if not take.words:
            continue
        begin = place / RATE
        words += [
            Word(word.start + part.start, word.end + part.start, word.begin + begin, word.finish + begin)
            for word in take.words
        ]
        sound.append(take.samples)
        place += len(take.samples)
    if not words:
        return replace(takes[0], line=line.id)
    return Take(line.id, np.concatenate(sound), tuple(words))
