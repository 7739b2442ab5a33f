"""What was handed over, kept in the film's folder under the name that its timelines carry: ``handoffs/KEY.json``.

When an edit comes back, this says which shot each clip was, how long, and what was said in it when.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from previz.project import Project
from previz.workshop.store import write_whole


@dataclass(frozen=True, slots=True)
class Said:
    """One beat of a shot: when it is on screen, or heard when somebody speaks it, in frames from the shot's first."""

    beat: str
    """Its identity, which follows it through drafts."""
    start: int
    frames: int
    text: str
    spoken: bool


@dataclass(frozen=True, slots=True)
class Clip:
    """One shot as it was handed over."""

    name: str
    shot: str
    """Empty for the title card."""
    label: str
    frames: int
    said: tuple[Said, ...]
    """What plays in it."""
    beats: tuple[str, ...] = ()
    """Identities of all that its shot covers in the script."""
    head: int = 0
    """Frames that an earlier edit has cut off the shot's beginning."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A film as it was handed over: its clips in their order."""

    title: str
    rate: str
    """Frames a second, a fraction."""
    hour: int
    """The timecode, as a frame, of each shot's first frame in its clip."""
    handle: int
    clips: tuple[Clip, ...]
    story: tuple[str, ...] = ()
    """Its shots in the order of the script, those that an edit takes out too."""
    decided: int = 0
    """The number of the last decision that it was made with."""
    key: str = ""
    """Names it by all that it says."""
    schema: str = "Handoff.1"

    def named(self) -> "Manifest":
        """The manifest with its key."""
        plain = msgspec.json.encode(replace(self, key=""), order="deterministic")
        return replace(self, key=hashlib.sha256(plain).hexdigest()[:16])


def _folder(project: Project) -> Path:
    return project.folder / "handoffs"


def keep(project: Project, manifest: Manifest) -> None:
    """Write down what is handed over."""
    write_whole(_folder(project) / f"{manifest.key}.json", msgspec.json.encode(manifest))


def kept(project: Project) -> Iterator[Manifest]:
    """All that was ever handed over, the last first. What is damaged is not told from what was never there."""
    paths = _folder(project).glob("*.json")
    for path in sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True):
        try:
            found = msgspec.json.decode(path.read_bytes(), type=Manifest)
        except (OSError, ValueError):
            continue
        if found.key == path.stem:
            yield found
