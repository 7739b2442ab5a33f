"""Where the file of a language model is, and what it is: GGUF on the user's disk, nothing fetched."""

from gettext import gettext as _
from pathlib import Path

from storyboard.errors import StoryboardError
from storyboard.programs import models_folder


def gguf(model: str) -> Path:
    """The file named, or the only one of the models folder. Raises StoryboardError when there is none, or no GGUF."""
    path = Path(model) if model else _only(models_folder("llm"))
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError:
        message = _("{path}: no such model; give a GGUF file as model in [director.llama]")
        raise StoryboardError(message.format(path=path)) from None
    if magic != b"GGUF":
        raise StoryboardError(_("{path} is no GGUF file; convert the model, or choose another").format(path=path))
    return path


def _only(folder: Path) -> Path:
    here = sorted(folder.glob("*.gguf")) if folder.is_dir() else []
    if len(here) == 1:
        return here[0]
    message = (
        _("no GGUF model in {folder}; put one there, or name it as model in [director.llama]") if not here
        else _("{folder} holds several models; name one as model in [director.llama]")
    )  # fmt: skip
    raise StoryboardError(message.format(folder=folder))
