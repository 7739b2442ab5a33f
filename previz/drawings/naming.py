"""How drawings are named: by their shot, and by what they are for. ``12B.matte.png``, ``12B.MARTHE.mask.png``.

The name's words stand between points: the shot's number first (``12B``, or ``12B-2`` for its second panel), then whom
or what it is. A slash of a number is a hyphen. The name of someone or of a place alone is their reference.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from previz.sound.takes import plain

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".jpe", ".tif", ".tiff", ".webp", ".bmp", ".jp2"})
"""Endings of files that are taken for drawings; what is in them decides whether they are."""

UNREAD = frozenset({
    ".heic", ".heif", ".avif", ".gif", ".svg", ".pdf", ".psd", ".psb", ".kra", ".clip", ".procreate", ".xcf", ".ora",
    ".exr", ".dng", ".cr2", ".cr3", ".nef", ".arw",
})  # fmt: skip
"""Endings of pictures that we do not read: telephones', programs' own, cameras' raw ones."""

Use = Literal["keep", "matte", "person", "scribble", "img2img", "reference", "aside"]

USES: Mapping[str, Use] = {
    "keep": "keep", "panel": "keep", "garde": "keep",
    "matte": "matte", "fond": "matte", "decor": "matte", "bg": "matte", "background": "matte",
    "scribble": "scribble", "croquis": "scribble", "lines": "scribble",
    "img2img": "img2img", "guide": "img2img",
    "aside": "aside", "ecarte": "aside",
}  # fmt: skip
"""What a word of a name asks for."""

MASKS = frozenset({"mask", "masque"})
"""Words of a file that says where the drawing of the same name counts: white does."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a file's name says."""

    shot: str
    """Its first word, as ``tidy`` writes it."""
    use: Use
    who: str = ""
    """Character id of a drawn person."""


def meant(file: str, people: Mapping[str, str]) -> Meant | None:
    """What a file is by its name; None when one of its words says nothing to us.

    ``people`` gives character ids by their names as files have them.
    """
    shot, *words = PurePosixPath(file).stem.split(".")
    use: Use = "keep"
    who = ""
    for word in words:
        known = plain(word)
        if known.lower() in USES:
            use = USES[known.lower()]
        elif known in people:
            use, who = "person", people[known]
        else:
            return None
    return Meant(tidy(shot), use, who)


def mask_of(file: str) -> str | None:
    """The name, without its ending, of the drawing that a file is the mask of; None when it is no mask."""
    path = PurePosixPath(file)
    whole, _point, word = path.stem.rpartition(".")
    return str(path.with_name(whole)) if whole and plain(word).lower() in MASKS else None


def tidy(number: str) -> str:
    """A shot's number as files have it: capitals, and a hyphen for what no file name may hold."""
    return re.sub(r"[\s/_\\]+", "-", number.strip()).upper()


def file_name(number: str, use: Use, who: str, suffix: str, taken: Iterable[str]) -> str:
    """How a drawing of a shot is called, when it is taken into the folder: another name than those ``taken``."""
    word = {"keep": "", "person": plain(who)}.get(use, use)
    stem = ".".join(filter(None, [tidy(number), word]))
    names = {one.lower() for one in taken}
    count, name = 1, f"{stem}{suffix}"
    while name.lower() in names:
        count += 1
        name = f"{stem}~{count}{suffix}"
    return name
