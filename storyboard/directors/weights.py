"""Where the file of a language model is, and what it is: GGUF on the user's disk, nothing fetched."""

import hashlib
import os
import sys
from functools import cache
from gettext import gettext as _
from pathlib import Path

from storyboard.errors import StoryboardError


def gguf(model: str) -> Path:
    """The file named, or the only one of the models folder. Raises StoryboardError when there is none, or no GGUF."""
    path = Path(model) if model else _only(models_folder())
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError:
        message = _("{path}: no such model; give a GGUF file as model in [director.llama]")
        raise StoryboardError(message.format(path=path)) from None
    if magic != b"GGUF":
        raise StoryboardError(_("{path} is no GGUF file; convert the model, or choose another").format(path=path))
    return path


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


def contents(path: Path) -> str:
    """The SHA-256 of a file; read once for as long as it is not written again."""
    status = path.stat()
    return _digest(path, status.st_size, status.st_mtime_ns)


@cache
def _digest(path: Path, _size: int, _when: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
