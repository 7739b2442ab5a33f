"""What is handed over, as data: shots as clips on a timeline, marks, beds. Times are whole frames of the film."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from previz.handoff import timecode
from previz.show import KEPT

REEL = 8
"""Letters of a reel's name in an EDL (CMX 3600)."""

_KEPT = frozenset(KEPT) - {"\n"}


@dataclass(frozen=True, slots=True)
class Dissolve:
    """How a clip comes in over the one before it: frames of it before the cut, and after."""

    before: int
    after: int

    @property
    def frames(self) -> int:
        return self.before + self.after


@dataclass(frozen=True, slots=True)
class Laid:
    """One shot on the timeline, as a baked clip of its own."""

    name: str
    """Of the clip and of its file: safe everywhere, unlike any other of the film."""
    shot: str
    """The shot's id; empty for the title card."""
    label: str
    """Its number, as people call it."""
    scene: str
    start: int
    """The film's frame at which it comes."""
    frames: int
    handle: int
    """Frames of the clip before it and after it."""
    note: str = ""
    dissolve: Dissolve | None = None

    @property
    def file(self) -> str:
        """Its file, from the package's folder."""
        return f"clips/{self.name}.mov"

    @property
    def reel(self) -> str:
        return self.name[:REEL]

    @property
    def media(self) -> int:
        """Frames of the file."""
        return self.frames + 2 * self.handle


@dataclass(frozen=True, slots=True)
class Mark:
    """A scene's beginning."""

    title: str
    frame: int


@dataclass(frozen=True, slots=True)
class Bed:
    """A sound as long as the film, from its first frame on."""

    name: str
    file: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A film as it is handed over. Clips tile it. Its picture begins at 01:00:00:00, and so does each shot in its clip,
    whatever stands before it in the film: a clip that nothing touched is the same file in every package."""

    key: str
    """Which film this was: names what was handed over, in the film's folder."""
    title: str
    rate: Fraction
    size: tuple[int, int]
    clips: tuple[Laid, ...]
    marks: tuple[Mark, ...]
    beds: tuple[Bed, ...]
    lead: int = 0
    """Frames before its first picture: of a slate, of a leader."""

    @property
    def frames(self) -> int:
        return sum(clip.frames for clip in self.clips)

    @property
    def hour(self) -> int:
        """The timecode, as a frame, of the film's first picture and of each shot's."""
        return timecode.hour(self.rate)

    @property
    def begin(self) -> int:
        """The timecode, as a frame, at which the timeline begins."""
        return self.hour - self.lead


def fit(text: str) -> str:
    """Text of a script as every format and every terminal takes it: blanks of any kind are spaces, and what XML 1.0
    forbids, what commands a terminal and what turns the direction of writing is dropped."""
    plain = (" " if letter.isspace() and letter not in _KEPT else letter for letter in text)
    return "".join(letter for letter in plain if letter.isprintable() or letter in _KEPT)


def names(labels: Iterable[str]) -> Iterator[str]:
    """A name for each label that every file system and every editor takes: ASCII letters, digits and dashes, no two
    alike in any case, nor as reels of EDLs."""
    taken: set[str] = set()
    for label in labels:
        plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
        wanted = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:40] or "shot"
        name, count = wanted, 1
        while name[:REEL].casefold() in taken:
            count += 1
            name = f"{wanted[: REEL - 1 - len(str(count))]}-{count}"
        taken.add(name[:REEL].casefold())
        yield name
