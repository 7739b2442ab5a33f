"""Recordings of people who say the lines: read from any sound file, and made into takes."""

from gettext import gettext as _
from pathlib import Path
from typing import Literal

import av
import numpy as np

from audio import alignment
from audio.errors import AudioError
from audio.lines import RATE, Line, Samples, Take

LONGEST = 600
"""Seconds of one take: what is longer is a whole session, to be cut up first."""

FAINTEST = 10 ** (-70 / 20)
"""A sound that never exceeds this is silence."""

FULL, CLIPPED = 0.985, 1 / 2000
"""A sample of at least FULL may be a cut-off peak; a take with a greater share of them than CLIPPED is clipped."""

FAINT = 0.02
"""The peak under which a take is too weak to be brought to its level without its noise."""

MARGIN = 0.1
"""Seconds kept around the voice, so that no breath or soft consonant is lost."""


def read(path: Path) -> Samples:
    """The sound of a file as mono at RATE; several channels become one. Any format that FFmpeg reads.

    AudioError when it is no sound, is silent, or lasts longer than LONGEST.
    """
    try:
        with av.open(str(path), metadata_errors="replace") as file:
            if not file.streams.audio:
                raise AudioError(_("{path}: there is no sound in it; export it as WAV").format(path=path))
            pieces = _decoded(file, path)
    except (av.FFmpegError, OSError, ValueError) as error:
        message = _("{path}: this sound cannot be read ({trouble}); export it again as WAV")
        raise AudioError(message.format(path=path, trouble=type(error).__name__)) from error
    sound = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
    sound = np.nan_to_num(sound, nan=0.0, posinf=0.0, neginf=0.0)
    if np.abs(sound).max(initial=0.0) < FAINTEST:
        raise AudioError(_("{path}: nothing is heard in it; record it again, or take it away").format(path=path))
    return sound


Flaw = Literal["clipped", "faint", "long"]


def flaws(path: Path, seconds: float) -> tuple[Flaw, ...]:
    """What is wrong with a recording of a line that is said in about ``seconds`` (0: unknown): its peaks are cut off,
    hardly anything is heard, or it goes on far longer. Nothing of a file that cannot be read: ``read`` says that.
    """
    try:
        sound = np.abs(read(path))
    except AudioError:
        return ()
    first, last = alignment.sounding(sound, RATE)
    found: list[Flaw] = []
    if float(np.mean(sound >= FULL)) > CLIPPED:
        found.append("clipped")
    if float(sound.max()) < FAINT:
        found.append("faint")
    if seconds and last - first > 3 * seconds + 3:
        found.append("long")
    return tuple(found)


def _decoded(file: "av.container.InputContainer", path: Path) -> list[Samples]:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    pieces: list[Samples] = []
    count = 0
    for frame in (*file.decode(audio=0), None):  # None: what the resampler still holds
        for piece in resampler.resample(frame):
            pieces.append(np.asarray(piece.to_ndarray(), np.float32).ravel())
            count += len(pieces[-1])
        if count > LONGEST * RATE:
            message = _("{path}: it lasts more than {minutes} minutes; cut it into a file for each take")
            raise AudioError(message.format(path=path, minutes=LONGEST // 60))
    return pieces


def take(line: Line, path: Path, *, level: float) -> Take:
    """A recording as the take of a line: trimmed, at ``level`` dB, with the time of each word and its confidence.

    AudioError as ``read``.
    """
    sound = read(path)
    first, last = alignment.sounding(sound, RATE)
    kept = sound[max(0, round((first - MARGIN) * RATE)) : round((last + MARGIN) * RATE)]
    return alignment.take(line, kept, RATE, level=level)
