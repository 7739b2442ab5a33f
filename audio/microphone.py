"""Where a recording comes from: a microphone, or whatever else gives blocks of sound."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any, Protocol

import numpy as np

from audio.errors import AudioError
from audio.lines import RATE, Samples

BLOCK = RATE // 20
"""Samples of a block: a level that moves twenty times a second."""


class Source(Protocol):
    """Gives sound while it is open: mono blocks at RATE, as they come."""

    def open(self) -> Any:
        """A context manager of an iterator of blocks. AudioError when there is nothing to record with."""


@dataclass(frozen=True, slots=True)
class Microphone:
    """The system's microphone, or the one of a name or number. Opens nothing before it is asked to."""

    device: str = ""

    @contextmanager
    def open(self) -> Iterator[Iterator[Samples]]:
        """Blocks from the microphone until the block of code ends."""
        try:
            import sounddevice
        except (ImportError, OSError) as error:  # OSError: the package is there, the system's PortAudio is not
            message = _(
                "nothing to record with ({trouble}): run “pip install 'ecriture-liquide[record]'”; on Linux, install "
                "PortAudio too (apt install libportaudio2)"
            )
            raise AudioError(message.format(trouble=type(error).__name__)) from error
        named = int(self.device) if self.device.isdigit() else self.device or None
        try:
            stream = sounddevice.InputStream(RATE, BLOCK, named, 1, "float32")
            stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            message = _("no microphone can be opened ({trouble}); plug one in, or name it with --device")
            raise AudioError(message.format(trouble=error)) from error
        try:
            yield _blocks(stream)
        finally:
            stream.close()


def _blocks(stream: Any) -> Iterator[Samples]:
    while True:
        block, _overflowed = stream.read(BLOCK)
        yield np.asarray(block, np.float32)[:, 0].copy()
