"""The files that a renderer's settings name: found, told what they are, refused with the remedy, and hashed."""

from dataclasses import dataclass
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np

from screenplay.folding import slug
from storyboard.errors import StoryboardError
from storyboard.panels import Picture
from storyboard.programs import contents, models_folder
from storyboard.renderers.diffusion.families import Family, family_of, holds_all, lacking, tensors
from storyboard.renderers.diffusion.loras import Lora, lora
from storyboard.renderers.diffusion.settings import Settings

NEEDED = ("torch", "diffusers", "transformers", "safetensors", "accelerate")


@dataclass(frozen=True)
class Chosen(Settings):
    """Settings, and what they are of on this machine."""

    def unavailable(self) -> str | None:
        """None when ready, or one sentence with the remedy."""
        if absent := missing(*NEEDED, *(["peft"] if self.loras else [])):
            return absent
        try:
            self._checked()
        except StoryboardError as trouble:
            return str(trouble)
        return None

    def _checked(self) -> None:
        family = self.family()
        self._completed(family)
        if self.controls and not (family.union if "union" in self.controls else family.guided):
            message = _("{family} follows no maps here: it draws over the sketch; leave controls out")
            raise StoryboardError(message.format(family=family.title))
        self.laid()
        if self.adapter and not family.shares:
            raise StoryboardError(_("{family} takes no IP-Adapter; leave adapter out").format(family=family.title))
        if self.references and not self.adapter:
            raise StoryboardError(_("references need an IP-Adapter: name its file as adapter in [renderer.diffusion]"))
        if self.adapter:
            tensors(Path(self.adapter))
            if not (self._encoder() / "config.json").is_file():
                message = _("{path}: no image encoder; name its folder as encoder in [renderer.diffusion]")
                raise StoryboardError(message.format(path=self._encoder()))
        for path in self.references.values():
            picture(path)
        for path in self.controls.values():
            if not (Path(path) / "config.json").is_file():
                message = _("{path}: no such net; give the folder that holds its config.json")
                raise StoryboardError(message.format(path=path))

    def _completed(self, family: Family) -> None:
        """Refuse a single file without a folder for what it lacks."""
        if self.config and not Path(self.config).is_dir():
            message = _("{path}, which config names, is no folder; give a pipeline's folder of {family}")
            raise StoryboardError(message.format(path=self.config, family=family.title))
        if self.config and family_of(Path(self.config)).name != family.name:
            message = _("config and model are of two families; give a folder of {family}")
            raise StoryboardError(message.format(family=family.title))
        if self.path().is_dir():
            return
        whole = holds_all(family, tensors(self.path()))
        if not self.config:
            message = (
                _("{path} is a single file: name a folder of the same family as config in [renderer.diffusion]; "
                  "its tokenizers and configurations are enough") if whole
                else _("{path} holds the transformer alone: name a pipeline's folder of {family} as config in "
                       "[renderer.diffusion], for its text encoders and its autoencoder")
            )  # fmt: skip
            raise StoryboardError(message.format(path=self.path(), family=family.title))
        if not whole and (parts := lacking(Path(self.config))):
            message = _("{path} holds the transformer alone, and {folder} has no weights of {parts}; copy them there")
            raise StoryboardError(message.format(path=self.path(), folder=self.config, parts=", ".join(parts)))

    def _encoder(self) -> Path:
        return Path(self.encoder) if self.encoder else Path(self.adapter).parent / "image_encoder"

    def path(self) -> Path:
        """The model. Raises StoryboardError when none is named, and not exactly one is in the models folder."""
        return Path(self.model) if self.model else _only(models_folder("diffusion"))

    def family(self) -> Family:
        """The family of the model. Raises StoryboardError as ``family_of`` does."""
        return family_of(self.path())

    def found(self) -> str:
        """The model that is used."""
        return f"{self.family().title}, {self.path()}"

    def laid(self) -> tuple[Lora, ...]:
        """The LoRAs that are laid over the model, in the order of their names; none where no film is known.

        Raises StoryboardError for one that is missing, or is not for this model.
        """
        if not self.shelf:
            return ()
        family = self.family()
        return tuple(lora(name, Path(self.shelf), weight, family) for name, weight in sorted(self.loras.items()))

    def ingredients(self) -> dict[str, str]:
        """All files of the model and its nets by their contents, and what makes frames of them."""
        roots = {"model": self.path(), **{name: Path(path) for name, path in self.controls.items()}}
        roots |= {f"of {name}": Path(path) for name, path in self.references.items()}
        roots |= {f"lora {one.name}": one.path for one in self.laid()}
        if self.config:
            roots["config"] = Path(self.config)
        if self.adapter:
            roots |= {"adapter": Path(self.adapter), "encoder": self._encoder()}
        return {
            f"{name}/{path.relative_to(root).as_posix() if path != root else root.name}": contents(path)
            for name, root in roots.items()
            for path in ([root] if root.is_file() else sorted(root.rglob("*")))
            if path.is_file() and (path == root or path.suffix in (".safetensors", ".json", ".txt", ".model"))
        }

    def given(self) -> dict[str, str]:
        """The settings' own references, by character id."""
        return {slug(name, longest=40, otherwise="nobody"): path for name, path in self.references.items()}


def missing(*names: str) -> str | None:
    """None when these libraries are installed, or one sentence with the remedy."""
    absent = [name for name in names if find_spec(name) is None]
    message = _("{missing} is not installed: run “pip install 'ecriture-liquide[diffusion]'”")
    return message.format(missing=", ".join(absent)) if absent else None


def picture(path: str) -> Picture:
    """A picture of the user's, RGB. Raises StoryboardError when it is none."""
    data = np.fromfile(path, np.uint8) if Path(path).is_file() else np.zeros(0, np.uint8)
    found = cv2.imdecode(data, cv2.IMREAD_COLOR) if len(data) else None
    if found is None:
        raise StoryboardError(_("{path}: no such picture; give a PNG or a JPEG").format(path=path))
    return np.asarray(cv2.cvtColor(found, cv2.COLOR_BGR2RGB), np.uint8)


def _only(folder: Path) -> Path:
    here = [one for one in sorted(folder.iterdir()) if (one / "model_index.json").is_file()] if folder.is_dir() else []
    if len(here) == 1:
        return here[0]
    message = (
        _("no pipeline in {folder}; put its folder there, or name it as model in [renderer.diffusion]") if not here
        else _("{folder} holds several pipelines; name one as model in [renderer.diffusion]")
    )  # fmt: skip
    raise StoryboardError(message.format(folder=folder))
