"""The film's sound as products: what each block and each scene's reel is made of, and what a reel holds.

A reel lists the blocks of a section (``audio.blocks``). Its name comes from all that is heard in the section, so the
blocks of a scene that nobody touched are not even looked up; they are verified when their packets are taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from audio.blocks import Stretch
from audio.levels import Level
from previz.errors import StoreError
from previz.i18n import _
from previz.workshop.store import Recipe, Store, digest, fingerprint, library


@dataclass(frozen=True, slots=True)
class Reel:
    """Name and SHA-256 of each block of encoded sound, in order."""

    blocks: tuple[tuple[str, str], ...]
    schema: str = "Reel.1"


Made = dict[str, Any]


def made_from(stretch: Stretch, store: Store) -> Made:
    """What the sound of a stretch is made of, before anyone says how loud."""
    return {
        "stretch": msgspec.to_builtins(stretch, enc_hook=lambda path: store.name(path)),
        "code": fingerprint("audio"),
        "libraries": library("numpy", "scipy"),
    }


def weight(plain: Made, *, block: bool = False) -> Recipe:
    """What all blocks of a section weigh, or one block."""
    return Recipe("weight" if block else "weights", ".npy", plain)


def reel(plain: Made, level: Level, *, opens: bool) -> Recipe:
    """The reel of a section. ``opens``: it begins with the packet that starts the film."""
    return Recipe("reel", ".json", plain | _heard(level, opens=opens))


def sound(plain: Made, level: Level, *, opens: bool) -> Recipe:
    """A block as AAC."""
    return Recipe("sound", ".aac", plain | _heard(level, opens=opens))


def _heard(level: Level, *, opens: bool) -> Made:
    encoder = f"{fingerprint('previz/assembly')}, {library('av')}"
    loud = {"gain": level.gain_db, "lift": level.lift_db, "ceiling": level.ceiling}
    return loud | {"opens": opens, "encoder": encoder}


def save(blocks: Sequence[Path]) -> bytes:
    """A reel of finished blocks, as it rests."""
    return msgspec.json.encode(Reel(tuple((path.stem, sha256(path.read_bytes()).hexdigest()) for path in blocks)))


def whole(reel: Path) -> bool:
    """Whether all blocks of a reel are there."""
    return all(block.is_file() for block, _hash in _blocks(reel))


def read(reels: Sequence[Path]) -> Iterator[bytes]:
    """The blocks of the reels, one after the other, verified."""
    return (block.read_bytes() for path in reels for block in verified(path))


class DamagedError(StoreError):
    """Blocks of sound that are not what their reel says: thrown away, so that the next build makes them again."""

    def __init__(self, blocks: Sequence[Path]) -> None:
        self.blocks = tuple(blocks)
        super().__init__(
            _("{path}: this sound is damaged; run the same command again: it is made anew", path=blocks[0])
        )


def verified(reel: Path) -> tuple[Path, ...]:
    """The files of a reel's blocks, in order. Damaged ones are thrown away, and DamagedError says so."""
    listed = _blocks(reel)
    damaged = [block for block, wanted in listed if not block.is_file() or digest(block) != wanted]
    for block in damaged:
        block.unlink(missing_ok=True)
    if damaged:
        raise DamagedError(damaged)
    return tuple(block for block, _wanted in listed)


def _blocks(reel: Path) -> list[tuple[Path, str]]:
    """The file of each block, and what it must be."""
    listed = msgspec.json.decode(reel.read_bytes(), type=Reel).blocks
    return [(reel.parent.parent / name[:2] / f"{name}.aac", wanted) for name, wanted in listed]
