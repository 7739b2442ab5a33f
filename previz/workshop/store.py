"""The content-addressed store of a film: each product once, under the hash of what made it, with its ledger entry.

A product is a file ``store/ab/abcdef….png``; its ledger entry stands beside it as ``abcdef….made.json`` and is written
last, so that a product without an entry was never finished and does not exist for anybody.
"""

import errno
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec

from previz.errors import StoreError
from previz.i18n import _

PACKAGES = Path(__file__).parents[2]

DRAFT = ".draft-"
"""Drafts carry the number of the process that writes them, so that a later one knows which are abandoned."""

_DRAFT = re.compile(r"\.{1,2}draft-(\d+)-\w{8}\.\w+(?:\.\d+(?:\.\w+)?)?")
"""A draft, or what a library writes beside a draft before it takes its place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How one product was made: its line in the ledger."""

    step: str
    key: str
    made_from: dict[str, Any]
    """Everything the key was made of, in words."""
    seconds: float
    made: str
    """When, ISO 8601, UTC."""
    size: int
    sha256: str
    note: str = ""
    seal: str = ""
    """SHA-256 of all the rest: an entry that was altered counts for nothing."""
    schema: str = "Entry.1"

    def sealed(self) -> "Entry":
        """The entry with its seal."""
        plain = msgspec.json.encode(replace(self, seal=""), order="deterministic")
        return replace(self, seal=hashlib.sha256(plain).hexdigest())


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a product is made of. Two recipes that are equal make the same bytes."""

    step: str
    suffix: str
    made_from: dict[str, Any] = field(hash=False)

    @property
    def key(self) -> str:
        """Hex SHA-256 of the step and its ingredients as canonical JSON."""
        plain = msgspec.json.encode([self.step, self.made_from], order="deterministic")
        return hashlib.sha256(plain).hexdigest()


APART = ("storyboard/maps", "storyboard/plates")
"""Rooms that make products of their own: they count only where they are named, not with the package they stand in."""


@cache
def fingerprint(*rooms: str) -> str:
    """Hash of the sources of some of our rooms: a product made by other code is another product."""
    digest = hashlib.sha256()
    for room in rooms:
        others = tuple(f"{one}/" for one in APART if one != room)
        for path in _sources(PACKAGES / room):
            name = path.relative_to(PACKAGES).as_posix()
            if not name.startswith(others):
                digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _sources(place: Path) -> list[Path]:
    """A module, or all sources and tables of a room."""
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.suffix in {".py", ".toml", ".json"})


@cache
def library(*names: str) -> str:
    """Names and versions of the libraries that shape a product."""

    def shown(name: str) -> str:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            return f"{name} ?"

    return ", ".join(shown(name) for name in names)


class Store:
    """The products of one film. Safe for several processes: a file appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._seen: dict[Path, tuple[int, int]] = {}
        """Size and time of each product that this process has found whole: it is read again only when they change."""
        self.damaged: set[Path] = set()
        """Products that were finished once, and were found to be something else."""

    def __reduce__(self) -> tuple[type["Store"], tuple[Path]]:
        """To a worker goes the place alone: what it has not read itself it has not found whole."""
        return Store, (self.root,)

    def sweep(self, *beside: Path) -> None:
        """Remove the drafts of processes that were killed in the middle of their work, here and beside some files."""
        swept(*self.root.glob("*/"), *(path.parent for path in beside))

    def path(self, recipe: Recipe) -> Path:
        """Where the product is, or will be."""
        return self.named(recipe.key, recipe.suffix)

    def named(self, name: str, suffix: str) -> Path:
        """Where the product of a name (see ``name``) is."""
        return self.root / name[:2] / f"{name}{suffix}"

    def name(self, product: Path) -> str:
        """What a product is called in other recipes: its own key, wherever the store lies."""
        return product.stem

    def find(self, recipe: Recipe) -> Path | None:
        """The finished product, or None when it has never been made, or was damaged since."""
        path = self.path(recipe)
        try:
            now = path.stat()
            if self._seen.get(path) == (now.st_size, now.st_mtime_ns):
                return path
            entry = self.entry(path)
            if entry is None or entry.key != recipe.key or now.st_size != entry.size or digest(path) != entry.sha256:
                if _entry_path(path).is_file():
                    self.damaged.add(path)
                return None
        except OSError:
            return None
        self._seen[path] = now.st_size, now.st_mtime_ns
        return path

    def products(self) -> Iterator[Path]:
        """Every product that has a ledger entry, damaged or not."""
        for entry in sorted(self.root.glob("*/*.made.json")):
            name = entry.name.removesuffix(".made.json")
            yield from (path for path in entry.parent.glob(f"{name}.*") if path != entry)

    def ledger(self, product: Path) -> Path:
        """Where the ledger entry of a product is."""
        return _entry_path(product)

    def remove(self, product: Path) -> None:
        """Forget a product: its entry first, so that nobody finds it half gone."""
        _entry_path(product).unlink(missing_ok=True)
        product.unlink(missing_ok=True)
        self._seen.pop(product, None)

    def whole(self, product: Path) -> Entry | None:
        """The ledger entry of a product that is what its name says, None when it is missing or damaged."""
        entry = self.entry(product)
        if entry is None or self.find(Recipe(entry.step, product.suffix, entry.made_from)) != product:
            return None
        return entry

    def entry(self, product: Path) -> Entry | None:
        """The ledger entry of a product, None when there is none that can be read, or it was altered."""
        try:
            entry = msgspec.json.decode(_entry_path(product).read_bytes(), type=Entry)
        except (OSError, ValueError):
            return None
        return entry if entry == entry.sealed() else None

    def keep(self, recipe: Recipe, make: Callable[[Path], str | None]) -> Path:
        """Make a product: ``make`` writes it to the path it is given, and may return a note for the ledger."""
        path = self.path(recipe)
        began = time.perf_counter()
        with whole(path) as draft:
            note = make(draft)
            size, sha256 = draft.stat().st_size, digest(draft)
        entry = Entry(
            step=recipe.step,
            key=recipe.key,
            made_from=recipe.made_from,
            seconds=round(time.perf_counter() - began, 4),
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            size=size,
            sha256=sha256,
            note=note or "",
        ).sealed()
        write_whole(_entry_path(path), msgspec.json.format(msgspec.json.encode(entry), indent=1))
        return path

    def get(self, recipe: Recipe, make: Callable[[Path], str | None]) -> Path:
        """The product, made now if it is not there."""
        return self.find(recipe) or self.keep(recipe, make)


def _entry_path(product: Path) -> Path:
    return product.with_name(f"{product.stem}.made.json")


def digest(path: Path) -> str:
    """Hex SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A draft path beside ``path`` that takes its place when the block ends well, and vanishes when it does not.

    Raises StoreError with the remedy when the folder cannot be written or the disk is full.
    """
    draft = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{DRAFT}{os.getpid()}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        draft = Path(name)
        draft.chmod(0o666 & ~_umask())
        yield draft
        draft.replace(path)
    except OSError as trouble:
        raise refused(path, trouble) from trouble
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    with whole(path) as draft:
        draft.write_bytes(data)


def swept(*folders: Path) -> None:
    """Remove the drafts in some folders whose writers are no more."""
    for draft in (path for folder in folders for path in folder.glob(".*")):
        made = _DRAFT.match(draft.name)
        if made and not alive(int(made[1])):
            draft.unlink(missing_ok=True)


def alive(process: int) -> bool:
    """Whether a process of that number runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, as someone else
        return True
    return True


@cache
def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def refused(path: Path, trouble: OSError) -> StoreError:
    """The error a person can act on for what the file system refused."""
    remedy = {
        errno.ENOSPC: _("the disk is full; free some space and run the same command again: it resumes"),
        errno.EFBIG: _("the file grows larger than this disk or this account may hold; use another with --folder, -o"),
        errno.EDQUOT: _("your disk quota is used up; free some space and run the same command again: it resumes"),
        errno.EROFS: _("this folder is read-only; name another with --folder, and the film's file with -o"),
        errno.EACCES: _("this folder may not be written; name another with --folder, and the film's file with -o"),
        errno.EPERM: _("this folder may not be written; name another with --folder, and the film's file with -o"),
        errno.ENAMETOOLONG: _("the name is too long; rename the screenplay's file"),
        errno.ENOTDIR: _("a file stands where a folder is needed"),
        errno.EISDIR: _("a folder stands where a file is needed"),
        errno.EEXIST: _("a file stands where a folder is needed"),
        errno.ENOENT: _("this folder does not exist, or has just been removed"),
    }.get(trouble.errno or 0)
    if remedy is None:  # the system's own sentence is in its own language
        code = errno.errorcode.get(trouble.errno or 0, "?")
        remedy = _("the system refuses to read or write here ({code}); choose another folder", code=code)
    return StoreError(f"{path.parent!s:.200}: {remedy}")
