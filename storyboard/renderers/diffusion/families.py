"""Which family of models some weights belong to, told by their own files: nothing is loaded for it."""

import struct
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Any

import msgspec

from storyboard.errors import StoryboardError

PICKLES = (".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle")
"""Files that would run what is written in them when they are opened: never read."""
LIBRARIES = frozenset({"diffusers", "transformers"})
"""Where the parts of a pipeline may come from; other code than these libraries' is never run."""
PREFIX = "model.diffusion_model."
"""What some files put before the names of what draws."""
PACKED = ("scaled_fp8", ".scale_weight", ".weight_scale", ".comfy_quant", ".qweight", ".absmax")
"""Tensors of files whose numbers mean something only together with them."""
LONGEST_HEADER = 100 << 20
"""Bytes: the format's own limit (safetensors)."""


@dataclass(frozen=True, slots=True)
class Family:
    """Models that are asked alike. The fields are explained at the top of families.toml."""

    name: str
    title: str
    folders: tuple[str, ...]
    over: str
    side: int
    multiple: int
    steps: int
    guidance: float
    strength: float
    key: tuple[str, int]
    guided: str = ""
    union: str = ""
    transformer: str = ""
    all: str = ""
    others: tuple[tuple[str, int], ...] = ()
    learns: str = ""

    @property
    def shares(self) -> bool:
        """Whether frames can share attention, and references have masks: in a UNet, not in a transformer."""
        return not self.transformer


@dataclass(frozen=True, slots=True)
class _Tensor:
    """What a safetensors file says of a tensor."""

    shape: list[int]
    data_offsets: tuple[int, int]


@cache
def families() -> Mapping[str, Family]:
    """All of them, by name."""
    tables: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("families.toml").read_text("utf-8"))
    return {
        name: Family(name, **{field: _frozen(value) for field, value in row.items()}) for name, row in tables.items()
    }


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def family_of(path: Path) -> Family:
    """The family of a pipeline's folder, or of a single file of weights.

    Raises StoryboardError when there is nothing, when the weights are of no family known here, when they are damaged,
    or when opening them would run somebody's code.
    """
    if path.is_dir():
        return _of_folder(path)
    if not path.is_file():
        message = _("{path}: no such model; give the folder of a pipeline, or one .safetensors file")
        raise StoryboardError(message.format(path=path))
    if path.suffix != ".safetensors":
        message = _("{path}: only .safetensors files are read, since others can hold programs; convert it")
        raise StoryboardError(message.format(path=path))
    shapes = tensors(path)
    if packed := next((name for name in shapes if name.endswith(PACKED)), None):
        message = _("{path}: its numbers are packed in a way that is not read here ({tensor}); take the same model in "
                    "bf16, fp16 or plain fp8")  # fmt: skip
        raise StoryboardError(message.format(path=path, tensor=packed))
    plain = {name.removeprefix(PREFIX): shape for name, shape in shapes.items()}
    for one in families().values():
        key, last = one.key
        if key in plain and last in (0, *plain[key][-1:]):
            if any(name in plain and second in (0, *plain[name][1:2]) for name, second in one.others):
                continue
            return one
    raise StoryboardError(_unknown(path, _("its tensors")))


def holds_all(family: Family, shapes: Mapping[str, list[int]]) -> bool:
    """Whether a single file, by its tensors, holds all of a pipeline's weights, and not its transformer alone."""
    return not family.transformer or family.all in shapes


def lacking(config: Path) -> list[str]:
    """The parts of a pipeline's folder, besides its transformer, of which the weights are not there."""
    return [
        name for name, part in _index(config).items()
        if isinstance(part, list) and part[:1] != [None] and name.startswith(("text_encoder", "vae"))
        and not any((config / name).glob("*.safetensors"))
    ]  # fmt: skip


def _index(folder: Path) -> dict[str, Any]:
    """What a pipeline's folder says of its parts: each by its name, with the library and the class that it is of."""
    index = folder / "model_index.json"
    try:
        return msgspec.json.decode(index.read_bytes(), type=dict[str, Any])
    except FileNotFoundError:
        message = _("{path} is no pipeline: it has no model_index.json; give the folder that holds it")
        raise StoryboardError(message.format(path=folder)) from None
    except (OSError, ValueError, RecursionError) as trouble:
        message = _("{path} is damaged ({trouble}); copy the pipeline's folder again")
        raise StoryboardError(message.format(path=index, trouble=trouble)) from trouble


def _of_folder(folder: Path) -> Family:
    parts = _index(folder)
    kind = parts.get("_class_name")
    found = next((one for one in families().values() if kind in one.folders), None)
    if found is None:
        raise StoryboardError(_unknown(folder, str(kind)[:80]))
    for name, part in parts.items():
        if isinstance(part, list) and part[:1] != [None] and not _ours(name, part):
            if name == "safety_checker" and len(part) == 2 and part[0] == "stable_diffusion":
                continue  # a part of diffusers under its old name
            message = _("{path}: its part “{part}” asks for other code ({code}), which is never run; choose another")
            raise StoryboardError(message.format(path=folder, part=name, code=str(part)[:80]))
        if isinstance(part, list) and part[:1] != [None]:
            _readable(folder, name)
    return found


def _ours(name: str, part: list[Any]) -> bool:
    """Whether a part is of the libraries that are run, and in the pipeline's own folder."""
    return name.isidentifier() and len(part) == 2 and isinstance(part[0], str) and part[0] in LIBRARIES


def _readable(folder: Path, part: str) -> None:
    """Raise when a part of a pipeline is missing, damaged, or a pickle only."""
    place = folder / part
    if not place.is_dir():
        message = _("{path} lacks its part “{part}”; copy the pipeline's folder again")
        raise StoryboardError(message.format(path=folder, part=part))
    weights = sorted(place.glob("*.safetensors"))
    if not weights and any(one.suffix in PICKLES for one in place.iterdir()):
        message = _("{path} has no .safetensors, only files that can hold programs; save it as safetensors")
        raise StoryboardError(message.format(path=place))
    for one in weights:
        tensors(one)


def tensors(path: Path) -> dict[str, list[int]]:
    """The tensors of a safetensors file by name, with their shapes. Raises StoryboardError when it is damaged."""
    return header(path)[0]


def header(path: Path) -> tuple[dict[str, list[int]], dict[str, str]]:
    """What a safetensors file says of itself: its tensors by name, with their shapes, and the notes of its maker.

    A file is eight bytes of length (little endian), as much JSON, then the numbers, whose end the JSON tells. Raises
    StoryboardError when it is damaged.
    """
    notes: dict[str, str] = {}
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            told = msgspec.json.decode(file.read(min(length, LONGEST_HEADER)), type=dict[str, msgspec.Raw])
        notes = msgspec.json.decode(told.pop("__metadata__", b"{}"), type=dict[str, str] | None) or {}
        rows = {name: msgspec.json.decode(row, type=_Tensor) for name, row in told.items()}
        whole = 8 + length + max((row.data_offsets[1] for row in rows.values()), default=0) == path.stat().st_size
        found = {name: row.shape for name, row in rows.items()}
    except (OSError, ValueError, RecursionError, struct.error):  # a stranger's JSON may be nested without end
        whole, found = False, {}
    if not whole:
        message = _("{path} is damaged, or no safetensors file; copy it again")
        raise StoryboardError(message.format(path=path))
    return found, notes


def _unknown(path: Path, what: str) -> str:
    known = ", ".join(one.title for one in families().values())
    return _("{path}: no family of models that is known here ({what}); known are {known}").format(
        path=path, what=what, known=known
    )
