"""How recordings are named, as a sound department does: ``DX_MARTHE_S12_L1f3a9c_T2.wav``. Loads nothing heavy."""

import re
from dataclasses import dataclass
from pathlib import Path

SOUNDS = frozenset(
    {".wav", ".wave", ".bwf", ".rf64", ".w64", ".aif", ".aiff", ".aifc", ".caf", ".flac", ".mp3", ".m4a", ".m4b",
     ".mp4", ".mov", ".aac", ".ogg", ".oga", ".opus", ".wma", ".webm", ".mka", ".amr", ".3gp", ".au"}
)  # fmt: skip
"""Endings of files that are taken for sound; what is in them decides whether they are."""

_SLATE = re.compile(r"(?i)dx_(?P<who>.+)_s(?P<scene>[^_]+)_l(?P<line>[^_]+)_t(?P<take>\d{1,6})(?:[ _.-].*)?")


@dataclass(frozen=True, slots=True)
class Slate:
    """What a file's name says."""

    who: str
    scene: str
    line: str
    """The beat's id as files have it, or the line's number in its scene."""
    take: int


def slate(path: Path) -> Slate | None:
    """What a recording's name says, None when it is named otherwise."""
    found = _SLATE.fullmatch(path.stem)
    return Slate(found["who"], found["scene"], found["line"].lower(), int(found["take"])) if found else None
