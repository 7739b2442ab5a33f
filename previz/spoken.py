"""What was spoken of a film."""

from dataclasses import dataclass
from pathlib import Path

from audio.lines import Line


@dataclass(frozen=True, slots=True)
class Spoken:
    """The lines of the script and their takes, in story order."""

    lines: tuple[Line, ...]
    takes: tuple[Path, ...]
    lengths: dict[str, float]
    """Seconds by line id."""
